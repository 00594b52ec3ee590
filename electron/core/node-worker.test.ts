// The real thread: the entry is built as the app builds it, started, answers, and is stopped in the middle of a job.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { toFailure } from '../../shared/result/failure.ts'
import type { MarketJob, RiskJob } from '../../shared/worker/jobs.ts'
import { type MarketRun, runMarket } from '../../shared/worker/market-run.ts'
import { createPool, type WorkerPool } from '../../shared/worker/pool.ts'
import { runJob } from '../../shared/worker/run-job.ts'
import { spawnNodeWorker } from './node-port.ts'

let folder: string
let entry: URL
let pool: WorkerPool

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ballast-worker-'))
  const solver = new URL('../../node_modules/highs/build/highs.mjs', import.meta.url).href
  const source = fileURLToPath(new URL('node-worker.ts', import.meta.url))
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    // The solver finds its .wasm beside itself and so stays where it is, as in the app's build.
    plugins: [{ name: 'solver-outside', enforce: 'pre', resolveId: (id) => (id === 'highs' ? { id: solver, external: true } : null) }],
    build: { ssr: source, outDir: folder, rolldownOptions: { output: { entryFileNames: 'worker.mjs' } } },
  })
  entry = pathToFileURL(join(folder, 'worker.mjs'))
  pool = createPool({ size: 2, spawn: () => spawnNodeWorker(entry) })
}, 60_000)

afterAll(async () => {
  pool.close()
  await rm(folder, { recursive: true })
})

function riskJob(trials: number): RiskJob {
  const months = 3
  const flat = (value: number, size = months) => new Float64Array(size).fill(value)
  return {
    kind: 'risk',
    spend: { committed: flat(0, trials * months), volumeOnly: flat(10, trials * months), sensitive: flat(100, trials * months) },
    months,
    trials,
    seed: 3,
    model: { volatility: 0.5, basisSigma: 0.05, beta: 1 },
    leadDays: 2,
    legs: [{ size: 10, contracts: flat(3), entry: flat(2.5), forward: flat(2.5), marginRate: 0.1, costPerContract: 1 }],
    budget: NaN,
    level: 0.95,
  }
}

describe('a worker thread', () => {
  it('answers exactly what the same call answers here', async () => {
    const heard: number[] = []
    const job = riskJob(1200)
    const there = await pool.run(job, { onProgress: (share) => heard.push(share) })
    expect(there).toEqual(runJob(job))
    expect(job.spend.sensitive).toHaveLength(3600) // the caller keeps its data
    expect(heard.at(-1)).toBe(1)
  })

  it('sends an expected failure with its code and place', async () => {
    const job = { ...riskJob(100), level: NaN }
    const failed = await pool.run(job).catch(toFailure)
    expect(failed).toMatchObject({ kind: 'invalid-input', code: 'job-argument', params: { name: 'level', value: 'NaN' } })
  })

  it('stops in the middle of a long job and serves the next', async () => {
    const stop = new AbortController()
    const begun = performance.now()
    const long = pool.run(riskJob(200_000), { signal: stop.signal, onProgress: () => stop.abort() }).catch(toFailure)
    expect(await long).toMatchObject({ code: 'cancelled' })
    expect(performance.now() - begun).toBeLessThan(5000)
    expect((await pool.run(riskJob(10))).costs).toBe(9)
  })

  it('simulates a market to the same bytes on 1, 2 and 8 threads', async () => {
    const months = 6
    const row = (figure: number, length = 2 * months) => new Float64Array(length).fill(figure)
    const task: Omit<MarketJob, 'kind' | 'first' | 'paths'> = {
      model: { months, factors: 2, quantity: 1, persistence: Float64Array.of(1, 0.9), drift: row(-0.01), loading: row(0.1, 4 * months) },
      spend: { exposure: row(100), open: row(60), margin: row(20, months) },
      draws: { seed: 5, stream: 1, variable: 0, run: 0 },
    }
    const paths = 40_001
    const runs: MarketRun[] = []
    for (const threads of [1, 2, 8]) {
      const workers = createPool({ size: threads, spawn: () => spawnNodeWorker(entry) })
      runs.push(await runMarket(workers, task, paths, threads))
      workers.close()
    }
    const [one, ...others] = runs
    expect(one?.hedgedCost.n).toBe(paths)
    for (const other of others) expect(other).toEqual(one)
    // And the bytes of the same call here, whatever part of the paths it is asked for.
    const here = runJob({ kind: 'market', ...task, first: 4000, paths: 1000 })
    expect(here.cost).toEqual(one?.cost.slice(4000, 5000))
    expect(here.peak).toEqual(one?.peak.slice(4000, 5000))
  })

  it('answers the calculator, solver included', async () => {
    const questions = [
      { function: 'black76', inputs: { F: 19, K: 19, T: 0.75, sigma: 0.28, r: 0.1, cp: -1 } },
      {
        function: 'meanCVaRHedgeLP',
        inputs: { P: [2, 3], V: [10, 10], F: [2, 3], F0: 2.5, K: 9, prem: 1, alpha: 0.9, lam: 1, maxfut: 10 },
      },
    ]
    const { answers } = await pool.run({ kind: 'calc', questions })
    expect(answers[0]).toMatchObject({ result: { price: 1.7010507252362665 } })
    // Ten futures take the price's whole risk away: 25 in both scenarios, as expected cost and as CVaR.
    expect(answers[1]).toMatchObject({ result: { objective: 50, x: [10, 0] } })
  })
})
