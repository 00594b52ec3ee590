// Price dynamics for the calculator: diffusions, jumps, list prices, correlation, bootstrap, price times volume.
import { z } from 'zod'
import { frobeniusDistance, nearestCorrelation, semidefiniteRoot, spectralCorrelation } from '../math/dynamics/correlation-matrix.ts'
import { geometricBrownianAt, geometricBrownianEstimate, lognormalQuantile } from '../math/dynamics/geometric-brownian.ts'
import { expectedLaunchFactor, launchFactors, launchVariance } from '../math/dynamics/launch-jumps.ts'
import { listPriceCdf, listPriceMoments, listPriceQuantile } from '../math/dynamics/list-price-horizon.ts'
import { stepRates } from '../math/dynamics/list-price-rates.ts'
import { declineForecast, logLinearDecline } from '../math/dynamics/log-linear-decline.ts'
import { mertonJumpsOfShare, mertonLogVariance, mertonPrice } from '../math/dynamics/merton-jumps.ts'
import { ornsteinUhlenbeckAt, ornsteinUhlenbeckEstimate } from '../math/dynamics/ornstein-uhlenbeck.ts'
import { lognormalPriceVolume, normalPriceVolume, type PriceVolumeHedge, speculativeUnits } from '../math/dynamics/price-volume.ts'
import { quantityRiskHedge } from '../math/dynamics/quantity-risk.ts'
import {
  schwartzFutures,
  schwartzFuturesVolatility,
  schwartzLongRunFutures,
  schwartzOptionVariance,
} from '../math/dynamics/schwartz-one-factor.ts'
import {
  type SchwartzSmith,
  schwartzSmithFutures,
  schwartzSmithMoments,
  schwartzSmithOptionVariance,
  schwartzSmithVolatility,
} from '../math/dynamics/schwartz-smith.ts'
import { schwartzSmithEstimate } from '../math/dynamics/schwartz-smith-estimate.ts'
import { type FuturesPanel, type StatePrior, schwartzSmithFilter } from '../math/dynamics/schwartz-smith-filter.ts'
import { cubeRootBlock, politisWhiteBlock, resampled, stationaryBootstrapIndices } from '../math/dynamics/stationary-bootstrap.ts'
import { exp, expm1 } from '../math/numerics/elementary.ts'
import { symmetricEigen, timesVector } from '../math/numerics/matrix.ts'
import { type CalcFunctions, calcFunction, matrix, number, series, side, whole } from './calc-function.ts'

const schwartzSmithShape = { kappa: number, sx: number, lam: number, mu: number, sxi: number, mus: number, rho: number }
type SchwartzSmithInputs = { kappa: number; sx: number; lam: number; mu: number; sxi: number; mus: number; rho: number }
const schwartzSmithOf = ({ kappa, sx, lam, mu, sxi, mus, rho }: SchwartzSmithInputs): SchwartzSmith => ({
  kappa,
  sigmaChi: sx,
  lambdaChi: lam,
  muXi: mu,
  sigmaXi: sxi,
  muXiStar: mus,
  rho,
})
const schwartzSmithNames = ({ kappa, sigmaChi, lambdaChi, muXi, sigmaXi, muXiStar, rho }: SchwartzSmith): SchwartzSmithInputs => ({
  kappa,
  sx: sigmaChi,
  lam: lambdaChi,
  mu: muXi,
  sxi: sigmaXi,
  mus: muXiStar,
  rho,
})

/** A number, one a maturity, or a share of the maturity in words: "maturity", "maturity/2", "maturity*0.5". */
const expiry = z.union([number, z.array(number), z.string().regex(/^\s*maturity\s*([*/]\s*\d+(\.\d+)?)?\s*$/)])
function expiryOf(rule: z.output<typeof expiry>, maturity: number, index: number): number {
  if (typeof rule === 'number') return rule
  if (typeof rule !== 'string') return rule[index] ?? maturity
  const [, operator, factor] = /([*/])\s*([\d.]+)/.exec(rule) ?? []
  return operator === '/' ? maturity / Number(factor) : operator === '*' ? maturity * Number(factor) : maturity
}

const quotes = z.array(z.array(z.number().nullable())).transform((rows) => rows.map((row) => Float64Array.from(row, (each) => each ?? NaN)))
const panelShape = { dt: number, maturities_constant: series.optional(), maturities: matrix.optional(), log_futures: quotes }
type PanelInputs = {
  dt: number
  maturities_constant?: Float64Array | undefined
  maturities?: Float64Array[] | undefined
  log_futures: Float64Array[]
}
const panelOf = ({ dt, maturities_constant, maturities, log_futures }: PanelInputs): FuturesPanel => ({
  logPrices: log_futures,
  years: maturities ?? [maturities_constant ?? new Float64Array()],
  step: dt,
})
const pair = z.tuple([number, number])
const prior = { x0: pair, P0: z.tuple([pair, pair]) }
const priorOf = ({ x0, P0 }: { x0: [number, number]; P0: [[number, number], [number, number]] }): StatePrior => ({
  chi: x0[0],
  xi: x0[1],
  varianceChi: P0[0][0],
  varianceXi: P0[1][1],
  covariance: P0[0][1],
})
const covarianceOf = ({ varianceChi, varianceXi, covariance }: Pick<StatePrior, 'varianceChi' | 'varianceXi' | 'covariance'>) => [
  [varianceChi, covariance],
  [covariance, varianceXi],
]

const launches = z
  .array(z.object({ t: number, mean: number, sd: number }))
  .transform((list) => list.map(({ t, mean, sd }) => ({ years: t, mean, deviation: sd })))
const steps = z.object({ rate: number, mean: number, sd: number }).transform(({ rate, mean, sd }) => ({ rate, mean, deviation: sd }))

const costOf = ({ expectedCost, costDeviation, units, effectiveness, hedgedDeviation }: PriceVolumeHedge, volume: number) => ({
  expected_cost: expectedCost,
  sd_cost: costDeviation,
  h_units: units,
  h_over_EQ: units / volume,
  effectiveness,
  sd_hedged: hedgedDeviation,
})

export const dynamicsFunctions: CalcFunctions = {
  schwartzOneFactor: calcFunction(
    { S: number, kappa: number, alpha_star: number, sigma: number, option_expiry: number, futures_maturity: number, taus: z.array(number) },
    ({ S, kappa, alpha_star, sigma, option_expiry, futures_maturity, taus }) => {
      const model = { kappa, logMean: alpha_star, sigma }
      const variance = schwartzOptionVariance(model, option_expiry, futures_maturity)
      return {
        futures: taus.map((years) => schwartzFutures(S, model, years)),
        instant_vol: taus.map((years) => schwartzFuturesVolatility(model, years)),
        option_total_variance: variance,
        option_implied_vol: option_expiry > 0 ? Math.sqrt(variance / option_expiry) : schwartzFuturesVolatility(model, futures_maturity),
        ...(kappa > 0 ? { long_run_futures: schwartzLongRunFutures(model) } : {}),
      }
    },
  ),
  schwartzSmith: calcFunction(
    { ...schwartzSmithShape, chi0: number, xi0: number, maturities: z.array(number), option_expiry: expiry.default('maturity') },
    ({ chi0, xi0, maturities, option_expiry, ...rest }) => {
      const model = schwartzSmithOf(rest)
      return {
        futures: maturities.map((years) => schwartzSmithFutures({ chi: chi0, xi: xi0 }, model, years)),
        instant_vol: maturities.map((years) => schwartzSmithVolatility(model, years)),
        option_vol: maturities.map((maturity, i) => {
          const years = expiryOf(option_expiry, maturity, i)
          return years > 0
            ? Math.sqrt(schwartzSmithOptionVariance(model, years, maturity) / years)
            : schwartzSmithVolatility(model, maturity)
        }),
      }
    },
  ),
  schwartzSmithState: calcFunction({ ...schwartzSmithShape, chi0: number, xi0: number, t: number }, ({ chi0, xi0, t, ...rest }) => {
    const moments = schwartzSmithMoments({ chi: chi0, xi: xi0 }, schwartzSmithOf(rest), t)
    return { mean: [moments.chi, moments.xi], cov: covarianceOf(moments), expected_spot: moments.expectedSpot }
  }),
  schwartzSmithKalman: calcFunction({ ...schwartzSmithShape, ...panelShape, ...prior, measurement_sd: series }, (inputs) => {
    const found = schwartzSmithFilter(panelOf(inputs), schwartzSmithOf(inputs), inputs.measurement_sd, priorOf(inputs))
    return {
      loglik: found.logLikelihood,
      final_state: [found.last.chi, found.last.xi],
      final_cov: covarianceOf(found.last),
      filtered: Array.from(found.chi, (chi, t) => [chi, found.xi[t]]),
    }
  }),
  schwartzSmithFit: calcFunction({ ...panelShape, fixed: z.object(schwartzSmithShape).partial().default({}) }, ({ fixed, ...panel }) => {
    const given = {
      ...(fixed.kappa !== undefined && { kappa: fixed.kappa }),
      ...(fixed.sx !== undefined && { sigmaChi: fixed.sx }),
      ...(fixed.lam !== undefined && { lambdaChi: fixed.lam }),
      ...(fixed.mu !== undefined && { muXi: fixed.mu }),
      ...(fixed.sxi !== undefined && { sigmaXi: fixed.sxi }),
      ...(fixed.mus !== undefined && { muXiStar: fixed.mus }),
      ...(fixed.rho !== undefined && { rho: fixed.rho }),
    }
    const found = schwartzSmithEstimate(panelOf(panel), given)
    return {
      ...schwartzSmithNames(found.model),
      standard_errors: schwartzSmithNames(found.standardErrors),
      measurement_sd: found.errors,
      loglik: found.logLikelihood,
      final_state: [found.states.last.chi, found.states.last.xi],
    }
  }),
  mertonJumpFutures: calcFunction(
    { F: number, K: number, T: number, r: number, sigma: number, lam: number, mu_jump: number, delta_jump: number, cp: side.default(1) },
    ({ F, K, T, r, sigma, lam, mu_jump, delta_jump, cp }) => {
      const jumps = { sigma, intensity: lam, jumpMean: mu_jump, jumpDeviation: delta_jump }
      const discount = exp(-r * T)
      return {
        price: discount * mertonPrice(cp, F, K, T, jumps),
        put: discount * mertonPrice(-1, F, K, T, jumps),
        total_log_variance: mertonLogVariance(T, jumps),
      }
    },
  ),
  mertonJumpHaug: calcFunction(
    { S: number, K: number, T: number, r: number, vol_total: number, lam: number, gamma: number, cp: side.default(1) },
    ({ S, K, T, r, vol_total, lam, gamma, cp }) => ({
      price: exp(-r * T) * mertonPrice(cp, S * exp(r * T), K, T, mertonJumpsOfShare(vol_total, gamma, lam)),
    }),
  ),
  launchJumps: calcFunction(
    { F: number, sigma: number, launches, horizons: z.array(number), normals: matrix.default([]) },
    ({ F, sigma, launches: list, horizons, normals }) => ({
      expected: horizons.map((years) => F * expectedLaunchFactor(list, years)),
      total_variance: horizons.map((years) => launchVariance(sigma, list, years)),
      paths: normals.map((row) => launchFactors(list, Float64Array.from(horizons), row).map((factor) => F * factor)),
    }),
  ),
  listPriceSteps: calcFunction(
    { ratios: series, exposure_years: number, level: number.default(0.95) },
    ({ ratios, exposure_years, level }) => stepRates(ratios, exposure_years, level),
  ),
  listPriceHorizon: calcFunction(
    {
      price: number,
      cut: steps,
      rise: steps,
      announced: z.array(z.object({ years: number, price: number })).default([]),
      years: number,
      levels: z.array(number).default([]),
      probabilities: z.array(number).default([0.05, 0.5, 0.95]),
    },
    ({ price, cut, rise, announced, years, levels, probabilities }) => {
      const list = { price, cut, rise, announced }
      const moments = listPriceMoments(list, years)
      return {
        unchanged: moments.unchanged,
        chance_unchanged: moments.chanceUnchanged,
        mean: moments.mean,
        log_mean: moments.logMean,
        log_variance: moments.logVariance,
        cdf: levels.map((level) => listPriceCdf(list, years, level)),
        quantiles: probabilities.map((p) => listPriceQuantile(list, years, p)),
      }
    },
  ),
  logLinearDecline: calcFunction({ months: series, prices: series, forecast_month: number }, ({ months, prices, forecast_month }) => {
    const line = logLinearDecline(months, prices)
    const forecast = declineForecast(line, forecast_month)
    return {
      intercept: line.intercept,
      slope_per_month: line.slope,
      se_slope: line.slopeError,
      resid_sd: line.residualDeviation,
      halving_months: line.halvingMonths,
      annual_factor: line.annualFactor,
      median_forecast: forecast.median,
      mean_forecast_naive: forecast.mean,
      pred_sd_log: forecast.deviation,
      ci95: [forecast.low, forecast.high],
    }
  }),
  ouExactMLE: calcFunction({ x: series, dt: number }, ({ x, dt }) => {
    const found = ornsteinUhlenbeckEstimate(x, dt)
    return {
      a: found.a,
      b: found.b,
      kappa: found.kappa,
      mean: found.mean,
      sigma: found.sigma,
      half_life: found.halfLife,
      resid_var_mle: found.residualVariance,
      kappa_bias: found.kappaBias,
      kappa_corrected: found.kappaCorrected,
      kappa_ci95: [found.kappaLow, found.kappaHigh],
    }
  }),
  ouMoments: calcFunction({ x: number, kappa: number, mean: number, sigma: number, t: number }, ({ x, t, ...process }) =>
    ornsteinUhlenbeckAt(x, process, t),
  ),
  gbmEstimate: calcFunction({ prices: series, dt: number }, ({ prices, dt }) => {
    const found = geometricBrownianEstimate(prices, dt)
    return {
      sigma: found.sigma,
      se_sigma_asymptotic: found.sigmaError,
      ci95_chi2: [found.sigmaLow, found.sigmaHigh],
      drift_log: found.drift,
      se_drift: found.driftError,
      sigma_zero_mean: found.sigmaZeroMean,
    }
  }),
  gbmHorizon: calcFunction(
    { S: number, drift_log: number, sigma: number, T: number, probabilities: z.array(number).default([0.05, 0.95]) },
    ({ S, drift_log, sigma, T, probabilities }) => {
      const price = geometricBrownianAt(S, drift_log, sigma, T)
      return { median: price.median, mean: price.mean, quantiles: probabilities.map((p) => lognormalQuantile(price, p)) }
    },
  ),
  nearestCorrelation: calcFunction({ matrix }, ({ matrix: given }) => {
    const higham = nearestCorrelation(given)
    return {
      eigenvalues: symmetricEigen(given).values,
      higham,
      frobenius_distance: frobeniusDistance(higham, given),
      spectral: spectralCorrelation(given),
    }
  }),
  cholesky: calcFunction({ matrix, z: series.optional() }, ({ matrix: given, z: normals }) => {
    const root = semidefiniteRoot(given)
    return { L: root, ...(normals ? { Lz: timesVector(root, normals) } : {}) }
  }),
  priceVolumeHedge: calcFunction(
    {
      E_price: number,
      E_quantity: number,
      cv_or_logsd_price: number,
      cv_or_logsd_quantity: number,
      rho: number,
      F0: number.optional(),
      risk_aversion: number.optional(),
    },
    ({ E_price, E_quantity, cv_or_logsd_price, cv_or_logsd_quantity, rho, F0, risk_aversion }) => {
      const joint = [E_price, E_quantity, cv_or_logsd_price, cv_or_logsd_quantity, rho] as const
      const view = (variance: number) =>
        F0 !== undefined && risk_aversion !== undefined ? { speculative_units: speculativeUnits(E_price, F0, risk_aversion, variance) } : {}
      const squared = cv_or_logsd_price * cv_or_logsd_price
      return {
        lognormal: { ...costOf(lognormalPriceVolume(...joint), E_quantity), ...view(E_price * E_price * expm1(squared)) },
        normal: { ...costOf(normalPriceVolume(...joint), E_quantity), ...view(E_price * E_price * squared) },
      }
    },
  ),
  quantityRiskHedge: calcFunction({ P: series, Q: series, prob: series, K: number }, ({ P, Q, prob, K }) => {
    const found = quantityRiskHedge(P, Q, prob, K)
    const effectiveness = (variance: number) => (found.unhedgedVariance > 0 ? 1 - variance / found.unhedgedVariance : 0)
    return {
      expected_cost: found.expectedCost,
      var_unhedged: found.unhedgedVariance,
      futures_only: [found.futuresOnly.futures],
      var_futures_only: found.futuresOnly.variance,
      futures_and_call: [found.withCall.futures, found.withCall.calls],
      var_futures_and_call: found.withCall.variance,
      effectiveness: [effectiveness(found.futuresOnly.variance), effectiveness(found.withCall.variance)],
      full_forward_cover_units: found.expectedVolume,
    }
  }),
  stationaryBootstrapIndices: calcFunction(
    { n: whole, mean_block: number.optional(), uniforms: z.array(pair), series: matrix.optional() },
    ({ n, mean_block, uniforms, series: history }) => {
      const indices = stationaryBootstrapIndices(n, mean_block ?? cubeRootBlock(n), Float64Array.from(uniforms.flat()))
      return { indices, ...(history ? { sample: resampled(history, indices) } : {}) }
    },
  ),
  bootstrapBlock: calcFunction({ series: matrix }, ({ series: history }) => ({
    cube_root: cubeRootBlock(history[0]?.length ?? 0),
    politis_white: Math.max(...history.map(politisWhiteBlock)),
  })),
}
