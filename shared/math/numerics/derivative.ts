// Derivatives by central differences, for standard errors from a likelihood and for searches without a formula of the
// gradient. Source: Press et al., Numerical Recipes, 5.7 (the steps that balance rounding and truncation).
import { zeros } from './matrix.ts'

const cubeRootOfEpsilon = 6.055454452393343e-6
const fourthRootOfEpsilon = 1.220703125e-4

/** The gradient of f at x, written into `out`; relative accuracy about 1e-10. `scale` is the size of each variable (1 when left out). */
export function centralGradient(f: (x: Float64Array) => number, x: Float64Array, out: Float64Array, scale?: Float64Array): void {
  const at = x.slice()
  for (let i = 0; i < x.length; i++) {
    const step = cubeRootOfEpsilon * Math.max(Math.abs(x[i]!), scale ? scale[i]! : 1)
    at[i] = x[i]! + step
    const above = f(at)
    const high = at[i]!
    at[i] = x[i]! - step
    const below = f(at)
    out[i] = (above - below) / (high - at[i]!)
    at[i] = x[i]!
  }
}

/** The matrix of second derivatives from a formula of the gradient, made symmetric. `scale` is the size of each variable. */
export function hessianOfGradient(
  gradient: (x: Float64Array, out: Float64Array) => void,
  x: Float64Array,
  scale: Float64Array,
): Float64Array[] {
  const n = x.length
  const rows = zeros(n, n)
  const at = x.slice()
  const [above, below] = [new Float64Array(n), new Float64Array(n)]
  for (let i = 0; i < n; i++) {
    const step = cubeRootOfEpsilon * scale[i]!
    at[i] = x[i]! + step
    gradient(at, above)
    at[i] = x[i]! - step
    gradient(at, below)
    at[i] = x[i]!
    for (let j = 0; j < n; j++) {
      const slope = (above[j]! - below[j]!) / (4 * step)
      rows[i]![j]! += slope
      rows[j]![i]! += slope
    }
  }
  return rows
}

/** The matrix of second derivatives from values of f alone; relative accuracy about 1e-7. `scale` is the size of each variable. */
export function hessian(f: (x: Float64Array) => number, x: Float64Array, scale: Float64Array): Float64Array[] {
  const n = x.length
  const rows = zeros(n, n)
  const step = scale.map((size) => fourthRootOfEpsilon * size)
  const centre = f(x)
  const moved = (i: number, a: number, j: number, b: number) => {
    const at = x.slice()
    at[i]! += a * step[i]!
    at[j]! += b * step[j]!
    return f(at)
  }
  for (let i = 0; i < n; i++) {
    rows[i]![i] = (moved(i, 1, i, 0) - 2 * centre + moved(i, -1, i, 0)) / (step[i]! * step[i]!)
    for (let j = 0; j < i; j++) {
      const cross = moved(i, 1, j, 1) - moved(i, 1, j, -1) - moved(i, -1, j, 1) + moved(i, -1, j, -1)
      rows[i]![j] = cross / (4 * step[i]! * step[j]!)
      rows[j]![i] = rows[i]![j]!
    }
  }
  return rows
}
