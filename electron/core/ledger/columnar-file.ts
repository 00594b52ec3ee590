// A Parquet file becomes a CSV beside the workspace, row by row in the same order, so that it goes the way of every other
// table. Decimals and counts keep every digit, instants are written in UTC, nested values as JSON; NULL is a blank cell.
// Its lines are numbered as in that CSV: row n is line n + 1.
import { fail } from '../../../shared/language/failures.ts'
import { FailureError } from '../../../shared/result/failure.ts'
import { type Row, textOf } from './database.ts'
import { withSideDatabase } from './side-database.ts'
import { toWorkspaceFailure } from './storage-failures.ts'

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`
const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** `file` is the name to tell. Fails with 'parquet-broken' when it cannot be read to its end. */
export async function writeAsCsv(parquet: string, csv: string, file: string, signal?: AbortSignal): Promise<void> {
  // An unannotated binary column is text in every export seen.
  const rows = `read_parquet(${literal(parquet)}, binary_as_string = true)`
  try {
    await withSideDatabase({ path: ':memory:', overflow: `${csv}.tmp`, mayUse: [parquet, csv], signal }, async (connection) => {
      const columns = (await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${rows}`)).getRowObjectsJson() as Row[]
      const cells = columns.map((column) => `${asText(textOf(column, 'column_name'), textOf(column, 'column_type'))}`)
      await connection.run(`COPY (SELECT ${cells.join(', ')} FROM ${rows}) TO ${literal(csv)} (FORMAT csv, HEADER true)`)
    })
  } catch (thrown) {
    const known = toWorkspaceFailure(thrown, csv)
    if (known instanceof FailureError || !(thrown instanceof Error)) throw known
    if (/parquet|invalid input|thrift|snappy|zstd|magic|page|column/i.test(thrown.message))
      throw fail('parquet-broken', { file, reason: thrown.message.split('\n')[0]?.slice(0, 200) ?? '' }, { file })
    throw thrown
  }
}

function asText(name: string, type: string): string {
  const column = quoted(name)
  if (type === 'TIMESTAMP WITH TIME ZONE') return `strftime(${column} AT TIME ZONE 'UTC', '%Y-%m-%dT%H:%M:%S.%fZ') AS ${column}`
  if (type.startsWith('TIMESTAMP')) return `strftime(${column}::TIMESTAMP, '%Y-%m-%dT%H:%M:%S.%f') AS ${column}`
  if (/^(?:STRUCT|MAP|UNION)\(|\]$/.test(type)) return `to_json(${column})::VARCHAR AS ${column}`
  return `${column}::VARCHAR AS ${column}`
}
