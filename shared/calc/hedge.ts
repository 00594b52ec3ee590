// Hedge ratios of `ballast calc`: names and fields of its contract, the mathematics in shared/math/hedge.
import { z } from 'zod'
import { basisRisk, requiredCorrelation } from '../math/hedge/basis-risk.ts'
import { engleGranger, errorCorrectionRatio } from '../math/hedge/cointegration.ts'
import { constantRatios, dynamicRatios, percentReturns } from '../math/hedge/conditional-ratio.ts'
import { outOfSample } from '../math/hedge/effectiveness.ts'
import { horizonRatio } from '../math/hedge/horizon.ts'
import { johansenTrace } from '../math/hedge/johansen.ts'
import { contractsFor, tailedContracts, wholeLots } from '../math/hedge/lots.ts'
import { fadingRatios, rollingRatios } from '../math/hedge/moving-ratio.ts'
import { movesOf, type Specification, unitRatio } from '../math/hedge/price-changes.ts'
import { type Coefficient, type Regression, regress } from '../math/hedge/regression.ts'
import { breuschPagan, durbinWatson, ljungBox } from '../math/hedge/residual-tests.ts'
import { leverageErrors, neweyWestErrors, whiteErrors } from '../math/hedge/robust-errors.ts'
import { ridgeRatios, severalContracts } from '../math/hedge/several-contracts.ts'
import { dickeyFuller } from '../math/hedge/unit-root.ts'
import { mean, standardDeviation } from '../math/numerics/series.ts'
import { type CalcFunctions, calcFunction, number, series, whole } from './calc-function.ts'

const spec = z.enum(['changes', 'logreturns', 'levels']).default('changes')
const prices = { spot: series, fut1: series, spec }
const garch = z.tuple([number, number, number]).transform(([omega, alpha, beta]) => ({ omega, alpha, beta }))
/** Returns in percent less their mean; in words, without what the words leave out: "100*log return", "log return - mean". */
const returns = z
  .string()
  .default('100*(log return - mean)')
  .transform((words) => (prices: Float64Array) => {
    const percent = /mean/.test(words) ? percentReturns(prices) : movesOf(prices, 'logreturns').map((each) => 100 * each)
    return /100|percent|%/.test(words) ? percent : percent.map((each) => each / 100)
  })
/** One ratio or a row of them. */
const ratios = z.union([number.transform((ratio) => [ratio]), z.array(number)])

export const hedgeFunctions: CalcFunctions = {
  minVarHedgeRatio: calcFunction(
    { dS: series, dF: series, exposure: number.optional(), contract_size: number.optional() },
    ({ dS, dF, exposure, contract_size }) => {
      const found = regress(dS, [dF])
      return {
        sd_S: standardDeviation(dS),
        sd_F: standardDeviation(dF),
        // In a regression on one series, R2 is the square of the correlation.
        rho: Math.sign(slope(found).value) * Math.sqrt(found.r2),
        ...figuresOf(found),
        ...(exposure !== undefined && contract_size !== undefined
          ? {
              n_contracts: found.slopes.map(({ value }) => contractsFor(value, exposure, contract_size)),
              n_contracts_integer: wholeLots(dS, dF, exposure, contract_size).lots,
            }
          : {}),
      }
    },
  ),
  tailedHedge: calcFunction(
    { h: ratios, exposure: number, spot: number, contract_size: number, futures: number, discount: number.optional() },
    ({ h, exposure, spot, contract_size, futures, discount }) => {
      const tailed = h.map((ratio) => tailedContracts(ratio, exposure, spot, contract_size, futures, discount))
      return {
        V_A: tailed[0]?.exposureValue,
        V_F: tailed[0]?.contractValue,
        n_tailed: tailed.map(({ contracts }) => contracts),
      }
    },
  ),
  hedgeOLS: calcFunction(prices, (inputs) => {
    const { spot, fut1 } = inputs
    const found = regressionOf(inputs)
    return {
      ...figuresOf(found),
      ...(inputs.spec === 'logreturns' ? { units_h: unitRatio(slope(found).value, inputs.spec, last(spot), last(fut1)) } : {}),
    }
  }),
  hedgeRobustSE: calcFunction({ ...prices, nw_lag: whole.optional() }, (inputs) => {
    const found = regressionOf(inputs)
    const n = found.residuals.length
    const studentised = breuschPagan(found)
    const portmanteau = ljungBox(found.residuals, Math.min(5, n - 1))
    return {
      se_hc0: whiteErrors(found)[0],
      se_hc3: leverageErrors(found)[0],
      se_newey_west: neweyWestErrors(found, inputs.nw_lag ?? Math.min(4, n - 1))[0],
      durbin_watson: durbinWatson(found.residuals),
      breusch_pagan: studentised.statistic,
      breusch_pagan_p: studentised.p,
      ljung_box_5: portmanteau.statistic,
      ljung_box_5_p: portmanteau.p,
    }
  }),
  hedgeMultivariate: calcFunction({ ...prices, fut2: series, ridge: number.optional() }, ({ spot, fut1, fut2, spec, ridge }) => {
    const own = movesOf(spot, spec)
    const contracts = [fut1, fut2].map((futures) => movesOf(futures, spec))
    const found = severalContracts(own, contracts)
    return {
      ...figuresOf(found.regression),
      cov_FF: found.covariances,
      cov_FS: found.spotCovariances,
      effectiveness: found.regression.r2,
      condition_number: found.conditionNumber,
      ...(ridge === undefined ? {} : { h_ridge: ridgeRatios(own, contracts, ridge) }),
    }
  }),
  hedgeECM: calcFunction({ spot: series, fut1: series, lags: whole.default(1) }, ({ spot, fut1, lags }) => {
    const model = errorCorrectionRatio(spot, fut1, lags)
    const test = engleGranger(spot, fut1, lags)
    const johansen = johansenTrace([spot, fut1], Math.max(2, lags + 1))
    return {
      long_run: [model.longRun.intercept, model.longRun.slope],
      h: model.ratio.value,
      se_h: model.ratio.standardError,
      ect: model.errorCorrection.value,
      se_ect: model.errorCorrection.standardError,
      c1: model.spotLags[0],
      c2: model.futuresLags[0],
      intercept: model.intercept,
      r2: model.r2,
      adf_resid_lag1_no_const: test.statistic,
      adf_spot_lag1_drift: dickeyFuller(spot, lags, true),
      engle_granger_critical: [test.critical.onePercent, test.critical.fivePercent, test.critical.tenPercent],
      cointegrated_5pct: test.isCointegrated ? 1 : 0,
      johansen_trace: johansen.tests.map(({ trace }) => trace),
      johansen_critical: johansen.tests.map(({ critical }) => critical),
      johansen_eigen: johansen.eigenvalues,
    }
  }),
  // The start is a count, or said in words: "sample cov of first 20 changes".
  hedgeEWMA: calcFunction(
    { ...prices, lambda: number.default(0.94), init_n: whole.optional(), init: z.string().default('') },
    ({ spot, fut1, spec, lambda, init_n, init }) => {
      const [, count = '20'] = /\bfirst (\d+)\b/.exec(init) ?? []
      const path = fadingRatios(movesOf(spot, spec), movesOf(fut1, spec), lambda, init_n ?? Number(count))
      return { h_last: last(path), h_path_every10: path.slice(1).filter((_, i) => i % 10 === 9), h_path: path }
    },
  ),
  hedgeRolling: calcFunction({ ...prices, window: whole }, ({ spot, fut1, spec, window }) => {
    const path = rollingRatios(movesOf(spot, spec), movesOf(fut1, spec), window)
    return { first: path[0], last: last(path), mean: mean(path), sd: standardDeviation(path) }
  }),
  hedgeEffectivenessOOS: calcFunction({ ...prices, n_in_sample_changes: whole }, ({ spot, fut1, spec, n_in_sample_changes }) => {
    const found = outOfSample(movesOf(spot, spec), movesOf(fut1, spec), n_in_sample_changes)
    return {
      h: found.ratio,
      effectiveness_in: found.inSample,
      effectiveness_out: found.outOfSample,
      effectiveness_out_naive: found.outOfSampleNaive,
      effectiveness_out_unhedged: 0,
      rmse_hedged_out: found.rmseHedged,
      rmse_naive_out: found.rmseNaive,
      rmse_unhedged_out: found.rmseUnhedged,
      var_ratio: found.varianceRatio,
    }
  }),
  hedgeHorizon: calcFunction({ ...prices, horizons: z.array(whole).default([1, 2, 4, 8]) }, ({ spot, fut1, spec, horizons }) => {
    const overlapping = (k: number) => {
      const { periods, ratio, standardError, robustStandardError, observations } = horizonRatio(spot, fut1, k, true, spec)
      return [{ k: periods, h: ratio, naive_se: standardError, nw_se: robustStandardError, n: observations }]
    }
    return {
      non_overlapping: horizons.map((k) => {
        const { periods, observations, ratio, r2, standardError } = horizonRatio(spot, fut1, k, false, spec)
        return { k: periods, n: observations, h: ratio, r2, se: standardError }
      }),
      ...Object.fromEntries(horizons.filter((k) => k > 1).map((k) => [`overlapping${k}`, overlapping(k)])),
      ...(spot.length >= 7 ? { overlapping4: overlapping(4) } : {}),
    }
  }),
  integerLots: calcFunction({ ...prices, exposure: number, contract_size: number }, ({ spot, fut1, spec, exposure, contract_size }) => {
    const found = wholeLots(movesOf(spot, spec), movesOf(fut1, spec), exposure, contract_size)
    return {
      n_star: found.exact,
      best_integer: found.lots,
      candidates: found.candidates,
      variance: found.variances,
      variance_unhedged: found.varianceUnhedged,
      loss_from_rounding: found.lossFromRounding,
    }
  }),
  dccHedgeFilter: calcFunction(
    { spot: series, fut1: series, garch_spot: garch, garch_fut: garch, dcc_a: number, dcc_b: number, returns },
    ({ spot, fut1, garch_spot, garch_fut, dcc_a, dcc_b, returns: of }) => {
      const found = dynamicRatios(of(spot), of(fut1), garch_spot, garch_fut, { a: dcc_a, b: dcc_b })
      return {
        h_last: last(found.ratios),
        rho_last: last(found.correlations),
        var_spot_last: last(found.spotVariances),
        var_fut_last: last(found.futuresVariances),
        h_mean: mean(found.ratios),
        loglik: found.logLikelihood,
        h_path_every13: found.ratios.filter((_, i) => i % 13 === 12),
        h_next: found.nextRatio,
      }
    },
  ),
  cccHedge: calcFunction(
    { spot: series, fut1: series, garch_spot: garch, garch_fut: garch, returns },
    ({ spot, fut1, garch_spot, garch_fut, returns: of }) => {
      const found = constantRatios(of(spot), of(fut1), garch_spot, garch_fut)
      return { rho: found.correlations[0], h_last: last(found.ratios), loglik: found.logLikelihood, h_next: found.nextRatio }
    },
  ),
  basisRisk: calcFunction({ ...prices, h: number.default(1) }, ({ spot, fut1, spec, h }) => {
    const found = basisRisk(spot, fut1, h, spec)
    return {
      var_basis_change: found.varianceOfMoves,
      identity: found.varianceByParts,
      sd_basis_level: found.levelSigma,
      residual_sd_at_min_var: found.leastSigma,
      required_rho_for_80pct: requiredCorrelation(0.8),
    }
  }),
}

function regressionOf({ spot, fut1, spec }: { spot: Float64Array; fut1: Float64Array; spec: Specification }): Regression {
  return regress(movesOf(spot, spec), [movesOf(fut1, spec)])
}

function figuresOf({ intercept, slopes, r2, adjustedR2, residualSigma, f, fP }: Regression) {
  return {
    h: slopes.map(({ value }) => value),
    intercept: intercept.value,
    se: slopes.map(({ standardError }) => standardError),
    t: slopes.map(({ t }) => t),
    p: slopes.map(({ p }) => p),
    ci95_low: slopes.map(({ low }) => low),
    ci95_high: slopes.map(({ high }) => high),
    r2,
    adj_r2: adjustedR2,
    resid_sd: residualSigma,
    F: f,
    F_pvalue: fP,
  }
}

function slope({ slopes }: Regression): Coefficient {
  const [first] = slopes
  if (!first) throw new TypeError('a regression without a slope')
  return first
}

function last(values: Float64Array): number {
  return values[values.length - 1] ?? Number.NaN
}
