// Whose usage it is: rules in order, the first that fits wins; what they take is fresh after every import, edit and undo, and
// however it is cut, the parts add up to the whole.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AllocationRule, type RuleCondition, ruleTests } from '../../../shared/domain/allocation.ts'
import { addDecimals } from '../../../shared/units/decimal.ts'
import type { AllocationAsk, Workspace } from './types.ts'
import { billed, importFiles, testWorkspace } from './workspace-fixture.ts'

const when = (field: RuleCondition['field'], test: RuleCondition['test'], ...values: string[]): RuleCondition => ({ field, test, values })
const rule = (team: string, ...conditions: RuleCondition[]): AllocationRule => ({ when: conditions, team, costCenter: '' })

const setRules = (workspace: Workspace, rules: readonly AllocationRule[]) =>
  workspace.change('allocation.set', { label: 'Rules' }, (write) => write.put('allocation', 'rules', rules))
const spendBy = async (workspace: Workspace, key: 'team' | 'costCenter') => {
  const { rows } = await workspace.usage.query({ by: [key] })
  return Object.fromEntries(rows.map((row) => [row.keys[key] ?? '', row.cost.USD] as const))
}
const reading = (workspace: Workspace, rules: readonly AllocationRule[], ask: Partial<AllocationAsk> = {}) =>
  workspace.usage.allocation({ rules, missing: 'team', currency: 'USD', limit: 10, ...ask })

/** Search states a team of its own; the bot and the batch job state none. */
const lines = [
  billed('10', { project: 'search', team: 'Search' }),
  billed('20', { project: 'Support-Bot', dimensions: { api_key_id: 'key_A' } }),
  billed('40', { project: 'batch', model: 'river', dimensions: { api_key_id: 'key_B' } }),
]

describe('rules', () => {
  it('give a team and a cost centre, the first that fits wins, and the stated team stays where none fits', async () => {
    const workspace = await testWorkspace()
    await importFiles(workspace, [lines])
    expect(await spendBy(workspace, 'team')).toEqual({ '': '60', Search: '10' })
    await setRules(workspace, [
      { when: [when('project', 'starts-with', 'SUPPORT')], team: 'Care', costCenter: 'CC-7' },
      { when: [when('dimension:api_key_id', 'equals', 'key_a', 'KEY_B')], team: 'Platform', costCenter: '' },
    ])
    expect(await spendBy(workspace, 'team')).toEqual({ Care: '20', Platform: '40', Search: '10' })
    expect(await spendBy(workspace, 'costCenter')).toEqual({ '': '50', 'CC-7': '20' })
    const { rows } = await workspace.usage.rows({ filter: { team: ['Care'] }, limit: 9 })
    expect(rows.map(({ team, statedTeam, costCenter, rule: by }) => [team, statedTeam, costCenter, by])).toEqual([['Care', '', 'CC-7', 1]])
  })

  it('are undone and redone as a whole', async () => {
    const workspace = await testWorkspace()
    await importFiles(workspace, [lines])
    await setRules(workspace, [rule('All')])
    expect(await spendBy(workspace, 'team')).toEqual({ All: '70' })
    const { dataRevision } = workspace
    await workspace.undo()
    expect(await spendBy(workspace, 'team')).toEqual({ '': '60', Search: '10' })
    expect(workspace.dataRevision).toBeGreaterThan(dataRevision)
    await workspace.redo()
    expect(await spendBy(workspace, 'team')).toEqual({ All: '70' })
    expect((await workspace.verify()).intact).toBe(true)
  })

  it('take what is imported later, also when the import was undone and comes again', async () => {
    const workspace = await testWorkspace()
    await setRules(workspace, [rule('Care', when('project', 'contains', 'bot'))])
    await importFiles(workspace, [lines])
    expect(await spendBy(workspace, 'team')).toEqual({ '': '40', Care: '20', Search: '10' })
    await workspace.undo()
    await setRules(workspace, [rule('Batch', when('model', 'equals', 'river'))])
    await importFiles(workspace, [lines])
    expect(await spendBy(workspace, 'team')).toEqual({ '': '20', Batch: '40', Search: '10' })
  })

  it('ask for what is not stated, for the source in any of its file types, and for names no path could spell', async () => {
    const workspace = await testWorkspace()
    await importFiles(workspace, [[...lines, billed('5', { source: 'focus-csv', dimensions: { 'a/b~"c"': "O'Hara" } })]])
    await setRules(workspace, [
      rule('Quoted', when('dimension:a/b~"c"', 'equals', "o'hara")),
      rule('Nobody', when('team', 'equals', ''), when('project', 'equals', 'batch')),
      rule('Vendor', when('source', 'equals', 'openai-usage-csv')),
    ])
    expect(await spendBy(workspace, 'team')).toEqual({ Quoted: '5', Nobody: '40', Vendor: '30' })
  })
})

describe('the report', () => {
  const rules = [
    rule('Key', when('dimension:api_key_id', 'starts-with', 'key_')),
    rule('Care', when('project', 'contains', 'bot')),
    rule('Moon', when('project', 'equals', 'moon')),
  ]

  it('tells of a draft what each rule takes, which are never reached and by whom, and what fits nothing', async () => {
    const workspace = await testWorkspace()
    await importFiles(workspace, [lines])
    const report = await reading(workspace, rules)
    expect(report.rules).toEqual([
      { labels: 2, lines: 2, tokens: '0', money: { USD: '60' }, fits: 2, takenBy: [] },
      { labels: 0, lines: 0, tokens: '0', money: {}, fits: 1, takenBy: [1] },
      { labels: 0, lines: 0, tokens: '0', money: {}, fits: 0, takenBy: [] },
    ])
    expect(report.all.money).toEqual({ USD: '70' })
    expect(report.missing.team.money).toEqual({})
    expect(report.missing.costCenter.money).toEqual({ USD: '70' })
    expect(await spendBy(workspace, 'team')).toEqual({ '': '60', Search: '10' }) // nothing is written
  })

  it('ranks what the unallocated usage has in common, by money, and says what is beside the largest', async () => {
    const workspace = await testWorkspace()
    await importFiles(workspace, [[...lines, billed('1', { project: 'SUPPORT-bot', model: 'x' }), billed('3', { project: 'tail' })]])
    const report = await reading(workspace, [], { limit: 2 })
    expect(report.by).toBe('project')
    expect(report.fields).toEqual(['project', 'dimension:api_key_id', 'model', 'provider', 'source', 'tier'])
    expect(report.values.map(({ value, labels, money }) => [value, labels, money.USD])).toEqual([
      ['batch', 1, '40'],
      ['SUPPORT-bot', 2, '21'],
    ])
    expect(report.others).toEqual({ labels: 1, lines: 1, tokens: '0', money: { USD: '3' } })
    const byKey = await reading(workspace, [], { by: 'dimension:api_key_id' })
    expect(byKey.values.map(({ value, money }) => [value, money.USD])).toEqual([
      ['key_B', '40'],
      ['key_A', '20'],
      ['', '4'],
    ])
  })

  it('leaves out lines that were replaced, and counts no money twice that a report tells', async () => {
    const workspace = await testWorkspace()
    await importFiles(workspace, [[billed('10', { project: 'a' })]])
    await importFiles(workspace, [[billed('12', { project: 'a' })]])
    const report = await reading(workspace, [rule('A', when('project', 'equals', 'a'))])
    expect(report.rules[0]).toMatchObject({ labels: 1, lines: 1, money: { USD: '12' } })
  })
})

describe('whatever the rules', () => {
  const word = fc.constantFrom('', 'a', 'b', 'ab', 'A')
  const condition: fc.Arbitrary<RuleCondition> = fc.record({
    field: fc.constantFrom('project', 'model', 'team', 'dimension:key'),
    test: fc.constantFrom(...ruleTests),
    values: fc.array(word, { minLength: 1, maxLength: 2 }),
  })
  const rules = fc.array(
    fc.record({ when: fc.array(condition, { maxLength: 2 }), team: fc.constantFrom('T1', 'T2'), costCenter: fc.constantFrom('', 'C1') }),
    { maxLength: 4 },
  )
  const line = fc.record({ project: word, model: word, team: word, key: word, cents: fc.integer({ min: -500, max: 999 }) })

  /** The rule in plain words, beside the SQL. */
  const holds = (stated: Record<string, string>, { field, test, values }: RuleCondition): boolean => {
    const own = (stated[field] ?? '').toLowerCase()
    return values.some((value) => {
      const wanted = value.toLowerCase()
      return test === 'equals' ? own === wanted : test === 'contains' ? own.includes(wanted) : own.startsWith(wanted)
    })
  }

  it('spend by team sums to spend, the report agrees with the ledger, and each line has what its first rule gives', async () => {
    const workspace = await testWorkspace()
    const drawn = fc.sample(line, { numRuns: 40, seed: 7 })
    await importFiles(workspace, [
      drawn.map(({ key, cents, ...label }) =>
        billed((cents / 100).toFixed(2), { ...label, identity: 'row', dimensions: key === '' ? {} : { key } }),
      ),
    ])
    const total = (amounts: readonly (string | undefined)[]): string =>
      amounts.reduce<string>((sum, each) => addDecimals(sum, each || '0'), '0')
    await fc.assert(
      fc.asyncProperty(rules, async (list) => {
        await setRules(workspace, list)
        const { rows, totals } = await workspace.usage.query({ by: ['team'] })
        expect(total(rows.map((row) => row.cost.USD))).toBe(totals.cost.USD)
        const found = (await workspace.usage.rows({ limit: 99 })).rows
        expect(found).toHaveLength(drawn.length)
        for (const row of found) {
          const stated = { project: row.project, model: row.model, team: row.statedTeam, 'dimension:key': row.dimensions.key ?? '' }
          const at = list.findIndex((each) => each.when.every((one) => holds(stated, one)))
          expect([row.rule, row.team, row.costCenter]).toEqual([at + 1, list[at]?.team ?? row.statedTeam, list[at]?.costCenter ?? ''])
        }
        const report = await reading(workspace, list)
        for (const [at, each] of report.rules.entries()) {
          const own = found.filter((row) => row.rule === at + 1)
          expect([each.lines, each.money.USD ?? '0']).toEqual([own.length, total(own.map((row) => row.cost))])
        }
        expect(report.missing.team.lines).toBe(found.filter((row) => row.team === '').length)
      }),
      { numRuns: 10 },
    )
  })
})
