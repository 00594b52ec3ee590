// How likely a stationary series is under an ARMA model: conditional on its first values, or exactly by the Kalman filter.
// Sources: Box & Jenkins (1976), ch. 7; Gardner, Harvey & Phillips (1980), Algorithm AS 154, Applied Statistics 29, 311-322
// (state space form); McLeod (1975), Applied Statistics 24, 255-256 (autocovariances). Called by arima-fit.ts.
import { log } from '../numerics/elementary.ts'
import { solve, zeros } from '../numerics/matrix.ts'
import type { Arma } from './arma-polynomials.ts'

/** Values predicted with a variance above this (in units of the errors) carry no likelihood: the start of a diffuse series. */
const diffuseLimit = 1e4

export interface Innovations {
  /** Sum of squared prediction errors, each over its variance. */
  readonly squares: number
  /** Sum of the logarithms of these variances. */
  readonly logs: number
  readonly count: number
}

/** The mean square of the errors when those before the first `skip` values are 0; NaN when nothing is left. */
export function conditionalMeanSquare(series: Float64Array, { phi, theta }: Arma, skip: number): number {
  const n = series.length
  const errors = new Float64Array(n)
  let squares = 0
  for (let t = skip; t < n; t++) {
    let error = series[t]!
    for (let j = 0; j < phi.length; j++) error -= phi[j]! * series[t - j - 1]!
    const reach = Math.min(t - skip, theta.length)
    for (let j = 0; j < reach; j++) error -= theta[j]! * errors[t - j - 1]!
    errors[t] = error
    squares += error * error
  }
  return squares / (n - skip)
}

/** A change of the covariance below this (in units of the error variance) shows in no digit of the likelihood. */
const settledChange = 1e-13

/**
 * The exact Gaussian likelihood of `series` (mean 0) in its parts. `phi` must be stationary. A known value leaves no doubt
 * about the first entry of the state, so what is left of the covariance moves up one place and takes in the new error;
 * once it no longer changes, the gains stay as they are.
 */
export function exactInnovations(series: Float64Array, arma: Arma): Innovations {
  const { phi, theta } = arma
  const r = Math.max(phi.length, theta.length + 1)
  const p = padded(phi, r)
  const load = loading(theta, r)
  const covariance = flat(stationaryCovariance(arma))
  const state = new Float64Array(r)
  const gains = new Float64Array(r + 1)
  let gain = covariance[0]!
  let isSettled = false
  let [squares, logs, count] = [0, 0, 0]
  for (let t = 0; t < series.length; t++) {
    // state and covariance are those of time t before its value is known
    if (!isSettled) {
      gain = covariance[0]!
      for (let i = 0; i < r; i++) gains[i] = covariance[i]! / gain
      isSettled = advanceCovariance(covariance, gains, gain, load) < settledChange
    }
    const value = series[t]!
    const error = value - state[0]!
    if (gain < diffuseLimit) {
      squares += (error * error) / gain
      logs += log(gain)
      count++
    }
    for (let i = 0; i < r - 1; i++) state[i] = p[i]! * value + state[i + 1]! + gains[i + 1]! * error
    state[r - 1] = p[r - 1]! * value
  }
  return { squares, logs, count }
}

/** Replaces the upper triangle in place by that of the next time; the largest change of an entry. */
function advanceCovariance(covariance: Float64Array, gains: Float64Array, gain: number, load: Float64Array): number {
  const r = load.length
  let change = 0
  for (let i = 0; i < r; i++) {
    const own = load[i]!
    const shared = i + 1 < r ? gains[i + 1]! * gain : 0
    for (let j = i; j < r; j++) {
      const kept = j + 1 < r ? covariance[(i + 1) * r + j + 1]! - shared * gains[j + 1]! : 0
      const next = own * load[j]! + kept
      const moved = Math.abs(next - covariance[i * r + j]!)
      if (moved > change) change = moved
      covariance[i * r + j] = next
    }
  }
  return change
}

/** The covariance of the state before anything is known, in units of the error variance. A unit root is OutOfDomain. */
export function stationaryCovariance({ phi, theta }: Arma): Float64Array[] {
  const r = Math.max(phi.length, theta.length + 1)
  const p = padded(phi, r)
  const load = loading(theta, r)
  const own = autocovariances(phi, load, r)
  const psi = impulses(phi, load, r)
  const rows = zeros(r, r)
  const first = rows[0]!
  first[0] = own[0]!
  for (let j = 1; j < r; j++) {
    let total = 0
    for (let k = j; k < r; k++) total += p[k]! * own[k - j + 1]! + load[k]! * psi[k - j]!
    first[j] = total
  }
  // Each entry follows from the one below and to the right, by the equation of the state.
  for (let i = r - 1; i > 0; i--)
    for (let j = r - 1; j >= i; j--) {
      let value = load[i]! * load[j]! + p[i]! * p[j]! * first[0]
      if (j + 1 < r) value += rows[i + 1]![j + 1]! + p[i]! * first[j + 1]!
      if (i + 1 < r) value += p[j]! * first[i + 1]!
      rows[i]![j] = value
    }
  for (let i = 0; i < r; i++) for (let j = 0; j < i; j++) rows[i]![j] = rows[j]![i]!
  return rows
}

/** gamma_0 ... gamma_r from the equations gamma_h - sum phi_k gamma_|h-k| = sum theta_j psi_(j-h). */
function autocovariances(phi: Float64Array, load: Float64Array, r: number): Float64Array {
  const p = phi.length
  const psi = impulses(phi, load, r)
  const right = (h: number) => {
    let total = 0
    for (let j = h; j < r; j++) total += load[j]! * psi[j - h]!
    return total
  }
  const equations = zeros(p + 1, p + 1)
  for (let h = 0; h <= p; h++) {
    equations[h]![h]! += 1
    for (let k = 1; k <= p; k++) equations[h]![Math.abs(h - k)]! -= phi[k - 1]!
  }
  const known = solve(
    'phi',
    equations,
    Float64Array.from({ length: p + 1 }, (_, h) => right(h)),
  )
  const gamma = new Float64Array(r + 1)
  gamma.set(known.subarray(0, r + 1))
  for (let h = p + 1; h <= r; h++) {
    gamma[h] = right(h)
    for (let k = 1; k <= p; k++) gamma[h]! += phi[k - 1]! * gamma[h - k]!
  }
  return gamma
}

/** psi_0 ... psi_(r-1): what an error does to later values. */
function impulses(phi: Float64Array, load: Float64Array, r: number): Float64Array {
  const psi = load.slice()
  for (let j = 1; j < r; j++) for (let k = 1; k <= Math.min(j, phi.length); k++) psi[j]! += phi[k - 1]! * psi[j - k]!
  return psi
}

/** 1, theta_1, theta_2 ... */
export function loading(theta: Float64Array, r: number): Float64Array {
  const load = new Float64Array(r)
  load[0] = 1
  load.set(theta, 1)
  return load
}

export function padded(phi: Float64Array, r: number): Float64Array {
  const out = new Float64Array(r)
  out.set(phi)
  return out
}

function flat(rows: readonly Float64Array[]): Float64Array {
  const r = rows.length
  const out = new Float64Array(r * r)
  for (let i = 0; i < r; i++) out.set(rows[i]!, i * r)
  return out
}
