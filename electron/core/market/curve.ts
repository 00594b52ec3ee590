// The forward curve of a contract from its quotes: log-linear between quoted months, flat before the first and
// beyond the last (contract months as equal steps). Exact decimals in and out; the interpolation is a model.
// Source: hedging.md 1.4 (log-linear keeps prices positive); a compute hour cannot be stored, so no carry bound applies.

import type { CurveData, QuoteData } from '../../../shared/contract/market-commands.ts'
import { toMonth } from '../../../shared/units/calendar.ts'
import { decimalFromModel, modelFromDecimal } from '../../../shared/units/model-border.ts'

/** Digits of an interpolated price: two more than a GPU-hour's tick. */
const pricePlaces = 4

export function curvePoints(quotes: readonly QuoteData[], months: readonly string[]): CurveData['points'] {
  const newest = newestByMonth(quotes)
  const known = [...newest.values()].sort((a, b) => (a.month < b.month ? -1 : 1))
  const [first, last] = [known[0], known.at(-1)]
  if (!first || !last) return []
  return months.map((month) => {
    const quoted = newest.get(month)
    if (quoted) return { month, price: quoted.price, origin: 'quote' as const }
    if (month < first.month) return { month, price: first.price, origin: 'extrapolated' as const }
    if (month > last.month) return { month, price: last.price, origin: 'extrapolated' as const }
    return { month, price: between(known, month), origin: 'interpolated' as const }
  })
}

/** The latest quote of each month; a later entry of the same date wins. */
export function newestByMonth(quotes: readonly QuoteData[]): Map<string, QuoteData> {
  const newest = new Map<string, QuoteData>()
  for (const quote of quotes) {
    const known = newest.get(quote.month)
    if (!known || known.asOf <= quote.asOf) newest.set(quote.month, quote)
  }
  return newest
}

function between(known: readonly QuoteData[], month: string): string {
  const after = known.findIndex((quote) => quote.month > month)
  const [left, right] = [known[after - 1], known[after]]
  if (!left || !right) throw new Error(`${month} does not lie between two quotes`)
  const [from, to] = [toMonth(left.month), toMonth(right.month)]
  const share = (toMonth(month) - from) / (to - from)
  const price = Math.exp((1 - share) * Math.log(modelFromDecimal(left.price)) + share * Math.log(modelFromDecimal(right.price)))
  return decimalFromModel(price, pricePlaces)
}
