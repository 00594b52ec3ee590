// Options on an average taken without pause, by the lognormal of the same mean and variance. The variance ratio of the
// average is one integral of positive terms, so neither a carry of 0 nor a small volatility cancels digits, as they do
// in the printed formulas. Sources: Levy (1992), Journal of International Money and Finance 11, 474-491; Haug (2007),
// 4.20.2 and, for futures, "Asian options on futures" (2021), Decisions in Economics and Finance 44. Called by the calculator.

import { OutOfDomain, requireBetween, requireFinite, requireNotNegative, requirePositive, requireSide } from '../numerics/domain.ts'
import { exp, expm1, log1p } from '../numerics/elementary.ts'
import { gaussLegendre } from '../numerics/quadrature.ts'
import { blackPrice } from '../options/black.ts'

/** Growth of the spot and variance of its logarithm over the averaging time beyond which e^x is of no use; 300 % for 22 years. */
const greatest = 200

/** (e^x - 1) / x: the mean over [0, 1] of e^(x u). */
export function meanGrowth(x: number): number {
  return x === 0 ? 1 : expm1(x) / x
}

/**
 * ln(E[A^2] / E[A]^2) of A, the mean over [0, 1] of a geometric Brownian motion with `growth` (carry times years) and
 * `variance` (volatility squared times years): about variance / 3. Growth from -200 to 200, variance from 0 to 200.
 */
export function continuousAverageVariance(growth: number, variance: number): number {
  requireBetween('carry * years', growth, -greatest, greatest)
  requireBetween('volatility^2 * years', variance, 0, greatest)
  const size = 2 * Math.abs(growth) + variance
  const { nodes, weights } = gaussLegendre(size < 8 ? 24 : size < 100 ? 64 : 256)
  // E[A^2] - E[A]^2 = 2 times the integral over w of e^(2 growth w) (e^(variance w) - 1) * integral of e^(growth (u - w)) over u > w.
  let total = 0
  for (let i = 0; i < nodes.length; i++) {
    const w = (1 + nodes[i]!) / 2
    total += weights[i]! * exp(2 * growth * w) * expm1(variance * w) * (1 - w) * meanGrowth(growth * (1 - w))
  }
  const mean = meanGrowth(growth)
  return log1p(total / (mean * mean))
}

/** A continuous average of a spot that runs: `elapsed` years are passed, `remaining` are to come. */
interface RunningAverage {
  readonly spot: number
  /** Mean over the time passed; not read when `elapsed` is 0. */
  readonly average: number
  readonly elapsed: number
  readonly remaining: number
}

/**
 * Levy's price: `carry` is the growth of the forward per year, `rate` discounts, both continuous. Limits: no time left is
 * the intrinsic value of the average; a strike the passed part has already exceeded leaves the forward.
 */
export function levyPrice(
  side: 1 | -1,
  { spot, average, elapsed, remaining }: RunningAverage,
  carry: number,
  volatility: number,
  strike: number,
  rate: number,
): number {
  requireSide('side', side)
  requirePositive('spot', spot)
  requireFinite('carry', carry)
  requireNotNegative('volatility', volatility)
  requireFinite('strike', strike)
  requireFinite('rate', rate)
  requireNotNegative('elapsed', elapsed)
  requireNotNegative('remaining', remaining)
  if (elapsed > 0) requireFinite('average', average)
  const length = elapsed + remaining
  const share = length > 0 ? remaining / length : 1
  const known = share < 1 ? (1 - share) * average : 0
  const forward = share * spot * meanGrowth(carry * remaining)
  const deviation = Math.sqrt(continuousAverageVariance(carry * remaining, volatility * volatility * remaining))
  return exp(-rate * remaining) * blackPrice(side, forward, strike - known, deviation)
}

interface ZeroCarryAverage {
  /** Volatility of the matched lognormal, per square root of a year up to `years`. */
  readonly volatility: number
  /** Its limit for small variances: volatility * sqrt((start + (years - start) / 3) / years). */
  readonly ruleOfThumb: number
}

/**
 * Haug's volatility of the average of a futures price (no carry) taken from `start` to `years`, 0 <= start <= years. At
 * years = 0 that of an average which starts at once.
 */
export function zeroCarryVolatility(volatility: number, start: number, years: number): ZeroCarryAverage {
  requireNotNegative('volatility', volatility)
  requireNotNegative('years', years)
  if (!(start >= 0 && start <= years)) throw new OutOfDomain('averaging start', start, `a number from 0 to ${years}`)
  const waiting = years > 0 ? start / years : 0
  const ruleOfThumb = volatility * Math.sqrt(waiting + (1 - waiting) / 3)
  const variance = volatility * volatility * (years - start)
  if (variance === 0) return { volatility: ruleOfThumb, ruleOfThumb }
  const averageVariance = continuousAverageVariance(0, variance)
  return { volatility: Math.sqrt((volatility * volatility * start + averageVariance) / years), ruleOfThumb }
}

/** Price on that average with forward `forward`; `discount` to the payment date. */
export function zeroCarryPrice(
  side: 1 | -1,
  forward: number,
  strike: number,
  volatility: number,
  start: number,
  years: number,
  discount: number,
): number {
  requireSide('side', side)
  requirePositive('forward', forward)
  requireFinite('strike', strike)
  requirePositive('discount', discount)
  return discount * blackPrice(side, forward, strike, zeroCarryVolatility(volatility, start, years).volatility * Math.sqrt(years))
}
