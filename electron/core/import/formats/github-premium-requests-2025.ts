// GitHub's premium request report of 2025: a line per use, without money. A request beyond the month's quota costs 0.04
// dollars, one within it nothing more; fractions of a request are the multipliers of cheap models. So the money is an estimate.
// Source: reports published with parsers of them; GitHub Copilot billing documentation (2025).
import { type Format, momentOf } from '../format.ts'
import { amount, required, times, zero } from '../measure.ts'

/** Dollars of a premium request in 2025. */
const price = '0.04'

export const githubPremiumRequests2025: Format = {
  id: 'github-premium-requests-2025-csv',
  title: 'GitHub premium requests, 2025',
  shape: 'csv',
  signature: ['timestamp', 'user', 'model', 'requests used', 'exceeds monthly quota'],
  columns: {
    dates: ['timestamp'],
    counts: [],
    amounts: ['requests used'],
    texts: ['model'],
    dimensions: ['user', 'exceeds monthly quota'],
    ignored: ['total monthly quota'],
  },
  zone: 'UTC',
  dateOrder: 'mdy',
  population: 'seats',
  standing: 'vendorLog',
  identity: 'row',
  isEstimate: true,
  rule: (texts) => {
    const worth = times(amount('requests used'), price)
    return {
      provider: 'github',
      model: texts.text('model'),
      currency: 'USD',
      charge: 'premium requests',
      period: momentOf('timestamp'),
      measures: {
        billed: texts.text('exceeds monthly quota').toLowerCase() === 'true' ? worth : zero,
        list: worth,
        annotations: { premiumRequests: required(amount('requests used')) },
      },
    }
  },
}
