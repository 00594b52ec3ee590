// The hedge ladder: expected quantity by month, the hedged part solid, the open part outlined, the policy band as a
// bracket beside the column. The hedged part may pass the expected quantity; then it shows as over-hedged.
import { Bar } from 'recharts'
import type { NumberFormat } from '../../shared/units/format.ts'
import { formatMonth } from '../../shared/units/format-date.ts'
import { plottable, type Quantity } from '../../shared/units/quantity.ts'
import { ChartFrame, type ChartTitle } from '../parts/chart-frame.tsx'
import { useDisplay, usePartsText, useShow } from '../parts/display.tsx'
import type { Column } from '../parts/table/column.ts'
import { columns as columnShape, type EndLabel, Surface, useColumnPlace } from './surface.tsx'

export interface LadderChartMonth {
  readonly month: string
  /** Expected and hedged quantity in the contract's unit. */
  readonly expected: Quantity
  readonly hedged: Quantity
  /** Ratios of expected, 0 to 1. */
  readonly policyMin?: number
  readonly policyMax?: number
}

export interface LadderChartProps extends ChartTitle {
  readonly months: readonly LadderChartMonth[]
  /** Usually a count with the unit in the subtitle. */
  readonly format: NumberFormat
  readonly onPick?: (month: number) => void
}

export function LadderChart({ months, format, onPick, ...frame }: LadderChartProps) {
  const { language } = useDisplay()
  const text = usePartsText()
  const show = useShow()
  const ratio = { kind: 'percent', decimals: 0 } as const
  const band = (month: LadderChartMonth): string =>
    month.policyMin === undefined || month.policyMax === undefined
      ? ''
      : `${Math.round(month.policyMin * 100)}–${show(String(month.policyMax), ratio)}`
  const columns: Column<LadderChartMonth>[] = [
    { key: 'month', title: '', kind: 'month', value: (month) => month.month },
    { ...format, key: 'expected', title: text.chart.expected, value: (month) => month.expected },
    { ...format, key: 'hedged', title: text.chart.hedged, value: (month) => month.hedged },
    { key: 'policy', title: text.chart.policy, kind: 'text', value: band },
  ]
  const points = months.map((month) => {
    const expected = plottable(month.expected) ?? 0
    const hedged = plottable(month.hedged) ?? 0
    return {
      x: month.month,
      hedged,
      open: Math.max(0, expected - hedged),
      expected,
      policyMax: month.policyMax,
      tip: {
        title: formatMonth(month.month, language),
        rows: [
          { label: text.chart.hedged, value: show(month.hedged, format) },
          { label: text.chart.expected, value: show(month.expected, format) },
          ...(band(month) === '' ? [] : [{ label: text.chart.policy, value: band(month) }]),
        ],
      },
    }
  })
  const last = points.at(-1)
  const labels: EndLabel[] = last
    ? [
        { x: last.x, y: last.hedged / 2, text: text.chart.hedged, color: 'var(--chart-hedged)' },
        { x: last.x, y: last.hedged + last.open / 2, text: text.chart.unhedged, color: 'var(--chart-unhedged)' },
        ...(last.policyMax === undefined
          ? []
          : [{ x: last.x, y: last.expected * last.policyMax, text: text.chart.policy, color: 'var(--text-secondary)' }]),
      ]
    : []
  return (
    <ChartFrame {...frame} rows={months} columns={columns} rowKey={(month) => month.month}>
      {(size) => (
        <Surface
          {...size}
          subtitle={frame.subtitle}
          name={frame.title}
          points={points}
          format={format}
          figures={months.flatMap((month) => [month.expected, month.hedged])}
          fromZero
          xText={(x) => formatMonth(String(x), language, true)}
          labels={labels}
          {...(onPick ? { onPick } : {})}
        >
          <Bar dataKey="hedged" stackId="units" isAnimationActive={false} fill="var(--chart-hedged)" maxBarSize={columnShape.widest} />
          <Bar dataKey="open" stackId="units" isAnimationActive={false} shape={<OpenPart />} maxBarSize={columnShape.widest} />
          <PolicyBrackets months={months} />
        </Surface>
      )}
    </ChartFrame>
  )
}

interface ShapeProps {
  readonly x?: number
  readonly y?: number
  readonly width?: number
  readonly height?: number
}

function OpenPart({ x = 0, y = 0, width = 0, height = 0 }: ShapeProps) {
  if (!(height > 0.5)) return <g />
  return (
    <rect
      x={x + 0.75}
      y={y + 0.75}
      width={Math.max(0, width - 1.5)}
      height={Math.max(0, height - 0.75)}
      fill="none"
      stroke="var(--chart-unhedged)"
      strokeWidth="1.5"
    />
  )
}

/** The band as a bracket at the right of the column. */
function PolicyBrackets({ months }: { months: readonly LadderChartMonth[] }) {
  const place = useColumnPlace(months.length)
  if (!place) return null
  return (
    <g>
      {months.map(({ month, expected, policyMin, policyMax }) => {
        const quantity = plottable(expected)
        if (quantity === null || policyMin === undefined || policyMax === undefined) return null
        const high = place(month, quantity * policyMax)
        const low = place(month, quantity * policyMin)
        return (
          <path
            key={month}
            d={`M${high.left + high.width + 3} ${high.top}h5V${low.top}h-5`}
            fill="none"
            stroke="var(--text-secondary)"
            strokeWidth="1.25"
          />
        )
      })}
    </g>
  )
}
