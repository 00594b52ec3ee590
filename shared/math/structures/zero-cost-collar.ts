// A collar for a buyer that costs nothing: a bought call caps the price, a sold put of the same premium pays for it.
// Sources: Black (1976); Hull, ch. 12. Called by calc/structures.ts.
import { NoConvergence, OutOfDomain, requireFinite, requireNotNegative, requirePositive } from '../numerics/domain.ts'
import { exp } from '../numerics/elementary.ts'
import { bracketedRoot } from '../numerics/root.ts'
import { blackPrice } from '../options/black.ts'
import { exerciseShare, legsDelta, type OptionMarket, requireMarket } from './option-legs.ts'
import type { Smile } from './smile.ts'

interface ZeroCostCollar {
  readonly putStrike: number
  /** Premium of either option, discounted. */
  readonly premium: number
  /** Change of the buyer's position per unit of the forward. */
  readonly delta: number
}

/**
 * The put strike with P(putStrike) = C(callStrike) at one volatility. Exactly one exists: the premium of a put rises with its
 * strike from 0 without bound. It lies below the forward when callStrike lies above, and above it when below.
 *
 * callStrike above 0. At a deviation of 0 both options above and below the forward are worth nothing; the limit is
 * forward^2 / callStrike. A call so far out that its premium is 0 in doubles is refused.
 */
export function zeroCostCollar(market: OptionMarket, callStrike: number): ZeroCostCollar {
  requireMarket(market)
  requirePositive('callStrike', callStrike)
  const { forward, years, volatility, rate } = market
  const deviation = volatility * Math.sqrt(years)
  const premium = blackPrice(1, forward, callStrike, deviation)
  const putStrike =
    deviation === 0 && callStrike >= forward
      ? (forward / callStrike) * forward
      : bracketedRoot(
          search,
          (strike) => blackPrice(-1, forward, strike, deviation) - premium,
          ...strikeRange(forward, requirePremium(callStrike, premium)),
        )
  const delta = legsDelta(market, [
    { side: 1, strike: callStrike, quantity: 1 },
    { side: -1, strike: putStrike, quantity: -1 },
  ])
  return { putStrike, premium: exp(-rate * years) * premium, delta }
}

interface SmileCollar extends ZeroCostCollar {
  readonly callVolatility: number
  readonly putVolatility: number
  /** False when, on the quoted strikes, the smile lets the premium of a put fall as its strike rises: another strike may do too. */
  readonly isUnique: boolean
}

/**
 * The same with each option at the volatility of its own strike; years above 0. The delta holds those volatilities fixed.
 * Where the smile gives several put strikes, the highest is taken.
 */
export function zeroCostCollarWithSmile(
  { forward, years, rate }: Omit<OptionMarket, 'volatility'>,
  smile: Smile,
  callStrike: number,
): SmileCollar {
  requirePositive('forward', forward)
  requirePositive('years', years)
  requireFinite('rate', rate)
  requirePositive('callStrike', callStrike)
  const callVolatility = smile.volatilityAt(callStrike)
  requireNotNegative('the volatility of callStrike', callVolatility)
  requirePositive('the volatility at the forward', smile.volatilityAt(forward))
  const deviationOf = (strike: number) => smile.volatilityAt(strike) * Math.sqrt(years)
  const callDeviation = callVolatility * Math.sqrt(years)
  const premium = requirePremium(callStrike, blackPrice(1, forward, callStrike, callDeviation))
  const putStrike = highestStrike(forward, premium, deviationOf)
  const discount = exp(-rate * years)
  return {
    putStrike,
    premium: discount * premium,
    delta:
      discount * (exerciseShare(1, forward, callStrike, callDeviation) + exerciseShare(-1, forward, putStrike, deviationOf(putStrike))),
    callVolatility,
    putVolatility: smile.volatilityAt(putStrike),
    isUnique: premiumRises(forward, Math.min(smile.lowest, putStrike), Math.max(smile.highest, putStrike), deviationOf),
  }
}

const scanSteps = 256

const search = 'The put strike of the collar'

/** A put is worth at most its strike and at least strike - forward, which bounds the strike; 1 % is for rounding. */
function strikeRange(forward: number, premium: number): [number, number] {
  return [0.99 * premium, 1.01 * (forward + premium)]
}

/** The highest strike whose put costs the premium, read downwards in steps of an eighth of the deviation at the forward. */
function highestStrike(forward: number, premium: number, deviationOf: (strike: number) => number): number {
  const gain = (strike: number) => {
    const deviation = deviationOf(strike)
    return deviation >= 0 ? blackPrice(-1, forward, strike, deviation) - premium : NaN // no volatility there: no price
  }
  const [lowest, highest] = strikeRange(forward, premium)
  const factor = exp(-Math.min(0.06, Math.max(1e-4, deviationOf(forward) / 8)))
  let high = highest
  let above = gain(high)
  while (high > lowest) {
    const low = Math.max(high * factor, lowest)
    const below = gain(low)
    if (above >= 0 && below <= 0) return bracketedRoot(search, gain, low, high)
    high = low
    above = below
  }
  throw new NoConvergence(search, `no put costs ${premium}`)
}

/** True when the premium of a put rises with its strike from one strike to the other, read in 256 steps. */
function premiumRises(forward: number, from: number, to: number, deviationOf: (strike: number) => number): boolean {
  let before = -Infinity
  for (let i = 0; i <= scanSteps; i++) {
    const strike = from + (to - from) * (i / scanSteps)
    const deviation = deviationOf(strike)
    if (!(deviation >= 0)) return false
    const price = blackPrice(-1, forward, strike, deviation)
    if (price < before) return false
    before = price
  }
  return true
}

function requirePremium(callStrike: number, premium: number): number {
  if (!(premium > 0)) throw new OutOfDomain('callStrike', callStrike, 'a strike whose call has a price above 0')
  return premium
}
