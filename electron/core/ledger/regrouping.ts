// The same use downloaded anew in other groups: by project and model where it was by model, by the hour where it was by the day.
// Its lines share no key with those that are there and would count twice. What gives it away is a day on which no line comes
// again and yet all tokens, hours and money add up to the same, to the last digit. Whether the new lines take the place of the
// old is then for a person to say. Used by staging.ts after the sums of the staged lines.
//   equal_day   days of a source that a few sums do not tell apart: the ones to look at closely, most often none
import { countOf, type Database, decimalOf, textOf } from './database.ts'
import { addMoney } from './figures.ts'
import { leavingDays, stagedDays } from './staged-days.ts'
import type { Regrouped } from './types.ts'
import { bucketColumns, statedBits } from './usage-columns.ts'

/** A source, and a day of it, whatever groups its lines are in. */
const source = ['family', 'role', 'population', 'provider', 'kind', 'currency'].join(', ')
const cell = `${source}, day, last_day`
const sourceHash = `hash(${source})`
const quantities = [...bucketColumns, 'gpu_hours', 'billed', 'contracted', 'list']
const fewQuantities = ['input_uncached', 'output', 'billed']
const sumsOf = (names: readonly string[]): string => names.map((name) => `sum(${name}) AS ${name}`).join(', ')

const sourcesOf = (labels: string, id: string): string =>
  `(SELECT ${id} AS label, ${sourceHash} AS source FROM ${labels} WHERE identity = 'key' AND family IN (SELECT family FROM usage_label WHERE identity = 'key'))`
const fewSums = (days: string, labels: string): string =>
  `SELECT source, day, last_day, ${sumsOf(fewQuantities)} FROM ${days} JOIN ${labels} USING (label) GROUP BY source, day, last_day`
const standingDays = `(SELECT label, day, last_day, ${fewQuantities.join(', ')} FROM usage_day WHERE change NOT IN (SELECT n FROM change WHERE undone)
  UNION ALL SELECT label, day, last_day, ${fewQuantities.join(', ')} FROM leaving_day)`
const equalDays = `CREATE OR REPLACE TEMP TABLE equal_day AS SELECT source, day, last_day
  FROM (${fewSums('staged_day', sourcesOf('stage.label', 'label'))} HAVING bool_and(verdict = 'new'))
    JOIN (${fewSums(standingDays, sourcesOf('usage_label', 'id'))}) USING (source, day, last_day, ${fewQuantities.join(', ')})`

const columns = (team: string): string => `${cell}, ${quantities.join(', ')}, line_count, stated,
  concat_ws(chr(31), model, ${team}, project, tier, context, charge, scope, dimensions) AS label,
  concat_ws(',', model <> '', ${team} <> '', project <> '', charge <> '', json_keys(dimensions)) AS groups`
const isEqual = `identity = 'key' AND (${sourceHash}, day, last_day) IN (SELECT (source, day, last_day) FROM equal_day)`
const staged = `SELECT ${columns('team')} FROM ${stagedDays(0)} WHERE ${isEqual}`
const there = `SELECT ${columns('stated_team')} FROM day_line WHERE ${isEqual} UNION ALL SELECT ${columns('team')} FROM ${leavingDays} WHERE ${isEqual}`

const money = `sum(CASE WHEN stated & ${statedBits.billed} <> 0 THEN billed WHEN stated & ${statedBits.contracted} <> 0 THEN contracted
  WHEN stated & ${statedBits.list} <> 0 THEN list END)`
const cells = (lines: string): string => `SELECT ${cell}, ${sumsOf(quantities)}, sum(line_count) AS lines, ${money} AS amount,
    list_sort(list(DISTINCT label)) AS labels, list_sort(list(DISTINCT groups)) AS groups
  FROM (${lines}) GROUP BY ${cell}`

/** Days that are told in other groups, and those whose lines differ in their hours alone. */
const regroupedDays = `SELECT t.family, t.currency, min(t.day) AS first, max(t.last_day) AS last, sum(t.lines)::BIGINT AS lines, sum(t.amount) AS amount
  FROM (${cells(staged)}) s JOIN (${cells(there)}) t USING (${cell})
  WHERE t.lines > 0 AND ${quantities.map((name) => `s.${name} = t.${name}`).join(' AND ')} AND (${quantities.map((name) => `s.${name} <> 0`).join(' OR ')})
    AND (s.groups <> t.groups OR (s.labels = t.labels AND t.family NOT IN (SELECT family FROM named)))
  GROUP BY t.family, t.currency ORDER BY t.family, t.currency`

/** Inside exclusive work. */
export async function regroupedUse(database: Database): Promise<Regrouped[]> {
  const [fresh] = await database.write(`SELECT count(*) AS n FROM staged_day WHERE verdict = 'new'`)
  if (countOf(fresh, 'n') === 0) return []
  const [equal] = await database.write(equalDays)
  if (countOf(equal, 'Count') === 0) return []
  // Two requests of one label and day with equal figures are two requests: their ids say so.
  const named = `SELECT DISTINCT family FROM staged_line JOIN known_label USING (label) WHERE row_key IS NOT NULL`
  const found = new Map<string, { family: string; firstDay: string; lastDay: string; lines: number; money: Record<string, string> }>()
  for (const row of await database.write(`WITH named AS (${named}) ${regroupedDays}`)) {
    const [family, first, last] = [textOf(row, 'family'), textOf(row, 'first'), textOf(row, 'last')]
    const of = found.get(family) ?? { family, firstDay: first, lastDay: last, lines: 0, money: {} }
    found.set(family, of)
    if (first < of.firstDay) of.firstDay = first
    if (last > of.lastDay) of.lastDay = last
    of.lines += countOf(row, 'lines')
    const amount = decimalOf(row, 'amount', '')
    if (amount !== '') addMoney(of.money, textOf(row, 'currency'), amount)
  }
  return [...found.values()]
}
