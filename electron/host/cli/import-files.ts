// `import`: previews the files, stops at an open question, commits the preview unless --dry-run.
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type {
  FilePreviewData,
  ImportOptionsData,
  ImportPreviewData,
  MappingProfile,
  QuestionData,
} from '../../../shared/contract/import-commands.ts'
import { fail, failure } from '../../../shared/language/failures.ts'
import { describeNote } from '../../../shared/language/notes.ts'
import type { Failure } from '../../../shared/result/failure.ts'
import { flag, type Given, isoDate, oneOf, placeholder, text, UsageError } from './arguments.ts'
import { moneyText, type Outcome, type Run, table } from './run.ts'

export async function importCommand(run: Run): Promise<Outcome> {
  const { preview, failed } = await importFiles(run, flag(run.given, 'dry-run'))
  return { json: importJson(preview), lines: importLines(preview, failed), ...(failed ? { failure: failed } : {}) }
}

/** Adds the files named on the command line; an open question or an unreadable file comes back as the failure, with nothing changed. */
export async function importFiles(run: Run, isDry: boolean): Promise<{ preview: ImportPreviewData; failed: Failure | null }> {
  const { given } = run
  if (given.words.length === 0) throw new UsageError('Name at least one file to import.')
  const preview = await run.call('import.preview', {
    files: given.words.map((path) => ({ path: resolve(path) })),
    options: await importOptions(given),
    mode: flag(given, 'replace-period') ? 'replace-period' : 'add',
  })
  const failed = openFailure(preview)
  if (failed || isDry || !preview.committable) {
    await run.call('import.discard', { id: preview.id })
    return { preview, failed }
  }
  await run.call('import.commit', { id: preview.id })
  return { preview, failed: null }
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
    mapping: map === undefined ? undefined : await readProfile(map),
  }
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined))
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

/** A file with an open question, or one that could not be read at all. */
function openFailure(preview: ImportPreviewData): Failure | null {
  for (const file of preview.files) {
    if (file.failure) return { ...file.failure, kind: file.failure.kind as Failure['kind'], at: { file: file.file } }
    const [question] = file.questions
    if (question) return failure('open-question', { file: file.file, question: question.id, flag: question.flag }, { file: file.file })
  }
  return null
}

export function importJson(preview: ImportPreviewData) {
  return {
    files: preview.files.map((file) => ({
      file: file.file,
      format: file.format,
      ...counts(file),
      rejects: file.rejects.map(({ line, column, value, code, reason, amount, currency }) => ({
        line,
        column,
        value,
        reason,
        code,
        amount,
        currency,
      })),
      questions: file.questions.map(questionJson),
      totals: file.totals,
      firstDay: file.firstDay,
      lastDay: file.lastDay,
      notes: file.notes.map((note) => describeNote(note, 'en')),
      ...(file.failure ? { error: { kind: file.failure.kind, message: file.failure.message } } : {}),
    })),
    totals: counts(preview.totals),
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

const optionEffect = ({ reading, tokens, money }: QuestionData['options'][number]): string =>
  [reading, tokens === null ? '' : `${tokens} uncached tokens`, Object.keys(money).length === 0 ? '' : moneyText(money)]
    .filter((part) => part !== '')
    .join(', ')

/** `told`: the failure that standard error already tells. */
function importLines(preview: ImportPreviewData, told: Failure | null): string[] {
  const rows = [['file', 'format', 'read', 'new', 'updated', 'unchanged', 'rejected', 'money']]
  for (const file of preview.files) {
    rows.push([
      file.file,
      file.format ?? '?',
      ...[file.read, file.new, file.updated, file.unchanged, file.rejected].map((count) => String(count.rows)),
      moneyText(file.read.money),
    ])
  }
  const details = preview.files.flatMap((file) => [
    ...(file.failure && file.failure.message !== told?.message ? [`${file.file}: ${file.failure.message}`] : []),
    ...file.questions.flatMap((question) => [
      question.id === 'mapping'
        ? `${file.file}: open question "mapping" (the column names do not tell; a date is needed, and tokens, requests, GPU-hours or cost)`
        : `${file.file}: open question "${question.id}" (${question.rows} rows, for example ${question.samples.join(', ')})`,
      ...question.options.map((option) => `  ${question.flag} ${option.value}: ${optionEffect(option)}`),
      ...(question.options.length === 0 ? [`  answer with ${question.flag} ${placeholder[question.flag.slice(2)] ?? ''}`.trimEnd()] : []),
    ]),
    ...file.rejects.map((reject) => `${file.file}: ${reject.reason}`),
    ...file.notes.map((note) => `${file.file}: ${describeNote(note, 'en')}`),
  ])
  return [
    ...table(rows),
    ...details,
    ...preview.unpriced.map(
      (each) =>
        `No price for ${`${each.provider} ${each.model}`.trim() || 'rows without a model'}: ${each.tokens} tokens in ${each.rows} rows.`,
    ),
  ]
}
