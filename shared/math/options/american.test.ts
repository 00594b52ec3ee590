import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { americanPrice } from './american.ts'
import { baroneAdesiWhaley } from './barone-adesi-whaley.ts'
import { bjerksundStensland } from './bjerksund-stensland.ts'
import { black76 } from './black-76.ts'
import { putCallParity } from './parity.ts'

type Side = 1 | -1
const any = (min: number, max: number) => fc.double({ min, max, noNaN: true })
const sides = fc.constantFrom<Side>(1, -1)

/** A binomial tree of Cox, Ross and Rubinstein whose last step is Black's formula (Broadie & Detemple 1996), extrapolated. */
function treePrice(side: Side, forward: number, strike: number, years: number, volatility: number, rate: number): number {
  const tree = (n: number) => {
    const step = years / n
    const up = Math.exp(volatility * Math.sqrt(step))
    const [p, discount] = [1 / (1 + up), Math.exp(-rate * step)]
    const at = (k: number, i: number) => forward * up ** (k - 2 * i)
    let values = Array.from({ length: n }, (_, i) =>
      Math.max(side * (at(n - 1, i) - strike), black76(side, at(n - 1, i), strike, step, volatility, rate).price),
    )
    for (let k = n - 2; k >= 0; k--)
      values = Array.from({ length: k + 1 }, (_, i) =>
        Math.max(side * (at(k, i) - strike), discount * (p * (values[i] ?? NaN) + (1 - p) * (values[i + 1] ?? NaN))),
      )
    return values[0] ?? NaN
  }
  return 2 * tree(400) - tree(200)
}

describe('American options on futures', () => {
  it.each([
    // QuantLib 1.29, QdFpAmericanEngine in high precision, and its Bjerksund-Stensland engine; Barone-Adesi & Whaley with
    // its converged critical price in 50 digits (mpmath): price true, lower bound, approximation, critical price.
    [1, 100, 100, 0.5, 0.25, 0.1, 6.775280928790379, 6.757100347354282, 6.801341335915576, 134.74309485041468],
    [-1, 90, 100, 0.5, 0.35, 0.1, 14.66940786442188, 14.631860608287358, 14.694319178525896, 65.88890409211156],
    [1, 110, 100, 0.1, 0.15, 0.1, 10.01052747674931, 10, 10.006060055259992, 110.96379651052499],
    [-1, 110, 100, 0.1, 0.15, 0.1, 0.040797670578519865, 0.04078089286139175, 0.040996206421334135, 90.11948324110823],
    [1, 2.49, 2.2, 0.75, 0.55, 0.05, 0.5844868422390675, 0.5825783213786837, 0.5854285300134097, 5.114828193903281],
    [-1, 0.4, 0.55, 1, 0.8, 0.045, 0.22629893606824023, 0.22390695683649786, 0.22669288108785982, 0.14144138040207596],
    [-1, 100, 80, 2, 0.3, 0.06, 6.4615430555102815, 6.431775630515489, 6.604183129143708, 44.20192267889223],
  ] as const)('side %d, forward %d, strike %d, %d years, volatility %d, rate %d', (side, f, k, t, v, r, price, low, quick, critical) => {
    expect(Math.abs(americanPrice(side, f, k, t, v, r) / price - 1)).toBeLessThan(1e-11)
    expect(Math.abs(bjerksundStensland(side, f, k, t, v, r) / low - 1)).toBeLessThan(1e-12)
    const approximation = baroneAdesiWhaley(side, f, k, t, v, r)
    expect(Math.abs(approximation.price / quick - 1)).toBeLessThan(1e-14)
    expect(Math.abs(approximation.criticalPrice / critical - 1)).toBeLessThan(1e-14)
  })

  it.each([
    // Haug (1998), page 24: forward, years, volatility, call, put; strike 100, rate 10 %. His critical price stops early.
    [90, 0.1, 0.15, 0.0206, 10],
    [100, 0.1, 0.25, 3.128, 3.128],
    [110, 0.1, 0.35, 11.1679, 1.2402],
    [100, 0.5, 0.15, 4.0842, 4.0842],
    [90, 0.5, 0.25, 2.7436, 12.4419],
    [110, 0.5, 0.25, 13.017, 3.3226],
    [100, 0.5, 0.35, 9.5104, 9.5104],
  ])('Barone-Adesi & Whaley at forward %d, %d years, volatility %d: table of Haug', (f, t, v, call, put) => {
    expect(Math.abs(baroneAdesiWhaley(1, f, 100, t, v, 0.1).price - call)).toBeLessThan(5e-4)
    expect(Math.abs(baroneAdesiWhaley(-1, f, 100, t, v, 0.1).price - put)).toBeLessThan(5e-4)
  })

  it('agrees with a binomial tree', () => {
    for (const [side, f, k, t, v, r] of [
      [1, 100, 110, 0.4, 0.35, 0.12],
      [-1, 100, 95, 2, 0.25, 0.06],
      [-1, 2.49, 2.6, 1, 0.8, 0.3],
      [1, 2.49, 1.5, 0.5, 1.2, 0.05],
    ] as const)
      expect(Math.abs(americanPrice(side, f, k, t, v, r) - treePrice(side, f, k, t, v, r)) / f).toBeLessThan(1e-5)
  })

  it('agrees with the perpetual option, in closed form, when there is all the time', () => {
    for (const [s, time] of [
      [0.1, 20],
      [0.5, 30],
      [2, 34.9],
      [2, 200],
    ] as const)
      for (const strike of [0.7, 1, 1.2]) {
        const power = 0.5 + Math.sqrt(0.25 + (2 * time) / (s * s))
        const trigger = (strike * power) / (power - 1)
        const perpetual = trigger <= 1 ? 1 - strike : (trigger - strike) * trigger ** -power
        expect(Math.abs(americanPrice(1, 1, strike, 1, s, time) - perpetual)).toBeLessThan(1e-8)
      }
  })

  it('lies above the European price, exercise and the lower bound, and below the bound; calls and puts mirror', () => {
    fc.assert(
      fc.property(any(-2.5, 2.5), any(0.01, 3), any(0.05, 1.5), any(0.0001, 0.3), sides, (money, t, v, r, side) => {
        const [f, k] = [1, Math.exp(money * v * Math.sqrt(t))]
        const price = americanPrice(side, f, k, t, v, r)
        expect(price).toBeGreaterThanOrEqual(black76(side, f, k, t, v, r).price * (1 - 1e-14))
        expect(price).toBeGreaterThanOrEqual(side * (f - k))
        expect(price).toBeGreaterThanOrEqual(bjerksundStensland(side, f, k, t, v, r) - 1e-10)
        expect(price).toBeLessThanOrEqual(side === 1 ? f : k)
        const mirrored = americanPrice(side === 1 ? -1 : 1, k, f, t, v, r)
        expect(Math.abs(price - mirrored)).toBeLessThan(1e-13)
        const bounds = putCallParity(f, k, t, r, 0)
        const difference = side * (price - americanPrice(side === 1 ? -1 : 1, f, k, t, v, r))
        expect(difference).toBeGreaterThanOrEqual(bounds.americanLow - 1e-10)
        expect(difference).toBeLessThanOrEqual(bounds.americanHigh + 1e-10)
      }),
      { numRuns: 40 },
    )
  })

  it('gains with time and volatility, and is European without interest', () => {
    const of = (t: number, v: number, r: number) => americanPrice(1, 2.49, 2.2, t, v, r)
    for (const [less, more] of [
      [of(0.5, 0.4, 0.05), of(0.6, 0.4, 0.05)],
      [of(0.5, 0.4, 0.05), of(0.5, 0.45, 0.05)],
      [of(0.5, 0.4, 0.08), of(0.5, 0.4, 0.05)],
    ] as const)
      expect(less).toBeLessThan(more)
    const european = black76(1, 2.49, 2.2, 1, 0.5, 0).price
    for (const r of [1e-6, 1e-9, 1e-12, 1e-15, 1e-18]) expect(Math.abs(of(1, 0.5, r) - european)).toBeLessThan(r)
    expect(of(1, 0.5, 0)).toBe(european)
    expect(of(1, 0.5, -0.02)).toBe(black76(1, 2.49, 2.2, 1, 0.5, -0.02).price)
    expect(baroneAdesiWhaley(-1, 2.49, 2.2, 1, 0.5, -0.02)).toEqual({
      price: black76(-1, 2.49, 2.2, 1, 0.5, -0.02).price,
      criticalPrice: 0,
    })
    expect(bjerksundStensland(1, 2.49, 2.2, 1, 0.5, 0)).toBe(european)
  })

  it('has its limits, settles for any terms, and refuses what is none', () => {
    const models = [americanPrice, bjerksundStensland, (...x: Parameters<typeof americanPrice>) => baroneAdesiWhaley(...x).price]
    for (const model of models) {
      expect(model(1, 100, 90, 1, 0, 0.05)).toBe(10)
      expect(model(-1, 100, 90, 0, 0.3, 0.05)).toBe(0)
      expect(model(1, 100, 0, 1, 0.3, 0.05)).toBe(100)
      expect(model(-1, 0, 100, 1, 0.3, 0.05)).toBe(100)
      expect(model(1, 500, 100, 0.5, 0.2, 0.05)).toBe(400)
      for (const [v, t, r, k] of [
        [1e-6, 1, 0.05, 1],
        [1e-90, 1, 0.05, 1],
        [1e-160, 1, 0.05, 1],
        [1e-12, 1, 0.05, 1 + 1e-12],
        [0.3, 1e-9, 0.05, 1],
        [8, 1, 0.05, 1],
        [30, 1, 1e-7, 50],
        [20, 1, 8, 0.5],
        [0.3, 1, 30, 1],
        [0.3, 1, 600, 1],
        [0.3, 1, 0.05, 1e6],
        [0.3, 1, 0.05, 1e-6],
        [90, 1, 0.05, 1],
        [1e4, 1, 0.05, 1],
        [1e200, 1, 0.05, 1],
      ] as const)
        for (const side of [1, -1] as const) {
          const price = model(side, 1, k, t, v, r)
          expect(price, `${side} ${v} ${t} ${r} ${k}`).toBeGreaterThanOrEqual(0)
          expect(price, `${side} ${v} ${t} ${r} ${k}`).toBeLessThanOrEqual(side === 1 ? 1 : k)
        }
      for (const x of [NaN, Infinity]) {
        expect(() => model(1, x, 1, 1, 0.2, 0.05)).toThrow(/^forward/)
        expect(() => model(1, 1, x, 1, 0.2, 0.05)).toThrow(/^strike/)
        expect(() => model(1, 1, 1, x, 0.2, 0.05)).toThrow(/^years/)
        expect(() => model(1, 1, 1, 1, x, 0.05)).toThrow(/^volatility/)
        expect(() => model(1, 1, 1, 1, 0.2, x)).toThrow(/^rate/)
      }
    }
  })

  it('of a forward at the edge of doubles, or a rate no market has, are numbers or refused', () => {
    expect(americanPrice(1, 5e-324, 100, 0.5, 0.25, 0.1)).toBe(0)
    expect(americanPrice(-1, 5e-324, 100, 0.5, 0.25, 0.1)).toBe(100)
    expect(() => americanPrice(1, 100, 100, 0.5, 0.25, 1e308)).toThrow(/^rate is 1e\+308/)
    expect(() => bjerksundStensland(1, 100, 100, 0.5, 0.25, 1e308)).toThrow(/^rate is 1e\+308/)
  })
})
