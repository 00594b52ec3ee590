import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { OutOfDomain } from '../numerics/domain.ts'
import { bjerksundStenslandSpread } from './bjerksund-stensland.ts'
import { exactSpread } from './exact-spread.ts'
import { kirkSpread } from './kirk.ts'
import { exchangeOption } from './margrabe.ts'
import { ratioVolatility, type SpreadTerms } from './spread-terms.ts'

const relative = (got: number, expected: number) => Math.abs(got / expected - 1)
const haug: SpreadTerms = {
  side: 1,
  forward1: 122,
  forward2: 120,
  strike: 3,
  years: 0.1,
  volatility1: 0.2,
  volatility2: 0.2,
  correlation: -0.5,
  rate: 0.1,
}
const anyTerms = fc.record<SpreadTerms>({
  side: fc.constantFrom(1, -1),
  forward1: fc.double({ min: 0.5, max: 5, noNaN: true }),
  forward2: fc.double({ min: 0.5, max: 5, noNaN: true }),
  strike: fc.double({ min: -0.4, max: 2, noNaN: true }),
  years: fc.double({ min: 0.02, max: 2, noNaN: true }),
  volatility1: fc.double({ min: 0.05, max: 1, noNaN: true }),
  volatility2: fc.double({ min: 0.05, max: 1, noNaN: true }),
  correlation: fc.double({ min: -0.98, max: 0.98, noNaN: true }),
  rate: fc.double({ min: -0.02, max: 0.1, noNaN: true }),
})

describe("Kirk's approximation", () => {
  // Haug, Option Pricing Formulas (1998), p. 59-60: four decimals as printed there; the volatility in 50 digits.
  it.each<[Partial<SpreadTerms>, number]>([
    [{}, 4.753],
    [{ correlation: 0.5 }, 2.5537],
    [{ volatility1: 0.25, correlation: 0 }, 4.3712],
    [{ volatility2: 0.25 }, 5.4061],
    [{ volatility2: 0.25, correlation: 0.5 }, 2.9723],
    [{ years: 0.5, correlation: 0 }, 8.702],
    [{ years: 0.5, volatility1: 0.25 }, 12.1941],
    [{ years: 0.5, volatility1: 0.25, correlation: 0.5 }, 7.0067],
    [{ years: 0.5, volatility2: 0.25, correlation: 0 }, 9.878],
  ])('prints the table of Haug: %o', (change, price) => {
    expect(kirkSpread({ ...haug, ...change }).price).toBeCloseTo(price, 4)
  })

  it('matches 50 digits and has the deltas of its bumps', () => {
    const value = kirkSpread(haug)
    expect(relative(value.price, 4.753006303999081)).toBeLessThan(1e-13)
    expect(relative(value.volatility, 0.342194339654548)).toBeLessThan(1e-14)
    fc.assert(
      fc.property(anyTerms, (terms) => {
        const { delta1, delta2 } = kirkSpread(terms)
        const h = 1e-6
        const bump = (key: 'forward1' | 'forward2') =>
          (kirkSpread({ ...terms, [key]: terms[key] + h }).price - kirkSpread({ ...terms, [key]: terms[key] - h }).price) / (2 * h)
        expect(Math.abs(delta1 - bump('forward1'))).toBeLessThan(1e-6)
        expect(Math.abs(delta2 - bump('forward2'))).toBeLessThan(1e-6)
      }),
    )
  })

  it('refuses forward2 + strike of 0 or less', () => {
    for (const strike of [-120, -121]) expect(() => kirkSpread({ ...haug, strike })).toThrow(/forward2 \+ strike/)
    for (const strike of [-120, -121]) expect(() => bjerksundStenslandSpread({ ...haug, strike })).toThrow(/forward2 \+ strike/)
  })
})

describe('the exchange option of Margrabe', () => {
  // Haug, p. 52: S1 = 22, S2 = 20, dividend yields 6 % and 4 %, rate 10 %, here as futures; three decimals as printed.
  const early = { forward1: 22.08817623490152, forward2: 20.120360721081298, years: 0.1, volatility1: 0.2, rate: 0.1 }
  const late = { forward1: 22.444429480588628, forward2: 20.609090679070338, years: 0.5, volatility1: 0.2, rate: 0.1 }
  it.each([
    [{ ...early, volatility2: 0.15, correlation: -0.5 }, 2.125],
    [{ ...early, volatility2: 0.2, correlation: 0 }, 2.091],
    [{ ...early, volatility2: 0.15, correlation: 0.5 }, 1.974],
    [{ ...early, volatility2: 0.25, correlation: 0.5 }, 2.019],
    [{ ...late, volatility2: 0.15, correlation: 0 }, 2.479],
    [{ ...late, volatility2: 0.25, correlation: 0 }, 2.847],
    [{ ...late, volatility2: 0.2, correlation: 0.5 }, 2.231],
  ])('prints the table of Haug: %o', (terms, price) => {
    expect(Math.abs(exchangeOption(terms).price - price)).toBeLessThan(6e-4)
  })

  it('matches 50 digits and is homogeneous: price = F1 delta1 + F2 delta2', () => {
    const value = exchangeOption({ ...early, volatility2: 0.15, correlation: -0.5 })
    expect(relative(value.price, 2.125061998711742)).toBeLessThan(1e-13)
    expect(relative(value.delta1, 0.8373127707394655)).toBeLessThan(1e-13)
    expect(relative(value.delta2, -0.8135863105060444)).toBeLessThan(1e-13)
    expect(relative(value.volatility, 0.304138126514911)).toBeLessThan(1e-14)
    fc.assert(
      fc.property(anyTerms, (terms) => {
        const { price, delta1, delta2 } = exchangeOption(terms)
        expect(Math.abs(price - terms.forward1 * delta1 - terms.forward2 * delta2)).toBeLessThan(1e-14 * terms.forward1)
      }),
    )
  })

  it('is intrinsic where the two prices move as one, or do not move', () => {
    const same = { ...late, volatility2: 0.2, correlation: 1 }
    const { price, delta1, delta2 } = exchangeOption(same)
    expect(price).toBeCloseTo(Math.exp(-0.05) * (late.forward1 - late.forward2), 14)
    expect(delta1 + delta2).toBe(0)
    expect(exchangeOption({ ...same, forward1: 10 })).toMatchObject({ price: 0, delta1: 0 })
    expect(exchangeOption({ ...same, forward1: 10, forward2: 10 }).delta1).toBeCloseTo(Math.exp(-0.05) / 2, 15)
    expect(exchangeOption({ ...late, volatility2: 0.3, correlation: 0, years: 0 }).price).toBeCloseTo(late.forward1 - late.forward2, 14)
  })
})

describe('the bound of Bjerksund and Stensland', () => {
  const fengTerms: SpreadTerms = {
    side: 1,
    forward1: 100,
    forward2: 110,
    strike: 5,
    years: 1,
    volatility1: 0.25,
    volatility2: 0.35,
    correlation: 0.75,
    rate: 0.05,
  }

  it('has the put published with PyFENG 0.2.6 and in QuantLib basketoption.cpp, and the call of 50 digits', () => {
    expect(relative(bjerksundStenslandSpread({ ...fengTerms, side: -1 }), 17.850835947276213)).toBeLessThan(1e-13)
    expect(relative(bjerksundStenslandSpread(fengTerms), 3.5823945797655012)).toBeLessThan(1e-13)
    const five = { ...fengTerms, forward1: 55, forward2: 40, strike: 10, years: 2, volatility1: 0.5, volatility2: 0.4, correlation: 0.95 }
    expect(relative(bjerksundStenslandSpread(five), 8.421745656508289)).toBeLessThan(1e-13)
  })

  it('is the formula as published also where it falls below the intrinsic value', () => {
    // In 30 digits from the paper's d1, d2, d3.
    const close = { ...fengTerms, forward1: 102, forward2: 100, strike: 40, years: 3, volatility1: 0.1, volatility2: 0.2, correlation: 0.9 }
    expect(relative(bjerksundStenslandSpread({ ...close, rate: 0.1 }), -0.009610665697643392)).toBeLessThan(1e-11)
    const closer = { ...close, strike: -30, years: 1, volatility1: 0.3, volatility2: 0.35, correlation: 0.99 }
    expect(relative(bjerksundStenslandSpread(closer), 30.377534640764704)).toBeLessThan(1e-13)
  })

  it('never lies above the exact price, equals Margrabe at strike 0, keeps parity', () => {
    fc.assert(
      fc.property(anyTerms, (terms) => {
        const bound = bjerksundStenslandSpread(terms)
        const discount = Math.exp(-terms.rate * terms.years)
        expect(bound).toBeLessThanOrEqual(exactSpread(terms) + 1e-13)
        const spread = terms.forward1 - terms.forward2 - terms.strike
        const other = bjerksundStenslandSpread({ ...terms, side: terms.side === 1 ? -1 : 1 })
        expect(Math.abs(terms.side * (bound - other) - discount * spread)).toBeLessThan(1e-13)
        const exchange = bjerksundStenslandSpread({ ...terms, side: 1, strike: 0 })
        expect(Math.abs(exchange - exchangeOption(terms).price)).toBeLessThan(1e-13)
      }),
    )
  })

  it('is intrinsic without time or volatility', () => {
    expect(bjerksundStenslandSpread({ ...fengTerms, years: 0 })).toBe(0)
    expect(bjerksundStenslandSpread({ ...fengTerms, years: 0, side: -1 })).toBe(15)
    expect(bjerksundStenslandSpread({ ...fengTerms, volatility1: 0, volatility2: 0, side: -1 })).toBeCloseTo(15 * Math.exp(-0.05), 13)
    expect(kirkSpread({ ...fengTerms, years: 0, side: -1 })).toMatchObject({ price: 15, delta1: -1, delta2: 1 })
  })
})

describe('the terms of a spread', () => {
  it('are checked by every model, by name', () => {
    for (const model of [kirkSpread, bjerksundStenslandSpread, exactSpread]) {
      for (const key of ['forward1', 'forward2'] as const)
        for (const bad of [NaN, Infinity, 0, -1]) expect(() => model({ ...haug, [key]: bad })).toThrow(new RegExp(key))
      for (const key of ['years', 'volatility1', 'volatility2'] as const)
        for (const bad of [NaN, Infinity, -1]) expect(() => model({ ...haug, [key]: bad })).toThrow(new RegExp(key))
      for (const bad of [NaN, 1.01, -1.01]) expect(() => model({ ...haug, correlation: bad })).toThrow(/correlation/)
      for (const bad of [NaN, Infinity, -Infinity]) expect(() => model({ ...haug, strike: bad })).toThrow(/strike/)
      for (const bad of [NaN, Infinity]) expect(() => model({ ...haug, rate: bad })).toThrow(/rate/)
      expect(() => model({ ...haug, volatility1: 100 })).toThrow(OutOfDomain)
      expect(() => model({ ...haug, side: 0 as 1 })).toThrow(/side/)
    }
  })

  it('keep the digits of the ratio volatility when the legs move almost as one', () => {
    // s sqrt(2 (1 - rho)) for equal legs: 0.3 sqrt(2e-14), where s1^2 + s2^2 - 2 rho s1 s2 has two digits left.
    expect(relative(ratioVolatility(0.3, 0.3, 1 - 2 ** -46, 1), 0.3 * Math.sqrt(2 ** -45))).toBeLessThan(1e-15)
  })
})
