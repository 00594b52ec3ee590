// Month prices from quotes of months, quarters and years that leave no arbitrage between a block and its months: the
// residual of every block is spread along a seasonal shape. The same function rescales an interpolated curve, given as
// the shape, so that it reprices the quotes.
// Sources: Eydeland & Wolyniec (2003), ch. 4; Fleten & Lemming (2003), Energy Economics 25, 409-424.
import { OutOfDomain, requireEach, requireLength, requirePositive } from '../numerics/domain.ts'
import { solve, timesVector, zeros } from '../numerics/matrix.ts'
import { type BlockQuote, independentConditions, requirePositiveCurve, requireWeights } from './block-quotes.ts'

/**
 * Prices F_m = k_m shape_m with sum over a block of w_m F_m = its price * sum of w_m, repriced to about 1e-15.
 *
 * Months in the same blocks share one level k. Where the quotes nest (a year, its quarters, known months) the levels
 * follow from them: k = residual / sum(w_m shape_m). Where they leave a choice (blocks that overlap in part) the levels
 * are as equal as the quotes allow: least sum of w_m shape_m (k_m - mean)^2.
 *
 * weights: above 0, see month-weights.ts. shape: above 0, only its proportions count. blocks: every month in at least one;
 * a quote the others imply changes nothing. OutOfDomain for quotes that contradict each other or leave a residual <= 0.
 */
export function monthsFromBlocks(weights: Float64Array, shape: Float64Array, blocks: readonly BlockQuote[]): Float64Array {
  requireWeights(weights)
  requireLength('shape', shape, weights.length)
  requireEach('shape', shape, requirePositive)
  const conditions = independentConditions(weights, blocks)
  weights.forEach((_, m) => {
    if (!conditions.some(({ shares }) => shares[m]! > 0))
      throw new OutOfDomain('blocks', `quotes without month ${m}`, 'at least one quote for every month')
  })
  // The least squares under the conditions give k_m = mean + the sum of the multipliers of the blocks that hold month m.
  const n = conditions.length
  const system = zeros(n + 1, n + 1)
  const target = new Float64Array(n + 1)
  conditions.forEach(({ shares, price }, i) => {
    target[i] = price
    for (let m = 0; m < shape.length; m++) {
      const unit = shares[m]! * shape[m]!
      system[i]![n]! += unit
      for (let j = 0; j < n; j++) if (conditions[j]!.shares[m]! > 0) system[i]![j]! += unit
    }
  })
  conditions.forEach(({ shares }, j) => {
    for (let m = 0; m < shape.length; m++) if (shares[m]! > 0) system[n]![j]! += weights[m]! * shape[m]!
  })
  const levels = solve('blocks', system, target)
  const missed = timesVector(system, levels).map((value, i) => target[i]! - value)
  const correction = solve('blocks', system, missed)
  return requirePositiveCurve(
    shape.map((share, m) => {
      let level = levels[n]! + correction[n]!
      for (let j = 0; j < n; j++) if (conditions[j]!.shares[m]! > 0) level += levels[j]! + correction[j]!
      return level * share
    }),
  )
}
