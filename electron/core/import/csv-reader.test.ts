// What a writer of RFC 4180 puts in comes out, however the text is cut into pieces.
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { detectDialect } from './csv-dialect.ts'
import { CsvReader } from './csv-reader.ts'

const rowsOf = (text: string, delimiter = ',') => new CsvReader(delimiter, 'f').push(text, true).map((row) => row.cells)

const cell = fc.string({ unit: fc.constantFrom('a', 'é', '日', '"', ',', ';', '\n', '\r\n', '\\', ' ', "'", '=') })
const quoted = (value: string, always: boolean) => (always || /[",;\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value)

describe('CsvReader', () => {
  it('gives back the rows of any table, in any pieces, with the line each row begins on', () => {
    const table = fc
      .integer({ min: 2, max: 5 })
      .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 12 }))
    fc.assert(
      fc.property(
        table,
        fc.boolean(),
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        fc.array(fc.nat(), { maxLength: 6 }),
        (rows, always, newline, final, cuts) => {
          const lines = rows.map((row) => row.map((value) => quoted(value, always)).join(','))
          const text = lines.join(newline) + (final ? newline : '')
          const reader = new CsvReader(',', 'f')
          const places = [0, ...cuts.map((cut) => cut % (text.length + 1)).sort((a, b) => a - b), text.length]
          const got = places.slice(1).flatMap((end, index) => reader.push(text.slice(places[index], end)))
          got.push(...reader.push('', true))
          expect(got.map((row) => row.cells)).toEqual(rows)
          let line = 1
          for (const [index, row] of got.entries()) {
            expect(row.line).toBe(line)
            line += 1 + ((lines[index] ?? '').match(/\n/g)?.length ?? 0)
          }
        },
      ),
    )
  })

  it('treats a backslash as a character and a quote inside a bare cell as itself', () => {
    expect(rowsOf('"{\\""a\\"":1}",5" pipe\n')).toEqual([['{\\"a\\":1}', '5" pipe']])
  })

  it('names the line of a quote that is never closed', () => {
    expect(() => rowsOf('a,b\n1,"2\n3,4\n')).toThrow('line 2')
  })

  it('stops at a record of more than a million characters', () => {
    expect(() => rowsOf(`a\n"${'x\n'.repeat(600_000)}`)).toThrow()
    expect(() => new CsvReader(',', 'f').push(`"${'x\n'.repeat(600_000)}`)).toThrow('line 1')
  })
})

describe('detectDialect', () => {
  it.each([
    [',', 'date,model,cost\n2026-09-01,"a;b;c",1\n'],
    [';', 'date;model;cost\n2026-09-01;a,b;1,5\n2026-09-02;a,b;2,5\n'],
    ['\t', 'date\tmodel\tcost\n2026-09-01\ta, b\t1\n'],
    ['|', 'date|model|cost\n2026-09-01|a, b|1\n'],
    [';', 'sep=;\ndate;a,b,c,d,e\n1;2\n'],
  ])('finds %j', (delimiter, text) => {
    expect(detectDialect(text, true).delimiter).toBe(delimiter)
  })

  it('steps over a preamble to the header', () => {
    expect(detectDialect('Usage report\n\nday,model,cost\n2026-09-01,a,1\n2026-09-02,a,1\n', true)).toEqual({
      delimiter: ',',
      headerLine: 3,
      header: ['day', 'model', 'cost'],
    })
  })

  it('keeps repeated and unnamed columns apart', () => {
    expect(detectDialect('\uFEFFcost,,cost,x,\n1,2,3,4,\n', true).header).toEqual(['cost', 'column 2', 'cost (2)', 'x'])
  })
})
