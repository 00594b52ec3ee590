import { expect, it } from 'vitest'
import { PaceMeter } from './pace.ts'

it('says nothing in the first second, then rows a second and the seconds left', () => {
  const meter = new PaceMeter()
  expect(meter.at(10_000, 'read a.csv', 0, 1_000_000)).toBeNull()
  expect(meter.at(10_500, 'read a.csv', 60_000, 1_000_000)).toBeNull()
  // 240,000 rows in 2 s: 120,000 a second, 760,000 to go.
  expect(meter.at(12_000, 'read a.csv', 240_000, 1_000_000)).toEqual({ perSecond: 120_000, secondsLeft: 760_000 / 120_000 })
})

it('knows no end where no total is told, and begins anew with the next file', () => {
  const meter = new PaceMeter()
  meter.at(0, 'read a.csv', 5000, 0)
  expect(meter.at(2000, 'read a.csv', 9000, 0)).toEqual({ perSecond: 2000, secondsLeft: null })
  expect(meter.at(3000, 'read b.csv', 100, 500)).toBeNull()
  expect(meter.at(5000, 'read b.csv', 100, 500)).toBeNull()
})
