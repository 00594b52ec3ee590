// Results of reading commands, by name and arguments: several parts of a screen share one call, and a screen that
// is opened again shows its last figures at once, marked stale until the new ones are there.
// When the workspace changes everything is stale and what is on screen is asked again.
import type { ProgressData } from '../../shared/contract/commands.ts'
import { type Failure, toFailure } from '../../shared/result/failure.ts'

export interface QuerySnapshot {
  readonly data: unknown
  readonly failure: Failure | undefined
  readonly pending: boolean
  readonly stale: boolean
  readonly progress: ProgressData | undefined
}

export type Fetch = (options: { signal: AbortSignal; onProgress: (progress: ProgressData) => void }) => Promise<unknown>

interface Entry {
  snapshot: QuerySnapshot
  readonly listeners: Set<() => void>
  fetch: Fetch
  running: AbortController | undefined
}

const nothing: QuerySnapshot = { data: undefined, failure: undefined, pending: true, stale: false, progress: undefined }
const keptUnwatched = 60

export class QueryCache {
  readonly #entries = new Map<string, Entry>()

  snapshot(key: string): QuerySnapshot {
    return this.#entries.get(key)?.snapshot ?? nothing
  }

  /** Asks unless the answer is there and fresh; asks again after each change while anyone watches. */
  watch(key: string, fetch: Fetch, listener: () => void): () => void {
    const entry = this.#entries.get(key) ?? { snapshot: nothing, listeners: new Set<() => void>(), fetch, running: undefined }
    entry.fetch = fetch
    this.#entries.delete(key) // the newest last, so that the oldest is dropped first
    this.#entries.set(key, entry)
    entry.listeners.add(listener)
    if (!entry.running && (entry.snapshot.data === undefined || entry.snapshot.stale)) this.#ask(entry)
    return () => {
      entry.listeners.delete(listener)
      if (entry.listeners.size > 0) return
      // A screen that closes and opens in one breath must not cancel its own question.
      setTimeout(() => {
        if (entry.listeners.size > 0) return
        entry.running?.abort()
        this.#drop()
      }, 50)
    }
  }

  retry(key: string): void {
    const entry = this.#entries.get(key)
    if (entry) this.#ask(entry)
  }

  /** Everything known is of an older revision: keep showing it, dimmed, and ask again for what is watched. */
  markStale(): void {
    for (const entry of this.#entries.values()) {
      if (entry.listeners.size > 0) this.#ask(entry)
      else entry.snapshot = { ...entry.snapshot, stale: true }
    }
  }

  /** Another workspace: nothing known is true any more. */
  clear(): void {
    for (const [key, entry] of this.#entries) {
      entry.running?.abort()
      if (entry.listeners.size === 0) this.#entries.delete(key)
      else {
        entry.snapshot = nothing
        this.#ask(entry)
      }
    }
  }

  #ask(entry: Entry): void {
    entry.running?.abort()
    const running = new AbortController()
    entry.running = running
    const show = (next: Partial<QuerySnapshot>): void => {
      if (entry.running !== running) return
      entry.snapshot = { ...entry.snapshot, ...next }
      for (const listener of [...entry.listeners]) listener()
    }
    const end = (next: Partial<QuerySnapshot>): void => {
      show({ ...next, pending: false, progress: undefined })
      if (entry.running === running) entry.running = undefined
    }
    show({ pending: true, stale: entry.snapshot.data !== undefined })
    entry.fetch({ signal: running.signal, onProgress: (progress) => show({ progress }) }).then(
      (data) => end({ data, failure: undefined, stale: false }),
      (thrown: unknown) => end({ failure: toFailure(thrown) }),
    )
  }

  #drop(): void {
    for (const [key, entry] of this.#entries) {
      if (this.#entries.size <= keptUnwatched) return
      if (entry.listeners.size === 0) this.#entries.delete(key)
    }
  }
}
