// The formats, file by file. Every fixture has totals worked out by hand from its few rows.
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { clearWritten, failureOf, fixtures, ok, readFile, written } from './fixture-reading.ts'
import { inspectFile } from './inspection.ts'

afterAll(clearWritten)

describe('OpenAI', () => {
  it('takes cached and cache-write tokens out of the input, keeps embeddings apart and notes further pages', async () => {
    const { inspection, summary, records } = await ok('openai-usage.json')
    expect(inspection.format).toBe('openai-usage-json')
    expect(inspection.notes.map((note) => note.code)).toEqual(['more-pages', 'columns-left-out', 'columns-hashed'])
    // 600 + 500 + 40 + 10 uncached; 50 + 20 + 1 output; 7 + 2 + 1 + 1 requests
    expect(summary.totals).toMatchObject({
      tokens: { inputUncached: '1150', cacheRead: '300', cacheWriteOther: '100', output: '71' },
      requests: '11',
    })
    expect(records.map((record) => [record.tier, record.charge, record.totalMismatch])).toEqual([
      ['standard', '', ''],
      ['batch', '', ''],
      ['standard', 'embeddings', ''],
      ['priority', '', '9'],
    ])
    expect(records[0]).toMatchObject({
      start: '2026-09-01T00:00:00Z',
      end: '2026-09-02T00:00:00Z',
      provider: 'openai',
      project: 'proj_a',
      line: 1,
      identity: 'key',
    })
    expect(records[0]?.dimensions.user_id).toMatch(/^#[0-9a-f]{16}$/)
  })

  it('reads costs given as number or text, to the 36th decimal, with a credit', async () => {
    const { summary, records } = await ok('openai-costs.json')
    expect(summary.totals.billed).toEqual({ USD: '3.250000000000000000000000000000000001' })
    expect(records.map(({ model, charge, role }) => [model, charge, role])).toEqual([
      ['gpt-5', 'input_tokens', 'cost'],
      ['gpt-5', 'cached input', 'cost'],
      ['', 'Credit grant', 'cost'],
    ])
  })

  it('reads the dashboard CSV: BOM, CRLF, counts as floats, an idle bucket, no final newline', async () => {
    const { inspection, summary, records } = await ok('openai-dashboard-usage.csv')
    expect(inspection.reason).toEqual({ title: 'OpenAI dashboard usage', matched: 17, of: 17 })
    expect(summary).toMatchObject({ read: 2, idle: 1, totals: { tokens: { inputUncached: '30008', cacheRead: '1422', output: '102' } } })
    expect(records.map((record) => [record.line, record.tier])).toEqual([
      [2, 'standard'],
      [4, 'batch'],
    ])
  })

  it('accepts an export of a range without data', async () => {
    const { inspection, summary } = await ok('openai-dashboard-no-data.csv')
    expect(inspection.format).toBe('openai-usage-csv')
    expect(summary.read).toBe(0)
  })

  it('leaves out the ungrouped line that repeats its day, and keeps the one that does not', async () => {
    const { summary } = await ok('openai-dashboard-cost.csv')
    expect(summary).toMatchObject({
      read: 3,
      skippedTotals: 1,
      idle: 1,
      totals: { billed: { USD: '3.500000000000000000000000000000000001' } },
    })
  })
})

describe('Anthropic', () => {
  it('takes the disjoint token fields as they are', async () => {
    const { summary, records } = await ok('anthropic-usage.json')
    expect(summary.totals.tokens).toEqual({
      inputUncached: '1510',
      cacheRead: '4000',
      cacheWrite5m: '300',
      cacheWrite1h: '200',
      cacheWriteOther: '0',
      output: '91',
    })
    expect(records.map((record) => [record.tier, record.requests])).toEqual([
      ['batch', ''],
      ['priority', ''],
    ])
  })

  it('reads amounts of the cost report as cents', async () => {
    expect((await ok('anthropic-cost.json')).summary.totals.billed).toEqual({ USD: '11.2345' })
  })

  it('reads the Console cost CSV in dollars, with list price, and hides key names', async () => {
    const { summary, records } = await ok('anthropic-console-cost.csv')
    expect(summary.totals.billed).toEqual({ USD: '1.5' })
    expect(records.map((record) => [record.model, record.list, record.tier])).toEqual([
      ['Claude Opus 4.5', '1.5', 'standard'],
      ['Claude Opus 4.5', '0.3', 'batch'],
    ])
    expect(JSON.stringify(records)).not.toMatch(/ann\W/)
  })

  it('reads the Console token CSV', async () => {
    const { summary } = await ok('anthropic-console-tokens.csv')
    expect(summary.totals.tokens).toMatchObject({
      inputUncached: '100',
      cacheWrite5m: '20',
      cacheWrite1h: '30',
      cacheRead: '4000',
      output: '50',
    })
  })
})

describe('FOCUS', () => {
  it('forgives NULL and times without T or Z, and finds tokens and GPU-hours by their unit', async () => {
    const { summary, records } = await ok('focus-lenient.csv')
    expect(summary).toMatchObject({
      read: 4,
      totals: { tokens: { inputUncached: '250000', cacheRead: '3000' }, gpuHours: '4.5', billed: { USD: '9.25' } },
    })
    expect(records[0]).toMatchObject({
      role: 'usage',
      identity: 'row',
      provider: 'openai',
      model: 'gpt-5',
      team: 'Ranking',
      project: 'Search',
      list: '2',
      contracted: '1.5',
      start: '2026-09-05T10:00:00Z',
    })
    expect(records[0]?.annotations.effectiveCost).toBe('1.4')
    expect(records[2]?.provider).toBe('coreweave-inc')
    expect(records[3]).toMatchObject({ charge: 'credit', billed: '-2.25', end: '2026-10-01T00:00:00Z' })
    expect(Object.values(records[3]?.dimensions ?? {})).not.toContain('NULL')
  })
})

describe('Google Cloud', () => {
  it('adds the credits to the cost, and takes tokens from the SKUs that count them', async () => {
    const { summary, records, rejects } = await ok('gcp-billing.csv')
    // 10 - 0.5 - 0.25 + 0.5 + 0.77; the line with unreadable credits is refused with its 3 dollars
    expect(summary.totals).toMatchObject({ billed: { USD: '10.52' }, tokens: { inputUncached: '2000000', cacheRead: '300' } })
    expect(records.map((record) => [record.model, record.team, record.charge])).toEqual([
      ['Claude Opus 5', 'search', ''],
      ['Claude Haiku 4.5', '', ''],
      ['Claude Opus 5', '', 'tax'],
    ])
    expect(rejects).toMatchObject([{ line: 5, code: 'bad-json', column: 'credits', amount: '3', currency: 'USD' }])
    expect(JSON.stringify(records)).not.toContain('private')
  })
})

describe('a table of one’s own', () => {
  it('settles decimal comma and day-first dates from the file itself', async () => {
    const { inspection, summary, records } = await ok('table-decimal-comma.csv')
    expect([inspection.layout.delimiter, inspection.decimalMark, inspection.dateOrder]).toEqual([';', ',', 'dmy'])
    expect(summary.totals).toMatchObject({ tokens: { inputUncached: '1235567', output: '12005' }, billed: { EUR: '1235' } })
    expect(records.map((record) => record.start)).toEqual(['2026-09-13T00:00:00Z', '2026-09-04T00:00:00Z'])
  })

  it('reads Chinese headers in GB18030', async () => {
    const { inspection, summary, records } = await ok('table-gb18030.csv')
    expect(inspection.layout.encoding).toBe('gb18030')
    expect(summary.totals).toMatchObject({ tokens: { inputUncached: '1010', output: '202' }, billed: { CNY: '4' } })
    expect(records.map((record) => [record.team, record.provider, record.start])).toEqual([
      ['研发中心', 'deepseek', '2026-09-01T00:00:00Z'],
      ['市场部门', 'alibaba', '2026-09-02T00:00:00Z'],
    ])
  })

  it.each(['table-windows-1252.csv', 'table-utf-16.csv'])('reads accents in %s', async (name) => {
    expect((await ok(name)).records[0]?.team).toMatch(/^Café/)
  })

  it('steps over a preamble, a repeated header, blank lines and the totals row; drops prompts, hashes people', async () => {
    const { inspection, summary, records, rejects } = await ok('table-with-foot.csv')
    expect(rejects).toEqual([])
    expect(summary).toMatchObject({ read: 2, skippedHeaders: 1, skippedTotals: 1, skippedBlank: 1, totals: { billed: { USD: '1234' } } })
    expect(records.map((record) => [record.line, record.team, record.provider])).toEqual([
      [4, '=HYPERLINK("http://x","y")', 'openai'],
      [7, 'two\nlines', 'anthropic'],
    ])
    expect(inspection.columns.filter((column) => column.use !== 'field').map((column) => [column.column, column.use])).toEqual([
      ['user_email', 'hashed'],
      ['prompt', 'dropped'],
      ['latency_ms', 'dropped'],
    ])
    expect(JSON.stringify(records)).not.toMatch(/secret words|example\.com/)
  })

  it('places numbered days once their start is known, and keeps clients apart', async () => {
    const open = await inspectFile({ path: join(fixtures, 'ok/table-day-numbers.csv') })
    expect(open.questions).toMatchObject([{ id: 'day-index', flag: '--day-index-start', samples: ['0', '13'] }])
    const { records } = await ok('table-day-numbers.csv', { dayIndexStart: '2026-09-20' })
    expect(records.map((record) => [record.start, record.reasoning, record.tokens.output, record.dimensions.client_id])).toEqual([
      ['2026-09-20T00:00:00Z', '4', '5', '7'],
      ['2026-10-03T00:00:00Z', '', '6', '8'],
    ])
  })

  it('scales columns that count thousands of tokens', async () => {
    expect((await ok('table-thousands-of-tokens.csv')).summary.totals.tokens).toMatchObject({ inputUncached: '1500', output: '250' })
  })

  it('gives lines on the hour an hour, in the stated zone', async () => {
    const { records } = await ok('table-spread-by-hour.csv', { zone: 'Asia/Shanghai' })
    expect(records[1]).toMatchObject({ start: '2026-08-31T21:00:00Z', end: '2026-08-31T22:00:00Z' })
  })

  it('lets a stated total settle whether input holds the cached tokens', async () => {
    const { inspection, summary } = await ok('table-total-settles-cached.csv')
    expect(inspection.mapping?.cachedInInput).toBe('yes')
    expect(summary.totals.tokens).toMatchObject({ inputUncached: '260', cacheRead: '40' })
  })

  it('finds the counts inside nested JSON', async () => {
    const path = written(
      '{"timestamp":"2026-09-01T10:00:00Z","message":{"model":"claude-opus-4-5","usage":{"input_tokens":5,"output_tokens":7}}}\n',
      'log.jsonl',
    )
    expect((await readFile(path)).records[0]).toMatchObject({
      model: 'claude-opus-4-5',
      provider: 'anthropic',
      tokens: { inputUncached: '5', output: '7' },
    })
  })

  it('reads JSON lines and gzip', async () => {
    const { summary, records } = await ok('lines.jsonl')
    expect(summary.totals).toMatchObject({ tokens: { inputUncached: '13', output: '4' }, billed: { USD: '0.10000010000000000001' } })
    expect(records.map((record) => [record.line, record.start])).toEqual([
      [1, '2026-09-01T10:00:00Z'],
      [3, '2026-09-01T03:30:00Z'],
    ])
    expect((await ok('table.csv.gz')).summary.totals.tokens.inputUncached).toBe('500')
  })

  it('counts tokens under Chinese names, and never keeps a Chinese measure as a label', async () => {
    const path = written('日期,供应商,模型,输入令牌,输出词元,图片数量,费用,币种\n2026-09-01,openai,gpt-4o,1000,200,3,0.0045,USD\n')
    const { inspection, summary } = await readFile(path)
    expect(summary.totals).toMatchObject({ tokens: { inputUncached: '1000', output: '200' }, billed: { USD: '0.0045' } })
    expect(inspection.columns.find(({ column }) => column === '图片数量')?.use).toBe('dropped')
  })

  it('calls a header without rows a file of zero rows', async () => {
    const { inspection, summary } = await ok('header-only.csv')
    expect(inspection.notes.map((note) => note.code)).toContain('header-only')
    expect(summary.read).toBe(0)
  })

  it('follows a mapping profile, and says what is wrong with one', async () => {
    const path = written('when,what,n,eur\n2026-09-01,gpt-5,12,1.25\n')
    const mapping = {
      name: 'ours',
      columns: { date: 'When', model: 'what', outputTokens: 'n', cost: 'eur' },
      currency: 'EUR',
      provider: 'Azure OpenAI',
    }
    const { records } = await readFile(path, { mapping })
    expect(records[0]).toMatchObject({ role: 'usage', provider: 'azure', billed: '1.25', currency: 'EUR', tokens: { output: '12' } })
    expect(await failureOf(readFile(path, { mapping: { ...mapping, columns: { date: 'day' } } }))).toMatchObject({
      code: 'mapped-column-missing',
      params: { field: 'date', column: 'day' },
    })
    expect(await failureOf(readFile(path, { mapping: { columns: { dat: 'when' } } }))).toMatchObject({ code: 'bad-mapping' })
    expect(await failureOf(readFile(path, { mapping: [] }))).toMatchObject({ code: 'bad-mapping' })
    expect(await failureOf(readFile(path, { mapping, zone: 'Mars/Base' }))).toMatchObject({ code: 'bad-zone' })
  })
})
