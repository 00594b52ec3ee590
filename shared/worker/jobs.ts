// The jobs a worker can run: plain data and typed arrays only, so they cross a port by structured clone.
// Arrays of paths are row-major: index = path * months + month. All amounts here are model doubles.

/** One quantity to forecast. `daily` runs from `firstDay`; NaN marks a day without data. */
export interface VolumeSeries {
  readonly key: string
  readonly daily: Float64Array
}

export interface ForecastJob {
  readonly kind: 'forecast'
  readonly series: readonly VolumeSeries[]
  /** Epoch day (UTC) of the first element of every `daily`. All series share the grid. */
  readonly firstDay: number
  /** First forecast month as year * 12 + (month - 1); the month after the last day of data, or its own month when partial. */
  readonly firstMonth: number
  readonly months: number
  readonly trials: number
  readonly seed: number
}

export interface BacktestResult {
  /** Rolling origins scored; 0 when the history is too short, and then the figures are NaN. */
  readonly origins: number
  readonly horizonMonths: number
  /** Mean absolute percentage error and mean signed percentage error (forecast - actual) of the total. */
  readonly mape: number
  readonly bias: number
  /** The same error of the naive forecast (last month's daily mean carried forward). */
  readonly naiveMape: number
  /** Share of actuals inside the 80 % band (P10..P90). */
  readonly coverage80: number
  /** Per origin and horizon: month scored, P10, median, P90, actual; for the strip on screen. */
  readonly points: readonly { month: number; horizon: number; p10: number; p50: number; p90: number; actual: number }[]
}

export interface ForecastJobResult {
  /** Per series: trials x months totals of the month. Same trial index = same joint draw. */
  readonly paths: readonly Float64Array[]
  /** 'damped-trend' with a usable history, 'run-rate' below three complete months. */
  readonly method: 'damped-trend' | 'run-rate'
  readonly historyMonths: number
  /** Standard deviation of one month's log change used for the total, and the monthly log drift after shrinkage. */
  readonly monthlySigma: number
  readonly monthlyDrift: number
  readonly damping: number
  readonly backtest: BacktestResult
}

/** One traded contract month strip on one risk factor. */
export interface ContractLeg {
  /** Units per contract (GPU-hours, Mtok). */
  readonly size: number
  /** Contracts held per month, positive = long. */
  readonly contracts: Float64Array
  /** Price agreed per month, in the contract's currency per unit. */
  readonly entry: Float64Array
  /** Today's curve per month (the simulation's mean: no view). */
  readonly forward: Float64Array
  /** Initial margin as a share of entry notional. */
  readonly marginRate: number
  /** Fees and spread per contract, one round, in money. */
  readonly costPerContract: number
}

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

export interface RiskJob {
  readonly kind: 'risk'
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

export interface MarginResult {
  /** Peak over the horizon of initial margin plus variation margin paid: mean, P95 and its standard error. */
  readonly peakMean: number
  readonly peakP95: number
  readonly peakP95StandardError: number
  /** Business-day index (0 = valuation date) at which the P95 path peaks. */
  readonly peakDay: number
  /** Along business days, sampled at most 5 days apart: cash tied up at the median and at P95. */
  readonly day: Int32Array
  readonly p50: Float64Array
  readonly p95: Float64Array
}

/** Deterministic cost of the horizon when the whole curve moves by `shift` at once, volumes as expected. */
export interface ShockResult {
  readonly shift: number
  readonly spend: number
  readonly hedgeGain: number
  readonly net: number
  /** Initial margin plus the whole loss at once. */
  readonly peakMargin: number
}

export interface RiskJobResult {
  readonly unhedged: CostDistribution
  readonly hedged: CostDistribution
  readonly margin: MarginResult
  /** For shifts -0.6, -0.3, 0, +0.3, +0.6, in this order. */
  readonly shocks: readonly ShockResult[]
  /** Fees and spread for all legs. */
  readonly costs: number
  /** Correlation of the hedge gain with the unhedged cost over paths. */
  readonly hedgeCorrelation: number
}

export interface HedgeRatioJob {
  readonly kind: 'hedge-ratio'
  /** Changes of our unit price and of the index over the same periods. */
  readonly own: Float64Array
  readonly index: Float64Array
}

/** Ordinary least squares of own on index with an intercept. */
export interface HedgeRatioResult {
  readonly ratio: number
  readonly standardError: number
  /** Heteroscedasticity-robust (HC3). */
  readonly robustStandardError: number
  readonly low95: number
  readonly high95: number
  readonly r2: number
  readonly residualSigma: number
  readonly observations: number
}

export interface JobTable {
  forecast: { job: ForecastJob; result: ForecastJobResult }
  risk: { job: RiskJob; result: RiskJobResult }
  'hedge-ratio': { job: HedgeRatioJob; result: HedgeRatioResult }
}

export type JobKind = keyof JobTable
export type Job = JobTable[JobKind]['job']
export type ResultOf<J extends Job> = JobTable[J['kind']]['result']
