// The lognormal with the mean and the variance of the average, then Black's formula: the fast price of an
// average option. Errors are 0.01 % of the premium for a month ahead, up to 1 % for a month that runs and several per
// cent for averages over a year or volatilities above 100 %; see average-option.ts for the exact one.
// Sources: Turnbull & Wakeman (1991), JFQA 26, 377-389; Levy (1992); Haug (2007), 4.20.3. Called by the calculator and,
// where its error vanishes, by average-option.ts.

import { requireFinite, requirePositive, requireSide } from '../numerics/domain.ts'
import { exp, expm1, log, log1p } from '../numerics/elementary.ts'
import { normalCdf, normalDensity } from '../numerics/normal.ts'
import { blackPrice } from '../options/black.ts'
import type { Fixings, OpenAverage } from './fixings.ts'
import { openAverage, weightOf } from './fixings.ts'

/**
 * Price of the option on the average: discount * E[max(side * (average - strike), 0)] under the matched lognormal.
 * `discount`: to the payment date, in (0, ...]. A strike the known fixings have already passed gives the forward.
 */
export function momentMatchedPrice(side: 1 | -1, fixings: Fixings, strike: number, discount: number): number {
  requireSide('side', side)
  requireFinite('strike', strike)
  requirePositive('discount', discount)
  const open = openAverage(fixings)
  return discount * blackPrice(side, open.forward, strike - open.known, averageDeviation(open))
}

/** Standard deviation of the logarithm of the matched lognormal, sqrt(ln(M2 / M1^2)). In O(n). */
export function averageDeviation({ amounts, variances, forward }: OpenAverage): number {
  let greatest = 0
  for (let i = 0; i < variances.length; i++) greatest = Math.max(greatest, variances[i]!)
  if (greatest === 0) return 0
  // M2 / M1^2 - 1 by e^v - 1 where variances are small: there M2 / M1^2 itself would be 1 and a few lost digits.
  const isSmall = greatest < 1
  let later = 0
  let total = 0
  for (let i = amounts.length - 1; i >= 0; i--) {
    const share = amounts[i]! / forward
    total += share * (share + 2 * later) * (isSmall ? expm1(variances[i]!) : exp(variances[i]! - greatest))
    later += share
  }
  return Math.sqrt(isSmall ? log1p(total) : Math.max(0, greatest + log(total)))
}

export interface AverageGreeks {
  readonly price: number
  /** Change of the price per unit of each forward to come. Their sum is the delta to a parallel shift. */
  readonly deltas: Float64Array
  /** Change of the price when all volatilities rise by 1.00. */
  readonly vega: number
}

/**
 * The matched price with its derivatives, in O(n). Where nothing is uncertain: delta of the intrinsic value, one half
 * at the strike, and vega 0.
 */
export function momentMatchedGreeks(side: 1 | -1, fixings: Fixings, strike: number, discount: number): AverageGreeks {
  const price = momentMatchedPrice(side, fixings, strike, discount)
  const open = openAverage(fixings)
  const { amounts, variances, firstOpen, forward } = open
  const left = strike - open.known
  const deviation = averageDeviation(open)
  const deltas = new Float64Array(fixings.forwards.length)
  if (left <= 0 || forward === 0 || deviation === 0) {
    // Nothing to decide: the payoff is that of the forward, or none, or half of it at the strike.
    const share = (1 + side * Math.sign(forward - left)) / 2
    for (let i = 0; i < deltas.length; i++) deltas[i] = discount * side * share * weightOf(fixings, fixings.past.length + i)
    return { price, deltas, vega: 0 }
  }
  const d1 = log(forward / left) / deviation + deviation / 2
  const forwardDelta = discount * side * normalCdf(side * d1)
  const knownDelta = discount * side * normalCdf(side * (d1 - deviation))
  /** Change of the price with ln(M2 / M1^2), and with M2 / M1^2 itself. */
  const perVariance = (discount * forward * normalDensity(d1)) / (2 * deviation)
  const perMoment = perVariance * exp(-deviation * deviation)
  let before = 0 // sum of share * e^variance over the fixings passed
  let later = 1 // sum of the shares of those not yet passed
  let vega = 0
  for (let i = 0; i < deltas.length; i++) {
    const weight = weightOf(fixings, fixings.past.length + i)
    if (i < firstOpen) {
      deltas[i] = weight * knownDelta
      continue
    }
    const share = amounts[i - firstOpen]! / forward
    const growth = exp(variances[i - firstOpen]!)
    const momentSlope = 2 * (before + growth * later)
    deltas[i] = weight * (forwardDelta + (perMoment * momentSlope - 2 * perVariance) / forward)
    later -= share
    vega += perMoment * share * growth * (share + 2 * later) * 2 * fixings.volatilities[i]! * fixings.times[i]!
    before += share * growth
  }
  return { price, deltas, vega }
}
