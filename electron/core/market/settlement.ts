// Settlement of an average-settled month: the arithmetic mean of the daily index over the month's fixing days,
// exact in decimals. Fixings so far are locked; days without a value are named, never filled silently.
// Fixing days: Monday to Friday or every day, as the contract says; holidays are not known and so not removed.
import { daysInMonth, firstDayOf, toIsoDate, toMonth, weekday } from '../../../shared/units/calendar.ts'
import { Decimal } from '../../../shared/units/decimal.ts'

export interface Settlement {
  readonly month: string
  readonly fixingDays: number
  readonly fixed: number
  readonly fixings: { readonly date: string; readonly value: string }[]
  /** Fixing days up to the as-of date without an index value. */
  readonly missing: string[]
  /** Mean of the fixings known; null without one. */
  readonly average: string | null
  /** The settlement price; null until every fixing day has a value. */
  readonly settlement: string | null
  /** Share of the month still open: what is left to hedge. */
  readonly unlockedShare: number
}

export function settleMonth(
  month: string,
  values: ReadonlyMap<string, string>,
  options: { asOf: string; everyDay: boolean; tick: string | null },
): Settlement {
  const first = firstDayOf(toMonth(month))
  const days = Array.from({ length: daysInMonth(toMonth(month)) }, (_, i) => first + i)
    .filter((day) => options.everyDay || weekday(day) < 5)
    .map(toIsoDate)
  const fixings = days
    .filter((day) => day <= options.asOf)
    .flatMap((date) => {
      const value = values.get(date)
      return value === undefined ? [] : [{ date, value }]
    })
  const total = fixings.reduce((sum, { value }) => sum.plus(value), new Decimal(0))
  const average = fixings.length > 0 ? total.div(fixings.length) : null
  return {
    month,
    fixingDays: days.length,
    fixed: fixings.length,
    fixings,
    missing: days.filter((day) => day <= options.asOf && !values.has(day)),
    average: average?.toDecimalPlaces(6).toFixed() ?? null,
    settlement: average && fixings.length === days.length ? toTick(average, options.tick) : null,
    unlockedShare: 1 - fixings.length / days.length,
  }
}

/** Half a tick goes up, as exchanges round a final settlement. */
function toTick(price: Decimal, tick: string | null): string {
  return tick === null
    ? price.toDecimalPlaces(6).toFixed()
    : price.div(tick).toDecimalPlaces(0, Decimal.ROUND_HALF_UP).times(tick).toFixed()
}
