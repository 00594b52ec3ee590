// OpenTelemetry traces, metrics and events of model calls, Claude Code's telemetry among them. The same use is told by several
// spans and several metrics, and it must count once. Totals are worked out by hand.
import { afterAll, describe, expect, it } from 'vitest'
import { clearWritten, notOk, ok, readFile, written } from '../fixture-reading.ts'

afterAll(clearWritten)

const secrets = /secret|merger|\bann\b|example\.com/

describe('traces', () => {
  it('count the innermost span that states usage: the agent above repeats it, though its file comes later', async () => {
    const { inspection, summary, records } = await ok('otel-traces.jsonl')
    expect(inspection).toMatchObject({ format: 'otel-spans-json', notes: [{ code: 'traces-may-be-sampled', severity: 'warning' }] })
    expect(summary).toMatchObject({
      read: 3,
      rejects: 0,
      skipped: [
        { code: 'not-usage', rows: 1 },
        { code: 'repeats-other-rows', rows: 1 },
      ],
      // 1000 - 800; 40, whose instrumentation states more cached tokens than input; 7 of an agent with nothing below it
      totals: { tokens: { inputUncached: '247', cacheRead: '2800', cacheWriteOther: '300', output: '56' }, requests: '3' },
    })
    expect(
      records.map(({ rowId, provider, model, team, project, reasoning }) => [rowId, provider, model, team, project, reasoning]),
    ).toEqual([
      ['t1\u001fs3', 'azure', 'gpt-5-2025-08-07', 'search', 'chat-app', '20'],
      ['t1\u001fs4', 'anthropic', 'claude-sonnet-4-5', 'search', 'chat-app', ''],
      ['t2\u001fs9', 'aws', 'nova-pro', 'search', 'chat-app', ''],
    ])
    expect(records[0]).toMatchObject({ start: '2026-09-01T10:00:02Z', dimensions: { environment: 'prod' }, standing: 'observer' })
    expect(JSON.stringify(records)).not.toMatch(secrets)
  })

  it('read flat spans of an SDK', async () => {
    const { inspection, summary, records } = await ok('otel-flat-spans.jsonl')
    expect(inspection.format).toBe('otel-spans-json')
    expect(summary.skipped).toMatchObject([{ code: 'not-usage', rows: 1 }])
    expect(records).toMatchObject([
      { rowId: '0xt1\u001f0xs1', provider: 'openai', project: 'chat-app', tokens: { inputUncached: '100', output: '5' } },
    ])
    expect(JSON.stringify(records)).not.toMatch(secrets)
  })

  it('read tables with a column per attribute, of which only the known ones are kept', async () => {
    const { inspection, summary, records } = await ok('otel-spans.csv')
    expect(inspection.format).toBe('otel-spans-csv')
    expect(summary).toMatchObject({
      read: 2,
      idle: 1,
      skipped: [{ code: 'repeats-other-rows', rows: 1 }],
      totals: { tokens: { inputUncached: '240', cacheRead: '2800', output: '55' } },
    })
    expect(records[0]).toMatchObject({ start: '2026-09-01T10:00:02.123Z', dimensions: {} })
    expect(inspection.columns.filter(({ use }) => use === 'dropped').map(({ column }) => column)).toEqual([
      'ParentSpanId',
      'SpanName',
      'attributes.gen_ai.input.messages',
      'user',
    ])
  })

  it('refuse tokens that are no number or below zero', async () => {
    expect((await notOk('otel-span-word-for-tokens.json')).rejects).toMatchObject([
      { code: 'not-a-number', column: 'input', value: 'many' },
    ])
    expect((await notOk('otel-spans-negative-tokens.csv')).rejects).toMatchObject([{ line: 2, code: 'negative-tokens' }])
  })
})

describe('metrics', () => {
  it('take of a cumulative histogram what each point adds, and nothing of points that add nothing', async () => {
    const { inspection, summary, records } = await ok('otel-token-histogram.jsonl')
    expect(inspection.format).toBe('otel-metrics-json')
    expect(summary).toMatchObject({
      read: 2,
      idle: 1,
      skipped: [{ code: 'not-usage', rows: 1 }],
      totals: { tokens: { inputUncached: '1500', output: '80' }, requests: '6' },
    })
    expect(records.map(({ start, end, tokens }) => [start, end, tokens.inputUncached])).toEqual([
      ['2026-09-01T10:00:00Z', '2026-09-01T10:01:00Z', '1000'],
      ['2026-09-01T10:01:00Z', '2026-09-01T10:02:00Z', '500'],
    ])
  })

  it('count a series anew when it began anew', async () => {
    const [first = ''] = [JSON.stringify({ resourceMetrics: [] })]
    const line = (start: number, time: number, value: number) =>
      JSON.stringify({
        resourceMetrics: [
          {
            scopeMetrics: [
              {
                metrics: [
                  {
                    name: 'gen_ai.client.inference.usage.input_tokens',
                    sum: {
                      aggregationTemporality: 'AGGREGATION_TEMPORALITY_CUMULATIVE',
                      dataPoints: [{ startTimeUnixNano: `${start}000000000`, timeUnixNano: `${time}000000000`, asInt: value }],
                    },
                  },
                ],
              },
            ],
          },
        ],
      })
    const lines = [first, line(1788256800, 1788256860, 100), line(1788256800, 1788256920, 130), line(1788256930, 1788256990, 40)]
    const { summary } = await readFile(written(lines.join('\n'), 'metrics.jsonl'))
    expect(summary.totals.tokens.inputUncached).toBe('170')
  })

  it('add modalities, take cached tokens out of the input, and do not add the histograms that tell the same', async () => {
    const { summary, records } = await ok('otel-token-counters.json')
    expect(summary).toMatchObject({
      read: 1,
      skipped: [{ code: 'repeats-other-rows', rows: 2 }],
      totals: { tokens: { inputUncached: '200', cacheRead: '800', output: '50' } },
    })
    expect(records).toMatchObject([{ provider: 'openai', model: 'gpt-5', reasoning: '20', identity: 'row' }])
  })

  it('of Claude Code are disjoint tokens with a cost, by user as a hash', async () => {
    const { inspection, summary, records } = await ok('claude-code-metrics.jsonl')
    expect(inspection.format).toBe('otel-metrics-json')
    expect(summary.totals).toMatchObject({
      tokens: { inputUncached: '10', cacheRead: '400', cacheWriteOther: '70', output: '30' },
      billed: { USD: '0.125' },
    })
    expect(records).toMatchObject([
      { provider: 'anthropic', model: 'claude-sonnet-4-5', tier: 'fast', team: 'search', costIsEstimate: true },
    ])
    expect(records[0]?.dimensions.user).toMatch(/^#/)
    expect(JSON.stringify(records)).not.toMatch(secrets)
  })

  it('without a temporality are refused: the points may be sums of sums', async () => {
    expect((await notOk('otel-metric-without-temporality.json')).rejects).toMatchObject([{ code: 'missing-value', column: 'temporality' }])
  })
})

describe('events', () => {
  it('of Claude Code and of the conventions are requests; others are left out with what they say', async () => {
    const { inspection, summary, records } = await ok('claude-code-events.jsonl')
    expect(inspection.format).toBe('otel-events-json')
    expect(summary).toMatchObject({
      read: 3,
      skipped: [{ code: 'not-usage', rows: 1 }],
      // 10 + 5 + (100 - 80)
      totals: {
        tokens: { inputUncached: '35', cacheRead: '480', cacheWriteOther: '70', output: '36' },
        requests: '3',
        billed: { USD: '0.126' },
      },
    })
    expect(records.map(({ provider, model, rowId }) => [provider, model, rowId.includes('req_1') || rowId.includes('chatcmpl-9')])).toEqual(
      [
        ['anthropic', 'claude-sonnet-4-5', true],
        ['anthropic', 'claude-haiku-4-5', false],
        ['openai', 'gpt-5', true],
      ],
    )
    expect(JSON.stringify(records.map(({ rowId: _, ...record }) => record))).not.toMatch(secrets)
  })

  it('without a time are refused', async () => {
    expect((await notOk('claude-code-event-without-time.json')).rejects).toMatchObject([
      { code: 'missing-value', column: 'time', amount: '0.125' },
    ])
  })
})
