// The tables of a workspace, built by numbered steps. A step is never edited once released; a new one is appended.
// All missing steps run in one transaction, then the views are made anew (views.ts), so a file is old or new, never between.
import type { Database } from './database.ts'
import { textOf } from './database.ts'
import { viewStatements } from './views.ts'

// Of step 4; never edited either.
const labelColumns = 'source, family, role, provider, model, team, project, tier, currency, cost_is_estimate, charge'

export const migrations: readonly (readonly string[])[] = [
  // 1: what everything stands on: changes, their log, documents.
  [
    'CREATE TABLE meta (key VARCHAR, value VARCHAR)',
    `INSERT INTO meta VALUES ('app', 'ballast'), ('schema', '0')`,
    'CREATE TABLE change (n INTEGER, command VARCHAR, label VARCHAR, params VARCHAR, undone BOOLEAN)',
    'CREATE TABLE log (n INTEGER, logged_at VARCHAR, command VARCHAR, change INTEGER, detail VARCHAR, previous VARCHAR, hash VARCHAR)',
    'CREATE TABLE document (kind VARCHAR, id VARCHAR, body VARCHAR, added_by INTEGER, retired_by INTEGER)',
  ],
  // 2: usage, one row per line of a file, and the files it came from. Money keeps 18 decimals.
  [
    `CREATE TABLE import_file (
      id INTEGER, name VARCHAR, sha256 VARCHAR, format VARCHAR,
      new_rows INTEGER, updated_rows INTEGER, unchanged_rows INTEGER, rejected_rows INTEGER, added_by INTEGER)`,
    'CREATE TABLE import_reject (file INTEGER, line INTEGER, "column" VARCHAR, value VARCHAR, code VARCHAR, amount VARCHAR, currency VARCHAR)',
    `CREATE TABLE usage_row (
      id BIGINT, file INTEGER, line INTEGER, source VARCHAR, family VARCHAR, role VARCHAR,
      start_at TIMESTAMP, end_at TIMESTAMP, day DATE,
      provider VARCHAR, model VARCHAR, team VARCHAR, project VARCHAR, dimensions VARCHAR, tier VARCHAR,
      input_uncached BIGINT, cache_read BIGINT, cache_write_5m BIGINT, cache_write_1h BIGINT, cache_write_other BIGINT, output BIGINT,
      reasoning BIGINT, requests BIGINT, gpu_hours DECIMAL(38,12),
      currency VARCHAR, billed DECIMAL(38,18), list DECIMAL(38,18), contracted DECIMAL(38,18),
      cost_is_estimate BOOLEAN, charge VARCHAR, total_mismatch VARCHAR,
      identity UHUGEINT, content UHUGEINT, added_by INTEGER, retired_by INTEGER)`,
  ],
  // 3: the dated price book. per_mtok has 12 decimals so that tokens x price / 1e6 is exact in 38 digits.
  [
    `CREATE TABLE price (
      provider VARCHAR, model VARCHAR, bucket VARCHAR, tier VARCHAR, currency VARCHAR, per_mtok DECIMAL(19,12),
      valid_from DATE, valid_to DATE, source VARCHAR, entered VARCHAR, added_by INTEGER, retired_by INTEGER)`,
  ],
  // 4: the text that repeats from line to line once, as a label: a column of text costs more to write than all numbers
  // of a line together. `usage_row` is from here on the view that joins the two (views.ts).
  [
    `CREATE TABLE usage_label AS SELECT (row_number() OVER ())::INTEGER AS id, * FROM (SELECT DISTINCT ${labelColumns} FROM usage_row)`,
    `CREATE TABLE usage_line AS SELECT r.* EXCLUDE (${labelColumns}), l.id AS label FROM usage_row r JOIN usage_label l USING (${labelColumns})`,
    'DROP TABLE usage_row',
  ],
]

export const schemaVersion = migrations.length

/** The schema version of an open file; null when it is not a workspace. A file without any table has version 0. */
export async function versionOf(database: Database): Promise<number | null> {
  const tables = await database.read(`SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'main'`)
  if (tables.length === 0) return 0
  if (!tables.some((row) => textOf(row, 'name') === 'meta')) return null
  const [row] = await database.read(
    `SELECT max(value) FILTER (key = 'schema') AS version, max(value) FILTER (key = 'app') AS app FROM meta`,
  )
  return textOf(row, 'app') === 'ballast' ? Number(textOf(row, 'version')) : null
}

/** Brings the file from `from` to `to` steps; all or nothing. */
export async function migrate(database: Database, from: number, to = schemaVersion): Promise<void> {
  const run = async (): Promise<void> => {
    for (const step of migrations.slice(from, to)) for (const statement of step) await database.write(statement)
    if (to === schemaVersion) for (const statement of viewStatements) await database.write(statement)
    await database.write(`UPDATE meta SET value = '${to}' WHERE key = 'schema'`)
  }
  await database.exclusive(() => database.transaction(run, () => true))
}
