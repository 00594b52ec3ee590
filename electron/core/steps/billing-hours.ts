// The hours by which two sides' months differ: a vendor's invoice may begin its months in another zone than UTC, and a
// report of that zone's days covers other hours than UTC days do. Only for vendors whose zone is known, and only from
// lines that tell on which side of the border they lie.
import type { ComparisonName } from '../../../shared/domain/reconciliation.ts'
import type { Sides } from '../../../shared/domain/reconciliation-sides.ts'
import { billingZone } from '../../../shared/domain/vendor-bills.ts'
import { firstDayOf, toMonth } from '../../../shared/units/calendar.ts'
import { addDecimals, subtractDecimals } from '../../../shared/units/decimal.ts'
import { utcOf, zoneOf } from '../import/zones.ts'
import type { HourSums, HourWindow } from '../ledger/types.ts'
import type { Session } from './session.ts'

const dayMs = 86_400_000

/** What must be moved to compare two sides of a month. */
interface Shift {
  readonly of: ComparisonName
  /** Whose lines move. */
  readonly side: 'billed' | 'used'
  readonly windows: readonly (HourWindow & { readonly sign: 1 | -1 })[]
}

export interface ShiftedMonth {
  readonly shifts: Readonly<Partial<Record<ComparisonName, string>>>
  /** Comparisons that a zone effect may be in, which lines of whole days do not tell. */
  readonly untold: readonly ComparisonName[]
}

/** In the order of `months`. */
export async function shiftMonths(
  session: Session,
  months: readonly { readonly sides: Sides; readonly isInvoiced: boolean }[],
): Promise<ShiftedMonth[]> {
  const wanted = months.map(({ sides, isInvoiced }) => shiftsOf(sides, isInvoiced))
  const windows = wanted
    .flat()
    .flatMap((shift) => shift.windows.map(({ provider, since, until, edge }) => ({ provider, since, until, edge })))
  const { usage, dataRevision } = session.workspace
  const sums = await session.once('billing-hours', { dataRevision, windows }, () => usage.hourSums(windows))
  let next = 0
  return wanted.map((shifts, at) => {
    const found = shifts.map((shift) => {
      const first = next
      next += shift.windows.length
      return { of: shift.of, amount: amountOf(shift, first, sums, months[at]?.sides.currency ?? '') }
    })
    return {
      shifts: Object.fromEntries(found.flatMap(({ of, amount }) => (amount === null ? [] : [[of, amount]]))),
      untold: found.flatMap(({ of, amount }) => (amount === null ? of : [])),
    }
  })
}

/** null: a line lies on both sides of a border, or is worth money of another currency. */
function amountOf({ side, windows }: Shift, first: number, sums: readonly HourSums[], currency: string): string | null {
  let amount = '0'
  for (const [at, { sign }] of windows.entries()) {
    for (const found of sums.filter((each) => each.window === first + at && (each[side] !== '0' || each.crossing[side] > 0))) {
      if (found.crossing[side] > 0 || (side === 'used' && found.currency !== currency)) return null
      if (found.currency === currency) amount = sign === 1 ? addDecimals(amount, found[side]) : subtractDecimals(amount, found[side])
    }
  }
  return amount
}

function shiftsOf({ provider, month, usage, report }: Sides, isInvoiced: boolean): Shift[] {
  const zoneName = billingZone(provider)
  if (zoneName === null || zoneName === 'UTC') return []
  const zone = zoneOf(zoneName)
  const [start, end] = [firstDayOf(toMonth(month)), firstDayOf(toMonth(month) + 1)].map((day) => day * dayMs) as [number, number]
  /** One window at each end of the month, from UTC's border to the other, in whichever order they come. */
  const windows = (borderOf: (midnight: number) => number): Shift['windows'] =>
    [start, end].flatMap((midnight) => {
      const border = borderOf(midnight)
      const [since, until] = [Math.min(midnight, border), Math.max(midnight, border)]
      // With a later border these hours leave the month at its beginning and join it at its end; with an earlier one the reverse.
      const joins = border > midnight ? midnight === end : midnight === start
      const sign = joins ? 1 : -1
      return { provider, since: iso(since), until: iso(until), edge: iso(border), sign } as const
    })
  const zoneMonth = windows((midnight) => utcOf(midnight, zone))
  // Days of the zone stand under the UTC day on which they begin: the first of the month begins after UTC's midnight.
  const zoneDays = windows((midnight) => utcOf(midnight, zone) + (utcOf(midnight, zone) < midnight ? dayMs : 0))
  return [
    ...(usage && report?.hasZoneDays ? [{ of: 'usage-report', side: 'used', windows: zoneDays } as const] : []),
    ...(isInvoiced && report ? [{ of: 'report-invoice', side: 'billed', windows: zoneMonth } as const] : []),
    ...(isInvoiced && usage && !report ? [{ of: 'usage-invoice', side: 'used', windows: zoneMonth } as const] : []),
  ]
}

const iso = (ms: number): string => new Date(ms).toISOString()
