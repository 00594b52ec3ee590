import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normalCdf } from '../numerics/normal.ts'
import { blackPrice } from '../options/black.ts'
import { exactSpread, exactSpreadDeltas } from './exact-spread.ts'
import { inferenceSpread } from './inference-spread.ts'
import { exchangeOption } from './margrabe.ts'
import type { SpreadTerms } from './spread-terms.ts'

const relative = (got: number, expected: number) => Math.abs(got / expected - 1)
const base: SpreadTerms = {
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
const anyTerms = fc.record<SpreadTerms>({
  side: fc.constantFrom(1, -1),
  forward1: fc.double({ min: 0.2, max: 5, noNaN: true }),
  forward2: fc.double({ min: 0.2, max: 5, noNaN: true }),
  strike: fc.double({ min: -3, max: 3, noNaN: true }),
  years: fc.double({ min: 0, max: 3, noNaN: true }),
  volatility1: fc.double({ min: 0, max: 1.5, noNaN: true }),
  volatility2: fc.double({ min: 0, max: 1.5, noNaN: true }),
  correlation: fc.oneof(fc.double({ min: -1, max: 1, noNaN: true }), fc.constantFrom(-1, 1, 0.999999, -0.999999)),
  rate: fc.double({ min: -0.02, max: 0.1, noNaN: true }),
})
const flipped = (terms: SpreadTerms): SpreadTerms => ({ ...terms, side: terms.side === 1 ? -1 : 1 })

describe('the exact spread option', () => {
  // 30-digit quadrature; the first six are C.-F. Lo's example (S1 = 110, S2 = 90, rate 5 %, volatility2 20 %) as futures.
  const lo = (years: number, change: Partial<SpreadTerms>): SpreadTerms => ({
    side: 1,
    forward1: 110 * Math.exp(0.05 * years),
    forward2: 90 * Math.exp(0.05 * years),
    strike: 20,
    years,
    volatility1: 0.3,
    volatility2: 0.2,
    correlation: 0.6,
    rate: 0.05,
    ...change,
  })
  it.each<[SpreadTerms, number]>([
    [lo(5, { volatility1: 0.1 }), 15.425352955015219],
    [lo(1, {}), 10.976611551640131],
    [lo(3, {}), 19.33756458868732],
    [lo(1, { strike: 40 }), 4.656953824683929],
    [lo(1, { volatility1: 0.5 }), 18.79650611600685],
    [lo(1, { correlation: 0 }), 15.377430763593615],
    [base, 3.583063201538157],
    [{ ...base, side: -1 }, 17.851504569048867],
    [
      { ...base, forward1: 55, forward2: 40, strike: 10, years: 2, volatility1: 0.5, volatility2: 0.4, correlation: 0.95 },
      8.435506670031538,
    ],
    [{ ...base, forward2: 98, strike: -6, years: 0.75, volatility1: 0.3, correlation: 0.8, rate: 0.03 }, 11.798353907783081],
    [
      {
        ...base,
        forward1: 3.2,
        forward2: 2.8,
        strike: 0.25,
        years: 0.25,
        volatility1: 0.9,
        volatility2: 0.5,
        correlation: -0.2,
        rate: 0.04,
      },
      0.7405026519987237,
    ],
  ])('matches 30-digit quadrature: %o', (terms, price) => {
    expect(relative(exactSpread(terms), price)).toBeLessThan(2e-13)
  })

  // Conditioned on the other price in 40 digits; far out of the money, correlations near and at 1, prices that touch once.
  it.each<[Partial<SpreadTerms>, number, number]>([
    [{ strike: 150 }, 3.187477936907924732e-8, 1e-12],
    [{ forward1: 40, years: 0.05 }, 1.0945001881642585659e-108, 1e-11],
    [{ correlation: -0.9999, strike: 60 }, 3.5526203479588128332, 1e-13],
    [{ correlation: -1, strike: 60 }, 3.5529055160267395794, 1e-13],
    [{ correlation: 0.9999, strike: 12 }, 6.9447655583142159213e-48, 1e-10],
    [{ correlation: 0.9999, strike: 9, forward1: 105 }, 0.069924687513865083126, 1e-12],
    [{ correlation: 1, strike: 9, forward1: 105 }, 0.068796265430255346693, 1e-12],
    [{ years: 1e-6, strike: -9.9 }, 3.0505991586046750955e-7, 1e-11],
    [{ years: 1e-12, strike: -10 }, 0.000010276152234249552664, 1e-13],
    [{ side: -1, years: 1e-12, forward1: 115.00002 }, 3.1408726408289860262e-6, 1e-13],
    [{ volatility1: 1.2, volatility2: 1.4, years: 3, correlation: 0.9 }, 35.156047516468428956, 1e-13],
    [
      { forward1: 72.4950733580766, forward2: 100, strike: 20, volatility1: 0.2, volatility2: 0.5, correlation: 1 },
      2.6818160784429444e-6,
      1e-11,
    ],
  ])('keeps its relative digits where little is left: %o', (change, price, tolerance) => {
    expect(relative(exactSpread({ ...base, rate: 0, ...change }), price)).toBeLessThan(tolerance)
  })

  it('has put-call parity to 1e-13, is at least intrinsic and at most the bought leg', () => {
    fc.assert(
      fc.property(anyTerms, (terms) => {
        const price = exactSpread(terms)
        const discount = Math.exp(-terms.rate * terms.years)
        const spread = terms.forward1 - terms.forward2 - terms.strike
        const size = terms.forward1 + terms.forward2 + Math.abs(terms.strike)
        expect(Math.abs(terms.side * (price - exactSpread(flipped(terms))) - discount * spread)).toBeLessThan(1e-13 * size)
        expect(price).toBeGreaterThanOrEqual(discount * Math.max(terms.side * spread, 0) - 1e-15 * size)
        const bought = terms.side === 1 ? terms.forward1 - Math.min(terms.strike, 0) : terms.forward2 + Math.max(terms.strike, 0)
        expect(price).toBeLessThanOrEqual(discount * bought * (1 + 1e-12))
      }),
      { numRuns: 150 },
    )
  })

  it('is Margrabe at strike 0, to 1e-10 of the price however small, deltas too', () => {
    fc.assert(
      fc.property(anyTerms, (given) => {
        const terms: SpreadTerms = { ...given, side: 1, strike: 0, years: given.years + 0.01, volatility1: given.volatility1 + 0.01 }
        const { price, delta1, delta2, volatility } = exchangeOption(terms)
        // Where the ratio hardly moves the price itself hangs on the last digits of the inputs.
        if (volatility * Math.sqrt(terms.years) < 1e-3) return
        if (price > 1e-280) expect(relative(exactSpread(terms), price)).toBeLessThan(1e-10)
        else expect(exactSpread(terms)).toBeLessThan(1e-279)
        const deltas = exactSpreadDeltas(terms)
        expect(Math.abs(deltas.delta1 - delta1)).toBeLessThan(1e-12)
        expect(Math.abs(deltas.delta2 - delta2)).toBeLessThan(1e-12)
      }),
      { numRuns: 150 },
    )
  })

  it('falls as the correlation rises, and swaps into the put when the assets swap', () => {
    fc.assert(
      fc.property(anyTerms, fc.double({ min: 0, max: 1, noNaN: true }), (terms, share) => {
        const price = exactSpread(terms)
        const size = terms.forward1 + terms.forward2 + Math.abs(terms.strike)
        const higher = terms.correlation + share * (1 - terms.correlation)
        expect(exactSpread({ ...terms, correlation: higher })).toBeLessThanOrEqual(price + 1e-12 * size)
        const swapped: SpreadTerms = {
          ...flipped(terms),
          forward1: terms.forward2,
          forward2: terms.forward1,
          volatility1: terms.volatility2,
          volatility2: terms.volatility1,
          strike: 0 - terms.strike,
        }
        expect(Math.abs(exactSpread(swapped) - price)).toBeLessThan(1e-12 * size)
      }),
      { numRuns: 100 },
    )
  })

  it('has the deltas of its bumps, and by parity those of the other side', () => {
    fc.assert(
      fc.property(anyTerms, (given) => {
        const terms = {
          ...given,
          years: given.years + 0.1,
          volatility1: given.volatility1 + 0.1,
          volatility2: given.volatility2 + 0.1,
          correlation: given.correlation * 0.9,
        }
        const { delta1, delta2 } = exactSpreadDeltas(terms)
        const h = 1e-5
        const bump = (key: 'forward1' | 'forward2') =>
          (exactSpread({ ...terms, [key]: terms[key] + h }) - exactSpread({ ...terms, [key]: terms[key] - h })) / (2 * h)
        expect(Math.abs(delta1 - bump('forward1'))).toBeLessThan(1e-6)
        expect(Math.abs(delta2 - bump('forward2'))).toBeLessThan(1e-6)
        const other = exactSpreadDeltas(flipped(terms))
        const discount = Math.exp(-terms.rate * terms.years)
        expect(terms.side * (delta1 - other.delta1)).toBeCloseTo(discount, 13)
        expect(terms.side * (delta2 - other.delta2)).toBeCloseTo(-discount, 13)
      }),
      { numRuns: 60 },
    )
  })

  it('is Black when one leg stands still, and intrinsic when both do', () => {
    const first = { ...base, volatility2: 0 }
    expect(relative(exactSpread(first), Math.exp(-0.05) * blackPrice(1, 100, 115, 0.25))).toBeLessThan(1e-13)
    const d1 = Math.log(100 / 115) / 0.25 + 0.125
    expect(exactSpreadDeltas(first).delta1).toBeCloseTo(Math.exp(-0.05) * normalCdf(d1), 13)
    const second = { ...base, volatility1: 0 }
    expect(relative(exactSpread(second), Math.exp(-0.05) * blackPrice(-1, 110, 95, 0.35))).toBeLessThan(1e-13)
    expect(exactSpread({ ...second, strike: 200 })).toBe(0)
    for (const still of [
      { ...base, years: 0 },
      { ...base, volatility1: 0, volatility2: 0, rate: 0 },
    ]) {
      expect(exactSpread(still)).toBe(0)
      expect(exactSpread({ ...still, side: -1 })).toBe(15)
      expect(exactSpreadDeltas({ ...still, side: -1 })).toEqual({ delta1: -1, delta2: 1 })
      expect(exactSpreadDeltas({ ...still, strike: -10 })).toEqual({ delta1: 0.5, delta2: -0.5 })
    }
  })

  it('is intrinsic where both legs move as one', () => {
    const one: SpreadTerms = { ...base, forward1: 110, strike: 0, volatility1: 0.35, correlation: 1, rate: 0 }
    expect(exactSpread(one)).toBe(0)
    expect(exactSpreadDeltas(one)).toEqual({ delta1: 0.5, delta2: -0.5 })
    expect(exactSpreadDeltas({ ...one, forward1: 120 })).toEqual({ delta1: 1, delta2: -1 })
    expect(exactSpread({ ...one, forward1: 120 })).toBe(10)
    expect(exactSpread({ ...one, forward1: 100 })).toBe(0)
  })

  it('has no jump at strike 0, at correlation 1 and at time 0', () => {
    for (const side of [1, -1] as const) {
      const at = exactSpread({ ...base, side, strike: 0 })
      expect(exactSpread({ ...base, side, strike: 1e-9 })).toBeCloseTo(at, 8)
      expect(exactSpread({ ...base, side, strike: -1e-9 })).toBeCloseTo(at, 8)
      const one = exactSpread({ ...base, side, correlation: 1 })
      expect(exactSpread({ ...base, side, correlation: 1 - 1e-14 })).toBeCloseTo(one, 10)
    }
    // A short time: the spread is normal, at the money sd sqrt(T / (2 pi)).
    const short: SpreadTerms = { ...base, forward1: 115, years: 1e-8, rate: 0 }
    const spread = Math.sqrt((115 * 0.25) ** 2 + (110 * 0.35) ** 2 - 2 * 0.75 * 115 * 0.25 * 110 * 0.35)
    expect(relative(exactSpread(short), spread * Math.sqrt(1e-8 / (2 * Math.PI)))).toBeLessThan(1e-6)
  })

  it('takes a strike below -forward2, where the call is all but certain', () => {
    const price = exactSpread({ ...base, strike: -300, rate: 0 })
    expect(price).toBeGreaterThanOrEqual(290)
    expect(price).toBeLessThan(290.5)
  })
})

describe('the inference spread', () => {
  const terms = {
    tokenPrice: 0.4,
    throughput: 7.5,
    gpuPrice: 2.49,
    otherCost: 0.15,
    years: 0.5,
    tokenVolatility: 0.85,
    gpuVolatility: 0.45,
    correlation: 0.35,
    rate: 0.045,
  }

  it('has margin, break-even throughput and option computed in 30 digits', () => {
    const spread = inferenceSpread(terms)
    expect(spread.revenue).toBeCloseTo(3, 15)
    expect(spread.margin).toBeCloseTo(0.36, 14)
    expect(spread.breakEvenThroughput).toBeCloseTo(6.6, 14)
    expect(relative(spread.option, 0.809801292183503)).toBeLessThan(1e-12)
    expect(relative(spread.kirkOption, 0.8097915103093851)).toBeLessThan(1e-12)
    expect(inferenceSpread({ ...terms, throughput: 6.6 }).margin).toBeCloseTo(0, 14)
  })

  it('moves by its deltas and gains from throughput', () => {
    const { tokenDelta, gpuDelta, option } = inferenceSpread(terms)
    const h = 1e-5
    const up = inferenceSpread({ ...terms, tokenPrice: 0.4 + h }).option
    expect(tokenDelta).toBeCloseTo((up - inferenceSpread({ ...terms, tokenPrice: 0.4 - h }).option) / (2 * h), 6)
    expect(gpuDelta).toBeCloseTo(
      (inferenceSpread({ ...terms, gpuPrice: 2.49 + h }).option - inferenceSpread({ ...terms, gpuPrice: 2.49 - h }).option) / (2 * h),
      6,
    )
    expect(inferenceSpread({ ...terms, throughput: 8 }).option).toBeGreaterThan(option)
  })

  it('refuses hostile arguments', () => {
    for (const key of ['tokenPrice', 'throughput', 'gpuPrice'] as const)
      for (const bad of [NaN, 0, -1, Infinity]) expect(() => inferenceSpread({ ...terms, [key]: bad })).toThrow(new RegExp(key))
    for (const bad of [NaN, -2.49, Infinity]) expect(() => inferenceSpread({ ...terms, otherCost: bad })).toThrow(/otherCost/)
    expect(() => inferenceSpread({ ...terms, correlation: 2 })).toThrow(/correlation/)
  })
})
