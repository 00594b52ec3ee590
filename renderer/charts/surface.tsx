// What all charts share: axes without frame, hairlines across, round ticks in one unit, a tooltip that is a small
// table and is read aloud, labels at the line ends that do not overlap, the dotted "now". Nothing moves.
import type { ReactElement, ReactNode } from 'react'
import { CartesianGrid, ComposedChart, ReferenceLine, Tooltip, useOffset, usePlotArea, useXAxisScale, useYAxisScale, XAxis, YAxis } from 'recharts'
import { columnUnit, formatQuantity, type NumberFormat } from '../../shared/units/format.ts'
import { type Quantity, quantityOf } from '../../shared/units/quantity.ts'
import { useDisplay } from '../parts/display.tsx'
import { textWidth } from '../parts/table/column-width.ts'
import { niceTicks, spread, tickText } from './points.ts'

export interface TipRow {
  readonly label: string
  readonly value: string
}

/** One drawn position: `x` on the axis, its tooltip, and numbers under keys of the chart's own. */
export interface Point {
  readonly x: string | number
  readonly tip: { readonly title: string; readonly rows: readonly TipRow[] }
  readonly [key: string]: unknown
}

export interface EndLabel {
  readonly x: string | number
  readonly y: number
  readonly text: string
  /** A chart colour, for example 'var(--chart-hedged)'. */
  readonly color: string
  /** In front of the point instead of behind it. */
  readonly before?: boolean
}

export interface SurfaceProps {
  readonly width: number
  readonly height: number
  readonly name: string
  readonly points: readonly Point[]
  readonly format: NumberFormat
  /** Every figure drawn: sets the unit and the range of the axis. */
  readonly figures: readonly Quantity[]
  /** Columns start at zero always; lines may start elsewhere. */
  readonly fromZero: boolean
  /** A range given from outside, for charts that share an axis. */
  readonly range?: readonly [number, number]
  readonly xText: (x: string | number) => string
  /** Ticks of a numeric x axis; a category axis when left out. */
  readonly xTicks?: readonly number[]
  readonly labels?: readonly EndLabel[]
  readonly onPick?: (at: number) => void
  readonly children: ReactNode
}

export function Surface({ width, height, name, points, format, figures, fromZero, range, xText, xTicks, labels = [], onPick, children }: SurfaceProps) {
  const display = useDisplay()
  const write = useAxisText(format, figures)
  const ticks = niceTicks(...(range ?? rangeOf(figures, fromZero)))
  const tickTexts = ticks.map(write)
  const axisWidth = Math.ceil(Math.max(...tickTexts.map(textWidth))) * 0.9 + 8
  const right = Math.min(170, Math.max(16, ...labels.filter((label) => !label.before).map((label) => textWidth(label.text) * 0.92 + 12)))
  const numeric = xTicks ? { type: 'number' as const, domain: [xTicks[0] ?? 0, xTicks.at(-1) ?? 1] as [number, number], ticks: [...xTicks] } : {}
  return (
    <ComposedChart
      width={width}
      height={height}
      data={[...points]}
      margin={{ top: 14, right, bottom: 0, left: 0 }}
      barCategoryGap="22%"
      barGap="-100%" // stacks of one period stand over each other: a budget's outline over its column
      title={name}
      onClick={(state) => {
        const at = Number(state.activeTooltipIndex)
        if (onPick && Number.isInteger(at)) onPick(at)
      }}
    >
      <CartesianGrid vertical={false} stroke="var(--hairline)" />
      <XAxis dataKey="x" {...numeric} tickFormatter={(x: string | number) => xText(x)} tickLine={false} axisLine={{ stroke: 'var(--control-border)' }} interval="equidistantPreserveStart" minTickGap={16} height={24} tick={{ className: 'axis-text' }} />
      <YAxis ticks={ticks} domain={[ticks[0] ?? 0, ticks.at(-1) ?? 1]} allowDataOverflow width={axisWidth} tickFormatter={(y: number) => write(y)} tickLine={false} axisLine={false} tick={{ className: 'axis-text' }} />
      <Tooltip isAnimationActive={false} cursor={{ stroke: 'var(--control-border)', strokeWidth: 1, fill: 'var(--tint)' }} content={({ active, payload }) => (active ? <Tip point={payload[0]?.payload as Point | undefined} language={display.language} /> : null)} />
      {children}
      {ticks.includes(0) && (ticks[0] ?? 0) < 0 && <ReferenceLine y={0} stroke="var(--control-border)" />}
      <EndLabels labels={labels} />
    </ComposedChart>
  )
}

/** Writes a figure of the axis: the column's one unit, no empty decimals. */
export function useAxisText(format: NumberFormat, figures: readonly Quantity[]): (value: number) => string {
  const display = useDisplay()
  const unit = format.kind === 'money' ? columnUnit(figures, { ...display, unit: format.unit ?? display.unit }) : display.unit
  const fixed = format.kind === 'money' ? { ...format, unit } : format.kind === 'count' ? { ...format, compact: true } : format
  return (value) => tickText(formatQuantity(quantityOf(value), fixed, display))
}

export function rangeOf(figures: readonly Quantity[], fromZero: boolean): [number, number] {
  const values = figures.flatMap((each) => (typeof each === 'string' ? [Number(each)] : []))
  const low = Math.min(...values, ...(fromZero ? [0] : []))
  const high = Math.max(...values, ...(fromZero ? [0] : []))
  if (!Number.isFinite(low) || !Number.isFinite(high)) return [0, 1]
  return high > low ? [low, high] : [Math.min(0, low), Math.max(1, high)]
}

function Tip({ point, language }: { point: Point | undefined; language: 'en' | 'zh' }): ReactElement | null {
  if (!point) return null
  return (
    <div className="chart-tip" role="status" aria-live="polite" lang={language === 'zh' ? 'zh-CN' : 'en'}>
      <b>{point.tip.title}</b>
      <table>
        <tbody>
          {point.tip.rows.map((row) => (
            <tr key={row.label}>
              <th scope="row">{row.label}</th>
              <td className="number">{row.value}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const labelGap = 14

function EndLabels({ labels }: { labels: readonly EndLabel[] }) {
  const x = useXAxisScale()
  const y = useYAxisScale()
  const plot = usePlotArea()
  const offset = useOffset()
  if (!x || !y || !plot || !offset) return null
  const wanted = labels.map((label) => Math.min(plot.y + plot.height, Math.max(plot.y, y(label.y) ?? 0)))
  const placed = spread(wanted, labelGap, offset.top, plot.y + plot.height)
  return (
    <g className="end-labels">
      {labels.map((label, at) => {
        const left = x(label.x, { position: 'middle' }) ?? plot.x + plot.width
        return (
          <text key={label.text} x={label.before ? left - 6 : Math.max(left, plot.x) + 6} y={(placed[at] ?? 0) + 4} textAnchor={label.before ? 'end' : 'start'} fill={label.color} className="chart-label">
            {label.text}
          </text>
        )
      })}
    </g>
  )
}

/** Lines at 45 degrees: forecasts in columns, so that a grey print still tells them from actuals. */
export function Hatch({ id, color }: { id: string; color: string }) {
  return (
    <pattern id={id} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width="5" height="5" fill="var(--surface)" />
      <line x1="1" y1="0" x2="1" y2="5" stroke={color} strokeWidth="2" />
    </pattern>
  )
}
