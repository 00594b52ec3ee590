import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normalCdf, normalDensity, normalQuantile } from './normal.ts'

const relative = (got: number, expected: number) => Math.abs(got - expected) / Math.abs(expected)

// Right sides by 60-digit arithmetic (mpmath). The quantile's own table stands with the random draws.
describe('normal distribution', () => {
  it.each([
    [0, 0.5],
    [0.5, 0.69146246127401310364],
    [-0.5, 0.30853753872598689636],
    [1.96, 0.97500210485177956379],
    [-1.96, 0.024997895148220436213],
    [-5, 2.8665157187919391167e-7],
    [5, 0.99999971334842812081],
    [-10, 7.619853024160526066e-24],
    [-20, 2.7536241186062336951e-89],
    [-37.5, 4.6053530095819548438e-308],
    [8, 0.9999999999999993779],
  ])('P(Z <= %d)', (x, expected) => {
    expect(relative(normalCdf(x), expected)).toBeLessThan(1e-15)
  })

  it.each([
    [0, 0.39894228040143267794],
    [1, 0.2419707245191433498],
    [-2.5, 0.017528300493568537362],
    [10, 7.6945986267064193463e-23],
    [37, 2.1200065515246056269e-298],
  ])('density at %d', (x, expected) => {
    expect(relative(normalDensity(x), expected)).toBeLessThan(1e-15)
  })

  it('is symmetric, rising, has its density as slope, and its quantile undoes it', () => {
    fc.assert(
      fc.property(fc.double({ min: -8, max: 8, noNaN: true }), (x) => {
        expect(normalCdf(x) + normalCdf(-x)).toBeCloseTo(1, 15)
        expect(normalCdf(x + 1e-6)).toBeGreaterThanOrEqual(normalCdf(x))
        const slope = (normalCdf(x + 1e-4) - normalCdf(x - 1e-4)) / 2e-4
        expect(Math.abs(slope - normalDensity(x))).toBeLessThan(2e-9)
        if (x < 1) expect(Math.abs(normalQuantile(normalCdf(x)) - x)).toBeLessThan(1e-13)
      }),
      { numRuns: 500 },
    )
  })

  it('has its limits', () => {
    expect([normalCdf(-Infinity), normalCdf(Infinity), normalCdf(-40), normalCdf(40), normalCdf(NaN)]).toEqual([0, 1, 0, 1, NaN])
    expect([normalDensity(Infinity), normalDensity(-1e200), normalDensity(NaN)]).toEqual([0, 0, NaN])
    expect([normalQuantile(0), normalQuantile(1), normalQuantile(-0.1), normalQuantile(1.1), normalQuantile(NaN)]).toEqual([
      -Infinity,
      Infinity,
      NaN,
      NaN,
      NaN,
    ])
  })
})
