// Twenty dots, each 1 case out of 20, for people who count better than they judge areas. Dots above the budget are
// rust and open a count in words: "5 of 20 exceed budget". Source of the form: Kay and others (2016), quantile dotplots.
import { compareDecimals } from '../../shared/units/decimal.ts'
import type { NumberFormat } from '../../shared/units/format.ts'
import { isAbsent, type Quantity } from '../../shared/units/quantity.ts'
import { ChartFrame, type ChartTitle } from '../parts/chart-frame.tsx'
import { usePartsText, useShow } from '../parts/display.tsx'
import type { Column } from '../parts/table/column.ts'
import { niceTicks, stackDots } from './points.ts'
import { useAxisText } from './surface.tsx'

export interface DotPlot20Props extends ChartTitle {
  /** The 20 quantiles at 2.5 %, 7.5 % ... 97.5 %, ascending, as decimal text. */
  readonly dots: readonly string[]
  readonly budget?: Quantity
  readonly format: NumberFormat
  /** Dots of the plot beside this one: both then share an axis. */
  readonly besides?: readonly string[]
}

interface Dot {
  readonly at: number
  readonly value: string
}

export function DotPlot20({ dots, budget, format, besides = [], height = 200, ...frame }: DotPlot20Props) {
  const text = usePartsText()
  const limit = budget === undefined || isAbsent(budget) ? null : budget
  const above = limit === null ? 0 : dots.filter((dot) => compareDecimals(dot, limit) > 0).length
  const rows = dots.map((value, at): Dot => ({ at, value }))
  const columns: Column<Dot>[] = [
    { key: 'case', title: '#', kind: 'count', value: (dot) => String(dot.at + 1) },
    { ...format, key: 'value', title: frame.title, value: (dot) => dot.value },
  ]
  const caption = limit === null ? text.chart.dotsNoBudget : text.chart.dotsAbove(String(above))
  return (
    <ChartFrame {...frame} height={height} rows={rows} columns={columns} rowKey={(dot) => String(dot.at)}>
      {(size) => (
        <>
          <Dots {...size} subtitle={frame.subtitle} dots={dots} besides={besides} limit={limit} format={format} caption={caption} />
          <p className="chart-caption">{caption}</p>
        </>
      )}
    </ChartFrame>
  )
}

function Dots({
  width,
  height,
  dots,
  besides,
  limit,
  format,
  caption,
  subtitle,
}: {
  width: number
  height: number
  dots: readonly string[]
  besides: readonly string[]
  limit: string | null
  format: NumberFormat
  caption: string
  subtitle: string | undefined
}) {
  const text = usePartsText()
  const show = useShow()
  const { write, unit } = useAxisText(format, dots)
  const values = dots.map(Number)
  const budget = limit === null ? [] : [Number(limit)]
  const spanned = [...values, ...besides.map(Number), ...budget]
  const ticks = niceTicks(Math.min(...spanned), Math.max(...spanned))
  const [low, high] = [ticks[0] ?? 0, ticks.at(-1) ?? 1]
  const plot = { left: 28, right: width - 28, bottom: height - 26, top: 32 }
  const x = (value: number): number => plot.left + ((value - low) / (high - low || 1)) * (plot.right - plot.left)
  const bins = Math.max(6, Math.min(11, Math.floor((plot.right - plot.left) / 26)))
  const stacks = stackDots(values, budget[0] ?? low, (high - low || 1) / bins)
  const tallest = Math.max(...stacks.map((dot) => dot.level)) + 1
  const pitch = Math.min((plot.right - plot.left) / bins, (plot.bottom - plot.top) / tallest)
  return (
    <svg className="drawing" width={width} height={height} role="img" aria-label={caption}>
      <line x1={plot.left} x2={plot.right} y1={plot.bottom} y2={plot.bottom} stroke="var(--control-border)" />
      {subtitle?.includes(unit) !== true && (
        <text x={2} y={10} className="axis-text">
          {unit}
        </text>
      )}
      {ticks.map((tick) => (
        <text key={tick} x={x(tick)} y={plot.bottom + 16} textAnchor="middle" className="axis-text">
          {write(tick)}
        </text>
      ))}
      {stacks.map(({ center, level }, at) => {
        const isAbove = limit !== null && compareDecimals(dots[at] ?? '0', limit) > 0
        return (
          <circle
            key={dots[at] === dots[at - 1] ? `${dots[at]}-${at}` : dots[at]}
            cx={x(center)}
            cy={plot.bottom - (level + 0.5) * pitch}
            r={pitch * 0.42}
            fill={isAbove ? 'var(--unfavourable)' : 'var(--chart-median)'}
          >
            <title>{show(dots[at] ?? '0', format)}</title>
          </circle>
        )
      })}
      {limit !== null && (
        <g>
          <line
            x1={x(Number(limit))}
            x2={x(Number(limit))}
            y1={plot.top - 6}
            y2={plot.bottom}
            stroke="var(--chart-budget)"
            strokeWidth="1.5"
          />
          <text
            x={x(Number(limit))}
            y={plot.top - 9}
            textAnchor={x(Number(limit)) > width - 60 ? 'end' : x(Number(limit)) < 60 ? 'start' : 'middle'}
            className="chart-label"
            fill="var(--chart-budget)"
          >
            {text.chart.budget}
          </text>
        </g>
      )}
    </svg>
  )
}
