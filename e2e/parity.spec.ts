// One core, two roads. The command line (memory transport) and a script on the WebSocket give the same answers to the
// same commands, byte for byte, on workspaces that were filled the same way; and a second run gives the first one's bytes.
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { CommandName, Input } from '../shared/contract/commands.ts'
import { expect, test } from './app.ts'
import { cliJson, runCli } from './cli.ts'
import { expected, fixture } from './fixtures.ts'
import { connectTo, type ScriptClient } from './socket.ts'

// Every command of the command line starts the program anew.
test.describe.configure({ timeout: 150_000 })

const trials = 800
const quotes = `2026-10\t${expected.hedge.price}\n2027-03\t3.50\n`

/** What a command means on both roads: the words of the command line, and the calls it stands for. */
interface Step {
  readonly words: readonly string[]
  readonly calls: (client: ScriptClient) => Promise<unknown>
}
const call =
  <K extends CommandName>(name: K, args: Input<K>) =>
  (client: ScriptClient): Promise<unknown> =>
    client.call(name, args)

const changes = (quotesFile: string): Step[] => [
  {
    words: ['import', fixture('usage-small.csv')],
    async calls(client) {
      const preview = await client.call('import.preview', { files: [{ path: fixture('usage-small.csv') }] })
      await client.call('import.commit', { id: preview.id })
      return { months: preview.months, unpriced: preview.unpriced }
    },
  },
  { words: ['settings', `trials=${trials}`], calls: call('settings.set', { trials }) },
  {
    words: ['market', 'import', quotesFile, '--contract', 'NYMEX:GPU1', '--as-of', '2026-09-30', '--source', 'test'],
    calls: call('market.paste', { contract: 'NYMEX:GPU1', kind: 'quotes', text: quotes, asOf: '2026-09-30', source: 'test', commit: true }),
  },
  {
    words: ['exposure', '--beta', '0.6'],
    async calls(client) {
      await client.call('exposure.set', { beta: 0.6 })
      return client.call('exposure.measure', {})
    },
  },
]
const readings: Step[] = [
  {
    words: ['usage', '--by', 'provider,model'],
    async calls(client) {
      const { rows, totals } = await client.call('usage.query', { by: ['provider', 'model'] })
      const flat = ({ keys, ...figures }: (typeof rows)[number]) => ({ ...keys, ...figures })
      return { rows: rows.map(flat), totals: flat(totals) }
    },
  },
  {
    words: ['drivers'],
    async calls(client) {
      const { notes: _said, ...answer } = await client.call('usage.drivers', {}) // the command line says notes in words
      return answer
    },
  },
  { words: ['prices'], calls: call('price.list', {}) },
  { words: ['market', 'curve'], calls: call('market.curve', {}) },
  { words: ['forecast'], calls: call('forecast.run', {}) },
  { words: ['hedge', 'evaluate', '--strategy', 'ladder'], calls: call('hedge.evaluate', { id: 'ladder' }) },
  { words: ['hedge', 'compare'], calls: call('hedge.compare', {}) },
  { words: ['risk', '--strategy', 'ladder'], calls: call('risk.measure', { id: 'ladder' }) },
  { words: ['verify'], calls: call('workspace.verify', {}) },
]

/** What the command line prints beside the answer itself (a seed at the top, breaches as sentences) is left out. */
function likeIn(answer: unknown, printed: unknown): unknown {
  if (Array.isArray(answer) && Array.isArray(printed)) return printed.map((each, at) => likeIn(answer[at], each))
  if (typeof answer !== 'object' || answer === null || typeof printed !== 'object' || printed === null) return printed
  return Object.fromEntries(
    Object.entries(printed).flatMap(([key, value]) => (key in answer ? [[key, likeIn(answer[key as never], value)]] : [])),
  )
}

/** JSON with sorted keys: equal texts are equal answers. */
const text = (value: unknown): string =>
  JSON.stringify(
    value,
    (_key, part: unknown) =>
      typeof part === 'object' && part !== null && !Array.isArray(part)
        ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
        : part,
    1,
  )

test('the command line and the socket answer alike, byte for byte', async ({ app, dataFolder }) => {
  const quotesFile = join(dataFolder, 'quotes.tsv')
  await writeFile(quotesFile, quotes)
  const [own, other] = [join(dataFolder, 'cli.ballast'), join(dataFolder, 'socket.ballast')]
  const client = await connectTo(app)
  await client.call('workspace.create', { path: other })
  for (const { words, calls } of [...changes(quotesFile), ...readings]) {
    const answer = await calls(client)
    const printed = await cliJson(dataFolder, ...words, '--workspace', own)
    expect(text(likeIn(answer, printed)), words.join(' ')).toBe(text(answer))
  }
  client.close()
})

test('a second run gives the bytes of the first: answers and documents', async ({ dataFolder }) => {
  const workspace = join(dataFolder, 'twice.ballast')
  await cliJson(dataFolder, 'import', fixture('usage-small.csv'), '--workspace', workspace)
  await cliJson(dataFolder, 'settings', `trials=${trials}`, '--workspace', workspace)
  const run = async (): Promise<string[]> => {
    const outputs: string[] = []
    for (const words of [['forecast'], ['hedge', 'compare']])
      outputs.push((await runCli(dataFolder, ...words, '--workspace', workspace, '--json')).stdout)
    return outputs
  }
  const first = await run()
  expect(first.every((output) => output.length > 1000)).toBe(true)
  expect(await run()).toEqual(first)
  const other = await runCli(dataFolder, 'forecast', '--workspace', workspace, '--json', '--seed', '7')
  expect(other.stdout).not.toBe(first[0])

  const report = async (folder: string): Promise<Record<string, string>> => {
    const args = ['report', '--out', join(dataFolder, folder), '--format', 'json,csv,xlsx,html', '--workspace', workspace]
    const { files } = await cliJson<{ files: { name: string; path: string; sha256: string }[] }>(dataFolder, ...args)
    const entries = await Promise.all(files.map(async ({ name, path }) => [name, (await readFile(path)).toString('base64')] as const))
    return Object.fromEntries(entries)
  }
  const documents = await report('one')
  expect(Object.keys(documents).length).toBeGreaterThan(4)
  const again = await report('two')
  expect(Object.keys(again)).toEqual(Object.keys(documents))
  for (const [name, bytes] of Object.entries(documents)) expect(again[name] === bytes, `${name} is the same file`).toBe(true)
})
