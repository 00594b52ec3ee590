import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isAccepted, parsePasted } from './pasted-prices.ts'

const rules = { kind: 'quotes', tick: '0.01', last: '2.50' } as const

describe('prices from the clipboard', () => {
  it('reads what a spreadsheet copies, with a header', () => {
    const rows = parsePasted('Month\tSettle\n2027-01\t2.50\nFeb 2027\t2.48\n2027年3月\t2.45\n', rules)
    expect(rows.map(({ month, price, problem }) => [month, price, problem])).toEqual([
      ['2027-01', '2.5', null],
      ['2027-02', '2.48', null],
      ['2027-03', '2.45', null],
    ])
  })

  it('names what it cannot take and keeps the rest', () => {
    const rows = parsePasted('2027-01,2.50\nsoon,2.40\n2027-03,-1\n2027-04,abc9', rules)
    expect(rows.map((row) => row.problem?.code ?? 'ok')).toEqual(['ok', 'paste-not-a-month', 'paste-not-a-price', 'paste-not-a-price'])
    expect(rows.filter(isAccepted)).toHaveLength(1)
  })

  it('never takes a part of a number for the whole, and takes whole numbers', () => {
    const text = '2027-01\t2,50\n2027-02;1,250.00\n2027-03,2,50\n2027-04,"1,250"\n2027-05,250\n2027-06\t2.50\tmid\n2027-07,2.50,mid'
    expect(parsePasted(text, { ...rules, last: null }).map(({ price, problem }) => [price, problem?.code ?? 'ok'])).toEqual([
      ['2,50', 'paste-not-a-price'],
      ['1,250.00', 'paste-not-a-price'],
      ['2,50', 'paste-not-a-price'],
      ['1,250', 'paste-not-a-price'],
      ['250', 'ok'],
      ['2.5', 'ok'],
      ['2.5', 'ok'],
    ])
  })

  it('asks about a slipped decimal point: typed 25.0, last was 2.50', () => {
    const [row] = parsePasted('2027-01;25.0', rules)
    expect(row?.problem?.code).toBe('paste-far-off')
    expect(row && isAccepted(row)).toBe(true)
  })

  it('never throws, whatever is pasted', () => {
    fc.assert(fc.property(fc.string(), (text) => parsePasted(text, rules).every((row) => row.line >= 1)))
  })
})
