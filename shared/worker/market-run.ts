// A market simulation over several workers: blocks of paths go to whoever is free, results come together in the order of
// the paths, and moments are merged block by block in that order. So one worker and eight give the same bytes.
import { blockPaths } from '../kernel/kernel.ts'
import { type Moments, mergedMoments, momentsOf } from '../math/simulation/estimate.ts'
import type { MarketPaths, MarketTask } from '../math/simulation/market-model.ts'
import type { WorkerPool } from './pool.ts'

export interface MarketRun extends MarketPaths {
  /** Of cost less gain. */
  readonly hedgedCost: Moments
}

/** `parts` is how many jobs the paths are cut into, at least one block each; it changes the time and nothing else. */
export async function runMarket(
  pool: WorkerPool,
  task: MarketTask,
  paths: number,
  parts: number,
  signal?: AbortSignal,
): Promise<MarketRun> {
  const blocks = Math.ceil(paths / blockPaths)
  const each = Math.ceil(blocks / Math.min(parts, blocks)) * blockPaths
  const jobs: Promise<MarketPaths>[] = []
  for (let first = 0; first < paths; first += each)
    jobs.push(pool.run({ kind: 'market', ...task, first, paths: Math.min(each, paths - first) }, signal ? { signal } : {}))
  const results = await Promise.all(jobs)
  const joined = { cost: new Float64Array(paths), gain: new Float64Array(paths), peak: new Float64Array(paths) }
  for (const [part, result] of results.entries())
    for (const row of ['cost', 'gain', 'peak'] as const) joined[row].set(result[row], part * each)
  return { ...joined, hedgedCost: momentsInBlocks(joined) }
}

function momentsInBlocks({ cost, gain }: MarketPaths): Moments {
  const block = (from: number) => momentsOf(cost.slice(from, from + blockPaths).map((each, i) => each - (gain[from + i] ?? NaN)))
  let all = block(0)
  for (let from = blockPaths; from < cost.length; from += blockPaths) all = mergedMoments(all, block(from))
  return all
}
