import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { OutOfDomain } from '../numerics/domain.ts'
import { standardDeviation } from '../numerics/series.ts'
import { accidentalDeaths, airPassengers } from './classic-series.ts'
import { type Decomposition, type StlOptions, stl } from './stl.ts'

const relative = (got: number, expected: number) => Math.abs(got - expected) / Math.abs(expected)
const at = (line: Float64Array, i: number) => line.at(i) ?? NaN
const largest = (line: Float64Array) => line.reduce((most, value) => Math.max(most, Math.abs(value)), 0)

describe('seasonal-trend decomposition by loess', () => {
  // R 4.2.2, stats::stl(x, "periodic").
  it.each([
    [
      'AirPassengers',
      airPassengers,
      [-25.4977183397736, 70.243881537013, -31.7405155016501],
      [127.187348437257, 497.429905051779],
      20.2073810242734,
    ],
    [
      'USAccDeaths',
      accidentalDeaths,
      [-819.871981914774, 1681.72424214148, -26.8870936065058],
      [9934.53745564825, 9072.21438366884],
      212.043580669412,
    ],
  ] as const)('%s, the same season every year', (_, values, [january, july, december], [first, last], spread) => {
    const { seasonal, trend, remainder } = stl(values, 12, { seasonalWindow: 'periodic' })
    expect(relative(at(seasonal, 0), january)).toBeLessThan(1e-12)
    expect(relative(at(seasonal, 6), july)).toBeLessThan(1e-12)
    expect(relative(at(seasonal, 11), december)).toBeLessThan(1e-12)
    expect(relative(at(trend, 0), first)).toBeLessThan(1e-12)
    expect(relative(at(trend, -1), last)).toBeLessThan(1e-12)
    expect(relative(standardDeviation(remainder), spread)).toBeLessThan(1e-12)
    expect(at(seasonal, 36)).toBe(at(seasonal, 0))
  })

  // statsmodels 0.15.0, STL, with R's windows and jumps: trend, then season, of the values 0, 30 and the last.
  it.each<[string, Float64Array, StlOptions, number[]]>([
    [
      'seasons may change',
      airPassengers,
      { seasonalWindow: 7 },
      [122.5369176494326, 171.2028261628559, 495.9920968264813, -13.718653526734606, 30.934996623632365, -51.52714133140582],
    ],
    [
      'robust',
      airPassengers,
      { seasonalWindow: 7, isRobust: true },
      [122.87607002561788, 171.0050874072113, 500.30937619150905, -13.290133162978126, 31.631571605944412, -38.597992573682916],
    ],
    [
      'robust, lines for seasons, constants for the trend',
      accidentalDeaths,
      { seasonalWindow: 35, seasonalDegree: 1, trendDegree: 0, isRobust: true },
      [9596.668748043401, 8610.87671188724, 8669.784017787988, -591.1409417041224, 1491.0256668228567, 500.74438855329737],
    ],
    [
      'robust, smoother trend',
      accidentalDeaths,
      { seasonalWindow: 13, seasonalDegree: 1, trendWindow: 45, isRobust: true },
      [9858.221001046964, 8636.824054471717, 8827.738036935336, -786.7149863568468, 1706.0664574626749, 409.11631322350087],
    ],
  ])('%s', (_, values, options, expected) => {
    const { trend, seasonal } = stl(values, 12, options)
    const got = [trend, seasonal].flatMap((line) => [at(line, 0), at(line, 30), at(line, -1)])
    for (const [i, value] of expected.entries()) expect(relative(got[i] ?? NaN, value)).toBeLessThan(1e-11)
  })

  const series = fc
    .tuple(fc.integer({ min: 2, max: 9 }), fc.array(fc.integer({ min: -100, max: 100 }), { minLength: 19, maxLength: 70 }))
    .map(([period, list]) => ({ period, values: Float64Array.from(list) }))
  const options = fc.record({
    seasonalWindow: fc.constantFrom<StlOptions['seasonalWindow']>('periodic', 3, 8, 13),
    seasonalDegree: fc.constantFrom<0 | 1>(0, 1),
    isRobust: fc.boolean(),
  })

  it('adds up, knows its seasons by their place, and weighs between 0 and 1', () => {
    fc.assert(
      fc.property(series, options, ({ period, values }, choice) => {
        const { trend, seasonal, remainder, weights } = stl(values, period, choice)
        values.forEach((value, i) => {
          expect(at(trend, i) + at(seasonal, i) + at(remainder, i)).toBeCloseTo(value, 9)
        })
        expect(weights.every((weight) => weight >= 0 && weight <= 1)).toBe(true)
        if (!choice.isRobust) expect(weights.every((weight) => weight === 1)).toBe(true)
      }),
      { numRuns: 60 },
    )
  })

  it('follows the unit, and a level added goes into the trend', () => {
    fc.assert(
      fc.property(series, fc.constantFrom<StlOptions['seasonalWindow']>('periodic', 7), ({ period, values }, seasonalWindow) => {
        const plain = stl(values, period, { seasonalWindow })
        const moved = stl(
          values.map((value) => 2 * value + 1000),
          period,
          { seasonalWindow },
        )
        plain.trend.forEach((value, i) => {
          expect(at(moved.trend, i)).toBeCloseTo(2 * value + 1000, 8)
          expect(at(moved.seasonal, i)).toBeCloseTo(2 * at(plain.seasonal, i), 8)
        })
      }),
      { numRuns: 40 },
    )
  })

  it('takes a straight line and a fixed season apart exactly', () => {
    const shape = [5, -1, -4, 0]
    const values = Float64Array.from({ length: 50 }, (_, t) => 3 + 0.5 * t + (shape[t % 4] ?? NaN))
    const { trend, seasonal, remainder } = stl(values, 4, { seasonalWindow: 7, seasonalDegree: 1 })
    expect(largest(remainder)).toBeLessThan(1e-9)
    for (let t = 0; t < 50; t++) {
      expect(at(trend, t)).toBeCloseTo(3 + 0.5 * t, 9)
      expect(at(seasonal, t)).toBeCloseTo(shape[t % 4] ?? NaN, 9)
    }
  })

  it('a constant series is all trend', () => {
    const { trend, seasonal } = stl(new Float64Array(30).fill(7.1), 7, { seasonalWindow: 'periodic', isRobust: true })
    expect(largest(seasonal)).toBeLessThan(1e-13)
    expect(largest(trend.map((value) => value - 7.1))).toBeLessThan(1e-13)
  })

  it('a day of retries loses its weight, and pulls the robust trend far less', () => {
    const clean = Float64Array.from({ length: 84 }, (_, t) => 100 + t + 10 * (t % 7 < 5 ? 1 : -2.5) + ((t * 7919) % 13) / 6)
    const dirty = clean.map((value, t) => (t === 40 ? value + 500 : value))
    const pull = (isRobust: boolean, parts: (values: Float64Array) => Decomposition) => {
      const { trend, weights } = parts(dirty)
      const before = parts(clean)
      if (isRobust) expect(at(weights, 40)).toBe(0)
      return largest(trend.map((value, t) => value - at(before.trend, t)))
    }
    const usual = pull(false, (values) => stl(values, 7, { seasonalWindow: 'periodic' }))
    const robust = pull(true, (values) => stl(values, 7, { seasonalWindow: 'periodic', isRobust: true }))
    expect(usual).toBeGreaterThan(10)
    expect(robust).toBeLessThan(1)
  })

  it('takes more than two cycles, and only finite values', () => {
    const choice: StlOptions = { seasonalWindow: 'periodic' }
    const nine = Float64Array.from({ length: 9 }, (_, i) => i)
    expect(stl(nine, 4, choice).trend.every(Number.isFinite)).toBe(true)
    for (const attempt of [
      () => stl(nine.subarray(1), 4, choice),
      () => stl(nine, 1, choice),
      () => stl(nine, 2.5, choice),
      () => stl(nine, NaN, choice),
      () =>
        stl(
          nine.map((value, i) => (i === 3 ? NaN : value)),
          4,
          choice,
        ),
      () => stl(nine, 2, { seasonalWindow: 1 }),
      () => stl(nine, 2, { seasonalWindow: NaN }),
      () => stl(nine, 2, { seasonalWindow: 7, trendWindow: 0 }),
      () => stl(nine, 2, { seasonalWindow: 7, lowPassWindow: -3 }),
    ])
      expect(attempt).toThrow(OutOfDomain)
  })
})
