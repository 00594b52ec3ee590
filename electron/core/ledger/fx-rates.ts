// Dated exchange rates, and amounts in one currency by them. A rate is a fact with a source: none is ever fetched or assumed.
// A sum is converted period by period, each with its own rate; where one is missing there is no sum, and it says for which.
import { fail } from '../../../shared/language/failures.ts'
import { isIsoDate } from '../../../shared/units/calendar.ts'
import { addDecimals, Decimal, decimalText } from '../../../shared/units/decimal.ts'
import { type OpenChange, retire } from './changes.ts'
import { type Database, decimalOf, type Row, textOf } from './database.ts'
import { addMoney } from './figures.ts'
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
  readonly #edges: readonly string[]
  /** By `base quote`, in the order of their first days. */
  readonly #rates = new Map<string, FxRate[]>()

  constructor(rates: readonly FxRate[], target: string) {
    this.target = target
    const own = rates.filter(({ base, quote }) => base === target || quote === target)
    this.#edges = edgesOf(own)
    for (const rate of own.toSorted((a, b) => (a.validFrom < b.validFrom ? -1 : 1))) {
      const pair = `${rate.base} ${rate.quote}`
      const known = this.#rates.get(pair)
      if (known) known.push(rate)
      else this.#rates.set(pair, [rate])
    }
  }

  /** SQL: the last day up to `day` on which a rate to or from the target changes, so that a sum by it has one rate. */
  get dayExpression(): string {
    return lastUpTo(this.#edges, beginning)
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
    return this.#rates.get(`${base} ${quote}`)?.findLast((rate) => rate.validFrom <= day && (rate.validTo === null || day < rate.validTo))
  }
}

/** Days on which a rate begins or ends, in order. */
const edgesOf = (rates: readonly FxRate[]): string[] =>
  [...new Set(rates.flatMap(({ validFrom, validTo }) => (validTo === null ? [validFrom] : [validFrom, validTo])))].sort()

/** SQL: the last day up to `day` on which any rate changes, so that a sum by it has one rate to whatever currency. */
export const rateDay = (rates: readonly FxRate[]): string => lastUpTo(edgesOf(rates), beginning)

/** A tree of halves, since there may be a rate for every day of many years. */
function lastUpTo(edges: readonly string[], before: string): string {
  const middle = edges.length >> 1
  const edge = edges[middle]
  if (edge === undefined) return `'${before}'`
  return `CASE WHEN day < DATE '${edge}' THEN ${lastUpTo(edges.slice(0, middle), before)} ELSE ${lastUpTo(edges.slice(middle + 1), edge)} END`
}

/** A sum of spend rows in one currency. */
export class Conversion {
  readonly #rates: RateTable
  readonly #missing: Record<string, string> = {}
  #known = '0'

  constructor(rates: RateTable) {
    this.#rates = rates
  }

  /** `row`: a row of figureColumns by `rate_day`. */
  add(row: Row): void {
    const basis = textOf(row, 'basis')
    if (textOf(row, 'cost') === '' || (basis !== 'billed' && basis !== 'estimated')) return
    const [cost, currency] = [decimalOf(row, 'cost'), textOf(row, 'cost_currency')]
    const amount = this.#rates.convert(cost, currency, textOf(row, 'rate_day'))
    if (amount === null) addMoney(this.#missing, currency, cost)
    else this.#known = addDecimals(this.#known, amount)
  }

  result(): ConvertedCost {
    // What a later change took out stands there once with each sign.
    const missing = Object.fromEntries(
      Object.entries(this.#missing)
        .filter(([, amount]) => amount !== '0')
        .sort(),
    )
    const isWhole = Object.keys(missing).length === 0
    return { currency: this.#rates.target, amount: isWhole ? this.#known : null, known: this.#known, missing }
  }
}
