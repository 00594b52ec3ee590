// One row of a file, addressed by column name, with typed access that remembers the first fault.
// A format's rule reads from it as if all were well; the reader then turns a remembered fault into a reject.
// One Line object serves a whole file (rows are laid into it one by one), which keeps a million rows cheap.

import type { RejectCode } from '../../../shared/domain/usage.ts'
import { multiplyDecimals } from '../../../shared/units/decimal.ts'
import type { RawRow } from './csv-reader.ts'
import type { DateReader, Stamp } from './dates.ts'
import { canonicalDecimals, type DecimalMark, readCount, readNumber } from './numbers.ts'
import type { ColumnUse, Hasher } from './privacy.ts'

interface Fault {
  readonly code: RejectCode
  readonly column: string
  readonly value: string
}

export interface DimensionColumn {
  readonly name: string
  readonly use: Exclude<ColumnUse, 'drop'>
}

interface LineSettings {
  readonly header: readonly string[]
  readonly dates: DateReader
  readonly mark: DecimalMark | null
  readonly dimensions: readonly DimensionColumn[]
  readonly hasher: Hasher
}

const nowhere: Stamp = { ms: 0, grain: 'time', endMs: 0 }
const longestQuote = 80
const isDigit = (code: number): boolean => code >= 48 && code <= 57
const nulls = /^(?:null|none|nan|\\n)$/i

export class Line {
  readonly #index: ReadonlyMap<string, number>
  readonly #settings: LineSettings
  readonly #dimensions: readonly (DimensionColumn & { readonly at: number })[]
  #row: RawRow = { line: 0, cells: [] }
  #dimensionCells: readonly string[] = []
  #dimensionValues: Readonly<Record<string, string>> = {}
  fault: Fault | null = null

  constructor(settings: LineSettings) {
    this.#settings = settings
    this.#index = new Map(settings.header.map((name, index) => [name.toLowerCase(), index]))
    this.#dimensions = settings.dimensions.map((column) => ({ ...column, at: this.#index.get(column.name.toLowerCase()) ?? -1 }))
  }

  lay(row: RawRow): this {
    this.#row = row
    this.fault = null
    return this
  }

  get number(): number {
    return this.#row.line
  }

  has(column: string): boolean {
    return this.#index.has(column.toLowerCase())
  }

  /** The cell, trimmed; '' for an absent column and for the words that mean null. */
  text(column: string): string {
    const at = this.#index.get(column)
    if (at === undefined) return ''
    const cell = this.#row.cells[at]?.trim() ?? ''
    return cell.length <= 4 && !isDigit(cell.charCodeAt(0)) && nulls.test(cell) ? '' : cell
  }

  /** A whole number of zero or more; '' when the cell is blank or absent. */
  count(column: string): string {
    const cell = this.text(column)
    if (cell === '' || canonicalDecimals(cell) === 0) return cell
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

  /** The instant of a required column; a blank or unreadable one is a fault. */
  instant(column: string): Stamp {
    const cell = this.text(column)
    const stamp = cell === '' ? null : this.#settings.dates.read(cell)
    if (stamp) return stamp
    this.reject(cell === '' ? 'missing-value' : 'bad-date', column)
    return nowhere
  }

  /** ISO 4217 code in capitals, from codes, Chinese names or unmistakable signs. '$' and '¥' alone name no currency. */
  currency(column: string): string {
    const cell = this.text(column)
    const code = currencyCode(cell)
    return code ?? this.reject(cell === '' ? 'missing-value' : 'bad-currency', column)
  }

  /**
   * The columns that are neither quantity, money nor time; personal ones hashed, blank ones left out.
   * Lines in a row that say the same share one object.
   */
  dimensions(): Readonly<Record<string, string>> {
    const { cells } = this.#row
    if (this.#dimensions.every(({ at }, index) => (cells[at] ?? '') === this.#dimensionCells[index])) return this.#dimensionValues
    const values: Record<string, string> = {}
    const { hasher } = this.#settings
    for (const { name, use, at } of this.#dimensions) {
      const cell = cells[at]?.trim() ?? ''
      if (cell === '' || (cell.length <= 4 && nulls.test(cell))) continue
      values[name] = use === 'hash' ? hasher.hash(cell) : hasher.guard(cell)
    }
    this.#dimensionCells = this.#dimensions.map(({ at }) => cells[at] ?? '')
    this.#dimensionValues = values
    return values
  }

  /** Remembers the first fault of the row; returns '' so that a rule may go on. */
  reject(code: RejectCode, column: string, value?: string): '' {
    if (this.fault) return ''
    const at = this.#index.get(column)
    const name = at === undefined ? column : (this.#settings.header[at] ?? column)
    const seen = value ?? (at === undefined ? '' : (this.#row.cells[at] ?? ''))
    this.fault = { code, column: name, value: seen.length > longestQuote ? `${seen.slice(0, longestQuote)}…` : seen }
    return ''
  }
}

const isoCodes = new Set(Intl.supportedValuesOf('currency'))
const signCodes: Readonly<Record<string, string>> = {
  US$: 'USD',
  '€': 'EUR',
  '£': 'GBP',
  RMB: 'CNY',
  元: 'CNY',
  人民币: 'CNY',
  '￥': 'CNY',
  美元: 'USD',
}

export function currencyCode(text: string): string | null {
  const upper = text.trim().toUpperCase()
  if (isoCodes.has(upper)) return upper
  return signCodes[upper] ?? null
}
