// Wichura's AS 241 for the uniforms of four paths: the middle by vectors, then the tails, gathered so that they go by
// vectors too. Same coefficients and same order as shared/math/numerics/normal.ts, hence the same bits.
import { log2 } from './elementary'
import { uniforms } from './philox'

@inline
function centralTop(r: v128): v128 {
  let p = f64x2.splat(2509.0809287301226727)
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(33430.575583588128105))
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(67265.770927008700853))
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(45921.953931549871457))
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(13731.693765509461125))
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(1971.5909503065514427))
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(133.14166789178437745))
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(3.387132872796366608))
  return p
}

@inline
function centralBottom(r: v128): v128 {
  let p = f64x2.splat(5226.495278852854561)
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(28729.085735721942674))
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(39307.89580009271061))
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(21213.794301586595867))
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(5394.1960214247511077))
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(687.1870074920579083))
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(42.313330701600911252))
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(1.0))
  return p
}

@inline
function nearTop(r: v128): v128 {
  let p = f64x2.splat(7.7454501427834140764e-4)
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(0.0227238449892691845833))
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(0.24178072517745061177))
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(1.27045825245236838258))
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(3.64784832476320460504))
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(5.7694972214606914055))
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(4.6303378461565452959))
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(1.42343711074968357734))
  return p
}

@inline
function nearBottom(r: v128): v128 {
  let p = f64x2.splat(1.05075007164441684324e-9)
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(5.475938084995344946e-4))
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(0.0151986665636164571966))
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(0.14810397642748007459))
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(0.68976733498510000455))
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(1.6763848301838038494))
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(2.05319162663775882187))
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(1.0))
  return p
}

@inline
function farTop(r: v128): v128 {
  let p = f64x2.splat(2.01033439929228813265e-7)
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(2.71155556874348757815e-5))
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(0.0012426609473880784386))
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(0.026532189526576123093))
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(0.29656057182850489123))
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(1.7848265399172913358))
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(5.4637849111641143699))
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(6.6579046435011037772))
  return p
}

@inline
function farBottom(r: v128): v128 {
  let p = f64x2.splat(2.04426310338993978564e-15)
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(1.4215117583164458887e-7))
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(1.8463183175100546818e-5))
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(7.868691311456132591e-4))
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(0.0148753612908506148525))
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(0.13692988092273580531))
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(0.59983220655588793769))
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(1.0))
  return p
}

/**
 * `count` rows of four normals to `out` (row i holds normal i of paths path ... path + 3). Needs room for one row more,
 * and at `tails` for count * 4 + 6 doubles and as many addresses behind them.
 */
export function normals(out: usize, tails: usize, count: i32, path: u32, variable: u32, run: u32, k0: u32, k1: u32): void {
  const rows = <usize>count << 5
  const homes = tails + rows + 64
  let found: usize = 0
  for (let i = 0; i < count; i += 2) {
    const at = out + (<usize>i << 5)
    uniforms(at, path, i >>> 1, variable, run, k0, k1)
    // The second row of an odd count is nobody's; its tails must not be counted.
    const end = i + 1 < count ? at + 64 : at + 32
    for (let cell = at; cell < end; cell += 32) {
      const u = v128.load(cell)
      const v = v128.load(cell, 16)
      const q = f64x2.sub(u, f64x2.splat(0.5))
      const s = f64x2.sub(v, f64x2.splat(0.5))
      const edge = f64x2.splat(0.425)
      const inFirst = i64x2.bitmask(f64x2.gt(f64x2.abs(q), edge))
      const inSecond = i64x2.bitmask(f64x2.gt(f64x2.abs(s), edge))
      // Always written, counted only where it is a tail: a branch here would be guessed wrong every sixth time.
      v128.store64_lane(tails + (found << 3), u, 0)
      store<u32>(homes + (found << 2), <u32>cell)
      found += <usize>(inFirst & 1)
      v128.store64_lane(tails + (found << 3), u, 1)
      store<u32>(homes + (found << 2), <u32>(cell + 8))
      found += <usize>(inFirst >>> 1)
      v128.store64_lane(tails + (found << 3), v, 0)
      store<u32>(homes + (found << 2), <u32>(cell + 16))
      found += <usize>(inSecond & 1)
      v128.store64_lane(tails + (found << 3), v, 1)
      store<u32>(homes + (found << 2), <u32>(cell + 24))
      found += <usize>(inSecond >>> 1)
      const r = f64x2.sub(f64x2.splat(0.180625), f64x2.mul(q, q))
      const t = f64x2.sub(f64x2.splat(0.180625), f64x2.mul(s, s))
      v128.store(cell, f64x2.mul(q, f64x2.div(centralTop(r), centralBottom(r))))
      v128.store(cell, f64x2.mul(s, f64x2.div(centralTop(t), centralBottom(t))), 16)
    }
  }
  // An odd one out is computed beside itself.
  store<f64>(tails + (found << 3), 0.01)
  for (let t: usize = 0; t < found; t += 2) {
    const u = v128.load(tails + (t << 3))
    const isLow = f64x2.lt(f64x2.sub(u, f64x2.splat(0.5)), f64x2.splat(0.0))
    const p = v128.bitselect(u, f64x2.sub(f64x2.splat(1.0), u), isLow)
    const root = f64x2.sqrt(f64x2.neg(log2(p)))
    const isFar = f64x2.gt(root, f64x2.splat(5.0))
    let z = nearQuantile(root)
    if (v128.any_true(isFar)) z = v128.bitselect(farQuantile(root), z, isFar)
    z = v128.bitselect(f64x2.neg(z), z, isLow)
    v128.store64_lane(load<u32>(homes + (t << 2)), z, 0)
    if (t + 1 < found) v128.store64_lane(load<u32>(homes + (t << 2) + 4), z, 1)
  }
}

@inline
function nearQuantile(root: v128): v128 {
  const r = f64x2.sub(root, f64x2.splat(1.6))
  return f64x2.div(nearTop(r), nearBottom(r))
}

function farQuantile(root: v128): v128 {
  const r = f64x2.sub(root, f64x2.splat(5.0))
  return f64x2.div(farTop(r), farBottom(r))
}
