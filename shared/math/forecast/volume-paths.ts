// Joint sample paths of month totals. In each trial and month all series draw the surprise of the same past month,
// so they rise and fall together as they did; what a series lacks of history it draws for itself. Totals of
// groups are sums on these paths, never sums of quantiles. Called by forecast.ts and backtest.ts.

import { daysInMonth, firstDayOf, weekday } from '../../units/calendar.ts'
import { exp, power, square } from '../numerics/elementary.ts'
import { fillNormals, fillUniforms, streamOf } from '../random/draws.ts'
import { commonShare, damping, type Growth, meanSquare, ownShare } from './growth.ts'

export interface Horizon {
  readonly firstMonth: number
  readonly months: number
  readonly trials: number
  readonly seed: number
  /** 0 for the forecast itself, 1, 2 ... for the origins of its back-test. */
  readonly run: number
}

/** What the first month has already seen, and its days still open. */
interface Begun {
  readonly seen: number
  readonly openDays: readonly number[]
}

/** Draws all series share, row-major trials x months: a past month each, a normal; and one weight per past month for the drift. */
interface CommonDraws {
  readonly pastMonth: Int32Array
  readonly normal: Float64Array
  readonly driftWeights: Float64Array
  readonly history: number
}

// Variables of a stream: 0-2 are common, 3-5 belong to one series, so no name can ever meet the common draws.
const commonStream = streamOf('forecast')

/** `surprising`: the months of the history in which any series has a surprise; `history`: all its months. */
export function drawCommon({ months, trials, seed, run }: Horizon, surprising: readonly number[], history: number): CommonDraws {
  const pastMonth = new Int32Array(trials * months)
  const normal = new Float64Array(trials * months)
  const driftWeights = new Float64Array(trials * history)
  const uniform = new Float64Array(months)
  for (let trial = 0; trial < trials; trial++) {
    fillUniforms(uniform, { seed, stream: commonStream, variable: 0, run }, trial)
    for (let m = 0; m < months; m++) pastMonth[trial * months + m] = surprising[Math.floor((uniform[m] ?? 0) * surprising.length)] ?? 0
    fillNormals(driftWeights.subarray(trial * history, (trial + 1) * history), { seed, stream: commonStream, variable: 1, run }, trial)
    fillNormals(normal.subarray(trial * months, (trial + 1) * months), { seed, stream: commonStream, variable: 2, run }, trial)
  }
  return { pastMonth, normal, driftWeights, history }
}

/** Month totals of one series, trials x months. */
export function drawPaths(key: string, growth: Growth | undefined, begun: Begun, horizon: Horizon, common: CommonDraws): Float64Array {
  const { months, trials, seed, run } = horizon
  const out = new Float64Array(trials * months)
  if (!growth) {
    for (let trial = 0; trial < trials; trial++) out[trial * months] = begun.seen
    return out
  }
  const plan = monthPlan(growth, begun, horizon)
  const stream = streamOf(key)
  const own = new Float64Array(months)
  const pick = new Float64Array(months)
  const absent = new Float64Array(months)
  for (let trial = 0; trial < trials; trial++) {
    if (growth.noise > 0) fillNormals(own, { seed, stream, variable: 3, run }, trial)
    if (growth.pool.length > 0) fillUniforms(pick, { seed, stream, variable: 4, run }, trial)
    if (growth.zeroShare > 0) fillUniforms(absent, { seed, stream, variable: 5, run }, trial)
    const drift = growth.drift + driftError(growth, common, trial)
    let state = growth.level
    for (let m = 0; m < months; m++) {
      const at = trial * months + m
      const noise = growth.noise * (commonShare * (common.normal[at] ?? 0) + ownShare * (own[m] ?? 0))
      state += (plan.step[m] ?? 0) * (noise + surprise(growth, common.pastMonth[at] ?? 0, pick[m] ?? 0))
      const level = exp(Math.min(plan.cap[m] ?? 0, state + drift * (plan.driftMonths[m] ?? 0) - (plan.convexity[m] ?? 0)))
      const inUse = growth.zeroShare === 0 || (absent[m] ?? 0) >= growth.zeroShare
      out[at] = (m === 0 ? begun.seen : 0) + (inUse ? level * (plan.days[m] ?? 0) : 0)
    }
  }
  return out
}

/**
 * The parts of a month's total that no draw changes. `step`: root of the months a surprise spans. `driftMonths`:
 * damped months of drift so far. `convexity`: where there is little evidence "no growth" is said of the mean, so half the
 * variance is taken off the log level; as evidence grows the measured log drift speaks for itself.
 */
function monthPlan(growth: Growth, begun: Begun, { firstMonth, months }: Horizon) {
  const ahead = firstMonth - growth.month
  const firstSpan = ahead + 1 - growth.elapsed
  const variance = meanSquare(growth.pool) + square(growth.noise)
  const driftVariance = growth.pool.length * meanSquare(growth.pool) * square(growth.driftScale)
  const perMonth = (value: (m: number) => number) => Float64Array.from({ length: months }, (_, m) => value(m))
  const driftMonths = perMonth((m) => (damping * (1 - power(damping, ahead + m))) / (1 - damping))
  const weigh = (days: readonly number[]) => days.reduce((total, day) => total + (growth.weekdayWeights[weekday(day)] ?? 1), 0)
  return {
    step: perMonth((m) => (m === 0 ? Math.sqrt(firstSpan) : 1)),
    driftMonths,
    convexity: perMonth((m) => 0.5 * (1 - growth.weight) * (variance * (firstSpan + m) + driftVariance * square(driftMonths[m] ?? 0))),
    cap: perMonth((m) => growth.cap + growth.capRise * (driftMonths[m] ?? 0)),
    days: perMonth((m) => weigh(m === 0 ? begun.openDays : daysOf(firstMonth + m))),
  }
}

function daysOf(month: number): number[] {
  return Array.from({ length: daysInMonth(month) }, (_, i) => firstDayOf(month) + i)
}

/** The surprise of the common past month, or one of its own when the series was not there. */
function surprise({ surprises, pool }: Growth, pastMonth: number, pick: number): number {
  const common = surprises[pastMonth] ?? NaN
  if (!Number.isNaN(common)) return common
  return pool.length > 0 ? (pool[Math.floor(pick * pool.length)] ?? 0) : 0
}

/** Error of the drift: the surprises with normal weights, the same weights for every series (wild bootstrap, Wu 1986). */
function driftError({ surprises, driftScale }: Growth, { driftWeights, history }: CommonDraws, trial: number): number {
  if (driftScale === 0) return 0
  let total = 0
  for (let past = 0; past < history; past++) {
    const size = surprises[past] ?? NaN
    if (!Number.isNaN(size)) total += size * (driftWeights[trial * history + past] ?? 0)
  }
  return total * driftScale
}
