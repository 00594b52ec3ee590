// GPU and inference clouds: what each leaves unsaid is not guessed. Facts: usage-formats, section 7.
import { afterAll, describe, expect, it } from 'vitest'
import { clearWritten, notOk, ok } from '../fixture-reading.ts'

afterAll(clearWritten)

describe('RunPod', () => {
  it('states hours of pods, not of GPUs, and no size of its buckets: their spacing tells', async () => {
    const { inspection, summary, records } = await ok('runpod-pods.json')
    expect([inspection.format, inspection.questions]).toEqual(['runpod-billing-json', []])
    expect(summary.totals).toMatchObject({ billed: { USD: '13.75' }, gpuHours: '0' })
    expect(records.map(({ annotations, dimensions }) => [dimensions.podId, annotations])).toEqual([
      ['p1', { podHours: '5' }],
      ['p1', { podHours: '0.1' }],
      ['p2', {}],
    ])
    expect(records[0]).toMatchObject({ start: '2026-09-01T00:00:00Z', end: '2026-09-02T00:00:00Z', charge: 'pods', scope: 'pods' })
  })

  it('counts GPU-hours where a row says how many GPUs a pod has; buckets may be months', async () => {
    const { summary, records } = await ok('runpod-gpu-types.json')
    expect(summary.totals).toMatchObject({ gpuHours: '12', billed: { USD: '45' } })
    expect(records[0]).toMatchObject({ end: '2026-09-01T00:00:00Z', dimensions: { gpu: 'H100' } })
    expect(records[1]?.end).toBe('2026-10-01T00:00:00Z')
  })

  it('refuses words for an amount', async () => {
    expect((await notOk('runpod-word-for-amount.json')).rejects).toMatchObject([{ line: 2, code: 'not-a-number', column: 'amount' }])
  })
})

describe('Fireworks', () => {
  it('states tokens and accelerator seconds without costs; people are hashed', async () => {
    const { summary, records } = await ok('fireworks-usage.csv')
    expect(summary).toMatchObject({
      read: 2,
      idle: 1,
      totals: { gpuHours: '2.5', tokens: { inputUncached: '1000', output: '50' }, billed: {} },
    })
    expect(records[1]).toMatchObject({ model: 'deepseek-v4', end: '2026-09-02T00:00:00Z', dimensions: { gpu: 'H200' } })
    expect(records[0]?.dimensions.email).toMatch(/^#/)
  })

  it('refuses a fraction of a token', async () => {
    expect((await notOk('fireworks-fractional-tokens.csv')).rejects).toMatchObject([{ line: 3, code: 'fractional-tokens' }])
  })
})

describe('KIE', () => {
  it('states credits, which are a currency of their own', async () => {
    const { inspection, summary, records } = await ok('kie-credits.csv')
    expect(inspection.notes.map(({ code }) => code)).toContain('utc-assumed')
    expect(summary.totals.billed).toEqual({ 'KIE credits': '60.5' })
    expect(records[0]).toMatchObject({ rowId: 't1', identity: 'id', model: 'veo-3' })
    expect(JSON.stringify(records)).not.toContain('private')
  })

  it('refuses a task without credits', async () => {
    expect((await notOk('kie-no-credits.csv')).rejects).toMatchObject([{ line: 3, code: 'missing-value', column: 'Credits Consumed' }])
  })
})
