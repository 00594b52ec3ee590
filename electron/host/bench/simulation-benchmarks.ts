// The Monte Carlo kernel beside a plain C++ loop with the same generator and beside QuantLib's path generators, and
// a changed strategy on stored paths. Sizes grow by paths and by months.
import { createMarketKernel, createStrategyBook } from '../../../shared/kernel/kernel.ts'
import { driftlessMarket, type MarketTask } from '../../../shared/math/simulation/market-model.ts'
import { runMarket } from '../../../shared/worker/market-run.ts'
import { createPool } from '../../../shared/worker/pool.ts'
import { spawnNodeWorker } from '../../core/node-port.ts'
import { type Benchmark, inTurn, median, milliseconds } from './measure.ts'
import { reference } from './reference.ts'

const workerEntry = new URL('./worker.js', import.meta.url)
const factors = 4

/** The market of reference/market-paths.cpp; without mean reversion, as QuantLib's processes have none. */
function marketCase(months: number, isReverting = true): MarketTask {
  const row = (figure: (month: number, k: number) => number) =>
    Float64Array.from({ length: months * factors }, (_, i) => figure(Math.floor(i / factors), i % factors))
  return {
    model: driftlessMarket({
      months,
      volatilities: [0.45, 0.6, 0.3, 0.2],
      reversions: [0, isReverting ? 1.2 : 0, 0, 0],
      correlation: Array.from({ length: factors }, (_, i) => Array.from({ length: factors }, (__, j) => (i === j ? 1 : 0.4))),
      quantity: factors - 1,
    }),
    spend: {
      exposure: row((_, k) => 1000 * (k + 1)),
      open: row((month) => 500 * (months - month)),
      margin: Float64Array.from({ length: months }, (_, month) => 120 * (months - month)),
    },
    draws: { seed: 42, stream: 0, variable: 0, run: 0 },
  }
}

/** Means must agree, or the two did not do the same work. */
function mustAgree(ours: number, theirs: number | undefined): void {
  if (theirs === undefined || !(Math.abs(ours - theirs) <= 1e-9 * Math.abs(ours)))
    throw new Error(`The reference simulated something else: ${String(theirs)} against ${ours}`)
}

export async function monteCarlo(): Promise<Benchmark[]> {
  const kernel = createMarketKernel()
  const rounds = 5
  const figures: Benchmark[] = []
  const plain = await reference('market-paths')
  for (const [paths, months] of [
    [10_000, 24],
    [100_000, 24],
    [100_000, 12],
    [100_000, 48],
  ] as const) {
    const task = marketCase(months)
    const ours: number[] = []
    const theirs: number[] = []
    for (let round = 0; round <= rounds; round++) {
      // Both sides twice and the second one counts: the first one meets memory that is new or shared with the process just started.
      kernel.simulate(task, 0, paths)
      const time = await milliseconds(() => kernel.simulate(task, 0, paths))
      const [, second = NaN, mean] = plain ? await plain([paths, months, 1, 2]) : []
      if (round === 0) {
        const { cost, gain } = kernel.simulate(task, 0, paths)
        if (plain) mustAgree(cost.reduce((sum, each, i) => sum + each - (gain[i] ?? NaN), 0) / paths, mean)
        continue
      }
      ours.push(time)
      theirs.push(second)
    }
    if (!plain) continue
    figures.push(
      figure('monte-carlo', `${paths} paths x ${months} months x 4 factors, 1 thread`, median(ours), median(theirs), rounds, {
        against: 'plain C++ -O3 loop, same generator, 1 thread',
      }),
    )
  }
  figures.push(...(await threads(rounds)), ...(await againstQuantlib(rounds)))
  return figures
}

async function threads(rounds: number): Promise<Benchmark[]> {
  const task = marketCase(24)
  const paths = 100_000
  const pool = createPool({ size: 2, spawn: () => spawnNodeWorker(workerEntry) })
  try {
    const { ours, reference: single } = await inTurn(
      rounds,
      () => runMarket(pool, task, paths, 2),
      () => runMarket(pool, task, paths, 1),
    )
    return [
      figure('monte-carlo-threads', `${paths} paths x 24 months, 2 workers`, ours, single, rounds, { against: 'the same in 1 worker' }),
    ]
  } finally {
    pool.close()
  }
}

async function againstQuantlib(rounds: number): Promise<Benchmark[]> {
  const program = await reference('quantlib-paths')
  if (!program) return []
  const kernel = createMarketKernel()
  const task = marketCase(24, false)
  const figures: Benchmark[] = []
  for (const [engine, paths, against] of [
    ['bsm', 20_000, 'QuantLib multi-path, Black-Scholes process'],
    ['euler', 100_000, 'QuantLib multi-path, plain GBM by Euler steps'],
  ] as const) {
    const ours: number[] = []
    const theirs: number[] = []
    for (let round = 0; round <= rounds; round++) {
      kernel.simulate(task, 0, paths)
      const time = await milliseconds(() => kernel.simulate(task, 0, paths))
      const [, single = NaN] = await program([engine, paths, 24, 2])
      if (round === 0) continue
      ours.push(time)
      theirs.push(single)
    }
    figures.push(
      figure('monte-carlo-quantlib', `${paths} paths x 24 months x 4 factors, 1 thread`, median(ours), median(theirs), rounds, { against }),
    )
  }
  return figures
}

/** A changed position on stored paths; beside the loop one would write first. */
export async function changedStrategy(): Promise<Benchmark[]> {
  const figures: Benchmark[] = []
  for (const [paths, months, instruments] of [
    [10_000, 24, 12],
    [20_000, 24, 12],
    [10_000, 48, 12],
    [10_000, 24, 24],
  ] as const) {
    const gains = Float64Array.from({ length: paths * months * instruments }, (_, i) => ((i * 7919) % 1013) - 506)
    const book = createStrategyBook(gains, months, instruments)
    const positions = Float64Array.from({ length: months * instruments }, (_, i) => 1 + (i % 7))
    const margin = new Float64Array(months).fill(1000)
    const rounds = 40
    const { ours, reference: plain } = await inTurn(
      rounds,
      () => {
        positions[5] = (positions[5] ?? 0) + 1
        book.evaluate(positions, margin)
      },
      () => plainStrategy(gains, positions, margin, paths, months, instruments),
    )
    figures.push(
      figure('changed-strategy', `${paths} paths x ${months} months x ${instruments} instruments, every cell held`, ours, plain, rounds, {
        against: 'plain loop over the paths',
      }),
    )
  }
  return figures
}

function plainStrategy(
  gains: Float64Array,
  positions: Float64Array,
  margin: Float64Array,
  paths: number,
  months: number,
  instruments: number,
): Float64Array {
  const out = new Float64Array(2 * paths)
  for (let path = 0; path < paths; path++) {
    let sum = 0
    let peak = margin[0] ?? 0
    for (let month = 0; month < months; month++) {
      for (let i = 0; i < instruments; i++)
        sum += (positions[month * instruments + i] ?? 0) * (gains[(month * instruments + i) * paths + path] ?? 0)
      peak = Math.max(peak, (margin[month] ?? 0) - sum)
    }
    out[path] = sum
    out[paths + path] = peak
  }
  return out
}

function figure(name: string, size: string, ours: number, theirs: number, rounds: number, { against }: { against: string }): Benchmark {
  return { name, unit: 'ms', size, ours, reference: theirs, against, ratio: ours / theirs, rounds }
}
