// Lines over months or days: a futures curve with a marker per contract, spot and our forecast price beside it, the
// gap between two lines shaded and named; also histories of prices and basis. Long series are thinned for drawing only.
import { Area, Line, ReferenceLine } from 'recharts'
import type { NumberFormat } from '../../shared/units/format.ts'
import { formatDate, formatMonth } from '../../shared/units/format-date.ts'
import { noData, plottable, type Quantity } from '../../shared/units/quantity.ts'
import { ChartFrame, type ChartTitle } from '../parts/chart-frame.tsx'
import { useDisplay, usePartsText, useShow } from '../parts/display.tsx'
import type { Column } from '../parts/table/column.ts'
import { downsample, monthStarts } from './points.ts'
import { type EndLabel, Surface } from './surface.tsx'

export interface CurveLine {
  readonly key: string
  readonly name: string
  /** One per `x`. */
  readonly values: readonly Quantity[]
  /** curve: solid with markers; forecast: dashed; spot and plain: solid; limit: rust. */
  readonly role: 'curve' | 'forecast' | 'spot' | 'plain' | 'limit'
}

export interface CurveChartProps extends ChartTitle {
  /** 'YYYY-MM' or 'YYYY-MM-DD', ascending. */
  readonly x: readonly string[]
  readonly lines: readonly CurveLine[]
  readonly format: NumberFormat
  /** Shades between two lines (by key) and says what the gap is. */
  readonly gap?: { readonly between: readonly [string, string]; readonly label: string }
  /** A dotted rule at one x. */
  readonly mark?: { readonly x: string; readonly label: string }
  /** Lines may start elsewhere than zero; true forces zero. */
  readonly fromZero?: boolean
  readonly onPick?: (at: number) => void
}

const looks = {
  curve: { stroke: 'var(--chart-hedged)', strokeWidth: 1.75 },
  forecast: { stroke: 'var(--chart-median)', strokeWidth: 1.75, strokeDasharray: '6 3' },
  spot: { stroke: 'var(--chart-actual)', strokeWidth: 1.75 },
  plain: { stroke: 'var(--chart-unhedged)', strokeWidth: 1.75 },
  limit: { stroke: 'var(--chart-limit)', strokeWidth: 1.5 },
} as const

interface Row {
  readonly x: string
  readonly at: number
}

export function CurveChart({ x, lines, format, gap, mark, fromZero = false, onPick, ...frame }: CurveChartProps) {
  const { language } = useDisplay()
  const text = usePartsText()
  const show = useShow()
  const monthly = x.every((each) => each.length === 7)
  const name = (each: string, short = false): string =>
    monthly ? formatMonth(each, language, short) : short ? formatMonth(each.slice(0, 7), language, true) : formatDate(each, language)
  const rows: Row[] = x.map((each, at) => ({ x: each, at }))
  const columns: Column<Row>[] = [
    { key: 'x', title: '', kind: monthly ? 'month' : 'date', value: (row) => row.x },
    ...lines.map((line): Column<Row> => ({ ...format, key: line.key, title: line.name, value: (row) => line.values[row.at] ?? noData })),
  ]
  const kept = downsample(rows, (row) => plottable(lines[0]?.values[row.at] ?? noData) ?? 0)
  const points = kept.map((row) => {
    const value = (key: string): number | null => plottable(lines.find((line) => line.key === key)?.values[row.at] ?? noData)
    const [low, high] = gap ? [value(gap.between[0]), value(gap.between[1])] : [null, null]
    return {
      x: row.x,
      at: row.at,
      ...Object.fromEntries(lines.map((line) => [line.key, plottable(line.values[row.at] ?? noData)])),
      gap: low === null || high === null ? null : [Math.min(low, high), Math.max(low, high)],
      tip: { title: name(row.x), rows: lines.map((line) => ({ label: line.name, value: show(line.values[row.at] ?? noData, format) })) },
    }
  })
  const labels: EndLabel[] = lines.flatMap((line) => {
    const at = line.values.findLastIndex((value) => plottable(value) !== null)
    const y = plottable(line.values[at] ?? noData)
    return y === null ? [] : [{ x: x[at] ?? '', y, text: line.name, color: looks[line.role].stroke }]
  })
  const shaded = points.findLast((point) => point.gap !== null)
  if (gap && shaded?.gap)
    labels.push({ x: shaded.x, y: ((shaded.gap[0] ?? 0) + (shaded.gap[1] ?? 0)) / 2, text: gap.label, color: 'var(--text-secondary)' })
  return (
    <ChartFrame {...frame} rows={rows} columns={columns} rowKey={(row) => row.x}>
      {(size) => (
        <Surface
          {...size}
          subtitle={frame.subtitle}
          name={`${frame.title}. ${text.chart.keys}`}
          points={points}
          format={format}
          figures={lines.flatMap((line) => line.values)}
          fromZero={fromZero}
          xText={(each) => name(String(each), true)}
          {...(monthly ? {} : { xShown: monthStarts(kept.map((row) => row.x)) })}
          labels={labels}
          {...(onPick ? { onPick: (at: number) => onPick(kept[at]?.at ?? at) } : {})}
        >
          {gap && (
            <Area
              dataKey="gap"
              isAnimationActive={false}
              connectNulls
              dot={false}
              activeDot={false}
              fill="var(--chart-band80)"
              fillOpacity={0.7}
              stroke="none"
            />
          )}
          {lines.map((line) => (
            <Line
              key={line.key}
              dataKey={line.key}
              isAnimationActive={false}
              connectNulls
              {...looks[line.role]}
              dot={line.role === 'curve' && x.length <= 40 ? { r: 3, strokeWidth: 0, fill: looks.curve.stroke } : false}
              activeDot={{ r: 4 }}
            />
          ))}
          {mark && (
            <ReferenceLine
              x={mark.x}
              stroke="var(--text-tertiary)"
              strokeDasharray="2 3"
              label={{ value: mark.label, position: 'top', className: 'chart-label', fill: 'var(--text-tertiary)' }}
            />
          )}
        </Surface>
      )}
    </ChartFrame>
  )
}
