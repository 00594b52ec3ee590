// The one door to DuckDB: opens and locks down a file, runs SQL, and reads values as exact text.
// Two connections: `read` sees committed data only; `write` is used under `exclusive`, one piece of work at a time.
// Rows come back as JSON values: decimals, bigints and dates are text, never floats. Used by the ledger only.
import { type DuckDBConnection, DuckDBInstance, type DuckDBValue, type Json } from '@duckdb/node-api'
import { fail } from '../../../shared/language/failures.ts'
import { cancelled, FailureError } from '../../../shared/result/failure.ts'
import { decimalText } from '../../../shared/units/decimal.ts'
import { stageFolder } from './stage-folder.ts'
import { toWorkspaceFailure } from './storage-failures.ts'

export type Row = Record<string, Json>
type Params = DuckDBValue[]

const settings = { autoinstall_known_extensions: 'false', autoload_known_extensions: 'false', allow_community_extensions: 'false' }
/**
 * After this nothing can read another file, attach a database, or loosen a setting; the file itself and its journal stay
 * open, and the folder of an import beside it. What exceeds the memory goes to a temporary file beside the workspace: an
 * import larger than memory is slower, never fatal. No query relies on the order in which rows lie.
 */
const lockDown = (path: string): readonly string[] => [
  "SET memory_limit = '1GB'",
  'SET preserve_insertion_order = false',
  `SET allowed_directories = ['${stageFolder(path).replaceAll("'", "''")}/']`,
  'SET enable_external_access = false',
  'SET lock_configuration = true',
]

// The operating system's lock is per process, so a second opening in this process must be refused here.
const openPaths = new Set<string>()

export class Database {
  readonly path: string
  readonly #instance: DuckDBInstance
  readonly #reader: DuckDBConnection
  readonly #writer: DuckDBConnection
  readonly #pending = new Set<Promise<unknown>>()
  #last: Promise<unknown> = Promise.resolve()
  #closed = false

  private constructor(path: string, instance: DuckDBInstance, reader: DuckDBConnection, writer: DuckDBConnection) {
    this.path = path
    this.#instance = instance
    this.#reader = reader
    this.#writer = writer
  }

  /** `path` is the real path of the file. Fails with a code of the catalogue, the file as it was. */
  static async open(path: string, readOnly: boolean): Promise<Database> {
    if (openPaths.has(path)) throw fail('workspace-in-use', { file: path }, { file: path })
    openPaths.add(path)
    try {
      const instance = await DuckDBInstance.create(path, readOnly ? { ...settings, access_mode: 'READ_ONLY' } : settings)
      try {
        const reader = await instance.connect()
        for (const statement of lockDown(path)) await reader.run(statement)
        return new Database(path, instance, reader, await instance.connect())
      } catch (thrown) {
        instance.closeSync()
        throw thrown
      }
    } catch (thrown) {
      openPaths.delete(path)
      throw toWorkspaceFailure(thrown, path)
    }
  }

  async read(sql: string, params: Params = []): Promise<Row[]> {
    return this.#track(rows(this.#reader, sql, params))
  }

  /** On the writing connection; only inside `exclusive`. */
  async write(sql: string, params: Params = []): Promise<Row[]> {
    return rows(this.#writer, sql, params)
  }

  /** For bulk appends; only inside `exclusive`. */
  get writer(): DuckDBConnection {
    return this.#writer
  }

  /** Runs `work` when all exclusive work before it has ended. */
  async exclusive<T>(work: () => Promise<T>): Promise<T> {
    const run = this.#last.then(work, work)
    this.#last = run.catch(() => undefined)
    try {
      return await run
    } catch (thrown) {
      throw toWorkspaceFailure(thrown, this.path)
    }
  }

  /** Exclusive work that a signal stops in the middle of a statement; it then fails as cancelled. */
  async interruptible<T>(signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
    const stop = (): void => this.#writer.interrupt()
    return this.exclusive(async () => {
      if (signal?.aborted) throw new FailureError(cancelled())
      signal?.addEventListener('abort', stop)
      try {
        return await work()
      } catch (thrown) {
        throw signal?.aborted ? new FailureError(cancelled()) : thrown
      } finally {
        signal?.removeEventListener('abort', stop)
      }
    })
  }

  /** One transaction on the writing connection: all of `work` or nothing. `keep` decides after the fact. */
  async transaction<T>(work: () => Promise<T>, keep: (result: T) => boolean): Promise<T> {
    await this.#writer.run('BEGIN TRANSACTION')
    try {
      const result = await work()
      await this.#writer.run(keep(result) ? 'COMMIT' : 'ROLLBACK')
      return result
    } catch (thrown) {
      // The first failure is the one to tell; a failed rollback only means that the storage has already given up.
      await this.#writer.run('ROLLBACK').catch(() => undefined)
      throw thrown
    }
  }

  /** A second call does nothing. */
  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    await this.#last
    await Promise.allSettled(this.#pending)
    try {
      this.#reader.closeSync()
      this.#writer.closeSync()
      this.#instance.closeSync() // folds the journal into the file
    } finally {
      openPaths.delete(this.path)
    }
  }

  async #track<T>(work: Promise<T>): Promise<T> {
    this.#pending.add(work)
    try {
      return await work
    } finally {
      this.#pending.delete(work)
    }
  }
}

async function rows(connection: DuckDBConnection, sql: string, params: Params): Promise<Row[]> {
  const result = params.length === 0 ? await connection.run(sql) : await connection.run(sql, params)
  return result.getRowObjectsJson()
}

/** The text of a column; '' for NULL. */
export function textOf(row: Row | undefined, column: string): string {
  const value = row?.[column]
  if (value === null || value === undefined) return ''
  if (typeof value === 'object') throw new Error(`Not a single value in ${column}`)
  return String(value)
}

/** A count of rows or a number of ours: whole and exact as a double, otherwise a bug. NULL is 0. */
export function countOf(row: Row | undefined, column: string): number {
  const count = Number(textOf(row, column) || '0')
  if (!Number.isSafeInteger(count)) throw new Error(`Count out of range in ${column}: ${textOf(row, column)}`)
  return count
}

/** A decimal column as canonical text; NULL is `absent`. */
export function decimalOf(row: Row | undefined, column: string, absent = '0'): string {
  const text = textOf(row, column)
  return text === '' ? absent : (decimalText(text) ?? text)
}
