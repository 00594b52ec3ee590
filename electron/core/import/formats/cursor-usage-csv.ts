// Cursor's dashboard CSV, usage-events-*.csv, one row per event, in the layouts of 2025 (without Kind, with "Cost to you") to
// 2026 (Kind, Max Mode, agent ids). The four token columns are disjoint, whatever their names say, and add to Total.
// Cost is real money only where Kind is On-Demand (Usage-based before); what a plan includes has words such as Included,
// Free or - for a cost, or what it would have cost. No id: equal rows are legitimate.
// Source: exports published with parsers of all three layouts; Cursor documentation (2026).
import { tokenBuckets } from '../../../../shared/domain/usage.ts'
import { type Format, momentOf } from '../format.ts'
import { amount, count, type Measure, orZero, zero } from '../measure.ts'
import type { Texts } from '../texts.ts'

/** `On-Demand`, `Usage-based`, `USAGE_EVENT_KIND_USAGE_BASED`: use that is paid beside the plan. */
export const isPaidBesidePlan = (kind: string): boolean => /on[-_ ]?demand|usage[-_ ]?based/i.test(kind)

/** What the event costs, and whether that is a guess: a layout without Kind and without one's own cost tells no plan use apart. */
function costOf(texts: Texts): { billed: Measure; isEstimate: boolean } {
  const kind = texts.text('kind')
  if (texts.has('cost to you')) return { billed: orZero(amount('cost to you')), isEstimate: false }
  if (kind !== '' && !isPaidBesidePlan(kind)) return { billed: zero, isEstimate: false }
  return { billed: amount('cost'), isEstimate: kind === '' }
}

export const cursorUsageCsv: Format = {
  id: 'cursor-usage-csv',
  title: 'Cursor usage events',
  shape: 'csv',
  signature: ['date', 'model', 'input (w/ cache write)', 'input (w/o cache write)'],
  columns: {
    dates: ['date'],
    counts: ['input (w/ cache write)', 'input (w/o cache write)', 'cache read', 'output tokens', 'total tokens'],
    amounts: ['cost', 'cost to you'],
    texts: ['model'],
    dimensions: ['kind', 'max mode', 'user'],
    ignored: ['cloud agent id', 'automation id'],
  },
  money: { amount: 'cost', currency: { code: 'USD' } },
  zone: 'UTC',
  population: 'seats',
  standing: 'roundedBill',
  identity: 'row',
  rule: (texts) => {
    const { billed, isEstimate } = costOf(texts)
    return {
      provider: 'cursor',
      model: texts.text('model'),
      currency: 'USD',
      isEstimate,
      period: momentOf('date'),
      measures: {
        inputUncached: count('input (w/o cache write)'),
        cacheRead: count('cache read'),
        cacheWriteOther: count('input (w/ cache write)'),
        output: count('output tokens'),
        billed,
        list: amount('cost'),
        total: { measure: count('total tokens'), of: [tokenBuckets] },
      },
    }
  },
}
