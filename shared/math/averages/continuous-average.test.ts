import { describe, expect, it } from 'vitest'
import { blackPrice } from '../options/black.ts'
import { continuousAverageVariance, levyPrice, zeroCarryPrice, zeroCarryVolatility } from './continuous-average.ts'

describe('Levy (1992)', () => {
  // Haug (1998), p. 99-100, prints four decimals; to every digit by the printed formula in 50-digit arithmetic.
  it.each([
    [6.8, 6.9, 0.09, 0.07, 0.14, 180, 0, 0.09441578028993569],
    [100, 95, 0.05, 0.1, 0.15, 270, 0, 7.054356499342501],
    [100, 95, 0.05, 0.1, 0.15, 270, 180, 5.080603442616103],
    [100, 95, 0.05, 0.1, 0.35, 270, 90, 6.970531339018643],
    [100, 100, 0.05, 0.1, 0.15, 270, 180, 0.672215013240012],
    [100, 105, 0.05, 0.1, 0.15, 270, 180, 0.00043943263659163435],
    [100, 105, 0.05, 0.1, 0.35, 270, 90, 2.1359355532010693],
  ] as const)(
    'spot %f, strike %f, q %f, r %f, sigma %f, %i days of which %i passed',
    (spot, strike, q, r, sigma, length, elapsed, price) => {
      const times = { elapsed: elapsed / 360, remaining: (length - elapsed) / 360 }
      expect(Math.abs(levyPrice(1, { spot, average: spot, ...times }, r - q, sigma, strike, r) - price)).toBeLessThan(1e-12 * spot)
    },
  )

  it('no time left is the payoff of the average; a strike already passed is the forward', () => {
    expect(levyPrice(1, { spot: 3, average: 2, elapsed: 1, remaining: 0 }, 0.1, 0.4, 1.5, 0.05)).toBeCloseTo(0.5, 14)
    const passed = { spot: 2, average: 4, elapsed: 1, remaining: 1 }
    expect(levyPrice(1, passed, 0, 0.4, 1.5, 0)).toBeCloseTo(1.5, 14)
    expect(levyPrice(-1, passed, 0, 0.4, 1.5, 0)).toBe(0)
  })
})

describe('variance of the continuous average', () => {
  it('is the printed ratio where that keeps its digits', () => {
    for (const [b, v] of [
      [0.5, 0.8],
      [-0.7, 1.5],
      [2, 0.3],
    ] as const) {
      const second = (2 / (b + v)) * ((Math.exp(2 * b + v) - 1) / (2 * b + v) - (Math.exp(b) - 1) / b)
      const mean = (Math.exp(b) - 1) / b
      expect(continuousAverageVariance(b, v)).toBeCloseTo(Math.log(second / mean / mean), 13)
    }
  })

  it('passes through zero carry, and through carry = -volatility^2, without a jump', () => {
    for (const [growth, variance] of [
      [0, 0.25],
      [-0.25, 0.25],
      [-0.125, 0.25],
    ] as const) {
      const middle = continuousAverageVariance(growth, variance)
      const beside = (continuousAverageVariance(growth - 1e-6, variance) + continuousAverageVariance(growth + 1e-6, variance)) / 2
      expect(Math.abs(middle / beside - 1)).toBeLessThan(1e-12)
    }
  })

  it('for small variances is variance / 3 + variance^2 / 36, to the last digits', () => {
    for (const variance of [1e-3, 1e-6, 1e-12, 1e-200]) {
      // ln(1 + v/3 + v^2/12 + v^3/60 + ...) from 2 (e^v - 1 - v) / v^2.
      const series = variance / 3 + (variance * variance) / 36 + (variance * variance * variance) / 810
      expect(Math.abs(continuousAverageVariance(0, variance) / series - 1)).toBeLessThan(variance ** 3 + 1e-14)
    }
  })

  it('for large variances tends to variance + ln(2 / variance^2)', () => {
    expect(continuousAverageVariance(0, 150)).toBeCloseTo(150 + Math.log(2 / 150 ** 2), 11)
    expect(() => continuousAverageVariance(0, 1e9)).toThrow(/volatility\^2/)
  })
})

describe('zero carry', () => {
  it.each([
    [100, 100, 0.5, 0, 0.35, 0.05, 1, 5.569066887862111, 0.20258903879741666],
    [100, 105, 0.5, 0.25, 0.35, 0.05, 1, 5.842102504377064, 0.2858650774151888],
    [2.49, 2.3, 1, 11 / 12, 0.5, 0.045, -1, 0.35443999550334315, 0.4859250750753086],
    [0.4, 0.5, 0.75, 0.5, 0.9, 0.04, 1, 0.07491190591130953, 0.7946900270405991],
  ] as const)('F %f, K %f, T %f, from %f at %f', (forward, strike, years, start, sigma, rate, side, price, volatility) => {
    const found = zeroCarryVolatility(sigma, start, years)
    expect(found.volatility).toBeCloseTo(volatility, 14)
    expect(Math.abs(zeroCarryPrice(side, forward, strike, sigma, start, years, Math.exp(-rate * years)) - price)).toBeLessThan(
      1e-13 * forward,
    )
  })

  it('is Levy with a carry of nothing when averaging starts at once', () => {
    const levy = levyPrice(1, { spot: 2, average: 0, elapsed: 0, remaining: 0.7 }, 0, 0.5, 2.1, 0.04)
    expect(zeroCarryPrice(1, 2, 2.1, 0.5, 0, 0.7, Math.exp(-0.04 * 0.7))).toBeCloseTo(levy, 14)
  })

  it('without averaging time is Black; the rule of thumb is its limit for small variances', () => {
    expect(zeroCarryPrice(1, 2, 2.1, 0.5, 0.7, 0.7, 1)).toBeCloseTo(blackPrice(1, 2, 2.1, 0.5 * Math.sqrt(0.7)), 14)
    const { volatility, ruleOfThumb } = zeroCarryVolatility(1e-5, 0.2, 0.5)
    expect(volatility / ruleOfThumb - 1).toBeLessThan(1e-10)
    expect(zeroCarryVolatility(0.3, 0, 0).volatility).toBeCloseTo(0.3 / Math.sqrt(3), 15)
    expect(zeroCarryVolatility(0, 0, 1).volatility).toBe(0)
  })

  it('refuses an averaging time that starts after its end or in the past', () => {
    expect(() => zeroCarryVolatility(0.3, 0.6, 0.5)).toThrow(/averaging start/)
    expect(() => zeroCarryVolatility(0.3, -0.1, 0.5)).toThrow(/averaging start/)
    expect(() => zeroCarryVolatility(0.3, NaN, 0.5)).toThrow(/averaging start/)
  })
})
