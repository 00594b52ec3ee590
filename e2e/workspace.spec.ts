// The workspace file when things go wrong around it: damaged, newer, held by another process, or the program killed in
// the middle of an import. The page says what happened and what to do; the file is never left half written.
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { shellTexts } from '../shared/language/shell.ts'
import { type App, expect, startApp, test } from './app.ts'
import { cliJson, runCli } from './cli.ts'
import { expected, fixture } from './fixtures.ts'
import { connectTo } from './socket.ts'

/** A workspace with the small fixture in it, made by the command line. */
async function made(dataFolder: string, name = 'made.ballast'): Promise<string> {
  const path = join(dataFolder, name)
  await cliJson(dataFolder, 'import', fixture('usage-small.csv'), '--workspace', path)
  return path
}

test('a damaged file is refused in words and left as it is', async ({ screens, dataFolder }) => {
  const whole = await readFile(await made(dataFolder))
  const damages = {
    'cut.ballast': whole.subarray(0, Math.floor(whole.length / 3)),
    'text.ballast': Buffer.from('Date,Cost\n2026-09-05,1\n'),
    'empty.ballast': Buffer.alloc(0),
  }
  for (const [name, bytes] of Object.entries(damages)) {
    const path = join(dataFolder, name)
    await writeFile(path, bytes)
    await screens.openWorkspace(path)
    const alert = screens.alerts.filter({ hasText: name })
    await expect(alert).toContainText('cannot be read as a workspace')
    await expect(alert).toContainText('Restore a copy of the file')
    expect((await readFile(path)).equals(bytes)).toBe(true)
    const { code, stderr } = await runCli(dataFolder, 'verify', '--workspace', path, '--json')
    expect([code, (JSON.parse(stderr) as { error: { kind: string } }).error.kind]).toEqual([1, 'unreadable-file'])
  }
})

/** A DuckDB file begins with a checksum of its first block, the letters DUCK and the version of its storage format. */
function withStorageVersion(file: Buffer, version: bigint): Buffer {
  const bytes = Buffer.from(file)
  expect(bytes.subarray(8, 12).toString()).toBe('DUCK')
  bytes.writeBigUInt64LE(version, 12)
  let checksum = 5381n
  for (let at = 8; at < 4096; at += 8) checksum ^= BigInt.asUintN(64, bytes.readBigUInt64LE(at) * 0xbf58476d1ce4e5b9n)
  bytes.writeBigUInt64LE(checksum, 0)
  return bytes
}

test('a file of a newer version is refused with what to do, unchanged', async ({ screens, dataFolder }) => {
  const path = await made(dataFolder)
  const bytes = withStorageVersion(await readFile(path), 9999n)
  await writeFile(path, bytes)
  await screens.openWorkspace(path)
  await expect(screens.alerts).toContainText('was made with a newer version (format storage 9999')
  await expect(screens.alerts).toContainText('update Ballast')
  expect((await readFile(path)).equals(bytes)).toBe(true)
})

test('a file held by another process is refused until that one ends', async ({ screens, dataFolder }) => {
  const path = await made(dataFolder)
  const other = await startApp(join(dataFolder, 'other'))
  try {
    const holder = await connectTo(other)
    await holder.call('workspace.open', { path })
    await screens.openWorkspace(path)
    await expect(screens.alerts).toContainText('is open in another window or process')
    const { code, stderr } = await runCli(dataFolder, 'usage', '--workspace', path, '--json')
    expect([code, stderr]).toEqual([1, expect.stringContaining('is open in another window or process')])
  } finally {
    await other.stop()
  }
  await screens.openWorkspace(path)
  await expect(screens.page.getByRole('navigation', { name: shellTexts.en.navigation })).toBeVisible()
})

/** 40,000 rows of one cent in new rows: enough that writing them takes a moment. */
const manyRows = 40_000
const large = [
  'date,provider,model,team,input_tokens,output_tokens,cost_usd',
  ...Array.from({ length: manyRows }, (_, n) => `2026-10-01,acme,m,team ${n},10,5,0.01`),
].join('\n')

/** Kills the program that long after the commit was sent; null: after it was answered. */
async function killDuringImport(app: App, path: string, file: string, afterMs: number | null): Promise<void> {
  const client = await connectTo(app)
  await client.call('workspace.open', { path })
  const { id } = await client.call('import.preview', { files: [{ path: file }] })
  const commit = client.call('import.commit', { id }).then(
    () => undefined,
    () => undefined, // the connection ends with the program
  )
  await (afterMs === null ? commit : new Promise((resolve) => setTimeout(resolve, afterMs)))
  await app.kill()
  await commit
}

for (const [moment, afterMs] of [
  ['as the commit arrives', 0],
  ['while rows are written', 120],
  ['after the answer', null],
] as const) {
  test(`killed ${moment}, all of the import is there or nothing`, async ({ dataFolder }) => {
    const path = await made(dataFolder)
    const file = join(dataFolder, 'large.csv')
    await writeFile(file, large)
    await killDuringImport(await startApp(dataFolder), path, file, afterMs)
    const usage = await cliJson<{ totals: { cost: Record<string, string> } }>(dataFolder, 'usage', '--workspace', path)
    const verified = await cliJson<{ intact: boolean; usageRows: number; entries: number }>(dataFolder, 'verify', '--workspace', path)
    const before = { cost: expected.usage.total, intact: true, usageRows: 368, entries: 1 }
    const after = { cost: String(Number(expected.usage.total) + manyRows / 100), intact: true, usageRows: 368 + manyRows, entries: 2 }
    const found = { cost: usage.totals.cost.USD, intact: verified.intact, usageRows: verified.usageRows, entries: verified.entries }
    expect(afterMs === null ? [after] : [before, after]).toContainEqual(found)
  })
}
