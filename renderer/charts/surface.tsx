// What all charts share: axes without frame, hairlines across, round ticks in one unit, a tooltip that is a small
// table and is read aloud, labels at the line ends that do not overlap, the dotted "now". Nothing moves.
import type { ReactElement, ReactNode } from 'react'
import {
  CartesianGrid,
  ComposedChart,
  ReferenceLine,
  Tooltip,
  useOffset,
  usePlotArea,
  useXAxisScale,
  useYAxisScale,
  XAxis,
  YAxis,
} from 'recharts'
import { columnUnit, formatQuantity, type NumberFormat, unitLabel } from '../../shared/units/format.ts'
import { type Quantity, quantityOf } from '../../shared/units/quantity.ts'
import { useDisplay } from '../parts/display.tsx'
import { textWidth } from '../parts/table/column-width.ts'
import { niceTicks, spread, tickText } from './points.ts'

/** Share of a period's place that its column takes, and the widest column in pixels. */
export const columns = { gap: '22%', share: 0.56, widest: 44 } as const

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
  /** The categories that get a tick label; those that fit when left out. */
  readonly xShown?: readonly string[]
  /** Every category is named, in two lines where one is too narrow. */
  readonly isNamed?: boolean
  readonly labels?: readonly EndLabel[]
  /** The chart's subtitle: a unit that stands there is not repeated over the axis. */
  readonly subtitle?: string | undefined
  readonly onPick?: (at: number) => void
  readonly children: ReactNode
}

export function Surface({
  width,
  height,
  name,
  points,
  format,
  figures,
  fromZero,
  range,
  xText,
  xTicks,
  xShown,
  isNamed = false,
  labels = [],
  subtitle,
  onPick,
  children,
}: SurfaceProps) {
  const display = useDisplay()
  const { write, unit } = useAxisText(format, figures)
  const ticks = niceTicks(...(range ?? rangeOf(figures, fromZero)))
  const tickTexts = ticks.map(write)
  const axisWidth = Math.ceil(Math.max(...tickTexts.map(textWidth))) * 0.9 + 14
  const right = Math.min(
    170,
    Math.max(16, ...labels.filter((label) => !label.before).map((label) => textWidth(label.text) * axisScale + 12)),
  )
  const numeric = xTicks
    ? { type: 'number' as const, domain: [xTicks[0] ?? 0, xTicks.at(-1) ?? 1] as [number, number], ticks: [...xTicks] }
    : {}
  const place = (width - axisWidth - right) / points.length
  const named = {
    interval: 0,
    height: points.some(({ x }) => nameLines(xText(x), place).length > 1) ? 40 : 24,
    tick: ({ x = 0, y = 0, payload }: { x?: number | string; y?: number | string; payload?: { value?: string | number } }) => (
      <NamedTick x={Number(x)} y={Number(y)} lines={nameLines(xText(payload?.value ?? ''), place)} />
    ),
  }
  return (
    <ComposedChart
      width={width}
      height={height}
      data={[...points]}
      margin={{ top: 20, right, bottom: 0, left: 0 }}
      barCategoryGap={columns.gap}
      title={name}
      onClick={(state) => {
        const at = Number(state.activeTooltipIndex)
        if (onPick && Number.isInteger(at)) onPick(at)
      }}
    >
      <CartesianGrid vertical={false} stroke="var(--hairline)" />
      <XAxis
        dataKey="x"
        {...numeric}
        {...(xShown ? { ticks: [...xShown] } : {})}
        tickFormatter={(x: string | number) => xText(x)}
        tickLine={false}
        axisLine={{ stroke: 'var(--control-border)' }}
        interval={xTicks ? 'preserveStartEnd' : 'equidistantPreserveStart'}
        minTickGap={16}
        height={24}
        tick={{ className: 'axis-text' }}
        {...(isNamed ? named : {})}
      />
      <YAxis
        ticks={ticks}
        domain={[ticks[0] ?? 0, ticks.at(-1) ?? 1]}
        width={axisWidth}
        tickFormatter={(y: number) => write(y)}
        tickLine={false}
        axisLine={false}
        tick={{ className: 'axis-text' }}
      />
      <Tooltip
        isAnimationActive={false}
        cursor={{ stroke: 'var(--control-border)', strokeWidth: 1, fill: 'var(--tint)' }}
        content={({ active, payload }) =>
          active ? <Tip point={payload[0]?.payload as Point | undefined} language={display.language} /> : null
        }
      />
      {children}
      {ticks.includes(0) && (ticks[0] ?? 0) < 0 && <ReferenceLine y={0} stroke="var(--control-border)" />}
      <EndLabels labels={labels} />
      {subtitle?.includes(unit) !== true && (
        <text x={2} y={10} className="axis-text">
          {unit}
        </text>
      )}
    </ComposedChart>
  )
}

/** A name in two lines where it is wider than its place and has a space to break at. */
function nameLines(name: string, width: number): string[] {
  const words = name.split(' ')
  const fitting = words.findLastIndex((_, at) => textWidth(words.slice(0, at + 1).join(' ')) * axisScale <= width)
  const first = Math.max(1, fitting + 1)
  return [words.slice(0, first), words.slice(first)].filter((line) => line.length > 0).map((line) => line.join(' '))
}

function NamedTick({ x, y, lines }: { x: number; y: number; lines: readonly string[] }) {
  return (
    <text x={x} y={y} textAnchor="middle" className="axis-text">
      {lines.map((line, at) => (
        <tspan key={line} x={x} dy={at === 0 ? 11 : 14}>
          {line}
        </tspan>
      ))}
    </text>
  )
}

/** Axis text is a little smaller than the table text that is measured. */
const axisScale = 0.92

/** Writes a figure of the axis in its one unit, without empty decimals; and names that unit for the head of the axis. */
export function useAxisText(format: NumberFormat, figures: readonly Quantity[]): { write: (value: number) => string; unit: string } {
  const display = useDisplay()
  const step = format.kind === 'money' ? columnUnit(figures, { ...display, unit: format.unit ?? display.unit }) : display.unit
  const fixed = format.kind === 'money' ? { ...format, unit: step } : format.kind === 'count' ? { ...format, compact: true } : format
  return { write: (value) => tickText(formatQuantity(quantityOf(value), fixed, display)), unit: unitLabel(fixed, display) }
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
        const left = x(label.x, { position: 'end' }) ?? plot.x + plot.width
        return (
          <text
            key={label.text}
            x={label.before ? left - 6 : Math.max(left, plot.x) + 6}
            y={(placed[at] ?? 0) + 4}
            textAnchor={label.before ? 'end' : 'start'}
            fill={label.color}
            className="chart-label"
          >
            {label.text}
          </text>
        )
      })}
    </g>
  )
}

/** Where a period's column stands and how high a value is, for marks drawn over columns; null before the first layout. */
export function useColumnPlace(
  periods: number,
): ((x: string, y: number) => { left: number; width: number; top: number; bottom: number }) | null {
  const xScale = useXAxisScale()
  const yScale = useYAxisScale()
  const plot = usePlotArea()
  if (!xScale || !yScale || !plot) return null
  const width = Math.min(columns.widest, (plot.width / periods) * columns.share)
  return (x, y) => ({ left: (xScale(x, { position: 'middle' }) ?? 0) - width / 2, width, top: yScale(y) ?? 0, bottom: yScale(0) ?? 0 })
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
