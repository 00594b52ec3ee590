// Google's billing export as nested JSON lines and as flattened CSV: what its SKUs count, and what payable means.
// Facts: usage-formats, section 5.
import { afterAll, describe, expect, it } from 'vitest'
import { clearWritten, notOk, ok } from '../fixture-reading.ts'

afterAll(clearWritten)

describe('JSON lines', () => {
  it('are nested, leave out what is null, and are added up after their credits', async () => {
    const { inspection, summary, rejects } = await ok('gcp-billing.jsonl')
    expect([inspection.format, inspection.questions, rejects]).toEqual(['gcp-billing-json', [], []])
    expect(summary.totals.byKind).toEqual({
      // 1.5 - 0.75 + 0.6 + 0.1 + 0.2 + 0.07 + 0.05 + 0.02 + 0.08 + 12 + 20 + 3
      usage: { USD: '36.87' },
      purchase: { USD: '30' },
      adjustment: { USD: '1' },
    })
  })

  it('count tokens of Gemini 2 and later, thinking as output; no characters, no storage of caches, no throughput', async () => {
    const { summary, records } = await ok('gcp-billing.jsonl')
    expect(summary.totals.tokens).toEqual({
      inputUncached: '1281',
      cacheRead: '900',
      cacheWrite5m: '0',
      cacheWrite1h: '8',
      cacheWriteOther: '0',
      output: '300',
    })
    expect(records.slice(0, 9).map(({ model, tier, context, charge }) => [model, tier, context, charge].join('|'))).toEqual([
      'Gemini 2.5 Flash|standard||',
      'Gemini 2.5 Flash|standard||',
      'Gemini 2.5 Flash|standard||',
      '|standard||Vertex AI',
      'Gemini 2.5 Pro|batch|long|',
      'Gemini 3 Pro|standard||',
      'Gemini 1.5 Flash|standard||Gemini 1.5 Flash Text Input - Predictions',
      'Claude Opus 5|standard||',
      '|standard||Provisioned Throughput Gemini GSU',
    ])
    expect(records.map(({ annotations }) => annotations).filter((annotations) => Object.keys(annotations).length > 0)).toEqual([
      { audioInput: '11' },
      { characters: '4000' },
      { provisionedHours: '2' },
    ])
  })

  it('count GPU-hours from the SKU of the GPUs alone, and not those a commitment buys', async () => {
    const { summary, records } = await ok('gcp-billing.jsonl')
    expect(summary.totals.gpuHours).toBe('2.5')
    expect(records[9]).toMatchObject({ charge: 'Compute Engine', dimensions: { gpu: 'H100', 'price type': 'spot' } })
    expect(records[11]).toMatchObject({ kind: 'purchase', gpuHours: '', charge: 'commitment' })
  })

  it('keep labels that name a part of the firm, and nothing private', async () => {
    const { records } = await ok('gcp-billing.jsonl')
    expect(records[0]).toMatchObject({ team: 'search', project: 'ml', dimensions: { 'tag team': 'search' }, scope: 'B1 202609 ml' })
    expect(JSON.stringify(records)).not.toContain('private')
  })
})

describe('CSV', () => {
  it('may spell its columns with underscores, and hold credits that a query added up', async () => {
    const { inspection, summary, records } = await ok('gcp-billing-underscores.csv')
    expect(inspection.format).toBe('gcp-billing-csv')
    expect(summary.totals).toMatchObject({ billed: { EUR: '1.5' }, tokens: { output: '40' } })
    // Without an invoice month no delivery can replace another.
    expect(records[0]?.scope).toBe('')
  })
})

it('refuses a line without a cost', async () => {
  expect((await notOk('gcp-no-cost.jsonl')).rejects).toMatchObject([{ line: 2, code: 'missing-value', column: 'cost' }])
})
