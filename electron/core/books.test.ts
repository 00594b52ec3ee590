// The books beside the usage, as a page or a script uses them: each figure worked out by hand, each change taken back.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AllocationRules } from '../../shared/contract/allocation-commands.ts'
import type { Input } from '../../shared/contract/commands.ts'
import { describeNote } from '../../shared/language/notes.ts'
import { openCore, type TestCore } from './core-fixture.ts'

let core: TestCore
beforeEach(async () => {
  core = await openCore()
  await core.client.call('workspace.create', { name: 'Books' })
  await core.client.call('settings.set', { trials: 200 })
})
afterEach(() => core.close())

async function use(name: string, ...rows: readonly string[]): Promise<void> {
  const path = core.file(name, ['date,provider,model,team,project,input_tokens,output_tokens,cost,currency', ...rows].join('\n'))
  const { id } = await core.client.call('import.preview', { files: [{ path }] })
  await core.client.call('import.commit', { id })
}
const undo = () => core.client.call('change.undo', {})
const spend = async () => (await core.client.call('usage.query', { by: [] })).totals.cost
const setPrice = (ask: Partial<Input<'price.set'>>) =>
  core.client.call('price.set', { provider: 'acme', model: 'own', validFrom: '2026-08-01', perMtok: { input: '10', output: '10' }, ...ask })

describe('prices', () => {
  it('leave imported usage alone; said to reprice it they tell both figures, on every answer that holds the month, until undone', async () => {
    await setPrice({})
    await use('july.csv', '2026-08-10,acme,own,,,1000000,,,', '2026-09-10,acme,own,,,2000000,,,', '2026-09-11,other,x,,,,,5,USD')
    expect((await setPrice({ validFrom: '2026-09-01', perMtok: { input: '8', output: '8' } })).repriced).toEqual([])
    expect(await spend()).toEqual({ USD: '35' })
    await core.client.call('settings.set', { lockedThrough: '2026-08' })
    const { repriced, repricings } = await setPrice({ perMtok: { input: '4', output: '4' }, reprices: true })
    // 1M and 2M at 10, now at 4: the price from September was never that of what had been imported.
    expect(repriced).toEqual([
      { month: '2026-08', currency: 'USD', before: '10', after: '4', closed: true },
      { month: '2026-09', currency: 'USD', before: '25', after: '13', closed: false },
    ])
    expect(repricings).toMatchObject([{ provider: 'acme', model: 'own', from: '2026-08-01', command: 'price.set', months: repriced }])
    expect(await spend()).toEqual({ USD: '17' })
    const notes = async (filter: Input<'usage.query'>['filter']) =>
      (await core.client.call('usage.query', { by: ['month'], filter })).notes.filter(({ code }) => code === 'repriced')
    expect((await notes({})).map(({ params }) => params.month)).toEqual(['2026-08', '2026-09'])
    expect(await notes({ from: '2026-10-01' })).toEqual([])
    expect(await notes({ equals: { provider: 'other' } })).toEqual([])
    const [september] = await notes({ equals: { month: '2026-09' } })
    if (!september) throw new Error('September was repriced')
    expect(describeNote(september, 'en')).toMatch(/^Sep 2026 was repriced: USD 25\.00 before, USD 13\.00 after/)
    await undo()
    expect([await spend(), await notes({})]).toEqual([{ USD: '35' }, []])
  })

  it('tell tier, context, hours, end and what is announced; hours over midnight are two stretches', async () => {
    await use('usage.csv', '2026-09-10,acme,own,,,1000000,,,')
    await setPrice({ tier: 'batch', validTo: '2026-10-01', perMtok: { input: '5' } })
    await setPrice({ context: 'long', perMtok: { cacheWrite1h: '30' } })
    const { prices } = await setPrice({ hours: { from: 16.5, to: 0.5 }, validFrom: '2026-12-01', perMtok: { output: '1' } })
    const told = prices.map(({ tier, bucket, context, hours, validTo, announced }) => [tier, bucket, context, hours, validTo, announced])
    expect(told).toEqual([
      ['batch', 'input', '', null, '2026-10-01', false],
      ['standard', 'cacheWrite1h', 'long', null, null, false],
      ['standard', 'output', '', { from: 0, to: 0.5 }, null, true],
      ['standard', 'output', '', { from: 16.5, to: 24 }, null, true],
    ])
  })
})

describe('a discount', () => {
  it('stands between the list price and the effective one, steps the forecast, and goes with undo', async () => {
    await setPrice({ validFrom: '2026-01-01' })
    await use(
      'usage.csv',
      ...Array.from({ length: 60 }, (_, day) => `${new Date(Date.UTC(2026, 7, 1 + day)).toISOString().slice(0, 10)},acme,own,,,1000000,,,`),
    )
    const before = await core.client.call('forecast.run', {})
    const { discounts, repriced } = await core.client.call('discount.set', {
      provider: 'acme',
      percentOff: '12.5',
      from: '2026-12-01',
      source: 'frame 7',
    })
    expect([discounts, repriced]).toEqual([
      [
        {
          id: 'acme||2026-12-01',
          provider: 'acme',
          model: '',
          percentOff: '12.5',
          from: '2026-12-01',
          to: null,
          source: 'frame 7',
          reprices: false,
          current: true,
        },
      ],
      [],
    ])
    expect((await core.client.call('forecast.run', {})).priceSteps).toMatchObject([{ month: '2026-12', factor: 0.875, source: 'frame 7' }])
    // From the first of September on: 30 of the 60 days, at 10 a day, an eighth off.
    const { repriced: months } = await core.client.call('discount.set', {
      provider: 'acme',
      percentOff: '12.5',
      from: '2026-09-01',
      reprices: true,
    })
    expect(months).toEqual([{ month: '2026-09', currency: 'USD', before: '290', after: '253.75', closed: false }])
    const [price] = (await core.client.call('price.list', {})).prices
    expect([price?.perMtok, price?.discountPercent, price?.effective]).toEqual(['10', '12.5', '8.75'])
    const { repriced: back } = await core.client.call('discount.remove', { id: 'acme||2026-09-01', reprices: true })
    expect(back).toEqual([{ month: '2026-09', currency: 'USD', before: '253.75', after: '290', closed: false }])
    for (let changes = 0; changes < 3; changes++) await undo()
    expect((await core.client.call('discount.list', {})).discounts).toEqual([])
    expect((await core.client.call('forecast.run', {})).months).toEqual(before.months)
    await expect(core.client.call('discount.remove', { id: 'none' })).rejects.toMatchObject({ failure: { code: 'no-such-discount' } })
  })
})

describe('exchange rates', () => {
  it('from a table convert day by day; what has no rate is named and not guessed', async () => {
    await use(
      'usage.csv',
      '2026-08-31,acme,m,,,,,71,CNY',
      '2026-09-01,acme,m,,,,,72,CNY',
      '2026-09-01,acme,m,,,,,10,USD',
      '2026-09-02,acme,m,,,,,5,EUR',
    )
    const path = core.file('rates.csv', 'date,base,quote,rate\n2026-08-01,USD,CNY,7.1\n2026-09-01,USD,CNY,7.2\n2026-09-01,USD,cash,1\n')
    const preview = await core.client.call('fx.import', { path })
    expect([preview.accepted, preview.rejected, preview.committed, preview.rates]).toEqual([2, 1, false, []])
    const done = await core.client.call('fx.import', { path, source: 'treasury', commit: true })
    expect(done.rows.map(({ line, problem }) => [line, problem?.code])).toEqual([
      [2, undefined],
      [3, undefined],
      [4, 'paste-not-a-currency'],
    ])
    const { totals, rows, notes } = await core.client.call('usage.query', { by: ['month'], currency: 'USD' })
    expect(totals.cost).toEqual({ CNY: '143', EUR: '5', USD: '10' })
    expect(rows.map(({ converted }) => [converted?.amount, converted?.known])).toEqual([
      ['10', '10'],
      [null, '20'],
    ])
    expect(totals.converted).toEqual({ currency: 'USD', amount: null, known: '30', missing: { EUR: '5' } })
    expect(notes.map(({ code, params }) => [code, params.amounts])).toEqual([['no-rate', 'EUR 5']])
    await core.client.call('fx.set', { base: 'eur', quote: 'usd', rate: '1.1', from: '2026-09-02' })
    expect((await core.client.call('usage.query', { by: [], currency: 'USD' })).totals.converted?.amount).toBe('35.5')
    await undo()
    await undo()
    expect((await core.client.call('fx.list', {})).rates).toEqual([])
    await expect(core.client.call('fx.remove', { base: 'USD', quote: 'CNY', from: '2026-08-01' })).rejects.toMatchObject({
      failure: { code: 'no-such-rate' },
    })
  })
})

describe('allocation', () => {
  const rules: Input<'allocation.set'>['rules'] = [
    { when: [{ field: 'project', test: 'starts-with', values: ['mkt-'] }], team: 'Marketing', costCenter: 'CC-1' },
    { when: [{ field: 'project', values: ['mkt-web'] }], team: 'Web' },
  ]

  it('is tried before it is saved, moves spend between teams, and names what has none', async () => {
    await use('usage.csv', '2026-09-01,acme,m,Search,s,,,10,USD', '2026-09-01,acme,m,,mkt-web,,,20,USD', '2026-09-01,acme,m,,bot,,,70,USD')
    const tried = await core.client.call('allocation.try', { rules })
    expect(tried.rules.map(({ money, fits, takenBy }) => [money, fits, takenBy])).toEqual([
      [{ USD: '20' }, 1, []],
      [{}, 1, [1]],
    ])
    expect([tried.missing.team.money, tried.missing.team.share]).toEqual([{ USD: '70' }, { USD: 0.7 }])
    expect(tried.largest.values.map(({ value, money }) => [value, money])).toEqual([['bot', { USD: '70' }]])
    const teams = async () =>
      (await core.client.call('usage.query', { by: ['team', 'costCenter'] })).rows.map(({ keys, cost }) => [
        keys.team,
        keys.costCenter,
        cost.USD,
      ])
    expect(await teams()).toEqual([
      ['', '', '90'],
      ['Search', '', '10'],
    ])
    await core.client.call('allocation.set', { rules })
    expect(await teams()).toEqual([
      ['', '', '70'],
      ['Marketing', 'CC-1', '20'],
      ['Search', '', '10'],
    ])
    expect(await core.client.call('allocation.read', {})).toEqual(tried)
    const [row] = (await core.client.call('usage.rows', { filter: { equals: { costCenter: 'CC-1' } } })).rows
    expect([row?.team, row?.statedTeam, row?.costCenter]).toEqual(['Marketing', '', 'CC-1'])
    await undo()
    expect((await core.client.call('allocation.read', {})).rules).toEqual([])
  })

  it.each<[string, unknown]>([
    ['gives nothing', [{ when: [], team: ' ' }]],
    ['asks for an unknown field', [{ when: [{ field: 'colour', values: ['red'] }], team: 'A' }]],
    ['compares with nothing', [{ when: [{ field: 'model', test: 'contains', values: [''] }], team: 'A' }]],
    ['says more than is known', [{ when: [], team: 'A', owner: 'B' }]],
  ])('refuses a rule that %s', async (_, list) => {
    await expect(core.client.call('allocation.set', { rules: list as (typeof AllocationRules)['_input'] })).rejects.toMatchObject({
      failure: { kind: 'invalid-input' },
    })
  })
})

describe('overlapping sources', () => {
  it('refuse a choice about a source that gives way to none', async () => {
    await use('usage.csv', '2026-09-01,acme,m,,,,,10,USD')
    expect((await core.client.call('usage.overlaps', {})).overlaps).toEqual([])
    await expect(core.client.call('usage.count-both', { provider: 'acme', family: 'x', both: true })).rejects.toMatchObject({
      failure: { code: 'no-such-overlap' },
    })
  })
})
