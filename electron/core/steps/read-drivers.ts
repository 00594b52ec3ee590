// What drove spend from one period to another: reads both, splits the difference (shared/domain/spend-bridge.ts) and says
// what the split rests on and what it does not hold.
import type { Output, Parsed } from '../../../shared/contract/commands.ts'
import type { DriverSegmentData } from '../../../shared/contract/driver-commands.ts'
import { bridgeOf, drivers } from '../../../shared/domain/spend-bridge.ts'
import { fail } from '../../../shared/language/failures.ts'
import { toEpochDay, toIsoDate } from '../../../shared/units/calendar.ts'
import { compareDecimals } from '../../../shared/units/decimal.ts'
import type { DaySpan } from '../../../shared/units/period.ts'
import type { PeriodLine, TwoPeriods } from '../ledger/types.ts'
import { segmentsOf } from './bridge-segments.ts'
import { comparedPeriods } from './compared-periods.ts'
import { segmentData, totalUse } from './driver-figures.ts'
import { driverNotes } from './driver-notes.ts'
import { listCostsOn } from './price-weights.ts'
import type { Session } from './session.ts'
import { readSettings } from './settings.ts'

export async function readDrivers(session: Session, ask: Parsed<'usage.drivers'>): Promise<Output<'usage.drivers'>> {
  const { usage, prices } = session.workspace
  const [coverage, book, settings] = await Promise.all([usage.coverage(), prices.periods(), readSettings(session)])
  const { firstDay, lastDay } = coverage
  if (firstDay === null || lastDay === null) throw fail('no-usage')
  const periods = comparedPeriods(ask, { from: firstDay, to: lastDay })
  const lines = await usage.periodLines({ ...periods, convertTo: ask.convert ? (ask.currency ?? settings.currency) : undefined })
  const currencies = currenciesOf(lines)
  const currency =
    ask.currency ?? (ask.convert || currencies.includes(settings.currency) ? settings.currency : (currencies[0] ?? settings.currency))
  const listDay = middleOf(periods.before)
  const all = segmentsOf(lines, listCostsOn(book, listDay))
  const unrated = new Set([...lines.before, ...lines.after].filter(({ amount }) => amount === null).map((line) => line.currency))
  const segments = all.filter((segment) => (ask.convert ? !unrated.has(segment.currency) : segment.currency === currency))
  const bridge = bridgeOf(segments)
  const shown = segments.flatMap((segment, at): DriverSegmentData[] => {
    const change = bridge.segments[at]
    return change === undefined || (change.before === '0' && change.after === '0') ? [] : [segmentData(segment, change)]
  })
  return {
    ...periods.after,
    againstFrom: periods.before.from,
    againstTo: periods.before.to,
    currency,
    convert: ask.convert,
    before: bridge.before,
    after: bridge.after,
    difference: bridge.difference,
    parts: drivers.map((driver) => ({ driver, amount: bridge.parts[driver] })),
    measures: [...bridge.measures],
    segments: shown.sort(byChange),
    use: { before: totalUse(segments, 'before'), after: totalUse(segments, 'after') },
    currencies,
    listDay,
    firstDay,
    lastDay,
    notes: driverNotes({ periods, lines, coverage, segments, all, unrated, currency, convert: ask.convert }),
  }
}

/** Those with spend in either period, by letter. */
function currenciesOf({ before, after }: TwoPeriods<readonly PeriodLine[]>): string[] {
  return [...new Set([...before, ...after].filter(({ money }) => money !== '0').map(({ currency }) => currency))].sort()
}

function middleOf({ from, to }: DaySpan): string {
  const [first, last] = [toEpochDay(from), toEpochDay(to)]
  return toIsoDate(first + Math.floor((last - first) / 2))
}

function byChange(a: DriverSegmentData, b: DriverSegmentData): number {
  const size = (segment: DriverSegmentData): string => segment.difference.replace('-', '')
  const name = (segment: DriverSegmentData): string => JSON.stringify([segment.provider, segment.model, segment.kind, segment.charge])
  return compareDecimals(size(b), size(a)) || (name(a) < name(b) ? -1 : 1)
}
