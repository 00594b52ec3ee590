// VaR and CVaR of scenarios with probabilities of their own, and the weight of each scenario in the tail. The weights
// make CVaR a plain weighted mean, which is what its allocation and a hedge optimiser need.
// Sources: Acerbi & Tasche (2002); Rockafellar & Uryasev (2002), Proposition 8. Called by risk-contributions.ts and
// budget.ts.
import { OutOfDomain, requireEach, requireLength, requireLevel, requireNotNegative, requireSeries } from '../numerics/domain.ts'
import { sum } from '../numerics/series.ts'

export interface WeightedTail {
  /** inf{x: F(x) >= level}. */
  readonly valueAtRisk: number
  readonly conditionalValueAtRisk: number
  /** Per scenario, in the order given; they sum to 1. The scenario at VaR has what is left of the tail. */
  readonly weights: Float64Array
}

/**
 * Losses in any order, larger is worse. `probabilities` sum to 1 (within 1e-9, then scaled); left out, all are equal.
 * level in (0, 1). Of equal losses the later one counts as the worse: the rule of a stable ascending sort.
 */
export function weightedTail(losses: Float64Array, level: number, probabilities?: Float64Array): WeightedTail {
  requireSeries('losses', losses)
  requireLevel('level', level)
  const mass = requireProbabilities(probabilities ?? new Float64Array(losses.length).fill(1 / losses.length), losses.length)
  const worstFirst = Uint32Array.from(losses.keys())
    .filter((i) => mass[i]! > 0)
    .sort((i, j) => losses[j]! - losses[i]! || j - i)
  const tail = 1 - level
  // Probabilities are rounded: a scenario is not in the tail by less than this.
  const slack = Math.max(1e-15, 1e-10 * tail)
  const weights = new Float64Array(losses.length)
  let above = 0
  let threshold = losses[worstFirst[0]!]!
  for (const scenario of worstFirst) {
    const each = mass[scenario]!
    threshold = losses[scenario]!
    // VaR is the first loss, from above, with more than the tail at or above it.
    const isReached = above + each > tail + slack
    weights[scenario] = isReached ? Math.max(0, tail - above) : each
    if (isReached) break
    above += each
  }
  const total = sum(weights)
  for (let i = 0; i < weights.length; i++) weights[i]! /= total
  return { valueAtRisk: threshold, conditionalValueAtRisk: sum(losses.map((loss, i) => loss * weights[i]!)), weights }
}

/** Not below 0 and summing to 1; returned scaled to the last bits. */
export function requireProbabilities(probabilities: Float64Array, length: number): Float64Array {
  requireLength('probabilities', probabilities, length)
  requireEach('probabilities', probabilities, requireNotNegative)
  const total = sum(probabilities)
  if (!(Math.abs(total - 1) <= 1e-9)) throw new OutOfDomain('probabilities', `a sum of ${total}`, 'a sum of 1')
  return probabilities.map((each) => each / total)
}
