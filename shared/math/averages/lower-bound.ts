// A lower bound of the average option that is close to its price: the payoff of the average expected under the
// geometric average. Short by 0.0005 to 0.04 % of the premium up to 60 % volatility, by 0.5 % at 120 % over a year.
// Sources: Rogers & Shi (1995), Journal of Applied Probability 32, 1077-1088; Curran (1994), Management Science 40,
// 1705-1711. Called by the calculator.
import { NoConvergence, requireFinite, requirePositive, requireSide } from '../numerics/domain.ts'
import { exp, log } from '../numerics/elementary.ts'
import { normalCdf } from '../numerics/normal.ts'
import type { Fixings } from './fixings.ts'
import { openAverage } from './fixings.ts'

/**
 * discount * E[max(side * (E[average | Z] - strike), 0)], Z the logarithm of the geometric average weighted by forwards;
 * never above the price. Where nothing is uncertain it is the discounted intrinsic value.
 */
export function averageLowerBound(side: 1 | -1, fixings: Fixings, strike: number, discount: number): number {
  requireSide('side', side)
  requireFinite('strike', strike)
  requirePositive('discount', discount)
  const { known, amounts, variances, forward } = openAverage(fixings)
  const intrinsic = discount * Math.max(side * (forward + known - strike), 0)
  const loadings = loadingsOf(amounts, variances)
  let certain = known
  for (let i = 0; i < amounts.length; i++) if (loadings[i] === 0) certain += amounts[i]!
  if (strike <= certain || forward === 0) return intrinsic
  if (loadings.every((loading) => loading === 0)) return intrinsic
  const z = crossing(amounts, loadings, strike - known, forward)
  let value = (known - strike) * normalCdf(-side * z)
  for (let i = 0; i < amounts.length; i++) value += amounts[i]! * normalCdf(side * (loadings[i]! - z))
  return discount * Math.max(side * value, side * (forward + known - strike), 0)
}

/** Covariance of the logarithm of each fixing with the standardised logarithm of the weighted geometric average. */
function loadingsOf(amounts: Float64Array, variances: Float64Array): Float64Array {
  const n = amounts.length
  const loadings = new Float64Array(n)
  let later = 0
  for (let i = n - 1; i >= 0; i--) {
    loadings[i] = variances[i]! * later
    later += amounts[i]!
  }
  let before = 0
  let variance = 0
  for (let i = 0; i < n; i++) {
    before += amounts[i]! * variances[i]!
    loadings[i]! += before
    variance += amounts[i]! * loadings[i]!
  }
  const deviation = Math.sqrt(variance)
  return loadings.map((loading) => (variance > 0 ? loading / deviation : 0))
}

/**
 * z where the open part expected under Z = z is `left`. The logarithm of that expectation is convex and rises, so
 * Newton's steps, which from the second on lie above the root, fall to it.
 */
function crossing(amounts: Float64Array, loadings: Float64Array, left: number, forward: number): number {
  const goal = log(left / forward)
  let z = 0
  for (let round = 0; round < 200; round++) {
    let greatest = -Infinity
    for (let i = 0; i < amounts.length; i++) if (amounts[i]! > 0) greatest = Math.max(greatest, loadings[i]! * (z - loadings[i]! / 2))
    let value = 0
    let slope = 0
    for (let i = 0; i < amounts.length; i++) {
      const term = (amounts[i]! / forward) * exp(loadings[i]! * (z - loadings[i]! / 2) - greatest)
      value += term
      slope += term * loadings[i]!
    }
    const excess = greatest + log(value) - goal
    const step = (excess * value) / slope
    z -= step
    // The bound is flat in z at the root: what rounding of the excess leaves open does not count.
    if (Math.abs(step) <= 1e-14 * (1 + Math.abs(z)) || Math.abs(excess) <= 1e-15 * (1 + Math.abs(goal))) return z
  }
  throw new NoConvergence('strike crossing of the lower bound', `after 200 steps at ${z}`)
}
