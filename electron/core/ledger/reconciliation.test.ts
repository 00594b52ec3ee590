// What the ledger tells of both sides of a month. Prices by hand: stone costs 2 in and 8 out a million, cached 0.5.
import { describe, expect, it } from 'vitest'
import type { BillGroup } from '../../../shared/domain/reconciliation-sides.ts'
import { billed, importFiles, report, testWorkspace, usage } from './workspace-fixture.ts'

const million = { inputUncached: '1000000' }
const vendor = { population: 'platform' } as const

/** What tells groups apart in a story; the rest has its own tests. */
const brief = ({ month, model, charge, use, bill }: BillGroup) => ({
  month,
  what: charge || model,
  ...(use ? { use: `${use.source} ${use.currency} ${use.amount}${use.isReported ? '' : ' unreported'}` } : {}),
  ...(bill ? { bill: `${bill.currency} ${bill.amount}${bill.isUsed ? '' : ' unused'}` } : {}),
})

describe('both sides of a month', () => {
  it('are tokens at their price, and the money of the report; days that only one side has are marked', async () => {
    const workspace = await testWorkspace()
    await importFiles(workspace, [
      [
        usage({ ...vendor, tokens: million, day: '2026-09-01' }),
        usage({ ...vendor, tokens: million, day: '2026-09-02' }),
        report('2.10', { ...vendor, day: '2026-09-01' }),
        report('0.30', { ...vendor, day: '2026-09-01', charge: 'web_search' }),
        report('1.90', { ...vendor, day: '2026-09-03' }),
      ],
    ])
    expect((await workspace.usage.billGroups()).map(brief)).toEqual([
      { month: '2026-09', what: 'tokens', bill: 'USD 1.9 unused' },
      { month: '2026-09', what: 'tokens', bill: 'USD 2.1' },
      { month: '2026-09', what: 'web_search', bill: 'USD 0.3' },
      { month: '2026-09', what: 'stone', use: 'price USD 2 unreported' },
      { month: '2026-09', what: 'stone', use: 'price USD 2' },
    ])
    await workspace.undo()
    expect(await workspace.usage.billGroups()).toEqual([])
  })

  it('stand on one line of a cloud’s bill: its tokens at the price of the book beside its own amounts', async () => {
    const workspace = await testWorkspace()
    await importFiles(workspace, [
      [billed('1.5', { list: '2', contracted: '1.8', tokens: million }), billed('0', { list: '1', tokens: { inputUncached: '500000' } })],
    ])
    const groups = await workspace.usage.billGroups()
    expect(groups.map(({ use, bill }) => [use?.amount, bill?.amount, bill?.list, bill?.contracted, bill?.decimals])).toEqual([
      ['2', '1.5', '2', '1.8', 1],
      ['1', '0', '1', null, 0],
    ])
  })

  it('take an amount that a line states where the book has no price, and say which; nothing where none is', async () => {
    const workspace = await testWorkspace()
    const unknown = { model: 'unheard-of', tokens: million }
    await importFiles(workspace, [
      [
        usage({ ...unknown, currency: 'USD', list: '3', contracted: '2.5' }),
        usage({ ...unknown, currency: 'EUR', list: '3' }),
        billed('4', { ...unknown, costIsEstimate: true }),
        billed('5', { ...unknown, project: 'a bill' }),
        usage(unknown),
      ],
    ])
    const groups = await workspace.usage.billGroups()
    expect(groups.map(({ use, bill }) => [use?.source, use?.currency, use?.amount, use?.unpricedTokens, bill?.amount])).toEqual([
      ['contracted', 'USD', '2.5', '0', undefined],
      ['estimate', 'USD', '4', '0', undefined],
      ['list', 'EUR', '3', '0', undefined],
      ['none', '', '0', '1000000', undefined],
      ['none', '', '0', '1000000', '5'],
    ])
  })

  it('count what two sources tell once', async () => {
    const workspace = await testWorkspace()
    const log = usage({ ...vendor, source: 'agent-log-jsonl', standing: 'localLog', tokens: { inputUncached: '400000' } })
    await importFiles(workspace, [[log, usage({ ...vendor, tokens: million })]])
    expect((await workspace.usage.billGroups()).map(brief)).toEqual([{ month: '2026-09', what: 'stone', use: 'price USD 2 unreported' }])
  })

  it('know what a discount leaves of the list price', async () => {
    const workspace = await testWorkspace()
    await workspace.change('discount.set', { label: 'Ten percent' }, (write) =>
      write.setDiscount({
        id: 'd',
        provider: 'openai',
        model: '',
        percentOff: '10',
        validFrom: '2026-01-01',
        validTo: null,
        source: 'contract',
        reprices: true,
      }),
    )
    await importFiles(workspace, [[usage({ tokens: million })]])
    expect((await workspace.usage.billGroups()).map(({ use }) => [use?.amount, use?.factor])).toEqual([['1.8', '0.9']])
  })

  it('see a report of a whole month as a report of its days, and days of another zone as such', async () => {
    const workspace = await testWorkspace()
    const beijingDay = { start: '2026-09-04T16:00:00Z', end: '2026-09-05T16:00:00Z' }
    await importFiles(workspace, [
      [
        usage({ tokens: million, day: '2026-09-20' }),
        report('7', { start: '2026-09-01T00:00:00Z', end: '2026-10-01T00:00:00Z' }),
        report('8', { provider: 'alibaba', ...beijingDay }),
      ],
    ])
    const groups = await workspace.usage.billGroups()
    expect(groups.map(({ provider, isZoneDay, use, bill }) => [provider, isZoneDay, use?.isReported, bill?.isUsed])).toEqual([
      ['alibaba', true, undefined, false],
      ['openai', false, undefined, true],
      ['openai', false, true, undefined],
    ])
  })
})

describe('the hours between two months', () => {
  // September of the Pacific ends seven hours after that of UTC.
  const window = {
    provider: 'google',
    since: '2026-10-01T00:00:00Z',
    until: '2026-10-01T07:00:00Z',
    edge: '2026-10-01T07:00:00Z',
  }
  const hour = (at: string, amount: string, rest = {}) =>
    billed(amount, { provider: 'google', start: `${at}:00:00Z`, end: `${at}:59:59Z`, charge: 'Vertex AI', model: '', ...rest })

  it('are summed from the lines that begin in them', async () => {
    const workspace = await testWorkspace()
    await importFiles(workspace, [
      [
        hour('2026-09-30T23', '1'),
        hour('2026-10-01T00', '2'),
        hour('2026-10-01T06', '4'),
        hour('2026-10-01T07', '8'),
        hour('2026-10-01T03', '16', { provider: 'openai' }),
        usage({ provider: 'openai', tokens: million, start: '2026-10-01T01:00:00Z', end: '2026-10-01T02:00:00Z' }),
      ],
    ])
    expect(await workspace.usage.hourSums([window, { ...window, provider: 'openai' }])).toEqual([
      { window: 0, currency: 'USD', billed: '6', used: '0', crossing: { billed: 0, used: 0 } },
      { window: 1, currency: 'USD', billed: '16', used: '2', crossing: { billed: 0, used: 0 } },
    ])
  })

  it('cannot be told from lines that lie on both sides', async () => {
    const workspace = await testWorkspace()
    await importFiles(workspace, [[billed('5', { provider: 'google', day: '2026-10-01', model: '', charge: 'Vertex AI' })]])
    expect(await workspace.usage.hourSums([window])).toMatchObject([{ billed: '5', crossing: { billed: 1, used: 0 } }])
  })

  it('leave out what another source tells', async () => {
    const workspace = await testWorkspace()
    const inWindow = { provider: 'google', start: '2026-10-01T01:00:00Z', end: '2026-10-01T02:00:00Z', tokens: million, ...vendor }
    await importFiles(workspace, [
      [
        billed('5', { ...inWindow, standing: 'bill', source: 'gcp-billing-csv' }),
        billed('5.5', { ...inWindow, standing: 'focus', source: 'focus-csv' }),
        billed('6', { ...inWindow, standing: 'localLog', source: 'agent-log-jsonl', costIsEstimate: true }),
      ],
    ])
    expect(await workspace.usage.hourSums([window])).toMatchObject([{ billed: '5', used: '0' }])
    expect(await workspace.usage.hourSums([])).toEqual([])
  })
})
