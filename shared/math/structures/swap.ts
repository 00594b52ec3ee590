// Fixed-for-floating swaps of a buyer of compute: pays fixed, receives the index. A swap is a strip of forwards; in the month
// that runs, a part of the floating price is fixed already. Sources: Hull, ch. 7; QuantLib's EnergyVanillaSwap
// (experimental/commodities). Called by calc/structures.ts.

import { averagePrice } from '../averages/running-month.ts'
import { weightedPrice } from '../curve/strip.ts'
import { requireEach, requireFinite, requireLength, requireNotNegative, requireSeries, requireWhole } from '../numerics/domain.ts'
import { exp } from '../numerics/elementary.ts'
import { sum } from '../numerics/series.ts'

interface Swap {
  /** The fixed price at which the swap is worth nothing: mean of the forwards by volume times discount. */
  readonly parPrice: number
  /** Worth today to the payer of the fixed price. */
  readonly payerValue: number
  /** Change of payerValue per unit of each month's forward. */
  readonly deltas: Float64Array
  /** Sum of the deltas: the change per unit of the whole curve, and minus the change per unit of the fixed price. */
  readonly annuity: number
}

/**
 * One forward, volume (from 0) and payment time (years, from 0) per month; rate continuously compounded; fixed in the unit of
 * the forwards. Forwards may be negative.
 */
export function fixedFloatSwap(
  forwards: Float64Array,
  volumes: Float64Array,
  paymentYears: Float64Array,
  rate: number,
  fixed: number,
): Swap {
  requireSeries('forwards', forwards)
  requireLength('volumes', volumes, forwards.length)
  requireLength('paymentYears', paymentYears, forwards.length)
  requireFinite('rate', rate)
  requireFinite('fixed', fixed)
  requireEach('paymentYears', paymentYears, requireNotNegative)
  requireEach('volumes', volumes, requireNotNegative)
  const deltas = volumes.map((volume, i) => volume * exp(-rate * paymentYears[i]!))
  const parPrice = weightedPrice(forwards, deltas)
  return { parPrice, payerValue: sum(deltas.map((delta, i) => delta * (forwards[i]! - fixed))), deltas, annuity: sum(deltas) }
}

interface RunningMonthSwap {
  readonly expectedAverage: number
  readonly payerValue: number
  /** Change per unit of the forward of the fixings to come; a hedge of the month falls by 1/n with each fixing. */
  readonly delta: number
  readonly remainingShare: number
  readonly lockedShare: number
}

/**
 * A month settled against the mean of `fixings` daily prices, of which `known` are past. forwardRest: today's forward for the
 * days to come, not read when all are known. volume from 0, paymentYears from 0, rate continuously compounded.
 */
export function runningMonthSwap(
  known: Float64Array,
  fixings: number,
  forwardRest: number,
  volume: number,
  paymentYears: number,
  rate: number,
  fixed: number,
): RunningMonthSwap {
  requireWhole('fixings', fixings, 1)
  requireSeries('known', known, 0)
  requireWhole('known.length', known.length, 0, fixings)
  requireFinite('forwardRest', forwardRest)
  requireNotNegative('volume', volume)
  requireNotNegative('paymentYears', paymentYears)
  requireFinite('rate', rate)
  requireFinite('fixed', fixed)
  const expectedAverage = averagePrice(sum(known), known.length, fixings, forwardRest)
  const remainingShare = (fixings - known.length) / fixings
  const annuity = volume * exp(-rate * paymentYears)
  return {
    expectedAverage,
    payerValue: annuity * (expectedAverage - fixed),
    delta: annuity * remainingShare,
    remainingShare,
    lockedShare: known.length / fixings,
  }
}
