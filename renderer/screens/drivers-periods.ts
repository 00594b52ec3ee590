// The two periods a reader compares: months or quarters of the data, the second chosen and the first by a rule or by name.
// A period is named by its first month ('2026-07'). Pure.
import { driversTexts } from '../../shared/language/drivers.ts'
import { monthLabel, monthOf, toEpochDay, toMonth } from '../../shared/units/calendar.ts'
import { type DaySpan, lastWholeMonth, monthSpan } from '../../shared/units/period.ts'
import type { Wording } from './wording.ts'

export const grains = ['month', 'quarter'] as const
export type Grain = (typeof grains)[number]
const lengths = { month: 1, quarter: 3 } as const

export interface ChosenPeriods {
  readonly grain: Grain
  /** null: the last whole one of the data. */
  readonly period: string | null
  readonly against: 'previous' | 'yearBefore' | string
}

const startOf = (month: number, grain: Grain): number => month - (month % lengths[grain])

/** All that the data touches, the newest first. */
export function periodsOf(grain: Grain, data: DaySpan): string[] {
  const length = lengths[grain]
  const [first, last] = [data.from, data.to].map((day) => startOf(monthOf(toEpochDay(day)), grain)) as [number, number]
  return Array.from({ length: (last - first) / length + 1 }, (_, back) => monthLabel(last - back * length))
}

/** The period shown: the chosen one while the data has it. */
export function shownPeriod({ grain, period }: ChosenPeriods, data: DaySpan): string {
  const offered = periodsOf(grain, data)
  if (period !== null && offered.includes(period)) return period
  const ended = startOf(lastWholeMonth(data) + 1, grain) - lengths[grain]
  return offered.find((label) => label === monthLabel(ended)) ?? offered[0] ?? data.to.slice(0, 7)
}

export function comparedSpans(chosen: ChosenPeriods, data: DaySpan): { before: DaySpan; after: DaySpan } {
  const length = lengths[chosen.grain]
  const after = toMonth(shownPeriod(chosen, data))
  const back = { previous: after - length, yearBefore: after - 12 }
  const before = chosen.against === 'previous' || chosen.against === 'yearBefore' ? back[chosen.against] : toMonth(chosen.against)
  return { before: monthSpan(before, length), after: monthSpan(after, length) }
}

/** 'Sep 2026' ('Sep 26' in a narrow column), 'Q3 2026', or first and last day. */
export function periodName({ from, to }: DaySpan, { language, month, shortMonth, date }: Wording, isShort = false): string {
  const text = driversTexts[language]
  const first = monthOf(toEpochDay(from))
  if (monthSpan(first).from === from && monthSpan(first).to === to) return (isShort ? shortMonth : month)(monthLabel(first))
  if (monthSpan(first, 3).from === from && monthSpan(first, 3).to === to && first % 3 === 0)
    return text.controls.quarter(String((first % 12) / 3 + 1), from.slice(0, 4))
  return text.title.span(date(from), date(to))
}
