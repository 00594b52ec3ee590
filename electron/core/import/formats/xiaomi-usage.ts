// Xiaomi MiMo, usage by day, model and key: workbook with sheet `Model usage detail`, or usage_data_*.csv. Hit, miss and output
// tokens are disjoint and add to Total Tokens; the three amounts add to Consumed Amount. The sheet `Token plan usage detail` has
// the same counts without keys and money: use of a prepaid plan, which costs nothing more. Days are UTC days.
// Source: exports described by three independent parsers (2026-07 to 2026-09).
import { dayOf, type Format, type Measures } from '../format.ts'
import { amount, count, required, zero } from '../measure.ts'

const counts = ['total tokens', 'input hit tokens', 'input miss tokens', 'output tokens', 'request count']

const used: Measures = {
  inputUncached: required(count('input miss tokens')),
  cacheRead: count('input hit tokens'),
  output: count('output tokens'),
  requests: count('request count'),
  total: { measure: count('total tokens'), of: [['inputUncached', 'cacheRead', 'output']] },
}

export const xiaomiUsage: Format = {
  id: 'xiaomi-usage-xlsx',
  title: 'Xiaomi MiMo usage',
  shape: 'csv',
  signature: ['date', 'model', 'input hit tokens', 'input miss tokens', 'output tokens', 'consumed amount'],
  columns: {
    dates: ['date'],
    counts,
    amounts: ['consumed amount', 'total audio duration'],
    texts: ['model', 'currency'],
    dimensions: ['api key'],
    ignored: ['input hit amount', 'input miss amount', 'output amount'],
  },
  money: { amount: 'consumed amount', currency: { column: 'currency' } },
  zone: 'UTC',
  population: 'platform',
  standing: 'bill',
  identity: 'key',
  rule: (texts) => ({
    provider: 'xiaomi',
    model: texts.text('model'),
    currency: texts.currency('currency'),
    period: dayOf('date'),
    measures: { ...used, billed: amount('consumed amount'), annotations: { audioDuration: amount('total audio duration') } },
  }),
}

export const xiaomiTokenPlan: Format = {
  id: 'xiaomi-token-plan-xlsx',
  title: 'Xiaomi MiMo token plan usage',
  shape: 'csv',
  signature: ['date', 'model', 'total tokens', 'input hit tokens', 'input miss tokens', 'output tokens'],
  without: ['consumed amount', 'currency'],
  columns: { dates: ['date'], counts, amounts: [], texts: ['model'], dimensions: ['api key'], ignored: ['total audio duration'] },
  zone: 'UTC',
  population: 'seats',
  standing: 'vendorUsage',
  identity: 'key',
  // The plan is paid in yuan or dollars, which the file does not say; its use costs neither.
  rule: (texts) => ({
    provider: 'xiaomi',
    model: texts.text('model'),
    currency: 'CNY',
    period: dayOf('date'),
    measures: { ...used, billed: zero },
  }),
}
