// The volatility at which Black's formula gives a price: as exact as the price itself allows, for every price there is.
// Source: Jaeckel, "Let's Be Rational" (2015): a rational guess, then Householder steps of fourth order on a function of
// the price that is nearly linear in each of three ranges. Called for the quotes of options and by the volatility surface.

import { NoConvergence, OutOfDomain, requireLength, requirePositive, requireSide } from '../numerics/domain.ts'
import { exp, log } from '../numerics/elementary.ts'
import { guessDeviation } from './implied-guess.ts'
import { timeValueOf } from './intrinsic.ts'
import { logRatio, remainderPerVega, timeValueGiven, timeValuePerVega } from './normalised-black.ts'

const logRootTwoPi = 0.9189385332046727

/**
 * The volatility per root of a year of an option (side 1 call, -1 put) with this undiscounted price.
 *
 * Domain: forward, strike and years above 0; price from the intrinsic value (0 volatility) to below the upper bound
 * (forward for a call, strike for a put). A price outside throws OutOfDomain: it is an arbitrage or a misprint, not a
 * volatility. Relative error about 1e-15 plus what half a unit in the price's last place moves the volatility.
 */
export function impliedVolatility(side: 1 | -1, price: number, forward: number, strike: number, years: number): number {
  requireSide('side', side)
  requirePositive('forward', forward)
  requirePositive('strike', strike)
  requirePositive('years', years)
  const deviation = impliedDeviation(side, price, forward, strike)
  if (deviation >= 0) return deviation / Math.sqrt(years)
  const bound = side === 1 ? forward : strike
  throw new OutOfDomain('price', price, `from ${Math.max(side * (forward - strike), 0)} to below ${bound}`)
}

/**
 * Row by row the implied volatility, written to `out`; NaN where the row's price is outside its bounds or another
 * argument is. For long tables of quotes, where one misprint must not stop the rest.
 */
export function impliedVolatilityBatch(
  sides: ArrayLike<number>,
  prices: Float64Array,
  forwards: Float64Array,
  strikes: Float64Array,
  years: Float64Array,
  out: Float64Array,
): void {
  const rows = out.length
  requireLength('sides', sides, rows)
  requireLength('prices', prices, rows)
  requireLength('forwards', forwards, rows)
  requireLength('strikes', strikes, rows)
  requireLength('years', years, rows)
  for (let i = 0; i < rows; i++) {
    const side = sides[i]!
    const forward = forwards[i]!
    const strike = strikes[i]!
    const time = years[i]!
    const known = (side === 1 || side === -1) && forward > 0 && strike > 0 && time > 0
    out[i] =
      known && forward < Infinity && strike < Infinity && time < Infinity
        ? impliedDeviation(side, prices[i]!, forward, strike) / Math.sqrt(time)
        : NaN
  }
}

/** The implied volatility times the root of the years; NaN when the price has none. */
function impliedDeviation(side: 1 | -1, price: number, forward: number, strike: number): number {
  const timeValue = timeValueOf(side, price, forward, strike)
  const missing = (side === 1 ? forward : strike) - price
  if (!(timeValue >= 0 && missing > 0)) return NaN
  return timeValue === 0 ? 0 : solveDeviation(-Math.abs(logRatio(forward, strike)), timeValue, missing, Math.min(forward, strike))
}

/**
 * s with timeValueRatio(x, s) = b for b = timeValue / unit = 1 - missing / unit. The steps find a zero of
 *   1/ln b(s) - 1/ln b        far below the price's point of inflection,
 *   ln (1 - b) - ln (1 - b(s))  above one half,
 *   b(s) - b                    in between,
 * all three in terms that never underflow. A bracket keeps a step that overshoots.
 */
function solveDeviation(x: number, timeValue: number, missing: number, unit: number): number {
  const ratio = timeValue / unit
  const upper = ratio > 0.5
  let s = guessDeviation(x, ratio)
  const lower = !upper && !(x / s + 0.5 * s > -1)
  const target = upper ? logShare(missing, unit) : lower ? logShare(timeValue, unit) : ratio
  if (!(s > 0 && s < Infinity)) s = upper ? Math.sqrt(-8 * target) + Math.sqrt(-2 * x) : -x / Math.sqrt(-2 * target)
  let below = 0
  let above = Infinity
  for (let round = 0; round < 100; round++) {
    const h = x / s
    const d1 = h + 0.5 * s
    const logDensity = -0.5 * d1 * d1 - logRootTwoPi
    // bend = b''/b', and its derivative.
    const bend = (h * h) / s - 0.25 * s
    const bendSlope = -3 * (h / s) * (h / s) - 0.25
    let newton: number
    let second = bend
    let secondSlope = bendSlope
    if (lower) {
      const perVega = timeValuePerVega(x, s)
      const rate = 1 / perVega
      const here = logDensity + log(perVega)
      const factor = 1 + 2 / here
      newton = ((target - here) * here) / (target * rate)
      second -= rate * factor
      secondSlope -= rate * ((bend - rate) * factor - (2 * rate) / (here * here))
    } else if (upper) {
      const perVega = remainderPerVega(x, s)
      const rate = -1 / perVega
      newton = (target - logDensity - log(perVega)) / rate
      second -= rate
      secondSlope -= rate * (bend - rate)
    } else {
      const density = exp(logDensity)
      newton = (target - timeValueGiven(x, s, density)) / density
    }
    if (newton === 0) return s
    if (newton > 0) below = s
    else above = s
    const step = (newton * (1 + 0.5 * second * newton)) / (1 + newton * (second + ((second * second + secondSlope) * newton) / 6))
    const next = s + step
    if (Math.abs(step) <= 1e-5 * s) return next
    s = next > below && next < above ? next : above < Infinity ? below + 0.5 * (above - below) : 2 * below
  }
  throw new NoConvergence('implied volatility', `after 100 steps at a deviation of ${s}`)
}

/** ln (part / whole), without underflow of the quotient. */
function logShare(part: number, whole: number): number {
  const share = part / whole
  return share > 1e-300 ? log(share) : log(part) - log(whole)
}
