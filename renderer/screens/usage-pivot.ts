// The pivot of the Usage screen: usage rows by month laid out as table rows. Pure.
// Sums and ratios of totals come from the core (one query per margin), never from adding cells here.
import type { UsageKeyName, UsageRowData } from '../../shared/contract/usage-commands.ts'
import { monthLabel, toMonth } from '../../shared/units/calendar.ts'
import { compareDecimals } from '../../shared/units/decimal.ts'
import { moneyEntries } from '../../shared/units/money-order.ts'
import { noData, notApplicable, type Quantity, quantityOf } from '../../shared/units/quantity.ts'

export const measures = ['spend', 'tokens', 'requests', 'price', 'cacheHit'] as const
export type Measure = (typeof measures)[number]

/** Ratios have no sum: their totals are computed from the totals, and they are drawn as one line, not stacked. */
export const isRatio = (measure: Measure): boolean => measure === 'price' || measure === 'cacheHit'

export interface PivotRow {
  readonly key: string
  readonly keys: UsageRowData['keys']
  readonly cells: ReadonlyMap<string, UsageRowData>
  readonly total: UsageRowData
}

const identity = (keys: UsageRowData['keys'], by: readonly UsageKeyName[]): string => JSON.stringify(by.map((key) => keys[key] ?? ''))

/** One row per group of `totals`, with the months of `cells` inside; groups in the order of `totals`. */
export function pivot(cells: readonly UsageRowData[], totals: readonly UsageRowData[], by: readonly UsageKeyName[]): PivotRow[] {
  const byGroup = new Map<string, Map<string, UsageRowData>>()
  for (const cell of cells) {
    const group = identity(cell.keys, by)
    const months = byGroup.get(group) ?? new Map<string, UsageRowData>()
    months.set(cell.keys.month ?? '', cell)
    byGroup.set(group, months)
  }
  return totals.map((total) => {
    const key = identity(total.keys, by)
    return { key, keys: total.keys, cells: byGroup.get(key) ?? new Map(), total }
  })
}

/** Every month from the first to the last, those without data included: a gap must show as a gap. */
export function monthSpan(rows: readonly UsageRowData[]): string[] {
  const months = rows.flatMap((row) => row.keys.month ?? []).toSorted()
  const [first, last] = [months[0], months.at(-1)]
  if (first === undefined || last === undefined) return []
  return Array.from({ length: toMonth(last) - toMonth(first) + 1 }, (_, ahead) => monthLabel(toMonth(first) + ahead))
}

/**
 * The figure of a row for one measure; a row that does not exist is "no data", another currency "not applicable". A spend that
 * was asked for converted is "no data" where an amount has no rate.
 */
export function measured(row: UsageRowData | undefined, measure: Measure, currency: string): Quantity {
  if (row === undefined) return noData
  const none = row.unpricedTokens === '0' ? notApplicable : noData
  switch (measure) {
    case 'spend':
      if (row.converted) return Object.keys(row.cost).length === 0 ? none : (row.converted.amount ?? noData)
      return row.cost[currency] ?? none
    case 'tokens':
      return row.totalTokens
    case 'requests':
      return row.requests
    case 'price':
      return row.pricePerMtok[currency] ?? none
    case 'cacheHit':
      return row.cacheHitShare === null ? notApplicable : quantityOf(row.cacheHitShare)
  }
}

/** How the money of a row is known. */
export function moneyKind(row: UsageRowData | undefined, currency: string): 'billed' | 'estimated' | 'mixed' | 'none' {
  const has = (money: Readonly<Record<string, string>> | undefined): boolean =>
    Object.entries(money ?? {}).some(([code, amount]) => (row?.converted || code === currency) && compareDecimals(amount, '0') !== 0)
  const [billed, estimated] = [has(row?.billed), has(row?.estimated)]
  return billed && estimated ? 'mixed' : billed ? 'billed' : estimated ? 'estimated' : 'none'
}

/** Currencies that occur: the given one first, the others by letter (sizes cannot be compared across currencies). */
export function currenciesOf(total: UsageRowData, first: string): string[] {
  return moneyEntries(total.cost, first).map(([currency]) => currency)
}
