// The tables of a workspace, built by numbered steps. A step is never edited once released; a new one is appended.
// All missing steps run in one transaction, then the views are made anew (views.ts), so a file is old or new, never between.
import type { Database } from './database.ts'
import { textOf } from './database.ts'
import { viewStatements } from './views.ts'

// Of step 4; never edited either.
const labelColumns4 = 'source, family, role, provider, model, team, project, tier, currency, cost_is_estimate, charge'
// Of step 5.
const sums5 = `count(*) AS line_count,
  coalesce(sum(input_uncached), 0)::HUGEINT AS input_uncached, coalesce(sum(cache_read), 0)::HUGEINT AS cache_read,
  coalesce(sum(cache_write_5m), 0)::HUGEINT AS cache_write_5m, coalesce(sum(cache_write_1h), 0)::HUGEINT AS cache_write_1h,
  coalesce(sum(cache_write_other), 0)::HUGEINT AS cache_write_other, coalesce(sum(output), 0)::HUGEINT AS output,
  coalesce(sum(reasoning), 0)::HUGEINT AS reasoning, coalesce(sum(requests), 0)::HUGEINT AS requests,
  coalesce(sum(gpu_hours), 0)::DECIMAL(38,12) AS gpu_hours, coalesce(sum(billed), 0)::DECIMAL(38,18) AS billed,
  coalesce(sum(list), 0)::DECIMAL(38,18) AS list, coalesce(sum(contracted), 0)::DECIMAL(38,18) AS contracted`
const stated5 = `(CASE WHEN input_uncached > 0 THEN 1 ELSE 0 END + CASE WHEN cache_read > 0 THEN 2 ELSE 0 END
  + CASE WHEN cache_write_5m > 0 THEN 4 ELSE 0 END + CASE WHEN cache_write_1h > 0 THEN 8 ELSE 0 END
  + CASE WHEN cache_write_other > 0 THEN 16 ELSE 0 END + CASE WHEN output > 0 THEN 32 ELSE 0 END
  + CASE WHEN billed IS NOT NULL THEN 64 ELSE 0 END + CASE WHEN contracted IS NOT NULL THEN 128 ELSE 0 END
  + CASE WHEN list IS NOT NULL THEN 256 ELSE 0 END)::SMALLINT`
const days5 = `start_at::DATE AS day, greatest(start_at, end_at - INTERVAL 1 MICROSECOND)::DATE AS last_day, label, (-1)::SMALLINT AS slot, ${stated5} AS stated`

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
    `CREATE TABLE usage_label AS SELECT (row_number() OVER ())::INTEGER AS id, * FROM (SELECT DISTINCT ${labelColumns4} FROM usage_row)`,
    `CREATE TABLE usage_line AS SELECT r.* EXCLUDE (${labelColumns4}), l.id AS label FROM usage_row r JOIN usage_label l USING (${labelColumns4})`,
    'DROP TABLE usage_row',
  ],
  // 5: dimensions belong to the label, so that a line is numbers only and its label, period and row id are its identity; a
  // line belongs to its file, a file to its change. `usage_day` holds the sums of each change by day and label, so that
  // questions about a hundred million lines need not read them. Prices know context, hours and whether they reprice. What
  // the rules of allocation give each label is kept in label_allocation.
  [
    'ALTER TABLE usage_line RENAME TO line_4',
    'ALTER TABLE usage_label RENAME TO label_4',
    `CREATE TABLE usage_label AS
      SELECT (row_number() OVER ())::INTEGER AS id, family, role, '' AS population, 25::TINYINT AS standing, provider, model, team,
        project, tier, '' AS context, currency, cost_is_estimate, charge, 'usage' AS kind, identity, '' AS scope, dimensions, 0 AS added_by, label_id
      FROM (SELECT DISTINCT l.* EXCLUDE (id, source), l.id AS label_id, r.dimensions, CASE WHEN r.identity = r.content THEN 'row' ELSE 'key' END AS identity
            FROM line_4 r JOIN label_4 l ON l.id = r.label)`,
    `CREATE TABLE usage_line AS
      SELECT r.file, r.line, l.id AS label, r.start_at, r.end_at, NULL::UHUGEINT AS row_key, r.input_uncached, r.cache_read, r.cache_write_5m,
        r.cache_write_1h, r.cache_write_other, r.output, r.reasoning, r.requests, r.gpu_hours, r.billed, r.list, r.contracted,
        NULL::VARCHAR AS annotations, r.total_mismatch, r.retired_by
      FROM line_4 r JOIN usage_label l ON l.label_id = r.label AND l.dimensions = r.dimensions
        AND l.identity = CASE WHEN r.identity = r.content THEN 'row' ELSE 'key' END`,
    'ALTER TABLE usage_label DROP COLUMN label_id',
    'DROP TABLE line_4',
    'DROP TABLE label_4',
    `CREATE TABLE usage_day AS
      SELECT file, f.added_by AS change, ${days5}, ${sums5} FROM usage_line JOIN import_file f ON f.id = usage_line.file
      GROUP BY file, f.added_by, day, last_day, label, slot, stated`,
    `INSERT INTO usage_day BY NAME
      SELECT file, change, day, last_day, label, slot, stated, -line_count AS line_count, -input_uncached AS input_uncached,
        -cache_read AS cache_read, -cache_write_5m AS cache_write_5m, -cache_write_1h AS cache_write_1h,
        -cache_write_other AS cache_write_other, -output AS output, -reasoning AS reasoning, -requests AS requests,
        -gpu_hours AS gpu_hours, -billed AS billed, -list AS list, -contracted AS contracted
      FROM (SELECT file, retired_by AS change, ${days5}, ${sums5} FROM usage_line WHERE retired_by IS NOT NULL
            GROUP BY file, retired_by, day, last_day, label, slot, stated)`,
    `ALTER TABLE import_file ADD COLUMN skipped VARCHAR DEFAULT '[]'`,
    'ALTER TABLE import_file ALTER new_rows TYPE BIGINT',
    'ALTER TABLE import_file ALTER updated_rows TYPE BIGINT',
    'ALTER TABLE import_file ALTER unchanged_rows TYPE BIGINT',
    'ALTER TABLE import_file ALTER rejected_rows TYPE BIGINT',
    `ALTER TABLE price ADD COLUMN context VARCHAR DEFAULT ''`,
    'ALTER TABLE price ADD COLUMN slot_from SMALLINT',
    'ALTER TABLE price ADD COLUMN slot_to SMALLINT',
    'ALTER TABLE price ADD COLUMN reprices BOOLEAN',
    // Prices of a user used to rule from their first day whatever had been imported before: they go on doing so.
    `UPDATE price SET reprices = entered = 'user'`,
    `CREATE TABLE discount (
      id VARCHAR, provider VARCHAR, model VARCHAR, factor DECIMAL(9,8), valid_from DATE, valid_to DATE, source VARCHAR, reprices BOOLEAN,
      added_by INTEGER, retired_by INTEGER)`,
    `CREATE TABLE fx_rate (
      base VARCHAR, quote VARCHAR, rate DECIMAL(28,14), valid_from DATE, valid_to DATE, source VARCHAR, added_by INTEGER, retired_by INTEGER)`,
    'CREATE TABLE label_allocation (label INTEGER, rule INTEGER, team VARCHAR, cost_center VARCHAR)',
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
    // Views that stand on tables which a step changes; price_period has since become a table.
    const outdated = from < 5 && to > 4 ? ['usage_row_alive', 'spend', 'price_period', 'price_alive', 'document_alive'] : []
    for (const view of [...outdated, ...(from === 4 ? ['usage_row'] : [])]) await database.write(`DROP VIEW IF EXISTS ${view}`)
    for (const step of migrations.slice(from, to)) for (const statement of step) await database.write(statement)
    if (to === schemaVersion) for (const statement of viewStatements) await database.write(statement)
    await database.write(`UPDATE meta SET value = '${to}' WHERE key = 'schema'`)
  }
  await database.exclusive(() => database.transaction(run, () => true))
}
