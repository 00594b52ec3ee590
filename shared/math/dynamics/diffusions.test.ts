import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fillNormals } from '../random/draws.ts'
import { geometricBrownianAt, geometricBrownianEstimate, lognormalQuantile } from './geometric-brownian.ts'
import { declineForecast, logLinearDecline } from './log-linear-decline.ts'
import { fadingYears, remainder } from './mean-reversion.ts'
import { type OrnsteinUhlenbeckEstimate, ornsteinUhlenbeckAt, ornsteinUhlenbeckEstimate } from './ornstein-uhlenbeck.ts'

function normals(n: number, seed: number): Float64Array {
  const out = new Float64Array(n)
  fillNormals(out, { seed, stream: 0, variable: 0, run: 0 }, 0)
  return out
}

const hostile = [NaN, Infinity, -Infinity]

describe('the integral of a fading shock', () => {
  it('is (1 - e^(-kt)) / k, and t at k = 0 without losing digits on the way', () => {
    expect(fadingYears(1.5, 2)).toBeCloseTo((1 - Math.exp(-3)) / 1.5, 15)
    expect(fadingYears(0, 3)).toBe(3)
    for (const kappa of [1e-4, 1e-8, 1e-12, 1e-300]) {
      const series = 3 - (kappa * 9) / 2 + (kappa * kappa * 27) / 6 - (kappa ** 3 * 81) / 24
      expect(Math.abs(fadingYears(kappa, 3) / series - 1)).toBeLessThan(1e-15)
    }
    expect(remainder(0, 5)).toBe(1)
    expect(fadingYears(1e6, 1)).toBe(1e-6)
  })
})

describe('geometric Brownian motion', () => {
  const prices = Float64Array.of(2.49, 2.52, 2.47, 2.44, 2.5, 2.41, 2.38, 2.4, 2.35, 2.37, 2.31, 2.33, 2.36)

  it('agrees with numpy and scipy on a year’s scale', () => {
    const found = geometricBrownianEstimate(prices, 1 / 252)
    expect(found.sigma).toBeCloseTo(0.30372340239823087, 13)
    expect(found.sigmaError).toBeCloseTo(0.06199727990147286, 13)
    expect(found.sigmaLow).toBeCloseTo(0.21515618546229548, 12)
    expect(found.sigmaHigh).toBeCloseTo(0.5156852884002989, 12)
    expect(found.drift).toBeCloseTo(-1.126042920221051, 12)
    expect(found.driftError).toBeCloseTo(1.3918354818194254, 12)
    expect(found.sigmaZeroMean).toBeCloseTo(0.29931959051564716, 13)
  })

  it('covers the true volatility as often as it says', () => {
    let inside = 0
    for (let seed = 1; seed <= 400; seed++) {
      let price = 1
      const path = normals(21, seed).map((z) => {
        price *= Math.exp(0.01 * z)
        return price
      })
      const { sigmaLow, sigmaHigh } = geometricBrownianEstimate(path, 1, 0.9)
      if (sigmaLow < 0.01 && 0.01 < sigmaHigh) inside++
    }
    expect(Math.abs(inside / 400 - 0.9)).toBeLessThan(3 * Math.sqrt((0.9 * 0.1) / 400))
  })

  it('tells median and mean apart', () => {
    const later = geometricBrownianAt(2.5, -0.3, 0.8, 2)
    expect(later.median).toBeCloseTo(2.5 * Math.exp(-0.6), 14)
    expect(later.mean).toBeCloseTo(later.median * Math.exp(0.64), 13)
    expect(lognormalQuantile(later, 0.5)).toBe(later.median)
    expect(lognormalQuantile(later, 0.975) / later.median).toBeCloseTo(Math.exp(1.959963984540054 * 0.8 * Math.SQRT2), 11)
    expect(geometricBrownianAt(2.5, 1, 0.8, 0)).toEqual({ median: 2.5, mean: 2.5, deviation: 0 })
  })

  it('refuses prices of 0, too few and no time between them', () => {
    expect(() => geometricBrownianEstimate(Float64Array.of(1, 0, 2), 1)).toThrow('prices[1]')
    expect(() => geometricBrownianEstimate(Float64Array.of(1, 2), 1)).toThrow('at least 3')
    expect(() => geometricBrownianEstimate(prices, 0)).toThrow('step')
    for (const bad of hostile) {
      expect(() => geometricBrownianEstimate(prices, bad)).toThrow('step')
      expect(() => geometricBrownianEstimate(Float64Array.of(1, bad, 2), 1)).toThrow('prices[1]')
      expect(() => geometricBrownianAt(1, bad, 0.1, 1)).toThrow('drift')
      expect(() => geometricBrownianAt(1, 0, bad, 1)).toThrow('sigma')
    }
    expect(geometricBrownianEstimate(Float64Array.of(2, 2, 2), 1)).toMatchObject({ sigma: 0, sigmaLow: 0, sigmaHigh: 0, drift: 0 })
  })
})

describe('a steady decline', () => {
  const months = Float64Array.of(0, 2, 5, 7, 11, 14, 18, 23)
  const prices = Float64Array.of(36, 30, 14.5, 10, 5, 4.4, 2.6, 1.1)

  it('agrees with least squares in numpy', () => {
    const line = logLinearDecline(months, prices)
    expect(line.intercept).toBeCloseTo(3.5063135307644706, 12)
    expect(line.slope).toBeCloseTo(-0.14933992631733567, 13)
    expect(line.slopeError).toBeCloseTo(0.007815230566319855, 13)
    expect(line.residualDeviation).toBeCloseTo(0.16541725213690256, 13)
    expect(line.halvingMonths).toBeCloseTo(4.641405668615784, 11)
    expect(line.annualFactor).toBeCloseTo(6.001918186034309, 11)
    const forecast = declineForecast(line, 30)
    expect(forecast.median).toBeCloseTo(0.3776134374957721, 12)
    expect(forecast.mean).toBeCloseTo(0.3828152335611425, 12)
    expect(forecast.deviation).toBeCloseTo(0.23497735473761105, 12)
    // Student's 97.5 % point of 6 degrees of freedom is 2.4469118511449692.
    expect(Math.log(forecast.high / forecast.median)).toBeCloseTo(2.4469118511449692 * forecast.deviation, 11)
    expect(forecast.low * forecast.high).toBeCloseTo(forecast.median ** 2, 12)
  })

  it('keeps its slope when all prices are scaled or all months moved', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), fc.double({ min: -100, max: 100, noNaN: true }), (scale, shift) => {
        const line = logLinearDecline(months, prices)
        const other = logLinearDecline(
          months.map((m) => m + shift),
          prices.map((p) => p * scale),
        )
        expect(other.slope).toBeCloseTo(line.slope, 12)
        const forecast = declineForecast(other, 30 + shift)
        expect(forecast.median / scale / declineForecast(line, 30).median).toBeCloseTo(1, 10)
      }),
    )
  })

  it('draws an exact line through exact halvings, and says that a rising price doubles', () => {
    const halving = logLinearDecline(Float64Array.of(0, 6, 12), Float64Array.of(8, 4, 2))
    expect(halving.halvingMonths).toBeCloseTo(6, 12)
    expect(halving.residualDeviation).toBeLessThan(1e-15)
    expect(logLinearDecline(Float64Array.of(0, 6, 12), Float64Array.of(2, 4, 8)).halvingMonths).toBeCloseTo(-6, 12)
    expect(logLinearDecline(Float64Array.of(0, 6, 12), Float64Array.of(2, 2, 2)).halvingMonths).toBe(Infinity)
  })

  it('refuses one month only, prices of 0 and unequal lengths', () => {
    expect(() => logLinearDecline(Float64Array.of(1, 1, 1), Float64Array.of(1, 2, 3))).toThrow('all the same')
    expect(() =>
      logLinearDecline(
        months,
        prices.map(() => 0),
      ),
    ).toThrow('prices[0]')
    expect(() => logLinearDecline(months, prices.subarray(1))).toThrow('prices')
    for (const bad of hostile) {
      expect(() => declineForecast(logLinearDecline(months, prices), bad)).toThrow('month')
      expect(() =>
        logLinearDecline(
          months,
          prices.map(() => bad),
        ),
      ).toThrow('prices[0]')
    }
  })
})

describe('mean reversion from a series', () => {
  const x = Float64Array.of(
    0.31,
    0.28,
    0.35,
    0.3,
    0.22,
    0.25,
    0.33,
    0.41,
    0.37,
    0.29,
    0.26,
    0.3,
    0.34,
    0.38,
    0.36,
    0.31,
    0.27,
    0.24,
    0.29,
    0.33,
    0.35,
    0.32,
    0.28,
    0.3,
  )

  it('agrees with the exact discretisation in numpy', () => {
    const found = ornsteinUhlenbeckEstimate(x, 1 / 12)
    expect(found.a).toBeCloseTo(0.17138966971187627, 13)
    expect(found.b).toBeCloseTo(0.4465038650737879, 13)
    expect(found.kappa).toBeCloseTo(9.675686667873427, 11)
    expect(found.mean).toBeCloseTo(0.3096492620219013, 13)
    expect(found.sigma).toBeCloseTo(0.2043367782968181, 13)
    expect(found.halfLife).toBeCloseTo(0.07163803504111288, 13)
    expect(found.kappaBias).toBeCloseTo(4 / (23 / 12), 13)
    expect(found.kappaCorrected).toBeCloseTo(found.kappa - found.kappaBias, 13)
    expect(found.kappaLow).toBeLessThan(found.kappa)
    expect(found.kappaHigh).toBeGreaterThan(found.kappa)
  })

  it('comes out too fast in short samples by about the bias it names (Tang & Chen 2009)', () => {
    const [kappa, step, n] = [3, 1 / 52, 260]
    const b = Math.exp(-kappa * step)
    const found: OrnsteinUhlenbeckEstimate[] = []
    for (let seed = 1; seed <= 300; seed++) {
      let value = 0
      const path = normals(n + 200, seed).map((z) => (value = b * value + Math.sqrt((1 - b * b) / (2 * kappa)) * z))
      found.push(ornsteinUhlenbeckEstimate(path.subarray(200), step))
    }
    const mean = (f: (each: OrnsteinUhlenbeckEstimate) => number) => found.reduce((total, each) => total + f(each), 0) / found.length
    expect(mean((each) => each.kappa) - kappa).toBeGreaterThan(0.4)
    expect(Math.abs(mean((each) => each.kappaCorrected) - kappa)).toBeLessThan(0.3)
    expect(Math.abs(mean((each) => each.sigma) - 1)).toBeLessThan(0.01)
  })

  it('knows a walk it cannot exclude, and refuses what reverts not at all', () => {
    let value = 0
    const slow = normals(30, 5).map((z) => (value = 0.97 * value + z))
    const found = ornsteinUhlenbeckEstimate(slow, 1)
    expect(found.kappaLow).toBe(0)
    expect(() => ornsteinUhlenbeckEstimate(Float64Array.of(1, 2, 4, 8, 16), 1)).toThrow('autoregression')
    expect(() => ornsteinUhlenbeckEstimate(Float64Array.of(1, -1, 1, -1, 1), 1)).toThrow('autoregression')
    expect(() => ornsteinUhlenbeckEstimate(new Float64Array(9).fill(2), 1)).toThrow('autoregression')
    for (const bad of hostile) {
      expect(() => ornsteinUhlenbeckEstimate(x, bad)).toThrow('step')
      expect(() => ornsteinUhlenbeckAt(bad, { kappa: 1, mean: 0, sigma: 1 }, 1)).toThrow('value')
      expect(() => ornsteinUhlenbeckAt(0, { kappa: bad, mean: 0, sigma: 1 }, 1)).toThrow('kappa')
    }
  })

  it('has moments that pass from a random walk to the stationary ones', () => {
    expect(ornsteinUhlenbeckAt(2, { kappa: 0, mean: 9, sigma: 0.5 }, 4)).toEqual({ mean: 2, variance: 1 })
    const late = ornsteinUhlenbeckAt(2, { kappa: 3, mean: 9, sigma: 0.5 }, 100)
    expect(late.mean).toBeCloseTo(9, 12)
    expect(late.variance).toBeCloseTo(0.25 / 6, 14)
  })
})
