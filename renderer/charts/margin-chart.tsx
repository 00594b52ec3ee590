// Cash tied up in margin along the days ahead: median, 1-in-20 and stress against the cash that is there.
// The question is whether a line crosses, and when. Without a liquidity figure the line is left out and the screen asks.
import { Line, ReferenceLine } from 'recharts'
import type { NumberFormat } from '../../shared/units/format.ts'
import { formatDate, formatMonth } from '../../shared/units/format-date.ts'
import { isAbsent, noData, plottable, type Quantity } from '../../shared/units/quantity.ts'
import { ChartFrame, type ChartTitle } from '../parts/chart-frame.tsx'
import { useDisplay, usePartsText, useShow } from '../parts/display.tsx'
import type { Column } from '../parts/table/column.ts'
import { downsample, monthStarts } from './points.ts'
import { type EndLabel, Surface } from './surface.tsx'

export interface MarginPoint {
  readonly date: string
  readonly p50: Quantity
  readonly p95: Quantity
}

export interface MarginChartProps extends ChartTitle {
  readonly path: readonly MarginPoint[]
  readonly format: NumberFormat
  /** Cash tied up in the stress case; a level, not a path. */
  readonly stress?: Quantity
  readonly liquidity?: Quantity
}

export function MarginChart({ path, format, stress = noData, liquidity = noData, ...frame }: MarginChartProps) {
  const { language } = useDisplay()
  const text = usePartsText()
  const show = useShow()
  const columns: Column<MarginPoint>[] = [
    { key: 'date', title: '', kind: 'date', value: (point) => point.date },
    { ...format, key: 'p50', title: text.chart.median, value: (point) => point.p50 },
    { ...format, key: 'p95', title: text.chart.p95, value: (point) => point.p95 },
  ]
  const drawn = downsample(path, (point) => plottable(point.p95) ?? 0).map((point) => ({
    x: point.date,
    p50: plottable(point.p50),
    p95: plottable(point.p95),
    tip: {
      title: formatDate(point.date, language),
      rows: [
        ...(isAbsent(liquidity) ? [] : [{ label: text.chart.liquidity, value: show(liquidity, format) }]),
        ...(isAbsent(stress) ? [] : [{ label: text.chart.stress, value: show(stress, format) }]),
        { label: text.chart.p95, value: show(point.p95, format) },
        { label: text.chart.median, value: show(point.p50, format) },
      ],
    },
  }))
  const last = drawn.at(-1)
  const levels = [
    { y: plottable(liquidity), name: text.chart.liquidity, color: 'var(--chart-limit)', dash: '' },
    { y: plottable(stress), name: text.chart.stress, color: 'var(--text)', dash: '2 3' },
  ].flatMap(({ y, ...level }) => (y === null ? [] : [{ ...level, y }]))
  const labels: EndLabel[] = last
    ? [
        ...levels.map((level) => ({ x: last.x, y: level.y, text: level.name, color: level.color })),
        { x: last.x, y: last.p95 ?? 0, text: text.chart.p95, color: 'var(--chart-median)' },
        { x: last.x, y: last.p50 ?? 0, text: text.chart.median, color: 'var(--chart-median)' },
      ]
    : []
  return (
    <ChartFrame {...frame} rows={path} columns={columns} rowKey={(point) => point.date}>
      {(size) => (
        <Surface
          {...size}
          subtitle={frame.subtitle}
          name={`${frame.title}. ${text.chart.keys}`}
          points={drawn}
          format={format}
          figures={[...path.flatMap((point) => [point.p50, point.p95]), stress, liquidity]}
          fromZero
          xText={(x) => formatMonth(String(x).slice(0, 7), language, true)}
          xShown={monthStarts(drawn.map((point) => point.x))}
          labels={labels}
        >
          {levels.map((level) => (
            <ReferenceLine key={level.name} y={level.y} stroke={level.color} strokeWidth={1.5} strokeDasharray={level.dash} />
          ))}
          <Line dataKey="p95" isAnimationActive={false} dot={false} stroke="var(--chart-median)" strokeWidth={2} />
          <Line dataKey="p50" isAnimationActive={false} dot={false} stroke="var(--chart-median)" strokeWidth={1.75} strokeDasharray="6 3" />
        </Surface>
      )}
    </ChartFrame>
  )
}
