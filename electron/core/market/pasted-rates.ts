// Exchange rates from the clipboard or a small CSV: date, base, quote and rate in a line, tab, comma or semicolon between.
// A header may name the columns in any order. Every line is accepted or named with its problem; nothing is guessed.
import type { NoteData } from '../../../shared/contract/scalars.ts'
import { makeNote } from '../../../shared/language/notes.ts'
import { isIsoDate } from '../../../shared/units/calendar.ts'
import { compareDecimals, decimalText } from '../../../shared/units/decimal.ts'

export interface PastedRate {
  readonly line: number
  readonly date: string
  readonly base: string
  readonly quote: string
  /** Canonical text, or as typed when it cannot be read. */
  readonly rate: string
  readonly problem: NoteData | null
}

const columns = ['date', 'base', 'quote', 'rate'] as const
type Cells = Record<(typeof columns)[number], string>

export function parseRates(text: string): PastedRate[] {
  const lines = text
    .split(/\r\n|\r|\n/)
    .map((raw, index) => ({ line: index + 1, cells: cellsOf(raw) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''))
  const header = lines[0]?.cells.map((cell) => cell.toLowerCase()) ?? []
  const isNamed = columns.every((name) => header.includes(name))
  const place = (name: (typeof columns)[number]): number => (isNamed ? header.indexOf(name) : columns.indexOf(name))
  const seen = new Set<string>()
  return lines.slice(isNamed ? 1 : 0).map(({ line, cells }) => {
    const of = (name: (typeof columns)[number]): string => cells[place(name)] ?? ''
    const row: Cells = { date: of('date'), base: of('base').toUpperCase(), quote: of('quote').toUpperCase(), rate: of('rate') }
    const problem = problemOf(row)
    const identity = `${row.base}/${row.quote} ${row.date}`
    const isTwice = problem === null && seen.has(identity)
    if (problem === null) seen.add(identity)
    return {
      line,
      ...row,
      rate: decimalText(row.rate) ?? row.rate,
      problem: isTwice ? makeNote('paste-duplicate', { value: identity }, 'warning') : problem,
    }
  })
}

/** A line that is taken: readable, and any problem is only a warning. */
export const isTaken = (row: PastedRate): boolean => row.problem?.severity !== 'breach'

/** A comma parts cells only where no tab or semicolon does: then a decimal comma makes a fifth cell, which is told. */
function cellsOf(line: string): string[] {
  const mark = line.includes('\t') ? '\t' : line.includes(';') ? ';' : ','
  return line.split(mark).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'))
}

function problemOf({ date, base, quote, rate }: Cells): NoteData | null {
  const refuse = (code: Parameters<typeof makeNote>[0], value: string): NoteData => makeNote(code, { value }, 'breach')
  if (!isIsoDate(date)) return refuse('paste-not-a-date', date)
  for (const code of [base, quote]) if (!/^[A-Z]{3}$/.test(code)) return refuse('paste-not-a-currency', code)
  if (base === quote) return refuse('paste-same-currency', base)
  const amount = decimalText(rate)
  const decimals = amount?.split('.')[1]?.length ?? 0
  if (amount === null || compareDecimals(amount, '0') <= 0 || decimals > 14) return refuse('paste-not-a-rate', rate)
  return null
}
