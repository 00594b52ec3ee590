// Roots against the polynomials they were made of, circle functions against their exact values.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { OutOfDomain } from './domain.ts'
import { cosineOfTurn, polynomialRoots, sineOfTurn } from './polynomial.ts'

const sortedReal = (coefficients: number[]) =>
  polynomialRoots(coefficients)
    .map(({ real }) => real)
    .sort((a, b) => a - b)

describe('roots', () => {
  it('of known polynomials', () => {
    const [one, two, three] = sortedReal([-6, 11, -6, 1])
    expect([one, two, three].map((each) => Math.round((each ?? NaN) * 1e12) / 1e12)).toEqual([1, 2, 3])
    const [root] = polynomialRoots([1, 0, 1])
    expect(Math.abs(root?.imaginary ?? NaN)).toBeCloseTo(1, 14)
    expect(sortedReal([4, -2])).toEqual([2])
    expect(polynomialRoots([3])).toEqual([])
    expect(polynomialRoots([1, 2, 0, 0])).toHaveLength(1)
  })
  it('a double root comes twice, to half the digits', () => {
    for (const { real, imaginary } of polynomialRoots([1, -2, 1])) {
      expect(real).toBeCloseTo(1, 6)
      expect(imaginary).toBeCloseTo(0, 6)
    }
  })
  it('the value at each root is 0 in the digits of its terms', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 2, maxLength: 7 }), (tail) => {
        const coefficients = [...tail, 1]
        for (const { real, imaginary } of polynomialRoots(coefficients)) {
          let [re, im, size] = [0, 0, 0]
          const modulus = Math.hypot(real, imaginary)
          for (const c of coefficients.toReversed()) {
            ;[re, im] = [re * real - im * imaginary + c, re * imaginary + im * real]
            size = size * modulus + Math.abs(c)
          }
          expect(Math.hypot(re, im)).toBeLessThan(1e-9 * size + 1e-100)
        }
      }),
      { seed: 3 },
    )
  })
  it('refuses NaN and an empty polynomial', () => {
    expect(() => polynomialRoots([1, NaN])).toThrow(OutOfDomain)
    expect(() => polynomialRoots([])).toThrow(OutOfDomain)
  })
})

describe('turns', () => {
  it('exact values', () => {
    expect([0, 1, 2, 3].map((k) => cosineOfTurn(k, 4) + 0)).toEqual([1, 0, -1, 0])
    expect([0, 1, 2, 3].map((k) => sineOfTurn(k, 4) + 0)).toEqual([0, 1, 0, -1])
    expect(cosineOfTurn(1, 6)).toBeCloseTo(0.5, 15)
    expect(sineOfTurn(1, 8)).toBeCloseTo(Math.SQRT1_2, 15)
    expect(cosineOfTurn(-5, 12)).toBe(cosineOfTurn(7, 12))
  })
  it('agree with the engine and lie on the circle', () => {
    for (let n = 1; n <= 24; n++)
      for (let k = -n; k <= 2 * n; k++) {
        expect(Math.abs(cosineOfTurn(k, n) - Math.cos((2 * Math.PI * k) / n))).toBeLessThan(5e-15)
        expect(Math.abs(sineOfTurn(k, n) - Math.sin((2 * Math.PI * k) / n))).toBeLessThan(5e-15)
        expect(cosineOfTurn(k, n) ** 2 + sineOfTurn(k, n) ** 2).toBeCloseTo(1, 15)
      }
  })
  it('refuses fractions', () => {
    expect(() => cosineOfTurn(0.5, 4)).toThrow(OutOfDomain)
    expect(() => sineOfTurn(1, 0)).toThrow(OutOfDomain)
  })
})
