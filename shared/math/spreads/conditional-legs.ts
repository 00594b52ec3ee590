// The two prices of a spread given z, the standard normal that drives the second one: S2 is known, and S1 is lognormal with
// what correlation leaves of its spread. The integrand of exact-spread.ts and its logarithm, from which the range follows.
import { exp, expm1, log, log1p } from '../numerics/elementary.ts'
import { logRatio, timeValueRatio } from '../options/normalised-black.ts'
import type { SpreadTerms } from './spread-terms.ts'

export interface ConditionalLegs {
  readonly side: 1 | -1
  readonly forward1: number
  readonly forward2: number
  /** From 0. */
  readonly strike: number
  /** ln(forward1 / forward2). */
  readonly start: number
  /** Volatility times root of years, of the whole first price and of the second. */
  readonly deviation1: number
  readonly deviation2: number
  /** The part of deviation1 that z drives, of the correlation's sign, and the part left given z. */
  readonly common: number
  readonly own: number
}

export function conditionalLegs(terms: SpreadTerms, side: 1 | -1): ConditionalLegs {
  const { forward1, forward2, strike, correlation } = terms
  const root = Math.sqrt(terms.years)
  const deviation1 = terms.volatility1 * root
  return {
    side,
    forward1,
    forward2,
    strike,
    start: logRatio(forward1, forward2),
    deviation1,
    deviation2: terms.volatility2 * root,
    common: correlation * deviation1,
    own: deviation1 * Math.sqrt((1 - correlation) * (1 + correlation)),
  }
}

interface ValueGiven {
  /** Expected payoff given z. */
  readonly price: number
  /** E[S1 | z] / forward1 and S2 / forward2. */
  readonly growth1: number
  readonly growth2: number
  /** Black's arguments; infinite where nothing is left to chance. */
  readonly d1: number
  readonly d2: number
}

export function valueGiven(legs: ConditionalLegs, z: number): ValueGiven {
  const { side, forward1, forward2, strike, own } = legs
  const drift1 = legs.common * (z - legs.common / 2)
  const drift2 = legs.deviation2 * (z - legs.deviation2 / 2)
  const growth1 = exp(drift1)
  const growth2 = exp(drift2)
  const first = forward1 * growth1
  const second = forward2 * growth2 + strike
  const ratio = legs.start + (legs.common - legs.deviation2) * (z - (legs.common + legs.deviation2) / 2)
  const gap = gapGiven(legs, drift1, drift2, ratio)
  const share = gap / second
  const x = Math.abs(share) < 0.4 ? log1p(share) : log(first / second)
  const intrinsic = Math.max(side * gap, 0)
  const d1 = own > 0 ? x / own + own / 2 : x === 0 ? 0 : x * Infinity
  return {
    price: own > 0 ? intrinsic + Math.min(first, second) * timeValueRatio(-Math.abs(x), own) : intrinsic,
    growth1,
    growth2,
    d1,
    d2: own > 0 ? d1 - own : d1,
  }
}

/** E[S1 | z] - S2 - strike, written by whichever difference is small, so that its digits are kept. `ratio`: ln(E[S1 | z] / S2). */
function gapGiven(legs: ConditionalLegs, drift1: number, drift2: number, ratio: number): number {
  const { forward1, forward2, strike } = legs
  const move = Math.max(Math.abs(drift1), Math.abs(drift2))
  if (move < 0.3 && move <= Math.abs(ratio)) {
    // A short time: the gap has moved little from that of the forwards.
    return forward1 - forward2 - strike + (forward1 * expm1(drift1) - forward2 * expm1(drift2))
  }
  const second = forward2 * exp(drift2)
  // Two prices that move almost as one, or any others.
  return Math.abs(ratio) < 0.3 ? second * expm1(ratio) - strike : forward1 * exp(drift1) - second - strike
}

/** ln(E[S1 | z] / (S2 + strike)), a concave function of z, its slope, and the logarithms of both sides. */
export function logMoneyness(
  legs: ConditionalLegs,
  z: number,
): { x: number; slope: number; first: number; second: number; share2: number } {
  const first = log(legs.forward1) + legs.common * (z - legs.common / 2)
  const asset2 = log(legs.forward2) + legs.deviation2 * (z - legs.deviation2 / 2)
  const strike = legs.strike > 0 ? log(legs.strike) : -Infinity
  const second = Math.max(asset2, strike) + log1p(exp(-Math.abs(asset2 - strike)))
  const share2 = exp(asset2 - second)
  return { x: first - second, slope: legs.common - legs.deviation2 * share2, first, second, share2 }
}

/** The logarithm of density times expected payoff given z, up to a few units; -Infinity where nothing is paid. */
export function logIntegrand(legs: ConditionalLegs, z: number): number {
  const { x, first, second } = logMoneyness(legs, z)
  const distance = Math.abs(x)
  if (legs.side * x > 0) return Math.max(first, second) + log(legs.own - expm1(-distance)) - (z * z) / 2
  if (legs.own === 0) return -Infinity
  const d1 = Math.min(legs.own / 2 - distance / legs.own, 0)
  return Math.min(first, second) - (d1 * d1) / 2 - (z * z) / 2
}
