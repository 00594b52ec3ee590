import { describe, expect, it } from 'vitest'
import { OutOfDomain } from '../numerics/domain.ts'
import { nile } from './classic-series.ts'
import { rollingOrigin } from './rolling-origin.ts'
import { carryForward, driftForecast } from './simple-forecasts.ts'

describe('rolling origin', () => {
  // R 4.2.2, forecast 8.20: tsCV(Nile, rwf, h = 3, initial = 80).
  it('scores the naive forecast of the Nile', () => {
    const { rootMeanSquare, meanAbsolute, count } = rollingOrigin(nile, 3, 80, carryForward)
    for (const [i, value] of [153.449460220964, 164.872509668666, 155.376014501444].entries())
      expect(rootMeanSquare[i]).toBeCloseTo(value, 10)
    for (const [i, value] of [129.157894736842, 123.611111111111, 125.235294117647].entries())
      expect(meanAbsolute[i]).toBeCloseTo(value, 10)
    expect(count).toEqual(Float64Array.of(19, 18, 17))
  })

  it('by hand', () => {
    const score = rollingOrigin(Float64Array.of(1, 2, 4, 8), 2, 0, carryForward)
    expect(score.meanAbsolute).toEqual(Float64Array.of((1 + 2 + 4) / 3, (3 + 6) / 2))
    expect(score.rootMeanSquare).toEqual(Float64Array.of(Math.sqrt(7), Math.sqrt(22.5)))
  })

  it('shows a forecast the past alone, and cannot be changed by it', () => {
    const values = Float64Array.of(3, 1, 4, 1, 5, 9)
    const seen: number[][] = []
    rollingOrigin(values, 2, 2, (known, horizon) => {
      seen.push([...known])
      known.fill(0)
      expect(known.buffer.byteLength).toBe(8 * known.length)
      return new Float64Array(horizon)
    })
    expect(seen).toEqual([
      [3, 1, 4],
      [3, 1, 4, 1],
      [3, 1, 4, 1, 5],
    ])
    expect(values).toEqual(Float64Array.of(3, 1, 4, 1, 5, 9))
  })

  it('a straight line is forecast without error by the drift', () => {
    const line = Float64Array.from({ length: 20 }, (_, t) => 5 + 2 * t)
    const { meanAbsolute } = rollingOrigin(line, 4, 3, (known, horizon) => driftForecast(known, horizon).mean)
    for (const error of meanAbsolute) expect(error).toBeLessThan(1e-12)
  })

  it('refuses steps nobody can score', () => {
    const four = Float64Array.of(1, 2, 3, 4)
    for (const attempt of [
      () => rollingOrigin(four, 4, 0, carryForward),
      () => rollingOrigin(four, 2, 2, carryForward),
      () => rollingOrigin(four, 0, 0, carryForward),
      () => rollingOrigin(four, 1, -1, carryForward),
      () => rollingOrigin(Float64Array.of(1, NaN), 1, 0, carryForward),
      () => rollingOrigin(four, 2, 0, () => new Float64Array(1)),
    ])
      expect(attempt).toThrow(OutOfDomain)
  })
})
