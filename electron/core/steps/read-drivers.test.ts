// The bridge on a real ledger: where money and tokens meet, what is left out and said, and that its ends are the spend.
// 'stone' costs 2 in, 0.5 cached, 8 out; 'river' fell from 10 / 40 to 2 / 8 on 10 September (ledger/workspace-fixture.ts).
import { describe, expect, it } from 'vitest'
import { commands, type Input, type Output } from '../../../shared/contract/commands.ts'
import type { UsageRecord } from '../../../shared/domain/usage.ts'
import { addDecimals } from '../../../shared/units/decimal.ts'
import type { Workspace } from '../ledger/types.ts'
import { billed, importFiles, report, testWorkspace, usage } from '../ledger/workspace-fixture.ts'
import { readDrivers } from './read-drivers.ts'
import { Session, type Surroundings } from './session.ts'

async function workspaceOf(...lines: readonly UsageRecord[]): Promise<Workspace> {
  const workspace = await testWorkspace()
  await importFiles(workspace, [lines])
  return workspace
}

const around = { overrides: {} } as Surroundings
const september = { from: '2026-09-01', to: '2026-09-30' }
function driversOf(workspace: Workspace, ask: Input<'usage.drivers'> = september): Promise<Output<'usage.drivers'>> {
  return readDrivers(new Session(around, workspace), commands['usage.drivers'].input.parse(ask))
}
const bridge = async (lines: readonly UsageRecord[], ask?: Input<'usage.drivers'>) => driversOf(await workspaceOf(...lines), ask)

/** The parts that are not zero. */
const partsOf = ({ parts }: Pick<Output<'usage.drivers'>, 'parts'>): Record<string, string> =>
  Object.fromEntries(parts.filter(({ amount }) => amount !== '0').map(({ driver, amount }) => [driver, amount]))
const codes = ({ notes }: Output<'usage.drivers'>): string[] =>
  notes.map(({ code }) => code).filter((code) => !['drivers-ends', 'drivers-starts', 'drivers-days'].includes(code))

const august = (rest: Parameters<typeof usage>[0] = {}) => usage({ day: '2026-08-05', ...rest })
const later = (rest: Parameters<typeof usage>[0] = {}) => usage({ day: '2026-09-15', ...rest })
const million = { inputUncached: '1000000' }

describe('a model priced by the list', () => {
  it('splits 2.00 -> 3.50 into requests, tokens per request and cheaper tokens', async () => {
    // 1,000 requests of 1,000 tokens cost 2; 1,500 of 1,416.7 cost 2 + 0.5 + 1. By requests 3; by tokens 4.25; by list 3.50.
    const result = await bridge([
      august({ requests: '1000', tokens: million }),
      later({ requests: '1500', tokens: { ...million, cacheRead: '1000000', output: '125000' } }),
    ])
    expect([result.before, result.after, partsOf(result)]).toEqual(['2', '3.5', { volume: '1', tokensPerRequest: '1.25', blend: '-0.75' }])
    expect(result.segments).toMatchObject([
      {
        model: 'stone',
        measure: 'requests',
        before: { requests: '1000', tokens: '1000000', tokensPerRequest: 1000, cacheShare: 0, unitPrice: '2', listCost: '2' },
        after: { requests: '1500', tokens: '2125000', cacheShare: 0.5, unitPrice: '1.647058824', listCost: '3.5' },
      },
    ])
    expect(result.measures).toEqual([{ measure: 'requests', before: '1000', after: '1500', amount: '2' }])
    expect(codes(result)).toEqual([])
  })

  it('calls a price cut a price cut', async () => {
    const both = { model: 'river', requests: '10', tokens: { ...million, output: '1000000' } }
    expect(partsOf(await bridge([august(both), later(both)]))).toEqual({ price: '-40' })
  })

  it('counts the move to a cheaper tier as a cheaper blend, where the list knows the tier', async () => {
    const workspace = await testWorkspace(undefined, {
      libraryPrices: () =>
        (['standard', 'batch'] as const).map((tier) => ({
          bucket: 'input',
          tier,
          currency: 'USD',
          perMtok: tier === 'batch' ? '1' : '2',
          validFrom: null,
          validTo: null,
          source: 'test',
        })),
    })
    await importFiles(workspace, [[august({ tokens: million }), later({ tokens: million, tier: 'batch' })]])
    expect(partsOf(await driversOf(workspace))).toEqual({ blend: '-1' })
  })

  it('takes a model that comes for mix, and one that goes', async () => {
    const result = await bridge([
      august({ requests: '10', tokens: million }),
      later({ requests: '10', tokens: { inputUncached: '500000' }, model: 'river' }), // 2 -> 1
    ])
    expect(partsOf(result)).toEqual({ mix: '-1' })
    expect(result.segments.map(({ model, parts }) => [model, parts.mix])).toEqual([
      ['stone', '-2'],
      ['river', '1'],
    ])
  })

  it('leaves tokens without a price out of both sides, and says so', async () => {
    const result = await bridge([august({ tokens: million }), later({ tokens: million }), later({ model: 'unknown', tokens: million })])
    expect([result.before, result.after, partsOf(result)]).toEqual(['2', '2', {}])
    expect(result.notes).toContainEqual({ code: 'drivers-unpriced', params: { before: '0', after: '1000000' }, severity: 'warning' })
  })
})

describe('what counts the use', () => {
  it('is tokens where a single line states no requests', async () => {
    const result = await bridge([
      august({ requests: '10', tokens: million }),
      later({ requests: '30', tokens: million }),
      later({ team: 'a', tokens: million }),
    ])
    expect([result.segments[0]?.measure, partsOf(result)]).toEqual(['tokens', { volume: '2' }])
    expect(codes(result)).toEqual(['drivers-no-requests'])
  })

  it('is GPU-hours, or calls, where no line has tokens', async () => {
    const gpu = { provider: 'gpu cloud', model: 'h100' }
    const result = await bridge([
      billed('20', { day: '2026-08-05', ...gpu, gpuHours: '10' }),
      billed('45', { day: '2026-09-15', ...gpu, gpuHours: '15' }),
      billed('8', { day: '2026-08-05', provider: 'github', requests: '200' }),
      billed('6', { day: '2026-09-15', provider: 'github', requests: '150' }),
    ])
    // 10 hours at 2 -> 15 at 3: volume 10, price 15; 200 calls at 0.04 -> 150: volume -2.
    expect(result.segments.map(({ measure, parts }) => [measure, parts.volume, parts.price])).toEqual([
      ['gpuHours', '10', '15'],
      ['calls', '-2', '0'],
    ])
  })

  it('is nothing for credits, tax, fees and seats: they are other, by what they are', async () => {
    const of = (money: string, kind: UsageRecord['label']['kind'], charge: string, day = '2026-09-15') =>
      billed(money, { day, kind, charge, model: '' })
    const result = await bridge([
      of('40', 'usage', 'seats', '2026-08-05'),
      of('60', 'usage', 'seats'),
      of('-5', 'credit', 'grant'),
      of('7', 'tax', 'VAT'),
    ])
    expect(partsOf(result)).toEqual({ other: '22' })
    expect(result.segments.map(({ kind, charge, measure, difference }) => [kind, charge, measure, difference])).toEqual([
      ['usage', 'seats', 'none', '20'],
      ['tax', 'VAT', 'none', '7'],
      ['credit', 'grant', 'none', '-5'],
    ])
    expect(result.notes).toContainEqual({ code: 'drivers-uncounted', params: { before: 'USD 40', after: 'USD 60' }, severity: 'info' })
  })

  it('is what is left when a later import takes a line out', async () => {
    const workspace = await workspaceOf(august({ requests: '10', tokens: million }), later({ requests: '10', tokens: million }))
    await importFiles(workspace, [[later({ requests: '40', tokens: { inputUncached: '4000000' } })]])
    const result = await driversOf(workspace)
    expect([result.segments[0]?.after.requests, partsOf(result)]).toEqual(['40', { volume: '6' }])
  })
})

describe('a cost report beside usage', () => {
  const two = (day: string, factor: number) => [
    usage({ day, requests: String(100 * factor), tokens: { inputUncached: String(1e6 * factor) } }),
    usage({ day, requests: String(300 * factor), model: 'river', tokens: { inputUncached: String(1e6 * factor) } }),
  ]

  it('meets the tokens in the model it names', async () => {
    const result = await bridge([
      ...two('2026-08-05', 1),
      report('2.5', { day: '2026-08-05', model: 'stone', charge: 'input' }),
      report('9', { day: '2026-08-05', model: 'river', charge: 'input' }),
      ...two('2026-09-15', 2),
      report('5', { day: '2026-09-15', model: 'stone', charge: 'input' }),
      report('9', { day: '2026-09-15', model: 'river', charge: 'input' }),
      report('1', { day: '2026-09-15', model: 'stone', charge: 'web search' }),
    ])
    // Twice the use: 11.5 more. River at half its unit price: -9. A charge that nothing counts: 1.
    expect(partsOf(result)).toEqual({ volume: '11.5', price: '-9', other: '1' })
    expect(result.segments.map(({ model, charge, after }) => [model, charge, after.requests])).toEqual([
      ['stone', '', '200'],
      ['stone', 'web search', null],
      ['river', '', '600'],
    ])
  })

  it('makes the vendor one segment when it names none, in either period', async () => {
    const result = await bridge([
      ...two('2026-08-05', 1), // 2 + 10 by the list
      ...two('2026-09-15', 2),
      report('24', { day: '2026-09-15' }),
    ])
    expect(result.segments).toMatchObject([{ provider: 'openai', model: '', pooled: true, before: { amount: '12' } }])
    expect(partsOf(result)).toEqual({ volume: '12' })
    expect(codes(result)).toEqual(['drivers-pooled'])
  })

  it('keeps the models when part of the bill is named and the rest is no token money', async () => {
    const result = await bridge([
      ...two('2026-08-05', 1),
      ...two('2026-09-15', 1),
      report('2', { day: '2026-09-15', model: 'stone', charge: 'input' }),
      report('10', { day: '2026-09-15', model: 'river', charge: 'input' }),
      report('3', { day: '2026-09-15', charge: 'file storage' }),
    ])
    expect(partsOf(result)).toEqual({ other: '3' })
    expect(codes(result)).toEqual(['drivers-uncounted'])
  })

  it('judges the days that it covers, also where it begins before the period', async () => {
    const quarter = { start: '2026-07-01T00:00:00Z', end: '2026-10-01T00:00:00Z' }
    const result = await bridge([...two('2026-08-05', 1), ...two('2026-09-15', 2), report('30', quarter)])
    expect([result.before, result.after]).toEqual(['0', '0']) // the quarter's money stands on its first day
  })

  it('in another currency takes the tokens along', async () => {
    const euro = { currency: 'EUR', model: 'stone', charge: 'input' }
    const result = await bridge(
      [
        ...two('2026-08-05', 1).slice(0, 1),
        report('2', { day: '2026-08-05', ...euro }),
        ...two('2026-09-15', 2).slice(0, 1),
        report('4', { day: '2026-09-15', ...euro }),
      ],
      { ...september, currency: 'EUR' },
    )
    expect([partsOf(result), result.currencies]).toEqual([{ volume: '2' }, ['EUR']])
  })
})

describe('currencies', () => {
  const lines = [
    billed('10', { day: '2026-08-05', requests: '1', tokens: million }),
    billed('12', { day: '2026-09-15', requests: '1', tokens: million }),
    billed('70', { day: '2026-08-05', provider: 'deepseek', model: 'chat', currency: 'CNY', requests: '1', tokens: million }),
    billed('140', { day: '2026-09-15', provider: 'deepseek', model: 'chat', currency: 'CNY', requests: '2', tokens: million }),
  ]
  const rate = (workspace: Workspace, base: string, value: string, validFrom: string) =>
    workspace.change('fx.set', { label: 'rate' }, (write) =>
      write.setRate({ base, quote: 'USD', rate: value, validFrom, validTo: null, source: 'test' }),
    )

  it('are never added: the other one is named', async () => {
    const result = await bridge(lines)
    expect([result.currency, result.difference, result.currencies]).toEqual(['USD', '2', ['CNY', 'USD']])
    expect(result.notes).toContainEqual({
      code: 'drivers-other-currency',
      params: { before: 'CNY 70', after: 'CNY 140', currency: 'USD' },
      severity: 'info',
    })
    expect((await driversOf(await workspaceOf(...lines), { ...september, currency: 'CNY' })).difference).toBe('70')
  })

  it('are brought together by the rates of their days, and the rates are the last step', async () => {
    const workspace = await workspaceOf(...lines)
    await rate(workspace, 'CNY', '0.10', '2026-01-01')
    await rate(workspace, 'CNY', '0.15', '2026-09-01')
    const result = await driversOf(workspace, { ...september, currency: 'USD', convert: true })
    // 10 + 7 -> 12 + 21. Requests 2 -> 3: 8.5; the yuan's share of them grows: 5.5 - 5; half as many tokens in each: -7;
    // twice the price per token: 7 in yuan, and 2 of the dollars; 140 yuan at 0.05 more: 7.
    expect([result.before, result.after]).toEqual(['17', '33'])
    expect(partsOf(result)).toEqual({ volume: '8.5', mix: '-1.5', tokensPerRequest: '-7', price: '9', fx: '7' })
    const { totals } = await workspace.usage.query({ by: [], filter: september, convertTo: 'USD' })
    expect(totals.converted?.amount).toBe(result.after)
  })

  it('without a rate for some day stay out on both sides', async () => {
    const workspace = await workspaceOf(...lines)
    await rate(workspace, 'CNY', '0.15', '2026-09-01')
    const result = await driversOf(workspace, { ...september, currency: 'USD', convert: true })
    expect([result.before, result.after]).toEqual(['10', '12'])
    expect(result.notes).toContainEqual({
      code: 'drivers-no-rate',
      params: { before: 'CNY 70', after: 'CNY 140', currency: 'USD' },
      severity: 'warning',
    })
  })
})

describe('the periods', () => {
  const day = (day: string, money = '1') => billed(money, { day, requests: '1', tokens: million })
  it('are the last two whole months unless asked otherwise', async () => {
    const workspace = await workspaceOf(day('2026-06-01'), day('2026-08-05', '3'), day('2026-07-31', '2'), day('2026-09-29', '4'))
    const { from, to, againstFrom, againstTo, before, after } = await driversOf(workspace, {})
    expect([from, to, againstFrom, againstTo, before, after]).toEqual(['2026-08-01', '2026-08-31', '2026-07-01', '2026-07-31', '2', '3'])
    expect(await driversOf(workspace, { from: '2026-07-01', to: '2026-09-30' })).toMatchObject({
      againstFrom: '2026-04-01',
      againstTo: '2026-06-30',
    })
    expect(await driversOf(workspace, { from: '2026-09-20', to: '2026-09-29' })).toMatchObject({
      againstFrom: '2026-09-10',
      againstTo: '2026-09-19',
    })
  })
  it('say where the data does not cover them', async () => {
    const { notes } = await bridge([day('2026-08-05'), day('2026-09-15')])
    expect(notes).toEqual([
      { code: 'drivers-starts', params: { day: '2026-08-05' }, severity: 'warning' },
      { code: 'drivers-ends', params: { providers: 'openai', day: '2026-09-15' }, severity: 'warning' },
      { code: 'drivers-days', params: { before: '31', after: '30' }, severity: 'info' },
    ])
  })
  it('may overlap, and then say so', async () => {
    const both = { from: '2026-08-01', to: '2026-09-30', againstFrom: '2026-08-01', againstTo: '2026-08-31' }
    const result = await bridge([day('2026-08-05', '3'), day('2026-09-15', '4')], both)
    expect([result.before, result.after, codes(result)]).toEqual(['3', '7', ['drivers-overlap']])
  })
  it('are refused when they are none', async () => {
    const workspace = await workspaceOf(day('2026-08-05'))
    await expect(driversOf(workspace, { from: '2026-09-30', to: '2026-09-01' })).rejects.toMatchObject({
      failure: { code: 'bad-comparison' },
    })
    await expect(driversOf(workspace, { from: '2026-09-30' })).rejects.toMatchObject({ failure: { code: 'bad-comparison' } })
    await expect(driversOf(await testWorkspace(), {})).rejects.toMatchObject({ failure: { code: 'no-usage' } })
  })
})

it('has the spend of the explorer at both ends, whatever it is made of', async () => {
  const mixed = (day: string, n: number): UsageRecord[] => [
    usage({ day, requests: '7', tokens: { inputUncached: String(123456 * n), output: '777' } }),
    usage({ day, model: 'river', tokens: { cacheRead: String(98765 * n) }, tier: 'batch' }),
    usage({ day, provider: 'anthropic', model: 'opus', tokens: million, population: 'platform' }),
    report(`0.${n}23456789012345678`, { day, provider: 'anthropic', population: 'platform' }),
    billed(`${n}.01`, { day, provider: 'cursor', population: 'seats', tokens: { output: '5' } }),
    billed('-0.3', { day, kind: 'credit' }),
    billed('5', { day, provider: 'azure', gpuHours: '3.25', currency: 'EUR' }),
    report('2', { day, provider: 'azure', charge: 'storage', currency: 'EUR' }),
  ]
  const workspace = await workspaceOf(...mixed('2026-08-05', 1), ...mixed('2026-09-15', 3))
  for (const currency of ['USD', 'EUR']) {
    const result = await driversOf(workspace, { ...september, currency })
    const spend = async (month: string) =>
      (await workspace.usage.query({ by: [], filter: { from: `${month}-01`, to: `${month}-30` } })).totals.cost[currency]
    expect([result.before, result.after]).toEqual([await spend('2026-08'), await spend('2026-09')])
    expect(result.parts.map(({ amount }) => amount).reduce(addDecimals)).toBe(result.difference)
  }
})
