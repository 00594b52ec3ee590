import { describe, expect, it } from 'vitest'
import { inverse, symmetricEigen, timesVector } from '../numerics/matrix.ts'
import { fillNormals } from '../random/draws.ts'
import { constantCorrelation, dccFilter, secondMoments } from './correlation-models.ts'
import { dccEstimate, dccParameters } from './dcc-estimate.ts'

function normals(n: number, seed: number): Float64Array {
  const out = new Float64Array(n)
  fillNormals(out, { seed, stream: 0, variable: 0, run: 0 }, 0)
  return out
}

/** Two series of DCC(1,1) residuals with correlation 0.5 in the long run. */
function pair(n: number, seed: number, a: number, b: number): [Float64Array, Float64Array] {
  const z = normals(2 * n, seed)
  const [x, y] = [new Float64Array(n), new Float64Array(n)]
  let [xx, xy, yy] = [1, 0.5, 1]
  for (let t = 0; t < n; t++) {
    const rho = xy / Math.sqrt(xx * yy)
    const one = z[2 * t] ?? NaN
    const other = rho * one + Math.sqrt(1 - rho * rho) * (z[2 * t + 1] ?? NaN)
    x[t] = one
    y[t] = other
    xx = 1 - a - b + a * one * one + b * xx
    xy = (1 - a - b) * 0.5 + a * one * other + b * xy
    yy = 1 - a - b + a * other * other + b * yy
  }
  return [x, y]
}

describe('correlations of standardised residuals', () => {
  const three = [normals(200, 1), normals(200, 2), normals(200, 3).map((x, t) => 0.6 * x + 0.8 * (normals(200, 1)[t] ?? NaN))]

  it('constant: second moments scaled, the mean not taken away', () => {
    const [x, y] = [Float64Array.of(1, 2, -1), Float64Array.of(2, 1, 0)]
    expect(constantCorrelation([x, y])[0]?.[1]).toBeCloseTo(4 / Math.sqrt(6 * 5), 15)
    expect(secondMoments([x, y])[1]?.[1]).toBeCloseTo(5 / 3, 15)
  })

  it('dynamic: two steps by hand', () => {
    const [x, y] = [Float64Array.of(1, -2), Float64Array.of(0.5, 1)]
    const target = [Float64Array.of(1, 0.3), Float64Array.of(0.3, 1)]
    const { correlations, logLikelihood } = dccFilter([x, y], { a: 0.1, b: 0.8 }, target)
    expect(correlations).toHaveLength(3)
    expect(correlations[0]?.[0]?.[1]).toBeCloseTo(0.3, 15)
    const second = (0.1 * 0.3 + 0.1 * 0.5 + 0.8 * 0.3) / Math.sqrt((0.1 + 0.1 + 0.8) * (0.1 + 0.1 * 0.25 + 0.8))
    expect(correlations[1]?.[0]?.[1]).toBeCloseTo(second, 15)
    const term = (rho: number, e: number, f: number) =>
      -0.5 * (Math.log(1 - rho * rho) + (e * e + f * f - 2 * rho * e * f) / (1 - rho * rho) - e * e - f * f)
    expect(logLikelihood).toBeCloseTo(term(0.3, 1, 0.5) + term(second, -2, 1), 13)
  })

  it('has the likelihood of the matrix formula for three series', () => {
    const { correlations, logLikelihood } = dccFilter(three, { a: 0.04, b: 0.9 })
    let total = 0
    for (let t = 0; t < 200; t++) {
      const e = Float64Array.from(three, (row) => row[t] ?? NaN)
      const r = correlations[t] ?? []
      const determinant = symmetricEigen(r).values.reduce((product, each) => product * each, 1)
      const quadratic = timesVector(inverse('r', r), e).reduce((sum, each, i) => sum + each * (e[i] ?? NaN), 0)
      total -= 0.5 * (Math.log(determinant) + quadratic - e.reduce((sum, each) => sum + each * each, 0))
    }
    expect(logLikelihood).toBeCloseTo(total, 10)
  })

  it('is constant without a, and every matrix is a correlation matrix', () => {
    const constant = constantCorrelation(three)
    for (const r of dccFilter(three, { a: 0, b: 0.9 }).correlations) expect(r[0]?.[2]).toBeCloseTo(constant[0]?.[2] ?? NaN, 13)
    for (const r of dccFilter(three, { a: 0.3, b: 0.6 }).correlations) {
      expect(symmetricEigen(r).values[0]).toBeGreaterThan(0)
      for (let i = 0; i < 3; i++) expect(r[i]?.[i]).toBe(1)
    }
  })

  it('finds a and b again, within three of their own errors, for six pairs of series', () => {
    let inside = 0
    for (let seed = 1; seed <= 6; seed++) {
      const { a, b, standardErrors } = dccParameters(pair(900, seed, 0.06, 0.88))
      if (Math.abs(a - 0.06) < 3 * standardErrors.a && Math.abs(b - 0.88) < 3 * standardErrors.b) inside++
    }
    expect(inside).toBeGreaterThanOrEqual(5)
  })

  it('takes the higher of two tops of the likelihood', () => {
    // Searches from b = 0.5 and above end at a = 0.0390, b = 0.7011, likelihood 97.50951 (scipy); the top lies at b = 0.
    const series = pair(600, 13, 0.05, 0.9)
    const { a, b } = dccParameters(series)
    expect(a).toBeCloseTo(0.068388, 4)
    expect(b).toBeLessThan(1e-4)
    expect(dccFilter(series, { a, b }).logLikelihood).toBeCloseTo(97.937766, 4)
  })

  it('estimates both steps of returns', () => {
    const [x, y] = pair(800, 21, 0.05, 0.9)
    const found = dccEstimate([x.map((e) => 0.02 * e + 0.001), y.map((e) => 0.03 * e)])
    expect(found.garch).toHaveLength(2)
    expect(found.correlations).toHaveLength(801)
    expect(found.a + found.b).toBeLessThan(1)
    expect(found.logLikelihood).toBeGreaterThan(found.garch.reduce((total, each) => total + each.logLikelihood, 0) + 50)
  })

  it('refuses series of unequal length, copies of one another, zeros and a + b of one', () => {
    const [x, y] = [normals(50, 1), normals(50, 2)]
    expect(() => dccFilter([x, y.subarray(1)], { a: 0, b: 0 })).toThrow('standardised')
    expect(() => dccFilter([x, x], { a: 0.1, b: 0.8 })).toThrow('a correlation of 1')
    expect(() => dccFilter([x, new Float64Array(50)], { a: 0, b: 0 })).toThrow('a series of zeros')
    expect(() => dccFilter([x, y], { a: 0.2, b: 0.8 })).toThrow('a + b')
    expect(() => dccFilter([x, y], { a: NaN, b: 0.8 })).toThrow('a is NaN')
    expect(() => dccFilter([x, y.map(() => NaN)], { a: 0.1, b: 0.8 })).toThrow('standardised[0]')
    expect(() => dccFilter([], { a: 0.1, b: 0.8 })).toThrow('empty')
    expect(() => dccEstimate([x])).toThrow('at least 2 series')
  })
})
