// When a month is good enough, and what no longer holds of a signature.
import { describe, expect, it } from 'vitest'
import { explain, type Invoiced } from './reconciliation.ts'
import { charged, used } from './reconciliation-fixture.ts'
import { sidesOf } from './reconciliation-sides.ts'
import { changedFigures, figuresOf, stateOf, toleranceLimit, usualTolerance } from './reconciliation-state.ts'

const tie = (worth: string, reported: string, invoiced: Invoiced | null = null) => {
  const [sides] = sidesOf([used(worth), charged(reported, {}, { decimals: 6 })])
  if (!sides) throw new Error('no month')
  const explanation = explain(sides, invoiced)
  return { explanation, figures: figuresOf(sides, invoiced, explanation) }
}
const stateAt = (worth: string, reported: string, tolerance = usualTolerance) => {
  const { explanation } = tie(worth, reported)
  return stateOf(explanation, toleranceLimit(tolerance, explanation), null)
}

describe('a tolerance', () => {
  it('is half a percent of the last side, but at least one', () => {
    expect(toleranceLimit(usualTolerance, tie('0', '48020.33').explanation)).toBe('240.10165')
    expect(toleranceLimit(usualTolerance, tie('0', '-48020.33').explanation)).toBe('240.10165')
    expect(toleranceLimit(usualTolerance, tie('0', '20').explanation)).toBe('1')
    expect(toleranceLimit({ percent: '0', least: '0' }, tie('0', '20').explanation)).toBe('0')
  })

  it('divides what is within it from what is open; agreed is to the last digit', () => {
    expect(stateAt('100', '100')).toBe('agreed')
    expect(stateAt('100', '101')).toBe('within')
    expect(stateAt('100', '101.000001')).toBe('open')
    expect(stateAt('1000', '1005.025125', usualTolerance)).toBe('within')
    expect(stateAt('100', '100.5', { percent: '0', least: '0.49' })).toBe('open')
  })

  it('does not apply where there is nothing to compare', () => {
    const [sides] = sidesOf([used('10')])
    if (!sides) throw new Error('no month')
    expect(stateOf(explain(sides, null), '1', null)).toBe('one-sided')
  })
})

describe('a signature', () => {
  const invoiced: Invoiced = { amount: '120', tax: '20', credits: null, invoices: 1 }
  const signed = tie('99', '100', invoiced).figures

  it('stands under every figure by name', () => {
    expect(signed).toEqual({
      usageAtPrice: '99',
      costReport: '100',
      invoice: '120',
      'usage-report unexplained': '1',
      'report-invoice tax': '20',
      'report-invoice unexplained': '0',
    })
    expect(stateOf(tie('99', '100').explanation, '0', changedFigures(signed, signed))).toBe('signed')
  })

  it('names what has changed since, also where the sums are the same', () => {
    const { figures, explanation } = tie('99', '100', { ...invoiced, tax: '19' })
    const changed = changedFigures(signed, figures)
    expect(changed).toEqual([
      { figure: 'report-invoice tax', signed: '20', now: '19' },
      { figure: 'report-invoice unexplained', signed: '0', now: '1' },
    ])
    expect(stateOf(explanation, '1000', changed)).toBe('changed')
  })

  it('notices a side that is gone or new', () => {
    expect(changedFigures(signed, tie('99', '100').figures)).toEqual([
      { figure: 'invoice', signed: '120', now: null },
      { figure: 'report-invoice tax', signed: '20', now: null },
      { figure: 'report-invoice unexplained', signed: '0', now: null },
    ])
  })
})
