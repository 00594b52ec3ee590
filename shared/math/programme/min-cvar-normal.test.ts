import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NoConvergence, OutOfDomain } from '../numerics/domain.ts'
import { dot, identity, matrixOf, timesVector } from '../numerics/matrix.ts'
import { normalDensity, normalQuantile } from '../numerics/normal.ts'
import { sum } from '../numerics/series.ts'
import { minCvarPortfolio } from './min-cvar-normal.ts'

const mean = Float64Array.of(0.010111, 0.0043532, 0.0137058)
const covariance = matrixOf([
  [0.00324625, 0.00022983, 0.00420395],
  [0.00022983, 0.00049937, 0.00019247],
  [0.00420395, 0.00019247, 0.00764097],
])

describe('Rockafellar & Uryasev (2000): S&P, bonds, small caps with 1.1 % a month', () => {
  // Tables 2 to 5 print x = (0.452013, 0.115573, 0.432414) and VaR, CVaR to six places; more digits from exact fractions.
  it.each([
    [0.9, 0.06784707702428583, 0.09697482417052927],
    [0.95, 0.09019912776416886, 0.1159077889529984],
    [0.99, 0.13212785762298548, 0.15297650829486986],
  ])('level %d', (level, valueAtRisk, conditionalValueAtRisk) => {
    const found = minCvarPortfolio(mean, covariance, 0.011, level)
    const printed = [0.4520113113249832, 0.11557318158041116, 0.4324155070946057]
    found.weights.forEach((weight, i) => {
      expect(weight).toBeCloseTo(printed[i] ?? NaN, 9)
    })
    expect(found.valueAtRisk).toBeCloseTo(valueAtRisk, 10)
    expect(found.conditionalValueAtRisk).toBeCloseTo(conditionalValueAtRisk, 10)
  })
})

describe('the portfolio of least CVaR', () => {
  const asset = fc.array(fc.double({ min: -0.1, max: 0.1, noNaN: true }), { minLength: 4, maxLength: 4 })
  const market = fc.tuple(asset, asset, asset, asset).map(([mean, ...rows]) => {
    // Positive definite by construction.
    const factor = matrixOf(rows)
    const noise = identity(4).map((row) => row.map((each) => each * 0.0004))
    return {
      mean: Float64Array.from(mean),
      covariance: noise.map((row, i) => row.map((each, j) => each + sum(Float64Array.from(factor, (f) => (f[i] ?? NaN) * (f[j] ?? NaN))))),
    }
  })

  it('is not beaten by any portfolio of a grid, is fully invested and earns what is required', () => {
    fc.assert(
      fc.property(
        market,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.constantFrom(0.6, 0.9, 0.99),
        ({ mean, covariance }, share, level) => {
          const required = Math.min(...mean) + share * (Math.max(...mean) - Math.min(...mean))
          const found = minCvarPortfolio(mean, covariance, required, level)
          expect(sum(found.weights)).toBeCloseTo(1, 11)
          expect(Math.min(...found.weights)).toBeGreaterThanOrEqual(0)
          expect(dot(mean, found.weights)).toBeGreaterThanOrEqual(required - 1e-11)
          const k = normalDensity(normalQuantile(level)) / (1 - level)
          for (let a = 0; a <= 8; a++)
            for (let b = 0; a + b <= 8; b++)
              for (let c = 0; a + b + c <= 8; c++) {
                const x = Float64Array.of(a, b, c, 8 - a - b - c).map((each) => each / 8)
                if (dot(mean, x) < required) continue
                const cvar = k * Math.sqrt(dot(x, timesVector(covariance, x))) - dot(mean, x)
                expect(found.conditionalValueAtRisk).toBeLessThanOrEqual(cvar + 1e-9)
              }
        },
      ),
      { numRuns: 60 },
    )
  })

  it('holds one asset where only one earns enough, and differs by level where the requirement does not bind', () => {
    expect([...minCvarPortfolio(mean, covariance, 0.0137058, 0.95).weights].map((each) => Number(each.toFixed(9)))).toEqual([0, 0, 1])
    const cautious = minCvarPortfolio(mean, covariance, -1, 0.99)
    const bold = minCvarPortfolio(mean, covariance, -1, 0.5)
    expect(dot(mean, bold.weights)).toBeGreaterThan(dot(mean, cautious.weights) + 1e-4)
  })

  it('names what it cannot use', () => {
    expect(() => minCvarPortfolio(mean, covariance, 0.02, 0.95)).toThrow('requiredReturn')
    expect(() => minCvarPortfolio(mean, covariance, NaN, 0.95)).toThrow('requiredReturn')
    expect(() => minCvarPortfolio(mean, covariance, 0.011, 1)).toThrow('level')
    expect(() => minCvarPortfolio(mean, covariance.slice(1), 0.011, 0.95)).toThrow('covariance')
    expect(() =>
      minCvarPortfolio(
        Float64Array.of(0.1, 0.2),
        matrixOf([
          [1, 1],
          [1, 1],
        ]),
        0.1,
        0.95,
      ),
    ).toThrow('positive definite')
    expect(() =>
      minCvarPortfolio(
        Float64Array.of(0.1, 0.2),
        matrixOf([
          [1, 0.2],
          [0.3, 1],
        ]),
        0.1,
        0.95,
      ),
    ).toThrow(OutOfDomain)
    expect(() =>
      minCvarPortfolio(
        Float64Array.of(0.1, Infinity),
        matrixOf([
          [1, 0],
          [0, 1],
        ]),
        0.1,
        0.95,
      ),
    ).toThrow('mean[1]')
  })

  it('of assets of which only some earn enough is chosen among those', () => {
    const flat = identity(4).map((row) => row.map((each) => each * 0.0004))
    const { weights } = minCvarPortfolio(Float64Array.of(0, 0, -1.2e-84, -3.1e-97), flat, -1e-99, 0.6)
    expect([...weights].map((each) => Number(each.toFixed(9)))).toEqual([0.333333333, 0.333333333, 0, 0.333333333])
  })

  it('of figures too far apart for doubles is not made up', () => {
    const wild = matrixOf([
      [0.0033, 0.00024, 0.0041],
      [0.00024, 1e300, 0.0002],
      [0.0041, 0.0002, 0.0077],
    ])
    expect(() => minCvarPortfolio(Float64Array.of(0.011, 1, 0.014), wild, 0.0115, 0.95)).toThrow(NoConvergence)
  })
})
