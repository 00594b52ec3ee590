// The fixing days of an averaging month and what is left of them: the form in which every model of this room takes an
// average. One driver: the logarithms of the fixings are a Brownian motion read at rising total variances, so the
// covariance of two fixings is the variance of the earlier one. Source: Haug (2007), The Complete Guide to Option
// Pricing Formulas, 4.20. Called by average-option.ts, moment-matching.ts, lower-bound.ts and the calculator.
import { OutOfDomain, requireFinite, requireLength, requireNotNegative, requirePositive } from '../numerics/domain.ts'

export interface Fixings {
  /** Forward price of each fixing to come, in the order of the days; above 0. */
  readonly forwards: Float64Array
  /** Years from now to each fixing to come; not falling. A fixing at 0 counts as known at its forward. */
  readonly times: Float64Array
  /** Volatility of each fixing to come, per square root of a year: its variance is volatility^2 * time. */
  readonly volatilities: Float64Array
  /** Fixings already known, in any order. */
  readonly past: Float64Array
  /** Weight of each fixing, the known ones first; 1 / n each when absent. */
  readonly weights?: Float64Array | undefined
}

/** The part of the average that is still open: average = known + sum of amounts_i e^(X_i - variances_i / 2). */
export interface OpenAverage {
  readonly known: number
  /** Weight times forward. */
  readonly amounts: Float64Array
  /** Total variance of the logarithm of each open fixing. */
  readonly variances: Float64Array
  /** Index among the fixings to come of the first one that is open. */
  readonly firstOpen: number
  /** Sum of the amounts: the forward of the open part. */
  readonly forward: number
}

/** Checks the fixings and parts the known from the open ones. */
export function openAverage(fixings: Fixings): OpenAverage {
  const { forwards, times, volatilities, past } = fixings
  requireLength('times', times, forwards.length)
  requireLength('volatilities', volatilities, forwards.length)
  if (forwards.length + past.length === 0) throw new OutOfDomain('fixings', 'none', 'at least one, known or to come')
  if (fixings.weights) requireLength('weights', fixings.weights, past.length + forwards.length)
  let known = 0
  for (let i = 0; i < past.length; i++) {
    requireFinite(`past[${i}]`, past[i]!)
    known += weightOf(fixings, i) * past[i]!
  }
  let firstOpen = 0
  for (let i = 0; i < forwards.length; i++) {
    requirePositive(`forwards[${i}]`, forwards[i]!)
    requireNotNegative(`times[${i}]`, times[i]!)
    requireNotNegative(`volatilities[${i}]`, volatilities[i]!)
    if (i > 0 && times[i]! < times[i - 1]!) throw new OutOfDomain(`times[${i}]`, times[i]!, `a number from ${times[i - 1]!}`)
    if (times[i] === 0) {
      known += weightOf(fixings, past.length + i) * forwards[i]!
      firstOpen = i + 1
    }
  }
  const open = forwards.length - firstOpen
  const amounts = new Float64Array(open)
  const variances = new Float64Array(open)
  let forward = 0
  for (let k = 0; k < open; k++) {
    const i = firstOpen + k
    amounts[k] = weightOf(fixings, past.length + i) * forwards[i]!
    variances[k] = volatilities[i]! * volatilities[i]! * times[i]!
    if (!(variances[k]! <= greatestVariance))
      throw new OutOfDomain(`volatilities[${i}]`, volatilities[i]!, `a total variance up to ${greatestVariance}`)
    forward += amounts[k]!
  }
  return { known, amounts, variances, firstOpen, forward }
}

/** Beyond it e^variance leaves the doubles; 300 % for 55 years. */
const greatestVariance = 500

/** Weight of a fixing, counted with the known ones first. */
export function weightOf(fixings: Fixings, index: number): number {
  if (!fixings.weights) return 1 / (fixings.past.length + fixings.forwards.length)
  const weight = fixings.weights[index]!
  requireNotNegative(`weights[${index}]`, weight)
  return weight
}
