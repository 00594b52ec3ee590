// Anthropic's Console files through their generations, Claude Code analytics, the analytics of an organisation and the spend
// report. API amounts are cents, Console amounts dollars. Totals are worked out by hand from the few rows of each fixture.
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { clearWritten, fixtures, notOk, ok } from '../fixture-reading.ts'
import { inspectFile } from '../inspection.ts'

afterAll(clearWritten)

describe('Console files', () => {
  it('reads the cost columns of 2024, without workspace and cost type', async () => {
    const { inspection, summary, records } = await ok('anthropic-console-cost-2024-03.csv')
    expect(inspection.format).toBe('anthropic-console-cost-csv')
    expect(summary.totals.billed).toEqual({ USD: '1.25' })
    expect(records.map(({ project, charge, tier, billed }) => [project, charge, tier, billed])).toEqual([
      ['', 'tokens', 'standard', '1.25'],
      ['', 'tokens', 'batch', '0'],
    ])
  })

  it('reads the cost columns of 2026, with list price, place, speed, long context and lines without a model', async () => {
    const { inspection, summary, records } = await ok('anthropic-console-cost-2026-08.csv')
    expect(inspection.reason).toEqual({ title: 'Anthropic Console cost', matched: 14, of: 14 })
    expect(summary.totals).toMatchObject({ billed: { USD: '2.5' }, list: { USD: '3.4' } })
    expect(records.map(({ model, project, tier, context, charge }) => [model, project, tier, context, charge])).toEqual([
      ['Claude Opus 5', 'Search', 'fast', 'long', 'tokens'],
      ['', 'Search', 'standard', '', 'web_search'],
    ])
    expect(records[0]?.dimensions).not.toHaveProperty('api_key_status')
  })

  it('accepts a month without any cost, in which whole columns are missing', async () => {
    const { inspection, summary } = await ok('anthropic-console-cost-empty-month.csv')
    expect(inspection.format).toBe('anthropic-console-cost-csv')
    expect(summary.read).toBe(0)
  })

  it('reads token files of 2024 with one column of cache writes, and keeps rows apart that differ in place and speed alone', async () => {
    const old = await ok('anthropic-console-tokens-2024.csv')
    expect(old.summary.totals.tokens).toMatchObject({ inputUncached: '100', cacheWriteOther: '20', cacheRead: '300', output: '40' })
    expect(JSON.stringify(old.records)).not.toContain('_ann_')
    const { records } = await ok('anthropic-console-tokens-2026-08.csv')
    expect(records.map(({ tier, dimensions }) => [tier, dimensions.inference_geo])).toEqual([
      ['batch', 'us'],
      ['fast', 'global'],
    ])
  })

  it.each([
    ['anthropic-console-cost-without-amount.csv', 'missing-value', 'cost_usd'],
    ['anthropic-console-tokens-bad-date.csv', 'bad-date', 'usage_date_utc'],
  ])('%s: %s', async (name, code, column) => {
    const { records, rejects } = await notOk(name)
    expect(records).toHaveLength(1)
    expect(rejects).toMatchObject([{ line: 3, code, column }])
  })
})

describe('Claude Code analytics', () => {
  it('reads estimates in cents by person and model, apart for subscribers and API customers', async () => {
    const { inspection, summary, records } = await ok('anthropic-claude-code.json')
    expect(inspection.format).toBe('anthropic-claude-code-json')
    expect(inspection.notes.map(({ code }) => code)).toContain('more-pages')
    // 125 + 0.5 + 10 cents
    expect(summary.totals).toMatchObject({
      tokens: { inputUncached: '137', output: '25', cacheRead: '3000', cacheWriteOther: '400' },
      billed: { USD: '1.355' },
    })
    expect(summary.skipped).toMatchObject([{ code: 'not-usage', rows: 1 }])
    expect(records.map(({ population, standing, costIsEstimate, model }) => [population, standing, costIsEstimate, model])).toEqual([
      ['seats', 'observer', true, 'claude-opus-5'],
      ['seats', 'observer', true, 'claude-haiku-5'],
      ['platform', 'observer', true, 'claude-opus-5'],
    ])
    expect(records[0]?.dimensions).toMatchObject({ terminal_type: 'vscode', actor: expect.stringMatching(/^#/) as string })
    expect(records[0]?.end).toBe('2026-08-06T00:00:00Z')
  })

  it('refuses an estimate in no currency', async () => {
    const { records, rejects } = await notOk('anthropic-claude-code-without-currency.json')
    expect(records).toHaveLength(1)
    expect(rejects).toMatchObject([{ line: 1, code: 'missing-value', column: 'currency' }])
  })
})

describe('analytics of an organisation', () => {
  it('reads costs in fractional cents, before discount as list', async () => {
    const { inspection, summary, records } = await ok('anthropic-analytics-cost.json')
    expect(inspection.format).toBe('anthropic-analytics-cost-json')
    expect(summary.totals).toMatchObject({ billed: { USD: '12.35' }, list: { USD: '20.005' }, requests: '0' })
    expect(records[0]).toMatchObject({
      role: 'cost',
      population: 'seats',
      tier: 'fast',
      context: 'long',
      team: 'rbac_group_1',
      charge: 'tokens',
    })
    expect(records[1]).toMatchObject({ charge: 'code_execution', annotations: { requests: '4' } })
  })

  it('reads costs by user as a view of the same money that stands below; no name or address is kept', async () => {
    const { inspection, summary, records } = await ok('anthropic-analytics-user-cost.json')
    expect(inspection.format).toBe('anthropic-analytics-user-cost-json')
    expect(summary.totals.billed).toEqual({ USD: '2.5025' })
    expect(new Set(records.map(({ dimensions }) => dimensions.actor)).size).toBe(2)
    expect(JSON.stringify(records)).not.toMatch(/\bann\b|user_01/i)
  })

  it('reads the usage of the successors, whose parts are nested and which serve the Console as well', async () => {
    const { inspection, summary, records } = await ok('anthropic-analytics-usage.json')
    expect(inspection.format).toBe('anthropic-analytics-usage-json')
    expect(summary.totals).toMatchObject({
      tokens: { inputUncached: '110', cacheRead: '40', cacheWrite5m: '3', cacheWrite1h: '2', output: '6' },
      requests: '8',
    })
    expect(records.map(({ population, project, tier, totalMismatch }) => [population, project, tier, totalMismatch])).toEqual([
      ['seats', '', 'standard', ''],
      ['platform', 'wrkspc_1', 'fast', '12'],
    ])
  })

  it('asks for the period of lines that cover the whole range', async () => {
    const path = join(fixtures, 'ok/anthropic-analytics-user-usage-range.json')
    expect((await inspectFile({ path })).questions).toMatchObject([{ id: 'period', flag: '--period' }])
    const { records } = await ok('anthropic-analytics-user-usage-range.json', { period: '2026-08-01/2026-08-31' })
    expect(records[0]).toMatchObject({ start: '2026-08-01T00:00:00Z', end: '2026-09-01T00:00:00Z', standing: 'vendorLog' })
  })

  it.each([
    ['anthropic-analytics-words-for-amount.json', 'not-a-number', 'amount'],
    ['anthropic-analytics-negative-tokens.json', 'negative-tokens', 'uncached_input_tokens'],
  ])('%s: %s', async (name, code, column) => {
    const { records, rejects } = await notOk(name)
    expect(records).toHaveLength(1)
    expect(rejects).toMatchObject([{ line: 1, code, column }])
  })
})

describe('spend report', () => {
  const period = '2026-08-01/2026-08-31'

  it('asks for its period, and reads names of any case', async () => {
    expect((await inspectFile({ path: join(fixtures, 'ok/anthropic-spend-report.csv') })).questions).toMatchObject([
      { id: 'period', rows: 2 },
    ])
    const { inspection, summary, records } = await ok('anthropic-spend-report.csv', { period })
    expect(inspection.reason).toEqual({ title: 'Anthropic spend report', matched: 10, of: 10 })
    expect(summary.totals).toMatchObject({
      tokens: { inputUncached: '3100', output: '420' },
      requests: '13',
      billed: { USD: '1.8' },
      list: { USD: '2.05' },
    })
    expect(records[0]).toMatchObject({ start: '2026-08-01T00:00:00Z', end: '2026-09-01T00:00:00Z', population: 'seats' })
    // A line without an address is told apart by the account.
    expect(records[1]?.dimensions).toEqual({ Product: 'Chat', account: expect.stringMatching(/^#/) as string })
    expect(JSON.stringify(records)).not.toMatch(/ann@|1111|3333/)
  })

  it('refuses a line without its spend', async () => {
    expect((await notOk('anthropic-spend-report-without-spend.csv', { period })).rejects).toMatchObject([
      { line: 2, code: 'missing-value', column: 'total_net_spend_usd' },
    ])
  })
})
