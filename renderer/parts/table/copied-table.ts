// The cells of a table as the clipboard carries them: raw numbers under headers with units. For tables and charts.
import type { NumberStyle } from '../../../shared/units/format.ts'
import { type CopiedTable, tableText } from '../clipboard.ts'
import { type Column, copiedHeader, copiedText } from './column.ts'
import type { Selection } from './grid-keys.ts'

export function copiedTable<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  style: NumberStyle,
  withHeader = true,
): CopiedTable {
  const header = withHeader ? columns.map((column) => copiedHeader(column, style)) : null
  return tableText(
    header,
    rows.map((row) => columns.map((column) => copiedText(column, row, style))),
  )
}

/** The rectangle between two cells, both included. */
export function selectedPart<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  { from, to }: Selection,
): { columns: readonly Column<Row>[]; rows: readonly Row[] } {
  return {
    columns: columns.slice(Math.min(from.column, to.column), Math.max(from.column, to.column) + 1),
    rows: rows.slice(Math.min(from.row, to.row), Math.max(from.row, to.row) + 1),
  }
}
