// What a bridge of spend does not hold, and where its split is coarser than a reader may think.
import type { NoteData } from '../../../shared/contract/scalars.ts'
import { makeNote } from '../../../shared/language/notes.ts'
import { toEpochDay } from '../../../shared/units/calendar.ts'
import { addDecimals } from '../../../shared/units/decimal.ts'
import type { DaySpan } from '../../../shared/units/period.ts'
import type { Coverage, PeriodLine, TwoPeriods } from '../ledger/types.ts'
import type { SpendSegment } from './bridge-segments.ts'

interface Asked {
  readonly periods: TwoPeriods<DaySpan>
  readonly lines: TwoPeriods<readonly PeriodLine[]>
  readonly coverage: Coverage
  /** In the bridge, and those of every currency. */
  readonly segments: readonly SpendSegment[]
  readonly all: readonly SpendSegment[]
  /** Currencies without a rate on some day. */
  readonly unrated: ReadonlySet<string>
  readonly currency: string
  readonly convert: boolean
}

const both = ['before', 'after'] as const

export function driverNotes(asked: Asked): NoteData[] {
  return [...dataNotes(asked), ...moneyNotes(asked), ...splitNotes(asked)]
}

/** Periods that the data covers in part only: what is not there looks like a change. */
function dataNotes({ periods, lines, coverage }: Asked): NoteData[] {
  const notes: NoteData[] = []
  const { before, after } = periods
  if (before.from <= after.to && after.from <= before.to) notes.push(makeNote('drivers-overlap', {}, 'warning'))
  const start = before.from < after.from ? before.from : after.from
  if (coverage.firstDay !== null && start < coverage.firstDay) notes.push(makeNote('drivers-starts', { day: coverage.firstDay }, 'warning'))
  const ends = new Map<string, Set<string>>()
  const compared = [...lines.before, ...lines.after]
  for (const { provider, firstDay, lastDay, reportedTo, missing } of coverage.providers) {
    const own = compared.filter((line) => line.provider === provider)
    if (own.length === 0) continue
    const isGap = (month: string): boolean => month > firstDay.slice(0, 7) && month < lastDay.slice(0, 7)
    const gaps = missing.filter((month) => isGap(month) && both.some((period) => touches(periods[period], month)))
    if (gaps.length > 0) notes.push(makeNote('missing-months', { provider, months: gaps.join(', ') }, 'warning'))
    for (const period of both) {
      const touched = lines[period].reduce(
        (last, line) => (line.provider === provider && line.lastDay > last ? line.lastDay : last),
        reportedTo,
      )
      if (touched < periods[period].to) ends.set(touched, (ends.get(touched) ?? new Set()).add(provider))
    }
  }
  for (const [day, providers] of ends) notes.push(makeNote('drivers-ends', { providers: [...providers].join(', '), day }, 'warning'))
  const days = ({ from, to }: DaySpan): number => toEpochDay(to) - toEpochDay(from) + 1
  if (days(before) !== days(after)) notes.push(makeNote('drivers-days', { before: String(days(before)), after: String(days(after)) }))
  return notes
}

const touches = ({ from, to }: DaySpan, month: string): boolean => from.slice(0, 7) <= month && month <= to.slice(0, 7)

/** Money and tokens that are in neither amount. */
function moneyNotes({ lines, all, unrated, currency, convert }: Asked): NoteData[] {
  const notes: NoteData[] = []
  for (const code of [...new Set(all.map((segment) => segment.currency))].sort()) {
    if (convert ? !unrated.has(code) : code === currency) continue
    const sum = (period: 'before' | 'after'): string =>
      all.reduce((total, segment) => (segment.currency === code ? addDecimals(total, segment[period].money) : total), '0')
    const params = { before: `${code} ${sum('before')}`, after: `${code} ${sum('after')}`, currency }
    notes.push(convert ? makeNote('drivers-no-rate', params, 'warning') : makeNote('drivers-other-currency', params))
  }
  const unpriced = { before: unpricedTokens(lines.before), after: unpricedTokens(lines.after) }
  if (unpriced.before !== '0' || unpriced.after !== '0') notes.push(makeNote('drivers-unpriced', unpriced, 'warning'))
  return notes
}

const unpricedTokens = (lines: readonly PeriodLine[]): string =>
  lines.reduce((sum, line) => (line.basis === 'unpriced' || line.basis === 'estimated' ? addDecimals(sum, line.unpricedTokens) : sum), '0')

/** Segments whose change could not be split in full. */
function splitNotes({ segments, currency }: Asked): NoteData[] {
  const paid = segments.filter(({ before, after }) => before.amount !== '0' || after.amount !== '0')
  const hasTokens = ({ measure }: SpendSegment): boolean => measure === 'requests' || measure === 'tokens'
  const named = (
    code: 'drivers-pooled' | 'drivers-no-requests' | 'drivers-no-list',
    which: (segment: SpendSegment) => boolean,
  ): NoteData[] => {
    const names = [...new Set(paid.filter(which).map(({ provider, model }) => (model === '' ? provider : `${provider} ${model}`)))].sort()
    const more = String(Math.max(0, names.length - shownNames))
    return names.length === 0 ? [] : [makeNote(code, { names: names.slice(0, shownNames).join(', '), more })]
  }
  const uncounted = (period: 'before' | 'after'): string =>
    segments.reduce(
      (sum, { kind, [period]: { quantity, amount } }) => (kind === 'usage' && quantity === '0' ? addDecimals(sum, amount) : sum),
      '0',
    )
  const [before, after] = [uncounted('before'), uncounted('after')]
  const loose =
    before === '0' && after === '0'
      ? []
      : [makeNote('drivers-uncounted', { before: `${currency} ${before}`, after: `${currency} ${after}` })]
  return [
    ...named('drivers-pooled', ({ isPooled }) => isPooled),
    ...named('drivers-no-requests', ({ measure }) => measure === 'tokens'),
    ...named('drivers-no-list', (segment) => hasTokens(segment) && !segment.hasList),
    ...loose,
  ]
}

const shownNames = 6
