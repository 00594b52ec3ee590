// How sure a quantile of a simulation is: an interval between two order statistics, which holds whatever the
// distribution. Source: David & Nagaraja (2003), Order Statistics, 7.1. Called where VaR is shown with its interval.
import { requireLevel, requireWhole } from '../numerics/domain.ts'
import { incompleteBeta } from '../numerics/special.ts'
import { requireSample } from './risk.ts'

export interface QuantileRanks {
  /** Ranks from 1; 0 and n + 1 say that the sample is too small for a bound on that side. */
  readonly lower: number
  readonly upper: number
  /** P(X_(lower) <= quantile < X_(upper)) for a continuous distribution: at least the confidence asked for. */
  readonly coverage: number
}

/**
 * The narrowest pair of ranks with at most (1 - confidence) / 2 outside on either side. A sample of 1,000 has ten values
 * beyond the 99 % quantile, and its interval is accordingly wide.
 */
export function quantileRanks(observations: number, level: number, confidence = 0.95): QuantileRanks {
  requireWhole('observations', observations, 1, 1e9)
  requireLevel('level', level)
  requireLevel('confidence', confidence)
  const outside = (1 - confidence) / 2
  const lower = firstCount((k) => atMost(k, observations, level) >= outside, observations)
  // The mirror image, so that no small probability is taken from 1.
  const upper = observations + 1 - firstCount((k) => atMost(k, observations, 1 - level) >= outside, observations)
  return { lower, upper, coverage: 1 - atMost(lower - 1, observations, level) - atMost(observations - upper, observations, 1 - level) }
}

/** Bounds at these ranks; infinite where the sample has none. `ascending` has at least one value, all finite. */
export function quantileInterval(
  ascending: Float64Array,
  level: number,
  confidence = 0.95,
): QuantileRanks & { readonly low: number; readonly high: number } {
  requireSample(ascending, level)
  const ranks = quantileRanks(ascending.length, level, confidence)
  return { ...ranks, low: ascending[ranks.lower - 1] ?? -Infinity, high: ascending[ranks.upper - 1] ?? Infinity }
}

/** P(B <= k) for B binomial(n, p). */
function atMost(k: number, n: number, p: number): number {
  return k < 0 ? 0 : k >= n ? 1 : incompleteBeta(1 - p, n - k, k + 1, p)
}

/** The smallest k in [0, n] where a condition that stays true once true holds. */
function firstCount(holds: (k: number) => boolean, n: number): number {
  let low = 0
  let high = n
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}
