// The American option on a future by one quadratic approximation: quick, off by up to a few percent of the premium where
// it is long-dated and out of the money. Sources: Barone-Adesi & Whaley (1987), "Efficient analytic approximation of
// American option values", Journal of Finance 42, 301-320; Haug (2007), 3.1. The critical price is found to the last
// bits, where the published tables stop early. Called for previews, and as the first guess of the exact boundary.
import { exp, expm1 } from '../numerics/elementary.ts'
import { normalCdf } from '../numerics/normal.ts'
import { bracketedRoot, risingBracket } from '../numerics/root.ts'
import { americanLimit } from './american-limits.ts'
import { blackPrice } from './black.ts'
import { requireContract } from './contract.ts'
import { logRatio, timeValueRatio } from './normalised-black.ts'

interface BaroneAdesiWhaley {
  readonly price: number
  /** The forward from which a call (down to which a put) is exercised at once; Infinity (0) when it never is. */
  readonly criticalPrice: number
}

/**
 * Price of an American call (side 1) or put (-1) on a future, premium paid up front. Units and domain as in black76. A
 * rate of 0 or below gives the European price, 0 years or volatility the intrinsic value.
 */
export function baroneAdesiWhaley(
  side: 1 | -1,
  forward: number,
  strike: number,
  years: number,
  volatility: number,
  rate: number,
): BaroneAdesiWhaley {
  requireContract(side, forward, strike, years, volatility, rate)
  const never = side === 1 ? Infinity : 0
  const limit = americanLimit(side, forward, strike, years, volatility, rate)
  if (!Number.isNaN(limit))
    return { price: limit, criticalPrice: rate * years > 0 && volatility * Math.sqrt(years) <= 1e6 ? strike : never }
  const time = rate * years
  const deviation = volatility * Math.sqrt(years)
  // A put on a forward F at the strike K is worth a call on a forward K at the strike F: only their distance counts.
  const distance = side * logRatio(forward, strike)
  const reach = criticalDistance(deviation, time)
  const criticalPrice = strike * exp(side * reach)
  if (distance >= reach) return { price: side * (forward - strike), criticalPrice }
  const european = exp(-time) * blackPrice(side, forward, strike, deviation)
  const unit = side === 1 ? strike : forward
  const exponent = growthExponent(deviation, time)
  return { price: european + unit * premiumAt(reach, deviation, time, exponent) * exp(exponent * (distance - reach)), criticalPrice }
}

/** ln of critical price over strike of a call, from the deviation and rate times years, both above 0. */
export function criticalDistance(deviation: number, time: number): number {
  const discount = exp(-time)
  const exponent = growthExponent(deviation, time)
  // Value of exercise less that of waiting, with the put in place of the call: nothing cancels when the rate is small.
  const gain = (distance: number) => {
    const put = timeValueRatio(-distance, deviation)
    return -expm1(-time) * expm1(distance) - discount * put - premiumAt(distance, deviation, time, exponent)
  }
  const [low, high] = risingBracket('critical price', gain, 0, Math.min(deviation, 1))
  return bracketedRoot('critical price', gain, low, high)
}

/** q of the approximation: the premium grows with the forward to this power. */
function growthExponent(deviation: number, time: number): number {
  return 0.5 * (1 + Math.sqrt(1 + (8 * time) / (deviation * deviation * -expm1(-time))))
}

/** What early exercise is worth at this distance if it is the critical one, in units of the strike of a call. */
function premiumAt(distance: number, deviation: number, time: number, exponent: number): number {
  const d1 = distance / deviation + 0.5 * deviation
  return (exp(distance) * (exp(-time) * normalCdf(-d1) - expm1(-time))) / exponent
}
