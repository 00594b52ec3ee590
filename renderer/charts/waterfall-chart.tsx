// How one amount becomes another: totals stand on zero, changes hang between them, each with its figure.
// For unhedged to hedged cost, and for volume, mix and price between two periods. A rise of cost is unfavourable.
import { Bar, Cell, LabelList } from 'recharts'
import { addDecimals, compareDecimals } from '../../shared/units/decimal.ts'
import type { NumberFormat } from '../../shared/units/format.ts'
import { ChartFrame, type ChartTitle } from '../parts/chart-frame.tsx'
import { useShow } from '../parts/display.tsx'
import type { Column } from '../parts/table/column.ts'
import { Surface } from './surface.tsx'

export interface WaterfallStep {
  readonly key: string
  readonly label: string
  /** A total is the level itself; a change is added to the level before it. Decimal text. */
  readonly kind: 'total' | 'change'
  readonly amount: string
}

export interface WaterfallChartProps extends ChartTitle {
  readonly steps: readonly WaterfallStep[]
  readonly format: NumberFormat
}

export function WaterfallChart({ steps, format, ...frame }: WaterfallChartProps) {
  const show = useShow()
  const columns: Column<WaterfallStep>[] = [
    { key: 'label', title: '', kind: 'text', value: (step) => step.label },
    { ...format, key: 'amount', title: frame.subtitle ?? '', value: (step) => step.amount },
  ]
  const levels = waterfallLevels(steps)
  /** Not rounded to nothing in the chart's unit. */
  const isVisible = (step: WaterfallStep): boolean => /[1-9]/.test(show(step.amount, format))
  const points = steps.map((step, at) => ({
    x: step.label,
    span: levels[at]?.map(Number),
    shown: isVisible(step) ? (step.kind === 'change' && isRise(step) ? '+' : '') + show(step.amount, format) : '0',
    tip: { title: step.label, rows: [{ label: '', value: show(step.amount, format) }] },
  }))
  const color = (step: WaterfallStep): string =>
    step.kind === 'total' || !isVisible(step) ? 'var(--chart-actual)' : isRise(step) ? 'var(--unfavourable)' : 'var(--favourable)'
  return (
    <ChartFrame {...frame} rows={steps} columns={columns} rowKey={(step) => step.key}>
      {(size) => (
        <Surface
          {...size}
          subtitle={frame.subtitle}
          name={frame.title}
          points={points}
          format={format}
          figures={levels.flat()}
          fromZero
          isNamed
          xText={String}
        >
          <Bar dataKey="span" isAnimationActive={false} maxBarSize={56}>
            {steps.map((step) => (
              <Cell key={step.key} fill={color(step)} />
            ))}
            <LabelList dataKey="shown" position="top" className="chart-label" />
          </Bar>
        </Surface>
      )}
    </ChartFrame>
  )
}

const isRise = (step: WaterfallStep): boolean => compareDecimals(step.amount, '0') > 0

/** From and to of each column, as decimal text. */
export function waterfallLevels(steps: readonly WaterfallStep[]): [string, string][] {
  let level = '0'
  return steps.map((step) => {
    if (step.kind === 'total') {
      level = step.amount
      return ['0', level]
    }
    const from = level
    level = addDecimals(level, step.amount)
    return [from, level]
  })
}
