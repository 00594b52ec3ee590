// Turns raw rows into records, rejects and rows left out, by one format: the whole verdict on a row is made here.
// Used for every row of an ordinary file, and for the rows of a large table that the database does not find plain.
import type { Reject, SkipCode, UsageRecord } from '../../../shared/domain/usage.ts'
import { dimensionColumns } from './column-uses.ts'
import type { RawRow } from './csv-reader.ts'
import { DateReader } from './dates.ts'
import type { Format } from './format.ts'
import { headerPlaces } from './header-names.ts'
import { Line } from './line.ts'
import { Meanings, type Understanding } from './meanings.ts'
import type { FileInspection } from './options.ts'
import { Hasher } from './privacy.ts'
import { recordOf } from './records.ts'
import { cellText } from './texts.ts'
import { zoneOf } from './zones.ts'

export type Verdict =
  | { readonly kind: 'record'; readonly record: UsageRecord; readonly isPeriodTotal: boolean }
  | { readonly kind: 'reject'; readonly reject: Reject }
  | { readonly kind: 'skipped'; readonly code: SkipCode; readonly amount: string; readonly currency: string }
  | { readonly kind: 'idle' }
  | { readonly kind: 'totals-row' }

const totalsWords = /^(?:(?:grand|sub)?[\s-]*totals?|sum|overall)\b|^(?:合计|总计|小计|总和|汇总)/i
const idle: Verdict = { kind: 'idle' }
const totalsRow: Verdict = { kind: 'totals-row' }

export class RowReader {
  readonly #format: Format
  readonly #line: Line
  readonly #ids: readonly number[]
  readonly #idle: readonly number[]
  readonly #counted: readonly number[]
  readonly meanings: Meanings

  /** `salt`: secret of the workspace for hashes of personal columns; the same salt gives the same hashes. */
  constructor(format: Format, inspection: FileInspection, salt: string) {
    const { header } = inspection.layout
    const known = headerPlaces(header, format)
    const places = (columns: readonly string[] = []) => columns.flatMap((column) => known.get(column) ?? [])
    this.#format = format
    this.#line = new Line({
      header,
      places: known,
      dates: new DateReader(inspection.dateOrder, zoneOf(inspection.zone)),
      mark: inspection.decimalMark,
    })
    this.#ids = places(format.columns.ids)
    this.#idle = places(format.idle)
    this.#counted = places(format.counted)
    this.meanings = new Meanings(format, header, dimensionColumns(inspection.columns), new Hasher(salt), inspection.answers)
  }

  read(row: RawRow): Verdict {
    const line = this.#line.lay(row)
    const { cells } = row
    if (row.fault)
      return this.#isTotals(row, row.fault.code)
        ? totalsRow
        : { kind: 'reject', reject: { line: row.line, ...row.fault, amount: '', currency: '' } }
    if (this.#idle.length > 0 && this.#idle.every((at) => cellText(cells[at]) === '')) return idle
    const meant = this.meanings.of(cells)
    if (meant.kind === 'idle') return idle
    if (meant.kind === 'skipped') return { kind: 'skipped', code: meant.code, ...this.#money(row) }
    if (meant.kind === 'faulty') return this.#refused(row, meant.fault)
    const record = recordOf(meant, line, this.#rowId(cells))
    if (this.#counted.length > 0 && this.#counted.every((at) => cellText(cells[at]) === ''))
      line.reject('missing-value', this.#format.counted?.[0] ?? '')
    if (line.fault) return this.#refused(row, line.fault)
    return { kind: 'record', record, isPeriodTotal: this.#isPeriodTotal(meant) }
  }

  #rowId(cells: readonly string[]): string {
    const [only, ...more] = this.#ids
    if (only === undefined) return ''
    return more.length === 0 ? cellText(cells[only]) : this.#ids.map((at) => cellText(cells[at])).join('\u001f')
  }

  #isPeriodTotal({ meaning, label }: Extract<Understanding, { kind: 'meant' }>): boolean {
    return this.#format.isPeriodTotal?.(meaning, label.dimensions) === true
  }

  #refused(row: RawRow, fault: Omit<Reject, 'line' | 'amount' | 'currency'>): Verdict {
    return this.#isTotals(row, fault.code) ? totalsRow : { kind: 'reject', reject: { line: row.line, ...fault, ...this.#money(row) } }
  }

  /** A row that says "Total" where others begin, and gives no date. */
  #isTotals({ cells }: RawRow, code: Reject['code']): boolean {
    if (code !== 'bad-date' && code !== 'missing-value' && code !== 'wrong-column-count') return false
    return totalsWords.test(cells.find((cell) => cell.trim() !== '')?.trim() ?? '')
  }

  /** What the row is worth, as far as it can be read. */
  #money(row: RawRow): { amount: string; currency: string } {
    const unknown = { amount: '', currency: '' }
    const { money } = this.#format
    if (!money) return unknown
    const line = this.#line.lay(row)
    const amount = line.amount(money.amount, money.scale)
    if (line.fault || amount === '') return unknown
    return { amount, currency: 'code' in money.currency ? money.currency.code : this.#currency(line.text(money.currency.column)) }
  }

  #currency(text: string): string {
    return text.toUpperCase().slice(0, 12)
  }
}
