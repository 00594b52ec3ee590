import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exp } from './elementary.ts'
import { erfc, erfcx } from './error-function.ts'

const relative = (got: number, expected: number) => Math.abs(got - expected) / Math.abs(expected)

// Right sides by 60-digit arithmetic (mpmath).
describe('complementary error function', () => {
  it.each([
    [0, 1],
    [0.1, 0.8875370839817151016],
    [-0.4, 1.4283923550466684765],
    [0.5, 0.47950012218695346232],
    [1, 0.15729920705028513066],
    [-1.5, 1.9661051464753107271],
    [3, 2.2090496998585441373e-5],
    [4.5, 1.9661604415428874763e-10],
    [10, 2.088487583762544757e-45],
    [26, 5.6631924088561428465e-296],
    [-5, 1.9999999999984625402],
  ])('erfc(%d)', (x, expected) => {
    expect(relative(erfc(x), expected)).toBeLessThan(1e-15)
  })

  it.each([
    [0, 1],
    [0.3, 0.73459933456765514992],
    [-0.3, 1.4537492328427655512],
    [1, 0.42758357615580700441],
    [-2, 108.94090438997797241],
    [5, 0.11070463773306862637],
    [-20, 1.0442939379528287901e174],
    [100, 0.0056416137829894329036],
    [1e8, 5.6418958354775625874e-9],
  ])('erfcx(%d)', (x, expected) => {
    expect(relative(erfcx(x), expected)).toBeLessThan(1e-15)
  })

  it('adds up to 2 with its mirror image, falls, and is the scaled form unscaled', () => {
    fc.assert(
      fc.property(fc.double({ min: -5, max: 5, noNaN: true }), fc.double({ min: 0, max: 3, noNaN: true }), (x, step) => {
        expect(erfc(x) + erfc(-x)).toBeCloseTo(2, 14)
        expect(erfc(x + step)).toBeLessThanOrEqual(erfc(x) * (1 + 1e-15))
        expect(relative(erfcx(x) * exp(-x * x), erfc(x))).toBeLessThan(1e-14)
      }),
      { numRuns: 500 },
    )
  })

  it('goes over its seams without a step', () => {
    for (const seam of [0.46875, 4])
      for (const side of [seam, -seam]) {
        const [below, above] = [side * (1 - 2 ** -50), side * (1 + 2 ** -50)]
        expect(relative(erfc(below), erfc(above))).toBeLessThan(1e-13)
        expect(relative(erfcx(below), erfcx(above))).toBeLessThan(1e-13)
      }
  })

  it('has its limits', () => {
    expect([erfc(Infinity), erfc(-Infinity), erfc(30), erfc(-30), erfc(NaN)]).toEqual([0, 2, 0, 2, NaN])
    expect([erfcx(Infinity), erfcx(-Infinity), erfcx(-27), erfcx(NaN)]).toEqual([0, Infinity, Infinity, NaN])
    expect(erfcx(1e300)).toBeCloseTo(5.641895835477563e-301, 310)
  })
})
