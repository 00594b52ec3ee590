import { describe, expect, it } from 'vitest'
import { averagePriceOption } from './average-option.ts'
import { levyPrice, meanGrowth } from './continuous-average.ts'
import { continuousAverageOption } from './continuous-option.ts'

describe('the continuous arithmetic average', () => {
  // The seven cases of Fu, Madan & Wang (1999), strike 2; ten decimals of Linetsky (2004), Table 3.
  it.each([
    [2, 0.02, 0.1, 1, 0.0559860415],
    [2, 0.18, 0.3, 1, 0.2183875466],
    [2, 0.0125, 0.25, 2, 0.172268741],
    [1.9, 0.05, 0.5, 1, 0.1931737903],
    [2, 0.05, 0.5, 1, 0.2464156905],
    [2.1, 0.05, 0.5, 1, 0.3062203648],
    [2, 0.05, 0.5, 2, 0.350095219],
  ])('spot %f, rate %f, volatility %f, %f years', (spot, rate, volatility, years, price) => {
    const found = continuousAverageOption(1, spot, rate, volatility, years, 2, Math.exp(-rate * years))
    expect(Math.abs(found - price)).toBeLessThan(1e-10)
  })

  it('is the limit of daily, then of finer averages', () => {
    const limit = continuousAverageOption(1, 1, 0, 0.6, 0.5, 1.1, 1)
    const error = (n: number) => {
      const times = Float64Array.from({ length: n }, (_, i) => ((i + 0.5) * 0.5) / n)
      const fixings = {
        forwards: new Float64Array(n).fill(1),
        times,
        volatilities: new Float64Array(n).fill(0.6),
        past: new Float64Array(0),
      }
      return averagePriceOption(1, fixings, 1.1, 1) - limit
    }
    expect(Math.abs(error(120))).toBeLessThan(2e-6)
    expect(error(60) / error(120)).toBeCloseTo(4, 1)
  })

  it('parity, and no volatility or no time is the payoff of the mean', () => {
    const mean = 2 * meanGrowth(0.1)
    const call = continuousAverageOption(1, 2, 0.1, 0.4, 1, 2.2, 0.9)
    const put = continuousAverageOption(-1, 2, 0.1, 0.4, 1, 2.2, 0.9)
    expect(call - put).toBeCloseTo(0.9 * (mean - 2.2), 13)
    expect(continuousAverageOption(1, 2, 0.1, 0, 1, 2, 0.9)).toBeCloseTo(0.9 * (mean - 2), 14)
    expect(continuousAverageOption(-1, 2, 0.1, 0.3, 0, 2.5, 1)).toBe(0.5)
    expect(continuousAverageOption(1, 2, 0, 0.3, 1, 0, 1)).toBe(2)
  })

  it('a small volatility is nearly lognormal; a large one stays below the spot', () => {
    const small = continuousAverageOption(1, 100, 0.02, 0.01, 1, 101, 1)
    expect(Math.abs(small - levyPrice(1, { spot: 100, average: 0, elapsed: 0, remaining: 1 }, 0.02, 0.01, 101, 0))).toBeLessThan(1e-3)
    const large = continuousAverageOption(1, 1, 0, 2.5, 2, 1, 1)
    expect(large).toBeGreaterThan(continuousAverageOption(1, 1, 0, 2, 2, 1, 1))
    expect(large).toBeLessThan(1)
  })

  it('refuses by name', () => {
    expect(() => continuousAverageOption(1, 0, 0, 0.3, 1, 2, 1)).toThrow(/spot/)
    expect(() => continuousAverageOption(1, 2, 0, 0.3, -1, 2, 1)).toThrow(/years/)
    expect(() => continuousAverageOption(1, 2, 0, NaN, 1, 2, 1)).toThrow(/volatility/)
  })
})
