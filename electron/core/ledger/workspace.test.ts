// The file itself: opening what is not a workspace, what is newer, older, damaged or in use; crashes; a full disk;
// what the database may not do. Other processes are real ones: they load the same source through Vite.
import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { describe, expect, it, onTestFinished } from 'vitest'
import { Database } from './database.ts'
import { migrate, migrations, schemaVersion } from './migrations.ts'
import { openWorkspace } from './workspace.ts'
import { billed, cost, importFiles, temporaryFolder, testLibrary, testWorkspace, tickingClock } from './workspace-fixture.ts'

const inFolder = (name = 'test.ballast'): string => join(temporaryFolder(), name)
const digest = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex')
const open = (path: string, options = {}) => openWorkspace(path, { clock: tickingClock(), libraryPrices: testLibrary, ...options })
const failsWith = async (work: Promise<unknown>, code: string): Promise<void> => expect(work).rejects.toMatchObject({ failure: { code } })

describe('opening', () => {
  it('makes a new file only when asked, and never for reading', async () => {
    const path = inFolder()
    await failsWith(open(path), 'workspace-missing')
    await failsWith(open(path, { create: true, readOnly: true }), 'workspace-missing')
    expect(existsSync(path)).toBe(false)
    await (await open(path, { create: true })).close()
    expect(readdirSync(join(path, '..'))).toEqual(['test.ballast'])
  })

  it('closes to one complete file that can be moved', async () => {
    const path = inFolder()
    const workspace = await testWorkspace(path)
    await importFiles(workspace, [[billed('1')]])
    await workspace.close()
    expect(readdirSync(join(path, '..'))).toEqual(['test.ballast'])
    const moved = inFolder('moved.ballast')
    writeFileSync(moved, readFileSync(path))
    const again = await testWorkspace(moved)
    expect([await cost(again), again.revision, (await again.verify()).intact]).toEqual([{ USD: '1' }, 1, true])
  })

  it('reads but does not write when read-only', async () => {
    const path = inFolder()
    const first = await testWorkspace(path)
    await importFiles(first, [[billed('1')]])
    await first.close()
    const before = digest(path)
    const workspace = await testWorkspace(path, { create: false, readOnly: true })
    await failsWith(
      workspace.change('x', { label: 'x' }, (write) => write.put('k', 'i', 1)),
      'read-only-workspace',
    )
    await failsWith(workspace.undo(), 'read-only-workspace')
    expect(await cost(workspace)).toEqual({ USD: '1' })
    await workspace.close()
    expect(digest(path)).toBe(before)
  })

  it.each([
    ['an empty file', ''],
    ['a short text', 'Date,Cost\n2026-09-05,1\n'],
    ['a long text', 'Date,Cost\n'.repeat(10_000)],
  ])('refuses %s and leaves it as it is', async (_, content) => {
    const path = inFolder()
    writeFileSync(path, content)
    await failsWith(open(path, { create: true }), 'damaged-workspace')
    expect([readFileSync(path, 'utf8'), readdirSync(join(path, '..'))]).toEqual([content, ['test.ballast']])
  })

  it('refuses a file that was cut short or overwritten in the middle, without touching it', async () => {
    const path = inFolder()
    const workspace = await testWorkspace(path)
    await importFiles(workspace, [Array.from({ length: 5000 }, (_, n) => billed('1', { team: `team ${n}` }))])
    await workspace.close()
    const whole = readFileSync(path)
    for (const damage of [
      whole.subarray(0, Math.floor(whole.length / 3)),
      Buffer.from(whole.map((byte, at) => (at > 12_288 ? byte ^ 0x5a : byte))),
    ]) {
      writeFileSync(path, damage)
      await failsWith(open(path), 'damaged-workspace')
      expect(readFileSync(path).equals(damage)).toBe(true)
    }
  })

  it("refuses another program's database and leaves it as it is", async () => {
    const path = inFolder()
    const instance = await DuckDBInstance.create(path)
    const connection = await instance.connect()
    await connection.run('CREATE TABLE mine (a INTEGER)')
    connection.closeSync()
    instance.closeSync()
    const before = digest(path)
    await failsWith(open(path), 'not-a-workspace')
    expect(digest(path)).toBe(before)
  })

  it('refuses to write to a file of a newer version, and offers reading', async () => {
    const path = inFolder()
    const workspace = await testWorkspace(path)
    await importFiles(workspace, [[billed('1')]])
    await workspace.close()
    const newer = await Database.open(path, false)
    await newer.write(`UPDATE meta SET value = '${schemaVersion + 1}' WHERE key = 'schema'`)
    await newer.close()
    const before = digest(path)
    await expect(open(path)).rejects.toMatchObject({
      failure: { code: 'newer-workspace', params: { made: String(schemaVersion + 1), have: String(schemaVersion) } },
    })
    const reading = await testWorkspace(path, { create: false, readOnly: true })
    expect(await cost(reading)).toEqual({ USD: '1' })
    await reading.close()
    expect(digest(path)).toBe(before)
  })

  it('says when a folder cannot be written', async () => {
    const file = inFolder('a-file')
    writeFileSync(file, 'x')
    await failsWith(open(join(file, 'test.ballast'), { create: true }), 'not-writable')
    await failsWith(open(join(temporaryFolder(), 'missing', 'test.ballast'), { create: true }), 'not-writable')
    const folder = inFolder('folder.ballast')
    mkdirSync(folder)
    await failsWith(open(folder), 'not-writable')
  })
})

describe('an older file', () => {
  it.each(migrations.map((_, index) => index + 1).slice(0, -1))('of version %i is brought up to date with its changes', async (version) => {
    const path = inFolder()
    const old = await Database.open(path, false)
    await migrate(old, 0, version)
    await old.write(`INSERT INTO document VALUES ('settings', 'a', '{"kept":true}', 1, NULL)`)
    await old.write(`INSERT INTO change VALUES (1, 'settings.set', 'Set a', '{}', false)`)
    await old.close()
    await failsWith(open(path, { readOnly: true }), 'older-workspace')
    const workspace = await testWorkspace(path)
    expect((await workspace.documents.get('settings', 'a'))?.body).toEqual({ kept: true })
    await importFiles(workspace, [[billed('1')]])
    expect(await cost(workspace)).toEqual({ USD: '1' })
  })

  it('of version 3 keeps its lines when they become numbers and labels: same spend, same digests in the log', async () => {
    const path = inFolder()
    const old = await Database.open(path, false)
    await migrate(old, 0, 3)
    const columns = `id, file, line, source, family, role, start_at, end_at, day, provider, model, team, project, dimensions, tier,
      output, currency, billed, cost_is_estimate, charge, identity, content, added_by, retired_by`
    const line = (id: number, team: string, output: string, amount: string, change: number, retirer: string): string =>
      `(${id}, ${change}, ${id}, 'openai-usage-json', 'openai-usage', 'both', '2026-09-05', '2026-09-06', '2026-09-05', 'openai', 'stone', '${team}', '',
        '{}', 'standard', ${output}, 'USD', ${amount}, false, '', ${id}, ${id === 1 ? 1 : 99}, ${change}, ${retirer})`
    await old.write(`INSERT INTO usage_row (${columns}) VALUES ${line(1, '', 'NULL', '1', 1, 'NULL')}, ${line(2, 'a', 'NULL', '2', 1, '2')},
      ${line(3, '', '5', 'NULL', 1, 'NULL')}, ${line(4, 'a', 'NULL', '3', 2, 'NULL')}`)
    await old.write(
      `INSERT INTO import_file VALUES (1, 'one.json', 'x', 'openai-usage-json', 3, 0, 0, 0, 1), (2, 'two.json', 'y', 'openai-usage-json', 0, 1, 0, 0, 2)`,
    )
    await old.write(`INSERT INTO price VALUES ('openai', 'stone', 'output', 'standard', 'USD', 8, NULL, NULL, 'list', 'library', 1, NULL)`)
    // The digest that version 3 kept: everything a line states, as text.
    const stated = ['family', 'start_at', 'end_at', 'provider', 'model', 'team', 'project', 'dimensions', 'tier', 'charge', 'currency', 'role',
      'input_uncached', 'cache_read', 'cache_write_5m', 'cache_write_1h', 'cache_write_other', 'output', 'reasoning', 'requests',
      'gpu_hours', 'billed', 'list', 'contracted', 'cost_is_estimate'] // biome-ignore format: one list
    const text = `concat_ws(chr(31), ${stated.map((name) => `coalesce(${name}::VARCHAR, '')`).join(', ')})`
    let previous = ''
    for (const [n, added, retired] of [
      [1, 3, 0],
      [2, 1, 1],
    ] as const) {
      const [row] = await old.write(`SELECT sum(md5_number_lower(${text}))::VARCHAR AS digest FROM usage_row WHERE added_by = ${n}`)
      const detail = JSON.stringify({ label: 'Import', params: {}, rows: { usage_row: { added, retired, digest: row?.digest } } })
      const covered = [n, '2026-10-01T00:00:00.000Z', 'import', n, detail, previous]
      const hash = createHash('sha256').update(JSON.stringify(covered)).digest('hex')
      await old.write(`INSERT INTO change VALUES (${n}, 'import', 'Import', '{}', false)`)
      await old.write(`INSERT INTO log VALUES (${n}, '2026-10-01T00:00:00.000Z', 'import', ${n}, $1, $2, $3)`, [detail, previous, hash])
      previous = hash
    }
    await old.close()
    const workspace = await testWorkspace(path)
    expect(await cost(workspace)).toEqual({ USD: '4.00004' })
    expect(await workspace.verify()).toMatchObject({ intact: true, usageRows: 4 })
    await workspace.undo()
    expect([await cost(workspace), (await workspace.verify()).intact]).toEqual([{ USD: '3.00004' }, true])
    await workspace.redo()
    expect([await cost(workspace), (await workspace.verify()).intact]).toEqual([{ USD: '4.00004' }, true])
  })

  it('stays as it was when a step fails', async () => {
    const path = inFolder()
    const old = await Database.open(path, false)
    await migrate(old, 0, 1)
    await old.write('CREATE TABLE usage_row (in_the_way INTEGER)')
    await old.close()
    await expect(open(path)).rejects.toThrow(/already exists/)
    const again = await Database.open(path, false)
    expect(await again.read(`SELECT value FROM meta WHERE key = 'schema'`)).toEqual([{ value: '1' }])
    await again.close()
  })
})

describe('one file, one owner', () => {
  it('is refused a second time in this process, also through a link', async () => {
    const path = inFolder()
    const workspace = await testWorkspace(path)
    await failsWith(open(path), 'workspace-in-use')
    const link = inFolder('link.ballast')
    symlinkSync(path, link)
    await failsWith(open(link, { readOnly: true }), 'workspace-in-use')
    await workspace.close()
    await (await open(link)).close()
  })

  it('is refused while another process holds it', async () => {
    const path = inFolder()
    const child = startChild(
      `const w = await openWorkspace(path, options); console.log('holding'); setInterval(() => w.revision, 1000)`,
      path,
    )
    await child.says('holding')
    await failsWith(open(path), 'workspace-in-use')
    child.process.kill('SIGKILL')
    await child.ended
    await (await open(path)).close()
  }, 60_000)
})

describe('when the power goes', () => {
  const lines = (from: number, count: number): string =>
    `Array.from({ length: ${count} }, (_, n) => record({ team: 'team ' + (n + ${from}), billed: '1' }))`
  const twoImports = `
    const w = await openWorkspace(path, options)
    await importLines(w, ${lines(0, 1000)})
    console.log('first is in')
    await importLines(w, ${lines(1000, 60_000)}, () => console.log('committing'))
    console.log('second is in')
    setInterval(() => w.revision, 1000)`

  it.each([
    ['committing', 0],
    ['committing', 60],
    ['committing', 250],
    ['second is in', 0],
  ] as const)(
    'killed at "%s" + %i ms, the file holds all of a change or nothing of it',
    async (word, delay) => {
      const path = inFolder()
      const child = startChild(twoImports, path)
      await child.says(word)
      await new Promise((done) => setTimeout(done, delay))
      child.process.kill('SIGKILL')
      await child.ended
      const workspace = await testWorkspace(path)
      const { totals } = await workspace.usage.query({ by: [] })
      const { intact, usageRows } = await workspace.verify()
      expect(intact).toBe(true)
      expect([totals.rows, totals.cost.USD, usageRows]).toEqual(workspace.revision === 1 ? [1000, '1000', 1000] : [61_000, '61000', 61_000])
      if (word === 'second is in') expect(workspace.revision).toBe(2)
    },
    60_000,
  )

  // A limit on the size of files stands for the full disk: the system refuses to write on, in the middle of the change.
  it.skipIf(process.platform === 'win32')(
    'or the disk is full: the change is refused, what was saved before is whole',
    async () => {
      const path = inFolder()
      const child = startChild(
        `
      const w = await openWorkspace(path, options)
      await importLines(w, ${lines(0, 1000)})
      try { await importLines(w, Array.from({ length: 60_000 }, () => record({ team: randomUUID(), project: randomUUID(), billed: '1' }))) } catch (thrown) { console.log(thrown.failure?.code ?? thrown.stack) }
      process.exit(0)`,
        path,
        3000,
      )
      await child.ended
      expect(child.output()).toContain('disk-full')
      const workspace = await testWorkspace(path)
      expect([await cost(workspace), workspace.revision, (await workspace.verify()).intact]).toEqual([{ USD: '1000' }, 1, true])
    },
    60_000,
  )
})

describe.skipIf(process.platform === 'win32')('a disk that is full only when the file is closed', () => {
  it('costs nothing: what was committed waits in the log', async () => {
    const path = inFolder()
    const first = await testWorkspace(path)
    await importFiles(first, [[billed('1')]])
    await first.close()
    const child = startChild(
      `
      const w = await openWorkspace(path, options)
      await importLines(w, Array.from({ length: 5000 }, (_, n) => record({ team: 'team ' + n, billed: '1' })))
      await w.close()
      console.log('closed')`,
      path,
      Math.ceil(statSync(path).size / 1024) + 100,
    )
    await child.says('closed')
    await child.ended
    expect(existsSync(`${path}.wal`)).toBe(true)
    const workspace = await testWorkspace(path)
    expect([await cost(workspace), workspace.revision, (await workspace.verify()).intact]).toEqual([{ USD: '5001' }, 2, true])
  }, 60_000)
})

describe('what the database may not do', () => {
  it.each([
    `SELECT * FROM read_csv('/etc/hosts')`,
    `COPY (SELECT 1) TO 'out.csv'`,
    `ATTACH 'other.db'`,
    'INSTALL httpfs',
    'LOAD httpfs',
    'SET enable_external_access = true',
  ])('%s', async (sql) => {
    const database = await Database.open(inFolder(), false)
    await expect(database.write(sql)).rejects.toThrow(/disabled|locked|Permission/)
    await database.close()
  })

  it('keeps what overflows its memory beside its own file', async () => {
    const path = inFolder()
    const database = await Database.open(path, false)
    const [row] = await database.read(`SELECT current_setting('temp_directory') AS folder`)
    expect(row?.folder).toBe(`${path}.tmp`)
    await database.close()
  })
})

/** A Node process with `path`, `options`, `openWorkspace`, `record` and `importLines` at hand. `fileKilobytes` limits what it may write. */
function startChild(
  script: string,
  path: string,
  fileKilobytes?: number,
): { process: ChildProcess; says: (word: string) => Promise<void>; ended: Promise<void>; output: () => string } {
  const source = `
    import { randomUUID } from 'node:crypto'
    import { runnerImport } from 'vite'
    const load = async (file) => (await runnerImport(file, { configFile: false, logLevel: 'silent' })).module
    const { openWorkspace } = await load(${JSON.stringify(resolve(import.meta.dirname, 'workspace.ts'))})
    const path = ${JSON.stringify(path)}
    const options = { create: true, clock: () => '2026-10-01T00:00:00.000Z', libraryPrices: () => null }
    const none = { inputUncached: '', cacheRead: '', cacheWrite5m: '', cacheWrite1h: '', cacheWriteOther: '', output: '' }
    const label = { source: 's', role: 'usage', population: '', standing: 'table', provider: 'p', model: 'm', team: '', project: '', dimensions: {}, tier: 'standard', context: '', currency: 'USD', costIsEstimate: false, charge: '', kind: 'usage', identity: 'key', scope: '' }
    const record = ({ billed, ...rest }) => ({ label: { ...label, ...rest }, start: Date.UTC(2026, 8, 5), end: Date.UTC(2026, 8, 6), tokens: none, reasoning: '', requests: '', gpuHours: '', billed, list: '', contracted: '', annotations: {}, rowId: '', line: 1, totalMismatch: '' })
    const importLines = async (w, records, beforeCommit = () => {}) => {
      const staging = await w.usage.beginImport()
      await staging.append(await staging.addFile({ name: 'f', sha256: randomUUID(), format: 'test' }), records)
      await w.change('import', { label: 'Import' }, (write) => { beforeCommit(); return write.commitImport() }, staging)
    }
    ${script}`
  const node = [process.execPath, '--input-type=module', '-e', source]
  const command = fileKilobytes === undefined ? node : ['bash', '-c', `ulimit -f ${fileKilobytes}; exec "$@"`, 'bash', ...node]
  const child = spawn(command[0] ?? '', command.slice(1), { stdio: ['ignore', 'pipe', 'pipe'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  let output = ''
  const waiting = new Set<() => void>()
  const hear = (data: Buffer): void => {
    output += data.toString()
    for (const check of waiting) check()
  }
  child.stdout.on('data', hear)
  child.stderr.on('data', hear)
  const ended = new Promise<void>((done) => child.on('close', () => done()))
  const says = (word: string): Promise<void> =>
    new Promise((found, failed) => {
      const check = (): void => void (output.includes(word) && found())
      waiting.add(check)
      check()
      void ended.then(() => failed(new Error(`The process ended without saying "${word}": ${output}`)))
    })
  return { process: child, says, ended, output: () => output }
}
