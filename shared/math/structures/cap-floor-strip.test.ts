import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { OutOfDomain } from '../numerics/domain.ts'
import { capFloorStrip } from './cap-floor-strip.ts'

const strip = {
  forwards: Float64Array.of(2.49, 2.44, 2.4),
  years: Float64Array.of(0.25, 0.33, 0.42),
  volatilities: Float64Array.of(0.5, 0.48, 0.46),
  volumes: Float64Array.of(1000, 1200, 1500),
  rate: 0.045,
}

describe('a cap and a floor on a strip', () => {
  it('have the values computed in 50 digits', () => {
    const { caplets, cap, floor, payerSwap } = capFloorStrip(strip, 2.6)
    const expected = [199.66371100189383, 240.69906331024217, 304.32896905034363]
    for (const [i, caplet] of caplets.entries()) expect(caplet).toBeCloseTo(expected[i] ?? NaN, 10)
    expect(cap).toBeCloseTo(744.6917433624797, 10)
    expect(floor).toBeCloseTo(1337.0142895508395, 10)
    expect(payerSwap).toBeCloseTo(-592.3225461883599, 10)
  })

  it('differ by the swap, to 1e-13 of the money, at any strike, volatility and time, 0 included', () => {
    const month = fc.record({
      forward: fc.double({ min: 0.01, max: 10, noNaN: true }),
      years: fc.double({ min: 0, max: 5, noNaN: true }),
      volatility: fc.double({ min: 0, max: 2, noNaN: true }),
      volume: fc.double({ min: 0, max: 1e6, noNaN: true }),
    })
    fc.assert(
      fc.property(fc.array(month, { minLength: 1, maxLength: 24 }), fc.double({ min: 0, max: 10, noNaN: true }), (months, strike) => {
        const { caplets, floorlets, cap, floor, payerSwap } = capFloorStrip(
          {
            forwards: Float64Array.from(months, (each) => each.forward),
            years: Float64Array.from(months, (each) => each.years),
            volatilities: Float64Array.from(months, (each) => each.volatility),
            volumes: Float64Array.from(months, (each) => each.volume),
            rate: 0.05,
          },
          strike,
        )
        const money = months.reduce((total, each) => total + each.volume * (each.forward + strike), 0)
        expect(Math.abs(cap - floor - payerSwap)).toBeLessThanOrEqual(1e-13 * money)
        expect(Math.min(...caplets, ...floorlets)).toBeGreaterThanOrEqual(0)
      }),
    )
  })

  it('cost less the higher (cap) or lower (floor) the strike', () => {
    const strikes = [0, 0.5, 1, 2, 3, 5, 50, 1e6]
    const priced = strikes.map((strike) => capFloorStrip(strip, strike))
    for (const [i, { cap, floor }] of priced.entries()) {
      expect(cap).toBeLessThanOrEqual(priced[i - 1]?.cap ?? Infinity)
      expect(floor).toBeGreaterThanOrEqual(priced[i - 1]?.floor ?? 0)
    }
    expect(priced[0]?.floor).toBe(0)
    expect(priced.at(-1)?.cap).toBeLessThan(1e-100)
  })

  it('refuse hostile arguments', () => {
    for (const bad of [NaN, Infinity, -1]) {
      expect(() => capFloorStrip(strip, bad)).toThrow(/strike/)
      for (const name of ['forwards', 'years', 'volatilities', 'volumes'] as const)
        expect(() => capFloorStrip({ ...strip, [name]: Float64Array.of(1, bad, 1) }, 2)).toThrow(new RegExp(`${name}\\[1\\]`))
    }
    expect(() => capFloorStrip({ ...strip, volumes: Float64Array.of(1) }, 2)).toThrow(/volumes/)
    expect(() => capFloorStrip({ ...strip, rate: NaN }, 2)).toThrow(OutOfDomain)
  })
})
