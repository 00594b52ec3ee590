// LiteLLM's spend logs, daily tables, activity and spend reports: one gateway tells the same use four times, and each time the
// prompt tokens hold what the provider cached. Totals are worked out by hand from the few rows of each fixture.
import { afterAll, describe, expect, it } from 'vitest'
import { clearWritten, notOk, ok, readFile, written } from '../fixture-reading.ts'

afterAll(clearWritten)

const secrets = /secret|merger|\bann\b|example\.com/

describe.each(['litellm-spend-logs.csv', 'litellm-spend-logs.json'])('%s', (name) => {
  it('takes the cached tokens that only the metadata tells out of the prompt, and its own cache hits for no use', async () => {
    const { summary, records, rejects } = await ok(name)
    expect(rejects).toEqual([])
    expect(summary).toMatchObject({
      read: 4,
      skipped: [{ code: 'not-usage', rows: 1 }],
      totals: {
        // 1000 - 800, 2200 - 1500 - 500, 0, 10
        tokens: { inputUncached: '410', cacheRead: '2300', cacheWrite5m: '100', cacheWrite1h: '300', cacheWriteOther: '100', output: '65' },
        requests: '4',
        billed: { USD: '0.013335' },
      },
    })
    expect(
      records.map(({ rowId, provider, model, team, reasoning, totalMismatch }) => [rowId, provider, model, team, reasoning, totalMismatch]),
    ).toEqual([
      ['chatcmpl-1', 'openai', 'gpt-5', 'team-search', '20', ''],
      ['msg_2', 'aws', 'us.anthropic.claude-sonnet-4-5-20250929-v1:0', 'team-search', '', ''],
      ['chatcmpl-4', 'azure', 'gpt-4o', '', '', ''],
      ['chatcmpl-5', 'google', 'gemini-2.5-pro', 'team-search', '', '99'],
    ])
    expect(records[0]).toMatchObject({ costIsEstimate: true, identity: 'id', standing: 'gateway', start: '2026-09-01T10:00:00.123Z' })
    expect(JSON.stringify(records)).not.toMatch(secrets)
  })
})

describe('spend logs', () => {
  it('are one family in both shapes, so a row imported twice is one row', async () => {
    const ids = async (name: string) =>
      (await ok(name)).records.map(({ source, rowId }) => `${source.replace(/-(?:csv|json)$/, '')} ${rowId}`)
    expect(await ids('litellm-spend-logs.json')).toEqual(await ids('litellm-spend-logs.csv'))
  })

  it('refuse a row whose metadata cannot be read, with its money: its cached tokens are unknown', async () => {
    const { records, rejects } = await notOk('litellm-unreadable-metadata.csv')
    expect(records).toHaveLength(1)
    expect(rejects).toMatchObject([{ line: 3, code: 'bad-json', column: 'metadata', amount: '0.5', currency: 'USD' }])
  })
})

describe('the daily tables', () => {
  it('take cached tokens out of the prompt and keep whole days', async () => {
    const { inspection, summary, records } = await ok('litellm-daily-user.csv')
    expect(inspection.format).toBe('litellm-daily-user-csv')
    expect(summary.totals).toMatchObject({
      tokens: { inputUncached: '400', cacheRead: '2300', cacheWriteOther: '500', output: '60' },
      requests: '5',
      billed: { USD: '0.0323' },
    })
    expect(records[0]).toMatchObject({
      start: '2026-09-01T00:00:00Z',
      end: '2026-09-02T00:00:00Z',
      rowId: 'a1',
      annotations: { failedRequests: '1' },
    })
    expect(JSON.stringify(records)).not.toMatch(secrets)
  })

  it('leave the tag table out, which counts a request once per tag', async () => {
    const { inspection, summary } = await ok('litellm-daily-tag.csv')
    expect(inspection.format).toBe('litellm-daily-tag-csv')
    expect(summary).toMatchObject({ read: 0, skipped: [{ code: 'repeats-other-rows', rows: 2, money: { USD: '0.0246' } }] })
  })

  it('stand behind the user table where they hold only what names such an entity', async () => {
    const { inspection, records } = await ok('litellm-daily-team.json')
    expect(inspection.format).toBe('litellm-daily-team-json')
    expect(records).toMatchObject([{ team: 'team-search', standing: 'observer', tokens: { inputUncached: '200', cacheRead: '800' } }])
  })

  it('refuse a row with more cached tokens than input', async () => {
    const { rejects } = await notOk('litellm-daily-cached-exceeds-input.csv')
    expect(rejects).toMatchObject([{ line: 2, code: 'cached-exceeds-input', amount: '0.0123' }])
  })
})

describe('the activity API', () => {
  it('takes the models of a day and none of the breakdowns that repeat them, in the old layout too', async () => {
    const { inspection, summary, records } = await ok('litellm-activity.json')
    expect(inspection.format).toBe('litellm-activity-json')
    expect(summary.totals).toMatchObject({
      // 1000 - 800, 300 - 100, 40
      tokens: { inputUncached: '440', cacheRead: '800', cacheWriteOther: '100', output: '74' },
      requests: '6',
      billed: { USD: '0.875' },
    })
    expect(records.map(({ start, provider, model }) => [start.slice(0, 10), provider, model])).toEqual([
      ['2026-09-01', 'openai', 'gpt-5'],
      ['2026-09-01', 'azure', 'gpt-4o'],
      ['2026-09-03', 'aws', 'my-claude'],
    ])
    expect(JSON.stringify(records)).not.toMatch(secrets)
  })

  it('says so when further pages exist', async () => {
    const page = (metadata: object) =>
      JSON.stringify({ results: [{ date: '2026-09-01', breakdown: { models: { 'gpt-5': { prompt_tokens: 1 } } } }], metadata })
    const codes = async (metadata: object) =>
      (await readFile(written(page(metadata), 'page.json'))).inspection.notes.map(({ code }) => code)
    expect(await codes({ page: 1, total_pages: 3, has_more: true })).toContain('more-pages')
    expect(await codes({ page: 3, total_pages: 3, has_more: false })).not.toContain('more-pages')
  })

  it('refuses a day that is none', async () => {
    expect((await notOk('litellm-activity-impossible-date.json')).rejects).toMatchObject([
      { code: 'bad-date', column: 'date', amount: '1' },
    ])
  })
})

describe('spend reports', () => {
  it('by day state money by team, model and key, and tokens that name no bucket', async () => {
    const { inspection, summary, records } = await ok('litellm-spend-by-team.json')
    expect(inspection).toMatchObject({ format: 'litellm-spend-report-json', questions: [] })
    expect(summary.totals.billed).toEqual({ USD: '4' })
    expect(
      records.map(({ team, model, provider, role, billed, annotations }) => [team, model, provider, role, billed, annotations.tokens]),
    ).toEqual([
      ['Search', 'gpt-5', 'openai', 'cost', '0.5', '1050'],
      ['Search', 'gpt-4o', 'azure', 'cost', '0.25', '320'],
      ['Ads', '', '', 'cost', '1.25', undefined],
      ['', 'gpt-5', 'openai', 'cost', '2', '7'],
    ])
    expect(JSON.stringify(records)).not.toMatch(secrets)
  })

  it('by key state no date, so the days are asked', async () => {
    expect((await ok('litellm-spend-by-key.json', { period: '2026-09-01/2026-09-30' })).records).toMatchObject([
      {
        role: 'usage',
        model: 'gpt-5',
        tokens: { inputUncached: '1000', output: '50' },
        start: '2026-09-01T00:00:00Z',
        end: '2026-10-01T00:00:00Z',
      },
      { model: 'claude-sonnet-4-5', provider: 'anthropic', billed: '0.25' },
    ])
    const path = written(
      '[{"api_key":"h","total_cost":1,"total_input_tokens":1,"total_output_tokens":1,"model_details":[]}]',
      'report.json',
    )
    await expect(readFile(path)).rejects.toMatchObject({ failure: { code: 'open-question' } })
  })

  it('are refused where the spend is no number', async () => {
    expect((await notOk('litellm-spend-by-team-word-for-spend.json')).rejects).toMatchObject([
      { code: 'not-a-number', column: 'spend', value: 'lots' },
    ])
  })
})
