// Packs usage records into DuckDB column chunks: text becomes typed values here, once, without a float in between.
// What repeats from line to line (source, provider, model, team ...) is a label, written once and joined back in SQL;
// that is what makes it fast. Used by staging.ts only.
import {
  BIGINT,
  BOOLEAN,
  DECIMAL,
  DuckDBDataChunk,
  DuckDBDecimalValue,
  DuckDBTimestampValue,
  type DuckDBType,
  type DuckDBValue,
  INTEGER,
  TIMESTAMP,
  VARCHAR,
} from '@duckdb/node-api'
import { tokenBuckets, type UsageRecord } from '../../../shared/domain/usage.ts'
import { fail } from '../../../shared/language/failures.ts'
import type { Database } from './database.ts'
import { sourceFamily } from './identity.ts'

const chunkRows = 2048 // DuckDB's vector size
const rememberedLabels = 100_000 // beyond this the memory of labels starts anew; a label written twice does no harm
const maxBigint = 2n ** 63n - 1n
const amountType = DECIMAL(38, 18)
const hoursType = DECIMAL(38, 12)

interface Column {
  readonly name: string
  readonly type: DuckDBType
  readonly of: (record: UsageRecord) => DuckDBValue
}

const labelColumns: readonly Column[] = [
  { name: 'source', type: VARCHAR, of: (record) => record.source },
  { name: 'family', type: VARCHAR, of: (record) => sourceFamily(record.source) },
  { name: 'role', type: VARCHAR, of: (record) => record.role },
  { name: 'provider', type: VARCHAR, of: (record) => record.provider },
  { name: 'model', type: VARCHAR, of: (record) => record.model },
  { name: 'team', type: VARCHAR, of: (record) => record.team },
  { name: 'project', type: VARCHAR, of: (record) => record.project },
  { name: 'tier', type: VARCHAR, of: (record) => record.tier },
  { name: 'currency', type: VARCHAR, of: (record) => record.currency },
  { name: 'charge', type: VARCHAR, of: (record) => record.charge },
  { name: 'by_row', type: BOOLEAN, of: (record) => record.identity === 'row' },
  { name: 'cost_is_estimate', type: BOOLEAN, of: (record) => record.costIsEstimate },
]

const bucketColumns = ['input_uncached', 'cache_read', 'cache_write_5m', 'cache_write_1h', 'cache_write_other', 'output']

export const stagingTables: readonly string[] = [
  `CREATE OR REPLACE TEMP TABLE staged_label (label INTEGER, ${labelColumns.map(({ name, type }) => `${name} ${type.toString()}`).join(', ')})`,
  `CREATE OR REPLACE TEMP TABLE staged_line (file INTEGER, line INTEGER, label INTEGER, start_at TIMESTAMP, end_at TIMESTAMP, dimensions VARCHAR,
    ${bucketColumns.map((name) => `${name} BIGINT`).join(', ')}, reasoning BIGINT, requests BIGINT, gpu_hours DECIMAL(38,12),
    billed DECIMAL(38,18), list DECIMAL(38,18), contracted DECIMAL(38,18), total_mismatch VARCHAR)`,
]

/** One import's lines on their way into the staging tables. */
export class StagedLines {
  readonly #labels = new Map<string, number>()
  readonly #instants = new Map<string, DuckDBTimestampValue>()
  /** Dimension names in the order a file gives them -> sorted, with their JSON text. */
  readonly #shapes = new Map<string, readonly (readonly [name: string, quoted: string])[]>()
  #nextLabel = 0
  #rounded = 0

  /** Amounts that had more decimals than the ledger keeps. */
  get roundedAmounts(): number {
    return this.#rounded
  }

  /** Inside exclusive work. All of `records` or, on a value the ledger cannot hold, none. */
  async append(database: Database, file: number, records: readonly UsageRecord[]): Promise<void> {
    const fresh: UsageRecord[] = []
    const columns = this.#lineColumns(file, fresh)
    const chunks: DuckDBDataChunk[] = []
    const firstFresh = this.#nextLabel
    for (let from = 0; from < records.length; from += chunkRows) chunks.push(chunkOf(columns, records.slice(from, from + chunkRows)))
    let label = firstFresh
    const numbered: Column[] = [{ name: 'label', type: INTEGER, of: () => label++ }, ...labelColumns]
    const labels: DuckDBDataChunk[] = []
    for (let from = 0; from < fresh.length; from += chunkRows) labels.push(chunkOf(numbered, fresh.slice(from, from + chunkRows)))
    await appendChunks(database, 'staged_label', labels)
    await appendChunks(database, 'staged_line', chunks)
  }

  #lineColumns(file: number, fresh: UsageRecord[]): Column[] {
    const amount = (name: 'billed' | 'list' | 'contracted'): Column => ({
      name,
      type: amountType,
      of: (record) => this.#scaled(record[name], 18, name, record),
    })
    const count = (name: string, of: (record: UsageRecord) => string): Column => ({
      name,
      type: BIGINT,
      of: (record) => wholeOf(of(record), name, record),
    })
    return [
      { name: 'file', type: INTEGER, of: () => file },
      { name: 'line', type: INTEGER, of: (record) => record.line },
      { name: 'label', type: INTEGER, of: (record) => this.#label(record, fresh) },
      { name: 'start_at', type: TIMESTAMP, of: (record) => this.#instant(record.start) },
      { name: 'end_at', type: TIMESTAMP, of: (record) => this.#instant(record.end) },
      { name: 'dimensions', type: VARCHAR, of: (record) => this.#dimensions(record.dimensions) },
      ...tokenBuckets.map((bucket, index) => count(bucketColumns[index] ?? bucket, (record) => record.tokens[bucket])),
      count('reasoning', (record) => record.reasoningInOutput),
      count('requests', (record) => record.requests),
      { name: 'gpu_hours', type: hoursType, of: (record) => this.#scaled(record.gpuHours, 12, 'gpu_hours', record) },
      amount('billed'),
      amount('list'),
      amount('contracted'),
      { name: 'total_mismatch', type: VARCHAR, of: (record) => record.totalMismatch || null },
    ]
  }

  #label(record: UsageRecord, fresh: UsageRecord[]): number {
    const key = `${record.source}\u001f${record.role}\u001f${record.provider}\u001f${record.model}\u001f${record.team}\u001f${record.project}\u001f${record.tier}\u001f${record.currency}\u001f${record.charge}\u001f${record.identity}\u001f${record.costIsEstimate}`
    const known = this.#labels.get(key)
    if (known !== undefined) return known
    if (this.#labels.size >= rememberedLabels) this.#labels.clear()
    const label = this.#nextLabel++
    this.#labels.set(key, label)
    fresh.push(record)
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

  /** Decimal text as an integer of `scale` decimals, half-even where it has more. */
  #scaled(text: string, scale: 12 | 18, field: string, record: UsageRecord): DuckDBDecimalValue | null {
    if (text === '') return null
    const point = text.indexOf('.')
    const fraction = point < 0 ? '' : text.slice(point + 1)
    const whole = point < 0 ? text : text.slice(0, point)
    let value = BigInt(whole + fraction.slice(0, scale).padEnd(scale, '0'))
    if (fraction.length > scale) {
      this.#rounded++
      value += roundingStep(value, fraction.slice(scale), text.startsWith('-'))
    }
    if (value.toString().length > 37) throw fail('amount-out-of-range', { field, value: text }, { line: record.line, column: field })
    return new DuckDBDecimalValue(value, 38, scale)
  }
}

/** What half-even rounding adds to `value`, given the digits cut off behind it. */
function roundingStep(value: bigint, rest: string, negative: boolean): bigint {
  const digits = rest.replace(/0+$/, '')
  const up = digits > '5' || (digits === '5' && value % 2n !== 0n)
  return up ? (negative ? -1n : 1n) : 0n
}

function wholeOf(text: string, field: string, record: UsageRecord): bigint | null {
  if (text === '') return null
  const value = BigInt(text)
  if (value > maxBigint || value < 0n) throw fail('amount-out-of-range', { field, value: text }, { line: record.line, column: field })
  return value
}

function chunkOf(columns: readonly Column[], records: readonly UsageRecord[]): DuckDBDataChunk {
  const chunk = DuckDBDataChunk.create(
    columns.map(({ type }) => type),
    records.length,
  )
  for (const [index, { of }] of columns.entries()) chunk.setColumnValues(index, records.map(of))
  return chunk
}

async function appendChunks(database: Database, table: string, chunks: readonly DuckDBDataChunk[]): Promise<void> {
  const appender = await database.writer.createAppender(table, null, 'temp')
  for (const chunk of chunks) appender.appendDataChunk(chunk)
  appender.closeSync()
}
