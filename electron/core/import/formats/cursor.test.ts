// Cursor: three layouts of its CSV, and its Admin API. What a plan includes has a price but costs nothing.
// Totals are worked out by hand from the few rows of each fixture.
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { clearWritten, fixtures, notOk, ok, readFile, written } from '../fixture-reading.ts'
import { inspectFile } from '../inspection.ts'

afterAll(clearWritten)

describe('usage events CSV', () => {
  it('of 2025: four disjoint columns, one’s own cost beside the list price, words and dashes for costs', async () => {
    const { inspection, summary, records } = await ok('cursor-usage-v1.csv')
    expect(inspection.format).toBe('cursor-usage-csv')
    expect(summary.totals).toMatchObject({
      tokens: { inputUncached: '27', cacheWriteOther: '100', cacheRead: '3000', output: '41' },
      billed: { USD: '0.25' },
      list: { USD: '0.5' },
    })
    expect(records.map(({ billed, totalMismatch }) => [billed, totalMismatch])).toEqual([
      ['0.25', ''],
      ['0', ''],
    ])
  })

  it('of 2025 without one’s own cost: what Cost says is a guess, and a plan’s name in it is nothing', async () => {
    const path = written(
      'Date,Model,Input (w/ Cache Write),Input (w/o Cache Write),Cache Read,Output Tokens,Total Tokens,Cost\n' +
        '2025-06-15 15:06:40,auto,3,10,4,20,37,Included in Pro\n2025-06-15 16:06:40,gpt-5,0,1,0,1,2,$0.04\n',
    )
    const { records } = await readFile(path)
    expect(records.map(({ billed, costIsEstimate, start }) => [billed, costIsEstimate, start])).toEqual([
      ['0', true, '2025-06-15T15:06:40Z'],
      ['0.04', true, '2025-06-15T16:06:40Z'],
    ])
  })

  it('of early 2026: only on-demand use is money, equal rows are two events, members are hashes', async () => {
    const { summary, records } = await ok('cursor-usage-v2.csv')
    // two events of 1.25; the included one was worth 0.49
    expect(summary.totals).toMatchObject({ billed: { USD: '2.5' }, list: { USD: '2.99' }, tokens: { inputUncached: '29', output: '13' } })
    expect(records.map(({ identity, billed, dimensions }) => [identity, billed, dimensions.Kind])).toEqual([
      ['row', '0', 'Included'],
      ['row', '1.25', 'On-Demand'],
      ['row', '1.25', 'On-Demand'],
      ['row', '0', 'Errored, No Charge'],
    ])
    expect(JSON.stringify(records)).not.toContain('example.com')
  })

  it('of mid 2026: blank tokens, a kind and a cost that do not agree, a total that does not tie', async () => {
    const { summary, records } = await ok('cursor-usage-v3.csv')
    expect(summary).toMatchObject({
      read: 4,
      rejects: 0,
      totals: { billed: { USD: '0.015' }, tokens: { inputUncached: '101', cacheRead: '1000' } },
    })
    expect(records.map(({ totalMismatch }) => totalMismatch)).toEqual(['', '', '', '9'])
    expect(JSON.stringify(records)).not.toContain('bc-019f')
  })

  it('refuses a cost that is no number', async () => {
    expect((await notOk('cursor-words-for-cost.csv')).rejects).toMatchObject([{ line: 2, code: 'not-a-number', column: 'Cost' }])
  })
})

describe('Admin API', () => {
  it('reads charged cents of chargeable events, with times in text', async () => {
    const { inspection, summary, records } = await ok('cursor-events.json')
    expect(inspection.format).toBe('cursor-events-json')
    expect(inspection.notes.map(({ code }) => code)).toContain('more-pages')
    // 19.45 + 0.125 cents; at list 20.5 + 8 + 0.125
    expect(summary.totals).toMatchObject({
      tokens: { inputUncached: '136', cacheWriteOther: '6112', cacheRead: '11964', output: '452' },
      billed: { USD: '0.19575' },
      list: { USD: '0.28625' },
    })
    expect(records[0]).toMatchObject({ start: '2026-09-01T00:00:00.123Z', annotations: { premiumRequests: '5' } })
    expect(records[1]).toMatchObject({ billed: '0', list: '0.08', tokens: { inputUncached: '' } })
    expect(JSON.stringify(records)).not.toContain('example.com')
  })

  it('asks for the period of the spend of a billing cycle', async () => {
    expect((await inspectFile({ path: join(fixtures, 'ok/cursor-spend.json') })).questions).toMatchObject([{ id: 'period' }])
    const { summary, records } = await ok('cursor-spend.json', { period: '2026-09-01/2026-09-30' })
    expect(summary.totals).toMatchObject({ billed: { USD: '24.505' }, list: { USD: '37' } })
    expect(records[0]).toMatchObject({ role: 'cost', standing: 'observer', charge: 'on-demand' })
    expect(JSON.stringify(records)).not.toMatch(/ann@|12345|"Ann"/)
  })

  it.each([
    ['cursor-events-bad-time.json', 'bad-date', 'timestamp', {}],
    ['cursor-spend-without-spend.json', 'missing-value', 'spend_cents', { period: '2026-09-01/2026-09-30' }],
  ])('%s: %s', async (name, code, column, options) => {
    const { records, rejects } = await notOk(name, options)
    expect(records).toHaveLength(1)
    expect(rejects).toMatchObject([{ line: 1, code, column }])
  })
})
