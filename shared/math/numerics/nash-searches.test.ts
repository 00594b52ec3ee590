// The two searches of Nash (1990) on functions whose minimum is known, and where they must stop or refuse.
import { describe, expect, it } from 'vitest'
import { NoConvergence } from './domain.ts'
import { polytopeMinimum } from './polytope.ts'
import { numericHessian, variableMetricMinimum } from './variable-metric.ts'

/** Rosenbrock's valley: 0 at (1, 1). */
const valley = ([x = NaN, y = NaN]: Float64Array) => 100 * (y - x * x) ** 2 + (1 - x) ** 2
const start = Float64Array.of(-1.2, 1)

describe('polytope', () => {
  it("walks Rosenbrock's valley as R's optim does: 195 evaluations end at 8.825241e-08", () => {
    let count = 0
    const { x, value } = polytopeMinimum((each) => {
      count++
      return valley(each)
    }, start)
    expect(count).toBe(195)
    expect(value).toBeCloseTo(8.825241e-8, 13)
    expect(x[0]).toBeCloseTo(1.00026013872567, 9)
    expect(x[1]).toBeCloseTo(1.00050599930377, 9)
  })
  it('stays in the allowed region, and takes a start of 0', () => {
    const { x } = polytopeMinimum((each) => ((each[0] ?? NaN) < 2 ? NaN : (each[0] ?? NaN)), Float64Array.of(5))
    expect(x[0]).toBeGreaterThanOrEqual(2)
    expect(x[0]).toBeCloseTo(2, 4)
    const centre = polytopeMinimum(([a = NaN, b = NaN]) => (a - 3) ** 2 + b ** 2, new Float64Array(2))
    expect(centre.x[0]).toBeCloseTo(3, 3)
  })
  it('refuses a start that is not allowed', () => {
    for (const bad of [NaN, Infinity]) expect(() => polytopeMinimum(() => bad, start)).toThrow(NoConvergence)
  })
})

describe('variable metric', () => {
  it("ends in Rosenbrock's valley where R's optim (BFGS, differences) ends", () => {
    const { x, value, isSettled } = variableMetricMinimum(valley, start, Float64Array.of(1, 1))
    expect(isSettled).toBe(true)
    expect(x[0]).toBeCloseTo(0.9998044, 6)
    expect(x[1]).toBeCloseTo(0.9996084, 6)
    expect(value).toBeLessThan(1e-6)
  })
  it('says when it did not settle, and refuses where f has no value', () => {
    expect(variableMetricMinimum(valley, start, Float64Array.of(1, 1), { iterations: 3 }).isSettled).toBe(false)
    expect(() => variableMetricMinimum(() => NaN, start, Float64Array.of(1, 1))).toThrow(NoConvergence)
    expect(() => variableMetricMinimum((x) => Math.log(x[0] ?? NaN), Float64Array.of(1e-9), Float64Array.of(1))).toThrow(NoConvergence)
  })
  it('the Hessian of a quadratic form is its matrix, in any unit', () => {
    for (const unit of [1e-6, 1, 1e6]) {
      const form = ([x = NaN, y = NaN]: Float64Array) => (2 * x * x + x * y + 3 * y * y) / (unit * unit)
      const hessian = numericHessian(form, Float64Array.of(0.3 * unit, -0.2 * unit), Float64Array.of(unit, unit))
      for (const [row, column, expected] of [
        [0, 0, 4],
        [0, 1, 1],
        [1, 0, 1],
        [1, 1, 6],
      ] as const)
        expect((hessian[row]?.[column] ?? NaN) * unit * unit).toBeCloseTo(expected, 3)
    }
  })
})
