// Reads the files of an import into the ledger's staging: archives and folders taken apart, each table inspected with what
// was settled for it, read by the database where it is large and plain, row by row otherwise. A file that cannot be read,
// or leaves a question open, stops nobody else.
import type { ProgressData } from '../../../shared/contract/commands.ts'
import type { FilePreviewData, ImportOptionsData } from '../../../shared/contract/import-commands.ts'
import { ledgerFailures } from '../../../shared/language/failures/ledger.ts'
import { type Failure, FailureError } from '../../../shared/result/failure.ts'
import { bulkPlan } from '../import/bulk-plan.ts'
import { fileChunks, type Source } from '../import/file-bytes.ts'
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
  /** What was said about it for this import. */
  readonly given: ImportOptionsData
}

export type Progress = (progress: ProgressData) => void

export interface ReadingAround {
  readonly staging: ImportStaging
  readonly salt: string
  readonly memory: RememberedAnswers
  /** What was said about a table, by its name. */
  readonly optionsOf: (name: string) => ImportOptionsData
  /** The questions a file leaves open, with what each answer would cost. */
  readonly priced: (inspection: FileInspection) => Promise<FileInspection['questions']>
  /** Tables not to be read, by name. */
  readonly leaveOut: ReadonlySet<string>
  readonly signal?: AbortSignal | undefined
  readonly progress: Progress
  /** Bytes from which a table is given to the database. */
  readonly largeFrom: number
}

export async function readFiles(
  files: readonly { path: string; name?: string | undefined }[],
  around: ReadingAround,
): Promise<ReadTable[]> {
  const tell = paced(around.progress)
  const found: FoundSource[] = []
  for (const file of files) found.push(...(await tablesIn(file.path, file.name ?? file.path.split(/[\\/]/).at(-1) ?? file.path)))
  const wanted = found.filter(({ name }) => !around.leaveOut.has(name))
  const tables: ReadTable[] = []
  for (const [index, table] of wanted.entries()) {
    const part = { n: index + 1, of: wanted.length }
    const progress: Progress = (told) => tell({ ...told, about: table.name, ...(part.of > 1 ? { part } : {}) })
    const given = around.optionsOf(table.name)
    tables.push('failure' in table ? unread(table.name, table.failure, given) : await readTable(table, given, { ...around, progress }))
  }
  return tables
}

const tellEveryMs = 100

/** Tells at most so often of one step of one file, and always of its beginning and its end. */
function paced(progress: Progress): Progress {
  let last = ''
  let at = 0
  return (told) => {
    const now = performance.now()
    const step = `${told.step} ${told.about ?? ''}`
    if (step === last && now - at < tellEveryMs && told.done !== told.total) return
    last = step
    at = now
    progress(told)
  }
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

function unread(name: string, { code, kind, message, params }: Failure, given: ImportOptionsData): ReadTable {
  return { ...nothing, name, inspection: null, failure: { code, kind, message, params }, given }
}

/** What only the database can open, as a table that is read like every other. */
async function asText(name: string, source: Source, { staging, signal }: ReadingAround): Promise<Source> {
  if (!source.columnar) return source
  const isFile = source.packing === 'none' && source.entry === undefined
  const { csv, parquet } = await staging.unfold(isFile ? source.path : fileChunks(source, { name, signal }), name, signal)
  return { path: csv, packing: 'none', original: parquet }
}

async function readTable(
  { name, source: found }: Extract<FoundSource, { source: unknown }>,
  given: ImportOptionsData,
  around: ReadingAround,
): Promise<ReadTable> {
  const { staging, salt, memory, signal, progress } = around
  let inspection: FileInspection
  try {
    const source = await asText(name, found, around)
    const target = {
      path: source.path,
      name,
      source,
      savedProfile: (header: readonly string[]) => memory.profile(header),
      savedAnswers: (format: string) => memory.answers(format),
    }
    const told = (done: number, total: number) => progress({ step: 'inspect', unit: 'bytes', done, total })
    inspection = await inspectFile(target, given, signal, told)
  } catch (thrown) {
    if (!(thrown instanceof FailureError) || thrown.failure.kind === 'cancelled') throw thrown
    return unread(name, thrown.failure, given)
  }
  if (inspection.questions.length > 0 || inspection.format === null)
    return { ...nothing, name, inspection: { ...inspection, questions: await around.priced(inspection) }, given }
  const { sha256, format } = inspection
  const staged = await staging.addFile({ name, sha256, format, replaces: formatOf(inspection).replaces ?? '' })
  const reading = new FileReading(inspection, salt)
  try {
    const summary = await readLines(inspection, reading, staged, around)
    staging.leaveOut(staged, summary.skipped)
    return { name, inspection, reading, summary, staged, failure: null, given }
  } catch (thrown) {
    // What is wrong with the file ends its own reading; what is wrong with the workspace ends the import.
    if (!(thrown instanceof FailureError) || thrown.failure.kind === 'cancelled' || Object.hasOwn(ledgerFailures, thrown.failure.code))
      throw thrown
    await staging.giveUp(staged)
    return unread(name, thrown.failure, given)
  }
}

async function readLines(inspection: FileInspection, reading: FileReading, staged: number, around: ReadingAround): Promise<ReadSummary> {
  const { staging, salt, signal, progress } = around
  const expected = expectedRows(inspection)
  const told = (rows: number) => progress({ step: 'read', unit: 'rows', done: rows, total: Math.max(rows, expected) })
  const isLarge = inspection.sizeBytes >= around.largeFrom && (await readLarge(inspection, reading, staged, around))
  if (isLarge) return reading.tally.summary()
  return readRecords(
    inspection,
    {
      salt,
      signal,
      onProgress: (_done, _total, rows) => told(rows),
      onBatch: async (records, refused) => {
        await staging.append(staged, records)
        await staging.reject(staged, refused)
      },
    },
    reading,
  )
}

/** Rows to come: counted, or for a large table of lines its lines. */
function expectedRows({ rows, layout, text }: FileInspection): number {
  if (rows.exact || layout.shape === 'json') return rows.count
  return text.lines - layout.headerLine
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
  const shareOf = sharePassed()
  const told = (share: number) => progress({ step: 'read', unit: 'rows', done: Math.round(plan.rows * share), total: plan.rows })
  const onProgress = (_: string, percent: number) => told(shareOf(percent))
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
  told(1)
  return true
}

/** The database takes the texts of the first rows, all numbers, and what is left of either: about so much of the work each. */
const passes = [0.05, 0.85, 0.1]

/** From the percent of the pass under way to the share of the whole; it only grows. */
function sharePassed(): (percent: number) => number {
  let pass = 0
  let last = 0
  let share = 0
  return (percent) => {
    const now = Math.min(Math.max(percent, 0), 100)
    if (now < last && pass < passes.length - 1) pass += 1
    last = now
    const before = passes.slice(0, pass).reduce((sum, each) => sum + each, 0)
    share = Math.max(share, before + ((passes[pass] ?? 0) * now) / 100)
    return share
  }
}
