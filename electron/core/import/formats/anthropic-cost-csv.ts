// Anthropic Console, claude_api_cost_*.csv, 2024-03 to 2026-08. Dollars rounded to the cent per row; UTC days.
// `model` is a display name. Columns without a value in the range are dropped by the Console, so all are optional.
// Source: Console exports of 2024 and the layouts listed in Anthropic's help centre, article 12883420.
import { dayOf, type Format } from '../format.ts'
import { amount, required } from '../measure.ts'
import { isLongContext, tierOf } from '../words.ts'

export const anthropicCostCsv: Format = {
  id: 'anthropic-console-cost-csv',
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
  zone: 'UTC',
  population: 'platform',
  standing: 'roundedBill',
  identity: 'key',
  rule: (texts) => ({
    role: 'cost',
    provider: 'anthropic',
    model: texts.text('model'),
    project: texts.text('workspace'),
    tier: texts.text('speed') === 'fast' ? 'fast' : tierOf(texts.text('usage_type')),
    context: isLongContext(texts.text('context_window')) ? 'long' : '',
    currency: 'USD',
    charge: texts.text('cost_type') || 'tokens',
    period: dayOf('usage_date_utc'),
    measures: { billed: required(amount('cost_usd')), list: amount('list_price_usd') },
  }),
}
