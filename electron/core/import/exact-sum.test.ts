// Sums without a float's error, whatever the size and the number of decimals.
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { addDecimals } from '../../../shared/units/decimal.ts'
import { ExactSum } from './exact-sum.ts'

const sumOf = (texts: readonly string[]): string => {
  const sum = new ExactSum()
  for (const text of texts) sum.add(text)
  return sum.toString()
}

it('adds half a million cents to 5,000 dollars, and counts beyond what a double holds', () => {
  expect(sumOf(Array.from({ length: 500_000 }, () => '0.01'))).toBe('5000')
  expect(sumOf(Array.from({ length: 100 }, () => '999999999999999'))).toBe('99999999999999900')
  expect(sumOf([])).toBe('0')
})

it('agrees with the sum taken one by one', () => {
  const amount = fc.tuple(fc.bigInt({ min: -(10n ** 22n), max: 10n ** 22n }), fc.integer({ min: 0, max: 20 })).map(([digits, scale]) => {
    const text = digits
      .toString()
      .replace('-', '')
      .padStart(scale + 1, '0')
    return addDecimals('0', scale === 0 ? String(digits) : `${digits < 0n ? '-' : ''}${text.slice(0, -scale)}.${text.slice(-scale)}`)
  })
  fc.assert(
    fc.property(fc.array(amount), (texts) => {
      expect(sumOf(texts)).toBe(texts.reduce(addDecimals, '0'))
    }),
  )
})
