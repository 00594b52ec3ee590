// Anthropic Admin API, cost_report. `amount` is decimal text in CENTS: "123.45" is 1.2345 dollars.
// Priority Tier cost is not in it, though its usage is in the usage report. Source: Admin API reference, cost report (2026).
import { blankRecord, bucketOf, dayMs, type Format, tierOf } from '../format.ts'

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
  utc: true,
  read: (line) => {
    const record = blankRecord('anthropic-cost-json', line, bucketOf(line, 'starting_at', 'ending_at', dayMs))
    if (line.text('amount') === '') line.reject('missing-value', 'amount')
    return {
      ...record,
      role: 'cost',
      provider: 'anthropic',
      model: line.text('model'),
      project: line.text('workspace_id'),
      tier: tierOf(line.text('service_tier')),
      currency: line.currency('currency'),
      billed: line.amount('amount', scale),
      charge: line.text('cost_type'),
    }
  },
}
