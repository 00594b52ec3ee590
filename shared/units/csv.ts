// Tables as CSV for Excel and scripts: UTF-8 with a byte-order mark, CRLF, raw decimals, ISO dates. A text that a
// spreadsheet would run as a formula gets an apostrophe; figures never do, so negative numbers stay numbers.

export interface CsvColumn<Row> {
  readonly head: string
  readonly kind: 'text' | 'figure'
  readonly cell: (row: Row) => string | number | null
}

/** Optional blanks, then one of = + - @ | or their full-width forms; or a leading tab or line break; or apostrophes before any of these. */
const formula = /^'*(?:[\s\p{Cc}\p{Cf}\p{Zs}]*[=+\-@|＝＋－＠｜]|[\t\r\n])/u
const plainFigure = /^-?\d+(?:\.\d+)?$/

export function csv<Row>(rows: readonly Row[], columns: readonly CsvColumn<NoInfer<Row>>[]): string {
  const lines = [
    columns.map((column) => csvText(column.head)),
    ...rows.map((row) => columns.map((column) => field(column.cell(row), column.kind))),
  ]
  return `\uFEFF${lines.map((line) => `${line.join(',')}\r\n`).join('')}`
}

/** Rows of any width, as they come: a cell that is a plain number stays one, all else is text. */
export function csvOfCells(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((cells) => `${cells.map((cell) => field(cell, 'figure')).join(',')}\r\n`).join('')}`
}

function field(value: string | number | null, kind: 'text' | 'figure'): string {
  if (value === null) return ''
  const text = String(value)
  // A figure that is none is not trusted to be harmless: it is written as text.
  return kind === 'figure' && plainFigure.test(text) ? text : csvText(text)
}

export function csvText(text: string): string {
  const safe = inertText(text)
  return safe !== text || /[",\r\n]/.test(text) ? `"${safe.replaceAll('"', '""')}"` : text
}

/** A text that a spreadsheet would run as a formula gets an apostrophe in front; numbers never pass here. */
export function inertText(text: string): string {
  return formula.test(text) ? `'${text}` : text
}

/** The text that `inertText` made of it. */
export function originalText(inert: string): string {
  return inert.startsWith("'") && formula.test(inert.slice(1)) ? inert.slice(1) : inert
}
