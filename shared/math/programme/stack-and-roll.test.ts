import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { OutOfDomain } from '../numerics/domain.ts'
import { sum } from '../numerics/series.ts'
import { stackAndRoll } from './stack-and-roll.ts'

const near = Float64Array.of(2.6, 2.48, 2.36, 2.41, 2.25, 2.2, 2.1)
const next = Float64Array.of(2.55, 2.44, 2.33, 2.36, 2.22, 2.16, 2.08)

describe('stack and roll', () => {
  it('funds a falling market month by month', () => {
    const found = stackAndRoll(1000, 6, near, next)
    expect([...found.units]).toEqual([6000, 5000, 4000, 3000, 2000, 1000])
    const expected = [-420, -400, 320, -330, -40, -60]
    found.periodCashFlow.forEach((flow, i) => {
      expect(flow).toBeCloseTo(expected[i] ?? NaN, 9)
    })
    expect(found.cumulative.at(-1)).toBeCloseTo(-930, 9)
    expect(found.maxCumulativeOutflow).toBeCloseTo(930, 9)
    expect(found.rollSpreadCost).toBeCloseTo(-870, 9)
  })

  it('fixes the price where next is near: gains are the fall of the commitment and nothing for the roll', () => {
    const price = fc.double({ min: 0, max: 10, noNaN: true })
    fc.assert(
      fc.property(fc.array(price, { minLength: 2, maxLength: 20 }), (path) => {
        const prices = Float64Array.from(path)
        const months = path.length - 1
        const found = stackAndRoll(10, months, prices, prices)
        expect(found.rollSpreadCost).toBe(0)
        // Each month's 10 units gained what the price moved from the start to their own date.
        const gain = sum(prices.slice(1).map((each) => 10 * (each - (prices[0] ?? NaN))))
        expect(found.cumulative.at(-1)).toBeCloseTo(gain, 8)
        expect(found.maxCumulativeOutflow).toBeGreaterThanOrEqual(Math.max(0, -gain) - 1e-9)
      }),
    )
  })

  it('needs no funding in a market that rises', () => {
    const rising = Float64Array.of(1, 2, 3, 4)
    expect(stackAndRoll(5, 3, rising, rising).maxCumulativeOutflow).toBe(0)
  })

  it('names what it cannot use', () => {
    expect(() => stackAndRoll(-1, 6, near, next)).toThrow('commitmentPerMonth')
    expect(() => stackAndRoll(1000, 0, near, next)).toThrow('months')
    expect(() => stackAndRoll(1000, 2.5, near, next)).toThrow(OutOfDomain)
    expect(() => stackAndRoll(1000, 7, near, next)).toThrow('near')
    expect(() => stackAndRoll(1000, 6, near, next.subarray(0, 5))).toThrow('next')
    expect(() => stackAndRoll(1000, 1, Float64Array.of(1, NaN), next)).toThrow('near[1]')
  })
})
