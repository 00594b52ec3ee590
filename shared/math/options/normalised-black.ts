// The time value of an option in units of min(forward, strike), as a function of the log distance x = -|ln(F/K)| and the
// deviation s. Written so that no digits are lost anywhere: neither far out of the money, nor at a deviation near 0, nor
// near the upper bound. Source: Jaeckel, "Let's Be Rational" (2015), section 6 (there in units of sqrt(F K)).
import { exp, log, twiceAtanh } from '../numerics/elementary.ts'
import { normalCdf } from '../numerics/normal.ts'
import { millsDecline, millsRatio } from './mills-ratio.ts'

const perRootTwoPi = 0.3989422804014327

/** ln(forward / strike) for positive numbers; the last bits are right also when the two are close. */
export function logRatio(forward: number, strike: number): number {
  const s = (forward - strike) / (forward + strike)
  if (s > -0.17 && s < 0.17 && forward + strike < Infinity) return twiceAtanh(s)
  const ratio = forward / strike
  return ratio > 1e-300 && ratio < 1e300 ? log(ratio) : log(forward) - log(strike)
}

/**
 * N(d1) - exp(-x) N(d2) with d1 = x/s + s/2, d2 = x/s - s/2: the price of a call on a forward of 1 at the strike exp(-x).
 * x <= 0, s > 0; between 0 and 1. Relative error about 2e-15, plus d1^2 / 2 units in the last place.
 */
export function timeValueRatio(x: number, s: number): number {
  const d1 = x / s + 0.5 * s
  return timeValueGiven(x, s, perRootTwoPi * exp(-0.5 * d1 * d1))
}

/** The same, given the normal density at d1. */
export function timeValueGiven(x: number, s: number, density: number): number {
  const d1 = x / s + 0.5 * s
  if (d1 <= 0 || s < 0.42) return density === 0 ? 0 : density * timeValuePerVega(x, s)
  return d1 < 0.66 ? normalCdf(d1) - density * millsRatio(s - d1) : 1 - density * remainderPerVega(x, s)
}

/** The time value ratio divided by its derivative in s, n(d1), for d1 <= 0 or s < 0.42: M(-d1) - M(-d2). */
export function timeValuePerVega(x: number, s: number): number {
  const h = x / s
  const t = 0.5 * s
  if (h < -10 && h + t < -9.79) return farDifference(-h, t)
  return t < 0.21 ? nearDifference(-h, t) : millsRatio(-h - t) - millsRatio(t - h)
}

/** What the time value ratio lacks to 1, divided by n(d1), for d1 >= 0: M(d1) + M(-d2). */
export function remainderPerVega(x: number, s: number): number {
  const d1 = x / s + 0.5 * s
  return millsRatio(d1) + millsRatio(s - d1)
}

/** M(z - t) - M(z + t) by the asymptotic series of M; the differences of powers are summed without cancellation. */
function farDifference(z: number, t: number): number {
  const p = 1 / (z - t)
  const m = 1 / (z + t)
  const first = 2 * t * p * m
  const gap = first * (p + m)
  const pp = p * p
  const mm = m * m
  let difference = first
  let power = m
  let factor = 1
  let total = first
  for (let k = 1; k < 40; k++) {
    difference = pp * difference + power * gap
    power *= mm
    factor *= 1 - 2 * k
    const term = factor * difference
    total += term
    if (Math.abs(term) < 1e-17 * total) break
  }
  return total
}

/** M(z - t) - M(z + t) by its Taylor series in t; the odd derivatives obey D(n+2) = (z^2 + 2n + 1) D(n) - n(n-1) D(n-2). */
function nearDifference(z: number, t: number): number {
  const zz = z * z
  const tt = t * t
  let older = millsDecline(z)
  let newer = (zz + 3) * older - 1
  let total = older
  let scale = tt / 6
  // All terms that t < 0.21 can need; asking after each whether it was the last costs more than the rest of them.
  for (let n = 3, i = 0; n < 17; n += 2, i++) {
    total += newer * scale
    const next = (zz + 2 * n + 1) * newer - n * (n - 1) * older
    older = newer
    newer = next
    scale *= tt * perProduct[i]!
  }
  return 2 * t * total
}

/** 1 / ((n + 1)(n + 2)) for n = 3, 5, 7 ... */
const perProduct = Float64Array.of(1 / 20, 1 / 42, 1 / 72, 1 / 110, 1 / 156, 1 / 210, 1 / 272)
