// tokscale's JSON: what the coding agents of one machine used, by day (of the machine's zone) and by source and model. Five
// disjoint buckets, reasoning beside the output. Newer versions call the sources clients. A day without sources stands for
// itself. Cost is an estimate. What Cursor and Copilot used is theirs, whoever made the model.
// Source: tokscale documentation (2026).
import { dayOf, type Format } from '../format.ts'
import { isJsonArray, type JsonObject } from '../json-text.ts'
import { entriesOf, firstTextAt, objectsAt, rowOfTexts, textAt, valueAt } from '../json-values.ts'
import { amount, count, sum } from '../measure.ts'
import { providerSlug, sellerOf } from '../words.ts'

function rowsOf(day: JsonObject): ReadonlyMap<string, string>[] {
  const sources = [...objectsAt(day, 'sources'), ...objectsAt(day, 'clients')]
  const rowOf = (part: JsonObject, tokens: string, sums: string) =>
    rowOfTexts({
      date: textAt(day, 'date'),
      client: firstTextAt(part, 'source', 'client'),
      provider_id: textAt(part, 'providerId'),
      model: textAt(part, 'modelId'),
      input: textAt(part, tokens, 'input'),
      output: textAt(part, tokens, 'output'),
      cache_read: textAt(part, tokens, 'cacheRead'),
      cache_write: textAt(part, tokens, 'cacheWrite'),
      reasoning: textAt(part, tokens, 'reasoning'),
      cost: textAt(sums === '' ? part : valueAt(part, sums), 'cost'),
      messages: textAt(sums === '' ? part : valueAt(part, sums), 'messages'),
    })
  return sources.length === 0 ? [rowOf(day, 'tokenBreakdown', 'totals')] : sources.map((source) => rowOf(source, 'tokens', ''))
}

/** Agents whose use is sold as seats. */
const seats: Readonly<Record<string, string>> = { cursor: 'cursor', copilot: 'github', 'github-copilot': 'github' }

export const tokscale: Format = {
  id: 'tokscale-json',
  title: 'tokscale',
  shape: 'json',
  signature: ['date', 'client', 'provider_id', 'messages'],
  columns: {
    dates: ['date'],
    counts: ['input', 'output', 'cache_read', 'cache_write', 'reasoning', 'messages'],
    amounts: ['cost'],
    texts: ['provider_id', 'model'],
    dimensions: ['client'],
    ignored: [],
  },
  json: {
    claims: (document) =>
      entriesOf(document).some((report) => isJsonArray(report.get('contributions')) && (report.has('summary') || report.has('meta'))),
    rows: (document) => entriesOf(document).flatMap((report) => objectsAt(report, 'contributions').flatMap(rowsOf)),
  },
  money: { amount: 'cost', currency: { code: 'USD' } },
  zone: null,
  population: 'platform',
  standing: 'localLog',
  identity: 'key',
  isEstimate: true,
  rule: (texts) => {
    const model = texts.text('model')
    const seller = seats[texts.text('client').toLowerCase()]
    return {
      provider: seller ?? (providerSlug(texts.text('provider_id').replace(/^unknown$/i, '')) || sellerOf(model)),
      model,
      population: seller === undefined ? 'platform' : 'seats',
      currency: 'USD',
      period: dayOf('date'),
      measures: {
        inputUncached: count('input'),
        cacheRead: count('cache_read'),
        cacheWriteOther: count('cache_write'),
        output: sum('output', 'reasoning'),
        reasoning: count('reasoning'),
        billed: amount('cost'),
        annotations: { messages: count('messages') },
      },
    }
  },
  counted: ['input', 'output', 'cost'],
}
