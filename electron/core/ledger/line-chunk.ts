// One DuckDB column chunk of `stage.line` being filled line by line. A value that a line does not state is not written:
// null bits are BigInt arithmetic in the driver, ten times the price of a value, so a line has the bits of `stated_columns`.
// Used by staged-lines.ts.
import { DuckDBDataChunk, DuckDBDecimalValue, type DuckDBTimestampValue, type DuckDBVector } from '@duckdb/node-api'
import { unscaled } from './fixed-decimal.ts'
import { lineTypes, rowKeyBit } from './stage-tables.ts'
import { countColumns, decimalColumns } from './usage-columns.ts'

export const chunkRows = 2048 // DuckDB's vector size

export class LineChunk {
  readonly #chunk = DuckDBDataChunk.create(
    lineTypes.map(([, type]) => type),
    chunkRows,
  )
  readonly #vectors: Readonly<Record<string, DuckDBVector>> = Object.fromEntries(
    lineTypes.map(([name], column) => [name, this.#chunk.getColumnVector(column)]),
  )
  readonly #counts = countColumns.map((name) => this.#vectors[name])
  readonly #decimals = decimalColumns.map(([name, scale]) => ({ vector: this.#vectors[name], scale }))
  #rows = 0
  #stated = 0

  get isFull(): boolean {
    return this.#rows === chunkRows
  }

  get isEmpty(): boolean {
    return this.#rows === 0
  }

  begin(file: number, line: number, label: number, start: DuckDBTimestampValue, end: DuckDBTimestampValue): void {
    const { file: files, line: lines, label: labels, start_at: starts, end_at: ends } = this.#vectors
    files?.setItem(this.#rows, file)
    lines?.setItem(this.#rows, line)
    labels?.setItem(this.#rows, label)
    starts?.setItem(this.#rows, start)
    ends?.setItem(this.#rows, end)
    this.#stated = 0
  }

  rowKey(key: bigint): void {
    this.#vectors.row_key?.setItem(this.#rows, key)
    this.#stated |= 1 << rowKeyBit
  }

  count(column: number, value: bigint): void {
    this.#counts[column]?.setItem(this.#rows, value)
    this.#stated |= 1 << column
  }

  /** `fixed` has the decimals of its column. */
  decimal(column: number, fixed: string): void {
    const { vector, scale = 0 } = this.#decimals[column] ?? {}
    vector?.setItem(this.#rows, new DuckDBDecimalValue(unscaled(fixed), 38, scale))
    this.#stated |= 1 << (countColumns.length + column)
  }

  end(annotations: string, totalMismatch: string): void {
    this.#vectors.annotations?.setItem(this.#rows, annotations)
    this.#vectors.total_mismatch?.setItem(this.#rows, totalMismatch)
    this.#vectors.stated_columns?.setItem(this.#rows, this.#stated)
    this.#rows += 1
  }

  /** The filled chunk; nothing can be added afterwards. */
  close(): DuckDBDataChunk {
    for (const vector of Object.values(this.#vectors)) vector.flush()
    this.#chunk.rowCount = this.#rows
    return this.#chunk
  }
}
