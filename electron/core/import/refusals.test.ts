// What is not taken: files, rows, and files that leave a question open. Fixtures under not-ok/ are named after their one fault.
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { rejectTexts } from '../../../shared/language/reject.ts'
import { clearWritten, failureOf, fixtures, notOk, written } from './fixture-reading.ts'
import { inspectFile } from './inspection.ts'
import type { ImportOptions } from './options.ts'
import { readRecords } from './reading.ts'

afterAll(clearWritten)

describe('files of which nothing is taken', () => {
  it.each([
    ['picture.csv', 'foreign-file', 'a PNG picture'],
    ['cut-workbook.xlsx', 'zip-cut', 'ends before'],
    ['nul-bytes.csv', 'foreign-file', 'binary data'],
    ['web-page.csv', 'foreign-file', 'a web page'],
    ['empty.csv', 'empty-file', '0 bytes'],
    ['cut.json', 'json-cut', 'cut off on line 38'],
    ['trailing-comma.json', 'json-broken', 'line 1'],
    ['no-rows.json', 'json-without-rows', 'no-rows.json'],
    ['quote-never-closed.csv', 'quote-never-closed', 'line 2'],
    ['no-header.csv', 'no-header', '2026-09-01'],
    ['prose.txt', 'no-columns', 'without columns'],
    ['cut.csv.gz', 'gzip-cut', 'gzip'],
    ['does-not-exist.csv', 'file-not-found', 'does-not-exist.csv'],
  ])('%s: %s', async (name, code, words) => {
    const failure = await failureOf(notOk(name))
    expect(failure.code).toBe(code)
    expect(failure.message).toContain(words)
  })

  it('refuses a file that changed after its inspection', async () => {
    const path = written('date,model,input_tokens\n2026-09-01,gpt-5,1\n')
    const inspection = await inspectFile({ path })
    written('date,model,input_tokens\n2026-09-01,gpt-5,2\n')
    expect((await failureOf(readRecords(inspection, { onBatch: async () => undefined }))).code).toBe('file-changed')
  })

  it('stops when asked to', async () => {
    const path = join(fixtures, 'ok/table-with-foot.csv')
    const inspection = await inspectFile({ path })
    expect((await failureOf(readRecords(inspection, { onBatch: async () => undefined, signal: AbortSignal.abort() }))).kind).toBe(
      'cancelled',
    )
  })
})

describe('rows that are not taken', () => {
  it.each([
    ['word-for-number', 'not-a-number', 'input_tokens', 'lots'],
    ['negative-tokens', 'negative-tokens', 'input_tokens', '-3'],
    ['fractional-tokens', 'fractional-tokens', 'input_tokens', '1.5'],
    ['cached-exceeds-input', 'cached-exceeds-input', 'input_tokens', '10'],
    ['impossible-date', 'bad-date', 'date', '2026-02-30'],
    ['missing-date', 'missing-value', 'date', ''],
    ['sign-for-currency', 'bad-currency', 'currency', '$'],
    ['short-row', 'wrong-column-count', '8', '5'],
    ['huge-number', 'out-of-range', 'input_tokens', '1e999'],
    ['nothing-counted', 'missing-value', 'input_tokens', ''],
    ['tiny-amount', 'too-many-decimals', 'cost', '1e-99'],
  ])('%s', async (name, code, column, value) => {
    const { summary, rejects, records } = await notOk(`${name}.csv`, { cachedInInput: 'yes' })
    expect(summary).toMatchObject({ read: 2, records: 1, rejects: 1 })
    expect(rejects[0]).toMatchObject({ line: 3, code, column, value })
    expect(records[0]?.tokens.inputUncached).toBe('60')
  })

  it('says the sentence of a reject with its money', async () => {
    const [reject] = (await notOk('word-for-number.csv', { cachedInInput: 'yes' })).rejects
    expect(reject && rejectTexts.en[reject.code](reject)).toBe(
      "Row 3: input_tokens is 'lots'. A number is needed. The row was not imported (USD 0.02).",
    )
    expect(reject && rejectTexts.zh[reject.code](reject)).toBe('第 3 行：input_tokens 为“lots”，应为数字。该行未导入（0.02 美元）。')
  })

  it('rejects only the line with broken bytes', async () => {
    const { inspection, rejects, records } = await notOk('broken-utf8.csv')
    expect(inspection.layout.encoding).toBe('utf-8')
    expect(records).toHaveLength(1)
    expect(rejects).toMatchObject([{ line: 3, code: 'broken-encoding', column: 'team' }])
  })

  it('rejects only the broken line of JSON lines', async () => {
    const { rejects, records } = await notOk('bad-line.jsonl')
    expect(records.map((record) => record.line)).toEqual([1, 3])
    expect(rejects).toMatchObject([{ line: 2, code: 'bad-json' }])
  })
})

describe('questions', () => {
  const inspect = (name: string, options?: ImportOptions) => inspectFile({ path: join(fixtures, 'not-ok', name) }, options)

  it('asks for the order of 03/04/2026 with both readings, and reads either', async () => {
    const { questions } = await inspect('date-order-open.csv')
    expect(questions).toMatchObject([
      {
        id: 'date-order',
        flag: '--date-order',
        rows: 1,
        samples: ['03/04/2026'],
        options: [
          { value: 'dmy', reading: '2026-04-03' },
          { value: 'mdy', reading: '2026-03-04' },
        ],
      },
    ])
    expect((await failureOf(notOk('date-order-open.csv'))).code).toBe('open-question')
    expect((await notOk('date-order-open.csv', { dateOrder: 'mdy' })).records.map((record) => record.start.slice(0, 10))).toEqual([
      '2026-03-04',
      '2026-05-05',
    ])
  })

  it('asks for the decimal mark with the money of each answer', async () => {
    const { questions } = await inspect('decimal-mark-open.csv')
    expect(questions).toMatchObject([
      {
        id: 'decimal-mark',
        rows: 2,
        options: [
          { value: '.', money: { EUR: '3734' } },
          { value: ',', money: { EUR: '3.734' } },
        ],
      },
    ])
    expect((await notOk('decimal-mark-open.csv', { decimalMark: ',' })).summary.totals.billed).toEqual({ EUR: '3.734' })
  })

  it('asks whether input holds the cached tokens, with the tokens of each answer', async () => {
    const { questions } = await inspect('cached-open.csv')
    expect(questions).toMatchObject([
      {
        id: 'cached-in-input',
        rows: 2,
        options: [
          { value: 'yes', tokens: '200' },
          { value: 'no', tokens: '300' },
        ],
      },
    ])
    expect((await notOk('cached-open.csv', { cachedInInput: 'no' })).summary.totals.tokens).toMatchObject({
      inputUncached: '300',
      cacheRead: '100',
    })
  })

  it('asks for the currency of a bare amount', async () => {
    expect((await inspect('currency-open.csv')).questions).toMatchObject([
      { id: 'currency', rows: 2, options: [{ value: 'USD', money: { USD: '3.5' } }, {}, {}, {}] },
    ])
    expect((await notOk('currency-open.csv', { currency: 'cny' })).summary.totals.billed).toEqual({ CNY: '3.5' })
  })

  it('asks for a mapping when the columns say nothing', async () => {
    expect((await inspect('unknown-columns.csv')).questions).toMatchObject([
      { id: 'mapping', flag: '--map', samples: ['date', 'inputTokens', 'outputTokens', 'gpuHours', 'cost'] },
    ])
  })
})
