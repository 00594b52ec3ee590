// Which staged lines are new, updated or unchanged: set logic in SQL over temporary tables, the order of lines in a
// file has no say. Most lines meet no other; only those that could are looked at closely (`contested`).
//
//   known_label  stage label -> the ledger's label of the same text, or the number it would get
//   verdict      sid -> 'new' | 'updated' | 'unchanged', whether it enters, and whether a later line of the same
//                file takes its place; a line without a verdict is new and enters
//   holding      what the ledger would hold of the contested identities: earlier rows (row_id) and staged lines (sid)
//
// Lines with a key or counted as rows go in waves: within one identity the first file that holds it is wave 1, the second
// wave 2 ..., so several files of one import give what importing them one after the other would give. Of lines with a
// vendor's id the last one stands; of lines with a key that also state an id, word-for-word repeats in a file are told once.
// Used by staging.ts.
import { countOf, type Database, textOf } from './database.ts'
import { contentHash, identityHash } from './identity.ts'
import { verdictType } from './stage-tables.ts'
import { labelColumns } from './usage-columns.ts'

/** Inside exclusive work. `files`: how many files have staged lines. */
export async function classifyStaged(database: Database, files: number): Promise<void> {
  for (const statement of [knownLabels, stagedTold, emptyVerdict]) await database.write(statement)
  await findContested(database, files)
  const [contested] = await database.write(
    `SELECT count(*) AS n, coalesce(max(wave), 0) AS waves, count(*) FILTER (identity_class = 'id') AS ids FROM contested`,
  )
  if (countOf(contested, 'ids') > 0) for (const statement of idVerdicts) await database.write(statement)
  for (const statement of repeatVerdicts) await database.write(statement)
  const waves = countOf(contested, 'waves')
  for (let wave = 1; wave <= waves; wave++) for (const statement of waveVerdicts(wave, wave === waves)) await database.write(statement)
  // What comes now needs the memory.
  for (const table of ['contested', 'same', 'other']) await database.write(`DROP TABLE IF EXISTS temp.${table}`)
}

const labelText = labelColumns.join(', ')

const knownLabels = `CREATE OR REPLACE TEMP TABLE known_label AS
  SELECT s.label, s.replaces, s.family, s.identity AS identity_class, s.scope, l.id IS NULL AS is_new,
    coalesce(l.id, (SELECT coalesce(max(id), 0) FROM usage_label) + dense_rank() OVER (ORDER BY l.id IS NOT NULL, ${labelColumns.map((name) => `s.${name}`).join(', ')})) AS label_id
  FROM stage.label s LEFT JOIN usage_label l USING (${labelText})`

const stagedTold = `CREATE OR REPLACE TEMP VIEW staged_told AS
  SELECT s.*, k.label_id, k.family, k.identity_class, k.is_new FROM staged_line s JOIN known_label k USING (label)`

const emptyVerdict = `CREATE OR REPLACE TEMP TABLE verdict (sid BIGINT, verdict ${verdictType}, enters BOOLEAN, is_repeat BOOLEAN)`

/** Alive lines of the ledger with what their identity is made of. */
export const aliveLines = `(SELECT u.rowid AS row_id, u.* EXCLUDE (label), u.label AS label_id, l.family, l.identity AS identity_class
  FROM usage_line u JOIN usage_label l ON l.id = u.label JOIN import_file f ON f.id = u.file
  WHERE f.added_by NOT IN (SELECT n FROM change WHERE undone) AND (u.retired_by IS NULL OR u.retired_by IN (SELECT n FROM change WHERE undone)))`

/** Lines that differ in this cannot be the same line, whatever their class. */
const meetingPoint = `CASE identity_class WHEN 'id' THEN hash(row_key) ELSE hash(label_id, start_at, end_at, row_key) END`

async function findContested(database: Database, files: number): Promise<void> {
  await database.write(
    // By their hash, since what only looks repeated is looked at closely below; and by a window, which takes half as long as GROUP BY.
    `CREATE OR REPLACE TEMP TABLE repeated_key AS SELECT DISTINCT key_hash
      FROM (SELECT key_hash, row_number() OVER (PARTITION BY key_hash) AS nth FROM
        (SELECT hash(row_key) AS key_hash FROM staged_key WHERE row_key IS NOT NULL)) WHERE nth > 1`,
  )
  const span = await sharedSpan(database)
  const [facts] = await database.write(
    `SELECT (SELECT count(*) FROM repeated_key) AS repeated, (SELECT count(*) FROM stage.label WHERE identity = 'id') AS ids`,
  )
  const within = [
    ...(span ? [`(identity_class <> 'id' AND start_at BETWEEN TIMESTAMP '${span.first}' AND TIMESTAMP '${span.last}')`] : []),
    ...(countOf(facts, 'ids') > 0 ? [`(identity_class = 'id')`] : []),
  ].join(' OR ')
  const inReach = within === '' ? 'false' : `(${within})`
  await database.write(`CREATE OR REPLACE TEMP TABLE holding AS
    SELECT ${meetingPoint} AS point, ${identityHash} AS identity, ${contentHash} AS content, row_id, NULL::BIGINT AS sid, identity_class,
      false AS seen, false AS dropped
    FROM ${aliveLines} WHERE ${inReach} AND ${meetingPoint} IN (SELECT ${meetingPoint} FROM staged_told WHERE ${inReach})`)
  const contested = [
    `(${inReach} AND ${meetingPoint} IN (SELECT point FROM holding))`,
    ...(countOf(facts, 'repeated') > 0
      ? [`(identity_class <> 'row' AND row_key IS NOT NULL AND hash(row_key) IN (SELECT key_hash FROM repeated_key))`]
      : []),
    ...(files > 1
      ? [
          `(identity_class <> 'id' AND ${meetingPoint} IN (SELECT point FROM (SELECT ${meetingPoint} AS point, file FROM staged_told WHERE identity_class <> 'id')
            GROUP BY point HAVING min(file) <> max(file)))`,
        ]
      : []),
  ]
  await database.write(`CREATE OR REPLACE TEMP TABLE contested AS
    SELECT sid, file, line, row_key IS NOT NULL AS has_id, identity_class, identity, content,
      CASE WHEN identity_class <> 'id' THEN dense_rank() OVER (PARTITION BY identity ORDER BY file) END AS wave
    FROM (SELECT sid, file, line, row_key, identity_class, ${identityHash} AS identity, ${contentHash} AS content FROM staged_told
      WHERE ${contested.join(' OR ')})`)
}

/** Lines without a vendor's id can only meet in the time that the staged lines of known labels and the ledger's share. */
async function sharedSpan(database: Database): Promise<{ first: string; last: string } | null> {
  const bounds = 'min(start_at)::VARCHAR AS first, max(start_at)::VARCHAR AS last'
  const spanOf = async (lines: string) => {
    const [span] = await database.write(`SELECT ${bounds} FROM ${lines}`)
    return typeof span?.first === 'string' ? { first: span.first, last: textOf(span, 'last') } : null
  }
  const [labels] = await database.write('SELECT count(*) AS n FROM known_label WHERE NOT is_new')
  const staged = countOf(labels, 'n') > 0 ? await spanOf('staged_told WHERE NOT is_new') : null
  return (
    staged &&
    spanOf(`${aliveLines} WHERE identity_class <> 'id' AND label_id IN (SELECT label_id FROM known_label WHERE NOT is_new)
    AND start_at BETWEEN TIMESTAMP '${staged.first}' AND TIMESTAMP '${staged.last}'`)
  )
}

/** The last line of an id stands; it is held against the ledger, the earlier ones against it. */
const idVerdicts = [
  `CREATE OR REPLACE TEMP TABLE same AS
    SELECT c.sid, c.identity, c.content, first_value(c.content) OVER w AS last_content, row_number() OVER w AS back,
      row_number() OVER (PARTITION BY identity, file ORDER BY line DESC, sid DESC) > 1 AS is_repeat
    FROM contested c WHERE identity_class = 'id' WINDOW w AS (PARTITION BY identity ORDER BY file DESC, line DESC, sid DESC)`,
  `INSERT INTO verdict SELECT s.sid, CASE WHEN s.content = s.last_content THEN 'unchanged' ELSE 'updated' END, false, s.is_repeat FROM same s WHERE back > 1`,
  `INSERT INTO verdict SELECT s.sid, CASE WHEN bool_or(h.content = s.content) THEN 'unchanged' ELSE 'updated' END, NOT bool_or(h.content = s.content), false
    FROM same s JOIN holding h ON h.identity = s.identity AND h.identity_class = 'id' WHERE back = 1 GROUP BY s.sid, s.content`,
  `UPDATE holding SET seen = true, dropped = true WHERE identity_class = 'id' AND identity IN (SELECT identity FROM same)`,
  `UPDATE holding SET dropped = false WHERE identity_class = 'id' AND (identity, content) IN (SELECT (identity, content) FROM same WHERE back = 1)`,
]

/** A line that states its id and stands in its file word for word before is the same line told twice. */
const repeatVerdicts = [
  `INSERT INTO verdict SELECT sid, 'unchanged', false, true FROM
    (SELECT sid, row_number() OVER (PARTITION BY identity, content, file ORDER BY line, sid) AS nth FROM contested
      WHERE identity_class = 'key' AND has_id) WHERE nth > 1`,
  `DELETE FROM contested WHERE identity_class = 'key' AND sid IN (SELECT sid FROM verdict)`,
]

/**
 * What nobody holds is new. For the rest same content first (as a multiset), then what is left of the same identity
 * pairwise, then the rest is new. After the last wave nothing comes that could meet its lines, so they are not held.
 */
const waveVerdicts = (wave: number, isLast: boolean): string[] => [
  `CREATE OR REPLACE TEMP TABLE same AS
    SELECT i.sid, i.identity, i.content, h.hid FROM
      (SELECT *, row_number() OVER (PARTITION BY content ORDER BY sid) AS place FROM contested WHERE wave = ${wave}) i
      LEFT JOIN (SELECT rowid AS hid, content, row_number() OVER (PARTITION BY content ORDER BY rowid) AS place FROM holding
        WHERE NOT dropped AND identity_class <> 'id') h
      ON h.content = i.content AND h.place = i.place`,
  `CREATE OR REPLACE TEMP TABLE other AS
    SELECT i.sid, i.identity, i.content, h.hid FROM
      (SELECT sid, identity, content, row_number() OVER (PARTITION BY identity ORDER BY content, sid) AS place FROM same WHERE hid IS NULL) i
      LEFT JOIN (SELECT rowid AS hid, identity, row_number() OVER (PARTITION BY identity ORDER BY content, rowid) AS place FROM holding
        WHERE NOT dropped AND identity_class <> 'id' AND rowid NOT IN (SELECT hid FROM same WHERE hid IS NOT NULL)) h
      ON h.identity = i.identity AND h.place = i.place`,
  `INSERT INTO verdict SELECT sid, 'unchanged', false, false FROM same WHERE hid IS NOT NULL`,
  `INSERT INTO verdict SELECT sid, CASE WHEN hid IS NULL THEN 'new' ELSE 'updated' END, true, false FROM other`,
  'UPDATE holding SET seen = true WHERE rowid IN (SELECT hid FROM same)',
  // A staged line of an earlier file that gives way does not enter after all.
  `UPDATE verdict SET enters = false WHERE sid IN (SELECT h.sid FROM holding h JOIN other o ON o.hid = h.rowid WHERE h.sid IS NOT NULL)`,
  'UPDATE holding SET dropped = true WHERE rowid IN (SELECT hid FROM other)',
  ...(isLast
    ? []
    : [
        `INSERT INTO holding SELECT NULL, identity, content, NULL, sid, identity_class, true, false FROM contested
          WHERE wave = ${wave} AND sid IN (SELECT sid FROM verdict WHERE enters)`,
      ]),
]
