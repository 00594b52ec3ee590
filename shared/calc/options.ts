// Options on futures by the names of `ballast calc`.
import { americanPrice } from '../math/options/american.ts'
import { bachelier } from '../math/options/bachelier.ts'
import { impliedNormalVolatility } from '../math/options/bachelier-volatility.ts'
import { baroneAdesiWhaley } from '../math/options/barone-adesi-whaley.ts'
import { assetOrNothing, cashOrNothing } from '../math/options/binary.ts'
import { bjerksundStensland } from '../math/options/bjerksund-stensland.ts'
import { black76 } from '../math/options/black-76.ts'
import { futuresStylePair } from '../math/options/futures-style.ts'
import { impliedVolatility } from '../math/options/implied-volatility.ts'
import { putCallParity } from '../math/options/parity.ts'
import { type CalcFunctions, calcFunction, number, side } from './calc-function.ts'

const contract = { F: number, K: number, T: number, sigma: number, r: number, cp: side }

export const optionFunctions: CalcFunctions = {
  black76: calcFunction(contract, ({ F, K, T, sigma, r, cp }) => {
    const { strikeDelta, exerciseProbability, ...rest } = black76(cp, F, K, T, sigma, r)
    return { ...rest, strike_delta: strikeDelta, prob_exercise: exerciseProbability }
  }),
  black76ImpliedVol: calcFunction(
    { undiscounted_price: number, F: number, K: number, T: number, cp: side },
    ({ undiscounted_price, F, K, T, cp }) => ({ sigma: impliedVolatility(cp, undiscounted_price, F, K, T) }),
  ),
  bachelier: calcFunction(
    { F: number, K: number, T: number, normal_vol: number, r: number, cp: side },
    ({ F, K, T, normal_vol, r, cp }) => {
      const { strikeDelta, exerciseProbability, ...rest } = bachelier(cp, F, K, T, normal_vol, r)
      return { ...rest, strike_delta: strikeDelta, prob_exercise: exerciseProbability }
    },
  ),
  bachelierImpliedVol: calcFunction(
    { undiscounted_price: number, F: number, K: number, T: number, cp: side },
    ({ undiscounted_price, F, K, T, cp }) => ({ normal_vol: impliedNormalVolatility(cp, undiscounted_price, F, K, T) }),
  ),
  futuresStyleOption: calcFunction({ F: number, K: number, T: number, sigma: number }, ({ F, K, T, sigma }) => {
    const { call, put, callDelta, putDelta, parity } = futuresStylePair(F, K, T, sigma)
    return { call, put, delta_call: callDelta, delta_put: putDelta, parity }
  }),
  putCallParityFutures: calcFunction({ F: number, K: number, T: number, r: number, call: number }, ({ F, K, T, r, call }) => {
    const { put, americanLow, americanHigh } = putCallParity(F, K, T, r, call)
    return { put, american_lower: americanLow, american_upper: americanHigh }
  }),
  cashOrNothing: calcFunction(contract, ({ F, K, T, sigma, r, cp }) => cashOrNothing(cp, F, K, T, sigma, r)),
  assetOrNothing: calcFunction(contract, ({ F, K, T, sigma, r, cp }) => assetOrNothing(cp, F, K, T, sigma, r)),
  americanFuturesBAW: calcFunction(contract, ({ F, K, T, sigma, r, cp }) => {
    const { price, criticalPrice } = baroneAdesiWhaley(cp, F, K, T, sigma, r)
    return { price, critical_price: criticalPrice }
  }),
  americanFuturesBjS1993: calcFunction(contract, ({ F, K, T, sigma, r, cp }) => ({ price: bjerksundStensland(cp, F, K, T, sigma, r) })),
  americanFutures: calcFunction(contract, ({ F, K, T, sigma, r, cp }) => {
    const approximation = baroneAdesiWhaley(cp, F, K, T, sigma, r)
    return {
      european: black76(cp, F, K, T, sigma, r).price,
      baw: approximation.price,
      baw_critical_price: approximation.criticalPrice,
      american_true: americanPrice(cp, F, K, T, sigma, r),
    }
  }),
}
