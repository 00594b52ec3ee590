// ARIMA against R (auto.arima of forecast 8.20 under R 4.2.2) on the classic series, by hand for the simplest orders, and
// on series a search must not trip over.
import { describe, expect, it } from 'vitest'
import { OutOfDomain } from '../numerics/domain.ts'
import { conditionalFit, likelihoodFit } from './arima-fit.ts'
import { arimaForecast } from './arima-forecast.ts'
import { type ArimaOrder, differenceCoefficients } from './arima-model.ts'
import { chooseArima } from './arima-search.ts'
import { accidentalDeaths, airPassengers, nile } from './classic-series.ts'

const plain: ArimaOrder = { p: 0, d: 0, q: 0, seasonalP: 0, seasonalD: 0, seasonalQ: 0, period: 1, hasConstant: false }
const at = (values: ArrayLike<number> | undefined, i: number) => values?.[i] ?? NaN

const patience = 30_000 // for a loaded machine; alone the slowest takes a second

describe("R's auto.arima", () => {
  const rows = [
    {
      y: airPassengers,
      m: 12,
      order: [2, 1, 1, 0, 1, 0],
      aicc: 1018.16516543982,
      coefficients: [0.595980706586721, 0.214274553578295, -0.981877169668577],
      mean: 445.634901393398,
      lower80: 430.890348018975,
    },
    {
      y: nile,
      m: 1,
      order: [1, 1, 1, 0, 0, 0],
      aicc: 1267.50739513099,
      coefficients: [0.254371370057013, -0.874136371155902],
      mean: 816.181275939677,
      lower80: 634.142684558093,
    },
    {
      y: accidentalDeaths,
      m: 12,
      order: [0, 1, 1, 0, 1, 1],
      aicc: 857.316350742639,
      coefficients: [-0.430269236217264, -0.552791270185796],
      mean: 8336.06126629841,
      lower80: 7924.71204460043,
    },
  ]
  for (const { y, m, order, aicc, coefficients, mean, lower80 } of rows)
    it(
      `(${order.join(' ')})[${m}] with its criterion, coefficients and forecast`,
      () => {
        const fit = chooseArima(y, m)
        const { p, d, q, seasonalP, seasonalD, seasonalQ } = fit.order
        expect([p, d, q, seasonalP, seasonalD, seasonalQ]).toEqual(order)
        // R's filter starts from a prior of finite variance; the exact likelihood of the differences is its limit.
        expect(Math.abs(fit.aicc / aicc - 1)).toBeLessThan(5e-6)
        coefficients.forEach((each, i) => {
          expect(at(fit.coefficients, i)).toBeCloseTo(each, 3)
        })
        const forecast = arimaForecast(y, fit, 12)
        expect(Math.abs(at(forecast.mean, 0) / mean - 1)).toBeLessThan(2e-5)
        expect(Math.abs(at(forecast.bands[0]?.lower, 0) / lower80 - 1)).toBeLessThan(2e-5)
      },
      patience,
    )
})

describe('published fits', () => {
  // Canadian lynx trapped a year, 1821 to 1934. auto.arima(lynx) in the package's own documentation and many courses.
  const lynx = Float64Array.from(
    `269 321 585 871 1475 2821 3928 5943 4950 2577 523 98 184 279 409 2285 2685 3409 1824 409 151 45 68 213 546 1033 2129 2536
     957 361 377 225 360 731 1638 2725 2871 2119 684 299 236 245 552 1623 3311 6721 4254 687 255 473 358 784 1594 1676 2251 1426
     756 299 201 229 469 736 2042 2811 4431 2511 389 73 39 49 59 188 377 1292 4031 3495 587 105 153 387 758 1307 3465 6991 6313
     3794 1836 345 382 808 1388 2713 3800 3091 2985 3790 674 81 80 108 229 399 1132 2432 3574 2935 1537 529 485 662 1000 1590
     2657 3396`.split(/\s+/),
    Number,
  )
  it('lynx: ARIMA(2,0,2) with mean, AICc 1876.95', () => {
    const { order, aicc, constant } = chooseArima(lynx, 1)
    expect([order.p, order.d, order.q, order.hasConstant]).toEqual([2, 0, 2, true])
    expect(aicc).toBeCloseTo(1876.95, 2)
    expect(constant).toBeCloseTo(1544.4, 1)
  })
})

describe('by hand', () => {
  const y = Float64Array.of(3, 5, 4, 7, 8, 6, 9, 12, 11, 13)

  it('white noise with a mean: the mean and the spread of the series', () => {
    const fit = likelihoodFit(y, { ...plain, hasConstant: true })
    expect(fit.constant).toBeCloseTo(7.8, 6)
    const squares = y.reduce((sum, each) => sum + (each - 7.8) ** 2, 0)
    expect(fit.variance).toBeCloseTo(squares / 10, 6)
    expect(fit.logLikelihood).toBeCloseTo(-5 * (Math.log(2 * Math.PI * (squares / 10)) + 1), 6)
    expect(fit.aicc).toBeCloseTo(-2 * fit.logLikelihood + 4 + 12 / 7, 10)
  })

  it('a random walk with drift: the mean change, and variances that grow with the step', () => {
    const fit = likelihoodFit(y, { ...plain, d: 1, hasConstant: true })
    const drift = 10 / 9
    expect(fit.constant).toBeCloseTo(drift, 6)
    const { mean, bands } = arimaForecast(y, fit, 4)
    const error = (h: number) => at(bands[1]?.upper, h) - at(mean, h)
    for (let h = 0; h < 4; h++) {
      expect(at(mean, h)).toBeCloseTo(13 + (h + 1) * drift, 4)
      expect(error(h) / error(0)).toBeCloseTo(Math.sqrt(h + 1), 5)
    }
  })

  it('a seasonal random walk repeats its last season', () => {
    const fit = likelihoodFit(y, { ...plain, seasonalD: 1, period: 3 })
    const { mean } = arimaForecast(y, fit, 5)
    ;[12, 11, 13, 12, 11].forEach((each, h) => {
      expect(at(mean, h)).toBeCloseTo(each, 3)
    })
  })

  it('an AR(1) tends to its mean', () => {
    const fit = likelihoodFit(nile, { ...plain, p: 1, hasConstant: true })
    const { mean } = arimaForecast(nile, fit, 60)
    const phi = at(fit.coefficients, 0)
    expect(at(mean, 0)).toBeCloseTo(fit.constant + phi * (740 - fit.constant), 6)
    expect(at(mean, 59)).toBeCloseTo(fit.constant, 6)
  })

  it('the conditional fit of an AR(1) is the regression on the value before', () => {
    const fit = conditionalFit(nile, { ...plain, p: 1 }, 0)
    let [along, square] = [0, 0]
    for (let t = 1; t < nile.length; t++) {
      along += at(nile, t) * at(nile, t - 1)
      square += at(nile, t - 1) ** 2
    }
    expect(at(fit.coefficients, 0)).toBeCloseTo(along / square, 5)
  })

  it('differences multiply out', () => {
    expect([...differenceCoefficients({ ...plain, d: 1, seasonalD: 1, period: 4 })]).toEqual([1, -0, -0, 1, -1])
    expect([...differenceCoefficients({ ...plain, d: 2 })]).toEqual([2, -1])
  })
})

describe('series a search must not trip over', () => {
  const series = (n: number, f: (t: number) => number) => Float64Array.from({ length: n }, (_, t) => f(t))

  it('a constant, a straight line and a repeated pattern go on without error', () => {
    const rows: [Float64Array, number, number[]][] = [
      [series(20, () => 4), 1, [4, 4, 4]],
      [series(20, (t) => 3 + 2 * t), 1, [43, 45, 47]],
      [series(24, (t) => [1, 5, 2, 7][t % 4] ?? NaN), 4, [1, 5, 2]],
      [series(24, (t) => ([10, 50, 20, 70][t % 4] ?? NaN) + t), 4, [34, 75, 46]],
    ]
    for (const [y, m, next] of rows) {
      const fit = chooseArima(y, m)
      const { mean, bands } = arimaForecast(y, fit, 3)
      expect(fit.aicc).toBe(-Infinity)
      next.forEach((each, h) => {
        expect(at(mean, h)).toBeCloseTo(each, 3)
        expect(at(bands[1]?.upper, h)).toBe(at(mean, h))
      })
    }
  })

  it(
    'the order does not depend on the unit',
    () => {
      const fit = chooseArima(nile, 1)
      for (const unit of [1e-9, 1e9]) {
        const scaled = chooseArima(
          nile.map((each) => each * unit),
          1,
        )
        expect(scaled.order).toEqual(fit.order)
        expect(at(scaled.coefficients, 0)).toBeCloseTo(at(fit.coefficients, 0), 4)
      }
    },
    patience,
  )

  it(
    'short and jumpy ones have finite forecasts',
    () => {
      for (const y of [
        series(4, (t) => t % 3),
        series(8, (t) => (t * 7) % 5),
        series(40, (t) => (t === 20 ? 1e6 : 1)),
        series(30, (t) => 1.5 ** t),
      ])
        for (const m of [1, 4]) {
          const { mean, bands } = arimaForecast(y, chooseArima(y, m), 5)
          for (const each of [...mean, ...(bands[1]?.lower ?? []), ...(bands[1]?.upper ?? [])]) expect(each).toSatisfy(Number.isFinite)
        }
    },
    patience,
  )

  it('refuses what is not finite, too short, or no period', () => {
    for (const bad of [NaN, Infinity, -Infinity]) expect(() => chooseArima(Float64Array.of(...nile, bad), 1)).toThrow(OutOfDomain)
    expect(() => chooseArima(Float64Array.of(1, 2, 3), 1)).toThrow(OutOfDomain)
    for (const period of [0, -4, 1.5, NaN]) expect(() => chooseArima(nile, period)).toThrow(OutOfDomain)
    expect(() => likelihoodFit(nile, { ...plain, seasonalP: 1, period: 365 })).toThrow(OutOfDomain)
    const fit = likelihoodFit(nile, plain)
    for (const horizon of [0, 2.5, NaN]) expect(() => arimaForecast(nile, fit, horizon)).toThrow(OutOfDomain)
  })
})
