// Moves a cell cursor by keyboard and stretches a selection with Shift, as a spreadsheet does. Pure.
import type { KeyboardEvent } from 'react'

export interface Cell {
  readonly row: number
  readonly column: number
}

export interface Selection {
  readonly from: Cell
  readonly to: Cell
}

const page = 15

/** The cell a key leads to, or null when the key does not move the cursor. */
export function moved(cell: Cell, event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey'>, rows: number, columns: number): Cell | null {
  const far = event.ctrlKey || event.metaKey
  const at = (row: number, column: number): Cell => ({
    row: Math.max(0, Math.min(rows - 1, row)),
    column: Math.max(0, Math.min(columns - 1, column)),
  })
  switch (event.key) {
    case 'ArrowUp':
      return at(far ? 0 : cell.row - 1, cell.column)
    case 'ArrowDown':
      return at(far ? rows - 1 : cell.row + 1, cell.column)
    case 'ArrowLeft':
      return at(cell.row, far ? 0 : cell.column - 1)
    case 'ArrowRight':
      return at(cell.row, far ? columns - 1 : cell.column + 1)
    case 'Home':
      return at(far ? 0 : cell.row, 0)
    case 'End':
      return at(far ? rows - 1 : cell.row, columns - 1)
    case 'PageUp':
      return at(cell.row - page, cell.column)
    case 'PageDown':
      return at(cell.row + page, cell.column)
    default:
      return null
  }
}

export function isSelected({ from, to }: Selection, row: number, column: number): boolean {
  const within = (value: number, a: number, b: number): boolean => value >= Math.min(a, b) && value <= Math.max(a, b)
  return within(row, from.row, to.row) && within(column, from.column, to.column)
}

export function isSingle({ from, to }: Selection): boolean {
  return from.row === to.row && from.column === to.column
}
