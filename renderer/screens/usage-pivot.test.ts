// A vendor with a missing month, a second currency and an unpriced model: the three ways a cell can be empty.
import { describe, expect, it } from 'vitest'
import type { UsageRowData } from '../../shared/contract/usage-commands.ts'
import { noData, notApplicable } from '../../shared/units/quantity.ts'
import { currenciesOf, measured, moneyKind, monthSpan, pivot } from './usage-pivot.ts'

const row = (keys: UsageRowData['keys'], part: Partial<UsageRowData> = {}): UsageRowData => ({
  keys,
  inputUncached: '0',
  cacheRead: '0',
  cacheWrite: '0',
  output: '0',
  totalTokens: '0',
  requests: '0',
  gpuHours: '0',
  cost: {},
  billed: {},
  estimated: {},
  unpricedTokens: '0',
  pricePerMtok: {},
  cacheHitShare: null,
  ...part,
})
const usd = (amount: string): Partial<UsageRowData> => ({ cost: { USD: amount }, billed: { USD: amount } })

describe('the pivot', () => {
  const july = row({ provider: 'a', month: '2026-07' }, usd('10'))
  const september = row({ provider: 'a', month: '2026-09' }, usd('20'))
  const rows = pivot([july, september], [row({ provider: 'a' }, usd('30')), row({ provider: '' })], ['provider'])

  it('keeps the missing month as a column of its own', () => {
    expect(monthSpan([september, july])).toEqual(['2026-07', '2026-08', '2026-09'])
    expect(rows.map((each) => [...each.cells.keys()])).toEqual([['2026-07', '2026-09'], []])
    expect(measured(rows[0]?.cells.get('2026-08'), 'spend', 'USD')).toBe(noData)
  })

  it('tells no data, no price and another currency apart from zero', () => {
    expect(measured(row({}, { cost: { CNY: '5' } }), 'spend', 'USD')).toBe(notApplicable)
    expect(measured(row({}, { unpricedTokens: '900', totalTokens: '900' }), 'spend', 'USD')).toBe(noData)
    expect(measured(row({}, usd('0')), 'spend', 'USD')).toBe('0')
    expect(measured(row({}, { cacheHitShare: 0.25 }), 'cacheHit', 'USD')).toBe('0.25')
    expect(measured(row({}), 'cacheHit', 'USD')).toBe(notApplicable)
  })

  it('says how money is known', () => {
    const kind = (billed: string, estimated: string) =>
      moneyKind(row({}, { billed: { USD: billed }, estimated: { USD: estimated } }), 'USD')
    expect([kind('1', '0'), kind('0', '1'), kind('1', '1'), kind('0', '0')]).toEqual(['billed', 'estimated', 'mixed', 'none'])
  })

  it('of money converted to one currency gives the core’s sum, and no figure while an amount has no rate', () => {
    const converted = (amount: string | null) =>
      row({}, { cost: { USD: '10', CNY: '71' }, billed: { CNY: '71' }, converted: { currency: 'USD', amount, known: '10', missing: {} } })
    expect([measured(converted('20'), 'spend', 'USD'), measured(converted(null), 'spend', 'USD')]).toEqual(['20', noData])
    expect(moneyKind(converted('20'), 'USD')).toBe('billed')
    const unpriced = row({}, { unpricedTokens: '5', converted: { currency: 'USD', amount: '0', known: '0', missing: {} } })
    expect(measured(unpriced, 'spend', 'USD')).toBe(noData)
  })

  it('puts the hedge currency first', () => {
    expect(currenciesOf(row({}, { cost: { CNY: '1', EUR: '2', USD: '3' } }), 'USD')).toEqual(['USD', 'CNY', 'EUR'])
  })
})
