// Dated exchange rates, and amounts in one currency by them. A rate is a fact with a source: none is ever fetched or assumed.
// A sum is converted period by period, each with its own rate; where one is missing there is no sum, and it says for which.
import { fail } from '../../../shared/language/failures.ts'
import { isIsoDate } from '../../../shared/units/calendar.ts'
import { addDecimals, Decimal, decimalText } from '../../../shared/units/decimal.ts'
import { type OpenChange, retire } from './changes.ts'
import { type Database, decimalOf, type Row, textOf } from './database.ts'
import type { ConvertedCost, FxRate } from './types.ts'

export async function listRates(database: Database): Promise<FxRate[]> {
  const rows = await database.read('SELECT * FROM fx_rate_alive ORDER BY base, quote, valid_from')
  return rows.map((row) => ({
    base: textOf(row, 'base'),
    quote: textOf(row, 'quote'),
    rate: decimalOf(row, 'rate'),
    validFrom: textOf(row, 'valid_from'),
    validTo: textOf(row, 'valid_to') || null,
    source: textOf(row, 'source'),
  }))
}

export async function setRate(database: Database, open: OpenChange, rate: FxRate): Promise<void> {
  const value = decimalText(rate.rate)
  const number = value === null ? null : new Decimal(value)
  if (number === null || number.lte(0) || number.decimalPlaces() > 14 || number.gte('1e14') || rate.base === rate.quote)
    throw fail('bad-rate', { base: rate.base, quote: rate.quote, rate: rate.rate })
  const { validFrom, validTo } = rate
  if (!isIsoDate(validFrom) || (validTo !== null && (!isIsoDate(validTo) || validTo <= validFrom)))
    throw fail('bad-price-period', { from: validFrom, to: validTo ?? '' })
  await removeRate(database, open, rate.base, rate.quote, validFrom)
  await database.write(
    `INSERT INTO fx_rate (base, quote, rate, valid_from, valid_to, source, added_by)
     VALUES ($1, $2, $3::DECIMAL(28,14), $4::DATE, $5::DATE, $6, ${open.number})`,
    [rate.base, rate.quote, number.toFixed(), validFrom, validTo, rate.source],
  )
  open.touched.add('fx_rate')
}

export const removeRate = (database: Database, open: OpenChange, base: string, quote: string, validFrom: string): Promise<boolean> =>
  retire(database, open, 'fx_rate', 'base = $1 AND quote = $2 AND valid_from = $3::DATE', [base, quote, validFrom])

const beginning = '0001-01-01'

export class RateTable {
  readonly target: string
  readonly #rates: readonly FxRate[]

  constructor(rates: readonly FxRate[], target: string) {
    this.target = target
    this.#rates = rates
  }

  /** SQL: the last day up to `day` on which a rate to or from the target changes, so that a sum by it has one rate. */
  get dayExpression(): string {
    const days = this.#rates.flatMap(({ base, quote, validFrom, validTo }) =>
      base === this.target || quote === this.target ? [validFrom, ...(validTo === null ? [] : [validTo])] : [],
    )
    const edges = [...new Set(days)].sort()
    const steps = edges.map((edge, index) => `WHEN day < DATE '${edge}' THEN '${edges[index - 1] ?? beginning}'`)
    return edges.length === 0 ? `'${beginning}'` : `CASE ${steps.join(' ')} ELSE '${edges.at(-1)}' END`
  }

  /** The amount on a day in the target currency, at most 18 decimals; null when no rate holds on that day. */
  convert(amount: string, currency: string, day: string): string | null {
    if (currency === this.target) return amount
    const direct = this.#rateOn(currency, this.target, day)
    if (direct) return new Decimal(amount).times(direct.rate).toDecimalPlaces(18).toFixed()
    const inverse = this.#rateOn(this.target, currency, day)
    return inverse ? new Decimal(amount).div(inverse.rate).toDecimalPlaces(18).toFixed() : null
  }

  /** The rate of a pair that holds on a day: of those begun and not ended the newest. */
  #rateOn(base: string, quote: string, day: string): FxRate | undefined {
    return this.#rates
      .filter(
        (rate) => rate.base === base && rate.quote === quote && rate.validFrom <= day && (rate.validTo === null || day < rate.validTo),
      )
      .at(-1)
  }
}

/** A sum of spend rows in one currency. */
export class Conversion {
  readonly #rates: RateTable
  readonly #missing = new Set<string>()
  #amount = '0'

  constructor(rates: RateTable) {
    this.#rates = rates
  }

  /** `row`: a row of figureColumns by `rate_day`. */
  add(row: Row): void {
    const basis = textOf(row, 'basis')
    if (textOf(row, 'cost') === '' || (basis !== 'billed' && basis !== 'estimated')) return
    const currency = textOf(row, 'cost_currency')
    const amount = this.#rates.convert(decimalOf(row, 'cost'), currency, textOf(row, 'rate_day'))
    if (amount === null) this.#missing.add(currency)
    else this.#amount = addDecimals(this.#amount, amount)
  }

  result(): ConvertedCost {
    const missing = [...this.#missing].sort()
    return { currency: this.#rates.target, amount: missing.length === 0 ? this.#amount : null, missing }
  }
}
