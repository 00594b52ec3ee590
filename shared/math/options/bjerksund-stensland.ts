// A lower bound of the American option on a future: what it brings to exercise at one fixed trigger forward. Source:
// Bjerksund & Stensland (1993), "Closed-form approximation of American options", Scandinavian Journal of Management 9,
// Suppl., 87-99; Haug (2007), 3.2, for a carry of 0. Called for quick bounds.
import { exp, expm1, log1p } from '../numerics/elementary.ts'
import { normalCdf } from '../numerics/normal.ts'
import { americanLimit } from './american-limits.ts'
import { requireContract } from './contract.ts'
import { millsRatio } from './mills-ratio.ts'
import { logRatio } from './normalised-black.ts'

const perRootTwoPi = 0.3989422804014327

/**
 * Price of an American call (side 1) or put (-1) on a future, premium paid up front; never above the exact one. The
 * trigger does not know the rate, so at low rates the bound can fall below the European price (it is the formula as
 * published; the larger of the two is the better bound). Units and domain as in black76. A rate of 0 or below gives the
 * European price, 0 years or volatility the intrinsic value.
 */
export function bjerksundStensland(side: 1 | -1, forward: number, strike: number, years: number, volatility: number, rate: number): number {
  requireContract(side, forward, strike, years, volatility, rate)
  const limit = americanLimit(side, forward, strike, years, volatility, rate)
  if (!Number.isNaN(limit)) return limit
  // A put on a forward F at the strike K is worth a call on a forward K at the strike F.
  const distance = side * logRatio(forward, strike)
  const s = volatility * Math.sqrt(years)
  const time = rate * years
  const growth = 2 * (time / (s * s))
  const over = growth / (0.5 + Math.sqrt(0.25 + growth))
  // The power of the forward with which a perpetual option grows is 1 + over; the trigger in units of the strike 1 + lift.
  const lift = -expm1(-2 * s * over) / over
  const reach = log1p(lift)
  if (distance >= reach) return side * (forward - strike)
  const unit = side === 1 ? strike : forward
  return unit * heldToTrigger(distance, reach, lift, over, s, time)
}

/** A call at the strike 1, taken when the log forward, now at `distance`, first reaches `reach`, else at expiry. */
function heldToTrigger(distance: number, reach: number, lift: number, over: number, s: number, time: number): number {
  const gap = reach - distance
  const turn = (2 * gap) / s
  const power = 1 + over
  const hit = (gap - (power - 0.5) * s * s) / s
  const taken = lift * (expCdf(-power * gap, -hit) + expCdf(over * gap, hit - turn))
  // Between strike and trigger at expiry without having met the trigger, by reflection; for the forward and for the strike.
  const forwardNear = gap / s - 0.5 * s
  const forwardFar = -distance / s - 0.5 * s
  const strikeNear = gap / s + 0.5 * s
  const strikeFar = -distance / s + 0.5 * s
  const received = normalCdf(forwardNear) - normalCdf(forwardFar) - expCdf(gap, forwardNear - turn) + expCdf(gap, forwardFar - turn)
  const paid = normalCdf(strikeNear) - normalCdf(strikeFar) - expCdf(-gap, strikeNear - turn) + expCdf(-gap, strikeFar - turn)
  return taken + exp(-time) * (exp(distance) * received - paid)
}

/** exp(a) N(z), also where the one overflows and the other vanishes. */
function expCdf(a: number, z: number): number {
  return z < -1 ? perRootTwoPi * exp(a - 0.5 * z * z) * millsRatio(-z) : exp(a) * normalCdf(z)
}
