// The route from a file to a frozen report, as a user takes it, on real DuckDB and real models. The figures are small
// enough to check by hand: 14 months of the same day, 1,000,000 input and 200,000 output tokens, USD 60.00 a day.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openCore, type TestCore } from './core-fixture.ts'

let core: TestCore
beforeEach(async () => {
  core = await openCore()
})
afterEach(() => core.close())

const day = (n: number): string => new Date(Date.UTC(2025, 6, 1 + n)).toISOString().slice(0, 10)
/** 1 July 2025 to 31 August 2026: 427 days. */
const steady = (cost = '60.00'): string =>
  [
    'date,provider,model,team,input_tokens,output_tokens,cost_usd',
    ...Array.from({ length: 427 }, (_, n) => `${day(n)},acme,own-model,Support,1000000,200000,${cost}`),
  ].join('\n')

async function importFile(name: string, content: string, options = {}) {
  const preview = await core.client.call('import.preview', { files: [{ path: core.file(name, content) }], options })
  return { preview, commit: () => core.client.call('import.commit', { id: preview.id }) }
}

async function steadyWorkspace(): Promise<void> {
  await core.client.call('workspace.create', { name: 'Steady' })
  await (await importFile('usage.csv', steady())).commit()
  await core.client.call('settings.set', { trials: 500 })
}

describe('import', () => {
  it('counts what it would write, writes exactly that, and a second time nothing', async () => {
    await core.client.call('workspace.create', { name: 'Own' })
    const { preview, commit } = await importFile('usage.csv', steady())
    expect(preview.totals).toEqual({
      read: { rows: 427, money: { USD: '25620' } },
      new: { rows: 427, money: { USD: '25620' } },
      updated: { rows: 0, money: {} },
      unchanged: { rows: 0, money: {} },
      rejected: { rows: 0, money: {} },
    })
    expect((await core.client.call('usage.query', { by: [] })).totals.cost).toEqual({})
    await commit()
    expect((await core.client.call('usage.query', { by: [] })).totals).toMatchObject({
      cost: { USD: '25620' },
      totalTokens: '512400000',
      pricePerMtok: { USD: '50' },
    })
    const again = (await importFile('renamed.csv', steady())).preview
    expect(again.totals.unchanged.rows).toBe(427)
    expect(again.committable).toBe(false)
    await expect(core.client.call('import.commit', { id: again.id })).rejects.toMatchObject({ failure: { code: 'nothing-to-import' } })
  })

  it('keeps the good rows and accounts for the bad ones with their money', async () => {
    await core.client.call('workspace.create', { name: 'Own' })
    const rows = [
      'date,provider,model,team,input_tokens,output_tokens,cost_usd',
      '2026-09-01,acme,m,=HYPERLINK("x"),10,5,1.50',
      '2026-09-01,acme,m,Support,lots,5,0.02',
      '2026-09-02,acme,m,Support,-3,5,0.03',
      '2026-09-03,acme,m,Support,1.5,5,0.04',
    ]
    const { preview, commit } = await importFile('mixed.csv', rows.join('\n'))
    const [file] = preview.files
    expect(file?.read).toEqual({ rows: 4, money: { USD: '1.59' } })
    expect(file?.new).toEqual({ rows: 1, money: { USD: '1.5' } })
    expect(file?.rejects.map(({ line, code, amount }) => [line, code, amount])).toEqual([
      [3, 'not-a-number', '0.02'],
      [4, 'negative-tokens', '0.03'],
      [5, 'fractional-tokens', '0.04'],
    ])
    await commit()
    const { rejects } = await core.client.call('import.rejects', {})
    expect(rejects).toHaveLength(3)
    const { rows: kept } = await core.client.call('usage.rows', {})
    expect(kept.map(({ team, file: from, line }) => [team, from, line])).toEqual([['=HYPERLINK("x")', 'mixed.csv', 2]])
  })

  it('counts a file of which no row can be taken, also beside stored usage', async () => {
    await steadyWorkspace()
    const header = 'date,provider,model,team,input_tokens,output_tokens,cost_usd'
    const { preview: empty } = await importFile('header.csv', header)
    expect([empty.totals.read.rows, empty.committable]).toEqual([0, false])
    const { preview: rejected } = await importFile('bad.csv', `${header}\n2026-09-01,acme,m,Support,lots,5,0.02`)
    expect([rejected.totals.rejected, rejected.committable]).toEqual([{ rows: 1, money: { USD: '0.02' } }, false])
  })

  it('asks about an ambiguous date order and reads nothing before the answer', async () => {
    await core.client.call('workspace.create', { name: 'Own' })
    const content = 'date,model,input_tokens,output_tokens,cost_usd\n03/04/2026,m,1,1,1\n05/06/2026,m,1,1,1'
    const open = (await importFile('us.csv', content)).preview
    expect(open.files[0]?.questions.map((question) => question.id)).toEqual(['date-order'])
    expect(open.committable).toBe(false)
    const { preview } = await importFile('us.csv', content, { dateOrder: 'dmy' })
    expect([preview.files[0]?.firstDay, preview.files[0]?.lastDay]).toEqual(['2026-04-03', '2026-06-05'])
  })

  it('says what a picture is and imports the file beside it', async () => {
    await core.client.call('workspace.create', { name: 'Own' })
    const picture = core.file('scan.png', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13))
    const usage = core.file('usage.csv', steady())
    const preview = await core.client.call('import.preview', { files: [{ path: picture }, { path: usage }] })
    expect(preview.files[0]?.failure).toMatchObject({ code: 'foreign-file', kind: 'unreadable-file' })
    expect(preview.files[1]?.new.rows).toBe(427)
    expect(preview.committable).toBe(true)
  })

  it('is undone and redone whole, and the figures follow', async () => {
    await steadyWorkspace()
    await core.client.call('change.undo', {}) // the settings
    const undone = await core.client.call('change.undo', {})
    expect(undone).toMatchObject({ firstDay: null, redo: { command: 'import' } })
    await core.client.call('change.redo', {})
    expect((await core.client.call('usage.query', { by: [] })).totals.cost).toEqual({ USD: '25620' })
    expect(await core.client.call('workspace.verify', {})).toMatchObject({ intact: true, usageRows: 427 })
  })

  it('says that usage and the cost report of the same day count once', async () => {
    await core.client.call('workspace.create', { name: 'Own' })
    const bucket = (result: object) =>
      JSON.stringify({
        object: 'page',
        data: [{ object: 'bucket', start_time: 1788220800, end_time: 1788307200, results: [result] }],
        has_more: false,
      })
    const usage = bucket({
      object: 'organization.usage.completions.result',
      model: 'gpt-4.1',
      input_tokens: 1_000_000,
      output_tokens: 100_000,
      num_model_requests: 5,
    })
    const costs = bucket({ object: 'organization.costs.result', amount: { value: 2.9, currency: 'usd' }, line_item: 'gpt-4.1, input' })
    const files = [{ path: core.file('usage.json', usage) }, { path: core.file('costs.json', costs) }]
    const preview = await core.client.call('import.preview', { files })
    expect(preview.months).toEqual([{ month: '2026-09', currency: 'USD', before: '0', after: '2.9' }])
    expect(preview.files.every((file) => file.notes.some((note) => note.code === 'counted-once'))).toBe(true)
  })

  it('never adds two currencies', async () => {
    await core.client.call('workspace.create', { name: 'Own' })
    const content =
      'date,model,input_tokens,output_tokens,cost,currency\n2026-09-01,m,10,5,1.50,USD\n2026-09-01,n,10,5,10.25,CNY\n2026-09-02,m,10,5,2.25,USD'
    await (await importFile('two.csv', content)).commit()
    expect((await core.client.call('usage.query', { by: [] })).totals.cost).toEqual({ CNY: '10.25', USD: '3.75' })
  })
})

describe('a script', () => {
  it('leaves no workspace behind when its command wrote nothing', async () => {
    const path = join(core.folder, 'script.ballast')
    await core.workspaces.openOrCreate(path)
    expect(existsSync(path)).toBe(true)
    await core.workspaces.close()
    expect(existsSync(path)).toBe(false)
    await core.workspaces.openOrCreate(path)
    await core.client.call('settings.set', { company: 'Acme' })
    await core.workspaces.close()
    expect(existsSync(path)).toBe(true)
  })
})

describe('prices', () => {
  it('keeps billed money, estimates the rest from dated prices, and asks for an unknown model', async () => {
    await core.client.call('workspace.create', { name: 'Own' })
    const content =
      'date,provider,model,input_tokens,output_tokens,cost_usd\n2026-09-01,openai,gpt-4.1,1000000,100000,\n2026-09-01,openai,gpt-4.1,500000,50000,9.99\n2026-09-01,acme,unheard-of,2000000,0,'
    const { preview, commit } = await importFile('mixed.csv', content)
    expect(preview.unpriced).toEqual([{ provider: 'acme', model: 'unheard-of', tokens: '2000000', rows: 1 }])
    await commit()
    // gpt-4.1: 1 M x 2 + 0.1 M x 8 per million = 2.80 estimated; 9.99 billed.
    const before = (await core.client.call('usage.query', { by: [] })).totals
    expect(before).toMatchObject({ billed: { USD: '9.99' }, estimated: { USD: '2.8' }, unpricedTokens: '2000000' })
    const book = await core.client.call('price.set', {
      provider: 'acme',
      model: 'unheard-of',
      validFrom: '2026-01-01',
      perMtok: { input: '0.35', output: '1' },
    })
    expect(book.unpriced).toEqual([])
    expect((await core.client.call('usage.query', { by: [] })).totals).toMatchObject({ estimated: { USD: '3.5' }, unpricedTokens: '0' })
  })
})

describe('the plan', () => {
  it('forecasts a steady firm at its own rate, the same bytes for the same seed', async () => {
    await steadyWorkspace()
    const forecast = await core.client.call('forecast.run', {})
    expect(forecast.months.map((month) => month.month).slice(0, 2)).toEqual(['2026-09', '2026-10'])
    expect(forecast.method).toMatchObject({ id: 'damped-trend', historyMonths: 14 })
    // 30 days x 60.00, within the 2 % a flat history leaves open.
    expect(Number(forecast.months[0]?.spend.p50)).toBeGreaterThan(1800 * 0.98)
    expect(Number(forecast.months[0]?.spend.p50)).toBeLessThan(1800 * 1.02)
    expect(forecast.backtest.mape).toBeLessThan(0.01)
    expect(await core.client.call('forecast.run', {})).toEqual(forecast)
    const other = await core.client.call('forecast.run', { seed: 7 })
    expect(other.months[0]?.spend.p95).not.toBe(forecast.months[0]?.spend.p95)
  })

  it('does not carry a vendor tried on one day of a file over every day of the plan', async () => {
    await core.client.call('workspace.create', { name: 'Tried once' })
    const days = Array.from({ length: 14 }, (_, n) => `2026-09-${String(n + 1).padStart(2, '0')},acme,own-model,1000,10.00`)
    const rows = ['date,provider,model,output_tokens,cost_usd', '2026-09-01,other,tried-once,1000,140.00', ...days]
    await (await importFile('both.csv', rows.join('\n'))).commit()
    await core.client.call('settings.set', { trials: 2000 })
    const { models, months } = await core.client.call('forecast.run', {})
    // 10.00 a day and 140.00 once in 14 days: the same money over the horizon, not fourteen times as much.
    const [first, second] = models.map((row) => Number(row.spend))
    expect((first ?? 0) / (second ?? 1)).toBeLessThan(1.1)
    expect(Number(months[0]?.spend.mean)).toBeCloseTo(31 * 20, -2)
  })

  it('splits exposure so that the parts add up, and sizes a hedge anyone can check', async () => {
    await steadyWorkspace()
    await core.client.call('market.save-contract', { contract: { ...(await own()), size: '10' } })
    await core.client.call('market.paste', {
      contract: 'USER:OWN',
      kind: 'quotes',
      text: '2026-09\t2.00\n2027-08\t2.00',
      asOf: '2026-08-31',
      commit: true,
    })
    await core.client.call('exposure.set', {
      contract: 'USER:OWN',
      beta: 0.5,
      splits: [{ provider: 'acme', committedShare: 0.2, volumeOnlyShare: 0.1, source: 'contract' }],
    })
    const exposure = await core.client.call('exposure.measure', {})
    const amount = (id: string): number => Number(exposure.statement.find((line) => line.id === id)?.amount)
    expect(amount('committed') / amount('expected')).toBeCloseTo(0.2, 6)
    expect(amount('committed') + amount('volume-only') + amount('sensitive')).toBeCloseTo(amount('expected'), 1)
    expect(amount('unmapped') + amount('hedgeable')).toBeCloseTo(amount('sensitive'), 1)
    const [september] = exposure.months
    // hedgeable money / 2.00 per hour = units; / 10 per contract.
    expect(Number(september?.units)).toBeCloseTo(Number(september?.hedgeable) / 2, 0)

    const draft = { id: 'a', name: 'My A', kind: 'manual' as const, cover: { '2026-09': 70 } }
    const evaluation = await core.client.call('hedge.evaluate', { draft })
    const [row] = evaluation.months
    const contracts = Math.round((0.7 * Number(september?.units)) / 10)
    expect(row).toMatchObject({ contracts, locked: '2', coverPercent: 70 })
    const value = contracts * 10 * 2
    expect(Number(evaluation.totals.contractValue)).toBe(value)
    // Half spread 1 % of value, no fee; a fall of 60 % loses 0.6 x value; initial margin 10 %.
    expect(Number(evaluation.vsNone.expected)).toBeCloseTo(0.01 * value, 2)
    expect(Number(evaluation.vsNone.down60)).toBeCloseTo(0.6 * value + 0.01 * value, 2)
    expect(Number(evaluation.vsNone.up60)).toBeCloseTo(-0.6 * value + 0.01 * value, 2)
    expect(Number(evaluation.consequences.peakMargin.stress)).toBeCloseTo(0.7 * value, 2)
    expect(evaluation.breakEvenShift).toBeCloseTo(0.01, 9)
  })

  it('shows hedged and unhedged on the same paths, with the risk lowered by a hedge that fits', async () => {
    await steadyWorkspace()
    await core.client.call('exposure.set', { beta: 1 })
    await core.client.call('market.save-contract', { contract: { ...(await own()), size: '10' } })
    await core.client.call('market.paste', {
      contract: 'USER:OWN',
      kind: 'quotes',
      text: '2026-09\t2.00',
      asOf: '2026-08-31',
      commit: true,
    })
    await core.client.call('exposure.set', { contract: 'USER:OWN' })
    const risk = await core.client.call('risk.measure', { id: 'ladder' })
    const none = await core.client.call('risk.measure', { id: 'none' })
    expect(risk.unhedged).toEqual(none.hedged)
    // From the last day of data to the last business day of the twelfth month.
    expect([risk.margin.path[0]?.date, risk.margin.path.at(-1)?.date]).toEqual(['2026-08-31', '2027-08-31'])
    expect(Number(risk.hedged.cashFlowAtRisk)).toBeLessThan(Number(risk.unhedged.cashFlowAtRisk))
    expect(Number(risk.hedged.cvar)).toBeGreaterThanOrEqual(Number(risk.hedged.p95))
    const [unhedged, gain, costs, hedged] = risk.waterfall.map((step) => Number(step.amount))
    expect((unhedged ?? 0) + (gain ?? 0) + (costs ?? 0)).toBeCloseTo(hedged ?? 0, 1)
  })

  it('estimates beta from index history with its error, and calls few months a guess', async () => {
    await core.client.call('workspace.create', { name: 'Beta' })
    // The index of month m is 2 x 1.02^(m (-1)^m); our price follows its square root exactly, so beta is 0.5 and R2 is 1.
    const months = [...new Set(Array.from({ length: 427 }, (_, n) => day(n).slice(0, 7)))]
    const index = months.map((_, m) => 2 * 1.02 ** (m % 2 === 0 ? m : -m))
    const rows = Array.from({ length: 427 }, (_, n) => {
      const level = index[months.indexOf(day(n).slice(0, 7))] ?? 2
      return `${day(n)},acme,own-model,Support,1000000,0,${(60 * Math.sqrt(level / 2)).toFixed(12)}`
    })
    await (await importFile('usage.csv', ['date,provider,model,team,input_tokens,output_tokens,cost_usd', ...rows].join('\n'))).commit()
    await core.client.call('settings.set', { trials: 200 })
    const history = (count: number) =>
      months
        .slice(0, count)
        .map((month, m) => `${month}-15\t${(index[m] ?? 2).toFixed(12)}`)
        .join('\n')
    const paste = (text: string) =>
      core.client.call('market.paste', { contract: 'NYMEX:GPU1', kind: 'history', text, asOf: '2026-08-31', commit: true })
    await paste(history(6))
    await core.client.call('exposure.set', { betaSource: 'estimated' })
    const few = await core.client.call('exposure.measure', {})
    expect(few.ratio).toMatchObject({ observations: 5, usable: false, firstMonth: '2025-08', lastMonth: '2025-12' })
    expect(few.notes.map((note) => note.code)).toContain('beta-few')
    await paste(history(14))
    const enough = await core.client.call('exposure.measure', {})
    expect(enough.ratio).toMatchObject({ observations: 13, usable: true })
    expect(enough.ratio?.ratio).toBeCloseTo(0.5, 6)
    expect(enough.ratio?.r2).toBeCloseTo(1, 6)
    expect(enough.assumptions.beta).toBeCloseTo(0.5, 6)
  })

  it('refuses to size a contract of unknown size or of another currency, in words', async () => {
    await steadyWorkspace()
    await core.client.call('exposure.set', { contract: 'SHFE:TOKEN' })
    await expect(core.client.call('hedge.evaluate', {})).rejects.toMatchObject({
      failure: { code: 'contract-size-unknown', kind: 'missing-data' },
    })
    await core.client.call('market.save-contract', { contract: { ...(await own()), currency: 'CNY' } })
    await core.client.call('exposure.set', { contract: 'USER:OWN' })
    await expect(core.client.call('hedge.evaluate', {})).rejects.toMatchObject({ failure: { code: 'contract-currency' } })
  })

  it('keeps the contract that everything is computed with', async () => {
    await steadyWorkspace()
    await core.client.call('market.save-contract', { contract: { ...(await own()), id: 'OWN:X' } })
    await core.client.call('exposure.set', { contract: 'OWN:X' })
    await expect(core.client.call('market.remove-contract', { id: 'OWN:X' })).rejects.toMatchObject({
      failure: { code: 'contract-in-use' },
    })
    await core.client.call('exposure.set', { contract: 'NYMEX:GPU1' })
    const { contracts } = await core.client.call('market.remove-contract', { id: 'OWN:X' })
    expect(contracts.map((contract) => contract.id)).not.toContain('OWN:X')
  })

  it('draws the same volume events for every strategy of a scenario', async () => {
    await steadyWorkspace()
    await core.client.call('scenario.save', {
      scenario: { name: 'Half', events: [{ month: '2026-10', factor: 0.5, note: 'team leaves', owner: 'CFO' }] },
    })
    const base = await core.client.call('forecast.run', {})
    const half = await core.client.call('forecast.run', { scenario: 'Half' })
    expect(half.months[0]?.spend).toEqual(base.months[0]?.spend)
    expect(Number(half.months[1]?.spend.mean)).toBeCloseTo(Number(base.months[1]?.spend.mean) / 2, 1)
    await expect(core.client.call('forecast.run', { scenario: 'None such' })).rejects.toMatchObject({
      failure: { code: 'unknown-scenario' },
    })
  })

  it('needs a curve to size a hedge and says so, with No hedge still standing', async () => {
    await steadyWorkspace()
    await core.client.call('exposure.set', { contract: 'USER:OWN' })
    const evaluation = await core.client.call('hedge.evaluate', { id: 'ladder' })
    expect(evaluation.totals.contracts).toBe(0)
    expect(evaluation.notes.map((note) => note.code)).toContain('no-quote')
    expect(Number(evaluation.consequences.expected)).toBeGreaterThan(0)
  })

  it('says plainly that there is nothing to forecast', async () => {
    await core.client.call('workspace.create', { name: 'Empty' })
    await expect(core.client.call('forecast.run', {})).rejects.toMatchObject({ failure: { code: 'no-usage', kind: 'missing-data' } })
    expect(await core.client.call('overview.read', {})).toMatchObject({
      basis: null,
      nextQuarter: null,
      steps: { import: 'empty', plan: 'empty' },
    })
  })
})

describe('documents', () => {
  it('end at the as-of date, like the forecast they print', async () => {
    await steadyWorkspace()
    await core.client.call('settings.set', { asOf: '2026-06-30' })
    const report = await core.client.call('report.write', { formats: ['json'] })
    const json = JSON.parse(readFileSync(report.files[0]?.path ?? '', 'utf8')) as {
      data: { lastDay: string; spendToDate: Record<string, string> }
    }
    // 1 July 2025 to 30 June 2026: 365 days of 60.00.
    expect(json.data).toMatchObject({ lastDay: '2026-06-30', spendToDate: { USD: '21900' } })
  })

  it('freeze one result: CSV, JSON and screen hold the same texts, and the same content keeps its version', async () => {
    await steadyWorkspace()
    const report = await core.client.call('report.write', { formats: ['csv', 'json', 'xlsx'] })
    const evaluation = await core.client.call('hedge.evaluate', {})
    const json = JSON.parse(readFileSync(report.files.find((file) => file.format === 'json')?.path ?? '', 'utf8')) as {
      evaluations: { strategy: { id: string }; consequences: unknown }[]
    }
    expect(json.evaluations.find((each) => each.strategy.id === 'ladder')?.consequences).toEqual(evaluation.consequences)
    const alternatives = report.files.find((file) => file.name.includes('alternatives'))
    expect(readFileSync(alternatives?.path ?? '', 'utf8')).toContain(evaluation.consequences.p95)
    const again = await core.client.call('report.write', { formats: ['json'], outDir: join(core.folder, 'again') })
    expect(again.version.version).toBe(report.version.version)
    expect(again.files[0]?.sha256).toBe(report.files.find((file) => file.format === 'json')?.sha256)
  })

  it('writes the rest and says why when there is no browser for the PDF', async () => {
    await steadyWorkspace()
    const report = await core.client.call('report.write', { formats: ['pdf', 'json'] })
    expect(report.files.map((file) => file.format)).toEqual(['json'])
    expect(report.notes.map((note) => note.code)).toContain('no-browser')
  })
})

async function own() {
  const { contracts } = await core.client.call('market.contracts', {})
  const spec = contracts.find((contract) => contract.id === 'USER:OWN')
  if (!spec) throw new Error('the library has no user-defined contract')
  return spec
}
