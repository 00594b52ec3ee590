// Which delimiter a CSV uses and on which line its header stands, from the first 64 KB of text.
// The delimiter that splits most rows into the same, largest number of columns wins.
import { CsvReader, type RawRow } from './csv-reader.ts'

const delimiters = [',', ';', '\t', '|'] as const
export type Delimiter = (typeof delimiters)[number]

interface Dialect {
  readonly delimiter: Delimiter
  /** Physical line of the header row; lines above it are a preamble. */
  readonly headerLine: number
  readonly header: readonly string[]
}

/** `known`: the delimiter where it is not in question. */
export function detectDialect(head: string, complete: boolean, known?: Delimiter): Dialect {
  const stated = known ?? /^sep=([,;\t|])\r?\n/.exec(head)?.[1]
  const tried = stated ? delimiters.filter((delimiter) => delimiter === stated) : delimiters
  const readings = tried.map((delimiter) => ({ delimiter, rows: sampleRows(head, delimiter, complete) }))
  const best = readings.map((reading) => ({ ...reading, ...regularity(reading.rows) })).reduce((a, b) => (b.score > a.score ? b : a))
  // A spreadsheet pads the lines above the header to its width: those name fewer than half as many columns as are used.
  const whole = best.rows.filter((row) => row.cells.length === best.columns)
  const used = Math.max(0, ...whole.map(filled))
  const header = whole.find((row) => filled(row) * 2 > used) ?? best.rows[0]
  return { delimiter: best.delimiter, headerLine: header?.line ?? 1, header: header ? columnNames(header.cells) : [] }
}

export const isBlank = (row: RawRow): boolean => row.cells.every((cell) => cell.trim() === '')

const filled = (row: RawRow): number => row.cells.filter((cell) => cell.trim() !== '').length

/** Header cells as unique names: trimmed, blanks numbered, repeats marked, so each column can be addressed. */
export function columnNames(cells: readonly string[]): string[] {
  const trimmed = cells.map((cell) => cell.replace(/^\uFEFF/, '').trim())
  const last = trimmed.findLastIndex((name) => name !== '')
  const seen = new Map<string, number>()
  return trimmed.slice(0, last + 1).map((name, index) => {
    const base = name === '' ? `column ${index + 1}` : name
    const repeats = (seen.get(base.toLowerCase()) ?? 0) + 1
    seen.set(base.toLowerCase(), repeats)
    return repeats === 1 ? base : `${base} (${repeats})`
  })
}

function sampleRows(head: string, delimiter: string, complete: boolean): RawRow[] {
  try {
    const rows = new CsvReader(delimiter, '').push(head, complete)
    return rows.filter((row) => !isBlank(row)).slice(0, 200)
  } catch {
    // A quote that never closes under this delimiter: keep what came before it out of the contest.
    return []
  }
}

/**
 * Share of rows with the commonest number of columns, weighted by that number; one column is no table.
 * Rows that are quoted as no writer quotes them are a sign of another delimiter: they decide only where there are no others.
 */
function regularity(rows: readonly RawRow[]): { score: number; columns: number } {
  const counts = new Map<number, number>()
  for (const { cells, looselyQuoted } of rows) counts.set(cells.length, (counts.get(cells.length) ?? 0) + (looselyQuoted ? 1e-6 : 1))
  let score = 0
  let columns = rows[0]?.cells.length ?? 0
  for (const [width, times] of counts) {
    const value = width < 2 ? 0 : (times / rows.length) * Math.log2(width)
    if (value > score) {
      score = value
      columns = width
    }
  }
  return { score, columns }
}
