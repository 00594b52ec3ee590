// Several forecasts of the same values made into one: on short series the combination beats most of its members.
// Sources: Bates & Granger (1969), Operational Research Quarterly 20, 451-468; Makridakis, Spiliotis & Assimakopoulos
// (2020), IJF 36, 54-74. forecasts[i] is one member's line. Called by shared/calc/forecast-scores.ts.
import { OutOfDomain, requireLength, requirePositive, requireSeries } from '../numerics/domain.ts'
import type { Matrix } from '../numerics/matrix.ts'
import { mean, median, sum } from '../numerics/series.ts'

/** All members count alike. */
export function meanCombination(forecasts: Matrix): Float64Array {
  return combine(forecasts, mean)
}

/** The middle member, step by step: one that runs away takes nothing with it. */
export function medianCombination(forecasts: Matrix): Float64Array {
  return combine(forecasts, median)
}

/** Weights in proportion to 1 / mean squared error: the least variance when the members' errors are uncorrelated. */
export function inverseErrorCombination(forecasts: Matrix, meanSquaredErrors: Float64Array): Float64Array {
  requireLength('meanSquaredErrors', meanSquaredErrors, forecasts.length)
  for (const [i, error] of meanSquaredErrors.entries()) requirePositive(`meanSquaredErrors[${i}]`, error)
  const least = meanSquaredErrors.reduce((low, error) => Math.min(low, error), Infinity)
  const weights = meanSquaredErrors.map((error) => least / error)
  const total = sum(weights)
  return combine(forecasts, (values) => sum(values.map((value, i) => value * weights[i]!)) / total)
}

function combine(forecasts: Matrix, of: (values: Float64Array) => number): Float64Array {
  const first = forecasts[0]
  if (first === undefined) throw new OutOfDomain('forecasts', 'empty', 'at least one forecast')
  for (const [i, line] of forecasts.entries()) {
    requireSeries(`forecasts[${i}]`, line)
    requireLength(`forecasts[${i}]`, line, first.length)
  }
  return first.map((_, step) => of(Float64Array.from(forecasts, (line) => line[step]!)))
}
