// Spend by month as columns: actual solid, forecast hatched, budget outlined. It anchors the story of the page.
import type { OverviewData } from '../../shared/contract/hedge-commands.ts'
import { overviewTexts } from '../../shared/language/overview.ts'
import { daysInMonth, toMonth } from '../../shared/units/calendar.ts'
import { columnUnit, unitLabel } from '../../shared/units/format.ts'
import { quantityText } from '../../shared/units/quantity.ts'
import { StackedColumns } from '../charts/stacked-columns.tsx'
import { useDisplay } from '../parts/display.tsx'
import { useWording } from './wording.ts'

export function OverviewChart({ overview: { months, currency, basis } }: { overview: OverviewData }) {
  const display = useDisplay()
  const wording = useWording()
  const words = overviewTexts[display.language].chart
  if (months.length === 0) return null
  const values = months.map((month) => quantityText(month.actual ?? month.forecast))
  const actuals = months.filter((month) => month.actual !== null)
  const last = actuals.at(-1)
  // A month that is not over yet is drawn and named, but does not stand for a month in the title.
  const partial =
    basis !== null && last !== undefined && isPartial(last.month, basis.asOf)
      ? words.partial(wording.month(last.month), wording.date(basis.asOf))
      : undefined
  const lastActual = actuals.at(partial === undefined ? -1 : -2)?.actual
  const nextForecast = months.find((month) => month.forecast !== null)?.forecast
  const format = { kind: 'money', currency, unit: columnUnit(values, { ...display, unit: 'auto' }) } as const
  const firstForecast = months.findIndex((month) => month.actual === null)
  const said = (amount: string | null | undefined): string | null => (amount == null ? null : wording.money(amount, currency))
  const [actual, expected] = [said(lastActual), said(nextForecast)]
  return (
    <StackedColumns
      title={
        actual === null
          ? expected === null
            ? words.titleNeither
            : words.titleForecast(expected)
          : expected === null
            ? words.titleActual(actual)
            : words.title(actual, expected)
      }
      subtitle={words.subtitle(unitLabel(format, display))}
      periods={months.map((month) => month.month)}
      series={[{ key: 'spend', name: words.spend, values }]}
      format={format}
      {...(partial === undefined ? {} : { note: partial })}
      forecastFrom={firstForecast < 0 ? months.length : firstForecast}
      {...(months.some((month) => month.budget !== null) ? { budget: months.map((month) => quantityText(month.budget)) } : {})}
    />
  )
}

function isPartial(month: string, asOf: string): boolean {
  return asOf.startsWith(month) && Number(asOf.slice(8)) < daysInMonth(toMonth(month))
}
