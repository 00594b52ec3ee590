import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { OutOfDomain } from '../numerics/domain.ts'
import { identity, inverse, type Matrix, matrixOf, product, timesVector, transpose } from '../numerics/matrix.ts'
import { errorCovariance, errorVariances, shrunkCovariance } from './error-covariance.ts'
import { bottomUp, reconcile, reconcileByVariance, reconcileOls, reconcileStructural } from './reconciliation.ts'

const of = (...list: number[]) => Float64Array.from(list)

// The firm, two departments, four teams.
const summing = matrixOf([
  [1, 1, 1, 1],
  [1, 1, 0, 0],
  [0, 0, 1, 1],
  [1, 0, 0, 0],
  [0, 1, 0, 0],
  [0, 0, 1, 0],
  [0, 0, 0, 1],
])
const base = of(70.23, 26.09, 47.29, 7.43, 16.84, 18.31, 22.16)

describe('reconciliation of a hierarchy', () => {
  // numpy 2.4: S (S'W^-1 S)^-1 S'W^-1 y.
  it('bottom-up, OLS and by structure', () => {
    for (const [got, expected] of [
      [bottomUp(summing, base), [64.74, 24.27, 40.47, 7.43, 16.84, 18.31, 22.16]],
      [
        reconcileOls(summing, base),
        [70.3457142857143, 25.4061904761905, 44.9395238095238, 7.99809523809524, 17.4080952380952, 20.5447619047619, 24.3947619047619],
      ],
      [reconcileStructural(summing, base), [69.45, 25.375, 44.075, 7.9825, 17.3925, 20.1125, 23.9625]],
    ] as const)
      for (const [i, value] of expected.entries()) expect(got[i]).toBeCloseTo(value, 12)
  })

  it('two teams by hand: the gap is shared in proportion to the variances', () => {
    // Base 100 against 40 + 50: the gap of 10 over variances 3 + 1 + 1.
    const two = matrixOf([
      [1, 1],
      [1, 0],
      [0, 1],
    ])
    expect(reconcileByVariance(two, of(100, 40, 50), of(3, 1, 1))).toEqual(of(94, 42, 52))
    expect(reconcileByVariance(two, of(100, 40, 50), of(0, 1, 3))).toEqual(of(100, 42.5, 57.5))
    expect(reconcileByVariance(two, of(100, 40, 50), of(2, 0, 3))).toEqual(of(96, 40, 56))
  })

  it('adds up, leaves alone what adds up already, and does not care where the teams stand in the list', () => {
    const numbers = fc.array(fc.integer({ min: -500, max: 500 }), { minLength: 7, maxLength: 7 })
    const errors = fc.array(fc.array(fc.integer({ min: -99, max: 99 }), { minLength: 7, maxLength: 7 }), { minLength: 12, maxLength: 25 })
    fc.assert(
      fc.property(numbers, errors, (list, rows) => {
        const { covariance } = shrunkCovariance([...matrixOf(rows), ...identity(7)])
        const line = Float64Array.from(list)
        const result = reconcile(summing, line, covariance)
        const [all = NaN, left = NaN, right = NaN, a = NaN, b = NaN, c = NaN, d = NaN] = result
        expect([all, left, right]).toEqual([a + b + c + d, a + b, c + d])
        const again = reconcile(summing, result, covariance)
        for (const [i, value] of result.entries()) expect(again[i]).toBeCloseTo(value, 9)
        const order = [4, 0, 6, 2, 3, 1, 5]
        const mixed = reconcile(
          order.map((row) => summing[row] ?? of()),
          Float64Array.from(order, (row) => line[row] ?? NaN),
          order.map((row) => Float64Array.from(order, (column) => covariance[row]?.[column] ?? NaN)),
        )
        for (const [i, row] of order.entries()) expect(mixed[i]).toBeCloseTo(result[row] ?? NaN, 9)
      }),
      { numRuns: 50 },
    )
  })

  it('is the textbook formula with the inverse of W', () => {
    const covariance: Matrix = errorCovariance(
      matrixOf(
        Array.from({ length: 30 }, (_, t) => Array.from({ length: 7 }, (_each, i) => ((t * 37 + i * i * 11 + t * i * 5) % 23) - 11)),
      ),
    )
    const perW = inverse('covariance', covariance)
    const left = product(transpose(summing), perW)
    const expected = timesVector(product(summing, product(inverse('normal', product(left, summing)), left)), base)
    for (const [i, value] of reconcile(summing, base, covariance).entries()) expect(value).toBeCloseTo(expected[i] ?? NaN, 9)
  })

  it('a firm of one team, and a list without sums', () => {
    expect(reconcileByVariance(matrixOf([[1], [1]]), of(10, 20), of(1, 1))).toEqual(of(15, 15))
    expect(
      reconcileOls(
        matrixOf([
          [1, 0],
          [0, 1],
        ]),
        of(3, 4),
      ),
    ).toEqual(of(3, 4))
  })

  it('refuses errors that add up themselves: nothing says whom to believe', () => {
    const coherent = Array.from({ length: 20 }, (_, t) =>
      timesVector(summing, of(1.1 + (t % 3), 0.3 * (t % 5) - 0.7, (t % 7) / 3 - 1, (t % 11) / 7)),
    )
    expect(() => reconcile(summing, base, errorCovariance(coherent))).toThrow(OutOfDomain)
    expect(() => reconcileByVariance(summing, base, new Float64Array(7))).toThrow(OutOfDomain)
  })

  it('refuses a hierarchy without a row for each bottom series, and matrices that do not fit', () => {
    const bad = identity(7)
    bad[0]?.set([NaN])
    const skew = identity(7)
    skew[0]?.set([0, 0.5])
    const negative = identity(7)
    negative[2]?.set([0, 0, -1])
    for (const attempt of [
      () =>
        bottomUp(
          matrixOf([
            [1, 1],
            [1, 0],
          ]),
          of(3, 1),
        ),
      () => bottomUp([], of()),
      () => reconcileOls(summing, of(1, 2)),
      () => reconcileOls(summing, base.with(2, NaN)),
      () => reconcile(summing, base, identity(6)),
      () => reconcile(summing, base, bad),
      () => reconcile(summing, base, skew),
      () => reconcile(summing, base, negative),
      () => reconcileByVariance(summing, base, of(1, 2)),
      () => reconcileByVariance(summing, base, of(1, 1, 1, 1, 1, 1, -1)),
      () =>
        reconcileStructural(
          matrixOf([
            [1, -1],
            [1, 0],
            [0, 1],
          ]),
          of(1, 2, 3),
        ),
    ])
      expect(attempt).toThrow(OutOfDomain)
  })
})

describe('covariance of forecast errors', () => {
  const rows = matrixOf([
    [1, 2],
    [-1, 0],
    [3, 1],
    [1, -2],
  ])

  it('counts errors from 0', () => {
    expect(errorCovariance(rows)).toEqual(
      matrixOf([
        [3, 0.75],
        [0.75, 2.25],
      ]),
    )
    expect(errorVariances(rows)).toEqual(of(3, 2.25))
    expect(errorVariances(matrixOf([[5], [5]]))).toEqual(of(25))
  })

  it('by hand: the intensity of Schaefer and Strimmer', () => {
    // Products 2, 0, 3, -2 of mean 0.75, squares of the deviations 14.75, over n (n - 1) = 12; correlation^2 counts 0.75^2; the scales cancel.
    const { intensity } = shrunkCovariance(rows)
    expect(intensity).toBe(1) // 14.75 / 12 > 0.5625
    const strong = matrixOf([
      [1, 1],
      [-2, -2.5],
      [3, 2],
      [1, 2],
    ])
    const { intensity: some, covariance } = shrunkCovariance(strong)
    // Products 1, 5, 6, 2: mean 3.5, squared deviations 17, so 17 / 12 / 12.25.
    expect(some).toBeCloseTo(17 / 12 / 12.25, 14)
    expect(covariance[0]?.[1]).toBeCloseTo((1 - 17 / 147) * 3.5, 14)
    expect(covariance[1]?.[1]).toBeCloseTo((1 + 6.25 + 4 + 4) / 4, 14)
  })

  it('stays positive definite with fewer rows than series', () => {
    const few = matrixOf([
      [1, 2, 3, 4, 5, 6, 7],
      [2, 1, -1, 3, 0.5, -2, 1],
      [-1, 1, 2, -2, 1, 1, -3],
    ])
    expect(reconcile(summing, base, shrunkCovariance(few).covariance).every(Number.isFinite)).toBe(true)
  })

  it('refuses no rows, rows of other lengths, a series that was never wrong, and NaN', () => {
    for (const attempt of [
      () => errorCovariance([]),
      () => errorVariances([of()]),
      () => errorCovariance([of(1, 2), of(1)]),
      () => errorVariances([of(1, NaN)]),
      () => shrunkCovariance([of(1, 2)]),
      () =>
        shrunkCovariance(
          matrixOf([
            [1, 0],
            [2, 0],
          ]),
        ),
    ])
      expect(attempt).toThrow(OutOfDomain)
  })
})
