import { describe, expect, it } from 'vitest'
import { formulaOf } from './formula.ts'

const at = (text: string, z: number) => formulaOf(text)?.(z)

describe('a formula of z', () => {
  it('reads the payoffs of calls and puts on a lognormal price, with any scale and in any order', () => {
    const price = Math.exp(0.3 * 1.2 - 0.045)
    for (const [text, expected] of [
      ['max(exp(0.3 z-0.045)-1,0)', price - 1],
      ['max(0, exp(-0.045 + 0.3*z) - 1)', price - 1],
      ['max(1.5-exp(0.3z-0.045),0)', 1.5 - price],
      ['max(100 exp(0.3 z - 0.5*0.3^2) - 95, 0)', 100 * price - 95],
      ['max(2.5*exp(0.3 z-.45e-1)-2.4,0)', 2.5 * price - 2.4],
      ['exp(0.3 z)', Math.exp(0.36)],
    ] as const)
      expect(at(text, 1.2)).toBeCloseTo(expected, 12)
    expect(at('max(exp(0.3 z-0.045)-1,0)', -1)).toBe(0)
  })

  it('knows the precedence of its signs', () => {
    expect(at('-z^2', 3)).toBe(-9)
    expect(at('z^2', -3)).toBe(9)
    expect(at('z**3 - 2z + 1', -3)).toBe(-20)
    expect(at('2^3^2', 0)).toBe(512)
    expect(at('Max(Z, 1)', 3)).toBe(3)
    expect(at('2^-1', 0)).toBe(0.5)
    expect(at('1 - 2 - 3', 0)).toBe(-4)
    expect(at('8 / 2 / 2', 0)).toBe(2)
    expect(at('2(z+1)(z-1)', 3)).toBe(16)
    expect(at('(z + 1) ^ 0.5', 3)).toBeCloseTo(2, 14)
    expect(at('abs(z) + sqrt(4) + min(z, 7, -5) + ln(exp(2)) + log(1)', -3)).toBeCloseTo(2, 14)
  })

  it('refuses what it cannot read', () => {
    for (const text of [
      '',
      'max(z',
      'z)',
      'x',
      'exp z',
      'exp()',
      'exp(z,z)',
      'max()',
      '1..2',
      'z +',
      '* z',
      'z & 1',
      'Z; 1',
      '1 2',
      `${'('.repeat(400)}z`,
    ])
      expect(formulaOf(text)).toBeUndefined()
  })
})
