// `import`: previews the files, stops at an open question or decision, commits the preview unless --dry-run. A file that
// cannot be read is told and fails the command; the others come in.
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type {
  FilePreviewData,
  ImportOptionsData,
  ImportPreviewData,
  MappingProfile,
  QuestionData,
  RejectRowData,
} from '../../../shared/contract/import-commands.ts'
import { fail, failure } from '../../../shared/language/failures.ts'
import { describeNote } from '../../../shared/language/notes.ts'
import type { Failure } from '../../../shared/result/failure.ts'
import { flag, type Given, isoDate, oneOf, placeholder, text, UsageError } from './arguments.ts'
import { homeCurrency, moneyText, type Outcome, type Run, table } from './run.ts'

/** An import as far as it came: its rejects in full, and what it failed over. */
export interface FilesImport {
  readonly preview: ImportPreviewData
  readonly rejects: readonly RejectRowData[]
  readonly failed: Failure | null
}

/** Rejects asked for at a time. */
const rejectPage = 50_000

export async function importCommand(run: Run): Promise<Outcome> {
  const imported = await importFiles(run, flag(run.given, 'dry-run'))
  const { failed } = imported
  return { json: importJson(imported), lines: importLines(imported, await homeCurrency(run)), ...(failed ? { failure: failed } : {}) }
}

/** Adds the files named on the command line; at an open question or decision nothing changes. */
export async function importFiles(run: Run, isDry: boolean): Promise<FilesImport> {
  const { given } = run
  if (given.words.length === 0) throw new UsageError('Name at least one file to import.')
  const isAdded = flag(given, 'add')
  const isReplaced = flag(given, 'replace-period')
  if (isAdded && isReplaced) throw new UsageError('--add and --replace-period cannot both be given.')
  const preview = await run.call('import.preview', {
    files: given.words.map((path) => ({ path: resolve(path) })),
    options: await importOptions(given),
    mode: isAdded ? 'add' : isReplaced ? 'replace-period' : 'auto',
    late: oneOf(given, 'late', ['include', 'reject']),
  })
  const rejects = await allRejects(run, preview)
  const open = openFailure(preview)
  if (open || isDry || !preview.committable) await run.call('import.discard', { id: preview.id })
  else await run.call('import.commit', { id: preview.id })
  return { preview, rejects, failed: open ?? unreadFailure(preview) }
}

async function allRejects(run: Run, { id, files, totals }: ImportPreviewData): Promise<RejectRowData[]> {
  const shown = files.flatMap((file) => file.rejects)
  if (shown.length === totals.rejected.rows) return shown
  const all: RejectRowData[] = []
  for (let offset = 0; ; offset += rejectPage) {
    const { rejects } = await run.call('import.rejects', { id, limit: rejectPage, offset })
    all.push(...rejects)
    if (rejects.length < rejectPage) return all
  }
}

async function importOptions(given: Given): Promise<ImportOptionsData> {
  const map = text(given, 'map')
  const options = {
    format: text(given, 'format'),
    cachedInInput: oneOf(given, 'cached-in-input', ['yes', 'no']),
    dateOrder: oneOf(given, 'date-order', ['dmy', 'mdy', 'ymd']),
    decimalMark: oneOf(given, 'decimal-mark', ['.', ',']),
    dayIndexStart: isoDate(given, 'day-index-start'),
    zone: text(given, 'zone'),
    currency: text(given, 'currency'),
    encoding: text(given, 'encoding'),
    unitScale: oneOf(given, 'unit-scale', ['1', '1000', '1000000']),
    period: text(given, 'period'),
    costView: oneOf(given, 'cost-view', ['actual', 'amortized']),
    columnUse: columnUse(given),
    mapping: map === undefined ? undefined : await readProfile(map),
  }
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined))
}

/** `--hash user,owner --drop note`: what becomes of columns that are not ours. */
function columnUse(given: Given): ImportOptionsData['columnUse'] {
  const uses = (['keep', 'hash', 'drop'] as const).flatMap((use) => {
    const columns = (text(given, use) ?? '').split(',').map((column) => column.trim())
    return columns.filter((column) => column !== '').map((column) => [column, use] as const)
  })
  return uses.length === 0 ? undefined : Object.fromEntries(uses)
}

async function readProfile(path: string): Promise<MappingProfile> {
  const content = await readFile(resolve(path), 'utf8').catch(() => {
    throw fail('file-not-found', { file: path }, { file: path })
  })
  try {
    return { name: '', ...(JSON.parse(content) as object) } as MappingProfile
  } catch {
    throw fail('bad-mapping', { field: path, reason: 'the file is not JSON' }, { file: path })
  }
}

/** What only a person can answer: a question a file leaves open, or a decision about the import. */
function openFailure({ files, decisions }: ImportPreviewData): Failure | null {
  for (const { file, questions } of files) {
    const [question] = questions
    if (question) return failure('open-question', { file, question: question.id, flag: question.flag }, { file })
  }
  const [decision] = decisions
  if (!decision) return null
  const flags = decision.options.map((option) => option.flag).join(' or ')
  return failure('open-decision', { decision: decision.id, about: decision.about.join(', '), rows: String(decision.rows), flags })
}

function unreadFailure({ files }: ImportPreviewData): Failure | null {
  const unread = files.find((file) => file.failure)
  return unread?.failure ? { ...unread.failure, kind: unread.failure.kind as Failure['kind'], at: { file: unread.file } } : null
}

export function importJson({ preview, rejects }: FilesImport) {
  return {
    files: preview.files.map((file) => ({
      file: file.file,
      format: file.format,
      ...counts(file),
      skipped: file.skipped,
      rejects: rejects
        .filter((reject) => reject.file === file.file)
        .map(({ line, column, value, code, reason, amount, currency }) => ({ line, column, value, reason, code, amount, currency })),
      questions: file.questions.map(questionJson),
      totals: file.totals,
      firstDay: file.firstDay,
      lastDay: file.lastDay,
      notes: file.notes.map((note) => describeNote(note, 'en')),
      ...(file.failure ? { error: { kind: file.failure.kind, message: file.failure.message } } : {}),
    })),
    totals: counts(preview.totals),
    retired: preview.retired,
    decisions: preview.decisions,
    months: preview.months,
    unpriced: preview.unpriced,
  }
}

type Counted = Pick<FilePreviewData, 'read' | 'new' | 'updated' | 'unchanged' | 'rejected'>

function counts({ read, new: fresh, updated, unchanged, rejected }: Counted) {
  return {
    read: read.rows,
    new: fresh.rows,
    updated: updated.rows,
    unchanged: unchanged.rows,
    rejected: rejected.rows,
    money: { read: read.money, new: fresh.money, updated: updated.money, unchanged: unchanged.money, rejected: rejected.money },
  }
}

function questionJson({ id, rows, samples, options, flag: option }: QuestionData) {
  return {
    id,
    rows,
    samples,
    flag: option,
    options: options.map(({ value, reading, tokens, money }) => ({ value, reading, tokens, money })),
  }
}

const optionEffect = ({ reading, tokens, money }: QuestionData['options'][number], home: string): string =>
  [reading, tokens === null ? '' : `${tokens} uncached tokens`, Object.keys(money).length === 0 ? '' : moneyText(money, home)]
    .filter((part) => part !== '')
    .join(', ')

function importLines({ preview, failed }: FilesImport, home: string): string[] {
  const rows = [['file', 'format', 'read', 'new', 'updated', 'unchanged', 'rejected', 'skipped', 'money']]
  for (const file of preview.files) {
    rows.push([
      file.file,
      file.format ?? '?',
      ...[file.read, file.new, file.updated, file.unchanged, file.rejected].map((count) => String(count.rows)),
      String(file.skipped.reduce((sum, { rows: count }) => sum + count, 0)),
      moneyText(file.read.money, home),
    ])
  }
  const details = preview.files.flatMap((file) => [
    ...(file.failure && file.failure.message !== failed?.message ? [`${file.file}: ${file.failure.message}`] : []),
    ...file.questions.flatMap((question) => [
      question.id === 'mapping'
        ? `${file.file}: open question "mapping" (the column names do not tell; a date is needed, and tokens, requests, GPU-hours or cost)`
        : `${file.file}: open question "${question.id}" (${question.rows} rows, for example ${question.samples.join(', ')})`,
      ...question.options.map((option) => `  ${question.flag} ${option.value}: ${optionEffect(option, home)}`),
      ...(question.options.length === 0 ? [`  answer with ${question.flag} ${placeholder[question.flag.slice(2)] ?? ''}`.trimEnd()] : []),
    ]),
    ...file.rejects.map((reject) => `${file.file}: ${reject.reason}`),
    ...(file.rejected.rows > file.rejects.length
      ? [`${file.file}: ${file.rejected.rows - file.rejects.length} more refused rows; --json lists them all.`]
      : []),
    ...file.notes.map((note) => `${file.file}: ${describeNote(note, 'en')}`),
  ])
  const { retired, decisions } = preview
  return [
    ...table(rows),
    ...details,
    ...(retired.rows > 0 ? [`Replaced and taken out of the ledger: ${retired.rows} rows, ${moneyText(retired.money, home)}.`] : []),
    ...decisions.flatMap((decision) => [
      `Open decision "${decision.id}" about ${decision.about.join(', ')}: ${decision.rows} rows${Object.keys(decision.money).length === 0 ? '' : `, ${moneyText(decision.money, home)}`}`,
      ...decision.options.map((option) => `  ${option.flag}`),
    ]),
    ...preview.unpriced.map(
      (each) =>
        `No price for ${`${each.provider} ${each.model}`.trim() || 'rows without a model'}: ${each.tokens} tokens in ${each.rows} rows.`,
    ),
  ]
}
