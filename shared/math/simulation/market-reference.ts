// The market simulation path by path in plain words. The kernel does the same steps in the same order for four paths
// at a time and must give the same bits; its test holds it against this. See market-model.ts for the meaning.
import { exp } from '../numerics/elementary.ts'
import { fillNormals } from '../random/draws.ts'
import { type MarketPaths, type MarketTask, widestLog } from './market-model.ts'

/** Paths first ... first + count - 1. */
export function simulateMarketPlainly({ model, spend, draws }: MarketTask, first: number, count: number): MarketPaths {
  const { months, factors, quantity, persistence, drift, loading } = model
  const { exposure, open, margin } = spend
  const result = { cost: new Float64Array(count), gain: new Float64Array(count), peak: new Float64Array(count) }
  const normals = new Float64Array(months * factors)
  const state = new Float64Array(factors)
  const before = new Float64Array(factors)
  for (let path = 0; path < count; path++) {
    fillNormals(normals, draws, first + path)
    state.fill(0)
    before.fill(1)
    let [cost, gain, peak] = [0, 0, margin[0]!]
    for (let month = 0; month < months; month++) {
      let [bought, moved, volume] = [0, 0, 1]
      for (let k = 0; k < factors; k++) {
        const at = month * factors + k
        let shock = drift[at]!
        for (let j = 0; j <= k; j++) shock += loading[at * factors + j]! * normals[month * factors + j]!
        const y = Math.min(widestLog, Math.max(-widestLog, persistence[k]! * state[k]! + shock))
        state[k] = y
        const level = exp(y)
        moved += open[at]! * (level - before[k]!)
        before[k] = level
        if (k === quantity) volume = level
        else bought += exposure[at]! * level
      }
      cost += volume * bought
      gain += moved
      peak = Math.max(peak, margin[month]! - gain)
    }
    result.cost[path] = cost
    result.gain[path] = gain
    result.peak[path] = peak
  }
  return result
}
