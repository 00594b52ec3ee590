// exp and log of two doubles at once, by the steps of shared/math/numerics/elementary.ts in the same order, so the
// bits are the same. exp expects |x| <= 700, log a positive normal number.

@inline
export function exp2(x: v128): v128 {
  const shift = f64x2.splat(6755399441055744.0)
  const moved = f64x2.add(f64x2.mul(x, f64x2.splat(1.44269504088896338700)), shift)
  const k = f64x2.sub(moved, shift)
  const high = f64x2.sub(x, f64x2.mul(k, f64x2.splat(6.93147180369123816490e-1)))
  const low = f64x2.mul(k, f64x2.splat(1.90821492927058770002e-10))
  const r = f64x2.sub(high, low)
  const t = f64x2.mul(r, r)
  let p = f64x2.add(f64x2.splat(-1.6533902205465251539e-6), f64x2.mul(t, f64x2.splat(4.13813679705723846039e-8)))
  p = f64x2.add(f64x2.splat(6.61375632143793436117e-5), f64x2.mul(t, p))
  p = f64x2.add(f64x2.splat(-2.77777777770155933842e-3), f64x2.mul(t, p))
  p = f64x2.add(f64x2.splat(1.66666666666666019037e-1), f64x2.mul(t, p))
  const c = f64x2.sub(r, f64x2.mul(t, p))
  const quotient = f64x2.div(f64x2.mul(r, c), f64x2.sub(f64x2.splat(2.0), c))
  const y = f64x2.sub(f64x2.splat(1.0), f64x2.sub(f64x2.sub(low, quotient), high))
  // The low bits of `moved` are k; shifted into the exponent they are 2^k.
  const scale = i64x2.shl(i64x2.add(moved, i64x2.splat(1023)), 52)
  return f64x2.mul(y, scale)
}

@inline
export function log2(x: v128): v128 {
  const mantissa = v128.and(x, i64x2.splat(0x000fffffffffffff))
  const carry = v128.and(i64x2.add(mantissa, i64x2.splat(0x00095f6400000000)), i64x2.splat(0x0010000000000000))
  const reduced = v128.or(mantissa, v128.xor(carry, i64x2.splat(0x3ff0000000000000)))
  const exponent = i64x2.add(i64x2.sub(i64x2.shr_u(x, 52), i64x2.splat(1023)), i64x2.shr_u(carry, 52))
  const k = f64x2.convert_low_i32x4_s(v128.shuffle<u32>(exponent, exponent, 0, 2, 0, 2))
  const f = f64x2.sub(reduced, f64x2.splat(1.0))
  const s = f64x2.div(f, f64x2.add(f64x2.splat(2.0), f))
  const z = f64x2.mul(s, s)
  const w = f64x2.mul(z, z)
  let even = f64x2.add(f64x2.splat(0.22222198432149784), f64x2.mul(w, f64x2.splat(0.15313837699209373)))
  even = f64x2.mul(w, f64x2.add(f64x2.splat(0.3999999999940941908), f64x2.mul(w, even)))
  let odd = f64x2.add(f64x2.splat(0.1818357216161805), f64x2.mul(w, f64x2.splat(0.14798198605116586)))
  odd = f64x2.add(f64x2.splat(0.2857142874366239), f64x2.mul(w, odd))
  odd = f64x2.mul(z, f64x2.add(f64x2.splat(0.6666666666666735), f64x2.mul(w, odd)))
  const half = f64x2.mul(f64x2.mul(f64x2.splat(0.5), f), f)
  const main = f64x2.mul(s, f64x2.add(half, f64x2.add(even, odd)))
  return f64x2.add(
    f64x2.add(f64x2.sub(f64x2.add(main, f64x2.mul(k, f64x2.splat(1.90821492927058770002e-10))), half), f),
    f64x2.mul(k, f64x2.splat(6.93147180369123816490e-1)),
  )
}
