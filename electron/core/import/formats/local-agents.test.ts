// Logs of coding agents on one machine, and the sums that ccusage and tokscale make of them: estimates, private, and told by
// the vendors as well. Totals are worked out by hand from the few lines of each fixture.
import { afterAll, describe, expect, it } from 'vitest'
import { clearWritten, notOk, ok, readFile, written } from '../fixture-reading.ts'

afterAll(clearWritten)

const secrets = /secret|merger|\bann\b/i

describe('Claude Code', () => {
  it('takes the tokens of answers and nothing of the talk; a streamed answer is one by its ids', async () => {
    const { inspection, summary, records } = await ok('claude-code-log.jsonl')
    expect(inspection.format).toBe('claude-code-log-jsonl')
    expect(summary).toMatchObject({
      read: 4,
      rejects: 0,
      skipped: [{ code: 'not-usage', rows: 3 }],
    })
    // The answer that was written twice while it streamed has one id: the ledger keeps its last state.
    expect(records[0]?.rowId).toBe(records[1]?.rowId)
    expect(
      records
        .slice(1)
        .map(({ rowId, identity, provider, tier, billed, tokens }) => ({ rowId, identity, provider, tier, billed, ...tokens })),
    ).toEqual([
      {
        rowId: 'msg_1 req_1',
        identity: 'id',
        provider: 'anthropic',
        tier: 'standard',
        billed: '',
        inputUncached: '10',
        cacheRead: '400',
        cacheWrite5m: '20',
        cacheWrite1h: '50',
        cacheWriteOther: '0',
        output: '30',
      },
      {
        rowId: 'msg_bdrk_2 req_2',
        identity: 'id',
        provider: 'aws',
        tier: 'fast',
        billed: '0.0125',
        inputUncached: '5',
        cacheRead: '0',
        cacheWrite5m: '',
        cacheWrite1h: '',
        cacheWriteOther: '8',
        output: '6',
      },
      {
        rowId: 's0 2025-03-01T09:00:00.000Z',
        identity: 'id',
        provider: 'anthropic',
        tier: 'standard',
        billed: '0.5',
        inputUncached: '100',
        cacheRead: '4',
        cacheWrite5m: '',
        cacheWrite1h: '',
        cacheWriteOther: '3',
        output: '20',
      },
    ])
    expect(records[2]?.annotations).toEqual({ webSearches: '2' })
    expect(JSON.stringify([inspection, records])).not.toMatch(secrets)
  })
  it('repeats nothing of a line that was cut off', async () => {
    const { records, rejects } = await notOk('claude-code-log-cut.jsonl')
    expect(records).toHaveLength(1)
    expect(rejects).toMatchObject([{ line: 2, code: 'bad-json', value: '' }])
  })

  it('is known by its talk alone', async () => {
    const path = written(
      '{"type":"user","sessionId":"s","message":{"role":"user","content":"secret"}}\n{"type":"summary","summary":"x","leafUuid":"u"}\n',
      'log.jsonl',
    )
    const { inspection, summary } = await readFile(path)
    expect(inspection.format).toBe('claude-code-log-jsonl')
    expect(summary).toMatchObject({ read: 0, skipped: [{ code: 'not-usage', rows: 2 }] })
  })
})

describe('Codex', () => {
  it('adds what was used since the last event, by the model of the turn; an event that changes nothing repeats the last', async () => {
    const { inspection, summary, records } = await ok('codex-log.jsonl')
    expect(inspection.format).toBe('codex-log-jsonl')
    expect(summary.skipped).toMatchObject([
      { code: 'not-usage', rows: 5 },
      { code: 'repeats-other-rows', rows: 1 },
    ])
    // 1000 - 400, then by the totals 600 - 500
    expect(summary.totals).toMatchObject({ tokens: { inputUncached: '700', cacheRead: '900', output: '70' }, requests: '2' })
    expect(records.map(({ model, tier, reasoning, totalMismatch }) => [model, tier, reasoning, totalMismatch])).toEqual([
      ['gpt-5-codex', 'standard', '30', ''],
      ['gpt-5.5', 'flex', '5', ''],
    ])
    expect(JSON.stringify([inspection, records])).not.toMatch(secrets)
  })

  it('refuses more cached than input tokens', async () => {
    const { records, rejects } = await notOk('codex-log-cached-exceeds-input.jsonl')
    expect(records).toHaveLength(1)
    expect(rejects).toMatchObject([{ line: 2, code: 'cached-exceeds-input', column: 'input_tokens' }])
  })
})

describe('opencode', () => {
  it('reads a single message, with reasoning beside its output', async () => {
    const { inspection, records } = await ok('opencode-message.json')
    expect(inspection.format).toBe('opencode-json')
    expect(records[0]).toMatchObject({
      provider: 'anthropic',
      billed: '0.0125',
      reasoning: '5',
      start: '2026-09-01T00:00:00Z',
      tokens: { inputUncached: '10', cacheRead: '300', cacheWriteOther: '40', output: '25' },
    })
    expect(JSON.stringify([inspection, records])).not.toMatch(secrets)
  })

  it('reads an exported session, and knows Copilot’s models as seats', async () => {
    const { summary, records } = await ok('opencode-session.json')
    expect(summary).toMatchObject({ read: 1, skipped: [{ code: 'not-usage', rows: 1 }] })
    expect(records[0]).toMatchObject({
      provider: 'github',
      population: 'seats',
      model: 'gpt-5',
      totalMismatch: '',
      tokens: { output: '7' },
    })
    expect(JSON.stringify(records)).not.toMatch(secrets)
  })

  it('refuses a message without a time', async () => {
    expect((await notOk('opencode-without-time.json')).rejects).toMatchObject([{ line: 1, code: 'missing-value', column: 'created' }])
  })
})

describe('ccusage', () => {
  it('splits a day by its models, and takes the day itself where it has none', async () => {
    const { inspection, summary, records } = await ok('ccusage-daily.json')
    expect(inspection.format).toBe('ccusage-daily-json')
    expect(inspection.notes.map(({ code }) => code)).toContain('utc-assumed')
    expect(summary.totals).toMatchObject({
      tokens: { inputUncached: '117', output: '34', cacheWriteOther: '5', cacheRead: '400' },
      billed: { USD: '0.36' },
    })
    expect(records.map(({ provider, model, totalMismatch, costIsEstimate }) => [provider, model, totalMismatch, costIsEstimate])).toEqual([
      ['anthropic', 'claude-opus-4-5', '', true],
      ['openai', 'gpt-5', '', true],
      ['anthropic', 'claude-haiku-4-5', '9', true],
    ])
  })

  it('lays days into the zone of the machine', async () => {
    const { records } = await ok('ccusage-daily.json', { zone: 'Asia/Shanghai' })
    expect(records[0]).toMatchObject({ start: '2026-01-01T16:00:00Z', end: '2026-01-02T16:00:00Z' })
  })

  it('takes the finest of several sections, split by agent', async () => {
    const { inspection, summary, records } = await ok('ccusage-sections.json')
    expect(inspection.format).toBe('ccusage-daily-json')
    expect(summary.totals).toMatchObject({ tokens: { inputUncached: '1400', output: '300' }, billed: { USD: '0.05' } })
    expect(records.map(({ dimensions, model }) => [dimensions.agent, model])).toEqual([
      ['claude', 'claude-sonnet-4'],
      ['codex', 'gpt-5'],
    ])
  })

  it('keeps projects apart, and no path with the name of its owner', async () => {
    const { records } = await ok('ccusage-projects.json')
    expect(records.map(({ project, rowId }) => [project, rowId])).toEqual([
      ['', '-Users-ann-work-merger'],
      ['search-api', 'search-api'],
    ])
  })

  it.each([
    ['ccusage-weekly.json', 'ccusage-by-week-json', ['2026-01-05T00:00:00Z', '2026-01-12T00:00:00Z']],
    ['ccusage-monthly-old.json', 'ccusage-by-month-json', ['2026-04-01T00:00:00Z', '2026-05-01T00:00:00Z']],
    ['ccusage-sessions.json', 'ccusage-by-session-json', ['2026-01-02T00:00:00Z', '2026-01-03T00:00:00Z']],
    ['ccusage-blocks.json', 'ccusage-blocks-json', ['2026-01-02T05:00:00Z', '2026-01-02T10:00:00Z']],
  ])('%s is %s', async (name, format, [start, end]) => {
    const { inspection, records } = await ok(name)
    expect(inspection.format).toBe(format)
    expect(records[0]).toMatchObject({ start, end, totalMismatch: '' })
  })

  it('reads old documents with a breakdown by name, sessions by their last day, and leaves gaps between blocks out', async () => {
    const old = await ok('ccusage-monthly-old.json')
    expect(old.summary.totals).toMatchObject({ tokens: { inputUncached: '30', cacheRead: '2' }, billed: { USD: '1.5' } })
    expect((await ok('ccusage-sessions.json')).records.map(({ rowId }) => rowId)).toEqual(['-Users-ann-work-merger', 'b'])
    expect((await ok('ccusage-blocks.json')).summary.skipped).toMatchObject([{ code: 'not-usage', rows: 1 }])
  })

  it('takes the cached tokens out of the input of the separate Codex report', async () => {
    const { records } = await ok('ccusage-codex.json')
    expect(records[0]).toMatchObject({
      provider: 'openai',
      model: 'gpt-5-codex',
      start: '2025-09-16T00:00:00Z',
      reasoning: '30',
      tokens: { inputUncached: '600', cacheRead: '400', output: '50' },
      totalMismatch: '',
    })
  })

  it('refuses a negative count', async () => {
    expect((await notOk('ccusage-negative-tokens.json')).rejects).toMatchObject([{ line: 1, code: 'negative-tokens', column: 'input' }])
  })
})

describe('tokscale', () => {
  it('reads five disjoint buckets by source; Cursor’s use is Cursor’s', async () => {
    const { inspection, summary, records } = await ok('tokscale.json')
    expect(inspection.format).toBe('tokscale-json')
    // 15 + 5 + 1 input, 20 + 10 + 5 + 2 output
    expect(summary.totals).toMatchObject({
      tokens: { inputUncached: '21', output: '37', cacheRead: '300', cacheWriteOther: '35' },
      billed: { USD: '0.31' },
    })
    expect(records.map(({ provider, population, model }) => [provider, population, model])).toEqual([
      ['anthropic', 'platform', 'claude-opus-5'],
      ['cursor', 'seats', 'gpt-5'],
      ['', 'platform', ''],
    ])
  })

  it('refuses a day that does not exist', async () => {
    expect((await notOk('tokscale-impossible-date.json')).rejects).toMatchObject([{ line: 1, code: 'bad-date', column: 'date' }])
  })
})
