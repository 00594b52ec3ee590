// The polynomials of an ARMA model: seasonal factors multiplied out, and the ways between coefficients and partial
// autocorrelations, which keep a search stationary.
// Sources: Box & Jenkins (1976), ch. 9; Barndorff-Nielsen & Schou (1973), Journal of Multivariate Analysis 3, 408-419;
// Jones (1980), Technometrics 22, 389-395. Called by arima-fit.ts.
import { expm1, log1p, power } from '../numerics/elementary.ts'
import { polynomialRoots } from '../numerics/polynomial.ts'

/** Numbers of coefficients, and the period of the seasonal ones. */
export interface ArmaOrder {
  readonly p: number
  readonly q: number
  /** Seasonal: P and Q. */
  readonly seasonalP: number
  readonly seasonalQ: number
  readonly period: number
}

/** y_t = phi_1 y_(t-1) + ... + e_t + theta_1 e_(t-1) + ... */
export interface Arma {
  readonly phi: Float64Array
  readonly theta: Float64Array
}

/** Coefficients in the order p, q, P, Q, each group as a part of `coefficients`. */
export function coefficientGroups(order: ArmaOrder, coefficients: Float64Array): [Float64Array, Float64Array, Float64Array, Float64Array] {
  const { p, q, seasonalP, seasonalQ } = order
  const from = (start: number, length: number) => coefficients.subarray(start, start + length)
  return [from(0, p), from(p, q), from(p + q, seasonalP), from(p + q + seasonalP, seasonalQ)]
}

/** The seasonal factors multiplied out. */
export function expandedArma(order: ArmaOrder, coefficients: Float64Array): Arma {
  const [ar, ma, seasonalAr, seasonalMa] = coefficientGroups(order, coefficients)
  return { phi: expanded(ar, seasonalAr, order.period, -1), theta: expanded(ma, seasonalMa, order.period, 1) }
}

function expanded(plain: Float64Array, seasonal: Float64Array, period: number, sign: 1 | -1): Float64Array {
  const out = new Float64Array(plain.length + seasonal.length * period)
  out.set(plain)
  for (let j = 0; j < seasonal.length; j++) {
    const lag = (j + 1) * period
    out[lag - 1]! += seasonal[j]!
    for (let i = 0; i < plain.length; i++) out[lag + i]! += sign * plain[i]! * seasonal[j]!
  }
  return out
}

/** Autoregressive coefficients from any numbers: tanh gives the partial autocorrelations, Durbin's recursion the rest. */
export function stationaryCoefficients(free: Float64Array): Float64Array {
  const phi = free.map(tanh)
  for (let j = 1; j < phi.length; j++) {
    const last = phi[j]!
    const before = phi.slice(0, j)
    for (let k = 0; k < j; k++) phi[k]! -= last * before[j - k - 1]!
  }
  return phi
}

/** The partial autocorrelations of autoregressive coefficients; all inside (-1, 1) exactly when these are stationary. */
function partialAutocorrelations(phi: Float64Array): Float64Array {
  const partial = phi.slice()
  for (let j = phi.length - 1; j > 0; j--) {
    const last = partial[j]!
    const before = partial.slice(0, j)
    for (let k = 0; k < j; k++) partial[k] = (before[k]! + last * before[j - k - 1]!) / (1 - last * last)
  }
  return partial
}

export function isStationary(phi: Float64Array): boolean {
  return partialAutocorrelations(phi).every((each) => Math.abs(each) < 1)
}

/** The inverse of `stationaryCoefficients`, for stationary coefficients. */
export function freeNumbers(phi: Float64Array): Float64Array {
  return partialAutocorrelations(phi).map((each) => 0.5 * log1p((2 * each) / (1 - each)))
}

function tanh(x: number): number {
  const size = expm1(2 * Math.min(Math.abs(x), 30))
  return (x < 0 ? -size : size) / (size + 2)
}

/** Moving average coefficients of the same autocorrelations with no root inside the unit circle; unchanged where there is none. */
export function invertibleCoefficients(theta: Float64Array): Float64Array {
  let q = theta.length
  while (q > 0 && theta[q - 1] === 0) q--
  if (q === 0) return theta
  const roots = polynomialRoots([1, ...theta.subarray(0, q)])
  if (roots.every(({ real, imaginary }) => real * real + imaginary * imaginary >= 1)) return theta
  const out = new Float64Array(theta.length)
  if (q === 1) {
    out[0] = 1 / theta[0]!
    return out
  }
  // The product of (1 - z / root) over the roots, those inside the circle mirrored: 1 / mirrored = root.
  let [re, im] = [Float64Array.of(1), Float64Array.of(0)]
  for (const { real, imaginary } of roots) {
    const size = real * real + imaginary * imaginary
    const [a, b] = size < 1 ? [real, imaginary] : [real / size, -imaginary / size]
    const [oldRe, oldIm] = [Float64Array.of(...re, 0), Float64Array.of(...im, 0)]
    for (let i = 0; i < re.length; i++) {
      oldRe[i + 1]! -= a * re[i]! - b * im[i]!
      oldIm[i + 1]! -= a * im[i]! + b * re[i]!
    }
    ;[re, im] = [oldRe, oldIm]
  }
  out.set(re.subarray(1))
  return out
}

/** The least modulus among the roots of all factors; seasonal factors are polynomials of z^period. Infinity without roots. */
export function leastRoot(order: ArmaOrder, coefficients: Float64Array): number {
  const [ar, ma, seasonalAr, seasonalMa] = coefficientGroups(order, coefficients)
  const minus = (phi: Float64Array) => phi.map((each) => -each)
  return Math.min(
    leastModulus(minus(ar), 1),
    leastModulus(ma, 1),
    leastModulus(minus(seasonalAr), order.period),
    leastModulus(seasonalMa, order.period),
  )
}

function leastModulus(tail: Float64Array, period: number): number {
  let degree = tail.length
  while (degree > 0 && Math.abs(tail[degree - 1]!) <= 1e-8) degree--
  const roots = polynomialRoots([1, ...tail.subarray(0, degree)])
  return roots.reduce((least, { real, imaginary }) => Math.min(least, power(real * real + imaginary * imaginary, 0.5 / period)), Infinity)
}
