// Spans of whole days, both ends included: months, the last whole month of some data, and what lies right before a span.
import { daysInMonth, firstDayOf, type IsoDate, monthOf, toEpochDay, toIsoDate } from './calendar.ts'

export interface DaySpan {
  readonly from: IsoDate
  readonly to: IsoDate
}

/** `months` whole months from `month` on (see calendar.ts for its count). */
export const monthSpan = (month: number, months = 1): DaySpan => ({
  from: toIsoDate(firstDayOf(month)),
  to: toIsoDate(firstDayOf(month + months) - 1),
})

/** The last month that lies inside the span; without one the last that it touches. */
export function lastWholeMonth({ from, to }: DaySpan): number {
  const last = monthOf(toEpochDay(to))
  const ended = monthSpan(last).to === to ? last : last - 1
  return monthSpan(ended).from >= from ? ended : last
}

/** Before whole months as many whole months, before any other span as many days. */
export function spanBefore({ from, to }: DaySpan): DaySpan {
  const [first, last] = [toEpochDay(from), toEpochDay(to)]
  const [month, lastMonth] = [monthOf(first), monthOf(last)]
  if (first === firstDayOf(month) && last === firstDayOf(lastMonth) + daysInMonth(lastMonth) - 1) {
    const months = lastMonth - month + 1
    return monthSpan(month - months, months)
  }
  return { from: toIsoDate(first - (last - first + 1)), to: toIsoDate(first - 1) }
}
