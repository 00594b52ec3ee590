// Importing a large log, from the file to the committed change, beside DuckDB's own read_csv of the same file; and how time,
// memory and the answer to a question grow with the rows.
import { rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { groupReference } from '../../core/ledger/read-csv-reference.ts'
import type { Workbench } from './benchmarks.ts'
import { type Benchmark, median, milliseconds } from './measure.ts'
import { inOwnProcess } from './own-process.ts'
import { type UsageFile, writeHead, writeUsageFile } from './usage-file.ts'

const defaultRows = 10_000_000
const mebibyte = 1024 * 1024

/**
 * From the start of the command to its end: a workspace made, columns recognised, every cell checked, repeated lines found, prices
 * looked up, the change hashed and stored; broken rows must be told as rejected. Then the first tenth of the file once more, all of
 * which must be told as unchanged, and the whole file into a workspace that holds this tenth. Each run and each of the reference
 * in a process of its own, and in each second round the reference first, since who comes later finds the file in memory.
 */
export async function importRows(bench: Workbench): Promise<readonly Benchmark[]> {
  const { folder, rows = defaultRows } = bench
  const log = await writeUsageFile(join(folder, 'usage.csv'), rows)
  const known = await writeHead(log, join(folder, 'known.csv'), Math.floor(rows / 10))
  const database = join(folder, 'reference.duckdb')
  const before = known.rows - known.broken - known.repeated
  const rounds = rows > 2_000_000 ? 2 : 4
  let peak = 0
  const times = { fresh: [] as number[], again: [] as number[], over: [] as number[], reference: [] as number[] }
  for (let round = 0; round < rounds; round++) {
    const [workspace, other] = [join(folder, `import-${round}.ballast`), join(folder, `over-${round}.ballast`)]
    const isReferenceFirst = round % 2 === 1
    if (isReferenceFirst) times.reference.push(await readWithDuckDb(bench, log, database))
    const fresh = await importLog(bench, log, workspace, 0)
    if (!isReferenceFirst) times.reference.push(await readWithDuckDb(bench, log, database))
    const again = await importLog(bench, known, workspace, before)
    await importLog(bench, known, other, 0)
    const over = await importLog(bench, log, other, before)
    times.fresh.push(fresh.milliseconds)
    times.again.push(again.milliseconds)
    times.over.push(over.milliseconds)
    peak = Math.max(peak, fresh.peak, over.peak)
    for (const path of [workspace, other]) await rm(path, { force: true })
  }
  const told = (name: string, size: string, ours: readonly number[]): Benchmark =>
    beside(name, 's', size, median(ours) / 1000, median(times.reference) / 1000, rounds)
  const size = `${count(rows)} rows, ${count(log.broken)} broken, ${count(log.repeated)} repeated`
  return [
    told('import', size, times.fresh),
    told('import of known rows', `${count(known.rows)} of them once more, all unchanged`, times.again),
    told('import over known rows', `${count(rows)} rows, of which ${count(known.rows)} were there before`, times.over),
    { ...beside('import, peak memory', 'MB', size, peak / mebibyte, 2048, rounds), against: 'the bound, 2 GB' },
  ]
}

/** Import and aggregation at 0.1, 1, 10 ... million rows, up to `rows`. */
export async function importScale(bench: Workbench): Promise<readonly Benchmark[]> {
  const { client, folder, rows = defaultRows, tell } = bench
  const results: Benchmark[] = []
  for (let size = 100_000; size <= rows; size *= 10) {
    const log = await writeUsageFile(join(folder, 'usage.csv'), size)
    const workspace = join(folder, 'scale.ballast')
    const measured = await importLog(bench, log, workspace, 0)
    await client.call('workspace.open', { path: workspace })
    const query = () => client.call('usage.query', { by: ['month', 'model', 'team'] })
    await query() // to warm up
    const asked: number[] = []
    for (let round = 0; round < 10; round++) asked.push(await milliseconds(query))
    await client.call('workspace.close', {})
    await rm(workspace, { force: true })
    const database = join(folder, 'reference.duckdb')
    const reference = await readWithDuckDb(bench, log, database)
    const grouped = await groupReference(database, 10)
    await rm(database, { force: true })
    await rm(log.path)
    const rowsOf = `${count(size)} rows`
    const figures = [
      beside('import', 's', rowsOf, measured.milliseconds / 1000, reference / 1000, 1),
      { ...beside('import, peak memory', 'MB', rowsOf, measured.peak / mebibyte, 4096, 1), against: 'the bound, 4 GB' },
      {
        ...beside('month x model x team', 'ms', rowsOf, median(asked), median(grouped), 10),
        against: 'GROUP BY over the read_csv table, warm',
      },
    ]
    for (const figure of figures) tell(figure)
    results.push(...figures)
  }
  return results
}

/** `import` of a log, and its counters made sure of; `known` of its rows are there. */
async function importLog({ cli, folder }: Workbench, log: UsageFile, workspace: string, known: number): ReturnType<typeof inOwnProcess> {
  const options = ['--cached-in-input', 'yes', '--workspace', workspace, '--data', join(folder, 'data'), '--json', '--quiet']
  const run = await inOwnProcess(cli, ['import', log.path, ...options])
  const { files } = JSON.parse(run.printed) as { files: readonly Record<'read' | 'rejected' | 'unchanged', number>[] }
  const [{ read, rejected, unchanged } = { read: 0, rejected: 0, unchanged: 0 }] = files
  if (read !== log.rows || rejected !== log.broken || unchanged !== known + log.repeated)
    throw new Error(`Of ${log.rows} rows ${log.broken} are broken and ${known} known, but ${JSON.stringify(files)} was told`)
  return run
}

/** Milliseconds of the reference; `database` is made by it, and replaces an earlier one. */
async function readWithDuckDb({ cli }: Workbench, log: UsageFile, database: string): Promise<number> {
  await rm(database, { force: true })
  const run = await inOwnProcess(join(dirname(cli), 'read-csv.js'), [log.path, database])
  if (Number(run.printed) !== log.rows - log.broken) throw new Error(`read_csv loaded ${run.printed} of ${log.rows} rows`)
  return run.milliseconds
}

const beside = (name: string, unit: string, size: string, ours: number, reference: number, rounds: number): Benchmark => ({
  name,
  unit,
  size,
  ours,
  reference,
  against: "DuckDB's own read_csv of the file into a table, a process of its own too",
  ratio: ours / reference,
  rounds,
})

const count = (rows: number): string => rows.toLocaleString('en')
