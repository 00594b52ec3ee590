// A range, not a number: two bands in words (5 of 10, 8 of 10 outcomes), the median dashed, 1-in-20 thin, actuals
// solid, the budget as an outlined step, "now" as a dotted rule. TwoFans sets two on one axis, side by side.
import { Area, Line, ReferenceLine } from 'recharts'
import type { NumberFormat } from '../../shared/units/format.ts'
import { formatMonth } from '../../shared/units/format-date.ts'
import { isAbsent, noData, plottable, type Quantity } from '../../shared/units/quantity.ts'
import { ChartFrame, type ChartTitle } from '../parts/chart-frame.tsx'
import { useDisplay, usePartsText, useShow } from '../parts/display.tsx'
import type { Column } from '../parts/table/column.ts'
import { type EndLabel, type Point, rangeOf, Surface } from './surface.tsx'

/** One month. An actual month has `actual`; a forecast month the quantiles it knows (p10..p90 or p05..p95). */
export interface FanPoint {
  readonly month: string
  readonly actual?: Quantity
  readonly p05?: Quantity
  readonly p10?: Quantity
  readonly p25?: Quantity
  readonly p50?: Quantity
  readonly p75?: Quantity
  readonly p90?: Quantity
  readonly p95?: Quantity
  readonly budget?: Quantity
}

/** A named line that can be switched on: a scenario. */
export interface FanLine {
  readonly name: string
  /** One per point. */
  readonly values: readonly Quantity[]
}

export interface FanChartProps extends ChartTitle {
  readonly points: readonly FanPoint[]
  readonly format: NumberFormat
  readonly lines?: readonly FanLine[]
  readonly onPick?: (point: number) => void
}

const quantiles = ['p05', 'p10', 'p25', 'p50', 'p75', 'p90', 'p95'] as const

export function FanChart({ points, format, lines = [], onPick, ...frame }: FanChartProps) {
  const columns = useFanColumns(points, format)
  return (
    <ChartFrame {...frame} rows={points} columns={columns} rowKey={(point) => point.month}>
      {(size) => (
        <Fan
          {...size}
          subtitle={frame.subtitle}
          name={frame.title}
          points={points}
          format={format}
          lines={lines}
          {...(onPick ? { onPick } : {})}
        />
      )}
    </ChartFrame>
  )
}

export interface TwoFansProps extends ChartTitle {
  readonly left: { readonly name: string; readonly points: readonly FanPoint[] }
  readonly right: { readonly name: string; readonly points: readonly FanPoint[] }
  readonly format: NumberFormat
}

export function TwoFans({ left, right, format, ...frame }: TwoFansProps) {
  const both = [
    ...left.points.map((point) => ({ ...point, side: left.name })),
    ...right.points.map((point) => ({ ...point, side: right.name })),
  ]
  const columns = useFanColumns<(typeof both)[number]>(both, format)
  const range = rangeOf(both.flatMap(figuresOf), true)
  return (
    <ChartFrame
      {...frame}
      rows={both}
      columns={[{ key: 'side', title: '', kind: 'text', value: (point) => point.side }, ...columns]}
      rowKey={(point) => `${point.side} ${point.month}`}
    >
      {({ width, height }) => (
        <div className="two-charts">
          {[left, right].map((side) => (
            <div key={side.name}>
              <h4>{side.name}</h4>
              <Fan
                subtitle={frame.subtitle}
                width={Math.floor(width / 2) - 12}
                height={height - 24}
                name={`${frame.title}: ${side.name}`}
                points={side.points}
                format={format}
                lines={[]}
                range={range}
              />
            </div>
          ))}
        </div>
      )}
    </ChartFrame>
  )
}

interface FanProps {
  readonly width: number
  readonly height: number
  readonly name: string
  readonly points: readonly FanPoint[]
  readonly format: NumberFormat
  readonly lines: readonly FanLine[]
  readonly subtitle: string | undefined
  readonly range?: readonly [number, number]
  readonly onPick?: (point: number) => void
}

function Fan({ points, format, lines, range, ...rest }: FanProps) {
  const { language } = useDisplay()
  const text = usePartsText()
  const show = useShow()
  const value = (point: FanPoint | undefined, key: keyof FanPoint): number | null => plottable(point?.[key] ?? noData)
  const firstForecast = points.findIndex((point) => point.p50 !== undefined && value(point, 'actual') === null)
  const now = points[firstForecast - 1]
  const anchor = value(now, 'actual')
  const drawn: Point[] = points.map((point, at) => {
    // The fan opens from the last actual, so that the eye sees where the range begins.
    const opens = at === firstForecast - 1 && anchor !== null
    const quantile = (key: (typeof quantiles)[number]): number | null => (opens ? anchor : value(point, key))
    const band = (low: number | null, high: number | null): [number, number] | null => (low === null || high === null ? null : [low, high])
    return {
      x: point.month,
      actual: value(point, 'actual'),
      median: quantile('p50'),
      p95: quantile('p95'),
      wide: band(quantile('p10') ?? quantile('p05'), quantile('p90') ?? quantile('p95')),
      narrow: band(quantile('p25'), quantile('p75')),
      budget: value(point, 'budget'),
      ...Object.fromEntries(lines.map((line, index) => [`line${index}`, plottable(line.values[at] ?? noData)])),
      tip: {
        title: formatMonth(point.month, language),
        rows: tipRows(point).map(({ label, value: figure }) => ({ label, value: show(figure, format) })),
      },
    }
  })
  function tipRows(point: FanPoint): { label: string; value: Quantity }[] {
    const named: [keyof FanPoint, string][] = [
      ['actual', text.chart.actual],
      ['p95', text.chart.p95],
      ['p90', 'P90'],
      ['p75', 'P75'],
      ['p50', text.chart.median],
      ['p25', 'P25'],
      ['p10', 'P10'],
      ['p05', 'P5'],
      ['budget', text.chart.budget],
    ]
    return named.flatMap(([key, label]) => {
      const figure = point[key]
      return figure === undefined || (typeof figure !== 'string' && key !== 'actual') ? [] : [{ label, value: figure }]
    })
  }

  const last = points.at(-1)
  const end = (key: keyof FanPoint, label: string, color: string): EndLabel[] => {
    const y = value(last, key)
    return y === null ? [] : [{ x: last?.month ?? '', y, text: label, color }]
  }
  const wideTop = value(last, 'p90') ?? value(last, 'p95')
  const wideLow = value(last, 'p10') ?? value(last, 'p05')
  const labels: EndLabel[] = [
    ...end('p95', text.chart.p95, 'var(--chart-median)'),
    ...(wideTop !== null && wideLow !== null && value(last, 'p90') !== null
      ? [{ x: last?.month ?? '', y: (wideTop + (value(last, 'p75') ?? wideTop)) / 2, text: text.chart.p80, color: 'var(--text-secondary)' }]
      : []),
    ...end('p50', text.chart.median, 'var(--chart-median)'),
    ...(value(last, 'p25') !== null && wideLow !== null
      ? [
          {
            x: last?.month ?? '',
            y: ((value(last, 'p25') ?? 0) + (value(last, 'p50') ?? 0)) / 2,
            text: text.chart.p50,
            color: 'var(--text-secondary)',
          },
        ]
      : []),
    ...end('budget', text.chart.budget, 'var(--chart-budget)'),
    ...lines.flatMap((line) => {
      const y = plottable(line.values[points.length - 1] ?? noData)
      return y === null ? [] : [{ x: last?.month ?? '', y, text: line.name, color: 'var(--text)' }]
    }),
  ]
  const line = { isAnimationActive: false, dot: false, activeDot: { r: 3 }, type: 'linear' as const }
  return (
    <Surface
      {...rest}
      points={drawn}
      format={format}
      figures={points.flatMap(figuresOf)}
      fromZero
      {...(range ? { range } : {})}
      xText={(x) => formatMonth(String(x), language, true)}
      labels={labels}
    >
      <Area
        dataKey="wide"
        {...line}
        activeDot={false}
        fill="var(--chart-band80)"
        fillOpacity={1}
        stroke="var(--chart-median)"
        strokeWidth={0.6}
      />
      <Area dataKey="narrow" {...line} activeDot={false} fill="var(--chart-band50)" fillOpacity={1} stroke="none" />
      <Line dataKey="p95" {...line} stroke="var(--chart-median)" strokeWidth={1} />
      <Line dataKey="budget" {...line} type="step" stroke="var(--chart-budget)" strokeWidth={1.25} strokeDasharray="1 0" />
      <Line dataKey="median" {...line} stroke="var(--chart-median)" strokeWidth={2} strokeDasharray="6 3" />
      <Line dataKey="actual" {...line} stroke="var(--chart-actual)" strokeWidth={2} />
      {lines.map((each, at) => (
        <Line key={each.name} dataKey={`line${at}`} {...line} stroke="var(--text)" strokeWidth={1.25} strokeDasharray="2 3" />
      ))}
      {now && (
        <ReferenceLine
          x={now.month}
          stroke="var(--text-tertiary)"
          strokeDasharray="2 3"
          label={{ value: text.chart.now, position: 'top', className: 'chart-label', fill: 'var(--text-tertiary)' }}
        />
      )}
    </Surface>
  )
}

function figuresOf(point: FanPoint): Quantity[] {
  return [point.actual, point.p05, point.p95, point.p90, point.budget].flatMap((each) =>
    each === undefined || isAbsent(each) ? [] : [each],
  )
}

function useFanColumns<P extends FanPoint>(points: readonly P[], format: NumberFormat): Column<P>[] {
  const text = usePartsText()
  const names = {
    actual: text.chart.actual,
    p05: 'P5',
    p10: 'P10',
    p25: 'P25',
    p50: 'P50',
    p75: 'P75',
    p90: 'P90',
    p95: 'P95',
    budget: text.chart.budget,
  } as const
  const keys = (['actual', ...quantiles, 'budget'] as const).filter((key) => points.some((point) => point[key] !== undefined))
  return [
    { key: 'month', title: '', kind: 'month', value: (point) => point.month },
    ...keys.map((key): Column<P> => ({ ...format, key, title: names[key], value: (point) => point[key] ?? { absent: 'not-applicable' } })),
  ]
}
