// Hours as people write them.
import { describe, expect, it } from 'vitest'
import { clockOf, hoursOf } from './price-hours.ts'

describe('hours', () => {
  it.each([
    ['', undefined],
    ['0-8', { from: 0, to: 8 }],
    ['16:30 – 00:30', { from: 16.5, to: 0.5 }],
    ['0.5-16.5', { from: 0.5, to: 16.5 }],
    ['8', null],
    ['8-8', null],
    ['25-3', null],
    ['8:15-9', null],
    ['a-b', null],
    ['1-2-3', null],
  ])('%j', (typed, hours) => expect(hoursOf(typed)).toEqual(hours))

  it('are written as a clock shows them', () => expect([clockOf(0.5), clockOf(16), clockOf(24)]).toEqual(['00:30', '16:00', '24:00']))
})
