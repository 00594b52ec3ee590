// Chinese platforms: DeepSeek, Alibaba Cloud, Volcengine, Moonshot, Zhipu, Xiaomi. Totals are worked out by hand from the
// few lines of each fixture.
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { clearWritten, failureOf, fixtures, notOk, ok } from '../fixture-reading.ts'
import { inspectFile } from '../inspection.ts'

afterAll(clearWritten)

describe('DeepSeek', () => {
  it('counts tokens by type, keeps several prices of one type, and values them in the currency it is told', async () => {
    const { inspection, summary, records } = await ok('deepseek-amount.csv', { currency: 'CNY' })
    expect(inspection.format).toBe('deepseek-amount-csv')
    // 1000 + 500 hits at two prices; 1000 x 2e-8 + 500 x 4e-8 + 300 x 2e-6 + 50 x 6e-6 + 4 x 1e-6
    expect(summary.totals).toMatchObject({
      tokens: { cacheRead: '1500', inputUncached: '300', output: '54' },
      requests: '7',
      billed: {},
      contracted: { CNY: '0.000944' },
    })
    expect(records.map((record) => record.rowId.split('\u001f'))).toEqual([
      ['input_cache_hit_tokens', '0.00000002'],
      ['request_count', ''],
      ['input_cache_hit_tokens', '0.00000004'],
      ['input_cache_miss_tokens', '0.000002'],
      ['output_tokens', '0.000006'],
      ['output_tokens', '0.000001'],
    ])
    expect(records[0]).toMatchObject({ standing: 'vendorUsage', costIsEstimate: true, identity: 'key', currency: 'CNY' })
  })

  it('takes the offset chosen at export, by day and by hour', async () => {
    const { records } = await ok('deepseek-amount.csv', { currency: 'CNY' })
    expect([records[0], records[5]].map((record) => [record?.start, record?.end])).toEqual([
      ['2026-07-31T16:00:00Z', '2026-08-01T16:00:00Z'],
      ['2026-08-02T01:00:00Z', '2026-08-02T02:00:00Z'],
    ])
  })

  it('hides the masked key and the user', async () => {
    const { records } = await ok('deepseek-amount.csv', { currency: 'CNY' })
    expect(records[0]?.dimensions).toMatchObject({
      api_key_name: 'crawler',
      api_key: expect.stringMatching(/^#/) as string,
      user_id: expect.stringMatching(/^#/) as string,
    })
    expect(JSON.stringify(records)).not.toMatch(/sk-|u-1001/)
  })

  it('asks for the currency that only the cost file names, with the money of each answer', async () => {
    const { questions } = await inspectFile({ path: join(fixtures, 'ok/deepseek-amount.csv') })
    expect(questions).toMatchObject([
      { id: 'currency', rows: 5, options: [{ value: 'USD', money: { USD: '0.000944' } }, { value: 'CNY' }, {}, {}] },
    ])
    expect(await failureOf(ok('deepseek-amount.csv'))).toMatchObject({
      code: 'open-question',
      params: { question: 'currency', flag: '--currency' },
    })
  })

  it('reads the layout with utc_date, written in two ways', async () => {
    const { records } = await ok('deepseek-amount-2025.csv', { currency: 'USD' })
    expect(records.map(({ start, end, contracted, requests }) => [start, end, contracted, requests])).toEqual([
      ['2026-04-27T00:00:00Z', '2026-04-28T00:00:00Z', '0.00054', ''],
      ['2026-04-28T00:00:00Z', '2026-04-29T00:00:00Z', '0.000033', ''],
      ['2026-04-28T00:00:00Z', '2026-04-29T00:00:00Z', '', '2'],
    ])
  })

  it('tells the same money in the cost file, which stands above it', async () => {
    const [cost, old] = [await ok('deepseek-cost.csv'), await ok('deepseek-cost-2025.csv')]
    expect(cost.summary.totals.billed).toEqual({ CNY: '0.00094' })
    expect(cost.records.map(({ role, standing, model, dimensions }) => [role, standing, model, dimensions.wallet_type])).toEqual([
      ['cost', 'bill', 'deepseek-v4-pro', 'Paid'],
      ['cost', 'bill', 'deepseek-v4-pro', 'Granted'],
    ])
    expect(old.summary.totals.billed).toEqual({ USD: '0.000573' })
  })

  it('refuses a type it does not know and a cost without currency', async () => {
    const amount = await notOk('deepseek-unknown-type.csv', { currency: 'CNY' })
    expect(amount.rejects).toMatchObject([{ line: 3, code: 'unknown-unit', column: 'type', value: 'image_tokens' }])
    const cost = await notOk('deepseek-cost-without-currency.csv')
    expect(cost.rejects).toMatchObject([{ line: 3, code: 'missing-value', column: 'currency', amount: '0.25' }])
    expect(cost.summary.totals.billed).toEqual({ CNY: '0.5' })
  })
})

describe('Alibaba Cloud', () => {
  it('takes volumes before deductions, in thousands of tokens, and the payable, discounted and list amounts', async () => {
    const { inspection, summary } = await ok('aliyun-bill.csv')
    expect(inspection.format).toBe('aliyun-bill-csv')
    expect(inspection.zone).toBe('Asia/Shanghai')
    // input 4131 and 8000 embedded; output 1250 + 2500 of the free quota + 200
    expect(summary.totals).toMatchObject({
      tokens: { inputUncached: '12131', cacheRead: '10500', output: '3950' },
      billed: { CNY: '-0.36715616' },
      list: { CNY: '-0.3514952' },
      byKind: { usage: { CNY: '0.63284384' }, refund: { CNY: '-1' } },
    })
    expect(summary.rejects).toBe(0)
  })

  it('leaves the other products of the bill out, and says what they are worth', async () => {
    const { summary } = await ok('aliyun-bill.csv')
    expect(summary.skipped).toEqual([{ code: 'other-service', rows: 1, money: { CNY: '12.5' } }])
  })

  it('reads model, workspace and token type from the instance id, or from the JSON beside it', async () => {
    const { records } = await ok('aliyun-bill.csv')
    expect(records.map(({ rowId, model, project, context, charge }) => [rowId, model, project, context, charge])).toEqual([
      ['d-01', 'qwen-plus', 'llm-search1', '', ''],
      ['d-02', 'qwen-plus', 'llm-search1', 'long', ''],
      ['d-03', 'qwen-plus', 'llm-search1', '', ''],
      ['d-04', 'qwen-turbo', 'llm-search1', '', 'free quota'],
      ['d-05', 'wan-image', 'llm-search1', '', '大模型图片生成量'],
      ['d-07', 'qwen-plus', 'llm-search1', '', '退款'],
      ['d-08', 'qwen-max', '', '', ''],
      ['d-09', 'text-embedding-v4', '', '', ''],
    ])
    expect(records[4]?.annotations).toEqual({ images: '3' })
  })

  it('keeps the free quota at no cost, so that it is not valued at list price', async () => {
    const free = (await ok('aliyun-bill.csv')).records[3]
    expect(free).toMatchObject({ billed: '0', list: '0', currency: 'CNY', tokens: { output: '2500' } })
  })

  it('reads minute slots in Beijing time', async () => {
    expect((await ok('aliyun-bill.csv')).records[0]).toMatchObject({
      start: '2026-08-31T23:59:00Z',
      end: '2026-09-01T00:00:00Z',
      identity: 'id',
    })
  })

  it('takes the team from the tags and stores neither other tags, nor names, nor the key', async () => {
    const { records } = await ok('aliyun-bill.csv')
    expect(records[0]).toMatchObject({
      team: 'Search',
      dimensions: { 'tag team': 'Search', 'api key id': expect.stringMatching(/^#/) as string, channel: 'bmp' },
    })
    expect(JSON.stringify(records)).not.toMatch(/private words|某某公司|corp\.example|78123|rawUsage/)
  })

  it('refuses a line in a currency that is none', async () => {
    const { rejects, records } = await notOk('aliyun-bill-strange-currency.csv')
    expect(records).toHaveLength(1)
    expect(rejects).toMatchObject([{ line: 3, code: 'bad-currency', column: '定价信息/定价币种', value: '积分', amount: '0.02' }])
  })

  it('reads the summary by day as a bill of its own, and keeps two keys of one day apart', async () => {
    const { inspection, summary, records } = await ok('aliyun-bill-by-day.csv')
    expect(inspection.format).toBe('aliyun-day-bill-csv')
    expect(summary.totals).toMatchObject({ tokens: { inputUncached: '517374', output: '2000' }, billed: { USD: '0.6112' } })
    expect(new Set(records.map((record) => record.rowId)).size).toBe(3)
    expect(records[0]).toMatchObject({ start: '2026-09-01T16:00:00Z', end: '2026-09-02T16:00:00Z', identity: 'key' })
  })

  it('reads DescribeInstanceBill by day, and says that more pages exist', async () => {
    const { inspection, summary, records } = await ok('aliyun-instance-bill-daily.json')
    expect(inspection.format).toBe('aliyun-instance-bill-daily-json')
    expect(inspection.notes.map((note) => note.code)).toContain('more-pages')
    expect(summary).toMatchObject({
      totals: { tokens: { inputUncached: '1000000', output: '10500' }, billed: { CNY: '0.72' }, list: { CNY: '0.82' } },
      skipped: [{ code: 'other-service', rows: 1, money: { CNY: '3' } }],
    })
    expect(records[0]).toMatchObject({ model: 'qwen-plus', project: 'llm-w', standing: 'bill', start: '2026-08-31T16:00:00Z' })
  })

  it('reads the same by month under another name and a lower standing, since they must not be added', async () => {
    const { inspection, summary, records } = await ok('aliyun-instance-bill-monthly.json')
    expect(inspection.format).toBe('aliyun-instance-bill-monthly-json')
    expect(summary.totals).toMatchObject({
      tokens: { inputUncached: '2000000' },
      byKind: { usage: { CNY: '1.4' }, refund: { CNY: '-0.5' } },
    })
    expect(records[0]).toMatchObject({ standing: 'roundedBill', start: '2026-08-31T16:00:00Z', end: '2026-09-30T16:00:00Z' })
  })

  it('refuses a daily item without its day', async () => {
    const { rejects, records } = await notOk('aliyun-instance-bill-without-date.json')
    expect(records).toHaveLength(1)
    expect(rejects).toMatchObject([{ line: 2, code: 'missing-value', column: 'date', amount: '0.7' }])
  })
})

describe('Volcengine', () => {
  it.each(['volcengine-bill.json', 'volcengine-bill.csv'])(
    'reads model and tokens from the words of %s, whatever the unit',
    async (name) => {
      const { summary, records } = await ok(name)
      // input 12.5 and 1 thousand; output 0.003 million; 40 thousand from the cache
      expect(summary).toMatchObject({
        totals: {
          tokens: { inputUncached: '13500', output: '3000', cacheRead: '40000' },
          billed: { CNY: '0.0348' },
          list: { CNY: '0.0408' },
        },
        skipped: [{ code: 'other-service', rows: 1, money: { CNY: '1.5' } }],
        rejects: 0,
      })
      expect(records.map(({ model, start }) => [model, start])).toEqual([
        ['Doubao-Seed-1.6', '2026-09-03T02:00:00Z'],
        ['Doubao-Seed-1.6', '2026-09-03T02:00:00Z'],
        ['doubao-seed-1-6-flash', '2026-09-03T02:00:00Z'],
        ['Doubao-Seed-1.6', '2026-09-04T02:00:00Z'],
      ])
      // One detail id on two days is two lines.
      expect(new Set(records.map((record) => record.rowId)).size).toBe(4)
      expect(JSON.stringify(records)).not.toContain('someone')
    },
  )

  it('knows the columns by their Chinese names', async () => {
    const { inspection, summary } = await ok('volcengine-bill-chinese.csv')
    expect(inspection.format).toBe('volcengine-bill-csv')
    expect(summary.totals).toMatchObject({ tokens: { inputUncached: '12500', output: '3000' }, billed: { CNY: '0.028' } })
  })

  it('refuses a line without currency', async () => {
    expect((await notOk('volcengine-bill-without-currency.csv')).rejects).toMatchObject([
      { line: 3, code: 'missing-value', column: 'Currency' },
    ])
  })
})

describe('bills by period, as workbooks', () => {
  it('reads the range of dates in a cell of Moonshot’s summary, its last second included', async () => {
    const { inspection, records } = await ok('moonshot-bill.xlsx')
    expect(inspection.format).toBe('moonshot-bill-xlsx')
    expect(records).toMatchObject([
      {
        role: 'cost',
        provider: 'moonshot',
        billed: '88.5',
        list: '100',
        currency: 'CNY',
        start: '2026-07-31T16:00:00Z',
        end: '2026-08-31T16:00:00Z',
        line: 2,
      },
    ])
    expect(JSON.stringify(records)).not.toMatch(/u-7|某某公司/)
  })

  it('reads Zhipu’s months below a title, without their total', async () => {
    const { inspection, summary, records } = await ok('zhipu-bill.xlsx')
    expect([inspection.format, inspection.layout.headerLine]).toEqual(['zhipu-bill-xlsx', 3])
    expect(summary).toMatchObject({
      read: 2,
      skippedTotals: 1,
      totals: { billed: { CNY: '74.5' }, list: { CNY: '130.5' }, contracted: { CNY: '110' } },
    })
    expect(records[0]).toMatchObject({ start: '2026-02-28T16:00:00Z', end: '2026-03-31T16:00:00Z', line: 4 })
  })

  it('refuses a range that is none and an amount that is a word', async () => {
    expect((await notOk('moonshot-bill-without-end.xlsx')).rejects).toMatchObject([
      { line: 3, code: 'bad-date', column: '时间范围', value: '上个月' },
    ])
    expect((await notOk('zhipu-bill-word-for-number.xlsx')).rejects).toMatchObject([{ line: 3, code: 'not-a-number', column: '应付金额' }])
  })
})

describe('Xiaomi MiMo', () => {
  it('takes hit, miss and output tokens as they are and marks a total they do not add to', async () => {
    const { inspection, summary, records } = await ok('xiaomi-usage.csv')
    expect(inspection.format).toBe('xiaomi-usage-xlsx')
    expect(summary.totals).toMatchObject({
      tokens: { cacheRead: '1005', inputUncached: '403', output: '201' },
      requests: '13',
      billed: { USD: '0.625' },
    })
    expect(records.map((record) => record.totalMismatch)).toEqual(['', '10'])
    expect(JSON.stringify(records)).not.toContain('my key')
  })

  it('reads the workbook, whose empty sheets say nothing', async () => {
    const { summary, records } = await ok('xiaomi-usage.xlsx')
    expect(summary.totals.billed).toEqual({ CNY: '0.30000000000000004' })
    expect(records[0]).toMatchObject({ start: '2026-09-01T00:00:00Z', end: '2026-09-02T00:00:00Z' })
  })

  it('counts the use of a prepaid plan at no cost', async () => {
    const { summary, records } = await ok('xiaomi-token-plan.xlsx')
    expect(summary.totals).toMatchObject({
      tokens: { cacheRead: '414000000', inputUncached: '7000100', output: '2000500' },
      requests: '5061',
    })
    expect(records[0]).toMatchObject({
      population: 'seats',
      billed: '0',
      totalMismatch: '',
      start: '2026-08-01T00:00:00Z',
      end: '2026-09-01T00:00:00Z',
    })
  })

  it('refuses half a token, and a line without its tokens', async () => {
    expect((await notOk('xiaomi-usage-half-token.csv')).rejects).toMatchObject([{ line: 3, code: 'fractional-tokens', value: '3.5' }])
    expect((await notOk('xiaomi-token-plan-without-miss.xlsx')).rejects).toMatchObject([
      { line: 3, code: 'missing-value', column: 'Input Miss Tokens' },
    ])
  })
})
