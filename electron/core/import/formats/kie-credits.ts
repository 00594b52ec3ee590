// KIE task log CSV (`API Key, Model, Credits Consumed, Create Time, Task ID`): credits only, whose price is not in the file, so
// they are a currency of their own. Times state no zone. Source: exports seen in 2026.
import { type Format, momentOf } from '../format.ts'
import { amount, required } from '../measure.ts'

const currency = 'KIE credits'

export const kieCreditsCsv: Format = {
  id: 'kie-credits-csv',
  title: 'KIE credit log',
  shape: 'csv',
  signature: ['api key', 'model', 'credits consumed', 'create time', 'task id'],
  columns: {
    dates: ['create time'],
    counts: [],
    amounts: ['credits consumed'],
    texts: ['model'],
    dimensions: ['api key'],
    ids: ['task id'],
    ignored: [],
  },
  money: { amount: 'credits consumed', currency: { code: currency } },
  zone: null,
  population: 'platform',
  standing: 'vendorLog',
  identity: 'id',
  rule: (texts) => ({
    provider: 'kie',
    model: texts.text('model'),
    currency,
    period: momentOf('create time'),
    measures: { billed: required(amount('credits consumed')) },
  }),
}
