import { describe, expect, it } from 'vitest'
import { averagePrice, lockedPrice, nearestContracts } from './futures.ts'

describe('average-settled futures', () => {
  it('a month partly fixed is worth its fixings and the expectation of the rest', () => {
    // Ten of 21 days fixed at 2.60, the index now at 2.40.
    expect(averagePrice(26, 10, 21, 2.4)).toBeCloseTo((10 * 2.6 + 11 * 2.4) / 21, 14)
    expect(averagePrice(0, 0, 21, 2.4)).toBe(2.4)
    expect(averagePrice(50.4, 21, 21, 9)).toBeCloseTo(2.4, 14)
  })

  it('buys the nearest whole contracts of a ladder', () => {
    const exposure = [9400, 10_000, 10_600, 11_300, 12_000, 12_700]
    const cover = [0.6, 0.6, 0.65, 0.5, 0.5, 0.38]
    expect(exposure.map((units, m) => nearestContracts(units, cover[m] ?? 0, 1000))).toEqual([6, 6, 7, 6, 6, 5])
    expect(nearestContracts(2_000_000, 0.777650674241176, 42_000)).toBe(37) // Hull, Example 3.3
  })

  it('weights the locked price by contracts', () => {
    expect(lockedPrice(Float64Array.of(6, 2), Float64Array.of(2.5, 2.1))).toBeCloseTo(2.4, 14)
    expect(lockedPrice(Float64Array.of(0, 0), Float64Array.of(2.5, 2.1))).toBeNaN()
  })
})
