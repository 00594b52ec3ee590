// A volatility for every strike from a few quoted ones: the polynomial in ln(K/F) through the quotes (a parabola through
// three). For strikes near the quotes; far outside a polynomial says nothing. Source: Castagna & Mercurio (2007), Risk 20(1),
// on smiles from three quotes. Called by calc/structures.ts.
import { OutOfDomain, requirePositive, requireWhole } from '../numerics/domain.ts'
import { log } from '../numerics/elementary.ts'

export interface Smile {
  readonly volatilityAt: (strike: number) => number
  /** The strikes between which the smile is quoted. */
  readonly lowest: number
  readonly highest: number
}

interface VolatilityQuote {
  readonly strike: number
  readonly volatility: number
}

/** One to five quotes at different strikes above 0, volatilities above 0. Outside them the polynomial goes on, and may fall to 0 or below. */
export function polynomialSmile(forward: number, quotes: readonly VolatilityQuote[]): Smile {
  requirePositive('forward', forward)
  requireWhole('quotes.length', quotes.length, 1, 5)
  quotes.forEach(({ strike, volatility }, i) => {
    requirePositive(`quotes[${i}].strike`, strike)
    requirePositive(`quotes[${i}].volatility`, volatility)
    if (quotes.slice(0, i).some((other) => other.strike === strike))
      throw new OutOfDomain(`quotes[${i}].strike`, strike, 'a strike not quoted before')
  })
  const places = quotes.map(({ strike }) => log(strike / forward))
  const volatilityAt = (strike: number) => {
    requirePositive('strike', strike)
    const x = log(strike / forward)
    let volatility = 0
    quotes.forEach((quote, i) => {
      let share = 1
      places.forEach((place, j) => {
        if (j !== i) share *= (x - place) / (places[i]! - place)
      })
      volatility += share * quote.volatility
    })
    return volatility
  }
  const strikes = quotes.map(({ strike }) => strike)
  return { volatilityAt, lowest: Math.min(...strikes), highest: Math.max(...strikes) }
}
