import { describe, expect, it } from 'vitest'
import { adaptiveIntegral } from './adaptive-quadrature.ts'
import { NoConvergence } from './domain.ts'

describe('the adaptive integral', () => {
  it('is exact for polynomials up to degree 31 on one panel (Kronrod)', () => {
    for (let degree = 0; degree <= 31; degree++) {
      const got = adaptiveIntegral('x^n', (x) => x ** degree, [0, 1], 1)
      expect(Math.abs(got * (degree + 1) - 1)).toBeLessThan(3e-15)
    }
  })

  it('finds kinks and peaks: |x - 1/3|, a spike of width 1e-6, a root', () => {
    expect(adaptiveIntegral('kink', (x) => Math.abs(x - 1 / 3), [0, 1], 1e-13)).toBeCloseTo(5 / 18, 13)
    const spike = (x: number) => 1e-6 / (x * x + 1e-12)
    expect(adaptiveIntegral('spike', spike, [-1, 0, 1], 1e-13)).toBeCloseTo(2 * Math.atan(1e6), 11)
    expect(adaptiveIntegral('root', Math.sqrt, [0, 1], 1e-12)).toBeCloseTo(2 / 3, 11)
  })

  it('ends where the integrand is noise: to the size of the noise, in a moment', () => {
    let calls = 0
    const noisy = (x: number) => {
      calls++
      return 1 + 1e-7 * ((x * 3.3e12) % 1)
    }
    expect(Math.abs(adaptiveIntegral('noise', noisy, [0, 1], 1e-14) - 1)).toBeLessThan(1e-7)
    expect(calls).toBeLessThan(5000)
  })

  it('says that it did not arrive', () => {
    expect(() => adaptiveIntegral('1/x', (x) => 1 / x, [0, 1], 1e-13)).toThrow(NoConvergence)
    expect(() => adaptiveIntegral('NaN', () => NaN, [0, 1], 1e-13)).toThrow(/not finite/)
  })
})
