// Rates as treasurers keep them: with or without a header, by tab or comma; a line that cannot be read costs itself only.
import { describe, expect, it } from 'vitest'
import { isTaken, parseRates } from './pasted-rates.ts'

const short = (text: string) =>
  parseRates(text).map(({ line, date, base, quote, rate, problem }) => [line, date, base, quote, rate, problem?.code])

describe('pasted rates', () => {
  it('take a header in any order, and blank lines for nothing', () => {
    expect(short('rate,quote,base,date\n7.10,cny,USD,2026-09-01\n\n"0.92","EUR","USD","2026-09-01"\n')).toEqual([
      [2, '2026-09-01', 'USD', 'CNY', '7.1', undefined],
      [4, '2026-09-01', 'USD', 'EUR', '0.92', undefined],
    ])
  })

  it('without a header stand in the order date, base, quote, rate; tabs and semicolons part as well', () => {
    expect(short('2026-09-01\tUSD\tCNY\t7.1')).toEqual([[1, '2026-09-01', 'USD', 'CNY', '7.1', undefined]])
    expect(short('2026-09-01;EUR;USD;1.0875')).toEqual([[1, '2026-09-01', 'EUR', 'USD', '1.0875', undefined]])
  })

  it.each([
    ['01/09/2026,USD,CNY,7.1', 'paste-not-a-date'],
    ['2026-02-30,USD,CNY,7.1', 'paste-not-a-date'],
    ['2026-09-01,US$,CNY,7.1', 'paste-not-a-currency'],
    ['2026-09-01,USD,,7.1', 'paste-not-a-currency'],
    ['2026-09-01,USD,USD,1', 'paste-same-currency'],
    ['2026-09-01,USD,CNY,0', 'paste-not-a-rate'],
    ['2026-09-01,USD,CNY,-7.1', 'paste-not-a-rate'],
    ['2026-09-01,USD,CNY,seven', 'paste-not-a-rate'],
    ['2026-09-01;USD;CNY;7,1', 'paste-not-a-rate'],
    ['2026-09-01,USD,CNY,7.123456789012345', 'paste-not-a-rate'],
    ['2026-09-01,USD', 'paste-not-a-currency'],
  ])('refuse %s: %s', (line, code) => {
    const [row] = parseRates(line)
    expect([row?.problem?.code, row && isTaken(row)]).toEqual([code, false])
  })

  it('of one pair and day the last counts, and it is said', () => {
    const rows = parseRates('2026-09-01,USD,CNY,7.1\n2026-09-01,USD,CNY,7.2')
    expect(rows.map((row) => [row.rate, row.problem?.code, isTaken(row)])).toEqual([
      ['7.1', undefined, true],
      ['7.2', 'paste-duplicate', true],
    ])
  })
})
