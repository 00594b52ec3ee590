// A participating forward: a bought call, and puts sold at the same strike on a part of the volume, which pay for it. Above the
// strike the buyer is protected in full, below it the part without a put gains. Sources: Black (1976); Hull, ch. 12.
// Called by calc/structures.ts.
import { OutOfDomain, requireBetween, requirePositive } from '../numerics/domain.ts'
import { exp } from '../numerics/elementary.ts'
import { bracketedRoot, risingBracket } from '../numerics/root.ts'
import { blackPrice } from '../options/black.ts'
import { type OptionMarket, requireMarket } from './option-legs.ts'

interface ParticipatingForward {
  /** Puts sold per call bought: C(strike) / P(strike), for no premium. */
  readonly putShare: number
  /** Part of a fall of the price that the buyer keeps: 1 - putShare; below 0 when the strike lies below the forward. */
  readonly participation: number
  /** Premiums per unit, discounted. */
  readonly call: number
  readonly put: number
}

/** strike above 0; one whose put is worth nothing (far below the forward) is refused. At deviation 0 and the forward: limit 1. */
export function participatingForward(market: OptionMarket, strike: number): ParticipatingForward {
  requireMarket(market)
  requirePositive('strike', strike)
  const discount = exp(-market.rate * market.years)
  const deviation = market.volatility * Math.sqrt(market.years)
  const call = blackPrice(1, market.forward, strike, deviation)
  const put = blackPrice(-1, market.forward, strike, deviation)
  if (strike !== market.forward && !(put > 0)) throw new OutOfDomain('strike', strike, 'a strike whose put has a price above 0')
  const putShare = strike === market.forward ? 1 : call / put
  return { putShare, participation: 1 - putShare, call: discount * call, put: discount * put }
}

/**
 * The strike that buys a wanted participation in [0, 1). Exactly one exists: C/P falls from Infinity to 0 as the strike rises.
 * 0 gives the forward itself (a plain forward purchase); at a deviation of 0 every participation does.
 */
export function participatingForwardStrike(market: OptionMarket, participation: number): number {
  requireMarket(market)
  requireBetween('participation', participation, 0, 1 - 1e-12)
  const { forward } = market
  const deviation = market.volatility * Math.sqrt(market.years)
  if (participation === 0 || deviation === 0) return forward
  const cost = (strike: number) =>
    blackPrice(1, forward, strike, deviation) - (1 - participation) * blackPrice(-1, forward, strike, deviation)
  const search = 'The strike of the participating forward'
  const [low, high] = risingBracket(search, cost, forward, forward * (1 + deviation))
  return bracketedRoot(search, cost, low, high)
}
