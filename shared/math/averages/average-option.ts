// The exact price of an option on a discrete arithmetic average: a cap or floor on a month's mean of the index. The
// reference of this library for average options, thousands of monthly averages a second. The error is below 1e-11 of the
// discounted forward, and up to 4e-11 more for each fixing that all but coincides with another (seconds apart).
// Sources: see tail-density.ts. Called by the calculator, continuous-option.ts and the tests of the faster formulas.

import { NoConvergence, OutOfDomain, requireFinite, requirePositive, requireSide } from '../numerics/domain.ts'
import { exp } from '../numerics/elementary.ts'
import { blackPrice } from '../options/black.ts'
import type { Fixings, OpenAverage } from './fixings.ts'
import { openAverage } from './fixings.ts'
import { averageDeviation } from './moment-matching.ts'
import type { FixingChain } from './tail-density.ts'
import { tailDensity } from './tail-density.ts'

/**
 * discount * E[max(side * (average - strike), 0)]. `discount`: to the payment date, above 0. The total variances of the
 * fixings must not fall (OutOfDomain): under one driver none could be less uncertain than an earlier one. Volatility 0
 * and a strike passed by the known fixings leave the discounted intrinsic value.
 */
export function averagePriceOption(side: 1 | -1, fixings: Fixings, strike: number, discount: number): number {
  requireSide('side', side)
  requireFinite('strike', strike)
  requirePositive('discount', discount)
  return discount * openPrice(side, openAverage(fixings), strike)
}

/** Undiscounted, of an average that was checked. */
export function openPrice(side: 1 | -1, open: OpenAverage, strike: number): number {
  const chain = fixingChain(open)
  const forward = open.forward + open.known
  const intrinsic = Math.max(side * (forward - strike), 0)
  const left = strike - chain.known
  if (left <= 0 || chain.amounts.length === 0) return intrinsic
  if (chain.deviation < nearlyCertain) return blackPrice(side, open.forward, strike - open.known, chain.deviation)
  return intrinsic + open.forward * timeValue(chain, left / open.forward)
}

/** Below this deviation the moment-matched price is exact to 1e-13 of the forward. */
export const nearlyCertain = 1e-6

export interface ScaledChain extends FixingChain {
  /** Known part of the average, with the fixings that come without uncertainty. */
  readonly known: number
  /** Place in the chain of each open fixing; -1 for those that are certain or have no weight. */
  readonly places: Int32Array
  /** Deviation of the average by moment matching. */
  readonly deviation: number
}

/** The open average as chain in units of its forward. Fixings with the same variance are one. */
export function fixingChain(open: OpenAverage): ScaledChain {
  const { amounts, variances, forward } = open
  const deviation = averageDeviation(open)
  // Less variance than this moves the price by less than 4e-11 of the forward: density at the strike times half of it.
  const least = 2e-10 * deviation
  const scaled: number[] = []
  const increments: number[] = []
  const places = new Int32Array(amounts.length).fill(-1)
  let known = open.known
  let variance = 0
  for (let i = 0; i < amounts.length; i++) {
    if (variances[i]! < variance * (1 - 1e-12) - least)
      throw new OutOfDomain(`total variance of fixing ${i + 1} to come`, variances[i]!, `a number from ${variance}`)
    if (amounts[i] === 0) continue
    if (variances[i]! - variance > least) {
      scaled.push(amounts[i]! / forward)
      increments.push(variances[i]! - variance)
      variance = variances[i]!
    } else if (scaled.length > 0) scaled[scaled.length - 1]! += amounts[i]! / forward
    else {
      known += amounts[i]!
      continue
    }
    places[i] = scaled.length - 1
  }
  return { amounts: Float64Array.from(scaled), increments: Float64Array.from(increments), known, places, deviation }
}

/** E[max(side * (A - strike), 0)] out of the money, A the chain's average with its mean near 1, strike above 0. */
function timeValue(chain: ScaledChain, strike: number): number {
  const side = sideOutOfTheMoney(chain, strike)
  const deviation = Math.sqrt(chain.increments[0]!)
  if (chain.amounts.length === 1) return blackPrice(side, chain.amounts[0]!, strike, deviation)
  const { step, first, values } = tailDensity(chain)
  let value = 0
  let mass = 0
  for (let i = 0; i < values.length; i++) {
    mass += values[i]!
    value += values[i]! * blackPrice(side, chain.amounts[0]! + exp((first + i) * step), strike, deviation)
  }
  requireMass(mass * step)
  return value * step
}

/** Call where the strike lies above the mean of the chain's average, else put. */
export function sideOutOfTheMoney(chain: ScaledChain, strike: number): 1 | -1 {
  let mean = 0
  for (let k = 0; k < chain.amounts.length; k++) mean += chain.amounts[k]!
  return strike >= mean ? 1 : -1
}

/** A density that lost its mass was not resolved by its grid. */
export function requireMass(mass: number): void {
  if (!(Math.abs(mass - 1) < 1e-7)) throw new NoConvergence('density of the average', `its mass is ${mass}`)
}
