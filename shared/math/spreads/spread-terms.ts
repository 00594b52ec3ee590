// What an option on the difference of two futures is: payoff max(side * (S1 - S2 - strike), 0). Both prices lognormal, their
// log returns correlated (not their levels: a correlation of prices is another number). Called by the models beside this file.
import { requireBetween, requireFinite, requireNotNegative, requirePositive, requireSide } from '../numerics/domain.ts'

export interface SpreadTerms {
  /** 1 call, -1 put. */
  readonly side: 1 | -1
  /** Futures prices above 0, in one unit. */
  readonly forward1: number
  readonly forward2: number
  /** Of any sign. */
  readonly strike: number
  /** From 0. */
  readonly years: number
  /** Lognormal, per root year, from 0. For legs settled on a month's mean: the volatilities of the means. */
  readonly volatility1: number
  readonly volatility2: number
  /** From -1 to 1. */
  readonly correlation: number
  /** Continuously compounded, per year. */
  readonly rate: number
}

/** Above it a lognormal model says nothing, and squares of the deviation leave the range of doubles. */
const largestDeviation = 20

export function requireTerms(terms: SpreadTerms): void {
  requireSide('side', terms.side)
  requirePositive('forward1', terms.forward1)
  requirePositive('forward2', terms.forward2)
  requireFinite('strike', terms.strike)
  requireNotNegative('years', terms.years)
  requireNotNegative('volatility1', terms.volatility1)
  requireNotNegative('volatility2', terms.volatility2)
  requireBetween('correlation', terms.correlation, -1, 1)
  requireFinite('rate', terms.rate)
  requireBetween('volatility1 * sqrt(years)', terms.volatility1 * Math.sqrt(terms.years), 0, largestDeviation)
  requireBetween('volatility2 * sqrt(years)', terms.volatility2 * Math.sqrt(terms.years), 0, largestDeviation)
}

/** Volatility of ln(S1) - share * ln(S2); share from 0. Written so that it does not cancel at a correlation near 1. */
export function ratioVolatility(volatility1: number, volatility2: number, correlation: number, share: number): number {
  const second = share * volatility2
  const difference = volatility1 - second
  return Math.sqrt(difference * difference + 2 * (1 - correlation) * volatility1 * second)
}

export interface SpreadValue {
  /** Discounted. */
  readonly price: number
  /** Changes of the price per unit of either futures price. */
  readonly delta1: number
  readonly delta2: number
}
