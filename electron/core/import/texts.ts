// What a format's rule may read of a line: its text cells by lower-case column name, never its numbers or times. So one
// answer of the rule holds for every line with the same texts. Faults are remembered, the first one counts.
import type { RejectCode } from '../../../shared/domain/usage.ts'
import type { Format } from './format.ts'
import { headerPlaces } from './header-names.ts'

export interface Fault {
  readonly code: RejectCode
  readonly column: string
  readonly value: string
}

/** Answers a person gave, by the id of the question (see Asks in format.ts). */
export type Answers = Readonly<Partial<Record<'unit-scale' | 'period' | 'currency' | 'cost-view', string>>>

export class Texts {
  readonly #answers: Answers
  readonly #index: ReadonlyMap<string, number>
  readonly #header: readonly string[]
  readonly #readable: ReadonlySet<string>
  #cells: readonly string[] = []
  fault: Fault | null = null
  /** What the rule asked that nobody has answered. */
  asked: keyof Answers | null = null

  /** `readable`: lower-case names of the text and dimension columns. */
  constructor(header: readonly string[], readable: ReadonlySet<string>, format: Pick<Format, 'columnName'>, answers: Answers = {}) {
    this.#answers = answers
    this.#header = header
    this.#index = headerPlaces(header, format)
    this.#readable = readable
  }

  lay(cells: readonly string[]): this {
    this.#cells = cells
    this.fault = null
    this.asked = null
    return this
  }

  /** What a person said about the file; '' while nobody has, and the question is then put. */
  answer(question: keyof Answers): string {
    const answer = this.#answers[question]
    if (answer === undefined) this.asked = question
    return answer ?? ''
  }

  /** Whether the file has the column, whatever its kind. */
  has(column: string): boolean {
    return this.#index.has(column)
  }

  /** The cell, trimmed; '' for an absent column and for the words that mean null. */
  text(column: string): string {
    const at = this.#index.get(column)
    if (at === undefined) return ''
    if (!this.#readable.has(column)) throw new Error(`A rule reads ${column}, which its format does not list as text or dimension`)
    return cellText(this.#cells[at])
  }

  /** The first of several columns that the file has and that is not blank. */
  first(...columns: readonly string[]): string {
    for (const column of columns) {
      const text = this.text(column)
      if (text !== '') return text
    }
    return ''
  }

  /** ISO 4217 code in capitals, from codes, Chinese names or unmistakable signs. '$' and '¥' alone name no currency. */
  currency(column: string): string {
    const cell = this.text(column)
    const code = currencyCode(cell)
    return code ?? this.reject(cell === '' ? 'missing-value' : 'bad-currency', column)
  }

  /** Remembers the first fault; returns '' so that a rule may go on. */
  reject(code: RejectCode, column: string): '' {
    const at = this.#index.get(column)
    this.fault ??= {
      code,
      column: at === undefined ? column : (this.#header[at] ?? column),
      value: at === undefined ? '' : quoted(this.#cells[at]),
    }
    return ''
  }
}

const longestQuote = 80
export const quoted = (cell = ''): string => (cell.length > longestQuote ? `${cell.slice(0, longestQuote)}…` : cell)

const isDigit = (code: number): boolean => code >= 48 && code <= 57
const nulls = /^(?:null|none|nan|\\n)$/i

/** A cell without blanks around it; '' for the words that mean null. */
export function cellText(cell = ''): string {
  const text = cell.trim()
  return text.length <= 4 && text !== '' && !isDigit(text.charCodeAt(0)) && nulls.test(text) ? '' : text
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
