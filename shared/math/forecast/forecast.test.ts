import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { daysInMonth, firstDayOf, toEpochDay, toMonth, weekday } from '../../units/calendar.ts'
import { correlation, mean, quantile, sorted, standardDeviation } from '../numerics/series.ts'
import { fillNormals, streamOf } from '../random/draws.ts'
import { type ForecastTask, forecast } from './forecast.ts'
import type { VolumeSeries } from './volume-history.ts'

const firstDay = toEpochDay('2025-03-01')
const start = toMonth('2025-03')
const silent = () => undefined

/** Daily volumes from the daily mean of each month, the day of the month free to change it. */
function byMonth(key: string, means: readonly number[], shape: (day: number) => number = () => 1): VolumeSeries {
  const daily = means.flatMap((value, m) =>
    Array.from({ length: daysInMonth(start + m) }, (_, i) => value * shape(firstDayOf(start + m) + i)),
  )
  return { key, daily: Float64Array.from(daily) }
}

function run(series: readonly VolumeSeries[], change: Partial<ForecastTask> = {}) {
  const task = { series, firstDay, firstMonth: start + 18, months: 12, trials: 4000, seed: 1, ...change }
  const result = forecast(task, silent)
  const month = (i: number, m: number) => sorted((result.paths[i] ?? new Float64Array()).filter((_, at) => at % task.months === m))
  return { ...result, month, median: (i: number, m: number) => quantile(month(i, m), 0.5) }
}

/** Standard normals by name: a stream no forecast draws from. */
function noise(name: string, count: number): Float64Array {
  const out = new Float64Array(count)
  fillNormals(out, { seed: 99, stream: streamOf(name), variable: 9, run: 0 }, 0)
  return out
}

function walk(name: string, months: number, sigma: number, drift = 0): number[] {
  let level = Math.log(1000)
  return Array.from(noise(name, months), (z) => {
    level += drift + sigma * z
    return Math.exp(level)
  })
}

const constant = Array<number>(18).fill(100)
const bytes = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) => (ArrayBuffer.isView(part) ? Array.from(part as Float64Array, String) : part))

describe('forecast from a usable history', () => {
  it('carries a constant series forward, month lengths included', () => {
    const found = run([byMonth('a', constant)])
    for (const m of [0, 5, 11]) expect(found.median(0, m) / (100 * daysInMonth(start + 18 + m))).toBeCloseTo(1, 1)
    expect([found.method, found.historyMonths, found.monthlyDrift]).toEqual(['damped-trend', 18, 0])
    expect(found.monthlySigma).toBeLessThan(0.06)
  })

  it('carries growth forward, damped, and less so the less of it was seen', () => {
    const growing = (months: number) =>
      run(
        [
          byMonth(
            'a',
            Array.from({ length: months }, (_, m) => 100 * 1.05 ** m),
          ),
        ],
        { firstMonth: start + months },
      )
    const long = growing(18)
    expect(long.monthlyDrift).toBeCloseTo((17 / 23) * Math.log(1.05), 10)
    expect(growing(5).monthlyDrift).toBeCloseTo((4 / 10) * Math.log(1.05), 10)
    const lastMean = 100 * 1.05 ** 17
    const year = long.median(0, 11) / daysInMonth(start + 29) / lastMean
    expect(year).toBeGreaterThan(1.2)
    expect(year).toBeLessThan(1.05 ** 12)
  })

  it('says of the running month what is seen and forecasts only the rest', () => {
    const running = byMonth('a', [...constant, 100])
    running.daily.fill(NaN, running.daily.length - 10) // 20 of the 30 days of September 2026 have come
    const found = run([running])
    const days = daysInMonth(start + 18)
    expect(found.month(0, 0)[0]).toBeGreaterThan(100 * (days - 10))
    expect(found.median(0, 0)).toBeCloseTo(100 * days, -2)
    const spread = (m: number) => Math.log(quantile(found.month(0, m), 0.9) / quantile(found.month(0, m), 0.1))
    expect(spread(0)).toBeLessThan(spread(1) / 2)
  })

  it('takes a day without data as unknown and a zero as no use', () => {
    const weekends = (value: number) => byMonth('a', constant, (day) => (weekday(day) < 5 ? 1 : value))
    expect(run([weekends(NaN)]).median(0, 0) / (100 * 30)).toBeCloseTo(1, 1)
    expect(run([weekends(0)]).median(0, 0) / (100 * 30)).toBeCloseTo(5 / 7, 1)
  })

  it('keeps a series that stopped at zero, and begins a young one where it stands', () => {
    const stopped = byMonth('stopped', [...Array<number>(17).fill(50), 0])
    const young = byMonth('young', [...Array<number>(17).fill(0), 80])
    const found = run([byMonth('a', constant), stopped, young])
    expect(found.month(1, 0).at(-1)).toBe(0)
    expect(mean(found.month(2, 0)) / (80 * 30)).toBeCloseTo(1, 1)
  })

  it('gives months of no use in between their share and never takes the log of zero', () => {
    const found = run([byMonth('a', [9, 9, 0, 9, 9, 9, 0, 9, 9, 9, 9, 0, 9, 9, 9, 9, 9, 9])])
    const idle = found.month(0, 3).filter((total) => total === 0).length / 4000
    expect(Math.abs(idle - 3 / 18)).toBeLessThan(0.03)
    expect(quantile(found.month(0, 3), 0.5)).toBeCloseTo(9 * 31, -2)
  })

  it('restarts the level at a shift and does not take it for growth', () => {
    const shifted = run([
      byMonth(
        'a',
        constant.map((value, m) => (m < 12 ? value : 8 * value)),
      ),
    ])
    expect(shifted.monthlyDrift).toBeLessThan(0.05)
    expect(shifted.median(0, 0) / (800 * 30)).toBeGreaterThan(0.9)
    expect(shifted.median(0, 0) / (800 * 30)).toBeLessThan(1.15)
  })

  it('moves series together that moved together', () => {
    const one = walk('one', 18, 0.15)
    const together = run([
      byMonth('a', one),
      byMonth(
        'b',
        one.map((value) => value / 3),
      ),
    ])
    const apart = run([byMonth('a', one), byMonth('b', walk('two', 18, 0.15))])
    const link = ({ paths }: typeof together) =>
      correlation(
        (paths[0] ?? new Float64Array()).filter((_, i) => i % 12 === 2),
        (paths[1] ?? new Float64Array()).filter((_, i) => i % 12 === 2),
      )
    expect(link(together)).toBeGreaterThan(0.95)
    expect(Math.abs(link(apart))).toBeLessThan(0.7)
  })

  it('covers what really comes about as often as it says', () => {
    // Eighty random walks of 15 months seen, 3 to come: share of them inside P10..P90, standard error about 0.04.
    let inside = 0
    for (let i = 0; i < 80; i++) {
      const means = walk(`walk ${i}`, 18, 0.2, 0.03)
      const found = run([byMonth('a', means.slice(0, 15))], { firstMonth: start + 15, months: 3, trials: 1000 })
      const came = (means[17] ?? 0) * daysInMonth(start + 17)
      if (came >= quantile(found.month(0, 2), 0.1) && came <= quantile(found.month(0, 2), 0.9)) inside++
    }
    expect(inside / 80).toBeGreaterThan(0.68)
    expect(inside / 80).toBeLessThan(0.92)
  })
})

describe('forecast from less than three months', () => {
  const weekdaysOnly = (days: number): VolumeSeries => ({
    key: 'a',
    daily: Float64Array.from({ length: days }, (_, i) => (weekday(firstDay + i) < 5 ? 70 : 0)),
  })

  it('is the run-rate by weekday, with the stated spread growing with the root of time', () => {
    const found = run([weekdaysOnly(61)], { firstMonth: start + 2, trials: 20_000 })
    expect([found.method, found.historyMonths, found.monthlyDrift]).toEqual(['run-rate', 2, 0])
    const weekdays = (m: number) =>
      Array.from({ length: daysInMonth(m) }, (_, i) => weekday(firstDayOf(m) + i)).filter((day) => day < 5).length
    for (const m of [0, 3]) {
      const month = found.month(0, m)
      expect(Math.abs(mean(month) / (70 * weekdays(start + 2 + m)) - 1)).toBeLessThan(
        (4 * standardDeviation(month)) / mean(month) / Math.sqrt(20_000) + 0.01,
      )
      expect(standardDeviation(month.map(Math.log)) / (Math.hypot(0.25, 0.2) * Math.sqrt(m + 1))).toBeCloseTo(1, 1)
    }
    expect(found.backtest.origins).toBe(0)
    expect(found.backtest.mape).toBeNaN()
  })

  it('works from a single day of use, the first', () => {
    const found = run([weekdaysOnly(3)], { firstMonth: start, months: 2 }) // 1 March 2025 is a Saturday: 0, 0, 70
    expect(mean(found.month(0, 1)) / (70 * 30)).toBeCloseTo(1, 1)
    expect(found.month(0, 0)[0]).toBeGreaterThan(70)
  })
})

describe('any forecast', () => {
  const value = fc.oneof({ weight: 6, arbitrary: fc.double({ min: 0, max: 1e12, noNaN: true }) }, fc.constant(0), fc.constant(NaN))
  const grid = fc
    .integer({ min: 1, max: 160 })
    .chain((days) => fc.array(fc.array(value, { minLength: days, maxLength: days }), { minLength: 1, maxLength: 3 }))
  const named = (rows: number[][]) => rows.map((row, i) => ({ key: `series ${i}`, daily: Float64Array.from(row) }))

  it('is finite, never negative and never explodes', () => {
    fc.assert(
      fc.property(grid, fc.nat(), (rows, seed) => {
        fc.pre(rows.some((row) => row.some((v) => !Number.isNaN(v))))
        const found = run(named(rows), { firstMonth: start + 6, months: 24, trials: 60, seed })
        for (const paths of found.paths) expect(paths.every((v) => v >= 0 && v <= 1e12 * 31 * 10 * Math.exp(0.2 * 19))).toBe(true)
      }),
      { numRuns: 200 },
    )
  })

  it('depends on data and seed alone: same bytes again, and in any order of the series', () => {
    const series = ['a', 'b', 'c'].map((key, i) => byMonth(key, walk(key, 12 + i, 0.2)))
    const base = { firstMonth: start + 14, trials: 300 }
    const forward = run(series, base)
    const backward = run(series.toReversed(), base)
    expect(bytes(run(series, base))).toBe(bytes(forward))
    expect(bytes({ ...backward, paths: backward.paths.toReversed() })).toBe(bytes(forward))
    expect(bytes(run(series, { ...base, seed: 2 }).paths)).not.toBe(bytes(forward.paths))
  })

  it('scales with the unit of the volumes', () => {
    const means = walk('scale', 12, 0.2)
    const base = { firstMonth: start + 12, trials: 200 }
    const tokens = run([byMonth('a', means)], base).paths[0] ?? new Float64Array()
    const millions =
      run(
        [
          byMonth(
            'a',
            means.map((v) => v / 1e6),
          ),
        ],
        base,
      ).paths[0] ?? new Float64Array()
    expect(tokens.every((v, i) => Math.abs((millions[i] ?? 0) * 1e6 - v) <= 1e-9 * v)).toBe(true)
  })
})

describe('back-test', () => {
  it('forecasts again from up to six month ends, up to three months ahead, with at least three months before', () => {
    const shape = (months: number) => {
      const { backtest } = run([byMonth('a', walk('w', months, 0.1))], { firstMonth: start + months, trials: 100 })
      return [backtest.origins, backtest.horizonMonths, backtest.points.length]
    }
    expect([3, 4, 5, 6, 18].map(shape)).toEqual([
      [0, 0, 0],
      [1, 1, 1],
      [2, 2, 3],
      [3, 3, 6],
      [6, 3, 15],
    ])
  })

  it('beats the naive forecast on steady growth and states the side of its error', () => {
    const { backtest } = run([
      byMonth(
        'a',
        Array.from({ length: 18 }, (_, m) => 100 * 1.06 ** m),
      ),
      byMonth(
        'b',
        Array.from({ length: 18 }, (_, m) => 30 * 1.06 ** m),
      ),
    ])
    expect(backtest.naiveMape).toBeGreaterThan(0.08)
    expect(backtest.mape).toBeLessThan(backtest.naiveMape / 2)
    expect(backtest.bias).toBeLessThan(0) // damping lags behind growth that never slows
    expect(backtest.points[0]).toMatchObject({ month: start + 12, horizon: 1, actual: 130 * 1.06 ** 12 * daysInMonth(start + 12) })
  })

  it('counts a month that came out of the band', () => {
    const { backtest } = run([byMonth('a', [...constant.slice(1), 900])])
    expect(backtest.coverage80).toBeLessThan(1)
    expect(backtest.points.filter(({ month }) => month === start + 17).every(({ p90, actual }) => actual > p90)).toBe(true)
  })
})
