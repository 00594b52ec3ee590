// What every step works with: the open workspace, the worker pool, and what earlier steps worked out for the same basis.
// Clock, hashing and workers come in from outside, so a step is the same in the desktop, the host and a test.
import type { BasisData } from '../../../shared/contract/scalars.ts'
import type { SettingsData } from '../../../shared/contract/workspace-commands.ts'
import { fail } from '../../../shared/language/failures.ts'
import { toFailure } from '../../../shared/result/failure.ts'
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
  #workspace: Workspace | null = null
  readonly #results = new Map<string, Map<string, Promise<unknown>>>()

  constructor(around: Surroundings) {
    this.around = around
  }

  get isOpen(): boolean {
    return this.#workspace !== null
  }

  get workspace(): Workspace {
    if (!this.#workspace) throw fail('no-workspace')
    return this.#workspace
  }

  /** Puts another workspace in place and returns the one before, for its owner to close. */
  exchange(workspace: Workspace | null): Workspace | null {
    const before = this.#workspace
    this.#workspace = workspace
    this.#results.clear()
    return before
  }

  /** Runs a calculation in a worker. */
  run<J extends Job>(job: J, signal?: AbortSignal): Promise<ResultOf<J>> {
    return this.around.pool.run(job, signal ? { signal } : {})
  }

  /**
   * The result for a key, computed once; a failure is not remembered. Callers of the same key share the work of the
   * first; when that one gives up, the next goes on with its own, so nobody is cancelled by a stranger.
   */
  async once<T>(kind: string, key: unknown, compute: () => Promise<T>): Promise<T> {
    const results = this.#results.get(kind) ?? new Map<string, Promise<unknown>>()
    this.#results.set(kind, results)
    const name = this.around.fingerprint(key)
    const shared = results.get(name) as Promise<T> | undefined
    if (shared) {
      results.delete(name)
      results.set(name, shared)
      try {
        return await shared
      } catch (thrown) {
        if (toFailure(thrown).kind !== 'cancelled') throw thrown
        return this.once(kind, key, compute)
      }
    }
    const result = compute()
    results.set(name, result)
    result.catch(() => results.delete(name))
    for (const oldest of results.keys()) {
      if (results.size <= (largeKinds.has(kind) ? keptLarge : keptResults)) break
      results.delete(oldest)
    }
    return result
  }

  /** Short id of a result: same inputs, same id. */
  runId(kind: string, basis: BasisData, inputs: unknown): string {
    return `r-${this.around.fingerprint({ kind, basis, inputs }).slice(0, 10)}`
  }
}
