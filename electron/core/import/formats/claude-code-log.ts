// Claude Code's own session logs, projects/<folder>/<session>.jsonl: a line per message, most of them conversation, of which
// nothing is kept. An answer is written several times while it streams: the same message id and request id is one answer, and
// the last line of it counts. Token counts are disjoint. `<synthetic>` is a notice of the program, not a use. Very old lines
// have the counts at the top level. costUSD, where it stands, is an estimate. Ids tell an answer that came through a cloud.
// Source: logs as ccusage reads them (2025 to 2026).
import { type Format, momentOf } from '../format.ts'
import { isJsonObject, type JsonObject } from '../json-text.ts'
import { blankRow, entriesOf, firstTextAt, rowOfTexts, textAt, valueAt } from '../json-values.ts'
import { amount, count, less, oneEach } from '../measure.ts'
import { makerOf, tierOf } from '../words.ts'

const columns = {
  dates: ['timestamp'],
  counts: ['input', 'output', 'cache_read', 'cache_write', 'cache_write_5m', 'cache_write_1h', 'web_searches'],
  amounts: ['cost_usd'],
  texts: ['entry', 'model', 'route', 'service_tier', 'speed'],
  dimensions: [],
  ids: ['id'],
  ignored: [],
} satisfies Format['columns']

const nothing = blankRow(columns)

/** The answer of a line; undefined where it is none. */
function messageOf(line: JsonObject): JsonObject | undefined {
  const message = line.get('message')
  return isJsonObject(message) && isJsonObject(message.get('usage')) ? message : undefined
}

const isOldUse = (line: JsonObject): boolean => textAt(line, 'inputTokens') !== '' && textAt(line, 'outputTokens') !== ''

function rowOf(line: JsonObject): ReadonlyMap<string, string> {
  const timestamp = textAt(line, 'timestamp')
  const message = messageOf(line)
  if (message) {
    const usage = valueAt(message, 'usage')
    const id = textAt(message, 'id')
    return rowOfTexts({
      ...nothing,
      entry: 'use',
      id: id === '' ? textAt(line, 'uuid') || `${textAt(line, 'sessionId')} ${timestamp}` : `${id} ${textAt(line, 'requestId')}`,
      timestamp,
      model: textAt(message, 'model'),
      route: /^msg_(bdrk|vrtx)_/.exec(id)?.[1] ?? '',
      service_tier: textAt(usage, 'service_tier'),
      speed: textAt(usage, 'speed'),
      input: textAt(usage, 'input_tokens'),
      output: textAt(usage, 'output_tokens'),
      cache_read: textAt(usage, 'cache_read_input_tokens'),
      cache_write: textAt(usage, 'cache_creation_input_tokens'),
      cache_write_5m: textAt(usage, 'cache_creation', 'ephemeral_5m_input_tokens'),
      cache_write_1h: textAt(usage, 'cache_creation', 'ephemeral_1h_input_tokens'),
      web_searches: textAt(usage, 'server_tool_use', 'web_search_requests'),
      cost_usd: textAt(line, 'costUSD'),
    })
  }
  if (!isOldUse(line)) return rowOfTexts({ ...nothing, entry: 'other' })
  return rowOfTexts({
    ...nothing,
    entry: 'use',
    id: textAt(line, 'uuid') || `${textAt(line, 'sessionId')} ${timestamp}`,
    timestamp,
    model: textAt(line, 'model'),
    input: textAt(line, 'inputTokens'),
    output: textAt(line, 'outputTokens'),
    cache_read: firstTextAt(line, 'cacheReadInputTokens', 'cacheReadTokens'),
    cache_write: firstTextAt(line, 'cacheCreationInputTokens', 'cacheCreationTokens'),
    cost_usd: textAt(line, 'costUSD'),
  })
}

/** Lines of talk and upkeep, as a log may begin with many of them. */
function isOtherLine(line: JsonObject): boolean {
  const type = textAt(line, 'type')
  if (/^(?:summary|file-history-snapshot)$/.test(type)) return line.has('leafUuid') || line.has('snapshot')
  return (
    /^(?:user|assistant|system|attachment|progress)$/.test(type) &&
    line.has('sessionId') &&
    (line.has('uuid') || isJsonObject(line.get('message')))
  )
}

/** Answers of very early versions, and of programs that write the same log, name neither type nor session. */
const isUse = (line: JsonObject): boolean =>
  line.has('timestamp') &&
  (messageOf(line) ? line.has('sessionId') || line.has('requestId') : isOldUse(line) && (line.has('sessionId') || line.has('costUSD')))

const routes: Readonly<Record<string, string>> = { bdrk: 'aws', vrtx: 'google' }

export const claudeCodeLog: Format = {
  id: 'claude-code-log-jsonl',
  title: 'Claude Code session log',
  shape: 'json',
  signature: ['entry', 'route', 'cache_write_5m'],
  columns,
  json: {
    claims: (document) => entriesOf(document).some((line) => isOtherLine(line) || isUse(line)),
    rows: (document) => entriesOf(document).map(rowOf),
    splits: true,
  },
  money: { amount: 'cost_usd', currency: { code: 'USD' } },
  zone: 'UTC',
  population: 'platform',
  standing: 'localLog',
  identity: 'id',
  isEstimate: true,
  rule: (texts) => {
    const model = texts.text('model')
    if (texts.text('entry') === 'other' || model === '<synthetic>') return 'not-usage'
    return {
      provider: routes[texts.text('route')] ?? (makerOf(model) || 'anthropic'),
      model,
      tier: texts.text('speed') === 'fast' ? 'fast' : tierOf(texts.text('service_tier')),
      currency: 'USD',
      period: momentOf('timestamp'),
      measures: {
        inputUncached: count('input'),
        cacheRead: count('cache_read'),
        cacheWrite5m: count('cache_write_5m'),
        cacheWrite1h: count('cache_write_1h'),
        // The whole of the writes, where it is not told by their terms.
        cacheWriteOther: less(count('cache_write'), 'cache_write_5m', 'cache_write_1h'),
        output: count('output'),
        requests: oneEach,
        billed: amount('cost_usd'),
        annotations: { webSearches: count('web_searches') },
      },
    }
  },
  counted: ['input', 'output'],
}
