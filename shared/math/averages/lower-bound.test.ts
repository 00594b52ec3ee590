import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { blackPrice } from '../options/black.ts'
import { averagePriceOption } from './average-option.ts'
import type { Fixings } from './fixings.ts'
import { averageLowerBound } from './lower-bound.ts'

function month(days: number, first: number, step: number, forward: number, volatility: number, past: readonly number[] = []): Fixings {
  return {
    forwards: new Float64Array(days).fill(forward),
    times: Float64Array.from({ length: days }, (_, i) => first + i * step),
    volatilities: new Float64Array(days).fill(volatility),
    past: Float64Array.from(past),
  }
}

describe('lower bound of the average option', () => {
  // 50-digit values of the conditional expectation.
  it.each([
    ['month ahead', 1, month(21, 0.25, 1 / 252, 2.49, 0.45), 2.4, Math.exp(-0.045 * (0.25 + 20 / 252)), 0.27366018422659283],
    ['its put', -1, month(21, 0.25, 1 / 252, 2.49, 0.45), 2.4, Math.exp(-0.045 * (0.25 + 20 / 252)), 0.1849842760924753],
    ['a year of months', 1, month(12, 1 / 12, 1 / 12, 100, 0.3), 105, Math.exp(-0.05), 5.036887288820575],
    ['four quarters at 100 %', 1, month(4, 0.25, 0.25, 100, 1), 100, Math.exp(-0.03), 25.76403113628826],
  ] as const)('%s', (_, side, fixings, strike, discount, value) => {
    expect(Math.abs(averageLowerBound(side, fixings, strike, discount) - value)).toBeLessThan(1e-12 * strike)
  })

  it('never above the price, near it for an ordinary month', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 0.8, noNaN: true }),
        fc.double({ min: 0.7, max: 1.4, noNaN: true }),
        fc.constantFrom(1, -1),
        (volatility, strike, side) => {
          const fixings = month(21, 0.3, 1 / 252, 1, volatility, [1, 1.02])
          const exact = averagePriceOption(side === 1 ? 1 : -1, fixings, strike, 1)
          const bound = averageLowerBound(side === 1 ? 1 : -1, fixings, strike, 1)
          expect(bound).toBeLessThanOrEqual(exact + 1e-11)
          expect(bound).toBeGreaterThan(exact - 1e-4)
        },
      ),
      { numRuns: 40 },
    )
  })

  it('is exact for one fixing; the payoff where nothing is uncertain', () => {
    expect(averageLowerBound(1, month(1, 0.5, 0, 2, 0.4), 2.2, 0.9)).toBeCloseTo(0.9 * blackPrice(1, 2, 2.2, 0.4 * Math.sqrt(0.5)), 14)
    expect(averageLowerBound(1, month(3, 0.5, 0.1, 2, 0), 1.5, 0.9)).toBeCloseTo(0.45, 14)
    expect(averageLowerBound(-1, month(3, 0.5, 0.1, 2, 0), 1.5, 0.9)).toBe(0)
    expect(averageLowerBound(1, month(2, 0.5, 0.1, 2, 0.5, [9]), 3, 1)).toBeCloseTo(13 / 3 - 3, 14)
  })

  it('arrives for tiny and for huge volatilities and strikes', () => {
    for (const volatility of [1e-12, 1e-8, 1e-4, 3, 8])
      for (const strike of [1e-6, 0.9, 1, 1.000001, 50, 1e6]) {
        const bound = averageLowerBound(1, month(10, 0.1, 0.1, 1, volatility), strike, 1)
        expect(bound).toBeGreaterThanOrEqual(Math.max(0, 1 - strike - 1e-15))
        expect(bound).toBeLessThanOrEqual(1)
      }
  })
})
