// Is one forecast really better than another, or was it luck? Test of equal expected loss from two rows of errors.
// Sources: Diebold & Mariano (1995), Journal of Business & Economic Statistics 13, 253-263; small-sample correction of
// Harvey, Leybourne & Newbold (1997), International Journal of Forecasting 13, 281-291, eq. 8-9; as dm.test of R's
// forecast 8.20. Called by shared/calc/forecast-scores.ts.
import { OutOfDomain, requireLength, requirePositive, requireSeries, requireWhole } from '../numerics/domain.ts'
import { power } from '../numerics/elementary.ts'
import { mean, sum } from '../numerics/series.ts'
import { studentTail } from '../numerics/special.ts'

export interface DieboldMariano {
  /** Below 0 when the first forecast lost less; Student's t with n - 1 degrees when both are equally good. */
  readonly statistic: number
  /** Two-sided. */
  readonly pValue: number
  /** 1 where the variance by the given horizon was not above 0, which truncated autocovariances can be. */
  readonly horizon: number
}

/**
 * Errors of two forecasts of the same values, `horizon` steps ahead, loss |error|^exponent. The variance of the mean
 * loss difference takes in its autocovariances up to horizon - 1. From horizon + 1 pairs; losses that always differ by
 * the same are OutOfDomain.
 */
export function dieboldMariano(first: Float64Array, second: Float64Array, horizon = 1, exponent = 2): DieboldMariano {
  requireWhole('horizon', horizon, 1)
  requirePositive('exponent', exponent)
  requireSeries('first', first, Math.max(2, horizon + 1))
  requireSeries('second', second)
  requireLength('second', second, first.length)
  const n = first.length
  const difference = first.map((error, i) => loss(error, exponent) - loss(second[i]!, exponent))
  const centre = mean(difference)
  const away = difference.map((value) => value - centre)
  const own = autocovariance(away, 0)
  const largest = difference.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  if (!(own > 1e-30 * largest * largest))
    throw new OutOfDomain('first, second', 'losses that differ by a constant', 'losses whose difference varies')
  let total = own
  for (let lag = 1; lag < horizon; lag++) total += 2 * autocovariance(away, lag)
  const used = total > 0 ? horizon : 1
  // (n + 1 - 2h + h (h - 1) / n) / n, as the product it is.
  const correction = Math.sqrt((n - used) * (n - used + 1)) / n
  const statistic = (correction * centre) / Math.sqrt((total > 0 ? total : own) / n)
  return { statistic, pValue: 2 * studentTail(Math.abs(statistic), n - 1), horizon: used }
}

function loss(error: number, exponent: number): number {
  const size = Math.abs(error)
  if (exponent === 1 || size === 0) return size
  return exponent === 2 ? size * size : power(size, exponent)
}

function autocovariance(away: Float64Array, lag: number): number {
  return sum(away.subarray(lag).map((value, i) => value * away[i]!)) / away.length
}
