// Daily volumes read by month: what was seen, since when, whether it stopped, and the recent run-rate.
// NaN is a day without data (not a zero); a zero is a day of no use. Called by forecast.ts and backtest.ts.
import { daysInMonth, firstDayOf, monthOf, weekday } from '../../units/calendar.ts'

/** One quantity to forecast. `daily` runs from `firstDay`; NaN marks a day without data. */
export interface VolumeSeries {
  readonly key: string
  readonly daily: Float64Array
}

/** First and last epoch day on which any series has data. */
export interface Span {
  readonly first: number
  readonly last: number
}

/** A month's observed days must cover about half of it before their mean may stand for the month. */
const leastDays = 14
/** Four whole weeks: the run-rate sees every weekday equally often. */
const recentDays = 28

export interface SeriesHistory {
  /** Mean daily volume per month from the month of `span.first`; NaN where too few days were seen or before the series began. */
  readonly monthMean: Float64Array
  /** Nothing was ever used, or use ended: the last observed days are zero for longer than any earlier pause explains. */
  readonly idle: boolean
  /** Mean daily volume of the last 28 observed days since the series began. */
  readonly runRate: number
  /** Volume of a Monday ... Sunday over `runRate`; all 1 below two weeks of data. */
  readonly weekdayWeights: Float64Array
}

/** Undefined when no series has any data. */
export function dataSpan(series: readonly VolumeSeries[], firstDay: number): Span | undefined {
  let first = Infinity
  let last = -Infinity
  for (const { daily } of series) {
    const begin = daily.findIndex((value) => !Number.isNaN(value))
    if (begin < 0) continue
    first = Math.min(first, firstDay + begin)
    last = Math.max(last, firstDay + daily.findLastIndex((value) => !Number.isNaN(value)))
  }
  return first <= last ? { first, last } : undefined
}

/** First and last month the span covers from its first to its last day; none when first > last. */
export function completeMonths(span: Span): { first: number; last: number; count: number } {
  const first = monthOf(span.first - 1) + 1
  const last = monthOf(span.last + 1) - 1
  return { first, last, count: Math.max(0, last - first + 1) }
}

export function readHistory(daily: Float64Array, firstDay: number, span: Span): SeriesHistory {
  const month0 = monthOf(span.first)
  const sums = new Float64Array(monthOf(span.last) - month0 + 1)
  const counts = new Int32Array(sums.length)
  const begin = daily.findIndex((value) => value > 0)
  for (let i = Math.max(0, begin); i < daily.length; i++) {
    const value = daily[i] ?? NaN
    const m = monthOf(firstDay + i) - month0
    if (Number.isNaN(value)) continue
    sums[m] = (sums[m] ?? 0) + value
    counts[m] = (counts[m] ?? 0) + 1
  }
  const since = begin < 0 ? new Float64Array() : daily.subarray(begin)
  return {
    monthMean: sums.map((total, m) => ((counts[m] ?? 0) >= leastDays ? total / (counts[m] ?? 1) : NaN)),
    idle: begin < 0 || hasStopped(since),
    ...recent(since, firstDay + begin),
  }
}

/** Volume seen in a month: its sum and, day by day, which days are still open (no data). */
export function monthToDate({ daily }: VolumeSeries, firstDay: number, month: number): { seen: number; openDays: number[] } {
  const start = firstDayOf(month)
  let seen = 0
  const openDays: number[] = []
  for (let day = start; day < start + daysInMonth(month); day++) {
    const value = daily[day - firstDay] ?? NaN
    if (Number.isNaN(value)) openDays.push(day)
    else seen += value
  }
  return { seen, openDays }
}

/** Two weeks of zeros at the end, and more than twice the longest pause before. */
function hasStopped(since: Float64Array): boolean {
  let run = 0
  let longestPause = 0
  for (const value of since) {
    if (value > 0) {
      longestPause = Math.max(longestPause, run)
      run = 0
    } else if (value === 0) run++
  }
  return run >= leastDays && run > 2 * longestPause
}

function recent(since: Float64Array, firstDay: number): { runRate: number; weekdayWeights: Float64Array } {
  const sums = new Float64Array(7)
  const counts = new Int32Array(7)
  let seen = 0
  for (let i = since.length - 1; i >= 0 && seen < recentDays; i--) {
    const value = since[i] ?? NaN
    if (Number.isNaN(value)) continue
    const day = weekday(firstDay + i)
    sums[day] = (sums[day] ?? 0) + value
    counts[day] = (counts[day] ?? 0) + 1
    seen++
  }
  const plain = seen === 0 ? 0 : sums.reduce((a, b) => a + b, 0) / seen
  const byWeekday = sums.map((total, day) => total / (counts[day] ?? 0))
  const runRate = byWeekday.reduce((a, b) => a + b, 0) / 7
  if (seen < leastDays || !(runRate > 0)) return { runRate: plain, weekdayWeights: new Float64Array(7).fill(1) }
  return { runRate, weekdayWeights: byWeekday.map((value) => value / runRate) }
}
