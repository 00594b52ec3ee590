// Simulated cost of the horizon with and without a hedge, path by path: volumes come as paths from the forecast,
// prices from one index multiplier that moves our price-sensitive spend (with beta and basis) and every contract.
// The firm buys: cost = spend - hedge gain + hedge costs. All money is model doubles in one currency.

import { correlation, sum } from '../numerics/series.ts'
import { type CostDistribution, costDistribution } from '../risk/cost-distribution.ts'
import { bookOf, type ContractLeg } from './book.ts'
import { createMarginWalk, type MarginResult } from './margin.ts'
import { daysPerMonth, drawnPaths, type PathSource, type PathTask } from './paths.ts'
import { type ShockResult, shockResults } from './shocks.ts'

export interface RiskModel {
  /** Annualised lognormal volatility of the index, per sqrt(year). */
  readonly volatility: number
  /** Monthly standard deviation of our own price against the index, as a share of price (basis). */
  readonly basisSigma: number
  /** Change of our unit price in percent for one percent of the index. */
  readonly beta: number
}

/** Spend before hedging in one currency, split by what moves it. Each array: trials x months. */
export interface SpendPaths {
  /** Months: fixed or committed spend, not random. */
  readonly committed: Float64Array
  readonly volumeOnly: Float64Array
  readonly sensitive: Float64Array
}

export interface RiskTask {
  readonly spend: SpendPaths
  readonly months: number
  readonly trials: number
  readonly seed: number
  readonly model: RiskModel
  /** Business days from the valuation date to the start of the first month (0 when it has begun). */
  readonly leadDays: number
  readonly legs: readonly ContractLeg[]
  /** Budget for the whole horizon, or NaN. */
  readonly budget: number
  /** Tail level, for example 0.95. */
  readonly level: number
}

export interface RiskResult {
  readonly unhedged: CostDistribution
  readonly hedged: CostDistribution
  readonly margin: MarginResult
  /** For shifts -0.6, -0.3, 0, +0.3, +0.6, in this order. */
  readonly shocks: readonly ShockResult[]
  /** Fees and spread for all legs. */
  readonly costs: number
  /** Correlation of the hedge gain with the unhedged cost over paths; NaN when one of them does not vary. */
  readonly hedgeCorrelation: number
}

const pathsPerBlock = 500

/** What the draws of a task depend on. */
export function pathTask({ trials, months, leadDays, seed, model }: RiskTask): PathTask {
  return { trials, months, leadDays, seed, volatility: model.volatility }
}

/** `paths` may come from a memory of draws made before; they are the same numbers either way. */
export function simulateRisk(task: RiskTask, report: (share: number) => void, paths: PathSource = drawnPaths(pathTask(task))): RiskResult {
  const simulation = createSimulation(task, paths)
  for (let from = 0; from < task.trials; from += pathsPerBlock) {
    simulation.run(from, Math.min(task.trials, from + pathsPerBlock))
    report(Math.min(task.trials, from + pathsPerBlock) / task.trials)
  }
  return simulation.result()
}

/** Every path writes to its own place and sums run in path order: any split into blocks, in any order, gives the same bytes. */
export function createSimulation(task: RiskTask, paths: PathSource = drawnPaths(pathTask(task))) {
  const { spend, months, trials, model, leadDays } = task
  const book = bookOf(task.legs, months)
  const margin = createMarginWalk(book, leadDays, trials)
  const unhedged = new Float64Array(trials * months)
  const hedged = new Float64Array(trials * months)
  const gains = new Float64Array(trials)

  function run(from: number, to: number): void {
    for (let path = from; path < to; path++) {
      const { index, basis } = paths(path)
      let gained = 0
      for (let m = 0; m < months; m++) {
        const settlement = monthAverage(index, leadDays + m * daysPerMonth)
        const ownPrice = Math.max(0, 1 + model.beta * (settlement - 1) + model.basisSigma * (basis[m] ?? 0))
        const at = path * months + m
        const cost = (spend.committed[at] ?? 0) + (spend.volumeOnly[at] ?? 0) + (spend.sensitive[at] ?? 0) * ownPrice
        const gain = (book.worth[m] ?? 0) * settlement - (book.agreed[m] ?? 0)
        unhedged[at] = cost
        hedged[at] = cost - gain + (book.costs[m] ?? 0)
        gained += gain
      }
      gains[path] = gained
      margin.walk(index, path)
    }
  }

  function result(): RiskResult {
    const before = costDistribution(unhedged, months, task.level, task.budget)
    const expected = {
      committed: sum(spend.committed) / trials,
      volumeOnly: sum(spend.volumeOnly) / trials,
      sensitive: sum(spend.sensitive) / trials,
    }
    return {
      unhedged: before,
      hedged: costDistribution(hedged, months, task.level, task.budget),
      margin: margin.result(),
      shocks: shockResults(expected, model.beta, book),
      costs: sum(book.costs),
      hedgeCorrelation: correlation(gains, before.totals),
    }
  }

  return { run, result }
}

/** Mean of the index over the 21 fixings after day `before`: the settlement as a multiple of today's curve. */
function monthAverage(index: Float64Array, before: number): number {
  let fixedSum = 0
  for (let j = 1; j <= daysPerMonth; j++) fixedSum += index[before + j] ?? 0
  return fixedSum / daysPerMonth
}
