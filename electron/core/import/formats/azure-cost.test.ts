// Azure exports: the layouts of four kinds of account, meters into tokens and GPU-hours, and the two views of costs that must
// never be added. Facts: usage-formats, section 3.
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { clearWritten, failureOf, fixtures, notOk, ok, readFile, written } from '../fixture-reading.ts'
import { inspectFile } from '../inspection.ts'

afterAll(clearWritten)

const open = (name: string) => inspectFile({ path: join(fixtures, 'not-ok', name) })

describe('an EA export', () => {
  it('is read with its byte order mark, and every row is taken: tokens by their unit, machines by their GPUs, the rest as money', async () => {
    const { inspection, summary } = await ok('azure-ea-actual.csv')
    expect(inspection.reason).toEqual({ title: 'Azure Cost Management export', matched: 55, of: 55 })
    expect(summary).toMatchObject({ read: 13, records: 13, rejects: 0 })
    // 1500.25 thousand + 2 million uncached; 800 thousand cached; a quarter million output
    expect(summary.totals.tokens).toMatchObject({ inputUncached: '3500250', cacheRead: '800000', output: '250000' })
    // 1.5 h spot and 24 h reserved, 8 GPUs each
    expect(summary.totals.gpuHours).toBe('204')
    // 3.4 + 0.9 + 6 + 0.05 + 41 + 0.09 + 70 + 2 x 0.25; the purchase apart
    expect(summary.totals.byKind).toEqual({
      usage: { EUR: '121.94' },
      purchase: { EUR: '9000' },
      refund: { EUR: '-0.02' },
      adjustment: { EUR: '0.005' },
    })
  })

  it('says of each line what it is', async () => {
    const { records } = await ok('azure-ea-actual.csv')
    expect(records.map(({ model, tier, context, charge }) => [model, tier, context, charge].join('|'))).toEqual([
      'gpt-4o-1120|standard||',
      'gpt-4o-1120|standard||',
      'gpt-5.6-sol|standard|long|',
      'gpt-5-nano|batch||',
      '|standard||Provisioned Managed Global Unit',
      '|standard||Code interpreter sessions',
      '|standard||Virtual Machines',
      '|standard||Storage',
      '|standard||Storage',
      'gpt-4o-1120|standard||Refund',
      '|standard||RoundingAdjustment',
      '|standard||Virtual Machines',
      '|standard||Purchase',
    ])
    expect(records[4]?.annotations).toEqual({ provisionedHours: '48' })
    expect(records[6]?.dimensions).toMatchObject({ gpu: 'H100', 'price type': 'spot' })
    expect(records[11]?.dimensions).toMatchObject({ gpu: 'H100', 'price type': 'reserved' })
    expect(records[0]).toMatchObject({ start: '2026-09-05T00:00:00Z', end: '2026-09-06T00:00:00Z', standing: 'bill', identity: 'row' })
    expect(records[12]?.start).toBe('2026-09-01T00:00:00Z')
  })

  it('takes the team from tags, with or without their outer braces, or from the cost centre, and nothing private', async () => {
    const { records } = await ok('azure-ea-actual.csv')
    expect(records.slice(0, 3).map(({ team, project }) => [team, project])).toEqual([
      ['search', 'Assistants'],
      ['4711', 'Assistants'],
      ['CC9', 'Assistants'],
    ])
    expect(JSON.stringify(records)).not.toContain('private')
  })

  it('has two views of costs: the amortised one is of lower standing and its scope is its own', async () => {
    const actual = await ok('azure-ea-actual.csv')
    const amortized = await ok('azure-ea-amortized.csv')
    expect([actual.inspection.answers, amortized.inspection.answers]).toEqual([{ 'cost-view': 'actual' }, { 'cost-view': 'amortized' }])
    expect(actual.records[0]).toMatchObject({ standing: 'bill', scope: '777 sub-1 2026-09' })
    expect(amortized.records[0]).toMatchObject({ standing: 'roundedBill', scope: '777 sub-1 2026-09 amortized' })
    // 121.94 + 250 for the covered day + 20 unused
    expect(amortized.summary.totals.byKind.usage).toEqual({ EUR: '391.94' })
    const unused = amortized.records.at(-1)
    expect([unused?.charge, unused?.gpuHours, unused?.dimensions['price type']]).toEqual(['UnusedReservation', '16', 'unused reservation'])
  })

  it('tells the view by the money of covered use where no purchase and nothing unused stands in the file', async () => {
    const rows = (cost: string) =>
      readFile(
        written(
          `MeterCategory,MeterName,Date,Quantity,UnitOfMeasure,CostInBillingCurrency,BillingCurrency,BillingPeriodStartDate,PricingModel,ChargeType\nVirtual Machines,D2,9/14/2026,1,1 Hour,${cost},USD,9/1/2026,SavingsPlan,Usage\n`,
        ),
      )
    expect((await rows('0.00')).inspection.answers).toEqual({ 'cost-view': 'actual' })
    // What was said of another file does not count against the lines of this one.
    expect((await ok('azure-ea-amortized.csv', { costView: 'actual' })).inspection.answers).toEqual({ 'cost-view': 'amortized' })
    expect((await rows('0.03')).inspection.answers).toEqual({ 'cost-view': 'amortized' })
  })
})

describe('other layouts', () => {
  it('reads MCA: camelCase, cents in the billing currency beside list costs, partner models of the Marketplace', async () => {
    const { summary, records } = await ok('azure-mca.csv')
    expect(summary).toMatchObject({ read: 4, idle: 1, totals: { billed: { CAD: '0.70574' }, list: { CAD: '0.032' } } })
    // 1.0004 thousand are 1000.4: a meter is rounded, tokens are whole
    expect(summary.totals.tokens).toMatchObject({ cacheRead: '167168', inputUncached: '1000', output: '40000' })
    expect(records.map(({ model, kind }) => [model, kind])).toEqual([
      ['deepseek-v4-pro', 'usage'],
      ['deepseek-v4-pro', 'usage'],
      ['claude-sonnet-5', 'usage'],
      ['', 'tax'],
    ])
    expect(records[0]?.dimensions).toMatchObject({ 'tag environment': 'test', meterName: 'V4 Pro cached glbl Tokens' })
    expect(JSON.stringify(records)).not.toContain('private')
  })

  it.each(['azure-payg-german.csv', 'azure-payg-mixed-headers.csv'])('reads %s by the English name in the last brackets', async (name) => {
    const { inspection, summary, records } = await ok(name)
    expect(inspection.format).toBe('azure-usage-csv')
    expect(summary.totals).toMatchObject({ tokens: { output: '2500' }, gpuHours: '12', billed: { EUR: '3.02' } })
    expect(records[0]).toMatchObject({ model: 'o3-0416', project: 'sub-3', start: '2026-09-30T00:00:00Z' })
    expect(records[1]?.dimensions).toMatchObject({ gpu: 'T4', 'price type': 'low priority' })
  })
})

describe('what is asked or refused', () => {
  it('asks for the currency of an export that has none', async () => {
    expect((await open('azure-currency-open.csv')).questions).toMatchObject([{ id: 'currency', rows: 2 }])
    expect((await notOk('azure-currency-open.csv', { currency: 'EUR' })).summary.totals.billed).toEqual({ EUR: '3.02' })
  })

  it('asks how many tokens a bare unit is', async () => {
    expect((await open('azure-unit-open.csv')).questions).toMatchObject([
      { id: 'unit-scale', column: 'quantity', samples: ['claude-opus-5: 1.5'] },
    ])
    expect((await notOk('azure-unit-open.csv', { unitScale: '1000000' })).summary.totals.tokens.inputUncached).toBe('1500000')
  })

  it('asks for the view when lines of both are in one file', async () => {
    expect((await open('azure-both-cost-views.csv')).questions).toMatchObject([{ id: 'cost-view', rows: 3 }])
    expect((await failureOf(notOk('azure-both-cost-views.csv'))).code).toBe('open-question')
    expect((await notOk('azure-both-cost-views.csv', { costView: 'actual' })).records).toHaveLength(3)
  })

  it('refuses the line of an impossible date, with its money, by the header of the file', async () => {
    const { rejects, records } = await notOk('azure-impossible-date.csv')
    expect(records).toHaveLength(1)
    expect(rejects).toMatchObject([{ line: 3, code: 'bad-date', column: 'Date', value: '02/30/2026', amount: '5', currency: 'EUR' }])
  })
})
