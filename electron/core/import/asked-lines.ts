// Lines whose meaning a format's rule cannot tell without being told something, and the questions they make.

import { fail } from '../../../shared/language/failures.ts'
import { isIsoDate } from '../../../shared/units/calendar.ts'
import { addDecimals, Decimal, multiplyDecimals } from '../../../shared/units/decimal.ts'
import type { RawRow } from './csv-reader.ts'
import type { Evidence } from './evidence.ts'
import type { Format } from './format.ts'
import { headerPlaces } from './header-names.ts'
import { Meanings } from './meanings.ts'
import { readNumber } from './numbers.ts'
import type { ImportOptions, Question } from './options.ts'
import { Hasher } from './privacy.ts'
import { type Answers, currencyCode } from './texts.ts'

const unitScales = ['1', '1000', '1000000'] as const
const costViews = ['actual', 'amortized'] as const
const samplesKept = 3

interface Asked {
  rows: number
  samples: string[]
  quantity: string
  money: Record<string, string>
}

export class AskedLines {
  readonly #format: Format
  readonly #places: ReadonlyMap<string, number>
  readonly #meanings: Meanings
  readonly #evidence: Evidence
  readonly #asked = new Map<keyof Answers, Asked>()
  /** Views of costs that lines of the file belong to beyond doubt. */
  readonly #views = new Set<(typeof costViews)[number]>()
  #coveredMoney = false

  constructor(format: Format, header: readonly string[], evidence: Evidence, answers: Answers) {
    this.#format = format
    this.#places = headerPlaces(header, format)
    this.#evidence = evidence
    this.#meanings = new Meanings(format, header, [], new Hasher(''), answers)
  }

  add({ cells }: RawRow): void {
    const meant = this.#meanings.of(cells)
    if (meant.kind !== 'meant') return
    const { costView } = meant.meaning
    if (costView === 'covered') this.#coveredMoney ||= this.#number(cells, this.#format.money?.amount) !== '0'
    else if (costView) this.#views.add(costView)
    if (meant.asked === null) return
    const asked = this.#asked.get(meant.asked) ?? { rows: 0, samples: [], quantity: '0', money: {} }
    this.#asked.set(meant.asked, asked)
    const quantity = this.#number(cells, this.#format.asks?.['unit-scale']?.quantity)
    const [price, times] = this.#format.asks?.currency?.product ?? []
    const amount =
      price === undefined
        ? this.#number(cells, this.#format.money?.amount)
        : multiplyDecimals(this.#number(cells, price), this.#number(cells, times))
    asked.rows += 1
    asked.quantity = addDecimals(asked.quantity, quantity)
    const { currency } = meant.label
    asked.money[currency] = addDecimals(asked.money[currency] ?? '0', multiplyDecimals(amount, this.#format.money?.scale ?? '1'))
    const sample = [meant.label.model, quantity === '0' ? '' : quantity].filter((part) => part !== '').join(': ')
    if (sample !== '' && asked.samples.length < samplesKept && !asked.samples.includes(sample)) asked.samples.push(sample)
  }

  /** What the lines themselves answer, whatever was said of earlier files; commitments that cover use without money are the billed view. */
  settled(): Answers {
    if (!this.#format.asks?.['cost-view'] || this.#views.size > 1) return {}
    return { 'cost-view': [...this.#views][0] ?? (this.#coveredMoney ? 'amortized' : 'actual') }
  }

  questions(): Question[] {
    const settled = this.settled()
    return [...this.#asked]
      .filter(([id]) => settled[id] === undefined)
      .map(([id, asked]): Question => {
        const { rows, samples, money } = asked
        if (id === 'cost-view') {
          const options = costViews.map((value) => ({ value, reading: '', tokens: null, money: { ...money } }))
          return { id, flag: '--cost-view', column: '', rows, samples, options }
        }
        if (id === 'unit-scale') {
          const column = this.#format.asks?.['unit-scale']?.quantity ?? ''
          return { id, flag: '--unit-scale', column, rows, samples, options: unitScales.map((scale) => scaleOption(scale, asked)) }
        }
        if (id === 'period') return { id, flag: '--period', column: '', rows, samples, options: [] }
        const [sum = '0'] = Object.values(money)
        const options = ['USD', 'CNY', 'EUR', 'GBP'].map((value) => ({
          value,
          reading: `${value} ${sum}`,
          tokens: null,
          money: { [value]: sum },
        }))
        return { id, flag: '--currency', column: this.#evidence.money.column, rows, samples, options }
      })
  }

  #number(cells: readonly string[], column: string | undefined): string {
    const at = column === undefined ? undefined : this.#places.get(column)
    return at === undefined ? '0' : readNumber(cells[at] ?? '', null).value || '0'
  }
}

/** What a unit of so many tokens would make of the lines: their tokens, and the price of a million that follows. */
function scaleOption(scale: string, { quantity, money }: Asked): Question['options'][number] {
  const tokens = multiplyDecimals(quantity, scale)
  const prices = Object.entries(money).map(([currency, amount]) =>
    new Decimal(tokens).isZero()
      ? ''
      : `${currency} ${new Decimal(amount).div(tokens).times(1e6).toSignificantDigits(6).toFixed()} / 1M tokens`,
  )
  return { value: scale, reading: prices.join(', '), tokens: new Decimal(tokens).toDecimalPlaces(0).toFixed(), money: { ...money } }
}

/** The options of an import that rules may ask for, checked. */
export function answersOf({ unitScale, period, currency, costView }: ImportOptions): Answers {
  if (period !== undefined) {
    const [first = '', last = ''] = period.split('/')
    if (!isIsoDate(first) || !isIsoDate(last) || last < first) throw fail('bad-period', { value: period })
  }
  const code = currency === undefined ? undefined : currencyCode(currency)
  return {
    ...(unitScale === undefined ? {} : { 'unit-scale': unitScale }),
    ...(period === undefined ? {} : { period }),
    ...(costView === undefined ? {} : { 'cost-view': costView }),
    ...(code === undefined || code === null ? {} : { currency: code }),
  }
}
