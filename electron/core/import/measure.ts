// A measure says how one number of a record follows from the number columns of a line: a column, a sum or a difference
// of columns, times a constant. Plain data, so the same measure is worked out here row by row in exact decimals and, for
// large tables, by the database (bulk-plan.ts). Formats make measures with the functions at the top.
import { addDecimals, Decimal, decimalText, multiplyDecimals } from '../../../shared/units/decimal.ts'
import type { Line } from './line.ts'

export interface Measure {
  readonly terms: readonly Term[]
  readonly scale: string
  /** A count: whole and not negative once scaled. */
  readonly whole: boolean
  /** A blank first column makes the whole blank; otherwise only all blank columns do. */
  readonly needsFirst: boolean
  /** Blank is a fault. */
  readonly required: boolean
  /** Of a metered quantity: rounded to a whole number; a negative one is left out and the line marked, not refused. */
  readonly metered: boolean
  /** Divided by this, to 12 decimals: seconds to hours. */
  readonly over?: string
  /** Refused below zero. */
  readonly notNegative?: boolean
  /** Parts that exceed the whole stand beside it: the first column counts alone. */
  readonly besideIfMore?: boolean
  /** What a line states that leaves the columns blank; '' without it. */
  readonly ifBlank?: string
}

interface Term {
  readonly column: string
  readonly sign: 1 | -1
  /** A second column the first is multiplied with. */
  readonly by?: string
  /** Reads a number out of a cell that is more than a number; null when it cannot. */
  readonly read?: (cell: string) => string | null
}

const plain = { scale: '1', whole: false, needsFirst: true, required: false, metered: false }
const term = (column: string): Term => ({ column, sign: 1 })

/** A whole number of zero or more. */
export const count = (column: string): Measure => ({ ...plain, terms: [term(column)], whole: true })

/** Money or a quantity, possibly negative. */
export const amount = (column: string): Measure => ({ ...plain, terms: [term(column)] })

/** A quantity such as hours: any decimals, never negative. */
export const quantity = (column: string): Measure => ({ ...amount(column), notNegative: true })

/** A quantity by a meter: whole tokens after scaling, rounded where the meter was. */
export const metered = (column: string, scale: string): Measure => ({
  ...plain,
  terms: [term(column)],
  scale,
  whole: true,
  metered: true,
})

/** Counts added up; blank when all are. */
export const sum = (...columns: readonly string[]): Measure => ({ ...plain, terms: columns.map(term), whole: true, needsFirst: false })

/** The measure without parts that it includes; parts that exceed it are a fault. */
export const less = (measure: Measure, ...columns: readonly string[]): Measure => ({
  ...measure,
  terms: [...measure.terms, ...columns.map((column): Term => ({ column, sign: -1 }))],
})

/** The measure and further columns of the same unit; blank ones count nothing. */
export const plus = (measure: Measure, ...columns: readonly string[]): Measure => ({
  ...measure,
  terms: [...measure.terms, ...columns.map(term)],
})

/** The measure and a number inside a cell, such as a list of credits. */
export const plusWithin = (measure: Measure, column: string, read: (cell: string) => string | null): Measure => ({
  ...measure,
  terms: [...measure.terms, { column, sign: 1, read }],
})

/** Money inside a cell; '' where the cell holds none, null where it is of another kind. */
export const amountWithin = (column: string, read: (cell: string) => string | null): Measure => ({
  ...plain,
  terms: [{ column, sign: 1, read }],
})

/** A whole number inside a cell, such as one of a map of token counts. */
export const countWithin = (column: string, read: (cell: string) => string | null): Measure => ({
  ...amountWithin(column, read),
  whole: true,
})

/** The measure without parts that stand inside a cell. */
export const lessWithin = (measure: Measure, column: string, ...reads: readonly ((cell: string) => string | null)[]): Measure => ({
  ...measure,
  terms: [...measure.terms, ...reads.map((read): Term => ({ column, sign: -1, read }))],
})

/** As `less`, of sources that may as well state the parts beside the whole: where they exceed it, they do. */
export const lessUnlessMore = (measure: Measure, ...columns: readonly string[]): Measure => ({
  ...less(measure, ...columns),
  besideIfMore: true,
})

/** One for each line, where a line is a request. */
export const oneEach: Measure = { ...plain, terms: [], whole: true, ifBlank: '1' }

/** Nothing, and known to be nothing: use that costs no money, such as what a plan includes. */
export const zero: Measure = { ...plain, terms: [], ifBlank: '0' }

/** The measure, and nothing where its columns are blank. */
export const orZero = (measure: Measure): Measure => ({ ...measure, ifBlank: '0' })

/** Price times quantity, both columns. */
export const product = (column: string, by: string): Measure => ({ ...plain, terms: [{ column, sign: 1, by }] })

export const times = (measure: Measure, scale: string): Measure => ({ ...measure, scale: multiplyDecimals(measure.scale, scale) })

export const over = (measure: Measure, divisor: string): Measure => ({ ...measure, over: divisor })

export const required = (measure: Measure): Measure => ({ ...measure, required: true })

/** The number on a line; '' when the line does not state it, or when a fault was left in `line.fault`. */
export function statedNumber(measure: Measure, line: Line): string {
  const { terms, scale, whole } = measure
  const [first] = terms
  if (!first) return measure.ifBlank ?? ''
  const isPlain = scale === '1' && !measure.metered
  let total = termOf(first, line, whole && isPlain)
  if (total === '' && (measure.needsFirst || terms.length === 1)) return blankOf(measure, line, first.column)
  for (let at = 1; at < terms.length; at += 1) {
    const next = terms[at]
    const value = next ? termOf(next, line, whole && isPlain) : ''
    if (value === '' || value === '0') total = total === '' ? value : total
    else total = total === '' ? value : addDecimals(total, value)
  }
  if (total === '') return blankOf(measure, line, first.column)
  if (measure.besideIfMore && total.startsWith('-')) total = termOf(first, line, whole && isPlain)
  if (scale !== '1') total = multiplyDecimals(total, scale)
  if (measure.over !== undefined) total = new Decimal(total).div(measure.over).toDecimalPlaces(12).toFixed()
  if (measure.notNegative && total.startsWith('-')) return line.reject('out-of-range', first.column)
  return whole ? wholeOf(total, measure, line, first.column) : total
}

function blankOf(measure: Measure, line: Line, column: string): string {
  if (line.fault !== null) return ''
  return measure.required ? line.reject('missing-value', column) : (measure.ifBlank ?? '')
}

function termOf({ column, sign, by, read }: Term, line: Line, isCount: boolean): string {
  const value = read ? withinCell(line, column, read) : isCount ? line.count(column) : line.amount(column)
  if (value === '') return ''
  const product = by === undefined ? value : multiplied(value, line.amount(by))
  return sign === 1 || product === '0' || product === '' ? product : product.startsWith('-') ? product.slice(1) : `-${product}`
}

const multiplied = (value: string, other: string): string => (other === '' ? '' : multiplyDecimals(value, other))

function withinCell(line: Line, column: string, read: (cell: string) => string | null): string {
  const cell = line.text(column)
  const found = cell === '' ? '' : read(cell)
  if (found === null) return line.reject('bad-json', column)
  return found === '' ? '' : (decimalText(found) ?? line.reject('not-a-number', column))
}

function wholeOf(value: string, measure: Measure, line: Line, column: string): string {
  if (!measure.metered) {
    if (value.startsWith('-')) return line.reject(measure.terms.length > 1 ? 'cached-exceeds-input' : 'negative-tokens', column)
    return value.includes('.') ? line.reject('fractional-tokens', column) : value
  }
  if (value.startsWith('-')) {
    line.leaveOut(value)
    return ''
  }
  return value.includes('.') ? new Decimal(value).toDecimalPlaces(0).toFixed() : value
}
