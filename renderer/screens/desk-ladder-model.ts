// What a hand on the ladder does to a strategy: set a month, fill months, turn contracts into cover, find the
// smallest change that brings a month back into policy. Pure; the core rounds cover to contracts and judges policy.
import type { HedgeEvaluationData, LadderMonthData, StrategyData } from '../../shared/contract/hedge-commands.ts'
import { Decimal } from '../../shared/units/decimal.ts'

type Sized = Pick<LadderMonthData, 'exposureUnits'>

/** Cover asks for whole contracts by their exact share, to 6 decimals of a percent; never above 100. */
export function coverOfContracts(contracts: number, month: Sized, size: string): number {
  const exposure = new Decimal(month.exposureUnits)
  if (exposure.lte(0)) return 0
  return Decimal.min(100, new Decimal(contracts).times(size).div(exposure).times(100)).toDecimalPlaces(6).toNumber()
}

/** Whole contracts that a cover asks for; a half goes up, as the core rounds. */
export function contractsOfCover(percent: number, month: Sized, size: string): number {
  return new Decimal(month.exposureUnits).times(percent).div(100).div(size).toDecimalPlaces(0, Decimal.ROUND_HALF_UP).toNumber()
}

/** Most contracts whose units stay within the expected exposure. */
export function mostContracts(month: Sized, size: string): number {
  return Math.max(0, new Decimal(month.exposureUnits).div(size).floor().toNumber())
}

export interface Cure {
  /** Contracts to add (above 0) or remove (below 0). */
  readonly change: number
  readonly contracts: number
  /** Share of the expected exposure then covered, as a ratio in decimal text. */
  readonly actual: string
}

/** The fewest contracts to add or remove so that the month lies inside its policy band; null when it does, or none fits. */
export function smallestCure(month: LadderMonthData, size: string): Cure | null {
  const exposure = new Decimal(month.exposureUnits)
  if (exposure.lte(0)) return null
  const least = exposure.times(month.policyMin).div(100).div(size).ceil().toNumber()
  const most = exposure.times(month.policyMax).div(100).div(size).floor().toNumber()
  if (least > most || (month.contracts >= least && month.contracts <= most)) return null
  const contracts = month.contracts < least ? least : most
  return {
    change: contracts - month.contracts,
    contracts,
    actual: new Decimal(contracts).times(size).div(exposure).toSignificantDigits(15).toFixed(),
  }
}

export function withCover(strategy: StrategyData, month: string, percent: number): StrategyData {
  return { ...strategy, cover: { ...strategy.cover, [month]: percent } }
}

/** The strategy with the contracts given in each month. */
export function cured(
  strategy: StrategyData,
  { months, contractSize }: Pick<HedgeEvaluationData, 'months' | 'contractSize'>,
  cures: readonly { readonly month: string; readonly contracts: number }[],
): StrategyData {
  return cures.reduce((mended, { month, contracts }) => {
    const row = months.find((each) => each.month === month)
    return row ? withCover(mended, month, coverOfContracts(contracts, row, contractSize)) : mended
  }, strategy)
}

/** The month's cover carried to the months after it, or to every month. */
export function filled(strategy: StrategyData, months: readonly string[], from: string, reach: 'right' | 'all'): StrategyData {
  const percent = strategy.cover[from] ?? 0
  const start = reach === 'all' ? 0 : months.indexOf(from) + 1
  const cover = Object.fromEntries(months.slice(start).map((month) => [month, percent]))
  return { ...strategy, cover: { ...strategy.cover, ...cover } }
}

/** An editable strategy with the first free letter, starting from the cover given. */
export function newStrategy(
  existing: readonly StrategyData[],
  name: (letter: string) => string,
  cover: Readonly<Record<string, number>>,
): StrategyData {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
  const free = [...letters].find((letter) => existing.every((each) => each.id !== letter.toLowerCase() && each.name !== name(letter)))
  const letter = free ?? String(existing.length)
  return { id: letter.toLowerCase(), name: name(letter), kind: 'manual', cover: { ...cover } }
}
