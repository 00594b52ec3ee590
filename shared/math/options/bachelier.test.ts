import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bachelier } from './bachelier.ts'
import { impliedNormalVolatility } from './bachelier-volatility.ts'

const any = (min: number, max: number) => fc.double({ min, max, noNaN: true })

describe('Bachelier', () => {
  it.each([
    // Closed form in 50 digits (mpmath): side, forward, strike, years, volatility, rate, then price, delta, vega.
    [1, 100, 105, 0.5, 20, 0.02, 3.4561517200464618, 0.35823646855129865, 0.26236670314014776],
    [-1, 100, 105, 0.5, 20, 0.02, 8.406400888792302, -0.6318133651978693, 0.26236670314014776],
    [1, -3, 1, 0.25, 8, 0.04, 0.3299458712162901, 0.1570766077782711, 0.1197815377911718],
    [-1, -3, 1, 0.25, 8, 0.04, 4.290145206212962, -0.832973225970897, 0.1197815377911718],
    [1, 0.5, 0.5, 1, 0.3, 0.05, 0.11384569073857718, 0.475614712250357, 0.3794856357952573],
  ] as const)('side %d, forward %d, strike %d, %d years, volatility %d', (side, f, k, t, v, r, price, delta, vega) => {
    const found = bachelier(side, f, k, t, v, r)
    expect(found.price / price).toBeCloseTo(1, 14)
    expect(found.delta / delta).toBeCloseTo(1, 14)
    expect(found.vega / vega).toBeCloseTo(1, 14)
  })

  it('keeps parity and moves as its derivatives say', () => {
    fc.assert(
      fc.property(any(-3, 3), any(0.01, 4), any(0.2, 3), any(-0.03, 0.1), fc.constantFrom(1 as const, -1 as const), (f, t, v, r, side) => {
        const at = bachelier(side, f, 0.4, t, v, r)
        const other = bachelier(side === 1 ? -1 : 1, f, 0.4, t, v, r)
        expect(at.price - other.price).toBeCloseTo(side * Math.exp(-r * t) * (f - 0.4), 13)
        const e = 1e-5 * v * Math.sqrt(t)
        const scale = 1 + at.gamma + Math.abs(at.volga) + Math.abs(at.vanna) + Math.abs(at.theta)
        const near = (got: number, move: (by: number) => number) =>
          expect(Math.abs(got - (move(e) - move(-e)) / (2 * e)) / scale).toBeLessThan(1e-5)
        near(at.delta, (h) => bachelier(side, f + h, 0.4, t, v, r).price)
        near(at.gamma, (h) => bachelier(side, f + h, 0.4, t, v, r).delta)
        near(at.vega, (h) => bachelier(side, f, 0.4, t, v + h, r).price)
        near(at.vanna, (h) => bachelier(side, f, 0.4, t, v + h, r).delta)
        near(at.volga, (h) => bachelier(side, f, 0.4, t, v + h, r).vega)
        near(at.rho, (h) => bachelier(side, f, 0.4, t, v, r + h).price)
        near(at.strikeDelta, (h) => bachelier(side, f, 0.4 + h, t, v, r).price)
        near(at.theta, (h) => bachelier(side, f, 0.4, t - h * t, v, r).price / t)
      }),
    )
  })

  it('tends to the intrinsic value and answers no nonsense', () => {
    expect(bachelier(1, -1, -3, 1, 0, 0).price).toBe(2)
    expect(bachelier(-1, -1, -3, 0, 5, 0.1).price).toBe(0)
    expect(bachelier(1, 2, 2, 0, 1, 0)).toMatchObject({ price: 0, delta: 0.5, gamma: Infinity, theta: -Infinity })
    for (const f of [-1e300, -1, 0, 1e-300, 2])
      for (const t of [0, 1e-300, 1])
        for (const v of [0, 1e-300, 1])
          for (const [name, x] of Object.entries(bachelier(1, f, 2, t, v, 0.01))) expect(x, `${name} at ${f} ${t} ${v}`).not.toBeNaN()
    for (const x of [NaN, Infinity]) {
      expect(() => bachelier(1, x, 1, 1, 1, 0)).toThrow(/^forward/)
      expect(() => bachelier(1, 1, x, 1, 1, 0)).toThrow(/^strike/)
      expect(() => bachelier(1, 1, 1, x, 1, 0)).toThrow(/^years/)
      expect(() => bachelier(1, 1, 1, 1, x, 0)).toThrow(/^volatility/)
      expect(() => bachelier(1, 1, 1, 1, 1, x)).toThrow(/^rate/)
    }
    expect(() => bachelier(1, 1, 1, 1, -1, 0)).toThrow(/^volatility/)
  })
})

describe('implied volatility of Bachelier', () => {
  it.each([
    // Bisection in 60 digits (mpmath).
    [1, 0.1, -0.2, 0.3, 0.5, 1.0008163531639453],
    [-1, 1e-20, 0.4, -0.1, 1, 0.057422563804958984],
    [1, 1.7, 1, -0.5, 2, 1.2628605282035064],
    [1, 25, 0, 0.001, 0.25, 125.33392034386729],
  ] as const)('side %d, price %d, forward %d, strike %d, %d years is %d', (side, price, f, k, t, expected) => {
    expect(Math.abs(impliedNormalVolatility(side, price, f, k, t) / expected - 1)).toBeLessThan(1e-15)
  })

  it('finds the volatility again', () => {
    fc.assert(
      fc.property(any(-25, 25), any(-3, 3), fc.constantFrom(1 as const, -1 as const), (z, logVolatility, side) => {
        const v = Math.exp(logVolatility)
        const price = bachelier(side, z * v, 0, 1, v, 0).price
        const timeValue = price - Math.max(side * z * v, 0)
        if (!(timeValue > 0)) return
        // A unit in the last place of the price, over price times its elasticity in the volatility.
        const elasticity = Math.exp((-z * z) / 2) * 0.3989422804014327 * v
        const found = impliedNormalVolatility(side, price, z * v, 0, 1)
        expect(Math.abs(found / v - 1)).toBeLessThan((4e-16 * price) / elasticity + 2e-15 * (1 + z * z))
      }),
      { numRuns: 1000 },
    )
  })

  it('is 0 at the intrinsic value, and none below', () => {
    expect(impliedNormalVolatility(1, 2, 1, -1, 1)).toBe(0)
    expect(impliedNormalVolatility(1, 1e-300, 1, 1, 1)).toBeGreaterThan(0)
    expect(impliedNormalVolatility(1, 1e-310, 0, 1, 1)).toBeGreaterThan(0)
    expect(() => impliedNormalVolatility(1, 1.999, 1, -1, 1)).toThrow(/^price/)
    for (const x of [NaN, Infinity]) expect(() => impliedNormalVolatility(1, x, 1, -1, 1)).toThrow(/^price/)
    expect(() => impliedNormalVolatility(1, 3, 1, -1, 0)).toThrow(/^years/)
  })
})
