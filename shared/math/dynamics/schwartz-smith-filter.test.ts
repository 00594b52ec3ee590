import { describe, expect, it } from 'vitest'
import { inverse, matrixOf, product, symmetricEigen, timesVector, transpose } from '../numerics/matrix.ts'
import { fillNormals } from '../random/draws.ts'
import { type SchwartzSmith, schwartzSmithFutures, schwartzSmithMoments } from './schwartz-smith.ts'
import { schwartzSmithEstimate } from './schwartz-smith-estimate.ts'
import { schwartzSmithFilter } from './schwartz-smith-filter.ts'

const model = { kappa: 1.2, sigmaChi: 0.4, lambdaChi: 0.1, muXi: -0.3, muXiStar: -0.35, sigmaXi: 0.2, rho: 0.25 }
const years = Float64Array.of(1 / 12, 0.5, 1)
const errors = Float64Array.of(0.02, 0.015, 0.01)
const prior = { chi: 0.05, xi: 0.9, varianceChi: 0.05, varianceXi: 0.04, covariance: 0.01 }
const quotes = matrixOf([
  [0.912, 0.846, 0.765],
  [0.884, 0.826, 0.741],
  [0.841, 0.789, 0.712],
  [0.862, 0.795, 0.708],
  [0.815, 0.752, 0.671],
  [0.795, 0.741, 0.658],
  [0.747, 0.702, 0.627],
  [0.722, 0.671, 0.598],
])
const panel = { logPrices: quotes, years: [years], step: 1 / 12 }

/** The filter of the textbooks: all quotes of a date at once, by matrices. */
function byMatrices(logPrices: readonly Float64Array[]): { logLikelihood: number; state: Float64Array } {
  const zero = { chi: 0, xi: 0 }
  const { varianceChi, varianceXi, covariance } = schwartzSmithMoments(zero, model, panel.step)
  const g = matrixOf([
    [Math.exp(-model.kappa * panel.step), 0],
    [0, 1],
  ])
  const h = matrixOf(Array.from(years, (t) => [Math.exp(-model.kappa * t), 1]))
  const d = Array.from(years, (t) => Math.log(schwartzSmithFutures(zero, model, t)))
  let x: Float64Array = Float64Array.of(prior.chi, prior.xi)
  let p = matrixOf([
    [prior.varianceChi, prior.covariance],
    [prior.covariance, prior.varianceXi],
  ])
  let logLikelihood = 0
  for (const y of logPrices) {
    x = timesVector(g, x)
    x[1] = (x[1] ?? NaN) + model.muXi * panel.step
    const shock = [
      [varianceChi, covariance],
      [covariance, varianceXi],
    ]
    p = product(product(g, p), transpose(g)).map((row, i) => row.map((each, j) => each + (shock[i]?.[j] ?? NaN)))
    const s = product(product(h, p), transpose(h)).map((row, i) => row.map((each, j) => each + (i === j ? (errors[i] ?? NaN) ** 2 : 0)))
    const fitted = timesVector(h, x)
    const v = y.map((each, i) => each - (d[i] ?? NaN) - (fitted[i] ?? NaN))
    const si = inverse('s', s)
    const determinant = symmetricEigen(s).values.reduce((total, each) => total * each, 1)
    logLikelihood -=
      0.5 *
      (3 * Math.log(2 * Math.PI) + Math.log(determinant) + timesVector(si, v).reduce((total, each, i) => total + each * (v[i] ?? NaN), 0))
    const gain = product(product(p, transpose(h)), si)
    const move = timesVector(gain, v)
    x = x.map((each, i) => each + (move[i] ?? NaN))
    const taken = product(product(gain, h), p)
    p = p.map((row, i) => row.map((each, j) => each - (taken[i]?.[j] ?? NaN)))
  }
  return { logLikelihood, state: x }
}

describe('the filter of Schwartz and Smith', () => {
  it('agrees with the filters of numpy and statsmodels', () => {
    const found = schwartzSmithFilter(panel, model, errors, prior)
    expect(found.logLikelihood).toBeCloseTo(43.05555045145426, 10)
    expect(found.last.chi).toBeCloseTo(-0.33089031960651494, 12)
    expect(found.last.xi).toBeCloseTo(1.0396065915315411, 12)
    expect(found.last.varianceChi).toBeCloseTo(0.0010614596016982657, 14)
    expect(found.last.covariance).toBeCloseTo(-0.00047359478947045, 14)
    expect(found.last.varianceXi).toBeCloseTo(0.0002693428481911034, 14)
    expect(found.chi[0]).toBeCloseTo(-0.2808027979878197, 12)
    expect(found.xi[0]).toBeCloseTo(1.1887352726371465, 12)
  })

  it('takes quotes one by one as all at once', () => {
    const found = schwartzSmithFilter(panel, model, errors, prior)
    const direct = byMatrices(quotes)
    expect(found.logLikelihood).toBeCloseTo(direct.logLikelihood, 9)
    expect(found.last.chi).toBeCloseTo(direct.state[0] ?? NaN, 11)
    expect(found.last.xi).toBeCloseTo(direct.state[1] ?? NaN, 11)
  })

  it('does not depend on the order of columns, and reads a row of maturities a date', () => {
    const found = schwartzSmithFilter(panel, model, errors, prior)
    const turned = { ...panel, logPrices: quotes.map((row) => row.slice().reverse()), years: quotes.map(() => years.slice().reverse()) }
    expect(schwartzSmithFilter(turned, model, errors.slice().reverse(), prior).logLikelihood).toBeCloseTo(found.logLikelihood, 10)
  })

  it('passes a missing quote by: as if its error were immense', () => {
    const gap = quotes.map((row, t) => (t === 3 ? Float64Array.of(row[0] ?? NaN, NaN, NaN) : row))
    const found = schwartzSmithFilter({ ...panel, logPrices: gap }, model, errors, prior)
    expect(Number.isFinite(found.logLikelihood)).toBe(true)
    const blank = schwartzSmithFilter({ ...panel, logPrices: quotes.map((row) => row.map(() => NaN)) }, model, errors, prior)
    expect(blank.logLikelihood).toBeCloseTo(0, 15)
    const later = schwartzSmithMoments({ chi: prior.chi, xi: prior.xi }, model, 8 / 12)
    expect(blank.last.chi).toBeCloseTo(later.chi, 14)
    expect(blank.last.xi).toBeCloseTo(later.xi, 14)
  })

  it('keeps the covariance positive semi-definite, also with quotes all but exact', () => {
    for (const size of [1, 1e-3, 1e-6, 0]) {
      const { last } = schwartzSmithFilter(panel, model, Float64Array.of(0.02 * size, 0.015 * size, 0.01), prior)
      expect(last.varianceChi).toBeGreaterThanOrEqual(0)
      expect(last.varianceXi).toBeGreaterThanOrEqual(0)
      expect(last.covariance ** 2).toBeLessThanOrEqual(last.varianceChi * last.varianceXi * (1 + 1e-9) + 1e-30)
    }
  })

  it('refuses what it has no answer for', () => {
    expect(() => schwartzSmithFilter({ ...panel, logPrices: [] }, model, errors, prior)).toThrow('logPrices')
    expect(() => schwartzSmithFilter({ ...panel, years: [years.subarray(1)] }, model, errors, prior)).toThrow('years[0]')
    expect(() => schwartzSmithFilter(panel, model, errors.subarray(1), prior)).toThrow('errors')
    expect(() => schwartzSmithFilter(panel, model, errors, { ...prior, covariance: 1 })).toThrow('covariance')
    expect(() => schwartzSmithFilter({ ...panel, step: 0 }, model, errors, prior)).toThrow('step')
    const infinite = quotes.map((row) => row.map(() => Infinity))
    expect(() => schwartzSmithFilter({ ...panel, logPrices: infinite }, model, errors, prior)).toThrow('logPrices[0]')
    const exact = { ...prior, varianceChi: 0, varianceXi: 0, covariance: 0 }
    const frozen = { ...model, sigmaChi: 0, sigmaXi: 0 }
    expect(() => schwartzSmithFilter(panel, frozen, new Float64Array(3), exact)).toThrow('errors')
  })
})

describe('the parameters by likelihood', () => {
  const truth = { kappa: 1.49, sigmaChi: 0.286, lambdaChi: 0.157, muXi: -0.0125, muXiStar: 0.0115, sigmaXi: 0.145, rho: 0.3 }
  const maturities = [1 / 12, 5 / 12, 9 / 12, 17 / 12]
  const noise = [0.04, 0.006, 0.003, 0.004]

  function simulated(dates: number, seed: number) {
    const step = 1 / 52
    const z = new Float64Array(dates * 6)
    fillNormals(z, { seed, stream: 0, variable: 0, run: 0 }, 0)
    const { varianceChi, varianceXi, covariance } = schwartzSmithMoments({ chi: 0, xi: 0 }, truth, step)
    const along = covariance / Math.sqrt(varianceChi)
    let [chi, xi] = [0.1, 2.8]
    const logPrices = Array.from({ length: dates }, (_, t) => {
      const draw = z.subarray(6 * t, 6 * t + 6)
      chi = chi * Math.exp(-truth.kappa * step) + Math.sqrt(varianceChi) * (draw[0] ?? NaN)
      xi += truth.muXi * step + along * (draw[0] ?? NaN) + Math.sqrt(varianceXi - along * along) * (draw[1] ?? NaN)
      return Float64Array.from(maturities, (years, j) =>
        t % 17 === 3 && j === 1
          ? NaN
          : Math.log(schwartzSmithFutures({ chi, xi }, truth, years)) + (noise[j] ?? NaN) * (draw[2 + j] ?? NaN),
      )
    })
    return { logPrices, years: [Float64Array.from(maturities)], step }
  }

  const names = Object.keys(truth) as (keyof SchwartzSmith)[]

  it('come back within four of their own errors from weekly quotes with gaps', () => {
    const data = simulated(200, 1)
    const found = schwartzSmithEstimate(data)
    for (const name of names) {
      expect(found.standardErrors[name]).toBeGreaterThan(0)
      expect(Math.abs(found.model[name] - truth[name]), name).toBeLessThan(4 * found.standardErrors[name])
    }
    // The drift of the equilibrium is known to sigma over the root of the years, and no better.
    expect(found.standardErrors.muXi).toBeGreaterThan(0.9 * (found.model.sigmaXi / Math.sqrt(200 / 52)))
    for (const [j, error] of found.errors.entries())
      expect(Math.abs(error - (noise[j] ?? NaN))).toBeLessThan(4 * (found.errorErrors[j] ?? NaN))
    expect(found.logLikelihood).toBeGreaterThan(schwartzSmithFilter(data, truth, Float64Array.from(noise), found.prior).logLikelihood)
  })

  it('stay where they are told to', () => {
    const found = schwartzSmithEstimate(simulated(60, 2), { kappa: 1.49, rho: 0.3 })
    expect(found.model.kappa).toBe(1.49)
    expect(found.model.rho).toBe(0.3)
    expect(found.standardErrors.kappa).toBe(0)
    expect(found.standardErrors.sigmaXi).toBeGreaterThan(0)
    expect(Math.abs(found.model.sigmaXi - 0.145)).toBeLessThan(4 * found.standardErrors.sigmaXi)
  })

  it('are not asked of too little', () => {
    const data = simulated(60, 2)
    expect(() => schwartzSmithEstimate({ ...data, logPrices: data.logPrices.slice(0, 9) })).toThrow('9 dates')
    const one = { ...data, logPrices: data.logPrices.map((row) => row.subarray(0, 1)), years: [Float64Array.of(0.1)] }
    expect(() => schwartzSmithEstimate(one)).toThrow('1 column')
    expect(() => schwartzSmithEstimate(data, { rho: 1 })).toThrow('rho')
    expect(() => schwartzSmithEstimate(data, { kappa: 0 })).toThrow('kappa')
  })
})
