// A streaming CSV reader: text in pieces of any size, rows with their physical line number out.
// RFC 4180 quotes: doubled quotes and line breaks inside quotes; a backslash is an ordinary character.
// Lines without a quote take a short path (one split), which is what makes a million rows quick.
import type { RejectCode } from '../../../shared/domain/usage.ts'
import { fail } from '../../../shared/language/failures.ts'

export interface RawRow {
  /** Physical line on which the row begins, 1-based; for JSON documents the ordinal of the item. */
  readonly line: number
  readonly cells: readonly string[]
  /** A quote stands inside a cell, or text follows a closing one: kept as it stands, though no writer quotes so. */
  readonly looselyQuoted?: true
  /** Set when the row could not be laid under the header at all. */
  readonly fault?: { readonly code: RejectCode; readonly column: string; readonly value: string }
}

/** Longest record in characters. A quote that is never closed would otherwise swallow the rest of the file. */
const longestRecord = 1 << 20

export class CsvReader {
  readonly #delimiter: string
  readonly #file: string
  #rest = ''
  #line = 1

  constructor(delimiter: string, file: string) {
    this.#delimiter = delimiter
    this.#file = file
  }

  /** Rows completed by this piece of text; `last` also completes a final line without a line break. */
  push(text: string, last = false): RawRow[] {
    const buffer = this.#rest + text
    const rows: RawRow[] = []
    let at = 0
    let quote = buffer.indexOf('"')
    while (at < buffer.length) {
      let end = buffer.indexOf('\n', at)
      if (end < 0) {
        if (!last) break
        end = buffer.length
      }
      if (quote >= 0 && quote < at) quote = buffer.indexOf('"', at)
      if (quote < 0 || quote >= end) {
        const stop = buffer.charCodeAt(end - 1) === 13 && end > at ? end - 1 : end
        rows.push({ line: this.#line, cells: buffer.slice(at, stop).split(this.#delimiter) })
        this.#line += 1
        at = end + 1
      } else {
        const next = this.#quotedRow(buffer, at, last, rows)
        if (next < 0) break
        at = next
      }
    }
    this.#rest = buffer.slice(at)
    if (this.#rest.length > longestRecord) throw fail('record-too-long', { file: this.#file, line: String(this.#line) })
    return rows
  }

  /** Reads one row that holds a quote; the position after it, or -1 when more text is needed. */
  #quotedRow(buffer: string, start: number, last: boolean, rows: RawRow[]): number {
    const cells: string[] = []
    let at = start
    let breaks = 1
    let loose = false
    for (;;) {
      let value = ''
      const quoted = buffer[at] === '"'
      if (quoted) {
        const closed = this.#quotedValue(buffer, at + 1, last)
        if (!closed) return -1
        value = closed.value
        at = closed.next
        for (let i = value.indexOf('\n'); i >= 0; i = value.indexOf('\n', i + 1)) breaks += 1
      }
      const end = this.#cellEnd(buffer, at)
      if (end === buffer.length && !last) return -1
      const plain = buffer.slice(at, end)
      value += plain
      loose ||= quoted ? plain.trimEnd() !== '' : plain.includes('"')
      if (buffer[end] === this.#delimiter) {
        cells.push(value)
        at = end + 1
        continue
      }
      cells.push(value.endsWith('\r') && end > at ? value.slice(0, -1) : value)
      rows.push(loose ? { line: this.#line, cells, looselyQuoted: true } : { line: this.#line, cells })
      this.#line += breaks
      return end + 1
    }
  }

  #quotedValue(buffer: string, start: number, last: boolean): { value: string; next: number } | null {
    let value = ''
    let at = start
    for (;;) {
      const close = buffer.indexOf('"', at)
      if (close < 0) {
        if (last) throw fail('quote-never-closed', { file: this.#file, line: String(this.#line) })
        return null
      }
      if (close + 1 === buffer.length && !last) return null
      if (buffer[close + 1] !== '"') return { value: value + buffer.slice(at, close), next: close + 1 }
      value += buffer.slice(at, close + 1)
      at = close + 2
    }
  }

  #cellEnd(buffer: string, start: number): number {
    let at = start
    while (at < buffer.length && buffer[at] !== this.#delimiter && buffer[at] !== '\n') at += 1
    return at
  }
}
