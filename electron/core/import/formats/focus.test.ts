// FOCUS as vendors write it: rules of the specification broken, prepaid use, virtual currencies, the clouds' own columns,
// a gateway that writes FOCUS, and GPU clouds that state hours and no costs. Facts: usage-formats, sections 7 and 8.
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { clearWritten, fixtures, notOk, ok, readFile, written } from '../fixture-reading.ts'
import { inspectFile } from '../inspection.ts'

afterAll(clearWritten)

describe('a file that breaks the rules', () => {
  it('is read without mandatory columns, with short American dates and literal NULL', async () => {
    const { inspection, summary, records } = await ok('focus-rules-broken.csv')
    expect([inspection.format, inspection.dateOrder]).toEqual(['focus-csv', 'mdy'])
    expect(summary.totals.byKind).toEqual({ usage: { USD: '1.5' }, refund: { USD: '-1' } })
    expect(records[0]).toMatchObject({ start: '2025-04-01T00:00:00Z', end: '2025-04-02T00:00:00Z', tokens: { output: '2500000' } })
    expect(Object.values(records[0]?.dimensions ?? {})).not.toContain('NULL')
  })

  it('keeps the money of a correction, and marks the negative tokens it leaves out', async () => {
    const [, correction] = (await ok('focus-rules-broken.csv')).records
    expect(correction).toMatchObject({
      billed: '-0.5',
      tokens: { output: '' },
      totalMismatch: '-100000',
      dimensions: { ChargeClass: 'Correction' },
    })
  })

  it('sums the effective cost only where no billed cost is in the file', async () => {
    const header = 'ChargePeriodStart,ChargePeriodEnd,EffectiveCost,BillingCurrency,ServiceName,ProviderName'
    const { summary } = await readFile(written(`${header}\n2026-09-01,2026-09-02,4,USD,Models,AWS\n`))
    expect(summary.totals.billed).toEqual({ USD: '4' })
  })
})

describe('money', () => {
  it('is what was billed: use that burns a prepaid purchase has its effective cost as an annotation', async () => {
    const { summary, records } = await ok('focus-prepaid.csv')
    expect(summary.totals.byKind).toEqual({ purchase: { USD: '100' }, usage: { USD: '0' } })
    expect(records[1]).toMatchObject({
      billed: '0',
      model: 'model-x',
      tokens: { inputUncached: '3000000' },
      dimensions: { PricingCurrency: 'Token' },
    })
    expect(records[1]?.annotations).toMatchObject({ effectiveCost: '7.5', pricingCurrencyCost: '75' })
  })

  it('may be in a virtual currency, which keeps its name', async () => {
    expect((await ok('focus-virtual-currency.csv')).summary.totals.billed).toEqual({ 'Compute Credits': '12' })
  })

  it('refuses a word, with its line', async () => {
    expect((await notOk('focus-word-for-cost.csv')).rejects).toMatchObject([
      { line: 3, code: 'not-a-number', column: 'BilledCost', value: 'much' },
    ])
  })
})

describe('the clouds’ own columns', () => {
  it('name model and bucket by Azure’s meter, and machines by their size', async () => {
    const { records } = await ok('focus-azure.csv')
    expect(records[0]).toMatchObject({
      provider: 'azure',
      model: 'gpt-5.4',
      team: 'lab',
      project: 'Research',
      tokens: { cacheRead: '900000' },
    })
    expect(records[1]).toMatchObject({ gpuHours: '4', dimensions: { gpu: 'A100', 'price type': 'spot' } })
    expect(records[0]).toMatchObject({ standing: 'focus', scope: 'a1 2026-09-01 sub-1 azure' })
    expect(JSON.stringify(records)).not.toContain('private')
  })

  it('leave the size of Azure’s bare `Units` open: asked', async () => {
    const { questions } = await inspectFile({ path: join(fixtures, 'not-ok/focus-azure-units-open.csv') })
    expect(questions).toMatchObject([{ id: 'unit-scale', column: 'consumedquantity', samples: ['gpt-5.4: 4'] }])
    expect((await notOk('focus-azure-units-open.csv', { unitScale: '1000000' })).summary.totals.tokens.output).toBe('4000000')
  })

  it('name them by AWS’s usage type; requests of other services are not counted', async () => {
    const { summary, records } = await ok('focus-aws.csv')
    expect(records[0]).toMatchObject({ model: 'claude-opus-5', tier: 'batch', tokens: { inputUncached: '100000' } })
    expect(records[1]).toMatchObject({ gpuHours: '8', dimensions: { gpu: 'H100', 'price type': 'unused reservation' } })
    // The hours of EMR are those of the machines below it, which stand in the bill as well.
    expect(summary.totals.gpuHours).toBe('8')
    // Where requests are consumed and tokens priced, both are counted.
    expect(summary.totals).toMatchObject({ requests: '3', tokens: { output: '2000' } })
  })
})

describe('LiteLLM', () => {
  it('tells of the gateway: estimates below what vendors say, keys and people as hashes', async () => {
    const { summary, records } = await ok('focus-litellm.csv')
    expect(summary.totals).toMatchObject({ requests: '2', billed: { USD: '0.75' } })
    expect(records.map(({ provider, model, team, standing, costIsEstimate }) => [provider, model, team, standing, costIsEstimate])).toEqual(
      [
        ['aws', 'claude-opus-5', 'Assistants', 'gateway', true],
        ['openai', 'gpt-5', 'Assistants', 'gateway', true],
      ],
    )
    expect(records[0]?.dimensions.account).toMatch(/^#/)
    expect(JSON.stringify(records)).not.toMatch(/private|sk-/)
  })

  it('counts tokens by meter in its later layout', async () => {
    const { summary, records } = await ok('focus-litellm-tokens.csv')
    expect(summary.totals.tokens).toMatchObject({ inputUncached: '100000', cacheRead: '100000', cacheWriteOther: '40000' })
    expect(records.map(({ model, standing }) => [model, standing])).toEqual(Array(3).fill(['claude-opus-5', 'gateway']))
    expect(JSON.stringify(records)).not.toContain('private')
  })
})

describe('CoreWeave', () => {
  it.each(['focus-coreweave.csv', 'focus-coreweave.json'])('states GPU-hours and no costs in %s', async (name) => {
    const { inspection, summary, records } = await ok(name)
    expect(inspection.questions).toEqual([])
    expect(summary.totals).toMatchObject({ gpuHours: name.endsWith('csv') ? '16' : '17.5', billed: {} })
    expect(records[0]).toMatchObject({
      provider: 'coreweave',
      team: 'training',
      billed: '',
      dimensions: { gpu: 'H200', 'price type': 'reserved' },
    })
    expect(JSON.stringify(records)).not.toContain('private')
  })

  it('reads JSON lines, which may leave out what is null', async () => {
    const { inspection, summary } = await ok('focus.jsonl')
    expect(inspection.format).toBe('focus-json')
    expect(summary.totals).toMatchObject({ gpuHours: '32', billed: { USD: '3.75' } })
  })
})
