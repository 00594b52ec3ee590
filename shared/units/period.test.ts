import { describe, expect, it } from 'vitest'
import { monthLabel, toMonth } from './calendar.ts'
import { lastWholeMonth, monthSpan, spanBefore } from './period.ts'

describe('periods', () => {
  it('are whole months with their last day, in a leap year too', () => {
    expect(monthSpan(toMonth('2028-02'))).toEqual({ from: '2028-02-01', to: '2028-02-29' })
    expect(monthSpan(toMonth('2026-11'), 3)).toEqual({ from: '2026-11-01', to: '2027-01-31' })
  })

  it.each([
    ['2026-06-01', '2026-09-30', '2026-09'],
    ['2026-06-01', '2026-09-29', '2026-08'],
    ['2026-08-10', '2026-09-29', '2026-09'], // none is whole
    ['2026-09-05', '2026-09-05', '2026-09'],
  ])('from %s to %s the last whole month is %s', (from, to, month) => {
    expect(monthLabel(lastWholeMonth({ from, to }))).toBe(month)
  })

  it.each([
    ['2026-03-01', '2026-03-31', '2026-02-01', '2026-02-28'],
    ['2026-07-01', '2026-09-30', '2026-04-01', '2026-06-30'],
    ['2026-03-01', '2026-03-30', '2026-01-30', '2026-02-28'],
    ['2026-09-15', '2026-09-15', '2026-09-14', '2026-09-14'],
  ])('before %s to %s lies %s to %s', (from, to, start, end) => {
    expect(spanBefore({ from, to })).toEqual({ from: start, to: end })
  })
})
