// Strictly convex quadratic programs of a few dozen variables, exact to rounding: min x'Hx / 2 + c'x under linear
// constraints. Called by min-cvar-normal.ts.
// Source: Goldfarb & Idnani (1983), Mathematical Programming 27, 1-33: the dual active-set method. Each step solves its
// small systems afresh instead of updating factors, which at these sizes costs nothing and loses no digits.
import { NoConvergence } from '../numerics/domain.ts'
import { dot, inverse, type Matrix, solve, timesVector } from '../numerics/matrix.ts'

export interface LinearConstraint {
  readonly normal: Float64Array
  /** normal . x >= bound, or = bound. */
  readonly bound: number
  readonly isEquality: boolean
}

/** The minimum, or undefined when no x meets the constraints. `h` must be positive definite. */
export function quadraticMinimum(h: Matrix, c: Float64Array, constraints: readonly LinearConstraint[]): Float64Array | undefined {
  const g = inverse('h', h)
  let x = timesVector(g, c).map((each) => -each)
  const active: number[] = []
  let multipliers: number[] = []
  // What is rounding in a slack is a matter of the whole of x: a share of 0 comes out of a sum of shares.
  const rounding = (k: number) => {
    const { normal, bound } = constraints[k]!
    const size = x.reduce((most, each) => Math.max(most, Math.abs(each)), 0)
    return 1e-13 * (size * normal.reduce((total, each) => total + Math.abs(each), 0) + Math.abs(bound))
  }
  for (let round = 0; round < 50 * (constraints.length + x.length + 1); round++) {
    const entering = mostViolated(constraints, active, x, rounding)
    if (entering === undefined) return x
    const { normal, bound, isEquality } = constraints[entering]!
    const sign = isEquality && dot(normal, x) > bound ? -1 : 1
    let multiplier = 0
    for (;;) {
      const along = timesVector(g, normal).map((each) => sign * each)
      const fall = fallOf(g, constraints, active, along)
      const z = along.slice()
      active.forEach((k, i) => {
        timesVector(g, constraints[k]!.normal).forEach((each, at) => {
          z[at]! -= each * fall[i]!
        })
      })
      const descent = sign * dot(normal, z)
      const canMove = descent > 1e-13 * sign * dot(normal, along)
      // Longest dual step that keeps the multipliers of inequalities from turning negative.
      let dualStep = Infinity
      let leaving = -1
      active.forEach((k, i) => {
        if (constraints[k]!.isEquality || !(fall[i]! > 0)) return
        const ratio = multipliers[i]! / fall[i]!
        if (ratio < dualStep) {
          dualStep = ratio
          leaving = i
        }
      })
      const primalStep = canMove ? (sign * (bound - dot(normal, x))) / descent : Infinity
      const step = Math.min(dualStep, primalStep)
      if (step === Infinity) return undefined
      if (canMove) x = x.map((each, i) => each + step * z[i]!)
      multipliers = multipliers.map((each, i) => each - step * fall[i]!)
      multiplier += step
      if (step === primalStep) {
        active.push(entering)
        multipliers.push(sign * multiplier)
        break
      }
      active.splice(leaving, 1)
      multipliers.splice(leaving, 1)
    }
  }
  throw new NoConvergence('A quadratic program', 'its active set did not settle')
}

/** Equalities not yet in force come first, then the inequality violated most. */
function mostViolated(
  constraints: readonly LinearConstraint[],
  active: readonly number[],
  x: Float64Array,
  rounding: (k: number) => number,
): number | undefined {
  let worst: number | undefined
  let most = 0
  for (const [k, { normal, bound, isEquality }] of constraints.entries()) {
    if (active.includes(k)) continue
    const slack = dot(normal, x) - bound
    if (isEquality && Math.abs(slack) > rounding(k)) return k
    if (-slack > rounding(k) && -slack > most) {
      most = -slack
      worst = k
    }
  }
  return worst
}

/** r with (N'GN) r = N' along: how the multipliers of the active constraints fall per unit of the entering one. */
function fallOf(g: Matrix, constraints: readonly LinearConstraint[], active: readonly number[], along: Float64Array): Float64Array {
  if (active.length === 0) return new Float64Array(0)
  const normals = active.map((k) => constraints[k]!.normal)
  const images = normals.map((normal) => timesVector(g, normal))
  const gram = normals.map((normal) => Float64Array.from(images, (image) => dot(normal, image)))
  return solve(
    'constraints',
    gram,
    Float64Array.from(normals, (normal) => dot(normal, along)),
  )
}
