import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { OutOfDomain } from '../numerics/domain.ts'
import { black76, black76Batch, black76Columns } from './black-76.ts'

const terms = fc.record({
  forward: fc.double({ min: 0.01, max: 1000, noNaN: true }),
  money: fc.double({ min: -2, max: 2, noNaN: true }),
  years: fc.double({ min: 0.01, max: 5, noNaN: true }),
  volatility: fc.double({ min: 0.05, max: 1.5, noNaN: true }),
  rate: fc.double({ min: -0.03, max: 0.15, noNaN: true }),
})

describe('Black-76', () => {
  it.each([
    // Haug (1998), page 24, forward 90, 100, 110 at the strike 100 and a rate of 10 %; page 2-8.
    [1, 90, 100, 0.1, 0.15, 0.1, 0.0205],
    [1, 100, 100, 0.1, 0.15, 0.1, 1.8734],
    [1, 110, 100, 0.1, 0.15, 0.1, 9.9413],
    [1, 90, 100, 0.5, 0.25, 0.1, 2.7026],
    [1, 100, 100, 0.5, 0.25, 0.1, 6.6997],
    [-1, 110, 100, 0.5, 0.35, 0.1, 5.7963],
    [-1, 90, 100, 0.1, 0.35, 0.1, 10.8479],
    [-1, 19, 19, 0.75, 0.28, 0.1, 1.7011],
  ] as const)('side %d, forward %d, strike %d, %d years, volatility %d: page of Haug', (side, f, k, t, v, r, price) => {
    expect(Math.abs(black76(side, f, k, t, v, r).price - price)).toBeLessThan(6e-5)
  })

  it('has its derivatives to the last digits', () => {
    // mpmath, 60 digits.
    const call = black76(1, 2.49, 2.75, 0.5, 0.6, 0.04)
    const put = black76(-1, 2.49, 2.75, 0.5, 0.6, 0.04)
    expect(call.price).toBeCloseTo(0.315588447091121, 15)
    expect(call.delta).toBeCloseTo(0.48151147395479454, 15)
    expect(call.gamma).toBeCloseTo(0.37006995599783127, 15)
    expect(call.vega).toBeCloseTo(0.6883412202546462, 15)
    expect(call.theta).toBeCloseTo(-0.4003811942691428, 15)
    expect(call.rho).toBeCloseTo(-0.1577942235455605, 15)
    expect(call.vanna).toBeCloseTo(0.2907530603117033, 14)
    expect(call.volga).toBeCloseTo(0.011243576391574438, 15)
    expect(call.strikeDelta).toBeCloseTo(-0.32122731747502453, 15)
    expect(call.exerciseProbability).toBeCloseTo(0.32771653974122017, 15)
    expect(put.price).toBeCloseTo(0.5704401021508771, 15)
    expect(put.theta).toBeCloseTo(-0.3901871280667526, 15)
    expect(put.exerciseProbability).toBeCloseTo(0.6722834602587798, 15)
  })

  it('keeps parity, bounds and the sum of all parts', () => {
    fc.assert(
      fc.property(terms, ({ forward, money, years, volatility, rate }) => {
        const strike = forward * Math.exp(money * volatility * Math.sqrt(years))
        const call = black76(1, forward, strike, years, volatility, rate)
        const put = black76(-1, forward, strike, years, volatility, rate)
        const discount = Math.exp(-rate * years)
        expect(Math.abs(call.price - put.price - discount * (forward - strike))).toBeLessThan(1e-14 * discount * (forward + strike))
        expect(call.price).toBeLessThan(discount * forward)
        expect(put.price).toBeLessThan(discount * strike)
        expect(call.delta - put.delta).toBeCloseTo(discount, 13)
        // Homogeneous of degree one in forward and strike (Euler).
        expect(Math.abs(forward * call.delta + strike * call.strikeDelta - call.price)).toBeLessThan(1e-13 * (forward + strike))
        expect([call.gamma, call.vega, call.vanna, call.volga]).toEqual([put.gamma, put.vega, put.vanna, put.volga])
      }),
    )
  })

  it('moves as its derivatives say', () => {
    fc.assert(
      fc.property(terms, fc.constantFrom(1 as const, -1 as const), ({ money, years, volatility, rate }, side) => {
        const [f, k] = [1, Math.exp(money * volatility * Math.sqrt(years))]
        const at = black76(side, f, k, years, volatility, rate)
        const e = 1e-5 * Math.min(1, volatility * Math.sqrt(years))
        const slope = (move: (by: number) => number) => (move(e) - move(-e)) / (2 * e)
        const scale = 1 + at.gamma + Math.abs(at.volga) + Math.abs(at.vanna) + Math.abs(at.theta)
        const near = (got: number, by: (h: number) => number) => expect(Math.abs(got - slope(by)) / scale).toBeLessThan(3e-6)
        near(at.delta, (h) => black76(side, f + h, k, years, volatility, rate).price)
        near(at.gamma, (h) => black76(side, f + h, k, years, volatility, rate).delta)
        near(at.vega, (h) => black76(side, f, k, years, volatility + h, rate).price)
        near(at.vanna, (h) => black76(side, f, k, years, volatility + h, rate).delta)
        near(at.volga, (h) => black76(side, f, k, years, volatility + h, rate).vega)
        near(at.rho, (h) => black76(side, f, k, years, volatility, rate + h).price)
        near(at.strikeDelta, (h) => black76(side, f, k + h, years, volatility, rate).price)
        const day = 1e-4 * years
        const decay =
          (black76(side, f, k, years - day, volatility, rate).price - black76(side, f, k, years + day, volatility, rate).price) / (2 * day)
        expect(Math.abs(at.theta - decay) / scale).toBeLessThan(1e-5)
      }),
    )
  })

  it('tends to intrinsic values at its limits, and never to NaN', () => {
    expect(black76(1, 100, 90, 1, 0, 0.05).price).toBeCloseTo(9.51229424500714, 13)
    expect(black76(-1, 100, 110, 0, 0.3, 0.05).price).toBe(10)
    expect(black76(1, 100, 0, 1, 0.3, 0.05).price).toBeCloseTo(95.1229424500714, 12)
    expect(black76(1, 100, 0, 1, 0.3, 0.05).delta).toBeCloseTo(Math.exp(-0.05), 15)
    expect(black76(1, 100, 100, 1e-10, 0.2, 0.05).price).toBeCloseTo(7.97884560798743e-5, 17)
    expect(black76(1, 100, 100, 1, 0, 0)).toMatchObject({ price: 0, delta: 0.5, gamma: Infinity, vega: 100 * 0.3989422804014327, volga: 0 })
    expect(black76(1, 100, 100, 0, 0.2, 0).theta).toBe(-Infinity)
    for (const forward of [0, 1e-300, 1, 1e300])
      for (const strike of [-1, 0, 1e-300, 1, 1e300])
        for (const years of [0, 1e-300, 1, 1e6])
          for (const volatility of [0, 1e-300, 1e-8, 1, 1e200])
            for (const side of [1, -1] as const)
              for (const [name, value] of Object.entries(black76(side, forward, strike, years, volatility, 0.01)))
                expect(value, `${name} of ${side} ${forward} ${strike} ${years} ${volatility}`).not.toBeNaN()
  })

  it('names the argument it has no answer for', () => {
    const bad = [NaN, Infinity, -Infinity]
    for (const x of bad) {
      expect(() => black76(1, x, 1, 1, 0.2, 0)).toThrow(/^forward/)
      expect(() => black76(1, 1, x, 1, 0.2, 0)).toThrow(/^strike/)
      expect(() => black76(1, 1, 1, x, 0.2, 0)).toThrow(/^years/)
      expect(() => black76(1, 1, 1, 1, x, 0)).toThrow(/^volatility/)
      expect(() => black76(1, 1, 1, 1, 0.2, x)).toThrow(/^rate/)
    }
    expect(() => black76(1, -1, 1, 1, 0.2, 0)).toThrow(OutOfDomain)
    expect(() => black76(1, 1, 1, -1, 0.2, 0)).toThrow(OutOfDomain)
    expect(() => black76(1, 1, 1, 1, -0.2, 0)).toThrow(OutOfDomain)
    expect(() => black76(1, 1, 1, 1000, 0.2, -1)).toThrow(/^rate/)
    expect(() => black76(0 as 1, 1, 1, 1, 0.2, 0)).toThrow(/^side/)
  })

  it('fills a table row by row with what it gives for one', () => {
    const none = new Float64Array(3)
    const out = new Float64Array(3 * black76Columns.length)
    const columns = [
      [90, 100, 1],
      [100, 100, 0],
      [0.1, 0.1, 1],
      [0.15, 0.15, 0.3],
      [0.1, 0.1, 0.02],
    ].map((x) => Float64Array.from(x))
    const [forwards = none, strikes = none, years = none, volatilities = none, rates = none] = columns
    black76Batch([1, -1, 1], forwards, strikes, years, volatilities, rates, out)
    const ones = [black76(1, 90, 100, 0.1, 0.15, 0.1), black76(-1, 100, 100, 0.1, 0.15, 0.1), black76(1, 1, 0, 1, 0.3, 0.02)]
    expect([...out]).toEqual(ones.flatMap((one) => black76Columns.map((column) => one[column])))
    expect(() => black76Batch([1, -1], forwards, strikes, years, volatilities, rates, out)).toThrow(/^sides/)
    expect(() => black76Batch([1, 2, 1], forwards, strikes, years, volatilities, rates, out)).toThrow(/^side/)
  })
})
