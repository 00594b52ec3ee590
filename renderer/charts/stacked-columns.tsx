// Columns over time: composition by team or vendor (at most six and "other"), or actual beside forecast.
// Forecast columns are hatched, the budget is an outline around each column; columns always start at zero.
import { useId } from 'react'
import { Bar, Cell } from 'recharts'
import { addDecimals } from '../../shared/units/decimal.ts'
import type { NumberFormat } from '../../shared/units/format.ts'
import { formatDate, formatDay, formatMonth } from '../../shared/units/format-date.ts'
import { isAbsent, noData, plottable, type Quantity } from '../../shared/units/quantity.ts'
import { ChartFrame, type ChartTitle } from '../parts/chart-frame.tsx'
import { useDisplay, usePartsText, useShow } from '../parts/display.tsx'
import type { Column } from '../parts/table/column.ts'
import { foldSeries, type Series } from './points.ts'
import { columns as columnShape, type EndLabel, Hatch, Surface, useColumnPlace } from './surface.tsx'

export interface StackedColumnsProps extends ChartTitle {
  /** 'YYYY-MM', 'YYYY-MM-DD', or text. */
  readonly periods: readonly string[]
  readonly series: readonly Series[]
  readonly format: NumberFormat
  /** Periods from this index on are forecast: hatched. */
  readonly forecastFrom?: number
  /** One per period; outlined. */
  readonly budget?: readonly Quantity[]
  /** The same for another comparison, under its own name: what was before. */
  readonly outline?: { readonly name: string; readonly values: readonly Quantity[] }
  readonly onPick?: (period: number) => void
}

interface Line {
  readonly period: string
  readonly at: number
}

export function StackedColumns({
  periods,
  series,
  format,
  forecastFrom = periods.length,
  budget,
  outline,
  onPick,
  ...frame
}: StackedColumnsProps) {
  const { language } = useDisplay()
  const text = usePartsText()
  const beside = outline ?? (budget ? { name: text.chart.budget, values: budget } : null)
  const show = useShow()
  const hatch = useId()
  const folded = foldSeries(series, text.chart.other)
  const single = folded.length === 1
  const colors = folded.map((each, at) =>
    single ? 'var(--chart-actual)' : each.key === 'other' ? 'var(--cat-other)' : `var(--cat-${at + 1})`,
  )
  const totals = periods.map((_, at) => folded.reduce<Quantity>((sum, { values }) => added(sum, values[at] ?? noData), noData))
  const name = (period: string, short = false): string =>
    /^\d{4}-\d{2}$/.test(period) ? formatMonth(period, language, short) : short ? formatDay(period, language) : formatDate(period, language)
  const points = periods.map((period, at) => ({
    x: period,
    ...Object.fromEntries(folded.map(({ values }, index) => [`s${index}`, plottable(values[at] ?? noData) ?? 0])),
    tip: {
      title: name(period) + (at >= forecastFrom ? ` (${text.chart.forecast})` : ''),
      rows: [
        ...folded.map((each) => ({ label: each.name, value: show(each.values[at] ?? noData, format) })).toReversed(),
        ...(beside ? [{ label: beside.name, value: show(beside.values[at] ?? noData, format) }] : []),
      ],
    },
  }))
  const lines: Line[] = periods.map((period, at) => ({ period, at }))
  const all = (pattern: RegExp): boolean => periods.every((period) => pattern.test(period))
  const kind = all(/^\d{4}-\d{2}$/) ? 'month' : all(/^\d{4}-\d{2}-\d{2}$/) ? 'date' : 'text'
  const columns: Column<Line>[] = [
    { key: 'period', title: '', kind, value: (line) => line.period },
    ...series.map(
      (each): Column<Line> => ({
        ...format,
        key: each.key,
        title: each.name,
        value: (line) => each.values[line.at] ?? noData,
        total: 'sum',
      }),
    ),
    ...(beside ? [{ ...format, key: 'beside', title: beside.name, value: (line: Line) => beside.values[line.at] ?? noData }] : []),
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
    <ChartFrame {...frame} rows={lines} columns={columns} rowKey={(line) => line.period}>
      {(size) => (
        <>
          <Legend
            entries={[
              ...(direct || single ? [] : folded.map((each, at): LegendEntry => ({ name: each.name, color: colors[at] ?? '' }))),
              ...(forecastFrom < periods.length
                ? [
                    ...(single && forecastFrom > 0 ? [{ name: text.chart.actual, color: colors[0] ?? '' }] : []),
                    { name: text.chart.forecast, color: 'var(--chart-median)', form: 'hatched' as const },
                  ]
                : []),
              ...(outline && single ? [{ name: folded[0]?.name ?? '', color: colors[0] ?? '' }] : []),
              ...(beside ? [{ name: beside.name, color: 'var(--chart-budget)', form: 'outlined' as const }] : []),
            ]}
          />
          <Surface
            {...size}
            subtitle={frame.subtitle}
            name={frame.title}
            points={points}
            format={format}
            figures={[...totals, ...(beside?.values ?? [])]}
            fromZero
            xText={(x) => name(String(x), true)}
            labels={direct ? labels.map((label) => ({ ...label, color: 'var(--text-secondary)' })) : []}
            {...(onPick ? { onPick } : {})}
          >
            <defs>
              {colors.map((color, at) => (
                <Hatch key={color} id={`${hatch}-${at}`} color={single ? 'var(--chart-median)' : color} />
              ))}
            </defs>
            {folded.map((each, at) => (
              <Bar
                key={each.key}
                dataKey={`s${at}`}
                stackId="all"
                isAnimationActive={false}
                fill={colors[at] ?? ''}
                maxBarSize={columnShape.widest}
              >
                {periods.map((period, index) => (
                  <Cell
                    key={period}
                    fill={index >= forecastFrom ? `url(#${hatch}-${at})` : (colors[at] ?? '')}
                    stroke={index < forecastFrom ? 'none' : single ? 'var(--chart-median)' : (colors[at] ?? 'none')}
                  />
                ))}
              </Bar>
            ))}
            {beside && <Outlines periods={periods} values={beside.values} />}
          </Surface>
        </>
      )}
    </ChartFrame>
  )
}

function Outlines({ periods, values }: { periods: readonly string[]; values: readonly Quantity[] }) {
  const place = useColumnPlace(periods.length)
  if (!place) return null
  return (
    <g>
      {periods.map((period, at) => {
        const level = plottable(values[at] ?? noData)
        if (level === null) return null
        const { left, width, top, bottom } = place(period, level)
        return (
          <path
            key={period}
            d={`M${left - 2} ${bottom}V${top}h${width + 4}V${bottom}`}
            fill="none"
            stroke="var(--chart-budget)"
            strokeWidth="1.25"
          />
        )
      })}
    </g>
  )
}

function added(a: Quantity, b: Quantity): Quantity {
  if (isAbsent(a)) return b
  return isAbsent(b) ? a : addDecimals(a, b)
}

interface LegendEntry {
  readonly name: string
  readonly color: string
  readonly form?: 'hatched' | 'outlined'
}

/** What colours and forms mean, where a label at the column would not do. */
function Legend({ entries }: { entries: readonly LegendEntry[] }) {
  const id = useId()
  if (entries.length === 0) return null
  return (
    <ul className="legend">
      {entries.map(({ name, color, form }, at) => (
        <li key={name}>
          <svg width="12" height="12" aria-hidden="true">
            {form === 'hatched' && (
              <defs>
                <Hatch id={`${id}-${at}`} color={color} />
              </defs>
            )}
            <rect
              x="0.75"
              y="0.75"
              width="10.5"
              height="10.5"
              fill={form === 'hatched' ? `url(#${id}-${at})` : form === 'outlined' ? 'none' : color}
              stroke={color}
            />
          </svg>
          {name}
        </li>
      ))}
    </ul>
  )
}
