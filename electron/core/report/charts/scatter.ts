// Strategies as labelled points: what each costs in a bad year against the cash it can tie up. Few points, each named.
import { type Markup, markup } from '../markup.ts'
import { ink, label, line, niceTicks, type Plot, picture, px, scale, spreadLabels, valueAxis } from './axis.ts'

export interface StrategyPoint {
  readonly name: string
  readonly x: number
  readonly y: number
  readonly proposed: boolean
}

export function strategyPoints(
  points: readonly StrategyPoint[],
  words: { name: string; x: string; y: string },
  write: (tick: number) => string,
): Markup {
  const plot: Plot = { width: 1030, height: 270, left: 64, right: 200, top: 30, bottom: 46 }
  const yTicks = niceTicks(Math.min(...points.map((each) => each.y)), Math.max(...points.map((each) => each.y)), false)
  const xTicks = niceTicks(0, Math.max(1, ...points.map((each) => each.x)), true)
  const y = scale([yTicks[0] ?? 0, yTicks.at(-1) ?? 1], [plot.height - plot.bottom, plot.top])
  const x = scale([xTicks[0] ?? 0, xTicks.at(-1) ?? 1], [plot.left + 10, plot.width - plot.right])
  const heights = spreadLabels(
    points.map((each) => y(each.y)),
    14,
    plot.top,
    plot.height - plot.bottom - 4,
  )
  const marks = points.map(
    (each, i) =>
      markup`<circle cx="${px(x(each.x))}" cy="${px(y(each.y))}" r="5" fill="${each.proposed ? ink.hedged : '#FFFFFF'}" stroke="${each.proposed ? ink.hedged : ink.unhedged}" stroke-width="1.6"/>${label(x(each.x) + 10, (heights[i] ?? 0) + 4, each.name, { colour: each.proposed ? ink.hedged : ink.text, strong: each.proposed, halo: true })}`,
  )
  return picture(
    plot,
    words.name,
    markup`${valueAxis(plot, yTicks, y, write)}${line(plot.left, plot.height - plot.bottom, plot.width - plot.right, plot.height - plot.bottom, ink.secondary)}${xTicks.map((tick) => label(x(tick), plot.height - plot.bottom + 16, write(tick), { anchor: 'middle' }))}${label(plot.left, plot.top - 14, words.y)}${label(plot.width - plot.right, plot.height - 8, words.x, { anchor: 'end' })}${marks}`,
  )
}
