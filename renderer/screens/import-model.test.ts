// From a preview to the steps of the import: what is asked, once for all that ask it; where to go; why it cannot be written.
import { describe, expect, it } from 'vitest'
import type { QuestionData } from '../../shared/contract/import-commands.ts'
import { counted, fileOf, previewOf } from './import-fixture.ts'
import {
  askedQuestions,
  blockedBy,
  layoutGroups,
  stepFor,
  wantedAnswers,
  withAnswer,
  withFiles,
  withOptions,
  writtenRows,
} from './import-model.ts'

const option = (value: string) => ({ value, reading: '', tokens: null, money: {} })
const question = (part: Partial<QuestionData> = {}): QuestionData => ({
  id: 'cached-in-input',
  rows: 10_452,
  samples: ['1200'],
  options: [option('yes'), option('no')],
  flag: '--cached-in-input',
  ...part,
})
const failure = { code: 'empty-file', kind: 'unreadable-file', message: '', params: {} }
const column = (name: string) => ({ column: name, field: null, samples: [], understood: [], use: 'dimension' as const, isFixed: false })

describe('questions', () => {
  const mapping = question({ id: 'mapping', options: [] })
  const preview = previewOf([
    fileOf({ file: 'a.csv', questions: [question()] }),
    fileOf({ file: 'b.csv', questions: [question({ rows: 5 }), question({ id: 'date-order', options: [option('dmy'), option('mdy')] })] }),
    fileOf({ file: 'c.csv', questions: [question({ id: 'date-order', options: [option('dmy'), option('ymd')] })] }),
    fileOf({ file: 'd.csv', questions: [mapping], columns: [column('wann')] }),
    fileOf({ file: 'e.csv', questions: [mapping], columns: [column('wann')] }),
  ])

  it('are asked once of all files that offer the same answers', () => {
    expect(askedQuestions(preview).map(({ id, asked }) => [id, asked.map(({ file }) => file)])).toEqual([
      ['cached-in-input', ['a.csv', 'b.csv']],
      ['date-order', ['b.csv']],
      ['date-order', ['c.csv']],
    ])
    // Which columns hold what is one more, for both files of the layout.
    expect(wantedAnswers(preview)).toBe(4)
  })

  it('are answered for every file of the group and keep what was said before', () => {
    const answers = withAnswer(withOptions({}, ['a.csv'], { zone: 'UTC' }), ['a.csv', 'b.csv'], 'date-order', 'dmy')
    expect(answers).toEqual({ 'a.csv': { zone: 'UTC', dateOrder: 'dmy' }, 'b.csv': { dateOrder: 'dmy' } })
    expect(withAnswer(answers, ['a.csv'], 'mapping', 'x')).toBe(answers)
  })
})

it('files of one layout stand together, those that ask something first', () => {
  const files = [
    fileOf({ file: 'a.csv', format: 'openai-usage-csv', columns: [column('x')] }),
    fileOf({ file: 'b.csv', format: 'openai-usage-csv', columns: [column('x')], questions: [question()] }),
    fileOf({ file: 'c.csv', failure }),
    fileOf({ file: 'd.csv', format: 'openai-cost-csv', columns: [column('x')] }),
  ]
  expect(layoutGroups(previewOf([files[3] ?? fileOf(), ...files.slice(0, 3)])).map((group) => group.files.map(({ file }) => file))).toEqual(
    [['a.csv', 'b.csv'], ['d.csv']],
  )
})

describe('the steps', () => {
  it('stop at a question, at files that failed, or go on to the check', () => {
    expect(stepFor(previewOf([fileOf({ questions: [question()] })]))).toBe('mapping')
    expect(stepFor(previewOf([fileOf({ failure })]))).toBe('files')
    expect(stepFor(previewOf([fileOf(), fileOf({ failure })]))).toBe('check')
    expect(writtenRows(previewOf([fileOf()]))).toBe(10_380)
  })

  it('say the plainest reason why nothing can be written', () => {
    const none = counted(0)
    const closed = { committable: false }
    const decision = { id: 'replace' as const, about: ['acc'], rows: 3, money: {}, options: [] }
    expect(blockedBy(previewOf([fileOf()]))).toBeNull()
    expect(blockedBy(previewOf([fileOf({ failure })], closed))).toEqual({ why: 'failed' })
    expect(blockedBy(previewOf([fileOf({ questions: [question()] })], { ...closed, decisions: [decision] }))).toEqual({ why: 'question' })
    expect(blockedBy(previewOf([fileOf()], { ...closed, decisions: [decision] }))).toEqual({ why: 'decision' })
    expect(blockedBy(previewOf([fileOf({ read: none, new: none, rejected: none })], closed))).toEqual({ why: 'empty' })
    const refused = fileOf({ read: counted(5), rejected: counted(5), rejectCounts: [{ code: 'bad-date', rows: 5, money: {} }] })
    expect(blockedBy(previewOf([refused], closed))).toEqual({ why: 'rejected', code: 'bad-date' })
    expect(blockedBy(previewOf([fileOf()], closed))).toEqual({ why: 'nothing' })
  })
})

it('two files of one name are both kept; one dropped again takes the place of one that failed', () => {
  const file = (name: string, path: string) => ({ name, path })
  const kept = [file('usage.csv', '/1/usage.csv'), file('bad.csv', '/1/bad.csv')]
  const added = [file('usage.csv', '/2/usage.csv'), file('bad.csv', '/2/bad.csv'), file('usage.csv', '/1/usage.csv')]
  expect(withFiles(kept, added, new Set(['bad.csv']))).toEqual([
    file('usage.csv', '/1/usage.csv'),
    file('usage (2).csv', '/2/usage.csv'),
    file('bad.csv', '/2/bad.csv'),
  ])
})
