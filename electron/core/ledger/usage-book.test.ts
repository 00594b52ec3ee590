// What comes out of the ledger: exact totals, the spend rule, daily lines, coverage and the way back to a line of a file.
import { describe, expect, it } from 'vitest'
import { toEpochDay } from '../../../shared/units/calendar.ts'
import { billed, cost, importFiles, report, testWorkspace, usage } from './workspace-fixture.ts'

describe('totals', () => {
  it('adds half a million cents to 5,000 dollars', async () => {
    const workspace = await testWorkspace()
    const cents = Array.from({ length: 500_000 }, (_, index) =>
      billed('0.01', { identity: 'row', day: '2026-09-01', requests: '1', dimensions: { part: String(index % 5) } }),
    )
    await importFiles(workspace, [cents])
    const { totals } = await workspace.usage.query({ by: [] })
    expect([totals.cost, totals.requests, totals.rows]).toEqual([{ USD: '5000' }, '500000', 500_000])
  }, 60_000)

  it('keeps 18 decimals and large counts to the last digit', async () => {
    const workspace = await testWorkspace()
    await importFiles(workspace, [
      [
        billed('12345678901234.000000000000000001', { tokens: { output: '9007199254740993' } }),
        billed('0.1', { team: 'a', tokens: { output: '9007199254740993' } }),
      ],
    ])
    const { totals } = await workspace.usage.query({ by: [] })
    expect([totals.cost, totals.output]).toEqual([{ USD: '12345678901234.100000000000000001' }, '18014398509481986'])
  })

  it('never adds currencies, and groups by month, provider and tier', async () => {
    const workspace = await testWorkspace()
    await importFiles(workspace, [
      [billed('1.5'), billed('2', { day: '2026-10-01' }), billed('7', { provider: 'deepseek', model: 'deepseek-chat', currency: 'CNY' })],
    ])
    const { rows, totals } = await workspace.usage.query({ by: ['month', 'provider'] })
    expect(rows.map(({ keys, cost: money }) => [keys.month, keys.provider, money])).toEqual([
      ['2026-09', 'deepseek', { CNY: '7' }],
      ['2026-09', 'openai', { USD: '1.5' }],
      ['2026-10', 'openai', { USD: '2' }],
    ])
    expect(totals.cost).toEqual({ CNY: '7', USD: '3.5' })
    expect((await workspace.usage.query({ by: [], filter: { provider: ['openai'], from: '2026-10-01' } })).totals.cost).toEqual({
      USD: '2',
    })
  })

  it('rounds a 19th decimal half-even and says so', async () => {
    const workspace = await testWorkspace()
    const { preview } = await importFiles(workspace, [
      [
        billed('0.0000000000000000005'),
        billed('0.0000000000000000015', { team: 'a' }),
        billed('-0.0000000000000000015', { team: 'b' }),
        billed('0.00000000000000000150001', { team: 'c' }),
      ],
    ])
    expect(preview.roundedAmounts).toBe(4)
    const { rows } = await workspace.usage.query({ by: ['team'] })
    expect(rows.map((row) => row.cost.USD)).toEqual(['0', '0.000000000000000002', '-0.000000000000000002', '0.000000000000000002'])
  })

  it('refuses a count that no column can hold, with line and column', async () => {
    const workspace = await testWorkspace()
    const staging = await workspace.usage.beginImport()
    const file = await staging.addFile({ name: 'a', sha256: 'a', format: 'test' })
    await expect(staging.append(file, [usage(), usage({ line: 7, tokens: { output: '9223372036854775808' } })])).rejects.toMatchObject({
      failure: { code: 'amount-out-of-range', at: { line: 7, column: 'output' } },
    })
    // Lines before it may have been taken: nothing of this import can be committed any more.
    await expect(staging.classify()).rejects.toMatchObject({ failure: { code: 'import-finished' } })
    await (await workspace.usage.beginImport()).discard()
  })
})

describe('the spend rule', () => {
  const million = { inputUncached: '1000000', cacheRead: '2000000', output: '500000' } // stone: 2 + 1 + 4 = 7 USD

  it('keeps billed money and estimates usage without money from the price book', async () => {
    const workspace = await testWorkspace()
    await importFiles(workspace, [[usage({ tokens: million }), billed('3.25', { team: 'a' })]])
    const { totals } = await workspace.usage.query({ by: [] })
    expect(totals).toMatchObject({
      cost: { USD: '10.25' },
      billed: { USD: '3.25' },
      estimated: { USD: '7' },
      tokenCost: { USD: '7' },
      costedTokens: { USD: '3500000' },
    })
  })

  it('takes the price of the day: 10 / 40 before 10 September, 2 / 8 from then', async () => {
    const workspace = await testWorkspace()
    const both = (day: string) => usage({ day, model: 'river', tokens: { inputUncached: '1000000', output: '1000000' } })
    await importFiles(workspace, [[both('2026-09-09'), both('2026-09-10')]])
    const { rows } = await workspace.usage.query({ by: ['day'] })
    expect(rows.map((row) => [row.keys.day, row.estimated.USD])).toEqual([
      ['2026-09-09', '50'],
      ['2026-09-10', '10'],
    ])
  })

  it("lets the vendor's cost report be the money of its day, and keeps the tokens", async () => {
    const workspace = await testWorkspace()
    await importFiles(workspace, [
      [
        usage({ tokens: million }),
        usage({ day: '2026-09-06', tokens: million }),
        report('6.5'),
        usage({ provider: 'anthropic', tokens: million }),
      ],
    ])
    const { rows } = await workspace.usage.query({ by: ['provider', 'day'] })
    expect(rows.map((row) => [row.keys.provider, row.keys.day, row.cost, row.superseded, row.totalTokens, row.unpricedTokens])).toEqual([
      ['anthropic', '2026-09-05', {}, {}, '3500000', '3500000'],
      ['openai', '2026-09-05', { USD: '6.5' }, { USD: '7' }, '3500000', '0'],
      ['openai', '2026-09-06', { USD: '7' }, {}, '3500000', '0'],
    ])
  })

  it('counts what is billed by seat beside the bill for the platform', async () => {
    const workspace = await testWorkspace()
    const platform = { population: 'platform', standing: 'bill' } as const
    const seats = { population: 'seats', standing: 'bill', source: 'seats-csv', tokens: { output: '5' } } as const
    await importFiles(workspace, [
      [usage({ tokens: million, ...platform, standing: 'vendorUsage' }), report('6.5', platform), billed('20', seats)],
    ])
    const { totals } = await workspace.usage.query({ by: [] })
    expect([totals.cost, totals.superseded]).toEqual([{ USD: '26.5' }, { USD: '7' }])
  })

  it('lets a monthly cost line cover all its days', async () => {
    const workspace = await testWorkspace()
    await importFiles(workspace, [
      [
        usage({ day: '2026-09-30', tokens: million }),
        usage({ day: '2026-10-01', tokens: million }),
        report('100', { start: '2026-09-01T00:00:00Z', end: '2026-10-01T00:00:00Z' }),
      ],
    ])
    expect((await workspace.usage.query({ by: ['month'] })).rows.map((row) => row.cost.USD)).toEqual(['100', '7'])
  })

  it('counts tokens without a price as unpriced: whole models, single buckets and other tiers', async () => {
    const workspace = await testWorkspace()
    const { preview } = await importFiles(workspace, [
      [
        usage({ model: 'unheard-of', tokens: { output: '10' } }),
        usage({ tokens: { inputUncached: '1000000', cacheWrite1h: '40' } }),
        usage({ tier: 'batch', tokens: { output: '5' } }),
      ],
    ])
    const expected = [
      { provider: 'openai', model: 'stone', tier: 'batch', tokens: '5', rows: 1, firstDay: '2026-09-05', lastDay: '2026-09-05' },
      { provider: 'openai', model: 'stone', tier: 'standard', tokens: '40', rows: 1, firstDay: '2026-09-05', lastDay: '2026-09-05' },
      { provider: 'openai', model: 'unheard-of', tier: 'standard', tokens: '10', rows: 1, firstDay: '2026-09-05', lastDay: '2026-09-05' },
    ]
    expect(preview.unpriced).toEqual(expected)
    expect(await workspace.usage.unpriced()).toEqual(expected)
    expect((await workspace.usage.query({ by: [] })).totals).toMatchObject({ cost: { USD: '2' }, unpricedTokens: '55' })
  })

  it("takes a vendor's own estimate before the price book, and still calls it an estimate", async () => {
    const workspace = await testWorkspace()
    await importFiles(workspace, [
      [
        billed('1', { costIsEstimate: true, tokens: million }),
        usage({ team: 'a', list: '9', contracted: '8', currency: 'USD', tokens: million }),
      ],
    ])
    expect((await workspace.usage.query({ by: [] })).totals).toMatchObject({ billed: {}, estimated: { USD: '9' } })
  })
})

describe('daily lines', () => {
  it('puts each day in its place, in doubles, zero where nothing was used', async () => {
    const workspace = await testWorkspace()
    await importFiles(workspace, [
      [
        billed('0.1', { tokens: { output: '3' } }),
        billed('0.2', { team: 'a', tokens: { output: '4' } }),
        billed('5', { day: '2026-09-08', model: 'river', currency: 'CNY' }),
      ],
    ])
    const series = await workspace.usage.daily({ by: ['model'] })
    expect([series.firstDay, series.days, series.lines.map(({ keys }) => keys.model)]).toEqual([
      toEpochDay('2026-09-05'),
      4,
      ['river', 'stone'],
    ])
    expect(series.lines[1]?.totalTokens).toEqual(Float64Array.of(7, 0, 0, 0))
    // 0.1 + 0.2 as decimals: the nearest double of 0.3, not 0.30000000000000004.
    expect(series.lines[1]?.cost).toEqual({ USD: Float64Array.of(0.3, 0, 0, 0) })
    expect(series.lines[0]?.cost).toEqual({ CNY: Float64Array.of(0, 0, 0, 5) })
    expect((await workspace.usage.daily({ by: [] })).lines[0]?.cost.USD?.[0]).toBe(0.3)
  })

  it('is empty without usage', async () => {
    const workspace = await testWorkspace()
    expect(await workspace.usage.daily({ by: ['provider'] })).toEqual({ firstDay: 0, days: 0, lines: [] })
    expect(await workspace.usage.coverage()).toEqual({ firstDay: null, lastDay: null, rows: 0, providers: [] })
    expect((await workspace.usage.query({ by: ['month'] })).rows).toEqual([])
  })
})

describe('where a number comes from', () => {
  it('names the months a provider has no data for', async () => {
    const workspace = await testWorkspace()
    await importFiles(workspace, [
      [usage({ day: '2026-07-31' }), usage({ day: '2026-09-05' }), usage({ provider: 'anthropic', day: '2026-08-01' })],
    ])
    const { firstDay, lastDay, rows, providers } = await workspace.usage.coverage()
    expect([firstDay, lastDay, rows]).toEqual(['2026-07-31', '2026-09-05', 3])
    expect(providers.map(({ provider, months, missing }) => [provider, months, missing])).toEqual([
      ['anthropic', ['2026-08'], ['2026-07', '2026-09']],
      ['openai', ['2026-07', '2026-09'], ['2026-08']],
    ])
  })

  it('says up to which day the files of a provider speak of it', async () => {
    const workspace = await testWorkspace()
    await importFiles(workspace, [
      [usage({ day: '2026-09-01', provider: 'deepseek' }), usage({ day: '2026-09-14' })],
      [usage({ day: '2026-09-02', provider: 'anthropic' })],
    ])
    const { providers } = await workspace.usage.coverage()
    expect(providers.map(({ provider, lastDay, reportedTo }) => [provider, lastDay, reportedTo])).toEqual([
      ['anthropic', '2026-09-02', '2026-09-02'],
      ['deepseek', '2026-09-01', '2026-09-14'],
      ['openai', '2026-09-14', '2026-09-14'],
    ])
  })

  it('gives every source row with file, line and what it adds to spend', async () => {
    const workspace = await testWorkspace()
    await importFiles(workspace, [
      [usage({ tokens: { output: '1000000' }, dimensions: { user: 'u1', empty: '' } }), billed('2', { day: '2026-09-06' })],
    ])
    const { total, rows } = await workspace.usage.rows({ limit: 1 })
    expect(total).toBe(2)
    expect(rows).toMatchObject([
      {
        file: 'file-1.json',
        line: 1,
        start: '2026-09-05T00:00:00Z',
        basis: 'estimated',
        cost: '8',
        costCurrency: 'USD',
        dimensions: { user: 'u1' },
        billed: '',
        tokens: { output: '1000000', inputUncached: '' },
      },
    ])
    expect((await workspace.usage.rows({ limit: 5, offset: 1 })).rows).toMatchObject([{ line: 2, basis: 'billed', cost: '2' }])
    expect((await workspace.usage.rows({ limit: 5, filter: { from: '2026-09-06', to: '2026-09-06' } })).total).toBe(1)
  })

  it('keeps rejects for the download', async () => {
    const workspace = await testWorkspace()
    const staging = await workspace.usage.beginImport()
    const file = await staging.addFile({ name: 'bad.csv', sha256: 'b', format: 'test' })
    const reject = { line: 3, column: 'output', value: '-4; "x"\nこ', code: 'negative-tokens', amount: '1.10', currency: 'USD' } as const
    await staging.reject(file, [{ ...reject, cells: ['2026-09-05', 'a prompt'] }])
    expect((await staging.classify()).files).toMatchObject([{ rejects: [{ code: reject.code, rows: 1 }], new: { rows: 0 } }])
    await workspace.change('import', { label: 'Import' }, (write) => write.commitImport(), staging)
    const [stored] = await workspace.usage.files()
    expect(stored).toMatchObject({ name: 'bad.csv', rejected: 1, change: 1, undone: false })
    expect(await workspace.usage.rejects({ files: [stored?.id ?? 0], limit: 9 })).toEqual([{ file: stored?.id, ...reject }])
  })
})

describe('prices', () => {
  it("lets a user's price rule from its day, and undo take it back", async () => {
    const workspace = await testWorkspace()
    const million = (day: string) => usage({ day, tokens: { inputUncached: '1000000', output: '1000000' } })
    await importFiles(workspace, [[million('2026-09-05'), million('2026-09-20')]])
    expect(await cost(workspace)).toEqual({ USD: '20' })
    const before = await workspace.prices.version()
    await workspace.change('price.set', { label: 'Price' }, (write) =>
      write.setPrice({
        provider: 'openai',
        model: 'stone',
        bucket: 'output',
        currency: 'USD',
        perMtok: '5',
        validFrom: '2026-09-10',
        source: 'contract',
        reprices: true,
      }),
    )
    expect(await cost(workspace)).toEqual({ USD: '17' })
    expect(await workspace.prices.version()).not.toBe(before)
    expect(
      (await workspace.prices.list({ model: 'stone' })).map(({ bucket, perMtok, validFrom, startKnown, entered }) => [
        bucket,
        perMtok,
        validFrom,
        startKnown,
        entered,
      ]),
    ).toEqual([
      ['cacheRead', '0.5', '2026-09-05', false, 'library'],
      ['input', '2', '2026-09-05', false, 'library'],
      ['output', '8', '2026-09-05', false, 'library'],
      ['output', '5', '2026-09-10', true, 'user'],
    ])
    await workspace.undo()
    expect([await cost(workspace), await workspace.prices.version()]).toEqual([{ USD: '20' }, before])
  })

  it('ends with its last day and leaves the library price after it', async () => {
    const workspace = await testWorkspace()
    const million = (day: string) => usage({ day, tokens: { output: '1000000' } })
    await importFiles(workspace, [[million('2026-09-05'), million('2026-09-06'), million('2026-09-07')]])
    await workspace.change('price.set', { label: 'Price' }, (write) =>
      write.setPrice({
        provider: 'openai',
        model: 'stone',
        bucket: 'output',
        currency: 'USD',
        perMtok: '1',
        validFrom: '2026-09-06',
        validTo: '2026-09-07',
        source: 'promotion',
        reprices: true,
      }),
    )
    expect((await workspace.usage.query({ by: ['day'] })).rows.map((row) => row.cost.USD)).toEqual(['8', '1', '8'])
  })

  it('replaces the whole list when it is in another currency', async () => {
    const workspace = await testWorkspace()
    await importFiles(workspace, [[usage({ tokens: { inputUncached: '1000000', output: '1000000' } })]])
    await workspace.change('price.set', { label: 'Price' }, (write) =>
      write.setPrice({
        provider: 'openai',
        model: 'stone',
        bucket: 'output',
        currency: 'CNY',
        perMtok: '50',
        validFrom: '2026-09-01',
        source: 'contract',
        reprices: true,
      }),
    )
    expect((await workspace.usage.query({ by: [] })).totals).toMatchObject({ cost: { CNY: '50' }, unpricedTokens: '1000000' })
  })

  it('never reprices history when the library changes', async () => {
    const workspace = await testWorkspace()
    const { path } = workspace
    await importFiles(workspace, [[usage({ tokens: { output: '1000000' } })]])
    await workspace.close()
    const later = await testWorkspace(path, {
      libraryPrices: () => [
        { bucket: 'output', tier: 'standard', currency: 'USD', perMtok: '99', validFrom: null, validTo: null, source: 'newer' },
      ],
    })
    await importFiles(later, [
      [usage({ day: '2026-09-06', tokens: { output: '1000000' } }), usage({ model: 'fresh', tokens: { output: '1000000' } })],
    ])
    expect((await later.usage.query({ by: ['model'] })).rows.map((row) => [row.keys.model, row.cost.USD])).toEqual([
      ['fresh', '99'],
      ['stone', '16'],
    ])
  })

  it.each([
    [{ perMtok: '-1' }, 'price-out-of-range'],
    [{ perMtok: 'free' }, 'price-out-of-range'],
    [{ perMtok: '0.0000000000001' }, 'price-out-of-range'],
    [{ perMtok: '99999999' }, 'price-out-of-range'],
    [{ validFrom: '2026-02-30' }, 'bad-price-period'],
    [{ validTo: '2026-09-01' }, 'bad-price-period'],
  ])('refuses %j', async (wrong, code) => {
    const workspace = await testWorkspace()
    const price = {
      provider: 'openai',
      model: 'stone',
      bucket: 'output',
      currency: 'USD',
      perMtok: '1',
      validFrom: '2026-09-10',
      source: 'x',
      ...wrong,
    } as const
    await expect(workspace.change('price.set', { label: 'Price' }, (write) => write.setPrice(price))).rejects.toMatchObject({
      failure: { code },
    })
    expect([workspace.revision, await workspace.prices.list()]).toEqual([0, []])
  })
})
