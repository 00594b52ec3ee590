import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { OutOfDomain } from './domain.ts'
import {
  chiSquareCdf,
  chiSquareQuantile,
  fisherTail,
  incompleteBeta,
  incompleteGamma,
  incompleteGammaUpper,
  logGamma,
  studentCdf,
  studentDensity,
  studentQuantile,
  studentTail,
} from './special.ts'

const relative = (got: number, expected: number) => Math.abs(got - expected) / Math.abs(expected)

// Right sides by 60-digit arithmetic (mpmath).
describe('gamma and beta functions and what follows from them', () => {
  it.each([
    [1e-10, 23.025850929882735237],
    [0.1, 2.252712651734205902],
    [0.5, 0.57236494292470008707],
    [1.5, -0.12078223763524522235],
    [4, 1.7917594692280550008],
    [10.5, 13.940625219403763633],
    [100, 359.13420536957539878],
    [1e6, 12815504.56914761166],
  ])('ln Gamma(%d)', (x, expected) => {
    expect(relative(logGamma(x), expected)).toBeLessThan(5e-15)
  })

  it.each<[string, (a: number, b: number) => number, number, number, number]>([
    ['P', incompleteGamma, 0.5, 0.1, 0.34527915398142297956],
    ['P', incompleteGamma, 1, 2, 0.86466471676338730811],
    ['P', incompleteGamma, 3, 2.5, 0.456186884116670482],
    ['P', incompleteGamma, 50, 40, 0.070335066659394954437],
    ['P', incompleteGamma, 400, 380, 0.1585507097842947912],
    ['P', incompleteGamma, 0.01, 1e-5, 0.89633679826719720097],
    ['Q', incompleteGammaUpper, 0.5, 10, 7.7442164310440836377e-6],
    ['Q', incompleteGammaUpper, 1, 2, 0.13533528323661269189],
    ['Q', incompleteGammaUpper, 3, 40, 3.5728659287002263451e-15],
    ['Q', incompleteGammaUpper, 50, 90, 1.6494985017178248339e-6],
    ['Q', incompleteGammaUpper, 400, 500, 1.6472192644087197583e-6],
    ['tail of t', studentTail, 1, 1, 0.25],
    ['tail of t', studentTail, 2, 5, 0.050969739414929178123],
    ['tail of t', studentTail, 30, 3, 4.067640213581979727e-5],
    ['tail of t', studentTail, 0.01, 10, 0.49610898749548571222],
    ['tail of t', studentTail, 1.96, 9000, 0.025013300733479660197],
    ['tail of t', studentTail, 8, 40, 3.9525420550522693747e-10],
    ['tail of t', studentTail, 2.5, 2.5, 0.052284981539077693627],
    ['density of t', studentDensity, 0, 1, 0.31830988618379067154],
    ['density of t', studentDensity, 2, 5, 0.065090310326216466253],
    ['density of t', studentDensity, -10, 4, 0.00010879223472902220706],
    ['density of t', studentDensity, 1, 9000, 0.24195728232344645146],
    ['quantile of t', studentQuantile, 0.975, 10, 2.2281388519862742245],
    ['quantile of t', studentQuantile, 0.975, 1.5, 6.0166631044279282546],
    ['quantile of t', studentQuantile, 0.9, 143, 1.2874997450557250951],
    ['chi-square', chiSquareCdf, 3.84, 1, 0.94995647875129489681],
    ['chi-square', chiSquareCdf, 10, 10, 0.55950671493478758856],
    ['chi-square', chiSquareCdf, 0.1, 5, 0.00016231661192261503623],
    ['chi-square', chiSquareCdf, 300, 250, 0.98348172684213127962],
    ['quantile of chi-square', chiSquareQuantile, 0.975, 1, 5.02388618731488742],
    ['quantile of chi-square', chiSquareQuantile, 0.025, 4, 0.48441855708792982],
    ['quantile of chi-square', chiSquareQuantile, 0.5, 3, 2.36597388437533827],
    ['quantile of chi-square', chiSquareQuantile, 1e-20, 4, 2.82842712487952335e-10],
    ['quantile of chi-square', chiSquareQuantile, 1e-8, 1, 1.57079632679489677e-16],
  ])('%s', (_, f, a, b, expected) => {
    expect(relative(f(a, b), expected)).toBeLessThan(2e-14)
  })

  it.each([
    [0.3, 2, 3, 0.34829999999999998042],
    [0.5, 0.5, 0.5, 0.5],
    [0.001, 5, 0.3, 1.0613216942788585579e-16],
    [0.99, 20, 1.5, 0.93879628521654091597],
    [0.4, 300, 350, 0.00074521954392729833448],
  ])('I_%d(%d, %d)', (x, a, b, expected) => {
    expect(relative(incompleteBeta(x, a, b), expected)).toBeLessThan(2e-14)
  })

  it.each([
    [4, 1, 20, 0.05926553544657047297],
    [2.5, 3, 100, 0.063832959979086490355],
    [50, 5, 7, 2.5063005327241725453e-5],
    [0.5, 2, 2, 0.66666666666666666667],
  ])('tail of F at %d with %d and %d', (f, numerator, denominator, expected) => {
    expect(relative(fisherTail(f, numerator, denominator), expected)).toBeLessThan(2e-14)
  })

  const shape = fc.double({ min: 0.05, max: 300, noNaN: true })
  const share = fc.double({ min: 0.001, max: 0.999, noNaN: true })

  it('keep the identities', () => {
    fc.assert(
      fc.property(shape, shape, share, (a, b, x) => {
        expect(Math.abs(logGamma(a + 1) - logGamma(a) - Math.log(a))).toBeLessThan(2e-15 * (10 + Math.abs(logGamma(a + 1))))
        expect(incompleteGamma(a, b) + incompleteGammaUpper(a, b)).toBeCloseTo(1, 13)
        expect(incompleteBeta(x, a, b) + incompleteBeta(1 - x, b, a)).toBeCloseTo(1, 12)
        expect(incompleteBeta(x, 1, 1)).toBeCloseTo(x, 14)
        expect(studentTail(b, a)).toBeCloseTo(fisherTail(b * b, 1, a) / 2, 14)
        expect(studentCdf(b, a) + studentCdf(-b, a)).toBeCloseTo(1, 14)
      }),
      { numRuns: 300 },
    )
  })

  it('quantiles undo the distributions, far into both tails', () => {
    fc.assert(
      fc.property(fc.double({ min: 1, max: 300, noNaN: true }), fc.double({ min: -40, max: -0.1, noNaN: true }), (degrees, logP) => {
        const p = Math.exp(logP)
        const t = studentQuantile(p, degrees)
        expect(relative(studentCdf(t, degrees), p)).toBeLessThan(1e-11)
        const x = chiSquareQuantile(p, degrees)
        expect(relative(chiSquareCdf(x, degrees), p)).toBeLessThan(1e-11)
      }),
      { numRuns: 100 },
    )
    for (const degrees of [1, 4, 30]) expect(studentQuantile(0.3, degrees)).toBeCloseTo(-studentQuantile(0.7, degrees), 13)
    expect(studentQuantile(0.5, 7)).toBe(0)
  })

  it('t and chi-square near the normal for many degrees', () => {
    expect(studentQuantile(0.975, 1e7)).toBeCloseTo(1.959963984540054, 6)
    expect(studentDensity(1, 1e9)).toBeCloseTo(0.24197072451914337, 9)
  })

  it('have their ends, and refuse levels and degrees that are none', () => {
    expect([incompleteGamma(2, 0), incompleteGammaUpper(2, 0), incompleteBeta(0, 1, 2), incompleteBeta(1, 1, 2)]).toEqual([0, 1, 0, 1])
    expect([fisherTail(0, 2, 3), studentTail(0, 4), chiSquareCdf(-1, 3)]).toEqual([1, 0.5, 0])
    for (const p of [0, 1, -1, NaN, Infinity]) {
      expect(() => studentQuantile(p, 5)).toThrow(OutOfDomain)
      expect(() => chiSquareQuantile(p, 5)).toThrow(OutOfDomain)
    }
    for (const degrees of [0, -1, NaN, Infinity]) {
      expect(() => studentQuantile(0.9, degrees)).toThrow(OutOfDomain)
      expect(() => chiSquareQuantile(0.9, degrees)).toThrow(OutOfDomain)
    }
  })
})
