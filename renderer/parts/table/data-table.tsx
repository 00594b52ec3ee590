// A table of records: sticky header and first column, sort, filter row, pinned total that says what it totals,
// cell cursor by keyboard, Ctrl+C with headers (Ctrl+Shift+C without). Above 60 rows only the visible ones are drawn.
import { useVirtualizer } from '@tanstack/react-virtual'
import { type ClipboardEvent, type KeyboardEvent, type MouseEvent, type ReactNode, useId, useMemo, useRef, useState } from 'react'
import { type CopiedTable, copyTable } from '../clipboard.ts'
import { useDisplay, usePartsText } from '../display.tsx'
import { useExplain } from '../explain.tsx'
import { useExactText } from '../number-cell.tsx'
import { showToast } from '../toast.tsx'
import { type Column, cellText, isNumeric, passes, sortRows, styleOf } from './column.ts'
import { columnWidths } from './column-width.ts'
import { copiedTable, selectedPart } from './copied-table.ts'
import { type Cell, isSelected, isSingle, moved, type Selection } from './grid-keys.ts'
import { type Sorting, TableHead, TableTotal } from './table-head.tsx'

export interface DataTableProps<Row> {
  /** Accessible name; say what the rows are. */
  readonly caption: string
  readonly rows: readonly Row[]
  readonly columns: readonly Column<Row>[]
  readonly rowKey: (row: Row) => string
  /** Pins a total of every column that has one. */
  readonly totals?: boolean
  readonly filterable?: boolean
  readonly initialSort?: Sorting
  /** Enter, F2 or double click on a row; `column` is the key of the cell it happened in. */
  readonly onOpen?: (row: Row, column: string) => void
  /** Marks one row, for a list with details beside it. */
  readonly selectedKey?: string
  /** Pixels before the table scrolls; default 480. */
  readonly maxHeight?: number
  /** Shown instead of an empty body. */
  readonly empty?: ReactNode
  /** Old figures, dimmed, while new ones are computed. */
  readonly stale?: boolean
}

const drawAllUpTo = 60

export function DataTable<Row>({
  caption,
  rows,
  columns,
  rowKey,
  totals = false,
  filterable = false,
  initialSort,
  onOpen,
  selectedKey,
  maxHeight = 480,
  empty,
  stale = false,
}: DataTableProps<Row>) {
  const display = useDisplay()
  const text = usePartsText()
  const exact = useExactText()
  const explain = useExplain()
  const id = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const [sorting, setSorting] = useState(initialSort)
  const [filters, setFilters] = useState<Readonly<Record<string, string>>>({})
  const [selection, setSelection] = useState<Selection>({ from: { row: 0, column: 0 }, to: { row: 0, column: 0 } })

  const styles = useMemo(() => columns.map((column) => styleOf(column, rows, display)), [columns, rows, display])
  const shown = useMemo(() => {
    const kept = rows.filter((row) => columns.every((column, at) => passes(column, row, filters[column.key] ?? '', styles[at] ?? display)))
    const by = columns.find((column) => column.key === sorting?.column)
    return by ? sortRows(kept, by, sorting?.descending ?? false, display.language) : kept
  }, [rows, columns, filters, sorting, styles, display])
  const widths = useMemo(() => columnWidths(columns, rows, styles), [columns, rows, styles])

  const rowHeight = display.density === 'compact' ? 24 : 28
  const isLong = shown.length > drawAllUpTo
  const virtualizer = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    enabled: isLong,
  })
  const items = virtualizer.getVirtualItems()
  const first = isLong ? (items[0]?.index ?? 0) : 0
  const last = isLong ? (items.at(-1)?.index ?? -1) : shown.length - 1
  const drawn = shown.slice(first, last + 1)
  const active = selection.to
  const isFiltered = Object.values(filters).some((typed) => typed.trim() !== '')
  const count = (rowsCounted: number): string => rowsCounted.toLocaleString('en-US')

  const select = (cell: Cell, stretch: boolean): void => {
    setSelection({ from: stretch ? selection.from : cell, to: cell })
    if (isLong) virtualizer.scrollToIndex(cell.row)
  }
  const explainCell = (cell: Cell): boolean => {
    const [row, column] = [shown[cell.row], columns[cell.column]]
    if (row === undefined || !column?.explain) return false
    explain(column.explain(row))
    return true
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget) return
    const command = event.ctrlKey || event.metaKey
    const next = moved(active, event, shown.length, columns.length)
    const row = shown[active.row]
    if (next) select(next, event.shiftKey)
    else if (command && event.key.toLowerCase() === 'a')
      setSelection({ from: { row: 0, column: 0 }, to: { row: shown.length - 1, column: columns.length - 1 } })
    else if (command && event.shiftKey && event.key.toLowerCase() === 'c') void copyTable(copied(false))
    else if ((event.key === 'Enter' || event.key === 'F2') && onOpen && row !== undefined) onOpen(row, columns[active.column]?.key ?? '')
    else if (!(event.key.toLowerCase() === 'e' && !command && explainCell(active))) return
    event.preventDefault()
    event.stopPropagation()
  }
  const copied = (withHeader: boolean): CopiedTable => {
    const part = selectedPart(columns, shown, selection)
    return copiedTable(part.columns, part.rows, display, withHeader)
  }
  const onCopy = (event: ClipboardEvent): void => {
    if (window.getSelection()?.toString()) return
    const table = copied(!isSingle(selection))
    event.clipboardData.setData('text/plain', table.text)
    event.clipboardData.setData('text/html', table.html)
    event.preventDefault()
  }
  const copyAll = (): void => {
    void copyTable(copiedTable(columns, shown, display)).then(() =>
      showToast({ message: text.table.copied(count(shown.length * columns.length)) }),
    )
  }
  const onCellClick = (event: MouseEvent, cell: Cell): void => {
    if (event.altKey && explainCell(cell)) return
    select(cell, event.shiftKey)
  }

  if (rows.length === 0 && empty !== undefined) return <>{empty}</>
  const label = isFiltered ? text.table.totalFiltered(count(shown.length), count(rows.length)) : text.table.total(count(rows.length))
  return (
    <div className={`data-table density-${display.density}${stale ? ' stale' : ''}`} aria-busy={stale}>
      {/* The scroller is a plain box: its table takes the focus and the keys. */}
      <div className="table-scroller" ref={scroller} style={{ maxHeight }}>
        <table
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table that is moved through cell by cell is a grid
          role="grid"
          tabIndex={0}
          aria-label={caption}
          aria-rowcount={shown.length + 1}
          aria-colcount={columns.length}
          aria-multiselectable="true"
          aria-activedescendant={shown.length > 0 ? `${id}-${active.row}-${active.column}` : undefined}
          className={isLong ? 'fixed' : ''}
          onKeyDown={onKeyDown}
          onCopy={onCopy}
        >
          <colgroup>
            {columns.map((column, at) => (
              <col key={column.key} style={{ width: widths[at] }} />
            ))}
          </colgroup>
          <TableHead
            columns={columns}
            styles={styles}
            sorting={sorting}
            onSort={setSorting}
            filters={filterable ? filters : null}
            onFilter={(key, typed) => setFilters({ ...filters, [key]: typed })}
          />
          <tbody>
            {first > 0 && <Spacer height={first * rowHeight} columns={columns.length} />}
            {drawn.map((row, offset) => {
              const at = first + offset
              const key = rowKey(row)
              return (
                <tr key={key} aria-rowindex={at + 2} className={key === selectedKey ? 'selected-row' : ''}>
                  {columns.map((column, columnAt) => {
                    const Tag = columnAt === 0 ? 'th' : 'td'
                    const value = column.value(row)
                    const isActive = active.row === at && active.column === columnAt
                    return (
                      <Tag
                        key={column.key}
                        id={`${id}-${at}-${columnAt}`}
                        scope={columnAt === 0 ? 'row' : undefined}
                        aria-selected={isSelected(selection, at, columnAt)}
                        className={`${isNumeric(column) ? 'number' : ''} tone-${column.tone?.(row) ?? 'neutral'}${isActive ? ' active' : ''}${typeof value === 'string' ? '' : ' absent'}`}
                        title={
                          isNumeric(column) ? exact(column.value(row), column) : column.render ? undefined : cellText(column, row, display)
                        }
                        onClick={(event) => onCellClick(event, { row: at, column: columnAt })}
                        onMouseDown={(event) => onOpen && event.detail > 1 && event.preventDefault()}
                        onDoubleClick={() => onOpen?.(row, column.key)}
                      >
                        {column.render?.(row) ?? cellText(column, row, styles[columnAt] ?? display)}
                        {column.mark?.(row)}
                      </Tag>
                    )
                  })}
                </tr>
              )
            })}
            {isLong && last < shown.length - 1 && <Spacer height={(shown.length - 1 - last) * rowHeight} columns={columns.length} />}
            {shown.length === 0 && (
              <tr>
                <td colSpan={columns.length} className="no-match">
                  {text.table.noMatch}{' '}
                  <button type="button" className="link" onClick={() => setFilters({})}>
                    {text.table.clearFilter}
                  </button>
                </td>
              </tr>
            )}
          </tbody>
          {totals && shown.length > 0 && <TableTotal columns={columns} rows={shown} styles={styles} label={label} />}
        </table>
      </div>
      <div className="table-foot">
        <span>{isFiltered ? text.table.rowsFiltered(count(shown.length), count(rows.length)) : text.table.rows(count(rows.length))}</span>
        <button type="button" className="link" onClick={copyAll}>
          {text.table.copyTable}
        </button>
      </div>
    </div>
  )
}

function Spacer({ height, columns }: { height: number; columns: number }) {
  return (
    <tr className="spacer">
      <td colSpan={columns} style={{ height, padding: 0 }} />
    </tr>
  )
}
