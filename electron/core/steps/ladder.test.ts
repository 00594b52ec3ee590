import { describe, expect, it } from 'vitest'
import { describeNote } from '../../../shared/language/notes.ts'
import { ladderRows, wholeContracts } from './ladder.ts'

// The desk of ux.md S7: contract = 1,000 GPU-hours, policy 60-100 % for three months, then 40-80 %.
const input = {
  months: ['2026-10', '2026-11', '2026-12', '2027-01', '2027-02', '2027-03'],
  units: [9400, 10_000, 10_600, 11_300, 12_000, 12_700],
  unitsP10: [8000, 8200, 8300, 8400, 8500, 8500],
  contractSize: 1000,
  unit: 'GPU-hour',
  prices: ['2.50', '2.48', '2.45', '2.43', '2.41', '2.40'],
  policy: [
    { from: 1, to: 3, minPercent: 60, maxPercent: 100 },
    { from: 4, to: 6, minPercent: 40, maxPercent: 80 },
  ],
}
const manual = (cover: readonly number[]) => ({
  id: 'a',
  name: 'My A',
  kind: 'manual' as const,
  cover: Object.fromEntries(input.months.map((month, m) => [month, cover[m] ?? 0])),
})

describe('the ladder', () => {
  it('rounds cover to whole contracts and shows the actual cover', () => {
    const rows = ladderRows(manual([60, 60, 65, 50, 50, 38]), input)
    expect(rows.map((row) => row.contracts)).toEqual([6, 6, 7, 6, 6, 5])
    expect(rows.map((row) => row.actualPercent?.toFixed(1))).toEqual(['63.8', '60.0', '66.0', '53.1', '50.0', '39.4'])
    expect(rows.map((row) => row.locked)).toEqual(input.prices)
    expect(rows[0]?.residualUnits).toBe('3400.0')
  })

  it('names the breach of March with the smallest cure', () => {
    const [march] = ladderRows(manual([60, 60, 65, 50, 50, 38]), input).slice(-1)
    expect(march?.notes.map((note) => note.code)).toEqual(['below-policy'])
    expect(describeNote(march?.notes[0] ?? { code: '', params: {} }, 'en')).toBe(
      'Mar 2027 cover is 39.4 %. Policy asks for 40-80 %. Add 1 contract (47.2 %) or record an exception.',
    )
    const [open] = ladderRows(manual([120, 0, 0, 0, 0, 0]), input)
    expect(describeNote(open?.notes[0] ?? { code: '', params: {} }, 'zh')).toContain('请减少 2 手（95.7%）或登记例外。')
  })

  it('warns where contracts exceed what 1 month in 10 buys', () => {
    const rows = ladderRows(manual([95, 0, 0, 0, 0, 0]), input)
    expect(rows[0]?.notes.map((note) => note.code)).toContain('over-hedge')
  })

  it('keeps the policy ladder inside its own bands', () => {
    const rows = ladderRows({ id: 'ladder', name: 'Policy ladder', kind: 'ladder', cover: {} }, input)
    for (const row of rows) {
      expect(row.actualPercent).toBeGreaterThanOrEqual(row.policyMin)
      expect(row.actualPercent).toBeLessThanOrEqual(row.policyMax)
    }
  })

  it('says that a month too small for half a contract stays open', () => {
    const rows = ladderRows(manual([4, 0, 0, 0, 0, 0]), input)
    expect(rows[0]).toMatchObject({ contracts: 0, locked: null })
    expect(rows[0]?.notes[0]?.code).toBe('too-small')
  })

  it('calls a contract too large for the month what it is, not a breach of policy', () => {
    const small = { ...input, units: input.units.map(() => 240), unitsP10: input.units.map(() => 200) }
    for (const row of ladderRows({ id: 'ladder', name: 'Policy ladder', kind: 'ladder', cover: {} }, small)) {
      expect([row.contracts, row.notes.map((note) => note.code)]).toEqual([0, ['below-one-contract']])
    }
    // Three contracts of 1,000 on an exposure of 240 are a breach all the same.
    expect(ladderRows(manual([1250]), small)[0]?.notes.map((note) => note.code)).toContain('above-policy')
  })

  it('No hedge holds nothing and breaches nothing', () => {
    const rows = ladderRows({ id: 'none', name: 'No hedge', kind: 'none', cover: {} }, input)
    expect(rows.every((row) => row.contracts === 0 && row.notes.length === 0)).toBe(true)
  })

  it('rounds a half up, as a spreadsheet does', () => {
    expect([wholeContracts(50, 1000, 1000), wholeContracts(50, 3000, 1000), wholeContracts(49, 1000, 1000)]).toEqual([1, 2, 0])
  })
})
