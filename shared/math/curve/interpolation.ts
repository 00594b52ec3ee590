// A price between the nodes of a curve, by the schemes traders name. Log-linear is the default of the app: positive by
// construction. Sources: QuantLib, ql/math/interpolations; the cubic schemes are in cubic-slopes.ts.
// After interpolating, monthsFromBlocks (block-curve.ts) with the result as shape reprices the quotes.
import {
  OutOfDomain,
  requireBetween,
  requireEach,
  requireLength,
  requirePositive,
  requireRising,
  requireSeries,
} from '../numerics/domain.ts'
import { exp, log } from '../numerics/elementary.ts'
import { type CubicScheme, cubicSlopes } from './cubic-slopes.ts'

export type InterpolationScheme = 'linear' | 'logLinear' | CubicScheme

/** What holds outside the nodes: nothing (OutOfDomain), the end value, or the end piece continued. */
type OutsideRule = 'refuse' | 'flat' | 'continue'

/**
 * Values of the curve through (nodes, values) at the points `at`, in any order; a point on a node gives its value.
 *
 * nodes: at least 2 and rising. values: finite; above 0 for logLinear. What stands between depends on the scheme: linear
 * and log-linear never leave the range of their two nodes, monotone cubics (all but cubicNatural, akima and akimaCubic) not
 * where three values in a row rise or fall; natural cubic may overshoot.
 */
export function interpolate(
  scheme: InterpolationScheme,
  nodes: Float64Array,
  values: Float64Array,
  at: Float64Array,
  outside: OutsideRule = 'refuse',
): Float64Array {
  requireSeries('nodes', nodes, 2)
  requireRising('nodes', nodes)
  requireEach('values', values, requireSlopable)
  requireLength('values', values, nodes.length)
  requireSeries('at', at, 0)
  const piece = pieceOf(scheme, nodes, values)
  const [first, last] = [nodes[0]!, nodes.at(-1)!]
  return at.map((x, i) => {
    if (x < first || x > last) {
      if (outside === 'refuse') throw new OutOfDomain(`at[${i}]`, x, `a number from ${first} to ${last}, the ends of the curve`)
      if (outside === 'flat') return x < first ? values[0]! : values.at(-1)!
    }
    const k = pieceIndex(nodes, x)
    return x === nodes[k + 1] ? values[k + 1]! : piece(k, x - nodes[k]!)
  })
}

/** Squares and cubes of differences must stay doubles. */
function requireSlopable(argument: string, value: number): void {
  requireBetween(argument, value, -1e100, 1e100)
}

/** The value on the piece from node k to k + 1, `step` beyond node k. */
type Piece = (k: number, step: number) => number

function pieceOf(scheme: InterpolationScheme, nodes: Float64Array, values: Float64Array): Piece {
  const share = (k: number, step: number) => step / (nodes[k + 1]! - nodes[k]!)
  if (scheme === 'linear') return (k, step) => values[k]! + (values[k + 1]! - values[k]!) * share(k, step)
  if (scheme === 'logLinear') {
    requireEach('values', values, requirePositive)
    return (k, step) => values[k]! * exp(log(values[k + 1]! / values[k]!) * share(k, step))
  }
  const slopes = cubicSlopes(scheme, nodes, values)
  return (k, step) => {
    const width = nodes[k + 1]! - nodes[k]!
    const secant = (values[k + 1]! - values[k]!) / width
    const [left, right] = [slopes[k]!, slopes[k + 1]!]
    const square = (3 * secant - right - 2 * left) / width
    const cube = (right + left - 2 * secant) / (width * width)
    return values[k]! + step * (left + step * (square + step * cube))
  }
}

/** The piece that holds x: the first for everything before the curve, the last for everything behind it. */
function pieceIndex(nodes: Float64Array, x: number): number {
  let low = 0
  let high = nodes.length - 1
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (nodes[middle]! <= x) low = middle
    else high = middle
  }
  return low
}
