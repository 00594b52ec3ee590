import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exp } from './elementary.ts'
import { lineMinimum, simplexMinimum } from './minimum.ts'

const of = (...list: number[]) => Float64Array.from(list)

describe('minimum on a line', () => {
  it('of a parabola, anywhere in the interval', () => {
    fc.assert(
      fc.property(fc.double({ min: -5, max: 5, noNaN: true }), fc.double({ min: 0.1, max: 10, noNaN: true }), (place, bend) => {
        const { x, value } = lineMinimum((at) => bend * (at - place) * (at - place) + 3, -5.5, 6)
        expect(Math.abs(x - place)).toBeLessThan(1e-6)
        expect(value).toBeCloseTo(3, 11)
      }),
    )
  })

  it('of a function that is no parabola, of a kink, and at an end', () => {
    expect(lineMinimum((x) => x * exp(x), -3, 1).x).toBeCloseTo(-1, 7)
    expect(lineMinimum((x) => Math.abs(x - 0.3), -1, 1).x).toBeCloseTo(0.3, 8)
    expect(lineMinimum((x) => x, 2, 5).x).toBeCloseTo(2, 7)
    expect(lineMinimum((x) => -x, 2, 5).x).toBeCloseTo(5, 7)
  })
})

describe('minimum by simplex', () => {
  it('goes down the valley of Rosenbrock (1960)', () => {
    const valley = ([x = NaN, y = NaN]: Float64Array) => 100 * (y - x * x) * (y - x * x) + (1 - x) * (1 - x)
    const { x, value } = simplexMinimum(valley, of(-1.2, 1), of(0.5, 0.5))
    expect(x[0]).toBeCloseTo(1, 5)
    expect(x[1]).toBeCloseTo(1, 5)
    expect(value).toBeLessThan(1e-10)
  })

  it('of Powell’s singular function (1962) in four variables', () => {
    const f = ([a = NaN, b = NaN, c = NaN, d = NaN]: Float64Array) =>
      (a + 10 * b) ** 2 + 5 * (c - d) ** 2 + (b - 2 * c) ** 4 + 10 * (a - d) ** 4
    expect(simplexMinimum(f, of(3, -1, 0, 1), of(1, 1, 1, 1)).value).toBeLessThan(1e-7)
  })

  it('keeps out of what is not allowed', () => {
    const walled = ([x = NaN]: Float64Array) => (x < 1 ? NaN : x > 50 ? Infinity : x * x)
    const { x, value } = simplexMinimum(walled, of(7), of(2))
    expect(x[0]).toBeGreaterThanOrEqual(1)
    expect(value).toBeCloseTo(1, 6)
  })

  it('is never worse than its start, leaves it alone, and gives the same bits again', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 1, maxLength: 3 }), (list) => {
        const bumpy = (x: Float64Array) => x.reduce((total, each) => total + each * each + Math.abs(each - Math.floor(each) - 0.5), 0)
        const start = Float64Array.from(list)
        const scale = new Float64Array(list.length).fill(0.3)
        const found = simplexMinimum(bumpy, start, scale)
        expect(found.value).toBeLessThanOrEqual(bumpy(start))
        expect(found.value).toBe(bumpy(found.x))
        expect([...start]).toEqual(list)
        expect([...scale].every((step) => step === 0.3)).toBe(true)
        expect(simplexMinimum(bumpy, start, scale)).toEqual(found)
      }),
      { numRuns: 30 },
    )
  })
})
