// September of one vendor: 10,452 rows read, most new, 40 rejected for three reasons, one question open.
import { describe, expect, it } from 'vitest'
import type { FilePreviewData, ImportPreviewData, QuestionData } from '../../shared/contract/import-commands.ts'
import {
  blockedBy,
  monthChanges,
  noteGroups,
  openQuestions,
  rejectGroups,
  rejectsCsv,
  stepFor,
  withAnswer,
  withOption,
  writtenRows,
} from './import-model.ts'

const counted = (rows: number, usd = '0') => ({ rows, money: { USD: usd } })
const question: QuestionData = { id: 'cached-in-input', rows: 10_452, samples: ['1200'], options: [], flag: '--cached-in-input' }

const file = (part: Partial<FilePreviewData> = {}): FilePreviewData => ({
  file: 'september.csv',
  format: 'any-csv',
  reason: '',
  encoding: 'utf-8',
  delimiter: ',',
  decimalMark: '.',
  dateOrder: 'ymd',
  zone: 'UTC',
  sizeBytes: 1,
  sha256: '',
  firstDay: '2026-09-01',
  lastDay: '2026-09-30',
  read: counted(10_452, '471204.18'),
  new: counted(10_380, '468930.02'),
  updated: counted(0),
  unchanged: counted(32, '1102.40'),
  rejected: counted(40, '1171.76'),
  rejectCounts: [],
  rejects: [],
  questions: [],
  columns: [],
  mapping: null,
  skipped: [],
  totals: {
    inputUncached: '0',
    cacheRead: '0',
    cacheWrite: '0',
    cacheWrite5m: '0',
    cacheWrite1h: '0',
    output: '0',
    reasoning: '0',
    requests: '0',
    gpuHours: '0',
    billed: {},
    list: {},
    contracted: {},
    byKind: {},
    estimated: {},
  },
  notes: [],
  failure: null,
  ...part,
})
const preview = (files: FilePreviewData[], part: Partial<ImportPreviewData> = {}): ImportPreviewData => {
  const [first] = files
  const { read, rejected, unchanged, updated, new: fresh } = first ?? file()
  return {
    id: 'p1',
    files,
    totals: { read, new: fresh, updated, unchanged, rejected },
    retired: counted(0),
    decisions: [],
    months: [],
    days: [],
    unpriced: [],
    mode: 'add',
    committable: true,
    ...part,
  }
}
const failure = { code: 'empty-file', kind: 'unreadable-file', message: '', params: {} }

describe('the steps', () => {
  it('stop at a question, at files that failed, or go on to the check', () => {
    expect(stepFor(preview([file({ questions: [question] })]))).toBe('mapping')
    expect(stepFor(preview([file({ failure })]))).toBe('files')
    expect(stepFor(preview([file(), file({ failure })]))).toBe('check')
    expect(openQuestions(preview([file({ questions: [question] })]))).toEqual([{ file: 'september.csv', question }])
    expect(writtenRows(preview([file()]))).toBe(10_380)
  })

  it('say the plainest reason why nothing can be written', () => {
    const none = counted(0)
    expect(blockedBy(preview([file()]))).toBeNull()
    expect(blockedBy(preview([file({ failure })], { committable: false }))).toEqual({ why: 'failed' })
    expect(blockedBy(preview([file({ questions: [question] })], { committable: false }))).toEqual({ why: 'question' })
    expect(blockedBy(preview([file({ read: none, new: none, rejected: none })], { committable: false }))).toEqual({ why: 'empty' })
    expect(
      blockedBy(
        preview([file({ read: counted(5), rejected: counted(5), rejectCounts: [{ code: 'bad-date', rows: 5, money: {} }] })], {
          committable: false,
        }),
      ),
    ).toEqual({ why: 'rejected', code: 'bad-date' })
    expect(blockedBy(preview([file()], { committable: false }))).toEqual({ why: 'nothing' })
  })
})

it('gathers rejects of several files by reason, money by currency', () => {
  const files = [
    file({
      rejectCounts: [
        { code: 'bad-date', rows: 2, money: { USD: '0.1' } },
        { code: 'negative-tokens', rows: 3, money: {} },
      ],
    }),
    file({ rejectCounts: [{ code: 'bad-date', rows: 4, money: { USD: '0.2', CNY: '7' } }] }),
  ]
  expect(rejectGroups(files)).toEqual([
    { code: 'bad-date', rows: 6, money: { USD: '0.3', CNY: '7' } },
    { code: 'negative-tokens', rows: 3, money: {} },
  ])
})

it('names the months that change, by how much, and leaves out those that do not', () => {
  const months = [
    { month: '2026-09', currency: 'USD', before: '412000', after: '468930.02' },
    { month: '2026-08', currency: 'USD', before: '5.10', after: '5.1' },
    { month: '2026-07', currency: 'CNY', before: '8', after: '0' },
  ]
  expect(monthChanges(months).map((each) => [each.month, each.change])).toEqual([
    ['2026-07', '-8'],
    ['2026-09', '56930.02'],
  ])
})

it('keeps answers by file, one field a question', () => {
  const answers = withAnswer(withOption({}, 'a.csv', { zone: 'UTC' }), 'a.csv', 'date-order', 'dmy')
  expect(answers).toEqual({ 'a.csv': { zone: 'UTC', dateOrder: 'dmy' } })
  expect(withAnswer(answers, 'a.csv', 'mapping', 'x')).toBe(answers)
})

it('writes rejects a spreadsheet reads without running anything', () => {
  const reject = {
    file: 'a,b.csv',
    line: 12,
    column: 'input_tokens',
    value: '=cmd()',
    code: 'not-a-number',
    reason: '',
    amount: '-0.02',
    currency: 'USD',
    cells: [],
  }
  expect(rejectsCsv([reject], () => 'says "lots"')).toBe(
    '\ufefffile,line,column,value,code,reason,amount,currency\r\n"a,b.csv",12,input_tokens,\'=cmd(),not-a-number,"says ""lots""",-0.02,USD\r\n',
  )
})

it('says a remark once for all the files it is about', () => {
  const utc = { code: 'utc-assumed', params: {}, severity: 'info' as const }
  const empty = { code: 'header-only', params: {}, severity: 'info' as const }
  const groups = noteGroups(preview([file({ file: 'a.csv', notes: [utc] }), file({ file: 'b.csv', notes: [empty, utc] })]))
  expect(groups).toEqual([
    { note: utc, files: ['a.csv', 'b.csv'] },
    { note: empty, files: ['b.csv'] },
  ])
})
