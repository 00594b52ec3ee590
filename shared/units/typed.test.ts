import { expect, it } from 'vitest'
import { parseTyped, parseTypedAs, typedText } from './typed.ts'

it.each([
  ['1.2m', '1200000'],
  ['35%', '0.35'],
  ['120万', '1200000'],
  ['1,234.50', '1234.5'],
  ['(1,234)', '-1234'],
  ['-60 %', '-0.6'],
  ['USD 3.1bn', '3100000000'],
  ['$12k', '12000'],
  ['1.1亿元', '110000000'],
  ['１２０万', '1200000'],
  ['.5', '0.5'],
  ['1e3', '1000'],
  ['-0', '0'],
  ['−5', '-5'],
])('%s is %s', (text, value) => {
  expect(parseTyped(text)).toBe(value)
})

it.each(['', 'lots', '1,23', '1.2.3', '12 apples', '%', '(-5)', '1 234', 'constructor', '--5'])('%j is no number', (text) => {
  expect(parseTyped(text)).toBeNull()
})

it('reads a bare number in a percent cell as percent, and reads back what it shows', () => {
  expect(['60', '60%', '0.5 %'].map((text) => parseTypedAs(text, 'percent'))).toEqual(['0.6', '0.6', '0.005'])
  expect(parseTypedAs(typedText('0.6381', 'percent'), 'percent')).toBe('0.6381')
  expect(parseTypedAs(typedText('1200000.5', 'money'), 'money')).toBe('1200000.5')
})
