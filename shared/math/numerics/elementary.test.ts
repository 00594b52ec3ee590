import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exp, expm1, log, log1p, power, twiceAtanh } from './elementary.ts'

/** Distance in units of 2^-52 of the expected value. */
const units = (got: number, expected: number) => (got === expected ? 0 : Math.abs(got - expected) / (Math.abs(expected) * 2 ** -52))

// Right sides by 60-digit arithmetic (mpmath).
describe('exp, log and their kin', () => {
  // ln((1 + s) / (1 - s)) by 40-digit arithmetic.
  it.each([
    [1e-12, 2e-12],
    [0.05, 0.10008345855698254206],
    [-0.1, -0.20067069546215117249],
    [0.17, 0.34333332700115822052],
  ])('twiceAtanh(%d)', (s, expected) => {
    expect(units(twiceAtanh(s), expected)).toBeLessThan(2)
  })

  it.each([
    [1, Math.E],
    [-1, 0.3678794411714423216],
    [0.5, 1.6487212707001281468],
    [1e-10, 1.0000000001],
    [10, 22026.465794806716517],
    [-30.25, 7.2877240958196924193e-14],
    [100, 2.6881171418161354484e43],
    [-700.5, 5.9801961186397912064e-305],
    [709.5, 1.3549863193146328309e308],
  ])('exp(%d)', (x, expected) => {
    expect(units(exp(x), expected)).toBeLessThan(1)
  })

  it.each([
    [1e-300, 1e-300],
    [-1e-10, -9.9999999995000003643e-11],
    [1e-5, 1.0000050000166667901e-5],
    [0.1, 0.10517091807564763095],
    [-0.33, -0.28107626656807384162],
    [0.35, 0.41906754859325721676],
    [5, 147.41315910257660342],
    [-40, -0.99999999999999999575],
  ])('expm1(%d)', (x, expected) => {
    expect(units(expm1(x), expected)).toBeLessThan(2)
  })

  it.each([
    [2, Math.LN2],
    [0.1, -Math.LN10],
    [10, Math.LN10],
    [1.0000001, 9.9999995058387045178e-8],
    [0.9999, -0.00010000500033334732082],
    [1e-310, -713.8013788281541651],
    [1e300, 690.77552789821370526],
    [0.7, -0.35667494393873244235],
  ])('log(%d)', (x, expected) => {
    expect(units(log(x), expected)).toBeLessThan(1)
  })

  it.each([
    [1e-300, 1e-300],
    [-1e-10, -1.0000000000500000364e-10],
    [1e-5, 9.9999500003333316514e-6],
    [0.3, 0.2623642644674910435],
    [-0.999, -6.9077552789821361639],
    [1e20, 46.05170185988091368],
  ])('log1p(%d)', (x, expected) => {
    expect(units(log1p(x), expected)).toBeLessThan(1.5)
  })

  it.each([
    [2, 0.5, 1.4142135623730950488],
    [10, -3, 0.001],
    [1.5, 100, 4.065611775352152374e17],
    [0.001, 7.25, 1.7782794100389230696e-22],
  ])('%d to the power of %d', (base, exponent, expected) => {
    expect(units(power(base, exponent), expected)).toBeLessThan(1 + Math.abs(exponent * Math.log(base)))
  })

  it('are what the engine gives, to a unit in the last place', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -745, max: 709.7, noNaN: true }),
        fc.double({ min: 0, max: 1e308, noNaN: true, minExcluded: true }),
        (x, y) => {
          if (x > -700) expect(units(exp(x), Math.exp(x))).toBeLessThanOrEqual(2)
          expect(units(log(y), Math.log(y))).toBeLessThanOrEqual(2)
        },
      ),
      { numRuns: 2000 },
    )
  })

  it('undo each other, and turn sums into products', () => {
    fc.assert(
      fc.property(fc.double({ min: -300, max: 300, noNaN: true }), fc.double({ min: -300, max: 300, noNaN: true }), (x, y) => {
        expect(Math.abs(log(exp(x)) - x)).toBeLessThanOrEqual(2 ** -52 * (1 + Math.abs(x)))
        expect(units(exp(x) * exp(y), exp(x + y))).toBeLessThan(4 + Math.abs(x + y))
        if (x < y) expect(exp(x)).toBeLessThanOrEqual(exp(y))
      }),
      { numRuns: 500 },
    )
  })

  it('keep their small arguments', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e-9, max: 1e-9, noNaN: true }), (x) => {
        expect(Math.abs(expm1(x) - x)).toBeLessThanOrEqual(x * x)
        expect(Math.abs(log1p(x) - x)).toBeLessThanOrEqual(x * x)
      }),
    )
  })

  it('have their limits', () => {
    expect([exp(0), exp(-Infinity), exp(Infinity), exp(710), exp(-746), exp(NaN)]).toEqual([1, 0, Infinity, Infinity, 0, NaN])
    expect(exp(-745)).toBe(Number.MIN_VALUE)
    expect([expm1(0), expm1(-Infinity), expm1(Infinity), expm1(NaN)]).toEqual([0, -1, Infinity, NaN])
    expect([log(1), log(0), log(Infinity), log(-1), log(NaN)]).toEqual([0, -Infinity, Infinity, NaN, NaN])
    expect(log(Number.MIN_VALUE)).toBeCloseTo(-744.4400719213812, 12)
    expect([log1p(0), log1p(-1), log1p(Infinity), log1p(-2), log1p(NaN)]).toEqual([0, -Infinity, Infinity, NaN, NaN])
    expect([power(3, 0), power(1, 1e300)]).toEqual([1, 1])
  })
})
