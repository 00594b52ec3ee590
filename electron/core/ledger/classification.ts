// Which staged lines are new, updated or unchanged: set logic in SQL over temporary tables, the order of lines in a
// file has no say. Works in waves: within one identity the first file that holds it is wave 1, the second wave 2 ...,
// so several files of one import give what importing them one after the other would give. Used by staging.ts.
//
//   staged   every staged line with its `content` and `identity`, and its wave
//   verdict  sid -> 'new' | 'updated' | 'unchanged'
//   holding  what the ledger would hold of these identities: earlier rows (row_id) and staged lines (sid)
//   leaving  ids of ledger rows the import retires: updated ones, and with 'replace-period' those no file holds
import { countOf, type Database } from './database.ts'
import { aboutText, contentText } from './identity.ts'

/** Inside exclusive work, outside a transaction. */
export async function classifyStaged(database: Database, mode: 'add' | 'replace-period'): Promise<void> {
  const [files] = await database.write('SELECT count(DISTINCT file) AS n FROM staged_line')
  for (const statement of tables(countOf(files, 'n'))) await database.write(statement)
  const [waves] = await database.write('SELECT max(wave) AS n FROM staged')
  for (let wave = 1; wave <= countOf(waves, 'n'); wave++) for (const statement of waveMatches(wave)) await database.write(statement)
  await database.write(`CREATE OR REPLACE TEMP TABLE leaving AS SELECT row_id AS id FROM holding WHERE dropped AND row_id IS NOT NULL`)
  if (mode === 'replace-period') await database.write(leaveUnheld)
}

const tables = (files: number): string[] => [
  `CREATE OR REPLACE TEMP TABLE staged AS
    WITH line AS (
      SELECT l.rowid AS sid, l.*, b.* EXCLUDE (label, by_row), by_row, start_at::DATE AS day FROM staged_line l JOIN staged_label b USING (label)
    ), hashed AS (SELECT *, md5_number(${contentText}) AS content FROM line)
    SELECT * EXCLUDE (label), ${files > 1 ? 'dense_rank() OVER (PARTITION BY identity ORDER BY file)' : '1'} AS wave
    FROM (SELECT *, CASE WHEN by_row THEN content ELSE md5_number(${aboutText}) END AS identity FROM hashed)`,
  'CREATE OR REPLACE TEMP TABLE verdict (sid BIGINT, verdict VARCHAR)',
  // seen: a line of this import says the same; dropped: a later line took its place.
  `CREATE OR REPLACE TEMP TABLE holding AS
    SELECT identity, content, id AS row_id, NULL::BIGINT AS sid, false AS seen, false AS dropped FROM usage_row_alive
    WHERE start_at >= (SELECT min(start_at) FROM staged) AND start_at <= (SELECT max(start_at) FROM staged)
      AND identity IN (SELECT identity FROM staged)`,
]

/** Same content first (as a multiset), then what is left of the same identity pairwise, then the rest is new. */
const waveMatches = (wave: number): string[] => [
  `CREATE OR REPLACE TEMP TABLE same AS
    SELECT i.sid, i.identity, i.content, h.hid FROM
      (SELECT sid, identity, content, row_number() OVER (PARTITION BY content ORDER BY sid) AS place FROM staged WHERE wave = ${wave}) i
      LEFT JOIN (SELECT rowid AS hid, content, row_number() OVER (PARTITION BY content ORDER BY rowid) AS place FROM holding WHERE NOT dropped) h
      ON h.content = i.content AND h.place = i.place`,
  `CREATE OR REPLACE TEMP TABLE other AS
    SELECT i.sid, i.identity, i.content, h.hid FROM
      (SELECT sid, identity, content, row_number() OVER (PARTITION BY identity ORDER BY content, sid) AS place FROM same WHERE hid IS NULL) i
      LEFT JOIN (SELECT rowid AS hid, identity, row_number() OVER (PARTITION BY identity ORDER BY content, rowid) AS place FROM holding
        WHERE NOT dropped AND rowid NOT IN (SELECT hid FROM same WHERE hid IS NOT NULL)) h
      ON h.identity = i.identity AND h.place = i.place`,
  `INSERT INTO verdict SELECT sid, 'unchanged' FROM same WHERE hid IS NOT NULL`,
  `INSERT INTO verdict SELECT sid, CASE WHEN hid IS NULL THEN 'new' ELSE 'updated' END FROM other`,
  'UPDATE holding SET seen = true WHERE rowid IN (SELECT hid FROM same)',
  'UPDATE holding SET dropped = true WHERE rowid IN (SELECT hid FROM other)',
  'INSERT INTO holding SELECT identity, content, NULL, sid, true, false FROM other',
]

const leaveUnheld = `INSERT INTO leaving
  SELECT u.id FROM usage_row_alive u
  JOIN (SELECT family, min(start_at) AS first, max(end_at) AS last FROM staged GROUP BY family) s
    ON u.family = s.family AND u.start_at >= s.first AND u.start_at < s.last
  WHERE u.id NOT IN (SELECT row_id FROM holding WHERE row_id IS NOT NULL AND (seen OR dropped))`
