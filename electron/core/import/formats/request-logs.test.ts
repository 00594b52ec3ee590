// Logs of single requests: Bedrock's invocation log, and answers of model APIs as gateways, programs and batches keep them.
// They hold conversations, of which nothing may remain. Totals are worked out by hand.
import { afterAll, describe, expect, it } from 'vitest'
import { clearWritten, notOk, ok, readFile, written } from '../fixture-reading.ts'

afterAll(clearWritten)

const secrets = /secret|merger|\bann\b/

describe('Bedrock invocation log', () => {
  it('reads the counts of a request, the term of its cache writes, and no word of it', async () => {
    const { inspection, summary, records } = await ok('bedrock-invocations.jsonl')
    expect(inspection.format).toBe('bedrock-invocation-log-json')
    expect(summary).toMatchObject({
      read: 4,
      rejects: 0,
      // A failed request, and a line of another kind.
      skipped: [{ code: 'not-usage', rows: 2 }],
      totals: {
        tokens: { inputUncached: '149', cacheRead: '4000', cacheWrite5m: '600', cacheWrite1h: '600', cacheWriteOther: '100', output: '62' },
        requests: '4',
      },
    })
    expect(records.map(({ rowId, provider, model, team }) => [rowId, provider, model, team])).toEqual([
      ['req-1', 'aws', 'anthropic.claude-sonnet-4-5-20250929-v1:0', 'search'],
      ['req-2', 'aws', 'anthropic.claude-3-haiku-20240307-v1:0', ''],
      ['req-3', 'aws', 'amazon.titan-embed-text-v2:0', ''],
      ['req-5', 'aws', 'amazon.nova-pro-v1:0', ''],
    ])
    expect(records[0]?.dimensions).toMatchObject({ inference_profile: 'eu', role: 'search-app', region: 'eu-central-1' })
    expect(records[1]?.dimensions.user_arn).toMatch(/^#/)
    expect(JSON.stringify(records)).not.toMatch(secrets)
  })

  it('reads it out of CloudWatch events', async () => {
    const { inspection, summary, records } = await ok('bedrock-invocations-cloudwatch.json')
    expect(inspection.format).toBe('bedrock-invocation-log-json')
    expect(summary.skipped).toMatchObject([{ code: 'not-usage', rows: 1 }])
    expect(records).toMatchObject([{ rowId: 'req-1', tokens: { inputUncached: '100', output: '50' } }])
  })

  it('is found behind a first line longer than the look at a file', async () => {
    const line = (requestId: string, inputBodyJson: string) =>
      JSON.stringify({
        schemaType: 'ModelInvocationLog',
        timestamp: '2026-09-01T10:00:00Z',
        requestId,
        modelId: 'amazon.nova-pro-v1:0',
        input: { inputBodyJson, inputTokenCount: 5 },
        output: { outputTokenCount: 1 },
      })
    const { inspection, records } = await readFile(written(`${line('a', 'x'.repeat(200_000))}\n${line('b', '')}\n`, 'log.json'))
    expect([inspection.layout.shape, records.map(({ rowId, line }) => [rowId, line])]).toEqual([
      'jsonl',
      [
        ['a', 1],
        ['b', 2],
      ],
    ])
  })

  it('refuses tokens below zero', async () => {
    expect((await notOk('bedrock-negative-tokens.jsonl')).rejects).toMatchObject([{ line: 2, code: 'negative-tokens', value: '-4' }])
  })
})

describe('answers of the OpenAI API and its like', () => {
  it('are found in whatever stands around them', async () => {
    const { inspection, summary, records } = await ok('openai-answers.jsonl')
    expect(inspection).toMatchObject({ format: 'openai-response-log-json', questions: [] })
    expect(summary).toMatchObject({
      read: 6,
      rejects: 0,
      skipped: [{ code: 'not-usage', rows: 1 }],
      // 100 + 100 + 10 + 7 + 4 + 8
      totals: {
        tokens: { inputUncached: '229', cacheRead: '1000', cacheWriteOther: '100', output: '96' },
        requests: '6',
        billed: { USD: '0.0005' },
      },
    })
    const told = [...records].sort((a, b) => a.line - b.line)
    expect(
      told.map(({ rowId, provider, tier, reasoning, start, identity }) => [
        rowId,
        provider,
        tier,
        reasoning,
        start.slice(11, 19),
        identity,
      ]),
    ).toEqual([
      ['chatcmpl-1', 'openai', 'flex', '20', '10:00:00', 'id'],
      ['resp_2', 'openai', 'standard', '30', '11:00:00', 'id'],
      ['chatcmpl-3', 'openai', 'batch', '', '12:00:00', 'id'],
      ['gen-1788264002-x', 'openrouter', 'standard', '', '12:00:02', 'id'],
      ['chatcmpl-6', 'azure', 'standard', '', '12:00:03', 'id'],
      ['', 'openai', 'standard', '', '12:00:04', 'row'],
    ])
    expect(told.map(({ totalMismatch }) => totalMismatch).join('')).toBe('')
    expect(records[0]?.annotations).toEqual({ audioInput: '3' })
    expect(JSON.stringify(records)).not.toMatch(secrets)
  })

  it('are refused with more cached tokens than input', async () => {
    const { records, rejects } = await notOk('openai-answer-cached-exceeds-input.jsonl')
    expect(records).toHaveLength(1)
    expect(rejects).toMatchObject([{ line: 1, code: 'cached-exceeds-input' }])
  })
})

describe('answers of the Anthropic API', () => {
  it('are disjoint counts; the id tells by whom they came, a custom_id that they were a batch', async () => {
    const { inspection, summary, records } = await ok('anthropic-answers.jsonl')
    expect(inspection).toMatchObject({ format: 'anthropic-response-log-json', questions: [] })
    expect(summary).toMatchObject({
      read: 3,
      skipped: [{ code: 'not-usage', rows: 1 }],
      totals: {
        tokens: { inputUncached: '18', cacheRead: '4000', cacheWrite5m: '100', cacheWrite1h: '300', cacheWriteOther: '100', output: '54' },
      },
    })
    expect(records.map(({ rowId, provider, tier }) => [rowId, provider, tier])).toEqual([
      ['msg_1', 'anthropic', 'priority'],
      ['msg_2', 'anthropic', 'batch'],
      ['msg_bdrk_3', 'aws', 'standard'],
    ])
    expect(JSON.stringify(records)).not.toMatch(secrets)
  })

  it('without any time ask for their days', async () => {
    const open = notOk('anthropic-answers-without-time.jsonl')
    await expect(open).rejects.toMatchObject({ failure: { code: 'open-question', params: { flag: '--period' } } })
    const { records } = await notOk('anthropic-answers-without-time.jsonl', { period: '2026-09-01/2026-09-30' })
    expect(records.map(({ rowId, start, end }) => [rowId, start, end])).toEqual([
      ['msg_1', '2026-09-01T00:00:00Z', '2026-10-01T00:00:00Z'],
      ['msg_2', '2026-09-01T00:00:00Z', '2026-10-01T00:00:00Z'],
    ])
  })
})

describe('answers of the Gemini API', () => {
  it('add thoughts to the candidates and tool prompts to the prompt', async () => {
    const { inspection, summary, records } = await ok('gemini-answers.jsonl')
    expect(inspection).toMatchObject({ format: 'gemini-response-log-json', questions: [] })
    // 1000 - 800 + 20, 5; 50 + 30, 2
    expect(summary.totals.tokens).toMatchObject({ inputUncached: '225', cacheRead: '800', output: '82' })
    const told = [...records].sort((a, b) => a.line - b.line)
    expect(told.map(({ model, reasoning, totalMismatch, identity }) => [model, reasoning, totalMismatch, identity])).toEqual([
      ['gemini-2.5-pro', '30', '', 'id'],
      ['gemini-2.5-flash', '', '', 'row'],
    ])
    expect(JSON.stringify(records)).not.toMatch(secrets)
  })

  it('are refused where a count is not whole', async () => {
    expect((await notOk('gemini-answer-fractional-tokens.jsonl')).rejects).toMatchObject([
      { line: 1, code: 'fractional-tokens', value: '1.5' },
    ])
  })
})

describe('answers of Converse', () => {
  it('take model and time from around them, the time also from the date of the answer', async () => {
    const { inspection, summary, records } = await ok('converse-answers.jsonl')
    expect(inspection).toMatchObject({ format: 'bedrock-converse-log-json', questions: [] })
    expect(summary.totals.tokens).toMatchObject({
      inputUncached: '13',
      cacheRead: '400',
      cacheWrite1h: '500',
      cacheWriteOther: '0',
      output: '6',
    })
    expect(records.map(({ rowId, model, start, totalMismatch }) => [rowId, model, start, totalMismatch])).toEqual([
      ['c1', 'anthropic.claude-sonnet-4-5-20250929-v1:0', '2026-09-01T10:00:00Z', ''],
      ['c2', 'amazon.nova-pro-v1:0', '2026-09-01T10:00:01Z', ''],
    ])
    expect(JSON.stringify(records)).not.toMatch(secrets)
  })

  it('are refused without an output count', async () => {
    expect((await notOk('converse-answer-without-output.jsonl')).rejects).toMatchObject([
      { line: 1, code: 'missing-value', column: 'output' },
    ])
  })
})
