// Volatility models for the calculator: EWMA, GARCH(1,1), dynamic correlations.
import { z } from 'zod'
import { requireWhole } from '../math/numerics/domain.ts'
import { covariance, mean } from '../math/numerics/series.ts'
import { constantCorrelation, dccFilter } from '../math/volatility/correlation-models.ts'
import { dccEstimate } from '../math/volatility/dcc-estimate.ts'
import { ewma, ewmaEffectiveObservations, ewmaEstimate } from '../math/volatility/ewma.ts'
import { type Garch, garchLogLikelihood, garchVariances, longRunVariance } from '../math/volatility/garch.ts'
import { garchEstimate } from '../math/volatility/garch-estimate.ts'
import { discreteVolatility, forecastVariance, hullVolatility } from '../math/volatility/garch-forecast.ts'
import { type CalcFunctions, calcFunction, matrix, number, series } from './calc-function.ts'

const squared = (values: Float64Array) => values.map((value) => value * value)
/** Where an average starts: a variance, or words such as "sample variance (n-1) of the 60" or "mean of first 20 squares". */
const init = z.union([number, z.string()]).default('sample variance (n-1)')
function startOf(words: z.output<typeof init>, values: Float64Array): number {
  if (typeof words === 'number') return words
  const [first, count = '1'] = /\bfirst\b(?: (\d+))?/.exec(words) ?? []
  const sample = first === undefined ? values : values.subarray(0, Number(count))
  if (first !== undefined) requireWhole('init', Number(count), 1, values.length)
  if (/squar/.test(words)) return mean(squared(sample))
  return covariance(sample, sample) * (/population|\(n\)/.test(words) ? 1 - 1 / sample.length : 1)
}
/** Left out where alpha + beta passes 1. */
const longRun = (garch: Garch) => (garch.alpha + garch.beta < 1 ? { long_run_variance: longRunVariance(garch) } : {})

export const volatilityFunctions: CalcFunctions = {
  ewmaVariance: calcFunction({ lam: number, v0: number.min(0), u: series, periods: number.default(252) }, ({ lam, v0, u, periods }) => {
    const path = ewma(lam, v0, squared(u))
    return {
      variance_path: path,
      annual_vol: Math.sqrt(periods * (path.at(-1) ?? v0)),
      effective_n: ewmaEffectiveObservations(lam),
    }
  }),
  ewmaVariance60: calcFunction({ series, lambda: number, init }, ({ series: u, lambda, init: start }) => ({
    variance: ewma(lambda, startOf(start, u), squared(u)).at(-1),
  })),
  ewmaMLE: calcFunction({ series, range: z.tuple([number, number]).default([0.5, 0.999]), init }, ({ series: u, range, init: start }) =>
    ewmaEstimate(u, startOf(start, u), ...range),
  ),
  garchFilter: calcFunction(
    { omega: number, alpha: number, beta: number, v0: number, u: series, horizons: z.array(number), periods: number.default(252) },
    ({ v0, u, horizons, periods, ...garch }) => {
      const path = garchVariances(garch, u, v0)
      const next = path.at(-1) ?? v0
      return {
        variance_path: path.subarray(1),
        ...longRun(garch),
        forecast_variance: horizons.map((horizon) => forecastVariance(garch, next, horizon)),
        avg_annual_vol_hull: horizons.map((horizon) => hullVolatility(garch, next, horizon, periods)),
        avg_annual_vol_discrete: horizons.map((horizon) => discreteVolatility(garch, next, horizon, periods)),
      }
    },
  ),
  garchFit: calcFunction({ series, variance_targeting: z.boolean().default(false) }, ({ series: returns, variance_targeting }) => {
    const found = garchEstimate(returns, variance_targeting)
    return {
      mu: found.mu,
      omega: found.omega,
      alpha: found.alpha,
      beta: found.beta,
      loglik: found.logLikelihood,
      next_variance: found.variances.at(-1),
      ...longRun(found),
      standard_errors: found.standardErrors,
      robust_errors: found.robustErrors,
      targeted: found.isTargeted ? 1 : 0,
      clustered: found.isClustered ? 1 : 0,
    }
  }),
  garchLogLik: calcFunction({ series, mu: number, omega: number, alpha: number, beta: number }, ({ series: returns, mu, ...garch }) => ({
    loglik: garchLogLikelihood(mu, garch, returns),
  })),
  cccCorrelation: calcFunction({ standardised: matrix }, ({ standardised }) => ({ correlation: constantCorrelation(standardised) })),
  dccFilter: calcFunction({ standardised: matrix, a: number, b: number }, ({ standardised, a, b }) => {
    const { correlations, logLikelihood } = dccFilter(standardised, { a, b })
    return { correlations, loglik_correlation: logLikelihood }
  }),
  dccFit: calcFunction({ returns: matrix }, ({ returns }) => {
    const { a, b, standardErrors, correlations, logLikelihood, garch } = dccEstimate(returns)
    return {
      a,
      b,
      standard_errors: standardErrors,
      loglik: logLikelihood,
      next_correlation: correlations.at(-1),
      garch: garch.map(({ mu, omega, alpha, beta }) => ({ mu, omega, alpha, beta })),
    }
  }),
}
