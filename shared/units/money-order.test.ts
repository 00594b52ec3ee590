import { expect, test } from 'vitest'
import { moneyEntries } from './money-order.ts'

test('the reporting currency comes first and the others by their code, however the sums were made', () => {
  const money = { USD: '3.75', CNY: '10.25', EUR: '-1' }
  expect(moneyEntries(money, 'USD')).toEqual([
    ['USD', '3.75'],
    ['CNY', '10.25'],
    ['EUR', '-1'],
  ])
  expect(moneyEntries(money, 'CNY').map(([currency]) => currency)).toEqual(['CNY', 'EUR', 'USD'])
})

test('without an amount in the reporting currency the codes decide', () => {
  expect(moneyEntries({ USD: '1', EUR: '2' }, 'JPY').map(([currency]) => currency)).toEqual(['EUR', 'USD'])
  expect(moneyEntries({}, 'USD')).toEqual([])
})
