// Langfuse daily metrics API: days, each with its usage by model. inputUsage is all input, cached or not; costs are
// estimates in USD. Observations are counted, of which generations are what is asked of a model.
// Source: Langfuse API reference, GET /api/public/metrics/daily (2026).
import { tokenBuckets } from '../../../../shared/domain/usage.ts'
import { dayOf, type Format } from '../format.ts'
import type { JsonObject, JsonValue } from '../json-text.ts'
import { entriesOf, objectsAt, rowOfTexts, textAt } from '../json-values.ts'
import { amount, count, required } from '../measure.ts'
import { sellerOf } from '../words.ts'

export const langfuseDailyJson: Format = {
  id: 'langfuse-daily-json',
  title: 'Langfuse daily metrics API',
  shape: 'json',
  signature: ['date', 'model', 'input', 'output'],
  json: {
    claims: (document) => daysOf(document).some((day) => day.has('date') && day.has('countTraces') && day.has('countObservations')),
    rows: (document) => daysOf(document).flatMap(rowsOf),
    splits: true,
  },
  columns: {
    dates: ['date'],
    counts: ['input', 'output', 'total', 'observations'],
    amounts: ['cost'],
    texts: ['model'],
    dimensions: [],
    ignored: [],
  },
  money: { amount: 'cost', currency: { code: 'USD' } },
  zone: 'UTC',
  population: 'platform',
  standing: 'observer',
  identity: 'key',
  isEstimate: true,
  rule: (texts) => ({
    provider: sellerOf(texts.text('model')),
    model: texts.text('model'),
    currency: 'USD',
    period: dayOf('date'),
    measures: {
      inputUncached: required(count('input')),
      output: count('output'),
      requests: count('observations'),
      billed: amount('cost'),
      total: { measure: count('total'), of: [tokenBuckets] },
    },
  }),
}

const daysOf = (document: JsonValue): readonly JsonObject[] => entriesOf(document, 'data')

const rowsOf = (day: JsonObject): readonly ReadonlyMap<string, string>[] =>
  objectsAt(day, 'usage').map((usage) =>
    rowOfTexts({
      date: textAt(day, 'date'),
      model: textAt(usage, 'model'),
      input: textAt(usage, 'inputUsage'),
      output: textAt(usage, 'outputUsage'),
      total: textAt(usage, 'totalUsage'),
      observations: textAt(usage, 'countObservations'),
      cost: textAt(usage, 'totalCost'),
    }),
  )
