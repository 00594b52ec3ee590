// Scales, ticks and the few marks that every printed chart shares. Fixed size, light theme, hairlines only; shapes
// differ by pattern and form as well as by colour, so that a greyscale print says the same. Doubles are for pixels.
import { type Markup, markup } from '../markup.ts'

export const ink = {
  text: '#14202F',
  secondary: '#44526A',
  hairline: '#D8DEE6',
  actual: '#2E343C',
  median: '#123B73',
  band80: '#C9D6E8',
  band50: '#9FB6D6',
  unhedged: '#6B7788',
  hedged: '#123B73',
  limit: '#A4341A',
  favourable: '#0A6650',
} as const

export interface Plot {
  readonly width: number
  readonly height: number
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

export type Scale = (value: number) => number

/** Three to six round values that enclose [low, high]; zero is always one of them when `fromZero`. */
export function niceTicks(low: number, high: number, fromZero: boolean): number[] {
  const from = fromZero ? Math.min(0, low) : low
  const to = fromZero ? Math.max(0, high) : high
  const span = to - from || Math.abs(to) || 1
  const rough = span / 4
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = ([1, 2, 2.5, 5, 10].find((each) => each * power >= rough) ?? 10) * power
  const first = Math.floor(from / step + 1e-9)
  const last = Math.ceil(to / step - 1e-9)
  return Array.from({ length: Math.max(1, last - first) + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)))
}

export function scale(domain: readonly [number, number], range: readonly [number, number]): Scale {
  const span = domain[1] - domain[0] || 1
  return (value) => range[0] + ((value - domain[0]) / span) * (range[1] - range[0])
}

/** Pixels with two decimals: enough for print, and the same text on every machine. */
export const px = (value: number): string => String(Math.round(value * 100) / 100)

export const points = (pairs: readonly (readonly [number, number])[]): string => pairs.map(([x, y]) => `${px(x)},${px(y)}`).join(' ')

export function label(
  x: number,
  y: number,
  text: string,
  options: { anchor?: 'start' | 'middle' | 'end'; colour?: string; strong?: boolean; halo?: boolean } = {},
): Markup {
  return markup`<text class="${options.halo === true ? 'halo' : ''}" x="${px(x)}" y="${px(y)}" text-anchor="${options.anchor ?? 'start'}" fill="${options.colour ?? ink.secondary}" font-weight="${options.strong === true ? 600 : 400}">${text}</text>`
}

export function line(x1: number, y1: number, x2: number, y2: number, colour: string = ink.hairline, width = 1, dash = ''): Markup {
  return markup`<line x1="${px(x1)}" y1="${px(y1)}" x2="${px(x2)}" y2="${px(y2)}" stroke="${colour}" stroke-width="${width}" stroke-dasharray="${dash === '' ? 'none' : dash}"/>`
}

export function polyline(pairs: readonly (readonly [number, number])[], colour: string, width = 1.5, dash = ''): Markup {
  return markup`<polyline points="${points(pairs)}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linejoin="round" stroke-dasharray="${dash === '' ? 'none' : dash}"/>`
}

/** Horizontal hairlines with their labels; the zero line is drawn in ink. */
export function valueAxis(plot: Plot, ticks: readonly number[], y: Scale, write: (tick: number) => string): Markup {
  return markup`${ticks.map((tick) => markup`${line(plot.left, y(tick), plot.width - plot.right, y(tick), tick === 0 ? ink.secondary : ink.hairline)}${label(plot.left - 8, y(tick) + 4, write(tick), { anchor: 'end' })}`)}`
}

/** Labels under bands of equal width; every second or third is left out when they would touch. */
export function bandAxis(plot: Plot, names: readonly string[]): Markup {
  const band = (plot.width - plot.left - plot.right) / Math.max(1, names.length)
  const every = Math.ceil(56 / band)
  return markup`${names.map((name, i) => (i % every === 0 ? label(plot.left + band * (i + 0.5), plot.height - plot.bottom + 18, name, { anchor: 'middle' }) : null))}`
}

/** Moves labels apart that would overprint each other; order and input are kept. */
export function spreadLabels(wanted: readonly number[], gap: number, lowest: number, highest: number): number[] {
  const order = wanted.map((y, i) => ({ y, i })).sort((a, b) => a.y - b.y)
  const placed = [...wanted]
  let free = lowest
  for (const { y, i } of order) {
    placed[i] = Math.max(y, free)
    free = (placed[i] ?? 0) + gap
  }
  let ceiling = highest
  for (const { i } of [...order].reverse()) {
    placed[i] = Math.min(placed[i] ?? 0, ceiling)
    ceiling = (placed[i] ?? 0) - gap
  }
  return placed
}

/** The picture with its name for screen readers. `id` keeps pattern names apart within one document. */
export function picture(plot: Plot, name: string, body: Markup): Markup {
  return markup`<svg class="chart" role="img" aria-label="${name}" width="${plot.width}" height="${plot.height}" viewBox="0 0 ${plot.width} ${plot.height}" xmlns="http://www.w3.org/2000/svg"><title>${name}</title>${body}</svg>`
}

/** 45 degree hatching; defined once per document, used by columns that are expected or incomplete. */
export const patterns: Markup = markup`<svg width="0" height="0" aria-hidden="true" style="position:absolute"><defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" fill="#FFFFFF"/><rect width="2.4" height="6" fill="${ink.median}"/></pattern><pattern id="hatch-actual" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" fill="#FFFFFF"/><rect width="2" height="6" fill="${ink.actual}"/></pattern><pattern id="hatch-limit" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)"><rect width="6" height="6" fill="#FFFFFF"/><rect width="2.4" height="6" fill="${ink.limit}"/></pattern></defs></svg>`
