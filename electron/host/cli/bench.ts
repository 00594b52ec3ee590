// `bench`: each figure beside its reference, measured in the same run on the same data. Machines are noisy, ratios hold.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Benchmark } from '../bench/measure.ts'
import { UsageError, wholeNumber } from './arguments.ts'
import { type Outcome, type Run, table } from './run.ts'

/** `cli` is the built command line's own file. */
export async function benchCommand(run: Run, folder: string, cli: string): Promise<Outcome> {
  // They bring the models with them, which no other command of this process needs.
  const { benchmarks } = await import('../bench/benchmarks.ts')
  const names = run.given.words.length > 0 ? run.given.words : Object.keys(benchmarks)
  for (const name of names)
    if (!Object.hasOwn(benchmarks, name))
      throw new UsageError(`There is no benchmark "${name}"; there are ${Object.keys(benchmarks).join(', ')}.`)
  const results: Benchmark[] = []
  for (const name of names) {
    process.stderr.write(`${name}\n`)
    const tell = (figure: Benchmark) => void process.stderr.write(`${cells(figure).join('  ')}\n`)
    const measured = await benchmarks[name]?.({ client: run.client, folder, cli, rows: wholeNumber(run.given, 'rows', 1000), tell })
    if (measured) results.push(...[measured].flat())
  }
  const rows = [['name', 'ours', 'reference', 'ratio', 'unit', 'size', 'against'], ...results.map(cells)]
  return { json: results, lines: table(rows) }
}

const cells = ({ name, ours, reference, ratio, unit, size, against }: Benchmark): string[] => [
  name,
  ours.toFixed(1),
  reference.toFixed(1),
  ratio.toFixed(2),
  unit,
  size,
  against,
]

/** Runs work with a folder that is gone afterwards. */
export async function withTemporaryFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'ballast-bench-'))
  try {
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
