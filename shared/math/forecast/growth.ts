// How one volume grows: its level, a damped monthly drift, and the surprises it has shown, all on the log scale.
// A series with three months or more is fitted; a younger one is carried at its run-rate with the stated spread.
// Sources: Gardner & McKenzie (1985), damped trend; Huber (1964), clipping of outliers. Called by forecast.ts.

import { daysInMonth, firstDayOf, monthOf } from '../../units/calendar.ts'
import { log, square } from '../numerics/elementary.ts'
import { mean, median, sum } from '../numerics/series.ts'
import type { SeriesHistory, Span } from './volume-history.ts'

/** Share of the drift that is left after one more month: a year ahead, about three quarters of an undamped drift has been applied. */
export const damping = 0.95
/** Months of evidence at which a drift counts half: weight n / (n + 6), a normal prior around "no growth". */
const priorMonths = 6
/** No drift above 22 % a month is carried forward, whatever was seen. */
const steepestDrift = 0.2
/** Stated assumption for the monthly spread (log) while history is short: 0.25 common to all series and 0.20 of its own. */
const prior = { common: 0.25, own: 0.2 }
const priorSigma = Math.sqrt(square(prior.common) + square(prior.own))
/** Nothing is more certain than 5 % a month. */
const leastSigma = 0.05
/** No month above ten times the largest one seen, beyond the pace of growth already seen. */
const headroom = log(10)

export interface Growth {
  /** Log of the daily volume, and the month it stands for; `elapsed`: the share of that month it has seen. */
  readonly level: number
  readonly month: number
  readonly elapsed: number
  readonly weekdayWeights: Float64Array
  /** Log change per month after shrinkage, and the weight of evidence in it, 0 to 1. */
  readonly drift: number
  readonly weight: number
  /** Log surprises per month of the history (NaN: none), scaled up for a small sample; `pool`: those there are. */
  readonly surprises: Float64Array
  readonly pool: Float64Array
  /** Spread on top of the surprises: the prior's whole spread, or what is missing to the least spread. */
  readonly noise: number
  /** Scales a sum of surprises with normal weights to the uncertainty of the drift. */
  readonly driftScale: number
  /** Share of months with no use at all between months with use. */
  readonly zeroShare: number
  /** Highest log level allowed, and how it rises per damped month ahead. */
  readonly cap: number
  readonly capRise: number
}

export const commonShare = prior.common / priorSigma
export const ownShare = prior.own / priorSigma

/** Undefined for a series that is not in use: its forecast is zero. */
export function fitGrowth(history: SeriesHistory, span: Span, mayTrend: boolean): Growth | undefined {
  if (history.idle) return undefined
  const steps = mayTrend ? monthlySteps(history.monthMean) : []
  return steps.length >= 2 ? trend(history, span, steps) : carriedForward(history, span)
}

interface Step {
  readonly month: number
  readonly change: number
  /** Months the change took: more than 1 over months without data or use. */
  readonly months: number
}

/** Log changes from one month with use to the next. */
function monthlySteps(monthMean: Float64Array): Step[] {
  const steps: Step[] = []
  let before = -1
  monthMean.forEach((value, month) => {
    if (!(value > 0)) return
    if (before >= 0) steps.push({ month, change: log(value / (monthMean[before] ?? value)), months: month - before })
    before = month
  })
  return steps
}

function trend({ monthMean }: SeriesHistory, span: Span, steps: readonly Step[]): Growth {
  const clipped = clip(steps)
  const n = clipped.length
  const weight = n / (n + priorMonths)
  const seenPace = pace(clipped)
  const drift = Math.max(-steepestDrift, Math.min(steepestDrift, weight * seenPace))

  // n / (n - 1) makes the mean square unbiased, (n + 1) / n turns it into the variance of the next change.
  const widen = Math.sqrt((n + 1) / (n - 1))
  const surprises = new Float64Array(monthMean.length).fill(NaN)
  for (const step of clipped) surprises[step.month] = (widen * (step.change - step.months * seenPace)) / Math.sqrt(step.months)
  const pool = surprises.filter((value) => !Number.isNaN(value))
  const leastVariance = square(leastSigma) + square(priorSigma / n)

  const used = monthMean.map((value, month) => (value > 0 ? month : -1)).filter((month) => month >= 0)
  const last = used.at(-1) ?? 0
  const logs = Float64Array.from(used, (month) => log(monthMean[month] ?? 1))
  const highest = logs.reduce((a, b) => Math.max(a, b), -Infinity)
  const lowest = logs.reduce((a, b) => Math.min(a, b), Infinity)
  const observed = monthMean.subarray(used[0] ?? 0).filter((value) => !Number.isNaN(value)).length
  const month = monthOf(span.first) + last
  return {
    level: log(monthMean[last] ?? 1),
    month,
    elapsed: elapsedShare(month, span),
    weekdayWeights: new Float64Array(7).fill(1),
    drift,
    weight,
    surprises,
    pool,
    noise: Math.sqrt(Math.max(0, leastVariance - meanSquare(pool))),
    driftScale: 1 / Math.sqrt(n * (n + priorMonths)),
    zeroShare: 1 - used.length / observed,
    cap: highest + headroom,
    capRise: Math.min(steepestDrift, (highest - lowest) / n),
  }
}

function carriedForward({ runRate, weekdayWeights }: SeriesHistory, span: Span): Growth | undefined {
  if (!(runRate > 0)) return undefined
  const month = monthOf(span.last)
  const level = log(runRate)
  const none = new Float64Array()
  return {
    level,
    month,
    elapsed: elapsedShare(month, span),
    weekdayWeights,
    drift: 0,
    weight: 0,
    surprises: none,
    pool: none,
    noise: priorSigma,
    driftScale: 0,
    zeroShare: 0,
    cap: level + headroom,
    capRise: 0,
  }
}

/** Level shifts (a model switch, a new team) are clipped to four robust sigmas or a doubling: they restart the level, not the trend. */
function clip(steps: readonly Step[]): Step[] {
  const rates = Float64Array.from(steps, ({ change, months }) => change / months)
  const centre = median(rates)
  const reach = Math.max(Math.LN2, 4 * 1.4826 * median(rates.map((rate) => Math.abs(rate - centre))))
  return steps.map((step) => ({
    ...step,
    change: step.months * Math.max(centre - reach, Math.min(centre + reach, step.change / step.months)),
  }))
}

function pace(steps: readonly Step[]): number {
  return mean(steps.map(({ change }) => change)) / mean(steps.map(({ months }) => months))
}

function elapsedShare(month: number, span: Span): number {
  return Math.min(1, (span.last - firstDayOf(month) + 1) / daysInMonth(month))
}

/** Mean square of the surprises: their variance, for they are measured from their own pace. */
export function meanSquare(pool: Float64Array): number {
  return pool.length === 0 ? 0 : sum(pool.map((value) => value * value)) / pool.length
}
