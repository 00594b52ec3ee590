// Packs usage records into DuckDB column chunks: text becomes typed values here, once, without a float in between.
// Used by staging.ts only.
import { DuckDBDataChunk, DuckDBTimestampValue, type DuckDBType, type DuckDBValue } from '@duckdb/node-api'
import type { UsageRecord } from '../../../shared/domain/usage.ts'
import { fail } from '../../../shared/language/failures.ts'
import type { Database } from './database.ts'
import { fixedDecimal } from './fixed-decimal.ts'
import { rowKey } from './identity.ts'
import { chunkRows, LineChunk } from './line-chunk.ts'
import { labelTypes } from './stage-tables.ts'
import type { StagedLabels } from './staged-labels.ts'
import { countColumns, decimalColumns } from './usage-columns.ts'

const chunksAtOnce = 40 // every append takes a fresh block per column, which costs as much as the lines of some 20 chunks
const rowsAtOnce = 250_000 // to the file of the stage, which writes nothing of its own accord (database.ts)
const rememberedInstants = 100_000
const maxBigint = 2n ** 63n - 1n

/** One import's lines on their way into the staging tables. */
export class StagedLines {
  readonly #labels: StagedLabels
  readonly #instants = new Map<number, DuckDBTimestampValue>()
  #waiting: DuckDBDataChunk[] = []
  #open = new LineChunk()
  #rounded = 0
  /** In the log of the stage and not yet in its file. */
  #logged = 0

  constructor(labels: StagedLabels) {
    this.#labels = labels
  }

  /** Amounts that had more decimals than the ledger keeps. */
  get roundedAmounts(): number {
    return this.#rounded
  }

  /** Inside exclusive work. A value the ledger cannot hold is thrown; the lines before it may be in by then. */
  async append(database: Database, file: number, replaces: string, records: readonly UsageRecord[]): Promise<void> {
    for (const record of records) {
      this.#put(file, replaces, record)
      if (this.#open.isFull) this.#waiting.push(this.#closeChunk())
    }
    if (this.#waiting.length >= chunksAtOnce) await this.flush(database)
  }

  /** Inside exclusive work, outside a transaction: what was appended is in the tables. */
  async flush(database: Database): Promise<void> {
    if (!this.#open.isEmpty) this.#waiting.push(this.#closeChunk())
    await appendChunks(database, 'label', chunksOf(labelTypes, this.#labels.fresh))
    await appendChunks(database, 'line', this.#waiting)
    this.#labels.written()
    this.#logged += this.#waiting.length * chunkRows
    this.#waiting = []
    if (this.#logged < rowsAtOnce) return
    await database.write('CHECKPOINT stage')
    this.#logged = 0
  }

  #put(file: number, replaces: string, record: UsageRecord): void {
    const line = this.#open
    line.begin(file, record.line, this.#labels.numberOf(record.label, replaces), this.#instant(record.start), this.#instant(record.end))
    if (record.rowId !== '') line.rowKey(rowKey(record.rowId))
    for (let column = 0; column < counts.length; column += 1) {
      const text = counts[column]?.(record) ?? ''
      if (text !== '') line.count(column, wholeOf(text, column, record))
    }
    this.#decimal(line, 0, record.gpuHours, record)
    this.#decimal(line, 1, record.billed, record)
    this.#decimal(line, 2, record.list, record)
    this.#decimal(line, 3, record.contracted, record)
    line.end(annotationsText(record.annotations), record.totalMismatch)
  }

  #closeChunk(): DuckDBDataChunk {
    const chunk = this.#open.close()
    this.#open = new LineChunk()
    return chunk
  }

  #instant(milliseconds: number): DuckDBTimestampValue {
    const known = this.#instants.get(milliseconds)
    if (known) return known
    if (!Number.isSafeInteger(milliseconds)) throw new RangeError(`Not an instant: ${milliseconds}`)
    if (this.#instants.size >= rememberedInstants) this.#instants.clear()
    const instant = new DuckDBTimestampValue(BigInt(milliseconds) * 1000n)
    this.#instants.set(milliseconds, instant)
    return instant
  }

  /** With exactly the decimals of its column. */
  #decimal(line: LineChunk, index: number, text: string, record: UsageRecord): void {
    if (text === '') return
    const [field, scale] = decimalColumns[index] ?? ['', 0]
    const { value, rounded } = fixedDecimal(text, scale)
    if (rounded) this.#rounded++
    if (value === null) throw outOfRange(field, text, record)
    line.decimal(index, value)
  }
}

/** In the order of countColumns; written out, since a property of constant name is read several times as fast. */
const counts: readonly ((record: UsageRecord) => string)[] = [
  (record) => record.tokens.inputUncached,
  (record) => record.tokens.cacheRead,
  (record) => record.tokens.cacheWrite5m,
  (record) => record.tokens.cacheWrite1h,
  (record) => record.tokens.cacheWriteOther,
  (record) => record.tokens.output,
  (record) => record.reasoning,
  (record) => record.requests,
]

function annotationsText(annotations: UsageRecord['annotations']): string {
  const names = Object.keys(annotations)
  return names.length === 0 ? '' : JSON.stringify(Object.fromEntries(names.sort().map((name) => [name, annotations[name]])))
}

function wholeOf(text: string, column: number, record: UsageRecord): bigint {
  const value = BigInt(text)
  if ((text.length > 18 && value > maxBigint) || text.startsWith('-')) throw outOfRange(countColumns[column] ?? '', text, record)
  return value
}

const outOfRange = (field: string, text: string, { line }: UsageRecord) =>
  fail('amount-out-of-range', { field, value: text }, { line, column: field })

/** Rows of values as chunks of a table with these columns. */
export function chunksOf(
  types: readonly (readonly [name: string, type: DuckDBType])[],
  rows: readonly (readonly DuckDBValue[])[],
): DuckDBDataChunk[] {
  const chunks: DuckDBDataChunk[] = []
  for (let from = 0; from < rows.length; from += chunkRows) {
    const some = rows.slice(from, from + chunkRows)
    const chunk = DuckDBDataChunk.create(types.map(([, type]) => type))
    chunk.setColumns(types.map((_, column) => some.map((row) => row[column] ?? null)))
    chunks.push(chunk)
  }
  return chunks
}

/** Into a table of `stage`. */
export async function appendChunks(database: Database, table: string, chunks: readonly DuckDBDataChunk[]): Promise<void> {
  if (chunks.length === 0) return
  const appender = await database.writer.createAppender(table, null, 'stage')
  for (const chunk of chunks) appender.appendDataChunk(chunk)
  appender.closeSync()
}
