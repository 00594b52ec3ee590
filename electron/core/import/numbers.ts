// Numbers as exports write them: plain, E notation, thousands marks, a decimal comma, currency signs, words for nothing.
// The decimal mark is settled once per file by evidence (see evidence.ts); here a cell is read under that mark.

import type { RejectCode } from '../../../shared/domain/usage.ts'
import { decimalText } from '../../../shared/units/decimal.ts'

export type DecimalMark = '.' | ','
type Reading = { readonly value: string; readonly fault: null } | { readonly value: null; readonly fault: RejectCode }

const nothing = new Set(['', '-', '--', '—', '–', 'null', 'none', 'nan', 'n/a', 'na', '#n/a', 'unknown', 'nil', '\\n'])
const free = new Set(['free', 'included', 'no charge'])
const signs = /^(?:us\$|[$€£¥￥]|usd|eur|gbp|cny|rmb|jpy)|(?:[$€£¥￥]|usd|eur|gbp|cny|rmb|jpy|元)$/gi
/** What stands between groups of digits: blanks of all kinds, and the apostrophe of Swiss spreadsheets. */
const spaces = /[\s\u00a0\u202f'’]/g
const numberShape = /^[+-]?[\d.]+(?:e[+-]?\d+)?$/i
const groupsOf = { '.': /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d*)?$/, ',': /^[+-]?\d{1,3}(?:\.\d{3})+(?:,\d*)?$/ }

const digitsOnly = /^\d*$/
const onlyNumeric = /^[+-]?[\d.,]+$/

/** Most digits before the point that the books hold. */
const wholeDigits = 18

/** A quantity or an amount under the file's decimal mark; '' when the cell says there is none. */
export function readNumber(cell: string, mark: DecimalMark | null): Reading {
  if (mark !== ',' && canonicalDecimals(cell) >= 0) return { value: cell, fault: null }
  const quick = mark === ',' ? null : decimalText(cell)
  if (quick !== null) return inRange(quick)
  const text = cell.trim()
  const lower = text.toLowerCase()
  if (nothing.has(lower)) return { value: '', fault: null }
  if (free.has(lower) || lower.startsWith('included in ')) return { value: '0', fault: null }
  const plain = plainNumber(text, mark)
  if (plain === null) return { value: null, fault: 'not-a-number' }
  const value = decimalText(plain)
  if (value !== null) return inRange(value)
  if (!numberShape.test(plain) || !/\d/.test(plain) || (plain.match(/\./g)?.length ?? 0) > 1) return { value: null, fault: 'not-a-number' }
  const exponent = Number(/e([+-]?\d+)$/i.exec(plain)?.[1] ?? '0')
  return { value: null, fault: exponent < 0 || plain.includes('.') ? 'too-many-decimals' : 'out-of-range' }
}

/** A count of tokens or requests: a whole number of zero or more. Grouping marks need no evidence, since counts are whole. */
export function readCount(cell: string, mark: DecimalMark | null): Reading {
  const read = readNumber(cell, mark ?? (groupsOf[','].test(cell.trim()) ? ',' : '.'))
  if (read.value === null || read.value === '') return read
  if (read.value.includes('.')) return { value: null, fault: 'fractional-tokens' }
  if (read.value.startsWith('-')) return { value: null, fault: 'negative-tokens' }
  return read
}

/**
 * The decimals of a number in canonical form, -1 for any other text. Nearly every cell of an export is one, and needs no
 * more than this look at it: a whole one reads the same under any mark.
 */
export function canonicalDecimals(cell: string): number {
  const { length } = cell
  if (length === 0 || length > wholeDigits) return -1
  let point = -1
  for (let at = 0; at < length; at += 1) {
    const code = cell.charCodeAt(at)
    if (code >= 48 && code <= 57) continue
    if (code !== 46 || point >= 0 || at === 0) return -1
    point = at
  }
  if (cell.charCodeAt(0) === 48 && length > 1 && point !== 1) return -1
  if (point < 0) return 0
  return cell.charCodeAt(length - 1) === 48 ? -1 : length - point - 1 || -1
}

/** What one cell says about the decimal mark: 'either' is a number such as 1.234 or 1,234 that reads both ways. */
export function markOf(cell: string, isCount: boolean): DecimalMark | 'either' | null {
  if (digitsOnly.test(cell)) return null
  const text = onlyNumeric.test(cell) ? cell : bare(cell.trim())
  if (!/^[+-]?\d[\d.,]*$/.test(text) || !/[.,]/.test(text)) return null
  const point = text.lastIndexOf('.')
  const comma = text.lastIndexOf(',')
  if (point >= 0 && comma >= 0) return point > comma ? '.' : ','
  const single = point >= 0 ? '.' : ','
  const grouped = groupsOf[single === '.' ? ',' : '.'].test(text)
  if (!grouped) return isCount ? null : single
  if (isCount || text.indexOf(single) !== text.lastIndexOf(single)) return single === '.' ? ',' : '.'
  return /^[+-]?0/.test(text) ? single : 'either'
}

/** Text with currency signs, parentheses for minus and grouping marks resolved to a plain number; null when it is none. */
function plainNumber(text: string, mark: DecimalMark | null): string | null {
  const bracketed = /^\((.*)\)$/.exec(text)?.[1]
  const number = bare(bracketed ?? text)
  if (number === '') return null
  const signed = bracketed === undefined ? number : `-${number}`
  if (mark === ',')
    return groupsOf[','].test(number) || /^[+-]?\d*,?\d*(?:e[+-]?\d+)?$/i.test(number) ? signed.replaceAll('.', '').replace(',', '.') : null
  if (!number.includes(',')) return signed
  // With no mark settled, "1,234" could be either: it is refused rather than guessed.
  if (!groupsOf['.'].test(number) || (mark === null && markOf(number, false) === 'either')) return null
  return signed.replaceAll(',', '')
}

/** Without blanks and currency signs; a minus of its own character or behind the number stands before it. */
const bare = (text: string): string =>
  text
    .replace(spaces, '')
    .replace('\u2212', '-')
    .replace(/^([\d.,]+)-$/, '-$1')
    .replace(/^([+-]?)(.*)$/, (_all, sign: string, rest: string) => sign + rest.replace(signs, ''))

function inRange(value: string): Reading {
  if (value.length <= wholeDigits) return { value, fault: null }
  const point = value.indexOf('.')
  const whole = (point < 0 ? value.length : point) - (value.startsWith('-') ? 1 : 0)
  return whole > wholeDigits ? { value: null, fault: 'out-of-range' } : { value, fault: null }
}
