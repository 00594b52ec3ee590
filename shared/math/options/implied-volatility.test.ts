import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { OutOfDomain } from '../numerics/domain.ts'
import { blackPrice } from './black.ts'
import { impliedVolatility, impliedVolatilityBatch } from './implied-volatility.ts'

const epsilon = 2.220446049250313e-16

describe('implied volatility of Black', () => {
  it.each([
    // Side, price, forward, strike, years; volatility by bisection in 420 digits (mpmath).
    [1, 0.07965567455405796, 1, 1, 1, 0.2],
    [1, 0.9755510546899105, 1, 1, 1, 4.499999999999998],
    [1, 7.842588574580013e-15, 1, 20, 1, 0.4],
    [1, 1e-12, 2.49, 10, 0.25, 0.411324811849682],
    [-1, 1e-300, 3, 1, 1, 0.029797419222437102],
    [1, 1e-250, 1, 1000, 1, 0.20467103819986154],
    // Deep in the money: the time value is 1e-5 of 99.9, and the rounding of 100 - 0.1 must not enter.
    [1, 99.90001000000001, 100, 0.1, 1, 1.6366010293964905],
    [1, 0.3, 2.49, 2.5, 0.5, 0.43501793275420825],
    [-1, 2.3, 2.49, 2.5, 2, 2.4745279066128254],
    // Half a cent below the upper bound.
    [1, 2.4899, 2.49, 2.5, 1, 8.214033180914255],
    [1, 1e-9, 1, 1.00000001, 1, 1.0668165816608632e-8],
  ] as const)('side %d, price %d, forward %d, strike %d, %d years is %d', (side, price, forward, strike, years, expected) => {
    expect(Math.abs(impliedVolatility(side, price, forward, strike, years) / expected - 1)).toBeLessThan(3e-15)
  })

  it('finds the deviation again, as far as the price tells it', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -7, max: 7, noNaN: true }),
        fc.double({ min: -9, max: 2.3, noNaN: true }),
        fc.constantFrom(1 as const, -1 as const),
        (money, logDeviation, side) => {
          const [forward, strike, s] = [2.49, 2.49 * Math.exp(money), Math.exp(logDeviation)]
          const price = blackPrice(side, forward, strike, s)
          const intrinsic = Math.max(side * (forward - strike), 0)
          if (!(price > intrinsic && price < (side === 1 ? forward : strike))) return
          const d1 = Math.log(forward / strike) / s + s / 2
          const vega = forward * Math.exp((-d1 * d1) / 2) * 0.3989422804014327
          if (vega < 1e-290) return
          // Half a unit in the last place of the price, and of the terms that made it.
          const attainable = (epsilon * Math.max(price, intrinsic) * 4) / (s * vega) + epsilon * (12 + d1 * d1)
          expect(Math.abs(impliedVolatility(side, price, forward, strike, 1) / s - 1)).toBeLessThan(attainable)
        },
      ),
      { numRuns: 2000 },
    )
  })

  it('rises with the price, down to the smallest prices', () => {
    let before = 0
    for (let k = -323; k <= -1; k++) {
      const here = impliedVolatility(1, Number(`1e${k}`), 1, 1.5, 1)
      expect(here).toBeGreaterThan(before)
      before = here
    }
    expect(impliedVolatility(1, 1e-323, 1, 1, 1)).toBeGreaterThan(0)
    // Forward and strike three hundred digits apart: the quotients overflow, the logs do not.
    expect(blackPrice(1, 1e-150, 1e150, impliedVolatility(1, 1e-200, 1e-150, 1e150, 1)) / 1e-200).toBeCloseTo(1, 10)
  })

  it('is 0 at the intrinsic value and no number outside the bounds', () => {
    expect(impliedVolatility(1, 10, 100, 90, 1)).toBe(0)
    expect(impliedVolatility(-1, 0, 100, 90, 1)).toBe(0)
    expect(() => impliedVolatility(1, 9.999999999999, 100, 90, 1)).toThrow(OutOfDomain)
    expect(() => impliedVolatility(1, 100, 100, 90, 1)).toThrow(/^price/)
    expect(() => impliedVolatility(-1, 90, 100, 90, 1)).toThrow(/^price/)
    expect(() => impliedVolatility(1, -1e-300, 100, 90, 1)).toThrow(/^price/)
    for (const x of [NaN, Infinity, -Infinity]) {
      expect(() => impliedVolatility(1, x, 100, 90, 1)).toThrow(/^price/)
      expect(() => impliedVolatility(1, 15, x, 90, 1)).toThrow(/^forward/)
      expect(() => impliedVolatility(1, 15, 100, x, 1)).toThrow(/^strike/)
      expect(() => impliedVolatility(1, 15, 100, 90, x)).toThrow(/^years/)
    }
    expect(() => impliedVolatility(1, 15, 100, 90, 0)).toThrow(/^years/)
    expect(() => impliedVolatility(1, 15, 100, 0, 1)).toThrow(/^strike/)
  })

  it('goes through a table and leaves NaN where a row has no answer', () => {
    const out = new Float64Array(4)
    const forward = Float64Array.of(100, 100, 100, -1)
    const strike = Float64Array.of(90, 90, 110, 1)
    const years = Float64Array.of(1, 1, 0.25, 1)
    impliedVolatilityBatch([1, 1, -1, 1], Float64Array.of(15, 5, 12, 1), forward, strike, years, out)
    expect([...out]).toEqual([impliedVolatility(1, 15, 100, 90, 1), NaN, impliedVolatility(-1, 12, 100, 110, 0.25), NaN])
    expect(() => impliedVolatilityBatch([1], forward, forward, strike, years, out)).toThrow(/^sides/)
  })
})
