// Packs usage records into DuckDB column chunks: text becomes typed values here, once, without a float in between.
// What repeats from line to line (source, provider, model, team ...) is a label, written once and joined back in SQL.
// Used by staging.ts only.
import { DuckDBDataChunk, DuckDBTimestampValue, type DuckDBValue } from '@duckdb/node-api'
import type { UsageRecord } from '../../../shared/domain/usage.ts'
import { fail } from '../../../shared/language/failures.ts'
import type { Database } from './database.ts'
import { fixedDecimal } from './fixed-decimal.ts'
import { countColumns, decimalColumns, sourceFamily } from './identity.ts'
import { chunkRows, LineChunk } from './line-chunk.ts'
import { labelTypes } from './staged-tables.ts'

const chunksAtOnce = 40 // every append takes a fresh block per column, which costs as much as the lines of some 20 chunks
const rememberedLabels = 100_000 // beyond this the memory of labels starts anew; a label written twice does no harm
const maxBigint = 2n ** 63n - 1n

/** One import's lines on their way into the staging tables. */
export class StagedLines {
  readonly #labels = new Map<string, number>()
  readonly #instants = new Map<string, DuckDBTimestampValue>()
  /** Dimension names in the order a file gives them -> sorted, with their JSON text. */
  readonly #shapes = new Map<string, readonly (readonly [name: string, quoted: string])[]>()
  /** Labels and lines not yet in their tables. */
  #fresh: DuckDBValue[][] = []
  #waiting: DuckDBDataChunk[] = []
  #open = new LineChunk()
  #last: { readonly record: UsageRecord; readonly label: number } | null = null
  #nextLabel = 0
  #rounded = 0

  /** Amounts that had more decimals than the ledger keeps. */
  get roundedAmounts(): number {
    return this.#rounded
  }

  /** Inside exclusive work. A value the ledger cannot hold is thrown; the lines before it may be in by then. */
  async append(database: Database, file: number, records: readonly UsageRecord[]): Promise<void> {
    for (const record of records) {
      this.#put(file, record)
      if (this.#open.isFull) this.#waiting.push(this.#closeChunk())
    }
    if (this.#waiting.length >= chunksAtOnce) await this.flush(database)
  }

  /** Inside exclusive work, outside a transaction: what was appended is in the tables. */
  async flush(database: Database): Promise<void> {
    await this.write(database)
    this.#fresh = []
    this.#waiting = []
  }

  /** The same inside a transaction: should it be rolled back, the lines are still here to be written again. */
  async write(database: Database): Promise<void> {
    if (!this.#open.isEmpty) this.#waiting.push(this.#closeChunk())
    await appendChunks(database, 'staged_label', labelChunks(this.#fresh))
    await appendChunks(database, 'staged_line', this.#waiting)
  }

  #put(file: number, record: UsageRecord): void {
    const line = this.#open
    line.begin(file, record.line, this.#label(record), this.#instant(record.start), this.#instant(record.end))
    for (let column = 0; column < counts.length; column += 1) {
      const text = counts[column]?.(record) ?? ''
      if (text !== '') line.count(column, wholeOf(text, column, record))
    }
    line.decimal(0, this.#fixed(record.gpuHours, 0, record))
    line.decimal(1, this.#fixed(record.billed, 1, record))
    line.decimal(2, this.#fixed(record.list, 2, record))
    line.decimal(3, this.#fixed(record.contracted, 3, record))
    line.end()
  }

  #closeChunk(): DuckDBDataChunk {
    const chunk = this.#open.close()
    this.#open = new LineChunk()
    return chunk
  }

  #label(record: UsageRecord): number {
    if (this.#last && sameLabel(this.#last.record, record)) return this.#last.label
    const dimensions = this.#dimensions(record.dimensions)
    const { source, role, provider, model, team, project, tier, currency, charge, totalMismatch, identity, costIsEstimate } = record
    const key = `${source}\u001f${role}\u001f${provider}\u001f${model}\u001f${team}\u001f${project}\u001f${dimensions}\u001f${tier}\u001f${currency}\u001f${charge}\u001f${totalMismatch}\u001f${identity}\u001f${costIsEstimate}`
    let label = this.#labels.get(key)
    if (label === undefined) {
      if (this.#labels.size >= rememberedLabels) this.#labels.clear()
      label = this.#nextLabel++
      this.#labels.set(key, label)
      const texts = [source, sourceFamily(source), role, provider, model, team, project, dimensions, tier, currency, charge, totalMismatch]
      this.#fresh.push([label, ...texts, identity === 'row', costIsEstimate])
    }
    this.#last = { record, label }
    return label
  }

  #instant(iso: string): DuckDBTimestampValue {
    const known = this.#instants.get(iso)
    if (known) return known
    const milliseconds = Date.parse(iso)
    if (Number.isNaN(milliseconds)) throw new RangeError(`Not an instant: ${iso}`)
    if (this.#instants.size >= rememberedLabels) this.#instants.clear()
    const instant = new DuckDBTimestampValue(BigInt(milliseconds) * 1000n)
    this.#instants.set(iso, instant)
    return instant
  }

  /** Sorted by name and without empty values: the order of columns, or a new empty one, does not make another line. */
  #dimensions(dimensions: Readonly<Record<string, string>>): string {
    const names = Object.keys(dimensions)
    if (names.length === 0) return '{}'
    const shape = names.join('\u001f')
    let sorted = this.#shapes.get(shape)
    if (!sorted) {
      if (this.#shapes.size >= rememberedLabels) this.#shapes.clear()
      sorted = names.sort().map((name) => [name, JSON.stringify(name)] as const)
      this.#shapes.set(shape, sorted)
    }
    let text = ''
    for (const [name, quotedName] of sorted) {
      const value = dimensions[name]
      if (value) text += `${text === '' ? '{' : ','}${quotedName}:${JSON.stringify(value)}`
    }
    return text === '' ? '{}' : `${text}}`
  }

  /** With exactly the decimals of its column. */
  #fixed(text: string, index: number, record: UsageRecord): string {
    if (text === '') return ''
    const [field, scale] = decimalColumns[index] ?? ['', 0]
    const { value, rounded } = fixedDecimal(text, scale)
    if (rounded) this.#rounded++
    if (value === null) throw outOfRange(field, text, record)
    return value
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
  (record) => record.reasoningInOutput,
  (record) => record.requests,
]

function sameLabel(a: UsageRecord, b: UsageRecord): boolean {
  return (
    a.dimensions === b.dimensions &&
    a.team === b.team &&
    a.project === b.project &&
    a.model === b.model &&
    a.provider === b.provider &&
    a.charge === b.charge &&
    a.totalMismatch === b.totalMismatch &&
    a.tier === b.tier &&
    a.role === b.role &&
    a.currency === b.currency &&
    a.source === b.source &&
    a.identity === b.identity &&
    a.costIsEstimate === b.costIsEstimate
  )
}

function wholeOf(text: string, column: number, record: UsageRecord): bigint {
  const value = BigInt(text)
  if ((text.length > 18 && value > maxBigint) || text.startsWith('-')) throw outOfRange(countColumns[column] ?? '', text, record)
  return value
}

const outOfRange = (field: string, text: string, { line }: UsageRecord) =>
  fail('amount-out-of-range', { field, value: text }, { line, column: field })

function labelChunks(labels: readonly (readonly DuckDBValue[])[]): DuckDBDataChunk[] {
  const chunks: DuckDBDataChunk[] = []
  for (let from = 0; from < labels.length; from += chunkRows) {
    const some = labels.slice(from, from + chunkRows)
    const chunk = DuckDBDataChunk.create(labelTypes.map(([, type]) => type))
    chunk.setColumns(labelTypes.map((_, column) => some.map((label) => label[column] ?? null)))
    chunks.push(chunk)
  }
  return chunks
}

async function appendChunks(database: Database, table: string, chunks: readonly DuckDBDataChunk[]): Promise<void> {
  if (chunks.length === 0) return
  const appender = await database.writer.createAppender(table, null, 'temp')
  for (const chunk of chunks) appender.appendDataChunk(chunk)
  appender.closeSync()
}
