// Published traces: volumes without money, in times that count from a start.
import { describe, expect, it } from 'vitest'
import { notOk, ok } from '../fixture-reading.ts'

const period = '2026-09-01/2026-09-30'

describe('research traces', () => {
  it('place BurstGPT by the midnight of the first day, which is asked', async () => {
    const { inspection, summary, records } = await ok('burstgpt.csv', { period })
    expect(inspection.format).toBe('burstgpt-csv')
    expect(summary.totals).toMatchObject({ tokens: { inputUncached: '1559', output: '18' }, requests: '2' })
    expect(records.map(({ start, model, provider, totalMismatch }) => [start, model, provider, totalMismatch])).toEqual([
      ['2026-09-01T00:00:05Z', 'ChatGPT', 'openai', ''],
      ['2026-09-02T00:00:45Z', 'GPT-4', 'openai', ''],
    ])
    expect((await ok('burstgpt-v2.csv', { period })).records).toMatchObject([
      { start: '2026-09-01T00:00:05Z', dimensions: { 'Log Type': 'Conversation log' } },
    ])
    await expect(ok('burstgpt.csv')).rejects.toMatchObject({ failure: { code: 'open-question', params: { flag: '--period' } } })
    expect((await notOk('burstgpt-fractional-seconds.csv', { period })).rejects).toMatchObject([
      { line: 3, column: 'Timestamp', value: '6.5' },
    ])
  })

  it('place Mooncake by milliseconds', async () => {
    const { inspection, records } = await ok('mooncake.jsonl', { period })
    expect(inspection.format).toBe('mooncake-trace-json')
    expect(records.map(({ start, requests, tokens }) => [start, requests, tokens.inputUncached, tokens.output])).toEqual([
      ['2026-09-01T00:00:00Z', '1', '6755', '500'],
      ['2026-09-01T00:00:27.482Z', '1', '6955', '52'],
    ])
    expect((await notOk('mooncake-without-length.jsonl', { period })).rejects).toMatchObject([
      { line: 2, code: 'missing-value', column: 'input_length' },
    ])
  })

  it('read the Azure traces, with and without a zone', async () => {
    const { inspection, summary, records } = await ok('azure-llm-trace.csv')
    expect(inspection).toMatchObject({ format: 'azure-llm-trace-csv', questions: [] })
    expect(summary.totals).toMatchObject({ tokens: { inputUncached: '2536', output: '49' }, requests: '2' })
    expect(records.map(({ start }) => start)).toEqual(['2023-11-16T18:15:46.680Z', '2024-05-10T00:00:00.009Z'])
    expect((await notOk('azure-llm-trace-word-for-number.csv')).rejects).toMatchObject([{ line: 3, code: 'not-a-number', value: 'few' }])
  })
})
