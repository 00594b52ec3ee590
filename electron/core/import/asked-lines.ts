// Lines whose meaning a format's rule cannot tell without being told something, and the questions they make.
import { addDecimals, Decimal, multiplyDecimals } from '../../../shared/units/decimal.ts'
import { fail } from '../../../shared/language/failures.ts'
import { isIsoDate } from '../../../shared/units/calendar.ts'
import type { RawRow } from './csv-reader.ts'
import type { Evidence } from './evidence.ts'
import type { Format } from './format.ts'
import { Meanings } from './meanings.ts'
import { readNumber } from './numbers.ts'
import type { ImportOptions, Question } from './options.ts'
import { Hasher } from './privacy.ts'
import { type Answers, currencyCode } from './texts.ts'

const unitScales = ['1', '1000', '1000000'] as const
const samplesKept = 3

interface Asked {
  rows: number
  samples: string[]
  quantity: string
  money: Record<string, string>
}

export class AskedLines {
  readonly #format: Format
  readonly #header: readonly string[]
  readonly #meanings: Meanings
  readonly #evidence: Evidence
  readonly #asked = new Map<keyof Answers, Asked>()

  constructor(format: Format, header: readonly string[], evidence: Evidence, answers: Answers) {
    this.#format = format
    this.#header = header
    this.#evidence = evidence
    this.#meanings = new Meanings(format, header, [], new Hasher(''), answers)
  }

  add({ cells }: RawRow): void {
    const meant = this.#meanings.of(cells)
    if (meant.kind !== 'meant' || meant.asked === null) return
    const asked = this.#asked.get(meant.asked) ?? { rows: 0, samples: [], quantity: '0', money: {} }
    this.#asked.set(meant.asked, asked)
    const quantity = this.#number(cells, this.#format.asks?.['unit-scale']?.quantity)
    const amount = this.#number(cells, this.#format.money?.amount)
    asked.rows += 1
    asked.quantity = addDecimals(asked.quantity, quantity)
    const { currency } = meant.label
    asked.money[currency] = addDecimals(asked.money[currency] ?? '0', multiplyDecimals(amount, this.#format.money?.scale ?? '1'))
    const sample = [meant.label.model, quantity === '0' ? '' : quantity].filter((part) => part !== '').join(': ')
    if (sample !== '' && asked.samples.length < samplesKept && !asked.samples.includes(sample)) asked.samples.push(sample)
  }

  questions(): Question[] {
    return [...this.#asked].map(([id, asked]): Question => {
      const { rows, samples, money } = asked
      if (id === 'unit-scale') {
        const column = this.#format.asks?.['unit-scale']?.quantity ?? ''
        return { id, flag: '--unit-scale', column, rows, samples, options: unitScales.map((scale) => scaleOption(scale, asked)) }
      }
      if (id === 'period') return { id, flag: '--period', column: '', rows, samples, options: [] }
      const [sum = '0'] = Object.values(money)
      const options = ['USD', 'CNY', 'EUR', 'GBP'].map((value) => ({ value, reading: `${value} ${sum}`, tokens: null, money: { [value]: sum } }))
      return { id, flag: '--currency', column: this.#evidence.money.column, rows, samples, options }
    })
  }

  #number(cells: readonly string[], column: string | undefined): string {
    const at = column === undefined ? -1 : this.#header.findIndex((name) => name.toLowerCase() === column)
    return at < 0 ? '0' : readNumber(cells[at] ?? '', null).value || '0'
  }
}

/** What a unit of so many tokens would make of the lines: their tokens, and the price of a million that follows. */
function scaleOption(scale: string, { quantity, money }: Asked): Question['options'][number] {
  const tokens = multiplyDecimals(quantity, scale)
  const prices = Object.entries(money).map(([currency, amount]) =>
    new Decimal(tokens).isZero() ? '' : `${currency} ${new Decimal(amount).div(tokens).times(1e6).toSignificantDigits(6).toFixed()} / 1M tokens`,
  )
  return { value: scale, reading: prices.join(', '), tokens: new Decimal(tokens).toDecimalPlaces(0).toFixed(), money: { ...money } }
}

/** The options of an import that rules may ask for, checked. */
export function answersOf({ unitScale, period, currency }: ImportOptions): Answers {
  if (period !== undefined) {
    const [first = '', last = ''] = period.split('/')
    if (!isIsoDate(first) || !isIsoDate(last) || last < first) throw fail('bad-period', { value: period })
  }
  const code = currency === undefined ? undefined : currencyCode(currency)
  return {
    ...(unitScale === undefined ? {} : { 'unit-scale': unitScale }),
    ...(period === undefined ? {} : { period }),
    ...(code === undefined || code === null ? {} : { currency: code }),
  }
}
