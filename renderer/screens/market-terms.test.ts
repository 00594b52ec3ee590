import { describe, expect, it } from 'vitest'
import type { ContractSpecData } from '../../shared/contract/market-commands.ts'
import { contractTerms, shownTerm, withTerm } from './market-terms.ts'

const template: ContractSpecData = {
  id: 'SHFE:TOKEN',
  name: 'Token futures (template)',
  venue: 'Shanghai Futures Exchange',
  kind: 'template',
  status: { value: 'early-design', asOf: '2026-05-28', source: 'press', next: '' },
  underlying: 'AI tokens',
  unit: 'Mtok',
  size: null,
  currency: null,
  tick: null,
  tickValue: null,
  settlement: { method: 'unknown', index: 'unknown', missingDay: null },
  lastTrade: null,
  firstMonth: null,
  listedMonths: null,
  feePerContract: null,
  marginRate: null,
  limits: { spotMonth: null, accountabilitySingle: null, accountabilityAll: null },
  hours: null,
  provenance: { size: { kind: 'unknown', source: 'not published', asOf: '2026-10-26' } },
}
const term = (key: string) => {
  const found = contractTerms.find((each) => each.key === key)
  if (!found) throw new Error(key)
  return found
}

describe('terms of a contract', () => {
  it('say nothing where nobody has published anything', () => {
    const unknown = contractTerms.filter((each) => shownTerm(each, template, 'en') === null).map((each) => each.key)
    expect(unknown).toEqual([
      'size',
      'currency',
      'tick',
      'tickValue',
      'settlement',
      'index',
      'missingDay',
      'lastTrade',
      'firstMonth',
      'listedMonths',
      'feePerContract',
      'marginRate',
      'spotMonth',
      'accountabilitySingle',
      'accountabilityAll',
      'hours',
    ])
  })

  it("mark what a user types as the user's own, with its date", () => {
    const typed = withTerm(template, term('size'), '1,000', 'bank term sheet', '2026-09-30')
    expect([typed?.size, typed?.provenance.size]).toEqual(['1000', { kind: 'user', source: 'bank term sheet', asOf: '2026-09-30' }])
  })

  it('read a margin as percent, and go back to not known when cleared', () => {
    const typed = withTerm(template, term('marginRate'), '12.5 %', '', '2026-09-30')
    expect(typed?.marginRate).toBe(0.125)
    expect(typed && shownTerm(term('marginRate'), typed, 'en')).toBe('12.5 %')
    expect(typed && withTerm(typed, term('marginRate'), '', '', '2026-09-30')?.marginRate).toBeNull()
  })

  it.each([
    ['size', '-5'],
    ['size', 'lots'],
    ['listedMonths', '2.5'],
    ['currency', 'dollars'],
    ['firstMonth', 'March'],
    ['marginRate', '150 %'],
    ['status', 'live'],
  ])('refuse %s "%s"', (key, text) => {
    expect(withTerm(template, term(key), text, '', '2026-09-30')).toBeNull()
  })
})
