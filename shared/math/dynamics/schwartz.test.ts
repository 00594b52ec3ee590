import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { integrate } from '../numerics/quadrature.ts'
import { schwartzFutures, schwartzFuturesVolatility, schwartzLongRunFutures, schwartzOptionVariance } from './schwartz-one-factor.ts'
import { schwartzSmithFutures, schwartzSmithMoments, schwartzSmithOptionVariance, schwartzSmithVolatility } from './schwartz-smith.ts'

const hostile = [NaN, Infinity, -Infinity]
const token = { kappa: 0.8, logMean: 0.55, sigma: 0.45 }
// Schwartz & Smith (2000), Table 2, crude oil futures.
const oil = { kappa: 1.49, sigmaChi: 0.286, lambdaChi: 0.157, muXi: -0.0125, muXiStar: 0.0115, sigmaXi: 0.145, rho: 0.3 }
const state = { chi: 0.119, xi: 2.857 }
const near = (got: number, expected: number) => expect(Math.abs(got / expected - 1)).toBeLessThan(1e-13)

describe('Schwartz, one factor', () => {
  it('agrees with the formulas in 50 digits', () => {
    near(schwartzFutures(2.49, token, 0.25), 2.3808904490381884)
    near(schwartzFutures(2.49, token, 5), 1.858733721164941)
    near(schwartzFuturesVolatility(token, 1), 0.2021980338527497)
    near(schwartzOptionVariance(token, 0.25, 1), 0.012567364386439503)
    near(schwartzLongRunFutures(token), 1.8464802327500047)
  })

  it('integrates its own volatility to the variance of an option', () => {
    const square = (t: number) => schwartzFuturesVolatility(token, 1 - t) ** 2
    near(schwartzOptionVariance(token, 0.7, 1), integrate(square, 0, 0.7, 20))
  })

  it('starts at the spot, ends in the long run, and passes to kappa 0', () => {
    expect(schwartzFutures(2.49, token, 0)).toBe(2.49)
    near(schwartzFutures(2.49, token, 100), schwartzLongRunFutures(token))
    near(schwartzFutures(2.49, { ...token, kappa: 0 }, 2), 2.49 * Math.exp(0.45 ** 2))
    near(schwartzFutures(2.49, { ...token, kappa: 1e-15 }, 2), 2.49 * Math.exp(0.45 ** 2))
    near(schwartzOptionVariance({ ...token, kappa: 1e-15 }, 2, 3), 0.45 ** 2 * 2)
  })

  it('refuses an option that outlives its future', () => {
    expect(() => schwartzOptionVariance(token, 1, 0.5)).toThrow('maturity')
    for (const bad of [...hostile, -1]) {
      expect(() => schwartzFutures(bad, token, 1)).toThrow('spot')
      expect(() => schwartzFutures(1, { ...token, kappa: bad }, 1)).toThrow('kappa')
      expect(() => schwartzFutures(1, { ...token, sigma: bad }, 1)).toThrow('sigma')
      expect(() => schwartzFutures(1, token, bad)).toThrow('years')
    }
    expect(() => schwartzLongRunFutures({ ...token, kappa: 0 })).toThrow('kappa')
  })
})

describe('Schwartz and Smith, two factors', () => {
  it('agrees with eqs (3) to (10) in 50 digits', () => {
    const futures = [
      [0.25, 18.56971425843637],
      [1, 17.179296878929925],
      [9, 19.527378803497115],
    ] as const
    for (const [years, price] of futures) near(schwartzSmithFutures(state, oil, years), price)
    near(schwartzSmithVolatility(oil, 0.5), 0.22643303774760612)
    near(Math.sqrt(schwartzSmithOptionVariance(oil, 0.5, 1) / 0.5), 0.19732508857457448)
    const half = schwartzSmithMoments(state, oil, 0.5)
    near(half.chi, 0.05649338169284958)
    near(half.xi, 2.85075)
    near(half.varianceChi, 0.021262220895132907)
    near(half.covariance, 0.004385792331843992)
    near(half.varianceXi, 0.0105125)
    near(half.expectedSpot, 18.6811787764158)
  })

  it('integrates its own volatility to the variance of an option', () => {
    const square = (t: number) => schwartzSmithVolatility(oil, 2 - t) ** 2
    near(schwartzSmithOptionVariance(oil, 1.2, 2), integrate(square, 0, 1.2, 20))
  })

  it('with the risk premia taken away, futures are expected spots', () => {
    const neutral = { ...oil, lambdaChi: 0, muXi: oil.muXiStar }
    for (const years of [0, 0.3, 2, 8])
      near(schwartzSmithMoments(state, neutral, years).expectedSpot, schwartzSmithFutures(state, neutral, years))
  })

  it('is Schwartz’s one factor when the equilibrium stands still', () => {
    const still = { ...oil, sigmaXi: 0, muXi: 0, muXiStar: 0 }
    const one = { kappa: oil.kappa, sigma: oil.sigmaChi, logMean: state.xi - oil.lambdaChi / oil.kappa }
    for (const years of [0.1, 1, 4])
      near(schwartzSmithFutures(state, still, years), schwartzFutures(Math.exp(state.chi + state.xi), one, years))
  })

  it('passes to kappa 0 without losing digits', () => {
    const at = (kappa: number) => schwartzSmithFutures(state, { ...oil, kappa }, 2)
    const flat = Math.exp(0.119 + 2.857 + 0.0115 * 2 - 0.157 * 2 + 0.286 ** 2 + 0.145 ** 2 + 2 * 0.3 * 0.286 * 0.145)
    near(at(0), flat)
    for (const kappa of [1e-14, 1e-11]) expect(Math.abs(at(kappa) / flat - 1)).toBeLessThan(2 * kappa + 1e-14)
  })

  it('has covariances that are positive semi-definite, also at a correlation of -1 or 1', () => {
    const model = fc.record({
      kappa: fc.double({ min: 0, max: 50, noNaN: true }),
      sigmaChi: fc.double({ min: 0, max: 3, noNaN: true }),
      sigmaXi: fc.double({ min: 0, max: 3, noNaN: true }),
      rho: fc.oneof(fc.constantFrom(-1, 1), fc.double({ min: -1, max: 1, noNaN: true })),
    })
    fc.assert(
      fc.property(model, fc.double({ min: 0, max: 30, noNaN: true }), (part, years) => {
        const whole = { ...oil, ...part }
        const { varianceChi, varianceXi, covariance } = schwartzSmithMoments(state, whole, years)
        expect(covariance ** 2).toBeLessThanOrEqual(varianceChi * varianceXi * (1 + 1e-12))
        expect(schwartzSmithVolatility(whole, years)).toBeGreaterThanOrEqual(0)
        expect(schwartzSmithOptionVariance(whole, years / 2, years)).toBeGreaterThanOrEqual(0)
      }),
    )
  })

  it('refuses what it has no answer for', () => {
    expect(() => schwartzSmithFutures(state, { ...oil, rho: 1.01 }, 1)).toThrow('rho')
    expect(() => schwartzSmithOptionVariance(oil, 1, 0.9)).toThrow('maturity')
    for (const bad of hostile) {
      expect(() => schwartzSmithFutures({ ...state, chi: bad }, oil, 1)).toThrow('chi')
      expect(() => schwartzSmithFutures(state, { ...oil, lambdaChi: bad }, 1)).toThrow('lambdaChi')
      expect(() => schwartzSmithMoments(state, { ...oil, sigmaXi: bad }, 1)).toThrow('sigmaXi')
      expect(() => schwartzSmithVolatility(oil, bad)).toThrow('years')
    }
  })
})
