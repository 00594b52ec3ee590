// Codex CLI's session logs, sessions/**/rollout-*.jsonl: a line per event, most of them conversation, of which nothing is kept.
// A token_count event has the tokens since the last one and those of the whole session; it is written again when nothing but
// rate limits changed, so an event that leaves the session's total as it was repeats the last. Where the tokens since the last
// one are missing they are the difference of two totals. Cached tokens are in the input, reasoning in the output. The model is
// that of the turn_context before. Events have no id: their time and the session's total tell them apart.
// Source: logs as ccusage reads them (2025 to 2026).
import { addDecimals } from '../../../../shared/units/decimal.ts'
import { type Format, momentOf } from '../format.ts'
import { isJsonObject, type JsonObject } from '../json-text.ts'
import { blankRow, entriesOf, rowOfTexts, textAt, valueAt } from '../json-values.ts'
import { count, less, oneEach } from '../measure.ts'
import { providerSlug, tierOf } from '../words.ts'

const counts = [
  'input_tokens',
  'cached_input_tokens',
  'cache_write_input_tokens',
  'output_tokens',
  'reasoning_output_tokens',
  'total_tokens',
]

const columns = {
  dates: ['timestamp'],
  counts,
  amounts: [],
  texts: ['entry', 'model', 'model_provider', 'service_tier'],
  dimensions: [],
  ids: ['id'],
  ignored: [],
} satisfies Format['columns']

const nothing = blankRow(columns)

/** What an event says the session has used so far, or since the last event, in the order of `counts`; null where it does not. */
function tokensAt(info: JsonObject, name: string): readonly string[] | null {
  const usage = valueAt(info, name)
  return isJsonObject(usage) ? counts.map((column) => textAt(usage, column)) : null
}

/** The difference of two totals; a number that is no number stays as it is, to be refused. */
function since(total: readonly string[], before: readonly string[]): string[] {
  return total.map((value, at) => {
    const past = before[at] ?? ''
    return /^\d+$/.test(value) && /^\d+$/.test(past) ? addDecimals(value, `-${past}`) : value
  })
}

function rowOf(line: JsonObject, memory: Map<string, string>): ReadonlyMap<string, string> {
  const payload = valueAt(line, 'payload')
  const type = textAt(line, 'type')
  const other = rowOfTexts({ ...nothing, entry: 'other' })
  const remember = (name: string, text: string) => text !== '' && memory.set(name, text)
  if (type === 'session_meta') {
    memory.delete('total')
    remember('model_provider', textAt(payload, 'model_provider'))
    return other
  }
  if (type === 'turn_context') {
    remember('model', textAt(payload, 'model'))
    memory.set('service_tier', textAt(payload, 'service_tier'))
    return other
  }
  const info = valueAt(payload, 'info')
  if (textAt(payload, 'type') !== 'token_count' || !isJsonObject(info)) return other
  const [total, last] = [tokensAt(info, 'total_token_usage'), tokensAt(info, 'last_token_usage')]
  const before = memory.get('total')
  if (total) memory.set('total', total.join(' '))
  if (total && total.join(' ') === before) return rowOfTexts({ ...nothing, entry: 'repeat' })
  const used = last ?? (total ? since(total, before?.split(' ') ?? []) : null)
  if (!used) return other
  const timestamp = textAt(line, 'timestamp')
  return rowOfTexts({
    ...nothing,
    entry: 'use',
    id: `${timestamp} ${(total ?? used).join(' ')}`,
    timestamp,
    model: textAt(info, 'model') || (memory.get('model') ?? ''),
    model_provider: memory.get('model_provider') ?? 'openai',
    service_tier: memory.get('service_tier') ?? '',
    ...Object.fromEntries(counts.map((column, at) => [column, used[at] ?? ''])),
  })
}

const kinds = /^(?:session_meta|turn_context|event_msg|response_item|compacted)$/

export const codexLog: Format = {
  id: 'codex-log-jsonl',
  title: 'Codex session log',
  shape: 'json',
  signature: ['entry', 'model_provider', 'cached_input_tokens'],
  columns,
  json: {
    claims: (document) => entriesOf(document).some((line) => kinds.test(textAt(line, 'type')) && isJsonObject(line.get('payload'))),
    rows: (document, memory) => entriesOf(document).map((line) => rowOf(line, memory)),
  },
  zone: 'UTC',
  population: 'platform',
  standing: 'localLog',
  identity: 'id',
  isEstimate: true,
  rule: (texts) => {
    const entry = texts.text('entry')
    if (entry !== 'use') return entry === 'repeat' ? 'repeats-other-rows' : 'not-usage'
    return {
      provider: providerSlug(texts.text('model_provider')),
      model: texts.text('model'),
      tier: tierOf(texts.text('service_tier')),
      period: momentOf('timestamp'),
      measures: {
        inputUncached: less(count('input_tokens'), 'cached_input_tokens', 'cache_write_input_tokens'),
        cacheRead: count('cached_input_tokens'),
        cacheWriteOther: count('cache_write_input_tokens'),
        output: count('output_tokens'),
        reasoning: count('reasoning_output_tokens'),
        requests: oneEach,
        total: { measure: count('total_tokens'), of: [['inputUncached', 'cacheRead', 'cacheWriteOther', 'output']] },
      },
    }
  },
  counted: ['input_tokens', 'output_tokens'],
}
