// The yardsticks every other forecast has to beat: last value, last value with drift, mean, same season last cycle.
// Intervals assume independent normal errors. Sources: Hyndman & Athanasopoulos, Forecasting: Principles and Practice,
// 3rd ed., 5.2 and 5.5; the same numbers as naive, rwf, meanf and snaive of R's forecast 8.20.
// Called by shared/calc/forecast-scores.ts, and by seasonal-decomposition forecasts.
import { requireLevel, requireSeries, requireWhole } from '../numerics/domain.ts'
import { mean, standardDeviation, sum } from '../numerics/series.ts'
import { studentQuantile } from '../numerics/special.ts'
import { centralBands, type IntervalForecast, normalBands, usualLevels } from './interval-forecast.ts'

/** The naive forecast without its intervals, for which a single value is enough. */
export function carryForward(values: Float64Array, horizon: number): Float64Array {
  requireSeries('values', values)
  requireHorizon(horizon, [])
  return new Float64Array(horizon).fill(values[values.length - 1]!)
}

/** The last value, carried forward; the variance grows with the step. At least 2 values, in any unit. */
export function naiveForecast(values: Float64Array, horizon: number, levels = usualLevels): IntervalForecast {
  return seasonalNaiveForecast(values, 1, horizon, levels)
}

/**
 * The value of the same season in the last cycle. The variance is the mean square of the seasonal differences, times the
 * number of cycles ahead. `period` is values per cycle; at least one value more than a cycle.
 */
export function seasonalNaiveForecast(values: Float64Array, period: number, horizon: number, levels = usualLevels): IntervalForecast {
  requireWhole('period', period, 1)
  requireSeries('values', values, period + 1)
  requireHorizon(horizon, levels)
  const squares = new Float64Array(values.length - period)
  for (let i = 0; i < squares.length; i++) {
    const change = values[i + period]! - values[i]!
    squares[i] = change * change
  }
  const meanSquare = mean(squares)
  const start = values.length - period
  const centre = new Float64Array(horizon)
  const error = new Float64Array(horizon)
  for (let step = 0; step < horizon; step++) {
    centre[step] = values[start + (step % period)]!
    error[step] = Math.sqrt(meanSquare * (Math.floor(step / period) + 1))
  }
  return normalBands(centre, error, levels)
}

/**
 * The last value plus the mean change per step. The variance after k steps is s^2 k + s^2 k^2 / n: the path's, and that
 * of the estimated drift; s^2 is the variance of the n changes, divisor n - 1. At least 3 values.
 */
export function driftForecast(values: Float64Array, horizon: number, levels = usualLevels): IntervalForecast {
  requireSeries('values', values, 3)
  requireHorizon(horizon, levels)
  const changes = new Float64Array(values.length - 1)
  for (let i = 0; i < changes.length; i++) changes[i] = values[i + 1]! - values[i]!
  const drift = mean(changes)
  const spread = standardDeviation(changes)
  const last = values[values.length - 1]!
  const centre = Float64Array.from({ length: horizon }, (_, step) => last + (step + 1) * drift)
  const error = Float64Array.from({ length: horizon }, (_, step) => spread * Math.sqrt((step + 1) * (1 + (step + 1) / changes.length)))
  return normalBands(centre, error, levels)
}

/** The mean of all values, with Student's t intervals (n - 1 degrees) for one new value: s sqrt(1 + 1/n). At least 2 values. */
export function meanForecast(values: Float64Array, horizon: number, levels = usualLevels): IntervalForecast {
  requireSeries('values', values, 2)
  requireHorizon(horizon, levels)
  const n = values.length
  const centre = new Float64Array(horizon).fill(sum(values) / n)
  const error = new Float64Array(horizon).fill(standardDeviation(values) * Math.sqrt(1 + 1 / n))
  return centralBands(centre, error, levels, (probability) => studentQuantile(probability, n - 1))
}

function requireHorizon(horizon: number, levels: readonly number[]): void {
  requireWhole('horizon', horizon, 1, 100_000)
  for (const level of levels) requireLevel('level', level)
}
