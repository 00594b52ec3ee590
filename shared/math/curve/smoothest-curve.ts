// The smoothest row of month prices that reprices every quoted month, quarter and year.
// Sources: Adams & van Deventer (1994), Journal of Fixed Income 4, 52-62 (maximum smoothness, here in its discrete form);
// Benth, Koekebakker & Ollmar (2007), Journal of Derivatives 15, 52-66 (block averages of power futures).

import { requireWhole } from '../numerics/domain.ts'
import { product, solve, timesVector, transpose, zeros } from '../numerics/matrix.ts'
import { type BlockCondition, type BlockQuote, independentConditions, requirePositiveCurve, requireWeights } from './block-quotes.ts'

interface SmoothestCurve {
  readonly months: Float64Array
  /** Sum of the squared second differences. */
  readonly objective: number
}

/**
 * The prices with the least sum of (F[m-1] - 2 F[m] + F[m+1])^2 whose weighted block means are the quotes, to about 1e-13.
 *
 * weights: days, or days times discount, above 0. Months without a quote are filled in; behind the last quote the curve goes
 * on straight. Where the quotes fix a level but no slope (one block), the flattest of the smoothest curves is taken.
 * A quote the others imply changes nothing. OutOfDomain for quotes that contradict each other or force a price <= 0.
 */
export function smoothestCurve(weights: Float64Array, blocks: readonly BlockQuote[]): SmoothestCurve {
  requireWeights(weights)
  requireWhole('blocks.length', blocks.length, 1)
  const n = weights.length
  const conditions = independentConditions(weights, blocks)
  if (n > 1 && !fixSlope(conditions)) {
    // Among x + t * month the sum of squared first differences is least where the last price equals the first.
    const shares = new Float64Array(n)
    shares[0] = -1
    shares[n - 1] = 1
    conditions.push({ shares, price: 0 })
  }
  const bends = zeros(Math.max(n - 2, 0), n)
  for (let i = 0; i < n - 2; i++) bends[i]!.set([1, -2, 1], i)
  // Karush-Kuhn-Tucker: [2 B'B, A'; A, 0] [F; l] = [0; quotes].
  const system = zeros(n + conditions.length, n + conditions.length)
  const roughness = product(transpose(bends), bends)
  for (let m = 0; m < roughness.length; m++) system[m]!.set(roughness[m]!.map((value) => 2 * value))
  conditions.forEach(({ shares }, i) => {
    system[n + i]!.set(shares)
    for (let m = 0; m < n; m++) system[m]![n + i] = shares[m]!
  })
  const target = new Float64Array(n + conditions.length)
  target.set(
    conditions.map(({ price }) => price),
    n,
  )
  const first = solve('blocks', system, target)
  const missed = timesVector(system, first).map((value, i) => target[i]! - value)
  const correction = solve('blocks', system, missed)
  const months = requirePositiveCurve(first.subarray(0, n).map((price, m) => price + correction[m]!))
  const objective = timesVector(bends, months).reduce((total, bend) => total + bend * bend, 0)
  return { months, objective }
}

/** True when two conditions have different centres in time: then no straight line can be added to a solution. */
function fixSlope(conditions: readonly BlockCondition[]): boolean {
  const centres = conditions.map(({ shares }) => shares.reduce((total, share, m) => total + share * m, 0))
  return centres.some((centre) => Math.abs(centre - centres[0]!) > 1e-9)
}
