// Import in two steps: a preview that reads, checks and counts everything but writes nothing, and the commit of exactly
// that preview. Questions a file leaves open stop its reading, never the other files'. One preview at a time.
import type { Output, Parsed } from '../../../shared/contract/commands.ts'
import type { FilePreviewData, ImportOptionsData, ImportPreviewData, RejectRowData } from '../../../shared/contract/import-commands.ts'
import type { MoneyMap, NoteData } from '../../../shared/contract/scalars.ts'
import type { Reject } from '../../../shared/domain/usage.ts'
import { fail } from '../../../shared/language/failures.ts'
import { makeNote } from '../../../shared/language/notes.ts'
import { rejectTexts } from '../../../shared/language/reject.ts'
import { FailureError, toFailure } from '../../../shared/result/failure.ts'
import { addDecimals, Decimal } from '../../../shared/units/decimal.ts'
import { inspectFile } from '../import/inspection.ts'
import type { FileInspection } from '../import/options.ts'
import { readRecords } from '../import/reading.ts'
import type { ReadSummary } from '../import/tally.ts'
import type { FileCounts, ImportCount, ImportPreview, ImportStaging } from '../ledger/types.ts'
import type { Session } from './session.ts'

interface Prepared {
  readonly id: string
  readonly staging: ImportStaging
  readonly preview: ImportPreviewData
  readonly rejects: readonly RejectRowData[]
  readonly salt: string
}

/** A file as far as it could be read. */
interface ReadFile {
  readonly name: string
  readonly inspection: FileInspection | null
  readonly summary: ReadSummary | null
  /** Its number in the staging; null when nothing of it was staged. */
  readonly staged: number | null
  readonly rejects: readonly Reject[]
  /** Days of the first and the last bucket; null without a record. */
  readonly firstDay: string | null
  readonly lastDay: string | null
  readonly failure: FilePreviewData['failure']
}

type Progress = (progress: { step: string; done: number; total: number }) => void

const prepared = new WeakMap<Session, Prepared>()
/** Rejects listed in a preview; all of them come with import.rejects. */
const shownRejects = 200

export async function previewImport(
  session: Session,
  ask: Omit<Parsed<'import.preview'>, 'answers'> & { answers: Record<string, ImportOptionsData> },
  signal?: AbortSignal,
  progress: Progress = () => undefined,
): Promise<ImportPreviewData> {
  const { workspace } = session
  if (workspace.readOnly) throw fail('read-only-workspace')
  await dropPreview(session)
  const stored = await workspace.documents.get('import', 'salt')
  const salt = (stored?.body as { salt?: string } | undefined)?.salt ?? session.around.secret()
  const staging = await workspace.usage.beginImport({ mode: ask.mode })
  try {
    const files: ReadFile[] = []
    for (const file of ask.files) {
      const name = file.name ?? file.path.split(/[\\/]/).at(-1) ?? file.path
      const options = { ...definedOnly(ask.options), ...definedOnly(ask.answers[name] ?? {}) }
      files.push(await readFile(file.path, name, options, staging, salt, signal, progress))
    }
    progress({ step: 'compare', done: 0, total: 0 })
    const effect = await staging.classify()
    const rejects = files.flatMap((file) => file.rejects.map((reject) => rejectRow(file.name, reject)))
    const preview = describe(session.around.secret().slice(0, 12), files, effect, ask.mode)
    prepared.set(session, { id: preview.id, staging, preview, rejects, salt })
    return preview
  } catch (thrown) {
    await staging.discard()
    throw thrown
  }
}

export async function commitImport(session: Session, id: string): Promise<Output<'import.commit'>> {
  const ready = expect(session, id)
  if (!ready.preview.committable) throw fail('nothing-to-import')
  const names = ready.preview.files.map((file) => file.file)
  const rows = ready.preview.totals.new.rows + ready.preview.totals.updated.rows
  const params = { files: names.join(', '), rows: String(rows) }
  const saved = await session.workspace.documents.get('import', 'salt')
  const { change } = await session.workspace.change(
    'import',
    { label: `Import ${names.join(', ')}: ${rows} rows`, params },
    async (write) => {
      await write.commitImport(ready.staging)
      if (!saved) await write.put('import', 'salt', { salt: ready.salt })
    },
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
  if (ask.id !== undefined) return { rejects: [...expect(session, ask.id).rejects] }
  const files = (await session.workspace.usage.files()).filter((file) =>
    ask.change === undefined ? !file.undone : file.change === ask.change,
  )
  const rejects: RejectRowData[] = []
  for (const file of files) rejects.push(...(await session.workspace.usage.rejects(file.id)).map((reject) => rejectRow(file.name, reject)))
  return { rejects }
}

export async function importHistory(session: Session): Promise<Output<'import.history'>> {
  const imports = (await session.workspace.usage.files()).map(({ change, at, name, format, undone, ...counts }) => ({
    change,
    at,
    file: name,
    format,
    read: counts.new + counts.updated + counts.unchanged + counts.rejected,
    new: counts.new,
    updated: counts.updated,
    unchanged: counts.unchanged,
    rejected: counts.rejected,
    undone,
  }))
  return { imports: imports.reverse() }
}

function expect(session: Session, id: string): Prepared {
  const ready = prepared.get(session)
  if (ready?.id !== id) throw fail('no-such-preview')
  return ready
}

async function readFile(
  path: string,
  name: string,
  options: ImportOptionsData,
  staging: ImportStaging,
  salt: string,
  signal: AbortSignal | undefined,
  progress: Progress,
): Promise<ReadFile> {
  const rejects: Reject[] = []
  const days = { firstDay: null as string | null, lastDay: null as string | null }
  let inspection: FileInspection | null = null
  try {
    inspection = await inspectFile({ path, name }, options, signal)
    if (inspection.questions.length > 0 || inspection.format === null)
      return { name, inspection, summary: null, staged: null, rejects, ...days, failure: null }
    const staged = await staging.addFile({ name, sha256: inspection.sha256, format: inspection.format })
    const summary = await readRecords(path, inspection, {
      salt,
      signal,
      onProgress: (done, total, rows) => progress({ step: `${name}: ${rows}`, done, total }),
      onBatch: async (records, refused) => {
        await staging.append(staged, records)
        await staging.reject(staged, refused)
        for (const refusal of refused) rejects.push(refusal)
        for (const { start } of records) {
          const day = start.slice(0, 10)
          if (days.firstDay === null || day < days.firstDay) days.firstDay = day
          if (days.lastDay === null || day > days.lastDay) days.lastDay = day
        }
      },
    })
    return { name, inspection, summary, staged, rejects, ...days, failure: null }
  } catch (thrown) {
    // A file that breaks half-way must not leave half of itself in the staging; one that never began is told beside the others.
    if (!(thrown instanceof FailureError) || thrown.failure.kind === 'cancelled' || inspection !== null) throw thrown
    const { code, kind, message, params } = toFailure(thrown)
    return { name, inspection, summary: null, staged: null, rejects, ...days, failure: { code, kind, message, params } }
  }
}

function describe(id: string, files: readonly ReadFile[], effect: ImportPreview, mode: 'add' | 'replace-period'): ImportPreviewData {
  const previews = files.map((file) =>
    filePreview(
      file,
      effect.files.find((each) => each.file === file.staged),
    ),
  )
  const total = (pick: (file: FilePreviewData) => FilePreviewData['read']) => previews.map(pick).reduce(addCounted, nothing)
  const totals = {
    read: total((f) => f.read),
    new: total((f) => f.new),
    updated: total((f) => f.updated),
    unchanged: total((f) => f.unchanged),
    rejected: total((f) => f.rejected),
  }
  const currencies = (of: { before: { cost: MoneyMap }; after: { cost: MoneyMap } }) =>
    [...new Set([...Object.keys(of.before.cost), ...Object.keys(of.after.cost)])].sort()
  const changes = totals.new.rows + totals.updated.rows + effect.retired.rows
  const isCountedOnce = totals.updated.rows === 0 && countsOnce(totals.new.money, effect)
  return {
    id,
    files: isCountedOnce ? previews.map((file) => ({ ...file, notes: [...file.notes, makeNote('counted-once')] })) : previews,
    totals,
    months: effect.months.flatMap((month) =>
      currencies(month).map((currency) => ({
        month: month.month,
        currency,
        before: month.before.cost[currency] ?? '0',
        after: month.after.cost[currency] ?? '0',
      })),
    ),
    days: effect.days.map(({ day, currency, before, after }) => ({ day, currency, before, after })),
    unpriced: effect.unpriced.map(({ provider, model, tokens, rows }) => ({ provider, model, tokens, rows })),
    mode,
    committable: changes > 0 && previews.every((file) => file.questions.length === 0),
  }
}

/** Estimates that a cost report replaces are new rows, but no new spend. */
function countsOnce(fresh: MoneyMap, { months }: ImportPreview): boolean {
  return Object.entries(fresh).some(([currency, amount]) => {
    const added = months.reduce(
      (sum, { before, after }) => sum.plus(after.cost[currency] ?? '0').minus(before.cost[currency] ?? '0'),
      new Decimal(0),
    )
    return added.lt(amount)
  })
}

function filePreview(
  { name, inspection, summary, rejects, firstDay, lastDay, failure }: ReadFile,
  counts: FileCounts | undefined,
): FilePreviewData {
  const [fresh, updated, unchanged] = [counted(counts?.new), counted(counts?.updated), counted(counts?.unchanged)]
  const rejected = { rows: rejects.length, money: rejectMoney(rejects) }
  const accepted = [fresh, updated, unchanged].reduce(addCounted, nothing)
  const totals = summary?.totals
  const cacheWrite = totals
    ? addDecimals(addDecimals(totals.tokens.cacheWrite5m, totals.tokens.cacheWrite1h), totals.tokens.cacheWriteOther)
    : '0'
  return {
    file: name,
    format: inspection?.format ?? null,
    reason: inspection?.reason ? `${inspection.reason.title}, ${inspection.reason.matched}/${inspection.reason.of}` : '',
    encoding: inspection?.layout.encoding ?? '',
    delimiter: inspection?.layout.delimiter ?? null,
    decimalMark: inspection?.decimalMark ?? null,
    dateOrder: inspection?.dateOrder ?? null,
    zone: inspection?.zone ?? null,
    sizeBytes: inspection?.sizeBytes ?? 0,
    sha256: inspection?.sha256 ?? '',
    firstDay,
    lastDay,
    read: addCounted(accepted, rejected),
    new: fresh,
    updated,
    unchanged,
    rejected,
    rejectCounts: rejectCounts(rejects),
    rejects: rejects.slice(0, shownRejects).map((reject) => rejectRow(name, reject)),
    questions: (inspection?.questions ?? []).map(({ id, rows, samples, options, flag }) => ({
      id,
      rows,
      samples: [...samples],
      options: options.map((option) => ({ ...option, money: { ...option.money } })),
      flag,
    })),
    columns: (inspection?.columns ?? []).map(({ column, field, samples, use }) => ({ column, field, samples: [...samples], use })),
    mapping: inspection?.mapping ? definedOnly(inspection.mapping) : null,
    totals: {
      inputUncached: totals?.tokens.inputUncached ?? '0',
      cacheRead: totals?.tokens.cacheRead ?? '0',
      cacheWrite,
      output: totals?.tokens.output ?? '0',
      requests: totals?.requests ?? '0',
      gpuHours: totals?.gpuHours ?? '0',
      billed: { ...totals?.billed },
      estimated: difference(accepted.money, totals?.billed ?? {}),
    },
    notes: fileNotes(inspection, summary, fresh.rows + updated.rows, accepted.rows),
    failure,
  }
}

function fileNotes(inspection: FileInspection | null, summary: ReadSummary | null, changed: number, accepted: number): NoteData[] {
  const notes = [...(inspection?.notes ?? []), ...(summary?.notes ?? [])].map(
    ({ code, params, severity }): NoteData => ({ code, params: { ...params }, severity }),
  )
  return accepted > 0 && changed === 0 ? [...notes, makeNote('nothing-new')] : notes
}

type Counted = FilePreviewData['read']
const nothing: Counted = { rows: 0, money: {} }

function counted(count: ImportCount | undefined): Counted {
  return count ? { rows: count.rows, money: { ...count.money } } : nothing
}

function addCounted(a: Counted, b: Counted): Counted {
  return { rows: a.rows + b.rows, money: addMoney(a.money, b.money) }
}

function addMoney(a: MoneyMap, b: MoneyMap): MoneyMap {
  const sum = { ...a }
  for (const [currency, amount] of Object.entries(b)) sum[currency] = addDecimals(sum[currency] ?? '0', amount)
  return sum
}

function difference(all: MoneyMap, part: Readonly<MoneyMap>): MoneyMap {
  const rest = addMoney(
    all,
    Object.fromEntries(
      Object.entries(part).map(([currency, amount]) => [
        currency,
        amount.startsWith('-') ? amount.slice(1) : amount === '0' ? '0' : `-${amount}`,
      ]),
    ),
  )
  return Object.fromEntries(Object.entries(rest).filter(([, amount]) => amount !== '0'))
}

function rejectMoney(rejects: readonly Reject[]): MoneyMap {
  return rejects.reduce<MoneyMap>(
    (sum, { amount, currency }) => (amount === '' || currency === '' ? sum : addMoney(sum, { [currency]: amount })),
    {},
  )
}

function rejectCounts(rejects: readonly Reject[]): FilePreviewData['rejectCounts'] {
  const codes = [...new Set(rejects.map((reject) => reject.code))]
  return codes
    .map((code) => {
      const own = rejects.filter((reject) => reject.code === code)
      return { code, rows: own.length, money: rejectMoney(own) }
    })
    .sort((a, b) => b.rows - a.rows)
}

function rejectRow(file: string, reject: Reject): RejectRowData {
  return {
    file,
    line: reject.line,
    column: reject.column,
    value: reject.value,
    code: reject.code,
    reason: rejectTexts.en[reject.code](reject),
    amount: reject.amount,
    currency: reject.currency,
  }
}

function definedOnly<T extends object>(options: T): T {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as T
}
