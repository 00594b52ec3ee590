// Total cost against the price at settlement: hedged, unhedged, budget, and where hedging costs the same.
// The cursor is a position on the price axis; clicking or arrow keys move it, the screen offers a typed field as well.
import { Line, ReferenceDot, ReferenceLine } from 'recharts'
import type { NumberFormat } from '../../shared/units/format.ts'
import { isAbsent, plottable, type Quantity, quantityOf } from '../../shared/units/quantity.ts'
import { ChartFrame, type ChartTitle } from '../parts/chart-frame.tsx'
import { usePartsText, useShow } from '../parts/display.tsx'
import type { Column } from '../parts/table/column.ts'
import { type EndLabel, Surface } from './surface.tsx'

export interface PayoffPoint {
  /** Change of the whole curve: -0.6 is a fall of 60 %. */
  readonly shift: number
  readonly hedged: Quantity
  readonly unhedged: Quantity
}

export interface PayoffChartProps extends ChartTitle {
  /** Ascending by shift. */
  readonly points: readonly PayoffPoint[]
  readonly format: NumberFormat
  readonly budget?: Quantity
  /** Shift at which both cost the same. */
  readonly breakEven?: number | null
  /** Shift to mark, for example -0.6. */
  readonly cursor?: number
  readonly onCursor?: (shift: number) => void
}

export function PayoffChart({ points, format, budget, breakEven, cursor, onCursor, ...frame }: PayoffChartProps) {
  const text = usePartsText()
  const show = useShow()
  const percent = (shift: number, decimals = 0): string =>
    `${shift > 0 ? '+' : ''}${show(quantityOf(shift), { kind: 'percent', decimals })}`
  const limit = budget === undefined || isAbsent(budget) ? null : budget
  const columns: Column<PayoffPoint>[] = [
    { key: 'shift', title: text.chart.shift, kind: 'percent', decimals: 0, value: (point) => quantityOf(point.shift) },
    { ...format, key: 'unhedged', title: text.chart.unhedged, value: (point) => point.unhedged },
    { ...format, key: 'hedged', title: text.chart.hedged, value: (point) => point.hedged },
  ]
  const drawn = points.map((point) => ({
    x: point.shift,
    hedged: plottable(point.hedged),
    unhedged: plottable(point.unhedged),
    tip: {
      title: percent(point.shift),
      rows: [
        { label: text.chart.unhedged, value: show(point.unhedged, format) },
        { label: text.chart.hedged, value: show(point.hedged, format) },
      ],
    },
  }))
  const last = drawn.at(-1)
  const labels: EndLabel[] = last
    ? [
        { x: last.x, y: last.unhedged ?? 0, text: text.chart.unhedged, color: 'var(--chart-unhedged)' },
        { x: last.x, y: last.hedged ?? 0, text: text.chart.hedged, color: 'var(--chart-hedged)' },
        ...(limit === null ? [] : [{ x: last.x, y: Number(limit), text: text.chart.budget, color: 'var(--chart-budget)' }]),
      ]
    : []
  const crossing = breakEven === undefined || breakEven === null ? null : costAt(drawn, breakEven)
  const ticks = [-0.8, -0.6, -0.3, 0, 0.3, 0.6, 1, 1.5].filter((tick) => tick >= (drawn[0]?.x ?? 0) && tick <= (last?.x ?? 0))
  const ends = [drawn[0]?.x ?? 0, ...ticks, last?.x ?? 1].filter((tick, at, all) => all.indexOf(tick) === at)
  const line = { isAnimationActive: false, dot: false, activeDot: { r: 4 } }
  return (
    <ChartFrame {...frame} rows={points} columns={columns} rowKey={(point) => String(point.shift)}>
      {(size) => (
        <Surface
          {...size}
          subtitle={frame.subtitle}
          name={`${frame.title}. ${text.chart.keys}`}
          points={drawn}
          format={format}
          figures={[...points.flatMap((point) => [point.hedged, point.unhedged]), ...(limit === null ? [] : [limit])]}
          fromZero={false}
          xText={(x) => percent(Number(x))}
          xTicks={ends}
          labels={labels}
          {...(onCursor ? { onPick: (at: number) => onCursor(drawn[at]?.x ?? 0) } : {})}
        >
          {limit !== null && <ReferenceLine y={Number(limit)} stroke="var(--chart-budget)" strokeWidth={1.25} />}
          {cursor !== undefined && (
            <ReferenceLine
              x={cursor}
              stroke="var(--text-tertiary)"
              strokeDasharray="2 3"
              label={{ value: percent(cursor), position: 'top', className: 'chart-label', fill: 'var(--text-secondary)' }}
            />
          )}
          <Line dataKey="unhedged" {...line} stroke="var(--chart-unhedged)" strokeWidth={1.75} />
          <Line dataKey="hedged" {...line} stroke="var(--chart-hedged)" strokeWidth={2} />
          {crossing !== null && breakEven !== undefined && breakEven !== null && (
            <ReferenceDot
              x={breakEven}
              y={crossing}
              r={4}
              fill="var(--surface)"
              stroke="var(--text)"
              label={{
                value: `${text.chart.sameCost} ${percent(breakEven, 1)}`,
                position: 'bottom',
                className: 'chart-label',
                fill: 'var(--text)',
              }}
            />
          )}
        </Surface>
      )}
    </ChartFrame>
  )
}

function costAt(points: readonly { x: number; hedged: number | null }[], shift: number): number | null {
  const after = points.findIndex((point) => point.x >= shift)
  const [left, right] = [points[after - 1], points[after]]
  if (!right || right.hedged === null) return null
  if (!left || left.hedged === null) return right.hedged
  return left.hedged + ((shift - left.x) / (right.x - left.x)) * (right.hedged - left.hedged)
}
