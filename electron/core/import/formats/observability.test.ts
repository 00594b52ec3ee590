// What observability tools and gateways export: Langfuse, Helicone, Vercel AI Gateway. They watch the use that vendors bill,
// estimate what it costs, and hold prompts, of which nothing may remain. Totals are worked out by hand.
import { afterAll, describe, expect, it } from 'vitest'
import { clearWritten, notOk, ok, readFile, written } from '../fixture-reading.ts'

afterAll(clearWritten)

const secrets = /secret|merger|\bann\b|example\.com/

describe('Langfuse observations', () => {
  it('add the exclusive keys of usage_details into buckets, whatever a key is called', async () => {
    const { inspection, summary, records } = await ok('langfuse-observations.csv')
    expect(inspection).toMatchObject({ format: 'langfuse-observations-csv', questions: [] })
    expect(summary).toMatchObject({
      read: 4,
      skipped: [{ code: 'not-usage', rows: 1 }],
      totals: {
        tokens: { inputUncached: '227', cacheRead: '2300', cacheWrite5m: '100', cacheWrite1h: '300', cacheWriteOther: '7', output: '91' },
        requests: '4',
        billed: { USD: '0.253' },
      },
    })
    expect(
      records.map(({ rowId, provider, context, reasoning, totalMismatch }) => [rowId, provider, context, reasoning, totalMismatch]),
    ).toEqual([
      ['o1', 'openai', '', '20', ''],
      ['o2', 'anthropic', 'long', '', ''],
      ['o4', 'openai', '', '', ''],
      // Images are no tokens: the total that counts them does not tie, and says so.
      ['o5', 'aws', '', '', '8'],
    ])
    expect(records[0]).toMatchObject({
      start: '2026-09-01T10:00:00.123Z',
      project: 'search',
      costIsEstimate: true,
      standing: 'observer',
      identity: 'id',
    })
    expect(JSON.stringify(records)).not.toMatch(secrets)
  })

  it('read JSON lines of the v2 export, whose money is then the sum of cost_details', async () => {
    const { inspection, summary, records } = await ok('langfuse-observations.jsonl')
    expect(inspection.format).toBe('langfuse-observations-json')
    expect(summary.skipped).toMatchObject([{ code: 'not-usage', rows: 1 }])
    expect(records).toMatchObject([{ rowId: 'o1', billed: '0.003', tokens: { inputUncached: '200', cacheRead: '800', output: '50' } }])
    expect(JSON.stringify(records)).not.toMatch(secrets)
  })

  it('read the API in camelCase: characters are no tokens, and an answer inside is not a log of its own', async () => {
    const { inspection, records } = await ok('langfuse-api.json')
    expect(inspection).toMatchObject({ format: 'langfuse-observations-json', questions: [] })
    expect(records.map(({ rowId, billed, tokens }) => [rowId, billed, tokens.inputUncached, tokens.output])).toEqual([
      ['o1', '0.5', '1000', '50'],
      ['o2', '0.125', '', ''],
    ])
  })

  it('read the table of the page, which has plain columns', async () => {
    const { inspection, records } = await ok('langfuse-page.csv')
    expect(inspection.format).toBe('langfuse-observations-csv')
    expect(records).toMatchObject([{ model: 'gpt-5', billed: '0.5', tokens: { inputUncached: '1000', output: '50' }, totalMismatch: '' }])
    expect(JSON.stringify(records)).not.toMatch(secrets)
  })

  it('are refused where usage_details is no map', async () => {
    expect((await notOk('langfuse-usage-without-map.csv')).rejects).toMatchObject([
      { line: 3, code: 'bad-json', column: 'usage_details', amount: '0.5' },
    ])
  })
})

describe('Langfuse daily metrics', () => {
  it('are days by model; a day without use gives no line, a total that does not tie is marked', async () => {
    const { inspection, summary, records } = await ok('langfuse-daily.json')
    expect(inspection.format).toBe('langfuse-daily-json')
    expect(summary.totals).toMatchObject({ tokens: { inputUncached: '1010', output: '55' }, requests: '5', billed: { USD: '0.75' } })
    expect(records.map(({ start, provider, totalMismatch }) => [start.slice(0, 10), provider, totalMismatch])).toEqual([
      ['2026-09-02', 'openai', ''],
      ['2026-09-02', 'anthropic', '99'],
    ])
  })

  it('are refused where tokens are no whole number', async () => {
    expect((await notOk('langfuse-daily-fractional-tokens.json')).rejects).toMatchObject([{ code: 'fractional-tokens', value: '1000.5' }])
  })
})

describe('Helicone', () => {
  it.each(['helicone-requests.jsonl', 'helicone-requests.csv'])(
    'takes the parts of a request as they stand beside each other: %s',
    async (name) => {
      const { summary, records } = await ok(name)
      expect(summary.totals).toMatchObject({
        // 30 + 70 reasoning + 5
        tokens: { inputUncached: '240', cacheRead: '2800', cacheWriteOther: '300', output: '105' },
        requests: '3',
        billed: { USD: '0.2625' },
      })
      expect(records.map(({ rowId, provider, model, team, totalMismatch }) => [rowId, provider, model, team, totalMismatch])).toEqual([
        ['hreq-1', 'openai', 'gpt-5-2025-08-07', 'search', ''],
        ['hreq-2', 'anthropic', 'claude-sonnet-4-5', '', ''],
        ['hreq-3', 'xai', 'grok-4', 'search', ''],
      ])
      expect(JSON.stringify(records)).not.toMatch(secrets)
    },
  )

  it('reads the short CSV of its export tool, which quotes the properties twice and has no request_id', async () => {
    const { inspection, records } = await ok('helicone-export.csv')
    expect(inspection.format).toBe('helicone-export-csv')
    expect(records).toMatchObject([
      { rowId: 'resp-1', team: 'search', billed: '0.0125', tokens: { inputUncached: '200', output: '100' } },
      { rowId: 'resp-2', provider: 'mistral', billed: '' },
    ])
    expect(JSON.stringify(records)).not.toMatch(secrets)
  })

  it('refuses a row without a time', async () => {
    expect((await notOk('helicone-missing-date.csv')).rejects).toMatchObject([
      { line: 3, code: 'missing-value', column: 'request_created_at', amount: '0.25' },
    ])
  })
})

describe('Vercel AI Gateway', () => {
  it('reads numbers given as text, takes cached tokens out of the input, and knows them beside it where they exceed it', async () => {
    const { inspection, records } = await ok('vercel-report-by-model.json')
    expect(inspection).toMatchObject({ format: 'vercel-report-model-json', questions: [] })
    expect(records.map(({ model, billed, list, tokens }) => [model, billed, list, tokens.inputUncached, tokens.cacheRead])).toEqual([
      ['openai/gpt-5', '1.25', '1.5', '100', '800'],
      ['anthropic/claude-sonnet-4.6', '0', '2.5', '40', '2000'],
    ])
    expect(records[0]).toMatchObject({
      provider: 'vercel',
      standing: 'bill',
      reasoning: '20',
      requests: '4',
      annotations: { surcharge: '0.0625' },
    })
  })

  it('leaves reports by tag out, which count a request once per tag', async () => {
    const { inspection, summary } = await ok('vercel-report-by-tag.json')
    expect(inspection).toMatchObject({ format: 'vercel-report-tag-json', questions: [] })
    expect(summary).toMatchObject({ read: 0, skipped: [{ code: 'repeats-other-rows', rows: 2, money: { USD: '2.5' } }] })
  })

  it('asks for the days of a report without dates, and lets it stand behind the report by model', async () => {
    const { records } = await ok('vercel-report-by-user.json', { period: '2026-09-01/2026-09-07' })
    expect(records).toMatchObject([{ standing: 'roundedBill', start: '2026-09-01T00:00:00Z', end: '2026-09-08T00:00:00Z', billed: '1.25' }])
    expect(JSON.stringify(records)).not.toMatch(secrets)
    const path = written('{"results":[{"user":"a","total_cost":1,"market_cost":1,"input_tokens":1,"request_count":1}]}', 'report.json')
    await expect(readFile(path)).rejects.toMatchObject({ failure: { code: 'open-question' } })
  })

  it('refuses a row that states no cost', async () => {
    expect((await notOk('vercel-report-without-cost.json')).rejects).toMatchObject([{ code: 'missing-value', column: 'total_cost' }])
  })
})
