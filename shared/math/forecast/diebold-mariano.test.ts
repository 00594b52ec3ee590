import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { OutOfDomain } from '../numerics/domain.ts'
import { fillNormals } from '../random/draws.ts'
import { dieboldMariano } from './diebold-mariano.ts'

const of = (...list: number[]) => Float64Array.from(list)
const first = of(1.2, -0.4, 0.9, -1.5, 0.3, 2.1, -0.7, 0.6, -1.1, 0.2)
const second = of(1.6, -0.9, 1.1, -1.2, 0.8, 2.5, -0.2, 1, -1.9, 0.7)

describe('Diebold-Mariano test', () => {
  // R 4.2.2, forecast 8.20, dm.test(e1, e2, h =, power =).
  it.each([
    [1, 2, -2.25703219151246, 0.0504205544225531],
    [2, 1, -2.15754062529898, 0.0593044075318904],
  ])('horizon %d, power %d', (horizon, exponent, statistic, pValue) => {
    const test = dieboldMariano(first, second, horizon, exponent)
    expect(test.statistic).toBeCloseTo(statistic, 13)
    expect(test.pValue).toBeCloseTo(pValue, 13)
    expect(test.horizon).toBe(horizon)
  })

  it('by hand: loss differences 1, 3, 2, of variance 2/3', () => {
    // mean 2, variance of the mean 2/9, correction sqrt(2 * 3) / 3; t with 2 degrees: p = 1 - t / sqrt(2 + t^2).
    const { statistic, pValue } = dieboldMariano(of(1, 3, 2), of(0, 0, 0), 1, 1)
    expect(statistic).toBeCloseTo(Math.sqrt(12), 13)
    expect(pValue).toBeCloseTo(1 - Math.sqrt(12 / 14), 13)
  })

  it('turns round with the forecasts, and knows no unit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 }), fc.constantFrom(1, 1.5, 2), fc.constantFrom(0.5, 4), (horizon, exponent, unit) => {
        const there = dieboldMariano(first, second, horizon, exponent)
        const back = dieboldMariano(second, first, horizon, exponent)
        expect(back.statistic).toBeCloseTo(-there.statistic, 11)
        expect(back.pValue).toBeCloseTo(there.pValue, 11)
        const times = (line: Float64Array) => line.map((error) => -error * unit)
        expect(dieboldMariano(times(first), times(second), horizon, exponent).statistic).toBeCloseTo(there.statistic, 11)
      }),
    )
  })

  it('takes horizon 1 where the variance comes out negative, and says so', () => {
    // Differences that alternate: autocovariance -9/10 of the variance at lag 1.
    const alternating = Float64Array.from({ length: 10 }, (_, t) => (t % 2 === 0 ? 3 : 1) + t / 100)
    const test = dieboldMariano(alternating, new Float64Array(10), 2, 1)
    expect(test).toEqual(dieboldMariano(alternating, new Float64Array(10), 1, 1))
    expect(test.horizon).toBe(1)
  })

  it('rejects equal forecasts about as often as it says', () => {
    const draws = new Float64Array(40)
    let rejected = 0
    for (let path = 0; path < 2000; path++) {
      fillNormals(draws, { seed: 11, stream: 3, variable: 0, run: 0 }, path)
      if (dieboldMariano(draws.subarray(0, 20), draws.subarray(20)).pValue < 0.1) rejected++
    }
    expect(rejected / 2000).toBeGreaterThan(0.07)
    expect(rejected / 2000).toBeLessThan(0.13)
  })

  it('refuses what it cannot judge: losses that never vary, too few of them, NaN', () => {
    for (const attempt of [
      () => dieboldMariano(first, first),
      () => dieboldMariano(new Float64Array(10).fill(0.1), new Float64Array(10).fill(0.3)),
      () => dieboldMariano(first, second, 10),
      () => dieboldMariano(of(1), of(2)),
      () => dieboldMariano(first, of(1)),
      () => dieboldMariano(first, second.with(3, NaN)),
      () => dieboldMariano(first, second, 0),
      () => dieboldMariano(first, second, 1, 0),
      () => dieboldMariano(first, second, 1, -2),
    ])
      expect(attempt).toThrow(OutOfDomain)
    expect(() => dieboldMariano(new Float64Array(5).fill(0.7), new Float64Array(5).fill(0.1), 2)).toThrow('differ by a constant')
  })
})
