// Dates as numbers: epoch day = days since 1970-01-01 (UTC, proleptic Gregorian), month = year * 12 + (month - 1).
// No clock and no time zone: "today" always comes in as an argument. Used by math, ledger, steps and screens.

/** `YYYY-MM-DD`. */
export type IsoDate = string
/** `YYYY-MM`. */
type MonthLabel = string

const daysBeforeEpoch = 719_468 // from 0000-03-01 to 1970-01-01
const daysPerEra = 146_097 // 400 Gregorian years

/** Days since 1970-01-01 of a civil date. Hinnant (2013), "chrono-compatible low-level date algorithms". */
function civilDay(year: number, month: number, dayOfMonth: number): number {
  const marchYear = month > 2 ? year : year - 1
  const era = Math.floor(marchYear / 400)
  const yearOfEra = marchYear - era * 400
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + dayOfMonth - 1
  return era * daysPerEra + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - daysBeforeEpoch
}

/** The month a day lies in, and its day of the month from 1. The inverse of `civilDay`. */
function civilOf(day: number): { month: number; dayOfMonth: number } {
  const shifted = day + daysBeforeEpoch
  const era = Math.floor(shifted / daysPerEra)
  const dayOfEra = shifted - era * daysPerEra
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153)
  return { month: (yearOfEra + era * 400) * 12 + marchMonth + 2, dayOfMonth: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1 }
}

/** True for a real date written `YYYY-MM-DD`. */
export function isIsoDate(text: string): boolean {
  return parseDate(text) !== undefined
}

/** Throws a RangeError for text that is not a real date: check with `isIsoDate` where it comes from outside. */
export function toEpochDay(date: IsoDate): number {
  const day = parseDate(date)
  if (day === undefined) throw new RangeError(`Not a date: ${date}`)
  return day
}

export function toIsoDate(day: number): IsoDate {
  const { month, dayOfMonth } = civilOf(day)
  return `${monthLabel(month)}-${String(dayOfMonth).padStart(2, '0')}`
}

export function monthOf(day: number): number {
  return civilOf(day).month
}

export function firstDayOf(month: number): number {
  return civilDay(Math.floor(month / 12), (((month % 12) + 12) % 12) + 1, 1)
}

export function daysInMonth(month: number): number {
  return firstDayOf(month + 1) - firstDayOf(month)
}

export function monthLabel(month: number): MonthLabel {
  const ofYear = ((month % 12) + 12) % 12
  return `${String((month - ofYear) / 12).padStart(4, '0')}-${String(ofYear + 1).padStart(2, '0')}`
}

/** Throws a RangeError for text that is not a month written `YYYY-MM`. */
export function toMonth(label: MonthLabel): number {
  const match = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(label)
  if (!match) throw new RangeError(`Not a month: ${label}`)
  return Number(match[1]) * 12 + Number(match[2]) - 1
}

/** 0 = Monday ... 6 = Sunday. */
export function weekday(day: number): number {
  return (((day + 3) % 7) + 7) % 7
}

/** Monday-to-Friday days from `from` (included) to `to` (excluded); no holidays. 0 when `to` is not later. */
export function businessDays(from: number, to: number): number {
  if (to <= from) return 0
  const weeks = Math.floor((to - from) / 7)
  let count = weeks * 5
  for (let day = from + weeks * 7; day < to; day++) if (weekday(day) < 5) count++
  return count
}

function parseDate(text: string): number | undefined {
  const match = /^(\d{4})-(0[1-9]|1[0-2])-(\d{2})$/.exec(text)
  if (!match) return undefined
  const month = Number(match[1]) * 12 + Number(match[2]) - 1
  const dayOfMonth = Number(match[3])
  return dayOfMonth >= 1 && dayOfMonth <= daysInMonth(month) ? firstDayOf(month) + dayOfMonth - 1 : undefined
}
