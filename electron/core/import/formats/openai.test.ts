// OpenAI beyond its present pages: layouts of 2024, the sister endpoints, quantities, what came before the organisation API;
// and Groq, whose console speaks nearly the same words. Totals are worked out by hand from the few rows of each fixture.
import { afterAll, describe, expect, it } from 'vitest'
import { clearWritten, notOk, ok } from '../fixture-reading.ts'

afterAll(clearWritten)

describe('usage', () => {
  it('tells results by their object, since pages of all endpoints are saved together', async () => {
    const { inspection, summary, records } = await ok('openai-usage-sisters.json')
    expect(inspection.format).toBe('openai-usage-json')
    // 900 - 400 and 55 input, 70 output; the requests of the searches are among the completions' own
    expect(summary.totals).toMatchObject({ tokens: { inputUncached: '555', cacheRead: '400', output: '70' }, requests: '23' })
    expect(records.map(({ charge, requests, annotations }) => [charge, requests, annotations])).toEqual([
      ['', '3', { audioInput: '30' }],
      ['images', '2', { images: '4' }],
      ['audio_speeches', '5', { characters: '1200' }],
      ['audio_transcriptions', '6', { seconds: '95' }],
      ['moderations', '7', {}],
      ['vector_stores', '', { storedBytes: '2048' }],
      ['code_interpreter_sessions', '', { sessions: '8' }],
      ['file_searches', '', { searches: '9' }],
      ['web_searches', '', { searches: '10' }],
    ])
  })

  it('reads the layout of 2024, without cache-write and uncached columns and without offsets', async () => {
    const { summary, records } = await ok('openai-dashboard-usage-2024.csv')
    expect(summary).toMatchObject({
      read: 1,
      idle: 1,
      totals: { tokens: { inputUncached: '380', cacheRead: '120', output: '40' }, requests: '2' },
    })
    expect(records[0]).toMatchObject({ start: '2024-10-01T00:00:00Z', end: '2024-10-02T00:00:00Z', totalMismatch: '' })
  })

  it('reads the dashboard’s CSV of another kind of use by its columns', async () => {
    const { inspection, records } = await ok('openai-dashboard-images.csv')
    expect(inspection.format).toBe('openai-usage-csv')
    expect(records[0]).toMatchObject({ charge: 'images', requests: '3', annotations: { images: '6' }, model: 'gpt-image-1' })
  })

  it('reports more cached than input tokens, and never clamps', async () => {
    const { records, rejects } = await notOk('openai-cached-exceeds-input.csv')
    expect(records).toHaveLength(1)
    expect(rejects).toMatchObject([{ line: 3, code: 'cached-exceeds-input', column: 'input_tokens' }])
  })
})

describe('costs', () => {
  it('keeps quantities aside with their unit, and knows the column of September 2026', async () => {
    const { inspection, summary, records } = await ok('openai-dashboard-cost-2026-09.csv')
    expect(inspection.reason).toEqual({ title: 'OpenAI dashboard cost', matched: 17, of: 17 })
    expect(summary.totals).toMatchObject({ billed: { USD: '2.25' }, tokens: { inputUncached: '0' } })
    expect(
      records.map(({ model, charge, annotations, dimensions }) => [model, charge, annotations.quantity, dimensions.quantity_unit]),
    ).toEqual([
      ['gpt-5', 'cached input', '250', '1000_tokens'],
      ['ft:gpt-4o-mini:acme::1', 'training', '3.5', 'duration_hours'],
      ['', 'assistants api, file search', undefined, undefined],
    ])
  })

  it('refuses a line without its amount', async () => {
    expect((await notOk('openai-cost-without-amount.csv')).rejects).toMatchObject([
      { line: 3, code: 'missing-value', column: 'amount_value' },
    ])
  })
})

describe('before the organisation API', () => {
  it('reads every list of GET /v1/usage; context tokens hold the cached ones; people and keys are hashes', async () => {
    const { inspection, summary, records } = await ok('openai-legacy-usage.json')
    expect(inspection.format).toBe('openai-legacy-usage-json')
    // 300 - 100 + 50
    expect(summary.totals).toMatchObject({ tokens: { inputUncached: '250', cacheRead: '100', output: '45' }, requests: '10' })
    expect(records.map(({ model, tier, charge }) => [model, tier, charge])).toEqual([
      ['gpt-4-0613', 'standard', ''],
      ['gpt-4-0613', 'batch', ''],
      ['dall-e-3', 'standard', 'images'],
      ['whisper-1', 'standard', 'audio_transcriptions'],
      ['tts-1', 'standard', 'audio_speeches'],
    ])
    expect(records[0]).toMatchObject({ start: '2024-03-01T00:05:00Z', end: '2024-03-01T00:06:00Z', standing: 'vendorLog' })
    expect(records[0]?.dimensions).toMatchObject({
      email: expect.stringMatching(/^#/) as string,
      api_key_name: expect.stringMatching(/^#/) as string,
    })
    expect(JSON.stringify(records)).not.toMatch(/ann@|laptop|sk-/i)
  })

  it('reads the billing endpoint in cents', async () => {
    const { summary, records } = await ok('openai-legacy-billing.json')
    // 12.3 + 0.04 cents
    expect(summary).toMatchObject({ read: 3, totals: { billed: { USD: '0.1234' } } })
    expect(records.map(({ role, model, charge, start }) => [role, model, charge, start])).toEqual([
      ['cost', 'GPT-4', 'GPT-4', '2023-05-01T00:00:00Z'],
      ['cost', '', 'Embedding models', '2023-05-01T00:00:00Z'],
      ['cost', 'GPT-4', 'GPT-4', '2023-05-02T00:00:00Z'],
    ])
  })

  it('reads the activity CSV of 2024, which has the same columns', async () => {
    const { inspection, records } = await ok('openai-activity-2024.csv')
    expect(inspection.format).toBe('openai-legacy-usage-csv')
    expect(records[0]).toMatchObject({
      model: 'gpt-4-turbo-2024-04-09',
      requests: '3',
      start: '2024-04-01T00:05:00Z',
      tokens: { inputUncached: '950', cacheRead: '50', output: '200' },
    })
  })

  it.each([
    ['openai-legacy-cached-exceeds-context.json', 'cached-exceeds-input', 'n_context_tokens_total'],
    ['openai-legacy-billing-without-cost.json', 'missing-value', 'cost_cents'],
    ['openai-activity-without-date.csv', 'bad-date', 'time'],
  ])('%s: %s', async (name, code, column) => {
    expect((await notOk(name)).rejects).toMatchObject([{ code, column }])
  })
})

describe('Groq', () => {
  it('takes what is cached from what is not, and money with an exponent', async () => {
    const { inspection, summary, records } = await ok('groq-activity.json')
    expect(inspection.format).toBe('groq-activity-json')
    expect(summary.totals).toMatchObject({
      tokens: { inputUncached: '700', cacheRead: '300', output: '60' },
      requests: '6',
      billed: { USD: '0.00563705' },
    })
    expect(records.map(({ provider, tier, annotations }) => [provider, tier, annotations])).toEqual([
      ['groq', 'standard', {}],
      ['groq', 'flex', { seconds: '147', secondsBilled: '183.5' }],
    ])
    expect(JSON.stringify(records)).not.toMatch(/gsk_|crawler/)
  })

  it('refuses more uncached tokens than there are', async () => {
    expect((await notOk('groq-uncached-exceeds-context.json')).rejects).toMatchObject([
      { code: 'cached-exceeds-input', column: 'n_context_tokens_total' },
    ])
  })
})
