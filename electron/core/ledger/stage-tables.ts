// The tables of an import on its way: a database of its own beside the workspace (stage-file.ts), attached as `stage`.
//   stage.line    every line read row by row, typed; a measure it does not state is told by a bit of `stated_columns`
//   stage.label   what repeats from line to line, by a number of this import's own
//   stage.reject  the rows refused, with their cells
// Large tables come as databases of their own (bulk-table.ts), attached beside it. The view staged_line is all lines.
import { BIGINT, BOOLEAN, DECIMAL, type DuckDBType, INTEGER, TIMESTAMP, TINYINT, UHUGEINT, VARCHAR } from '@duckdb/node-api'
import { countColumns, decimalColumns, measureColumns } from './usage-columns.ts'

type ColumnTypes = readonly (readonly [name: string, type: DuckDBType])[]

const texts = (...names: string[]): ColumnTypes => names.map((name) => [name, VARCHAR] as const)

/** Beside the columns of a ledger label: `replaces`, what a delivery of this format replaces. */
export const labelTypes: ColumnTypes = [
  ['label', INTEGER],
  ...texts('family', 'role', 'population'),
  ['standing', TINYINT],
  ...texts('provider', 'model', 'team', 'project', 'tier', 'context', 'currency'),
  ['cost_is_estimate', BOOLEAN],
  ...texts('charge', 'kind', 'identity', 'scope', 'dimensions', 'replaces'),
]

export const lineTypes: ColumnTypes = [
  ['file', INTEGER],
  ['line', INTEGER],
  ['label', INTEGER],
  ['stated_columns', INTEGER],
  ['start_at', TIMESTAMP],
  ['end_at', TIMESTAMP],
  ['row_key', UHUGEINT],
  ...countColumns.map((name) => [name, BIGINT] as const),
  ...decimalColumns.map(([name, scale]) => [name, DECIMAL(38, scale)] as const),
  ...texts('annotations', 'total_mismatch'),
]

export const rejectTypes: ColumnTypes = [
  ['file', INTEGER],
  ['line', INTEGER],
  ...texts('column', 'value', 'code', 'amount', 'currency', 'cells'),
]

const created = (table: string, columns: ColumnTypes): string =>
  `CREATE TABLE stage.${table} (${columns.map(([name, type]) => `"${name}" ${type.toString()}`).join(', ')})`

export const stageTables: readonly string[] = [created('line', lineTypes), created('label', labelTypes), created('reject', rejectTypes)]

/** Bit of `stated_columns` that says a line has a row id; the bits below are those of measureColumns. */
export const rowKeyBit = measureColumns.length

/** Lines of `stage.line` with NULL for what they do not state. `sid` tells lines of all tables of an import apart. */
const stagedRows = `SELECT rowid AS sid, file, line, label, start_at, end_at, CASE WHEN stated_columns & ${1 << rowKeyBit} <> 0 THEN row_key END AS row_key,
  ${measureColumns.map((name, bit) => `CASE WHEN stated_columns & ${1 << bit} <> 0 THEN ${name} END AS ${name}`).join(', ')},
  nullif(annotations, '') AS annotations, nullif(total_mismatch, '') AS total_mismatch FROM stage.line`

/** `bulk`: SELECTs with the same columns, one for each large table. */
export const stagedLineView = (bulk: readonly string[]): string =>
  `CREATE OR REPLACE TEMP VIEW staged_line AS ${[stagedRows, ...bulk].join('\nUNION ALL ')}`

/** Not as text: ten million lines are grouped by it. */
export const verdictType = `ENUM('new', 'updated', 'unchanged', 'rejected')`

/** The row ids alone, which large tables give without putting their lines together. */
export const stagedKeyView = (bulk: readonly string[]): string =>
  `CREATE OR REPLACE TEMP VIEW staged_key AS ${[`SELECT row_key FROM stage.line WHERE stated_columns & ${1 << rowKeyBit} <> 0`, ...bulk].join('\nUNION ALL ')}`

/** Tables and views on the way from lines to verdicts, dropped with the import. */
export const temporaryViews = ['staged_told', 'staged_key', 'staged_line', 'staged_day']
export const temporaryTables = [
  'known_label',
  'repeated_key',
  'verdict',
  'holding',
  'leaving',
  'contested',
  'same',
  'other',
  'staged_sum',
  'leaving_day',
  'hourly_model',
  'late_line',
  'delivered_line',
  'delivered',
  'equal_day',
]
