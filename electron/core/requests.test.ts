// What is asked of the core is answered to the letter, or refused in words; nothing is ignored and nothing breaks.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { toFailure } from '../../shared/result/failure.ts'
import { openCore, type TestCore } from './core-fixture.ts'

let core: TestCore
beforeEach(async () => {
  core = await openCore()
  await core.client.call('workspace.create', { name: 'Requests' })
})
afterEach(() => core.close())

async function use(name: string, rows: readonly string[]): Promise<void> {
  const path = core.file(name, ['date,provider,model,input_tokens,cost_usd', ...rows].join('\n'))
  const { id } = await core.client.call('import.preview', { files: [{ path }] })
  await core.client.call('import.commit', { id })
}

/** 1 June to 31 August 2026. */
const days = Array.from({ length: 92 }, (_, n) => new Date(Date.UTC(2026, 5, 1 + n)).toISOString().slice(0, 10))
const steady = days.map((day) => `${day},acme,own,1000000,60`)
const revision = async () => (await core.client.call('app.info', {})).workspace?.revision

describe('source rows', () => {
  it('are those of the month, the day and the span asked for together', async () => {
    await use('usage.csv', steady)
    const count = async (filter: object) => (await core.client.call('usage.rows', { filter })).total
    expect(await count({ equals: { month: '2026-06' } })).toBe(30)
    expect(await count({ equals: { month: '2026-06', day: '2026-06-03' } })).toBe(1)
    expect(await count({ from: '2026-06-20', to: '2026-08-31', equals: { month: '2026-06' } })).toBe(11)
    expect(await count({ from: '2026-07-01', equals: { month: '2026-06' } })).toBe(0)
  })
})

describe('settings and assumptions', () => {
  it('refuse a name that is none, and a date that is none', async () => {
    const misspelt: object = { liqidity: '5.00' }
    expect(await core.client.call('settings.set', misspelt).catch(toFailure)).toMatchObject({ code: 'bad-arguments' })
    expect(await core.client.call('settings.set', { asOf: '2026-02-31' }).catch(toFailure)).toMatchObject({ code: 'bad-arguments' })
  })

  it('log nothing when nothing was to be changed', async () => {
    await core.client.call('settings.set', {})
    await core.client.call('exposure.set', {})
    expect(await revision()).toBe(0)
  })
})

describe('contracts and prices', () => {
  it('refuse terms nothing can be computed from', async () => {
    const { contracts } = await core.client.call('market.contracts', {})
    const own = contracts.find((contract) => contract.id === 'USER:OWN')
    if (!own) throw new Error('the library has no user-defined contract')
    const save = (term: object) => core.client.call('market.save-contract', { contract: { ...own, ...term } }).catch(toFailure)
    for (const term of [{ size: '0' }, { tick: '0' }, { feePerContract: '-1' }, { marginRate: -0.1 }])
      expect(await save(term)).toMatchObject({ code: 'bad-contract', params: { field: Object.keys(term)[0] } })
    expect(await save({ feePerContract: '0', marginRate: 0 })).not.toHaveProperty('code')
  })

  it('name a price file that is not there', async () => {
    const path = join(core.folder, 'none.csv')
    const failed = await core.client.call('market.paste', { contract: 'NYMEX:GPU1', kind: 'quotes', path }).catch(toFailure)
    expect(failed).toMatchObject({ code: 'file-not-found', params: { file: path } })
  })
})

describe('an import taken back', () => {
  it('asks for no attention and lists no rejects any more', async () => {
    await use('usage.csv', steady)
    await use('more.csv', ['2026-08-31,acme,new,10,1', '2026-08-31,acme,new,lots,1'])
    await core.client.call('change.undo', {})
    await core.client.call('settings.set', { trials: 100 })
    expect((await core.client.call('overview.read', {})).attention.map((each) => each.code)).not.toContain('attention-rejected')
    expect(await core.client.call('import.rejects', {})).toEqual({ rejects: [] })
    const { files } = await core.client.call('report.write', { formats: ['json'], outDir: core.folder })
    const { data } = JSON.parse(readFileSync(files[0]?.path ?? '', 'utf8')) as { data: { imports: { file: string }[] } }
    expect(data.imports.map((each) => each.file)).toEqual(['usage.csv'])
  })
})

describe('many models', () => {
  it('are forecast together even when one of them is called "other"', async () => {
    const models = Array.from({ length: 34 }, (_, m) => (m === 0 ? 'other' : `model-${m}`))
    await use(
      'many.csv',
      days.flatMap((day) => models.map((model, m) => `${day},acme,${model},1000,${50 - m}`)),
    )
    const forecast = await core.client.call('forecast.run', { trials: 200 })
    expect(forecast.models.filter((row) => row.model === 'other')).toHaveLength(2)
  })
})
