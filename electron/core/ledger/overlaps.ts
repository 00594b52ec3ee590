// Sources that tell of the same use, and which of them counts: rule 5 of spend-view.ts for use, rule 4 for bills. Worked out
// as if nobody had said that a source counts beside the others, so that saying so can be taken back.
import type { Population } from '../../../shared/domain/usage.ts'
import { countOf, type Database, decimalOf, textOf } from './database.ts'
import { overlapKind, spendOf } from './spend-view.ts'
import type { Overlap } from './types.ts'
import { statedBits } from './usage-columns.ts'

const nothingBeside = `(SELECT '' AS id WHERE false)`
/** Money that counts for nothing because another source is heard: not that of an estimate to which a bill goes before. */
const unheard = `basis = 'overlapped' OR (basis = 'superseded' AND (stated & ${statedBits.billed}) <> 0 AND NOT cost_is_estimate)`

export async function readOverlaps(database: Database): Promise<Overlap[]> {
  const rows = await database.read(
    `WITH told AS MATERIALIZED (
       SELECT provider, population, family, told_by, day, cost_currency, sum(line_count) AS lines, sum(overlapped_tokens) AS tokens, sum(cost) FILTER (${unheard}) AS cost
       FROM (${spendOf('day_line', nothingBeside)}) WHERE told_by <> '' GROUP BY provider, population, family, told_by, day, cost_currency HAVING sum(line_count) <> 0
     )
     SELECT provider, population, family, told_by, '' AS currency, count(DISTINCT day) AS days, min(day) AS first, max(day) AS last, sum(lines) AS lines,
       sum(tokens) AS tokens, NULL AS cost, provider || '|' || family IN (SELECT id FROM document_alive WHERE kind = '${overlapKind}') AS counts_both
     FROM told GROUP BY provider, population, family, told_by
     UNION ALL SELECT provider, population, family, told_by, cost_currency, 0, NULL, NULL, 0, 0, sum(cost), false
     FROM told WHERE cost IS NOT NULL GROUP BY provider, population, family, told_by, cost_currency
     ORDER BY provider, population, told_by, family, currency`,
  )
  const overlaps: (Overlap & { readonly money: Record<string, string> })[] = []
  for (const row of rows) {
    const [last] = overlaps.slice(-1)
    if (last && textOf(row, 'cost') !== '') {
      last.money[textOf(row, 'currency')] = decimalOf(row, 'cost')
      continue
    }
    overlaps.push({
      provider: textOf(row, 'provider'),
      population: textOf(row, 'population') as Population,
      family: textOf(row, 'family'),
      countsInstead: textOf(row, 'told_by'),
      days: countOf(row, 'days'),
      firstDay: textOf(row, 'first'),
      lastDay: textOf(row, 'last'),
      lines: countOf(row, 'lines'),
      tokens: decimalOf(row, 'tokens'),
      money: {},
      countsBoth: row.counts_both === true,
    })
  }
  return overlaps
}
