// OpenRouter's activity, per request and per day, as CSV and from its APIs. Totals are worked out by hand.
import { describe, expect, it } from 'vitest'
import { notOk, ok } from '../fixture-reading.ts'

describe('per request', () => {
  it('takes cached tokens out of the prompt, and a discount for what it is: already in the cost', async () => {
    const { inspection, summary, records } = await ok('openrouter-generations.csv')
    expect(inspection).toMatchObject({ format: 'openrouter-generations-csv', reason: { matched: 24, of: 24 }, zone: 'UTC', questions: [] })
    expect(summary.totals).toMatchObject({
      // 187763 - 185600, 184821, 1000
      tokens: { inputUncached: '187984', cacheRead: '185600', output: '1041' },
      requests: '3',
      billed: { USD: '0.015274' },
    })
    expect(
      records.map(({ start, provider, model, billed, reasoning, rowId }) => [start, provider, model, billed, reasoning, rowId]),
    ).toEqual([
      ['2026-09-10T23:39:10.659Z', 'openrouter', 'deepseek/deepseek-v4-flash-20260731', '0.003244', '81', 'gen-1788997150-aaaa'],
      ['2026-09-10T23:38:17.066Z', 'openrouter', 'openai/gpt-5-20250807', '0.01203', '0', 'gen-1788997097-bbbb'],
      // A blank cost is 0, not unknown: the use was paid with a key of one's own.
      ['2026-09-09T00:00:00Z', 'openrouter', 'anthropic/claude-4.5-sonnet-20250929', '0', '', 'gen-1788825600-cccc'],
    ])
    expect(records[0]).toMatchObject({ costIsEstimate: false, annotations: { cacheCost: '-0.009094' } })
    expect(records[2]?.annotations).toEqual({ ownKeyCost: '0.25' })
  })

  it('reads the generation API with the tokens of the provider, as the same row', async () => {
    const { records } = await ok('openrouter-generation.json')
    expect(records).toMatchObject([
      {
        source: 'openrouter-generations-json',
        rowId: 'gen-1788997150-aaaa',
        tokens: { inputUncached: '2163', cacheRead: '185600', output: '748' },
        billed: '0.003244',
        start: '2026-09-10T23:39:10.659Z',
      },
    ])
    expect(JSON.stringify(records)).not.toContain('secret')
  })

  it('refuses a row with more cached tokens than prompt', async () => {
    expect((await notOk('openrouter-cached-exceeds-prompt.csv')).rejects).toMatchObject([
      { line: 2, code: 'cached-exceeds-input', amount: '0.0035', currency: 'USD' },
    ])
  })
})

describe('per day', () => {
  it('reads the daily CSV, whose days are written as midnights', async () => {
    const { inspection, summary, records } = await ok('openrouter-daily.csv')
    expect(inspection).toMatchObject({ format: 'openrouter-daily-csv', questions: [] })
    expect(summary.totals).toMatchObject({ tokens: { inputUncached: '13500', output: '440' }, requests: '15', billed: { USD: '2' } })
    expect(records.map(({ start, end, model, annotations }) => [start, end, model, annotations])).toEqual([
      ['2026-05-12T00:00:00Z', '2026-05-13T00:00:00Z', 'openai/gpt-5-20250807', {}],
      ['2026-05-12T00:00:00Z', '2026-05-13T00:00:00Z', 'google/gemini-2.5-pro', { ownKeyCost: '3.5' }],
      ['2026-05-11T00:00:00Z', '2026-05-12T00:00:00Z', 'openai/gpt-5-20250807', {}],
    ])
  })

  it('reads the activity API, which parts the day by endpoint, as a source of its own', async () => {
    const { inspection, summary, records } = await ok('openrouter-activity.json')
    expect(inspection.format).toBe('openrouter-activity-json')
    expect(summary.totals).toMatchObject({ tokens: { inputUncached: '12100', output: '355' }, requests: '14', billed: { USD: '1.75' } })
    expect(records.map(({ end, dimensions }) => [end, dimensions.provider_name])).toEqual([
      ['2026-05-13T00:00:00Z', 'OpenAI'],
      ['2026-05-13T00:00:00Z', 'Azure'],
    ])
  })

  it('refuses a cost that is no number', async () => {
    expect((await notOk('openrouter-daily-word-for-cost.csv')).rejects).toMatchObject([
      { code: 'not-a-number', column: 'Usage', value: 'much' },
    ])
  })
})
