import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normalQuantile } from '../numerics/normal.ts'
import { fillUniforms } from '../random/draws.ts'
import { listPriceCdf, listPriceMoments, listPriceQuantile } from './list-price-horizon.ts'
import { poissonRate, stepRates } from './list-price-rates.ts'

const hostile = [NaN, Infinity, -Infinity, -1]

describe('how often list prices step', () => {
  it('gives the exact intervals of Garwood (1936), Table 1', () => {
    // 95 % limits of a Poisson mean: 0 -> (0, 3.689), 1 -> (0.0253, 5.572), 5 -> (1.62, 11.67), 10 -> (4.80, 18.39).
    const table = [
      [0, 0, 3.6889],
      [1, 0.02532, 5.5716],
      [5, 1.6235, 11.6683],
      [10, 4.7954, 18.3904],
    ] as const
    for (const [count, low, high] of table) {
      const found = poissonRate(count, 2)
      expect(found.rate).toBe(count / 2)
      expect(found.low).toBeCloseTo(low / 2, 4)
      expect(found.high).toBeCloseTo(high / 2, 4)
    }
  })

  it('has tails of exactly half the rest on each side', () => {
    const { low, high } = poissonRate(4, 1, 0.9)
    const cdf = (n: number, mean: number) => {
      let [term, total] = [Math.exp(-mean), 0]
      for (let k = 0; k <= n; k++) {
        total += term
        term *= mean / (k + 1)
      }
      return total
    }
    expect(1 - cdf(3, low)).toBeCloseTo(0.05, 12)
    expect(cdf(4, high)).toBeCloseTo(0.05, 12)
  })

  it('tells cuts from rises, with the sizes of 2026', () => {
    // Luna -80 %, Sol -20 %, DeepSeek V4 Pro x 3.03, Sonnet 5 +50 %; 21 models changed of 213 in 13 months.
    const { cut, rise } = stepRates(Float64Array.of(0.2, 0.8, 1.32 / 0.435, 1.5), (213 * 13) / 12)
    expect(cut.count).toBe(2)
    expect(rise.count).toBe(2)
    expect(cut.mean).toBeCloseTo((Math.log(0.2) + Math.log(0.8)) / 2, 14)
    expect(cut.deviation).toBeCloseTo(Math.abs(Math.log(0.2) - Math.log(0.8)) / Math.SQRT2, 14)
    expect(rise.median).toBeCloseTo((Math.log(1.32 / 0.435) + Math.log(1.5)) / 2, 14)
    expect(cut.low).toBeLessThan(cut.rate)
    expect(cut.high).toBeGreaterThan(cut.rate)
  })

  it('says of a history without steps how rare they may be at most', () => {
    const { cut, rise } = stepRates(new Float64Array(), 10)
    expect(cut).toEqual(rise)
    expect(cut).toMatchObject({ count: 0, rate: 0, low: 0, mean: 0, deviation: 0, median: 0 })
    expect(cut.high).toBeCloseTo(0.36889, 5)
  })

  it('refuses no time, no change and prices of 0', () => {
    expect(() => stepRates(Float64Array.of(1), 1)).toThrow('a change')
    expect(() => stepRates(Float64Array.of(0.5, 0), 1)).toThrow('factors[1]')
    expect(() => poissonRate(1, 0)).toThrow('exposure')
    expect(() => poissonRate(1.5, 1)).toThrow('count')
    expect(() => poissonRate(1, 1, 1)).toThrow('level')
    for (const bad of hostile) {
      expect(() => poissonRate(bad, 1)).toThrow('count')
      expect(() => poissonRate(1, bad)).toThrow('exposure')
      expect(() => stepRates(Float64Array.of(bad), 1)).toThrow('factors[0]')
    }
  })
})

const list = {
  price: 3,
  cut: { rate: 0.4, mean: -0.5, deviation: 0.3 },
  rise: { rate: 0.2, mean: 0.4, deviation: 0.2 },
  announced: [] as { years: number; price: number }[],
}

describe('a list price at a horizon', () => {
  it('has the moments of sampled steps', () => {
    const n = 40_000
    const u = new Float64Array(40)
    const prices = new Float64Array(n)
    for (let path = 0; path < n; path++) {
      fillUniforms(u, { seed: 8, stream: 0, variable: 0, run: 0 }, path)
      let [time, k, log] = [0, 0, Math.log(3)]
      for (;;) {
        time -= Math.log(u[k] ?? NaN) / 0.6
        if (time > 2 || k > 36) break
        const steps = (u[k + 1] ?? NaN) < 0.4 / 0.6 ? list.cut : list.rise
        log += steps.mean + steps.deviation * normalQuantile(u[k + 2] ?? NaN)
        k += 3
      }
      prices[path] = Math.exp(log)
    }
    const mean = (values: Float64Array) => values.reduce((total, each) => total + each, 0) / n
    const { chanceUnchanged, mean: expected, logMean, logVariance } = listPriceMoments(list, 2)
    expect(chanceUnchanged).toBeCloseTo(Math.exp(-1.2), 15)
    expect(Math.abs(mean(prices) - expected)).toBeLessThan(0.03)
    const logs = prices.map(Math.log)
    expect(Math.abs(mean(logs) - logMean)).toBeLessThan(4 * Math.sqrt(logVariance / n))
    expect(mean(logs.map((each) => (each - logMean) ** 2))).toBeCloseTo(logVariance, 1)
    for (const level of [0.5, 1.5, 2.999, 3, 4, 8]) {
      const share = prices.reduce((total, each) => total + (each <= level + 1e-12 ? 1 : 0), 0) / n
      const exact = listPriceCdf(list, 2, level)
      expect(Math.abs(share - exact)).toBeLessThan(4 * Math.sqrt((exact * (1 - exact)) / n) + 1e-12)
    }
  })

  it('has its moments again by integrating its distribution', () => {
    // E[P] = integral of P(P > x) dx, by the trapezoid rule on a fine grid around the atom.
    let total = 0
    const step = 1e-2
    for (let k = 0; k < 6000; k++) total += step * (1 - listPriceCdf(list, 1, (k + 0.5) * step))
    expect(total).toBeCloseTo(listPriceMoments(list, 1).mean, 4)
  })

  it('stands still with the chance it says, and the quantiles in that atom are the price itself', () => {
    const { chanceUnchanged } = listPriceMoments(list, 0.5)
    const below = listPriceCdf(list, 0.5, 3 * (1 - 1e-12))
    expect(listPriceCdf(list, 0.5, 3) - below).toBeCloseTo(chanceUnchanged, 9)
    expect(listPriceQuantile(list, 0.5, below + 1e-6)).toBe(3)
    expect(listPriceQuantile(list, 0.5, 0.5)).toBe(3)
    expect(listPriceQuantile(list, 0.5, below + chanceUnchanged - 1e-6)).toBe(3)
  })

  it('has quantiles that undo the distribution', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 0.999, noNaN: true }), fc.double({ min: 0.05, max: 6, noNaN: true }), (p, years) => {
        const price = listPriceQuantile(list, years, p)
        expect(listPriceCdf(list, years, price)).toBeGreaterThanOrEqual(p - 1e-12)
        if (price !== 3) expect(listPriceCdf(list, years, price)).toBeCloseTo(p, 9)
      }),
      { numRuns: 40 },
    )
  })

  it('takes announced prices for known on their day, and lets steps come after the last of them', () => {
    const known = {
      ...list,
      announced: [
        { years: 0.25, price: 2 },
        { years: 1, price: 5 },
      ],
    }
    expect(listPriceMoments(known, 0.2)).toEqual(listPriceMoments(list, 0.2))
    expect(listPriceMoments(known, 1)).toMatchObject({ unchanged: 5, chanceUnchanged: 1, mean: 5, logVariance: 0 })
    expect(listPriceQuantile(known, 1, 0.01)).toBe(5)
    expect(listPriceMoments(known, 1.5).mean / 5).toBeCloseTo(listPriceMoments(list, 0.5).mean / 3, 14)
  })

  it('has a distribution that rises from 0 to 1', () => {
    const levels = [0, 0.1, 0.5, 1, 2, 2.9, 3, 3.1, 5, 10, 100, 1e6]
    const values = levels.map((level) => listPriceCdf(list, 3, level))
    expect(values[0]).toBe(0)
    expect(values.at(-1)).toBeCloseTo(1, 13)
    for (const [i, value] of values.entries()) if (i > 0) expect(value).toBeGreaterThanOrEqual(values[i - 1] ?? NaN)
  })

  it('knows steps of one size, no steps at all and no time', () => {
    const halving = { ...list, cut: { rate: 1, mean: -Math.LN2, deviation: 0 }, rise: { rate: 0, mean: 0, deviation: 0 } }
    expect(listPriceCdf(halving, 1, 1.5 * (1 + 1e-12))).toBeCloseTo(1 - Math.exp(-1), 12)
    expect(listPriceQuantile(halving, 1, 0.5)).toBeCloseTo(1.5, 12)
    expect(listPriceMoments(halving, 1).mean).toBeCloseTo(3 * Math.exp(-0.5), 14)
    const still = { ...halving, cut: { rate: 0, mean: 0, deviation: 0 } }
    for (const p of [1e-9, 0.5, 1 - 1e-9]) expect(listPriceQuantile(still, 5, p)).toBe(3)
    expect(listPriceMoments(list, 0)).toMatchObject({ unchanged: 3, chanceUnchanged: 1, mean: 3, logVariance: 0 })
  })

  it('refuses what it has no answer for', () => {
    for (const bad of hostile) {
      expect(() => listPriceMoments({ ...list, price: bad }, 1)).toThrow('price')
      expect(() => listPriceMoments(list, bad)).toThrow('years')
      expect(() => listPriceMoments({ ...list, cut: { ...list.cut, rate: bad } }, 1)).toThrow('cut.rate')
      expect(() => listPriceCdf(list, 1, bad)).toThrow('level')
      expect(() => listPriceQuantile(list, 1, bad)).toThrow('p is')
    }
    expect(() => listPriceMoments({ ...list, rise: { ...list.rise, mean: NaN } }, 1)).toThrow('rise.mean')
    expect(() =>
      listPriceMoments(
        {
          ...list,
          announced: [
            { years: 1, price: 1 },
            { years: 1, price: 2 },
          ],
        },
        1,
      ),
    ).toThrow('announced[1]')
    expect(() => listPriceMoments({ ...list, announced: [{ years: 1, price: 0 }] }, 2)).toThrow('announced price')
    expect(() => listPriceCdf({ ...list, cut: { ...list.cut, rate: 1e4 } }, 1, 1)).toThrow('expected steps')
  })
})
