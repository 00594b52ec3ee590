// The same use downloaded anew in other groups: by project and model where it was by model, by the hour where it was by the day.
// Its lines share no key with those that are there and would count twice. What gives it away is a day on which no line comes
// again and yet all tokens, hours and money add up to the same, to the last digit. Whether the new lines take the place of the
// old is then for a person to say. Used by staging.ts after the sums of the staged lines.
import { countOf, type Database, decimalOf, textOf } from './database.ts'
import { addMoney } from './figures.ts'
import { leavingDays, stagedDays } from './staged-days.ts'
import type { Regrouped } from './types.ts'
import { bucketColumns, statedBits } from './usage-columns.ts'

/** A day of a source, whatever groups its lines are in. */
const cell = ['family', 'role', 'population', 'provider', 'kind', 'currency', 'day', 'last_day']
const quantities = [...bucketColumns, 'gpu_hours', 'billed', 'contracted', 'list']
const columns = (team: string): string => `${cell.join(', ')}, ${quantities.join(', ')}, line_count, stated,
  concat_ws(chr(31), model, ${team}, project, tier, context, charge, scope, dimensions) AS label,
  concat_ws(',', model <> '', ${team} <> '', project <> '', charge <> '', json_keys(dimensions)) AS groups`

const money = `sum(CASE WHEN stated & ${statedBits.billed} <> 0 THEN billed WHEN stated & ${statedBits.contracted} <> 0 THEN contracted
  WHEN stated & ${statedBits.list} <> 0 THEN list END)`
const cells = (
  lines: string,
  more: string,
): string => `SELECT ${cell.join(', ')}, ${quantities.map((name) => `sum(${name}) AS ${name}`).join(', ')},
    list_sort(list(DISTINCT label)) AS labels, list_sort(list(DISTINCT groups)) AS groups, ${more}
  FROM (${lines}) GROUP BY ${cell.join(', ')}`

const staged = `SELECT verdict, ${columns('team')} FROM ${stagedDays(0)} WHERE identity = 'key'`
const families = `family IN (SELECT family FROM known_label WHERE identity_class = 'key')`
const there = `SELECT ${columns('stated_team')} FROM day_line WHERE identity = 'key' AND ${families}
  UNION ALL SELECT ${columns('team')} FROM ${leavingDays} WHERE identity = 'key'`

/** Days that are told in other groups, and those whose lines differ in their hours alone. */
const suspicious = `SELECT t.family, t.currency, min(t.day) AS first, max(t.last_day) AS last, sum(t.lines)::BIGINT AS lines, sum(t.amount) AS amount
  FROM (${cells(staged, "bool_and(verdict = 'new') AS is_new")}) s
    JOIN (${cells(there, `sum(line_count) AS lines, ${money} AS amount`)}) t USING (${cell.join(', ')})
  WHERE s.is_new AND t.lines > 0 AND ${quantities.map((name) => `s.${name} = t.${name}`).join(' AND ')}
    AND (${quantities.map((name) => `s.${name} <> 0`).join(' OR ')})
    AND (s.groups <> t.groups OR (s.labels = t.labels AND t.family NOT IN (SELECT family FROM named)))
  GROUP BY t.family, t.currency ORDER BY t.family, t.currency`

/** Inside exclusive work. */
export async function regroupedUse(database: Database): Promise<Regrouped[]> {
  const [known] = await database.write(
    `SELECT count(*) AS n FROM known_label WHERE identity_class = 'key' AND family IN (SELECT family FROM usage_label WHERE identity = 'key')`,
  )
  if (countOf(known, 'n') === 0) return []
  // Two requests of one label and day with equal figures are two requests: their ids say so.
  const named = `SELECT DISTINCT family FROM staged_line JOIN known_label USING (label) WHERE row_key IS NOT NULL`
  const found = new Map<string, { family: string; firstDay: string; lastDay: string; lines: number; money: Record<string, string> }>()
  for (const row of await database.write(`WITH named AS (${named}) ${suspicious}`)) {
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
