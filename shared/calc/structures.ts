// Swaps, collars and strips by name. Mathematics in shared/math/structures.
import { z } from 'zod'
import { capFloorStrip } from '../math/structures/cap-floor-strip.ts'
import { effectiveCost, legsPayoff } from '../math/structures/option-legs.ts'
import { participatingForward, participatingForwardStrike } from '../math/structures/participating-forward.ts'
import { polynomialSmile } from '../math/structures/smile.ts'
import { fixedFloatSwap, runningMonthSwap } from '../math/structures/swap.ts'
import { threeWayCollar } from '../math/structures/three-way-collar.ts'
import { zeroCostCollar, zeroCostCollarWithSmile } from '../math/structures/zero-cost-collar.ts'
import { type CalcFunctions, calcFunction, number, series, whole } from './calc-function.ts'

/** How a smile goes between its quotes, in words. */
const polynomial = z.string().refine((rule) => !/linear|spline/i.test(rule), 'a polynomial in ln(K/F) through the quotes')

const market = { F: number, T: number, sigma: number, r: number }

export const structureFunctions: CalcFunctions = {
  fixedFloatSwap: calcFunction(
    { forwards: series, volumes: series, t_pay: series, r: number, fixed: number },
    ({ forwards, volumes, t_pay, r, fixed }) => {
      const swap = fixedFloatSwap(forwards, volumes, t_pay, r, fixed)
      return { par_price: swap.parPrice, npv_payer: swap.payerValue, delta_per_month: swap.deltas, annuity: swap.annuity }
    },
  ),
  runningMonthSwap: calcFunction(
    {
      known: series.default(new Float64Array()),
      n_fixings: whole,
      forward_rest: number,
      volume: number,
      t_pay: number,
      r: number,
      fixed: number,
    },
    ({ known, n_fixings, forward_rest, volume, t_pay, r, fixed }) => {
      const swap = runningMonthSwap(known, n_fixings, forward_rest, volume, t_pay, r, fixed)
      return {
        expected_average: swap.expectedAverage,
        npv_payer: swap.payerValue,
        delta_to_forward: swap.delta,
        hedge_remaining_fraction: swap.remainingShare,
        locked_fraction: swap.lockedShare,
      }
    },
  ),
  zeroCostCollar: calcFunction({ ...market, call_strike: number }, ({ F, T, sigma, r, call_strike }) => {
    const collar = zeroCostCollar({ forward: F, years: T, volatility: sigma, rate: r }, call_strike)
    return { put_strike: collar.putStrike, premium_each: collar.premium, net_delta_buyer: collar.delta }
  }),
  zeroCostCollarSkew: calcFunction(
    {
      F: number,
      T: number,
      r: number,
      smile: z.array(z.tuple([number, number])),
      smile_interpolation: polynomial.optional(),
      call_strike: number,
    },
    ({ F, T, r, smile, call_strike }) => {
      const quotes = smile.map(([strike, volatility]) => ({ strike, volatility }))
      const collar = zeroCostCollarWithSmile({ forward: F, years: T, rate: r }, polynomialSmile(F, quotes), call_strike)
      return {
        call_vol: collar.callVolatility,
        put_strike: collar.putStrike,
        put_vol: collar.putVolatility,
        premium_each: collar.premium,
        net_delta_buyer: collar.delta,
        is_unique: collar.isUnique,
      }
    },
  ),
  participatingForward: calcFunction({ ...market, K: number }, ({ F, K, T, sigma, r }) => {
    const forward = participatingForward({ forward: F, years: T, volatility: sigma, rate: r }, K)
    return { put_notional_ratio: forward.putShare, participation: forward.participation, call: forward.call, put: forward.put }
  }),
  participatingForwardStrike: calcFunction({ ...market, participation: number }, ({ F, T, sigma, r, participation }) => ({
    strike: participatingForwardStrike({ forward: F, years: T, volatility: sigma, rate: r }, participation),
  })),
  threeWayCollar: calcFunction(
    { ...market, put_sold: number, call_bought: number, call_sold: number, final_prices: series.default(new Float64Array()) },
    ({ F, T, sigma, r, put_sold, call_bought, call_sold, final_prices }) => {
      const collar = threeWayCollar({ forward: F, years: T, volatility: sigma, rate: r }, put_sold, call_bought, call_sold)
      return {
        premium: collar.premium,
        payoffs: final_prices.map((price) => legsPayoff(collar.legs, price)),
        effective_cost: final_prices.map((price) => effectiveCost(collar.legs, price)),
        lowest_cost: collar.lowestCost,
        largest_protection: collar.largestProtection,
      }
    },
  ),
  capFloorStrip: calcFunction({ K: number, F: series, T: series, vol: series, Q: series, r: number }, ({ K, F, T, vol, Q, r }) => {
    const strip = capFloorStrip({ forwards: F, years: T, volatilities: vol, volumes: Q, rate: r }, K)
    return { caplets: strip.caplets, floorlets: strip.floorlets, cap: strip.cap, floor: strip.floor, swap_npv: strip.payerSwap }
  }),
}
