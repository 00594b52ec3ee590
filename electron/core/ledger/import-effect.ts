// What an import does to the spend of months and days, over the whole months that the staged lines lie in. Before is the
// spend view of what is stored; after is the same rules over what stays and what comes. Only the prices of models seen
// first are really written, and rolled back. Called by the preview, inside its transaction.
import { countOf, type Database, decimalOf, type Row, textOf } from './database.ts'
import { addFigures, figureColumns, noFigures, type Sums } from './figures.ts'
import { spendOf } from './spend-view.ts'
import { leavingDays, stagedDays } from './staged-days.ts'
import type { DayEffect, MonthEffect, MonthFigures, UnpricedModel } from './types.ts'
import { countColumns, decimalColumns, labelColumns } from './usage-columns.ts'

interface SpendState {
  readonly months: ReadonlyMap<string, Sums>
  readonly days: ReadonlyMap<string, Sums>
}

/** The columns of day_line that spend depends on. */
const spendColumns = [
  ...['booked', 'day', 'last_day', 'slot', 'stated', 'line_count'],
  ...countColumns,
  ...decimalColumns.map(([name]) => name),
  ...labelColumns,
].join(', ')

const daysAfter = (change: number, range: string): string => `(SELECT ${spendColumns} FROM day_line WHERE ${range}
  UNION ALL SELECT ${spendColumns} FROM ${stagedDays(change)} WHERE enters AND ${range}
  UNION ALL SELECT ${spendColumns} FROM ${leavingDays} WHERE ${range})`

export interface SpendEffect {
  readonly months: MonthEffect[]
  readonly days: DayEffect[]
  /** Models of the import that hold tokens without a price, after the library was asked. */
  readonly unpriced: UnpricedModel[]
}

/** `isChange` is false when no row comes or goes and no price is new: after is then what is before. */
export async function spendEffect(database: Database, change: number, isChange: boolean): Promise<SpendEffect> {
  const [bounds] = await database.write(
    `SELECT date_trunc('month', min(day))::DATE AS first, last_day(max(last_day)) AS last FROM staged_day`,
  )
  const [first, last] = [textOf(bounds, 'first'), textOf(bounds, 'last')]
  if (first === '') return { months: [], days: [], unpriced: [] } // no line was accepted
  const range = `last_day >= DATE '${first}' AND day <= DATE '${last}'`
  // By day, and by model those without a price: the rules are applied once for both.
  const isUnpriced = 'FILTER (unpriced_tokens <> 0)'
  const state = (
    days: string,
  ): string => `SELECT day, provider, model, tier, min(day) ${isUnpriced} AS first, max(day) ${isUnpriced} AS last,
      sum(line_count) ${isUnpriced} AS unpriced_lines, grouping(day) = 1 AS is_model, ${figureColumns}
    FROM (${spendOf(days)}) WHERE day >= DATE '${first}' AND day <= DATE '${last}'
    GROUP BY GROUPING SETS ((day, cost_currency, basis), (provider, model, tier))
    HAVING grouping(day) = 0 OR (sum(unpriced_tokens) > 0 AND (provider, model, tier) IN (SELECT (provider, model, tier) FROM stage.label))
    ORDER BY is_model, day, cost_currency, basis, provider, model, tier`
  const before = await database.read(state(`(SELECT * FROM day_line WHERE ${range})`))
  const after = isChange ? await database.write(state(daysAfter(change, range))) : before
  const isModel = (row: Row): boolean => row.is_model === true
  return {
    ...effect(spendState(before.filter((row) => !isModel(row))), spendState(after.filter((row) => !isModel(row)))),
    unpriced: after.filter(isModel).map(toUnpriced),
  }
}

function spendState(rows: readonly Row[]): SpendState {
  const months = new Map<string, Sums>()
  const days = new Map<string, Sums>()
  for (const row of rows) {
    const day = textOf(row, 'day')
    addFigures(entryOf(days, day), row)
    addFigures(entryOf(months, day.slice(0, 7)), row)
  }
  return { months, days }
}

/** Months that change; days of the months touched, the unchanged too, so that a picture shows the new beside the old. */
function effect(before: SpendState, after: SpendState): { months: MonthEffect[]; days: DayEffect[] } {
  const months = union(before.months, after.months)
    .map((month): MonthEffect => ({ month, before: monthFigures(before.months.get(month)), after: monthFigures(after.months.get(month)) }))
    .filter((effect) => JSON.stringify(effect.before) !== JSON.stringify(effect.after))
  const days = union(before.days, after.days).flatMap((day): DayEffect[] => {
    const from = before.days.get(day)?.cost ?? {}
    const to = after.days.get(day)?.cost ?? {}
    return [...new Set([...Object.keys(from), ...Object.keys(to)])]
      .sort()
      .map((currency) => ({ day, currency, before: from[currency] ?? '0', after: to[currency] ?? '0' }))
  })
  return { months, days }
}

export function toUnpriced(row: Row): UnpricedModel {
  return {
    provider: textOf(row, 'provider'),
    model: textOf(row, 'model'),
    tier: textOf(row, 'tier') as UnpricedModel['tier'],
    tokens: decimalOf(row, 'unpriced_tokens'),
    rows: countOf(row, 'unpriced_lines'),
    firstDay: textOf(row, 'first'),
    lastDay: textOf(row, 'last'),
  }
}

function entryOf(map: Map<string, Sums>, key: string): Sums {
  const known = map.get(key) ?? noFigures()
  map.set(key, known)
  return known
}

function monthFigures(sums: Sums | undefined): MonthFigures {
  const { cost, totalTokens, unpricedTokens } = sums ?? noFigures()
  const stated = Object.entries(cost).filter(([, amount]) => amount !== '0')
  return { cost: Object.fromEntries(stated.sort()), tokens: totalTokens, unpricedTokens }
}

const union = (a: ReadonlyMap<string, unknown>, b: ReadonlyMap<string, unknown>): string[] =>
  [...new Set([...a.keys(), ...b.keys()])].sort()
