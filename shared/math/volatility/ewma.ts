// Exponentially weighted moving averages of squares and products: variances, covariances and correlations that forget.
// Source: RiskMetrics Technical Document, 4th ed. (1996), ch. 5. Called by the hedge ratios and by the calculator.
import { OutOfDomain, requireBetween, requireFinite, requireNotNegative, requirePositive, requireSeries } from '../numerics/domain.ts'
import { log } from '../numerics/elementary.ts'
import { lineMinimum } from '../numerics/minimum.ts'

/**
 * The averages v_k = lambda v_(k-1) + (1 - lambda) value_k, k = 1 .. n, from v_0 = `initial`; v_n is the forecast of the
 * next value. Values are squared returns for a variance, products of two returns for a covariance. lambda in [0, 1]:
 * 0 is the last value, 1 stays at the initial one. RiskMetrics: 0.94 for days, 0.97 for months.
 */
export function ewma(lambda: number, initial: number, values: Float64Array): Float64Array {
  requireBetween('lambda', lambda, 0, 1)
  requireFinite('initial', initial)
  requireSeries('values', values, 0)
  let average = initial
  return values.map((value) => {
    average = lambda * average + (1 - lambda) * value
    return average
  })
}

/** How many equally weighted observations tell as much: (1 + lambda) / (1 - lambda), for lambda in [0, 1). */
export function ewmaEffectiveObservations(lambda: number): number {
  if (!(lambda >= 0 && lambda < 1)) throw new OutOfDomain('lambda', lambda, 'a number from 0 and below 1')
  return (1 + lambda) / (1 - lambda)
}

export interface EwmaEstimate {
  readonly lambda: number
  /** The sum of ln v + u^2 / v at lambda: minus twice the log-likelihood without its constant. */
  readonly criterion: number
}

/**
 * The decay that makes the returns most likely under N(0, v), v the average before each return, started at `initial`
 * (> 0). Looks for lambda in [low, high] on a grid of 65 and refines the best cell; an end of the range is an answer.
 */
export function ewmaEstimate(returns: Float64Array, initial: number, low = 0.5, high = 0.999): EwmaEstimate {
  requireSeries('returns', returns, 2)
  requirePositive('initial', initial)
  requireNotNegative('low', low)
  if (!(high > low && high < 1)) throw new OutOfDomain('high', high, 'a number above low and below 1')
  const squares = returns.map((u) => u * u)
  const criterion = (lambda: number) => {
    let variance = initial
    let total = 0
    for (let i = 0; i < squares.length; i++) {
      total += log(variance) + squares[i]! / variance
      variance = lambda * variance + (1 - lambda) * squares[i]!
    }
    // lambda = 0 after a return of zero: no variance, no likelihood.
    return Number.isNaN(total) ? Infinity : total
  }
  const cells = 64
  const at = (k: number) => (k === cells ? high : low + ((high - low) * k) / cells)
  let best = 0
  for (let k = 1; k <= cells; k++) if (criterion(at(k)) < criterion(at(best))) best = k
  const found = lineMinimum(criterion, at(Math.max(0, best - 1)), at(Math.min(cells, best + 1)))
  const onGrid = criterion(at(best))
  return onGrid <= found.value ? { lambda: at(best), criterion: onGrid } : { lambda: found.x, criterion: found.value }
}
