import { readFileSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { describe, expect, it } from 'vitest'
import { writeAsCsv } from './columnar-file.ts'
import { temporaryFolder } from './workspace-fixture.ts'

async function parquetOf(select: string, options = ''): Promise<string> {
  const path = join(temporaryFolder(), "usage's.parquet")
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  await connection.run(`COPY (${select}) TO '${path.replaceAll("'", "''")}' (FORMAT parquet ${options})`)
  connection.closeSync()
  instance.closeSync()
  return path
}

async function asCsv(parquet: string): Promise<string> {
  const csv = join(temporaryFolder(), 'out.csv')
  await writeAsCsv(parquet, csv, 'usage.parquet')
  return readFileSync(csv, 'utf8')
}

describe('a Parquet file', () => {
  it('keeps every digit of a number and every instant, blank where nothing is stated', async () => {
    const parquet = await parquetOf(`
      SELECT 0.000000000000000001::DECIMAL(38,18) AS cost, 9007199254740993::BIGINT AS tokens, 1e-7::DOUBLE AS rate,
        TIMESTAMPTZ '2026-09-01 02:00:00.5+02' AS at, TIMESTAMP '2026-09-01 10:00:00' AS local, DATE '2026-09-30' AS day, true AS batch
      UNION ALL SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL`)
    expect(await asCsv(parquet)).toBe(
      'cost,tokens,rate,at,local,day,batch\n' +
        '0.000000000000000001,9007199254740993,1e-07,2026-09-01T00:00:00.500000Z,2026-09-01T10:00:00.000000,2026-09-30,true\n' +
        ',,,,,,\n',
    )
  })

  it('writes what lies nested in a cell as JSON, and quotes texts that need it', async () => {
    const parquet = await parquetOf(`SELECT MAP {'team': 'a "b"'} AS resource_tags, {'model': 'o3', 'n': 2} AS product, [1, 2] AS parts,
      'two' || chr(10) || 'lines' AS note, 'plain'::BLOB AS "raw, text"`)
    expect(await asCsv(parquet)).toBe(
      'resource_tags,product,parts,note,"raw, text"\n' +
        '"{""team"":""a \\""b\\""""}","{""model"":""o3"",""n"":2}","[1,2]","two\nlines",plain\n',
    )
  })

  it('keeps the order of its rows over many row groups', async () => {
    const parquet = await parquetOf('SELECT i FROM range(300000) t(i)', ', ROW_GROUP_SIZE 2048, COMPRESSION zstd')
    const lines = (await asCsv(parquet)).split('\n')
    expect(lines.slice(1, -1).every((line, index) => line === String(index))).toBe(true)
    expect(lines).toHaveLength(300_002)
  })

  it('that was cut off says so and gives nothing', async () => {
    const parquet = await parquetOf('SELECT i, i::VARCHAR AS text FROM range(50000) t(i)')
    truncateSync(parquet, 20_000)
    await expect(asCsv(parquet)).rejects.toMatchObject({ failure: { code: 'parquet-broken', kind: 'unreadable-file' } })
  })
})
