// GitHub's billing reports, 2025 to 2026. Totals are worked out by hand from the few rows of each fixture.
import { afterAll, describe, expect, it } from 'vitest'
import { clearWritten, notOk, ok } from '../fixture-reading.ts'

afterAll(clearWritten)

describe('premium requests', () => {
  it('of 2025 have no money: a request beyond the quota is worth 4 cents, which stays an estimate', async () => {
    const { inspection, summary, records } = await ok('github-premium-requests-2025.csv')
    expect(inspection.format).toBe('github-premium-requests-2025-csv')
    // 10.25 of 11.25 requests beyond the quota
    expect(summary.totals).toMatchObject({ billed: { USD: '0.41' }, list: { USD: '0.45' } })
    expect(records.map(({ costIsEstimate, billed, annotations }) => [costIsEstimate, billed, annotations.premiumRequests])).toEqual([
      [true, '0', '1'],
      [true, '0.4', '10'],
      [true, '0.01', '0.25'],
    ])
    expect(JSON.stringify(records)).not.toContain('octo')
  })

  it('of 2026 state gross, discount and net; days filled in twice and the preview in credits do no harm', async () => {
    const { inspection, summary, records } = await ok('github-premium-requests.csv')
    expect(inspection.format).toBe('github-premium-requests-csv')
    expect(summary.totals).toMatchObject({ billed: { USD: '0.124' }, list: { USD: '0.224' } })
    expect(records.map(({ model, team, charge, role, annotations }) => [model, team, charge, role, annotations])).toEqual([
      ['Claude Sonnet 4', '', 'copilot_premium_request', 'cost', {}],
      ['Claude Sonnet 4', 'Platform, EMEA', 'copilot_premium_request', 'cost', { quantity: '3.6', discount: '0.1' }],
      ['', '', 'coding_agent_premium_request', 'cost', { quantity: '2' }],
    ])
    expect(records[2]?.dimensions).toMatchObject({ agent: 'Coding Agent', unit_type: 'requests', exceeds_quota: 'True' })
  })
})

describe('AI usage', () => {
  it('finds its columns in any order and under other names, its dates in two layouts', async () => {
    const { inspection, summary, records } = await ok('github-ai-usage.csv')
    expect(inspection).toMatchObject({ format: 'github-ai-usage-csv', dateOrder: 'mdy' })
    expect(summary.totals).toMatchObject({
      tokens: { inputUncached: '1021', output: '241', cacheRead: '3060', cacheWriteOther: '48' },
      billed: { USD: '0.4480000000000002' },
    })
    expect(
      records.map(({ start, model, tier, project, dimensions }) => [start.slice(0, 10), model, tier, project, dimensions.selection]),
    ).toEqual([
      ['2026-09-12', 'Claude Haiku 4.5', 'standard', 'acme/app', 'Auto'],
      ['2026-09-05', 'Claude Opus 4.8', 'fast', '', undefined],
      ['2026-09-05', 'Claude Opus 4.8', 'fast', '', undefined],
      ['2026-09-10', '', 'standard', '', undefined],
    ])
  })

  it('replaces whole days of an organisation, and counts equal rows of one report', async () => {
    const [first, second] = (await ok('github-ai-usage.csv')).records.slice(1)
    expect(first).toMatchObject({ identity: 'row', scope: 'organization acme', standing: 'bill', population: 'seats' })
    expect({ ...first, line: 0 }).toEqual({ ...second, line: 0 })
  })
})

describe('all products', () => {
  it('keeps what is AI, the repeated credits below the AI report and the seats beside everything', async () => {
    const { inspection, summary, records } = await ok('github-usage-detailed.csv')
    expect(inspection.format).toBe('github-usage-csv')
    expect(summary).toMatchObject({
      read: 2,
      skipped: [{ code: 'other-service', rows: 3, money: { USD: '21.18' } }],
      totals: { billed: { USD: '9.55' }, byKind: { usage: { USD: '0.05' }, purchase: { USD: '9.5' } } },
    })
    expect(records.map(({ charge, population, standing, annotations }) => [charge, population, standing, annotations.quantity])).toEqual([
      ['copilot_ai_credit', 'seats', 'vendorLog', '10'],
      ['copilot_for_business', '', 'vendorLog', '0.5'],
    ])
  })
})

it.each([
  ['github-fractional-tokens.csv', 3, 'fractional-tokens', 'input'],
  ['github-impossible-date.csv', 2, 'bad-date', 'date'],
  ['github-nothing-counted.csv', 2, 'missing-value', 'net_amount'],
  ['github-premium-2025-without-requests.csv', 2, 'missing-value', 'Requests Used'],
])('%s', async (name, line, code, column) => {
  const { records, rejects } = await notOk(name)
  expect(records).toHaveLength(1)
  expect(rejects).toMatchObject([{ line, code, column }])
})
