// What a preview means for the steps of the import: open questions, where to go next, why it cannot be written,
// which months change, the rejects as a file. Pure; the core counted, this only reads.
import type {
  FilePreviewData,
  ImportOptionsData,
  ImportPreviewData,
  QuestionData,
  RejectRowData,
} from '../../shared/contract/import-commands.ts'
import { addDecimals, compareDecimals, multiplyDecimals } from '../../shared/units/decimal.ts'
import { inertText } from '../parts/clipboard.ts'

export type Answers = Readonly<Record<string, ImportOptionsData>>
export type ImportStep = 'files' | 'mapping' | 'check' | 'done'

export interface OpenQuestion {
  readonly file: string
  readonly question: QuestionData
}

export function openQuestions(preview: ImportPreviewData): OpenQuestion[] {
  return preview.files.flatMap((file) => file.questions.map((question) => ({ file: file.file, question })))
}

/** Rows that the commit writes. */
export const writtenRows = (preview: ImportPreviewData): number => preview.totals.new.rows + preview.totals.updated.rows

/** The first step that needs the reader: a question under Mapping, a file that failed under Files, else Check. */
export function stepFor(preview: ImportPreviewData): ImportStep {
  if (openQuestions(preview).length > 0) return 'mapping'
  return preview.files.every((file) => file.failure !== null) ? 'files' : 'check'
}

export type Blocked = { readonly why: 'question' | 'nothing' | 'failed' | 'empty' } | { readonly why: 'rejected'; readonly code: string }

/** Why the preview cannot be written, the plainest reason first; null when it can. */
export function blockedBy(preview: ImportPreviewData): Blocked | null {
  if (preview.files.length > 0 && preview.files.every((file) => file.failure !== null)) return { why: 'failed' }
  if (openQuestions(preview).length > 0) return { why: 'question' }
  const { read, rejected } = preview.totals
  if (read.rows === 0) return { why: 'empty' }
  if (rejected.rows === read.rows) return { why: 'rejected', code: rejectGroups(preview.files)[0]?.code ?? '' }
  return preview.committable ? null : { why: 'nothing' }
}

export interface RejectGroup {
  readonly code: string
  readonly rows: number
  readonly money: Readonly<Record<string, string>>
}

/** Rejects of all files by reason, the most rows first; money by currency. */
export function rejectGroups(files: readonly FilePreviewData[]): RejectGroup[] {
  const groups = new Map<string, RejectGroup>()
  for (const { code, rows, money } of files.flatMap((file) => file.rejectCounts)) {
    const group = groups.get(code) ?? { code, rows: 0, money: {} }
    groups.set(code, { code, rows: group.rows + rows, money: addMoney(group.money, money) })
  }
  return [...groups.values()].toSorted((a, b) => b.rows - a.rows)
}

function addMoney(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): Record<string, string> {
  const sum = { ...a }
  for (const [currency, amount] of Object.entries(b)) sum[currency] = addDecimals(sum[currency] ?? '0', amount)
  return sum
}

export interface NoteGroup {
  readonly note: FilePreviewData['notes'][number]
  readonly files: string[]
}

/** Remarks that several files share, said once. */
export function noteGroups({ files }: ImportPreviewData): NoteGroup[] {
  const groups = new Map<string, NoteGroup>()
  for (const { file, notes } of files) {
    for (const note of notes) {
      const key = note.code + JSON.stringify(note.params)
      const group = groups.get(key) ?? { note, files: [] }
      group.files.push(file)
      groups.set(key, group)
    }
  }
  return [...groups.values()]
}

export interface MonthChange {
  readonly month: string
  readonly currency: string
  readonly before: string
  readonly after: string
  readonly change: string
}

/** Months whose spend changes, in order of time. */
export function monthChanges(months: ImportPreviewData['months']): MonthChange[] {
  return months
    .map((each) => ({ ...each, change: addDecimals(each.after, multiplyDecimals(each.before, '-1')) }))
    .filter((each) => compareDecimals(each.change, '0') !== 0)
    .toSorted((a, b) => a.month.localeCompare(b.month) || a.currency.localeCompare(b.currency))
}

const answered: Partial<Record<QuestionData['id'], keyof ImportOptionsData>> = {
  format: 'format',
  'cached-in-input': 'cachedInInput',
  'date-order': 'dateOrder',
  'decimal-mark': 'decimalMark',
  'day-index': 'dayIndexStart',
  currency: 'currency',
  zone: 'zone',
}

/** The answers with one more, or as they were for a question that is answered by mapping columns. */
export function withAnswer(answers: Answers, file: string, id: QuestionData['id'], value: string): Answers {
  const option = answered[id]
  return option === undefined ? answers : withOption(answers, file, { [option]: value })
}

export function withOption(answers: Answers, file: string, options: ImportOptionsData): Answers {
  return { ...answers, [file]: { ...answers[file], ...options } }
}

/** The rejects as CSV: UTF-8 with BOM for spreadsheets, text that looks like a formula made inert. */
export function rejectsCsv(rejects: readonly RejectRowData[], reason: (reject: RejectRowData) => string): string {
  const cell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  const lines = rejects.map(({ file, line, column, value, code, amount, currency, ...rest }) =>
    [
      inertText(file),
      String(line),
      inertText(column),
      inertText(value),
      code,
      inertText(reason({ file, line, column, value, code, amount, currency, ...rest })),
      amount,
      currency,
    ]
      .map(cell)
      .join(','),
  )
  return `\ufeff${['file,line,column,value,code,reason,amount,currency', ...lines].join('\r\n')}\r\n`
}
