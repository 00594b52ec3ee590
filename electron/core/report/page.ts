// One page of the pack: a message, one picture, tables, a note. Long tables run on to further sheets with their head
// repeated and every row kept; nothing is cut off behind a caption that claims otherwise.
import { type Markup, markup } from './markup.ts'

export interface Page {
  /** Short name for the outline: 'Cash'. */
  readonly label: string
  /** The message: a sentence with the amount and the date. */
  readonly title: string
  readonly body: readonly Markup[]
  readonly notes: readonly (string | Markup)[]
  /** Tables that may run on for sheets come after the notes, so that no note is left alone on a sheet. */
  readonly tail?: readonly Markup[]
}

export function page({ label, title, body, notes, tail = [] }: Page): Markup {
  return markup`<section class="page"><p class="label">${label}</p><h1>${title}</h1>${body}${notes.length === 0 ? null : markup`<div class="notes">${notes.map((note) => markup`<p>${note}</p>`)}</div>`}${tail}</section>`
}

export interface Column<Row> {
  readonly head: string
  readonly align?: 'text' | 'figure'
  readonly cell: (row: Row, index: number) => Markup | string
}

export interface TableOptions<Row> {
  readonly caption: string
  /** Marks total rows: a rule above, heavier figures. */
  readonly total?: (row: Row) => boolean
  readonly narrow?: boolean
  /** Short tables are kept on one sheet. */
  readonly whole?: boolean
}

export function table<Row>(columns: readonly Column<Row>[], rows: readonly Row[], options: TableOptions<Row>): Markup {
  const side = (column: Column<Row>): string => (column.align === 'text' ? 't' : 'n')
  return markup`<table class="${options.narrow === true ? 'narrow' : ''}${options.whole === true ? 'whole' : ''}"><caption>${options.caption}</caption><thead><tr>${columns.map((column) => markup`<th scope="col" class="${side(column)}">${column.head}</th>`)}</tr></thead><tbody>${rows.map((row, i) => markup`<tr class="${options.total?.(row) === true ? 'total' : ''}">${columns.map((column, c) => (c === 0 ? markup`<th scope="row" class="${side(column)}">${column.cell(row, i)}</th>` : markup`<td class="${side(column)}">${column.cell(row, i)}</td>`))}</tr>`)}</tbody></table>`
}

/** A picture with its subtitle; the subtitle holds the unit. */
export function figure(caption: string, chart: Markup): Markup {
  return markup`<figure><figcaption>${caption}</figcaption>${chart}</figure>`
}

export function sideBySide(...parts: readonly Markup[]): Markup {
  return markup`<div class="row">${parts}</div>`
}
