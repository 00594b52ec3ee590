// Charts of lines over months, prices or days: the forecast fan, the payoff, the futures curve, the cash path.
import { type Markup, markup } from '../markup.ts'
import { bandAxis, ink, label, line, niceTicks, type Plot, picture, points, polyline, px, scale, spreadLabels, valueAxis } from './axis.ts'

export interface FanMonth {
  readonly name: string
  readonly actual: number | null
  readonly budget: number | null
  readonly range: { readonly p10: number; readonly p25: number; readonly p50: number; readonly p75: number; readonly p90: number } | null
}

export interface FanWords {
  readonly name: string
  readonly actual: string
  readonly median: string
  readonly band80: string
  readonly band50: string
  readonly budget: string
  readonly now: string
}

/** Actual months solid, then the median dashed inside two bands that are named in words at their ends. */
export function fan(months: readonly FanMonth[], words: FanWords, write: (tick: number) => string): Markup {
  const plot: Plot = { width: 700, height: 270, left: 64, right: 118, top: 14, bottom: 28 }
  const all = months
    .flatMap((each) => [each.actual, each.budget, each.range?.p90 ?? null, each.range?.p10 ?? null])
    .filter((value) => value !== null)
  const ticks = niceTicks(0, Math.max(1, ...all), true)
  const y = scale([ticks[0] ?? 0, ticks.at(-1) ?? 1], [plot.height - plot.bottom, plot.top])
  const band = (plot.width - plot.left - plot.right) / Math.max(1, months.length)
  const at = (i: number): number => plot.left + band * (i + 0.5)
  const ahead = months.flatMap((each, i) => (each.range === null ? [] : [{ x: at(i), ...each.range }]))
  const area = (low: 'p10' | 'p25', high: 'p90' | 'p75', fill: string): Markup => {
    const outline = [
      ...ahead.map((each) => [each.x, y(each[high])] as const),
      ...[...ahead].reverse().map((each) => [each.x, y(each[low])] as const),
    ]
    return markup`<polygon points="${points(outline)}" fill="${fill}" stroke="${ink.median}" stroke-width="0.6"/>`
  }
  const past = months.flatMap((each, i) => (each.actual === null ? [] : [[at(i), y(each.actual)] as const]))
  const budget = months.flatMap((each, i) => (each.budget === null ? [] : [[at(i), y(each.budget)] as const]))
  const last = ahead.at(-1)
  const marks =
    last === undefined
      ? []
      : [
          { at: y(last.p90), text: words.band80, colour: ink.secondary },
          { at: y(last.p75), text: words.band50, colour: ink.secondary },
          { at: y(last.p50), text: words.median, colour: ink.median },
          ...(budget.length === 0 ? [] : [{ at: budget.at(-1)?.[1] ?? 0, text: words.budget, colour: ink.text }]),
        ]
  const heights = spreadLabels(
    marks.map((each) => each.at),
    15,
    plot.top,
    plot.height - plot.bottom,
  )
  const now = ahead[0] === undefined || past.length === 0 ? null : ahead[0].x - band / 2
  return picture(
    plot,
    words.name,
    markup`${valueAxis(plot, ticks, y, write)}${area('p10', 'p90', ink.band80)}${area('p25', 'p75', ink.band50)}${polyline(
      ahead.map((each) => [each.x, y(each.p50)]),
      ink.median,
      2,
      '6 3',
    )}${polyline(past, ink.actual, 2)}${past.map(([x, height]) => markup`<circle cx="${px(x)}" cy="${px(height)}" r="2.4" fill="${ink.actual}"/>`)}${polyline(budget, ink.text, 1.2, '1 3')}${now === null ? null : markup`${line(now, plot.top, now, plot.height - plot.bottom, ink.secondary, 1, '2 3')}${label(now - 4, plot.top + 8, words.now, { anchor: 'end' })}`}${past[0] === undefined ? null : label(past[0][0], past[0][1] - 10, words.actual, { colour: ink.actual })}${marks.map((each, i) => label(plot.width - plot.right - band / 2 + 8, (heights[i] ?? 0) + 4, each.text, { colour: each.colour }))}${bandAxis(
      plot,
      months.map((each) => each.name),
    )}`,
  )
}

export interface PayoffPoint {
  readonly shift: number
  readonly hedged: number
  readonly unhedged: number
}

export interface PayoffWords {
  readonly name: string
  readonly hedged: string
  readonly unhedged: string
  readonly budget: string
  readonly shift: (shift: number) => string
  /** Text beside a marked point. */
  readonly marked: readonly { readonly shift: number; readonly hedged: string; readonly unhedged: string }[]
}

/** Total cost against the move of the whole curve; marked shifts carry a rule and both figures. */
export function payoff(curve: readonly PayoffPoint[], budget: number | null, words: PayoffWords, write: (tick: number) => string): Markup {
  const plot: Plot = { width: 505, height: 250, left: 64, right: 86, top: 16, bottom: 30 }
  const costs = curve.flatMap((each) => [each.hedged, each.unhedged])
  const ticks = niceTicks(
    Math.min(...costs, budget ?? Number.POSITIVE_INFINITY),
    Math.max(...costs, budget ?? Number.NEGATIVE_INFINITY),
    false,
  )
  const y = scale([ticks[0] ?? 0, ticks.at(-1) ?? 1], [plot.height - plot.bottom, plot.top])
  const x = scale([curve[0]?.shift ?? -0.8, curve.at(-1)?.shift ?? 1.5], [plot.left + 6, plot.width - plot.right])
  const ends = [
    { at: y(curve.at(-1)?.unhedged ?? 0), text: words.unhedged, colour: ink.unhedged },
    { at: y(curve.at(-1)?.hedged ?? 0), text: words.hedged, colour: ink.hedged },
    ...(budget === null ? [] : [{ at: y(budget), text: words.budget, colour: ink.text }]),
  ]
  const heights = spreadLabels(
    ends.map((each) => each.at),
    15,
    plot.top,
    plot.height - plot.bottom,
  )
  const marked = words.marked.flatMap((mark) => {
    const found = curve.find((each) => each.shift === mark.shift)
    if (found === undefined) return []
    const at = x(mark.shift)
    const above = found.hedged > found.unhedged ? -9 : 17
    const [hedgedY = 0, unhedgedY = 0] = spreadLabels(
      [y(found.hedged) + above, y(found.unhedged) + 8 - above],
      14,
      plot.top + 6,
      plot.height - plot.bottom - 4,
    )
    return [
      markup`${line(at, plot.top, at, plot.height - plot.bottom, ink.secondary, 1, '2 3')}<circle cx="${px(at)}" cy="${px(y(found.hedged))}" r="4" fill="${ink.hedged}"/><circle cx="${px(at)}" cy="${px(y(found.unhedged))}" r="4" fill="#FFFFFF" stroke="${ink.unhedged}" stroke-width="1.5"/>${label(at + 7, hedgedY, mark.hedged, { colour: ink.hedged, strong: true, halo: true })}${label(at + 7, unhedgedY, mark.unhedged, { colour: ink.unhedged, halo: true })}`,
    ]
  })
  const shifts = [-0.6, -0.3, 0, 0.3, 0.6, 1, 1.5].filter((shift) => shift >= (curve[0]?.shift ?? 0) && shift <= (curve.at(-1)?.shift ?? 0))
  return picture(
    plot,
    words.name,
    markup`${valueAxis(plot, ticks, y, write)}${budget === null ? null : line(plot.left, y(budget), plot.width - plot.right, y(budget), ink.text, 1.2, '1 3')}${polyline(
      curve.map((each) => [x(each.shift), y(each.unhedged)]),
      ink.unhedged,
      1.6,
      '5 3',
    )}${polyline(
      curve.map((each) => [x(each.shift), y(each.hedged)]),
      ink.hedged,
      2.2,
    )}${marked}${shifts.map((shift) => label(x(shift), plot.height - plot.bottom + 18, words.shift(shift), { anchor: 'middle' }))}${ends.map((each, i) => label(plot.width - plot.right + 8, (heights[i] ?? 0) + 4, each.text, { colour: each.colour }))}`,
  )
}

export interface CurveMark {
  readonly name: string
  readonly price: number
  readonly quoted: boolean
  readonly text: string
}

/** Prices by contract month; a quote is a filled mark, a month between or beyond quotes an open one. */
export function priceCurve(marks: readonly CurveMark[], name: string, write: (tick: number) => string): Markup {
  const plot: Plot = { width: 1030, height: 130, left: 64, right: 14, top: 22, bottom: 28 }
  const prices = marks.map((each) => each.price)
  const low = Math.min(...prices)
  const high = Math.max(...prices)
  const ticks = low === high ? niceTicks(low * 0.9, high * 1.1, false) : niceTicks(low, high, false)
  const y = scale([ticks[0] ?? 0, ticks.at(-1) ?? 1], [plot.height - plot.bottom, plot.top])
  const band = (plot.width - plot.left - plot.right) / Math.max(1, marks.length)
  const at = (i: number): number => plot.left + band * (i + 0.5)
  return picture(
    plot,
    name,
    markup`${valueAxis(plot, ticks, y, write)}${polyline(
      marks.map((each, i) => [at(i), y(each.price)]),
      ink.text,
      1.4,
    )}${marks.map((each, i) => markup`<circle cx="${px(at(i))}" cy="${px(y(each.price))}" r="3.6" fill="${each.quoted ? ink.text : '#FFFFFF'}" stroke="${ink.text}" stroke-width="1.3"/>${each.quoted || i === 0 || i === marks.length - 1 ? label(at(i), y(each.price) - 9, each.text, { anchor: 'middle', colour: ink.text }) : null}`)}${bandAxis(
      plot,
      marks.map((each) => each.name),
    )}`,
  )
}

export interface CashDay {
  readonly p50: number
  readonly p95: number
}

export interface CashWords {
  readonly name: string
  readonly p50: string
  readonly p95: string
  readonly liquidity: string
  readonly stress: string
  readonly days: readonly { readonly index: number; readonly text: string }[]
}

/** Cash tied up by day: the median, the 1-in-20 path, the stress and the line of liquidity it must not cross. */
export function cashPath(
  days: readonly CashDay[],
  liquidity: number | null,
  stress: number,
  words: CashWords,
  write: (tick: number) => string,
): Markup {
  const plot: Plot = { width: 1030, height: 260, left: 64, right: 150, top: 16, bottom: 28 }
  const all = [...days.flatMap((each) => [each.p50, each.p95]), stress, liquidity ?? 0]
  const ticks = niceTicks(Math.min(0, ...all), Math.max(1, ...all), true)
  const y = scale([ticks[0] ?? 0, ticks.at(-1) ?? 1], [plot.height - plot.bottom, plot.top])
  const x = scale([0, Math.max(1, days.length - 1)], [plot.left + 6, plot.width - plot.right])
  const marks = [
    { at: y(days.at(-1)?.p50 ?? 0), text: words.p50, colour: ink.unhedged },
    { at: y(days.at(-1)?.p95 ?? 0), text: words.p95, colour: ink.hedged },
    { at: y(stress), text: words.stress, colour: ink.text },
    ...(liquidity === null ? [] : [{ at: y(liquidity), text: words.liquidity, colour: ink.limit }]),
  ]
  const heights = spreadLabels(
    marks.map((each) => each.at),
    15,
    plot.top,
    plot.height - plot.bottom,
  )
  return picture(
    plot,
    words.name,
    markup`${valueAxis(plot, ticks, y, write)}${line(plot.left, y(stress), plot.width - plot.right, y(stress), ink.text, 1.2, '7 3 2 3')}${liquidity === null ? null : line(plot.left, y(liquidity), plot.width - plot.right, y(liquidity), ink.limit, 1.5)}${polyline(
      days.map((each, i) => [x(i), y(each.p50)]),
      ink.unhedged,
      1.6,
      '5 3',
    )}${polyline(
      days.map((each, i) => [x(i), y(each.p95)]),
      ink.hedged,
      2.2,
    )}${words.days.map((each) => label(x(each.index), plot.height - plot.bottom + 18, each.text, { anchor: 'middle' }))}${marks.map((each, i) => label(plot.width - plot.right + 8, (heights[i] ?? 0) + 4, each.text, { colour: each.colour }))}`,
  )
}
