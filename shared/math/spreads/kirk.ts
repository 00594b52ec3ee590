// Kirk's approximation of a spread option: S2 + strike is taken as one lognormal price. Quick; errors reach 1e-2 of the price
// for strikes large against F2 or correlations near 1, of either sign. exact-spread.ts is the truth.
// Source: Kirk (1995), in Managing Energy Price Risk; Haug (2007), 5.4.2. Called by calc/spreads.ts.
import { requirePositive } from '../numerics/domain.ts'
import { exp } from '../numerics/elementary.ts'
import { normalCdf, normalDensity } from '../numerics/normal.ts'
import { blackPrice } from '../options/black.ts'
import { logRatio } from '../options/normalised-black.ts'
import { ratioVolatility, requireTerms, type SpreadTerms, type SpreadValue } from './spread-terms.ts'

interface KirkValue extends SpreadValue {
  /** The volatility of the ratio S1 / (S2 + strike) that the approximation uses. */
  readonly volatility: number
}

/** Terms as in spread-terms.ts; forward2 + strike above 0, otherwise OutOfDomain. Deltas are those of the approximation. */
export function kirkSpread(terms: SpreadTerms): KirkValue {
  requireTerms(terms)
  const { side, forward1, forward2, strike, years, volatility1, volatility2, correlation, rate } = terms
  const second = forward2 + strike
  requirePositive('forward2 + strike', second)
  const share = forward2 / second
  const volatility = ratioVolatility(volatility1, volatility2, correlation, share)
  const discount = exp(-rate * years)
  const deviation = volatility * Math.sqrt(years)
  const price = discount * blackPrice(side, forward1, second, deviation)
  const moneyness = logRatio(forward1, second)
  if (deviation === 0) {
    const exercised = moneyness === 0 ? 0.5 : side * moneyness > 0 ? 1 : 0
    return { price, delta1: side * discount * exercised, delta2: -side * discount * exercised, volatility }
  }
  const d1 = moneyness / deviation + deviation / 2
  // forward2 moves the strike asset and, through its share, the volatility.
  const slope =
    ((share * volatility2 - correlation * volatility1) * volatility2 * Math.sqrt(years) * strike) / (volatility * second * second)
  return {
    price,
    delta1: side * discount * normalCdf(side * d1),
    delta2: discount * (forward1 * normalDensity(d1) * slope - side * normalCdf(side * (d1 - deviation))),
    volatility,
  }
}
