// The option on a future whose price moves by amounts, not by shares: spreads and prices near 0, of either sign. Source:
// Bachelier (1900), Théorie de la spéculation; Haug (2007), 1.3.1; Choi, Kwak, Tee & Wang (2022), "A Black-Scholes user's
// guide to the Bachelier model", Journal of Futures Markets 42, 959-980. Called for spreads and basis.
import { requireFinite, requireNotNegative, requireSide } from '../numerics/domain.ts'
import { exp } from '../numerics/elementary.ts'
import { normalCdf } from '../numerics/normal.ts'
import { requireRate } from './contract.ts'
import { millsDecline } from './mills-ratio.ts'

const perRootTwoPi = 0.3989422804014327

/** Discounted to today; the derivatives are those of Black76, the volatility here in currency per root of a year. */
interface Bachelier {
  readonly price: number
  readonly delta: number
  readonly gamma: number
  readonly vega: number
  readonly theta: number
  readonly rho: number
  readonly vanna: number
  readonly volga: number
  readonly strikeDelta: number
  /** (forward - strike) / (volatility root years). */
  readonly distance: number
  readonly exerciseProbability: number
}

/**
 * Price and derivatives of a call (side 1) or put (-1). forward, strike and rate of either sign; years and volatility
 * from 0. Limits: volatility or years 0 give the discounted intrinsic value; there the distance is infinite, at the
 * money 0 with an infinite gamma. Out of the money the price keeps its relative accuracy.
 */
export function bachelier(side: 1 | -1, forward: number, strike: number, years: number, volatility: number, rate: number): Bachelier {
  requireSide('side', side)
  requireFinite('forward', forward)
  requireFinite('strike', strike)
  requireNotNegative('years', years)
  requireNotNegative('volatility', volatility)
  requireRate(rate, years)
  const discount = exp(-rate * years)
  const rootYears = Math.sqrt(years)
  const deviation = volatility * rootYears
  const gap = forward - strike
  requireFinite('forward - strike', gap)
  requireFinite('volatility times root of years', deviation)
  const distance = gap === 0 ? 0 : gap / deviation
  const price = discount * bachelierPrice(side, gap, deviation)
  const density = discount * perRootTwoPi * exp(-0.5 * distance * distance)
  const inMoney = normalCdf(side * distance)
  const vega = rootYears * density
  const isDecaying = density > 0 && volatility > 0
  const decay = !isDecaying ? 0 : years === 0 ? Infinity : (density * volatility) / (2 * rootYears)
  return {
    price,
    delta: side * discount * inMoney,
    gamma: density === 0 ? 0 : density / deviation,
    vega,
    theta: rate * price - decay,
    rho: -years * price,
    vanna: density === 0 || distance === 0 ? 0 : (-density * distance) / volatility,
    volga: vega === 0 || distance === 0 ? 0 : (vega * distance * distance) / volatility,
    strikeDelta: -side * discount * inMoney,
    distance,
    exerciseProbability: inMoney,
  }
}

/** Undiscounted and unchecked, from gap = forward - strike and deviation = volatility times root of years. */
function bachelierPrice(side: 1 | -1, gap: number, deviation: number): number {
  const intrinsic = Math.max(side * gap, 0)
  if (deviation === 0) return intrinsic
  const z = Math.abs(gap) / deviation
  return z < 40 ? intrinsic + deviation * perRootTwoPi * exp(-0.5 * z * z) * millsDecline(z) : intrinsic
}
