// What a column holds and how its cells are written, sorted, filtered and summed: one definition for the screen
// and the clipboard. Pure; amounts are compared and added as exact decimal text, never as floats.
import type { ReactNode } from 'react'
import { inertText } from '../../../shared/units/csv.ts'
import { addDecimals, compareDecimals, Decimal } from '../../../shared/units/decimal.ts'
import { columnUnit, formatQuantity, type NumberFormat, type NumberStyle, unitLabel } from '../../../shared/units/format.ts'
import { formatDate, formatMonth } from '../../../shared/units/format-date.ts'
import { isAbsent, type Quantity } from '../../../shared/units/quantity.ts'
import { parseTypedAs, typedText } from '../../../shared/units/typed.ts'
import type { Explanation } from '../explain.tsx'
import type { Tone } from '../tone.ts'

interface ColumnBase<Row> {
  readonly key: string
  readonly title: string
  /** Pixels; estimated from the content when left out. */
  readonly width?: number
  /** Replaces the written value on screen (a tag, a button) unless it is undefined; sorting and copying still use `value`. */
  readonly render?: (row: Row) => ReactNode
  /** Stands behind the written value: a note mark. Not sorted, not copied. */
  readonly mark?: (row: Row) => ReactNode
  readonly tone?: (row: Row) => Tone
  readonly explain?: (row: Row) => Explanation
}

interface TextColumn<Row> extends ColumnBase<Row> {
  readonly kind: 'text'
  readonly value: (row: Row) => string
}

interface DateColumn<Row> extends ColumnBase<Row> {
  readonly kind: 'date' | 'month'
  readonly value: (row: Row) => Quantity
}

type NumberColumn<Row> = ColumnBase<Row> &
  NumberFormat & {
    readonly value: (row: Row) => Quantity
    /** 'sum', or the total itself where a sum would be wrong (a price, a ratio). Nothing: an empty cell. */
    readonly total?: 'sum' | Quantity
  }

export type Column<Row> = TextColumn<Row> | DateColumn<Row> | NumberColumn<Row>

export const isNumeric = <Row>(column: Column<Row>): column is NumberColumn<Row> =>
  column.kind !== 'text' && column.kind !== 'date' && column.kind !== 'month'

/** The style for one column: with 'auto', the one unit that suits its largest figure. */
export function styleOf<Row>(column: Column<Row>, rows: readonly Row[], style: NumberStyle): NumberStyle {
  if (column.kind !== 'money' || (column.unit ?? style.unit) !== 'auto') return style
  return { ...style, unit: columnUnit(rows.map(column.value), { ...style, unit: 'auto' }) }
}

export function cellText<Row>(column: Column<Row>, row: Row, style: NumberStyle): string {
  if (column.kind === 'text') return column.value(row)
  const value = column.value(row)
  if (isNumeric(column)) return formatQuantity(value, plainUnit(column, style), style)
  if (isAbsent(value)) return formatQuantity(value, { kind: 'count' }, style)
  return column.kind === 'date' ? formatDate(value, style.language) : formatMonth(value, style.language)
}

/** What goes to the clipboard: raw numbers, percent as '35.29%' (a spreadsheet reads it as a number), ISO dates. */
export function copiedText<Row>(column: Column<Row>, row: Row, style: NumberStyle): string {
  if (column.kind === 'text') return inertText(column.value(row))
  const value = column.value(row)
  if (isAbsent(value)) return formatQuantity(value, { kind: 'count' }, style)
  return isNumeric(column) ? typedText(value, column.kind) : value
}

export function headerUnit<Row>(column: Column<Row>, style: NumberStyle): string {
  return isNumeric(column) ? unitLabel(plainUnit(column, style), style) : ''
}

/** Raw numbers are in units, whatever the screen shows: "Spend (USD)". */
export function copiedHeader<Row>(column: Column<Row>, style: NumberStyle): string {
  const unit =
    isNumeric(column) && column.kind !== 'percent'
      ? unitLabel(column.kind === 'money' ? { ...column, unit: 'one' } : column, { ...style, unit: 'one' })
      : ''
  return unit === '' ? column.title : `${column.title} (${unit})`
}

/** The total of the rows given, or null for an empty cell. Missing figures make the sum a sum of what is there. */
export function columnTotal<Row>(column: Column<Row>, rows: readonly Row[]): Quantity | null {
  if (!isNumeric(column) || column.total === undefined) return null
  if (column.total !== 'sum') return column.total
  return rows.reduce((sum, row) => {
    const value = column.value(row)
    return isAbsent(value) ? sum : addDecimals(sum, value)
  }, '0')
}

export function totalText<Row>(column: Column<Row>, total: Quantity | null, style: NumberStyle): string {
  if (total === null || !isNumeric(column)) return ''
  return formatQuantity(total, plainUnit(column, style), style)
}

/** Sorted copy; figures that are absent come last in both directions. */
export function sortRows<Row>(rows: readonly Row[], column: Column<Row>, descending: boolean, language: 'en' | 'zh'): Row[] {
  const direction = descending ? -1 : 1
  if (column.kind === 'text') {
    const collator = new Intl.Collator(language === 'zh' ? 'zh-u-co-pinyin' : 'en', { numeric: true })
    return rows.toSorted((a, b) => direction * collator.compare(column.value(a), column.value(b)))
  }
  const compare = isNumeric(column) ? compareDecimals : (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
  return rows.toSorted((a, b) => {
    const [left, right] = [column.value(a), column.value(b)]
    if (isAbsent(left) || isAbsent(right)) return Number(isAbsent(left)) - Number(isAbsent(right))
    return direction * compare(left, right)
  })
}

/** A filter as typed: text that must occur; for figures '>1.2m', '<= 30%', '100..200', or digits as shown. */
export function passes<Row>(column: Column<Row>, row: Row, typed: string, style: NumberStyle): boolean {
  const wanted = typed.trim()
  if (wanted === '') return true
  const range = isNumeric(column) ? readRange(wanted, column.kind) : null
  if (range === null) return cellText(column, row, style).toLowerCase().includes(wanted.toLowerCase())
  const value = column.value(row)
  if (isAbsent(value)) return false
  const amount = new Decimal(value)
  return range.every(({ sign, bound }) =>
    sign === '>' ? amount.gt(bound) : sign === '>=' ? amount.gte(bound) : sign === '<' ? amount.lt(bound) : amount.lte(bound),
  )
}

interface Bound {
  readonly sign: '>' | '>=' | '<' | '<='
  readonly bound: string
}

function readRange(wanted: string, kind: NumberFormat['kind']): Bound[] | null {
  const span = /^(.+)\.\.(.+)$/.exec(wanted)
  if (span) {
    const [low, high] = [parseTypedAs(span[1] ?? '', kind), parseTypedAs(span[2] ?? '', kind)]
    return low === null || high === null
      ? null
      : [
          { sign: '>=', bound: low },
          { sign: '<=', bound: high },
        ]
  }
  const one = /^(>=|<=|>|<)(.+)$/.exec(wanted.replace('≥', '>=').replace('≤', '<='))
  const bound = one ? parseTypedAs(one[2] ?? '', kind) : null
  return one && bound !== null ? [{ sign: one[1] as Bound['sign'], bound }] : null
}

/** A column with 'auto' money is written in the unit chosen for the whole column. */
function plainUnit(format: NumberFormat, style: NumberStyle): NumberFormat {
  return format.kind === 'money' && (format.unit ?? 'auto') === 'auto' ? { ...format, unit: style.unit } : format
}
