// A power cut in the middle of a checkpoint. DuckDB writes over a block of metadata where it lies: a file cut off there does
// not open again by itself, which the first test shows, so that the others stand for something.
import { closeSync, copyFileSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { describe, expect, it, onTestFinished } from 'vitest'
import { FailureError } from '../../../shared/result/failure.ts'
import { Database } from './database.ts'
import { endCheckpoint, journalOf, readOverwritable, writeJournal } from './rollback-journal.ts'
import { billed, importFiles, temporaryFolder, testWorkspace } from './workspace-fixture.ts'

const logOf = (path: string): string => `${path}.wal`

/** A workspace with one import in its file and a second in its log, as it lies there before and after the log goes into the file. */
async function beforeAndAfter(): Promise<{ before: string; after: string }> {
  const after = join(temporaryFolder(), 'w.ballast')
  const first = await testWorkspace(after)
  await importFiles(first, [[billed('1', { team: 'one' })]])
  await first.close()
  const second = await testWorkspace(after)
  await importFiles(second, [[billed('2', { team: 'two' })]])
  const before = join(temporaryFolder(), 'w.ballast')
  for (const of of [(path: string) => path, logOf]) copyFileSync(of(after), of(before))
  await second.close()
  return { before, after }
}

/** Half of what the checkpoint wrote over, as if the power had gone in between; the journal lies beside the file by then. */
async function cutOff({ before, after }: { before: string; after: string }): Promise<void> {
  const old = await readOverwritable(before)
  if (!old) throw new Error('the file is gone')
  writeJournal(before, old)
  const written = readFileSync(after)
  const over = old.blocks.filter(({ at, bytes }) => !written.subarray(at, at + bytes.length).equals(bytes))
  expect(over.length).toBeGreaterThan(0)
  const file = openSync(before, 'r+')
  for (const { at, bytes } of over) writeSync(file, written, at, bytes.length / 2, at)
  closeSync(file)
}

async function held(path: string, readOnly = false): Promise<unknown> {
  try {
    const workspace = await testWorkspace(path, { create: false, readOnly })
    const { totals } = await workspace.usage.query({ by: [] })
    const { intact } = await workspace.verify()
    await workspace.close()
    return { intact, rows: totals.rows, cost: totals.cost.USD }
  } catch (thrown) {
    return thrown instanceof FailureError ? thrown.failure.code : thrown
  }
}

const both = { intact: true, rows: 2, cost: '3' }
const beside = (path: string): string[] => readdirSync(dirname(path)).sort()

describe('a file cut off while its metadata was written over', () => {
  it('does not open without its journal, and with it holds all that was committed', async () => {
    const states = await beforeAndAfter()
    await cutOff(states)
    const bare = join(temporaryFolder(), 'w.ballast')
    for (const of of [(path: string) => path, logOf]) copyFileSync(of(states.before), of(bare))
    expect(await held(bare)).toBe('damaged-workspace')
    expect(await held(states.before)).toEqual(both)
    expect(beside(states.before)).toEqual(['w.ballast'])
  })

  it('is not touched by reading, which says what to do', async () => {
    const states = await beforeAndAfter()
    await cutOff(states)
    const [file, log] = [readFileSync(states.before), readFileSync(logOf(states.before))]
    expect(await held(states.before, true)).toBe('workspace-cut-short')
    expect(readFileSync(states.before).equals(file) && readFileSync(logOf(states.before)).equals(log)).toBe(true)
  })

  it('is put in order also when that is cut off in turn', async () => {
    const states = await beforeAndAfter()
    await cutOff(states)
    const journal = join(temporaryFolder(), 'kept')
    copyFileSync(journalOf(states.before), journal)
    endCheckpoint(states.before)
    copyFileSync(journal, journalOf(states.before)) // all was put back, and the power went before the journal was gone
    expect(await held(states.before)).toEqual(both)
  })
})

it('a checkpoint that came to its end stands, whatever journal is left of it', async () => {
  const { before, after } = await beforeAndAfter()
  const old = await readOverwritable(before)
  if (!old) throw new Error('the file is gone')
  writeJournal(after, old)
  const written = readFileSync(after)
  expect(await held(after, true)).toEqual(both)
  expect(await held(after)).toEqual(both)
  expect(readFileSync(after).equals(written)).toBe(true)
  expect(beside(after)).toEqual(['w.ballast'])
})

it('a journal lies beside the file for as long as its closing writes to it, and no longer', async () => {
  const path = join(temporaryFolder(), 'w.ballast')
  await (await testWorkspace(path)).close()
  const workspace = await testWorkspace(path)
  await importFiles(workspace, [[billed('1')]])
  let [isClosed, wasThere] = [false, false]
  const closing = workspace.close().finally(() => {
    isClosed = true
  })
  while (!isClosed) {
    wasThere ||= existsSync(journalOf(path))
    await nextTurn()
  }
  await closing
  expect([wasThere, ...beside(path)]).toEqual([true, 'w.ballast'])
})

it('what is asked while a file is closing is refused at once, and the closing comes to its end', async () => {
  const database = await Database.open(join(temporaryFolder(), 'w.ballast'), false)
  await database.exclusive(() => database.write('CREATE TABLE t AS SELECT range AS n FROM range(300000)'))
  let isClosed = false
  const closing = database.close().finally(() => {
    isClosed = true
  })
  const ends = new Set<string>()
  while (!isClosed) {
    const asked = [database.read('SELECT sum(n)::BIGINT AS n FROM t'), database.exclusive(() => database.write('INSERT INTO t VALUES (1)'))]
    for (const end of await Promise.allSettled(asked))
      ends.add(end.status === 'fulfilled' ? 'answered' : end.reason instanceof FailureError ? end.reason.failure.kind : 'broken')
    await nextTurn()
  }
  await closing
  expect(ends).toContain('cancelled')
}, 20_000)

describe('a log that has grown large', () => {
  async function grown(): Promise<Database> {
    const path = join(temporaryFolder(), 'w.ballast')
    const database = await Database.open(path, false)
    onTestFinished(() => database.close())
    await database.exclusive(() => database.write('CREATE TABLE t AS SELECT range AS n FROM range(1000)'))
    return database
  }

  it('goes into the file while it is open, and whoever reads meanwhile notices nothing', async () => {
    const database = await grown()
    let isDone = false
    const folding = database.fold(0).finally(() => {
      isDone = true
    })
    const counts = new Set<unknown>()
    while (!isDone) counts.add((await database.read('SELECT count(*)::INTEGER AS n FROM t'))[0]?.n)
    await folding
    expect([...counts]).toEqual([1000])
    expect([database.folds, existsSync(logOf(database.path))]).toEqual([1, false])
    await database.exclusive(() => database.write('INSERT INTO t VALUES (1000)'))
    await database.close()
    const again = await Database.open(database.path, true)
    expect(await again.read('SELECT count(*)::INTEGER AS n FROM t')).toEqual([{ n: 1001 }])
    await again.close()
  })

  it('waits for reads that go together', async () => {
    const database = await grown()
    const together = database.steadily(async () => {
      await database.read('CREATE TEMP TABLE kept AS SELECT 7 AS n')
      await new Promise((done) => setTimeout(done, 50))
      return database.read('SELECT n FROM kept')
    })
    const folding = database.fold(0)
    expect(await together).toEqual([{ n: 7 }])
    await folding
    await expect(database.read('SELECT n FROM kept')).rejects.toThrow('kept')
  })

  it('waits for another time while an import lies attached beside it', async () => {
    const database = await grown()
    mkdirSync(`${database.path}.import`)
    await database.exclusive(() => database.write(`ATTACH '${database.path}.import/lines.duckdb' AS stage`))
    await database.fold(0)
    expect(database.folds).toBe(0)
    await database.exclusive(() => database.write('DETACH stage'))
    await database.fold(0)
    expect(database.folds).toBe(1)
  })

  it('is left alone until then', async () => {
    const database = await grown()
    await database.fold()
    expect([database.folds, existsSync(logOf(database.path))]).toEqual([0, true])
  })
})
