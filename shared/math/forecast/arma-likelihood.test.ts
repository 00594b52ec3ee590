// The exact likelihood of an ARMA series against the multivariate normal density written out, and the state's covariance
// against its own equation.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { choleskyFactor, matrixOf } from '../numerics/matrix.ts'
import { conditionalMeanSquare, exactInnovations, stationaryCovariance } from './arma-likelihood.ts'
import {
  type Arma,
  expandedArma,
  freeNumbers,
  invertibleCoefficients,
  isStationary,
  leastRoot,
  stationaryCoefficients,
} from './arma-polynomials.ts'

const at = (values: ArrayLike<number>, i: number) => values[i] ?? 0

/** gamma_0 ... gamma_(n-1) by summing 4000 weights of past errors. */
function covariances({ phi, theta }: Arma, n: number): number[] {
  const psi = [1]
  for (let j = 1; j < 4000; j++) {
    let weight = at(theta, j - 1)
    for (let k = 1; k <= Math.min(j, phi.length); k++) weight += at(phi, k - 1) * at(psi, j - k)
    psi.push(weight)
  }
  return Array.from({ length: n }, (_, lag) => {
    let total = 0
    for (let j = 0; j + lag < psi.length; j++) total += at(psi, j) * at(psi, j + lag)
    return total
  })
}

const series = Float64Array.of(0.3, -1.2, 0.8, 2.1, -0.4, -0.9, 0.1, 1.7, -2.2, 0.6, 0.2, -0.7, 1.1, 0.9, -1.5, 0.4)

const models: [string, Arma][] = [
  ['AR(1)', { phi: Float64Array.of(0.7), theta: new Float64Array(0) }],
  ['MA(2)', { phi: new Float64Array(0), theta: Float64Array.of(0.5, -0.3) }],
  ['ARMA(2,1)', { phi: Float64Array.of(1.1, -0.4), theta: Float64Array.of(0.6) }],
  ['ARMA(1,3)', { phi: Float64Array.of(-0.6), theta: Float64Array.of(0.2, 0.4, -0.5) }],
  ['ARMA(1,1)(1,1)[4]', expandedArma({ p: 1, q: 1, seasonalP: 1, seasonalQ: 1, period: 4 }, Float64Array.of(0.5, -0.4, 0.3, 0.6))],
]

describe('exact likelihood', () => {
  for (const [name, arma] of models)
    it(`${name}: determinant and quadratic form of the covariance matrix`, () => {
      const gamma = covariances(arma, series.length)
      const factor = choleskyFactor('covariance', matrixOf(gamma.map((_, i) => gamma.map((_, j) => at(gamma, Math.abs(i - j))))))
      // Solve L z = y: the sum of z^2 is the quadratic form, twice the logarithms of the diagonal the determinant.
      const z: number[] = []
      let logs = 0
      factor.forEach((row, i) => {
        let rest = at(series, i)
        for (let j = 0; j < i; j++) rest -= at(row, j) * at(z, j)
        z.push(rest / at(row, i))
        logs += 2 * Math.log(at(row, i))
      })
      const exact = exactInnovations(series, arma)
      expect(exact.count).toBe(series.length)
      expect(exact.squares).toBeCloseTo(
        z.reduce((sum, each) => sum + each * each, 0),
        9,
      )
      expect(exact.logs).toBeCloseTo(logs, 9)
    })

  it('a long series settles into fixed gains without a change of the sum', () => {
    const arma: Arma = { phi: Float64Array.of(0.5), theta: Float64Array.of(0.4) }
    const long = Float64Array.from({ length: 400 }, (_, t) => at(series, t % 16))
    const first = exactInnovations(long.slice(0, 399), arma)
    const all = exactInnovations(long, arma)
    expect(all.logs).toBeCloseTo(first.logs, 11)
    expect(all.squares).toBeGreaterThan(first.squares)
  })

  it('the conditional sum for an AR(1) by hand', () => {
    const arma: Arma = { phi: Float64Array.of(0.5), theta: new Float64Array(0) }
    expect(conditionalMeanSquare(Float64Array.of(2, 3, 1), arma, 1)).toBeCloseTo((2 * 2 + 0.5 * 0.5) / 2, 14)
    expect(conditionalMeanSquare(Float64Array.of(2), arma, 1)).toBeNaN()
  })
})

describe("the state's covariance", () => {
  for (const [name, arma] of models)
    it(`${name}: P = T P T' + R R'`, () => {
      const p = stationaryCovariance(arma)
      const r = p.length
      const entry = (i: number, j: number) => at(p[i] ?? [], j)
      const load = (i: number) => (i === 0 ? 1 : at(arma.theta, i - 1))
      for (let i = 0; i < r; i++)
        for (let j = 0; j < r; j++) {
          const [a, b] = [at(arma.phi, i), at(arma.phi, j)]
          const moved = a * b * entry(0, 0) + a * entry(0, j + 1) + b * entry(i + 1, 0) + entry(i + 1, j + 1)
          expect(entry(i, j)).toBeCloseTo(moved + load(i) * load(j), 11)
        }
      expect(entry(0, 0)).toBeCloseTo(at(covariances(arma, 1), 0), 11)
    })
})

describe('coefficients', () => {
  const free = fc
    .array(fc.double({ min: -2.5, max: 2.5, noNaN: true }), { minLength: 1, maxLength: 5 })
    .map((each) => Float64Array.from(each))

  it('any numbers give stationary coefficients, and come back', () => {
    fc.assert(
      fc.property(free, (numbers) => {
        const phi = stationaryCoefficients(numbers)
        expect(isStationary(phi)).toBe(true)
        freeNumbers(phi).forEach((each, i) => {
          expect(each).toBeCloseTo(at(numbers, i), 5)
        })
      }),
      { seed: 11 },
    )
  })

  it('the roots of stationary coefficients lie outside the circle', () => {
    fc.assert(
      fc.property(free, (numbers) => {
        const order = { p: numbers.length, q: 0, seasonalP: 0, seasonalQ: 0, period: 1 }
        return leastRoot(order, stationaryCoefficients(numbers)) > 1 - 1e-6
      }),
      { seed: 12 },
    )
    expect(isStationary(Float64Array.of(1))).toBe(false)
    expect(isStationary(Float64Array.of(0.5, 0.6))).toBe(false)
  })

  it('mirrored moving averages keep their autocorrelations and can be inverted', () => {
    const correlations = (theta: Float64Array) => {
      const gamma = covariances({ phi: new Float64Array(0), theta }, 4)
      return gamma.map((each) => each / at(gamma, 0))
    }
    for (const theta of [[2], [0.5], [2.5, 1], [0, 3], [1.7, 0.4, -2.2]].map((each) => Float64Array.from(each))) {
      const mirrored = invertibleCoefficients(theta)
      const order = { p: 0, q: theta.length, seasonalP: 0, seasonalQ: 0, period: 1 }
      expect(leastRoot(order, mirrored)).toBeGreaterThanOrEqual(1 - 1e-9)
      correlations(mirrored).forEach((each, lag) => {
        expect(each).toBeCloseTo(at(correlations(theta), lag), 9)
      })
    }
    expect([...invertibleCoefficients(Float64Array.of(4))]).toEqual([0.25])
  })

  it('seasonal factors multiply out, and their roots are roots of the period', () => {
    const order = { p: 1, q: 1, seasonalP: 1, seasonalQ: 1, period: 4 }
    const { phi, theta } = expandedArma(order, Float64Array.of(0.5, 0.4, 0.3, 0.2))
    expect([...phi]).toEqual([0.5, 0, 0, 0.3, -0.15])
    expect([...theta].map((each) => Math.round(each * 1e12) / 1e12)).toEqual([0.4, 0, 0, 0.2, 0.08])
    const seasonal = { p: 0, q: 0, seasonalP: 1, seasonalQ: 0, period: 4 }
    expect(leastRoot(seasonal, Float64Array.of(0.3))).toBeCloseTo((1 / 0.3) ** 0.25, 12)
    expect(leastRoot({ ...seasonal, seasonalP: 0 }, new Float64Array(0))).toBe(Infinity)
  })
})
