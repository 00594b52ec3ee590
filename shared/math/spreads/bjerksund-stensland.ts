// The value of a spread option exercised by a simple rule, S1 against a power of S2: a lower bound in three normals, usually
// much nearer the truth than Kirk. Source: Bjerksund & Stensland (2006, published 2014), Quantitative Finance 14, 1785-1794,
// "Closed form spread option valuation". Called by calc/spreads.ts.
import { requirePositive } from '../numerics/domain.ts'
import { exp } from '../numerics/elementary.ts'
import { normalCdf } from '../numerics/normal.ts'
import { logRatio } from '../options/normalised-black.ts'
import { ratioVolatility, requireTerms, type SpreadTerms } from './spread-terms.ts'

/**
 * Discounted price. Terms as in spread-terms.ts; forward2 + strike above 0, otherwise OutOfDomain. Equal to Margrabe at
 * strike 0. The put follows by parity. The formula as published: where its rule is a poor one, legs that move almost as one
 * and a large strike, it can fall below the intrinsic value; the larger of the two is the better bound.
 */
export function bjerksundStenslandSpread(terms: SpreadTerms): number {
  requireTerms(terms)
  const { side, forward1, forward2, strike, years, volatility1, volatility2, correlation, rate } = terms
  const second = forward2 + strike
  requirePositive('forward2 + strike', second)
  const share = forward2 / second
  const deviation = ratioVolatility(volatility1, volatility2, correlation, share) * Math.sqrt(years)
  const spread = forward1 - forward2 - strike
  const discount = exp(-rate * years)
  if (deviation === 0) return discount * Math.max(side * spread, 0)
  // The paper's d1, d2 and d3 in differences of volatilities, which do not cancel when the legs move almost as one.
  const moneyness = logRatio(forward1, second)
  const gap = volatility1 - share * volatility2
  const d1 = moneyness / deviation + deviation / 2
  const d3 = (moneyness - (gap * (volatility1 + share * volatility2) * years) / 2) / deviation
  const d2 = d3 + (volatility2 * (gap - (1 - correlation) * volatility1) * years) / deviation
  // Price the side that is out of the money at the forwards, so that the small number is not a difference of large ones.
  const outSide = spread > 0 ? -1 : 1
  const out = outSide * (forward1 * normalCdf(outSide * d1) - forward2 * normalCdf(outSide * d2) - strike * normalCdf(outSide * d3))
  return discount * (side === outSide ? out : out + side * spread)
}
