// The jobs a worker can run: plain data and typed arrays only, so they cross a port by structured clone.
// Arrays of paths are row-major: index = path * months + month. All amounts here are model doubles.
// What each model takes and gives is stated beside the model, in shared/math.

import type { CalcAnswer, CalcEntry, CalcQuestion } from '../calc/calc.ts'
import type { ForecastResult, ForecastTask } from '../math/forecast/forecast.ts'
import type { HedgeRatioResult } from '../math/hedge/hedge-ratio.ts'
import type { SpreadFigures } from '../math/risk/spread-of-totals.ts'
import type { RiskResult, RiskTask } from '../math/simulation/cash-flow.ts'
import type { MarketPaths, MarketTask } from '../math/simulation/market-model.ts'

export type { BacktestResult } from '../math/forecast/backtest.ts'
export type { CostDistribution } from '../math/risk/cost-distribution.ts'
export type { ContractLeg } from '../math/simulation/book.ts'

export interface ForecastJob extends ForecastTask {
  readonly kind: 'forecast'
}
export type ForecastJobResult = ForecastResult

export interface RiskJob extends RiskTask {
  readonly kind: 'risk'
}
export type RiskJobResult = RiskResult

export interface HedgeRatioJob {
  readonly kind: 'hedge-ratio'
  /** Changes of our unit price and of the index over the same periods. */
  readonly own: Float64Array
  readonly index: Float64Array
}

export interface SpreadJob {
  readonly kind: 'spread'
  /** Count x trials values, one row after the other. */
  readonly rows: Float64Array
  readonly trials: number
  /** Per row: the budget it is held against, or NaN. */
  readonly budgets: Float64Array
}

export interface CalcJob {
  readonly kind: 'calc'
  readonly questions: readonly CalcQuestion[]
}

export interface CalcResult {
  /** One per question, in order. */
  readonly answers: readonly CalcAnswer[]
}

export interface CalcListJob {
  readonly kind: 'calc-list'
}

/** Paths of the market simulation; `first` is a multiple of 4. */
export interface MarketJob extends MarketTask {
  readonly kind: 'market'
  readonly first: number
  readonly paths: number
}

export interface JobTable {
  calc: { job: CalcJob; result: CalcResult }
  'calc-list': { job: CalcListJob; result: { readonly functions: readonly CalcEntry[] } }
  market: { job: MarketJob; result: MarketPaths }
  spread: { job: SpreadJob; result: SpreadFigures }
  forecast: { job: ForecastJob; result: ForecastJobResult }
  risk: { job: RiskJob; result: RiskJobResult }
  'hedge-ratio': { job: HedgeRatioJob; result: HedgeRatioResult }
}

type JobKind = keyof JobTable
export type Job = JobTable[JobKind]['job']
export type ResultOf<J extends Job> = JobTable[J['kind']]['result']
