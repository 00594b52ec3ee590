import { describe, expect, it } from 'vitest'
import { averagePrice } from './running-month.ts'

describe('average-settled futures', () => {
  it('a month partly fixed is worth its fixings and the expectation of the rest', () => {
    // Ten of 21 days fixed at 2.60, the index now at 2.40.
    expect(averagePrice(26, 10, 21, 2.4)).toBeCloseTo((10 * 2.6 + 11 * 2.4) / 21, 14)
    expect(averagePrice(0, 0, 21, 2.4)).toBe(2.4)
    expect(averagePrice(50.4, 21, 21, 9)).toBeCloseTo(2.4, 14)
  })
})
