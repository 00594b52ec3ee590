// Currencies are never mixed: neither in a quantity, nor in an announced price step, nor in a fitted beta.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openCore, type TestCore } from './core-fixture.ts'

let core: TestCore
beforeEach(async () => {
  core = await openCore()
  await core.client.call('workspace.create', { name: 'Currencies' })
  await core.client.call('settings.set', { trials: 200 })
})
afterEach(() => core.close())

/** 1 July 2025 to 31 August 2026. */
const days = Array.from({ length: 427 }, (_, n) => new Date(Date.UTC(2025, 6, 1 + n)).toISOString().slice(0, 10))
const months = [...new Set(days.map((day) => day.slice(0, 7)))]

async function use(rows: readonly string[]): Promise<void> {
  const path = core.file('usage.csv', ['date,provider,model,input_tokens,cost,currency', ...rows].join('\n'))
  const { id } = await core.client.call('import.preview', { files: [{ path }] })
  await core.client.call('import.commit', { id })
}

const index = (value: (month: number) => string) =>
  core.client.call('market.paste', {
    contract: 'NYMEX:GPU1',
    kind: 'history',
    text: months.map((month, m) => `${month}-15\t${value(m)}`).join('\n'),
    asOf: '2026-08-31',
    commit: true,
  })

describe('two currencies', () => {
  it('give no quantity: dollars of spend over yuan per hour are nothing', async () => {
    await use(days.map((day) => `${day},acme,own,1000000,60,USD`))
    const { contracts } = await core.client.call('market.contracts', {})
    const own = contracts.find((contract) => contract.id === 'USER:OWN')
    if (!own) throw new Error('the library has no user-defined contract')
    await core.client.call('market.save-contract', { contract: { ...own, currency: 'CNY' } })
    await core.client.call('market.paste', { contract: own.id, kind: 'quotes', text: '2026-09\t14.00', commit: true })
    await core.client.call('exposure.set', { contract: own.id })
    const exposure = await core.client.call('exposure.measure', {})
    expect(exposure.months[0]).toMatchObject({ units: null, unitsP10: null, contracts: null, indexPrice: '14' })
    expect(exposure.notes).toContainEqual({
      code: 'other-currency-index',
      params: { contract: own.name, theirs: 'CNY', ours: 'USD' },
      severity: 'warning',
    })
  })

  it('make no price step', async () => {
    await use(days.map((day) => `${day},acme,own,1000000,,`))
    const price = (validFrom: string, currency: string, input: string) =>
      core.client.call('price.set', { provider: 'acme', model: 'own', validFrom, currency, perMtok: { input, output: input } })
    await price('2025-01-01', 'USD', '1')
    await price('2027-01-01', 'CNY', '7')
    expect((await core.client.call('forecast.run', {})).priceSteps).toEqual([])
    await price('2027-02-01', 'USD', '0.8')
    expect((await core.client.call('forecast.run', {})).priceSteps).toMatchObject([{ month: '2027-02', factor: 0.8 }])
  })

  it('leave the fitted beta alone: tokens paid in yuan are not tokens paid in dollars', async () => {
    // Our dollar price follows the index exactly; a second vendor, paid in yuan, delivers every other month.
    const level = (month: string) => 2 * 1.02 ** ((m) => (m % 2 === 0 ? m : -m))(months.indexOf(month))
    await use(
      days.flatMap((day) => [
        `${day},acme,own,1000000,${(30 * level(day.slice(0, 7))).toFixed(9)},USD`,
        ...(months.indexOf(day.slice(0, 7)) % 2 === 0 ? [`${day},other,own,5000000,100,CNY`] : []),
      ]),
    )
    await index((m) => level(months[m] ?? '').toFixed(12))
    const { ratio } = await core.client.call('exposure.measure', {})
    expect(ratio?.ratio).toBeCloseTo(1, 6)
    expect(ratio?.r2).toBeCloseTo(1, 6)
  })
})

describe('an index that never moved', () => {
  it('gives no beta, and the desk goes on with the assumption and says so', async () => {
    await use(days.map((day) => `${day},acme,own,1000000,60,USD`))
    await index(() => '2.00')
    await core.client.call('exposure.set', { beta: 0.8, betaSource: 'estimated' })
    const { ratio, assumptions } = await core.client.call('exposure.measure', {})
    expect([ratio, assumptions.beta, assumptions.betaSource]).toEqual([null, 0.8, 'assumed'])
    expect((await core.client.call('hedge.evaluate', {})).notes).toContainEqual({
      code: 'beta-assumed',
      params: { beta: '0.80' },
      severity: 'warning',
    })
  })
})
