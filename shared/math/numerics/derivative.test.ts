import { describe, expect, it } from 'vitest'
import { centralGradient, hessian, hessianOfGradient } from './derivative.ts'
import { quasiNewtonMinimum } from './quasi-newton.ts'

/** exp(x) y^2 + x y, with its derivatives. */
const f = ([x = NaN, y = NaN]: Float64Array) => Math.exp(x) * y * y + x * y
const gradient = ([x = NaN, y = NaN]: Float64Array, out: Float64Array) => {
  out[0] = Math.exp(x) * y * y + y
  out[1] = 2 * Math.exp(x) * y + x
}
const at = Float64Array.of(0.3, -2)
const second = [
  [Math.exp(0.3) * 4, 2 * Math.exp(0.3) * -2 + 1],
  [2 * Math.exp(0.3) * -2 + 1, 2 * Math.exp(0.3)],
]

describe('derivatives by differences', () => {
  it('of the first order', () => {
    const [got, exact] = [new Float64Array(2), new Float64Array(2)]
    centralGradient(f, at, got)
    gradient(at, exact)
    for (const [i, each] of exact.entries()) expect(got[i]).toBeCloseTo(each, 8)
    centralGradient(f, at, got, Float64Array.of(1e-3, 1e-3))
    for (const [i, each] of exact.entries()) expect(got[i]).toBeCloseTo(each, 6)
  })

  it('of the second order, from values and from a gradient', () => {
    const ones = Float64Array.of(1, 1)
    for (const found of [hessian(f, at, ones), hessianOfGradient(gradient, at, ones)])
      for (const [i, row] of second.entries()) for (const [j, each] of row.entries()) expect(found[i]?.[j]).toBeCloseTo(each, 5)
  })
})

describe('the quasi-Newton search', () => {
  it('walks through the valley of Rosenbrock', () => {
    const found = quasiNewtonMinimum(
      ([x = NaN, y = NaN], out) => {
        out[0] = -2 * (1 - x) - 400 * x * (y - x * x)
        out[1] = 200 * (y - x * x)
        return (1 - x) ** 2 + 100 * (y - x * x) ** 2
      },
      Float64Array.of(-1.2, 1),
    )
    expect(found.x[0]).toBeCloseTo(1, 7)
    expect(found.x[1]).toBeCloseTo(1, 7)
    expect(found.slope).toBeLessThan(1e-9)
  })

  it('keeps to where the function is a number', () => {
    // x - ln x, not defined from 0 down, from a start so far out that the first long steps leave the domain.
    const found = quasiNewtonMinimum(([x = NaN], out) => {
      out[0] = 1 - 1 / x
      return x - Math.log(x)
    }, Float64Array.of(1e-3))
    expect(found.x[0]).toBeCloseTo(1, 8)
  })

  it('solves a badly scaled quadratic of ten variables', () => {
    const n = 10
    const found = quasiNewtonMinimum((x, out) => {
      let total = 0
      for (const [i, each] of x.entries()) {
        const scale = 10 ** (i / 2)
        out[i] = scale * (each - i)
        total += 0.5 * scale * (each - i) ** 2
      }
      return total
    }, new Float64Array(n))
    for (const [i, each] of found.x.entries()) expect(each).toBeCloseTo(i, 5)
  })

  it('says what slope is left when it ends early, and has nothing to say of a start that is no number', () => {
    const steep = quasiNewtonMinimum(
      ([x = NaN], out) => {
        out[0] = -1
        return -x
      },
      Float64Array.of(0),
      { rounds: 3 },
    )
    expect(steep.slope).toBeGreaterThan(0)
    expect(quasiNewtonMinimum(() => NaN, Float64Array.of(1)).slope).toBeNaN()
  })
})
