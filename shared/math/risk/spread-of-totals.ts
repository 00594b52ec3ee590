// Quantiles of simulated totals, the chance of exceeding a budget, and twenty equally likely values for a dot plot.
// Type 7 quantiles (linear, inclusive: as PERCENTILE.INC), so that a workbook re-computes them exactly.
import { mean, quantile, sorted } from '../numerics/series.ts'

/** Probabilities of the figures after the mean, in this order. */
const spreadLevels = [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95] as const
const dotCount = 20

export interface SpreadFigures {
  /** Per row: the mean, then the quantiles at `spreadLevels`. */
  readonly figures: Float64Array
  /** Per row the share of trials above its budget; NaN without one. */
  readonly overBudget: Float64Array
  /** Per row twenty quantiles at 2.5 %, 7.5 % ... 97.5 %. */
  readonly dots: Float64Array
}

/** `rows`: count x trials, row after row; `budgets`: one per row, NaN = none. */
export function spreadRows(rows: Float64Array, trials: number, budgets: Float64Array): SpreadFigures {
  const count = budgets.length
  const width = spreadLevels.length + 1
  const figures = new Float64Array(count * width)
  const overBudget = new Float64Array(count)
  const dots = new Float64Array(count * dotCount)
  for (let row = 0; row < count; row++) {
    const ascending = sorted(rows.subarray(row * trials, (row + 1) * trials))
    figures[row * width] = mean(ascending)
    for (const [at, level] of spreadLevels.entries()) figures[row * width + 1 + at] = quantile(ascending, level)
    for (let dot = 0; dot < dotCount; dot++) dots[row * dotCount + dot] = quantile(ascending, (dot + 0.5) / dotCount)
    overBudget[row] = shareAbove(ascending, budgets[row] ?? Number.NaN)
  }
  return { figures, overBudget, dots }
}

function shareAbove(ascending: Float64Array, budget: number): number {
  if (Number.isNaN(budget)) return Number.NaN
  let low = 0
  let high = ascending.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ascending[middle] ?? 0) > budget) high = middle
    else low = middle + 1
  }
  return (ascending.length - low) / ascending.length
}
