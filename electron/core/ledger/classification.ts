// Which staged lines are new, updated or unchanged: set logic in SQL over temporary tables, the order of lines in a
// file has no say. Works in waves: within one identity the first file that holds it is wave 1, the second wave 2 ...,
// so several files of one import give what importing them one after the other would give. Used by staging.ts.
//
//   verdict  sid -> 'new' | 'updated' | 'unchanged'
//   holding  what the ledger would hold of these identities: earlier rows (row_id) and staged lines (sid) that a later
//            wave may meet
//   leaving  ids of ledger rows the import retires: updated ones, and with 'replace-period' those no file holds
import { countOf, type Database } from './database.ts'
import { stagedTables } from './staged-tables.ts'

/** Inside exclusive work, outside a transaction. */
export async function classifyStaged(database: Database, mode: 'add' | 'replace-period'): Promise<void> {
  const [files] = await database.write('SELECT count(DISTINCT file) AS n FROM staged_line')
  for (const statement of [...stagedTables(countOf(files, 'n')), ...emptyTables]) await database.write(statement)
  const [last] = await database.write('SELECT max(wave) AS n FROM staged')
  const waves = countOf(last, 'n')
  for (let wave = 1; wave <= waves; wave++) for (const statement of waveMatches(wave, wave === waves)) await database.write(statement)
  await database.write(`CREATE OR REPLACE TEMP TABLE leaving AS SELECT row_id AS id FROM holding WHERE dropped AND row_id IS NOT NULL`)
  if (mode === 'replace-period') await database.write(leaveUnheld)
}

/** The staged lines that come into the ledger: those of a verdict other than 'unchanged' that no later file replaced. */
export const entering = `sid IN (SELECT sid FROM verdict WHERE verdict <> 'unchanged')
  AND sid NOT IN (SELECT sid FROM holding WHERE dropped AND sid IS NOT NULL)`

const emptyTables = [
  'CREATE OR REPLACE TEMP TABLE verdict (sid BIGINT, verdict VARCHAR)',
  // seen: a line of this import says the same; dropped: a later line took its place.
  `CREATE OR REPLACE TEMP TABLE holding AS
    SELECT identity, content, id AS row_id, NULL::BIGINT AS sid, false AS seen, false AS dropped FROM usage_row_alive
    WHERE start_at >= (SELECT min(start_at) FROM staged) AND start_at <= (SELECT max(start_at) FROM staged)
      AND identity IN (SELECT identity FROM staged)`,
]

/**
 * What nobody holds is new. For the rest same content first (as a multiset), then what is left of the same identity
 * pairwise, then the rest is new. After the last wave nothing comes that could meet its lines, so they are not held.
 */
const waveMatches = (wave: number, isLast: boolean): string[] => [
  `CREATE OR REPLACE TEMP TABLE contested AS
    SELECT sid, identity, content FROM staged WHERE wave = ${wave} AND identity IN (SELECT identity FROM holding)`,
  `CREATE OR REPLACE TEMP TABLE same AS
    SELECT i.sid, i.identity, i.content, h.hid FROM
      (SELECT *, row_number() OVER (PARTITION BY content ORDER BY sid) AS place FROM contested) i
      LEFT JOIN (SELECT rowid AS hid, content, row_number() OVER (PARTITION BY content ORDER BY rowid) AS place FROM holding WHERE NOT dropped) h
      ON h.content = i.content AND h.place = i.place`,
  `CREATE OR REPLACE TEMP TABLE other AS
    SELECT i.sid, i.identity, i.content, h.hid FROM
      (SELECT sid, identity, content, row_number() OVER (PARTITION BY identity ORDER BY content, sid) AS place FROM same WHERE hid IS NULL) i
      LEFT JOIN (SELECT rowid AS hid, identity, row_number() OVER (PARTITION BY identity ORDER BY content, rowid) AS place FROM holding
        WHERE NOT dropped AND rowid NOT IN (SELECT hid FROM same WHERE hid IS NOT NULL)) h
      ON h.identity = i.identity AND h.place = i.place`,
  `INSERT INTO verdict SELECT sid, 'new' FROM staged WHERE wave = ${wave} AND sid NOT IN (SELECT sid FROM contested)`,
  `INSERT INTO verdict SELECT sid, 'unchanged' FROM same WHERE hid IS NOT NULL`,
  `INSERT INTO verdict SELECT sid, CASE WHEN hid IS NULL THEN 'new' ELSE 'updated' END FROM other`,
  'UPDATE holding SET seen = true WHERE rowid IN (SELECT hid FROM same)',
  'UPDATE holding SET dropped = true WHERE rowid IN (SELECT hid FROM other)',
  ...(isLast
    ? []
    : [
        `INSERT INTO holding SELECT identity, content, NULL, sid, true, false FROM staged
          WHERE wave = ${wave} AND sid IN (SELECT sid FROM verdict WHERE verdict <> 'unchanged')`,
      ]),
]

const leaveUnheld = `INSERT INTO leaving
  SELECT u.id FROM usage_row_alive u
  JOIN (SELECT family, min(start_at) AS first, max(end_at) AS last FROM staged_whole GROUP BY family) s
    ON u.family = s.family AND u.start_at >= s.first AND u.start_at < s.last
  WHERE u.id NOT IN (SELECT row_id FROM holding WHERE row_id IS NOT NULL AND (seen OR dropped))`
