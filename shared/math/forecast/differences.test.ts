// Tests for differencing: by hand, and the numbers of differences R's ndiffs and nsdiffs take on the classic series.
import { describe, expect, it } from 'vitest'
import { OutOfDomain } from '../numerics/domain.ts'
import { accidentalDeaths, airPassengers, nile } from './classic-series.ts'
import { differences, firstDifferences, isConstant, kpssStatistic, seasonalDifferences, seasonalStrength } from './differences.ts'

describe('differences', () => {
  it('by lag and repeated', () => {
    expect([...differences(Float64Array.of(1, 4, 9, 16), 1, 1)]).toEqual([3, 5, 7])
    expect([...differences(Float64Array.of(1, 4, 9, 16), 1, 2)]).toEqual([2, 2])
    expect([...differences(Float64Array.of(1, 4, 9, 16), 3, 1)]).toEqual([15])
    expect(() => differences(Float64Array.of(1, 2), 2, 1)).toThrow(OutOfDomain)
    expect(() => differences(Float64Array.of(1, 2), 0, 1)).toThrow(OutOfDomain)
  })
})

describe('KPSS', () => {
  it('by hand without lags: partial sums 1, 0, 1, 0 over n^2 s^2', () => {
    expect(kpssStatistic(Float64Array.of(1, -1, 1, -1))).toBeCloseTo(2 / (16 * 1), 14)
  })
  it('does not depend on level or unit', () => {
    const shifted = nile.map((each) => 1e4 + 3 * each)
    expect(kpssStatistic(shifted)).toBeCloseTo(kpssStatistic(nile), 9)
  })
  it('finds as many differences as R', () => {
    expect(firstDifferences(nile)).toBe(1)
    expect(firstDifferences(airPassengers)).toBe(1)
    expect(firstDifferences(Float64Array.from({ length: 40 }, (_, t) => (t % 2) + (t % 3)))).toBe(0)
    expect(firstDifferences(Float64Array.from({ length: 40 }, (_, t) => t * t))).toBe(2)
  })
  it('is 0 for a constant, and refuses one value and NaN', () => {
    expect(kpssStatistic(new Float64Array(9).fill(2))).toBe(0)
    expect(() => kpssStatistic(Float64Array.of(1))).toThrow(OutOfDomain)
    expect(() => kpssStatistic(Float64Array.of(1, NaN))).toThrow(OutOfDomain)
  })
})

describe('seasons', () => {
  it('are strong in the passengers and the deaths, absent in the Nile', () => {
    expect(seasonalDifferences(airPassengers, 12)).toBe(1)
    expect(seasonalDifferences(accidentalDeaths, 12)).toBe(1)
    expect(seasonalDifferences(nile, 4)).toBe(0)
    expect(seasonalDifferences(airPassengers.slice(0, 24), 12)).toBe(0)
  })
  it('strength lies between 0 and 1 and is 1 for a pure pattern', () => {
    expect(
      seasonalStrength(
        Float64Array.from({ length: 30 }, (_, t) => t % 5),
        5,
      ),
    ).toBeCloseTo(1, 9)
    expect(seasonalStrength(nile, 7)).toBeGreaterThanOrEqual(0)
    expect(seasonalStrength(new Float64Array(30).fill(1), 5)).toBe(0)
  })
})

describe('constancy', () => {
  it('is relative to the size of the values', () => {
    expect(isConstant(Float64Array.of(5, 5, 5))).toBe(true)
    expect(isConstant(Float64Array.of(1e9, 1e9 + 1, 1e9))).toBe(true)
    expect(isConstant(Float64Array.of(1e-12, 2e-12, 1e-12))).toBe(false)
    expect(isConstant(Float64Array.of(1, 0, 0))).toBe(false)
    expect(isConstant(new Float64Array(0))).toBe(true)
  })
})
