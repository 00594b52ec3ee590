// The Explore tab: what was used, by whom, at what price, month by month. Sums and ratios of totals are
// the core's own. Money of other currencies is named, never added, unless it is asked for converted.
import type { UsageRowData } from '../../shared/contract/usage-commands.ts'
import { usageTexts } from '../../shared/language/usage.ts'
import { Decimal } from '../../shared/units/decimal.ts'
import { formatQuantity } from '../../shared/units/format.ts'
import { moneyEntries } from '../../shared/units/money-order.ts'
import { useCommand } from '../client/use-command.ts'
import { useDisplay } from '../parts/display.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { useScreenTitle } from '../parts/screen.tsx'
import { type UsageAnswer, useUsageAnswer } from './usage-answer.ts'
import { UsageChart } from './usage-chart.tsx'
import { UsageControls } from './usage-controls.tsx'
import { currenciesOf, measured, monthSpan, pivot } from './usage-pivot.ts'
import { UsageRemarks } from './usage-remarks.tsx'
import { UsageRows } from './usage-rows.tsx'
import { measureFormat, UsageTable } from './usage-table.tsx'
import { useUsageView } from './usage-view.ts'
import { useWording } from './wording.ts'

export function UsageExplore({ lastDay }: { lastDay: string }) {
  const { by, filter, change, currency: chosen, convertTo } = useUsageView()
  const home = useCommand('settings.get', {}).data?.currency ?? 'USD'
  const rates = useCommand('fx.list', {}).data?.rates ?? []
  const answer = useUsageAnswer(by, filter, change, convertTo)
  const currencies = currenciesOf(answer.data?.months.totals ?? emptyRow, home)
  const currency = convertTo ?? (chosen !== null && currencies.includes(chosen) ? chosen : (currencies[0] ?? home))
  const targets =
    currencies.length > 1 || rates.length > 0 ? [home, ...currencies, ...rates.flatMap(({ base, quote }) => [base, quote])] : []
  useScreenTitle(useTitle(answer.data, currency))
  return (
    <>
      <UsageControls currency={currency} currencies={currencies} targets={[...new Set(targets)]} />
      <Loaded query={answer}>
        {(data) => (
          <div className="screen-part">
            <Answered answer={data} currency={currency} lastDay={lastDay} />
          </div>
        )}
      </Loaded>
    </>
  )
}

function Answered({ answer, currency, lastDay }: { answer: UsageAnswer; currency: string; lastDay: string }) {
  const { measure, filter, drill, change } = useUsageView()
  const { by, cells, groups, months } = answer
  const rows = pivot(cells.rows, groups.rows, by)
  const monthTotals = new Map(months.rows.map((row) => [row.keys.month ?? '', row]))
  const shared = { rows, by, months: monthSpan(months.rows), monthTotals, measure, currency }
  return (
    <>
      <UsageRemarks answer={months} currency={currency} />
      <UsageChart {...shared} />
      <UsageTable {...shared} grandTotal={months.totals} lastDay={lastDay} />
      {drill && <UsageRows key={JSON.stringify(drill)} keys={drill} filter={filter} change={change} />}
    </>
  )
}

/** The sentence with the answer: how much from when to when, and the largest group's share of it. */
function useTitle(answer: UsageAnswer | undefined, currency: string): string {
  const display = useDisplay()
  const text = usageTexts[display.language]
  const { measure, filter, change } = useUsageView()
  const { month, money, percent } = useWording()
  const span = monthSpan(answer?.months.rows ?? [])
  const [first, last] = [span[0], span.at(-1)]
  if (answer === undefined || first === undefined || last === undefined) return text.title.loading
  const { by, months, groups } = answer
  const period = text.title.period(month(first), month(last))
  const mark = Object.keys(filter).length > 0 || change !== null ? text.title.filtered : ''
  const spent = (row: UsageRowData | undefined): string | undefined => {
    const amount = measured(row, 'spend', currency)
    return typeof amount === 'string' ? amount : undefined
  }
  const { converted } = months.totals
  if (measure === 'spend' && converted?.amount === null) {
    const missing = moneyEntries(converted.missing, currency).map(([code, amount]) => money(amount, code))
    return text.title.spendKnown(period, money(converted.known, currency), missing.join(', ')) + mark
  }
  const total = spent(months.totals)
  if (measure !== 'spend' || total === undefined || new Decimal(total).lte(0)) {
    const format = measureFormat(measure, currency)
    const value = formatQuantity(
      measured(months.totals, measure, currency),
      format.kind === 'count' ? { ...format, compact: true } : format,
      display,
    )
    return text.title.measure(period, text.measure.inTitle[measure], `${format.kind === 'price' ? `${currency} ` : ''}${value}`) + mark
  }
  const largest = groups.rows.toSorted((a, b) => new Decimal(spent(b) ?? '0').comparedTo(spent(a) ?? '0'))[0]
  const name = largest && by.map((key) => largest.keys[key] || text.unnamed).join(', ')
  if (name === undefined || groups.rows.length < 2) return text.title.spend(period, money(total, currency)) + mark
  return (
    text.title.spendMost(period, money(total, currency), name, percent(new Decimal(spent(largest) ?? '0').div(total).toFixed(), 0)) + mark
  )
}

const emptyRow: UsageRowData = {
  keys: {},
  inputUncached: '0',
  cacheRead: '0',
  cacheWrite: '0',
  output: '0',
  totalTokens: '0',
  requests: '0',
  gpuHours: '0',
  cost: {},
  billed: {},
  estimated: {},
  unpricedTokens: '0',
  pricePerMtok: {},
  cacheHitShare: null,
}
