// Page 3: what will be spent, as a fan with its bands named in words, twenty dots to count, and the quarters.
import { twentyDots } from '../charts/cells.ts'
import { fan } from '../charts/lines.ts'
import type { DocumentContext } from '../document-context.ts'
import type { Markup } from '../markup.ts'
import { figure, page, sideBySide, table } from '../page.ts'

const pastMonths = 9

export function forecastPage(context: DocumentContext): Markup {
  const { f, first, frozen, last, t } = context
  const { forecast } = frozen
  const words = t.forecast
  const rows = [
    ...forecast.quarters.map((quarter) => ({
      name: `${context.quarter(quarter.label)} (${f.shortMonth(quarter.from)} – ${f.shortMonth(quarter.to)})`,
      spend: quarter.spend,
      budget: quarter.budget,
      over: quarter.overBudget,
      whole: false,
    })),
    { name: words.horizon, spend: forecast.total.spend, budget: forecast.total.budget, over: forecast.total.overBudget, whole: true },
  ]
  return page({
    label: words.label,
    title: words.title(f.amount(forecast.total.spend.mean), f.amount(forecast.total.spend.p95), f.month(first), f.month(last)),
    body: [
      sideBySide(figure(words.chart(f.unit), picture(context)), ...dots(context)),
      table(
        [
          { head: words.columns.quarter, align: 'text', cell: (row) => row.name },
          { head: words.columns.mean, cell: (row) => f.money(row.spend.mean) },
          { head: words.columns.p50, cell: (row) => f.money(row.spend.p50) },
          { head: words.columns.p75, cell: (row) => f.money(row.spend.p75) },
          { head: words.columns.p90, cell: (row) => f.money(row.spend.p90) },
          { head: words.columns.p95, cell: (row) => f.money(row.spend.p95) },
          { head: t.budget, cell: (row) => f.money(row.budget) },
          { head: words.columns.over, cell: (row) => f.percent(row.over) },
        ],
        rows,
        { caption: words.table(f.unit), total: (row) => row.whole },
      ),
    ],
    notes: [
      words.note,
      ...forecast.priceSteps.map((step) => words.step(f.month(step.month), step.model, String(step.factor), step.source)),
      ...forecast.scenario.events.map((event) => words.event(f.month(event.month), String(event.factor), event.note, event.owner)),
      ...forecast.notes.map(context.note),
    ],
  })
}

function picture({ f, frozen, t }: DocumentContext): Markup {
  const { forecast } = frozen
  const past = forecast.history
    .slice(-pastMonths)
    .map((month) => ({ name: f.shortMonth(month.month), actual: month.complete ? Number(month.spend) : null, budget: null, range: null }))
  const ahead = forecast.months.map(({ month, spend, budget }) => ({
    name: f.shortMonth(month),
    actual: null,
    budget: budget === null ? null : Number(budget),
    range: { p10: Number(spend.p10), p25: Number(spend.p25), p50: Number(spend.p50), p75: Number(spend.p75), p90: Number(spend.p90) },
  }))
  return fan([...past, ...ahead], { ...t.forecast.words, name: t.forecast.chart(f.unit), budget: t.budget, now: t.forecast.now }, (tick) =>
    f.bare(String(tick)),
  )
}

/** The first whole quarter; the horizon when there is none. */
function dots({ f, frozen, quarter: quarterName, t }: DocumentContext): Markup[] {
  const quarter = frozen.forecast.quarters[0]
  if (quarter === undefined) return []
  const budget = quarter.budget === null ? null : Number(quarter.budget)
  const values = quarter.dots.map(Number)
  const footer = budget === null ? t.forecast.dotsNone : t.forecast.dotsBudget(String(values.filter((value) => value > budget).length))
  const caption = t.forecast.dots(quarterName(quarter.label))
  return [
    figure(
      caption,
      twentyDots(values, budget, { name: caption, budget: t.budget, footer }, (tick) => f.bare(String(tick))),
    ),
  ]
}
