import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { OutOfDomain } from '../numerics/domain.ts'
import { exp } from '../numerics/elementary.ts'
import { normalQuantile } from '../numerics/normal.ts'
import { integrate } from '../numerics/quadrature.ts'
import { sorted, standardDeviation } from '../numerics/series.ts'
import { fillNormals } from '../random/draws.ts'
import { lognormalTail, normalTail, studentTailOf } from './parametric-tail.ts'
import { quantileInterval, quantileRanks } from './quantile-interval.ts'
import { conditionalValueAtRisk, cvarStandardError } from './risk.ts'

const levels = fc.double({ min: 0.01, max: 0.9999, noNaN: true })

describe('tails of known distributions', () => {
  // Closed forms by SciPy and mpmath (30 digits; Student's CVaR also by integrating the tail), relative 1e-11.
  it.each([
    ['normal', normalTail(5, 12, 0.95), 24.73824352341767, 29.75255369008911],
    ['normal', normalTail(5, 12, 0.99), 32.91617448849009, 36.982570644149654],
    ['lognormal', lognormalTail(4.6, 0.35, 0.95), 176.92019751941697, 206.64012181189136],
    ['lognormal', lognormalTail(4.6, 0.35, 0.99), 224.57770138378788, 254.45393816420693],
    ['Student, 5 degrees', studentTailOf(2, 8, 5, 0.95), 18.120386986664194, 25.121031570184593],
    ['Student, 5 degrees', studentTailOf(0, 1, 5, 0.999), 5.8934295313560101, 7.5143572827293779],
    ['Student, 2.3 degrees', studentTailOf(0, 1, 2.3, 0.95), 2.6761263238472355, 5.0642876314530251],
    ['Student, 1.5 degrees', studentTailOf(0, 1, 1.5, 0.999), 52.184430008992648, 156.57792439378836],
  ])('%s', (_, { valueAtRisk, conditionalValueAtRisk: tail }, var_, cvar) => {
    expect(valueAtRisk / var_).toBeCloseTo(1, 11)
    expect(tail / cvar).toBeCloseTo(1, 11)
  })

  it('are the means of their quantiles beyond the level', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.05, max: 0.95, noNaN: true }), (level) => {
        const meanOf = (quantileAt: (u: number) => number) => {
          // u = 1 - (1 - level) v^2 spreads the end of the tail.
          return integrate((v) => quantileAt(1 - (1 - level) * v * v) * 2 * v, 0, 1, 200)
        }
        expect(normalTail(1, 2, level).conditionalValueAtRisk).toBeCloseTo(
          meanOf((u) => normalTail(1, 2, u).valueAtRisk),
          6,
        )
        expect(lognormalTail(0, 0.5, level).conditionalValueAtRisk).toBeCloseTo(
          meanOf((u) => lognormalTail(0, 0.5, u).valueAtRisk),
          6,
        )
      }),
      { numRuns: 20 },
    )
  })

  it('move and scale with the loss; CVaR is at least VaR', () => {
    fc.assert(
      fc.property(
        levels,
        fc.double({ min: -1e6, max: 1e6, noNaN: true }),
        fc.double({ min: 0, max: 1e5, noNaN: true }),
        (level, shift, scale) => {
          for (const tail of [normalTail, (m: number, s: number, a: number) => studentTailOf(m, s, 3.4, a)]) {
            const unit = tail(0, 1, level)
            const found = tail(shift, scale, level)
            const near = 1e-12 * (1 + Math.abs(shift) + scale * 100)
            expect(Math.abs(found.valueAtRisk - shift - scale * unit.valueAtRisk)).toBeLessThan(near)
            expect(Math.abs(found.conditionalValueAtRisk - shift - scale * unit.conditionalValueAtRisk)).toBeLessThan(near)
            expect(found.conditionalValueAtRisk).toBeGreaterThanOrEqual(found.valueAtRisk)
          }
        },
      ),
    )
  })

  it('have their limits: no spread, endless degrees, a tail without a mean', () => {
    expect(normalTail(3, 0, 0.99)).toEqual({ valueAtRisk: 3, conditionalValueAtRisk: 3 })
    expect(studentTailOf(3, 0, 0.5, 0.99)).toEqual({ valueAtRisk: 3, conditionalValueAtRisk: 3 })
    const still = lognormalTail(1, 0, 0.99)
    expect(still.valueAtRisk).toBe(exp(1))
    expect(still.conditionalValueAtRisk).toBeCloseTo(exp(1), 12)
    expect(studentTailOf(0, 1, 1e7, 0.99).conditionalValueAtRisk).toBeCloseTo(normalTail(0, 1, 0.99).conditionalValueAtRisk, 5)
    expect(studentTailOf(0, 1, 1, 0.95).conditionalValueAtRisk).toBe(Infinity)
    // Cauchy: tan(pi (0.95 - 1/2)).
    expect(studentTailOf(0, 1, 1, 0.95).valueAtRisk).toBeCloseTo(6.313751514675043, 11)
    expect(normalTail(0, 1, 1 - 1e-15).conditionalValueAtRisk).toBeGreaterThan(7.9)
  })

  it.each([Number.NaN, Infinity, -Infinity, -1])('refuse a spread of %d', (spread) => {
    expect(() => normalTail(0, spread, 0.9)).toThrow(OutOfDomain)
    expect(() => lognormalTail(0, spread, 0.9)).toThrow(OutOfDomain)
    expect(() => studentTailOf(0, spread, 3, 0.9)).toThrow(OutOfDomain)
    expect(() => studentTailOf(0, 1, spread, 0.9)).toThrow(OutOfDomain)
  })

  it('refuse other levels than (0, 1) and results no double holds', () => {
    for (const level of [0, 1, -0.1, Number.NaN]) {
      expect(() => normalTail(0, 1, level)).toThrow(OutOfDomain)
      expect(() => lognormalTail(0, 1, level)).toThrow(OutOfDomain)
      expect(() => studentTailOf(0, 1, 3, level)).toThrow(OutOfDomain)
    }
    expect(() => lognormalTail(700, 10, 0.99)).toThrow(OutOfDomain)
    expect(() => normalTail(Number.NaN, 1, 0.9)).toThrow(OutOfDomain)
  })
})

describe('interval of a quantile', () => {
  // SciPy: binom.ppf(0.025, n, p), binom.ppf(0.975, n, p) + 1 and the binomial mass between.
  it.each([
    [20, 0.9, 15, 21, 0.988746865835491],
    [1000, 0.99, 983, 997, 0.976094763497977],
    [250, 0.5, 110, 141, 0.9502932122097931],
  ])('n = %d at %d', (n, level, lower, upper, coverage) => {
    const found = quantileRanks(n, level)
    expect([found.lower, found.upper]).toEqual([lower, upper])
    expect(found.coverage).toBeCloseTo(coverage, 10)
  })

  it('is open where the sample is too small', () => {
    expect(quantileInterval(Float64Array.of(1, 2, 3), 0.99)).toMatchObject({ lower: 2, upper: 4, low: 2, high: Infinity })
    expect(quantileInterval(Float64Array.of(1, 2, 3), 0.01)).toMatchObject({ lower: 0, low: -Infinity })
    expect(() => quantileInterval(new Float64Array(0), 0.5)).toThrow(OutOfDomain)
    expect(() => quantileInterval(Float64Array.of(1, Infinity), 0.5)).toThrow(OutOfDomain)
    expect(() => quantileRanks(10, 0.5, 1)).toThrow(OutOfDomain)
    expect(() => quantileRanks(10.5, 0.5)).toThrow(OutOfDomain)
  })

  it('mirrors: upside down, the ranks change places', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), levels, fc.constantFrom(0.8, 0.9, 0.99), (n, level, confidence) => {
        const up = quantileRanks(n, level, confidence)
        const down = quantileRanks(n, 1 - level, confidence)
        // 1 - level is rounded, so a mass that hits the bound exactly may fall to either side.
        expect(Math.abs(down.lower - (n + 1 - up.upper))).toBeLessThanOrEqual(1)
        expect(up.coverage).toBeGreaterThanOrEqual(confidence - 1e-9)
        expect(up.lower).toBeLessThanOrEqual(up.upper)
      }),
    )
  })

  it('covers as often as it says, and the error of CVaR is the one samples have', () => {
    let covered = 0
    const tails = new Float64Array(300)
    let stated = 0
    const draw = new Float64Array(500)
    for (let path = 0; path < 300; path++) {
      fillNormals(draw, { seed: 9, stream: 0, variable: 0, run: 0 }, path)
      const ascending = sorted(draw)
      const { low, high } = quantileInterval(ascending, 0.9)
      if (low <= normalQuantile(0.9) && normalQuantile(0.9) <= high) covered++
      tails[path] = conditionalValueAtRisk(ascending, 0.9)
      stated += cvarStandardError(ascending, 0.9) / 300
    }
    // 285 or a few more expected; 3.8 a standard deviation.
    expect(covered).toBeGreaterThan(273)
    expect(covered).toBeLessThan(300)
    expect(stated / standardDeviation(tails)).toBeGreaterThan(0.85)
    expect(stated / standardDeviation(tails)).toBeLessThan(1.15)
  })
})
