// Everything that alters a workspace is a numbered change; undo and redo flip its flag, in time independent of its size.
// The log is append-only; each entry's hash covers the one before it and what the change added and retired, so a later
// edit of the file shows. (It proves consistency, not authorship: who can rewrite the whole file can rewrite the chain.)
import { createHash } from 'node:crypto'
import { fail } from '../../../shared/language/failures.ts'
import { allocateLabelsOf, allocationKind, refreshAllocation } from './allocation.ts'
import { countOf, type Database, type Row, textOf } from './database.ts'
import { brokenSums, type Footprint, footprints, type LedgerTable } from './footprint.ts'
import { refreshPrices } from './price-view.ts'
import { overlapKind } from './spend-view.ts'
import type { Changed, ChangeEntry, ChangeNote, LogEntry, Verification } from './types.ts'

/** A change under way: its number, and the tables it has written. */
export interface OpenChange {
  readonly number: number
  readonly touched: Set<LedgerTable>
}

interface LogDetail {
  readonly label: string
  readonly params: Readonly<Record<string, string>>
  readonly detail?: unknown
  readonly rows?: Partial<Record<LedgerTable, Footprint>>
}

export class Changes {
  readonly #database: Database
  readonly #clock: () => string
  readonly #readOnly: boolean
  #head: { n: number; hash: string }
  #dataRevision: number

  private constructor(database: Database, clock: () => string, readOnly: boolean, head: { n: number; hash: string }) {
    this.#database = database
    this.#clock = clock
    this.#readOnly = readOnly
    this.#head = head
    this.#dataRevision = head.n
  }

  static async load(database: Database, clock: () => string, readOnly: boolean): Promise<Changes> {
    const [last] = await database.read('SELECT n, hash FROM log ORDER BY n DESC LIMIT 1')
    return new Changes(database, clock, readOnly, { n: countOf(last, 'n'), hash: textOf(last, 'hash') })
  }

  get revision(): number {
    return this.#head.n
  }

  /** The last log number at which usage or prices changed since the workspace was opened: what a simulation depends on. */
  get dataRevision(): number {
    return this.#dataRevision
  }

  async change<T>(
    command: string,
    note: ChangeNote,
    work: (open: OpenChange) => Promise<T>,
    before?: { makeReady(): Promise<void> },
    signal?: AbortSignal,
  ): Promise<Changed<T>> {
    return this.#exclusively(async () => {
      await before?.makeReady()
      const run = async (): Promise<{ result: T; change: number | null; head: { n: number; hash: string }; isData: boolean }> => {
        const open: OpenChange = { number: await this.nextNumber(), touched: new Set() }
        const result = await work(open)
        const isNewData = await this.#refresh(open.number, open.touched)
        if (open.touched.has('usage_label')) await allocateLabelsOf(this.#database, open.number)
        if (open.touched.size === 0) return { result, change: null, head: this.#head, isData: false }
        const params = note.params ?? {}
        await this.#database.write(`INSERT INTO change VALUES (${open.number}, $1, $2, $3, false)`, [
          command,
          note.label,
          JSON.stringify(params),
        ])
        const detail: LogDetail = {
          label: note.label,
          params,
          detail: note.detail,
          rows: await footprints(this.#database, open.number, open.touched),
        }
        return { result, change: open.number, head: await this.#append(command, open.number, detail), isData: isNewData }
      }
      const { result, change, head, isData: hasNewData } = await this.#database.transaction(run, (done) => done.change !== null)
      this.#head = head
      if (hasNewData) this.#dataRevision = head.n
      return { result, change, revision: head.n }
    }, signal)
  }

  /** Inside exclusive work: the number the next change would have. */
  async nextNumber(): Promise<number> {
    const [row] = await this.#database.write('SELECT coalesce(max(n), 0) + 1 AS n FROM change')
    return countOf(row, 'n')
  }

  async undo(): Promise<ChangeEntry | null> {
    return this.#flip('undo')
  }

  async redo(): Promise<ChangeEntry | null> {
    return this.#flip('redo')
  }

  async undoable(): Promise<{ undo: ChangeEntry | null; redo: ChangeEntry | null }> {
    const find = async (direction: 'undo' | 'redo'): Promise<ChangeEntry | null> =>
      toEntry((await this.#database.read(candidate[direction]))[0])
    return { undo: await find('undo'), redo: await find('redo') }
  }

  async log(page: { limit?: number; before?: number } = {}): Promise<LogEntry[]> {
    const found = await this.#database.read(
      `SELECT log.*, change.undone FROM log JOIN change ON change.n = log.change
       WHERE log.n < ${page.before ?? this.#head.n + 1} ORDER BY log.n DESC LIMIT ${page.limit ?? 100}`,
    )
    return found.map((row) => {
      const detail = JSON.parse(textOf(row, 'detail')) as LogDetail
      return {
        n: countOf(row, 'n'),
        at: textOf(row, 'logged_at'),
        command: textOf(row, 'command'),
        change: countOf(row, 'change'),
        label: detail.label,
        params: detail.params,
        undone: row.undone === true,
        detail: detail.detail ?? null,
        previous: textOf(row, 'previous'),
        hash: textOf(row, 'hash'),
      }
    })
  }

  /** Recomputes the chain, replays undo and redo, and counts and digests what every change holds. */
  async verify(): Promise<Verification> {
    return this.#database.exclusive(async () => {
      const entries = await this.#database.write('SELECT * FROM log ORDER BY n')
      const [stored] = await this.#database.write('SELECT count(*) AS n FROM usage_line')
      const whole = { entries: entries.length, usageRows: countOf(stored, 'n') }
      const broken = (n: number, reason: 'chain' | 'undone-flags' | 'rows'): Verification => ({
        intact: false,
        ...whole,
        firstBroken: n,
        reason,
      })
      let previous = ''
      const undone = new Map<number, boolean>()
      for (const [index, entry] of entries.entries()) {
        const n = countOf(entry, 'n')
        if (n !== index + 1 || textOf(entry, 'previous') !== previous || textOf(entry, 'hash') !== hashOf(entry))
          return broken(index + 1, 'chain')
        undone.set(countOf(entry, 'change'), textOf(entry, 'command') === 'undo')
        previous = textOf(entry, 'hash')
      }
      for (const row of await this.#database.write('SELECT n, undone FROM change ORDER BY n')) {
        if (undone.get(countOf(row, 'n')) !== (row.undone === true)) return broken(firstEntryOf(entries, countOf(row, 'n')), 'undone-flags')
        undone.delete(countOf(row, 'n'))
      }
      const [orphan] = undone.keys()
      if (orphan !== undefined) return broken(firstEntryOf(entries, orphan), 'undone-flags')
      for (const entry of entries) {
        const { rows } = JSON.parse(textOf(entry, 'detail')) as LogDetail
        if (rows && !(await this.#holds(countOf(entry, 'change'), rows))) return broken(countOf(entry, 'n'), 'rows')
      }
      const [strays] = await this.#database.write(
        `SELECT count(*) AS n FROM usage_line WHERE file NOT IN (SELECT id FROM import_file WHERE added_by IN (SELECT n FROM change))`,
      )
      if (countOf(strays, 'n') > 0) return broken(entries.length + 1, 'rows')
      const [unsummed] = await brokenSums(this.#database)
      return unsummed === undefined ? { intact: true, ...whole } : broken(firstEntryOf(entries, unsummed), 'rows')
    })
  }

  async #holds(change: number, stated: Partial<Record<LedgerTable, Footprint>>): Promise<boolean> {
    const found = await footprints(this.#database, change, new Set(Object.keys(stated) as LedgerTable[]))
    const [row] = await this.#database.write(`SELECT undone FROM change WHERE n = ${change}`)
    return Object.entries(stated).every(([table, then]) => {
      const now = found[table as LedgerTable]
      // What an undone change had retired may have been retired again by a later one.
      return (
        now !== undefined &&
        now.added === then.added &&
        now.digest === then.digest &&
        (row?.undone === true || now.retired === then.retired)
      )
    })
  }

  async #flip(direction: 'undo' | 'redo'): Promise<ChangeEntry | null> {
    return this.#exclusively(async () => {
      const target = toEntry((await this.#database.write(candidate[direction]))[0])
      if (!target) return null
      const undone = direction === 'undo'
      const [entry] = await this.#database.write(`SELECT detail FROM log WHERE change = ${target.change} ORDER BY n LIMIT 1`)
      const { rows = {} } = JSON.parse(textOf(entry, 'detail')) as LogDetail
      const run = async (): Promise<{ head: { n: number; hash: string }; isData: boolean }> => {
        await this.#database.write(`UPDATE change SET undone = ${undone} WHERE n = ${target.change}`)
        const isNewData = await this.#refresh(target.change, Object.keys(rows))
        return { head: await this.#append(direction, target.change, { label: target.label, params: target.params }), isData: isNewData }
      }
      const { head, isData } = await this.#database.transaction(run, () => true)
      this.#head = head
      if (isData) this.#dataRevision = head.n
      return { ...target, undone }
    })
  }

  /** Brings up to date what is derived from what a change wrote; whether results computed from usage and prices are now old. */
  async #refresh(change: number, tables: Iterable<string>): Promise<boolean> {
    const touched = new Set(tables)
    const kinds = touched.has('document')
      ? await this.#database.write(`SELECT DISTINCT kind FROM document WHERE ${change} IN (added_by, retired_by)`)
      : []
    const isTouched = (kind: string): boolean => kinds.some((row) => textOf(row, 'kind') === kind)
    if (touched.has('price') || touched.has('discount')) await this.#database.write(refreshPrices)
    if (isTouched(allocationKind)) await refreshAllocation(this.#database)
    return [...touched].some((table) => dataTables.has(table)) || dataKinds.some(isTouched)
  }

  async #append(command: string, change: number, detail: LogDetail): Promise<{ n: number; hash: string }> {
    const entry = {
      n: this.#head.n + 1,
      logged_at: this.#clock(),
      command,
      change,
      detail: JSON.stringify(detail),
      previous: this.#head.hash,
    }
    const hash = hashOf(entry)
    await this.#database.write(`INSERT INTO log VALUES (${entry.n}, $1, $2, ${change}, $3, $4, $5)`, [
      entry.logged_at,
      command,
      entry.detail,
      entry.previous,
      hash,
    ])
    return { n: entry.n, hash }
  }

  async #exclusively<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    if (this.#readOnly) throw fail('read-only-workspace', { file: this.#database.path }, { file: this.#database.path })
    return this.#database.interruptible(signal, work)
  }
}

/** What figures of usage and money are made of: tables, and kinds of documents. */
const dataTables: ReadonlySet<string> = new Set(['usage_row', 'usage_line', 'price', 'discount', 'fx_rate'])
const dataKinds = [allocationKind, overlapKind]

// The last change that stands can be undone. The one undone last can be redone, unless a change was made since its
// undoing: that clears the redo stack for good, also when the newer change is itself undone.
const candidate = {
  undo: 'SELECT * FROM change WHERE NOT undone ORDER BY n DESC LIMIT 1',
  redo: `SELECT change.* FROM change JOIN (SELECT change AS number, max(n) AS latest FROM log GROUP BY change) entry ON entry.number = change.n
    WHERE undone AND entry.latest > (SELECT coalesce(max(n), 0) FROM log WHERE command NOT IN ('undo', 'redo'))
    ORDER BY entry.latest DESC LIMIT 1`,
} as const

function toEntry(row: Row | undefined): ChangeEntry | null {
  if (!row) return null
  const params = JSON.parse(textOf(row, 'params')) as Record<string, string>
  return { change: countOf(row, 'n'), command: textOf(row, 'command'), label: textOf(row, 'label'), params, undone: row.undone === true }
}

function hashOf(entry: Row): string {
  const covered = [
    countOf(entry, 'n'),
    textOf(entry, 'logged_at'),
    textOf(entry, 'command'),
    countOf(entry, 'change'),
    textOf(entry, 'detail'),
    textOf(entry, 'previous'),
  ]
  return createHash('sha256').update(JSON.stringify(covered)).digest('hex')
}

const firstEntryOf = (entries: readonly Row[], change: number): number =>
  countOf(
    entries.find((entry) => countOf(entry, 'change') === change),
    'n',
  )

/**
 * Inside a change: rows of a table with `retired_by` that fit the condition are taken out; one written in this very change
 * leaves no trace. True when there was one.
 */
export async function retire(
  database: Database,
  open: OpenChange,
  table: Exclude<LedgerTable, 'usage_row' | 'usage_line' | 'usage_label' | 'import_file'>,
  condition: string,
  params: readonly (string | null)[],
): Promise<boolean> {
  const own = await database.write(`DELETE FROM ${table} WHERE ${condition} AND added_by = ${open.number} RETURNING 1`, [...params])
  const earlier = await database.write(
    `UPDATE ${table} SET retired_by = ${open.number} WHERE ${condition}
       AND (retired_by IS NULL OR retired_by IN (SELECT n FROM change WHERE undone))
       AND added_by NOT IN (SELECT n FROM change WHERE undone) RETURNING 1`,
    [...params],
  )
  if (earlier.length > 0) open.touched.add(table)
  return own.length + earlier.length > 0
}

/**
 * Condition on a price or discount that no usage keeps: it is of this very change, or nothing was booked since and it did
 * not reprice what was there.
 */
export const unbooked = (open: OpenChange): string => `(added_by = ${open.number} OR (NOT reprices AND added_by >
  (SELECT coalesce(max(added_by), 0) FROM import_file WHERE added_by NOT IN (SELECT n FROM change WHERE undone))))`
