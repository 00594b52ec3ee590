// The simplex search of Nelder and Mead as Nash wrote it down. It stops early by design and is started from one given
// size of step: forecasting packages report the point it stops at, so a search with a finer end would give other figures.
// Source: Nash (1990), Compact Numerical Methods for Computers, 2nd ed., Algorithm 19. Used by the exponential smoothing
// of shared/math/forecast; for a minimum to the last digits take simplexMinimum of minimum.ts.
import { NoConvergence } from './domain.ts'

/** What a point outside the allowed region counts as: no real value is worse. */
const forbidden = Number.MAX_VALUE

/**
 * A local minimum of f from `start`. Points where f is not finite are never kept; `start` itself must be allowed
 * (otherwise NoConvergence). Ends when the corners' values agree within `tolerance` (relative to f at the start), when
 * shrinking no longer shrinks, or after `evaluations`.
 */
export function polytopeMinimum(
  f: (x: Float64Array) => number,
  start: Float64Array,
  { tolerance = 1.4901161193847656e-8, evaluations = 2000 }: { tolerance?: number; evaluations?: number } = {},
): { x: Float64Array; value: number } {
  const n = start.length
  const first = f(start)
  if (!Number.isFinite(first)) throw new NoConvergence('simplex search', `the start has the value ${first}`)
  const cost = (x: Float64Array) => {
    const value = f(x)
    return Number.isFinite(value) ? value : forbidden
  }
  const margin = tolerance * (Math.abs(first) + tolerance)
  const step = 0.1 * start.reduce((most, each) => Math.max(most, Math.abs(each)), 0) || 0.1
  const corners = Array.from({ length: n + 1 }, (_, corner) => cornerOf(start, corner - 1, step))
  const values = new Float64Array(n + 1).fill(first)
  let size = corners.reduce((total, each) => total + each.reach, 0)
  const points = corners.map((each) => each.x)
  const centre = new Float64Array(n)
  const trial = new Float64Array(n)
  let low = 0
  let count = 1
  const evaluateAllButLow = () => {
    for (let j = 0; j <= n; j++)
      if (j !== low) {
        values[j] = cost(points[j]!)
        count++
      }
  }
  evaluateAllButLow()
  while (count <= evaluations) {
    let high = low
    const before = low
    for (let j = 0; j <= n; j++)
      if (j !== before) {
        if (values[j]! < values[low]!) low = j
        if (values[j]! > values[high]!) high = j
      }
    const [least, most] = [values[low]!, values[high]!]
    if (most <= least + margin) break
    const worst = points[high]!
    for (let i = 0; i < n; i++) {
      let total = -worst[i]!
      for (let j = 0; j <= n; j++) total += points[j]![i]!
      centre[i] = total / n
      trial[i] = 2 * centre[i]! - worst[i]!
    }
    const reflected = cost(trial)
    count++
    if (reflected < least) {
      const kept = trial.slice()
      for (let i = 0; i < n; i++) trial[i] = 2 * trial[i]! - centre[i]!
      const extended = cost(trial)
      count++
      points[high] = extended < reflected ? trial.slice() : kept
      values[high] = Math.min(extended, reflected)
      continue
    }
    if (reflected < most) {
      worst.set(trial)
      values[high] = reflected
    }
    for (let i = 0; i < n; i++) trial[i] = 0.5 * worst[i]! + 0.5 * centre[i]!
    const contracted = cost(trial)
    count++
    if (contracted < values[high]!) {
      worst.set(trial)
      values[high] = contracted
    } else if (reflected >= most) {
      const shrunk = shrink(points, low)
      if (!(shrunk < size)) break
      size = shrunk
      evaluateAllButLow()
    }
  }
  return { x: points[low]!.slice(), value: values[low]! }
}

/** The start moved along one axis (none for -1), tenfold until the move shows in the digits; `reach` is what Nash adds up as size. */
function cornerOf(start: Float64Array, axis: number, step: number): { x: Float64Array; reach: number } {
  const x = start.slice()
  let reach = axis < 0 ? 0 : step
  while (axis >= 0 && x[axis] === start[axis]) {
    x[axis] = start[axis]! + reach
    reach *= 10
  }
  return { x, reach }
}

/** Moves every corner half-way to the lowest one; the sum of the distances that are left. */
function shrink(points: readonly Float64Array[], low: number): number {
  const best = points[low]!
  let size = 0
  for (const point of points)
    if (point !== best)
      for (let i = 0; i < point.length; i++) {
        point[i] = 0.5 * (point[i]! - best[i]!) + best[i]!
        size += Math.abs(point[i]! - best[i]!)
      }
  return size
}
