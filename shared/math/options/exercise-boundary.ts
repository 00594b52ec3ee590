// From which forward on an American option on a future is exercised, as a function of the time left. Source: Andersen,
// Lake & Offengenden (2016), "High-performance American option pricing", Journal of Computational Finance 20(1), 39-87:
// their equation FP-B for a carry of 0, the squared log of the boundary interpolated on Chebyshev nodes; solved here by
// Newton steps with the full Jacobian, which end after about six rounds for any terms. Called by the American price.
import { NoConvergence } from '../numerics/domain.ts'
import { exp, log } from '../numerics/elementary.ts'
import { solve, zeros } from '../numerics/matrix.ts'
import { normalCdf, normalDensity } from '../numerics/normal.ts'
import { criticalDistance } from './barone-adesi-whaley.ts'
import { boundaryNodes, fourthRoot, interpolationRow, timeRule } from './boundary-grid.ts'

const leastDeviation = 1e-7
const intervals = 20
const nodes = boundaryNodes(intervals)
const rule = timeRule(32)
const points = rule.weights.length
/** For node i and quadrature point j the weights of the boundary's values at the time of the point. */
let rows: readonly (readonly Float64Array[])[] | undefined

function interpolationRows(): readonly (readonly Float64Array[])[] {
  rows ??= Array.from(nodes, (node) => Array.from(rule.before, (share) => interpolationRow(nodes, node * fourthRoot(share))))
  return rows
}

/** The boundary of an option: squared log distances from the strike, at the nodes of the grid. */
export type ExerciseBoundary = Float64Array

/** |ln(boundary / strike)| by the weights of interpolationRow. */
export function distanceAt(boundary: ExerciseBoundary, row: Float64Array): number {
  let square = 0
  for (let k = 1; k <= intervals; k++) square += row[k]! * boundary[k]!
  return square > 0 ? Math.sqrt(square) : 0
}

/** The weights of the boundary's values at this share of the time to expiry. */
export function boundaryRow(share: number): Float64Array {
  return interpolationRow(nodes, fourthRoot(share))
}

/** deviation = volatility times root of years, time = rate times years, both above 0. Calls and puts have the same distances. */
export function exerciseBoundary(deviation: number, time: number): ExerciseBoundary {
  if (deviation < leastDeviation) {
    // Where prices move so little that shares and amounts are the same, all distances scale with the deviation.
    const scale = deviation / leastDeviation
    return exerciseBoundary(leastDeviation, time).map((square) => square * scale * scale)
  }
  const squares = new Float64Array(intervals + 1)
  for (let i = 1; i <= intervals; i++) {
    const root = nodes[i]! * nodes[i]!
    const guess = criticalDistance(deviation * root, time * root * root)
    squares[i] = guess * guess
  }
  const residuals = new Float64Array(intervals)
  const jacobian = zeros(intervals, intervals)
  for (let round = 0; round < 90; round++) {
    for (let i = 1; i <= intervals; i++) residuals[i - 1] = residual(i, squares, deviation, time, jacobian[i - 1]!)
    const steps = solve('the Jacobian of the exercise boundary', jacobian, residuals)
    // At deviations above 20 the nodes just before expiry can go back and forth: then half steps, and an end near enough.
    const caution = round < 25 ? 1 : 0.5
    const tolerance = round < 50 ? 1e-11 : 1e-8
    let isThere = true
    for (let i = 1; i <= intervals; i++) {
      const square = squares[i]!
      const next = Math.min(Math.max(square - caution * steps[i - 1]!, 0.25 * square), 4 * square)
      // A node close to expiry counts for little: its weight is its share of time.
      const share = nodes[i]! * nodes[i]! * nodes[i]! * nodes[i]!
      if (share * Math.abs(next - square) > tolerance * square && Math.abs(residuals[i - 1]!) > 1e-14) isThere = false
      squares[i] = next
    }
    if (isThere) return squares
  }
  throw new NoConvergence('exercise boundary', `after 90 rounds for a deviation of ${deviation} and rate times years of ${time}`)
}

/**
 * Of a put at node i: distance + ln (N / D), where at the boundary N strike = D forward says that exercise is worth as much
 * as waiting. N and D add up the probabilities of ending above the boundary (under the two measures) over the time at
 * which interest is earned. The row of the Jacobian is in the squared distances.
 */
function residual(i: number, squares: Float64Array, deviation: number, time: number, slopes: Float64Array): number {
  const root = nodes[i]! * nodes[i]!
  const here = Math.sqrt(squares[i]!)
  const s = deviation * root
  const span = time * root * root
  const discount = exp(-span)
  let top = discount * normalCdf(-here / s - 0.5 * s)
  let bottom = discount * normalCdf(-here / s + 0.5 * s)
  let topSlope = (discount * normalDensity(-here / s - 0.5 * s)) / s
  let bottomSlope = (discount * normalDensity(-here / s + 0.5 * s)) / s
  const topSlopes = new Float64Array(intervals + 1)
  const bottomSlopes = new Float64Array(intervals + 1)
  const table = interpolationRows()[i]!
  for (let j = 0; j < points; j++) {
    const row = table[j]!
    const past = distanceAt(squares, row)
    const d = s * Math.sqrt(rule.after[j]!)
    const h = (past - here) / d
    const weight = span * rule.weights[j]! * exp(-span * rule.after[j]!)
    top += weight * normalCdf(h - 0.5 * d)
    bottom += weight * normalCdf(h + 0.5 * d)
    const topDensity = (weight * normalDensity(h - 0.5 * d)) / d
    const bottomDensity = (weight * normalDensity(h + 0.5 * d)) / d
    topSlope += topDensity
    bottomSlope += bottomDensity
    if (past === 0) continue
    const topShare = topDensity / (2 * past)
    const bottomShare = bottomDensity / (2 * past)
    for (let k = 1; k <= intervals; k++) {
      topSlopes[k]! += topShare * row[k]!
      bottomSlopes[k]! += bottomShare * row[k]!
    }
  }
  for (let k = 1; k <= intervals; k++) slopes[k - 1] = topSlopes[k]! / top - bottomSlopes[k]! / bottom
  slopes[i - 1]! += (1 - topSlope / top + bottomSlope / bottom) / (2 * here)
  return here + log(top / bottom)
}
