import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { zeros } from '../numerics/matrix.ts'
import { garchLogLikelihood, garchVariances, likelihood, longRunVariance } from './garch.ts'
import { discreteVolatility, forecastVariance, hullVolatility } from './garch-forecast.ts'

// Hull, chapter on estimating volatilities: omega 0.000002, alpha 0.13, beta 0.86; 1.6 % a day, a move of 1 %.
const hull = { omega: 0.000002, alpha: 0.13, beta: 0.86 }
const moves = Float64Array.of(0.01, -0.02, 0.015, 0.03, -0.005)
const parameter = fc.record({
  omega: fc.double({ min: 1e-6, max: 1e-3, noNaN: true }),
  alpha: fc.double({ min: 0, max: 0.4, noNaN: true }),
  beta: fc.double({ min: 0, max: 0.59, noNaN: true }),
})

describe('GARCH(1,1)', () => {
  it('gives the example of Hull: 1.53 % a day tomorrow, 1.41 % in the long run', () => {
    const variances = garchVariances(hull, moves, 0.000256)
    expect(variances[1]).toBeCloseTo(0.00023516, 18)
    expect(Math.sqrt(variances[1] ?? NaN)).toBeCloseTo(0.0153, 4)
    expect(variances[5]).toBeCloseTo(0.0002936839629055999, 17)
    expect(longRunVariance(hull)).toBeCloseTo(0.0002, 16)
  })

  it('has the likelihood of independent normals when nothing is remembered', () => {
    const total = moves.reduce((sum, u) => sum - 0.5 * (Math.log(2 * Math.PI * 0.0004) + (u - 0.001) ** 2 / 0.0004), 0)
    expect(garchLogLikelihood(0.001, { omega: 0.0004, alpha: 0, beta: 0 }, moves)).toBeCloseTo(total, 11)
  })

  it('has derivatives that agree with differences, and their outer products sum to them', () => {
    const returns = Float64Array.from({ length: 60 }, (_, i) => Math.sin(i * i) * (1 + (i % 7)))
    const at = [0.1, 0.5, 0.12, 0.7] as const
    const value = (...x: number[]) => likelihood(returns, x[0] ?? NaN, x[1] ?? NaN, x[2] ?? NaN, x[3] ?? NaN)
    const gradient = new Float64Array(4)
    const products = zeros(4, 4)
    expect(likelihood(returns, ...at, { gradient, products })).toBe(value(...at))
    for (let i = 0; i < 4; i++) {
      const moved = (by: number) => value(...at.map((x, k) => (k === i ? x + by : x)))
      expect(gradient[i]).toBeCloseTo((moved(1e-5) - moved(-1e-5)) / 2e-5, 5)
      expect(products[i]?.[i]).toBeGreaterThan(0)
      expect(products[i]?.[(i + 1) % 4]).toBe(products[(i + 1) % 4]?.[i])
    }
  })

  it('forecasts by its own recursion, and Hull’s two averages of the forecasts', () => {
    const next = 0.0002936839629055999
    expect(forecastVariance(hull, next, 10)).toBeCloseTo(0.00028558191592688314, 17)
    expect(hullVolatility(hull, next, 30)).toBeCloseTo(0.2660480485382247, 13)
    expect(discreteVolatility(hull, next, 30)).toBeCloseTo(0.2662407866455108, 13)
    fc.assert(
      fc.property(parameter, fc.integer({ min: 1, max: 60 }), (garch, horizon) => {
        let [variance, total] = [0.0005, 0]
        for (let h = 1; h <= horizon; h++) {
          if (h > 1) variance = garch.omega + (garch.alpha + garch.beta) * variance
          total += variance
        }
        expect(forecastVariance(garch, 0.0005, horizon)).toBeCloseTo(variance, 14)
        expect(discreteVolatility(garch, 0.0005, horizon)).toBeCloseTo(Math.sqrt((252 * total) / horizon), 11)
      }),
    )
  })

  it('passes through a persistence of one without a jump', () => {
    const at = (persistence: number) => ({ omega: 1e-6, alpha: 0.1, beta: persistence - 0.1 })
    for (const horizon of [1, 2, 20, 250]) {
      for (const f of [forecastVariance, hullVolatility, discreteVolatility]) {
        const exact = f(at(1), 3e-4, horizon)
        for (const away of [1e-12, 1e-9, 1e-7]) {
          expect(Math.abs(f(at(1 - away), 3e-4, horizon) / exact - 1)).toBeLessThan(250 * away + 1e-12)
          expect(Math.abs(f(at(1 + away), 3e-4, horizon) / exact - 1)).toBeLessThan(250 * away + 1e-12)
        }
      }
    }
    // At one the variance rises by omega a day, whose mean over T days is (T - 1) / 2 of it.
    expect(discreteVolatility(at(1), 3e-4, 250)).toBeCloseTo(Math.sqrt(252 * (3e-4 + 1e-6 * 124.5)), 12)
  })

  it('keeps its digits where the closed form is about to cancel', () => {
    for (const away of [9e-6, 1.1e-5, 1e-4, 1e-3]) {
      const garch = { omega: 1e-6, alpha: 0.1, beta: 0.9 - away }
      let [variance, total] = [3e-4, 0]
      for (let h = 0; h < 20; h++) {
        total += variance
        variance = garch.omega + (garch.alpha + garch.beta) * variance
      }
      expect(Math.abs(discreteVolatility(garch, 3e-4, 20) / Math.sqrt((252 * total) / 20) - 1)).toBeLessThan(1e-11)
    }
  })

  it('forgets at once without alpha and beta', () => {
    const still = { omega: 0.0003, alpha: 0, beta: 0 }
    expect(forecastVariance(still, 0.001, 1)).toBe(0.001)
    expect(forecastVariance(still, 0.001, 2)).toBe(0.0003)
    expect(hullVolatility(still, 0.001, 10)).toBeCloseTo(Math.sqrt(252 * 0.0003), 14)
    expect(discreteVolatility(still, 0.001, 10)).toBeCloseTo(Math.sqrt((252 * (0.001 + 9 * 0.0003)) / 10), 14)
  })

  it('keeps every variance above 0', () => {
    fc.assert(
      fc.property(parameter, fc.array(fc.double({ min: -1, max: 1, noNaN: true })), (garch, list) => {
        for (const variance of garchVariances(garch, Float64Array.from(list), 1e-6)) expect(variance).toBeGreaterThan(0)
      }),
    )
  })

  it('refuses what it has no answer for', () => {
    for (const bad of [NaN, Infinity, -Infinity, -1]) {
      expect(() => garchVariances({ ...hull, omega: bad }, moves, 1)).toThrow('omega')
      expect(() => garchVariances({ ...hull, alpha: bad }, moves, 1)).toThrow('alpha')
      expect(() => garchVariances({ ...hull, beta: bad }, moves, 1)).toThrow('beta')
      expect(() => garchVariances(hull, moves, bad)).toThrow('first')
      expect(() => forecastVariance(hull, bad, 1)).toThrow('next')
      expect(() => hullVolatility(hull, 1, bad)).toThrow('horizon')
      expect(() => discreteVolatility(hull, 1, 1, bad)).toThrow('periods')
    }
    expect(() => garchVariances(hull, Float64Array.of(NaN), 1)).toThrow('residuals[0]')
    expect(() => garchLogLikelihood(NaN, hull, moves)).toThrow('mu')
    expect(() => longRunVariance({ omega: 1, alpha: 0.2, beta: 0.8 })).toThrow('alpha + beta')
  })
})
