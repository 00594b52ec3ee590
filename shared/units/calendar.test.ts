import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  businessDays,
  daysInMonth,
  firstDayOf,
  isIsoDate,
  monthLabel,
  monthOf,
  toEpochDay,
  toIsoDate,
  toMonth,
  weekday,
} from './calendar.ts'

const day = fc.integer({ min: toEpochDay('1600-01-01'), max: toEpochDay('2400-12-31') })

describe('calendar', () => {
  it('agrees with the platform on every day', () => {
    fc.assert(
      fc.property(day, (d) => {
        const platform = new Date(d * 86_400_000)
        expect(toIsoDate(d)).toBe(platform.toISOString().slice(0, 10))
        expect(toEpochDay(toIsoDate(d))).toBe(d)
        expect(monthOf(d)).toBe(platform.getUTCFullYear() * 12 + platform.getUTCMonth())
        expect(weekday(d)).toBe((platform.getUTCDay() + 6) % 7)
      }),
    )
  })

  it('refuses days that do not exist', () => {
    expect(['2026-02-29', '2026-13-01', '2026-04-31', '2026-4-01', '', '2026-01-00'].map(isIsoDate)).toEqual(Array(6).fill(false))
    expect(isIsoDate('2028-02-29')).toBe(true)
    expect(() => toEpochDay('2026-02-29')).toThrow(RangeError)
    expect(() => toMonth('2026-00')).toThrow(RangeError)
  })

  it('knows months', () => {
    expect([toMonth('2026-02'), toMonth('2028-02'), toMonth('2100-02'), toMonth('2026-12')].map(daysInMonth)).toEqual([28, 29, 28, 31])
    expect(monthLabel(toMonth('2026-12') + 1)).toBe('2027-01')
    expect(toIsoDate(firstDayOf(toMonth('2026-09')))).toBe('2026-09-01')
  })

  it('counts Monday to Friday, start included, end excluded', () => {
    // September 2026 starts on a Tuesday and has 22 weekdays.
    expect(businessDays(toEpochDay('2026-09-01'), toEpochDay('2026-10-01'))).toBe(22)
    expect(businessDays(toEpochDay('2026-09-05'), toEpochDay('2026-09-07'))).toBe(0)
    expect(businessDays(toEpochDay('2026-10-01'), toEpochDay('2026-09-01'))).toBe(0)
    fc.assert(
      fc.property(day, fc.nat(60), fc.nat(60), (from, a, b) => {
        expect(businessDays(from, from + a) + businessDays(from + a, from + a + b)).toBe(businessDays(from, from + a + b))
      }),
    )
  })
})
