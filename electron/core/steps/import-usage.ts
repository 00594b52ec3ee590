// Import in two steps: a preview that reads, checks and counts everything but writes nothing, and the commit of exactly
// that preview. Questions a file leaves open stop its reading, never the other files'. One preview at a time.
import type { Output, Parsed } from '../../../shared/contract/commands.ts'
import type { ImportOptionsData, ImportPreviewData } from '../../../shared/contract/import-commands.ts'
import { fail } from '../../../shared/language/failures.ts'
import { rejectTexts } from '../../../shared/language/reject.ts'
import type { ImportStaging, StagedReject } from '../ledger/types.ts'
import { RememberedAnswers, rememberAnswers } from './import-memory.ts'
import { describePreview, rejectRow } from './import-preview.ts'
import { type Progress, type ReadTable, readFiles } from './import-reading.ts'
import type { Session } from './session.ts'
import { lockedThrough } from './settings.ts'

interface Prepared {
  readonly id: string
  readonly staging: ImportStaging
  readonly tables: readonly ReadTable[]
  readonly ask: Pick<Parsed<'import.preview'>, 'mode' | 'late'>
  readonly optionsOf: (name: string) => ImportOptionsData
  readonly salt: string
  /** Cells mended by hand, for the log. */
  readonly mends: { file: string; line: number; column: string; from: string; to: string }[]
  preview: ImportPreviewData
}

const prepared = new WeakMap<Session, Prepared>()
/** Rejects listed in a preview; all of them come with import.rejects. */
const shownRejects = 200
/** Bytes from which a table is given to the database instead of being read row by row. */
const largeFrom = 16_000_000

export async function previewImport(
  session: Session,
  ask: Omit<Parsed<'import.preview'>, 'answers'> & { answers: Record<string, ImportOptionsData> },
  signal?: AbortSignal,
  progress: Progress = () => undefined,
  largeTablesFrom = largeFrom,
): Promise<ImportPreviewData> {
  const { workspace } = session
  if (workspace.readOnly) throw fail('read-only-workspace')
  await dropPreview(session)
  const stored = await workspace.documents.get('import', 'salt')
  const salt = (stored?.body as { salt?: string } | undefined)?.salt ?? session.around.secret()
  const staging = await workspace.usage.beginImport({ mode: ask.mode, late: ask.late, lockedThrough: await lockedThrough(session) })
  try {
    const optionsOf = (name: string) => ({ ...definedOnly(ask.options), ...definedOnly(ask.answers[name] ?? {}) })
    const memory = await RememberedAnswers.of(session)
    const tables = await readFiles(ask.files, optionsOf, { staging, salt, memory, signal, progress, largeFrom: largeTablesFrom })
    progress({ step: 'compare', done: 0, total: 0 })
    const id = session.around.secret().slice(0, 12)
    const preview = await describe(id, staging, tables, ask, signal)
    prepared.set(session, { id, staging, tables, ask, optionsOf, salt, mends: [], preview })
    return preview
  } catch (thrown) {
    await staging.discard()
    throw thrown
  }
}

async function describe(
  id: string,
  staging: ImportStaging,
  tables: readonly ReadTable[],
  ask: Prepared['ask'],
  signal?: AbortSignal,
): Promise<ImportPreviewData> {
  const effect = await staging.classify(signal)
  const rejects = new Map<ReadTable, StagedReject[]>()
  for (const table of tables)
    if (table.staged !== null) rejects.set(table, await staging.rejects({ file: table.staged, limit: shownRejects }))
  return describePreview(id, tables, effect, (table) => rejects.get(table) ?? [], { mode: ask.mode, late: ask.late })
}

/** A refused row with other values in some of its cells: it comes in, or is refused again and says why. */
export async function mendReject(session: Session, ask: Parsed<'import.mend'>, signal?: AbortSignal): Promise<ImportPreviewData> {
  const ready = expect(session, ask.id)
  const table = ready.tables.find(({ name }) => name === ask.file)
  const found = table?.staged == null ? undefined : await rejectAt(ready.staging, table.staged, ask.line)
  if (!table?.inspection || !table.reading || table.staged === null || !found)
    throw fail('no-such-reject', { file: ask.file, line: String(ask.line) })
  const { header } = table.inspection.layout
  const cells = header.map((_, index) => found.cells[index] ?? '')
  for (const { column, value } of ask.cells) {
    const at = header.indexOf(column)
    if (at < 0) throw fail('no-such-column', { file: ask.file, column })
    ready.mends.push({ file: ask.file, line: ask.line, column, from: cells[at] ?? '', to: value })
    cells[at] = value
  }
  const verdict = table.reading.rows.read({ line: ask.line, cells })
  if (verdict.kind === 'reject') throw fail('still-refused', { reason: rejectTexts.en[verdict.reject.code](verdict.reject) })
  if (verdict.kind !== 'record') throw fail('still-refused', { reason: '' })
  await ready.staging.mend(table.staged, ask.line, [verdict.record])
  ready.preview = await describe(ready.id, ready.staging, ready.tables, ready.ask, signal)
  return ready.preview
}

async function rejectAt(staging: ImportStaging, file: number, line: number): Promise<StagedReject | undefined> {
  const [found] = await staging.rejects({ file, line, limit: 1 })
  return found
}

export async function commitImport(session: Session, id: string, signal?: AbortSignal): Promise<Output<'import.commit'>> {
  const ready = expect(session, id)
  if (!ready.preview.committable) throw fail('nothing-to-import')
  const names = ready.preview.files.map((file) => file.file)
  const rows = ready.preview.totals.new.rows + ready.preview.totals.updated.rows
  const shown = names.length > 3 ? `${names.slice(0, 2).join(', ')} and ${names.length - 2} more` : names.join(', ')
  const params = { files: shown, rows: String(rows) }
  const saved = await session.workspace.documents.get('import', 'salt')
  const { change } = await session.workspace.change(
    'import',
    { label: `Import ${shown}: ${rows} rows`, params, ...(ready.mends.length === 0 ? {} : { detail: { mended: ready.mends } }) },
    async (write) => {
      await write.commitImport()
      if (!saved) await write.put('import', 'salt', { salt: ready.salt })
      for (const { name, inspection, staged } of ready.tables)
        if (inspection && staged !== null) await rememberAnswers(write, inspection, ready.optionsOf(name))
    },
    ready.staging,
    signal,
  )
  prepared.delete(session)
  if (change === null) throw fail('nothing-to-import')
  return { change, preview: ready.preview }
}

export async function discardImport(session: Session, id: string): Promise<void> {
  if (prepared.get(session)?.id === id) await dropPreview(session)
}

/** Gives up whatever is being prepared, for a new preview or another workspace. */
export async function dropPreview(session: Session): Promise<void> {
  const ready = prepared.get(session)
  prepared.delete(session)
  await ready?.staging.discard()
}

export async function listRejects(session: Session, ask: Parsed<'import.rejects'>): Promise<Output<'import.rejects'>> {
  const { id, limit, offset } = ask
  if (id !== undefined) {
    const { staging, tables } = expect(session, id)
    const one = ask.file === undefined ? undefined : tables.find(({ name }) => name === ask.file)
    if (ask.file !== undefined && one?.staged == null) return { rejects: [] }
    const page = await staging.rejects({ ...(one?.staged == null ? {} : { file: one.staged }), limit, offset })
    return {
      rejects: page.map((reject) => {
        const table = tables.find(({ staged }) => staged === reject.file)
        return rejectRow(table?.name ?? '', reject, table?.inspection ?? null)
      }),
    }
  }
  const files = (await session.workspace.usage.files()).filter(
    (file) => (ask.change === undefined ? !file.undone : file.change === ask.change) && (ask.file === undefined || file.name === ask.file),
  )
  const rejects = await session.workspace.usage.rejects({ files: files.map(({ id: file }) => file), limit, offset })
  const names = new Map(files.map((file) => [file.id, file.name]))
  return { rejects: rejects.map((reject) => rejectRow(names.get(reject.file) ?? '', reject)) }
}

export async function importHistory(session: Session): Promise<Output<'import.history'>> {
  const imports = (await session.workspace.usage.files()).map(({ change, at, name, format, undone, skipped, ...counts }) => ({
    change,
    at,
    file: name,
    format,
    read: counts.new + counts.updated + counts.unchanged + counts.rejected,
    new: counts.new,
    updated: counts.updated,
    unchanged: counts.unchanged,
    rejected: counts.rejected,
    skipped: JSON.parse(skipped) as Output<'import.history'>['imports'][number]['skipped'],
    undone,
  }))
  return { imports: imports.reverse() }
}

function expect(session: Session, id: string): Prepared {
  const ready = prepared.get(session)
  if (ready?.id !== id) throw fail('no-such-preview')
  return ready
}

function definedOnly<T extends object>(options: T): T {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as T
}
