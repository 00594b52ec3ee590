// What an import does to the spend of months and days: the spend view read before and after, over the whole months
// that the staged lines lie in. Called by the preview, inside its transaction.
import { countOf, type Database, decimalOf, type Row, textOf } from './database.ts'
import { addFigures, figureColumns, noFigures, type Sums } from './figures.ts'
import type { DayEffect, MonthEffect, MonthFigures, UnpricedModel } from './types.ts'

export interface SpendState {
  readonly months: ReadonlyMap<string, Sums>
  readonly days: ReadonlyMap<string, Sums>
}

const wholeMonths = `day >= (SELECT date_trunc('month', min(day)) FROM staged) AND day <= (SELECT last_day(max(end_at)::DATE) FROM staged)`

export async function spendState(database: Database): Promise<SpendState> {
  const rows = await database.write(`SELECT day, ${figureColumns} FROM spend WHERE ${wholeMonths} GROUP BY day, cost_currency, basis`)
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
export function spendEffect(before: SpendState, after: SpendState): { months: MonthEffect[]; days: DayEffect[] } {
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

/** Models of the import that hold tokens without a price, after the library was asked. */
export async function unpricedModels(database: Database): Promise<UnpricedModel[]> {
  return (await database.write(unpricedQuery('AND (provider, model, tier) IN (SELECT (provider, model, tier) FROM staged)'))).map(
    toUnpriced,
  )
}

export const unpricedQuery = (condition = ''): string => `
  SELECT provider, model, tier, sum(unpriced_tokens) AS tokens, count(*) AS line_count, min(day) AS first, max(day) AS last
  FROM spend WHERE unpriced_tokens > 0 ${condition} GROUP BY provider, model, tier ORDER BY provider, model, tier`

export function toUnpriced(row: Row): UnpricedModel {
  return {
    provider: textOf(row, 'provider'),
    model: textOf(row, 'model'),
    tier: textOf(row, 'tier') as UnpricedModel['tier'],
    tokens: decimalOf(row, 'tokens'),
    rows: countOf(row, 'line_count'),
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
  return { cost: Object.fromEntries(Object.entries(cost).sort()), tokens: totalTokens, unpricedTokens }
}

const union = (a: ReadonlyMap<string, unknown>, b: ReadonlyMap<string, unknown>): string[] =>
  [...new Set([...a.keys(), ...b.keys()])].sort()
