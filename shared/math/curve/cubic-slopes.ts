// Slopes at the nodes of a piecewise cubic curve; the scheme is the rule that sets them.
// Sources: Fritsch & Butland (1984), SIAM J. Sci. Stat. Comput. 5, 300-304; Kruger (2003), Constrained Cubic Spline
// Interpolation; Akima (1970), J. ACM 17, 589-602; Moler (2004), Numerical Computing with MATLAB, 3.6 (ends of pchip);
// QuantLib's CubicInterpolation, whose constructions the names of the schemes tell. Called by interpolation.ts.
import { OutOfDomain } from '../numerics/domain.ts'
import { monotoneSlopes } from './monotone-filter.ts'
import { naturalSlopes } from './natural-spline.ts'

/**
 * cubicNatural: second derivative 0 at the ends (QuantLib CubicNaturalSpline).
 * monotonicCubicNatural: the same behind Hyman's filter (MonotonicCubicNaturalSpline).
 * fritschButland: as QuantLib's FritschButlandCubic, Hyman's filter included.
 * krugerCubic: harmonic mean of the neighbouring secants (KrugerCubic).
 * pchip: weighted harmonic mean (Matlab, SciPy's PchipInterpolator, QuantLib's HarmonicCubic).
 * akima: Akima (1970), as SciPy's Akima1DInterpolator.
 * akimaCubic: as QuantLib's AkimaCubicInterpolation, to compare with it. It differs from akima in the first and last two
 * nodes, where QuantLib multiplies slopes: there the curve does not scale with the prices.
 */
export type CubicScheme = 'cubicNatural' | 'monotonicCubicNatural' | 'fritschButland' | 'krugerCubic' | 'pchip' | 'akima' | 'akimaCubic'

/** One slope per node; arguments are checked by `interpolate`. Two nodes give the straight line in every scheme. */
export function cubicSlopes(scheme: CubicScheme, nodes: Float64Array, values: Float64Array): Float64Array {
  const widths = differences(nodes)
  const secants = differences(values).map((rise, i) => rise / widths[i]!)
  if (secants.length === 1) return Float64Array.of(secants[0]!, secants[0]!)
  switch (scheme) {
    case 'cubicNatural':
      return naturalSlopes(widths, secants)
    case 'monotonicCubicNatural':
      return monotoneSlopes(widths, secants, naturalSlopes(widths, secants))
    case 'fritschButland':
      return monotoneSlopes(widths, secants, fritschButlandSlopes(widths, secants))
    case 'krugerCubic':
      return krugerSlopes(secants)
    case 'pchip':
      return pchipSlopes(widths, secants)
    case 'akima':
      return akimaSlopes(secants)
    case 'akimaCubic':
      return quantLibAkimaSlopes(secants)
  }
}

function differences(values: Float64Array): Float64Array {
  return values.subarray(1).map((value, i) => value - values[i]!)
}

/** Slope at the end of the parabola through three nodes: `near` are width and secant at the end, `next` those after it. */
function parabolicEnd(nearWidth: number, nextWidth: number, near: number, next: number): number {
  return ((2 * nearWidth + nextWidth) * near - nearWidth * next) / (nearWidth + nextWidth)
}

function fritschButlandSlopes(widths: Float64Array, secants: Float64Array): Float64Array {
  const n = secants.length
  const slopes = new Float64Array(n + 1)
  for (let i = 1; i < n; i++) {
    const low = Math.min(secants[i - 1]!, secants[i]!)
    const high = Math.max(secants[i - 1]!, secants[i]!)
    const bottom = high + 2 * low
    slopes[i] = bottom === 0 ? Math.sign(low * high) * Number.MAX_VALUE : (3 * low * high) / bottom
  }
  slopes[0] = parabolicEnd(widths[0]!, widths[1]!, secants[0]!, secants[1]!)
  slopes[n] = parabolicEnd(widths[n - 1]!, widths[n - 2]!, secants[n - 1]!, secants[n - 2]!)
  return slopes
}

function krugerSlopes(secants: Float64Array): Float64Array {
  const n = secants.length
  const slopes = new Float64Array(n + 1)
  for (let i = 1; i < n; i++) slopes[i] = secants[i - 1]! * secants[i]! > 0 ? 2 / (1 / secants[i - 1]! + 1 / secants[i]!) : 0
  slopes[0] = (3 * secants[0]! - slopes[1]!) / 2
  slopes[n] = (3 * secants[n - 1]! - slopes[n - 1]!) / 2
  return slopes
}

function pchipSlopes(widths: Float64Array, secants: Float64Array): Float64Array {
  const n = secants.length
  const slopes = new Float64Array(n + 1)
  for (let i = 1; i < n; i++) {
    const first = 2 * widths[i]! + widths[i - 1]!
    const second = widths[i]! + 2 * widths[i - 1]!
    const isTurning = !(secants[i - 1]! * secants[i]! > 0)
    slopes[i] = isTurning ? 0 : (first + second) / (first / secants[i - 1]! + second / secants[i]!)
  }
  slopes[0] = pchipEnd(widths[0]!, widths[1]!, secants[0]!, secants[1]!)
  slopes[n] = pchipEnd(widths[n - 1]!, widths[n - 2]!, secants[n - 1]!, secants[n - 2]!)
  return slopes
}

function pchipEnd(nearWidth: number, nextWidth: number, near: number, next: number): number {
  const slope = parabolicEnd(nearWidth, nextWidth, near, next)
  if (Math.sign(slope) !== Math.sign(near)) return 0
  return Math.sign(near) !== Math.sign(next) && Math.abs(slope) > 3 * Math.abs(near) ? 3 * near : slope
}

function akimaSlopes(secants: Float64Array): Float64Array {
  const n = secants.length
  // Two secants are added at either end, on the parabola of the last three nodes.
  const wide = new Float64Array(n + 4)
  wide.set(secants, 2)
  wide[1] = 2 * wide[2]! - wide[3]!
  wide[0] = 2 * wide[1] - wide[2]!
  wide[n + 2] = 2 * wide[n + 1]! - wide[n]!
  wide[n + 3] = 2 * wide[n + 2]! - wide[n + 1]!
  const turns = differences(wide).map(Math.abs)
  const smallest = 1e-9 * turns.subarray(2).reduce((most, turn, i) => Math.max(most, turn + turns[i]!), 0)
  return Float64Array.from({ length: n + 1 }, (_, i) => {
    const [before, after] = [turns[i]!, turns[i + 2]!]
    // On a straight stretch left and right the slope is open; Akima takes the mean.
    if (!(before + after > smallest)) return (wide[i]! + wide[i + 3]!) / 2
    return (after * wide[i + 1]! + before * wide[i + 2]!) / (before + after)
  })
}

function quantLibAkimaSlopes(secants: Float64Array): Float64Array {
  const n = secants.length
  if (n < 3) throw new OutOfDomain('nodes', `${n + 1} values`, 'at least 4 values for akimaCubic')
  const slopes = new Float64Array(n + 1)
  for (let i = 2; i < n - 1; i++) {
    const [first, left, right, last] = [secants[i - 2]!, secants[i - 1]!, secants[i]!, secants[i + 1]!]
    if (first === left && right !== last) slopes[i] = left
    else if ((first !== left && right === last) || left === right) slopes[i] = right
    else if (first === left) slopes[i] = (left + right) / 2
    else slopes[i] = weighted(last - right, left, left - first, right)
  }
  const ends = (end: number, second: number, third: number): [number, number] => {
    const product = 2 * end * second
    return [weighted(second - end, product, product - 2 * end * product, end), weighted(third - second, end, end - product, second)]
  }
  ;[slopes[0], slopes[1]] = ends(secants[0]!, secants[1]!, secants[2]!)
  ;[slopes[n], slopes[n - 1]] = ends(secants[n - 1]!, secants[n - 2]!, secants[n - 3]!)
  return slopes
}

/** Mean of two slopes, weighted by the absolute turns; the second one where nothing turns. */
function weighted(firstTurn: number, first: number, secondTurn: number, second: number): number {
  const total = Math.abs(firstTurn) + Math.abs(secondTurn)
  return total > 0 ? (Math.abs(firstTurn) * first + Math.abs(secondTurn) * second) / total : second
}
