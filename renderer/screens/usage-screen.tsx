// The Usage screen: what was used, by whom, at what price, month by month. Sums and ratios of totals are
// the core's own. Money of other currencies is named, never added.
import type { Output } from '../../shared/contract/commands.ts'
import type { UsageRowData } from '../../shared/contract/usage-commands.ts'
import { describeNote } from '../../shared/language/notes.ts'
import { usageTexts } from '../../shared/language/usage.ts'
import { Decimal } from '../../shared/units/decimal.ts'
import { formatQuantity } from '../../shared/units/format.ts'
import { useCommand } from '../client/use-command.ts'
import { useDisplay } from '../parts/display.tsx'
import { EmptyState } from '../parts/empty-state.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { MessagePanel } from '../parts/message-panel.tsx'
import { Screen } from '../parts/screen.tsx'
import { useApp } from '../state/store.ts'
import { useOpenSample } from './missing-plan.tsx'
import { type UsageAnswer, useUsageAnswer } from './usage-answer.ts'
import { UsageChart } from './usage-chart.tsx'
import { UsageControls } from './usage-controls.tsx'
import { currenciesOf, measured, monthSpan, pivot } from './usage-pivot.ts'
import { UsageRows } from './usage-rows.tsx'
import { measureFormat, UsageTable } from './usage-table.tsx'
import { useUsageView } from './usage-view.ts'
import { useWording } from './wording.ts'

type Answer = Output<'usage.query'>

export function UsageScreen() {
  const text = usageTexts[useDisplay().language]
  const { by, filter, currency: chosen } = useUsageView()
  const { goTo } = useApp()
  const openSample = useOpenSample()
  const workspace = useCommand('app.info', {}).data?.workspace ?? null
  const settings = useCommand('settings.get', {}, { enabled: workspace !== null })
  const answer = useUsageAnswer(by, filter)
  const months = answer.data?.months
  const currencies = currenciesOf(months?.totals ?? emptyRow, settings.data?.currency ?? 'USD')
  const currency = chosen !== null && currencies.includes(chosen) ? chosen : (currencies[0] ?? settings.data?.currency ?? 'USD')
  const title = useTitle(answer.data, currency)
  const isEmpty = months !== undefined && months.rows.length === 0 && Object.keys(filter).length === 0
  return (
    <Screen title={isEmpty ? text.title.empty : title}>
      {isEmpty ? (
        <EmptyState
          title={text.title.empty}
          reason={text.empty.why}
          action={{ label: text.empty.action, run: () => goTo('import') }}
          link={{ label: text.empty.sample, run: openSample }}
        />
      ) : (
        <>
          <UsageControls currency={currency} currencies={currencies} />
          <Loaded query={answer}>
            {(data) => (
              <div className="screen-part">
                <Answered answer={data} currency={currency} lastDay={workspace?.lastDay ?? ''} />
              </div>
            )}
          </Loaded>
        </>
      )}
    </Screen>
  )
}

function Answered({ answer, currency, lastDay }: { answer: UsageAnswer; currency: string; lastDay: string }) {
  const { measure, filter, drill } = useUsageView()
  const { by, cells, groups, months } = answer
  const rows = pivot(cells.rows, groups.rows, by)
  const monthTotals = new Map(months.rows.map((row) => [row.keys.month ?? '', row]))
  const shared = { rows, by, months: monthSpan(months.rows), monthTotals, measure, currency }
  return (
    <>
      <Remarks answer={months} currency={currency} />
      <UsageChart {...shared} />
      <UsageTable {...shared} grandTotal={months.totals} lastDay={lastDay} />
      {drill && <UsageRows key={JSON.stringify(drill)} keys={drill} filter={filter} />}
    </>
  )
}

/** What the totals do not hold or rest on: unpriced tokens, other currencies, months without data. */
function Remarks({ answer, currency }: { answer: Answer; currency: string }) {
  const { language } = useDisplay()
  const text = usageTexts[language]
  const { goTo } = useApp()
  const { money, count } = useWording()
  const { totals, notes } = answer
  const others = Object.entries(totals.cost).filter(([code]) => code !== currency)
  const [billed, estimated] = [totals.billed[currency], totals.estimated[currency]]
  const rest = notes.filter((note) => note.code !== 'unpriced-models')
  return (
    <>
      {totals.unpricedTokens !== '0' && (
        <MessagePanel
          tone="warning"
          title={text.unpriced.what(count(totals.unpricedTokens))}
          action={{ label: text.unpriced.action, run: () => goTo('settings', { tab: 'prices' }) }}
        >
          <p>{text.unpriced.meaning}</p>
        </MessagePanel>
      )}
      {rest.map((note) => (
        <MessagePanel key={note.code + JSON.stringify(note.params)} tone={note.severity} title={describeNote(note, language)} />
      ))}
      <p className="panel-note">
        {billed !== undefined || estimated !== undefined
          ? `${text.stated.both(money(billed ?? '0', currency), money(estimated ?? '0', currency))} `
          : ''}
        {others.length > 0 && text.otherCurrencies(others.map(([code, amount]) => money(amount, code)).join(', '))}
      </p>
    </>
  )
}

/** The sentence with the answer: how much from when to when, and the largest group's share of it. */
function useTitle(answer: UsageAnswer | undefined, currency: string): string {
  const display = useDisplay()
  const text = usageTexts[display.language]
  const { measure, filter } = useUsageView()
  const { month, money, percent } = useWording()
  const span = monthSpan(answer?.months.rows ?? [])
  const [first, last] = [span[0], span.at(-1)]
  if (answer === undefined || first === undefined || last === undefined) return text.title.loading
  const { by, months, groups } = answer
  const period = text.title.period(month(first), month(last))
  const mark = Object.keys(filter).length > 0 ? text.title.filtered : ''
  const total = months.totals.cost[currency]
  if (measure !== 'spend' || total === undefined || new Decimal(total).lte(0)) {
    const format = measureFormat(measure, currency)
    const value = formatQuantity(
      measured(months.totals, measure, currency),
      format.kind === 'count' ? { ...format, compact: true } : format,
      display,
    )
    return text.title.measure(period, text.measure.inTitle[measure], `${format.kind === 'price' ? `${currency} ` : ''}${value}`) + mark
  }
  const largest = groups.rows.toSorted((a, b) => new Decimal(b.cost[currency] ?? '0').comparedTo(a.cost[currency] ?? '0'))[0]
  const name = largest && by.map((key) => largest.keys[key] || text.unnamed).join(', ')
  if (name === undefined || groups.rows.length < 2) return text.title.spend(period, money(total, currency)) + mark
  return (
    text.title.spendMost(
      period,
      money(total, currency),
      name,
      percent(new Decimal(largest?.cost[currency] ?? '0').div(total).toFixed(), 0),
    ) + mark
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
