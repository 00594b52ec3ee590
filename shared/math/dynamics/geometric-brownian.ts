// Geometric Brownian motion: its drift and volatility from a series of prices, and what it says of a later price.
// Fit for index prices; a list price that stands still for months is not one (list-price-rates.ts).
// Sources: Hull, ch. on Wiener processes; Merton (1980), J. Financial Economics 8, 323-361 (errors of drift and variance).
import { requireFinite, requireLevel, requireNotNegative, requirePositive, requireSeries } from '../numerics/domain.ts'
import { exp, log } from '../numerics/elementary.ts'
import { normalQuantile } from '../numerics/normal.ts'
import { mean, standardDeviation, sum } from '../numerics/series.ts'
import { chiSquareQuantile } from '../numerics/special.ts'

export interface GeometricBrownianEstimate {
  /** A root-year; divisor n - 1. */
  readonly sigma: number
  /** sigma / sqrt(2 n), for many returns. */
  readonly sigmaError: number
  /** The exact interval of sigma for normal returns, by chi-square. */
  readonly sigmaLow: number
  readonly sigmaHigh: number
  /** Mean of ln returns a year: the drift of the median. The mean grows by half of sigma^2 more. */
  readonly drift: number
  /** sigma / sqrt(years): more frequent prices do not narrow it, only more years do. */
  readonly driftError: number
  /** With the drift taken as 0; the better figure for days. */
  readonly sigmaZeroMean: number
}

/** From at least 3 prices above 0, `step` years apart. `level` is the coverage of the interval of sigma, in (0, 1). */
export function geometricBrownianEstimate(prices: Float64Array, step: number, level = 0.95): GeometricBrownianEstimate {
  requireSeries('prices', prices, 3)
  for (let i = 0; i < prices.length; i++) requirePositive(`prices[${i}]`, prices[i]!)
  requirePositive('step', step)
  requireLevel('level', level)
  const n = prices.length - 1
  const returns = Float64Array.from({ length: n }, (_, i) => log(prices[i + 1]! / prices[i]!))
  const sigma = standardDeviation(returns) / Math.sqrt(step)
  const bound = (p: number) => sigma * Math.sqrt((n - 1) / chiSquareQuantile(p, n - 1))
  return {
    sigma,
    sigmaError: sigma / Math.sqrt(2 * n),
    sigmaLow: bound((1 + level) / 2),
    sigmaHigh: bound((1 - level) / 2),
    drift: mean(returns) / step,
    driftError: sigma / Math.sqrt(n * step),
    sigmaZeroMean: Math.sqrt(sum(returns.map((u) => u * u)) / n / step),
  }
}

export interface LognormalPrice {
  /** Half of the outcomes lie below. */
  readonly median: number
  /** The average outcome, above the median by e^(deviation^2 / 2). Budgets add up means, not medians. */
  readonly mean: number
  /** Standard deviation of the logarithm. */
  readonly deviation: number
}

/** The price in `years` from `price` (> 0) with the median's `drift` (of ln price, a year) and `sigma` (a root-year). */
export function geometricBrownianAt(price: number, drift: number, sigma: number, years: number): LognormalPrice {
  requirePositive('price', price)
  requireFinite('drift', drift)
  requireNotNegative('sigma', sigma)
  requireNotNegative('years', years)
  return {
    median: price * exp(drift * years),
    mean: price * exp((drift + (sigma * sigma) / 2) * years),
    deviation: sigma * Math.sqrt(years),
  }
}

/** The price below which a share p of the outcomes lies, p in (0, 1). */
export function lognormalQuantile({ median, deviation }: LognormalPrice, p: number): number {
  requirePositive('median', median)
  requireNotNegative('deviation', deviation)
  requireLevel('p', p)
  return median * exp(deviation * normalQuantile(p))
}
