// The figures of the Check step: sums by reason, months that change, and columns that show a wrong date at once.
import { describe, expect, it } from 'vitest'
import { monthChanges, noteGroups, rejectGroups, skippedGroups, spendColumns, spendSums } from './import-figures.ts'
import { fileOf, previewOf } from './import-fixture.ts'

it('gathers rejects and skipped rows of several files by reason, money by currency', () => {
  const files = [
    fileOf({
      rejectCounts: [
        { code: 'bad-date', rows: 2, money: { USD: '0.1' } },
        { code: 'negative-tokens', rows: 3, money: {} },
      ],
      skipped: [{ code: 'other-service', rows: 7, money: { USD: '900.10' } }],
    }),
    fileOf({
      rejectCounts: [{ code: 'bad-date', rows: 4, money: { USD: '0.2', CNY: '7' } }],
      skipped: [{ code: 'other-service', rows: 1, money: { USD: '0.90' } }],
    }),
  ]
  expect(rejectGroups(files)).toEqual([
    { code: 'bad-date', rows: 6, money: { USD: '0.3', CNY: '7' } },
    { code: 'negative-tokens', rows: 3, money: {} },
  ])
  expect(skippedGroups(files)).toEqual([{ code: 'other-service', rows: 8, money: { USD: '901' } }])
})

describe('months', () => {
  const months = [
    { month: '2026-09', currency: 'USD', before: '412000', after: '468930.02' },
    { month: '2026-08', currency: 'USD', before: '5.10', after: '5.1' },
    { month: '2026-07', currency: 'CNY', before: '8', after: '0' },
  ]

  it('are named where they change, by how much', () => {
    expect(monthChanges(months, 'USD').map((each) => [each.month, each.change])).toEqual([
      ['2026-07', '-8'],
      ['2026-09', '56930.02'],
    ])
  })

  it('add up before and after, never across currencies', () => {
    expect(spendSums(months, 'USD')).toEqual([
      { currency: 'USD', before: '412005.1', after: '468935.12' },
      { currency: 'CNY', before: '8', after: '0' },
    ])
  })
})

describe('the picture', () => {
  const at = (day: string, before: string, after: string) => ({ day, before, after })

  it('has a column a day, also for days without spend', () => {
    expect(spendColumns([at('2026-09-01', '1', '1.5'), at('2026-09-04', '0', '2')])).toEqual({
      grain: 'day',
      periods: ['2026-09-01', '2026-09-02', '2026-09-03', '2026-09-04'],
      before: ['1', '0', '0', '0'],
      after: ['1.5', '0', '0', '2'],
    })
  })

  it('goes by weeks from Monday, then by months, where days could not be told apart', () => {
    // 6 September 2026 is a Sunday: its week began on 31 August.
    const weeks = spendColumns([at('2026-09-06', '0', '1'), at('2026-09-07', '0', '2'), at('2026-12-31', '0', '3')])
    expect([weeks.grain, weeks.periods[0], weeks.periods[1], weeks.after[0], weeks.after[1]]).toEqual([
      'week',
      '2026-08-31',
      '2026-09-07',
      '1',
      '2',
    ])
    const years = spendColumns([at('2023-11-13', '0', '2.5'), at('2026-09-02', '0', '7')])
    expect([years.grain, years.periods.length, years.periods[0], years.periods.at(-1), years.after.at(-1)]).toEqual([
      'month',
      35,
      '2023-11',
      '2026-09',
      '7',
    ])
  })
})

it('says a remark once for all the files it is about, warnings first', () => {
  const utc = { code: 'utc-assumed', params: {}, severity: 'info' as const }
  const loose = { code: 'totals-do-not-tie', params: { rows: '2' }, severity: 'warning' as const }
  expect(noteGroups(previewOf([fileOf({ file: 'a.csv', notes: [utc] }), fileOf({ file: 'b.csv', notes: [loose, utc] })]))).toEqual([
    { note: loose, files: ['b.csv'] },
    { note: utc, files: ['a.csv', 'b.csv'] },
  ])
})
