// How the forecast would have done: it is run again from earlier month ends, seeing only what was known then, and
// its bands for the total are held against what came. Called by forecast.ts with the forecast itself as argument.
import { daysInMonth, firstDayOf } from '../../units/calendar.ts'
import { mean, quantile, sorted } from '../numerics/series.ts'
import { completeMonths, type Span, type VolumeSeries } from './volume-history.ts'

export interface BacktestResult {
  /** Rolling origins scored; 0 when the history is too short, and then the figures are NaN. */
  readonly origins: number
  readonly horizonMonths: number
  /** Mean absolute percentage error and mean signed percentage error (forecast - actual) of the total, as shares. */
  readonly mape: number
  readonly bias: number
  /** The same error of the naive forecast (last month's daily mean carried forward). */
  readonly naiveMape: number
  /** Share of actuals inside the 80 % band (P10..P90). */
  readonly coverage80: number
  /** Per origin and horizon: month scored, P10, median, P90, actual; for the strip on screen. */
  readonly points: readonly { month: number; horizon: number; p10: number; p50: number; p90: number; actual: number }[]
}

/** Totals of all series, trials x months, forecast from data that end with the day before `firstMonth`. */
type ForecastTotals = (seen: readonly VolumeSeries[], firstMonth: number, months: number, run: number) => Float64Array

const mostOrigins = 6
const longestHorizon = 3
const leastHistory = 3

export function backtest(series: readonly VolumeSeries[], firstDay: number, span: Span, forecast: ForecastTotals): BacktestResult {
  const complete = completeMonths(span)
  const actual = (month: number) => series.reduce((total, each) => total + monthTotal(each, firstDay, month), 0)
  const points: BacktestResult['points'][number][] = []
  const naiveErrors: number[] = []
  const earliest = Math.max(complete.first + leastHistory, complete.last - mostOrigins + 1)
  for (let month = earliest; month <= complete.last; month++) {
    const seen = series.map(({ key, daily }) => ({ key, daily: daily.subarray(0, firstDayOf(month) - firstDay) }))
    const months = Math.min(longestHorizon, complete.last - month + 1)
    const totals = forecast(seen, month, months, month - earliest + 1)
    const lastMean = actual(month - 1) / daysInMonth(month - 1)
    for (let m = 0; m < months; m++) {
      const came = actual(month + m)
      if (!(came > 0)) continue // a percentage of nothing says nothing
      const ascending = sorted(totals.filter((_, i) => i % months === m))
      points.push({
        month: month + m,
        horizon: m + 1,
        p10: quantile(ascending, 0.1),
        p50: quantile(ascending, 0.5),
        p90: quantile(ascending, 0.9),
        actual: came,
      })
      naiveErrors.push(Math.abs((lastMean * daysInMonth(month + m)) / came - 1))
    }
  }
  const errors = points.map(({ p50, actual: came }) => p50 / came - 1)
  return {
    origins: new Set(points.map(({ month, horizon }) => month - horizon)).size,
    horizonMonths: points.reduce((longest, { horizon }) => Math.max(longest, horizon), 0),
    mape: mean(errors.map(Math.abs)),
    bias: mean(errors),
    naiveMape: mean(naiveErrors),
    coverage80: mean(points.map(({ p10, p90, actual: came }) => (came >= p10 && came <= p90 ? 1 : 0))),
    points,
  }
}

/** A complete month's volume, scaled up for days without data; 0 for a month without any. */
function monthTotal({ daily }: VolumeSeries, firstDay: number, month: number): number {
  const start = firstDayOf(month) - firstDay
  const seen = daily.subarray(start, start + daysInMonth(month)).filter((value) => !Number.isNaN(value))
  return seen.length === 0 ? 0 : mean(seen) * daysInMonth(month)
}
