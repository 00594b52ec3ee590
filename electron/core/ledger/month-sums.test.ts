// Months answer from sums that are kept; whatever changes the ledger, they must say what its days say.
import { describe, expect, it } from 'vitest'
import { addDecimals } from '../../../shared/units/decimal.ts'
import { areOfMonths } from './month-sums.ts'
import type { UsageAnswer, UsageFigures, Workspace } from './types.ts'
import { billed, importFiles, report, testWorkspace, usage } from './workspace-fixture.ts'

type Figures = Readonly<Record<string, string | number>>

/** Every figure of some rows added up: texts as decimals, amounts by currency. */
function added(rows: readonly UsageFigures[]): Figures {
  const sums = new Map<string, string>()
  let lines = 0
  const add = (name: string, amount: string): void => void sums.set(name, addDecimals(sums.get(name) ?? '0', amount))
  for (const { rows: count, ...figures } of rows) {
    lines += count
    for (const [name, value] of Object.entries(figures)) {
      if (typeof value === 'string') add(name, value)
      else if (name !== 'keys' && name !== 'converted')
        for (const [currency, amount] of Object.entries(value)) add(`${name} ${currency}`, amount)
    }
  }
  return { lines, ...Object.fromEntries([...sums].filter(([, amount]) => amount !== '0').sort()) }
}

/** Each group's figures, the totals, and what they are in another currency. */
function told({ rows, totals }: UsageAnswer, groupOf: (keys: UsageAnswer['rows'][number]['keys']) => string): unknown {
  const groups = new Map<string, UsageFigures[]>()
  for (const { keys, ...figures } of rows) groups.set(groupOf(keys), [...(groups.get(groupOf(keys)) ?? []), figures])
  return { groups: [...groups].map(([key, found]) => [key, added(found)]).sort(), totals: added([totals]), converted: totals.converted }
}

async function expectAgreement(workspace: Workspace): Promise<void> {
  for (const ask of [
    {},
    { filter: { from: '2026-10-01', to: '2026-10-31' } },
    { filter: { model: ['stone'] }, convertTo: 'USD' },
    { convertTo: 'CNY' },
  ]) {
    const months = await workspace.usage.query({ by: ['month', 'model', 'team', 'costCenter'], ...ask })
    const days = await workspace.usage.query({ by: ['day', 'model', 'team', 'costCenter'], ...ask })
    expect(told(months, ({ month, model, team, costCenter }) => `${month} ${model} ${team} ${costCenter}`)).toEqual(
      told(days, ({ day, model, team, costCenter }) => `${day?.slice(0, 7)} ${model} ${team} ${costCenter}`),
    )
  }
}

describe('sums of months', () => {
  it('say what the days say after each change, its undo and its redo', async () => {
    const workspace = await testWorkspace()
    await expectAgreement(workspace)
    const million = { inputUncached: '1000000', output: '250000' }
    const days = ['2026-09-05', '2026-09-30', '2026-10-01', '2026-10-17']
    const changes: (() => Promise<unknown>)[] = [
      () => importFiles(workspace, [days.map((day, index) => usage({ day, team: `t${index % 2}`, tokens: million }))]),
      () =>
        importFiles(workspace, [
          days.flatMap((day) => [
            billed('1.000000000000000001', { day, team: 'money', model: 'river', tokens: million }),
            usage({ day, model: 'unheard-of', tokens: million }),
          ]),
        ]),
      // The lines of the first once more with other counts: updated.
      () => importFiles(workspace, [days.map((day, index) => usage({ day, team: `t${index % 2}`, tokens: { output: '7' } }))]),
      () => importFiles(workspace, [[report('9.5', { day: '2026-10-17' }), report('70', { day: '2026-10-18', currency: 'CNY' })]]),
      () =>
        importFiles(workspace, [
          [
            usage({ source: 'agent-log-jsonl', population: 'platform', standing: 'localLog', tokens: million }),
            usage({ population: 'platform', tokens: million, project: 'p' }),
          ],
        ]),
      () => workspace.change('overlap.set', { label: 'Both' }, (write) => write.put('overlap', 'openai|agent-log', { count: true })),
      () =>
        workspace.change('price.set', { label: 'Price' }, (write) =>
          write.setPrice({
            provider: 'openai',
            model: 'unheard-of',
            bucket: 'output',
            currency: 'CNY',
            perMtok: '3',
            validFrom: '2026-09-20',
            source: 'contract',
            reprices: true,
          }),
        ),
      () =>
        workspace.change('fx.set', { label: 'Rates' }, async (write) => {
          for (const [validFrom, rate] of [
            ['2026-09-01', '7.1'],
            ['2026-09-29', '7.2'],
            ['2026-10-17', '7.05'],
          ] as const)
            await write.setRate({ base: 'USD', quote: 'CNY', rate, validFrom, validTo: null, source: 'test' })
        }),
      () =>
        workspace.change('discount.set', { label: 'Discount' }, (write) =>
          write.setDiscount({
            id: 'd',
            provider: 'openai',
            model: '',
            percentOff: '10',
            validFrom: '2026-10-01',
            validTo: null,
            source: 'contract',
            reprices: true,
          }),
        ),
    ]
    for (const change of changes) {
      await change()
      await expectAgreement(workspace)
      await workspace.undo()
      await expectAgreement(workspace)
      await workspace.redo()
      await expectAgreement(workspace)
    }
    const unpriced = await workspace.usage.unpriced()
    const { totals } = await workspace.usage.query({ by: ['day'] })
    expect(unpriced.reduce((sum, { tokens }) => addDecimals(sum, tokens), '0')).toBe(totals.unpricedTokens)
    // The report of 17 October stands for the use of its day.
    expect(unpriced).toMatchObject([{ model: 'unheard-of', firstDay: '2026-09-05', lastDay: '2026-10-01', rows: 3 }])
  }, 120_000)

  it('take any text for a currency, and are cut anew when its rates are', async () => {
    const workspace = await testWorkspace()
    await importFiles(workspace, [[billed('10', { day: '2026-09-05' }), billed('10', { day: '2026-09-20' })]])
    const inCurrency = async (convertTo: string) => (await workspace.usage.query({ by: ['month'], convertTo })).totals.converted
    expect(await inCurrency(`X"; DROP TABLE usage_day; --`)).toMatchObject({ amount: null, missing: { USD: '20' } })
    const setRate = (rate: string, validFrom: string) =>
      workspace.change('fx.set', { label: 'Rate' }, (write) =>
        write.setRate({ base: 'USD', quote: 'CNY', rate, validFrom, validTo: null, source: 'test' }),
      )
    await setRate('7', '2026-09-01')
    expect((await inCurrency('CNY'))?.amount).toBe('140')
    await setRate('8', '2026-09-10')
    expect((await inCurrency('CNY'))?.amount).toBe('150')
    await workspace.undo()
    expect((await inCurrency('CNY'))?.amount).toBe('140')
  })

  it('are asked only where whole months are meant', () => {
    const asked = [
      [['month', 'team'], {}, true],
      [[], { from: '2026-02-01', to: '2026-02-28' }, true],
      [[], { from: '2026-02-02' }, false],
      [[], { to: '2028-02-28' }, false],
      [['day'], {}, false],
      [[], { change: 3 }, false],
    ] as const
    for (const [by, filter, answer] of asked) expect(areOfMonths(by, filter)).toBe(answer)
  })
})
