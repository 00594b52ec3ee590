// The yardstick of the import benchmark: DuckDB's own read_csv of the same file into a typed table of a file of its own.
import { DuckDBInstance } from '@duckdb/node-api'

/** Rows loaded; a row with a broken cell goes to DuckDB's own reject table. `database` is a path that does not exist yet. */
export async function loadWithReadCsv(csv: string, database: string): Promise<number> {
  const instance = await DuckDBInstance.create(database)
  try {
    const connection = await instance.connect()
    await connection.run(`CREATE TABLE loaded AS SELECT * FROM read_csv(${literal(csv)}, header = true, store_rejects = true)`)
    const reader = await connection.runAndReadAll('SELECT count(*) FROM loaded')
    connection.closeSync()
    return Number(reader.getRows()[0]?.[0])
  } finally {
    instance.closeSync()
  }
}

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** Milliseconds of each round of month x model x team over the loaded table, after one to warm up. */
export async function groupReference(database: string, rounds: number): Promise<number[]> {
  const instance = await DuckDBInstance.create(database)
  try {
    const connection = await instance.connect()
    const times: number[] = []
    for (let round = 0; round <= rounds; round++) {
      const from = performance.now()
      await connection.runAndReadAll(
        `SELECT date_trunc('month', timestamp), model, team, sum(input_tokens), sum(cached_input_tokens), sum(cost_usd)
         FROM loaded GROUP BY ALL ORDER BY ALL`,
      )
      if (round > 0) times.push(performance.now() - from)
    }
    connection.closeSync()
    return times
  } finally {
    instance.closeSync()
  }
}
