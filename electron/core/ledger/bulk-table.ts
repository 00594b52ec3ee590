// A large CSV read by a database of its own beside the workspace, on all cores and in bounded memory: its texts are asked
// about once per combination, its numbers typed in one pass. What is not plainly written (`doubtful`) comes back as rows
// with their line numbers. Whether every line of the file is there is checked before anything is taken.
//   pending    every row: typed numbers and times, the hash of its texts
//   meaning    what each combination of texts means: a label and a shape, rows left out, or doubtful
//   taken      those of them that are lines
//   doubtful   rows for the ordinary way
import { rmSync } from 'node:fs'
import { type DuckDBConnection, DuckDBListValue, type DuckDBValue, INTEGER, UBIGINT, VARCHAR } from '@duckdb/node-api'
import type { PlannedShape, TablePlan } from '../../../shared/domain/table-plan.ts'
import { fail } from '../../../shared/language/failures.ts'
import { FailureError } from '../../../shared/result/failure.ts'
import {
  blankSql,
  dateColumns,
  doubtfulSql,
  doubtSql,
  firstRows,
  keysSql,
  linesSql,
  measuresOf,
  numberColumns,
  pendingSql,
  textsSql,
  unkeptSql,
  unmetSql,
} from './bulk-sql.ts'
import { countOf, decimalOf, type Row, textOf } from './database.ts'
import { withSideDatabase } from './side-database.ts'
import type { StagedLabels } from './staged-labels.ts'
import { chunksOf } from './staged-lines.ts'
import { toWorkspaceFailure } from './storage-failures.ts'
import type { BulkTable, PlainRow } from './types.ts'
import type { Measure } from './usage-columns.ts'

/** More combinations of texts than this and asking about each costs more than reading row by row. */
const mostMeanings = 200_000
/** Beyond this share (and number) of doubtful rows the table is not plain. */
const doubtShare = 0.2
const doubtsAllowed = 20_000

interface Surroundings {
  readonly path: string
  readonly file: number
  readonly firstSid: bigint
  readonly labels: StagedLabels
  readonly replaces: string
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: ((step: string, percent: number) => void) | undefined
}

export class LargeTable implements BulkTable {
  readonly #plan: TablePlan
  readonly #around: Surroundings
  readonly #shapes: readonly PlannedShape[]
  readonly #doubts: number
  readonly skipped: BulkTable['skipped']
  readonly taken: number

  private constructor(
    plan: TablePlan,
    around: Surroundings,
    read: { shapes: readonly PlannedShape[]; doubts: number; skipped: BulkTable['skipped']; taken: number },
  ) {
    this.#plan = plan
    this.#around = around
    this.#shapes = read.shapes
    this.#doubts = read.doubts
    this.skipped = read.skipped
    this.taken = read.taken
  }

  /** null when the table is not plain enough; nothing of it is left then. */
  static async read(plan: TablePlan, around: Surroundings): Promise<LargeTable | null> {
    const table = await withDatabase(plan, around, async (connection) => {
      const meanings = await Meanings.begin(connection, plan, around)
      if (!(await meanings.learn('first'))) return null
      if (plan.rows > firstRows && meanings.count > firstRows / 4) return null // as good as one for each row
      const columns = columnsOf(plan, meanings.shapes)
      if (!(await loadPending(connection, plan, columns))) return null
      const [unmet] = await rows(connection, unmetSql)
      if (countOf(unmet, 'n') > 0) {
        if (!(await meanings.learn('unmet'))) return null
        // Rows met later may read columns that the first ones do not.
        const wanted = columnsOf(plan, meanings.shapes)
        if (JSON.stringify(wanted) !== JSON.stringify(columns)) {
          await connection.run('DROP TABLE pending')
          if (!(await loadPending(connection, plan, wanted))) return null
        }
      }
      const { shapes } = meanings
      const doubts = await findDoubts(connection, plan, shapes)
      if (doubts > Math.max(doubtsAllowed, plan.rows * doubtShare)) return null
      // A table of its own, since the planner counts on a fifth where a condition stands, and then joins from the wrong side.
      await connection.run(`CREATE TABLE taken AS SELECT h, label, shape FROM meaning WHERE fate = 'taken'`)
      const skipped = await skippedRows(connection, plan)
      const left = skipped.reduce((sum, { rows: count }) => sum + count, 0)
      return new LargeTable(plan, around, { shapes, doubts, skipped, taken: plan.rows - doubts - left })
    })
    if (!table) rmSync(around.path, { force: true })
    return table
  }

  get file(): number {
    return this.#around.file
  }

  /** The measures that some of its lines may state. */
  get measures(): readonly Measure[] {
    return measuresOf(this.#shapes)
  }

  /** A SELECT with the columns of staged_line, over the database attached as `schema`; null when it has no line. */
  linesSql(schema: string): string | null {
    const { file, firstSid } = this.#around
    return this.#shapes.length === 0 ? null : linesSql(this.#plan, this.#shapes, schema, file, firstSid, this.#doubts > 0)
  }

  /** A SELECT of the row ids of all rows of the table, also of those that are no lines; null when it has none. */
  keysSql(schema: string): string | null {
    return this.#shapes.length === 0 || this.#plan.ids.length === 0 ? null : keysSql(schema)
  }

  /** The rows to be read the ordinary way, with their line and all their cells. */
  async *doubtfulRows(): AsyncGenerator<PlainRow[]> {
    const { headerLine, path } = this.#plan
    if (this.#doubts > 0) {
      const found = await withDatabase(this.#plan, this.#around, async (connection) => {
        const [unkept] = await rows(connection, unkeptSql)
        const result = await connection.stream(doubtfulSql(this.#plan, countOf(unkept, 'n') === 0))
        const batches: PlainRow[][] = []
        for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk())
          batches.push(chunk.getRows().map(([place, cells]) => ({ line: headerLine + 1 + Number(place), cells: textsOf(cells) })))
        return batches
      })
      if (!found) throw fail('file-changed', { file: path })
      for (const batch of found) yield batch
    }
    if (!(await this.#plan.isAsInspected())) throw fail('file-changed', { file: path })
  }
}

async function withDatabase<T>(
  plan: TablePlan,
  { path, signal, onProgress }: Surroundings,
  work: (connection: DuckDBConnection) => Promise<T>,
): Promise<T | null> {
  const told = onProgress && ((percent: number) => onProgress('table', percent))
  try {
    return await withSideDatabase({ path, overflow: `${path}.tmp`, mayUse: [plan.path], signal, onProgress: told }, work)
  } catch (thrown) {
    const known = toWorkspaceFailure(thrown, path)
    if (known instanceof FailureError && (known.failure.kind === 'cancelled' || known.failure.code === 'disk-full')) throw known
    // A row the database cannot lay under the columns, a quote out of place, a file that is gone: the reader of rows says where.
    if (thrown instanceof Error && /csv|invalid input|conversion error|out of range|io error/i.test(thrown.message)) return null
    throw known
  }
}

async function rows(connection: DuckDBConnection, sql: string): Promise<Row[]> {
  return (await connection.run(sql)).getRowObjectsJson()
}

const meaningTypes = [
  ['h', UBIGINT],
  ['fate', VARCHAR],
  ['label', INTEGER],
  ['shape', INTEGER],
  ['code', VARCHAR],
  ['currency', VARCHAR],
] as const

/** What the combinations of texts of a table mean, asked once each and kept in the table `meaning`. */
class Meanings {
  readonly shapes: PlannedShape[] = []
  readonly #connection: DuckDBConnection
  readonly #plan: TablePlan
  readonly #around: Surroundings
  readonly #shapeNumbers = new Map<PlannedShape, number>()
  readonly #hashes = new Set<bigint>()

  private constructor(connection: DuckDBConnection, plan: TablePlan, around: Surroundings) {
    this.#connection = connection
    this.#plan = plan
    this.#around = around
  }

  static async begin(connection: DuckDBConnection, plan: TablePlan, around: Surroundings): Promise<Meanings> {
    await connection.run(`CREATE TABLE meaning (${meaningTypes.map(([name, type]) => `${name} ${type.toString()}`).join(', ')})`)
    return new Meanings(connection, plan, around)
  }

  get count(): number {
    return this.#hashes.size
  }

  /** false when there are too many. */
  async learn(of: 'first' | 'unmet'): Promise<boolean> {
    const appender = await this.#connection.createAppender('meaning')
    const result = await this.#connection.stream(textsSql(this.#plan, of))
    const found: DuckDBValue[][] = []
    for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
      found.push(...chunk.getRows())
      if (this.#hashes.size + found.length > mostMeanings) return false
    }
    for (const part of chunksOf(
      meaningTypes,
      found.map((row) => this.#meaningOf(row)),
    ))
      appender.appendDataChunk(part)
    appender.closeSync()
    const [count] = await rows(this.#connection, 'SELECT count(*) AS n FROM meaning')
    return countOf(count, 'n') === this.#hashes.size // two combinations of one hash: never seen, never guessed
  }

  #meaningOf([hash, ...texts]: readonly DuckDBValue[]): DuckDBValue[] {
    this.#hashes.add(hash as bigint)
    const cells: string[] = []
    for (const [index, place] of this.#plan.texts.entries()) cells[place] = String(texts[index] ?? '')
    const meaning = this.#plan.meaningOf(cells)
    if (meaning.fate === 'skipped') return [hash ?? null, 'skipped', 0, 0, meaning.code, meaning.currency]
    if (meaning.fate === 'doubtful') return [hash ?? null, 'doubtful', 0, 0, '', '']
    let number = this.#shapeNumbers.get(meaning.shape)
    if (number === undefined) {
      number = this.shapes.push(meaning.shape) - 1
      this.#shapeNumbers.set(meaning.shape, number)
    }
    return [hash ?? null, 'taken', this.#around.labels.numberOf(meaning.label, this.#around.replaces), number, '', '']
  }
}

const columnsOf = (plan: TablePlan, shapes: readonly PlannedShape[]) => ({
  numbers: numberColumns(plan, shapes),
  dates: dateColumns(shapes),
})

/** false when not every line of the file is there as one row. */
async function loadPending(connection: DuckDBConnection, plan: TablePlan, columns: ReturnType<typeof columnsOf>): Promise<boolean> {
  const [loaded] = await rows(connection, `CREATE TABLE pending AS ${pendingSql(plan, columns.numbers, columns.dates)}`)
  return countOf(loaded, 'Count') === plan.rows
}

const textsOf = (cells: DuckDBValue | undefined): string[] =>
  cells instanceof DuckDBListValue ? cells.items.map((cell) => String(cell ?? '')) : []

async function findDoubts(connection: DuckDBConnection, plan: TablePlan, shapes: readonly PlannedShape[]): Promise<number> {
  const byShape = shapes.map((shape, index) => `WHEN ${index} THEN ${doubtSql(shape)}`).join(' ')
  const shaped = shapes.length === 0 ? '' : `OR (m.fate = 'taken' AND CASE m.shape ${byShape} ELSE true END)`
  const [found] = await rows(
    connection,
    `CREATE TABLE doubtful AS SELECT p.rowid AS place FROM pending p JOIN meaning m ON m.h = p.h
      WHERE NOT p.is_plain OR m.fate = 'doubtful' OR ${blankSql(plan)} ${shaped}`,
  )
  return countOf(found, 'Count')
}

async function skippedRows(connection: DuckDBConnection, { money }: TablePlan): Promise<BulkTable['skipped']> {
  const amount = money === null ? 'NULL' : `sum((p.n${money.column} * ${money.scale})::DECIMAL(38,18))`
  const found = await rows(
    connection,
    `SELECT m.code, m.currency, count(*) AS n, ${amount} AS amount FROM pending p JOIN meaning m ON m.h = p.h
      WHERE m.fate = 'skipped' AND p.rowid NOT IN (SELECT place FROM doubtful) GROUP BY m.code, m.currency ORDER BY m.code, m.currency`,
  )
  return found.map((row) => ({
    code: textOf(row, 'code') as BulkTable['skipped'][number]['code'],
    currency: textOf(row, 'currency'),
    rows: countOf(row, 'n'),
    amount: decimalOf(row, 'amount', ''),
  }))
}
