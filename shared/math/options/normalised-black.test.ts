import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { blackPrice } from './black.ts'
import { millsDecline, millsRatio } from './mills-ratio.ts'
import { logRatio, timeValueRatio } from './normalised-black.ts'
import { controlAtLeft, controlAtRight, rationalCubic } from './rational-cubic.ts'

const relative = (got: number, expected: number) => Math.abs(got / expected - 1)

describe('normalised Black price', () => {
  it.each([
    // N(d1) - exp(-x) N(d2) in 60 to 400 digits (mpmath); one row or more per branch.
    [0, 1e-8, 3.989422804014327e-9, 1e-15],
    [-1e-9, 1e-4, 3.989372804546225e-5, 1e-15],
    [-0.5, 0.3, 0.0075734805854631975, 2e-15],
    [-3, 0.4, 7.235698663594226e-15, 1e-14],
    [-7, 0.35, 1.5638885813254137e-89, 1e-13],
    [-2, 0.8, 0.004077821416147958, 3e-15],
    [-1, 5, 0.9798516780897752, 1e-15],
    [-0.1, 12, 0.9999999979257264, 1e-15],
    [-40, 2, 8.082866373294299e-82, 1e-13],
    [-600, 33, 0.0435079362595116, 1e-14],
  ])('at x = %d and s = %d is %d', (x, s, expected, tolerance) => {
    expect(relative(timeValueRatio(x, s), expected)).toBeLessThan(tolerance)
  })

  it('rises with the deviation without a step where the branches meet', () => {
    fc.assert(
      fc.property(fc.double({ min: -14, max: 0, noNaN: true }), fc.double({ min: 0.41, max: 0.43, noNaN: true }), (x, s) => {
        const [low, high] = [timeValueRatio(x, s), timeValueRatio(x, s * 1.0001)]
        expect(high).toBeGreaterThanOrEqual(low)
        expect(high).toBeLessThanOrEqual(1)
        // Across s = 0.42 the Taylor series gives way to the difference of ratios.
        expect(relative(timeValueRatio(x, 0.42), timeValueRatio(x, 0.41999999999999998))).toBeLessThan(1e-11)
      }),
    )
    // And across h = -10, where the asymptotic series takes over.
    for (const s of [0.05, 0.3, 1, 3])
      expect(relative(timeValueRatio(-10 * s * (1 + 1e-15), s), timeValueRatio(-10 * s, s))).toBeLessThan(1e-12)
  })

  it('takes logs of close numbers without loss, and of any', () => {
    expect(logRatio(1 + 2 ** -40, 1)).toBe(2 ** -40 - 2 ** -81)
    expect(logRatio(1e-300, 1e300)).toBeCloseTo(-600 * Math.LN10, 10)
    expect(logRatio(5, 5)).toBe(0)
  })

  it.each([
    [0, 1.2533141373155003, 1],
    [0.3, 1.0018374009921558, 0.6994487797023533],
    [2.5, 0.35426511132979366, 0.11433722167551583],
    [9.9, 0.10000953303383248, 0.009905622965058395],
    [10.1, 0.0980665440828164, 0.009527904763554406],
    [30, 0.03329641907249721, 0.0011074278250835985],
  ])('has the Mills ratio of %d with its slope', (z, ratio, decline) => {
    expect(relative(millsRatio(z), ratio)).toBeLessThan(1e-15)
    expect(relative(millsDecline(z), decline)).toBeLessThan(1e-15)
  })
})

describe('Black price, undiscounted', () => {
  it('is the intrinsic value without deviation and the bound with all of it', () => {
    expect([blackPrice(1, 5, 3, 0), blackPrice(-1, 5, 3, 0)]).toEqual([2, 0])
    expect([blackPrice(1, 5, 3, Infinity), blackPrice(-1, 5, 3, Infinity)]).toEqual([5, 3])
    expect([blackPrice(1, 5, -1, 0.3), blackPrice(-1, 5, -1, 0.3)]).toEqual([6, 0])
    expect([blackPrice(1, 0, 3, 0.3), blackPrice(-1, 0, 3, 0.3)]).toEqual([0, 3])
  })
})

describe('rational cubic', () => {
  it('has the values, slopes and second derivative asked for', () => {
    const [width, rise, left, right, curvature] = [2, 3, 1, 2.5, 0.4]
    const control = controlAtLeft(width, rise, left, right, curvature)
    const f = (x: number) => rationalCubic(x / width, width, rise, left, right, control)
    expect([f(0), f(width)]).toEqual([0, rise])
    expect((f(1e-6) - f(0)) / 1e-6).toBeCloseTo(left, 5)
    expect((f(width) - f(width - 1e-6)) / 1e-6).toBeCloseTo(right, 5)
    // The fitted parameter would bend the curve the wrong way here; the least one that keeps it convex is taken.
    expect(control).toBeGreaterThanOrEqual(3)
    const fitted = controlAtRight(width, rise, left, right, 3)
    const g = (x: number) => rationalCubic(x / width, width, rise, left, right, fitted)
    expect((g(width) - 2 * g(width - 1e-3) + g(width - 2e-3)) / 1e-6).toBeCloseTo(3, 1)
    expect(rationalCubic(0.25, width, rise, left, right, Infinity)).toBe(0.75)
  })
})
