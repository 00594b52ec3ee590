// The power goes at any moment of an import: the workspace opens, holds all of the import or none of it, and its chain verifies.
// A few moments in every run of the tests; BALLAST_KILLS=200 for the long run.
import { spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { copyFile, readdir, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { cliFile, expect, test } from './app.ts'
import { cliJson } from './cli.ts'

const kills = Number(process.env.BALLAST_KILLS ?? 6)
const header = 'request_id,timestamp,provider,model,team,input_tokens,output_tokens,cost_usd'
const line = (n: number): string => `r${n},2026-10-${String((n % 28) + 1).padStart(2, '0')}T10:00:00Z,acme,m,team ${n % 7},10,5,0.01`
const log = (from: number, count: number): string => [header, ...Array.from({ length: count }, (_, n) => line(from + n))].join('\n')

/** Small enough to be read row by row, and large enough to be read by the database. */
const sizes = [20_000, 300_000]

test(`killed ${kills} times at random moments, an import is there whole or not at all`, async ({ dataFolder }) => {
  test.setTimeout(60_000 + kills * 30_000)
  const [base, path] = [join(dataFolder, 'base.ballast'), join(dataFolder, 'w.ballast')]
  const first = join(dataFolder, 'first.csv')
  await writeFile(first, log(1_000_000, 100))
  await cliJson(dataFolder, 'import', first, '--workspace', base)
  const outcomes = new Map<string, number>()
  for (const [turn, rows] of sizes.entries()) {
    const file = join(dataFolder, `log-${rows}.csv`)
    await writeFile(file, log(0, rows))
    await freshCopy(base, path)
    const begun = Date.now()
    await cliJson(dataFolder, 'import', file, '--workspace', path)
    const whole = Date.now() - begun
    for (let kill = turn; kill < kills; kill += sizes.length) {
      await freshCopy(base, path)
      const after = randomInt(0, Math.ceil(whole * 1.1))
      const ended = await importKilled(dataFolder, file, path, after)
      const moment = `${rows} rows, ${ended} after ${after} of ${whole} ms`
      const { totals } = await cliJson<{ totals: { rows: number; cost: Record<string, string> } }>(dataFolder, 'usage', '--workspace', path)
      const { intact, usageRows, entries } = await cliJson<Verified>(dataFolder, 'verify', '--workspace', path)
      const found = { intact, usageRows, entries, cost: totals.cost.USD }
      const [none, all] = [
        { intact: true, usageRows: 100, entries: 1, cost: '1' },
        { intact: true, usageRows: 100 + rows, entries: 2, cost: String(1 + rows / 100) },
      ]
      expect(ended === 'finished' ? [all] : [none, all], moment).toContainEqual(found)
      // Nothing of the import that was cut off is left beside the workspace.
      const beside = (await readdir(dataFolder)).filter((name) => name.startsWith(`${basename(path)}.`))
      expect(beside, moment).toEqual([])
      const outcome = ended === 'finished' ? 'finished before the kill' : entries === 2 ? 'killed, whole' : 'killed, nothing'
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
      if (kills > 20) process.stdout.write(`${kill + 1}: ${moment}: ${outcome}\n`)
    }
  }
  test.info().annotations.push({ type: 'outcomes', description: JSON.stringify(Object.fromEntries(outcomes)) })
})

interface Verified {
  readonly intact: boolean
  readonly usageRows: number
  readonly entries: number
}

async function freshCopy(base: string, path: string): Promise<void> {
  const beside = (await readdir(dirname(path))).filter((name) => name.startsWith(basename(path)))
  for (const name of beside) await rm(join(dirname(path), name), { recursive: true, force: true })
  await copyFile(base, path)
}

/** Runs an import as a script would, and kills the process after so many milliseconds. */
async function importKilled(dataFolder: string, file: string, path: string, afterMs: number): Promise<'killed' | 'finished'> {
  const child = spawn(process.execPath, [cliFile, 'import', file, '--workspace', path, '--data', dataFolder], { stdio: 'ignore' })
  const ended = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>
  const timer = setTimeout(() => child.kill('SIGKILL'), afterMs)
  const [code] = await ended
  clearTimeout(timer)
  return code === 0 ? 'finished' : 'killed'
}
