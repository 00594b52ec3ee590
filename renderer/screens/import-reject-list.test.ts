// Refused rows as files: a reason in front, the row behind, nothing that a spreadsheet would run.
import { expect, it } from 'vitest'
import { fileOf } from './import-fixture.ts'
import { rejectFiles } from './import-reject-list.ts'

const names = 'ballast_file,ballast_line,ballast_column,ballast_value,ballast_code,ballast_reason,ballast_amount,ballast_currency'
const columns = ['day', 'team', 'tokens'].map((column) => ({
  column,
  field: null,
  samples: [],
  understood: [],
  use: 'field' as const,
  isFixed: true,
}))
const reject = (file: string, line: number, ...cells: string[]) => ({
  file,
  line,
  column: 'tokens',
  value: cells[2] ?? '',
  code: 'negative-tokens',
  reason: '',
  amount: '-0.02',
  currency: 'USD',
  cells: cells.map((value, at) => ({ column: columns[at]?.column ?? `column ${at + 1}`, value })),
})

it('holds the reason and the row; text that looks like a formula is made inert, a number stays one', () => {
  const files = rejectFiles(
    [reject('a,b.csv', 12, '2026-09-01', '=cmd()', '-3')],
    [fileOf({ file: 'a,b.csv', columns })],
    () => 'says "-3"',
  )
  expect(files).toEqual([
    {
      name: 'rejects.csv',
      text: `\ufeff${names},day,team,tokens\r\n"a,b.csv",12,tokens,-3,negative-tokens,"says ""-3""",-0.02,USD,2026-09-01,"'=cmd()",-3\r\n`,
    },
  ])
})

it('is one file for each header, and keeps a cell too many where it stands', () => {
  const tables = [
    fileOf({ file: 'a.csv', columns }),
    fileOf({ file: 'b.csv', columns: columns.slice(0, 2) }),
    fileOf({ file: 'c.csv', columns }),
    fileOf({ file: 'd.json', columns, delimiter: null }),
  ]
  const rejects = [
    reject('a.csv', 2, 'x', 'y', 'z', 'more'),
    reject('b.csv', 3, 'x', 'y'),
    reject('c.csv', 4, 'u', 'v', 'w'),
    reject('d.json', 5, 'p', 'q', 'r'),
  ]
  const lines = rejectFiles(rejects, tables, () => 'why').map(({ name, text }) => [name, ...text.slice(1).split('\r\n')])
  const front = (file: string, line: number, value: string) => `${file},${line},tokens,${value},negative-tokens,why,-0.02,USD`
  expect(lines).toEqual([
    ['rejects-1.csv', `${names},day,team,tokens`, `${front('a.csv', 2, 'z')},x,y,z,more`, `${front('c.csv', 4, 'w')},u,v,w`, ''],
    ['rejects-2.csv', `${names},day,team`, `${front('b.csv', 3, '')},x,y`, ''],
    // Rows of a JSON document cannot be written as a table of it: the reasons alone.
    ['rejects-3.csv', names, front('d.json', 5, 'r'), ''],
  ])
})

it('holds the reasons alone once the rows are no longer known', () => {
  const [file] = rejectFiles([{ ...reject('a.csv', 2), cells: [] }], [], () => 'why')
  expect(file?.text.split('\r\n')).toHaveLength(3)
})
