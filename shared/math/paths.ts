// Paths of the index: a driftless lognormal multiplier of today's curve on business days, 21 to a month and 252 to
// a year, so that E[M(t)] = 1 at every day (no view on the market). Futures, own prices and every strategy read the
// same paths, because a path depends only on the seed, its number and the day. Called by cash-flow.ts.
import { fillNormals, streamOf } from './random.ts'

export const daysPerMonth = 21
const daysPerYear = 252
const stream = streamOf('index')

/**
 * Fills `out` with M(0) = 1, M(1), ... for one path. `volatility`: annualised, lognormal, at least 0.
 * Equals exp(sum of sigma sqrt(dt) z - sigma^2 dt / 2) with dt = 1/252.
 */
export function fillIndexPath(out: Float64Array, volatility: number, seed: number, path: number): void {
  const steps = out.subarray(1)
  fillNormals(steps, { seed, stream, variable: 0, run: 0 }, path)
  const scale = volatility / Math.sqrt(daysPerYear)
  const drift = -0.5 * scale * scale
  let logLevel = 0
  out[0] = 1
  for (let i = 0; i < steps.length; i++) {
    logLevel += drift + scale * (steps[i] ?? 0)
    steps[i] = Math.exp(logLevel)
  }
}

/** Fills `out` with one standard normal per month: what moves our own price and not the index (basis). */
export function fillBasis(out: Float64Array, seed: number, path: number): void {
  fillNormals(out, { seed, stream, variable: 1, run: 0 }, path)
}
