import { describe, expect, it } from 'vitest'
import { settleMonth } from './settlement.ts'

// February 2027 has 20 weekdays, 1 to 26 February. Ten at 2.50, ten at 2.60: mean 2.55.
const days = Array.from({ length: 28 }, (_, i) => `2027-02-${String(i + 1).padStart(2, '0')}`)
const weekdays = days.filter((day) => ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay()))
const values = new Map(weekdays.map((day, i) => [day, i < 10 ? '2.50' : '2.60']))

describe('settlement of a month average', () => {
  it('is the mean over business days once every fixing is known', () => {
    expect(settleMonth('2027-02', values, { asOf: '2027-02-28', everyDay: false, tick: '0.01' })).toMatchObject({
      fixingDays: 20,
      fixed: 20,
      settlement: '2.55',
      unlockedShare: 0,
      missing: [],
    })
  })

  it('locks the fixings so far and leaves the rest open', () => {
    expect(settleMonth('2027-02', values, { asOf: '2027-02-05', everyDay: false, tick: '0.01' })).toMatchObject({
      fixed: 5,
      fixings: ['01', '02', '03', '04', '05'].map((day) => ({ date: `2027-02-${day}`, value: '2.50' })),
      average: '2.5',
      settlement: null,
      unlockedShare: 0.75,
    })
  })

  it('names a missing day instead of filling it', () => {
    const holed = new Map(values)
    holed.delete('2027-02-03')
    expect(settleMonth('2027-02', holed, { asOf: '2027-02-28', everyDay: false, tick: '0.01' })).toMatchObject({
      fixed: 19,
      missing: ['2027-02-03'],
      settlement: null,
    })
  })

  it('rounds half a tick up', () => {
    const uneven = new Map(weekdays.map((day, i) => [day, i % 2 === 0 ? '2.50' : '2.51']))
    expect(settleMonth('2027-02', uneven, { asOf: '2027-02-28', everyDay: false, tick: '0.01' }).settlement).toBe('2.51')
  })
})
