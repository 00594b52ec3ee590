// Parquet exports as a person drops them: a plain file, one inside an archive, a table that has to be mapped, and one
// that was cut. The totals are worked out by hand from the rows written here.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openCore, type TestCore } from './core-fixture.ts'
import { zipOf } from './import/fixture-archives.ts'

let core: TestCore
beforeEach(async () => {
  core = await openCore()
  await core.client.call('workspace.create', { name: 'Own' })
})
afterEach(() => core.close())

async function parquet(select: string): Promise<string> {
  const path = join(core.folder, 'usage.parquet')
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  await connection.run(`COPY (${select}) TO '${path}' (FORMAT parquet)`)
  connection.closeSync()
  instance.closeSync()
  return path
}

const usage = `SELECT TIMESTAMPTZ '2026-09-01 00:00:00+00' + INTERVAL (i) HOUR AS date, 'acme' AS provider, 'own-model' AS model,
  (1000 + i)::BIGINT AS input_tokens, 10::INTEGER AS output_tokens, (0.01 * (i + 1))::DECIMAL(38,18) AS cost_usd FROM range(4) t(i)`

it('is read with every digit, and its own bytes are what the hash and the size tell', async () => {
  const path = await parquet(usage)
  const preview = await core.client.call('import.preview', { files: [{ path }] })
  const [file] = preview.files
  expect(file).toMatchObject({ file: 'usage.parquet', format: 'generic-csv', rejected: { rows: 0 }, firstDay: '2026-09-01' })
  expect(file?.totals).toMatchObject({ inputUncached: '4006', output: '40', billed: { USD: '0.1' } })
  const bytes = readFileSync(path)
  expect(file).toMatchObject({ sha256: createHash('sha256').update(bytes).digest('hex'), sizeBytes: bytes.length })
  await core.client.call('import.commit', { id: preview.id })
  const { rows } = await core.client.call('usage.rows', {})
  expect(rows.map(({ line, start, cost }) => [line, start, cost])).toEqual([
    [2, '2026-09-01T00:00:00Z', '0.01'],
    [3, '2026-09-01T01:00:00Z', '0.02'],
    [4, '2026-09-01T02:00:00Z', '0.03'],
    [5, '2026-09-01T03:00:00Z', '0.04'],
  ])
})

it('is read inside an archive too, beside other tables', async () => {
  const content = readFileSync(await parquet(usage))
  const csv = Buffer.from('date,model,cost_usd\n2026-10-01,m,2.50\n')
  const entries = [
    { name: 'part/usage.parquet', content },
    { name: 'part/usage.csv', content: csv },
  ]
  const preview = await core.client.call('import.preview', { files: [{ path: core.file('delivery.zip', zipOf(entries)) }] })
  expect(preview.files.map(({ file, read }) => [file, read.rows, read.money])).toEqual([
    ['delivery.zip/part/usage.csv', 1, { USD: '2.5' }],
    ['delivery.zip/part/usage.parquet', 4, { USD: '0.1' }],
  ])
})

it('that was cut off is told, and the file beside it comes in', async () => {
  const content = readFileSync(await parquet(usage))
  const cut = core.file('cut.parquet', content.subarray(0, content.length - 40))
  const good = core.file('usage.csv', 'date,model,cost_usd\n2026-09-01,m,2.50\n')
  const preview = await core.client.call('import.preview', { files: [{ path: cut }, { path: good }] })
  expect(preview.files[0]?.failure).toMatchObject({ code: 'parquet-broken', kind: 'unreadable-file' })
  expect([preview.files[1]?.new.rows, preview.committable]).toEqual([1, true])
})
