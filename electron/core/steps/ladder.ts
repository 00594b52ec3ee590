// Cover by month as whole contracts: what a strategy asks for, what rounding makes of it, and what policy says.
// Pure: exposure units, policy bands and a strategy in; one row per month out. A breach names the smallest cure.
import type { LadderMonthData, StrategyData } from '../../../shared/contract/hedge-commands.ts'
import type { NoteData } from '../../../shared/contract/scalars.ts'
import type { PolicyBandData } from '../../../shared/contract/workspace-commands.ts'
import { makeNote } from '../../../shared/language/notes.ts'
import { decimalFromModel } from '../../../shared/units/model-border.ts'

export interface LadderInput {
  readonly months: readonly string[]
  /** Expected hedgeable units per month, and those of 1 month in 10. */
  readonly units: readonly number[]
  readonly unitsP10: readonly number[]
  readonly contractSize: number
  readonly unit: string
  /** Price text per month; null without a curve. */
  readonly prices: readonly (string | null)[]
  readonly policy: readonly PolicyBandData[]
}

type Band = Pick<PolicyBandData, 'minPercent' | 'maxPercent'>

const noBand: Band = { minPercent: 0, maxPercent: 100 }

function bandOf(policy: readonly PolicyBandData[], monthsAhead: number): Band {
  return policy.find((band) => band.from <= monthsAhead && monthsAhead <= band.to) ?? noBand
}

export function ladderRows(strategy: StrategyData, input: LadderInput): LadderMonthData[] {
  return input.months.map((month, m) => {
    const band = bandOf(input.policy, m + 1)
    const units = input.units[m] ?? 0
    const p10 = input.unitsP10[m] ?? 0
    const price = input.prices[m] ?? null
    const cover = price === null ? 0 : coverOf(strategy, month, band, units, p10)
    const contracts =
      strategy.kind === 'ladder' ? insideBand(cover, units, input.contractSize, band) : wholeContracts(cover, units, input.contractSize)
    const held = contracts * input.contractSize
    const actual = units > 0 ? (held / units) * 100 : null
    return {
      month,
      exposureUnits: decimalFromModel(units, 1),
      exposureP10: decimalFromModel(p10, 1),
      policyMin: band.minPercent,
      policyMax: band.maxPercent,
      coverPercent: cover,
      contracts,
      actualPercent: actual,
      locked: contracts > 0 ? price : null,
      forward: price,
      residualUnits: decimalFromModel(units - held, 1),
      notes: strategy.kind === 'none' ? [] : monthNotes({ month, band, units, p10, held, cover, contracts, actual, input }),
    }
  })
}

/**
 * The ladder's cover: the middle of the band, lowered to what 1 month in 10 would still buy (an uncertain quantity
 * is hedged less), but not below the band. A manual strategy has its own figures; a month without one stays open.
 */
function coverOf(strategy: StrategyData, month: string, band: Band, units: number, p10: number): number {
  if (strategy.kind === 'none') return 0
  if (strategy.kind === 'manual') return strategy.cover[month] ?? 0
  const middle = (band.minPercent + band.maxPercent) / 2
  const sure = units > 0 ? (p10 / units) * 100 : 0
  return Math.round(Math.max(band.minPercent, Math.min(middle, sure)) * 10) / 10
}

/** Nearest whole number; a half goes up, as ROUND in a spreadsheet. */
export function wholeContracts(coverPercent: number, units: number, size: number): number {
  return Math.round(((coverPercent / 100) * units) / size + 1e-9)
}

/** The whole numbers of contracts inside a band; `lowest` above `highest` when none fits. */
function wholeRange(units: number, size: number, band: Band): { lowest: number; highest: number } {
  return {
    lowest: Math.ceil(((band.minPercent / 100) * units) / size - 1e-9),
    highest: Math.floor(((band.maxPercent / 100) * units) / size + 1e-9),
  }
}

/** The ladder keeps its own policy: where rounding leaves the band, the nearest number of contracts inside it is taken. */
function insideBand(cover: number, units: number, size: number, band: Band): number {
  const nearest = wholeContracts(cover, units, size)
  const { lowest, highest } = wholeRange(units, size, band)
  return lowest > highest ? nearest : Math.min(highest, Math.max(lowest, nearest))
}

interface MonthState {
  readonly month: string
  readonly band: Band
  readonly units: number
  readonly p10: number
  readonly held: number
  readonly cover: number
  readonly contracts: number
  readonly actual: number | null
  readonly input: LadderInput
}

function monthNotes(state: MonthState): NoteData[] {
  const { month, band, units, p10, held, cover, contracts, actual, input } = state
  const notes: NoteData[] = []
  const words = {
    month,
    unit: input.unit,
    min: String(band.minPercent),
    max: String(band.maxPercent),
    actual: actual === null ? '0' : actual.toFixed(1),
  }
  const size = input.contractSize
  const { lowest, highest } = wholeRange(units, size, band)
  if (actual !== null && lowest > highest && contracts >= highest && contracts <= lowest) {
    // No whole number fits and the nearest ones were taken: the contract is too large, nobody broke a rule.
    notes.push(
      makeNote(
        'below-one-contract',
        { month, unit: input.unit, units: decimalFromModel(units, 0), size: decimalFromModel(size, 0) },
        'warning',
      ),
    )
  } else {
    if (cover > 0 && contracts === 0) {
      const words = { month, unit: input.unit, half: decimalFromModel(size / 2, 0), units: decimalFromModel(units * (cover / 100), 0) }
      notes.push(makeNote('too-small', words, 'warning'))
    }
    // The nearest number of contracts inside the band is the smallest cure; 0 says that no whole number lies inside.
    const cure = (nearest: number) => ({
      change: String(lowest > highest ? 0 : nearest - contracts),
      cure: ((nearest * size * 100) / units).toFixed(1),
    })
    if (actual !== null && contracts < lowest) notes.push(makeNote('below-policy', { ...words, ...cure(lowest) }, 'breach'))
    if (actual !== null && contracts > highest) notes.push(makeNote('above-policy', { ...words, ...cure(highest) }, 'breach'))
  }
  if (held > p10 && contracts > 0) {
    notes.push(
      makeNote(
        'over-hedge',
        { month, unit: input.unit, p10: decimalFromModel(p10, 0), excess: decimalFromModel(held - p10, 0) },
        'warning',
      ),
    )
  }
  return notes
}
