import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csv, csvText, originalText } from '../../../shared/units/csv.ts'
import { csvTables } from './csv-tables.ts'
import { frozenFixture } from './fixtures/frozen.ts'

/** RFC 4180 reader, written for the test: quotes doubled, CRLF between records. */
function parse(text: string): string[][] {
  const rows: string[][] = [[]]
  let field = ''
  let quoted = false
  const body = text.replace(/^\uFEFF/, '')
  for (let i = 0; i < body.length; i++) {
    const mark = body[i] ?? ''
    if (quoted && mark === '"' && body[i + 1] === '"') {
      field += '"'
      i++
    } else if (mark === '"') quoted = !quoted
    else if (!quoted && (mark === ',' || mark === '\n')) {
      rows.at(-1)?.push(field.replace(/\r$/, ''))
      field = ''
      if (mark === '\n') rows.push([])
    } else field += mark
  }
  rows.pop()
  return rows
}

const starts = ['=', '+', '-', '@', '|', '＝', '＋', '－', '＠']

describe('text cells', () => {
  it.each([
    '=1+1',
    ' =2',
    '\u00a0=2',
    '\u3000=2',
    '\u200b=2',
    '＝1',
    '+1',
    '-1',
    '@SUM(A1)',
    '|x',
    '\t=1',
    '\tplain',
    '\r\n=1',
    "=cmd|'/c calc'!A1",
  ])('%j cannot run', (text) => {
    expect(csvText(text).startsWith('"\'')).toBe(true)
  })

  it('leaves ordinary text alone', () => {
    expect(['gpt-5.6', '方案甲', 'a=b', '1-2', ''].map(csvText)).toEqual(['gpt-5.6', '方案甲', 'a=b', '1-2', ''])
    expect(csvText('a "b", c')).toBe('"a ""b"", c"')
  })

  it('no text starts as a formula, and all of it comes back', () => {
    fc.assert(
      fc.property(
        fc
          .array(
            fc.oneof(
              fc.constantFrom(...starts, ' ', '\t', '"', ',', '\r', '\n', '\u3000', '\u0000'),
              fc.string({ unit: 'grapheme', maxLength: 3 }),
            ),
            { maxLength: 8 },
          )
          .map((parts) => parts.join('')),
        (text) => {
          const [, [cell = ''] = []] = parse(csv([text], [{ head: 'a', kind: 'text', cell: (row) => row }]))
          expect(starts.some((start) => cell.replace(/^[\s\p{Cc}\p{Cf}\p{Zs}]+/u, '').startsWith(start))).toBe(false)
          expect([text, `'${text}`].map((each) => each.replace(/\r(?=$)/, ''))).toContain(cell.replace(/\r(?=$)/, ''))
          expect(originalText(cell)).toBe(text)
        },
      ),
    )
  })
})

describe('figures', () => {
  it('keeps negative numbers numbers, and distrusts a figure that is none', () => {
    const cell = (value: string): string => csv([value], [{ head: 'a', kind: 'figure', cell: (row) => row }]).split('\r\n')[1] ?? ''
    expect(['-12.50', '0', '12345678901234567890.123456789', '=1', '-', '1e5'].map(cell)).toEqual([
      '-12.50',
      '0',
      '12345678901234567890.123456789',
      '"\'=1"',
      '"\'-"',
      '1e5',
    ])
  })
})

describe('the tables of a frozen result', () => {
  const frozen = frozenFixture()
  const tables = Object.fromEntries(csvTables(frozen).map((table) => [table.name, parse(table.text)]))
  const column = (table: string, head: string): string[] => {
    const [heads = [], ...rows] = tables[table] ?? []
    return rows.map((row) => row[heads.indexOf(head)] ?? '')
  }

  it('states the frozen texts, digit for digit', () => {
    expect(column('forecast', 'spend_p95').slice(0, 12)).toEqual(frozen.forecast.months.map((month) => month.spend.p95))
    expect(column('exposure', 'hedgeable')).toEqual(frozen.exposure.months.map((month) => month.hedgeable))
    expect(column('alternatives', 'expected_cost').filter((_, i) => i % 2 === 0)).toEqual(
      frozen.evaluations.map((each) => each.consequences.expected),
    )
    expect(column('hedge', 'contracts')).toEqual(frozen.evaluations.flatMap((each) => each.months.map((month) => String(month.contracts))))
    expect(column('cash', 'margin_p95')).toEqual(frozen.risk.margin.path.map((day) => day.p95))
    expect(column('usage', 'cost')).toEqual(frozen.usage.flatMap((row) => Object.values(row.cost)))
  })

  it('keeps currencies on rows of their own and hostile names harmless', () => {
    expect(column('usage', 'currency').filter((currency) => currency === 'CNY')).toHaveLength(1)
    expect(column('usage', 'model').filter((model) => model.startsWith('='))).toEqual([])
    expect(column('hedge', 'strategy').filter((name) => name.startsWith("'=HYPERLINK"))).toHaveLength(12)
  })

  it('starts with a byte-order mark, so that Excel reads Chinese', () => {
    expect(csvTables(frozen).every((table) => table.text.startsWith('\uFEFF'))).toBe(true)
    expect(column('usage', 'provider')).toContain('火山引擎')
  })
})
