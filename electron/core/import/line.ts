// The numbers and times of one row, addressed by lower-case column name; the first fault of the row is remembered.
// One Line object serves a whole file (rows are laid into it one by one), which keeps a million rows cheap.
import type { RejectCode } from '../../../shared/domain/usage.ts'
import { multiplyDecimals } from '../../../shared/units/decimal.ts'
import type { RawRow } from './csv-reader.ts'
import type { DateReader, Stamp } from './dates.ts'
import { dayMs, type Period } from './format.ts'
import { canonicalDecimals, type DecimalMark, readCount, readNumber } from './numbers.ts'
import { cellText, type Fault, quoted } from './texts.ts'

interface LineSettings {
  readonly header: readonly string[]
  /** Where the format's columns stand. */
  readonly places: ReadonlyMap<string, number>
  readonly dates: DateReader
  readonly mark: DecimalMark | null
}

/** UTC milliseconds; start inclusive, end exclusive. */
interface Bucket {
  readonly start: number
  readonly end: number
}

const nowhere: Stamp = { ms: 0, grain: 'time', endMs: 0 }

export class Line {
  readonly #index: ReadonlyMap<string, number>
  readonly #settings: LineSettings
  #row: RawRow = { line: 0, cells: [] }
  fault: Fault | null = null
  /** A metered quantity that was left out of the record; '' when none was. */
  leftOut = ''

  constructor(settings: LineSettings) {
    this.#settings = settings
    this.#index = settings.places
  }

  lay(row: RawRow): this {
    this.#row = row
    this.fault = null
    this.leftOut = ''
    return this
  }

  get number(): number {
    return this.#row.line
  }

  text(column: string): string {
    const at = this.#index.get(column)
    return at === undefined ? '' : cellText(this.#row.cells[at])
  }

  /** A whole number of zero or more; '' when the cell is blank or absent. */
  count(column: string): string {
    const at = this.#index.get(column)
    if (at === undefined) return ''
    const raw = this.#row.cells[at] ?? ''
    if (canonicalDecimals(raw) === 0) return raw
    const cell = cellText(raw)
    if (cell === '') return ''
    const read = readCount(cell, this.#settings.mark)
    return read.value ?? this.reject(read.fault, column)
  }

  /** An amount or a quantity, possibly negative; '' when the cell is blank or absent. */
  amount(column: string, scale = '1'): string {
    const cell = this.text(column)
    if (cell === '') return ''
    const read = readNumber(cell, this.#settings.mark)
    if (read.value === null) return this.reject(read.fault, column)
    return scale === '1' || read.value === '' ? read.value : multiplyDecimals(read.value, scale)
  }

  bucket({ start: starts, end: ends, widthMs, steps, fixed }: Period): Bucket {
    if (fixed) return fixed
    const startColumn = this.#stated(starts)
    if (steps) return this.#step(startColumn, steps)
    const start = this.#instant(startColumn)
    const endColumn = this.#stated(ends)
    if (this.text(endColumn) === '') return { start: start.ms, end: start.endMs > start.ms ? start.endMs : start.ms + widthMs }
    const end = this.#instant(endColumn)
    if (end.ms > start.ms) return { start: start.ms, end: end.ms }
    if (end.endMs > start.ms) return { start: start.ms, end: end.endMs }
    if (end.ms < start.ms) this.reject('bad-date', endColumn)
    return { start: start.ms, end: start.ms + 1000 }
  }

  /** Remembers the first fault of the row; returns '' so that a measure may go on. */
  reject(code: RejectCode, column: string): '' {
    if (this.fault) return ''
    const at = this.#index.get(column)
    const name = at === undefined ? column : (this.#settings.header[at] ?? column)
    this.fault = { code, column: name, value: at === undefined ? '' : quoted(this.#row.cells[at]) }
    return ''
  }

  leaveOut(value: string): void {
    this.leftOut = value
  }

  /** The first of the columns that is not blank, otherwise the first of all. */
  #stated(columns: readonly string[]): string {
    return (columns.length > 1 ? columns.find((column) => this.text(column) !== '') : undefined) ?? columns[0] ?? ''
  }

  /** The instant of a required column; a blank or unreadable one is a fault. */
  #instant(column: string): Stamp {
    const cell = this.text(column)
    const stamp = cell === '' ? null : this.#settings.dates.read(cell)
    if (stamp) return stamp
    this.reject(cell === '' ? 'missing-value' : 'bad-date', column)
    return nowhere
  }

  #step(column: string, { ms, zeroMs }: NonNullable<Period['steps']>): Bucket {
    const cell = this.count(column)
    if (cell === '' && this.fault === null) this.reject('missing-value', column)
    const start = zeroMs + Number(cell || '0') * ms
    if (start - zeroMs > 200 * 366 * dayMs) this.reject('out-of-range', column)
    return this.fault ? { start: zeroMs, end: zeroMs + ms } : { start, end: start + ms }
  }
}
