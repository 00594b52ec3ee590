import { describe, expect, it } from 'vitest'
import { fillNormals } from '../random/draws.ts'
import { garchLogLikelihood, longRunVariance } from './garch.ts'
import { garchEstimate } from './garch-estimate.ts'

function normals(n: number, seed: number): Float64Array {
  const out = new Float64Array(n)
  fillNormals(out, { seed, stream: 0, variable: 0, run: 0 }, 0)
  return out
}

function simulated(n: number, seed: number, omega: number, alpha: number, beta: number, mu: number): Float64Array {
  let h = omega / (1 - alpha - beta)
  return normals(n, seed).map((z) => {
    const e = Math.sqrt(h) * z
    h = omega + alpha * e * e + beta * h
    return mu + e
  })
}

describe('GARCH(1,1) by likelihood', () => {
  const returns = simulated(1000, 11, 0.05, 0.1, 0.85, 0.02)

  it('agrees with an independent search and differences in scipy', () => {
    const found = garchEstimate(returns)
    expect(found.isTargeted).toBe(false)
    expect(found.isClustered).toBe(true)
    expect(found.mu).toBeCloseTo(0.04426616, 7)
    expect(found.omega).toBeCloseTo(0.02357424, 7)
    expect(found.alpha).toBeCloseTo(0.07003851, 7)
    expect(found.beta).toBeCloseTo(0.90728531, 7)
    expect(found.logLikelihood).toBeCloseTo(-1387.0125836842385, 8)
    expect(found.standardErrors.mu).toBeCloseTo(0.02887057, 6)
    expect(found.standardErrors.omega).toBeCloseTo(0.01327184, 5)
    expect(found.standardErrors.alpha).toBeCloseTo(0.01862741, 6)
    expect(found.standardErrors.beta).toBeCloseTo(0.02800172, 5)
    expect(found.robustErrors.mu).toBeCloseTo(0.02914176, 6)
    expect(found.robustErrors.omega).toBeCloseTo(0.01388556, 5)
    expect(found.robustErrors.alpha).toBeCloseTo(0.01994444, 5)
    expect(found.robustErrors.beta).toBeCloseTo(0.0302854, 5)
  })

  it('with the sample’s variance as target: mu the mean, omega what the target leaves', () => {
    const found = garchEstimate(returns, true)
    expect(found.mu).toBeCloseTo(0.028937863728718895, 14)
    expect(found.alpha).toBeCloseTo(0.06928879, 7)
    expect(found.beta).toBeCloseTo(0.90805144, 7)
    expect(found.logLikelihood).toBeCloseTo(-1387.154059817885, 8)
    expect(found.standardErrors.alpha).toBeCloseTo(0.017832, 5)
    expect(found.standardErrors.beta).toBeCloseTo(0.02757527, 5)
    const square = returns.reduce((total, x) => total + (x - found.mu) ** 2, 0) / returns.length
    expect(longRunVariance(found)).toBeCloseTo(square, 9)
    expect(garchEstimate(returns.subarray(0, 499)).isTargeted).toBe(true)
  })

  it('finds again what a series was made with, within three of its own errors, for twenty series', () => {
    let inside = 0
    for (let seed = 100; seed < 120; seed++) {
      const found = garchEstimate(simulated(1500, seed, 0.1, 0.12, 0.8, 0))
      const away = Math.max(
        Math.abs(found.mu) / found.robustErrors.mu,
        Math.abs(found.omega - 0.1) / found.robustErrors.omega,
        Math.abs(found.alpha - 0.12) / found.robustErrors.alpha,
        Math.abs(found.beta - 0.8) / found.robustErrors.beta,
      )
      if (away < 3) inside++
    }
    expect(inside).toBeGreaterThanOrEqual(18)
  })

  it('is at a top of the likelihood, and follows a change of unit and origin', () => {
    const found = garchEstimate(returns)
    const top = garchLogLikelihood(found.mu, found, returns)
    expect(top).toBeCloseTo(found.logLikelihood, 8)
    for (const [name, step] of [
      ['omega', 1e-4],
      ['alpha', 1e-3],
      ['beta', 1e-3],
    ] as const)
      for (const sign of [-1, 1])
        expect(garchLogLikelihood(found.mu, { ...found, [name]: found[name] + sign * step }, returns)).toBeLessThan(top)
    const moved = garchEstimate(returns.map((x) => 1e-6 * x + 5))
    expect(moved.mu).toBeCloseTo(1e-6 * found.mu + 5, 10)
    expect(moved.omega / found.omega).toBeCloseTo(1e-12, 17)
    expect(moved.alpha).toBeCloseTo(found.alpha, 4)
    expect(moved.beta).toBeCloseTo(found.beta, 4)
  })

  it('stays sound on series that are no GARCH', () => {
    const steps = new Float64Array(400)
    steps[100] = -0.5
    steps[300] = 0.2
    const outlier = normals(300, 2).map((x, i) => (i === 150 ? 1e4 : x))
    for (const series of [steps, outlier, normals(1000, 4), normals(25, 9), normals(60, 3).map((x, i) => (i % 3 === 0 ? x : 0))])
      for (const isTargeted of [true, false]) {
        const found = garchEstimate(series, isTargeted)
        for (const each of [found.mu, found.omega, found.alpha, found.beta, found.logLikelihood]) expect(Number.isFinite(each)).toBe(true)
        for (const variance of found.variances) expect(variance).toBeGreaterThan(0)
        for (const { mu, omega, alpha, beta } of [found.standardErrors, found.robustErrors])
          for (const each of [mu, omega, alpha, beta]) expect(each).toBeGreaterThan(0)
        // Never less likely than a constant variance.
        const centre = series.reduce((total, x) => total + x, 0) / series.length
        const square = series.reduce((total, x) => total + (x - centre) ** 2, 0) / series.length
        const constant = garchLogLikelihood(centre, { omega: square, alpha: 0, beta: 0 }, series)
        expect(found.logLikelihood).toBeGreaterThan(constant - 1e-6 * Math.abs(constant))
      }
  })

  it('says where nothing clusters', () => {
    const found = garchEstimate(normals(1000, 4))
    expect(found.isClustered).toBe(false)
    expect(found.standardErrors.alpha).toBe(Infinity)
  })

  it('refuses a constant series, a short one and one with a gap', () => {
    expect(() => garchEstimate(new Float64Array(100).fill(3))).toThrow('a constant series')
    expect(() => garchEstimate(normals(10, 1))).toThrow('at least 20')
    expect(() => garchEstimate(normals(30, 1).map((x, i) => (i === 4 ? NaN : x)))).toThrow('returns[4]')
  })
})
