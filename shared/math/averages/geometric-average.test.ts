import { describe, expect, it } from 'vitest'
import { blackPrice } from '../options/black.ts'
import { averagePriceOption } from './average-option.ts'
import { continuousGeometricPrice, geometricAveragePrice } from './geometric-average.ts'

/** Fixings at i / n years of a spot with carry. */
function yearly(n: number, spot: number, carry: number, volatility: number) {
  const times = Float64Array.from({ length: n }, (_, i) => (i + 1) / n)
  return { times, forwards: times.map((t) => spot * Math.exp(carry * t)), variances: times.map((t) => volatility * volatility * t) }
}

describe('geometric average', () => {
  it('Clewlow & Strickland (1998), p. 118-123: 5.3425606635', () => {
    const { forwards, variances } = yearly(10, 100, 0.03, 0.2)
    expect(geometricAveragePrice(1, forwards, variances, 100, Math.exp(-0.06))).toBeCloseTo(5.342560663499432, 12)
  })

  it('Haug (1998), p. 96-97, continuous: 4.6922', () => {
    expect(continuousGeometricPrice(-1, 80, 0.08, 0.2, 0.25, 85, Math.exp(-0.05 * 0.25))).toBeCloseTo(4.692221312245335, 12)
  })

  it('many fixings become the continuous average, the error falling with their number', () => {
    const limit = continuousGeometricPrice(1, 100, 0.05, 0.3, 1, 100, 0.95)
    const error = (n: number) => {
      const { forwards, variances } = yearly(n, 100, 0.05, 0.3)
      return geometricAveragePrice(1, forwards, variances, 100, 0.95) - limit
    }
    expect(error(1000) / error(2000)).toBeCloseTo(2, 2)
    expect(Math.abs(error(2000))).toBeLessThan(0.01)
  })

  it('is below the arithmetic one and parts from its put by its forward', () => {
    const { forwards, variances, times } = yearly(6, 2.5, 0, 0.6)
    const call = geometricAveragePrice(1, forwards, variances, 2.4, 1)
    const arithmetic = { forwards, times, volatilities: new Float64Array(6).fill(0.6), past: new Float64Array(0) }
    expect(call).toBeLessThan(averagePriceOption(1, arithmetic, 2.4, 1))
    const forward = geometricAveragePrice(1, forwards, variances, 0, 1)
    expect(call - geometricAveragePrice(-1, forwards, variances, 2.4, 1)).toBeCloseTo(forward - 2.4, 13)
  })

  it('one fixing is Black, known ones are constants, no time is the payoff', () => {
    expect(geometricAveragePrice(1, Float64Array.of(2), Float64Array.of(0.09), 2.1, 0.9)).toBeCloseTo(0.9 * blackPrice(1, 2, 2.1, 0.3), 14)
    expect(geometricAveragePrice(1, Float64Array.of(2, 8), Float64Array.of(0, 0), 3, 0.9)).toBeCloseTo(0.9, 14)
    expect(continuousGeometricPrice(1, 3, 0.1, 0.5, 0, 2, 1)).toBeCloseTo(1, 14)
  })

  it('refuses by name', () => {
    expect(() => geometricAveragePrice(1, Float64Array.of(2, 0), Float64Array.of(0, 1), 2, 1)).toThrow(/forwards\[1\]/)
    expect(() => geometricAveragePrice(1, Float64Array.of(2, 2), Float64Array.of(1, 0.5), 2, 1)).toThrow(/variances\[1\]/)
    expect(() => geometricAveragePrice(1, Float64Array.of(2, 2), Float64Array.of(1), 2, 1)).toThrow(/variances/)
    expect(() => continuousGeometricPrice(1, 2, NaN, 0.3, 1, 2, 1)).toThrow(/carry/)
    expect(() => continuousGeometricPrice(1, 2, 0, -0.3, 1, 2, 1)).toThrow(/volatility/)
  })
})
