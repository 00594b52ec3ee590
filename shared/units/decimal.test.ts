// Decimal text against the number layouts vendors really print, and against decimal.js as an independent judge.
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDecimals, compareDecimals, Decimal, decimalText, multiplyDecimals } from './decimal.ts'

const amount = fc
  .tuple(fc.boolean(), fc.bigInt({ min: 0n, max: 10n ** 24n }), fc.integer({ min: 0, max: 24 }))
  .map(([negative, digits, scale]) => decimalText(`${negative ? '-' : ''}${digits}e-${scale}`) ?? '0')

describe('decimalText', () => {
  it.each([
    ['31422.0', '31422'],
    ['4.81298076439E-7', '0.000000481298076439'],
    ['0.67390000000000005', '0.67390000000000005'],
    ['1e3', '1000'],
    ['+1.50', '1.5'],
    ['.5', '0.5'],
    ['5.', '5'],
    ['-0.00', '0'],
    ['007', '7'],
    ['1200', '1200'],
    ['120.00e-1', '12'],
    ['0e999', '0'],
    ['0.000000000000000000000000000000000001', '0.000000000000000000000000000000000001'],
  ])('reads %s as %s', (text, canonical) => {
    expect(decimalText(text)).toBe(canonical)
  })

  it.each(['', ' 1', '1 ', '.', '-', 'e5', '1,000', '1.2.3', '0x10', 'NaN', 'Infinity', '1e999', '1e-999', '１２', '1_000', '--1'])(
    'refuses %j',
    (text) => {
      expect(decimalText(text)).toBeNull()
    },
  )

  it('is the identity on its own output and keeps the value', () => {
    fc.assert(
      fc.property(
        fc.boolean(),
        fc.stringMatching(/^\d{1,20}$/),
        fc.stringMatching(/^\d{0,20}$/),
        fc.integer({ min: -15, max: 15 }),
        (minus, whole, fraction, exponent) => {
          const text = `${minus ? '-' : ''}${whole}.${fraction}e${exponent}`
          const canonical = decimalText(text)
          expect(canonical).not.toBeNull()
          expect(decimalText(canonical ?? '')).toBe(canonical)
          expect(new Decimal(canonical ?? '').equals(new Decimal(text))).toBe(true)
          expect(canonical).toMatch(/^-?(0|[1-9]\d*)(\.\d*[1-9])?$/)
        },
      ),
    )
  })

  it('says null or a canonical number for any text, and never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789+-.eE ,') }), (text) => {
        const canonical = decimalText(text)
        expect(canonical === null || /^-?(0|[1-9]\d*)(\.\d*[1-9])?$/.test(canonical)).toBe(true)
      }),
    )
  })
})

describe('arithmetic on decimal text', () => {
  it('adds 0.1 and 0.2 to 0.3', () => {
    expect(addDecimals('0.1', '0.2')).toBe('0.3')
    expect(addDecimals('1.5', '-1.5')).toBe('0')
    expect(addDecimals('-0.25', '0.2')).toBe('-0.05')
  })

  it('agrees with decimal.js on sums, products and order', () => {
    fc.assert(
      fc.property(amount, amount, (a, b) => {
        expect(addDecimals(a, b)).toBe(new Decimal(a).plus(b).toFixed())
        expect(multiplyDecimals(a, b)).toBe(new Decimal(a).times(b).toFixed())
        expect(compareDecimals(a, b)).toBe(new Decimal(a).comparedTo(b))
      }),
    )
  })

  it('keeps every digit of 36-decimal amounts and 20-digit counts', () => {
    expect(addDecimals('12345678901234567890', '0.000000000000000000000000000000000001')).toBe(
      '12345678901234567890.000000000000000000000000000000000001',
    )
    expect(multiplyDecimals('0.168', '1000000')).toBe('168000')
  })
})
