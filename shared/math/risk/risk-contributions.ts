// Which part of a book carries how much of its risk: Euler's allocation, whose parts sum to the whole.
// Source: Tasche (1999), Risk contributions and performance measurement; for CVaR, E[X_i | tail] with the same
// fractional weights at VaR as the total has.
import { OutOfDomain, requireLength, requireSeries } from '../numerics/domain.ts'
import { dot } from '../numerics/matrix.ts'
import { covariance, sum } from '../numerics/series.ts'
import { requireProbabilities, weightedTail } from './weighted-tail.ts'

export interface RiskContributions {
  /** Per scenario, the sum of its parts. */
  readonly totals: Float64Array
  /** Standard deviation of the totals and Cov(X_i, X) / sd per part; all 0 when the totals do not move. */
  readonly standardDeviation: number
  readonly standardDeviationParts: Float64Array
  readonly valueAtRisk: number
  readonly conditionalValueAtRisk: number
  readonly conditionalValueAtRiskParts: Float64Array
}

/**
 * `scenarios`: rows of losses, one column per part. Equal probabilities: divisor n - 1, two rows or more. Given
 * `probabilities` are the whole distribution: no divisor. Totals are the sums of the parts, to the bit.
 */
export function riskContributions(scenarios: readonly Float64Array[], level: number, probabilities?: Float64Array): RiskContributions {
  if (scenarios.length < 2) throw new OutOfDomain('scenarios', `${scenarios.length} rows`, 'two or more')
  const width = scenarios[0]!.length
  for (const [i, row] of scenarios.entries()) {
    requireLength(`scenarios[${i}]`, row, width)
    requireSeries(`scenarios[${i}]`, row, 0)
  }
  const totals = Float64Array.from(scenarios, sum)
  const parts = Array.from({ length: width }, (_, k) => Float64Array.from(scenarios, (row) => row[k]!))
  const tail = weightedTail(totals, level, probabilities)
  const tailParts = Float64Array.from(parts, (part) => sum(part.map((loss, i) => loss * tail.weights[i]!)))
  const shared = probabilities ? momentsOf(requireProbabilities(probabilities, totals.length)) : covariance
  const sigma = Math.sqrt(shared(totals, totals))
  const sigmaParts = Float64Array.from(parts, (part) => (sigma > 0 ? shared(part, totals) / sigma : 0))
  return {
    totals,
    standardDeviation: sum(sigmaParts),
    standardDeviationParts: sigmaParts,
    valueAtRisk: tail.valueAtRisk,
    conditionalValueAtRisk: sum(tailParts),
    conditionalValueAtRiskParts: tailParts,
  }
}

function momentsOf(probabilities: Float64Array): (x: Float64Array, y: Float64Array) => number {
  return (x, y) => {
    const [xMean, yMean] = [dot(probabilities, x), dot(probabilities, y)]
    return sum(probabilities.map((each, i) => each * (x[i]! - xMean) * (y[i]! - yMean)))
  }
}
