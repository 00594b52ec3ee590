// Simple forecasts, decomposition, scores, combination and reconciliation for the calculator.
import { z } from 'zod'
import { errorMeasures, percentageErrors, scaledErrors } from '../math/forecast/accuracy.ts'
import { inverseErrorCombination, meanCombination, medianCombination } from '../math/forecast/combination.ts'
import { dieboldMariano } from '../math/forecast/diebold-mariano.ts'
import { errorCovariance, errorVariances, shrunkCovariance } from '../math/forecast/error-covariance.ts'
import type { IntervalForecast } from '../math/forecast/interval-forecast.ts'
import { decompositionNaiveForecast, mstl } from '../math/forecast/mstl.ts'
import { bottomUp, reconcile, reconcileByVariance, reconcileOls, reconcileStructural } from '../math/forecast/reconciliation.ts'
import { rollingOrigin } from '../math/forecast/rolling-origin.ts'
import { ensembleCrps, fairEnsembleCrps, intervalScore, normalCrps, pinballLoss } from '../math/forecast/scores.ts'
import { carryForward, driftForecast, meanForecast, naiveForecast, seasonalNaiveForecast } from '../math/forecast/simple-forecasts.ts'
import { stl } from '../math/forecast/stl.ts'
import { requireLength } from '../math/numerics/domain.ts'
import { mean, standardDeviation } from '../math/numerics/series.ts'
import { type CalcFunctions, calcFunction, frequency, matrix, number, series, whole } from './calc-function.ts'

const window = z.union([whole, z.literal('periodic')])
const windows = z.union([window, z.array(window)])
const path = { y: series, h: whole }
const seasons = { y: series, frequency: z.union([whole, z.array(whole)]), robust: z.boolean().optional() }

/** mean, and lower and upper bounds named by the level in percent. */
export function withBands({ mean: centre, bands }: IntervalForecast): object {
  const columns: Record<string, Float64Array> = { mean: centre }
  for (const { level, lower, upper } of bands) {
    columns[`lower${Math.round(100 * level)}`] = lower
    columns[`upper${Math.round(100 * level)}`] = upper
  }
  return columns
}

function defined(value: number): number | undefined {
  return Number.isNaN(value) ? undefined : value
}

export const forecastScoreFunctions: CalcFunctions = {
  naive: calcFunction(path, ({ y, h }) => withBands(naiveForecast(y, h))),

  rwDrift: calcFunction(path, ({ y, h }) => withBands(driftForecast(y, h))),

  meanForecast: calcFunction(path, ({ y, h }) => withBands(meanForecast(y, h))),

  seasonalNaive: calcFunction({ ...path, frequency }, ({ y, frequency, h }) => withBands(seasonalNaiveForecast(y, frequency, h))),

  stlDecompose: calcFunction({ ...seasons, frequency: whole, s_window: window.default('periodic') }, (inputs) => {
    const { y, frequency, s_window, robust = false } = inputs
    const { trend, seasonal, remainder } = stl(y, frequency, { seasonalWindow: s_window, isRobust: robust })
    return {
      seasonal_first_year: seasonal.subarray(0, frequency),
      trend_first5: trend.subarray(0, 5),
      trend_last5: trend.subarray(-5),
      remainder_sd: standardDeviation(remainder),
    }
  }),

  mstlDecompose: calcFunction({ ...seasons, s_window: windows.optional() }, ({ y, frequency, s_window, robust = false }) => {
    const periods = [frequency].flat()
    const { trend, seasonal, remainder } = mstl(y, periods, { seasonalWindow: s_window, isRobust: robust })
    const lastCycles = seasonal.map((each, i) => each.subarray(-(periods[i] ?? 0)))
    return {
      trend_last5: trend.subarray(-5),
      seasonal_last_cycle: lastCycles.length === 1 ? lastCycles[0] : lastCycles,
      remainder_sd: standardDeviation(remainder),
    }
  }),

  stlfNaive: calcFunction(
    { ...seasons, h: whole, s_window: windows.default('periodic') },
    ({ y, frequency, h, s_window, robust = false }) =>
      withBands(decompositionNaiveForecast(y, [frequency].flat(), h, { seasonalWindow: s_window, isRobust: robust })),
  ),

  accuracyMeasures: calcFunction({ train: series, test: series, forecast: series, frequency }, (inputs) => {
    const { train, test, forecast, frequency } = inputs
    const errors = errorMeasures(test, forecast)
    const percentages = percentageErrors(test, forecast)
    const scaled = scaledErrors(train, test, forecast, frequency)
    return {
      ME: errors.meanError,
      RMSE: errors.rootMeanSquare,
      MAE: errors.meanAbsolute,
      MPE: defined(percentages.meanPercentage),
      MAPE: defined(percentages.meanAbsolutePercentage),
      MASE: scaled.meanAbsolute,
      sMAPE_M4: percentages.symmetricMeanAbsolute,
      RMSSE: scaled.rootMeanSquare,
    }
  }),

  rollingOriginNaive: calcFunction({ ...path, initial: whole }, ({ y, h, initial }) => {
    const { rootMeanSquare, meanAbsolute, count } = rollingOrigin(y, h, initial, carryForward)
    return { rmse_by_h: rootMeanSquare, mae_by_h: meanAbsolute, n_by_h: count }
  }),

  pinballLoss: calcFunction({ y: series, quantiles: matrix, taus: series }, ({ y, quantiles, taus }) => {
    const loss = pinballLoss(y, quantiles, taus)
    return { per_tau: loss.perLevel, mean: loss.mean }
  }),

  crpsNormal: calcFunction({ y: series, mu: series, sigma: series }, ({ y, mu, sigma }) => {
    requireLength('mu', mu, y.length)
    requireLength('sigma', sigma, y.length)
    const each = y.map((value, i) => normalCrps(value, mu[i] ?? NaN, sigma[i] ?? NaN))
    return { each, mean: mean(each) }
  }),

  crpsEnsemble: calcFunction({ ensemble: series, y: number }, ({ ensemble, y }) => ({
    crps_edf: ensembleCrps(ensemble, y),
    crps_fair: fairEnsembleCrps(ensemble, y),
  })),

  intervalScore: calcFunction({ y: series, lower: series, upper: series, alpha: number }, ({ y, lower, upper, alpha }) => {
    const score = intervalScore(y, lower, upper, alpha)
    return { winkler: score.each, coverage: score.coverage, mean: score.mean }
  }),

  dieboldMariano: calcFunction({ e1: series, e2: series }, ({ e1, e2 }) => {
    const squared = dieboldMariano(e1, e2, 1, 2)
    const absolute = dieboldMariano(e1, e2, 2, 1)
    return { dm_h1_power2: squared.statistic, p_h1: squared.pValue, dm_h2_power1: absolute.statistic, p_h2: absolute.pValue }
  }),

  // The last four need errors of the past.
  hierarchicalReconciliation: calcFunction({ S: matrix, base_forecasts: series, residuals: matrix.optional() }, (inputs) => {
    const { S, base_forecasts: base, residuals } = inputs
    const plain = { bottom_up: bottomUp(S, base), ols: reconcileOls(S, base), wls_struct: reconcileStructural(S, base) }
    if (residuals === undefined) return plain
    const { covariance, intensity } = shrunkCovariance(residuals)
    return {
      ...plain,
      wls_var: reconcileByVariance(S, base, errorVariances(residuals)),
      mint_sample: reconcile(S, base, errorCovariance(residuals)),
      mint_shrink: reconcile(S, base, covariance),
      shrink_lambda: intensity,
    }
  }),

  combineForecasts: calcFunction({ forecasts: matrix, mse: series.optional() }, ({ forecasts, mse }) => ({
    mean: meanCombination(forecasts),
    median: medianCombination(forecasts),
    ...(mse && { inverse_mse: inverseErrorCombination(forecasts, mse) }),
  })),
}
