import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matrixOf, product, symmetricEigen, transpose } from '../numerics/matrix.ts'
import { frobeniusDistance, nearestCorrelation, semidefiniteRoot, spectralCorrelation } from './correlation-matrix.ts'

const broken = matrixOf([
  [1, 0.9, 0.7],
  [0.9, 1, -0.4],
  [0.7, -0.4, 1],
])

const symmetric = fc
  .integer({ min: 2, max: 7 })
  .chain((n) => fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: n * n, maxLength: n * n }))
  .map((flat) => {
    const n = Math.sqrt(flat.length)
    return matrixOf(
      Array.from({ length: n }, (_, i) =>
        Array.from({ length: n }, (_, j) => (i === j ? 1 : (flat[Math.min(i, j) * n + Math.max(i, j)] ?? NaN))),
      ),
    )
  })

describe('the nearest correlation matrix', () => {
  it('agrees with the example of Higham (2002) and with R’s nearPD', () => {
    const found = nearestCorrelation(
      matrixOf([
        [2, -1, 0, 0],
        [-1, 2, -1, 0],
        [0, -1, 2, -1],
        [0, 0, -1, 2],
      ]),
    )
    const [first, second] = found
    for (const [j, each] of [1, -0.8084124981, 0.1915875019, 0.106775049].entries()) expect(first?.[j]).toBeCloseTo(each, 9)
    expect(second?.[2]).toBeCloseTo(-0.6562326948, 9)
    const near = nearestCorrelation(broken)
    expect(near[0]?.[1]).toBeCloseTo(0.694218468338772, 12)
    expect(near[0]?.[2]).toBeCloseTo(0.5258644329027925, 12)
    expect(near[1]?.[2]).toBeCloseTo(-0.24714400755595034, 12)
    expect(frobeniusDistance(near, broken)).toBeCloseTo(0.4382560642527663, 12)
  })

  it('is a correlation matrix, no farther than the spectral one, and stays when repaired again', () => {
    fc.assert(
      fc.property(symmetric, (matrix) => {
        const near = nearestCorrelation(matrix)
        const quick = spectralCorrelation(matrix)
        for (const found of [near, quick]) {
          expect(symmetricEigen(found).values[0]).toBeGreaterThan(-1e-13)
          for (let i = 0; i < found.length; i++) expect(found[i]?.[i]).toBe(1)
          expect(frobeniusDistance(found, transpose(found))).toBe(0)
        }
        expect(frobeniusDistance(near, matrix)).toBeLessThanOrEqual(frobeniusDistance(quick, matrix) + 1e-11)
        expect(frobeniusDistance(nearestCorrelation(near), near)).toBeLessThan(1e-10)
      }),
      { numRuns: 30 },
    )
  })

  it('leaves a correlation matrix as it is', () => {
    const sound = matrixOf([
      [1, 0.6, 0.3],
      [0.6, 1, -0.2],
      [0.3, -0.2, 1],
    ])
    expect(frobeniusDistance(nearestCorrelation(sound), sound)).toBeLessThan(1e-14)
    expect(frobeniusDistance(spectralCorrelation(sound), sound)).toBeLessThan(1e-14)
    expect(nearestCorrelation(matrixOf([[1]]))).toEqual(matrixOf([[1]]))
  })

  it('by eigenvalues as Rebonato & Jaeckel (1999), which QuantLib calls spectral', () => {
    const found = spectralCorrelation(broken)
    expect(found[0]?.[1]).toBeCloseTo(0.6791414664926085, 13)
    expect(found[0]?.[2]).toBeCloseTo(0.5238259856830326, 13)
    expect(found[1]?.[2]).toBeCloseTo(-0.2694941264885682, 13)
  })

  it('refuses matrices that are not square, not symmetric or not finite', () => {
    expect(() => nearestCorrelation([])).toThrow('empty')
    expect(() => nearestCorrelation(matrixOf([[1, 0]]))).toThrow('matrix row')
    expect(() =>
      nearestCorrelation(
        matrixOf([
          [1, 0.2],
          [0.3, 1],
        ]),
      ),
    ).toThrow('matrix[1][0]')
    expect(() =>
      spectralCorrelation(
        matrixOf([
          [1, NaN],
          [NaN, 1],
        ]),
      ),
    ).toThrow('matrix row')
  })
})

describe('a root of a correlation matrix', () => {
  it('is Cholesky’s for a definite one', () => {
    const root = semidefiniteRoot(
      matrixOf([
        [1, 0.6, 0.3],
        [0.6, 1, -0.2],
        [0.3, -0.2, 1],
      ]),
    )
    expect([...(root[1] ?? [])]).toEqual([0.6, 0.8, 0])
    expect(root[2]?.[1]).toBeCloseTo(-0.475, 15)
    expect(root[2]?.[2]).toBeCloseTo(0.8272696053887149, 15)
  })

  it('is exact where a variable follows from the others', () => {
    const twin = semidefiniteRoot(
      matrixOf([
        [1, 1, 0.5],
        [1, 1, 0.5],
        [0.5, 0.5, 1],
      ]),
    )
    for (const [k, each] of [1, 0, 0].entries()) expect(twin[1]?.[k]).toBeCloseTo(each, 14)
    expect(twin[2]?.[0]).toBeCloseTo(0.5, 14)
    expect(Math.abs(twin[0]?.[1] ?? NaN)).toBe(0)
    const opposite = semidefiniteRoot(
      matrixOf([
        [4, -6],
        [-6, 9],
      ]),
    )
    expect(opposite[1]?.[0]).toBeCloseTo(-3, 14)
    expect(opposite[1]?.[1]).toBeCloseTo(0, 7)
    expect(
      semidefiniteRoot(
        matrixOf([
          [0, 0],
          [0, 4],
        ]),
      ),
    ).toEqual(
      matrixOf([
        [0, 0],
        [0, 2],
      ]),
    )
    expect(semidefiniteRoot(matrixOf([[0]]))).toEqual(matrixOf([[0]]))
  })

  it('times its transpose is the matrix, also for repaired ones, which are singular', () => {
    fc.assert(
      fc.property(symmetric, (matrix) => {
        for (const sound of [nearestCorrelation(matrix), spectralCorrelation(matrix)]) {
          const root = semidefiniteRoot(sound)
          for (const [i, row] of root.entries()) expect(row.subarray(i + 1).every((each) => each === 0)).toBe(true)
          expect(frobeniusDistance(product(root, transpose(root)), sound)).toBeLessThan(1e-13)
        }
      }),
      { numRuns: 30 },
    )
  })

  it('refuses a matrix with a negative eigenvalue, wherever it hides', () => {
    expect(() => semidefiniteRoot(broken)).toThrow('eigenvalue')
    expect(() => semidefiniteRoot(matrixOf([[-1]]))).toThrow('eigenvalue')
    expect(() =>
      semidefiniteRoot(
        matrixOf([
          [0, 1],
          [1, 1],
        ]),
      ),
    ).toThrow('eigenvalue')
    expect(() =>
      semidefiniteRoot(
        matrixOf([
          [1, 1, 0.2],
          [1, 1, 0.9],
          [0.2, 0.9, 1],
        ]),
      ),
    ).toThrow('eigenvalue')
  })
})
