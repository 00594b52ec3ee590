// The picture of the usage table: stacked columns by month for what adds up, one line of the totals for a ratio.

import type { UsageRowData } from '../../shared/contract/usage-commands.ts'
import { usageTexts } from '../../shared/language/usage.ts'
import { CurveChart } from '../charts/curve-chart.tsx'
import { StackedColumns } from '../charts/stacked-columns.tsx'
import { useDisplay } from '../parts/display.tsx'
import { isRatio, type Measure, measured, type PivotRow } from './usage-pivot.ts'
import { measureFormat } from './usage-table.tsx'
import { type GroupKey, setUsageView } from './usage-view.ts'

interface UsageChartProps {
  readonly rows: readonly PivotRow[]
  readonly by: readonly GroupKey[]
  readonly months: readonly string[]
  readonly monthTotals: ReadonlyMap<string, UsageRowData>
  readonly measure: Measure
  readonly currency: string
}

export function UsageChart({ rows, by, months, monthTotals, measure, currency }: UsageChartProps) {
  const text = usageTexts[useDisplay().language]
  const format = measureFormat(measure, currency)
  const shared = {
    format,
    subtitle: text.chart.subtitle,
    onPick: (at: number) => setUsageView({ drill: { month: months[at] ?? '' } }),
  }
  if (isRatio(measure)) {
    const values = months.map((month) => measured(monthTotals.get(month), measure, currency))
    return (
      <CurveChart
        {...shared}
        title={text.chart.lineTitle(text.measure[measure])}
        x={months}
        lines={[{ key: measure, name: text.measure[measure], role: 'curve', values }]}
      />
    )
  }
  const has = (row: PivotRow): boolean => typeof measured(row.total, measure, currency) === 'string'
  const series = rows.filter(has).map((row) => ({
    key: row.key,
    name: by.map((key) => row.keys[key] || text.unnamed).join(', '),
    values: months.map((month) => measured(row.cells.get(month), measure, currency)),
  }))
  return (
    <StackedColumns
      {...shared}
      title={text.chart.title(text.measure[measure], by.map((key) => text.key[key].toLowerCase()).join(', '))}
      periods={months}
      series={series}
    />
  )
}
