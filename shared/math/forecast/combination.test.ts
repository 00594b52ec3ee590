import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { OutOfDomain } from '../numerics/domain.ts'
import { inverseErrorCombination, meanCombination, medianCombination } from './combination.ts'

const of = (...list: number[]) => Float64Array.from(list)

describe('combination of forecasts', () => {
  const lines = [of(10, 11, 12), of(12, 12.5, 13), of(9, 10, 14)]

  it('by hand', () => {
    expect(meanCombination(lines)).toEqual(of(31 / 3, 33.5 / 3, 13))
    expect(medianCombination(lines)).toEqual(of(10, 11, 13))
    // Weights 2 : 4 : 1.
    for (const [i, value] of [77 / 7, 82 / 7, 90 / 7].entries())
      expect(inverseErrorCombination(lines, of(2, 1, 4))[i]).toBeCloseTo(value, 14)
  })

  it('lies between its members, whatever their order', () => {
    const members = fc.array(fc.tuple(fc.integer({ min: -99, max: 99 }), fc.integer({ min: 1, max: 99 })), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(members, (rows) => {
        const forecasts = rows.map(([value]) => of(value))
        const errors = Float64Array.from(rows, ([, error]) => error)
        const [low, high] = [Math.min(...rows.map(([value]) => value)), Math.max(...rows.map(([value]) => value))]
        for (const [one = NaN] of [meanCombination(forecasts), medianCombination(forecasts), inverseErrorCombination(forecasts, errors)]) {
          expect(one).toBeGreaterThanOrEqual(low - 1e-9)
          expect(one).toBeLessThanOrEqual(high + 1e-9)
        }
        expect(inverseErrorCombination(forecasts.toReversed(), errors.toReversed())[0]).toBeCloseTo(
          inverseErrorCombination(forecasts, errors)[0] ?? NaN,
          10,
        )
      }),
    )
  })

  it('the median stays with the many when one member explodes, and equal errors give the mean', () => {
    expect(medianCombination([of(10), of(11), of(1e300)])).toEqual(of(11))
    expect(inverseErrorCombination(lines, of(1e-300, 1e-300, 1e-300))[2]).toBeCloseTo(13, 14)
  })

  it('refuses no members, lines of other lengths, errors of 0 and NaN', () => {
    for (const attempt of [
      () => meanCombination([]),
      () => medianCombination([of(1, 2), of(1)]),
      () => meanCombination([of(1, NaN)]),
      () => meanCombination([of()]),
      () => inverseErrorCombination(lines, of(1, 1)),
      () => inverseErrorCombination(lines, of(1, 1, 0)),
      () => inverseErrorCombination(lines, of(1, 1, NaN)),
    ])
      expect(attempt).toThrow(OutOfDomain)
  })
})
