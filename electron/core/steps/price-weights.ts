// What tokens of each kind are worth beside each other: the price book of one day, so that the tokens of two periods can be
// measured by the same list. Called by the bridge of spend.
import type { PriceBucket } from '../../../shared/domain/price.ts'
import type { TokenBucket } from '../../../shared/domain/usage.ts'
import { Decimal } from '../../../shared/units/decimal.ts'
import type { PeriodLine, PricePeriod } from '../ledger/types.ts'

/** Tokens x list price of the day, in millionths of the currency. */
export interface ListCost {
  readonly currency: string
  readonly cost: Decimal
}

const priceOf: Readonly<Record<TokenBucket, PriceBucket>> = {
  inputUncached: 'input',
  cacheRead: 'cacheRead',
  cacheWrite5m: 'cacheWrite5m',
  cacheWrite1h: 'cacheWrite1h',
  cacheWriteOther: 'cacheWrite5m',
  output: 'output',
}

/**
 * What the tokens of a line cost by the list of a day; null where no price of its model is known. A model without a price
 * on that day has its next one, or its last. A tier without prices counts as standard, a bucket without a price as input.
 */
export function listCostsOn(periods: readonly PricePeriod[], day: string): (line: PeriodLine) => ListCost | null {
  const book = new Map<string, PricePeriod>()
  for (const period of periods) {
    if (period.slots !== null || period.perMtok.input === null) continue
    const name = cellOf(period, period.tier)
    const held = book.get(name)
    if (held === undefined || isNearer(period, held, day)) book.set(name, period)
  }
  return (line) => {
    const list = book.get(cellOf(line, line.tier)) ?? book.get(cellOf(line, 'standard'))
    const input = list?.perMtok.input
    if (list === undefined || input == null) return null
    const cost = Object.entries(priceOf).reduce(
      (sum, [bucket, price]) => sum.plus(new Decimal(line.tokens[bucket as TokenBucket]).times(list.perMtok[price] ?? input)),
      new Decimal(0),
    )
    return { currency: list.currency, cost }
  }
}

const cellOf = ({ provider, model, context }: Pick<PricePeriod, 'provider' | 'model' | 'context'>, tier: string): string =>
  JSON.stringify([provider, model, tier, context])

/** In force on the day before later ones, the soonest of these before earlier ones, and of those the last. */
function isNearer(period: PricePeriod, than: PricePeriod, day: string): boolean {
  const distance = ({ from, to }: PricePeriod): number => (from <= day && day < to ? 0 : from > day ? 1 : 2)
  const [own, held] = [distance(period), distance(than)]
  if (own !== held) return own < held
  return own === 1 ? period.from < than.from : period.from > than.from
}
