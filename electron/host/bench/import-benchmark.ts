// Importing a large log, from the file to the committed change, beside DuckDB's own read_csv of the same file; and how time,
// memory and the answer to a question grow with the rows.
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { groupReference, loadWithReadCsv } from '../../core/ledger/read-csv-reference.ts'
import type { Workbench } from './benchmarks.ts'
import { type Benchmark, median, milliseconds } from './measure.ts'
import { type UsageFile, writeHead, writeUsageFile } from './usage-file.ts'

const defaultRows = 10_000_000
const mebibyte = 1024 * 1024

/**
 * Preview and commit: columns recognised, every cell checked, repeated lines found, prices looked up, the change hashed; broken
 * rows must be told as rejected. Then the first tenth of the file once more, all of which must be told as unchanged, and the
 * whole file into a workspace that holds this tenth.
 */
export async function importRows({ client, folder, rows = defaultRows }: Workbench): Promise<readonly Benchmark[]> {
  const log = await writeUsageFile(join(folder, 'usage.csv'), rows)
  const known = await writeHead(log, join(folder, 'known.csv'), Math.floor(rows / 10))
  // In each second round the reference goes first: who comes later finds the file and memory ready, a tenth to a third of its time.
  const rounds = rows > 2_000_000 ? 2 : 4
  let peak = 0
  const times = { fresh: [] as number[], again: [] as number[], over: [] as number[], reference: [] as number[] }
  for (let round = 0; round < rounds; round++) {
    const [workspace, other] = [join(folder, `import-${round}.ballast`), join(folder, `over-${round}.ballast`)]
    const comesFirst = round % 2 === 1
    if (comesFirst) times.reference.push(await readWithDuckDb(log, folder))
    await client.call('workspace.create', { path: workspace })
    const fresh = await watchingMemory(() => milliseconds(() => importLog(client, log, null)))
    if (!comesFirst) times.reference.push(await readWithDuckDb(log, folder))
    times.again.push(await milliseconds(() => previewKnown(client, known)))
    await client.call('workspace.create', { path: other })
    await importLog(client, known, null)
    const over = await watchingMemory(() => milliseconds(() => importLog(client, log, known)))
    times.fresh.push(fresh.result)
    times.over.push(over.result)
    peak = Math.max(peak, fresh.peak, over.peak)
    await client.call('workspace.close', {})
    for (const path of [workspace, other]) await rm(path, { force: true })
  }
  const told = (name: string, size: string, ours: readonly number[]): Benchmark =>
    beside(name, 's', size, median(ours) / 1000, median(times.reference) / 1000, rounds)
  const size = `${count(rows)} rows, ${count(log.broken)} broken, ${count(log.repeated)} repeated`
  return [
    told('import', size, times.fresh),
    told('import of known rows', `${count(known.rows)} of them once more, all unchanged; preview`, times.again),
    told('import over known rows', `${count(rows)} rows, of which ${count(known.rows)} were there before`, times.over),
    { ...beside('import, peak memory', 'MB', size, peak / mebibyte, 2048, rounds), against: 'the bound, 2 GB' },
  ]
}

/** Import and aggregation at 0.1, 1, 10 ... million rows, up to `rows`. */
export async function importScale({ client, folder, rows = defaultRows, tell }: Workbench): Promise<readonly Benchmark[]> {
  const results: Benchmark[] = []
  for (let size = 100_000; size <= rows; size *= 10) {
    const log = await writeUsageFile(join(folder, 'usage.csv'), size)
    const workspace = join(folder, 'scale.ballast')
    await client.call('workspace.create', { path: workspace })
    const measured = await watchingMemory(() => milliseconds(() => importLog(client, log, null)))
    const query = () => client.call('usage.query', { by: ['month', 'model', 'team'] })
    await query() // to warm up
    const asked: number[] = []
    for (let round = 0; round < 10; round++) asked.push(await milliseconds(query))
    await client.call('workspace.close', {})
    await rm(workspace, { force: true })
    const database = join(folder, 'reference.duckdb')
    const reference = await milliseconds(() => loadWithReadCsv(log.path, database))
    const grouped = await groupReference(database, 10)
    await rm(database, { force: true })
    await rm(log.path)
    const rowsOf = `${count(size)} rows`
    const figures = [
      beside('import', 's', rowsOf, measured.result / 1000, reference / 1000, 1),
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

/** Previews and commits a log, and makes sure of the counters; `known` are the rows that are there. */
async function importLog(client: Workbench['client'], log: UsageFile, known: UsageFile | null): Promise<void> {
  const preview = await client.call('import.preview', { files: [{ path: log.path }], options: { cachedInInput: 'yes' } })
  const { read, rejected, unchanged } = preview.totals
  const repeated = (known ? known.rows - known.broken : 0) + log.repeated - (known?.repeated ?? 0)
  if (read.rows !== log.rows || rejected.rows !== log.broken || unchanged.rows !== repeated)
    throw new Error(`Of ${log.rows} rows ${log.broken} are broken and ${repeated} known, but ${JSON.stringify(preview.totals)} was told`)
  await client.call('import.commit', { id: preview.id })
}

async function previewKnown(client: Workbench['client'], known: UsageFile): Promise<void> {
  const preview = await client.call('import.preview', { files: [{ path: known.path }], options: { cachedInInput: 'yes' } })
  if (preview.totals.new.rows !== 0) throw new Error(`${preview.totals.new.rows} known rows were told as new`)
  await client.call('import.discard', { id: preview.id })
}

async function readWithDuckDb(log: UsageFile, folder: string): Promise<number> {
  const database = join(folder, 'reference.duckdb')
  const time = await milliseconds(async () => {
    const loaded = await loadWithReadCsv(log.path, database)
    if (loaded !== log.rows - log.broken) throw new Error(`read_csv loaded ${loaded} of ${log.rows} rows`)
  })
  await rm(database, { force: true })
  return time
}

/** Runs work and tells the most memory the process held meanwhile, in bytes. */
async function watchingMemory<Result>(work: () => Promise<Result>): Promise<{ readonly result: Result; readonly peak: number }> {
  let peak = process.memoryUsage.rss()
  const timer = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss())
  }, 50)
  try {
    return { result: await work(), peak: Math.max(peak, process.memoryUsage.rss()) }
  } finally {
    clearInterval(timer)
  }
}

const beside = (name: string, unit: string, size: string, ours: number, reference: number, rounds: number): Benchmark => ({
  name,
  unit,
  size,
  ours,
  reference,
  against: "DuckDB's own read_csv of the file into a table",
  ratio: ours / reference,
  rounds,
})

const count = (rows: number): string => rows.toLocaleString('en')
