// Market paths with the spend, the hedge and its margin on each: the loop of shared/math/simulation/market-reference.ts
// for four paths at a time. No memory is taken while it runs; every address is the caller's.
import { exp2 } from './elementary'
import { normals } from './normals'

/** Addresses and sizes of one run; months * factors numbers each unless said otherwise. See shared/math/simulation/market-model.ts. */
@unmanaged
class Market {
  months: i32
  factors: i32
  /** Which factor is the quantity, or -1. */
  quantity: i32
  variable: u32
  run: u32
  lowKey: u32
  highKey: u32
  /** Per factor. */
  persistence: u32
  drift: u32
  /** months * factors * factors, row by row. */
  loading: u32
  exposure: u32
  open: u32
  /** Per month. */
  margin: u32
  /** Working rows: normals (months * factors + 1 rows of 4), tails, state, level before (factors rows of 4 each). */
  normals: u32
  tails: u32
  state: u32
  before: u32
  /** Results, one number per path of this call. */
  cost: u32
  gain: u32
  peak: u32
  /** Levels by month, factor and path, or 0; `stride` paths apart. */
  levels: u32
  stride: u32
}

/** Simulates paths first ... first + count - 1; count is a multiple of 4. Results begin at path 0 of their rows. */
export function simulate(address: usize, first: u32, count: i32): void {
  const market = changetype<Market>(address)
  for (let p = 0; p < count; p += 4) {
    normals(
      market.normals,
      market.tails,
      market.months * market.factors,
      first + p,
      market.variable,
      market.run,
      market.lowKey,
      market.highKey,
    )
    fourPaths(market, p)
  }
}

/** Path `path` of this call and the three after it; a row of four is two vectors, `a` and `b`. */
@inline
function fourPaths(market: Market, path: i32): void {
  const factors = <usize>market.factors
  const quantity = <usize>(<isize>market.quantity)
  const state: usize = market.state
  const before: usize = market.before
  const persistence: usize = market.persistence
  const stride = <usize>market.stride << 3
  let drift: usize = market.drift
  let loading: usize = market.loading
  let exposure: usize = market.exposure
  let open: usize = market.open
  let margin: usize = market.margin
  let shocks: usize = market.normals
  let levels: usize = market.levels === 0 ? 0 : <usize>market.levels + (<usize>path << 3)
  const zero = f64x2.splat(0.0)
  const one = f64x2.splat(1.0)
  const widest = f64x2.splat(300.0)
  const least = f64x2.splat(-300.0)
  for (let k: usize = 0; k < factors << 5; k += 16) {
    v128.store(state + k, zero)
    v128.store(before + k, one)
  }
  let costA = zero
  let costB = zero
  let gainA = zero
  let gainB = zero
  let peakA = v128.load64_splat(margin)
  let peakB = peakA
  for (let month = market.months; month > 0; month--) {
    let spendA = zero
    let spendB = zero
    let movedA = zero
    let movedB = zero
    let volumeA = one
    let volumeB = one
    for (let k: usize = 0; k < factors; k++) {
      let shockA = v128.load64_splat(drift)
      let shockB = shockA
      let row = shocks
      for (let j: usize = 0; j <= k; j++) {
        const weight = v128.load64_splat(loading + (j << 3))
        shockA = f64x2.add(shockA, f64x2.mul(weight, v128.load(row)))
        shockB = f64x2.add(shockB, f64x2.mul(weight, v128.load(row, 16)))
        row += 32
      }
      const home = state + (k << 5)
      const past = before + (k << 5)
      const kept = v128.load64_splat(persistence + (k << 3))
      const yA = f64x2.pmin(widest, f64x2.pmax(least, f64x2.add(f64x2.mul(kept, v128.load(home)), shockA)))
      const yB = f64x2.pmin(widest, f64x2.pmax(least, f64x2.add(f64x2.mul(kept, v128.load(home, 16)), shockB)))
      v128.store(home, yA)
      v128.store(home, yB, 16)
      const levelA = exp2(yA)
      const levelB = exp2(yB)
      if (levels !== 0) {
        v128.store(levels, levelA)
        v128.store(levels, levelB, 16)
        levels += stride
      }
      const notional = v128.load64_splat(open)
      movedA = f64x2.add(movedA, f64x2.mul(notional, f64x2.sub(levelA, v128.load(past))))
      movedB = f64x2.add(movedB, f64x2.mul(notional, f64x2.sub(levelB, v128.load(past, 16))))
      v128.store(past, levelA)
      v128.store(past, levelB, 16)
      if (k === quantity) {
        volumeA = levelA
        volumeB = levelB
      } else {
        const exposed = v128.load64_splat(exposure)
        spendA = f64x2.add(spendA, f64x2.mul(exposed, levelA))
        spendB = f64x2.add(spendB, f64x2.mul(exposed, levelB))
      }
      drift += 8
      exposure += 8
      open += 8
      loading += factors << 3
    }
    shocks += factors << 5
    costA = f64x2.add(costA, f64x2.mul(volumeA, spendA))
    costB = f64x2.add(costB, f64x2.mul(volumeB, spendB))
    gainA = f64x2.add(gainA, movedA)
    gainB = f64x2.add(gainB, movedB)
    const held = v128.load64_splat(margin)
    peakA = f64x2.pmax(peakA, f64x2.sub(held, gainA))
    peakB = f64x2.pmax(peakB, f64x2.sub(held, gainB))
    margin += 8
  }
  const home = <usize>path << 3
  v128.store(<usize>market.cost + home, costA)
  v128.store(<usize>market.cost + home, costB, 16)
  v128.store(<usize>market.gain + home, gainA)
  v128.store(<usize>market.gain + home, gainB, 16)
  v128.store(<usize>market.peak + home, peakA)
  v128.store(<usize>market.peak + home, peakB, 16)
}
