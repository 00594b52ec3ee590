// Minimum of a smooth function of several variables from its gradient: BFGS with a line search. For likelihoods, whose
// bounds the callers take away by a change of variable. Source: Nocedal & Wright, Numerical Optimization, 2nd ed.,
// algorithms 3.5-3.6 (Wolfe conditions, here by halving and doubling) and 6.1.
import { dot, identity, timesVector } from './matrix.ts'

export interface QuasiNewton {
  readonly x: Float64Array
  readonly value: number
  /** The largest |gradient| that is left, each times max(1, |x|), over max(1, |value|). */
  readonly slope: number
}

/**
 * A local minimum of f from `start`. f writes its gradient into the second argument and returns its value; NaN and
 * Infinity count as "not allowed here". Ends when `slope` falls below `tolerance` or no step gains any more; the caller
 * judges the slope that is left.
 */
export function quasiNewtonMinimum(
  f: (x: Float64Array, gradient: Float64Array) => number,
  start: Float64Array,
  { tolerance = 1e-9, rounds = 500 }: { tolerance?: number; rounds?: number } = {},
): QuasiNewton {
  const n = start.length
  let x: Float64Array = start.slice()
  let gradient: Float64Array = new Float64Array(n)
  let value = f(x, gradient)
  let inverse = identity(n)
  let isFresh = true
  for (let round = 0; round < rounds && slopeOf(x, value, gradient) > tolerance; round++) {
    let direction: Float64Array = timesVector(inverse, gradient).map((each) => -each)
    if (!(dot(direction, gradient) < 0)) {
      inverse = identity(n)
      isFresh = true
      direction = gradient.map((each) => -each)
    }
    if (isFresh) {
      const length = Math.sqrt(dot(direction, direction))
      if (length > 1) direction = direction.map((each) => each / length)
    }
    const next = lineSearch(f, x, value, gradient, direction)
    if (!next) {
      if (isFresh) break
      inverse = identity(n)
      isFresh = true
      continue
    }
    const s = next.x.map((each, i) => each - x[i]!)
    const y = next.gradient.map((each, i) => each - gradient[i]!)
    const curvature = dot(s, y)
    if (curvature > 1e-14 * Math.sqrt(dot(s, s) * dot(y, y))) {
      if (isFresh) for (let i = 0; i < n; i++) inverse[i]![i] = curvature / dot(y, y)
      update(inverse, s, y, curvature)
      isFresh = false
    }
    x = next.x
    value = next.value
    gradient = next.gradient
  }
  return { x, value, slope: slopeOf(x, value, gradient) }
}

function slopeOf(x: Float64Array, value: number, gradient: Float64Array): number {
  let largest = 0
  for (let i = 0; i < x.length; i++) largest = Math.max(largest, Math.abs(gradient[i]!) * Math.max(1, Math.abs(x[i]!)))
  return largest / Math.max(1, Math.abs(value))
}

interface Point {
  readonly x: Float64Array
  readonly value: number
  readonly gradient: Float64Array
}

/** A step that lowers f enough (Armijo) and flattens it enough (weak Wolfe), by bisection; undefined when none is found. */
function lineSearch(
  f: (x: Float64Array, gradient: Float64Array) => number,
  x: Float64Array,
  value: number,
  gradient: Float64Array,
  direction: Float64Array,
): Point | undefined {
  const slope = dot(gradient, direction)
  let [low, high] = [0, Infinity]
  let step = 1
  let lower: Point | undefined
  for (let round = 0; round < 60; round++) {
    const at = x.map((each, i) => each + step * direction[i]!)
    const there = new Float64Array(x.length)
    const found = f(at, there)
    if (!(found <= value + 1e-4 * step * slope) || found === -Infinity) high = step
    else {
      if (found < value) lower = { x: at, value: found, gradient: there }
      if (dot(there, direction) >= 0.9 * slope) break
      low = step
    }
    step = high === Infinity ? 2 * low : (low + high) / 2
  }
  return lower
}

/** The BFGS update of the inverse Hessian, in place. */
function update(inverse: Float64Array[], s: Float64Array, y: Float64Array, curvature: number): void {
  const n = s.length
  const hy = timesVector(inverse, y)
  const factor = (1 + dot(y, hy) / curvature) / curvature
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) inverse[i]![j]! += factor * s[i]! * s[j]! - (hy[i]! * s[j]! + s[i]! * hy[j]!) / curvature
}
