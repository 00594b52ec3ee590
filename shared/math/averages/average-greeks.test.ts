import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normalCdf } from '../numerics/normal.ts'
import { averageOptionGreeks } from './average-greeks.ts'
import { averagePriceOption } from './average-option.ts'
import type { Fixings } from './fixings.ts'
import { momentMatchedGreeks, momentMatchedPrice } from './moment-matching.ts'

/** A month of unequal forwards and volatilities, two fixings known. */
function month(days: number, first: number, volatility: number): Fixings {
  return {
    forwards: Float64Array.from({ length: days }, (_, i) => 2 + 0.02 * i),
    times: Float64Array.from({ length: days }, (_, i) => first + i / 52),
    volatilities: Float64Array.from({ length: days }, (_, i) => volatility * (1 + 0.01 * i)),
    past: Float64Array.of(1.9, 2.1),
  }
}

/** Central difference with Richardson's correction: error of the fourth order of the step. */
function slope(f: (x: number) => number, step: number): number {
  const central = (h: number) => (f(h) - f(-h)) / (2 * h)
  return (4 * central(step / 2) - central(step)) / 3
}

const models = [
  ['exact', averagePriceOption, averageOptionGreeks],
  ['moment matched', momentMatchedPrice, momentMatchedGreeks],
] as const

describe.each(models)('greeks of the average option, %s', (_, price, greeks) => {
  it('are what bumps of the price show', () => {
    for (const [side, first, volatility, strike] of [
      [1, 0.2, 0.5, 2.1],
      [-1, 0.2, 0.5, 2.1],
      [1, 0, 0.8, 2],
      [-1, 1, 1.5, 3.2],
    ] as const) {
      const base = month(7, first, volatility)
      const found = greeks(side, base, strike, 0.97)
      expect(found.price).toBeCloseTo(price(side, base, strike, 0.97), 14)
      found.deltas.forEach((delta, day) => {
        const bumped = (shift: number) =>
          price(side, { ...base, forwards: base.forwards.map((f, i) => (i === day ? f + shift : f)) }, strike, 0.97)
        expect(Math.abs(delta - slope(bumped, 2e-3))).toBeLessThan(1e-8)
      })
      const revalued = (shift: number) => price(side, { ...base, volatilities: base.volatilities.map((v) => v + shift) }, strike, 0.97)
      expect(Math.abs(found.vega - slope(revalued, 2e-3))).toBeLessThan(1e-8)
    }
  })

  it('a call and a put differ by the forward: in delta by the discounted weight, in vega not at all', () => {
    const base = month(5, 0.1, 0.6)
    const call = greeks(1, base, 2.05, 0.9)
    const put = greeks(-1, base, 2.05, 0.9)
    for (const [i, delta] of call.deltas.entries()) expect(delta - (put.deltas[i] ?? NaN)).toBeCloseTo(0.9 / 7, 11)
    expect(call.vega).toBeCloseTo(put.vega, 11)
  })

  it('deltas lie between nothing and the discounted weight, vega is not negative', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.05, max: 2, noNaN: true }),
        fc.double({ min: 1, max: 4, noNaN: true }),
        fc.integer({ min: 1, max: 12 }),
        (volatility, strike, days) => {
          const found = greeks(1, month(days, 0.05, volatility), strike, 1)
          expect(found.vega).toBeGreaterThanOrEqual(-1e-10)
          // The matched lognormal does not keep the bound of a single day in the far tail; the exact price does.
          if (price === averagePriceOption)
            for (const delta of found.deltas) {
              expect(delta).toBeGreaterThanOrEqual(0)
              expect(delta).toBeLessThanOrEqual(1 / (days + 2) + 1e-15)
            }
        },
      ),
      { numRuns: 40 },
    )
  })

  it('one fixing is Black', () => {
    const one: Fixings = {
      forwards: Float64Array.of(2),
      times: Float64Array.of(0.5),
      volatilities: Float64Array.of(0.4),
      past: new Float64Array(0),
    }
    const deviation = 0.4 * Math.sqrt(0.5)
    const d1 = Math.log(2 / 2.2) / deviation + deviation / 2
    const { deltas, vega } = greeks(1, one, 2.2, 0.95)
    expect(deltas[0]).toBeCloseTo(0.95 * normalCdf(d1), 13)
    expect(vega).toBeCloseTo((0.95 * 2 * Math.exp((-d1 * d1) / 2) * Math.sqrt(0.5)) / Math.sqrt(2 * Math.PI), 13)
  })

  it('nothing uncertain: the delta of the payoff, one half at the strike; no vega', () => {
    const still = (past: readonly number[]): Fixings => ({ ...month(2, 0.1, 0), past: Float64Array.from(past) })
    expect([...greeks(1, still([]), 1.5, 0.9).deltas]).toEqual([0.45, 0.45])
    expect([...greeks(-1, still([]), 1.5, 0.9).deltas].map(Math.abs)).toEqual([0, 0])
    expect(greeks(1, still([]), 2.01, 0.9).deltas[0]).toBeCloseTo(0.225, 15)
    expect(greeks(1, still([]), 2.01, 0.9).vega).toBe(0)
    // The strike is passed by the known fixings alone.
    const passed = { ...month(2, 0.1, 0.5), past: Float64Array.of(9, 9) }
    expect([...greeks(1, passed, 4, 1).deltas]).toEqual([0.25, 0.25])
    expect(greeks(1, passed, 4, 1).vega).toBe(0)
  })
})

it('the delta to a month scales by the share not yet fixed', () => {
  const days = 21
  const deltaOf = (known: number) => {
    const open = days - known
    const fixings: Fixings = {
      forwards: new Float64Array(open).fill(2),
      times: Float64Array.from({ length: open }, (_, i) => (i + 1) / 252),
      volatilities: new Float64Array(open).fill(0.5),
      past: new Float64Array(known).fill(2),
    }
    return averageOptionGreeks(1, fixings, 2, 1).deltas.reduce((sum, delta) => sum + delta, 0) / (open / days)
  }
  // At the money the delta of the open part is near one half whatever is fixed.
  for (const known of [0, 10, 20]) expect(Math.abs(deltaOf(known) - 0.5)).toBeLessThan(0.03)
})
