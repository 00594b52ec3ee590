// A small table read across: measures in rows, months or scenarios in columns; each row has its own kind of number
// and may be typed into. For the hedge ladder, quarter tables, stress tables and the heat map of exposure.
// Arrows move, Ctrl+D and Ctrl+R fill a typed row, Ctrl+C copies the whole matrix with headers when nothing is selected.
import { type ClipboardEvent, type KeyboardEvent, type ReactNode, useRef } from 'react'
import { inertText } from '../../../shared/units/csv.ts'
import { columnUnit, type NumberFormat, unitLabel } from '../../../shared/units/format.ts'
import { isAbsent, type Quantity } from '../../../shared/units/quantity.ts'
import { typedText } from '../../../shared/units/typed.ts'
import { tableText } from '../clipboard.ts'
import { useDisplay, useShow } from '../display.tsx'
import { type Explains, useExplainHandlers } from '../explain.tsx'
import { InputCell } from '../input-cell.tsx'
import { useExactText } from '../number-cell.tsx'
import type { Tone } from '../tone.ts'
import { moved } from './grid-keys.ts'

export interface MatrixRow {
  readonly key: string
  readonly label: ReactNode
  /** The label as plain text when it is not a string: for the clipboard and screen readers. */
  readonly name?: string
  readonly format: NumberFormat
  /** One per column. */
  readonly values: readonly Quantity[]
  /** Words shown and copied in place of the figures: a band, a state. With `mark`, the mark shows them. */
  readonly texts?: readonly string[]
  /** Total column at the right. */
  readonly total?: Quantity
  readonly emphasis?: 'total' | 'grand' | 'quiet'
  readonly tone?: (column: number) => Tone
  /** 0 (paper) to 5 (deepest) of the heat scale. */
  readonly heat?: (column: number) => number
  readonly explain?: (column: number) => Explains | undefined
  /** A mark behind the figure: a breach tag, for example. */
  readonly mark?: (column: number) => ReactNode
  /** Makes the row typed: blue cells. */
  readonly input?: {
    readonly onCommit: (column: number, value: string) => void
    /** While typing: the number so far, or null when it is none or was taken back. */
    readonly onDraft?: (column: number, value: string | null) => void
    readonly check?: (value: string, column: number) => string | undefined
    /** What is typed in a column; the row's name and the column's when left out. */
    readonly label?: (column: number) => string
    readonly error?: (column: number) => string | undefined
  }
}

export interface MatrixTableProps {
  readonly caption: string
  /** Head of the label column; may be empty. */
  readonly corner?: string
  readonly columns: readonly string[]
  readonly rows: readonly MatrixRow[]
  readonly totalTitle?: string
  /** Index of a column to mark, for example the selected month. */
  readonly selected?: number
  readonly onSelect?: (column: number) => void
  readonly stale?: boolean
}

export function MatrixTable({ caption, corner = '', columns, rows, totalTitle, selected, onSelect, stale = false }: MatrixTableProps) {
  const display = useDisplay()
  const table = useRef<HTMLTableElement>(null)
  const shape = rows.map((row) => resolved(row, display))

  const focus = (row: number, column: number): void => {
    const cell = table.current?.querySelector<HTMLElement>(`[data-cell="${row},${column}"]`)
    ;(cell?.querySelector<HTMLElement>('input') ?? cell)?.focus()
  }
  const onKeyDown = (event: KeyboardEvent<HTMLTableElement>): void => {
    const at = (event.target as HTMLElement).closest<HTMLElement>('[data-cell]')?.dataset.cell?.split(',').map(Number)
    const [row, column] = [at?.[0], at?.[1]]
    if (row === undefined || column === undefined) return
    const command = event.ctrlKey || event.metaKey
    if (command && event.key.toLowerCase() === 'r') fillRight(rows[row], column, columns.length)
    else {
      const next = moved({ row, column }, event, rows.length, columns.length)
      if (!next) return
      focus(next.row, next.column)
    }
    event.preventDefault()
  }
  const onCopy = (event: ClipboardEvent): void => {
    if (window.getSelection()?.toString()) return
    const header = [corner, ...columns, ...(totalTitle === undefined ? [] : [totalTitle])]
    const lines = rows.map((row) => [
      inertText(rawName(row)) + rawUnit(row.format, display.language),
      ...(row.texts?.map(inertText) ?? row.values.map((value) => rawFigure(value, row.format))),
      ...(totalTitle === undefined ? [] : [row.total === undefined ? '' : rawFigure(row.total, row.format)]),
    ])
    const { text, html } = tableText(header, lines)
    event.clipboardData.setData('text/plain', text)
    event.clipboardData.setData('text/html', html)
    event.preventDefault()
  }

  return (
    <div className={`matrix-table density-${display.density}${stale ? ' stale' : ''}`} aria-busy={stale}>
      <table ref={table} aria-label={caption} onKeyDown={onKeyDown} onCopy={onCopy}>
        <thead>
          <tr>
            <th scope="col">{corner}</th>
            {columns.map((column, at) => (
              <th key={column} scope="col" className={`number${at === selected ? ' selected-column' : ''}`}>
                {onSelect ? (
                  <button type="button" aria-pressed={at === selected} onClick={() => onSelect(at)}>
                    {column}
                  </button>
                ) : (
                  column
                )}
              </th>
            ))}
            {totalTitle !== undefined && (
              <th scope="col" className="number">
                {totalTitle}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {shape.map((row, at) => (
            <tr key={row.key} className={row.emphasis ? `emphasis-${row.emphasis}` : ''}>
              <th scope="row">
                {row.label}
                {unitLabel(row.format, display) !== '' && <small>{unitLabel(row.format, display)}</small>}
              </th>
              {row.values.map((value, column) => (
                <MatrixCell
                  key={columns[column] ?? column}
                  row={row}
                  value={value}
                  at={[at, column]}
                  columnName={columns[column] ?? ''}
                  isSelected={column === selected}
                />
              ))}
              {totalTitle !== undefined && <TotalCell row={row} />}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface CellProps {
  readonly row: MatrixRow
  readonly value: Quantity
  readonly at: readonly [number, number]
  readonly columnName: string
  readonly isSelected: boolean
}

function MatrixCell({ row, value, at: [rowAt, column], columnName, isSelected }: CellProps) {
  const show = useShow()
  const exact = useExactText()
  const explains = row.explain?.(column)
  const handlers = useExplainHandlers(explains)
  const error = row.input?.error?.(column)
  const words = row.texts?.[column]
  const className = `number tone-${row.tone?.(column) ?? 'neutral'}${row.heat ? ` heat-${row.heat(column)}` : ''}${isAbsent(value) ? ' absent' : ''}${isSelected ? ' selected-column' : ''}`
  if (row.input) {
    const { onCommit, onDraft, check } = row.input
    return (
      <td className={className} data-cell={`${rowAt},${column}`}>
        <InputCell
          value={value}
          format={row.format}
          label={row.input.label?.(column) ?? `${rawName(row)}, ${columnName}`}
          onCommit={(typed) => onCommit(column, typed)}
          {...(onDraft ? { onDraft: (typed: string | null) => onDraft(column, typed) } : {})}
          {...(check ? { check: (typed: string) => check(typed, column) } : {})}
          {...(error === undefined ? {} : { error })}
          {...(explains ? { explain: explains } : {})}
        />
        {row.mark?.(column)}
      </td>
    )
  }
  return (
    <td
      className={className}
      data-cell={`${rowAt},${column}`}
      tabIndex={rowAt === 0 && column === 0 ? 0 : -1}
      title={words ?? exact(value, row.format)}
      {...handlers}
    >
      {words === undefined ? show(value, row.format) : row.mark === undefined && words}
      {row.mark?.(column)}
    </td>
  )
}

function TotalCell({ row }: { row: MatrixRow }) {
  const show = useShow()
  const exact = useExactText()
  return (
    <td className="number total-column" title={row.total === undefined ? undefined : exact(row.total, row.format)}>
      {row.total === undefined ? '' : show(row.total, row.format)}
    </td>
  )
}

/** A row of 'auto' money is written in one unit. */
function resolved(row: MatrixRow, display: Parameters<typeof columnUnit>[1]): MatrixRow {
  if (row.format.kind !== 'money' || (row.format.unit ?? display.unit) !== 'auto') return row
  return { ...row, format: { ...row.format, unit: columnUnit(row.values, { ...display, unit: 'auto' }) } }
}

function fillRight(row: MatrixRow | undefined, from: number, columns: number): void {
  const value = row?.values[from]
  if (!row?.input || value === undefined || isAbsent(value)) return
  for (let column = from + 1; column < columns; column += 1) row.input.onCommit(column, value)
}

const rawName = (row: MatrixRow): string => row.name ?? (typeof row.label === 'string' ? row.label : row.key)

const rawFigure = (value: Quantity, format: NumberFormat): string => (isAbsent(value) ? value.absent : typedText(value, format.kind))

function rawUnit(format: NumberFormat, language: 'en' | 'zh'): string {
  if (format.kind === 'percent') return ''
  const unit = unitLabel(format.kind === 'money' ? { ...format, unit: 'one' } : format, { language, unit: 'one', sign: 'minus' })
  return unit === '' ? '' : ` (${unit})`
}
