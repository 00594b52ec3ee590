// How far point forecasts were off: in the unit of the data, in percent, and against the seasonal naive forecast.
// Errors are actual - forecast. Sources: Hyndman & Koehler (2006), International Journal of Forecasting 22, 679-688 (MASE);
// Makridakis, Spiliotis & Assimakopoulos (2020), IJF 36, 54-74 (sMAPE of M4) and (2022), IJF 38, 1346-1364 (RMSSE of M5).
// Called by shared/calc/forecast-scores.ts.
import { OutOfDomain, requireLength, requireSeries, requireWhole } from '../numerics/domain.ts'
import { mean } from '../numerics/series.ts'

export interface ErrorMeasures {
  readonly meanError: number
  readonly rootMeanSquare: number
  readonly meanAbsolute: number
}

/** In the unit of the data. */
export function errorMeasures(actual: Float64Array, forecast: Float64Array): ErrorMeasures {
  const errors = errorsOf(actual, forecast)
  return {
    meanError: mean(errors),
    rootMeanSquare: Math.sqrt(meanSquare(errors)),
    meanAbsolute: meanAbsolute(errors),
  }
}

export interface PercentageErrors {
  readonly meanPercentage: number
  readonly meanAbsolutePercentage: number
  /** 200 |actual - forecast| / (|actual| + |forecast|), between 0 and 200; 0 where both are 0. */
  readonly symmetricMeanAbsolute: number
}

/**
 * In percent. A missed actual of 0 makes the first two infinite (the mean NaN, when missed on both sides), one that was
 * met does not count in them; near 0 they say little.
 */
export function percentageErrors(actual: Float64Array, forecast: Float64Array): PercentageErrors {
  const errors = errorsOf(actual, forecast)
  const shares = errors.map((error, i) => (100 * error) / actual[i]!).filter((share) => !Number.isNaN(share))
  const symmetric = errors.map((error, i) => (error === 0 ? 0 : (200 * Math.abs(error)) / (Math.abs(actual[i]!) + Math.abs(forecast[i]!))))
  return { meanPercentage: mean(shares), meanAbsolutePercentage: meanAbsolute(shares), symmetricMeanAbsolute: mean(symmetric) }
}

export interface ScaledErrors {
  /** MASE: 1 is as good as the one-cycle-ahead seasonal naive forecast was in the training values. */
  readonly meanAbsolute: number
  /** RMSSE. */
  readonly rootMeanSquare: number
}

/**
 * Without unit. `training` are the values the forecast was made from, `period` values a cycle (1: the plain naive
 * forecast). A training series that repeats itself exactly has no scale and is OutOfDomain.
 */
export function scaledErrors(training: Float64Array, actual: Float64Array, forecast: Float64Array, period: number): ScaledErrors {
  requireWhole('period', period, 1)
  requireSeries('training', training, period + 1)
  const errors = errorsOf(actual, forecast)
  const steps = Float64Array.from({ length: training.length - period }, (_, i) => training[i + period]! - training[i]!)
  const absoluteScale = meanAbsolute(steps)
  if (absoluteScale === 0) throw new OutOfDomain('training', 'a series that repeats itself', 'a series that the naive forecast misses')
  return {
    meanAbsolute: meanAbsolute(errors) / absoluteScale,
    rootMeanSquare: Math.sqrt(meanSquare(errors) / meanSquare(steps)),
  }
}

function errorsOf(actual: Float64Array, forecast: Float64Array): Float64Array {
  requireSeries('actual', actual)
  requireSeries('forecast', forecast)
  requireLength('forecast', forecast, actual.length)
  return actual.map((value, i) => value - forecast[i]!)
}

function meanAbsolute(errors: Float64Array): number {
  return mean(errors.map(Math.abs))
}

function meanSquare(errors: Float64Array): number {
  return mean(errors.map((error) => error * error))
}
