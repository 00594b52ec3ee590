// Pictures made of cells: twenty dots that can be counted, the heat map with its figures, and two ranges side by side.
import { type Markup, markup } from '../markup.ts'
import { ink, label, line, niceTicks, type Plot, picture, px, scale } from './axis.ts'

/** Twenty equally likely totals, stacked in bins; a dot above the budget is hatched. */
export function twentyDots(
  values: readonly number[],
  budget: number | null,
  words: { name: string; budget: string; footer: string },
  write: (tick: number) => string,
): Markup {
  const plot: Plot = { width: 310, height: 270, left: 24, right: 34, top: 40, bottom: 46 }
  const ticks = niceTicks(
    Math.min(...values, budget ?? Number.POSITIVE_INFINITY),
    Math.max(...values, budget ?? Number.NEGATIVE_INFINITY),
    false,
  )
  const x = scale([ticks[0] ?? 0, ticks.at(-1) ?? 1], [plot.left, plot.width - plot.right])
  const radius = 8
  const stacks = new Map<number, number>()
  const dots = [...values]
    .sort((a, b) => a - b)
    .map((value) => {
      const bin = Math.round((x(value) - plot.left) / (2 * radius + 1))
      const level = stacks.get(bin) ?? 0
      stacks.set(bin, level + 1)
      const above = budget !== null && value > budget
      return markup`<circle cx="${px(plot.left + bin * (2 * radius + 1))}" cy="${px(plot.height - plot.bottom - radius - 2 - level * (2 * radius + 1))}" r="${radius}" fill="${above ? 'url(#hatch-limit)' : ink.band50}" stroke="${above ? ink.limit : ink.median}"/>`
    })
  const rule =
    budget === null
      ? null
      : markup`${line(x(budget), plot.top - 12, x(budget), plot.height - plot.bottom, ink.text, 1.2, '1 3')}${label(Math.min(x(budget), plot.width - 60), plot.top - 18, words.budget, { anchor: 'middle', colour: ink.text })}`
  return picture(
    plot,
    words.name,
    markup`${line(plot.left - 8, plot.height - plot.bottom, plot.width - plot.right + 8, plot.height - plot.bottom, ink.secondary)}${dots}${rule}${ticks.map((tick) => label(x(tick), plot.height - plot.bottom + 17, write(tick), { anchor: 'middle' }))}${label(plot.width / 2, plot.height - 8, words.footer, { anchor: 'middle', colour: ink.text })}`,
  )
}

const heat = ['#FFFFFF', '#E3EAF4', '#C3D1E5', '#9DB5D6', '#46699E', '#123B73'] as const

export interface HeatRow {
  readonly name: string
  readonly cells: readonly { readonly value: number; readonly text: string }[]
}

/** Six steps of one hue, text always readable on its step, every figure printed. */
export function heatMap(months: readonly string[], rows: readonly HeatRow[], name: string): Markup {
  const plot: Plot = { width: 1030, height: 30 + rows.length * 40, left: 150, right: 4, top: 4, bottom: 26 }
  const highest = Math.max(1e-9, ...rows.flatMap((row) => row.cells.map((cell) => Math.abs(cell.value))))
  const width = (plot.width - plot.left - plot.right) / Math.max(1, months.length)
  const body = rows.map((row, r) => {
    const top = plot.top + r * 40
    return markup`${label(plot.left - 10, top + 24, row.name, { anchor: 'end', colour: ink.text })}${row.cells.map((cell, c) => {
      const step = Math.min(5, Math.floor((Math.abs(cell.value) / highest) * 6))
      return markup`<rect x="${px(plot.left + c * width)}" y="${px(top)}" width="${px(width - 2)}" height="38" fill="${heat[step] ?? '#FFFFFF'}" stroke="${ink.hairline}"/>${label(plot.left + c * width + width / 2 - 1, top + 24, cell.text, { anchor: 'middle', colour: step >= 4 ? '#FFFFFF' : ink.text })}`
    })}`
  })
  const every = Math.ceil(52 / width)
  return picture(
    plot,
    name,
    markup`${body}${months.map((month, c) => (c % every === 0 ? label(plot.left + c * width + width / 2, plot.height - 8, month, { anchor: 'middle' }) : null))}`,
  )
}

export interface RangeRow {
  readonly name: string
  readonly low: number
  readonly middle: number
  readonly high: number
  readonly filled: boolean
  readonly texts: readonly [string, string, string]
}

/** Ranges on one axis: low and high as ends of a bar, the middle as a mark, all three figures printed. */
export function ranges(rows: readonly RangeRow[], budget: { value: number; text: string } | null, name: string): Markup {
  const plot: Plot = { width: 1030, height: 44 + rows.length * 52, left: 120, right: 60, top: 26, bottom: 10 }
  const all = [...rows.flatMap((row) => [row.low, row.high]), ...(budget === null ? [] : [budget.value])]
  const ticks = niceTicks(Math.min(...all), Math.max(...all), false)
  const x = scale([ticks[0] ?? 0, ticks.at(-1) ?? 1], [plot.left + 20, plot.width - plot.right])
  const bars = rows.map((row, i) => {
    const y = plot.top + 30 + i * 52
    const colour = row.filled ? ink.hedged : ink.unhedged
    return markup`${label(plot.left - 4, y + 4, row.name, { anchor: 'end', colour: ink.text, strong: true })}<rect x="${px(x(row.low))}" y="${px(y - 8)}" width="${px(x(row.high) - x(row.low))}" height="16" fill="${row.filled ? ink.band50 : '#FFFFFF'}" stroke="${colour}" stroke-width="1.4"/>${line(x(row.middle), y - 12, x(row.middle), y + 12, colour, 3)}${label(x(row.low), y - 13, row.texts[0], { anchor: 'middle' })}${label(x(row.middle), y + 25, row.texts[1], { anchor: 'middle', colour: ink.text })}${label(x(row.high), y - 13, row.texts[2], { anchor: 'middle', colour: ink.text, strong: true })}`
  })
  const rule =
    budget === null
      ? null
      : markup`${line(x(budget.value), plot.top - 6, x(budget.value), plot.height - plot.bottom, ink.text, 1.2, '1 3')}${label(x(budget.value), plot.top - 12, budget.text, { anchor: 'middle', colour: ink.text })}`
  return picture(plot, name, markup`${rule}${bars}`)
}
