// The pivot of the Usage screen: usage rows by month laid out as table rows and as stacked columns. Pure.
// Sums and ratios of totals come from the core (one query per margin), never from adding cells here.
import type { UsageKeyName, UsageRowData } from '../../shared/contract/usage-commands.ts'
import { addDecimals, compareDecimals } from '../../shared/units/decimal.ts'
import { monthLabel, toMonth } from '../../shared/units/calendar.ts'
import { noData, notApplicable, type Quantity, quantityOf } from '../../shared/units/quantity.ts'

export const measures = ['spend', 'tokens', 'requests', 'price', 'cacheHit'] as const
export type Measure = (typeof measures)[number]

/** Ratios have no sum: their totals are computed from the totals, and they are not stacked. */
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

/** The figure of a row for one measure; a row that does not exist is "no data", another currency "not applicable". */
export function measured(row: UsageRowData | undefined, measure: Measure, currency: string): Quantity {
  if (row === undefined) return noData
  switch (measure) {
    case 'spend':
      return row.cost[currency] ?? (row.unpricedTokens === '0' ? notApplicable : noData)
    case 'tokens':
      return row.totalTokens
    case 'requests':
      return row.requests
    case 'price':
      return row.pricePerMtok[currency] ?? (row.unpricedTokens === '0' ? notApplicable : noData)
    case 'cacheHit':
      return row.cacheHitShare === null ? notApplicable : quantityOf(row.cacheHitShare)
  }
}

/** How the money of a row is known. */
export function moneyKind(row: UsageRowData | undefined, currency: string): 'billed' | 'estimated' | 'mixed' | 'none' {
  const has = (amount: string | undefined): boolean => amount !== undefined && compareDecimals(amount, '0') !== 0
  const [billed, estimated] = [has(row?.billed[currency]), has(row?.estimated[currency])]
  return billed && estimated ? 'mixed' : billed ? 'billed' : estimated ? 'estimated' : 'none'
}

/** Currencies of the rows, the largest total first is not decidable across currencies: the given one first, then by letter. */
export function currenciesOf(total: UsageRowData, first: string): string[] {
  const all = Object.keys(total.cost).toSorted()
  return all.includes(first) ? [first, ...all.filter((each) => each !== first)] : all
}

export interface Stack {
  readonly name: string
  /** One per month. */
  readonly values: readonly Quantity[]
}

/** The largest groups by their total, at most `most`, and the sum of the others under `other`. Only for measures that add. */
export function stacked(rows: readonly PivotRow[], months: readonly string[], measure: Measure, currency: string, name: (row: PivotRow) => string, other: string, most = 6): Stack[] {
  const size = (row: PivotRow): string => {
    const value = measured(row.total, measure, currency)
    return typeof value === 'string' ? value : '0'
  }
  const ordered = rows.toSorted((a, b) => compareDecimals(size(b), size(a))).filter((row) => size(row) !== '0')
  const rest = ordered.slice(most)
  const stacks = ordered.slice(0, most).map((row) => ({ name: name(row), values: months.map((month) => measured(row.cells.get(month), measure, currency)) }))
  if (rest.length === 0) return stacks
  return [...stacks, { name: other, values: months.map((month) => sum(rest.map((row) => measured(row.cells.get(month), measure, currency)))) }]
}

function sum(values: readonly Quantity[]): Quantity {
  const present = values.filter((value) => typeof value === 'string')
  return present.length === 0 ? noData : present.reduce((total, value) => addDecimals(total, value), '0')
}
