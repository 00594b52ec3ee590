// The price of a spread option to ten digits and more: given the second price, the first is lognormal and Black (1976) holds;
// what remains is one integral over the second. The measure of the approximations beside this file.
// Source: Pearson (1995), "An efficient approach for pricing spread options", Journal of Derivatives 3, 76-91.
// Called by calc/spreads.ts and inference-spread.ts.
import { adaptiveIntegral } from '../numerics/adaptive-quadrature.ts'
import { exp } from '../numerics/elementary.ts'
import { normalCdf, normalDensity } from '../numerics/normal.ts'
import { type ConditionalLegs, conditionalLegs, valueGiven } from './conditional-legs.ts'
import { quadratureEdges } from './quadrature-edges.ts'
import { requireTerms, type SpreadTerms } from './spread-terms.ts'

const wanted = 1e-13
const search = 'The integral of the spread option'

/**
 * Discounted price. Terms as in spread-terms.ts; strikes of any sign, correlations of -1 and 1, volatilities and years of 0
 * included. The side that is out of the money at the forwards is integrated, to 1e-10 of itself (mostly 1e-13); the other one
 * follows by parity, exactly.
 */
export function exactSpread(terms: SpreadTerms): number {
  const { terms: each, legs, spread } = setUp(terms)
  const value = integral(legs, (z) => normalDensity(z) * valueGiven(legs, z).price)
  return exp(-each.rate * each.years) * (each.side === legs.side ? value : value + each.side * spread)
}

/**
 * Changes of the price per unit of forward1 and forward2; where the sign of the payoff is certain, those of the intrinsic value
 * (half at the bend).
 */
export function exactSpreadDeltas(terms: SpreadTerms): { delta1: number; delta2: number } {
  const { terms: each, legs, spread, isSwapped } = setUp(terms)
  const discount = exp(-each.rate * each.years)
  const parity = each.side === legs.side ? 0 : each.side
  let first = 0
  let second = 0
  const movesAsOne = legs.own === 0 && legs.common === legs.deviation2
  if (movesAsOne && (legs.deviation2 === 0 || legs.strike === 0)) {
    first = spread === 0 ? legs.side / 2 : 0
    second = 0 - first
  } else {
    first = integral(legs, (z) => {
      const { growth1, d1 } = valueGiven(legs, z)
      return legs.side * normalDensity(z) * growth1 * normalCdf(legs.side * d1)
    })
    second = integral(legs, (z) => {
      const { growth2, d2 } = valueGiven(legs, z)
      return -legs.side * normalDensity(z) * growth2 * normalCdf(legs.side * d2)
    })
  }
  const delta1 = discount * (first + parity)
  const delta2 = discount * (second - parity)
  return isSwapped ? { delta1: delta2, delta2: delta1 } : { delta1, delta2 }
}

function integral(legs: ConditionalLegs, f: (z: number) => number): number {
  const edges = quadratureEdges(legs)
  return edges.length > 1 ? adaptiveIntegral(search, f, edges, wanted) : 0
}

/** The terms with a strike from 0: S1 - S2 + k as a call is S2 - S1 - k as a put. And the side that is out of the money. */
function setUp(given: SpreadTerms): { terms: SpreadTerms; legs: ConditionalLegs; spread: number; isSwapped: boolean } {
  requireTerms(given)
  const isSwapped = given.strike < 0
  const terms: SpreadTerms = isSwapped
    ? {
        ...given,
        side: given.side === 1 ? -1 : 1,
        forward1: given.forward2,
        forward2: given.forward1,
        volatility1: given.volatility2,
        volatility2: given.volatility1,
        strike: -given.strike,
      }
    : given
  const spread = terms.forward1 - terms.forward2 - terms.strike
  return { terms, legs: conditionalLegs(terms, spread > 0 ? -1 : 1), spread, isSwapped }
}
