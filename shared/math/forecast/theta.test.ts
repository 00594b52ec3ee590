// The theta method against R's thetaf (forecast 8.20 under R 4.2.2) and by hand.
import { describe, expect, it } from 'vitest'
import { OutOfDomain } from '../numerics/domain.ts'
import { accidentalDeaths, airPassengers, nile } from './classic-series.ts'
import { classicalSeasons } from './classical-decomposition.ts'
import { thetaForecast } from './theta.ts'

describe("R's thetaf", () => {
  const rows = [
    { y: airPassengers, m: 12, alpha: 0.837752089949302, drift: 1.32306962880255, mean: 440.078191081586, upper95: 461.159663593848 },
    { y: nile, m: 1, alpha: 0.245668153653116, drift: -1.35715271527153, mean: 799.811996215856, upper95: 1082.50104986875 },
    { y: accidentalDeaths, m: 12, alpha: 0.551702611627234, drift: -5.84963392958819, mean: 8270.69380633916, upper95: 8782.38543192441 },
  ]
  for (const { y, m, alpha, drift, mean, upper95 } of rows)
    it(`alpha ${alpha.toFixed(4)}, drift ${drift.toFixed(4)}`, () => {
      const forecast = thetaForecast(y, m, 12)
      for (const [got, expected] of [
        [forecast.alpha, alpha],
        [forecast.drift, drift],
        [forecast.mean[0] ?? NaN, mean],
        [forecast.bands[1]?.upper[0] ?? NaN, upper95],
      ] as const)
        expect(Math.abs(got / expected - 1)).toBeLessThan(1e-9)
    })
})

describe("R's thetaf at seasons over zeros", () => {
  const first = ({ mean, bands, alpha, drift }: ReturnType<typeof thetaForecast>) => [alpha, drift, ...mean, ...(bands[1]?.upper ?? [])]
  const isNear = (got: readonly number[], expected: readonly number[]) =>
    expected.forEach((each, i) => {
      expect(Math.abs((got[i] ?? NaN) / each - 1)).toBeLessThan(1e-9)
    })
  it('a stretch of zeros does not take the season away', () => {
    const y = Float64Array.of(8, 3, 5, 12, 7, 4, 6, 13, 9, 3, 6, 11, 0, 0, 0, 0, 0, 0, 0, 0, 8, 4, 5, 12, 7, 3, 6, 14, 8, 4, 6, 12)
    isNear(
      [...classicalSeasons(y, 4, 'multiplicative').slice(0, 4)],
      [1.1473122972835328, 0.4626029869419502, 0.7151214169067174, 1.6749632988677998],
    )
    const expected = [0.99989998674716551, 0.00788549146367626, 8.22891958087512165, 3.32159605696701643, 5.14037566292476278]
    isNear(first(thetaForecast(y, 4, 3)), [...expected, 12.24442423638504707, 9.00009323097501479, 12.0949700200394723])
  })
})

describe('by hand', () => {
  it('a straight line goes on with half its slope from its last value', () => {
    const { mean, drift, alpha } = thetaForecast(
      Float64Array.from({ length: 30 }, (_, t) => 5 + 2 * t),
      1,
      3,
    )
    expect(drift).toBeCloseTo(1, 12)
    expect(alpha).toBeGreaterThan(0.999)
    for (let h = 0; h < 3; h++) expect(mean[h]).toBeCloseTo(63 + h + 1, 2)
  })
  it('a constant series stays', () => {
    const { mean, bands } = thetaForecast(new Float64Array(24).fill(3), 12, 4)
    expect([...mean, ...(bands[1]?.upper ?? [])]).toEqual(new Array(8).fill(3))
  })
  it('a season of fewer than two periods is not taken out', () => {
    const short = airPassengers.slice(0, 20)
    expect([...thetaForecast(short, 12, 2).mean]).toEqual([...thetaForecast(short, 1, 2).mean])
  })
  it('classical seasons average to 0 and to 1, and find a pure pattern', () => {
    const y = Float64Array.from({ length: 12 }, (_, t) => 10 + ([2, -1, -1][t % 3] ?? NaN))
    expect([...classicalSeasons(y, 3, 'additive').slice(0, 3)].map((each) => Math.round(each * 1e12) / 1e12)).toEqual([2, -1, -1])
    for (const [kind, centre] of [
      ['additive', 0],
      ['multiplicative', 1],
    ] as const) {
      const seasons = classicalSeasons(airPassengers, 12, kind).slice(0, 12)
      expect(seasons.reduce((sum, each) => sum + each, 0) / 12).toBeCloseTo(centre, 12)
    }
  })
})

describe('refused', () => {
  it('short series, values that are not finite, no horizon', () => {
    expect(() => thetaForecast(Float64Array.of(1, 2, 3, 4, 5, 6), 1, 3)).toThrow(OutOfDomain)
    for (const bad of [NaN, Infinity, -Infinity]) expect(() => thetaForecast(Float64Array.of(...nile, bad), 1, 3)).toThrow(OutOfDomain)
    for (const [period, horizon] of [
      [0, 3],
      [1.5, 3],
      [1, 0],
      [1, NaN],
    ] as const)
      expect(() => thetaForecast(nile, period, horizon)).toThrow(OutOfDomain)
  })
})
