// Which price holds: by day, context, hour and tier; what a contract takes off; and that history keeps the price it was
// booked at unless a person says otherwise.
import { describe, expect, it } from 'vitest'
import type { DatedPrice } from '../../../shared/domain/price.ts'
import type { Discount, PriceOverride, Workspace } from './types.ts'
import { cost, importFiles, testWorkspace, usage } from './workspace-fixture.ts'

const outputPrice: PriceOverride = {
  provider: 'openai',
  model: 'stone',
  bucket: 'output',
  currency: 'USD',
  perMtok: '5',
  validFrom: '2026-09-01',
  source: 'contract',
}
const million = (rest = {}) => usage({ tokens: { output: '1000000' }, ...rest })
const setPrice = (workspace: Workspace, price: Partial<PriceOverride> = {}) =>
  workspace.change('price.set', { label: 'Price' }, (write) => write.setPrice({ ...outputPrice, ...price }))

describe('history', () => {
  it('keeps the price it was booked at; what comes later has the new one; repricing is said, and can be undone', async () => {
    const workspace = await testWorkspace()
    await importFiles(workspace, [[million()]])
    await setPrice(workspace)
    expect(await cost(workspace)).toEqual({ USD: '8' })
    await importFiles(workspace, [[million({ day: '2026-09-06' })]])
    expect(await cost(workspace)).toEqual({ USD: '13' })
    await setPrice(workspace, { perMtok: '1', reprices: true })
    expect(await cost(workspace)).toEqual({ USD: '2' })
    await workspace.undo()
    expect(await cost(workspace)).toEqual({ USD: '13' })
  })

  it('keeps a price that is corrected later, until the correction reprices it', async () => {
    const workspace = await testWorkspace()
    await setPrice(workspace, { model: 'own' })
    await importFiles(workspace, [[million({ model: 'own' })]])
    await setPrice(workspace, { model: 'own', perMtok: '4', validTo: '2026-09-07' })
    await importFiles(workspace, [[million({ model: 'own', day: '2026-09-06' })]])
    await importFiles(workspace, [[million({ model: 'own', day: '2026-09-07' })]])
    const byDay = async () => (await workspace.usage.query({ by: ['day'] })).rows.map((row) => row.cost.USD)
    expect(await byDay()).toEqual(['5', '4', undefined]) // the correction ends on the 7th, and so does the price it corrects
    expect((await workspace.prices.list({ model: 'own' })).map(({ perMtok, isCurrent }) => [perMtok, isCurrent])).toEqual([
      ['5', false],
      ['4', true],
    ])
    await setPrice(workspace, { model: 'own', perMtok: '3', reprices: true })
    expect(await byDay()).toEqual(['3', '3', '3'])
    expect((await workspace.prices.list({ model: 'own' })).map(({ perMtok }) => perMtok)).toEqual(['3'])
    await workspace.undo()
    expect(await byDay()).toEqual(['5', '4', undefined])
  })

  it('of a price that nothing was booked under leaves no trace when it is corrected', async () => {
    const workspace = await testWorkspace()
    await importFiles(workspace, [[million({ model: 'own' })]])
    await setPrice(workspace, { model: 'own', perMtok: '50' })
    await setPrice(workspace, { model: 'own' })
    expect(await cost(workspace)).toEqual({ USD: '5' })
    expect((await workspace.prices.list({ model: 'own' })).map(({ perMtok }) => perMtok)).toEqual(['5'])
  })

  it('that is repriced is told by month, before and after, whole months and only money that was known', async () => {
    const workspace = await testWorkspace()
    await importFiles(workspace, [
      [
        million({ day: '2026-08-31' }),
        million(),
        million({ model: 'unheard-of' }),
        usage({ billed: '100', currency: 'USD', provider: 'x' }),
      ],
    ])
    const set = (price: Partial<PriceOverride>) =>
      workspace.change('price.set', { label: 'Price' }, (write) =>
        write.repriced({ provider: 'openai', model: price.model ?? 'stone' }, () => write.setPrice({ ...outputPrice, ...price })),
      )
    // A first price makes money known; a price that leaves history alone changes none.
    expect((await set({ model: 'unheard-of', perMtok: '1' })).result).toEqual([])
    expect((await set({ perMtok: '7' })).result).toEqual([])
    // September: 8 and 1 for the models, 100 billed; August is before the price's first day.
    expect((await set({ reprices: true })).result).toEqual([{ month: '2026-09', currency: 'USD', before: '109', after: '106' }])
    expect((await workspace.usage.query({ by: ['month'] })).rows.map((row) => row.cost.USD)).toEqual(['8', '106'])
    expect((await set({ currency: 'CNY', perMtok: '35', reprices: true })).result).toEqual([
      { month: '2026-09', currency: 'CNY', before: '0', after: '35' },
      { month: '2026-09', currency: 'USD', before: '106', after: '101' },
    ])
  })

  it('without any price takes the first one that is entered', async () => {
    const workspace = await testWorkspace()
    await importFiles(workspace, [[million({ model: 'unheard-of' })]])
    expect((await workspace.usage.query({ by: [] })).totals).toMatchObject({ cost: {}, unpricedTokens: '1000000' })
    await setPrice(workspace, { model: 'unheard-of' })
    expect((await workspace.usage.query({ by: [] })).totals).toMatchObject({ cost: { USD: '5' }, unpricedTokens: '0' })
  })

  it('of a replaced line goes with the line: the new state is booked at the new price', async () => {
    const workspace = await testWorkspace()
    await importFiles(workspace, [[million()]])
    await setPrice(workspace)
    await importFiles(workspace, [[usage({ tokens: { output: '2000000' } })]])
    expect(await cost(workspace)).toEqual({ USD: '10' })
  })
})

describe('a price', () => {
  it('of the future waits for its day', async () => {
    const workspace = await testWorkspace()
    await setPrice(workspace, { validFrom: '2026-10-01' })
    await importFiles(workspace, [[million({ day: '2026-09-30' }), million({ day: '2026-10-01' })]])
    expect((await workspace.usage.query({ by: ['day'] })).rows.map((row) => row.cost.USD)).toEqual(['8', '5'])
  })

  it('for long contexts holds for them alone', async () => {
    const workspace = await testWorkspace()
    await setPrice(workspace, { perMtok: '16', context: 'long' })
    await importFiles(workspace, [[million(), million({ context: 'long' })]])
    expect(await cost(workspace)).toEqual({ USD: '24' })
  })

  const hourly: DatedPrice[] = [
    { bucket: 'output', tier: 'standard', currency: 'USD', perMtok: '4', validFrom: null, validTo: null, source: 'list' },
    ...[
      { from: 33, to: 48 },
      { from: 0, to: 1 },
    ].map((slots) => ({
      bucket: 'output' as const,
      tier: 'standard' as const,
      currency: 'USD',
      perMtok: '1',
      validFrom: null,
      validTo: null,
      slots,
      source: 'list, 16:30 to 00:30 UTC',
    })),
  ]
  const at = (time: string, minutes: number) =>
    million({ start: `2026-09-05T${time}:00Z`, end: new Date(Date.parse(`2026-09-05T${time}:00Z`) + minutes * 60_000).toISOString() })

  it('by the hour holds for lines short enough to tell, to the half hour', async () => {
    const workspace = await testWorkspace(undefined, { libraryPrices: () => hourly })
    const times = ['00:00', '00:29', '00:30', '16:29', '16:30', '23:59']
    for (const [index, time] of times.entries()) {
      await importFiles(workspace, [[at(time, 1)]])
      expect([time, (await cost(workspace)).USD]).toEqual([time, String([1, 2, 6, 10, 11, 12][index])])
    }
    await importFiles(workspace, [[million({ day: '2026-09-07' })]])
    expect(await cost(workspace)).toEqual({ USD: '16' })
  })

  it('by the hour, entered by hand, also finds the lines that were there before', async () => {
    const workspace = await testWorkspace()
    await importFiles(workspace, [[at('10:00', 1), at('20:00', 1)]])
    await setPrice(workspace, { perMtok: '1', slots: { from: 33, to: 48 }, reprices: true })
    expect(await cost(workspace)).toEqual({ USD: '9' })
    expect((await workspace.verify()).intact).toBe(true)
    await workspace.undo()
    expect(await cost(workspace)).toEqual({ USD: '16' })
  })
})

describe('a discount', () => {
  const discount: Discount = {
    id: 'frame',
    provider: 'openai',
    model: '',
    percentOff: '12.5',
    validFrom: '2026-09-06',
    validTo: null,
    source: 'frame contract 7',
    reprices: true,
  }
  const set = (workspace: Workspace, part: Partial<Discount> = {}) =>
    workspace.change('discount.set', { label: 'Discount' }, (write) => write.setDiscount({ ...discount, ...part }))

  it('comes off the list price from its day; one for the model goes first', async () => {
    const workspace = await testWorkspace()
    await importFiles(workspace, [[million(), million({ day: '2026-09-06' }), million({ day: '2026-09-10', model: 'river' })]])
    expect(await cost(workspace)).toEqual({ USD: '24' })
    await set(workspace)
    expect((await workspace.usage.query({ by: ['day'] })).rows.map((row) => row.cost.USD)).toEqual(['8', '7', '7'])
    await set(workspace, { id: 'river', model: 'river', percentOff: '50' })
    expect((await workspace.usage.query({ by: ['day'] })).rows.map((row) => row.cost.USD)).toEqual(['8', '7', '4'])
    expect((await workspace.prices.discounts()).map(({ id, percentOff }) => [id, percentOff])).toEqual([
      ['frame', '12.5'],
      ['river', '50'],
    ])
    await workspace.change('discount.remove', { label: 'No discount' }, (write) => write.removeDiscount('frame', true))
    expect((await workspace.usage.query({ by: ['day'] })).rows.map((row) => row.cost.USD)).toEqual(['8', '8', '4'])
  })

  it('leaves history alone unless it is said to reprice it', async () => {
    const workspace = await testWorkspace()
    await importFiles(workspace, [[million({ day: '2026-09-06' })]])
    await set(workspace, { reprices: false })
    await importFiles(workspace, [[million({ day: '2026-09-07' })]])
    expect((await workspace.usage.query({ by: ['day'] })).rows.map((row) => row.cost.USD)).toEqual(['8', '7'])
  })

  it('that is changed or taken back stays with the usage that was booked under it', async () => {
    const workspace = await testWorkspace()
    const byDay = async () => (await workspace.usage.query({ by: ['day'] })).rows.map((row) => row.cost.USD)
    const remove = (reprices: boolean) =>
      workspace.change('discount.remove', { label: 'No discount' }, (write) => write.removeDiscount('frame', reprices))
    await set(workspace, { reprices: false })
    await importFiles(workspace, [[million({ day: '2026-09-06' })]])
    await set(workspace, { percentOff: '25', reprices: false })
    await importFiles(workspace, [[million({ day: '2026-09-07' })]])
    await remove(false)
    await importFiles(workspace, [[million({ day: '2026-09-08' })]])
    expect(await byDay()).toEqual(['7', '6', '8'])
    expect((await workspace.prices.discounts()).map(({ percentOff, isCurrent }) => [percentOff, isCurrent])).toEqual([
      ['25', false],
      ['12.5', false],
    ])
    await workspace.undo()
    await workspace.undo()
    await remove(true)
    expect(await byDay()).toEqual(['8', '8'])
    expect(await workspace.prices.discounts()).toEqual([])
    expect((await remove(true)).change).toBeNull()
  })

  it('stands beside the list price, and in the prices that hold from now on', async () => {
    const workspace = await testWorkspace()
    await importFiles(workspace, [[million({ day: '2026-09-30' })]])
    await set(workspace, { validTo: '2026-11-01' })
    const told = async (on: string) => {
      const [price] = (await workspace.prices.list({ model: 'stone', on })).filter(({ bucket }) => bucket === 'output')
      return [price?.perMtok, price?.factor]
    }
    expect([await told('2026-09-05'), await told('2026-09-06'), await told('2026-11-01')]).toEqual([
      ['8', '1'],
      ['8', '0.875'],
      ['8', '1'],
    ])
    const periods = (await workspace.prices.periods()).filter(({ context, slots }) => context === '' && slots === null)
    expect(periods.map(({ from, to, perMtok }) => [from, to, perMtok.output, perMtok.cacheWrite1h])).toEqual([
      ['0001-01-01', '2026-09-06', '8', null],
      ['2026-09-06', '2026-11-01', '7', null],
      ['2026-11-01', '9999-12-31', '8', null],
    ])
  })
})

describe('one currency', () => {
  it('is a sum day by day at its dated rate, straight or inverse, and no sum where a rate is missing', async () => {
    const workspace = await testWorkspace()
    const amount = (billed: string, currency: string, day: string) => usage({ billed, currency, day, provider: 'p' })
    await importFiles(workspace, [
      [amount('10', 'USD', '2026-09-05'), amount('71', 'CNY', '2026-09-05'), amount('72', 'CNY', '2026-10-05')],
    ])
    const ask = async () => (await workspace.usage.query({ by: [], convertTo: 'USD' })).totals.converted
    expect(await ask()).toEqual({ currency: 'USD', amount: null, known: '10', missing: { CNY: '143' } })
    await workspace.change('fx.set', { label: 'Rates' }, async (write) => {
      await write.setRate({ base: 'USD', quote: 'CNY', rate: '7.1', validFrom: '2026-09-01', validTo: null, source: 'month average' })
      await write.setRate({ base: 'CNY', quote: 'USD', rate: '0.125', validFrom: '2026-10-01', validTo: null, source: 'month average' })
    })
    expect(await ask()).toEqual({ currency: 'USD', amount: '29', known: '29', missing: {} })
    const { rows } = await workspace.usage.query({ by: ['month'], convertTo: 'CNY' })
    expect(rows.map((row) => row.converted)).toEqual([
      { currency: 'CNY', amount: '142', known: '142', missing: {} },
      { currency: 'CNY', amount: '72', known: '72', missing: {} },
    ])
  })
})
