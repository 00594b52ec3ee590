// Decimals at the width of a ledger column: DuckDB prints the same, which is what makes staged and stored content agree.
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fixedDecimal, unscaled } from './fixed-decimal.ts'

describe('a decimal at a fixed width', () => {
  it.each([
    ['9.97', 18, '9.970000000000000000', false],
    ['0', 12, '0.000000000000', false],
    ['-0.5', 18, '-0.500000000000000000', false],
    ['1.0000000000005', 12, '1.000000000000', true],
    ['1.0000000000015', 12, '1.000000000002', true],
    ['-1.0000000000015', 12, '-1.000000000002', true],
    ['-0.0000000000001', 12, '0.000000000000', true],
    ['0.99999999999951', 12, '1.000000000000', true],
  ])('writes %s at %i decimals', (text, scale, value, rounded) => {
    expect(fixedDecimal(text, scale)).toEqual({ value, rounded })
  })

  it('refuses what the column cannot hold', () => {
    expect(fixedDecimal('9'.repeat(19), 18).value).not.toBeNull()
    expect(fixedDecimal(`-${'9'.repeat(19)}.5`, 18).value).not.toBeNull()
    expect(fixedDecimal('1'.repeat(20), 18).value).toBeNull()
  })

  it('loses nothing within the width', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), fc.integer({ min: 1, max: 18 }), (digits, decimals) => {
        const text = digits
          .toString()
          .replace('-', '')
          .padStart(decimals + 1, '0')
        const { value } = fixedDecimal(`${digits < 0n ? '-' : ''}${text.slice(0, -decimals)}.${text.slice(-decimals)}`, 18)
        expect(value === null ? null : unscaled(value)).toBe(text.length - decimals > 19 ? null : digits * 10n ** BigInt(18 - decimals))
      }),
    )
  })
})
