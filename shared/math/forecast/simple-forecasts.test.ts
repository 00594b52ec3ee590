import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { OutOfDomain } from '../numerics/domain.ts'
import { accidentalDeaths, airPassengers, nile } from './classic-series.ts'
import type { IntervalForecast } from './interval-forecast.ts'
import { carryForward, driftForecast, meanForecast, naiveForecast, seasonalNaiveForecast } from './simple-forecasts.ts'

/** Mean, then lower and upper of 80 % and 95 %, at a step counted from 1. */
function at({ mean, bands }: IntervalForecast, step: number): number[] {
  return [mean[step - 1] ?? NaN, ...bands.flatMap(({ lower, upper }) => [lower[step - 1] ?? NaN, upper[step - 1] ?? NaN])]
}

const relative = (got: number, expected: number) => Math.abs(got - expected) / Math.abs(expected)

const values = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 3, maxLength: 40 }).map((list) => Float64Array.from(list))

describe('simple forecasts', () => {
  // R 4.2.2, forecast 8.20: naive, rwf(drift = TRUE), meanf, snaive; mean, lo80, hi80, lo95, hi95.
  it.each([
    ['naive, Nile', naiveForecast(nile, 10), 1, [740, 525.564844878693, 954.435155121307, 412.049730688426, 1067.95026931157]],
    ['naive, Nile', naiveForecast(nile, 10), 10, [740, 61.8964994051502, 1418.10350059485, -297.069810290194, 1777.06981029019]],
    [
      'naive, AirPassengers',
      naiveForecast(airPassengers, 12),
      12,
      [432, 282.345177028737, 581.654822971263, 203.122699216753, 660.877300783246],
    ],
    ['drift, Nile', driftForecast(nile, 10), 1, [736.161616161616, 519.606400181612, 952.716832141621, 404.968993565323, 1067.35423875791]],
    [
      'drift, Nile',
      driftForecast(nile, 10),
      10,
      [701.616161616162, -13.3440897914218, 1416.57641302375, -391.821184809364, 1795.05350804169],
    ],
    ['mean, Nile', meanForecast(nile, 3), 3, [919.35, 699.930265347212, 1138.76973465279, 581.891180641624, 1256.80881935838]],
    [
      'seasonal naive, AirPassengers',
      seasonalNaiveForecast(airPassengers, 12, 12),
      7,
      [622, 575.459500169063, 668.540499830937, 550.822447770672, 693.177552229328],
    ],
    [
      'naive, USAccDeaths',
      naiveForecast(accidentalDeaths, 12),
      5,
      [9240, 7147.63422171865, 11332.3657782813, 6040.002685672, 12439.997314328],
    ],
  ] as const)('%s', (_, forecast, step, expected) => {
    const got = at(forecast, step)
    for (const [i, value] of expected.entries()) expect(relative(got[i] ?? NaN, value)).toBeLessThan(1e-11)
  })

  it('by hand: four values, two of a season', () => {
    // Seasonal changes 2 and 4: mean square 10; the fifth step ahead is the third cycle.
    const { mean, bands } = seasonalNaiveForecast(Float64Array.of(1, 2, 3, 6), 2, 5, [0.5])
    expect([...mean]).toEqual([3, 6, 3, 6, 3])
    expect((bands[0]?.upper[4] ?? NaN) - 3).toBeCloseTo(0.674489750196082 * Math.sqrt(30), 13)
  })

  it('drift runs through the first and the last value', () => {
    expect(driftForecast(Float64Array.of(1, 7, 5), 2).mean).toEqual(Float64Array.of(7, 9))
  })

  it('of a constant series are constant, without width', () => {
    const flat = new Float64Array(8).fill(0.1)
    for (const forecast of [naiveForecast(flat, 5), driftForecast(flat, 5), meanForecast(flat, 5), seasonalNaiveForecast(flat, 4, 5)])
      for (let step = 1; step <= 5; step++) for (const value of at(forecast, step)) expect(value).toBeCloseTo(0.1, 15)
  })

  it('scale and shift with the unit, widen with the level and with the step', () => {
    const models = [naiveForecast, driftForecast, meanForecast, (y: Float64Array, h: number) => seasonalNaiveForecast(y, 2, h)]
    fc.assert(
      fc.property(values, fc.integer({ min: -3, max: 3 }), (y, shift) => {
        for (const model of models) {
          const plain = model(y, 6)
          const moved = model(
            y.map((value) => 4 * value + shift),
            6,
          )
          for (let step = 1; step <= 6; step++) {
            const [mean = NaN, low80 = NaN, high80 = NaN, low95 = NaN, high95 = NaN] = at(plain, step)
            for (const [i, value] of at(moved, step).entries()) expect(value).toBeCloseTo(4 * (at(plain, step)[i] ?? NaN) + shift, 8)
            expect(low95 <= low80 && low80 <= mean && mean <= high80 && high80 <= high95).toBe(true)
            expect(high80 - mean).toBeCloseTo(mean - low80, 8)
            const [, nextLow = NaN, nextHigh = NaN] = at(plain, Math.min(6, step + 1))
            expect(nextHigh - nextLow).toBeGreaterThan(high80 - low80 - 1e-8)
          }
        }
      }),
      { numRuns: 50 },
    )
  })

  it('a season of one value is the naive forecast, whose mean needs one value only', () => {
    expect(seasonalNaiveForecast(nile, 1, 4)).toEqual(naiveForecast(nile, 4))
    expect(carryForward(Float64Array.of(7), 3)).toEqual(Float64Array.of(7, 7, 7))
  })

  it('refuses what has no answer, by the name of the argument', () => {
    const short = Float64Array.of(1, 2)
    const broken = Float64Array.of(1, NaN, 3, 4)
    for (const attempt of [
      () => naiveForecast(Float64Array.of(1), 1),
      () => driftForecast(short, 1),
      () => meanForecast(Float64Array.of(1), 1),
      () => seasonalNaiveForecast(short, 2, 1),
      () => seasonalNaiveForecast(short, 1.5, 1),
      () => naiveForecast(broken, 1),
      () => driftForecast(broken, 1),
      () => meanForecast(Float64Array.of(1, Infinity), 1),
      () => naiveForecast(short, 0),
      () => naiveForecast(short, NaN),
      () => naiveForecast(short, 1, [1]),
      () => meanForecast(short, 1, [NaN]),
      () => carryForward(new Float64Array(0), 1),
    ])
      expect(attempt).toThrow(OutOfDomain)
    expect(() => naiveForecast(broken, 1)).toThrow('values[1] is NaN')
  })
})
