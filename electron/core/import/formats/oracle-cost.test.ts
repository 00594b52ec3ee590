// Oracle's cost report: ids, E notation, times without seconds, corrections, and tags that name people.
// Facts: usage-formats, section 6.
import { afterAll, expect, it } from 'vitest'
import { clearWritten, notOk, ok } from '../fixture-reading.ts'

afterAll(clearWritten)

it('takes every row with its own id, costs in E notation and starts without seconds', async () => {
  const { inspection, summary, records } = await ok('oracle-cost.csv')
  expect(inspection.reason).toEqual({ title: 'Oracle Cloud cost report', matched: 25, of: 25 })
  expect(summary.totals.byKind).toEqual({ usage: { USD: '20.75000000232376' }, adjustment: { USD: '-10' } })
  expect(records[0]).toMatchObject({
    rowId: 'r1',
    identity: 'id',
    start: '2026-09-13T05:00:00Z',
    end: '2026-09-13T06:00:00Z',
    project: 'research',
  })
})

it('counts GPU-hours and tokens in the unit of their SKU; a correction is money only', async () => {
  const { summary, records } = await ok('oracle-cost.csv')
  expect(summary.totals).toMatchObject({ gpuHours: '2', tokens: { inputUncached: '250000' } })
  expect(records.map(({ model, charge, kind }) => [model, charge, kind])).toEqual([
    ['', 'COMPUTE', 'usage'],
    ['xAI Grok 4', '', 'usage'],
    ['', 'TELEMETRY', 'usage'],
    ['', 'correction', 'adjustment'],
  ])
  expect(records[0]?.dimensions).toMatchObject({ gpu: 'H100', 'price type': 'on-demand' })
})

it('keeps of the tags those that name a part of the firm', async () => {
  const { records } = await ok('oracle-cost.csv')
  expect(records[0]).toMatchObject({ team: '4711', dimensions: { 'tag cost center': '4711' } })
  expect(JSON.stringify(records)).not.toContain('private')
})

it('refuses a row without a start', async () => {
  expect((await notOk('oracle-no-start.csv')).rejects).toMatchObject([
    { line: 3, code: 'missing-value', column: 'lineItem/intervalUsageStart', amount: '20', currency: 'USD' },
  ])
})
