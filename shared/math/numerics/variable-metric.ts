// The variable metric search (BFGS) with central differences as Nash wrote it down, and the Hessian at its end. Packages
// that fit ARIMA models report the point this search stops at, so it is kept step by step.
// Source: Nash (1990), Compact Numerical Methods for Computers, 2nd ed., Algorithm 21. Used by shared/math/forecast.
import { NoConvergence } from './domain.ts'
import { zeros } from './matrix.ts'

/** The step of the differences, in units of `scale`. */
const differenceStep = 1e-3

/**
 * A local minimum of f from `start`; `scale` is the natural size of each variable. Ends when a step gains less than
 * `tolerance` (relative); `isSettled` is false when it still gained after `iterations`. A start or a neighbour of a
 * kept point where f is not finite is NoConvergence.
 */
export function variableMetricMinimum(
  f: (x: Float64Array) => number,
  start: Float64Array,
  scale: Float64Array,
  { tolerance = 1e-8, iterations = 100 }: { tolerance?: number; iterations?: number } = {},
): { x: Float64Array; value: number; isSettled: boolean } {
  const n = start.length
  const unscaled = (b: Float64Array) => b.map((each, i) => each * scale[i]!)
  const cost = (b: Float64Array) => f(unscaled(b))
  const b = start.map((each, i) => each / scale[i]!)
  let best = cost(b)
  if (!Number.isFinite(best)) throw new NoConvergence('variable metric search', `the start has the value ${best}`)
  const metric = zeros(n, n)
  const [from, change, towards] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)]
  let slopes = gradient(cost, b)
  let gradients = 1
  let resetAt = 1
  let iteration = 1
  let stuck = 0
  do {
    if (resetAt === gradients) for (let i = 0; i < n; i++) metric[i]!.fill(0).fill(1, i, i + 1)
    from.set(b)
    change.set(slopes)
    let downhill = 0
    for (let i = 0; i < n; i++) {
      towards[i] = -rowTimes(metric, i, slopes)
      downhill += towards[i]! * slopes[i]!
    }
    if (downhill < 0) {
      let length = 1
      let value = best
      let isAccepted = false
      do {
        stuck = 0
        for (let i = 0; i < n; i++) {
          b[i] = from[i]! + length * towards[i]!
          if (10 + from[i]! === 10 + b[i]!) stuck++
        }
        if (stuck < n) {
          value = cost(b)
          isAccepted = Number.isFinite(value) && value <= best + downhill * length * 1e-4
          if (!isAccepted) length *= 0.2
        }
      } while (stuck !== n && !isAccepted)
      if (!(Math.abs(value - best) > tolerance * (Math.abs(best) + tolerance))) {
        stuck = n
        best = value
      }
      if (stuck < n) {
        best = value
        slopes = gradient(cost, b)
        gradients++
        iteration++
        let along = 0
        for (let i = 0; i < n; i++) {
          towards[i]! *= length
          change[i] = slopes[i]! - change[i]!
          along += towards[i]! * change[i]!
        }
        if (along > 0) updateMetric(metric, towards, change, along)
        else resetAt = gradients
      } else if (resetAt < gradients) {
        stuck = 0
        resetAt = gradients
      }
    } else {
      stuck = resetAt === gradients ? n : 0
      resetAt = gradients
    }
    if (iteration >= iterations) break
    if (gradients - resetAt > 2 * n) resetAt = gradients
  } while (stuck !== n || resetAt !== gradients)
  return { x: unscaled(b), value: best, isSettled: iteration < iterations }
}

/** Second derivatives of f at x by differences of central differences; symmetric. */
export function numericHessian(f: (x: Float64Array) => number, x: Float64Array, scale: Float64Array): Float64Array[] {
  const n = x.length
  const cost = (b: Float64Array) => f(b.map((each, i) => each * scale[i]!))
  const b = x.map((each, i) => each / scale[i]!)
  const rows = Array.from({ length: n }, (_, i) => {
    // Nash's step is 1/1000 of a unit of x; for units far from the variable's size it stays where differences still tell.
    const step = Math.min(0.1, Math.max(1e-6, differenceStep / scale[i]!))
    const kept = b[i]!
    b[i] = kept + step
    const above = gradient(cost, b)
    b[i] = kept - step
    const below = gradient(cost, b)
    b[i] = kept
    return above.map((each, j) => (each - below[j]!) / (2 * step * scale[i]! * scale[j]!))
  })
  return rows.map((row, i) => row.map((each, j) => 0.5 * (each + rows[j]![i]!)))
}

function gradient(cost: (b: Float64Array) => number, at: Float64Array): Float64Array {
  const x = at.slice()
  return at.map((each, i) => {
    x[i] = each + differenceStep
    const above = cost(x)
    x[i] = each - differenceStep
    const below = cost(x)
    x[i] = each
    const slope = (above - below) / (2 * differenceStep)
    if (!Number.isFinite(slope)) throw new NoConvergence('variable metric search', `a slope of ${slope}`)
    return slope
  })
}

/** Row i of the symmetric metric, kept as lower triangle, times a vector. */
function rowTimes(metric: readonly Float64Array[], i: number, vector: Float64Array): number {
  let total = 0
  for (let j = 0; j < vector.length; j++) total += (j <= i ? metric[i]![j]! : metric[j]![i]!) * vector[j]!
  return total
}

function updateMetric(metric: readonly Float64Array[], step: Float64Array, change: Float64Array, along: number): void {
  const n = step.length
  const turned = change.map((_, i) => rowTimes(metric, i, change))
  let curvature = 0
  for (let i = 0; i < n; i++) curvature += turned[i]! * change[i]!
  const factor = 1 + curvature / along
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) metric[i]![j]! += (factor * step[i]! * step[j]! - step[i]! * turned[j]! - turned[i]! * step[j]!) / along
}
