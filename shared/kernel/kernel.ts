// The simulation in WebAssembly: the same bits in Node, in every browser and on any number of threads, since exp, log
// and the random numbers are its own. One kernel per worker; it runs synchronously and keeps no state a result depends on.
// Called by run-job.ts. Sources in assembly/, compiled by build/kernel.mjs.
import { requireFinite, requireLength, requireWhole } from '../math/numerics/domain.ts'
import type { Draws } from '../math/random/draws.ts'
import { checkMarketTask, type MarketPaths, type MarketTask } from '../math/simulation/market-model.ts'
import { kernelCode } from './kernel-code.ts'

/** What Node and browsers share of it; the compiler's libraries for the two differ. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown }
}

interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number }
  base(): number
  simulate(market: number, first: number, count: number): void
  evaluate(
    gains: number,
    positions: number,
    margin: number,
    months: number,
    instruments: number,
    paths: number,
    total: number,
    peak: number,
  ): void
}

/** Paths of one call; results are reduced block by block in this size whatever the number of threads. */
export const blockPaths = 4096
const doubleBytes = 8
const pageBytes = 65_536

export interface MarketKernel {
  /** Paths first ... first + count - 1, where first is a multiple of 4. */
  simulate(task: MarketTask, first: number, count: number): MarketPaths
  /** The same with the levels of each month and factor: levels[(month * factors + factor) * count + path]. */
  simulateLevels(task: MarketTask, first: number, count: number): MarketPaths & { readonly levels: Float64Array }
}

export interface Outcomes {
  readonly gain: Float64Array
  readonly peak: Float64Array
}

/** Gains of instruments on stored paths, kept in the kernel's own memory so that a changed position is only a weighted sum. */
export interface StrategyBook {
  /** positions: months x instruments (0: none); margin: money held per month. The arrays of the result are overwritten by the next call. */
  evaluate(positions: Float64Array, margin: Float64Array): Outcomes
}

/** The module compiles once per thread. Larger than 4 KB, so a page may do this in a worker only. */
let compiled: object | undefined

function instance(): Exports {
  compiled ??= new WebAssembly.Module(Uint8Array.from(atob(kernelCode), (letter) => letter.charCodeAt(0)))
  return new WebAssembly.Instance(compiled, {}).exports as Exports
}

/** Hands out addresses one after the other, each on a boundary of 16 bytes. */
function ledger(exports: Exports) {
  let next = (exports.base() + 15) & ~15
  return {
    take(bytes: number): number {
      const at = next
      next = (next + bytes + 15) & ~15
      const missing = next - exports.memory.buffer.byteLength
      if (missing > 0) exports.memory.grow(Math.ceil(missing / pageBytes))
      return at
    },
    write(values: Float64Array): number {
      const at = this.take(values.length * doubleBytes)
      new Float64Array(exports.memory.buffer, at, values.length).set(values)
      return at
    },
  }
}

export function createMarketKernel(): MarketKernel {
  const run = (task: MarketTask, first: number, count: number, isKept: boolean): MarketPaths & { levels: Float64Array } => {
    checkMarketTask(task)
    requireWhole('first', first, 0, 2 ** 32 - 1)
    requireWhole('first path of four', first / 4, 0)
    requireWhole('paths', count, 1, 2 ** 32 - first)
    const { model, spend, draws } = task
    const exports = instance()
    const memory = ledger(exports)
    const rows = model.months * model.factors
    const wide = (count + 3) & ~3
    const size = isKept ? wide : Math.min(wide, blockPaths)
    const arrays = [model.persistence, model.drift, model.loading, spend.exposure, spend.open, spend.margin].map((values) =>
      memory.write(values),
    )
    const rowBytes = (rows + 2) * 4 * doubleBytes
    const working = [rowBytes, 2 * rowBytes + 256, 32 * model.factors, 32 * model.factors].map((bytes) => memory.take(bytes))
    const results = [0, 1, 2].map(() => memory.take(size * doubleBytes))
    const levels = isKept ? memory.take(rows * size * doubleBytes) : 0
    const fields = [model.months, model.factors, model.quantity, draws.variable, draws.run, ...keysOf(draws)]
    const market = memory.take(4 * 32)
    new Int32Array(exports.memory.buffer, market, 32).set([...fields, ...arrays, ...working, ...results, levels, size])
    const out = { cost: new Float64Array(count), gain: new Float64Array(count), peak: new Float64Array(count) }
    for (let from = 0; from < wide; from += size) {
      const here = Math.min(size, wide - from)
      exports.simulate(market, first + from, here)
      const kept = Math.min(here, count - from)
      for (const [i, name] of (['cost', 'gain', 'peak'] as const).entries())
        out[name].set(new Float64Array(exports.memory.buffer, results[i], kept), from)
    }
    const kept = new Float64Array(isKept ? rows * count : 0)
    for (let row = 0; isKept && row < rows; row++)
      kept.set(new Float64Array(exports.memory.buffer, levels + row * size * doubleBytes, count), row * count)
    return { ...out, levels: kept }
  }
  return {
    simulate(task, first, count) {
      const { cost, gain, peak } = run(task, first, count, false)
      return { cost, gain, peak }
    },
    simulateLevels: (task, first, count) => run(task, first, count, true),
  }
}

/** gains[(month * instruments + instrument) * paths + path], in money per unit of position. */
export function createStrategyBook(gains: Float64Array, months: number, instruments: number): StrategyBook {
  requireWhole('months', months, 1, 600)
  requireWhole('instruments', instruments, 1, 1000)
  const paths = gains.length / (months * instruments)
  requireWhole('paths', paths, 1)
  for (let i = 0; i < gains.length; i++) if (!Number.isFinite(gains[i])) requireFinite(`gains[${i}]`, gains[i] ?? NaN)
  const exports = instance()
  const memory = ledger(exports)
  const wide = (paths + 1) & ~1
  const columns = months * instruments
  const stored = memory.take(columns * wide * doubleBytes)
  const [weights, margins, total, peak] = [columns, months, wide, wide].map((length) => memory.take(length * doubleBytes)) as [
    number,
    number,
    number,
    number,
  ]
  const view = (at: number, length: number) => new Float64Array(exports.memory.buffer, at, length)
  for (let column = 0; column < columns; column++)
    view(stored + column * wide * doubleBytes, paths).set(gains.subarray(column * paths, (column + 1) * paths))
  return {
    evaluate(positions, margin) {
      requireLength('positions', positions, columns)
      requireLength('margin', margin, months)
      for (let i = 0; i < columns; i++) requireFinite(`positions[${i}]`, positions[i] ?? NaN)
      for (let month = 0; month < months; month++) requireFinite(`margin[${month}]`, margin[month] ?? NaN)
      view(weights, columns).set(positions)
      view(margins, months).set(margin)
      exports.evaluate(stored, weights, margins, months, instruments, wide, total, peak)
      return { gain: view(total, paths), peak: view(peak, paths) }
    },
  }
}

function keysOf({ seed, stream }: Draws): [number, number] {
  return [seed | 0, stream ^ Math.floor(seed / 2 ** 32)]
}
