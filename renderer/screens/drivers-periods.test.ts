import { describe, expect, it } from 'vitest'
import { type ChosenPeriods, comparedSpans, periodName, periodsOf, shownPeriod } from './drivers-periods.ts'
import { wordingOf } from './wording.ts'

const data = { from: '2025-11-05', to: '2026-09-20' }
const chosen = (part: Partial<ChosenPeriods> = {}): ChosenPeriods => ({ grain: 'month', period: null, against: 'previous', ...part })

describe('the periods offered', () => {
  it('are all months or quarters that the data touches, newest first', () => {
    expect(periodsOf('month', data).slice(0, 2)).toEqual(['2026-09', '2026-08'])
    expect(periodsOf('month', data)).toHaveLength(11)
    expect(periodsOf('quarter', data)).toEqual(['2026-07', '2026-04', '2026-01', '2025-10'])
  })
  it('begin with the last whole one', () => {
    expect(shownPeriod(chosen(), data)).toBe('2026-08')
    expect(shownPeriod(chosen({ grain: 'quarter' }), data)).toBe('2026-04')
    expect(shownPeriod(chosen({ grain: 'quarter' }), { ...data, to: '2026-09-30' })).toBe('2026-07')
    expect(shownPeriod(chosen({ grain: 'quarter' }), { from: '2026-08-01', to: '2026-09-20' })).toBe('2026-07')
  })
  it('keep the chosen one while the data has it', () => {
    expect(shownPeriod(chosen({ period: '2026-02' }), data)).toBe('2026-02')
    expect(shownPeriod(chosen({ period: '2024-02' }), data)).toBe('2026-08')
  })
})

describe('what they are held against', () => {
  it('is the one before, the same a year before, or one by name', () => {
    const august = { from: '2026-08-01', to: '2026-08-31' }
    expect(comparedSpans(chosen(), data)).toEqual({ before: { from: '2026-07-01', to: '2026-07-31' }, after: august })
    expect(comparedSpans(chosen({ against: 'yearBefore' }), data).before).toEqual({ from: '2025-08-01', to: '2025-08-31' })
    expect(comparedSpans(chosen({ against: '2026-02' }), data).before).toEqual({ from: '2026-02-01', to: '2026-02-28' })
    expect(comparedSpans(chosen({ grain: 'quarter', against: 'previous' }), data).before).toEqual({ from: '2026-01-01', to: '2026-03-31' })
  })
})

it('names a period as people do', () => {
  const [en, zh] = [wordingOf('en'), wordingOf('zh')]
  expect(periodName({ from: '2026-08-01', to: '2026-08-31' }, en)).toBe('Aug 2026')
  expect(periodName({ from: '2026-08-01', to: '2026-08-31' }, zh, true)).toBe('26年8月')
  expect(periodName({ from: '2026-07-01', to: '2026-09-30' }, en)).toBe('Q3 2026')
  expect(periodName({ from: '2026-07-01', to: '2026-09-30' }, zh)).toBe('2026年第三季度')
  expect(periodName({ from: '2026-08-01', to: '2026-10-31' }, en)).toBe('1 Aug 2026 to 31 Oct 2026')
  expect(periodName({ from: '2026-08-03', to: '2026-08-09' }, zh)).toBe('2026年8月3日至2026年8月9日')
})
