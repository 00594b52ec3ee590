// Spend by month as columns: actual solid, forecast hatched, budget outlined. It anchors the story of the page.
import type { OverviewData } from '../../shared/contract/hedge-commands.ts'
import { overviewTexts } from '../../shared/language/overview.ts'
import { columnUnit, unitLabel } from '../../shared/units/format.ts'
import { quantityText } from '../../shared/units/quantity.ts'
import { StackedColumns } from '../charts/stacked-columns.tsx'
import { useDisplay } from '../parts/display.tsx'
import { useWording } from './wording.ts'

export function OverviewChart({ overview: { months, currency } }: { overview: OverviewData }) {
  const display = useDisplay()
  const wording = useWording()
  const words = overviewTexts[display.language].chart
  if (months.length === 0) return null
  const values = months.map((month) => quantityText(month.actual ?? month.forecast))
  const lastActual = months.findLast((month) => month.actual !== null)?.actual
  const nextForecast = months.find((month) => month.forecast !== null)?.forecast
  const format = { kind: 'money', currency, unit: columnUnit(values, { ...display, unit: 'auto' }) } as const
  const firstForecast = months.findIndex((month) => month.actual === null)
  const actual = wording.money(lastActual ?? '0', currency)
  return (
    <StackedColumns
      title={nextForecast ? words.title(actual, wording.money(nextForecast, currency)) : words.titleActual(actual)}
      subtitle={words.subtitle(unitLabel(format, display))}
      periods={months.map((month) => month.month)}
      series={[{ key: 'spend', name: words.spend, values }]}
      format={format}
      forecastFrom={firstForecast < 0 ? months.length : firstForecast}
      {...(months.some((month) => month.budget !== null) ? { budget: months.map((month) => quantityText(month.budget)) } : {})}
    />
  )
}
