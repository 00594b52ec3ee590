// Cash tied up by futures along a path: initial margin of the open months plus the variation margin paid so far.
// Variation margin is settled daily and stays paid when a month has settled; initial margin is held through the
// month's last day and then released. The peak, not the end, is what a credit line must carry.

import { averagePrice } from '../averages/running-month.ts'
import { mean, quantile, selectQuantiles, sorted } from '../numerics/series.ts'
import { quantileStandardError, valueAtRisk } from '../risk/risk.ts'
import { type Book, openFrom } from './book.ts'
import { daysPerMonth } from './paths.ts'

export interface MarginResult {
  /** Peak over the horizon of initial margin plus variation margin paid: mean, P95 and its standard error. */
  readonly peakMean: number
  readonly peakP95: number
  readonly peakP95StandardError: number
  /** Business-day index (0 = valuation date) at which the P95 path peaks. */
  readonly peakDay: number
  /** Along business days, sampled at most 5 days apart: cash tied up at the median and at P95. Negative: cash received. */
  readonly day: Int32Array
  readonly p50: Float64Array
  readonly p95: Float64Array
}

const sampleEvery = 5

/** Walks the margin account along index paths, one at a time, and keeps the peak of each and the sampled days. */
export function createMarginWalk(book: Book, leadDays: number, trials: number) {
  const months = book.worth.length
  const days = leadDays + months * daysPerMonth
  const worth = openFrom(book.worth)
  const agreed = openFrom(book.agreed)
  const initial = openFrom(book.initialMargin)
  const peak = new Float64Array(trials)
  const peakDay = new Int32Array(trials)
  const day = sampledDays(days)
  const cash = new Float64Array(day.length * trials) // one column of trials per sampled day

  function walk(index: Float64Array, trial: number): void {
    let highest = 0
    let highestDay = 0
    const record = (t: number, tied: number): void => {
      if (tied > highest) {
        highest = tied
        highestDay = t
      }
      if (t % sampleEvery === 0) cash[(t / sampleEvery) * trials + trial] = tied
      else if (t === days) cash[(day.length - 1) * trials + trial] = tied
    }
    for (let t = 0; t <= leadDays; t++) record(t, (initial[0] ?? 0) - (index[t] ?? 0) * (worth[0] ?? 0) + (agreed[0] ?? 0))
    let settled = 0
    for (let m = 0; m < months; m++) {
      let fixedSum = 0
      let gain = 0
      for (let j = 1; j <= daysPerMonth; j++) {
        const t = leadDays + m * daysPerMonth + j
        const level = index[t] ?? 0
        fixedSum += level
        gain = (book.worth[m] ?? 0) * averagePrice(fixedSum, j, daysPerMonth, level) - (book.agreed[m] ?? 0)
        record(t, (initial[m] ?? 0) - settled - gain - level * (worth[m + 1] ?? 0) + (agreed[m + 1] ?? 0))
      }
      settled += gain
    }
    peak[trial] = highest
    peakDay[trial] = highestDay
  }

  function result(): MarginResult {
    const ascending = sorted(peak)
    const bands = Array.from(day, (_, i) => selectQuantiles(cash.subarray(i * trials, (i + 1) * trials), [0.5, 0.95]))
    return {
      peakMean: mean(peak),
      peakP95: quantile(ascending, 0.95),
      peakP95StandardError: quantileStandardError(ascending, 0.95),
      peakDay: peakDay[peak.indexOf(valueAtRisk(ascending, 0.95))] ?? 0,
      day,
      p50: Float64Array.from(bands, ([middle]) => middle ?? NaN),
      p95: Float64Array.from(bands, ([, high]) => high ?? NaN),
    }
  }

  return { walk, result }
}

/** 0, 5, 10 ... and the last day. */
function sampledDays(days: number): Int32Array {
  const regular = Int32Array.from({ length: Math.floor(days / sampleEvery) + 1 }, (_, i) => i * sampleEvery)
  return days % sampleEvery === 0 ? regular : Int32Array.of(...regular, days)
}
