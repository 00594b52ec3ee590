// Roots of polynomials of low degree, and sines and cosines at whole fractions of a turn. Used by the ARIMA models and the
// Fourier start of shared/math/forecast.
// Sources: Aberth (1973), Mathematics of Computation 27, 339-344 (all roots at once); the Taylor series of sine and cosine.
import { requireSeries, requireWhole } from './domain.ts'

export interface ComplexRoot {
  readonly real: number
  readonly imaginary: number
}

/**
 * All complex roots of c[0] + c[1] z + ... + c[n] z^n, to about 1e-14 (simple roots; a root of multiplicity k to about
 * 1e-15^(1/k)). Leading zeros are left out; a constant has no roots.
 */
export function polynomialRoots(coefficients: ArrayLike<number>): ComplexRoot[] {
  requireSeries('coefficients', coefficients)
  let degree = coefficients.length - 1
  while (degree > 0 && coefficients[degree] === 0) degree--
  const lead = coefficients[degree]!
  const c = Float64Array.from({ length: degree + 1 }, (_, i) => coefficients[i]! / lead)
  let radius = 0
  for (let i = 0; i < degree; i++) radius = Math.max(radius, Math.abs(c[i]!))
  const re = Float64Array.from({ length: degree }, (_, i) => (1 + radius) * 0.7 * cosineOfTurn(4 * i + 1, 4 * degree))
  const im = Float64Array.from({ length: degree }, (_, i) => (1 + radius) * 0.7 * sineOfTurn(4 * i + 1, 4 * degree))
  for (let round = 0; round < 200; round++) {
    let moved = 0
    for (let k = 0; k < degree; k++) moved = Math.max(moved, aberthStep(c, re, im, k))
    if (moved < 1e-15) break
  }
  return Array.from(re, (real, k) => ({ real, imaginary: im[k]! }))
}

/** Moves root k; the length of the move relative to the root. */
function aberthStep(c: Float64Array, re: Float64Array, im: Float64Array, k: number): number {
  const n = c.length - 1
  const [x, y] = [re[k]!, im[k]!]
  let [pr, pi, dr, di] = [1, 0, 0, 0]
  for (let i = n - 1; i >= 0; i--) {
    ;[dr, di] = [dr * x - di * y + pr, dr * y + di * x + pi]
    ;[pr, pi] = [pr * x - pi * y + c[i]!, pr * y + pi * x]
  }
  if (pr === 0 && pi === 0) return 0
  // Newton's step p/p', slowed by the pull of the other roots: 1 / (p'/p - sum of 1/(z - z_j)).
  const size = pr * pr + pi * pi
  let [sr, si] = [(dr * pr + di * pi) / size, (di * pr - dr * pi) / size]
  for (let j = 0; j < n; j++)
    if (j !== k) {
      const [ar, ai] = [x - re[j]!, y - im[j]!]
      const gap = ar * ar + ai * ai
      if (gap === 0) continue
      sr -= ar / gap
      si += ai / gap
    }
  const scale = sr * sr + si * si
  if (!(scale > 0 && scale < Infinity)) return 0
  const [stepReal, stepImaginary] = [sr / scale, -si / scale]
  re[k] = x - stepReal
  im[k] = y - stepImaginary
  return Math.sqrt((stepReal * stepReal + stepImaginary * stepImaginary) / (re[k] * re[k] + im[k] * im[k] + 1e-300))
}

/** cos(2 pi k / n) for whole k and n >= 1; symmetries hold to the bit. */
export function cosineOfTurn(k: number, n: number): number {
  requireWhole('n', n, 1)
  requireWhole('k', k, -Number.MAX_SAFE_INTEGER)
  // Eighths of a turn: 8k/n = eighth + rest, all in whole numbers, so the reduction is exact.
  const steps = (((8 * k) % (8 * n)) + 8 * n) % (8 * n)
  const eighth = Math.floor(steps / n)
  const rest = (steps - eighth * n) / n
  const angle = 0.7853981633974483 * (eighth % 2 === 1 ? 1 - rest : rest)
  const isSine = eighth === 1 || eighth === 2 || eighth === 5 || eighth === 6
  const size = isSine ? sineSeries(angle) : cosineSeries(angle)
  return eighth >= 2 && eighth <= 5 ? -size : size
}

/** sin(2 pi k / n) for whole k and n >= 1. */
export function sineOfTurn(k: number, n: number): number {
  requireWhole('n', n, 1)
  return cosineOfTurn(4 * k - n, 4 * n)
}

/** For 0 <= x <= pi/4; the first term left out is below 1e-18. */
function sineSeries(x: number): number {
  const z = x * x
  let term = 1
  for (let k = 19; k >= 3; k -= 2) term = 1 - (z / (k * (k - 1))) * term
  return x * term
}

function cosineSeries(x: number): number {
  const z = x * x
  let term = 1
  for (let k = 18; k >= 2; k -= 2) term = 1 - (z / (k * (k - 1))) * term
  return term
}
