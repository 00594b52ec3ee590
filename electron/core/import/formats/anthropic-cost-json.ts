// Anthropic Admin API, cost_report. `amount` is decimal text in CENTS: "123.45" is 1.2345 dollars.
// Priority Tier cost is not in it, though its usage is in the usage report. Source: Admin API reference, cost report (2026).
import { between, type Format } from '../format.ts'
import { amount, required, times } from '../measure.ts'
import { isLongContext, tierOf } from '../words.ts'

/** Cents to dollars. */
const scale = '0.01'

export const anthropicCostJson: Format = {
  id: 'anthropic-cost-json',
  title: 'Anthropic cost report API',
  shape: 'json',
  signature: ['starting_at', 'ending_at', 'amount', 'currency'],
  columns: {
    dates: ['starting_at', 'ending_at'],
    counts: [],
    amounts: ['amount'],
    texts: ['currency', 'model', 'workspace_id', 'cost_type'],
    dimensions: ['description', 'service_tier', 'token_type', 'context_window', 'inference_geo'],
    ignored: [],
  },
  money: { amount: 'amount', scale, currency: { column: 'currency' } },
  zone: 'UTC',
  population: 'platform',
  standing: 'bill',
  identity: 'key',
  rule: (texts) => ({
    role: 'cost',
    provider: 'anthropic',
    model: texts.text('model'),
    project: texts.text('workspace_id'),
    tier: tierOf(texts.text('service_tier')),
    context: isLongContext(texts.text('context_window')) ? 'long' : '',
    currency: texts.currency('currency'),
    charge: texts.text('cost_type'),
    period: between('starting_at', 'ending_at'),
    measures: { billed: required(times(amount('amount'), scale)) },
  }),
}
