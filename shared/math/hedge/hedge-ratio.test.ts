import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { studentQuantile } from '../numerics/special.ts'
import { canRegress, hedgeRatio } from './hedge-ratio.ts'

// Hull, Options, Futures, and Other Derivatives, Table 3.2 (jet fuel against heating oil).
const oil = Float64Array.of(0.021, 0.035, -0.046, 0.001, 0.044, -0.029, -0.026, -0.029, 0.048, -0.006, -0.036, -0.011, 0.019, -0.027, 0.029)
const fuel = Float64Array.of(0.029, 0.02, -0.044, 0.008, 0.026, -0.019, -0.01, -0.007, 0.043, 0.011, -0.036, -0.018, 0.009, -0.032, 0.023)

describe('hedge ratio', () => {
  it('agrees with Hull, Example 3.3, and R on its interval', () => {
    const found = hedgeRatio(fuel, oil)
    expect(found.ratio).toBeCloseTo(0.777650674241176, 12)
    expect(found.r2).toBeCloseTo(0.861875212572942, 12)
    expect(found.standardError).toBeCloseTo(0.0863428724675835, 12)
    expect(found.low95).toBeCloseTo(0.591118238853244, 11)
    expect(found.high95).toBeCloseTo(0.964183109629107, 11)
    expect(found.residualSigma).toBeCloseTo(0.0101259736420222, 12)
    expect(found.observations).toBe(15)
  })

  it('gives HC3 as the jackknife gives it', () => {
    // HC3 of the slope = sum over pairs of (slope without the pair - slope)^2 (MacKinnon & White 1985, section 2).
    const all = hedgeRatio(fuel, oil)
    const without = (values: Float64Array, i: number) => values.filter((_, k) => k !== i)
    let jackknife = 0
    for (let i = 0; i < oil.length; i++) jackknife += (hedgeRatio(without(fuel, i), without(oil, i)).ratio - all.ratio) ** 2
    expect(all.robustStandardError).toBeCloseTo(Math.sqrt(jackknife), 12)
  })

  it('is blind to a constant trend and scales with units', () => {
    const finite = fc.double({ min: -100, max: 100, noNaN: true })
    fc.assert(
      fc.property(fc.array(fc.tuple(finite, finite), { minLength: 4, maxLength: 30 }), finite, (pairs, trend) => {
        const own = Float64Array.from(pairs, ([y]) => y)
        const index = Float64Array.from(pairs, ([, x]) => Math.round(x))
        fc.pre(canRegress(index))
        const base = hedgeRatio(own, index)
        const near = 1e-7 * (1 + Math.abs(base.ratio))
        expect(
          Math.abs(
            hedgeRatio(
              own.map((y) => y + trend),
              index,
            ).ratio - base.ratio,
          ),
        ).toBeLessThan(near)
        expect(
          Math.abs(
            hedgeRatio(
              own.map((y) => 3 * y),
              index,
            ).ratio -
              3 * base.ratio,
          ),
        ).toBeLessThan(near * 3)
        expect(base.r2).toBeGreaterThanOrEqual(0)
        expect(base.r2).toBeLessThanOrEqual(1)
      }),
    )
  })

  it('needs an index that moved more than once', () => {
    expect([
      canRegress(Float64Array.of(1, 1, 1)),
      canRegress(Float64Array.of(0, 0, 5, 0)),
      canRegress(Float64Array.of(0, 1, 5, 0)),
    ]).toEqual([false, false, true])
  })
})

// R: qt(p, df)
describe('Student t quantile', () => {
  it.each([
    [0.975, 1, 12.706204736174694],
    [0.975, 2, 4.302652729749462],
    [0.975, 13, 2.1603686564627917],
    [0.95, 10, 1.8124611228116756],
    [0.025, 30, -2.0422724563012378],
    [0.5, 7, 0],
  ])('p = %d, %d degrees', (p, degrees, t) => {
    expect(studentQuantile(p, degrees)).toBeCloseTo(t, 10)
  })
})
