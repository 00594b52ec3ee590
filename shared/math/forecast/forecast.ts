// Forecast of volumes as joint sample paths of month totals, with its own back-test. Damped trend on the log scale
// where there are three complete months, the run-rate where there are fewer; every total is a sum on the paths.
// The result depends on the data and the seed, not on the order of the series. Run in a worker (shared/worker).

import { firstDayOf, monthOf } from '../../units/calendar.ts'
import { exp, square } from '../numerics/elementary.ts'
import { sum } from '../numerics/series.ts'
import { type BacktestResult, backtest } from './backtest.ts'
import { commonShare, damping, fitGrowth, type Growth, meanSquare, ownShare } from './growth.ts'
import { completeMonths, dataSpan, monthToDate, readHistory, type Span, type VolumeSeries } from './volume-history.ts'
import { drawCommon, drawPaths, type Horizon } from './volume-paths.ts'

export interface ForecastTask {
  /** Keys are unique. */
  readonly series: readonly VolumeSeries[]
  /** Epoch day (UTC) of the first element of every `daily`. All series share the grid. */
  readonly firstDay: number
  /** First forecast month as year * 12 + (month - 1); the month after the last day of data, or its own month when partial. */
  readonly firstMonth: number
  readonly months: number
  readonly trials: number
  readonly seed: number
}

export interface ForecastResult {
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

const leastMonths = 3
const backtestTrials = 1000

/** Values are NaN or finite and not negative; at least one day has data, and `firstMonth` is not before its last day's month. */
export function forecast(task: ForecastTask, report: (share: number) => void): ForecastResult {
  const series = task.series.toSorted((a, b) => (a.key < b.key ? -1 : 1))
  const span = dataSpan(series, task.firstDay)
  if (!span) throw new RangeError('A forecast needs at least one day of data')
  const history = completeMonths(span).count
  const horizon = { firstMonth: task.firstMonth, months: task.months, trials: task.trials, seed: task.seed, run: 0 }
  const fitted = fitAll(series, task.firstDay, span)
  const drawn = draw(series, fitted, task.firstDay, span, horizon, report)
  const inOrder = new Map(series.map(({ key }, i) => [key, drawn[i] ?? new Float64Array()]))
  return {
    paths: task.series.map(({ key }) => inOrder.get(key) ?? new Float64Array()),
    method: history >= leastMonths ? 'damped-trend' : 'run-rate',
    historyMonths: history,
    ...totalChange(fitted),
    damping,
    backtest: backtest(series, task.firstDay, span, (seen, firstMonth, months, run) => {
      const known = { first: span.first, last: firstDayOf(firstMonth) - 1 }
      const past = { firstMonth, months, trials: Math.min(task.trials, backtestTrials), seed: task.seed, run }
      return addUp(draw(seen, fitAll(seen, task.firstDay, known), task.firstDay, known, past, () => undefined))
    }),
  }
}

function fitAll(series: readonly VolumeSeries[], firstDay: number, span: Span): (Growth | undefined)[] {
  const mayTrend = completeMonths(span).count >= leastMonths
  return series.map(({ daily }) => fitGrowth(readHistory(daily, firstDay, span), span, mayTrend))
}

function draw(
  series: readonly VolumeSeries[],
  fitted: readonly (Growth | undefined)[],
  firstDay: number,
  span: Span,
  horizon: Horizon,
  report: (share: number) => void,
): Float64Array[] {
  const common = drawCommon(horizon, surprisingMonths(fitted), monthOf(span.last) - monthOf(span.first) + 1)
  return series.map((each, i) => {
    const paths = drawPaths(each.key, fitted[i], monthToDate(each, firstDay, horizon.firstMonth), horizon, common)
    report((i + 1) / series.length)
    return paths
  })
}

function surprisingMonths(fitted: readonly (Growth | undefined)[]): number[] {
  const found = new Set<number>()
  for (const growth of fitted) {
    for (const [month, value] of (growth?.surprises ?? []).entries()) if (!Number.isNaN(value)) found.add(month)
  }
  return [...found].sort((a, b) => a - b)
}

function addUp(paths: readonly Float64Array[]): Float64Array {
  const totals = new Float64Array(paths[0]?.length ?? 0)
  for (const each of paths) {
    for (let i = 0; i < totals.length; i++) totals[i] = (totals[i] ?? 0) + (each[i] ?? 0)
  }
  return totals
}

/** Spread and drift of one month's change of the total, to first order: the series weighted by their level. */
function totalChange(fitted: readonly (Growth | undefined)[]): { monthlySigma: number; monthlyDrift: number } {
  const inUse = fitted.filter((growth) => growth !== undefined)
  const volume = sum(inUse.map(({ level }) => exp(level)))
  const parts = inUse.map((growth) => ({ growth, share: exp(growth.level) / volume }))
  const months = surprisingMonths(inUse)
  const joint = months.map((month) => sum(parts.map(({ growth, share }) => share * numberOr0(growth.surprises[month]))))
  const lacking = parts.map(
    ({ growth, share }) => square(share) * meanSquare(growth.pool) * (1 - growth.pool.length / Math.max(1, months.length)),
  )
  const common = square(sum(parts.map(({ growth, share }) => share * commonShare * growth.noise)))
  const own = sum(parts.map(({ growth, share }) => square(share * ownShare * growth.noise)))
  return {
    monthlySigma: Math.sqrt(sum(joint.map((change) => square(change))) / Math.max(1, months.length) + sum(lacking) + common + own),
    monthlyDrift: sum(parts.map(({ growth, share }) => share * growth.drift)),
  }
}

const numberOr0 = (value: number | undefined): number => (value === undefined || Number.isNaN(value) ? 0 : value)
