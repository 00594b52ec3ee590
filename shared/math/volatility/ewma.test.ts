import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ewma, ewmaEffectiveObservations, ewmaEstimate } from './ewma.ts'

const returns = Float64Array.of(0.012, -0.031, 0.004, 0.022, -0.015, 0.041, -0.006)
const squares = returns.map((u) => u * u)

describe('exponentially weighted averages', () => {
  it('follow the recursion of RiskMetrics (1996), by hand', () => {
    const path = ewma(0.94, 0.0004, squares)
    expect(path[0]).toBeCloseTo(0.00038464, 16)
    expect(path[1]).toBeCloseTo(0.0004192216, 16)
    expect(path[6]).toBeCloseTo(0.00044143509687856393, 16)
    expect(ewmaEffectiveObservations(0.94)).toBeCloseTo(32.333333333333, 11)
  })

  it('are the sum of what is left of each value', () => {
    const lambda = 0.9
    const weights = squares.map((_, k) => (1 - lambda) * lambda ** (squares.length - 1 - k))
    const direct = weights.reduce((total, weight, k) => total + weight * (squares[k] ?? NaN), lambda ** squares.length * 0.0004)
    expect(ewma(lambda, 0.0004, squares).at(-1)).toBeCloseTo(direct, 17)
  })

  it('stay at the start for lambda 1, are the last value for lambda 0, and between the extremes otherwise', () => {
    expect(ewma(1, 0.5, squares).at(-1)).toBe(0.5)
    expect(ewma(0, 0.5, squares).at(-1)).toBe(squares.at(-1))
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 10, noNaN: true }), { minLength: 1 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (list, lambda) => {
          const path = ewma(lambda, 1, Float64Array.from(list))
          const [low, high] = [Math.min(1, ...list), Math.max(1, ...list)]
          for (const value of path) {
            expect(value).toBeGreaterThanOrEqual(low - 1e-12)
            expect(value).toBeLessThanOrEqual(high + 1e-12)
          }
        },
      ),
    )
  })

  it('keep a covariance matrix positive semi-definite', () => {
    const other = returns.map((u, i) => 0.5 * u + (i % 2 === 0 ? 0.01 : -0.01))
    const of = (x: Float64Array, y: Float64Array, first: number) =>
      ewma(
        0.8,
        first,
        x.map((u, i) => u * (y[i] ?? NaN)),
      ).at(-1) ?? NaN
    expect(of(returns, other, 0) ** 2).toBeLessThanOrEqual(of(returns, returns, 1e-4) * of(other, other, 1e-4))
  })
})

describe('the decay by likelihood', () => {
  const flat = Float64Array.from({ length: 200 }, (_, i) => (i % 2 === 0 ? 0.02 : -0.02))
  const criterionOf = (series: Float64Array, lambda: number, first: number) => {
    let [variance, total] = [first, 0]
    for (const u of series) {
      total += Math.log(variance) + (u * u) / variance
      variance = lambda * variance + (1 - lambda) * u * u
    }
    return total
  }

  it('is nowhere above its criterion on a fine grid', () => {
    const wild = Float64Array.from({ length: 300 }, (_, i) => Math.sin(i * i) * (i % 80 < 20 ? 3 : 0.5))
    const found = ewmaEstimate(wild, 1)
    expect(found.criterion).toBeCloseTo(criterionOf(wild, found.lambda, 1), 9)
    for (let k = 0; k <= 1000; k++) expect(criterionOf(wild, 0.5 + 0.499 * (k / 1000), 1)).toBeGreaterThanOrEqual(found.criterion - 1e-9)
  })

  it('ends at an end of its range where the likelihood points there', () => {
    // A constant variance, started right: every lambda gives the same likelihood. Started wrong: forget at once.
    expect(ewmaEstimate(flat, 1).lambda).toBe(0.5)
  })

  it('refuses what it has no answer for', () => {
    expect(() => ewma(1.1, 1, squares)).toThrow('lambda is 1.1')
    expect(() => ewma(NaN, 1, squares)).toThrow('lambda')
    expect(() => ewma(0.9, Infinity, squares)).toThrow('initial')
    expect(() => ewma(0.9, 1, Float64Array.of(1, NaN))).toThrow('values[1]')
    expect(() => ewmaEffectiveObservations(1)).toThrow('lambda is 1')
    expect(() => ewmaEstimate(flat, 0)).toThrow('initial')
    expect(() => ewmaEstimate(flat, 1, 0.9, 0.8)).toThrow('high')
  })

  it('passes a return of zero at lambda 0', () => {
    const found = ewmaEstimate(Float64Array.of(0, 1, 0, 0, 2), 1, 0, 0.9)
    expect(Number.isFinite(found.criterion)).toBe(true)
    expect(found.lambda).toBeGreaterThan(0)
  })
})
