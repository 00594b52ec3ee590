import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { OutOfDomain } from '../numerics/domain.ts'
import { integrate } from '../numerics/quadrature.ts'
import { blackPrice } from '../options/black.ts'
import { averagePriceOption } from './average-option.ts'
import type { Fixings } from './fixings.ts'
import { averageLowerBound } from './lower-bound.ts'

interface Month {
  readonly forward: number
  readonly first: number
  readonly step?: number
  readonly days: number
  readonly volatility: number
  readonly past?: readonly number[]
}

/** Fixings `step` years apart, a trading day when absent, at one forward and one volatility. */
function month({ forward, first, step = 1 / 252, days, volatility, past = [] }: Month): Fixings {
  return {
    forwards: new Float64Array(days).fill(forward),
    times: Float64Array.from({ length: days }, (_, i) => first + i * step),
    volatilities: new Float64Array(days).fill(volatility),
    past: Float64Array.from(past),
  }
}

const discountOf = (rate: number, years: number) => Math.exp(-rate * years)

describe('the exact price of an option on a month average', () => {
  // Computed with a recursion of another author in numpy (trapezoid rule, own code and grids); they agree to 1e-14.
  const gpu = month({ forward: 2.49, first: 0.25, days: 21, volatility: 0.45 })
  const token = month({ forward: 0.4, first: 0.75, days: 20, volatility: 0.85 })
  const fixed = [2.38, 2.41, 2.44, 2.4, 2.47, 2.52, 2.5, 2.48, 2.51, 2.46, 2.49]
  const running = month({ forward: 2.49, first: 1 / 252, days: 10, volatility: 0.5, past: fixed })
  const wild = month({ forward: 100, first: 0.25, step: 0.25, days: 4, volatility: 1 })
  const samuelson: Fixings = {
    forwards: Float64Array.of(100, 101, 102, 103),
    times: Float64Array.of(0.25, 0.5, 0.75, 1),
    volatilities: Float64Array.of(0.55, 0.48, 0.43, 0.4),
    past: new Float64Array(0),
  }
  it.each([
    ['GPU month three months ahead, call', 1, gpu, 2.4, discountOf(0.045, 0.25 + 20 / 252), 0.27366302989296853],
    ['the same, put', -1, gpu, 2.4, discountOf(0.045, 0.25 + 20 / 252), 0.18498712175885174],
    ['token month at 85 %, call', 1, token, 0.36, discountOf(0.04, 0.75 + 19 / 252), 0.12757408585377922],
    ['11 of 21 days known, call', 1, running, 2.45, discountOf(0.045, 10 / 252), 0.04255905646552099],
    ['11 of 21 days known, put', -1, running, 2.45, discountOf(0.045, 10 / 252), 0.01831667082893789],
    ['four quarters at 100 %', 1, wild, 100, discountOf(0.03, 1), 25.84396613582707],
    ['falling volatility, rising curve', 1, samuelson, 100, discountOf(0.04, 1), 13.211169998945941],
  ] as const)('%s', (_, side, fixings, strike, discount, price) => {
    expect(Math.abs(averagePriceOption(side, fixings, strike, discount) - price)).toBeLessThan(1e-12 * strike)
  })

  it('two fixings: the integral over the first one, Black on the second', () => {
    for (const volatility of [0.05, 0.4, 3]) {
      const times = [0.3, 0.9]
      const [early, late] = [volatility * Math.sqrt(0.3), volatility * Math.sqrt(0.6)]
      const [strike, weight] = [1.1, 0.35]
      const given = (z: number) => {
        const first = Math.exp(early * z - (early * early) / 2)
        const payoff = blackPrice(1, (1 - weight) * first, strike - weight * first, late)
        return (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * payoff
      }
      // Split where the first fixing alone reaches the strike: there the integrand is smooth, but not analytic.
      const split = Math.log(strike / weight) / early + early / 2
      const cuts = [-9, Math.min(split, 9 + 2 * early), 9 + 2 * early]
      const exact = integrate(given, cuts[0] ?? NaN, cuts[1] ?? NaN, 200) + integrate(given, cuts[1] ?? NaN, cuts[2] ?? NaN, 200)
      const fixings: Fixings = {
        forwards: Float64Array.of(1, 1),
        times: Float64Array.from(times),
        volatilities: Float64Array.of(volatility, volatility),
        past: new Float64Array(0),
        weights: Float64Array.of(weight, 1 - weight),
      }
      expect(Math.abs(averagePriceOption(1, fixings, strike, 1) - exact)).toBeLessThan(1e-11)
    }
  })

  it('published effect of averaging: at the money, 50 %, 21 days, against Black to the last day', () => {
    for (const [first, ratio] of [
      [0, 0.598],
      [1 / 12, 0.824],
      [3 / 12, 0.917],
      [12 / 12, 0.976],
    ] as const) {
      const asian = averagePriceOption(1, month({ forward: 1, first: first + 1 / 252, days: 21, volatility: 0.5 }), 1, 1)
      const black = blackPrice(1, 1, 1, 0.5 * Math.sqrt(first + 21 / 252))
      expect(Math.abs(asian / black - ratio)).toBeLessThan(6e-4)
    }
  })
})

describe('what holds for every average option', () => {
  const anyMonth = fc.record({
    forward: fc.double({ min: 0.2, max: 50, noNaN: true }),
    first: fc.double({ min: 0, max: 2, noNaN: true }),
    step: fc.constantFrom(1 / 252, 1 / 52, 1 / 12),
    days: fc.integer({ min: 1, max: 25 }),
    volatility: fc.double({ min: 0.05, max: 3, noNaN: true }),
  })
  const moneyness = fc.double({ min: 0.3, max: 3, noNaN: true })

  it('parity to 1e-12; lower bound <= exact <= European of the same volatility', () => {
    fc.assert(
      fc.property(anyMonth, moneyness, (each, ratio) => {
        const fixings = month(each)
        const strike = each.forward * ratio
        const call = averagePriceOption(1, fixings, strike, 0.97)
        const put = averagePriceOption(-1, fixings, strike, 0.97)
        expect(Math.abs(call - put - 0.97 * (each.forward - strike))).toBeLessThan(1e-12 * (each.forward + strike))
        expect(averageLowerBound(1, fixings, strike, 0.97)).toBeLessThanOrEqual(call + 2e-11 * each.forward)
        const last = each.first + (each.days - 1) * each.step
        const european = 0.97 * blackPrice(1, each.forward, strike, each.volatility * Math.sqrt(last))
        expect(call).toBeLessThanOrEqual(european + 2e-11 * each.forward)
      }),
      { numRuns: 60 },
    )
  })

  it('falls and is convex in the strike, rises with volatility, scales with the price', () => {
    fc.assert(
      fc.property(anyMonth, moneyness, (each, ratio) => {
        const price = (strike: number, volatility = each.volatility) => averagePriceOption(1, month({ ...each, volatility }), strike, 1)
        const strike = each.forward * ratio
        const allowed = 1e-11 * each.forward
        const [low, middle, high] = [price(strike), price(strike * 1.05), price(strike * 1.1)]
        expect(middle).toBeLessThanOrEqual(low + allowed)
        expect(middle).toBeLessThanOrEqual((low + high) / 2 + allowed)
        expect(price(strike, each.volatility * 1.02)).toBeGreaterThanOrEqual(low - allowed)
        const scaled = averagePriceOption(1, month({ ...each, forward: 7 * each.forward }), 7 * strike, 1)
        expect(Math.abs(scaled - 7 * low)).toBeLessThan(1e-11 * 7 * each.forward)
      }),
      { numRuns: 40 },
    )
  })

  it('becomes the European option as the averaging shrinks to one day', () => {
    const european = 0.98 * blackPrice(1, 2.5, 2.6, 0.6 * Math.sqrt(0.5))
    const gap = (step: number) =>
      Math.abs(averagePriceOption(1, month({ forward: 2.5, first: 0.5, step, days: 21, volatility: 0.6 }), 2.6, 0.98) - european)
    expect(gap(1e-3)).toBeGreaterThan(1e-5)
    expect(gap(1e-6)).toBeLessThan(1e-5)
    expect(gap(0)).toBeLessThan(1e-13)
  })
})

describe('a month that runs', () => {
  const running = (past: readonly number[]) => month({ forward: 2.5, first: 0.01, days: 5, volatility: 0.5, past })

  it('does not care about the order of the known fixings', () => {
    const price = averagePriceOption(1, running([2.4, 2.7, 2.45]), 2.5, 1)
    expect(averagePriceOption(1, running([2.7, 2.45, 2.4]), 2.5, 1)).toBeCloseTo(price, 14)
  })

  it('a fixing at time 0 is known', () => {
    const open = month({ forward: 2.5, first: 0, days: 6, volatility: 0.5, past: [2.4] })
    const known = month({ forward: 2.5, first: 1 / 252, days: 5, volatility: 0.5, past: [2.4, 2.5] })
    expect(averagePriceOption(1, open, 2.5, 1)).toBe(averagePriceOption(1, known, 2.5, 1))
  })

  it('all fixed is the intrinsic value; a strike already passed is the forward, its put nothing', () => {
    const done = month({ forward: 1, first: 0, days: 0, volatility: 0.5, past: [2, 3] })
    expect(averagePriceOption(1, done, 2.2, 0.9)).toBeCloseTo(0.9 * 0.3, 14)
    expect(averagePriceOption(-1, done, 2.2, 0.9)).toBe(0)
    const deep = month({ forward: 2.6, first: 1 / 252, days: 3, volatility: 0.5, past: new Array<number>(18).fill(2.5) })
    expect(averagePriceOption(1, deep, 2, 1)).toBeCloseTo((18 * 2.5 + 3 * 2.6) / 21 - 2, 14)
    expect(averagePriceOption(-1, deep, 2, 1)).toBe(0)
  })

  it('fixings without volatility are as good as known', () => {
    const some: Fixings = { ...running([]), volatilities: Float64Array.of(0, 0, 0.5, 0.5, 0.5) }
    const [, , third = NaN, fourth = NaN, fifth = NaN] = some.times
    const rest: Fixings = {
      forwards: new Float64Array(3).fill(2.5),
      times: Float64Array.of(third, fourth, fifth),
      volatilities: new Float64Array(3).fill(0.5),
      past: Float64Array.of(2.5, 2.5),
    }
    expect(averagePriceOption(1, some, 2.51, 1)).toBeCloseTo(averagePriceOption(1, rest, 2.51, 1), 14)
  })

  it('two fixings at one instant are one of both weights', () => {
    const twice: Fixings = { ...month({ forward: 2, first: 0.2, step: 0, days: 2, volatility: 0.4 }), weights: Float64Array.of(0.3, 0.7) }
    expect(averagePriceOption(1, twice, 2.1, 1)).toBeCloseTo(blackPrice(1, 2, 2.1, 0.4 * Math.sqrt(0.2)), 14)
  })
})

describe('far corners', () => {
  it('long gaps: two bundles of 20 fixings a year apart, each at nearly one instant, are two fixings', () => {
    const times = Float64Array.from({ length: 40 }, (_, i) => (i < 20 ? 0.1 : 1.1) + (i % 20) * 1e-12)
    const many: Fixings = {
      forwards: new Float64Array(40).fill(1),
      times,
      volatilities: new Float64Array(40).fill(0.8),
      past: new Float64Array(0),
    }
    const two: Fixings = { ...month({ forward: 1, first: 0.1, step: 1, days: 2, volatility: 0.8 }) }
    expect(Math.abs(averagePriceOption(1, many, 1.2, 1) - averagePriceOption(1, two, 1.2, 1))).toBeLessThan(1e-9)
  })

  it('volatilities from nothing to 300 % and 260 days stay between their bounds', () => {
    for (const volatility of [1e-9, 1e-6, 1e-3, 0.05, 3]) {
      const year = month({ forward: 1, first: 1 / 252, days: 260, volatility })
      const price = averagePriceOption(1, year, 1, 1)
      expect(price).toBeGreaterThanOrEqual(averageLowerBound(1, year, 1, 1) - 1e-11)
      expect(price).toBeLessThan(blackPrice(1, 1, 1, volatility * Math.sqrt(260 / 252)))
    }
  })

  it('strikes far out: nothing above, the forward below', () => {
    const far = month({ forward: 2, first: 0.5, days: 21, volatility: 0.4 })
    expect(averagePriceOption(1, far, 2e6, 1)).toBeLessThan(1e-12)
    expect(averagePriceOption(1, far, 2e-6, 1)).toBeCloseTo(2 - 2e-6, 13)
    expect(averagePriceOption(1, far, 0, 1)).toBeCloseTo(2, 13)
    expect(averagePriceOption(1, far, -1, 1)).toBeCloseTo(3, 13)
  })

  it('refuses what it has no answer for, by name', () => {
    const good = month({ forward: 2, first: 0.5, days: 2, volatility: 0.4 })
    const bad = (change: Partial<Fixings>) => () => averagePriceOption(1, { ...good, ...change }, 2, 1)
    expect(bad({ forwards: Float64Array.of(2, NaN) })).toThrow(/forwards\[1\]/)
    expect(bad({ forwards: Float64Array.of(-2, 2) })).toThrow(/forwards\[0\]/)
    expect(bad({ times: Float64Array.of(0.5, 0.4) })).toThrow(/times\[1\]/)
    expect(bad({ times: Float64Array.of(0.5) })).toThrow(/times is 1 values/)
    expect(bad({ volatilities: Float64Array.of(0.4, -0.1) })).toThrow(/volatilities\[1\]/)
    expect(bad({ volatilities: Float64Array.of(0.4, Infinity) })).toThrow(OutOfDomain)
    expect(bad({ volatilities: Float64Array.of(0.4, 0.1) })).toThrow(/total variance of fixing 2/)
    expect(bad({ past: Float64Array.of(NaN) })).toThrow(/past\[0\]/)
    expect(bad({ weights: Float64Array.of(0.5, -0.5) })).toThrow(/weights\[1\]/)
    expect(bad({ forwards: new Float64Array(0), times: new Float64Array(0), volatilities: new Float64Array(0) })).toThrow(/fixings/)
    expect(() => averagePriceOption(1, good, NaN, 1)).toThrow(/strike/)
    expect(() => averagePriceOption(1, good, 2, 0)).toThrow(/discount/)
    expect(() => averagePriceOption(1, good, 2, Infinity)).toThrow(/discount/)
  })
})
