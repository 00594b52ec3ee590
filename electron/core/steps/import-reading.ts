// Reads the files of an import into the ledger's staging: archives and folders taken apart, each table inspected with what
// was settled for it, read by the database where it is large and plain, row by row otherwise. A file that cannot be read,
// or leaves a question open, stops nobody else.
import type { FilePreviewData, ImportOptionsData } from '../../../shared/contract/import-commands.ts'
import { FailureError, toFailure } from '../../../shared/result/failure.ts'
import { bulkPlan } from '../import/bulk-plan.ts'
import { inspectFile } from '../import/inspection.ts'
import type { FileInspection } from '../import/options.ts'
import { FileReading, formatOf, readRecords } from '../import/reading.ts'
import { laid } from '../import/row-source.ts'
import { type FoundSource, sourcesOf } from '../import/sources.ts'
import type { ReadSummary } from '../import/tally.ts'
import type { ImportStaging } from '../ledger/types.ts'
import type { RememberedAnswers } from './import-memory.ts'

/** A table as far as it could be read. */
export interface ReadTable {
  readonly name: string
  readonly inspection: FileInspection | null
  readonly reading: FileReading | null
  readonly summary: ReadSummary | null
  /** Its number in the staging; null when nothing of it was staged. */
  readonly staged: number | null
  readonly failure: FilePreviewData['failure']
}

export type Progress = (progress: { step: string; done: number; total: number }) => void

export interface ReadingAround {
  readonly staging: ImportStaging
  readonly salt: string
  readonly memory: RememberedAnswers
  readonly signal?: AbortSignal | undefined
  readonly progress: Progress
  /** Bytes from which a table is given to the database. */
  readonly largeFrom: number
}

export async function readFiles(
  files: readonly { path: string; name?: string | undefined }[],
  optionsOf: (name: string) => ImportOptionsData,
  around: ReadingAround,
): Promise<ReadTable[]> {
  const tables: ReadTable[] = []
  for (const file of files) {
    const name = file.name ?? file.path.split(/[\\/]/).at(-1) ?? file.path
    const found = await tablesIn(file.path, name)
    for (const table of found)
      tables.push('failure' in table ? unread(table.name, table.failure) : await readTable(table, optionsOf(table.name), around))
  }
  return tables
}

async function tablesIn(path: string, name: string): Promise<readonly FoundSource[]> {
  try {
    return await sourcesOf(path, name)
  } catch (thrown) {
    if (!(thrown instanceof FailureError) || thrown.failure.kind === 'cancelled') throw thrown
    return [{ name, failure: thrown.failure }]
  }
}

const nothing = { reading: null, summary: null, staged: null, failure: null }

function unread(name: string, thrown: unknown): ReadTable {
  const { code, kind, message, params } = thrown instanceof Error ? toFailure(thrown) : (thrown as ReturnType<typeof toFailure>)
  return { ...nothing, name, inspection: null, failure: { code, kind, message, params } }
}

async function readTable(
  { name, source }: Extract<FoundSource, { source: unknown }>,
  options: ImportOptionsData,
  around: ReadingAround,
): Promise<ReadTable> {
  const { staging, salt, memory, signal, progress } = around
  let inspection: FileInspection
  try {
    progress({ step: `${name}: inspect`, done: 0, total: 0 })
    inspection = await memory.inspect(
      (answers, savedProfile) => inspectFile({ path: source.path, name, source, savedProfile }, { ...answers, ...options }, signal),
      options,
    )
  } catch (thrown) {
    if (!(thrown instanceof FailureError) || thrown.failure.kind === 'cancelled') throw thrown
    return unread(name, thrown)
  }
  if (inspection.questions.length > 0 || inspection.format === null) return { ...nothing, name, inspection }
  const { sha256, format } = inspection
  const staged = await staging.addFile({ name, sha256, format, replaces: formatOf(inspection).replaces ?? '' })
  const reading = new FileReading(inspection, salt)
  const told = (done: number, total: number, rows: number) => progress({ step: `${name}: ${rows}`, done, total })
  const isLarge = inspection.sizeBytes >= around.largeFrom && (await readLarge(inspection, reading, staged, around))
  const summary = isLarge
    ? reading.tally.summary()
    : await readRecords(
        inspection,
        {
          salt,
          signal,
          onProgress: told,
          onBatch: async (records, refused) => {
            await staging.append(staged, records)
            await staging.reject(staged, refused)
          },
        },
        reading,
      )
  staging.leaveOut(staged, summary.skipped)
  return { name, inspection, reading, summary, staged, failure: null }
}

/** By the database; false when the table is not plain enough for it. */
async function readLarge(
  inspection: FileInspection,
  reading: FileReading,
  staged: number,
  { staging, signal, progress }: ReadingAround,
): Promise<boolean> {
  const plan = bulkPlan(inspection, reading)
  if (!plan) return false
  const onProgress = (_: string, percent: number) =>
    progress({
      step: `${inspection.file}: ${Math.round((plan.rows * Math.max(percent, 0)) / 100)}`,
      done: Math.max(percent, 0),
      total: 100,
    })
  const table = await staging.addTable(staged, plan, { signal, onProgress })
  if (!table) return false
  reading.tally.take(table.taken)
  for (const { code, currency, rows, amount } of table.skipped) reading.tally.skip(code, amount, currency, rows)
  for await (const rows of table.doubtfulRows()) {
    const batch = laid(rows, inspection.layout, false)
    reading.tally.skippedHeaders += batch.repeatedHeaders
    const { records, rejects } = reading.read(batch.rows)
    await staging.append(staged, records)
    await staging.reject(staged, rejects)
  }
  progress({ step: `${inspection.file}: ${plan.rows}`, done: 100, total: 100 })
  return true
}
