// What a set of cost paths says about the horizon and about each month, with the errors of the simulation.
// Called by cash-flow.ts, once for the cost as it stands and once with the hedge.

import { mean, quantile, selectQuantiles, sorted, standardDeviation } from '../numerics/series.ts'
import { conditionalValueAtRisk, cvarStandardError, quantileStandardError } from './risk.ts'

export interface CostDistribution {
  readonly mean: number
  readonly median: number
  /** P5, P10, P25, P50, P75, P90, P95 of the horizon total (type 7: linear, inclusive, as PERCENTILE.INC). */
  readonly quantiles: Float64Array
  readonly p95: number
  readonly p95StandardError: number
  /** P95 minus mean. */
  readonly cashFlowAtRisk: number
  /** Mean beyond the level with fractional atom (Acerbi & Tasche 2002), and its standard error. */
  readonly cvar: number
  readonly cvarStandardError: number
  readonly meanStandardError: number
  /** Share of paths above the budget; NaN without one. */
  readonly overBudget: number
  /** Per month: mean, P5, P50, P95. */
  readonly monthly: { readonly mean: Float64Array; readonly p05: Float64Array; readonly p50: Float64Array; readonly p95: Float64Array }
  /** Horizon totals of every path, in path order. */
  readonly totals: Float64Array
}

/** `paths`: row-major, trials x months. `budget`: for the whole horizon, or NaN. `level`: of the tail mean, in (0, 1). */
export function costDistribution(paths: Float64Array, months: number, level: number, budget: number): CostDistribution {
  const trials = paths.length / months
  const totals = Float64Array.from({ length: trials }, (_, path) => addMonths(paths, path * months, months))
  const ascending = sorted(totals)
  const average = mean(totals)
  const p95 = quantile(ascending, 0.95)
  return {
    mean: average,
    median: quantile(ascending, 0.5),
    quantiles: Float64Array.of(0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95).map((p) => quantile(ascending, p)),
    p95,
    p95StandardError: quantileStandardError(ascending, 0.95),
    cashFlowAtRisk: p95 - average,
    cvar: conditionalValueAtRisk(ascending, level),
    cvarStandardError: cvarStandardError(ascending, level),
    meanStandardError: standardDeviation(totals) / Math.sqrt(trials),
    overBudget: Number.isNaN(budget) ? NaN : totals.reduce((count, total) => count + (total > budget ? 1 : 0), 0) / trials,
    monthly: monthlyBands(paths, months),
    totals,
  }
}

function addMonths(paths: Float64Array, start: number, months: number): number {
  let total = 0
  for (let m = 0; m < months; m++) total += paths[start + m] ?? 0
  return total
}

function monthlyBands(paths: Float64Array, months: number): CostDistribution['monthly'] {
  const columns = Array.from({ length: months }, (_, m) => column(paths, months, m))
  const means = Float64Array.from(columns, mean)
  const bands = columns.map((values) => selectQuantiles(values, [0.05, 0.5, 0.95]))
  const at = (index: number) => Float64Array.from(bands, (band) => band[index] ?? NaN)
  return { mean: means, p05: at(0), p50: at(1), p95: at(2) }
}

/** One month of every path. */
function column(paths: Float64Array, months: number, month: number): Float64Array {
  const values = new Float64Array(paths.length / months)
  for (let path = 0; path < values.length; path++) values[path] = paths[path * months + month] ?? 0
  return values
}
