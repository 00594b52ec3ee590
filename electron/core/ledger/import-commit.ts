// Writes a classified import: new labels, new and updated lines in, replaced ones retired, the sums of both, prices for
// models seen first, the files and their rejects. Runs in the transaction of a change. Called by staging.ts.
import type { OpenChange } from './changes.ts'
import { countOf, type Database, textOf } from './database.ts'
import type { CountedFile } from './import-counts.ts'
import { seedPrices } from './price-book.ts'
import type { ImportCounts, PriceLibrary } from './types.ts'
import { labelColumns, measureColumns } from './usage-columns.ts'

const measures = measureColumns.join(', ')
const sumColumns = `line_count, ${measures}`

const insertLabels = (change: number): string => `INSERT INTO usage_label BY NAME
  SELECT DISTINCT k.label_id AS id, ${labelColumns.map((name) => `s.${name}`).join(', ')}, ${change} AS added_by
  FROM stage.label s JOIN known_label k USING (label) WHERE k.is_new`

const insertLines = (fileBase: number, isJudged: boolean): string => `INSERT INTO usage_line BY NAME
  SELECT s.file + ${fileBase} AS file, s.line, k.label_id AS label, s.start_at, s.end_at, s.row_key, ${measureColumns.map((name) => `s.${name}`).join(', ')},
    s.annotations, s.total_mismatch, NULL::INTEGER AS retired_by
  FROM staged_line s JOIN known_label k USING (label)
  ${isJudged ? 'ANTI JOIN (SELECT sid FROM verdict WHERE NOT enters) left_out USING (sid)' : ''}`

const insertDays = (change: number, fileBase: number): string => `INSERT INTO usage_day BY NAME
  SELECT d.file + ${fileBase} AS file, ${change} AS change, day, last_day, k.label_id AS label, slot, stated, ${sumColumns}
  FROM staged_day d JOIN known_label k USING (label) WHERE enters
  UNION ALL BY NAME SELECT file, ${change} AS change, day, last_day, label, slot, stated, ${sumColumns} FROM leaving_day`

/** After `seedStagedPrices`, which the preview does alike. */
export async function applyImport(
  database: Database,
  open: OpenChange,
  files: readonly CountedFile[],
  counts: ImportCounts,
): Promise<void> {
  const [base] = await database.write('SELECT coalesce(max(id), 0) AS id FROM import_file')
  const fileBase = countOf(base, 'id')
  const [verdicts] = await database.write('SELECT count(*) AS n FROM verdict WHERE NOT enters')
  const [labels] = await database.write(insertLabels(open.number))
  if (countOf(labels, 'Count') > 0) open.touched.add('usage_label')
  const [inserted] = await database.write(insertLines(fileBase, countOf(verdicts, 'n') > 0))
  await database.write(insertDays(open.number, fileBase))
  const [retired] = await database.write(`UPDATE usage_line SET retired_by = ${open.number} WHERE rowid IN (SELECT id FROM leaving)`)
  if (countOf(inserted, 'Count') + countOf(retired, 'Count') > 0) open.touched.add('usage_line')
  await keepFiles(database, open, files, fileBase, counts)
}

/** Library prices for the models of the staged lines that have none yet. */
export async function seedStagedPrices(database: Database, open: OpenChange, library: PriceLibrary): Promise<void> {
  const models = await database.write(`SELECT DISTINCT provider, model FROM stage.label WHERE model <> '' ORDER BY provider, model`)
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
    const rejected = (counts.files[index]?.rejects ?? []).reduce((sum, each) => sum + each.rows, 0)
    if (!changed && (rejected === 0 || countOf(seen, 'n') > 0)) continue
    const id = fileBase + index + 1
    const rows = (verdict: 'new' | 'updated' | 'unchanged'): number => counts.files[index]?.[verdict].rows ?? 0
    await database.write(
      `INSERT INTO import_file (id, name, sha256, format, new_rows, updated_rows, unchanged_rows, rejected_rows, added_by, skipped)
       VALUES (${id}, $1, $2, $3, ${rows('new')}, ${rows('updated')}, ${rows('unchanged')}, ${rejected}, ${open.number}, $4)`,
      [file.name, file.sha256, file.format, JSON.stringify(file.skipped)],
    )
    open.touched.add('import_file')
    if (rejected > 0)
      await database.write(`INSERT INTO import_reject (file, line, "column", value, code, amount, currency)
        SELECT ${id}, line, "column", value, code, amount, currency FROM stage.reject WHERE file = ${index + 1}`)
  }
}
