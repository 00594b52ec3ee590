// Several sources that tell of the same use: on a day that more than one covers only the one of highest standing counts.
import { describe, expect, it } from 'vitest'
import { billed, importFiles, report, testWorkspace, usage } from './workspace-fixture.ts'

const million = { inputUncached: '1000000' } // stone: 2 USD
const log = (rest = {}) => usage({ source: 'agent-log-jsonl', population: 'platform', standing: 'localLog', tokens: million, ...rest })
const vendor = (rest = {}) => usage({ population: 'platform', tokens: { inputUncached: '3000000' }, ...rest })
const totals = async (workspace: Awaited<ReturnType<typeof testWorkspace>>) => (await workspace.usage.query({ by: [] })).totals

describe('a log beside the vendor’s usage report', () => {
  it('counts on the days the report does not cover, and is not added on the others', async () => {
    const workspace = await testWorkspace()
    await importFiles(workspace, [[log(), log({ day: '2026-09-06' })]])
    expect(await totals(workspace)).toMatchObject({ cost: { USD: '4' }, totalTokens: '2000000', overlappedTokens: '0' })
    await importFiles(workspace, [[vendor()]])
    expect(await totals(workspace)).toMatchObject({
      cost: { USD: '8' },
      totalTokens: '4000000',
      overlapped: { USD: '2' },
      overlappedTokens: '1000000',
    })
    expect((await workspace.usage.rows({ limit: 9 })).rows.map(({ source, basis }) => [source, basis])).toEqual([
      ['test', 'overlapped'],
      ['test', 'estimated'],
      ['test', 'estimated'],
    ])
    await workspace.undo()
    expect(await totals(workspace)).toMatchObject({ cost: { USD: '4' }, overlappedTokens: '0' })
  })

  it('counts beside it once a person says so', async () => {
    const workspace = await testWorkspace()
    await importFiles(workspace, [[log(), vendor()]])
    await workspace.change('overlap.set', { label: 'Count both' }, (write) => write.put('overlap', 'openai|agent-log', { count: true }))
    expect(await totals(workspace)).toMatchObject({ cost: { USD: '8' }, totalTokens: '4000000', overlappedTokens: '0' })
  })

  it('is told as an overlap: which of the two counts, on which days, and what of the other does not', async () => {
    const workspace = await testWorkspace()
    await importFiles(workspace, [[log(), log({ day: '2026-09-06' }), log({ day: '2026-09-07', model: 'unheard-of' })]])
    expect(await workspace.usage.overlaps()).toEqual([])
    await importFiles(workspace, [[vendor(), vendor({ day: '2026-09-07' })]])
    const overlap = {
      provider: 'openai',
      population: 'platform',
      family: 'agent-log',
      countsInstead: 'openai-usage',
      days: 2,
      firstDay: '2026-09-05',
      lastDay: '2026-09-07',
      lines: 2,
      tokens: '2000000',
      money: { USD: '2' },
      countsBoth: false,
    }
    expect(await workspace.usage.overlaps()).toEqual([overlap])
    await workspace.change('overlap.set', { label: 'Count both' }, (write) => write.put('overlap', 'openai|agent-log', { count: true }))
    expect(await workspace.usage.overlaps()).toEqual([{ ...overlap, countsBoth: true }])
    const { dataRevision } = workspace
    await workspace.undo()
    expect(await workspace.usage.overlaps()).toEqual([overlap])
    expect(workspace.dataRevision).toBeGreaterThan(dataRevision)
  })

  it('of seats, of another provider, or of a table of one’s own is another use', async () => {
    const workspace = await testWorkspace()
    await importFiles(workspace, [
      [log({ population: 'seats' }), log({ provider: 'anthropic' }), log({ source: 'generic-csv', population: '' }), vendor()],
    ])
    expect(await totals(workspace)).toMatchObject({ totalTokens: '6000000', overlappedTokens: '0' })
  })
})

describe('two bills of one day', () => {
  it('count once: the vendor’s own goes before the one retold in a common format', async () => {
    const workspace = await testWorkspace()
    const bill = (amount: string, rest = {}) =>
      billed(amount, { population: 'platform', standing: 'bill', source: 'cloud-csv', tokens: million, ...rest })
    await importFiles(workspace, [
      [
        bill('5'),
        bill('5.5', { source: 'focus-csv', standing: 'focus', day: '2026-09-05' }),
        bill('7', { source: 'focus-csv', standing: 'focus', day: '2026-09-06' }),
      ],
    ])
    expect(await totals(workspace)).toMatchObject({ cost: { USD: '12' }, superseded: { USD: '5.5' }, totalTokens: '2000000' })
    expect(await workspace.usage.overlaps()).toMatchObject([
      { family: 'focus', countsInstead: 'cloud', days: 1, tokens: '1000000', money: { USD: '5.5' } },
    ])
  })

  it('a cost report and the usage it prices count as one: money from the one, tokens from the other', async () => {
    const workspace = await testWorkspace()
    await importFiles(workspace, [[vendor(), log(), report('6.5', { population: 'platform' })]])
    expect(await totals(workspace)).toMatchObject({ cost: { USD: '6.5' }, totalTokens: '3000000', superseded: { USD: '8' } })
    // The log gives way to the usage report; its estimate would not have counted beside the bill anyway.
    expect(await workspace.usage.overlaps()).toMatchObject([
      { family: 'agent-log', countsInstead: 'openai-usage', tokens: '1000000', money: {} },
    ])
  })

  it('a bill that says nothing of the use of a day leaves the estimate of that day alone', async () => {
    const workspace = await testWorkspace()
    const support = billed('100', { population: 'platform', standing: 'bill', source: 'cloud-csv', model: '', charge: 'support' })
    await importFiles(workspace, [[support, vendor()]])
    expect(await totals(workspace)).toMatchObject({ cost: { USD: '106' }, superseded: {} })
  })
})
