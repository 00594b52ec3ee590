// Options on a future that pay all or nothing at expiry: a fixed amount, or the future's price. Source: Reiner &
// Rubinstein (1991), "Unscrambling the binary code", Risk 4, 75-83; Haug (2007), 4.19. Called for list prices that
// change in one step, and as the parts of Black's formula: asset - strike cash = call.
import { exp } from '../numerics/elementary.ts'
import { normalCdf } from '../numerics/normal.ts'
import { requireContract } from './contract.ts'
import { logRatio } from './normalised-black.ts'

const perRootTwoPi = 0.3989422804014327

/** Discounted to today; derivatives as in Black76. */
interface BinaryOption {
  readonly price: number
  readonly delta: number
  readonly vega: number
  readonly theta: number
}

/**
 * Pays 1 when the future ends above (side 1) or below (-1) the strike. Units and domain as in black76. Limits: without
 * deviation the payoff of today's forward, one half at the strike itself, where delta is infinite.
 */
export function cashOrNothing(
  side: 1 | -1,
  forward: number,
  strike: number,
  years: number,
  volatility: number,
  rate: number,
): BinaryOption {
  requireContract(side, forward, strike, years, volatility, rate)
  const { discount, d1, d2, density, deviation } = terms(forward, strike, years, volatility, rate)
  const price = discount * normalCdf(side * d2)
  // n(d2) = n(d1) forward / strike.
  const edge = density === 0 ? 0 : (side * density * forward) / strike
  return {
    price,
    delta: edge === 0 ? 0 : edge / (forward * deviation),
    vega: perVolatility(-edge, d1, volatility, years, 0.5),
    theta: rate * price + perYear(edge, d1, volatility, years, 0.5),
  }
}

/** Pays the future's price when it ends above (side 1) or below (-1) the strike. Units, domain, limits as cashOrNothing. */
export function assetOrNothing(
  side: 1 | -1,
  forward: number,
  strike: number,
  years: number,
  volatility: number,
  rate: number,
): BinaryOption {
  requireContract(side, forward, strike, years, volatility, rate)
  const { discount, d1, d2, density, deviation } = terms(forward, strike, years, volatility, rate)
  const inMoney = discount * normalCdf(side * d1)
  const price = forward * inMoney
  const edge = side * density * forward
  return {
    price,
    delta: inMoney + (edge === 0 ? 0 : edge / (forward * deviation)),
    vega: perVolatility(-edge, d2, volatility, years, -0.5),
    theta: rate * price + perYear(edge, d2, volatility, years, -0.5),
  }
}

/** density = discount n(d1). Where forward or strike has no logarithm, or the deviation is 0 or infinite, d1 and d2 are at their limits. */
function terms(forward: number, strike: number, years: number, volatility: number, rate: number) {
  const discount = exp(-rate * years)
  const deviation = volatility * Math.sqrt(years)
  const x = strike <= 0 ? Infinity : forward === 0 ? -Infinity : logRatio(forward, strike)
  const hasEnd = Math.abs(x) === Infinity
  const shift = x === 0 ? 0 : hasEnd ? x : x / deviation
  const d1 = hasEnd ? x : shift + 0.5 * deviation
  const d2 = hasEnd ? x : shift - 0.5 * deviation
  return { discount, d1, d2, density: discount * perRootTwoPi * exp(-0.5 * d1 * d1), deviation }
}

/** edge d / volatility; at the money d is limit times the deviation, so the quotient has a limit at 0. */
function perVolatility(edge: number, d: number, volatility: number, years: number, limit: number): number {
  if (edge === 0) return 0
  return volatility === 0 ? edge * limit * Math.sqrt(years) : (edge * d) / volatility
}

/** edge d / (2 years), the same way; it grows without bound. */
function perYear(edge: number, d: number, volatility: number, years: number, limit: number): number {
  if (edge === 0 || volatility === 0) return 0
  return years === 0 ? edge * limit * Infinity : (edge * d) / (2 * years)
}
