// Refuses arguments no model can use, in words: which argument, what is allowed, what was there. Everything in
// shared/math relies on these checks. Called by run-job.ts.
import { fail } from '../language/failures.ts'
import { dataSpan } from '../math/forecast/volume-history.ts'
import { canRegress } from '../math/hedge/hedge-ratio.ts'
import { OutOfDomain } from '../math/numerics/domain.ts'
import { monthOf } from '../units/calendar.ts'
import type { ContractLeg, ForecastJob, HedgeRatioJob, RiskJob, SpreadJob } from './jobs.ts'

const most = { months: 120, trials: 200_000, leadDays: 2520, cells: 60_000_000 }
/** Regression with fewer pairs has no error worth the name. */
const leastPairs = 3

export function checkForecast(job: ForecastJob): void {
  checkSimulation(job)
  if (job.series.length * job.trials * job.months > most.cells)
    throw fail('job-too-large', { cells: String(job.series.length * job.trials * job.months), most: String(most.cells) })
  wholeNumber('firstDay', job.firstDay, -1_000_000, 1_000_000)
  if (new Set(job.series.map(({ key }) => key)).size < job.series.length) throw refuse('series', 'different keys', 'a repeated key')
  for (const { key, daily } of job.series) finite(`series ${key}`, daily, { missing: true })
  const span = dataSpan(job.series, job.firstDay)
  if (!span) throw fail('no-usage')
  const lastMonth = monthOf(span.last)
  wholeNumber('firstMonth', job.firstMonth, lastMonth, lastMonth + most.months)
}

export function checkRisk(job: RiskJob): void {
  checkSimulation(job)
  if (job.trials * job.months > most.cells)
    throw fail('job-too-large', { cells: String(job.trials * job.months), most: String(most.cells) })
  wholeNumber('leadDays', job.leadDays, 0, most.leadDays)
  between('volatility', job.model.volatility, 0, 5)
  between('basisSigma', job.model.basisSigma, 0, 5)
  between('beta', job.model.beta, -10, 10)
  between('level', job.level, 0.5, 0.999)
  if (!Number.isNaN(job.budget)) between('budget', job.budget, -1e18, 1e18)
  for (const part of ['committed', 'volumeOnly', 'sensitive'] as const) {
    length(`spend.${part}`, job.spend[part], job.trials * job.months)
    finite(`spend.${part}`, job.spend[part], { negative: true })
  }
  for (const leg of job.legs) checkLeg(leg, job.months)
}

export function checkHedgeRatio({ own, index }: HedgeRatioJob): void {
  length('index', index, own.length)
  finite('own', own, { negative: true })
  finite('index', index, { negative: true })
  if (own.length < leastPairs) throw fail('too-few-pairs', { pairs: String(own.length), least: String(leastPairs) })
  if (!canRegress(index)) throw fail('index-stood-still', { pairs: String(own.length) })
}

export function checkSpread({ rows, trials, budgets }: SpreadJob): void {
  wholeNumber('trials', trials, 1, most.trials)
  length('rows', rows, trials * budgets.length)
  finite('rows', rows, { negative: true })
  finite('budgets', budgets, { missing: true, negative: true })
}

/** What a model refuses, as the failure of a job. */
export function inDomain<T>(work: () => T): T {
  try {
    return work()
  } catch (thrown) {
    if (thrown instanceof OutOfDomain) throw refuse(thrown.argument, thrown.allowed, thrown.value)
    throw thrown
  }
}

function checkSimulation({ months, trials, seed }: { months: number; trials: number; seed: number }): void {
  wholeNumber('months', months, 1, most.months)
  wholeNumber('trials', trials, 2, most.trials)
  wholeNumber('seed', seed, 0, Number.MAX_SAFE_INTEGER)
}

function checkLeg(leg: ContractLeg, months: number): void {
  between('leg.size', leg.size, 0, 1e12)
  between('leg.marginRate', leg.marginRate, 0, 10)
  between('leg.costPerContract', leg.costPerContract, 0, 1e12)
  for (const part of ['contracts', 'entry', 'forward'] as const) {
    length(`leg.${part}`, leg[part], months)
    finite(`leg.${part}`, leg[part], { negative: part === 'contracts' })
  }
}

function wholeNumber(name: string, value: number, low: number, high: number): void {
  if (!Number.isInteger(value) || value < low || value > high) throw refuse(name, `a whole number from ${low} to ${high}`, String(value))
}

function between(name: string, value: number, low: number, high: number): void {
  if (!(value >= low && value <= high)) throw refuse(name, `a number from ${low} to ${high}`, String(value))
}

function length(name: string, values: Float64Array, expected: number): void {
  if (values.length !== expected) throw refuse(name, `${expected} values`, String(values.length))
}

/** Finite and not negative, unless `negative` is allowed; NaN stands for "no data" where `missing` is. Sums must stay finite too: at most 1e18. */
function finite(name: string, values: Float64Array, { missing = false, negative = false }): void {
  const at = values.findIndex((value) => !(Math.abs(value) <= 1e18 && (negative || value >= 0)) && !(missing && Number.isNaN(value)))
  if (at >= 0) throw refuse(`${name} [${at}]`, negative ? 'a number up to 1e18' : 'a number from 0 to 1e18', String(values[at]))
}

function refuse(name: string, allowed: string, value: string) {
  return fail('job-argument', { name, allowed, value })
}
