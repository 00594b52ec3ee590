// Changes: all or nothing, undone and redone by a flag, logged in a chain that shows a later edit of the file.
import { join } from 'node:path'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Database } from './database.ts'
import type { Workspace } from './types.ts'
import { billed, cost, importFiles, temporaryFolder, testWorkspace } from './workspace-fixture.ts'

const put = (workspace: Workspace, id: string, body: unknown) =>
  workspace.change('settings.set', { label: `Set ${id}`, params: { id } }, (write) => write.put('settings', id, body))
const bodies = async (workspace: Workspace) =>
  Object.fromEntries((await workspace.documents.list('settings')).map(({ id, body }) => [id, body]))

describe('a change', () => {
  it('numbers itself, moves the revision, and keeps its words in the log', async () => {
    const workspace = await testWorkspace()
    expect(await put(workspace, 'a', { x: '0.10' })).toEqual({ result: undefined, change: 1, revision: 1 })
    expect(await workspace.documents.get('settings', 'a')).toEqual({ kind: 'settings', id: 'a', body: { x: '0.10' }, change: 1 })
    expect(await workspace.log()).toMatchObject([
      {
        n: 1,
        at: '2026-10-01T00:00:00.000Z',
        command: 'settings.set',
        change: 1,
        label: 'Set a',
        params: { id: 'a' },
        undone: false,
        previous: '',
      },
    ])
  })

  it('leaves nothing behind when it fails, and nothing at all when it wrote nothing', async () => {
    const workspace = await testWorkspace()
    await put(workspace, 'a', 1)
    const failing = workspace.change('x', { label: 'x' }, async (write) => {
      await write.put('settings', 'a', 2)
      throw new Error('half way')
    })
    await expect(failing).rejects.toThrow('half way')
    expect(await workspace.change('x', { label: 'x' }, (write) => write.remove('settings', 'nothing'))).toEqual({
      result: false,
      change: null,
      revision: 1,
    })
    expect([await bodies(workspace), workspace.revision, (await workspace.log()).length]).toEqual([{ a: 1 }, 1, 1])
    expect((await put(workspace, 'b', 3)).change).toBe(2)
  })

  it('runs one after the other when several are asked for at once', async () => {
    const workspace = await testWorkspace()
    const changed = await Promise.all([1, 2, 3, 4].map((n) => put(workspace, 'counter', n)))
    expect(changed.map(({ change }) => change)).toEqual([1, 2, 3, 4])
    expect([await bodies(workspace), (await workspace.verify()).intact]).toEqual([{ counter: 4 }, true])
  })
})

describe('undo and redo', () => {
  it('go back and forth, survive closing, and a new change clears what could be redone', async () => {
    const path = join(temporaryFolder(), 'w.ballast')
    const first = await testWorkspace(path)
    await put(first, 'a', 1)
    await put(first, 'a', 2)
    await first.change('settings.remove', { label: 'Remove a' }, (write) => write.remove('settings', 'a'))
    expect((await first.undo())?.command).toBe('settings.remove')
    expect((await first.undo())?.change).toBe(2)
    await first.close()

    const second = await testWorkspace(path)
    expect(await bodies(second)).toEqual({ a: 1 })
    expect(await second.undoable()).toMatchObject({ undo: { change: 1 }, redo: { change: 2, label: 'Set a' } })
    await second.redo()
    expect(await bodies(second)).toEqual({ a: 2 })
    await put(second, 'b', 9)
    expect([await second.redo(), (await second.undoable()).redo]).toEqual([null, null])
    expect(await bodies(second)).toEqual({ a: 2, b: 9 })
    expect((await second.log({ limit: 3 })).map(({ n, command, change }) => [n, command, change])).toEqual([
      [7, 'settings.set', 4],
      [6, 'redo', 2],
      [5, 'undo', 2],
    ])
    expect((await second.log({ limit: 2, before: 3 })).map(({ n }) => n)).toEqual([2, 1])
    expect((await second.verify()).intact).toBe(true)
  })

  it('flips one flag: rows of an undone import stay untouched in the table', async () => {
    const workspace = await testWorkspace()
    await importFiles(workspace, [Array.from({ length: 20_000 }, (_, n) => billed('1', { team: String(n) }))])
    await workspace.undo()
    expect([await cost(workspace), (await workspace.verify()).usageRows]).toEqual([{}, 20_000])
    await workspace.redo()
    expect(await cost(workspace)).toEqual({ USD: '20000' })
  })

  it('agrees with a plain list of states, whatever is done in whatever order', async () => {
    const step = fc.oneof(
      fc.record({ do: fc.constant('put' as const), id: fc.constantFrom('a', 'b'), body: fc.integer({ min: 0, max: 9 }) }),
      fc.record({ do: fc.constant('remove' as const), id: fc.constantFrom('a', 'b') }),
      fc.record({ do: fc.constant('undo' as const) }),
      fc.record({ do: fc.constant('redo' as const) }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
        const workspace = await testWorkspace()
        let states: Record<string, unknown>[] = [{}]
        let at = 0
        for (const each of steps) {
          if (each.do === 'undo') {
            expect((await workspace.undo()) === null).toBe(at === 0)
            at = Math.max(0, at - 1)
          } else if (each.do === 'redo') {
            expect((await workspace.redo()) === null).toBe(at === states.length - 1)
            at = Math.min(states.length - 1, at + 1)
          } else {
            const before = states[at] ?? {}
            const others = Object.entries(before).filter(([id]) => id !== each.id)
            const next = Object.fromEntries(each.do === 'put' ? [...others, [each.id, each.body]] : others)
            const changes = each.do === 'put' || each.id in before
            await workspace.change(each.do, { label: each.do }, async (write) => {
              if (each.do === 'put') await write.put('settings', each.id, each.body)
              else await write.remove('settings', each.id)
            })
            if (changes) {
              states = [...states.slice(0, at + 1), next]
              at++
            }
          }
          expect(await bodies(workspace)).toEqual(states[at])
        }
        expect((await workspace.verify()).intact).toBe(true)
        await workspace.close()
      }),
      {
        numRuns: 12,
        // A change made after an undo, then undone itself: redo brings back that one, never the one given up before.
        examples: [[[{ do: 'put', id: 'a', body: 0 }, { do: 'undo' }, { do: 'put', id: 'a', body: 1 }, { do: 'undo' }, { do: 'redo' }]]],
      },
    )
  }, 120_000)
})

describe('verify', () => {
  const tampering: readonly (readonly [what: string, sql: string, firstBroken: number, reason: string])[] = [
    ['a logged label', `UPDATE log SET detail = replace(detail, 'Import', 'Imp0rt') WHERE n = 1`, 1, 'chain'],
    ['a logged time', `UPDATE log SET logged_at = '2020-01-01T00:00:00.000Z' WHERE n = 2`, 2, 'chain'],
    ['a removed entry', 'DELETE FROM log WHERE n = 2', 2, 'chain'],
    ['an amount', 'UPDATE usage_line SET billed = billed + 1 WHERE line = 2', 1, 'rows'],
    ['a removed row', 'DELETE FROM usage_line WHERE line = 1', 1, 'rows'],
    ['an added row', 'INSERT INTO usage_line SELECT * FROM usage_line WHERE line = 1', 1, 'rows'],
    ['a retired row', 'UPDATE usage_line SET retired_by = 1 WHERE line = 1', 1, 'rows'],
    ['a row of no file', 'INSERT INTO usage_line SELECT * REPLACE (99 AS file) FROM usage_line WHERE line = 1', 4, 'rows'],
    ['an exchange of two amounts', 'UPDATE usage_line SET billed = 3 - billed', 1, 'rows'],
    ['a sum of a day', 'UPDATE usage_day SET billed = billed + 1 WHERE billed = 2', 1, 'rows'],
    ['a label', `UPDATE usage_label SET team = 'b' WHERE team = 'a'`, 1, 'rows'],
    ['a removed label', `DELETE FROM usage_label WHERE team = 'a'`, 1, 'rows'],
    ['a document', `UPDATE document SET body = '2'`, 2, 'rows'],
    ['a price', 'UPDATE price SET per_mtok = 1', 1, 'rows'],
    ['an undone flag', 'UPDATE change SET undone = true WHERE n = 1', 1, 'undone-flags'],
  ]

  it.each(tampering)('shows %s that was edited past the program', async (_, sql, firstBroken, reason) => {
    const workspace = await testWorkspace()
    const { path } = workspace
    await importFiles(workspace, [[billed('1'), billed('2', { team: 'a' })]])
    await put(workspace, 'a', 1)
    await workspace.undo()
    expect(await workspace.verify()).toEqual({ intact: true, entries: 3, usageRows: 2 })
    await workspace.close()
    const editor = await Database.open(path, false)
    await editor.write(sql)
    await editor.close()
    expect(await (await testWorkspace(path)).verify()).toMatchObject({ intact: false, firstBroken, reason })
  })
})
