import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { OutOfDomain } from '../numerics/domain.ts'
import { errorMeasures, percentageErrors, scaledErrors } from './accuracy.ts'
import { airPassengers, nile } from './classic-series.ts'

const relative = (got: number, expected: number) => Math.abs(got - expected) / Math.abs(expected)

describe('accuracy of point forecasts', () => {
  // R 4.2.2, forecast 8.20: accuracy() of the (seasonal) naive forecast; sMAPE and RMSSE from their definitions.
  it.each([
    [
      'AirPassengers, 1960 by 1959',
      airPassengers,
      12,
      12,
      [
        47.8333333333333, 50.7083162147328, 47.8333333333333, 9.98753292082348, 9.98753292082348, 1.57088122605364, 10.5718082574979,
        1.46775246008601,
      ],
    ],
    [
      'Nile, the last ten years',
      nile,
      10,
      1,
      [59.6, 152.953587731704, 128, 4.49417607059537, 13.9021505627503, 0.967802225809192, 14.6291845497012, 0.916427846164071],
    ],
  ] as const)('%s', (_, values, ahead, period, expected) => {
    const training = values.slice(0, -ahead)
    const actual = values.slice(-ahead)
    const forecast = actual.map((_value, i) => training.at(period === 1 ? -1 : i - period) ?? NaN)
    const plain = errorMeasures(actual, forecast)
    const percent = percentageErrors(actual, forecast)
    const scaled = scaledErrors(training, actual, forecast, period)
    const got = [
      plain.meanError,
      plain.rootMeanSquare,
      plain.meanAbsolute,
      percent.meanPercentage,
      percent.meanAbsolutePercentage,
      scaled.meanAbsolute,
      percent.symmetricMeanAbsolute,
      scaled.rootMeanSquare,
    ]
    for (const [i, value] of expected.entries()) expect(relative(got[i] ?? NaN, value)).toBeLessThan(1e-12)
  })

  const pairs = fc.array(fc.tuple(fc.integer({ min: 1, max: 99 }), fc.integer({ min: -99, max: 99 })), { minLength: 1, maxLength: 20 })

  it('keeps its order and its bounds, and scaled errors know no unit', () => {
    fc.assert(
      fc.property(pairs, fc.constantFrom(0.25, 8), (rows, unit) => {
        const actual = Float64Array.from(rows, ([value]) => value)
        const forecast = Float64Array.from(rows, ([, value]) => value)
        const { meanError, meanAbsolute, rootMeanSquare } = errorMeasures(actual, forecast)
        expect(Math.abs(meanError)).toBeLessThanOrEqual(meanAbsolute + 1e-12)
        expect(meanAbsolute).toBeLessThanOrEqual(rootMeanSquare + 1e-12)
        const percent = percentageErrors(actual, forecast)
        expect(percent.symmetricMeanAbsolute).toBeGreaterThanOrEqual(0)
        expect(percent.symmetricMeanAbsolute).toBeLessThanOrEqual(200)
        expect(
          percentageErrors(
            forecast.map((value) => value || 1),
            actual,
          ).symmetricMeanAbsolute,
        ).toBeLessThanOrEqual(200)
        const training = Float64Array.of(3, 5, 4, 9)
        const times = (line: Float64Array) => line.map((value) => value * unit)
        expect(scaledErrors(times(training), times(actual), times(forecast), 2)).toEqual(scaledErrors(training, actual, forecast, 2))
      }),
      { numRuns: 50 },
    )
  })

  it('scales the naive forecast of the training values themselves to 1', () => {
    const score = scaledErrors(nile, nile.slice(1), nile.slice(0, -1), 1)
    expect(score.meanAbsolute).toBeCloseTo(1, 14)
    expect(score.rootMeanSquare).toBeCloseTo(1, 14)
  })

  it('a forecast of 0 that came true is no error; a constant past has no scale', () => {
    const two = Float64Array.of(2, 4)
    expect(percentageErrors(two, two)).toEqual({ meanPercentage: 0, meanAbsolutePercentage: 0, symmetricMeanAbsolute: 0 })
    expect(percentageErrors(Float64Array.of(5), Float64Array.of(-5)).symmetricMeanAbsolute).toBe(200)
    expect(() => scaledErrors(Float64Array.of(7, 7, 7), two, two, 1)).toThrow(OutOfDomain)
    expect(() => scaledErrors(Float64Array.of(1, 2, 1, 2), two, two, 2)).toThrow(OutOfDomain)
  })

  it('an actual of 0 that was missed is infinitely far off in percent, one that was met does not count', () => {
    const percent = (actual: number[], forecast: number[]) => {
      const errors = percentageErrors(Float64Array.from(actual), Float64Array.from(forecast))
      return [errors.meanPercentage, errors.meanAbsolutePercentage, errors.symmetricMeanAbsolute]
    }
    expect(percent([4, 0], [3, 0])).toEqual([25, 25, expect.closeTo(100 / 7, 12)])
    expect(percent([2, 0], [2, 1])).toEqual([-Infinity, Infinity, 100])
    expect(percent([0, 0], [-1, 1])).toEqual([NaN, Infinity, 200])
    expect(percent([0], [0])).toEqual([NaN, NaN, 0])
  })

  it('refuses lines of other lengths, empty ones and what is no number', () => {
    const two = Float64Array.of(2, 4)
    for (const attempt of [
      () => errorMeasures(two, Float64Array.of(1)),
      () => errorMeasures(Float64Array.of(), Float64Array.of()),
      () => errorMeasures(Float64Array.of(1, NaN), two),
      () => percentageErrors(two, Float64Array.of(1, Infinity)),
      () => scaledErrors(two, two, two, 2),
      () => scaledErrors(two, two, two, 0),
      () => scaledErrors(Float64Array.of(NaN, 2), two, two, 1),
    ])
      expect(attempt).toThrow(OutOfDomain)
  })
})
