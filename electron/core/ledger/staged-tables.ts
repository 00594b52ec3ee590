// The temporary tables of an import. StagedLines fills `staged_line` and `staged_label`; classification makes
//   staged        every line, typed, with its `content`, `identity` and wave; text that repeats stays behind its label
//   staged_whole  the same with the columns of usage_row
// Used by staged-lines.ts (columns) and classification.ts.
import { BIGINT, BOOLEAN, DECIMAL, type DuckDBType, INTEGER, TIMESTAMP, VARCHAR } from '@duckdb/node-api'
import { aboutText, countColumns, decimalColumns, stagedContentText } from './identity.ts'

type ColumnTypes = readonly (readonly [name: string, type: DuckDBType])[]

export const labelTypes: ColumnTypes = [
  ['label', INTEGER],
  ...['source', 'family', 'role', 'provider', 'model', 'team', 'project', 'dimensions', 'tier', 'currency', 'charge', 'total_mismatch'].map(
    (name) => [name, VARCHAR] as const,
  ),
  ['by_row', BOOLEAN],
  ['cost_is_estimate', BOOLEAN],
]

/** Bit n of `stated` says that a line states the nth of these; the column of one it does not state means nothing. */
const measures = [...countColumns, ...decimalColumns.map(([name]) => name)]

export const lineTypes: ColumnTypes = [
  ['file', INTEGER],
  ['line', INTEGER],
  ['label', INTEGER],
  ['stated', INTEGER],
  ['start_at', TIMESTAMP],
  ['end_at', TIMESTAMP],
  ['decimals', VARCHAR],
  ...countColumns.map((name) => [name, BIGINT] as const),
  ...decimalColumns.map(([name, scale]) => [name, DECIMAL(38, scale)] as const),
]

const created = (table: string, columns: ColumnTypes): string =>
  `CREATE OR REPLACE TEMP TABLE ${table} (${columns.map(([name, type]) => `${name} ${type.toString()}`).join(', ')})`

export const stagingTables: readonly string[] = [created('staged_label', labelTypes), created('staged_line', lineTypes)]

const typed = measures.map((name, bit) => `CASE WHEN stated & ${1 << bit} <> 0 THEN ${name} END AS ${name}`).join(', ')

export const stagedTables = (files: number): readonly string[] => [
  `CREATE OR REPLACE TEMP TABLE staged AS
    WITH line AS (
      SELECT rowid AS sid, file, line, label, start_at, end_at, start_at::DATE AS day, decimals, ${typed}
      FROM staged_line
    ), hashed AS (
      SELECT line.*, by_row, md5_number(${stagedContentText}) AS content, CASE WHEN by_row THEN NULL ELSE md5_number(${aboutText}) END AS about
      FROM line JOIN staged_label USING (label)
    )
    SELECT * EXCLUDE (decimals, by_row, about), ${files > 1 ? 'dense_rank() OVER (PARTITION BY identity ORDER BY file)' : '1'} AS wave
    FROM (SELECT *, coalesce(about, content) AS identity FROM hashed)`,
  `CREATE OR REPLACE TEMP VIEW staged_whole AS
    SELECT staged.*, b.* EXCLUDE (label, by_row) REPLACE (nullif(total_mismatch, '') AS total_mismatch) FROM staged JOIN staged_label b USING (label)`,
]

export const temporaryTables = ['staged_line', 'staged_label', 'staged', 'verdict', 'holding', 'leaving', 'contested', 'same', 'other']
