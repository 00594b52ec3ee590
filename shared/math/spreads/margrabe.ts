// The option to exchange one asset for another: a spread option with strike 0, in closed form.
// Source: Margrabe (1978), Journal of Finance 33, 177-186; in futures as in Haug (2007), 5.4. Called by calc/spreads.ts.
import { exp } from '../numerics/elementary.ts'
import { normalCdf } from '../numerics/normal.ts'
import { blackPrice } from '../options/black.ts'
import { logRatio } from '../options/normalised-black.ts'
import { ratioVolatility, requireTerms, type SpreadTerms, type SpreadValue } from './spread-terms.ts'

interface ExchangeValue extends SpreadValue {
  /** Volatility of the ratio of the two prices. */
  readonly volatility: number
}

/** Right to receive asset 1 for asset 2: discount * (F1 N(d1) - F2 N(d2)). Terms as in spread-terms.ts; without volatility: intrinsic. */
export function exchangeOption(terms: Omit<SpreadTerms, 'side' | 'strike'>): ExchangeValue {
  requireTerms({ ...terms, side: 1, strike: 0 })
  const { forward1, forward2, years, rate } = terms
  const volatility = ratioVolatility(terms.volatility1, terms.volatility2, terms.correlation, 1)
  const discount = exp(-rate * years)
  const deviation = volatility * Math.sqrt(years)
  const price = discount * blackPrice(1, forward1, forward2, deviation)
  const moneyness = logRatio(forward1, forward2)
  if (deviation === 0) {
    const share = moneyness === 0 ? 0.5 : moneyness > 0 ? 1 : 0
    return { price, delta1: discount * share, delta2: -discount * share, volatility }
  }
  const d1 = moneyness / deviation + deviation / 2
  return { price, delta1: discount * normalCdf(d1), delta2: -discount * normalCdf(d1 - deviation), volatility }
}
