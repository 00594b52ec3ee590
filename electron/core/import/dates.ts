// Dates as exports write them, to a UTC instant. Layouts: ISO with or without time and zone, 20260905, 202609, 9/5/26, 05.09.2026,
// 5 Sep 2026, 2026年9月5日, 2026-09, and Unix time in s, ms, us or ns. Order of day and month: settled once per file.
import { offsetMinutes, utcOf, type Zone } from './zones.ts'

export const dateOrders = ['dmy', 'mdy', 'ymd'] as const
export type DateOrder = (typeof dateOrders)[number]
type Grain = 'month' | 'day' | 'time'

/** An instant, and the civil period it names when the text was a day or a month. */
export interface Stamp {
  readonly ms: number
  readonly grain: Grain
  /** UTC instant at which the day or month ends; equal to `ms` for a time. */
  readonly endMs: number
}

const iso = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[T ,]+(.+))?$/i
const chinese = /^(\d{4})年(\d{1,2})月(?:(\d{1,2})日?)?\s*(.*)$/
const compact = /^((?:19|20|21)\d{2})(\d{2})(\d{2})?$/
const numeric = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?:[T ,]+(.+))?$/i
const dayFirstName = /^(\d{1,2})[ -]([A-Za-z]{3,9})\.?[ -,]+(\d{4})(?:[T ,]+(.+))?$/
const monthFirstName = /^([A-Za-z]{3,9})\.? (\d{1,2}),? (\d{4})(?:[T ,]+(.+))?$/
const month = /^(\d{4})[-/](\d{1,2})$/
const unix = /^(\d{10}|\d{13}|\d{16}|\d{19})(?:\.(\d+))?$/
const clock =
  /^(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*([ap]m)?\s*(z|utc|gmt|(?:utc|gmt)?\s*[+-]\d{1,2}(?::?\d{2})?(?:\s*utc)?)?$/i
const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

const earliestYear = 1990
const latestYear = 2100
const dayMs = 86_400_000
const cacheSize = 20_000

export class DateReader {
  readonly #order: DateOrder | null
  readonly #zone: Zone
  readonly #cache = new Map<string, Stamp | null>()

  /** `order` settles dates such as 03/04/2026; without it they are not read. `zone` holds for texts that state none. */
  constructor(order: DateOrder | null, zone: Zone) {
    this.#order = order
    this.#zone = zone
  }

  read(cell: string): Stamp | null {
    const known = this.#cache.get(cell)
    if (known !== undefined) return known
    const stamp = this.#parse(cell.trim())
    if (this.#cache.size >= cacheSize) this.#cache.clear()
    this.#cache.set(` ${cell}`.slice(1), stamp)
    return stamp
  }

  #parse(text: string): Stamp | null {
    const isoParts = iso.exec(text)
    if (isoParts) return this.#stamp(isoParts[1], isoParts[3], isoParts[4], isoParts[5])
    const epoch = unix.exec(text)
    if (epoch) return unixStamp(epoch[1] ?? '')
    const short = numeric.exec(text)
    if (short) return this.#ordered(short)
    const packed = compact.exec(text)
    if (packed) return this.#stamp(packed[1], packed[2], packed[3], undefined)
    const whole = month.exec(text)
    if (whole) return this.#stamp(whole[1], whole[2], undefined, undefined)
    const han = chinese.exec(text)
    if (han) return this.#stamp(han[1], han[2], han[3], han[4] === '' ? undefined : han[4])
    const named = dayFirstName.exec(text)
    if (named) return this.#stamp(named[3], monthNumber(named[2]), named[1], named[4])
    const american = monthFirstName.exec(text)
    if (american) return this.#stamp(american[3], monthNumber(american[1]), american[2], american[4])
    return null
  }

  #ordered(parts: RegExpExecArray): Stamp | null {
    const viable = readings(parts).filter(({ order }) => this.#order === null || order === this.#order)
    const [first] = viable
    if (!first || viable.some(({ key }) => key !== first.key)) return null
    return this.#stamp(first.year, first.month, first.day, parts[5])
  }

  #stamp(year: string | undefined, monthText: string | undefined, day: string | undefined, time: string | undefined): Stamp | null {
    const [y, m, d] = [Number(year), Number(monthText), day === undefined ? 1 : Number(day)]
    if (!(y >= earliestYear && y <= latestYear && m >= 1 && m <= 12 && d >= 1) || d > new Date(Date.UTC(y, m, 0)).getUTCDate()) return null
    const midnight = Date.UTC(y, m - 1, d)
    if (time === undefined) {
      const next = day === undefined ? Date.UTC(y, m, 1) : midnight + dayMs
      return { ms: utcOf(midnight, this.#zone), grain: day === undefined ? 'month' : 'day', endMs: utcOf(next, this.#zone) }
    }
    return this.#timed(midnight, time.trim())
  }

  #timed(midnight: number, time: string): Stamp | null {
    const parts = clock.exec(time)
    if (!parts) return null
    const [, hours = '', minutes = '', seconds = '0', fraction = '', half, zone] = parts
    const hour = half === undefined ? Number(hours) : (Number(hours) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0)
    if (hour > 23 || Number(minutes) > 59 || Number(seconds) > 59) return null
    const civil = midnight + ((hour * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 + Number(fraction.padEnd(3, '0').slice(0, 3))
    const ms = zone === undefined ? utcOf(civil, this.#zone) : civil - statedOffset(zone) * 60_000
    return { ms, grain: 'time', endMs: ms }
  }
}

/** The orders in which a numeric date such as 03/04/2026 can be read; null for every other layout. */
export function viableOrders(cell: string): readonly DateOrder[] | null {
  const parts = numeric.exec(cell.trim())
  return parts && readings(parts).map(({ order }) => order)
}

/** True when a date reads differently under different orders. */
export function isAmbiguousDate(cell: string): boolean {
  const parts = numeric.exec(cell.trim())
  return parts !== null && new Set(readings(parts).map(({ key }) => key)).size > 1
}

/** True when a text gives a time of day without saying in which zone. */
export const lacksZone = (cell: string): boolean =>
  /\d:\d{2}/.test(cell) && !/(?:z|utc|gmt|[+-]\d{1,2}(?::?\d{2})?)\s*$/i.test(cell.replace(/^[^:]*/, ''))

const instantTexts = new Map<number, string>()

/** ISO text of a UTC instant, without milliseconds when there are none. Remembered, since rows share their times. */
export function instantText(ms: number): string {
  const known = instantTexts.get(ms)
  if (known !== undefined) return known
  const long = new Date(ms).toISOString()
  const text = long.endsWith('.000Z') ? `${long.slice(0, 19)}Z` : long
  if (instantTexts.size >= cacheSize) instantTexts.clear()
  instantTexts.set(ms, text)
  return text
}

/** Usage of AI begins here; a two-digit year is read within these bounds. */
const shortYears = [2015, 2060] as const

function readings(parts: RegExpExecArray): { order: DateOrder; year: string; month: string; day: string; key: string }[] {
  const [, a = '', , b = '', c = ''] = parts
  const places = { dmy: [c, b, a], mdy: [c, a, b], ymd: [a, b, c] } as const
  return dateOrders.flatMap((order) => {
    const [shortYear, month, day] = places[order]
    if (order === 'ymd' && c.length === 4) return []
    const year = shortYear.length === 2 ? `20${shortYear}` : shortYear
    const fits = Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= 31
    const likely = shortYear.length === 4 || (shortYear.length === 2 && Number(year) >= shortYears[0] && Number(year) <= shortYears[1])
    return fits && likely ? [{ order, year, month, day, key: `${year}-${Number(month)}-${Number(day)}` }] : []
  })
}

const monthNumber = (name: string | undefined): string => String(monthNames.indexOf((name ?? '').slice(0, 3).toLowerCase()) + 1)
const statedOffset = (zone: string): number => offsetMinutes(zone.replace(/\s*utc$/i, '').replace(/\s/g, '')) ?? 0

function unixStamp(digits: string): Stamp | null {
  const ms = digits.length === 10 ? Number(digits) * 1000 : Number(digits.slice(0, 13))
  const year = new Date(ms).getUTCFullYear()
  return year >= earliestYear && year <= latestYear ? { ms, grain: 'time', endMs: ms } : null
}
