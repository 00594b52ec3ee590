import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { blackPrice } from '../options/black.ts'
import { fillNormals } from '../random/draws.ts'
import { expectedLaunchFactor, launchFactors, launchVariance } from './launch-jumps.ts'
import { mertonJumpsOfShare, mertonLogVariance, mertonPrice } from './merton-jumps.ts'

const hostile = [NaN, Infinity, -Infinity, -1]
const jumps = { sigma: 0.25, intensity: 1, jumpMean: -0.1, jumpDeviation: 0.15 }

describe('Merton, jumps at unknown times', () => {
  it('agrees with the series in 40 digits, near and far from the money and for many jumps', () => {
    const cases = [
      [1, 100, 95, 0.5, 0.25, 1, -0.1, 0.15, 10.984680741223191504],
      [-1, 2.49, 0.5, 1, 0.3, 2, -0.3, 0.2, 0.0021358224401432758462],
      [1, 2.49, 30, 0.25, 0.3, 0.5, 0.2, 0.3, 4.2802879310258570219e-7],
      [1, 100, 100, 5, 0.2, 60, 0.02, 0.05, 39.907551869128657226],
      [-1, 1, 0.9, 2, 0, 0.7, -0.4, 0.1, 0.12529281748409739201],
      [1, 3, 4, 1.5, 0.4, 3, 0.8, 0.5, 2.4933775523590547399],
      [-1, 100, 20, 0.1, 0.15, 0.2, -1, 0.3, 0.0020295586801586722989],
      [1, 1, 50, 2, 0.1, 40, 0.3, 0.1, 0.52025033523147597127],
    ] as const
    for (const [side, forward, strike, years, sigma, intensity, jumpMean, jumpDeviation, price] of cases) {
      const got = mertonPrice(side, forward, strike, years, { sigma, intensity, jumpMean, jumpDeviation })
      expect(Math.abs(got / price - 1)).toBeLessThan(1e-12)
    }
  })

  it('agrees with Haug (1998), p. 9, once the series is summed to its end', () => {
    // Printed 20.67, 12.75, 8.95, 3.46, 0.71, 15.30 for S = 100, r = 8 %, total volatility 25 %.
    const rows = [
      [80, 0.1, 1, 0.25, 20.66764266827247],
      [90, 0.25, 5, 0.25, 12.753373077174457],
      [100, 0.5, 1, 0.25, 8.954195068713759],
      [100, 0.1, 10, 0.5, 3.464276547651407],
      [120, 0.25, 1, 0.5, 0.7087343789114037],
      [90, 0.5, 1, 0.75, 15.301055537348299],
    ] as const
    for (const [strike, years, intensity, share, price] of rows) {
      const growth = Math.exp(0.08 * years)
      const got = mertonPrice(1, 100 * growth, strike, years, mertonJumpsOfShare(0.25, share, intensity)) / growth
      expect(Math.abs(got / price - 1)).toBeLessThan(1e-12)
    }
  })

  it('is Black’s price without jumps, without time the intrinsic value, and for a strike of 0 the forward', () => {
    for (const side of [1, -1] as const) {
      const black = blackPrice(side, 100, 90, 0.25 * Math.SQRT2)
      expect(mertonPrice(side, 100, 90, 2, { ...jumps, intensity: 0 })).toBeCloseTo(black, 12)
      expect(mertonPrice(side, 100, 90, 2, { ...jumps, jumpMean: 0, jumpDeviation: 0, intensity: 3 })).toBeCloseTo(black, 12)
      expect(mertonPrice(side, 100, 90, 2, { ...jumps, intensity: 1e-13 })).toBeCloseTo(black, 10)
      expect(mertonPrice(side, 100, 90, 0, jumps)).toBe(Math.max(side * 10, 0))
      expect(mertonPrice(side, 100, 90, 2, mertonJumpsOfShare(0.25, 0, 0))).toBeCloseTo(black, 12)
    }
    expect(mertonPrice(1, 100, 0, 2, jumps)).toBe(100)
    expect(mertonPrice(-1, 100, 0, 2, jumps)).toBe(0)
  })

  it('keeps parity, its bounds, and rises with volatility; a call falls and a put rises with the strike', () => {
    const parameter = fc.record({
      sigma: fc.double({ min: 0, max: 1, noNaN: true }),
      intensity: fc.double({ min: 0, max: 20, noNaN: true }),
      jumpMean: fc.double({ min: -1, max: 1, noNaN: true }),
      jumpDeviation: fc.double({ min: 0, max: 0.5, noNaN: true }),
    })
    fc.assert(
      fc.property(
        parameter,
        fc.double({ min: 0.1, max: 10, noNaN: true }),
        fc.double({ min: 0.01, max: 3, noNaN: true }),
        (model, strike, years) => {
          const call = mertonPrice(1, 1, strike, years, model)
          const put = mertonPrice(-1, 1, strike, years, model)
          expect(call - put).toBeCloseTo(1 - strike, 12)
          expect(call).toBeGreaterThanOrEqual(Math.max(1 - strike, 0) - 1e-13)
          expect(call).toBeLessThanOrEqual(1 + 1e-10)
          expect(put).toBeLessThanOrEqual(strike * (1 + 1e-10))
          expect(mertonPrice(1, 1, strike, years, { ...model, sigma: model.sigma + 0.1 })).toBeGreaterThanOrEqual(call * (1 - 1e-10))
          expect(mertonPrice(1, 1, strike * 1.01, years, model)).toBeLessThanOrEqual(call * (1 + 1e-10))
          expect(mertonPrice(1, 3, 3 * strike, years, model)).toBeCloseTo(3 * call, 11)
        },
      ),
    )
  })

  it('is the mean over sampled jumps', () => {
    const draws = { seed: 5, stream: 0, variable: 0, run: 0 }
    const n = 40_000
    const z = new Float64Array(2)
    const u = new Float64Array(1)
    const { sigma, intensity, jumpMean, jumpDeviation } = { ...jumps, intensity: 2 }
    let [total, squares] = [0, 0]
    for (let path = 0; path < n; path++) {
      fillNormals(z, draws, path)
      fillNormals(u, { ...draws, variable: 1 }, path)
      // The count by inversion of the Poisson distribution at the uniform behind the normal.
      let [count, weight, left] = [0, Math.exp(-intensity), 1 - 0.5 * (1 + erf((u[0] ?? NaN) / Math.SQRT2))]
      while (left > weight && count < 50) {
        left -= weight
        weight *= intensity / ++count
      }
      const log = -0.5 * sigma * sigma - intensity * (Math.exp(jumpMean + jumpDeviation ** 2 / 2) - 1) + sigma * (z[0] ?? NaN)
      const payoff = Math.max(Math.exp(log + count * jumpMean + Math.sqrt(count) * jumpDeviation * (z[1] ?? NaN)) - 1.1, 0)
      total += payoff
      squares += payoff * payoff
    }
    const error = Math.sqrt((squares / n - (total / n) ** 2) / n)
    expect(Math.abs(total / n - mertonPrice(1, 1, 1.1, 1, { ...jumps, intensity: 2 }))).toBeLessThan(3.5 * error)
  })

  it('adds the variance of jumps to that of the diffusion', () => {
    expect(mertonLogVariance(0.5, jumps)).toBeCloseTo(0.0475, 15)
    const split = mertonJumpsOfShare(0.4, 0.3, 2)
    expect(split.sigma ** 2 + 2 * split.jumpDeviation ** 2).toBeCloseTo(0.16, 15)
  })

  it('refuses what it has no answer for', () => {
    for (const bad of hostile) {
      expect(() => mertonPrice(1, bad, 1, 1, jumps)).toThrow('forward')
      expect(() => mertonPrice(1, 1, bad, 1, jumps)).toThrow('strike')
      expect(() => mertonPrice(1, 1, 1, bad, jumps)).toThrow('years')
      expect(() => mertonPrice(1, 1, 1, 1, { ...jumps, sigma: bad })).toThrow('sigma')
      expect(() => mertonPrice(1, 1, 1, 1, { ...jumps, intensity: bad })).toThrow('intensity')
      expect(() => mertonPrice(1, 1, 1, 1, { ...jumps, jumpDeviation: bad })).toThrow('jumpDeviation')
    }
    expect(() => mertonPrice(1, 1, 1, 1, { ...jumps, jumpMean: NaN })).toThrow('jumpMean')
    expect(() => mertonPrice(1, 1, 1, 1, { ...jumps, intensity: 1e9 })).toThrow('expected jumps')
    expect(() => mertonJumpsOfShare(0.2, 1.5, 1)).toThrow('share')
    expect(() => mertonJumpsOfShare(0.2, 0.5, 0)).toThrow('intensity')
    expect(mertonPrice(1, 1, 1e9, 1, jumps)).toBeLessThan(1e-100)
  })
})

/** Abramowitz & Stegun 7.1.26, to 1.5e-7: enough for a sample of 40,000. */
function erf(x: number): number {
  const t = 1 / (1 + 0.3275911 * Math.abs(x))
  const y = 1 - ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t * Math.exp(-x * x)
  return x < 0 ? -y : y
}

describe('jumps at the launch of new hardware', () => {
  const launches = [
    { years: 0.5, mean: -0.22, deviation: 0.1 },
    { years: 1.5, mean: -0.22, deviation: 0.2 },
  ]

  it('move a forward and an option’s variance from their day on', () => {
    expect(expectedLaunchFactor(launches, 0.49)).toBe(1)
    expect(expectedLaunchFactor(launches, 0.5)).toBeCloseTo(Math.exp(-0.22 + 0.005), 15)
    expect(expectedLaunchFactor(launches, 2)).toBeCloseTo(Math.exp(-0.44 + 0.025), 15)
    expect(launchVariance(0.3, launches, 0.49)).toBeCloseTo(0.09 * 0.49, 16)
    expect(launchVariance(0.3, launches, 0.5)).toBeCloseTo(0.09 * 0.5 + 0.01, 16)
    expect(launchVariance(0.3, launches, 2)).toBeCloseTo(0.18 + 0.05, 15)
    expect(launchVariance(0.3, [], 2)).toBeCloseTo(0.18, 15)
  })

  it('sample to their own mean and variance', () => {
    const n = 20_000
    const z = new Float64Array(2)
    const [first, second] = [new Float64Array(n), new Float64Array(n)]
    for (let path = 0; path < n; path++) {
      fillNormals(z, { seed: 3, stream: 0, variable: 0, run: 0 }, path)
      const factors = launchFactors(launches, Float64Array.of(0.25, 1, 2), z)
      expect(factors[0]).toBe(1)
      first[path] = factors[1] ?? NaN
      second[path] = factors[2] ?? NaN
    }
    const mean = (values: Float64Array) => values.reduce((total, each) => total + each, 0) / n
    expect(Math.abs(mean(first) / expectedLaunchFactor(launches, 1) - 1)).toBeLessThan((3.5 * 0.1) / Math.sqrt(n))
    expect(Math.abs(mean(second) / expectedLaunchFactor(launches, 2) - 1)).toBeLessThan((3.5 * 0.23) / Math.sqrt(n))
    const logs = second.map(Math.log)
    const centre = mean(logs)
    expect(mean(logs.map((each) => (each - centre) ** 2))).toBeCloseTo(0.05, 2)
  })

  it('are certain without deviation, and nothing without launches', () => {
    const sure = launches.map((launch) => ({ ...launch, deviation: 0 }))
    expect(launchFactors(sure, Float64Array.of(1), Float64Array.of(5, 5))[0]).toBe(expectedLaunchFactor(sure, 1))
    expect([...launchFactors([], Float64Array.of(1, 2), new Float64Array())]).toEqual([1, 1])
  })

  it('refuse launches of the past, missing normals and unordered times', () => {
    expect(() => expectedLaunchFactor([{ years: 0, mean: 0, deviation: 0 }], 1)).toThrow('years of a launch')
    expect(() => launchFactors(launches, Float64Array.of(1), Float64Array.of(1))).toThrow('normals')
    expect(() => launchFactors(launches, Float64Array.of(1, 1), new Float64Array(2))).toThrow('times[1]')
    expect(() => launchFactors(launches, Float64Array.of(1), Float64Array.of(1, NaN))).toThrow('normals[1]')
    for (const bad of hostile) {
      expect(() => launchVariance(bad, launches, 1)).toThrow('sigma')
      expect(() => launchVariance(0.2, launches, bad)).toThrow('expiry')
      expect(() => expectedLaunchFactor([{ years: 1, mean: 0, deviation: bad }], 1)).toThrow('deviation of a launch')
    }
  })
})
