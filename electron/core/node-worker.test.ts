// The real thread: the entry is built as the app builds it, started, answers, and is stopped in the middle of a job.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { toFailure } from '../../shared/result/failure.ts'
import type { RiskJob } from '../../shared/worker/jobs.ts'
import { createPool, type WorkerPool } from '../../shared/worker/pool.ts'
import { runJob } from '../../shared/worker/run-job.ts'
import { spawnNodeWorker } from './node-port.ts'

let folder: string
let pool: WorkerPool

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ballast-worker-'))
  const entry = fileURLToPath(new URL('node-worker.ts', import.meta.url))
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: { ssr: entry, outDir: folder, rolldownOptions: { output: { entryFileNames: 'worker.mjs' } } },
  })
  pool = createPool({ size: 2, spawn: () => spawnNodeWorker(pathToFileURL(join(folder, 'worker.mjs'))) })
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
})
