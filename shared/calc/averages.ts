// Average-price options and average-settled futures, bound to shared/math/averages.
import { z } from 'zod'
import { averageOptionGreeks } from '../math/averages/average-greeks.ts'
import { averagePriceOption } from '../math/averages/average-option.ts'
import { levyPrice, zeroCarryPrice, zeroCarryVolatility } from '../math/averages/continuous-average.ts'
import { continuousAverageOption } from '../math/averages/continuous-option.ts'
import type { Fixings } from '../math/averages/fixings.ts'
import { openAverage } from '../math/averages/fixings.ts'
import { continuousGeometricPrice, geometricAveragePrice } from '../math/averages/geometric-average.ts'
import { averageLowerBound } from '../math/averages/lower-bound.ts'
import { averageDeviation, momentMatchedGreeks, momentMatchedPrice } from '../math/averages/moment-matching.ts'
import { averagePriceDelta, averagePriceVolatility } from '../math/averages/running-month.ts'
import { severalContractsAverage, severalContractsPrice } from '../math/averages/several-contracts.ts'
import { OutOfDomain } from '../math/numerics/domain.ts'
import { exp } from '../math/numerics/elementary.ts'
import type { CalcFunctions } from './calc-function.ts'
import { calcFunction, number, series, side, whole } from './calc-function.ts'

const none = new Float64Array(0)
const discreteAverage = {
  cp: side,
  fwd: series,
  times: series,
  vols: series,
  K: number,
  past: series.default(none),
  weights: series.optional(),
  r: number,
  T_pay: number.min(0),
}

interface DiscreteAverage {
  readonly fwd: Float64Array
  readonly times: Float64Array
  readonly vols: Float64Array
  readonly past: Float64Array
  readonly weights?: Float64Array | undefined
}

function fixingsOf({ fwd, times, vols, past, weights }: DiscreteAverage): Fixings {
  return { forwards: fwd, times, volatilities: vols, past, weights }
}

function required(argument: string, value: number | undefined): number {
  if (value === undefined) throw new OutOfDomain(argument, 'missing', 'a number, since the fixings differ from the spot')
  return value
}

export const averageFunctions: CalcFunctions = {
  asianDiscreteArithmetic: calcFunction(discreteAverage, (input) => {
    const { cp, K } = input
    const fixings = fixingsOf(input)
    const discount = exp(-input.r * input.T_pay)
    const open = openAverage(fixings)
    return {
      exact: averagePriceOption(cp, fixings, K, discount),
      turnbull_wakeman: momentMatchedPrice(cp, fixings, K, discount),
      curran_lower_bound: averageLowerBound(cp, fixings, K, discount),
      effective_strike: K - open.known,
      forward_average: open.known + open.forward,
      tw_sd: averageDeviation(open),
    }
  }),
  asianDiscreteGreeks: calcFunction(discreteAverage, (input) =>
    averageOptionGreeks(input.cp, fixingsOf(input), input.K, exp(-input.r * input.T_pay)),
  ),
  asianTurnbullWakeman: calcFunction(discreteAverage, (input) =>
    momentMatchedGreeks(input.cp, fixingsOf(input), input.K, exp(-input.r * input.T_pay)),
  ),
  asianLevyContinuous: calcFunction(
    {
      cp: side,
      S: number,
      running_average: number,
      K: number,
      q: number,
      r: number,
      sigma: number,
      length_days: number,
      elapsed_days: number,
      day_basis: number.positive(),
    },
    ({ cp, S, running_average, K, q, r, sigma, length_days, elapsed_days, day_basis }) => {
      const times = { elapsed: elapsed_days / day_basis, remaining: (length_days - elapsed_days) / day_basis }
      return { price: levyPrice(cp, { spot: S, average: running_average, ...times }, r - q, sigma, K, r) }
    },
  ),
  asianContinuousZeroCarry: calcFunction(
    { F: number, K: number, T: number, averaging_starts: number, sigma: number, r: number, cp: side },
    ({ F, K, T, averaging_starts, sigma, r, cp }) => {
      const { volatility, ruleOfThumb } = zeroCarryVolatility(sigma, averaging_starts, T)
      const price = zeroCarryPrice(cp, F, K, sigma, averaging_starts, T, exp(-r * T))
      return { price, sigma_A: volatility, rule_of_thumb_sigma: ruleOfThumb }
    },
  ),
  asianContinuousArithmetic: calcFunction(
    { S: number, K: number, sigma: number, r: number, q: number.default(0), T: number, cp: side },
    ({ S, K, sigma, r, q, T, cp }) => ({ price: continuousAverageOption(cp, S, r - q, sigma, T, K, exp(-r * T)) }),
  ),
  asianGeometricDiscrete: calcFunction(
    { S: number, K: number, sigma: number.min(0), r: number, q: number.default(0), times: series, T_pay: number.min(0), cp: side },
    ({ S, K, sigma, r, q, times, T_pay, cp }) => {
      const forwards = times.map((time) => S * exp((r - q) * time))
      const variances = times.map((time) => sigma * sigma * time)
      return { price: geometricAveragePrice(cp, forwards, variances, K, exp(-r * T_pay)) }
    },
  ),
  asianGeometricContinuous: calcFunction(
    { S: number, K: number, sigma: number, r: number, b: number, T: number, cp: side },
    ({ S, K, sigma, r, b, T, cp }) => ({ price: continuousGeometricPrice(cp, S, b, sigma, T, K, exp(-r * T)) }),
  ),
  asianMultiContract: calcFunction(
    {
      contracts: z.array(z.object({ F: number, sigma: number, kappa: number, maturity: number })),
      fixings: z.array(z.tuple([number, whole])),
      rho: number,
      K: number,
      r: number,
      T_pay: number.min(0),
    },
    ({ contracts, fixings, rho, K, r, T_pay }) => {
      const average = severalContractsAverage(
        contracts.map(({ F, sigma, kappa, maturity }) => ({ forward: F, volatility: sigma, decay: kappa, maturity })),
        fixings.map(([time, contract]) => ({ time, contract })),
        contracts.map((_, i) => Float64Array.from(contracts, (_other, j) => (i === j ? 1 : rho))),
      )
      const discount = exp(-r * T_pay)
      return {
        forward_average: average.forward,
        second_moment: average.secondMoment,
        sd: average.deviation,
        turnbull_wakeman_call: severalContractsPrice(1, average, K, discount),
        turnbull_wakeman_put: severalContractsPrice(-1, average, K, discount),
        cov_matrix: average.covariance,
      }
    },
  ),
  averageFuturesInstantVol: calcFunction(
    {
      n_fixings: whole,
      n_fixed: whole,
      sigma_spot: number,
      fixed_average_equals_spot: z.boolean().optional(),
      /** Mean of the fixings so far and the index now; read where they are not equal, both or none. */
      fixed_average: number.optional(),
      spot: number.optional(),
    },
    ({ n_fixings, n_fixed, sigma_spot, fixed_average_equals_spot, fixed_average, spot }) => {
      const equal = fixed_average_equals_spot ?? (fixed_average === undefined && spot === undefined)
      const [average, index] = equal ? [1, 1] : [required('fixed_average', fixed_average), required('spot', spot)]
      return {
        vol: averagePriceVolatility(sigma_spot, average * n_fixed, n_fixed, n_fixings, index),
        delta: averagePriceDelta(n_fixed, n_fixings),
      }
    },
  ),
}
