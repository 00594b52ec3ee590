// Our price change against the index's, month by month, with the fitted line: shows basis honestly, outliers included.
// Fewer than 12 points are a guess and say so in the screen's words.
import { CartesianGrid, ReferenceLine, Scatter, ScatterChart, Tooltip, XAxis, YAxis } from 'recharts'
import { formatMonth } from '../../shared/units/format-date.ts'
import { quantityOf } from '../../shared/units/quantity.ts'
import { ChartFrame, type ChartTitle } from '../parts/chart-frame.tsx'
import { useDisplay, useShow } from '../parts/display.tsx'
import type { Column } from '../parts/table/column.ts'
import { niceTicks } from './points.ts'

export interface ScatterPoint {
  readonly month: string
  /** Relative changes: 0.02 is 2 %. */
  readonly x: number
  readonly y: number
}

export interface ScatterFitProps extends ChartTitle {
  readonly points: readonly ScatterPoint[]
  readonly xName: string
  readonly yName: string
  /** y = intercept + slope * x; drawn over the range of x. */
  readonly fit?: { readonly slope: number; readonly intercept: number }
}

export function ScatterFit({ points, xName, yName, fit, height = 300, ...frame }: ScatterFitProps) {
  const { language } = useDisplay()
  const show = useShow()
  const percent = (value: number): string => show(quantityOf(value), { kind: 'percent', decimals: 1 })
  const axis = (value: number): string => show(quantityOf(value), { kind: 'percent', decimals: 0 })
  const columns: Column<ScatterPoint>[] = [
    { key: 'month', title: '', kind: 'month', value: (point) => point.month },
    { key: 'x', title: xName, kind: 'percent', value: (point) => quantityOf(point.x) },
    { key: 'y', title: yName, kind: 'percent', value: (point) => quantityOf(point.y) },
  ]
  const xs = points.map((point) => point.x)
  const ys = points.map((point) => point.y)
  const xTicks = niceTicks(Math.min(0, ...xs), Math.max(0, ...xs))
  const yTicks = niceTicks(Math.min(0, ...ys), Math.max(0, ...ys))
  const [low, high] = [Math.min(...xs), Math.max(...xs)]
  const fitted = (x: number): number => (fit ? fit.intercept + fit.slope * x : 0)
  return (
    <ChartFrame {...frame} height={height} rows={points} columns={columns} rowKey={(point) => point.month}>
      {(size) => (
        <>
          <p className="axis-name">{yName}</p>
          <ScatterChart {...size} margin={{ top: 8, right: 16, bottom: 0, left: 0 }} title={frame.title}>
            <CartesianGrid vertical={false} stroke="var(--hairline)" />
            <XAxis
              type="number"
              dataKey="x"
              ticks={xTicks}
              domain={[xTicks[0] ?? 0, xTicks.at(-1) ?? 1]}
              tickFormatter={axis}
              tickLine={false}
              axisLine={{ stroke: 'var(--control-border)' }}
              tick={{ className: 'axis-text' }}
            />
            <YAxis
              type="number"
              dataKey="y"
              ticks={yTicks}
              domain={[yTicks[0] ?? 0, yTicks.at(-1) ?? 1]}
              tickFormatter={axis}
              tickLine={false}
              axisLine={false}
              width={48}
              tick={{ className: 'axis-text' }}
            />
            <ReferenceLine x={0} stroke="var(--control-border)" />
            <ReferenceLine y={0} stroke="var(--control-border)" />
            {fit && (
              <ReferenceLine
                segment={[
                  { x: low, y: fitted(low) },
                  { x: high, y: fitted(high) },
                ]}
                stroke="var(--chart-median)"
                strokeWidth={1.75}
                strokeDasharray="6 3"
                ifOverflow="hidden"
              />
            )}
            <Tooltip
              isAnimationActive={false}
              content={({ active, payload }) => {
                const point = payload[0]?.payload as ScatterPoint | undefined
                if (!active || !point) return null
                return (
                  <div className="chart-tip" role="status" aria-live="polite">
                    <b>{formatMonth(point.month, language)}</b>
                    <table>
                      <tbody>
                        <tr>
                          <th scope="row">{xName}</th>
                          <td className="number">{percent(point.x)}</td>
                        </tr>
                        <tr>
                          <th scope="row">{yName}</th>
                          <td className="number">{percent(point.y)}</td>
                        </tr>
                      </tbody>
                    </table>
                  </div>
                )
              }}
            />
            <Scatter data={[...points]} isAnimationActive={false} fill="var(--chart-hedged)" />
          </ScatterChart>
          <p className="axis-name end">{xName}</p>
        </>
      )}
    </ChartFrame>
  )
}
