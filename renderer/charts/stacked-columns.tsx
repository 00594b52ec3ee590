// Columns over time: composition by team or vendor (at most six and "other"), or actual beside forecast.
// Forecast columns are hatched, the budget is an outline around each column; columns always start at zero.
import { useId } from 'react'
import { Bar, Cell } from 'recharts'
import { addDecimals } from '../../shared/units/decimal.ts'
import { formatMonth } from '../../shared/units/format-date.ts'
import type { NumberFormat } from '../../shared/units/format.ts'
import { isAbsent, noData, plottable, type Quantity } from '../../shared/units/quantity.ts'
import { ChartFrame, type ChartTitle } from '../parts/chart-frame.tsx'
import { useDisplay, usePartsText, useShow } from '../parts/display.tsx'
import type { Column } from '../parts/table/column.ts'
import { foldSeries, type Series } from './points.ts'
import { type EndLabel, Hatch, Surface } from './surface.tsx'

export interface StackedColumnsProps extends ChartTitle {
  /** 'YYYY-MM', or text. */
  readonly periods: readonly string[]
  readonly series: readonly Series[]
  readonly format: NumberFormat
  /** Periods from this index on are forecast: hatched. */
  readonly forecastFrom?: number
  /** One per period; outlined. */
  readonly budget?: readonly Quantity[]
  readonly onPick?: (period: number) => void
}

interface Line {
  readonly period: string
  readonly at: number
}

export function StackedColumns({ periods, series, format, forecastFrom = periods.length, budget, onPick, ...frame }: StackedColumnsProps) {
  const { language } = useDisplay()
  const text = usePartsText()
  const show = useShow()
  const hatch = useId()
  const folded = foldSeries(series, text.chart.other)
  const single = folded.length === 1
  const colors = folded.map((each, at) => (single ? 'var(--chart-actual)' : each.key === 'other' ? 'var(--cat-other)' : `var(--cat-${at + 1})`))
  const totals = periods.map((_, at) => folded.reduce<Quantity>((sum, { values }) => added(sum, values[at] ?? noData), noData))
  const name = (period: string, short = false): string => (/^\d{4}-\d{2}$/.test(period) ? formatMonth(period, language, short) : period)
  const points = periods.map((period, at) => ({
    x: period,
    ...Object.fromEntries(folded.map(({ values }, index) => [`s${index}`, plottable(values[at] ?? noData) ?? 0])),
    budget: plottable(budget?.[at] ?? noData),
    tip: {
      title: name(period) + (at >= forecastFrom ? ` (${text.chart.forecast})` : ''),
      rows: [
        ...folded.map((each) => ({ label: each.name, value: show(each.values[at] ?? noData, format) })).toReversed(),
        ...(budget ? [{ label: text.chart.budget, value: show(budget[at] ?? noData, format) }] : []),
      ],
    },
  }))
  const lines: Line[] = periods.map((period, at) => ({ period, at }))
  const isMonthly = periods.every((period) => /^\d{4}-\d{2}$/.test(period))
  const columns: Column<Line>[] = [
    { key: 'period', title: '', kind: isMonthly ? 'month' : 'text', value: (line) => line.period },
    ...series.map((each): Column<Line> => ({ ...format, key: each.key, title: each.name, value: (line) => each.values[line.at] ?? noData, total: 'sum' })),
    ...(budget ? [{ ...format, key: 'budget', title: text.chart.budget, value: (line: Line) => budget[line.at] ?? noData }] : []),
  ]
  const last = periods.length - 1
  let below = 0
  const labels: EndLabel[] = folded.map((each, at) => {
    const height = plottable(each.values[last] ?? noData) ?? 0
    below += height
    return { x: periods[last] ?? '', y: below - height / 2, text: each.name, color: colors[at] ?? '' }
  })
  const direct = !single && folded.length <= 4
  return (
    <>
      <ChartFrame {...frame} rows={lines} columns={columns} rowKey={(line) => line.period}>
        {(size) => (
          <>
            {!direct && !single && <Legend names={folded.map((each) => each.name)} colors={colors} />}
            <Surface {...size} name={frame.title} points={points} format={format} figures={[...totals, ...(budget ?? [])]} fromZero xText={(x) => name(String(x), true)} labels={direct ? labels.map((label) => ({ ...label, color: 'var(--text-secondary)' })) : []} {...(onPick ? { onPick } : {})}>
              <defs>
                {colors.map((color, at) => (
                  <Hatch key={color} id={`${hatch}-${at}`} color={single ? 'var(--chart-median)' : color} />
                ))}
              </defs>
              {folded.map((each, at) => (
                <Bar key={each.key} dataKey={`s${at}`} stackId="all" isAnimationActive={false} fill={colors[at] ?? ''} maxBarSize={44}>
                  {periods.map((period, index) => (
                    <Cell key={period} fill={index >= forecastFrom ? `url(#${hatch}-${at})` : (colors[at] ?? '')} stroke={index < forecastFrom ? 'none' : single ? 'var(--chart-median)' : (colors[at] ?? 'none')} />
                  ))}
                </Bar>
              ))}
              {budget && <Bar dataKey="budget" isAnimationActive={false} maxBarSize={44} shape={<BudgetOutline />} />}
            </Surface>
          </>
        )}
      </ChartFrame>
    </>
  )
}

function BudgetOutline({ x = 0, y = 0, width = 0, height = 0 }: { x?: number; y?: number; width?: number; height?: number }) {
  if (!(height > 0)) return <g />
  return <path d={`M${x} ${y + height}V${y}h${width}V${y + height}`} fill="none" stroke="var(--chart-budget)" strokeWidth="1.5" />
}

function added(a: Quantity, b: Quantity): Quantity {
  if (isAbsent(a)) return b
  return isAbsent(b) ? a : addDecimals(a, b)
}

export function Legend({ names, colors }: { names: readonly string[]; colors: readonly string[] }) {
  return (
    <ul className="legend">
      {names.map((name, at) => (
        <li key={name}>
          <svg width="10" height="10" aria-hidden="true">
            <rect width="10" height="10" fill={colors[at]} />
          </svg>
          {name}
        </li>
      ))}
    </ul>
  )
}
