// Which lines of the ledger an import takes out: those it updates, and those that a delivery replaces.
// A vendor that delivers a month (or a day) anew as a whole leaves out what it no longer bills. So, where some of a scope's
// lines come again, the rest of that scope goes. A file that shares no line with what is there is another part of the
// delivery and adds to it. A file that holds less than would go is asked about, since it may be an extract.
//
//   leaving     rowids of ledger lines that go
//   delivered   one row a scope (and day): lines there, lines that come again, lines staged

import { addDecimals } from '../../../shared/units/decimal.ts'
import { aliveLines } from './classification.ts'
import { countOf, type Database, decimalOf, type Row, textOf } from './database.ts'
import type { DoubtfulScope, ImportMode } from './types.ts'

/** Inside exclusive work, after classification. Returns the scopes of which nothing goes until a person says so. */
export async function decideLeaving(database: Database, mode: ImportMode): Promise<DoubtfulScope[]> {
  await database.write('CREATE OR REPLACE TEMP TABLE leaving AS SELECT row_id AS id FROM holding WHERE dropped AND row_id IS NOT NULL')
  if (mode === 'replace-period') await database.write(leaveUncoveredPeriod)
  if (mode === 'add') return []
  const [deliveries] = await database.write(
    `SELECT count(*) AS n FROM known_label WHERE replaces <> '' AND family IN (SELECT family FROM usage_label)`,
  )
  if (countOf(deliveries, 'n') === 0) return []
  for (const statement of deliveredScopes) await database.write(statement)
  const isSure = mode === 'replace-period' ? 'true' : 'unseen <= staged'
  await database.write(`INSERT INTO leaving SELECT row_id FROM delivered_line l JOIN delivered d
    ON d.family = l.family AND d.scope = l.scope AND d.day = l.day WHERE NOT l.is_seen AND d.met > 0 AND ${isSure}
    AND row_id NOT IN (SELECT id FROM leaving)`)
  return doubtfulScopes(
    await database.write(`SELECT d.scope, l.currency, count(*) AS n, sum(coalesce(u.billed, u.contracted, u.list)) AS amount
    FROM delivered d JOIN delivered_line o ON o.family = d.family AND o.scope = d.scope AND o.day = d.day AND NOT o.is_seen
      JOIN usage_line u ON u.rowid = o.row_id JOIN usage_label l ON l.id = u.label
    WHERE met > 0 AND unseen > 0 AND NOT (${isSure}) GROUP BY d.scope, l.currency ORDER BY d.scope, l.currency`),
  )
}

function doubtfulScopes(rows: readonly Row[]): DoubtfulScope[] {
  const scopes = new Map<string, { scope: string; lines: number; money: Record<string, string> }>()
  for (const row of rows) {
    const scope = textOf(row, 'scope')
    const known = scopes.get(scope) ?? { scope, lines: 0, money: {} }
    scopes.set(scope, known)
    known.lines += countOf(row, 'n')
    const amount = decimalOf(row, 'amount', '')
    const currency = textOf(row, 'currency')
    if (amount !== '') known.money[currency] = addDecimals(known.money[currency] ?? '0', amount)
  }
  return [...scopes.values()]
}

const epoch = `DATE '1970-01-01'`

const deliveredScopes = [
  `CREATE OR REPLACE TEMP TABLE delivered_line AS
    SELECT u.row_id, u.family, l.scope, CASE WHEN k.replaces = 'day' THEN u.start_at::DATE ELSE ${epoch} END AS day,
      h.row_id IS NOT NULL AS is_met, coalesce(h.seen OR h.dropped, false) AS is_seen
    FROM ${aliveLines} u JOIN usage_label l ON l.id = u.label_id
      JOIN (SELECT DISTINCT family, scope, replaces FROM known_label WHERE replaces <> '') k ON k.family = l.family AND k.scope = l.scope
      LEFT JOIN (SELECT row_id, seen, dropped FROM holding WHERE row_id IS NOT NULL) h ON h.row_id = u.row_id`,
  `CREATE OR REPLACE TEMP TABLE delivered AS
    SELECT o.*, coalesce(s.staged, 0) AS staged FROM
      (SELECT family, scope, day, count(*) FILTER (is_met) AS met, count(*) FILTER (NOT is_seen) AS unseen FROM delivered_line GROUP BY ALL) o
      LEFT JOIN (SELECT family, scope, CASE WHEN replaces = 'day' THEN start_at::DATE ELSE ${epoch} END AS day, count(*) AS staged
        FROM staged_line JOIN known_label USING (label) WHERE replaces <> '' GROUP BY ALL) s
      ON s.family = o.family AND s.scope = o.scope AND s.day = o.day
    WHERE s.staged > 0`,
]

const leaveUncoveredPeriod = `INSERT INTO leaving
  SELECT u.row_id FROM ${aliveLines} u
  JOIN (SELECT family, min(start_at) AS first, max(end_at) AS last FROM staged_told GROUP BY family) s
    ON u.family = s.family AND u.start_at >= s.first AND u.start_at < s.last
  WHERE u.row_id NOT IN (SELECT row_id FROM holding WHERE row_id IS NOT NULL AND (seen OR dropped))`
