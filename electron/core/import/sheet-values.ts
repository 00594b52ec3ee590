// What the number in a sheet's cell says: a number, or a date counted in days since 1900 (or 1904) that its format shows.
// Source: ECMA-376-1:2016, 18.8.30 (built-in number formats) and 18.17.4.1 (date systems).
import { decimalText } from '../../../shared/units/decimal.ts'

/** How much of a date a number format shows. */
export type DateShape = 'month' | 'day' | 'time' | 'clock'

const builtIn: readonly (readonly [first: number, last: number, shape: DateShape])[] = [
  [14, 16, 'day'],
  [17, 17, 'month'],
  [18, 21, 'clock'],
  [22, 22, 'time'],
  [27, 31, 'day'],
  [32, 35, 'clock'],
  [36, 36, 'day'],
  [45, 45, 'clock'],
  [47, 47, 'clock'],
  [50, 54, 'day'],
  [55, 56, 'clock'],
  [57, 58, 'day'],
]

/** null for a format of plain numbers; `code` is given for formats of the workbook's own. */
export function dateShapeOf(id: number, code: string | undefined): DateShape | null {
  if (code === undefined) return builtIn.find(([first, last]) => id >= first && id <= last)?.[2] ?? null
  // Elapsed time such as [h]:mm is a number; texts, colours and escaped characters are no part of a date.
  const letters =
    code
      .split(';')[0]
      ?.replace(/"[^"]*"|\\.|_.|\*./g, '')
      .toLowerCase() ?? ''
  if (/\[(?:h+|m+|s+)\]/.test(letters)) return null
  const bare = letters.replace(/\[[^\]]*\]/g, '').replace('general', '')
  const hasDay = /d/.test(bare)
  const hasClock = /[hs]/.test(bare)
  if (/y/.test(bare) || hasDay) return hasClock ? 'time' : hasDay ? 'day' : /m/.test(bare) ? 'month' : null
  return hasClock ? 'clock' : null
}

const dayMs = 86_400_000
/** Day 0 of the two systems, as days from 1970. The first counts a 29 February 1900 that never was. */
const zeroDays = { 1900: -25_569, 1904: -24_107 }
const lastSerial = 2_958_466

export function cellNumber(value: string, shape: DateShape | null, is1904: boolean): string {
  const number = Number(value)
  if (value.trim() === '' || !Number.isFinite(number)) return value
  if (shape !== null && number >= 0 && number < lastSerial) return dateText(number, shape, is1904)
  // A double has 17 digits at most; what a writer spelt with more is kept as it stands.
  const digits = value.replace(/e.*$/i, '').replace(/\D/g, '').replace(/^0+/, '').length
  return decimalText(digits > 17 ? value.trim() : String(number)) ?? value
}

function dateText(serial: number, shape: DateShape, is1904: boolean): string {
  const ms = Math.round(serial * dayMs)
  if (shape === 'clock' && ms < dayMs) return isoText(ms).slice(11)
  const text = isoText(ms + zeroDays[is1904 ? 1904 : 1900] * dayMs)
  const [day = '', clock = ''] = text.split('T')
  if (shape === 'time' || shape === 'clock' || clock !== '00:00:00') return text
  return shape === 'month' && day.endsWith('-01') ? day.slice(0, 7) : day
}

/** Without zone, and without milliseconds when there are none. */
const isoText = (ms: number): string => new Date(ms).toISOString().replace(/(?:\.000)?Z$/, '')
