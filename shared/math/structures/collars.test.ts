import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { OutOfDomain } from '../numerics/domain.ts'
import { effectiveCost, legsDelta, legsPayoff, legsPremium, type OptionMarket } from './option-legs.ts'
import { participatingForward, participatingForwardStrike } from './participating-forward.ts'
import { polynomialSmile } from './smile.ts'
import { threeWayCollar } from './three-way-collar.ts'
import { zeroCostCollar, zeroCostCollarWithSmile } from './zero-cost-collar.ts'

const market: OptionMarket = { forward: 2.49, years: 0.5, volatility: 0.5, rate: 0.045 }
const markets = fc.record({
  forward: fc.double({ min: 0.05, max: 200, noNaN: true }),
  years: fc.double({ min: 0.01, max: 3, noNaN: true }),
  volatility: fc.double({ min: 0.05, max: 1.2, noNaN: true }),
  rate: fc.double({ min: -0.02, max: 0.15, noNaN: true }),
})
const relative = (got: number, expected: number) => Math.abs(got / expected - 1)

describe('a zero-cost collar', () => {
  it.each([
    [market, 2.9, 2.208174268588946, 0.20270796783040473, 0.6867304967243808],
    [{ forward: 0.4, years: 0.75, volatility: 0.85, rate: 0.04 }, 0.5, 0.3507908255725849, 0.08232234363114733, 0.7940977358933274],
    [{ forward: 100, years: 1, volatility: 0.3, rate: 0.05 }, 110, 92.57088101609573, 7.743970206189602, 0.737484792451229],
  ])('sells the put of the same premium (computed in 50 digits, 1e-12)', (each, callStrike, putStrike, premium, delta) => {
    const collar = zeroCostCollar(each, callStrike)
    expect(relative(collar.putStrike, putStrike)).toBeLessThan(1e-12)
    expect(relative(collar.premium, premium)).toBeLessThan(1e-12)
    expect(relative(collar.delta, delta)).toBeLessThan(1e-12)
  })

  it('costs nothing and holds the forward between its strikes', () => {
    fc.assert(
      fc.property(markets, fc.double({ min: -2, max: 2, noNaN: true }), (each, deviations) => {
        const callStrike = each.forward * Math.exp(deviations * each.volatility * Math.sqrt(each.years))
        const { putStrike, premium } = zeroCostCollar(each, callStrike)
        const legs = [
          { side: 1, strike: callStrike, quantity: 1 },
          { side: -1, strike: putStrike, quantity: -1 },
        ] as const
        expect(Math.abs(legsPremium(each, legs))).toBeLessThan(1e-12 * premium + 1e-15 * each.forward)
        expect((callStrike - each.forward) * (putStrike - each.forward)).toBeLessThan(1e-14 * each.forward * each.forward)
      }),
    )
  })

  it('is the forward itself for a call at the forward, and forward^2 / call strike without volatility', () => {
    expect(relative(zeroCostCollar(market, 2.49).putStrike, 2.49)).toBeLessThan(1e-14)
    const still = zeroCostCollar({ ...market, volatility: 0 }, 3)
    expect(still.putStrike).toBeCloseTo((2.49 * 2.49) / 3, 14)
    expect(still.premium).toBe(0)
    const nearly = zeroCostCollar({ ...market, volatility: 0.02 }, 2.6)
    expect(relative(nearly.putStrike, (2.49 * 2.49) / 2.6)).toBeLessThan(1e-3)
    expect(zeroCostCollar({ ...market, years: 0 }, 2).putStrike).toBeCloseTo(2.98, 12)
  })

  it('refuses a call without a price and hostile arguments', () => {
    expect(() => zeroCostCollar({ ...market, volatility: 0.001 }, 1000)).toThrow(/callStrike/)
    for (const bad of [NaN, Infinity, 0, -1]) {
      expect(() => zeroCostCollar(market, bad)).toThrow(/callStrike/)
      expect(() => zeroCostCollar({ ...market, forward: bad }, 3)).toThrow(/forward/)
    }
    for (const bad of [NaN, Infinity, -1]) {
      expect(() => zeroCostCollar({ ...market, volatility: bad }, 3)).toThrow(/volatility/)
      expect(() => zeroCostCollar({ ...market, years: bad }, 3)).toThrow(/years/)
    }
    expect(() => zeroCostCollar({ ...market, rate: NaN }, 3)).toThrow(/rate/)
  })
})

describe('a zero-cost collar with a smile', () => {
  const quotes = [
    { strike: 2, volatility: 0.56 },
    { strike: 2.49, volatility: 0.5 },
    { strike: 3, volatility: 0.55 },
  ]

  it('takes each option at its own volatility (computed in 50 digits, 1e-11)', () => {
    const collar = zeroCostCollarWithSmile(market, polynomialSmile(2.49, quotes), 2.9)
    expect(relative(collar.callVolatility, 0.5339933047035653)).toBeLessThan(1e-13)
    expect(relative(collar.putStrike, 2.2426157869999215)).toBeLessThan(1e-11)
    expect(relative(collar.putVolatility, 0.5126312311321433)).toBeLessThan(1e-11)
    expect(relative(collar.premium, 0.2254205587113379)).toBeLessThan(1e-12)
    expect(collar.isUnique).toBe(true)
  })

  it('finds the strike beside the forward when far strikes of the parabola cost as much again', () => {
    // A short month: six deviations below the forward the parabola has left the quotes far behind.
    const narrow = [
      { strike: 15.19, volatility: 0.055 },
      { strike: 15.27, volatility: 0.05 },
      { strike: 15.35, volatility: 0.053 },
    ]
    const short = { forward: 15.27, years: 0.01, rate: 0.02 }
    const collar = zeroCostCollarWithSmile(short, polynomialSmile(15.27, narrow), 15.38)
    expect(collar.putStrike).toBeGreaterThan(15.1)
    expect(collar.putStrike).toBeLessThan(15.27)
    expect(collar.isUnique).toBe(true)
  })

  it('is the flat collar when the smile is flat', () => {
    const flat = quotes.map((quote) => ({ ...quote, volatility: 0.5 }))
    const one = zeroCostCollarWithSmile(market, polynomialSmile(2.49, flat), 2.9)
    const other = zeroCostCollar(market, 2.9)
    expect(relative(one.putStrike, other.putStrike)).toBeLessThan(1e-12)
    expect(relative(one.delta, other.delta)).toBeLessThan(1e-12)
  })

  it('says when the strike may not be the only one', () => {
    // A volatility that falls from 300 % to 10 % within a small range of strikes makes puts cheaper as their strike rises.
    const volatilityAt = (strike: number) => (strike < 1.5 ? 3 : strike < 1.6 ? 3 - 29 * (strike - 1.5) : 0.1)
    expect(zeroCostCollarWithSmile(market, { volatilityAt, lowest: 1, highest: 3 }, 2.6).isUnique).toBe(false)
  })

  it('meets its quotes, one to five of them, and refuses doubles and hostile ones', () => {
    for (let n = 1; n <= 3; n++) {
      const smile = polynomialSmile(2.49, quotes.slice(0, n))
      for (const { strike, volatility } of quotes.slice(0, n)) expect(smile.volatilityAt(strike)).toBeCloseTo(volatility, 14)
    }
    expect(() => polynomialSmile(2.49, [])).toThrow(OutOfDomain)
    expect(() => polynomialSmile(2.49, [...quotes, { strike: 2, volatility: 0.5 }])).toThrow(/quotes\[3\]\.strike/)
    for (const bad of [NaN, 0, -1, Infinity]) {
      expect(() => polynomialSmile(bad, quotes)).toThrow(OutOfDomain)
      expect(() => polynomialSmile(2.49, [{ strike: bad, volatility: 0.5 }])).toThrow(OutOfDomain)
      expect(() => polynomialSmile(2.49, [{ strike: 2, volatility: bad }])).toThrow(OutOfDomain)
      expect(() => polynomialSmile(2.49, quotes).volatilityAt(bad)).toThrow(OutOfDomain)
    }
  })
})

describe('a participating forward', () => {
  it.each([
    [market, 2.6, 0.7347752379344327, 0.29796242688267355, 0.4055150629739404],
    [{ forward: 0.4, years: 1, volatility: 0.8, rate: 0.04 }, 0.42, 0.854725433256825, 0.11305642660767123, 0.13227221539071768],
  ])('sells C/P puts (computed in 50 digits, 1e-12)', (each, strike, share, call, put) => {
    const forward = participatingForward(each, strike)
    expect(relative(forward.putShare, share)).toBeLessThan(1e-12)
    expect(relative(forward.call, call)).toBeLessThan(1e-12)
    expect(relative(forward.put, put)).toBeLessThan(1e-12)
    expect(forward.participation).toBeCloseTo(1 - share, 12)
  })

  it('finds the strike of a wanted participation, and back (50 digits; round trip 1e-10)', () => {
    expect(relative(participatingForwardStrike(market, 0.5), 2.7438666432453873)).toBeLessThan(1e-12)
    expect(
      relative(participatingForwardStrike({ forward: 0.4, years: 1, volatility: 0.8, rate: 0.04 }, 0.5), 0.4959824737079174),
    ).toBeLessThan(1e-12)
    fc.assert(
      fc.property(markets, fc.double({ min: 0.01, max: 0.99, noNaN: true }), (each, participation) => {
        const strike = participatingForwardStrike(each, participation)
        expect(strike).toBeGreaterThan(each.forward)
        expect(Math.abs(participatingForward(each, strike).participation - participation)).toBeLessThan(1e-10)
      }),
    )
  })

  it('is a plain forward purchase for participation 0, and at the forward', () => {
    expect(participatingForwardStrike(market, 0)).toBe(2.49)
    expect(participatingForwardStrike({ ...market, volatility: 0 }, 0.5)).toBe(2.49)
    expect(participatingForward(market, 2.49).participation).toBe(0)
    expect(participatingForward({ ...market, years: 0 }, 2.49).participation).toBe(0)
    expect(participatingForward({ ...market, volatility: 0 }, 3).participation).toBe(1)
    expect(participatingForward(market, 2.2).participation).toBeLessThan(0)
  })

  it('refuses a strike whose put is worthless and hostile arguments', () => {
    expect(() => participatingForward({ ...market, volatility: 0 }, 2)).toThrow(/strike/)
    for (const bad of [NaN, Infinity, 0, -1]) expect(() => participatingForward(market, bad)).toThrow(/strike/)
    for (const bad of [NaN, 1, -0.1, Infinity]) expect(() => participatingForwardStrike(market, bad)).toThrow(/participation/)
  })
})

describe('a three-way collar', () => {
  const collar = threeWayCollar(market, 2.2, 2.7, 3.3)

  it('has premium, payoffs and effective costs computed in 50 digits', () => {
    expect(collar.premium).toBeCloseTo(-0.05543206692201769, 14)
    const prices = [1.245, 1.992, 2.49, 2.988, 3.984]
    const payoffs = [-0.955, -0.208, 0, 0.288, 0.6]
    const costs = [2.2, 2.2, 2.49, 2.7, 3.384]
    for (const [i, price] of prices.entries()) {
      expect(legsPayoff(collar.legs, price)).toBeCloseTo(payoffs[i] ?? NaN, 14)
      expect(effectiveCost(collar.legs, price)).toBeCloseTo(costs[i] ?? NaN, 14)
    }
  })

  it('never pays more than the distance of its calls, and never costs less than the put strike', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 100, noNaN: true }), (price) => {
        expect(legsPayoff(collar.legs, price)).toBeLessThanOrEqual(collar.largestProtection + 1e-12)
        expect(effectiveCost(collar.legs, price)).toBeGreaterThanOrEqual(collar.lowestCost - 1e-12)
      }),
    )
  })

  it('moves by its delta', () => {
    const h = 1e-5
    const bumped = (forward: number) => legsPremium({ ...market, forward }, collar.legs)
    expect(legsDelta(market, collar.legs)).toBeCloseTo((bumped(2.49 + h) - bumped(2.49 - h)) / (2 * h), 8)
  })

  it('has the delta of the payoff without volatility, half at a strike', () => {
    const call = [{ side: 1, strike: 2.49, quantity: 1 }] as const
    const still = { ...market, volatility: 0, rate: 0 }
    expect(legsDelta(still, call)).toBe(0.5)
    expect(legsDelta({ ...still, forward: 3 }, call)).toBe(1)
    expect(legsDelta({ ...still, forward: 2 }, call)).toBe(0)
    expect(legsDelta(market, [{ side: 1, strike: 0, quantity: 1 }])).toBeCloseTo(Math.exp(-0.0225), 15)
    expect(legsDelta(market, [{ side: -1, strike: 0, quantity: 1 }])).toBeCloseTo(0, 15)
  })

  it('refuses strikes out of order and hostile arguments', () => {
    expect(() => threeWayCollar(market, 2.8, 2.7, 3.3)).toThrow(/callBought/)
    expect(() => threeWayCollar(market, 2.2, 2.7, 2.6)).toThrow(/callSold/)
    for (const bad of [NaN, 0, -1, Infinity]) expect(() => threeWayCollar(market, bad, 2.7, 3.3)).toThrow(/putSold/)
    expect(() => legsPayoff(collar.legs, NaN)).toThrow(/finalPrice/)
    expect(() => legsPremium(market, [{ side: 1, strike: NaN, quantity: 1 }])).toThrow(/legs\[0\]\.strike/)
    expect(() => legsPremium(market, [{ side: 1, strike: 1, quantity: NaN }])).toThrow(/quantity/)
  })
})
