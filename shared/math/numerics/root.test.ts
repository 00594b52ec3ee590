import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NoConvergence } from './domain.ts'
import { exp, log } from './elementary.ts'
import { bracketedRoot, risingBracket } from './root.ts'

describe('root in a bracket', () => {
  it.each<[string, (x: number) => number, number, number, number]>([
    ['x^2 = 2', (x) => x * x - 2, 0, 2, Math.SQRT2],
    ['x^3 - 2x - 5, Wallis (1685)', (x) => x * x * x - 2 * x - 5, 2, 3, 2.0945514815423265915],
    ['e^x = 10', (x) => exp(x) - 10, -50, 50, Math.LN10],
    ['x e^x = 1', (x) => x * exp(x) - 1, 0, 1, 0.567143290409783873],
    ['a flat start', (x) => x ** 9 - 1e-9, 0, 10, 0.1],
    ['a step', (x) => (x < 0.3 ? -1 : 1), 0, 1, 0.3],
    ['upside down', (x) => 1 - log(x), 1, 10, Math.E],
  ])('%s', (_, f, low, high, expected) => {
    expect(Math.abs(bracketedRoot('test', f, low, high) - expected)).toBeLessThan(5e-16 * Math.max(1, expected))
    expect(Math.abs(bracketedRoot('test', f, high, low) - expected)).toBeLessThan(5e-16 * Math.max(1, expected))
  })

  it('finds the root of any cubic with one in the bracket, in few steps', () => {
    fc.assert(
      fc.property(fc.double({ min: -9, max: 9, noNaN: true }), fc.double({ min: 0.01, max: 5, noNaN: true }), (root, slope) => {
        let calls = 0
        const f = (x: number) => {
          calls++
          return (x - root) * (slope + (x - root) * (x - root))
        }
        expect(Math.abs(bracketedRoot('test', f, -10, 10) - root)).toBeLessThan(1e-14)
        expect(calls).toBeLessThan(60)
      }),
    )
  })

  it('stops at the tolerance, and at once on an end', () => {
    let calls = 0
    const f = (x: number) => {
      calls++
      return x * x - 2
    }
    expect(Math.abs(bracketedRoot('test', f, 0, 2, 1e-3) - Math.SQRT2)).toBeLessThan(1e-3)
    expect(calls).toBeLessThan(12)
    expect(bracketedRoot('test', (x) => x - 1, 1, 5)).toBe(1)
    expect(bracketedRoot('test', (x) => x - 5, 1, 5)).toBe(5)
  })

  it('says when there is none, or no number', () => {
    expect(() => bracketedRoot('The yield', (x) => x * x + 1, -1, 1)).toThrow('The yield did not converge')
    for (const f of [() => NaN, (x: number) => (x < 0.5 ? NaN : 1), (x: number) => (x === 0 ? -1 : x === 1 ? 1 : NaN)])
      expect(() => bracketedRoot('test', f, 0, 1)).toThrow(NoConvergence)
  })

  it('grows a bracket until the sign changes', () => {
    const f = (x: number) => x - 1000
    const [low, high] = risingBracket('test', f, 1, 2)
    expect(f(low) < 0 && f(high) > 0).toBe(true)
    expect(bracketedRoot('test', f, low, high)).toBe(1000)
    expect(() => risingBracket('test', () => 1, 1, 2)).toThrow(NoConvergence)
  })
})
