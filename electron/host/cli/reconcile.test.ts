// `reconcile` as a script uses it, on a real core: read, enter, sign, revoke; run again without harm; wrong usage told.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Output } from '../../../shared/contract/commands.ts'
import { openCore, type TestCore } from '../../core/core-fixture.ts'
import { parseCommandLine, UsageError } from './arguments.ts'
import { reconcileCommand } from './reconcile.ts'
import { runOf } from './run.ts'

let core: TestCore
beforeEach(async () => {
  core = await openCore()
  await core.client.call('workspace.create', { name: 'Bills' })
  await core.client.call('price.set', { provider: 'acme', model: 'm', validFrom: '2026-01-01', perMtok: { input: '3', output: '0' } })
  const lines = ['date,provider,model,input_tokens,output_tokens,cost_usd', '2026-09-05,acme,m,4000000,0,12.03']
  const preview = await core.client.call('import.preview', { files: [{ path: core.file('bill.csv', lines.join('\n')) }] })
  await core.client.call('import.commit', { id: preview.id })
})
afterEach(() => core.close())

function run(...args: string[]) {
  const given = parseCommandLine(['reconcile', ...args])
  if ('help' in given) throw new Error('help was not asked for')
  return reconcileCommand(runOf(given, core.client, new AbortController().signal, () => undefined))
}
const about = ['--provider', 'acme', '--month', '2026-09']
const row = async (...args: string[]) => ((await run(...args, ...about)).json as Output<'reconcile.sign'>).row

describe('reconcile', () => {
  it('lists the months, and one month with its steps', async () => {
    const { json, lines } = await run(...about)
    expect(json).toMatchObject({ rows: [{ usageAtPrice: '12', costReport: '12.03', unexplained: '0.03', models: [{ model: 'm' }] }] })
    expect(lines).toEqual([
      'vendor  month    currency  usage x price  cost report  invoice  difference  unexplained  state',
      'acme    2026-09  USD                  12        12.03  no data        0.03         0.03  within tolerance',
      'step                          amount',
      'usage × price to cost report      12',
      '  Unexplained                   0.03',
      '                               12.03',
      'Sep 2026 is not complete: the data ends on 5 Sep 2026.',
      "USD 0.03 of the rest is on lines that state tokens and money together: the vendor's price is not the price book's.",
      'USD: 1 of 1 vendor-months agree within tolerance, 0 have only one side; 0.03 of 12.03 compared is unexplained.',
    ])
    expect((await run()).json).toMatchObject({ rows: [{ models: [] }] })
  })

  it('enters an invoice in the only currency of the month; the same number again takes its place', async () => {
    await row('invoice', '--amount', '1', '--number', 'A-1')
    const entered = await row(
      'invoice',
      '--amount',
      '14.32',
      '--tax',
      '2.29',
      '--number',
      'A-1',
      '--date',
      '2026-10-01',
      '--note',
      'by post',
    )
    expect(entered?.invoices).toMatchObject([
      { number: 'A-1', currency: 'USD', date: '2026-10-01', amount: '14.32', tax: '2.29', credits: null, note: 'by post' },
    ])
    expect(await row('invoice', '--amount', '5', '--credits', '2')).toMatchObject({ invoice: '19.32' })
    expect((await row('invoice', '--remove'))?.invoices).toHaveLength(1)
    await expect(row('invoice', '--remove')).rejects.toMatchObject({ failure: { code: 'invoice-missing' } })
  })

  it('signs within a percentage or an amount, and revokes', async () => {
    await expect(row('sign', '--by', 'Ada', '--tolerance', '0.02')).rejects.toMatchObject({
      failure: { code: 'reconcile-beyond-tolerance' },
    })
    expect(await row('sign', '--by', 'Ada', '--tolerance', '0.25%', '--reason', 'checked')).toMatchObject({
      state: 'signed',
      tolerance: { percent: '0.25', least: '1' },
      signature: { by: 'Ada', reason: 'checked' },
    })
    expect(await row('sign', '--by', 'Bea', '--tolerance', '25.00')).toMatchObject({ tolerance: { percent: '0', least: '25' } })
    expect(await row('revoke')).toMatchObject({ state: 'within', signature: null })
  })

  it('needs a currency where the month has none', async () => {
    await expect(run('invoice', '--provider', 'other', '--month', '2026-09', '--amount', '5')).rejects.toThrow('--currency is missing')
    const { json } = await run('invoice', '--provider', 'other', '--month', '2026-09', '--amount', '5', '--currency', 'eur')
    expect(json).toMatchObject({ row: { provider: 'other', currency: 'EUR', invoice: '5', state: 'one-sided' } })
  })

  it('tells wrong usage', async () => {
    const wrong: readonly (readonly [args: readonly string[], words: string])[] = [
      [['sign', ...about], '--by NAME'],
      [['invoice', ...about], '--amount is missing'],
      [['invoice', '--amount', 'lots', ...about], 'an amount such as'],
      [['sign', '--by', 'Ada', '--tolerance=-1', ...about], '0.5% or an amount'],
      [['invoice', '--amount', '5', '--credits=-2', ...about], 'without a sign'],
      [['revoke', '--provider', 'acme'], '--month is missing'],
      [['--amount', '5', ...about], '--amount belongs to `reconcile invoice`'],
      [['invoice', '--amount', '5', '--by', 'Ada', ...about], '--by belongs to `reconcile sign`'],
      [['revoke', '--tolerance', '1', ...about], '--tolerance belongs to `reconcile sign`'],
      [['sign', '--remove', ...about], '--remove belongs to `reconcile invoice`'],
      [['--month', '2026-13'], 'a month such as'],
      [['unheard-of'], 'Usage: ballast reconcile'],
      [['sign', 'twice'], 'Usage: ballast reconcile'],
    ]
    for (const [args, words] of wrong) {
      const ended = await run(...args).catch((thrown: unknown) => thrown)
      expect(ended, args.join(' ')).toBeInstanceOf(UsageError)
      expect(String(ended)).toContain(words)
    }
  })
})
