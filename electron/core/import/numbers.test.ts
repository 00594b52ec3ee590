// Cells as spreadsheets and vendors leave them.
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decimalText } from '../../../shared/units/decimal.ts'
import { canonicalDecimals, type DecimalMark, markOf, readCount, readNumber } from './numbers.ts'

describe('readNumber', () => {
  it.each<[string, DecimalMark | null, string]>([
    ['4.81298076439E-7', null, '0.000000481298076439'],
    ['31422.0', null, '31422'],
    ['1,234,567.89', '.', '1234567.89'],
    ['1,234,567.89', null, '1234567.89'],
    ['1.234.567,89', ',', '1234567.89'],
    ['1 234,56', ',', '1234.56'],
    ['1\u202f234,56', ',', '1234.56'],
    ["1'234.56", '.', '1234.56'],
    ['\u221212.5', null, '-12.5'],
    ['12.50-', null, '-12.5'],
    ['0,5', ',', '0.5'],
    ['1.234', ',', '1234'],
    ['(12.50)', '.', '-12.5'],
    ['-$12.50', '.', '-12.5'],
    ['$0.02', null, '0.02'],
    ['12.50 USD', null, '12.5'],
    ['3.5元', null, '3.5'],
    ['Included', null, '0'],
    ['N/A', null, ''],
    ['-', null, ''],
    ['NULL', null, ''],
  ])('%s under %s is %s', (cell, mark, value) => {
    expect(readNumber(cell, mark)).toEqual({ value, fault: null })
  })

  it.each<[string, DecimalMark | null, string]>([
    ['lots', null, 'not-a-number'],
    ['1,234', null, 'not-a-number'], // reads both ways, and nothing settled it
    ['12,5', '.', 'not-a-number'],
    ['1,23,456', '.', 'not-a-number'],
    ['1.2.3', null, 'not-a-number'],
    ['1e999', null, 'out-of-range'],
    ['1234567890123456789', null, 'out-of-range'],
    ['1e-99', null, 'too-many-decimals'],
    ['()', null, 'not-a-number'],
    ['=1+1', null, 'not-a-number'],
  ])('%s under %s: %s', (cell, mark, fault) => {
    expect(readNumber(cell, mark)).toEqual({ value: null, fault })
  })
})

describe('readCount', () => {
  it('needs no decimal mark, because counts are whole', () => {
    expect(readCount('1,234,567', null).value).toBe('1234567')
    expect(readCount('1.234.567', null).value).toBe('1234567')
    expect(readCount('31422.0', null).value).toBe('31422')
    expect(readCount('1e6', null).value).toBe('1000000')
  })

  it('refuses fractions and negatives', () => {
    expect(readCount('1.5', null).fault).toBe('fractional-tokens')
    expect(readCount('-3', null).fault).toBe('negative-tokens')
  })
})

describe('markOf', () => {
  it.each<[string, boolean, DecimalMark | 'either' | null]>([
    ['12.5', false, '.'],
    ['12,5', false, ','],
    ['1,234.5', false, '.'],
    ['1.234,5', false, ','],
    ['1,234', false, 'either'],
    ['1.234', false, 'either'],
    ['0.234', false, '.'],
    ['1,234', true, '.'],
    ['1.234', true, ','],
    ['1,234,567', false, '.'],
    ['1234', false, null],
    ['$1,234.50', false, '.'],
    ['1\u00a0234,567', false, ','],
    ['gpt-5', false, null],
  ])('%s (a count: %s) says %s', (cell, isCount, mark) => {
    expect(markOf(cell, isCount)).toBe(mark)
  })
})

describe('canonicalDecimals', () => {
  it('knows canonical numbers by their looks, and takes nothing else for one', () => {
    const odd = fc.constantFrom('', '.', '0', '00', '0.', '.5', '0.0', '0.50', '01', '1.2.3', '-1', '1e5', '１', ' 1', '0.05', '10')
    const text = fc.oneof(fc.string({ unit: fc.constantFrom('0', '1', '9', '.'), maxLength: 20 }), odd)
    fc.assert(
      fc.property(text, (cell) => {
        const isCanonical = decimalText(cell) === cell && cell.length <= 18 && !cell.startsWith('-')
        expect(canonicalDecimals(cell)).toBe(isCanonical ? (cell.split('.')[1]?.length ?? 0) : -1)
      }),
      { numRuns: 1000 },
    )
  })
})
