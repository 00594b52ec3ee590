// Philox4x32-10 for four neighbouring paths at once: a vector holds the same word of each. The words, the order and
// the result are those of shared/math/random/draws.ts.


@inline
function low(products01: v128, products23: v128): v128 {
  return v128.shuffle<u32>(products01, products23, 0, 2, 4, 6)
}

@inline
function high(products01: v128, products23: v128): v128 {
  return v128.shuffle<u32>(products01, products23, 1, 3, 5, 7)
}

/** Two rows of four uniforms to `out` (u of words 0 and 1, then of words 2 and 3; one double per path). */
@inline
export function uniforms(out: usize, path: u32, block: u32, variable: u32, run: u32, k0: u32, k1: u32): void {
  let c0 = i32x4.add(i32x4.splat(path), i32x4(0, 1, 2, 3))
  let c1 = i32x4.splat(block)
  let c2 = i32x4.splat(variable)
  let c3 = i32x4.splat(run)
  const m0 = i32x4.splat(0xd2511f53)
  const m1 = i32x4.splat(0xcd9e8d57)
  for (let round = 0; round < 10; round++) {
    const a = i64x2.extmul_low_i32x4_u(c0, m0)
    const b = i64x2.extmul_high_i32x4_u(c0, m0)
    const c = i64x2.extmul_low_i32x4_u(c2, m1)
    const d = i64x2.extmul_high_i32x4_u(c2, m1)
    c0 = v128.xor(v128.xor(high(c, d), c1), i32x4.splat(k0))
    c1 = low(c, d)
    c2 = v128.xor(v128.xor(high(a, b), c3), i32x4.splat(k1))
    c3 = low(a, b)
    k0 += 0x9e3779b9
    k1 += 0xbb67ae85
  }
  openUniforms(out, c0, c1)
  openUniforms(out + 32, c2, c3)
}

@inline
function openUniforms(out: usize, a: v128, b: v128): void {
  const coarse = i32x4.shr_u(a, 5)
  const fine = i32x4.shr_u(b, 6)
  v128.store(out, joined(coarse, fine))
  v128.store(out, joined(v128.shuffle<u32>(coarse, coarse, 2, 3, 2, 3), v128.shuffle<u32>(fine, fine, 2, 3, 2, 3)), 16)
}

@inline
function joined(coarse: v128, fine: v128): v128 {
  const whole = f64x2.add(
    f64x2.add(f64x2.mul(f64x2.convert_low_i32x4_u(coarse), f64x2.splat(67108864.0)), f64x2.convert_low_i32x4_u(fine)),
    f64x2.splat(0.5),
  )
  return f64x2.mul(whole, f64x2.splat(1.1102230246251565e-16))
}
