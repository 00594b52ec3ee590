// What every step works with: one open workspace, the worker pool, and what earlier steps worked out for the same basis.
// Another workspace gets another session, so nothing of one is ever served for, or written into, the other. Clock,
// hashing and workers come in from outside, so a step is the same in the desktop, the host and a test.
import type { BasisData } from '../../../shared/contract/scalars.ts'
import type { SettingsData } from '../../../shared/contract/workspace-commands.ts'
import { cancelled, FailureError } from '../../../shared/result/failure.ts'
import type { Job, ResultOf } from '../../../shared/worker/jobs.ts'
import type { WorkerPool } from '../../../shared/worker/pool.ts'
import type { Workspace } from '../ledger/types.ts'

export interface Surroundings {
  /** The present instant, ISO; used only for the log and file dates, never in a computation. */
  readonly clock: () => string
  readonly pool: WorkerPool
  /** SHA-256 of the canonical JSON of a value, hexadecimal. */
  readonly fingerprint: (value: unknown) => string
  /** 256 random bits, hexadecimal: ids of previews, the salt of hashed columns. Never used in a computation. */
  readonly secret: () => string
  readonly version: string
  /** What a script's options put in place of the workspace's own settings, for this run only. */
  readonly overrides: Partial<SettingsData>
}

/** Results kept per kind, the last used first; those that hold every path of every model are large. */
const keptResults = 8
const keptLarge = 2
const largeKinds = new Set(['spend-plan', 'spend-split', 'exposure-paths'])

export class Session {
  readonly around: Surroundings
  readonly workspace: Workspace
  readonly #results = new Map<string, Map<string, Shared>>()
  #isClosed = false

  constructor(around: Surroundings, workspace: Workspace) {
    this.around = around
    this.workspace = workspace
  }

  get isClosed(): boolean {
    return this.#isClosed
  }

  /** Ends what is being computed and releases the file. */
  async close(): Promise<void> {
    this.#isClosed = true
    for (const results of this.#results.values()) for (const { controller } of results.values()) controller.abort()
    await this.workspace.close()
  }

  /** Runs a calculation in a worker. */
  run<J extends Job>(job: J, signal?: AbortSignal): Promise<ResultOf<J>> {
    return this.around.pool.run(job, signal ? { signal } : {})
  }

  /**
   * The result for a key, computed once for all who ask; a failure is not remembered. A caller that gives up is told
   * at once; the work itself ends only when nobody has wanted it for a while, so that typing on does not start it over.
   */
  once<T>(kind: string, key: unknown, compute: (signal: AbortSignal) => Promise<T>, signal?: AbortSignal): Promise<T> {
    if (signal?.aborted) return Promise.reject(new FailureError(cancelled()))
    const results = this.#results.get(kind) ?? new Map<string, Shared>()
    this.#results.set(kind, results)
    const name = this.around.fingerprint(key)
    const known = results.get(name)
    const shared =
      known && !known.controller.signal.aborted ? known : begin(compute, (failed) => results.get(name) === failed && results.delete(name))
    results.delete(name)
    results.set(name, shared)
    for (const oldest of results.keys()) {
      if (results.size <= (largeKinds.has(kind) ? keptLarge : keptResults)) break
      results.delete(oldest)
    }
    return wait(shared, signal) as Promise<T>
  }

  /** Short id of a result: same inputs, same id. */
  runId(kind: string, basis: BasisData, inputs: unknown): string {
    return `r-${this.around.fingerprint({ kind, basis, inputs }).slice(0, 10)}`
  }
}

/** A computation with the number of callers that still want it. */
interface Shared {
  readonly promise: Promise<unknown>
  readonly controller: AbortController
  waiting: number
}

/** How long unwanted work may still be wanted again, by the next key press. */
const graceMs = 1500

function begin(compute: (signal: AbortSignal) => Promise<unknown>, forget: (failed: Shared) => void): Shared {
  const controller = new AbortController()
  const shared: Shared = { promise: compute(controller.signal), controller, waiting: 0 }
  shared.promise.catch(() => forget(shared))
  return shared
}

function wait(shared: Shared, signal: AbortSignal | undefined): Promise<unknown> {
  shared.waiting += 1
  if (!signal) return shared.promise
  return new Promise((resolve, reject) => {
    const leave = (): void => {
      reject(new FailureError(cancelled()))
      shared.waiting -= 1
      const endIfUnwanted = (): void => {
        if (shared.waiting === 0) shared.controller.abort()
      }
      setTimeout(endIfUnwanted, graceMs).unref()
    }
    signal.addEventListener('abort', leave, { once: true })
    const stay = (): void => signal.removeEventListener('abort', leave)
    shared.promise.then(resolve, reject).finally(stay)
  })
}
