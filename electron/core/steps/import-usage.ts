// Import in two steps: a preview that reads, checks and counts everything but writes nothing, and the commit of exactly
// that preview. Questions a file leaves open stop its reading, never the other files'. One preview at a time.
import type { Output, Parsed } from '../../../shared/contract/commands.ts'
import type { ImportOptionsData, ImportPreviewData } from '../../../shared/contract/import-commands.ts'
import { fail } from '../../../shared/language/failures.ts'
import type { ImportStaging, StagedReject } from '../ledger/types.ts'
import { RememberedAnswers, rememberAnswers } from './import-memory.ts'
import { type Mend, mendAgain, mendRow } from './import-mending.ts'
import { describePreview, rejectRow } from './import-preview.ts'
import { pricedQuestions } from './import-question-money.ts'
import { type Progress, type ReadTable, readFiles } from './import-reading.ts'
import type { Session } from './session.ts'
import { lockedThrough } from './settings.ts'

interface Prepared {
  readonly id: string
  readonly staging: ImportStaging
  readonly tables: readonly ReadTable[]
  /** What was read and how it was told to be read; equal texts, equal rows. */
  readonly reading: string
  readonly decided: Decided
  readonly salt: string
  /** Rows mended by hand, for the log and for the next reading. */
  readonly mends: Mend[]
  preview: ImportPreviewData
}

type Ask = Omit<Parsed<'import.preview'>, 'answers' | 'leaveOut'> & {
  readonly answers: Record<string, ImportOptionsData>
  readonly leaveOut?: readonly string[]
}
type Decided = Pick<Ask, 'mode' | 'late'> & { readonly lockedThrough: string | null; readonly revision: number }

const prepared = new WeakMap<Session, Prepared>()
/** The preview that runs: the next one waits until it has ended and cleared away what it had. */
const running = new WeakMap<Session, Promise<unknown>>()
/** Rejects listed in a preview, of a file and in all; every one of them comes with import.rejects. */
const shownRejects = 200
const shownRejectsInAll = 1000
/** Bytes from which a table is given to the database instead of being read row by row. */
const largeFrom = 4_000_000

/** Reads the files and counts what they would do; files read already are counted anew when only a decision or the ledger has changed. */
export function previewImport(
  session: Session,
  ask: Ask,
  signal?: AbortSignal,
  progress: Progress = () => undefined,
  largeTablesFrom = largeFrom,
): Promise<ImportPreviewData> {
  const before = running.get(session) ?? Promise.resolve()
  const now = before.catch(() => undefined).then(() => countFiles(session, ask, signal, progress, largeTablesFrom))
  running.set(session, now)
  return now
}

async function countFiles(
  session: Session,
  ask: Ask,
  signal: AbortSignal | undefined,
  progress: Progress,
  largeTablesFrom: number,
): Promise<ImportPreviewData> {
  const { workspace } = session
  if (workspace.readOnly) throw fail('read-only-workspace')
  const { files, options, answers, leaveOut = [], mode, late } = ask
  const decided = { mode, late, lockedThrough: await lockedThrough(session), revision: workspace.revision }
  const reading = JSON.stringify([files, options, answers, leaveOut])
  const before = prepared.get(session)
  const isDecision = before?.reading === reading && JSON.stringify(before.decided) !== JSON.stringify(decided)
  const ready = isDecision ? before : await readAnew(session, ask, before?.mends ?? [], decided, signal, progress, largeTablesFrom)
  prepared.delete(session)
  try {
    progress({ step: 'compare', done: 0, total: 0 })
    ready.staging.decide(decided)
    const id = session.around.secret().slice(0, 12)
    const preview = await describe(id, ready.staging, ready.tables, decided, signal)
    prepared.set(session, { ...ready, id, reading, decided, preview })
    return preview
  } catch (thrown) {
    await ready.staging.discard()
    throw thrown
  }
}

async function readAnew(
  session: Session,
  { files, options, answers, leaveOut = [] }: Ask,
  mends: readonly Mend[],
  decided: Decided,
  signal: AbortSignal | undefined,
  progress: Progress,
  largeTablesFrom: number,
): Promise<Pick<Prepared, 'staging' | 'tables' | 'salt' | 'mends'>> {
  const { workspace } = session
  await dropPreview(session)
  const stored = await workspace.documents.get('import', 'salt')
  const salt = (stored?.body as { salt?: string } | undefined)?.salt ?? session.around.secret()
  const staging = await workspace.usage.beginImport(decided)
  try {
    const tables = await readFiles(files, {
      staging,
      salt,
      memory: await RememberedAnswers.of(session),
      optionsOf: (name) => ({ ...definedOnly(options), ...definedOnly(answers[name] ?? {}) }),
      priced: (inspection) => pricedQuestions(workspace, inspection),
      leaveOut: new Set(leaveOut),
      signal,
      progress,
      largeFrom: largeTablesFrom,
    })
    return { staging, tables, salt, mends: await mendAgain(staging, tables, mends) }
  } catch (thrown) {
    await staging.discard()
    throw thrown
  }
}

async function describe(
  id: string,
  staging: ImportStaging,
  tables: readonly ReadTable[],
  { mode, late }: Decided,
  signal?: AbortSignal,
): Promise<ImportPreviewData> {
  const effect = await staging.classify(signal)
  const rejects = new Map<ReadTable, StagedReject[]>()
  let left = shownRejectsInAll
  for (const table of tables) {
    if (table.staged === null || left === 0) continue
    const first = await staging.rejects({ file: table.staged, limit: Math.min(shownRejects, left) })
    rejects.set(table, first)
    left -= first.length
  }
  return describePreview(id, tables, effect, (table) => rejects.get(table) ?? [], { mode, late })
}

/** A refused row with other values in some of its cells: it comes in, or is refused again and says why. */
export async function mendReject(session: Session, ask: Parsed<'import.mend'>, signal?: AbortSignal): Promise<ImportPreviewData> {
  const ready = expect(session, ask.id)
  ready.mends.push(await mendRow(ready.staging, ready.tables, ask))
  ready.preview = await describe(ready.id, ready.staging, ready.tables, ready.decided, signal)
  return ready.preview
}

export async function commitImport(
  session: Session,
  id: string,
  signal?: AbortSignal,
  progress: Progress = () => undefined,
): Promise<Output<'import.commit'>> {
  const ready = expect(session, id)
  if (!ready.preview.committable) throw fail('nothing-to-import')
  progress({ step: 'commit', done: 0, total: 0 })
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
      for (const { inspection, staged, given } of ready.tables)
        if (inspection && staged !== null) await rememberAnswers(write, inspection, given)
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
  const code = ask.code === undefined ? {} : { code: ask.code }
  if (id !== undefined) {
    const { staging, tables } = expect(session, id)
    const one = ask.file === undefined ? undefined : tables.find(({ name }) => name === ask.file)
    if (ask.file !== undefined && one?.staged == null) return { rejects: [] }
    const page = await staging.rejects({ ...(one?.staged == null ? {} : { file: one.staged }), ...code, limit, offset })
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
  const rejects = await session.workspace.usage.rejects({ files: files.map(({ id: file }) => file), ...code, limit, offset })
  const names = new Map(files.map((file) => [file.id, file.name]))
  return { rejects: rejects.map((reject) => rejectRow(names.get(reject.file) ?? '', reject)) }
}

export async function importHistory(session: Session): Promise<Output<'import.history'>> {
  const imports = (await session.workspace.usage.files()).map(({ change, at, name, format, undone, later, skipped, ...counts }) => ({
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
    later,
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
