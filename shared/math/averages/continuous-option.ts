// The exact price of an option on the continuous arithmetic average: averages of the middles of 8, 16,
// 32, ... steps, priced by the exact recursion, and their limit by Romberg's extrapolation: the errors of the midpoint
// rule are even powers of the step. Sources: Carverhill & Clewlow (1990); Press et al., Numerical Recipes, 4.3, on Romberg; values of Vecer
// (2001), Journal of Computational Finance 4(4), and Linetsky (2004), Operations Research 52. Called by the calculator.
import { NoConvergence, requireFinite, requireNotNegative, requirePositive, requireSide } from '../numerics/domain.ts'
import { exp } from '../numerics/elementary.ts'
import { openPrice } from './average-option.ts'
import { continuousAverageVariance, meanGrowth } from './continuous-average.ts'

/**
 * discount * E[max(side * (A - strike), 0)], A the mean over [0, years] of a geometric Brownian motion from `spot` with
 * growth `carry` per year and `volatility`. The error is below 1e-11 of the mean. Limits: volatility or years
 * 0 give the intrinsic value of the mean. NoConvergence where volatility^2 * years, from about 40 on, may keep 1024 steps from settling.
 */
export function continuousAverageOption(
  side: 1 | -1,
  spot: number,
  carry: number,
  volatility: number,
  years: number,
  strike: number,
  discount: number,
): number {
  requireSide('side', side)
  requirePositive('spot', spot)
  requireFinite('carry', carry)
  requireNotNegative('volatility', volatility)
  requireNotNegative('years', years)
  requireFinite('strike', strike)
  requirePositive('discount', discount)
  const growth = carry * years
  const variance = volatility * volatility * years
  const mean = spot * meanGrowth(growth)
  const intrinsic = Math.max(side * (mean - strike), 0)
  if (continuousAverageVariance(growth, variance) === 0 || strike <= 0) return discount * intrinsic
  const outSide = strike >= mean ? 1 : -1
  let row: number[] = []
  for (let steps = 8; steps <= 1024; steps *= 2) {
    const next = [midpointPrice(outSide, spot, growth, variance, steps, strike)]
    // Each column takes away the next even power of the step.
    let power = 4
    for (let k = 0; k < row.length; k++, power *= 4) next.push(next[k]! + (next[k]! - row[k]!) / (power - 1))
    const last = next.at(-1)!
    // The step from row to row is the error of the row before: that of the last one is smaller by orders.
    if (Math.abs(last - (row.at(-1) ?? Infinity)) < 2e-11 * mean) return discount * (intrinsic + Math.max(0, last))
    row = next
  }
  throw new NoConvergence('continuous average', `after 1024 steps at ${row.at(-1)!}`)
}

/** Undiscounted price on the average of the spot in the middle of each of `steps` steps. */
function midpointPrice(side: 1 | -1, spot: number, growth: number, variance: number, steps: number, strike: number): number {
  const amounts = new Float64Array(steps)
  const variances = new Float64Array(steps)
  let forward = 0
  for (let i = 0; i < steps; i++) {
    const middle = (i + 0.5) / steps
    const amount = (spot * exp(growth * middle)) / steps
    amounts[i] = amount
    variances[i] = variance * middle
    forward += amount
  }
  return openPrice(side, { known: 0, amounts, variances, firstOpen: 0, forward }, strike)
}
