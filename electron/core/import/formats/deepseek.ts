// DeepSeek, usage_data_*.zip of the platform: amount-*.csv (volumes, by API key and price) and cost-*.csv (money, by wallet).
// Old layout: utc_date (2026-04-27 or 20260427); since 2026 start_time_iso and end_time_iso with the offset chosen at export.
// One line is one type of one price: peak and off-peak, or a price change, give several of one type that are no duplicates.
// price is per single token in the account's currency, which only the cost file names. price x amount of a bucket and model
// is its cost, so the amount file's money is the cost told again: it stands below the cost file and counts only without it.
// Both wallets are cost; wallet_type (Paid, Granted) tells them apart. Source: exports published 2026-04 to 2026-09.
import { dayMs, type Format, type Meaning, type Measures, type Period } from '../format.ts'
import { amount, count, product, required } from '../measure.ts'
import type { Texts } from '../texts.ts'

const period: Period = { start: ['start_time_iso', 'utc_date'], end: ['end_time_iso'], widthMs: dayMs }
const day = ['utc_date', 'start_time_iso']
const dates = ['utc_date', 'start_time_iso', 'end_time_iso']

export const deepseekCostCsv: Format = {
  id: 'deepseek-cost-csv',
  title: 'DeepSeek cost',
  shape: 'csv',
  signature: ['model', 'wallet_type', 'cost', 'currency', day],
  columns: { dates, counts: [], amounts: ['cost'], texts: ['model', 'currency'], dimensions: ['user_id', 'wallet_type'], ignored: [] },
  money: { amount: 'cost', currency: { column: 'currency' } },
  zone: 'UTC',
  population: 'platform',
  standing: 'bill',
  identity: 'key',
  rule: (texts) => ({
    role: 'cost',
    provider: 'deepseek',
    model: texts.text('model'),
    currency: texts.currency('currency'),
    period,
    measures: { billed: required(amount('cost')) },
  }),
}

export const deepseekAmountCsv: Format = {
  id: 'deepseek-amount-csv',
  title: 'DeepSeek amount',
  shape: 'csv',
  signature: ['model', 'type', 'price', 'amount', day],
  columns: {
    dates,
    counts: ['amount'],
    amounts: ['price'],
    texts: ['model', 'type'],
    dimensions: ['user_id', 'api_key_name', 'api_key'],
    ids: ['type', 'price'],
    ignored: [],
  },
  zone: 'UTC',
  population: 'platform',
  standing: 'vendorUsage',
  identity: 'key',
  isEstimate: true,
  asks: { currency: { product: ['amount', 'price'] } },
  rule: (texts): Meaning => ({ provider: 'deepseek', model: texts.text('model'), period, ...quantityOf(texts) }),
}

const buckets = {
  input_cache_hit_tokens: 'cacheRead',
  input_cache_miss_tokens: 'inputUncached',
  output_tokens: 'output',
} as const

function quantityOf(texts: Texts): { measures: Measures; currency?: string } {
  const type = texts.text('type').toLowerCase()
  const quantity = required(count('amount'))
  if (type === 'request_count') return { measures: { requests: quantity } }
  const bucket = Object.entries(buckets).find(([name]) => name === type)?.[1]
  if (!bucket) texts.reject(type === '' ? 'missing-value' : 'unknown-unit', 'type')
  return {
    currency: texts.answer('currency'),
    measures: { [bucket ?? 'output']: quantity, contracted: product('amount', 'price') },
  }
}
