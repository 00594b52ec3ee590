import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { OutOfDomain } from './domain.ts'
import {
  choleskyFactor,
  dot,
  identity,
  inverse,
  leastSquares,
  type Matrix,
  matrixOf,
  product,
  solve,
  symmetricEigen,
  timesVector,
  transpose,
} from './matrix.ts'

const of = (...list: number[]) => Float64Array.from(list)

function expectClose(got: Matrix, expected: Matrix, tolerance: number): void {
  expect(got.length).toBe(expected.length)
  for (const [i, row] of expected.entries())
    for (const [j, value] of row.entries()) expect(Math.abs((got[i]?.[j] ?? NaN) - value)).toBeLessThan(tolerance)
}

/** Square, of whole numbers, up to 6 x 6. */
const squares = fc
  .integer({ min: 1, max: 6 })
  .chain((n) => fc.array(fc.array(fc.integer({ min: -9, max: 9 }), { minLength: n, maxLength: n }), { minLength: n, maxLength: n }))
  .map(matrixOf)

/** A'A + I, positive definite. */
const definite = squares.map((a) => product(transpose(a), a).map((row, i) => row.map((value, j) => value + (i === j ? 1 : 0))))

const hilbert = (n: number) => Array.from({ length: n }, (_, i) => Float64Array.from({ length: n }, (_each, j) => 1 / (i + j + 1)))

describe('small dense matrices', () => {
  it('multiply and turn over by hand', () => {
    const a = matrixOf([
      [1, 2, 3],
      [4, 5, 6],
    ])
    expect(product(a, transpose(a))).toEqual(
      matrixOf([
        [14, 32],
        [32, 77],
      ]),
    )
    expect(timesVector(a, of(1, 0, -1))).toEqual(of(-2, -2))
    expect(dot(of(1, 2, 3), of(4, 5, 6))).toBe(32)
    expect(transpose([])).toEqual([])
  })

  it('solve: the residual is rounding, pivots and all', () => {
    expect(
      solve(
        'a',
        matrixOf([
          [0, 1],
          [1, 0],
        ]),
        of(3, 4),
      ),
    ).toEqual(of(4, 3))
    fc.assert(
      fc.property(definite, (a) => {
        const b = Float64Array.from(a, (_, i) => i - 1.5)
        const x = solve('a', a, b)
        for (const [i, value] of timesVector(a, x).entries()) expect(Math.abs(value - (b[i] ?? NaN))).toBeLessThan(1e-11)
        expectClose(product(a, inverse('a', a)), identity(a.length), 1e-11)
      }),
    )
  })

  it('invert the matrix of Hilbert as far as its condition allows', () => {
    // The inverse of the Hilbert matrix of 4 is whole.
    expectClose(
      inverse('h', hilbert(4)),
      matrixOf([
        [16, -120, 240, -140],
        [-120, 1200, -2700, 1680],
        [240, -2700, 6480, -4200],
        [-140, 1680, -4200, 2800],
      ]),
      1e-8,
    )
  })

  it('name a singular matrix', () => {
    for (const attempt of [
      () =>
        solve(
          'loadings',
          matrixOf([
            [1, 2],
            [2, 4],
          ]),
          of(1, 2),
        ),
      () => solve('loadings', matrixOf([[0]]), of(1)),
      () => solve('loadings', matrixOf([[NaN]]), of(1)),
      () =>
        choleskyFactor(
          'loadings',
          matrixOf([
            [1, 2],
            [2, 4],
          ]),
        ),
      () => choleskyFactor('loadings', matrixOf([[-1]])),
      () =>
        choleskyFactor(
          'loadings',
          matrixOf([
            [1, 2],
            [2, 1],
          ]),
        ),
      () => choleskyFactor('loadings', matrixOf([[NaN]])),
    ]) {
      expect(attempt).toThrow(OutOfDomain)
      expect(attempt).toThrow(/^loadings is /)
    }
  })

  it('factor by Cholesky: lower, and its square is the matrix', () => {
    expect(
      choleskyFactor(
        'a',
        matrixOf([
          [4, 12, -16],
          [12, 37, -43],
          [-16, -43, 98],
        ]),
      ),
    ).toEqual(
      matrixOf([
        [2, 0, 0],
        [6, 1, 0],
        [-8, 5, 3],
      ]),
    )
    fc.assert(
      fc.property(definite, (a) => {
        const factor = choleskyFactor('a', a)
        expectClose(product(factor, transpose(factor)), a, 1e-10)
        for (const [i, row] of factor.entries()) for (const [j, value] of row.entries()) if (j > i) expect(value).toBe(0)
      }),
    )
  })
})

describe('least squares', () => {
  it('Longley (1967), the hard one of the reference data sets of NIST', () => {
    const rows = [
      [60323, 83.0, 234289, 2356, 1590, 107608, 1947],
      [61122, 88.5, 259426, 2325, 1456, 108632, 1948],
      [60171, 88.2, 258054, 3682, 1616, 109773, 1949],
      [61187, 89.5, 284599, 3351, 1650, 110929, 1950],
      [63221, 96.2, 328975, 2099, 3099, 112075, 1951],
      [63639, 98.1, 346999, 1932, 3594, 113270, 1952],
      [64989, 99.0, 365385, 1870, 3547, 115094, 1953],
      [63761, 100.0, 363112, 3578, 3350, 116219, 1954],
      [66019, 101.2, 397469, 2904, 3048, 117388, 1955],
      [67857, 104.6, 419180, 2822, 2857, 118734, 1956],
      [68169, 108.4, 442769, 2936, 2798, 120445, 1957],
      [66513, 110.8, 444546, 4681, 2637, 121950, 1958],
      [68655, 112.6, 482704, 3813, 2552, 123366, 1959],
      [69564, 114.2, 502601, 3931, 2514, 125368, 1960],
      [69331, 115.7, 518173, 4806, 2572, 127852, 1961],
      [70551, 116.9, 554894, 4007, 2827, 130081, 1962],
    ]
    const [y = of(), ...rest] = transpose(matrixOf(rows))
    const { coefficients, residuals, inverseNormal } = leastSquares('longley', [new Float64Array(16).fill(1), ...rest], y)
    // Certified values.
    const certified = [
      -3482258.63459582, 15.0618722713733, -0.35819179292591e-1, -2.02022980381683, -1.03322686717359, -0.511041056535807e-1,
      1829.15146461355,
    ]
    for (const [i, value] of certified.entries()) expect(Math.abs((coefficients[i] ?? NaN) / value - 1)).toBeLessThan(1e-8)
    const variance = dot(residuals, residuals) / 9
    expect(Math.sqrt(variance)).toBeCloseTo(304.854073561965, 8)
    expect(Math.sqrt(variance * (inverseNormal[6]?.[6] ?? NaN))).toBeCloseTo(455.478499142212, 5)
  })

  it('leaves residuals that know nothing of the regressors', () => {
    const numbers = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 12, maxLength: 12 })
    fc.assert(
      fc.property(numbers, numbers, (a, b) => {
        const columns = [
          new Float64Array(12).fill(1),
          Float64Array.from(a, (value, i) => value + 1000 * i),
          Float64Array.from(b, (value, i) => value * (i + 1) + i * i * 700),
        ]
        const y = Float64Array.from(a, (value, i) => value * (b[i] ?? NaN))
        const { residuals, coefficients } = leastSquares('x', columns, y)
        for (const column of columns)
          expect(Math.abs(dot(column, residuals))).toBeLessThan(1e-9 * (1 + Math.sqrt(dot(column, column) * dot(y, y))))
        expect(coefficients.every(Number.isFinite)).toBe(true)
      }),
    )
  })

  it('names regressors that depend on each other, and too few observations', () => {
    const one = of(1, 1, 1)
    expect(() => leastSquares('x', [one, of(2, 2, 2)], of(1, 2, 3))).toThrow(OutOfDomain)
    expect(() => leastSquares('x', [of(0, 0, 0)], of(1, 2, 3))).toThrow(OutOfDomain)
    expect(() => leastSquares('x', [of(1, NaN, 1)], of(1, 2, 3))).toThrow(OutOfDomain)
    expect(() => leastSquares('x', [of(1), of(2)], of(1))).toThrow('x is 1 observations; allowed is at least 2')
  })
})

describe('eigenvalues of symmetric matrices', () => {
  it('by hand', () => {
    const { values } = symmetricEigen(
      matrixOf([
        [2, 1],
        [1, 2],
      ]),
    )
    expect(values[0]).toBeCloseTo(1, 15)
    expect(values[1]).toBeCloseTo(3, 15)
    expect(symmetricEigen(identity(3)).values).toEqual(of(1, 1, 1))
    expect(
      symmetricEigen(
        matrixOf([
          [0, 0],
          [0, 0],
        ]),
      ).values,
    ).toEqual(of(0, 0))
  })

  it('of the second difference are 2 - 2 cos(k pi / (n + 1))', () => {
    const n = 30
    const a = Array.from({ length: n }, (_, i) =>
      Float64Array.from({ length: n }, (_each, j) => (i === j ? 2 : Math.abs(i - j) === 1 ? -1 : 0)),
    )
    for (const [k, value] of symmetricEigen(a).values.entries())
      expect(value).toBeCloseTo(2 - 2 * Math.cos(((k + 1) * Math.PI) / (n + 1)), 13)
  })

  it('ascend, stand upright on each other, and put the matrix together again', () => {
    fc.assert(
      fc.property(definite, (a) => {
        const { values, vectors } = symmetricEigen(a)
        for (let k = 1; k < values.length; k++) expect(values[k] ?? NaN).toBeGreaterThanOrEqual(values[k - 1] ?? NaN)
        expectClose(product(vectors, transpose(vectors)), identity(a.length), 1e-13)
        const stretched = vectors.map((vector, k) => vector.map((each) => each * (values[k] ?? NaN)))
        expectClose(product(transpose(vectors), stretched), a, 1e-11)
      }),
    )
  })
})
