// When a later line is the same line: by the vendor's id, by label and period, or only when everything is the same; and what
// a delivery that repeats a whole month takes out.
import { describe, expect, it } from 'vitest'
import type { UsageRecord } from '../../../shared/domain/usage.ts'
import { rowKey } from './identity.ts'
import type { ImportCounts, ImportMode, Workspace } from './types.ts'
import { billed, cost, importFiles, testWorkspace } from './workspace-fixture.ts'

const tally = ({ new: added, updated, unchanged, retired }: ImportCounts): number[] =>
  [added, updated, unchanged, retired].map(({ rows }) => rows)
const imported = async (workspace: Workspace, files: readonly (readonly UsageRecord[])[], mode?: ImportMode): Promise<number[]> => {
  const { preview, counts } = await importFiles(workspace, files, mode === undefined ? {} : { mode })
  expect(tally(counts)).toEqual(tally(preview))
  expect((await workspace.verify()).intact).toBe(true)
  return tally(preview)
}

describe('lines with an id of the vendor', () => {
  const call = (rowId: string, amount: string, rest = {}) => billed(amount, { source: 'gateway-csv', identity: 'id', rowId, ...rest })

  it('are the same line whatever else has changed, also their day and team: the later one stands', async () => {
    const workspace = await testWorkspace()
    expect(await imported(workspace, [[call('a', '1'), call('b', '2')]])).toEqual([2, 0, 0, 0])
    expect(await imported(workspace, [[call('b', '2'), call('a', '5', { team: 'x', day: '2026-09-07' }), call('c', '1')]])).toEqual([
      1, 1, 1, 0,
    ])
    expect(await cost(workspace)).toEqual({ USD: '8' })
    await workspace.undo()
    expect(await cost(workspace)).toEqual({ USD: '3' })
  })

  it('that a stream wrote several times count once, with their last state, also over several files', async () => {
    const workspace = await testWorkspace()
    expect(await imported(workspace, [[call('a', '1'), call('a', '1'), call('a', '3'), call('b', '2')]])).toEqual([2, 2, 0, 0])
    expect(await cost(workspace)).toEqual({ USD: '5' })
    expect(await imported(workspace, [[call('a', '3')], [call('a', '3'), call('a', '4')], [call('b', '2')]])).toEqual([0, 3, 1, 0])
    expect(await cost(workspace)).toEqual({ USD: '6' })
  })

  it('of two sources do not meet', async () => {
    const workspace = await testWorkspace()
    await imported(workspace, [[call('a', '1')]])
    expect(await imported(workspace, [[call('a', '1', { source: 'other-csv' })]])).toEqual([1, 0, 0, 0])
    expect(await cost(workspace)).toEqual({ USD: '2' })
  })

  it('keep their id as 128 bits that the database would make of it too', async () => {
    expect(rowKey('abc')).toBe(152195979970564155685860391459828531600n)
    expect(rowKey('日本')).toBe(238062943506437078826575398829498220109n)
  })
})

describe('a table whose rows have ids', () => {
  it('keeps lines of one period apart by them, and takes a grown one as an update', async () => {
    const workspace = await testWorkspace()
    const row = (rowId: string, amount: string) => billed(amount, { rowId })
    expect(await imported(workspace, [[row('a', '1'), row('b', '1')]])).toEqual([2, 0, 0, 0])
    expect(await imported(workspace, [[row('b', '4'), row('a', '1'), row('c', '1')]])).toEqual([1, 1, 1, 0])
    expect(await cost(workspace)).toEqual({ USD: '6' })
  })

  it('counts a line that stands word for word twice in a file once, and one that says something else twice', async () => {
    const workspace = await testWorkspace()
    const row = (rowId: string, amount: string) => billed(amount, { rowId })
    const doubled = [row('a', '1'), row('b', '2'), row('a', '1'), row('b', '3'), row('a', '1'), row('', '7'), row('', '7')]
    expect(await imported(workspace, [doubled])).toEqual([5, 0, 2, 0])
    expect(await cost(workspace)).toEqual({ USD: '20' })
    expect(await imported(workspace, [doubled, doubled])).toEqual([0, 0, 14, 0])
    expect(await cost(workspace)).toEqual({ USD: '20' })
  })
})

describe('a delivery that repeats a whole month of an account', () => {
  const line = (amount: string, rest = {}) => billed(amount, { source: 'cloud-csv', identity: 'row', scope: 'account 1, 2026-09', ...rest })
  const deliver = async (workspace: Workspace, records: readonly UsageRecord[], mode?: ImportMode) => {
    const staging = await workspace.usage.beginImport(mode === undefined ? {} : { mode })
    const file = await staging.addFile({ name: 'month.csv', sha256: JSON.stringify(records), format: 'cloud-csv', replaces: 'scope' })
    await staging.append(file, records)
    const preview = await staging.classify()
    await workspace.change('import', { label: 'Import' }, (write) => write.commitImport(), staging)
    expect((await workspace.verify()).intact).toBe(true)
    return { tally: tally(preview), doubtful: preview.doubtful }
  }

  it('takes out what it restates and what it no longer holds, and nothing of another account', async () => {
    const workspace = await testWorkspace()
    await deliver(workspace, [line('1'), line('2', { day: '2026-09-06' }), line('4', { day: '2026-09-07' })])
    await deliver(workspace, [line('100', { scope: 'account 2, 2026-09' })])
    const second = [line('1'), line('2.5', { day: '2026-09-06' }), line('8', { day: '2026-09-08' })]
    expect(await deliver(workspace, second)).toEqual({ tally: [2, 0, 1, 2], doubtful: [] })
    expect(await cost(workspace)).toEqual({ USD: '111.5' })
    expect((await deliver(workspace, second)).tally).toEqual([0, 0, 3, 0])
    await workspace.undo()
    expect(await cost(workspace)).toEqual({ USD: '107' })
  })

  it('that shares no line with what is there is another part of it and adds', async () => {
    const workspace = await testWorkspace()
    await deliver(workspace, [line('1'), line('2', { day: '2026-09-06' })])
    expect((await deliver(workspace, [line('4', { day: '2026-09-07' })])).tally).toEqual([1, 0, 0, 0])
    expect(await cost(workspace)).toEqual({ USD: '7' })
  })

  it('that holds less than it would take out is asked about, and does as it is told', async () => {
    const workspace = await testWorkspace()
    const whole = [1, 2, 3, 4, 5].map((day) => line(String(day), { day: `2026-09-0${day}` }))
    await deliver(workspace, whole)
    const part = [line('1.5', { day: '2026-09-01' })]
    expect(await deliver(workspace, part)).toEqual({
      tally: [1, 0, 0, 0],
      doubtful: [{ scope: 'account 1, 2026-09', lines: 5, money: { USD: '15' } }],
    })
    await workspace.undo()
    expect(await deliver(workspace, part, 'add')).toEqual({ tally: [1, 0, 0, 0], doubtful: [] })
    expect(await cost(workspace)).toEqual({ USD: '16.5' })
    await workspace.undo()
    expect((await deliver(workspace, part, 'replace-period')).tally).toEqual([1, 0, 0, 5])
    expect(await cost(workspace)).toEqual({ USD: '1.5' })
  })
})
