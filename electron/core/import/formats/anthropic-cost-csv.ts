// Anthropic Console, claude_api_cost_*.csv, 2024-03 to 2026-08. Dollars rounded to the cent per row; UTC days.
// `model` is a display name. Columns without a value in the range are dropped by the Console, so all are optional.
// Source: Console exports of 2024 and the layouts listed in Anthropic's help centre, article 12883420.
import { blankRecord, bucketOf, dayMs, type Format, tierOf } from '../format.ts'

export const anthropicCostCsv: Format = {
  id: 'anthropic-cost-csv',
  title: 'Anthropic Console cost',
  shape: 'csv',
  signature: ['usage_date_utc', 'cost_usd'],
  columns: {
    dates: ['usage_date_utc'],
    counts: [],
    amounts: ['cost_usd', 'list_price_usd'],
    texts: ['model', 'workspace', 'cost_type'],
    dimensions: ['api_key', 'api_key_id', 'usage_type', 'context_window', 'token_type', 'inference_geo', 'speed'],
    ignored: ['api_key_status'],
  },
  money: { amount: 'cost_usd', currency: { code: 'USD' } },
  utc: true,
  read: (line) => {
    const record = blankRecord('anthropic-cost-csv', line, bucketOf(line, 'usage_date_utc', '', dayMs))
    if (line.text('cost_usd') === '') line.reject('missing-value', 'cost_usd')
    return {
      ...record,
      role: 'cost',
      provider: 'anthropic',
      model: line.text('model'),
      project: line.text('workspace'),
      tier: line.text('speed') === 'fast' ? 'fast' : tierOf(line.text('usage_type')),
      currency: 'USD',
      billed: line.amount('cost_usd'),
      list: line.amount('list_price_usd'),
      charge: line.text('cost_type') || 'tokens',
    }
  },
}
