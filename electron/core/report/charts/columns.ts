// Charts that stand on a zero line: actual spend by month, the hedge ladder, and the waterfall from unhedged to hedged.
import { type Markup, markup } from '../markup.ts'
import { bandAxis, ink, label, line, niceTicks, type Plot, picture, px, type Scale, scale, valueAxis } from './axis.ts'

function bar(x: number, width: number, y: Scale, from: number, to: number, fill: string, stroke = 'none'): Markup {
  const top = Math.min(y(from), y(to))
  return markup`<rect x="${px(x)}" y="${px(top)}" width="${px(width)}" height="${px(Math.abs(y(from) - y(to)))}" fill="${fill}" stroke="${stroke}"/>`
}

export interface SpendColumn {
  readonly name: string
  readonly value: number
  readonly text: string
  readonly complete: boolean
}

/** Actual spend by month; a month without all its days is hatched. */
export function spendColumns(columns: readonly SpendColumn[], name: string, write: (tick: number) => string): Markup {
  const plot: Plot = { width: 1030, height: 250, left: 64, right: 8, top: 22, bottom: 28 }
  const ticks = niceTicks(0, Math.max(1, ...columns.map((each) => each.value)), true)
  const y = scale([ticks[0] ?? 0, ticks.at(-1) ?? 1], [plot.height - plot.bottom, plot.top])
  const band = (plot.width - plot.left - plot.right) / Math.max(1, columns.length)
  const width = Math.min(band * 0.62, 48)
  const bars = columns.map((each, i) => {
    const middle = plot.left + band * (i + 0.5)
    return markup`${bar(middle - width / 2, width, y, 0, each.value, each.complete ? ink.actual : 'url(#hatch-actual)', ink.actual)}${label(middle, y(each.value) - 6, each.text, { anchor: 'middle', colour: ink.text })}`
  })
  return picture(
    plot,
    name,
    markup`${valueAxis(plot, ticks, y, write)}${bars}${bandAxis(
      plot,
      columns.map((each) => each.name),
    )}`,
  )
}

export interface LadderColumn {
  readonly name: string
  readonly exposure: number
  readonly hedged: number
  /** Policy band in units. */
  readonly low: number
  readonly high: number
  readonly text: string
}

/** Exposure outlined, the hedged part solid, the policy band as a bracket beside each column. */
export function ladderColumns(columns: readonly LadderColumn[], name: string, write: (tick: number) => string): Markup {
  const plot: Plot = { width: 1030, height: 200, left: 64, right: 8, top: 20, bottom: 28 }
  const ticks = niceTicks(0, Math.max(1, ...columns.map((each) => Math.max(each.exposure, each.hedged))), true)
  const y = scale([0, ticks.at(-1) ?? 1], [plot.height - plot.bottom, plot.top])
  const band = (plot.width - plot.left - plot.right) / Math.max(1, columns.length)
  const width = Math.min(band * 0.5, 44)
  const bars = columns.map((each, i) => {
    const left = plot.left + band * (i + 0.5) - width / 2
    const bracket = left + width + 6
    return markup`${bar(left, width, y, 0, each.exposure, '#FFFFFF', ink.unhedged)}${bar(left + 4, width - 8, y, 0, each.hedged, ink.hedged)}<path d="M${px(bracket)} ${px(y(each.low))}h5V${px(y(each.high))}h-5" fill="none" stroke="${ink.text}"/>${label(left + width / 2, y(each.exposure) - 6, each.text, { anchor: 'middle', colour: ink.text })}`
  })
  return picture(
    plot,
    name,
    markup`${valueAxis(plot, ticks, y, write)}${bars}${bandAxis(
      plot,
      columns.map((each) => each.name),
    )}`,
  )
}

export interface WaterfallStep {
  readonly name: string
  readonly kind: 'total' | 'hedged' | 'change'
  readonly amount: number
  readonly text: string
}

/** Totals stand on zero, changes hang between them; a rise of cost is hatched, a fall is solid. */
export function waterfall(steps: readonly WaterfallStep[], name: string): Markup {
  const plot: Plot = { width: 505, height: 250, left: 8, right: 8, top: 26, bottom: 34 }
  let level = 0
  const spans = steps.map((step) => {
    const from = step.kind === 'change' ? level : 0
    level = step.kind === 'change' ? level + step.amount : step.amount
    return { step, from, to: level }
  })
  const highest = Math.max(1, ...spans.flatMap((span) => [span.from, span.to]))
  const y = scale([Math.min(0, ...spans.flatMap((span) => [span.from, span.to])), highest * 1.04], [plot.height - plot.bottom, plot.top])
  const band = (plot.width - plot.left - plot.right) / Math.max(1, steps.length)
  const width = band * 0.56
  const bars = spans.map(({ step, from, to }, i) => {
    const x = plot.left + band * i + (band - width) / 2
    const fill = step.kind === 'total' ? '#FFFFFF' : step.kind === 'hedged' ? ink.hedged : to > from ? 'url(#hatch-limit)' : ink.favourable
    const stroke = step.kind === 'total' ? ink.unhedged : step.kind === 'hedged' ? ink.hedged : to > from ? ink.limit : ink.favourable
    const next = i + 1 < steps.length ? line(x + width, y(to), x + band, y(to), ink.secondary, 1, '2 3') : null
    return markup`${bar(x, width, y, from, to, fill, stroke)}${next}${label(x + width / 2, Math.min(y(from), y(to)) - 7, step.text, { anchor: 'middle', colour: ink.text, strong: true })}${label(x + width / 2, plot.height - plot.bottom + 18, step.name, { anchor: 'middle' })}`
  })
  return picture(plot, name, markup`${line(plot.left, y(0), plot.width - plot.right, y(0), ink.secondary)}${bars}`)
}
