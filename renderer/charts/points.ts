// The arithmetic of pictures: fewer points, fewer series, labels that do not overlap, dots in stacks. Pure.
// Doubles here are for pixels only; figures that are read come from the decimal text they were made of.
import { addDecimals } from '../../shared/units/decimal.ts'
import { isAbsent, noData, type Quantity } from '../../shared/units/quantity.ts'

const mostPoints = 400

/**
 * Keeps at most `limit` of the points, always the first and last, choosing those that span the largest triangles
 * with their neighbours, so peaks survive. Source: S. Steinarsson (2013), Downsampling Time Series, section 4.2.
 */
export function downsample<P>(points: readonly P[], y: (point: P) => number, limit = mostPoints): P[] {
  if (points.length <= limit || limit < 3) return [...points]
  const size = (points.length - 2) / (limit - 2)
  const bucket = (at: number): [number, number] => [Math.floor(at * size) + 1, Math.min(points.length - 1, Math.floor((at + 1) * size) + 1)]
  const value = (at: number): number => y(points[at] as P)
  const kept = [0]
  for (let at = 0; at < limit - 2; at += 1) {
    const [from, to] = bucket(at)
    const [nextFrom, nextTo] = at === limit - 3 ? [points.length - 1, points.length] : bucket(at + 1)
    let meanY = 0
    for (let each = nextFrom; each < nextTo; each += 1) meanY += value(each) / (nextTo - nextFrom)
    const meanX = (nextFrom + nextTo - 1) / 2
    const last = kept.at(-1) as number
    let best = from
    let bestArea = -1
    for (let each = from; each < to; each += 1) {
      const area = Math.abs((last - meanX) * (value(each) - value(last)) - (last - each) * (meanY - value(last)))
      if (area > bestArea) [best, bestArea] = [each, area]
    }
    kept.push(best)
  }
  return [...kept, points.length - 1].map((at) => points[at] as P)
}

export interface Series {
  readonly key: string
  readonly name: string
  /** One per period. */
  readonly values: readonly Quantity[]
}

/** The `most` largest series by their total, in the order given, and one "other" that adds up the rest exactly. */
export function foldSeries(series: readonly Series[], otherName: string, most = 6): Series[] {
  if (series.length <= most) return [...series]
  const size = ({ values }: Series): number => values.reduce((sum, value) => sum + (isAbsent(value) ? 0 : Math.abs(Number(value))), 0)
  const large = new Set(series.toSorted((a, b) => size(b) - size(a)).slice(0, most))
  const rest = series.filter((each) => !large.has(each))
  const periods = Math.max(...rest.map(({ values }) => values.length))
  const values = Array.from({ length: periods }, (_, at) =>
    rest.reduce<Quantity>((sum, each) => plus(sum, each.values[at] ?? noData), noData),
  )
  return [...series.filter((each) => large.has(each)), { key: 'other', name: otherName, values }]
}

function plus(a: Quantity, b: Quantity): Quantity {
  if (isAbsent(a)) return b
  return isAbsent(b) ? a : addDecimals(a, b)
}

/** Moves label positions (pixels) apart until no two are nearer than `gap`, within [low, high]; order is kept. */
export function spread(positions: readonly number[], gap: number, low: number, high: number): number[] {
  const order = positions.map((_, at) => at).toSorted((a, b) => (positions[a] ?? 0) - (positions[b] ?? 0))
  const placed = [...positions]
  let floor = low
  for (const at of order) {
    placed[at] = Math.max(positions[at] ?? 0, floor)
    floor = (placed[at] ?? 0) + gap
  }
  let ceiling = high
  for (const at of order.toReversed()) {
    placed[at] = Math.min(placed[at] ?? 0, ceiling)
    ceiling = (placed[at] ?? 0) - gap
  }
  return placed
}

/** A tick label without decimals that say nothing: '1,000.0' is '1,000', '2.50' is '2.5'. */
export function tickText(text: string): string {
  return text.replace(/(\.\d*?)0+(?=\D*$)/, '$1').replace(/\.(?=\D*$)/, '')
}

/** Round numbers that cover [low, high] in three to five steps of 1, 2, 2.5 or 5 times a power of ten. */
export function niceTicks(low: number, high: number): number[] {
  if (!(high > low)) return [low]
  const four = roundStep((high - low) / 4)
  // Four steps, or five where four would leave a quarter of the picture empty.
  const step = Math.ceil(high / four) * four - high > (high - low) / 4 ? roundStep((high - low) / 5) : four
  const first = Math.floor(low / step + 1e-9)
  const last = Math.ceil(high / step - 1e-9)
  return Array.from({ length: last - first + 1 }, (_, at) => Number(((first + at) * step).toPrecision(12)))
}

/** The first day of each month that occurs: ticks of a daily axis. The first month only when it is nearly whole. */
export function monthStarts(days: readonly string[]): string[] {
  const starts = days.filter((day, at) => day.slice(0, 7) !== days[at - 1]?.slice(0, 7))
  return starts.length > 1 && Number(starts[0]?.slice(8)) > 10 ? starts.slice(1) : starts
}

function roundStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough))
  return ([1, 2, 2.5, 5, 10].find((each) => each * power >= rough) ?? 10) * power
}

/**
 * Where each dot of a quantile dot plot stands: the middle of its bin on the axis and its place in the stack, from 0.
 * Bins are laid from `origin` (the budget), so that no stack lies on both sides of it.
 */
export function stackDots(values: readonly number[], origin: number, binWidth: number): { center: number; level: number }[] {
  const heights = new Map<number, number>()
  return values.map((value) => {
    // A value on the edge belongs to the lower bin: "above the budget" means more than it.
    const bin = Math.ceil((value - origin) / binWidth) - 1
    const level = heights.get(bin) ?? 0
    heights.set(bin, level + 1)
    return { center: origin + (bin + 0.5) * binWidth, level }
  })
}
