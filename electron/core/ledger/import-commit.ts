// Writes a classified import: new and updated lines in, replaced ones retired, prices for models seen first, the files
// and their rejects. Runs in the transaction of a change, or of a preview that is rolled back. Called by staging.ts.
import type { Reject } from '../../../shared/domain/usage.ts'
import { addDecimals } from '../../../shared/units/decimal.ts'
import type { OpenChange } from './changes.ts'
import { entering } from './classification.ts'
import { countOf, type Database, decimalOf, type Row, textOf } from './database.ts'
import { addMoney } from './figures.ts'
import { seedPrices } from './price-book.ts'
import { pricedRows } from './spend-view.ts'
import type { FileCounts, ImportCount, ImportCounts, ImportFile, PriceLibrary } from './types.ts'

export interface CountedFile extends ImportFile {
  readonly rejects: Reject[]
}

const labelColumns = 'source, family, role, provider, model, team, project, tier, currency, cost_is_estimate, charge'

const insertLabels = `INSERT INTO usage_label BY NAME
  SELECT (SELECT coalesce(max(id), 0) FROM usage_label) + row_number() OVER () AS id, * FROM
    (SELECT DISTINCT ${labelColumns} FROM staged_label ANTI JOIN usage_label USING (${labelColumns}))`

const insertLines = (change: number, fileBase: number): string => `INSERT INTO usage_line BY NAME
  WITH known AS MATERIALIZED (
    SELECT b.label, l.id, dimensions, nullif(total_mismatch, '') AS total_mismatch FROM staged_label b JOIN usage_label l USING (${labelColumns})
  )
  SELECT s.* EXCLUDE (sid, wave) REPLACE (s.file + ${fileBase} AS file, known.id AS label),
    (SELECT coalesce(max(id), 0) FROM usage_line) + sid + 1 AS id, dimensions, total_mismatch,
    ${change} AS added_by, NULL::INTEGER AS retired_by
  FROM staged s JOIN known USING (label) WHERE ${entering}`

/** After `seedStagedPrices`, which the preview does alike. */
export async function applyImport(
  database: Database,
  open: OpenChange,
  files: readonly CountedFile[],
  counts: ImportCounts,
): Promise<void> {
  const [base] = await database.write('SELECT coalesce(max(id), 0) AS id FROM import_file')
  const fileBase = countOf(base, 'id')
  await database.write(insertLabels)
  const [inserted] = await database.write(insertLines(open.number, fileBase))
  const [retired] = await database.write(`UPDATE usage_line SET retired_by = ${open.number} WHERE id IN (SELECT id FROM leaving)`)
  if (countOf(inserted, 'Count') + countOf(retired, 'Count') > 0) open.touched.add('usage_row')
  await keepFiles(database, open, files, fileBase, counts)
}

/** Library prices for the models of the staged lines that have none yet. */
export async function seedStagedPrices(database: Database, open: OpenChange, library: PriceLibrary): Promise<void> {
  const models = await database.write(`SELECT DISTINCT provider, model FROM staged_label WHERE model <> '' ORDER BY provider, model`)
  await seedPrices(
    database,
    open,
    library,
    models.map((row) => ({ provider: textOf(row, 'provider'), model: textOf(row, 'model') })),
  )
}

/** A file is noted when the import changed anything, or when it brought rejects and was not seen before. */
async function keepFiles(
  database: Database,
  open: OpenChange,
  files: readonly CountedFile[],
  fileBase: number,
  counts: ImportCounts,
): Promise<void> {
  const changed = open.touched.size > 0
  for (const [index, file] of files.entries()) {
    const [seen] = await database.write(
      'SELECT count(*) AS n FROM import_file WHERE sha256 = $1 AND added_by NOT IN (SELECT n FROM change WHERE undone)',
      [file.sha256],
    )
    if (!changed && (file.rejects.length === 0 || countOf(seen, 'n') > 0)) continue
    const id = fileBase + index + 1
    const rows = (verdict: 'new' | 'updated' | 'unchanged'): number => counts.files[index]?.[verdict].rows ?? 0
    await database.write(
      `INSERT INTO import_file VALUES (${id}, $1, $2, $3, ${rows('new')}, ${rows('updated')}, ${rows('unchanged')}, ${file.rejects.length}, ${open.number})`,
      [file.name, file.sha256, file.format],
    )
    open.touched.add('import_file')
    if (file.rejects.length > 0) await database.write(insertRejects(id), [JSON.stringify(file.rejects)])
  }
}

const insertRejects = (file: number): string => `
  INSERT INTO import_reject SELECT ${file}, r.line, r."column", r.value, r.code, r.amount, r.currency
  FROM (SELECT unnest(from_json($1, '[{"line":"INTEGER","column":"VARCHAR","value":"VARCHAR","code":"VARCHAR","amount":"VARCHAR","currency":"VARCHAR"}]')) AS r)`

/** After `seedStagedPrices` in the same transaction, so that models seen first already have their price. */
export async function importCounts(database: Database, files: readonly CountedFile[], roundedAmounts: number): Promise<ImportCounts> {
  const rows = await database.write(`
    SELECT file, verdict, cost_currency, count(*) AS line_count, sum(total_tokens) AS tokens, sum(cost) AS cost
    FROM (${pricedRows('(SELECT * FROM staged_whole JOIN verdict USING (sid))')}) GROUP BY file, verdict, cost_currency`)
  const retired = await database.write(`
    SELECT cost_currency, count(*) AS line_count, sum(total_tokens) AS tokens, sum(cost) AS cost
    FROM (${pricedRows(`(SELECT * FROM usage_row WHERE id IN (SELECT id FROM leaving)
      AND id NOT IN (SELECT row_id FROM holding WHERE dropped AND row_id IS NOT NULL))`)}) GROUP BY cost_currency`)
  const of = (verdict: string, file?: number): ImportCount =>
    total(rows.filter((row) => textOf(row, 'verdict') === verdict && (file === undefined || countOf(row, 'file') === file)))
  const fileCounts = files.map(
    (file, index): FileCounts => ({
      file: index + 1,
      name: file.name,
      new: of('new', index + 1),
      updated: of('updated', index + 1),
      unchanged: of('unchanged', index + 1),
      rejected: file.rejects.length,
    }),
  )
  return { new: of('new'), updated: of('updated'), unchanged: of('unchanged'), retired: total(retired), files: fileCounts, roundedAmounts }
}

function total(rows: readonly Row[]): ImportCount {
  const money: Record<string, string> = {}
  let tokens = '0'
  let count = 0
  for (const row of rows) {
    count += countOf(row, 'line_count')
    tokens = addDecimals(tokens, decimalOf(row, 'tokens'))
    if (textOf(row, 'cost') !== '') addMoney(money, textOf(row, 'cost_currency'), decimalOf(row, 'cost'))
  }
  return { rows: count, tokens, money }
}
