import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assetOrNothing, cashOrNothing } from './binary.ts'
import { black76 } from './black-76.ts'
import { futuresStylePair } from './futures-style.ts'
import { putCallParity } from './parity.ts'

const any = (min: number, max: number) => fc.double({ min, max, noNaN: true })
const sides = fc.constantFrom(1 as const, -1 as const)

describe('binary options', () => {
  it('are the parts of Black-76, and call and put share out the payment', () => {
    fc.assert(
      fc.property(any(0.1, 10), any(-2, 2), any(0.01, 3), any(0.05, 1.5), any(-0.02, 0.1), sides, (f, m, t, v, r, side) => {
        const k = f * Math.exp(m * v * Math.sqrt(t))
        const cash = cashOrNothing(side, f, k, t, v, r)
        const asset = assetOrNothing(side, f, k, t, v, r)
        expect(side * (asset.price - k * cash.price)).toBeCloseTo(black76(side, f, k, t, v, r).price, 12)
        const other = side === 1 ? -1 : 1
        expect(cash.price + cashOrNothing(other, f, k, t, v, r).price).toBeCloseTo(Math.exp(-r * t), 13)
        expect(asset.price + assetOrNothing(other, f, k, t, v, r).price).toBeCloseTo(f * Math.exp(-r * t), 12)
        // The cash option is the slope of Black's price in the strike.
        expect(cash.price).toBeCloseTo(-side * black76(side, f, k, t, v, r).strikeDelta, 14)
        for (const model of [cashOrNothing, assetOrNothing]) {
          const at = model(side, f, k, t, v, r)
          const e = 1e-5 * v * Math.sqrt(t)
          const scale = (1 + f) * (1 + 1 / (v * v * t))
          const near = (got: number, move: (by: number) => number) =>
            expect(Math.abs(got - (move(e) - move(-e)) / (2 * e)) / scale).toBeLessThan(1e-6)
          near(at.delta, (h) => model(side, f * (1 + h), k, t, v, r).price / f)
          near(at.vega, (h) => model(side, f, k, t, v + h, r).price)
          near(at.theta * t, (h) => model(side, f, k, t - h * t, v, r).price)
        }
      }),
    )
  })

  it('pay what the forward says when nothing moves any more', () => {
    expect(cashOrNothing(1, 5, 4, 1, 0, 0.1)).toEqual({ price: Math.exp(-0.1), delta: 0, vega: 0, theta: 0.1 * Math.exp(-0.1) })
    expect(cashOrNothing(-1, 5, 4, 0, 0.3, 0.1)).toEqual({ price: 0, delta: 0, vega: 0, theta: 0 })
    expect(assetOrNothing(1, 5, 4, 0, 0.3, 0).price).toBe(5)
    expect(cashOrNothing(1, 4, 4, 0, 0.3, 0)).toMatchObject({ price: 0.5, delta: Infinity })
    expect(cashOrNothing(-1, 4, 4, 1, 0, 0)).toMatchObject({ price: 0.5, delta: -Infinity, theta: 0 })
    expect([cashOrNothing(1, 5, 0, 1, 0.3, 0).price, cashOrNothing(-1, 5, -1, 1, 0.3, 0).price]).toEqual([1, 0])
    expect([cashOrNothing(1, 0, 1, 1, 0.3, 0).price, assetOrNothing(-1, 0, 1, 1, 0.3, 0).price]).toEqual([0, 0])
    for (const model of [cashOrNothing, assetOrNothing])
      for (const f of [0, 1e-300, 4])
        for (const t of [0, 1e-300, 4])
          for (const v of [0, 1e-300, 0.3, 1e200])
            for (const side of [1, -1] as const)
              for (const [name, x] of Object.entries(model(side, f, 4, t, v, 0.1))) expect(x, `${name} ${f} ${t} ${v}`).not.toBeNaN()
    for (const x of [NaN, Infinity]) {
      expect(() => cashOrNothing(1, x, 1, 1, 0.2, 0)).toThrow(/^forward/)
      expect(() => assetOrNothing(1, 1, 1, 1, x, 0)).toThrow(/^volatility/)
    }
  })
})

describe('futures-style options', () => {
  it.each([
    // Asay (1982) is Black undiscounted; 50 digits (mpmath).
    [100, 100, 1, 0.25, 9.947644966022578, 9.947644966022578, 0.5497382248301129],
    [2.49, 2, 0.5, 0.5, 0.61775621709058, 0.12775621709057985, 0.7871541202674622],
    [0.4, 0.6, 1.25, 0.8, 0.08867465835322244, 0.2886746583532224, 0.49756240737433877],
  ])('forward %d, strike %d, %d years, volatility %d', (f, k, t, v, call, put, delta) => {
    const pair = futuresStylePair(f, k, t, v)
    expect(pair.call).toBeCloseTo(call, 13)
    expect(pair.put).toBeCloseTo(put, 13)
    expect(pair.callDelta).toBeCloseTo(delta, 14)
    expect(pair.callDelta - pair.putDelta).toBeCloseTo(1, 15)
    expect(pair.call - pair.put).toBeCloseTo(pair.parity, 13)
  })
})

describe('parity of puts and calls on futures', () => {
  it('prices the put and bounds the American difference (Hull)', () => {
    const found = putCallParity(100, 95, 0.7, 0.06, 11.92735849961101)
    expect(found.put).toBeCloseTo(7.133009596748588, 12)
    expect(found.americanLow).toBeCloseTo(0.8869780572484557, 12)
    expect(found.americanHigh).toBeCloseTo(8.907370845613967, 12)
  })

  it('holds for Black-76; the bounds close around the European difference', () => {
    fc.assert(
      fc.property(any(0.1, 10), any(0.1, 10), any(0, 3), any(0.05, 1), any(-0.05, 0.1), (f, k, t, v, r) => {
        const call = black76(1, f, k, t, v, r).price
        const put = black76(-1, f, k, t, v, r).price
        const found = putCallParity(f, k, t, r, call)
        expect(found.put).toBeCloseTo(put, 12)
        expect(found.americanLow).toBeLessThanOrEqual(call - put + 1e-12)
        expect(found.americanHigh).toBeGreaterThanOrEqual(call - put - 1e-12)
      }),
    )
    expect(() => putCallParity(1, 1, 1, 0, NaN)).toThrow(/^call/)
    expect(() => putCallParity(1, 1, -1, 0, 1)).toThrow(/^years/)
  })
})
