// Paths of the index: a driftless lognormal multiplier of today's curve on business days, 21 to a month and 252 to
// a year, so that E[M(t)] = 1 at every day (no view on the market). Futures, own prices and every strategy read the
// same paths, because a path depends only on the seed, its number and the day. Called by cash-flow.ts.
import { exp } from '../numerics/elementary.ts'
import { fillNormals, streamOf } from '../random/draws.ts'

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
    steps[i] = exp(logLevel)
  }
}

/** Fills `out` with one standard normal per month: what moves our own price and not the index (basis). */
function fillBasis(out: Float64Array, seed: number, path: number): void {
  fillNormals(out, { seed, stream, variable: 1, run: 0 }, path)
}

/** The draws of one path: the index from M(0) on, and one basis normal per month. Read before the next path is asked for. */
export interface DrawnPath {
  readonly index: Float64Array
  readonly basis: Float64Array
}

export type PathSource = (path: number) => DrawnPath

/** What the draws depend on; hedges do not appear, so every strategy meets the same prices. */
export interface PathTask {
  readonly trials: number
  readonly months: number
  readonly leadDays: number
  readonly seed: number
  readonly volatility: number
}

export const indexLength = ({ leadDays, months }: PathTask): number => leadDays + months * daysPerMonth + 1

/** Draws each path when it is asked for, into the same two arrays. */
export function drawnPaths(task: PathTask): PathSource {
  const drawn: DrawnPath = { index: new Float64Array(indexLength(task)), basis: new Float64Array(task.months) }
  return (path) => {
    fillIndexPath(drawn.index, task.volatility, task.seed, path)
    fillBasis(drawn.basis, task.seed, path)
    return drawn
  }
}
