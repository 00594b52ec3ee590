import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fillNormals } from '../random/draws.ts'
import { lognormalPriceVolume, normalPriceVolume, speculativeUnits } from './price-volume.ts'
import { quantityRiskHedge } from './quantity-risk.ts'

const hostile = [NaN, Infinity, -Infinity, -1]
const near = (got: number, expected: number) => expect(Math.abs(got / expected - 1)).toBeLessThan(1e-12)
const spread = fc.double({ min: 0.01, max: 1.5, noNaN: true })
const correlation = fc.double({ min: -1, max: 1, noNaN: true })

describe('the hedge of price times volume', () => {
  it('agrees with the moments in 50 digits', () => {
    const lognormal = lognormalPriceVolume(2.49, 1000, 0.4, 0.3, 0.3)
    near(lognormal.expectedCost, 2581.2730577624)
    near(lognormal.costDeviation, 1590.9623166839265)
    near(lognormal.units, 1293.658899032329)
    near(lognormal.effectiveness, 0.7112874704158849)
    near(lognormal.hedgedDeviation, 854.8554977165363)
    const normal = normalPriceVolume(2.49, 1000, 0.4, 0.3, 0.3)
    near(normal.expectedCost, 2579.64)
    near(normal.costDeviation, 1446.9792567967243)
    near(normal.units, 1225)
    near(normal.effectiveness, 0.710994503932531)
  })

  it('is nothing at an elasticity of -1: what falls in price is used more, and the spend stays', () => {
    // rho s_q = -s_p: with rho = -1 the volume answers to the price and to nothing else.
    const certain = lognormalPriceVolume(2, 100, 0.4, 0.4, -1)
    expect(certain.units).toBeCloseTo(0, 12)
    expect(certain.costDeviation).toBeCloseTo(0, 12)
    expect(certain.effectiveness).toBe(0)
    const noisy = lognormalPriceVolume(2, 100, 0.3, 0.6, -0.5)
    expect(noisy.units).toBeCloseTo(0, 12)
    expect(noisy.effectiveness).toBeCloseTo(0, 12)
    expect(noisy.costDeviation).toBeGreaterThan(50)
    expect(normalPriceVolume(2, 100, 0.3, 0.6, -0.5).units).toBeCloseTo(0, 12)
  })

  it('is the volume when it does not depend on the price, and all of the risk when it is certain', () => {
    const free = lognormalPriceVolume(2, 100, 0.4, 0.3, 0)
    near(free.units, 100)
    const certain = lognormalPriceVolume(2, 100, 0.4, 0, 0.7)
    near(certain.units, 100)
    near(certain.effectiveness, 1)
    expect(certain.hedgedDeviation).toBe(0)
    near(normalPriceVolume(2, 100, 0.4, 0, 0.7).units, 100)
  })

  it('keeps the digits of what is left where a hedge takes nearly all', () => {
    near(lognormalPriceVolume(1, 1, 0.8, 1e-4, 0.5).hedgedDeviation, 0.000124830608785508447)
    near(normalPriceVolume(1, 1, 0.8, 1e-4, 0.5).hedgedDeviation, 0.000124498995979887333)
    near(lognormalPriceVolume(1, 1, 0.4, 0.3, 0.3).hedgedDeviation, 0.34331546093033585)
  })

  it('leaves the least variance of all hedges, in a sample', () => {
    const [n, rho] = [20_000, -0.6]
    const z = new Float64Array(2)
    const [prices, costs] = [new Float64Array(n), new Float64Array(n)]
    for (let path = 0; path < n; path++) {
      fillNormals(z, { seed: 2, stream: 0, variable: 0, run: 0 }, path)
      const [first, second] = [z[0] ?? NaN, rho * (z[0] ?? NaN) + 0.8 * (z[1] ?? NaN)]
      prices[path] = 2 * Math.exp(0.3 * first - 0.045)
      costs[path] = (prices[path] ?? NaN) * 100 * Math.exp(0.2 * second - 0.02)
    }
    const mean = (values: Float64Array) => values.reduce((total, each) => total + each, 0) / n
    const variance = (h: number) => {
      const hedged = costs.map((cost, i) => cost - h * (prices[i] ?? NaN))
      const centre = mean(hedged)
      return mean(hedged.map((each) => (each - centre) ** 2))
    }
    const found = lognormalPriceVolume(2, 100, 0.3, 0.2, rho)
    expect(mean(costs) / found.expectedCost).toBeCloseTo(1, 2)
    expect(Math.sqrt(variance(0)) / found.costDeviation).toBeCloseTo(1, 1)
    expect(Math.sqrt(variance(found.units)) / found.hedgedDeviation).toBeCloseTo(1, 1)
    for (const h of [0, 0.9 * found.units, 1.1 * found.units, 100]) expect(variance(found.units)).toBeLessThan(variance(h))
  })

  it('takes away between nothing and all of the variance, scales with units, and both models meet for small spreads', () => {
    fc.assert(
      fc.property(spread, spread, correlation, (p, q, rho) => {
        for (const model of [lognormalPriceVolume, normalPriceVolume]) {
          const found = model(2, 100, p, q, rho)
          expect(found.effectiveness).toBeGreaterThanOrEqual(0)
          expect(found.effectiveness).toBeLessThanOrEqual(1)
          expect(found.hedgedDeviation).toBeLessThanOrEqual(found.costDeviation)
          const scaled = model(6, 1000, p, q, rho)
          expect(Math.abs(scaled.units - 10 * found.units)).toBeLessThan(1e-9 * (1 + Math.abs(scaled.units)))
        }
      }),
    )
    const [one, other] = [lognormalPriceVolume(2, 100, 1e-6, 2e-6, -0.3), normalPriceVolume(2, 100, 1e-6, 2e-6, -0.3)]
    expect(one.units / other.units).toBeCloseTo(1, 9)
    expect(one.costDeviation / other.costDeviation).toBeCloseTo(1, 9)
  })

  it('adds a view only where the future is biased', () => {
    expect(speculativeUnits(2.5, 2.5, 0.001, 0.4)).toBe(0)
    expect(speculativeUnits(2.7, 2.5, 0.002, 0.4)).toBeCloseTo(250, 10)
    expect(() => speculativeUnits(2.5, 2.5, 0, 1)).toThrow('riskAversion')
  })

  it('refuses what it has no answer for', () => {
    expect(() => lognormalPriceVolume(1, 1, 40, 0.5, 0)).toThrow('priceDeviation + volumeDeviation is 40.5')
    expect(() => lognormalPriceVolume(1, 1, 1e-308, 0.5, 0)).toThrow('priceDeviation is 1e-308')
    for (const model of [lognormalPriceVolume, normalPriceVolume]) {
      for (const bad of hostile) {
        expect(() => model(bad, 1, 0.1, 0.1, 0)).toThrow('price')
        expect(() => model(1, bad, 0.1, 0.1, 0)).toThrow('volume')
        expect(() => model(1, 1, bad, 0.1, 0)).toThrow('priceDeviation')
        expect(() => model(1, 1, 0.1, bad, 0)).toThrow('volumeDeviation')
      }
      expect(() => model(1, 1, 0, 0.1, 0)).toThrow('priceDeviation')
      for (const rho of [NaN, 1.1, -1.1]) expect(() => model(1, 1, 0.1, 0.1, rho)).toThrow('rho')
    }
  })
})

describe('the hedge over scenarios', () => {
  const prices = Float64Array.of(1.8, 2.1, 2.4, 2.7, 3.3)
  const volumes = Float64Array.of(1300, 1150, 1000, 1050, 900)
  const chances = Float64Array.of(0.1, 0.2, 0.4, 0.2, 0.1)

  it('agrees with weighted least squares in numpy', () => {
    const found = quantityRiskHedge(prices, volumes, chances, 2.6)
    near(found.expectedCost, 2541)
    near(found.unhedgedVariance, 50859)
    near(found.futuresOnly.futures, 498.81656804733734)
    near(found.futuresOnly.variance, 13013.786982248512)
    near(found.withCall.futures, 410.43956043956035)
    near(found.withCall.calls, 202.74725274725324)
    near(found.withCall.variance, 12438.296703296692)
    near(found.expectedVolume, 1060)
  })

  it('leaves less variance than any other futures and calls', () => {
    const { withCall, futuresOnly, unhedgedVariance } = quantityRiskHedge(prices, volumes, chances, 2.6)
    const variance = (futures: number, calls: number) => {
      const hedged = prices.map((p, i) => p * (volumes[i] ?? NaN) - futures * p - calls * Math.max(p - 2.6, 0))
      const centre = hedged.reduce((total, each, i) => total + each * (chances[i] ?? NaN), 0)
      return hedged.reduce((total, each, i) => total + (each - centre) ** 2 * (chances[i] ?? NaN), 0)
    }
    expect(variance(withCall.futures, withCall.calls)).toBeCloseTo(withCall.variance, 7)
    expect(variance(futuresOnly.futures, 0)).toBeCloseTo(futuresOnly.variance, 7)
    for (const [futures, calls] of [
      [1, 0],
      [-1, 0],
      [0, 1],
      [0, -1],
      [1, -1],
    ] as const)
      expect(variance(withCall.futures + futures, withCall.calls + calls)).toBeGreaterThan(withCall.variance)
    expect(withCall.variance).toBeLessThanOrEqual(futuresOnly.variance)
    expect(futuresOnly.variance).toBeLessThanOrEqual(unhedgedVariance)
  })

  it('needs no calls where they never pay or always do', () => {
    for (const strike of [1, 1.8, 3.3, 99]) {
      const { withCall, futuresOnly } = quantityRiskHedge(prices, volumes, chances, strike)
      expect(withCall.calls).toBe(0)
      expect(withCall.futures).toBe(futuresOnly.futures)
      expect(withCall.variance).toBe(futuresOnly.variance)
    }
  })

  it('takes a certain volume away whole', () => {
    const { futuresOnly } = quantityRiskHedge(
      prices,
      volumes.map(() => 1000),
      chances,
      2.6,
    )
    near(futuresOnly.futures, 1000)
    expect(futuresOnly.variance).toBeLessThan(1e-18)
  })

  it('refuses what it has no answer for', () => {
    expect(() =>
      quantityRiskHedge(
        prices,
        volumes,
        chances.map((p) => 2 * p),
        2,
      ),
    ).toThrow('sum 2')
    expect(() => quantityRiskHedge(prices, volumes, Float64Array.of(-0.1, 0.4, 0.4, 0.2, 0.1), 2)).toThrow('probabilities[0]')
    expect(() => quantityRiskHedge(prices, volumes.subarray(1), chances, 2)).toThrow('volumes')
    expect(() =>
      quantityRiskHedge(
        prices.map(() => 2),
        volumes,
        chances,
        2,
      ),
    ).toThrow('prices')
    for (const bad of hostile.slice(0, 3)) {
      expect(() => quantityRiskHedge(prices, volumes, chances, bad)).toThrow('strike')
      expect(() =>
        quantityRiskHedge(
          prices.map(() => bad),
          volumes,
          chances,
          2,
        ),
      ).toThrow('prices[0]')
      expect(() =>
        quantityRiskHedge(
          prices,
          volumes.map(() => bad),
          chances,
          2,
        ),
      ).toThrow('volumes[0]')
    }
  })
})
