// What a hedge is chosen from and within: scenarios of the cost, the gain of each instrument in each scenario, limits,
// and how much the tail weighs against the mean. Money in one currency, positions in units of each instrument.
// Read by every file of the optimiser; called with by calc and the hedge desk.
import {
  OutOfDomain,
  requireBetween,
  requireFinite,
  requireLength,
  requireLevel,
  requireNotNegative,
  requirePositive,
  requireSeries,
} from '../numerics/domain.ts'
import { requireProbabilities } from '../risk/weighted-tail.ts'

export interface HedgeInstrument {
  readonly name: string
  /** Least and greatest position in units, negative = sold; -Infinity and Infinity where there is no limit. */
  readonly lower: number
  readonly upper: number
  /** Money paid at the start per unit bought, received per unit sold. Counts against the budget; the gains are net of it already. */
  readonly premium: number
  /** Initial margin per unit, bought or sold. */
  readonly initialMargin: number
  /** Fees and half spread per unit, bought or sold. Added to the cost of every scenario. */
  readonly transactionCost: number
  /** Units the market trades a day; Infinity where liquidity is no limit. */
  readonly dailyVolume: number
  /** Units in a lot when only whole lots can be held; 0 = any amount. */
  readonly lot: number
}

export interface CoverageBand {
  readonly name: string
  /** Per instrument: units of the exposure one unit of it covers. */
  readonly cover: Float64Array
  readonly lower: number
  readonly upper: number
}

export interface HedgeLimits {
  /** Most that may be paid in premiums, net of those received. */
  readonly premium: number
  /** Most initial margin. */
  readonly margin: number
  /** Share of a day's volume the firm may be, and days it has to trade. */
  readonly participation: number
  readonly tradingDays: number
  readonly coverage: readonly CoverageBand[]
}

export interface TailTerm {
  readonly level: number
  /** Weight of CVaR at the level in the objective, from 0. */
  readonly weight: number
  /** Greatest CVaR allowed, or Infinity. */
  readonly limit: number
}

export interface HedgeProblem {
  /** Cost of each scenario without a hedge. */
  readonly cost: Float64Array
  /** gains[instrument][scenario]: gain of one unit bought, net of its premium. */
  readonly gains: readonly Float64Array[]
  readonly probabilities: Float64Array
  readonly instruments: readonly HedgeInstrument[]
  readonly limits: HedgeLimits
  /** Weight of the expected cost in the objective, from 0; usually 1. */
  readonly meanWeight: number
  readonly tails: readonly TailTerm[]
}

export const noLimits: HedgeLimits = { premium: Infinity, margin: Infinity, participation: 1, tradingDays: 1, coverage: [] }

/** An instrument that costs nothing but its price and may be held in any amount. */
export const freeInstrument: HedgeInstrument = {
  name: '',
  lower: -Infinity,
  upper: Infinity,
  premium: 0,
  initialMargin: 0,
  transactionCost: 0,
  dailyVolume: Infinity,
  lot: 0,
}

export function equalProbabilities(scenarios: number): Float64Array {
  return new Float64Array(scenarios).fill(1 / scenarios)
}

/** Names of instruments and of bands must differ, since answers name limits by them. */
export function checkProblem(problem: HedgeProblem): void {
  const { cost, gains, probabilities, instruments, limits, tails } = problem
  requireSeries('cost', cost)
  requireProbabilities(probabilities, cost.length)
  if (instruments.length === 0) throw new OutOfDomain('instruments', 'none', 'at least one instrument')
  requireLength('gains', gains, instruments.length)
  gains.forEach((row, j) => {
    requireLength(`gains[${j}]`, row, cost.length)
    requireSeries(`gains[${j}]`, row)
  })
  instruments.forEach(checkInstrument)
  checkNames('instruments', instruments)
  checkLimits(limits, instruments.length)
  requireNotNegative('meanWeight', problem.meanWeight)
  tails.forEach(({ level, weight, limit }, k) => {
    requireLevel(`tails[${k}].level`, level)
    requireNotNegative(`tails[${k}].weight`, weight)
    requireUpper(`tails[${k}].limit`, limit)
  })
}

function checkInstrument(instrument: HedgeInstrument, j: number): void {
  const at = `instruments[${j}]`
  requireLowerAndUpper(at, instrument.lower, instrument.upper)
  requireFinite(`${at}.premium`, instrument.premium)
  requireNotNegative(`${at}.initialMargin`, instrument.initialMargin)
  requireNotNegative(`${at}.transactionCost`, instrument.transactionCost)
  if (!(instrument.dailyVolume >= 0)) throw new OutOfDomain(`${at}.dailyVolume`, instrument.dailyVolume, 'a number from 0, or Infinity')
  requireNotNegative(`${at}.lot`, instrument.lot)
}

function checkLimits(limits: HedgeLimits, instruments: number): void {
  requireUpper('limits.premium', limits.premium)
  if (!(limits.margin >= 0)) throw new OutOfDomain('limits.margin', limits.margin, 'a number from 0, or Infinity')
  requireBetween('limits.participation', limits.participation, 0, 1)
  requirePositive('limits.tradingDays', limits.tradingDays)
  limits.coverage.forEach(({ cover, lower, upper }, m) => {
    requireLength(`limits.coverage[${m}].cover`, cover, instruments)
    requireSeries(`limits.coverage[${m}].cover`, cover)
    requireLowerAndUpper(`limits.coverage[${m}]`, lower, upper)
  })
  checkNames('limits.coverage', limits.coverage)
}

function checkNames(argument: string, list: readonly { readonly name: string }[]): void {
  const names = new Set<string>()
  for (const { name } of list) {
    if (names.has(name)) throw new OutOfDomain(argument, `twice the name "${name}"`, 'names that differ')
    names.add(name)
  }
}

/** A lower above its upper limit is allowed: it is a contradiction the answer names. */
function requireLowerAndUpper(at: string, lower: number, upper: number): void {
  if (!(lower < Infinity)) throw new OutOfDomain(`${at}.lower`, lower, 'a number, or -Infinity')
  if (!(upper > -Infinity)) throw new OutOfDomain(`${at}.upper`, upper, 'a number, or Infinity')
}

function requireUpper(argument: string, value: number): void {
  if (!(value > -Infinity)) throw new OutOfDomain(argument, value, 'a number, or Infinity')
}
