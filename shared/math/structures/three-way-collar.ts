// A three-way collar: a collar cheapened by a second, higher call that is sold. Above that call the protection does not grow
// any more. Sources: Black (1976); Hull, ch. 12. Called by calc/structures.ts.
import { OutOfDomain, requirePositive } from '../numerics/domain.ts'
import { legsPremium, type OptionLeg, type OptionMarket } from './option-legs.ts'

interface ThreeWayCollar {
  readonly legs: readonly OptionLeg[]
  /** Discounted; below 0 is received. */
  readonly premium: number
  /** The buyer never pays less than this per unit, premium left out. */
  readonly lowestCost: number
  /** The most the structure ever pays: above callSold the buyer's cost rises with the price, less this. */
  readonly largestProtection: number
}

/** Strikes above 0 with putSold <= callBought <= callSold. */
export function threeWayCollar(market: OptionMarket, putSold: number, callBought: number, callSold: number): ThreeWayCollar {
  requirePositive('putSold', putSold)
  requirePositive('callBought', callBought)
  requirePositive('callSold', callSold)
  if (callBought < putSold) throw new OutOfDomain('callBought', callBought, `a strike from putSold (${putSold})`)
  if (callSold < callBought) throw new OutOfDomain('callSold', callSold, `a strike from callBought (${callBought})`)
  const legs: OptionLeg[] = [
    { side: -1, strike: putSold, quantity: -1 },
    { side: 1, strike: callBought, quantity: 1 },
    { side: 1, strike: callSold, quantity: -1 },
  ]
  return { legs, premium: legsPremium(market, legs), lowestCost: putSold, largestProtection: callSold - callBought }
}
