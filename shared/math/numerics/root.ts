// Roots of one variable inside a bracket. Source: Brent (1973), Algorithms for Minimization Without Derivatives, ch. 4.
import { NoConvergence } from './domain.ts'

/**
 * x between low and high with f(x) = 0, to the last bits of x. f(low) and f(high) must differ in sign (or be 0);
 * otherwise NoConvergence, named by `search`. `tolerance` is absolute, on x; 0 goes as far as doubles do.
 */
export function bracketedRoot(search: string, f: (x: number) => number, low: number, high: number, tolerance = 0): number {
  let [a, b] = [low, high]
  let [fa, fb] = [f(a), f(b)]
  if (fa === 0) return a
  if (fb === 0) return b
  if (!(fa > 0 !== fb > 0) || Number.isNaN(fa) || Number.isNaN(fb))
    throw new NoConvergence(search, `no change of sign between ${low} (${fa}) and ${high} (${fb})`)
  let [c, fc] = [a, fa]
  let step = b - a
  let before = step
  for (let round = 0; round < 500; round++) {
    if (fb > 0 === fc > 0) {
      c = a
      fc = fa
      step = b - a
      before = step
    }
    if (Math.abs(fc) < Math.abs(fb)) {
      a = b
      b = c
      c = a
      fa = fb
      fb = fc
      fc = fa
    }
    const near = 2.220446049250313e-16 * Math.abs(b) + tolerance / 2
    const half = (c - b) / 2
    if (Math.abs(half) <= near || fb === 0) return b
    if (Math.abs(before) >= near && Math.abs(fa) > Math.abs(fb)) {
      const s = fb / fa
      let p = 2 * half * s
      let q = 1 - s
      if (a !== c) {
        const r = fb / fc
        const t = fa / fc
        p = s * (2 * half * t * (t - r) - (b - a) * (r - 1))
        q = (t - 1) * (r - 1) * (s - 1)
      }
      if (p > 0) q = -q
      else p = -p
      if (2 * p < Math.min(3 * half * q - Math.abs(near * q), Math.abs(before * q))) {
        before = step
        step = p / q
      } else {
        step = half
        before = half
      }
    } else {
      step = half
      before = half
    }
    a = b
    fa = fb
    b += Math.abs(step) > near ? step : half > 0 ? near : -near
    fb = f(b)
    if (Number.isNaN(fb)) throw new NoConvergence(search, `not a number at ${b}`)
  }
  throw new NoConvergence(search, `after 500 steps at ${b}`)
}

/** A bracket grown by doubling from [low, high] upwards until f changes its sign; low > 0. */
export function risingBracket(search: string, f: (x: number) => number, low: number, high: number): [number, number] {
  const sign = f(low) > 0
  for (let round = 0; round < 200; round++) {
    if (f(high) > 0 !== sign) return [low, high]
    low = high
    high *= 2
  }
  throw new NoConvergence(search, `no change of sign up to ${high}`)
}
