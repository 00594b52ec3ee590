import { describe, expect, it } from 'vitest'
import { averagePrice, averagePriceDelta, averagePriceVolatility } from './running-month.ts'

describe('average-settled futures', () => {
  it('a month partly fixed is worth its fixings and the expectation of the rest', () => {
    // Ten of 21 days fixed at 2.60, the index now at 2.40.
    expect(averagePrice(26, 10, 21, 2.4)).toBeCloseTo((10 * 2.6 + 11 * 2.4) / 21, 14)
    expect(averagePrice(0, 0, 21, 2.4)).toBe(2.4)
    expect(averagePrice(50.4, 21, 21, 9)).toBeCloseTo(2.4, 14)
  })

  it('its volatility runs off in a straight line while fixings equal the index', () => {
    expect(averagePriceVolatility(0.5, 0, 0, 21, 2.4)).toBeCloseTo(0.5, 15)
    expect(averagePriceVolatility(0.5, 10 * 2.4, 10, 21, 2.4)).toBeCloseTo(0.2619047619047619, 15)
    expect(averagePriceVolatility(0.5, 20 * 2.4, 20, 21, 2.4)).toBeCloseTo(0.023809523809523808, 15)
    expect(averagePriceVolatility(0.5, 21 * 2.4, 21, 21, 2.4)).toBe(0)
  })

  it('cheaper fixings leave the open days a larger part', () => {
    expect(averagePriceVolatility(0.5, 10 * 2, 10, 21, 2.4)).toBeGreaterThan(averagePriceVolatility(0.5, 10 * 2.4, 10, 21, 2.4))
  })

  it('its delta is the open share, as a bump shows', () => {
    expect(averagePriceDelta(10, 21)).toBeCloseTo(averagePrice(26, 10, 21, 3.4) - averagePrice(26, 10, 21, 2.4), 14)
    expect(() => averagePriceDelta(22, 21)).toThrow(/fixed days/)
    expect(() => averagePriceDelta(0, 0)).toThrow(/days/)
  })
})
