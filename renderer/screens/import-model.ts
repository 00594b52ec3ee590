// What a preview means for the steps of the import: what is open, where to go next, why it cannot be written, and what the
// reader has answered so far. Pure; the core counted, this only reads.
import {
  answerOptions,
  type FilePreviewData,
  type ImportOptionsData,
  type ImportPreviewData,
  type QuestionData,
} from '../../shared/contract/import-commands.ts'
import { rejectGroups } from './import-figures.ts'

export type Answers = Readonly<Record<string, ImportOptionsData>>
export type ImportStep = 'files' | 'mapping' | 'check' | 'done'

/** A question that several files ask alike, so that one answer can do for all of them. */
export interface AskedQuestion {
  readonly id: QuestionData['id']
  readonly asked: readonly { readonly file: string; readonly question: QuestionData }[]
}

/** Open questions in the order of files. Which columns hold what is asked of each layout by its own table, not here. */
export function askedQuestions(preview: ImportPreviewData): AskedQuestion[] {
  const groups = new Map<string, { id: QuestionData['id']; asked: { file: string; question: QuestionData }[] }>()
  for (const { file, questions } of preview.files)
    for (const question of questions) {
      if (question.id === 'mapping') continue
      const key = JSON.stringify([question.id, question.options.map(({ value }) => value)])
      const group = groups.get(key) ?? { id: question.id, asked: [] }
      group.asked.push({ file, question })
      groups.set(key, group)
    }
  return [...groups.values()]
}

export const hasQuestions = (preview: ImportPreviewData): boolean => preview.files.some(({ questions }) => questions.length > 0)

/** Answers that are wanted: one for all files that ask alike, one a layout for its columns. */
export function wantedAnswers(preview: ImportPreviewData): number {
  const isUnmapped = ({ files }: LayoutGroup): boolean => files.some(({ questions }) => questions.some(({ id }) => id === 'mapping'))
  return askedQuestions(preview).length + layoutGroups(preview).filter(isUnmapped).length
}

/** Files of one layout: what is settled for the columns of one holds for all. */
export interface LayoutGroup {
  readonly key: string
  readonly files: readonly FilePreviewData[]
}

/** Readable files by format and columns, those that wait for an answer first. */
export function layoutGroups(preview: ImportPreviewData): LayoutGroup[] {
  const groups = new Map<string, FilePreviewData[]>()
  for (const file of preview.files) {
    if (file.failure) continue
    const key = JSON.stringify([file.mapping === null ? file.format : '', file.columns.map(({ column }) => column)])
    groups.set(key, [...(groups.get(key) ?? []), file])
  }
  const isOpen = ({ files }: LayoutGroup): number => Number(files.some(({ questions }) => questions.length > 0))
  return [...groups].map(([key, files]) => ({ key, files })).toSorted((a, b) => isOpen(b) - isOpen(a))
}

/** Rows that the commit writes. */
export const writtenRows = (preview: ImportPreviewData): number => preview.totals.new.rows + preview.totals.updated.rows

/** The first step that needs the reader: a question under Mapping, files that all failed under Files, else Check. */
export function stepFor(preview: ImportPreviewData): ImportStep {
  if (hasQuestions(preview)) return 'mapping'
  return preview.files.every((file) => file.failure !== null) ? 'files' : 'check'
}

export type Blocked =
  | { readonly why: 'question' | 'decision' | 'nothing' | 'failed' | 'empty' }
  | { readonly why: 'rejected'; readonly code: string }

/** Why the preview cannot be written, the plainest reason first; null when it can. */
export function blockedBy(preview: ImportPreviewData): Blocked | null {
  if (preview.files.every((file) => file.failure !== null)) return { why: 'failed' }
  if (hasQuestions(preview)) return { why: 'question' }
  if (preview.decisions.length > 0) return { why: 'decision' }
  const { read, rejected } = preview.totals
  if (read.rows === 0) return { why: 'empty' }
  if (rejected.rows === read.rows && !preview.committable) return { why: 'rejected', code: rejectGroups(preview.files)[0]?.code ?? '' }
  return preview.committable ? null : { why: 'nothing' }
}

/** The answers with one more for each of the files; as they were for a question that a mapping of columns answers. */
export function withAnswer(answers: Answers, files: readonly string[], id: QuestionData['id'], value: string): Answers {
  return id === 'mapping' ? answers : withOptions(answers, files, { [answerOptions[id]]: value })
}

export function withOptions(answers: Answers, files: readonly string[], options: ImportOptionsData): Answers {
  return { ...answers, ...Object.fromEntries(files.map((file) => [file, { ...answers[file], ...options }])) }
}

interface Named {
  readonly name: string
  readonly path: string
}

/** Adds files to those there: one of the same name takes the place of one that could not be read, and is numbered otherwise. */
export function withFiles<File extends Named>(kept: readonly File[], added: readonly File[], failed: ReadonlySet<string>): File[] {
  const replaced = new Set(added.map(({ name }) => name).filter((name) => failed.has(name)))
  const files = kept.filter(({ name }) => !replaced.has(name))
  for (const file of added) {
    if (files.some(({ path }) => path === file.path)) continue
    let name = file.name
    for (let n = 2; files.some((each) => each.name === name); n += 1) name = numbered(file.name, n)
    files.push({ ...file, name })
  }
  return files
}

/** `usage.csv` -> `usage (2).csv` */
const numbered = (name: string, n: number): string => name.replace(/(\.[^.]*)?$/, (ending) => ` (${n})${ending}`)
