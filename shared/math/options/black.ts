// The undiscounted Black (1976) price, the inner function of every option model of this library. Unchecked: its callers
// have checked their arguments.
import { logRatio, timeValueRatio } from './normalised-black.ts'

/**
 * Expected payoff of a call (side 1) or put (-1) on a lognormal forward, in units of the forward; deviation = volatility
 * times the root of the years, from 0 to Infinity. Limits: deviation 0 is the intrinsic value; a strike or a forward of
 * 0 or below leaves the payoff of a forward or nothing. The time value is exact in relative terms, far out as well.
 */
export function blackPrice(side: 1 | -1, forward: number, strike: number, deviation: number): number {
  const intrinsic = Math.max(side * (forward - strike), 0)
  if (deviation === 0 || strike <= 0 || forward <= 0) return intrinsic
  if (deviation === Infinity) return side === 1 ? forward : strike
  return intrinsic + Math.min(forward, strike) * timeValueRatio(-Math.abs(logRatio(forward, strike)), deviation)
}
