// Strictly convex quadratic programs in a box: min x'Hx / 2 + c'x with lower <= x <= upper. Every iterate is inside, and
// a variable at a bound is the bound to the bit. Called by mean-variance.ts.
// Source: the primal active-set method, Nocedal & Wright (2006), Numerical Optimization, 16.5.
import { NoConvergence } from '../numerics/domain.ts'
import { dot, type Matrix, solve } from '../numerics/matrix.ts'

/** `h` must be positive definite and `start` inside the box. */
export function boxMinimum(h: Matrix, c: Float64Array, lower: Float64Array, upper: Float64Array, start: Float64Array): Float64Array {
  const n = c.length
  const x = start.slice()
  const isFree = x.map((each, i) => (each > lower[i]! && each < upper[i]! ? 1 : 0))
  const slope = (i: number) => dot(h[i]!, x) + c[i]!
  for (let round = 0; round < 100 * (n + 1); round++) {
    const free = Array.from({ length: n }, (_, i) => i).filter((i) => isFree[i] === 1)
    const blocked = free.length > 0 ? stepAlong(h, free, free.map(slope), x, lower, upper) : undefined
    if (blocked !== undefined) {
      isFree[blocked] = 0
      continue
    }
    // At the minimum over the free ones: free the held variable that gains most, if any does beyond rounding.
    let released = -1
    let most = 0
    for (let i = 0; i < n; i++) {
      if (isFree[i] === 1 || lower[i] === upper[i]) continue
      const rounding = 1e-14 * (Math.abs(c[i]!) + h[i]!.reduce((total, each, j) => total + Math.abs(each * x[j]!), 0))
      const gain = x[i] === lower[i] ? -slope(i) : slope(i)
      if (gain > rounding && gain > most) {
        most = gain
        released = i
      }
    }
    if (released < 0) return x
    isFree[released] = 1
  }
  throw new NoConvergence('A quadratic program in a box', 'its active set did not settle')
}

/** Moves the free variables towards their minimum; the one whose bound stops them is returned, and stands at it. */
function stepAlong(h: Matrix, free: readonly number[], slopes: number[], x: Float64Array, lower: Float64Array, upper: Float64Array) {
  const rows = free.map((i) => Float64Array.from(free, (j) => h[i]![j]!))
  const move = solve('h', rows, slopes)
  let share = 1
  let blocked: number | undefined
  free.forEach((i, k) => {
    const wanted = x[i]! - move[k]!
    const bound = wanted < lower[i]! ? lower[i]! : wanted > upper[i]! ? upper[i]! : undefined
    if (bound === undefined) return
    const reached = (x[i]! - bound) / move[k]!
    if (reached < share) {
      share = reached
      blocked = i
    }
  })
  free.forEach((i, k) => {
    x[i] = Math.min(upper[i]!, Math.max(lower[i]!, x[i]! - share * move[k]!))
  })
  if (blocked !== undefined) x[blocked] = x[blocked]! - lower[blocked]! < upper[blocked]! - x[blocked]! ? lower[blocked]! : upper[blocked]!
  return blocked
}
