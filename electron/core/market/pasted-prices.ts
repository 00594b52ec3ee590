// Prices from the clipboard or a small CSV: one "month price" or "date value" per line, tab, comma or semicolon
// between, a header line allowed. Every line is accepted or named with its problem; nothing is guessed.
import type { NoteData } from '../../../shared/contract/scalars.ts'
import { makeNote } from '../../../shared/language/notes.ts'
import { isIsoDate } from '../../../shared/units/calendar.ts'
import { compareDecimals, Decimal, decimalText } from '../../../shared/units/decimal.ts'

export interface PastedRow {
  readonly line: number
  /** 'YYYY-MM' for quotes, 'YYYY-MM-DD' for history; as typed when it cannot be read. */
  readonly month: string
  readonly price: string
  readonly problem: NoteData | null
}

interface PasteRules {
  readonly kind: 'quotes' | 'history'
  readonly tick: string | null
  /** The last price known, to catch a slipped decimal point. */
  readonly last: string | null
}

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

export function parsePasted(text: string, rules: PasteRules): PastedRow[] {
  const seen = new Map<string, number>()
  const rows: PastedRow[] = []
  for (const [index, raw] of text.split(/\r\n|\r|\n/).entries()) {
    if (!/[^\s;,"]/.test(raw)) continue
    const [when, amount] = cellsOf(raw)
    const price = decimalText(amount.replace(/^(USD|CNY|\$|¥)\s*/i, ''))
    if (rows.length === 0 && price === null && !/\d/.test(amount)) continue // a header
    const time = rules.kind === 'quotes' ? monthOf(when) : isIsoDate(when) ? when : null
    const problem =
      problemOf(when, amount, time, price, rules) ??
      (time !== null && seen.has(time) ? makeNote('paste-duplicate', { value: time }, 'warning') : null)
    if (time !== null && price !== null) seen.set(time, rows.length)
    rows.push({ line: index + 1, month: time ?? when, price: price ?? amount, problem })
  }
  return rows
}

/**
 * What stands before and after the first separator. A comma between digits of the amount is a decimal mark or groups
 * thousands, nobody can tell which: the amount is then kept whole, and refused as no price.
 */
function cellsOf(line: string): [string, string] {
  const clean = (cell: string) => cell.trim().replace(/^"|"$/g, '')
  const at = line.search(/[\t;,]/)
  if (at < 0) {
    const [when = '', amount = ''] = line.trim().split(/\s+/)
    return [when, amount]
  }
  const rest = line.slice(at + 1)
  const [amount = ''] = rest.split(/[\t;]|(?<!\d),|,(?!\d)/)
  return [clean(line.slice(0, at)), clean(amount)]
}

/** A row that is taken: readable, and any problem is only a warning. */
export function isAccepted(row: PastedRow): boolean {
  return row.problem?.severity !== 'breach'
}

function problemOf(when: string, amount: string, time: string | null, price: string | null, rules: PasteRules): NoteData | null {
  if (time === null) return makeNote(rules.kind === 'quotes' ? 'paste-not-a-month' : 'paste-not-a-date', { value: when }, 'breach')
  if (price === null || compareDecimals(price, '0') <= 0) return makeNote('paste-not-a-price', { value: amount }, 'breach')
  const ratio = rules.last === null ? new Decimal(1) : new Decimal(price).div(rules.last)
  if (ratio.gt(5) || ratio.lt('0.2')) return makeNote('paste-far-off', { value: price, last: rules.last ?? '' }, 'warning')
  if (rules.kind === 'quotes' && rules.tick !== null && !new Decimal(price).mod(rules.tick).isZero())
    return makeNote('paste-off-tick', { value: price, tick: rules.tick }, 'warning')
  return null
}

/** '2027-03', '2027/3', 'Mar 2027', 'Mar-27', '2027年3月', or a day of that month. */
function monthOf(text: string): string | null {
  const numeric = /^(\d{4})[-/年.](\d{1,2})(?:月|[-/.]\d{1,2})?$/.exec(text)
  const named = /^([A-Za-z]{3})[a-z]*[-\s]?(\d{4}|\d{2})$/.exec(text)
  const year = numeric?.[1] ?? (named?.[2]?.length === 2 ? `20${named[2]}` : named?.[2])
  const month = numeric ? Number(numeric[2]) : monthNames.indexOf(named?.[1]?.toLowerCase() ?? '') + 1
  return year !== undefined && month >= 1 && month <= 12 ? `${year}-${String(month).padStart(2, '0')}` : null
}
