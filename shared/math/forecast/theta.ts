// The theta method: simple exponential smoothing with half the slope of the straight line through the series as drift.
// Sources: Assimakopoulos & Nikolopoulos (2000), International Journal of Forecasting 16, 521-530; Hyndman & Billah (2003),
// the same 19, 287-290 (why it is smoothing with drift); steps and intervals as R's thetaf. Called by calc.
import { requireSeries, requireWhole } from '../numerics/domain.ts'
import { power } from '../numerics/elementary.ts'
import { normalQuantile } from '../numerics/normal.ts'
import { mean, sum } from '../numerics/series.ts'
import { classicalSeasons } from './classical-decomposition.ts'
import { isConstant } from './differences.ts'
import { fitEts } from './ets-fit.ts'
import { type IntervalForecast, normalBands } from './interval-forecast.ts'

export interface ThetaForecast extends IntervalForecast {
  /** Weight of the newest value in the level. */
  readonly alpha: number
  /** Per step: half the slope of the least squares line. */
  readonly drift: number
}

/**
 * At least 7 values in any unit. A `period` above 1 whose autocorrelation passes a 90 % test is taken out first by
 * multiplicative classical seasons and put back into the means. The intervals (80 and 95 %) are those of the smoothing
 * and do not widen with the season's size.
 */
export function thetaForecast(y: Float64Array, period: number, horizon: number): ThetaForecast {
  requireSeries('y', y, 7)
  requireWhole('frequency', period, 1)
  requireWhole('h', horizon, 1, 100_000)
  const n = y.length
  const seasons = isSeasonal(y, period) ? classicalSeasons(y, period, 'multiplicative') : undefined
  const usable = seasons?.every((each) => Math.abs(each) >= 1e-10 && Number.isFinite(each)) ? seasons : undefined
  const adjusted = usable ? y.map((value, t) => value / usable[t]!) : y
  const fit = fitEts(adjusted, 1, { error: 'A', trend: 'N', season: 'N', isDamped: false }, 'mean squared error')
  const { alpha } = fit.parameters
  const drift = lineSlope(adjusted) / 2
  const settled = (1 - power(1 - alpha, n)) / alpha
  const level = fit.state[0]!
  const centre = Float64Array.from({ length: horizon }, (_, step) => {
    const plain = level + drift * (step + settled)
    return usable ? plain * usable[n - period + (step % period)]! : plain
  })
  const error = centre.map((_, step) => Math.sqrt(fit.variance * (step * alpha * alpha + 1)))
  return { ...normalBands(centre, error), alpha, drift }
}

/** Needs more than two periods, and |r_m| above the 95 % point of a normal with variance (1 + 2 (r_1^2 + ... + r_(m-1)^2)) / n. */
function isSeasonal(y: Float64Array, period: number): boolean {
  if (period === 1 || isConstant(y) || y.length <= 2 * period) return false
  const centre = mean(y)
  const rest = y.map((each) => each - centre)
  const whole = sum(rest.map((each) => each * each))
  const correlation = (lag: number) => sum(rest.subarray(lag).map((each, t) => each * rest[t]!)) / whole
  let squares = 0
  for (let lag = 1; lag < period; lag++) squares += correlation(lag) * correlation(lag)
  return Math.abs(correlation(period)) > normalQuantile(0.95) * Math.sqrt((1 + 2 * squares) / y.length)
}

function lineSlope(y: Float64Array): number {
  const middle = (y.length - 1) / 2
  const centre = mean(y)
  let [along, square] = [0, 0]
  for (let t = 0; t < y.length; t++) {
    along += (t - middle) * (y[t]! - centre)
    square += (t - middle) * (t - middle)
  }
  return along / square
}
