import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { correlation, mean, median, quantile, sorted, standardDeviation, sum } from '../numerics/series.ts'
import { fillNormals } from '../random/draws.ts'
import { conditionalValueAtRisk, cvarStandardError, quantileStandardError, valueAtRisk } from './risk.ts'

const losses = sorted(
  Float64Array.of(12.1, -3.4, 5.5, 8, -1.2, 22.7, 3.3, 0.4, -7.8, 15.9, 2.2, 6.1, -0.9, 31.4, 9.6, 4.8, -2.5, 11.3, 18.2, 1.7),
)
const sample = fc
  .array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 60 })
  .map((list) => sorted(Float64Array.from(list)))
const level = fc.double({ min: 0.5, max: 0.99, noNaN: true })

describe('tail measures', () => {
  // Computed from the definitions; type 7 agrees with R and NumPy.
  it.each([
    [0.9, 18.2, 18.65, 27.05],
    [0.95, 22.7, 23.135, 31.4],
    [0.975, 31.4, 27.2675, 31.4],
  ])('level %d', (at, lower, interpolated, tail) => {
    expect(valueAtRisk(losses, at)).toBe(lower)
    expect(quantile(losses, at)).toBeCloseTo(interpolated, 12)
    expect(conditionalValueAtRisk(losses, at)).toBeCloseTo(tail, 10)
  })

  it('states the error of CVaR by its influence function', () => {
    expect(cvarStandardError(losses, 0.9)).toBeCloseTo(6.859981202981768, 9)
  })

  it('states the error of a quantile that samples really have', () => {
    // Two hundred samples of 2,000 normals: the spread of their 95 % quantile against the error stated by each.
    const found = new Float64Array(200)
    const stated = new Float64Array(200)
    const draw = new Float64Array(2000)
    for (let path = 0; path < 200; path++) {
      fillNormals(draw, { seed: 5, stream: 0, variable: 0, run: 0 }, path)
      const ascending = sorted(draw)
      found[path] = quantile(ascending, 0.95)
      stated[path] = quantileStandardError(ascending, 0.95)
    }
    expect(mean(stated) / standardDeviation(found)).toBeGreaterThan(0.85)
    expect(mean(stated) / standardDeviation(found)).toBeLessThan(1.15)
  })

  it('CVaR is at least VaR, moves with the sample and scales with it', () => {
    fc.assert(
      fc.property(
        sample,
        level,
        fc.double({ min: -1e6, max: 1e6, noNaN: true }),
        fc.double({ min: 0.1, max: 10, noNaN: true }),
        (x, at, shift, scale) => {
          const tail = conditionalValueAtRisk(x, at)
          const tolerance = 1e-9 * (1 + Math.abs(tail) + Math.abs(shift)) * 20
          expect(tail).toBeGreaterThanOrEqual(valueAtRisk(x, at) - tolerance)
          expect(
            Math.abs(
              conditionalValueAtRisk(
                x.map((v) => v + shift),
                at,
              ) -
                tail -
                shift,
            ),
          ).toBeLessThan(tolerance)
          expect(
            Math.abs(
              conditionalValueAtRisk(
                x.map((v) => v * scale),
                at,
              ) -
                tail * scale,
            ),
          ).toBeLessThan(tolerance * scale)
        },
      ),
    )
  })

  it('CVaR of a sum is at most the sum of CVaRs', () => {
    const pair = fc.array(fc.tuple(fc.double({ min: -100, max: 100, noNaN: true }), fc.double({ min: -100, max: 100, noNaN: true })), {
      minLength: 1,
      maxLength: 60,
    })
    fc.assert(
      fc.property(pair, level, (rows, at) => {
        const tail = (pick: (row: [number, number]) => number) => conditionalValueAtRisk(sorted(Float64Array.from(rows, pick)), at)
        expect(tail(([a, b]) => a + b)).toBeLessThanOrEqual(tail(([a]) => a) + tail(([, b]) => b) + 1e-9)
      }),
    )
  })
})

describe('series', () => {
  it('sums without losing small terms', () => {
    expect(sum([1e16, 1, -1e16])).toBe(1)
    expect(standardDeviation(Float64Array.of(2, 4, 4, 4, 5, 5, 7, 9))).toBeCloseTo(Math.sqrt(32 / 7), 14)
    expect(median(Float64Array.of(3, 1, 2, 10))).toBe(2.5)
  })

  it('leaves a correlation open when one side does not vary', () => {
    expect(correlation(Float64Array.of(1, 2, 3), Float64Array.of(-1, -2, -3))).toBeCloseTo(-1, 14)
    expect(correlation(Float64Array.of(1, 2, 3), Float64Array.of(5, 5, 5))).toBeNaN()
  })
})
