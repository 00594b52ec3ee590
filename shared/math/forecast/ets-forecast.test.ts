// Means and variances of exponential smoothing against the sum over all futures of three-point errors, which has the first
// five moments of a normal and so the exact mean and variance.
import { describe, expect, it } from 'vitest'
import { OutOfDomain } from '../numerics/domain.ts'
import { accidentalDeaths } from './classic-series.ts'
import { chooseEts } from './ets-fit.ts'
import { type EtsEnd, etsForecast, etsPointRecursion } from './ets-forecast.ts'
import { etsForm, etsPass } from './ets-model.ts'

const z80 = 1.2815515655446004

const end = (model: string, isDamped: boolean, period: number, variance: number): EtsEnd => {
  const form = etsForm(model, isDamped)
  const seasons = form.season === 'N' ? [] : form.season === 'A' ? [5, -9, 4] : [1.2, 0.7, 1.1]
  const state = Float64Array.of(100, ...(form.trend === 'N' ? [] : [3]), ...seasons)
  const parameters = {
    alpha: 0.4,
    beta: form.trend === 'N' ? 0 : 0.15,
    gamma: form.season === 'N' ? 0 : 0.3,
    phi: isDamped ? 0.9 : 1,
  }
  return { form, period, parameters, state, variance }
}

/** The exact mean and variance of the value `horizon` steps ahead. */
function enumerated({ form, period, parameters, state, variance }: EtsEnd, horizon: number): { mean: number; variance: number } {
  const root = Math.sqrt(3 * variance)
  let [mean, square] = [0, 0]
  const walk = (from: Float64Array, step: number, weight: number) => {
    const [expected = NaN] = etsPointRecursion({ form, period, parameters, state: from }, 1)
    for (const [error, chance] of [
      [-root, 1 / 6],
      [0, 2 / 3],
      [root, 1 / 6],
    ] as const) {
      const value = form.error === 'A' ? expected + error : expected * (1 + error)
      if (step === horizon) {
        mean += weight * chance * value
        square += weight * chance * value * value
      } else walk(etsPass(form, parameters, from, Float64Array.of(value), period).state, step + 1, weight * chance)
    }
  }
  walk(state, 1, 1)
  return { mean, variance: square - mean * mean }
}

describe('mean and variance by enumeration', () => {
  const rows: [string, boolean, number][] = [
    ['ANN', false, 4],
    ['AAN', false, 4],
    ['AAN', true, 4],
    ['AAA', false, 9],
    ['AAA', true, 9],
    ['MNN', false, 0.01],
    ['MAN', false, 0.01],
    ['MAN', true, 0.01],
    ['MAA', false, 0.01],
    ['MAA', true, 0.01],
    ['MNM', false, 0.01],
    ['MAM', false, 0.01],
  ]
  for (const [model, isDamped, variance] of rows)
    it(`${model}${isDamped ? ', damped' : ''}`, () => {
      const start = end(model, isDamped, model.endsWith('N') ? 1 : 3, variance)
      const { mean, bands } = etsForecast(start, 6)
      for (let h = 1; h <= 6; h++) {
        const exact = enumerated(start, h)
        const error = ((bands[0]?.upper[h - 1] ?? NaN) - (mean[h - 1] ?? NaN)) / z80
        expect(Math.abs((mean[h - 1] ?? NaN) / exact.mean - 1)).toBeLessThan(1e-12)
        expect(Math.abs((error * error) / exact.variance - 1)).toBeLessThan(1e-9)
      }
    })
})

describe('where R differs from the book, R is followed', () => {
  it('damped multiplicative seasons: the slope enters one power less damped', () => {
    const start = end('MAM', true, 3, 0)
    const undampedStep = etsForecast(start, 2).mean
    expect(undampedStep[0]).toBeCloseTo((100 + 3) * 1.1, 12)
    expect(undampedStep[1]).toBeCloseTo((100 + 3 + 0.9 * 3) * 0.7, 12)
    expect(etsPointRecursion(start, 1)[0]).toBeCloseTo((100 + 0.9 * 3) * 1.1, 12)
  })
  it('seasons without trend: the seasonal error comes back a step early (R 4.2.2, forecast 8.20: USAccDeaths, h = 12)', () => {
    const { mean, bands } = etsForecast(chooseEts(accidentalDeaths, 12), 12)
    expect(mean[1]).toBeCloseTo(7599.22061344404, 4)
    expect(bands[0]?.upper[0]).toBeCloseTo(8772.59515690319, 4)
    const step = (h: number) => (bands[0]?.upper[h] ?? NaN) - (mean[h] ?? NaN)
    expect((step(11) / step(0)) ** 2).toBeCloseTo(4.891325435963514, 6)
  }, 30_000)
})

describe('shape', () => {
  it('the 80 % interval lies in the 95 % interval and both hold the mean', () => {
    for (const model of ['ANN', 'AAA', 'MAM', 'MAN']) {
      const { mean, bands } = etsForecast(end(model, false, model.endsWith('N') ? 1 : 3, 0.02), 20)
      const [inner, outer] = bands
      mean.forEach((centre, h) => {
        const row = [outer?.lower[h], inner?.lower[h], centre, inner?.upper[h], outer?.upper[h]].map((each) => each ?? NaN)
        expect([...row].sort((a, b) => a - b)).toEqual(row)
      })
    }
  })
  it('without error there is no interval', () => {
    const { mean, bands } = etsForecast(end('AAA', false, 3, 0), 5)
    expect([...(bands[1]?.upper ?? [])]).toEqual([...mean])
  })
  it('refuses a horizon of 0, fractions and a variance below 0', () => {
    const start = end('ANN', false, 1, 1)
    for (const horizon of [0, -1, 1.5, NaN, Infinity]) expect(() => etsForecast(start, horizon)).toThrow(OutOfDomain)
    expect(() => etsForecast({ ...start, variance: -1 }, 3)).toThrow(OutOfDomain)
    expect(() => etsForecast({ ...start, state: Float64Array.of(NaN) }, 3)).toThrow(OutOfDomain)
  })
})
