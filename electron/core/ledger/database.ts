// The one door to DuckDB: opens and locks down a file, runs SQL, and reads values as exact text.
// Two connections: `read` sees committed data only; `write` is used under `exclusive`, one piece of work at a time.
// What is committed is in DuckDB's log beside the file; it goes into the file itself once, when the file is closed or, if the
// log has grown large, at a `fold` (rollback-journal.ts says why not in between).
// Rows come back as JSON values: decimals, bigints and dates are text, never floats. Used by the ledger only.

import { existsSync, statSync } from 'node:fs'
import { type DuckDBConnection, DuckDBInstance, type DuckDBValue, type Json } from '@duckdb/node-api'
import { fail } from '../../../shared/language/failures.ts'
import { cancelled, FailureError } from '../../../shared/result/failure.ts'
import { decimalText } from '../../../shared/units/decimal.ts'
import { endCheckpoint, isCutShort, journalOf, type Overwritable, readOverwritable, writeJournal } from './rollback-journal.ts'
import { stageFolder } from './stage-folder.ts'
import { toWorkspaceFailure } from './storage-failures.ts'

export type Row = Record<string, Json>
type Params = DuckDBValue[]

const settings = {
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
  allow_community_extensions: 'false',
  checkpoint_threshold: '1TB', // never of its own accord
}
/** A log of this size goes into the file: to read it again after a crash takes about a second. */
const largeLog = 64 * 1024 * 1024
/**
 * After this nothing can read another file, attach a database, or loosen a setting; the file itself and its journal stay
 * open, and the folder of an import beside it. What exceeds the memory goes to a temporary file beside the workspace: an
 * import larger than memory is slower, never fatal. No query relies on the order in which rows lie.
 */
const lockDown = (path: string): readonly string[] => [
  'PRAGMA disable_checkpoint_on_shutdown',
  "SET memory_limit = '1GB'",
  'SET preserve_insertion_order = false',
  `SET allowed_directories = ['${stageFolder(path).replaceAll("'", "''")}/']`,
  'SET enable_external_access = false',
  'SET lock_configuration = true',
]

// The operating system's lock is per process, so a second opening in this process must be refused here.
const openPaths = new Set<string>()

interface Opened {
  readonly instance: DuckDBInstance
  readonly reader: DuckDBConnection
  readonly writer: DuckDBConnection
  /** null when there is nothing to write over: a file that is new, or not to be written. */
  readonly overwritable: Overwritable | null
}

async function openFile(path: string, readOnly: boolean): Promise<Opened> {
  const overwritable = readOnly ? null : await readOverwritable(path)
  const instance = await DuckDBInstance.create(path, readOnly ? { ...settings, access_mode: 'READ_ONLY' } : settings)
  try {
    const reader = await instance.connect()
    for (const statement of lockDown(path)) await reader.run(statement)
    return { instance, reader, writer: await instance.connect(), overwritable }
  } catch (thrown) {
    instance.closeSync()
    throw thrown
  }
}

export class Database {
  readonly path: string
  readonly #readOnly: boolean
  #opened: Opened
  #folds = 0
  #folding: Promise<void> | null = null
  readonly #pending = new Set<Promise<unknown>>()
  #last: Promise<unknown> = Promise.resolve()
  #closed = false
  /** Nothing new may begin: a connection closed under a statement never answers it. */
  #released = false

  private constructor(path: string, readOnly: boolean, opened: Opened) {
    this.path = path
    this.#readOnly = readOnly
    this.#opened = opened
  }

  /** `path` is the real path of the file. Fails with a code of the catalogue, the file as it was. */
  static async open(path: string, readOnly: boolean): Promise<Database> {
    if (openPaths.has(path)) throw fail('workspace-in-use', { file: path }, { file: path })
    openPaths.add(path)
    try {
      return new Database(path, readOnly, await openFile(path, readOnly))
    } catch (thrown) {
      openPaths.delete(path)
      throw toWorkspaceFailure(thrown, path)
    }
  }

  /** Puts a file in order whose last writing was cut off; to be called before it is looked at. */
  static async mend(path: string, readOnly: boolean): Promise<void> {
    if (!existsSync(journalOf(path))) return
    const isOrderly = await Database.open(path, true).then(
      (database) => database.close().then(() => true),
      (thrown) => {
        // Who has it open is at work on it.
        if (thrown instanceof FailureError && thrown.failure.code === 'workspace-in-use') throw thrown
        return false
      },
    )
    if (readOnly && isOrderly) return
    if (readOnly && isCutShort(path)) throw fail('workspace-cut-short', { file: path }, { file: path })
    if (!readOnly) endCheckpoint(path)
  }

  /** Grows by one whenever what a connection had made for itself, such as temporary tables, is gone. */
  get folds(): number {
    return this.#folds
  }

  async read(sql: string, params: Params = []): Promise<Row[]> {
    return this.steadily(() => rows(this.#opened.reader, sql, params))
  }

  /** Reads that go together: the file is not opened anew between them. */
  async steadily<T>(work: () => Promise<T>): Promise<T> {
    while (this.#folding) await this.#folding
    if (this.#released) throw new FailureError(cancelled())
    const run = work()
    this.#pending.add(run)
    try {
      return await run
    } finally {
      this.#pending.delete(run)
    }
  }

  /** On the writing connection; only inside `exclusive`. */
  async write(sql: string, params: Params = []): Promise<Row[]> {
    return rows(this.#opened.writer, sql, params)
  }

  /** For bulk appends; only inside `exclusive`. */
  get writer(): DuckDBConnection {
    return this.#opened.writer
  }

  /** Runs `work` when all exclusive work before it has ended. */
  async exclusive<T>(work: () => Promise<T>): Promise<T> {
    const begin = (): Promise<T> => {
      if (this.#released) throw new FailureError(cancelled())
      return work()
    }
    const run = this.#last.then(begin, begin)
    this.#last = run.catch(() => undefined)
    try {
      return await run
    } catch (thrown) {
      throw toWorkspaceFailure(thrown, this.path)
    }
  }

  /** Exclusive work that a signal stops in the middle of a statement; it then fails as cancelled. */
  async interruptible<T>(signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
    const stop = (): void => this.#opened.writer.interrupt()
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
    await this.#opened.writer.run('BEGIN TRANSACTION')
    try {
      const result = await work()
      await this.#opened.writer.run(keep(result) ? 'COMMIT' : 'ROLLBACK')
      return result
    } catch (thrown) {
      // The first failure is the one to tell; a failed rollback only means that the storage has already given up.
      await this.#opened.writer.run('ROLLBACK').catch(() => undefined)
      throw thrown
    }
  }

  /** A second call does nothing. */
  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    let last: Promise<unknown>
    do {
      last = this.#last
      await Promise.allSettled([last, ...this.#pending])
    } while (last !== this.#last || this.#pending.size > 0)
    this.#released = true
    try {
      await this.#release()
    } finally {
      openPaths.delete(this.path)
    }
  }

  /** Between changes: a log that has grown large goes into the file, which is opened anew for it; not while an import waits beside it. */
  async fold(atBytes = largeLog): Promise<void> {
    if (this.#readOnly || logBytes(this.path) < atBytes) return
    await this.exclusive(async () => {
      const [attached] = await this.write('SELECT count(*) AS n FROM duckdb_databases() WHERE NOT internal')
      if (countOf(attached, 'n') > 1) return
      while (this.#pending.size > 0) await Promise.allSettled(this.#pending)
      this.#folding = this.#reopen()
      await this.#folding.finally(() => {
        this.#folding = null
      })
    })
  }

  async #reopen(): Promise<void> {
    await this.#release()
    this.#opened = await openFile(this.path, false)
    this.#folds += 1
  }

  async #release(): Promise<void> {
    const { instance, reader, writer, overwritable } = this.#opened
    try {
      if (!this.#readOnly && logBytes(this.path) > 0) {
        if (overwritable) writeJournal(this.path, overwritable)
        await writer.run('CHECKPOINT')
      }
    } catch {
      // The disk is full, or gone: what was committed stays in the log and goes into the file another time.
    } finally {
      reader.closeSync()
      writer.closeSync()
      instance.closeSync()
    }
    if (!this.#readOnly) endCheckpoint(this.path)
  }
}

function logBytes(path: string): number {
  return statSync(`${path}.wal`, { throwIfNoEntry: false })?.size ?? 0
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
