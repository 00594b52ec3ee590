// The American options on futures for which no approximation is needed.
import { exp } from '../numerics/elementary.ts'
import { blackPrice } from './black.ts'

/**
 * The value of an American option that is never worth exercising early or whose future does not move; NaN for all
 * others. A rate of 0 or below: European, since the payoff only loses by being taken early. A deviation of 0 (below
 * 1e-100), or a forward or strike without a logarithm: the payoff of today or that of expiry, whichever is more. A
 * deviation beyond a million: the upper bound, to ten digits.
 */
export function americanLimit(side: 1 | -1, forward: number, strike: number, years: number, volatility: number, rate: number): number {
  const deviation = volatility * Math.sqrt(years)
  const european = exp(-rate * years) * blackPrice(side, forward, strike, deviation)
  if (rate * years <= 0) return european
  if (deviation < 1e-100 || !(forward > 0 && strike > 0)) return Math.max(european, side * (forward - strike), 0)
  return deviation > 1e6 ? blackPrice(side, forward, strike, Infinity) : NaN
}
