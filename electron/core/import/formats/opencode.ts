// opencode's messages: one JSON document per message (storage/message/**), lists of them, and exported sessions with the
// messages under `info`. An answer has disjoint tokens (reasoning beside the output), a time in Unix milliseconds and an
// estimated cost in dollars. Questions, parts and paths are private or no use. Copilot models are seats of GitHub.
// Source: opencode's session storage (2025 to 2026).
import { tokenBuckets } from '../../../../shared/domain/usage.ts'
import { type Format, momentOf } from '../format.ts'
import { isJsonObject, type JsonObject, type JsonValue } from '../json-text.ts'
import { entriesOf, rowOfTexts, textAt, valueAt } from '../json-values.ts'
import { amount, count, oneEach, sum } from '../measure.ts'
import { providerSlug, sellerOf } from '../words.ts'

/** The messages of a document, each out of the envelope that it shares with its parts. */
function messagesOf(document: JsonValue): JsonObject[] {
  return entriesOf(document, 'messages').map((entry) => {
    const info = entry.get('info')
    return isJsonObject(info) ? info : entry
  })
}

const isMessage = (message: JsonObject): boolean =>
  (isJsonObject(message.get('tokens')) && (message.has('modelID') || message.has('providerID'))) ||
  (message.has('sessionID') && message.has('role') && textAt(message, 'time', 'created') !== '')

function rowOf(message: JsonObject): ReadonlyMap<string, string> {
  const tokens = valueAt(message, 'tokens')
  const created = textAt(message, 'time', 'created')
  const isUse = isJsonObject(tokens)
  const use = (...path: readonly string[]) => (isUse ? textAt(tokens, ...path) : '')
  return rowOfTexts({
    entry: isUse ? 'use' : 'other',
    id: textAt(message, 'id') || `${textAt(message, 'sessionID')} ${created}`,
    created,
    provider_id: textAt(message, 'providerID') || textAt(message, 'model', 'providerID'),
    model: textAt(message, 'modelID') || textAt(message, 'model', 'modelID'),
    input: use('input'),
    output: use('output'),
    reasoning: use('reasoning'),
    cache_read: use('cache', 'read'),
    cache_write: use('cache', 'write'),
    total: use('total'),
    cost: textAt(message, 'cost'),
  })
}

export const opencode: Format = {
  id: 'opencode-json',
  title: 'opencode messages',
  shape: 'json',
  signature: ['entry', 'created', 'provider_id'],
  columns: {
    dates: ['created'],
    counts: ['input', 'output', 'reasoning', 'cache_read', 'cache_write', 'total'],
    amounts: ['cost'],
    texts: ['entry', 'provider_id', 'model'],
    dimensions: [],
    ids: ['id'],
    ignored: [],
  },
  json: {
    claims: (document) => messagesOf(document).some(isMessage),
    rows: (document) => messagesOf(document).map(rowOf),
    splits: true,
  },
  money: { amount: 'cost', currency: { code: 'USD' } },
  zone: 'UTC',
  population: 'platform',
  standing: 'localLog',
  identity: 'id',
  isEstimate: true,
  rule: (texts) => {
    if (texts.text('entry') === 'other') return 'not-usage'
    const model = texts.text('model')
    const provider = providerSlug(texts.text('provider_id')) || sellerOf(model)
    return {
      provider,
      model,
      ...(provider === 'github' ? { population: 'seats' as const } : {}),
      currency: 'USD',
      period: momentOf('created'),
      measures: {
        inputUncached: count('input'),
        cacheRead: count('cache_read'),
        cacheWriteOther: count('cache_write'),
        output: sum('output', 'reasoning'),
        reasoning: count('reasoning'),
        requests: oneEach,
        billed: amount('cost'),
        total: { measure: count('total'), of: [tokenBuckets] },
      },
    }
  },
  counted: ['input', 'output'],
}
