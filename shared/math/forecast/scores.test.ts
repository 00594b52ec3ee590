import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { OutOfDomain } from '../numerics/domain.ts'
import { normalCdf, normalQuantile } from '../numerics/normal.ts'
import { integrate } from '../numerics/quadrature.ts'
import { mean } from '../numerics/series.ts'
import { ensembleCrps, fairEnsembleCrps, intervalScore, normalCrps, pinballLoss } from './scores.ts'

const relative = (got: number, expected: number) => Math.abs(got - expected) / Math.abs(expected)
const of = (...list: number[]) => Float64Array.from(list)

describe('pinball loss', () => {
  it('by hand: 0.1 of what came above, 0.9 of what came below', () => {
    const { perLevel, mean: all } = pinballLoss(of(10, 4), [of(8, 10), of(5, 5)], [0.1, 0.9])
    expect(perLevel[0]).toBeCloseTo((0.1 * 2 + 0.9 * 1) / 2, 15)
    expect(perLevel[1]).toBeCloseTo((0 + 0.1 * 1) / 2, 15)
    expect(all).toBeCloseTo(0.3, 15)
  })

  it('is least at the quantile itself', () => {
    const sample = Float64Array.from({ length: 99 }, (_, i) => normalQuantile((i + 1) / 100))
    const loss = (guess: number, level: number) =>
      pinballLoss(
        sample,
        Array.from(sample, () => of(guess)),
        [level],
      ).mean
    fc.assert(
      fc.property(fc.double({ min: 0.06, max: 0.94, noNaN: true }), fc.double({ min: -3, max: 3, noNaN: true }), (level, guess) => {
        const best = sample[Math.floor(level * 99)] ?? NaN
        expect(loss(best, level)).toBeLessThanOrEqual(loss(guess, level) + 1e-12)
      }),
    )
  })

  it('at the median is half the absolute error', () => {
    expect(pinballLoss(of(3, -2), [of(1), of(5)], [0.5]).mean).toBe((2 + 7) / 4)
  })

  it('refuses levels of 0 and 1, rows of other lengths, and NaN', () => {
    for (const attempt of [
      () => pinballLoss(of(1), [of(1)], [0]),
      () => pinballLoss(of(1), [of(1)], [1]),
      () => pinballLoss(of(1), [of(1)], []),
      () => pinballLoss(of(1), [of(1, 2)], [0.5]),
      () => pinballLoss(of(1), [], [0.5]),
      () => pinballLoss(of(1), [of(NaN)], [0.5]),
      () => pinballLoss(of(NaN), [of(1)], [0.5]),
    ])
      expect(attempt).toThrow(OutOfDomain)
  })
})

describe('CRPS of a normal forecast', () => {
  // 50-digit arithmetic.
  it.each([
    [10, 11, 1.5, 0.60707456615157637372],
    [12.5, 12, 2, 0.51699962579880797811],
    [3, 3, 1, 0.23369497725510906893],
    [100, 0, 1, 99.435810416452243713],
    [0, 1e-3, 1e-5, 0.00099435810416452245749],
    [-7, 2, 1e4, 2336.9530039833438192],
  ])('actual %d, mean %d, deviation %d', (actual, centre, deviation, expected) => {
    expect(relative(normalCrps(actual, centre, deviation), expected)).toBeLessThan(5e-15)
  })

  it('is the integral of (F(x) - 1{x >= actual})^2', () => {
    const below = (x: number) => normalCdf(x) * normalCdf(x)
    const above = (x: number) => normalCdf(-x) * normalCdf(-x)
    for (const actual of [-2.5, -0.3, 0, 1.7])
      expect(integrate(below, -12, actual, 200) + integrate(above, actual, 12, 200)).toBeCloseTo(normalCrps(actual, 0, 1), 13)
  })

  it('becomes the absolute error without spread, and is lower for the true forecast on average', () => {
    expect(normalCrps(5, 3, 0)).toBe(2)
    expect(normalCrps(5, 3, 1e-320)).toBe(2)
    const sample = Float64Array.from({ length: 999 }, (_, i) => normalQuantile((i + 1) / 1000))
    const average = (centre: number, deviation: number) => mean(sample.map((value) => normalCrps(value, centre, deviation)))
    for (const [centre, deviation] of [
      [0, 0.7],
      [0, 1.4],
      [0.3, 1],
      [-0.3, 1],
    ] as const)
      expect(average(centre, deviation)).toBeGreaterThan(average(0, 1) + 0.005)
  })

  it('refuses a negative spread and NaN', () => {
    for (const [y, mu, sigma] of [
      [1, 1, -1],
      [NaN, 1, 1],
      [1, Infinity, 1],
      [1, 1, NaN],
      [1, 1, Infinity],
    ] as const)
      expect(() => normalCrps(y, mu, sigma)).toThrow(OutOfDomain)
  })
})

describe('CRPS of an ensemble', () => {
  it('by hand', () => {
    // Distances to 2 are 1, 0, 3; pairs 1, 4, 3.
    expect(ensembleCrps(of(1, 2, 5), 2)).toBeCloseTo(4 / 3 - 8 / 9, 15)
    expect(fairEnsembleCrps(of(1, 2, 5), 2)).toBeCloseTo(4 / 3 - 8 / 6, 15)
    expect(ensembleCrps(of(7), 4)).toBe(3)
  })

  it('is the definition over all pairs, whatever the order, the level and the ties', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 2, maxLength: 30 }),
        fc.integer({ min: -60, max: 60 }),
        (list, actual) => {
          const pairs = list.reduce((total, x) => total + list.reduce((sum, other) => sum + Math.abs(x - other), 0), 0)
          const distance = list.reduce((total, x) => total + Math.abs(x - actual), 0) / list.length
          expect(ensembleCrps(of(...list), actual)).toBeCloseTo(distance - pairs / 2 / list.length ** 2, 11)
          expect(fairEnsembleCrps(of(...list), actual)).toBeCloseTo(distance - pairs / 2 / (list.length * (list.length - 1)), 11)
          const level = 1e9
          expect(ensembleCrps(of(...list.toReversed().map((x) => x + level)), actual + level)).toBeCloseTo(
            ensembleCrps(of(...list), actual),
            11,
          )
          expect(ensembleCrps(of(...list), actual)).toBeGreaterThanOrEqual(-1e-12)
          expect(fairEnsembleCrps(of(...list), actual)).toBeLessThanOrEqual(ensembleCrps(of(...list), actual) + 1e-12)
        },
      ),
    )
  })

  it('of a large normal ensemble is that of the normal', () => {
    const ensemble = Float64Array.from({ length: 4000 }, (_, i) => 2 + 3 * normalQuantile((i + 0.5) / 4000))
    expect(ensembleCrps(ensemble, 4)).toBeCloseTo(normalCrps(4, 2, 3), 3)
  })

  it('refuses an empty ensemble, a fair score of one member, and NaN', () => {
    for (const attempt of [
      () => ensembleCrps(of(), 1),
      () => fairEnsembleCrps(of(1), 1),
      () => ensembleCrps(of(1, NaN), 1),
      () => fairEnsembleCrps(of(1, 2), Infinity),
    ])
      expect(attempt).toThrow(OutOfDomain)
  })
})

describe('interval score', () => {
  it('by hand: width, and ten times the miss at alpha 0.2; the bounds are inside', () => {
    const score = intervalScore(of(5, 1, 9, 4), of(4, 2, 4, 4), of(8, 6, 8, 4), 0.2)
    expect([...score.each]).toEqual([4, 4 + 10, 4 + 10, 0])
    expect(score.mean).toBe(8)
    expect(score.coverage).toBe(0.5)
  })

  it('is 2 / alpha times the pinball losses of its two ends', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -9, max: 9 }),
        fc.integer({ min: -9, max: 9 }),
        fc.nat(9),
        fc.constantFrom(0.05, 0.2, 0.5),
        (value, low, width, alpha) => {
          const { mean: both } = pinballLoss(of(value), [of(low, low + width)], [alpha / 2, 1 - alpha / 2])
          expect(intervalScore(of(value), of(low), of(low + width), alpha).mean).toBeCloseTo((2 / alpha) * 2 * both, 10)
        },
      ),
    )
  })

  it('refuses bounds that cross, other lengths, and alpha outside (0, 1)', () => {
    for (const attempt of [
      () => intervalScore(of(1), of(2), of(1), 0.2),
      () => intervalScore(of(1, 2), of(0), of(3), 0.2),
      () => intervalScore(of(1), of(0), of(3), 0),
      () => intervalScore(of(1), of(0), of(3), 1),
      () => intervalScore(of(1), of(-Infinity), of(3), 0.2),
      () => intervalScore(of(), of(), of(), 0.2),
    ])
      expect(attempt).toThrow(OutOfDomain)
  })
})
