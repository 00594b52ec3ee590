import { describe, expect, it } from 'vitest'
import {
  NoConvergence,
  OutOfDomain,
  requireBetween,
  requireFinite,
  requireLength,
  requireLevel,
  requireNotNegative,
  requirePositive,
  requireRising,
  requireSeries,
  requireSide,
  requireWhole,
} from './domain.ts'

type Check = (value: number) => void

describe('arguments a formula has no answer for', () => {
  it.each<[string, Check, number[], number[]]>([
    ['finite', (value) => requireFinite('x', value), [0, -1e308, 5e-324], [NaN, Infinity, -Infinity]],
    ['positive', (value) => requirePositive('x', value), [5e-324, 1e308], [0, -1, NaN, Infinity]],
    ['not negative', (value) => requireNotNegative('x', value), [0, 3], [-5e-324, NaN, Infinity]],
    ['between', (value) => requireBetween('x', value, -1, 1), [-1, 0, 1], [-1.0000001, 1.0000001, NaN, Infinity]],
    ['level', (value) => requireLevel('x', value), [5e-324, 0.5, 0.9999999999999999], [0, 1, NaN, -Infinity]],
    ['whole from', (value) => requireWhole('x', value, 2), [2, 2 ** 53 - 1], [1, 2.5, 2 ** 53, NaN, Infinity]],
    ['whole up to', (value) => requireWhole('x', value, 0, 4), [0, 4], [-1, 5, NaN]],
    ['side', (value) => requireSide('x', value), [1, -1], [0, 2, NaN]],
    ['series', (value) => requireSeries('x', [1, value]), [0, -7], [NaN, Infinity, -Infinity]],
    ['rising', (value) => requireRising('x', [1, value]), [1.0000001, 2], [1, 0, NaN]],
  ])('%s', (_, check, good, bad) => {
    for (const value of good) expect(() => check(value)).not.toThrow()
    for (const value of bad) expect(() => check(value)).toThrow(OutOfDomain)
  })

  it('are named, with what is allowed', () => {
    expect(() => requireSeries('prices', [1, 2, NaN])).toThrow('prices[2] is NaN; allowed is a finite number')
    expect(() => requireSeries('prices', [1], 2)).toThrow('prices is 1 values; allowed is at least 2 values')
    expect(() => requireLength('weights', [1, 2], 3)).toThrow('weights is 2 values; allowed is 3 values')
    expect(() => requireWhole('months', 13, 1, 12)).toThrow('months is 13; allowed is a whole number from 1 to 12')
    try {
      requirePositive('volatility', -0.2)
    } catch (error) {
      expect(error).toMatchObject({ name: 'OutOfDomain', argument: 'volatility', value: '-0.2', allowed: 'a number above 0' })
    }
    expect(new NoConvergence('The implied volatility', 'after 500 steps')).toMatchObject({
      message: 'The implied volatility did not converge: after 500 steps',
      search: 'The implied volatility',
    })
  })
})
