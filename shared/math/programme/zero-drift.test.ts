import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { OutOfDomain } from '../numerics/domain.ts'
import { equalProbabilities } from './hedge-problem.ts'
import { weightedMean } from './scenario-cost.ts'
import { driftlessGains, driftlessPrices } from './zero-drift.ts'

const price = fc.double({ min: 0.01, max: 100, noNaN: true })

describe('scenarios without a view', () => {
  it('have the forward as their mean, or what the view says', () => {
    fc.assert(
      fc.property(
        fc.array(price, { minLength: 1, maxLength: 40 }),
        price,
        fc.double({ min: -0.9, max: 2, noNaN: true }),
        (path, forward, view) => {
          const prices = Float64Array.from(path)
          const p = equalProbabilities(path.length)
          const found = driftlessPrices(prices, p, forward, view)
          expect(weightedMean(found, p) / (forward * (1 + view))).toBeCloseTo(1, 12)
          // Relative spread as before.
          expect((found[0] ?? NaN) / (found.at(-1) ?? NaN)).toBeCloseTo((prices[0] ?? NaN) / (prices.at(-1) ?? NaN), 8)
          expect(weightedMean(driftlessGains(prices, p, view), p)).toBeCloseTo(view, 12)
        },
      ),
    )
  })

  it('weighs by the probabilities', () => {
    const moved = driftlessPrices(Float64Array.of(1, 3), Float64Array.of(0.75, 0.25), 3, 0)
    expect([...moved]).toEqual([2, 6])
    expect([...driftlessGains(Float64Array.of(1, 3), Float64Array.of(0.75, 0.25), 0)]).toEqual([-0.5, 1.5])
  })

  it('names what it cannot use', () => {
    const p = equalProbabilities(2)
    expect(() => driftlessPrices(Float64Array.of(-1, 1), p, 1, 0)).toThrow('prices')
    expect(() => driftlessPrices(Float64Array.of(1, 1), p, 0, 0)).toThrow('forward')
    expect(() => driftlessPrices(Float64Array.of(1, 1), p, 1, -1)).toThrow('view')
    expect(() => driftlessPrices(Float64Array.of(1, 1), Float64Array.of(1), 1, 0)).toThrow('probabilities')
    expect(() => driftlessGains(Float64Array.of(1, NaN), p, 0)).toThrow(OutOfDomain)
    expect(() => driftlessGains(Float64Array.of(1, 1), p, NaN)).toThrow('view')
  })
})
