// A vendor's month from its files to a signature, as a user takes it. One model, 3 in and 15 out a million; two days of
// 1,000,000 input and 200,000 output tokens are USD 6.00 each; the invoice is the cost report and 19 % tax.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Input } from '../../shared/contract/commands.ts'
import { openCore, type TestCore } from './core-fixture.ts'

let core: TestCore
beforeEach(async () => {
  core = await openCore()
  await core.client.call('workspace.create', { name: 'Bills' })
})
afterEach(() => core.close())

const day = (n: number): string => `2026-09-0${n}T00:00:00Z`
const use = (tier = 'standard', rest = {}) => ({
  uncached_input_tokens: 1_000_000,
  cache_creation: { ephemeral_1h_input_tokens: 0, ephemeral_5m_input_tokens: 0 },
  cache_read_input_tokens: 0,
  output_tokens: 200_000,
  server_tool_use: { web_search_requests: 0 },
  api_key_id: null,
  workspace_id: null,
  model: 'claude-example-1',
  service_tier: tier,
  context_window: '0-200k',
  inference_geo: 'global',
  ...rest,
})
/** `amount` in cents, as the report states it. */
const cost = (amount: string, rest = {}) => ({
  currency: 'USD',
  amount,
  workspace_id: null,
  description: 'Claude Example 1 Usage',
  cost_type: 'tokens',
  model: 'claude-example-1',
  service_tier: 'standard',
  token_type: 'uncached_input_tokens',
  context_window: '0-200k',
  inference_geo: 'global',
  ...rest,
})
const search = (amount: string) =>
  cost(amount, { description: 'Web search', cost_type: 'web_search', model: null, service_tier: null, token_type: null })
const page = (...days: (readonly object[])[]): string =>
  JSON.stringify({
    data: days.map((results, at) => ({ starting_at: day(at + 1), ending_at: day(at + 2), results })),
    has_more: false,
    next_page: null,
  })

async function importFile(name: string, content: string): Promise<void> {
  const preview = await core.client.call('import.preview', { files: [{ path: core.file(name, content) }] })
  await core.client.call('import.commit', { id: preview.id })
}

async function setPrice(tier: 'standard' | 'priority', input: string, output: string): Promise<void> {
  await core.client.call('price.set', {
    provider: 'anthropic',
    model: 'claude-example-1',
    tier,
    validFrom: '2026-01-01',
    perMtok: { input, output },
  })
}

/** USD 16.00 of usage, 4.00 of it at the priority tier; a report of 12.53 with 0.50 for searches. */
async function september(): Promise<void> {
  await setPrice('standard', '3', '15')
  await setPrice('priority', '4', '0')
  await importFile('usage.json', page([use(), use('priority', { output_tokens: 0 })], [use()]))
  await importFile('cost.json', page([cost('600'), search('50')], [cost('603')]))
}

const about = { provider: 'anthropic', month: '2026-09', currency: 'USD' } as const
const read = async (ask: Input<'reconcile.read'> = {}) => (await core.client.call('reconcile.read', ask)).rows
const only = async () => (await read())[0]
const invoice = (rest: Partial<Input<'reconcile.set-invoice'>> = {}): Input<'reconcile.set-invoice'> => ({
  ...about,
  number: 'A-1',
  date: '2026-10-01',
  amount: '14.91',
  tax: '2.38',
  credits: null,
  note: '',
  ...rest,
})
const undo = () => core.client.call('change.undo', {})

describe('a vendor’s month', () => {
  it('ties usage to the report, and the report to the invoice', async () => {
    await september()
    expect(await only()).toMatchObject({
      ...about,
      usageAtPrice: '16',
      costReport: '12.53',
      invoice: null,
      difference: '-3.47',
      explained: '-3.5',
      unexplained: '0.03',
      parts: [
        { of: 'usage-report', cause: 'priority', amount: '-4', items: [{ name: 'claude-example-1', amount: '-4' }] },
        { of: 'usage-report', cause: 'other-charges', amount: '0.5', items: [{ name: 'web_search', amount: '0.5' }] },
      ],
      tolerance: { percent: '0.5', least: '1', limit: '1' },
      state: 'within',
      usage: {
        atList: '16',
        standIn: '0',
        tokens: '3400000',
        firstDay: '2026-09-01',
        lastDay: '2026-09-02',
        sources: ['anthropic-usage-json'],
      },
      report: { lines: 3, decimals: 2, sources: ['anthropic-cost-json'] },
      notes: [{ code: 'month-not-complete', params: { month: '2026-09', day: '2026-09-02' }, severity: 'warning' }],
      models: [],
    })
    await core.client.call('reconcile.set-invoice', invoice())
    const row = await only()
    expect(row).toMatchObject({ invoice: '14.91', difference: '-1.09', explained: '-1.12', unexplained: '0.03', state: 'within' })
    expect(row?.parts.filter((part) => part.of === 'report-invoice')).toEqual([
      { of: 'report-invoice', cause: 'tax', amount: '2.38', items: [] },
    ])
    expect(row?.notes.map((note) => note.code)).not.toContain('reconcile-left-out-invoiced')
    // The priority tier that the report leaves out and the invoice bills.
    const { row: billed } = await core.client.call('reconcile.set-invoice', invoice({ number: 'A-2', amount: '4', tax: '0' }))
    expect(billed?.comparisons.map(({ of, unexplained }) => [of, unexplained])).toEqual([
      ['usage-report', '0.03'],
      ['report-invoice', '4'],
    ])
    expect(billed?.notes.map((note) => note.code)).toContain('reconcile-left-out-invoiced')
    await undo()
    expect((await read({ provider: 'anthropic', month: '2026-09', models: true }))[0]?.models).toEqual([
      { model: 'claude-example-1', usageAtPrice: '12', tokenCharges: '12.03' },
    ])
    await undo()
    expect(await only()).toMatchObject({ invoice: null, invoices: [] })
  })

  it('is open below the rest, however small the tolerance is set', async () => {
    await september()
    expect((await read({ tolerance: { percent: '0', least: '0.03' } }))[0]?.state).toBe('within')
    expect((await read({ tolerance: { percent: '0', least: '0.02' } }))[0]?.state).toBe('open')
  })

  it('stands with what it has when a side is missing', async () => {
    await importFile('cost.json', page([cost('600')]))
    expect(await only()).toMatchObject({ usageAtPrice: null, costReport: '6', difference: null, state: 'one-sided', unexplainedSize: '0' })
    await core.client.call('reconcile.set-invoice', invoice({ provider: 'unheard-of', currency: 'EUR', amount: '5', tax: null }))
    const rows = await read({ provider: 'unheard-of' })
    expect(rows).toMatchObject([{ currency: 'EUR', usageAtPrice: null, costReport: null, invoice: '5', state: 'one-sided' }])
  })

  it('says what tokens without a price hide', async () => {
    await importFile('usage.json', page([use(), use('priority')]))
    await importFile('cost.json', page([cost('600')]))
    expect(await only()).toMatchObject({ usageAtPrice: null, costReport: '6', unpricedTokens: '2400000', state: 'one-sided' })
    expect((await only())?.notes.map(({ code, params }) => [code, params.tokens])).toEqual([
      ['month-not-complete', undefined],
      ['reconcile-unpriced', '2400000'],
      ['reconcile-left-out', '1200000'],
    ])
  })
})

describe('totals', () => {
  it('say how much of the spend that Usage counts is reconciled, by currency', async () => {
    await september()
    const header = 'date,provider,model,input_tokens,output_tokens,cost_usd'
    await importFile('own.csv', `${header}\n2026-09-05,other,m,1,1,37.47`)
    const { totals } = await core.client.call('reconcile.read', {})
    expect(totals).toEqual([
      {
        currency: 'USD',
        rows: 2,
        agreeing: 1,
        oneSided: 1,
        spend: '50',
        compared: '12.53',
        reconciled: '12.53',
        reconciledShare: 0.2506,
        invoiced: '0',
        unexplained: '0.03',
      },
    ])
    expect((await core.client.call('usage.query', { by: [] })).totals.cost).toEqual({ USD: totals[0]?.spend })
  })
})

describe('a bill in another currency than the price', () => {
  const header = 'date,provider,model,input_tokens,output_tokens,cost,currency'

  it('waits for the dated rate, and is no second spend meanwhile', async () => {
    await core.client.call('price.set', { provider: 'acme', model: 'm', validFrom: '2026-01-01', perMtok: { input: '2', output: '2' } })
    const bill = (day: string, amount: string) => `${day},acme,m,1000000,0,${amount},CNY`
    await importFile('bill.csv', [header, bill('2026-09-01', '14.2'), bill('2026-09-15', '14')].join('\n'))
    expect(await only()).toMatchObject({ currency: 'CNY', usageAtPrice: null, costReport: '28.2', state: 'one-sided', spend: '28.2' })
    expect((await only())?.notes.map(({ code, params }) => [code, params])).toContainEqual([
      'reconcile-usage-in',
      { amount: 'USD 4', from: 'USD', to: 'CNY' },
    ])
    const { session } = core.workspaces
    await session.workspace.change('fx.set', { label: 'Two rates' }, async (write) => {
      for (const [validFrom, rate] of [
        ['2026-09-01', '7.1'],
        ['2026-09-10', '7'],
      ] as const)
        await write.setRate({ base: 'USD', quote: 'CNY', rate, validFrom, validTo: null, source: 'test' })
    })
    expect(await only()).toMatchObject({ usageAtPrice: '28.2', costReport: '28.2', state: 'agreed', usage: { converted: { USD: '4' } } })
  })
})

describe('an invoice', () => {
  const save = (rest = {}) => core.client.call('reconcile.set-invoice', invoice(rest))

  it('is one of several of a month; taxes count only when all state them', async () => {
    await september()
    await save()
    await save({ number: 'A-2', amount: '1.00', tax: '0.16' })
    expect(await only()).toMatchObject({ invoice: '15.91', invoices: [{ number: 'A-1' }, { number: 'A-2' }] })
    expect((await only())?.parts.at(-1)).toMatchObject({ cause: 'tax', amount: '2.54' })
    await save({ number: 'A-3', amount: '1.00', tax: null })
    expect((await only())?.parts.filter((part) => part.of === 'report-invoice')).toEqual([])
  })

  it('takes the place of the one it corrects, also under another number, and of no other', async () => {
    await save()
    await expect(save({ amount: '1' })).rejects.toMatchObject({ failure: { code: 'invoice-exists' } })
    const [before] = (await only())?.invoices ?? []
    await save({ id: before?.id, number: 'A-2', amount: '20' })
    expect((await only())?.invoices).toMatchObject([{ number: 'A-2', amount: '20' }])
    await undo()
    expect((await only())?.invoices).toMatchObject([{ number: 'A-1', amount: '14.91' }])
  })

  it('is removed, and comes back with undo', async () => {
    const { row } = await save()
    const id = row?.invoices[0]?.id ?? ''
    expect(await core.client.call('reconcile.remove-invoice', { id })).toEqual({ row: null })
    await expect(core.client.call('reconcile.remove-invoice', { id })).rejects.toMatchObject({ failure: { code: 'invoice-missing' } })
    await undo()
    expect(await read()).toHaveLength(1)
  })

  it('has credits above zero, a month and a currency', async () => {
    for (const wrong of [{ credits: '-5' }, { month: '2026-13' }, { currency: '' }, { amount: 'lots' }, { provider: ' ' }])
      await expect(save(wrong)).rejects.toMatchObject({ failure: { code: 'bad-arguments' } })
  })
})

describe('a signature', () => {
  const sign = (rest: Partial<Input<'reconcile.sign'>> = {}) => core.client.call('reconcile.sign', { ...about, by: 'Ada Example', ...rest })

  it('stands until a figure changes, and says which; undo and redo carry it', async () => {
    await september()
    const { row } = await sign({ reason: 'Console checked' })
    expect(row).toMatchObject({ state: 'signed', signature: { by: 'Ada Example', reason: 'Console checked', changed: [] } })
    await undo()
    expect((await only())?.state).toBe('within')
    await core.client.call('change.redo', {})
    expect((await only())?.state).toBe('signed')

    await importFile('late.json', page([cost('600'), search('75')]))
    expect(await only()).toMatchObject({
      state: 'changed',
      signature: {
        changed: [
          { figure: 'costReport', signed: '12.53', now: '12.78' },
          { figure: 'usage-report other-charges', signed: '0.5', now: '0.75' },
        ],
      },
    })
    await undo()
    expect((await only())?.state).toBe('signed')
    expect((await core.client.call('workspace.verify', {})).intact).toBe(true)
  })

  it('stays in sight when the data it was given for has gone', async () => {
    await september()
    await sign()
    const { workspace } = core.workspaces.session
    const signed = await workspace.documents.get('reconciliation', 'anthropic|2026-09|USD')
    await core.client.call('change.undo', { through: 1 })
    await workspace.change('reconcile.sign', { label: 'Signed before' }, (write) =>
      write.put('reconciliation', 'anthropic|2026-09|USD', signed?.body ?? {}),
    )
    const row = await only()
    expect(row).toMatchObject({ usageAtPrice: null, costReport: null, difference: null, state: 'changed' })
    expect(row?.signature?.changed).toContainEqual({ figure: 'costReport', signed: '12.53', now: null })
    await core.client.call('reconcile.revoke', about)
    expect(await read()).toEqual([])
  })

  it('is revoked once', async () => {
    await september()
    await sign()
    expect((await core.client.call('reconcile.revoke', about)).row).toMatchObject({ state: 'within', signature: null })
    await expect(core.client.call('reconcile.revoke', about)).rejects.toMatchObject({ failure: { code: 'reconcile-not-signed' } })
    expect((await core.client.call('change.log', {})).entries.map(({ command }) => command).slice(0, 2)).toEqual([
      'reconcile.revoke',
      'reconcile.sign',
    ])
  })

  it('needs a tolerance that holds the rest, and beyond the usual one a reason', async () => {
    await september()
    await core.client.call('reconcile.set-invoice', invoice({ amount: '30' }))
    await expect(sign()).rejects.toMatchObject({
      failure: { code: 'reconcile-beyond-tolerance', params: { unexplained: 'USD 15.12', limit: 'USD 1' } },
    })
    const wide = { percent: '0', least: '16' }
    await expect(sign({ tolerance: wide })).rejects.toMatchObject({ failure: { code: 'reconcile-needs-reason' } })
    expect((await sign({ tolerance: wide, reason: 'Priority Tier, confirmed by the vendor' })).row).toMatchObject({
      state: 'signed',
      tolerance: { ...wide, limit: '16' },
    })
  })

  it('needs two sides', async () => {
    await expect(sign()).rejects.toMatchObject({ failure: { code: 'reconcile-missing' } })
    await importFile('cost.json', page([cost('600')]))
    await expect(sign()).rejects.toMatchObject({ failure: { code: 'reconcile-one-sided' } })
    await expect(sign({ by: ' ' })).rejects.toMatchObject({ failure: { code: 'bad-arguments' } })
  })
})

describe('a bill in another zone', () => {
  // Google's September begins and ends at 07:00 UTC.
  const header =
    'billing_account_id,service.description,sku.id,sku.description,usage_start_time,usage_end_time,project.id,labels,cost,currency,usage.amount,usage.unit,credits,cost_type'
  const charge = (from: string, to: string, amount: string): string =>
    `A,Vertex AI,S1,Vector Search,${from}:00:00 UTC,${to}:00:00 UTC,ml,[],${amount},USD,1,count,[],regular`
  const google = (amount: string): Input<'reconcile.set-invoice'> => invoice({ provider: 'google', amount, tax: null })

  it('is moved by the hours that belong to another month', async () => {
    const hours = [
      charge('2026-09-01 06', '2026-09-01 07', '1.25'),
      charge('2026-09-01 07', '2026-09-01 08', '10'),
      charge('2026-10-01 06', '2026-10-01 07', '2.50'),
      charge('2026-10-01 07', '2026-10-01 08', '40'),
    ]
    await importFile('gcp.csv', [header, ...hours].join('\n'))
    await core.client.call('reconcile.set-invoice', google('12.50'))
    const [row] = await read({ month: '2026-09' })
    expect(row).toMatchObject({ costReport: '11.25', difference: '1.25', unexplained: '0', state: 'agreed' })
    expect(row?.parts).toEqual([{ of: 'report-invoice', cause: 'time-zone', amount: '1.25', items: [] }])
  })

  it('is not moved by lines of whole days, and says so', async () => {
    await importFile(
      'gcp.csv',
      [header, charge('2026-09-01 00', '2026-09-02 00', '24'), charge('2026-09-02 00', '2026-09-03 00', '5')].join('\n'),
    )
    await core.client.call('reconcile.set-invoice', google('20'))
    const [row] = await read({ month: '2026-09' })
    expect(row).toMatchObject({ unexplained: '-9', parts: [], state: 'open' })
    expect(row?.notes.map(({ code, params }) => [code, params.zone])).toContainEqual(['reconcile-zone-days', 'America/Los_Angeles'])
  })
})
