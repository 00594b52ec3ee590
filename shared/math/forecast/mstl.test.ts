import { describe, expect, it } from 'vitest'
import { OutOfDomain } from '../numerics/domain.ts'
import { standardDeviation } from '../numerics/series.ts'
import { accidentalDeaths, airPassengers } from './classic-series.ts'
import { decompositionNaiveForecast, mstl } from './mstl.ts'
import { stl } from './stl.ts'

const relative = (got: number, expected: number) => Math.abs(got - expected) / Math.abs(expected)
const at = (line: Float64Array | undefined, i: number) => line?.at(i) ?? NaN

describe('decomposition with several seasons', () => {
  // R 4.2.2, forecast 8.20: mstl(x, s.window = 13); last trend, season of the last January and December, sd of the remainder.
  it.each([
    ['AirPassengers', airPassengers, 496.933758581724, -31.4983599966533, -42.6187344749886, 11.9784437160747],
    ['USAccDeaths', accidentalDeaths, 9065.86634405922, -788.472055039724, 20.5108818565135, 212.582159776284],
  ] as const)('%s', (_, values, last, january, december, spread) => {
    const { trend, seasonal, remainder } = mstl(values, [12], { seasonalWindow: 13 })
    expect(relative(at(trend, -1), last)).toBeLessThan(1e-12)
    expect(relative(at(seasonal[0], -12), january)).toBeLessThan(1e-12)
    expect(relative(at(seasonal[0], -1), december)).toBeLessThan(1e-12)
    expect(relative(standardDeviation(remainder), spread)).toBeLessThan(1e-12)
  })

  it('with one season is STL with a window of eleven cycles', () => {
    const one = mstl(airPassengers, [12])
    const plain = stl(airPassengers, 12, { seasonalWindow: 11 })
    expect(one.trend).toEqual(plain.trend)
    expect(one.seasonal).toEqual([plain.seasonal])
  })

  it('finds a weekly and a monthly shape again, and adds up', () => {
    const week = [4, 5, 5, 4, 3, -10, -11]
    const month = Array.from({ length: 30 }, (_, d) => (d < 15 ? d - 7 : 22 - d))
    const values = Float64Array.from({ length: 360 }, (_, t) => 200 + t / 5 + (week[t % 7] ?? NaN) + (month[t % 30] ?? NaN))
    const { trend, seasonal, remainder } = mstl(values, [7, 30], { seasonalWindow: 'periodic', iterations: 5 })
    for (let t = 0; t < 360; t++) {
      expect(at(trend, t) + at(seasonal[0], t) + at(seasonal[1], t) + at(remainder, t)).toBeCloseTo(at(values, t), 9)
      if (t < 30 || t >= 330) continue
      expect(Math.abs(at(seasonal[0], t) - (week[t % 7] ?? NaN))).toBeLessThan(0.4)
      expect(Math.abs(at(seasonal[1], t) - (month[t % 30] ?? NaN) - 0.5)).toBeLessThan(0.9)
    }
  })

  it('takes a window for each season', () => {
    const both = mstl(airPassengers, [6, 12], { seasonalWindow: [13, 'periodic'] })
    expect(at(both.seasonal[1], 0)).toBe(at(both.seasonal[1], 12))
    expect(at(both.seasonal[0], 0)).not.toBe(at(both.seasonal[0], 6))
    expect(() => mstl(airPassengers, [6, 12], { seasonalWindow: [13] })).toThrow(OutOfDomain)
  })

  it('refuses periods out of order, too long, none, and no passes', () => {
    for (const attempt of [
      () => mstl(airPassengers, [12, 6]),
      () => mstl(airPassengers, [72]),
      () => mstl(airPassengers, []),
      () => mstl(airPassengers, [NaN]),
      () => mstl(airPassengers, [12], { iterations: 0 }),
    ])
      expect(attempt).toThrow(OutOfDomain)
  })
})

describe('seasonally adjusted, carried forward', () => {
  // R 4.2.2, forecast 8.20: stlf(AirPassengers, method = "naive", s.window = "periodic").
  it('AirPassengers', () => {
    const { mean } = decompositionNaiveForecast(airPassengers, [12], 12)
    for (const [step, value] of [
      [0, 438.242797161876],
      [6, 533.984397038663],
      [11, 432],
    ] as const)
      expect(relative(at(mean, step), value)).toBeLessThan(1e-12)
  })

  it('repeats its season beyond the first cycle, and widens', () => {
    const { mean, bands } = decompositionNaiveForecast(accidentalDeaths, [12], 30)
    for (let step = 0; step < 18; step++) expect(at(mean, step + 12)).toBeCloseTo(at(mean, step), 9)
    const width = (step: number) => at(bands[0]?.upper, step) - at(bands[0]?.lower, step)
    expect(width(3) / width(0)).toBeCloseTo(2, 12)
  })

  it('of a constant series is constant', () => {
    const { mean } = decompositionNaiveForecast(new Float64Array(40).fill(3.3), [7], 10, {})
    for (const value of mean) expect(value).toBeCloseTo(3.3, 12)
  })
})
