// The head of a data table: titles with units, sorting by a press, the filter row. And the pinned total at its foot.
import type { NumberStyle } from '../../../shared/units/format.ts'
import { usePartsText } from '../display.tsx'
import { Icon } from '../icon.tsx'
import { useExactText } from '../number-cell.tsx'
import { type Column, columnTotal, headerUnit, isNumeric, totalText } from './column.ts'

export interface Sorting {
  readonly column: string
  readonly descending?: boolean
}

export interface TableHeadProps<Row> {
  readonly columns: readonly Column<Row>[]
  /** One per column. */
  readonly styles: readonly NumberStyle[]
  readonly sorting: Sorting | undefined
  readonly onSort: (sorting: Sorting) => void
  /** What is typed by column key; null without a filter row. */
  readonly filters: Readonly<Record<string, string>> | null
  readonly onFilter: (key: string, typed: string) => void
}

export function TableHead<Row>({ columns, styles, sorting, onSort, filters, onFilter }: TableHeadProps<Row>) {
  const text = usePartsText()
  return (
    <thead>
      <tr>
        {columns.map((column, at) => {
          const style = styles[at]
          const unit = style ? headerUnit(column, style) : ''
          const isSorted = sorting?.column === column.key
          const order = !isSorted ? 'none' : sorting.descending ? 'descending' : 'ascending'
          // A first press shows the largest figures, or the letters from A.
          const next = { column: column.key, descending: isSorted ? !sorting.descending : isNumeric(column) }
          // Buttons stand in a text column without a title: nothing to name, nothing to sort by.
          if (column.title === '' && column.kind === 'text') return <td key={column.key} />
          return (
            <th key={column.key} scope="col" aria-sort={order} className={isNumeric(column) ? 'number' : ''}>
              <button
                type="button"
                tabIndex={-1}
                {...(column.title === '' ? { 'aria-label': text.table.period } : {})}
                onClick={() => onSort(next)}
              >
                <span>{column.title}</span>
                {order !== 'none' && <Icon name={order} size={12} />}
                {unit !== '' && <small>{unit}</small>}
              </button>
            </th>
          )
        })}
      </tr>
      {filters && (
        <tr className="filter-row">
          {columns.map((column) => (
            <td key={column.key}>
              <input
                type="search"
                aria-label={text.table.filterColumn(column.title)}
                placeholder={isNumeric(column) ? '> <' : text.table.filter}
                value={filters[column.key] ?? ''}
                onChange={(event) => onFilter(column.key, event.target.value)}
              />
            </td>
          ))}
        </tr>
      )}
    </thead>
  )
}

export interface TableTotalProps<Row> {
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly styles: readonly NumberStyle[]
  /** What is totalled: "Total of 1,204 rows". */
  readonly label: string
}

export function TableTotal<Row>({ columns, rows, styles, label }: TableTotalProps<Row>) {
  const exact = useExactText()
  return (
    <tfoot>
      <tr>
        {columns.map((column, at) => {
          const total = columnTotal(column, rows)
          const style = styles[at]
          return at === 0 ? (
            <th key={column.key} scope="row">
              {label}
            </th>
          ) : (
            <td key={column.key} className="number" title={isNumeric(column) && total !== null ? exact(total, column) : undefined}>
              {style && totalText(column, total, style)}
            </td>
          )
        })}
      </tr>
    </tfoot>
  )
}
