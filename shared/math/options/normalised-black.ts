// The time value of an option in units of min(forward, strike), as a function of the log distance and the deviation.
// Written so that no digits are lost anywhere: neither far out of the money, nor at a deviation near 0.
// Source: Jaeckel, "Let's Be Rational" (2015), sections 3 and 6, scaled by the lower of forward and strike.
import { exp, log, log1p } from '../numerics/elementary.ts'
import { normalCdf } from '../numerics/normal.ts'
import { millsDecline, millsRatio } from './mills-ratio.ts'

const perRootTwoPi = 0.3989422804014327

/** ln(forward / strike) for positive numbers, exact to the last bits when they are close as well. */
export function logRatio(forward: number, strike: number): number {
  const move = (forward - strike) / strike
  return Math.abs(move) < 0.4 ? log1p(move) : log(forward / strike)
}

/**
 * N(d1) - exp(-x) N(d2) with d1 = x/s + s/2, d2 = x/s - s/2: the price of a call on a forward of 1 at the strike exp(-x).
 * x <= 0, s > 0. Between 0 and 1; relative error about 1e-15 plus that of d1^2 / 2.
 */
export function timeValueRatio(x: number, s: number): number {
  const h = x / s
  const t = 0.5 * s
  const d1 = h + t
  const density = perRootTwoPi * exp(-0.5 * d1 * d1)
  if (h < -10 && d1 < -9.79) return density * farDifference(-h, t)
  if (t < 0.21) return density * nearDifference(h, t)
  if (d1 <= 0) return density * (millsRatio(-d1) - millsRatio(t - h))
  if (d1 < 0.66) return normalCdf(d1) - density * millsRatio(t - h)
  return 1 - density * (millsRatio(d1) + millsRatio(t - h))
}

/** M(z - t) - M(z + t) by the asymptotic series of M, each difference of powers summed without cancellation. */
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
  for (let k = 1; k < 60; k++) {
    difference = pp * difference + power * gap
    power *= mm
    factor *= 1 - 2 * k
    const term = factor * difference
    total += term
    if (Math.abs(term) < 1e-17 * total) break
  }
  return total
}

/** M(-h - t) - M(-h + t) by the Taylor series in t; its odd derivatives obey D(n+2) = (h^2 + 2n + 1) D(n) - n(n-1) D(n-2). */
function nearDifference(h: number, t: number): number {
  const hh = h * h
  const tt = t * t
  let older = millsDecline(-h)
  let total = older
  let newer = (hh + 3) * older - 1
  let scale = tt / 6
  for (let n = 3; n < 19; n += 2) {
    const term = newer * scale
    total += term
    if (Math.abs(term) < 1e-17 * total) break
    const next = (hh + 2 * n + 1) * newer - n * (n - 1) * older
    older = newer
    newer = next
    scale *= tt / ((n + 1) * (n + 2))
  }
  return 2 * t * total
}
