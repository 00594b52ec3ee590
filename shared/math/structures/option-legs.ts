// A hedge made of options on one forward, as legs: what it pays at the end, what it costs today, how it moves.
// Sources: Black (1976); Hull, ch. 12 (combinations). Called by the structures beside this file.
import { requireFinite, requireNotNegative, requirePositive, requireSide } from '../numerics/domain.ts'
import { exp } from '../numerics/elementary.ts'
import { normalCdf } from '../numerics/normal.ts'
import { blackPrice } from '../options/black.ts'
import { logRatio } from '../options/normalised-black.ts'

export interface OptionLeg {
  /** 1 call, -1 put. */
  readonly side: 1 | -1
  readonly strike: number
  /** Bought above 0, sold below; per unit hedged. */
  readonly quantity: number
}

/** The market one structure is priced in: forward above 0, years and volatility from 0, rate continuously compounded. */
export interface OptionMarket {
  readonly forward: number
  readonly years: number
  /** Lognormal, per root year. */
  readonly volatility: number
  readonly rate: number
}

export function requireMarket({ forward, years, volatility, rate }: OptionMarket): void {
  requirePositive('forward', forward)
  requireNotNegative('years', years)
  requireNotNegative('volatility', volatility)
  requireFinite('rate', rate)
}

/** Premium per unit, paid today and discounted: above 0 is paid, below is received. */
export function legsPremium(market: OptionMarket, legs: readonly OptionLeg[]): number {
  requireMarket(market)
  requireLegs(legs)
  const deviation = market.volatility * Math.sqrt(market.years)
  let value = 0
  for (const { side, strike, quantity } of legs) value += quantity * blackPrice(side, market.forward, strike, deviation)
  return exp(-market.rate * market.years) * value
}

/** Change of the premium per unit of the forward. At a deviation of 0 and the strike itself: half of the step. */
export function legsDelta(market: OptionMarket, legs: readonly OptionLeg[]): number {
  requireMarket(market)
  requireLegs(legs)
  const deviation = market.volatility * Math.sqrt(market.years)
  let value = 0
  for (const { side, strike, quantity } of legs) value += quantity * side * exerciseShare(side, market.forward, strike, deviation)
  return exp(-market.rate * market.years) * value
}

/** N(side d1), with its limits at a strike or a deviation of 0. */
export function exerciseShare(side: 1 | -1, forward: number, strike: number, deviation: number): number {
  if (strike <= 0) return side === 1 ? 1 : 0
  const moneyness = logRatio(forward, strike)
  if (deviation === 0) return moneyness === 0 ? 0.5 : side * moneyness > 0 ? 1 : 0
  return normalCdf(side * (moneyness / deviation + deviation / 2))
}

/** What the legs pay at a final price, premium left out. */
export function legsPayoff(legs: readonly OptionLeg[], finalPrice: number): number {
  requireLegs(legs)
  requireNotNegative('finalPrice', finalPrice)
  let paid = 0
  for (const { side, strike, quantity } of legs) paid += quantity * Math.max(side * (finalPrice - strike), 0)
  return paid
}

/** What a buyer pays per unit in the end: the final price less the payoff, premium left out. */
export function effectiveCost(legs: readonly OptionLeg[], finalPrice: number): number {
  return finalPrice - legsPayoff(legs, finalPrice)
}

function requireLegs(legs: readonly OptionLeg[]): void {
  legs.forEach(({ side, strike, quantity }, i) => {
    requireSide(`legs[${i}].side`, side)
    requireNotNegative(`legs[${i}].strike`, strike)
    requireFinite(`legs[${i}].quantity`, quantity)
  })
}
