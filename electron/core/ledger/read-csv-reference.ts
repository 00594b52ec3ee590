// The yardstick of the import benchmark: DuckDB's own read_csv of the same file into a typed table of a file of its own.
import { DuckDBInstance } from '@duckdb/node-api'

/** Rows loaded. `database` is a path that does not exist yet. */
export async function loadWithReadCsv(csv: string, database: string): Promise<number> {
  const instance = await DuckDBInstance.create(database)
  try {
    const connection = await instance.connect()
    await connection.run(`CREATE TABLE loaded AS SELECT * FROM read_csv(${literal(csv)}, header = true)`)
    const reader = await connection.runAndReadAll('SELECT count(*) FROM loaded')
    connection.closeSync()
    return Number(reader.getRows()[0]?.[0])
  } finally {
    instance.closeSync()
  }
}

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`
