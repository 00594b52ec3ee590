// Section by section what stands between bytes and cells: encoding, delimiter, quotes, line ends, repeated headers.
import * as fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { decoded, type Encoding, EncodingProbe } from './encoding.ts'
import { clearWritten, failureOf, readFile, written } from './fixture-reading.ts'
import { detectLayout, rowBatches } from './row-source.ts'

afterAll(clearWritten)

const chinese: Readonly<Record<string, string>> = { 日: 'c8d5', 期: 'c6da', 模: 'c4a3', 型: 'd0cd', 金: 'bdf0', 额: 'b6ee' }
const western: Readonly<Record<string, number>> = { é: 0xe9, ü: 0xfc, '€': 0x80, ñ: 0xf1 }

const utf16le = (text: string) => Buffer.from(text, 'utf16le')
const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16()
const writers: Readonly<Record<string, { encoding: Encoding; letters: readonly string[]; bytes: (text: string) => Uint8Array }>> = {
  'utf-8': { encoding: 'utf-8', letters: ['日', 'é', '😀'], bytes: (text) => Buffer.from(text) },
  'utf-8 with mark': { encoding: 'utf-8', letters: ['日', 'é'], bytes: (text) => Buffer.from(`\uFEFF${text}`) },
  'utf-16le with mark': { encoding: 'utf-16le', letters: ['日', 'é', '😀'], bytes: (text) => utf16le(`\uFEFF${text}`) },
  'utf-16be with mark': { encoding: 'utf-16be', letters: ['日', 'é', '😀'], bytes: (text) => utf16be(`\uFEFF${text}`) },
  'utf-16le': { encoding: 'utf-16le', letters: ['日', 'é'], bytes: utf16le },
  'utf-16be': { encoding: 'utf-16be', letters: ['日', 'é'], bytes: utf16be },
  gb18030: {
    encoding: 'gb18030',
    letters: Object.keys(chinese),
    bytes: (text) => Buffer.concat([...text].map((letter) => Buffer.from(chinese[letter] ?? letter, chinese[letter] ? 'hex' : 'latin1'))),
  },
  'windows-1252': {
    encoding: 'windows-1252',
    // Accents stand alone between plain letters, as in words.
    letters: ['né', 'tü', '€ ', 'ñ.'],
    bytes: (text) => Uint8Array.from([...text], (letter) => western[letter] ?? letter.charCodeAt(0)),
  },
}

/** How the file is read: its encoding, header and rows, by the same steps as an import. */
async function readTable(bytes: Uint8Array) {
  const source = { path: written(bytes, 'table.csv'), packing: 'none' } as const
  const probe = new EncodingProbe('table.csv')
  for (let at = 0; at < bytes.length; at += 7) probe.push(bytes.subarray(at, at + 7))
  const encoding = probe.finish()
  const layout = await detectLayout(source, encoding, undefined, { name: 'table.csv' })
  const rows: (readonly string[])[] = []
  for await (const batch of rowBatches(source, layout, { name: 'table.csv' }))
    rows.push(...batch.rows.map(({ cells, fault }) => (fault ? [fault.code] : cells)))
  return { encoding, layout, rows }
}

describe.each(Object.entries(writers))('a table in %s', (_name, { encoding, letters, bytes }) => {
  const high = letters.join('')
  const cell = fc.string({
    unit: fc.constantFrom('a', '1', '.', '"', ',', ';', '\t', '|', '\n', '\r\n', '\\', '=', ...letters),
    maxLength: 12,
  })
  const table = fc
    .integer({ min: 1, max: 4 })
    .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 12 }))

  it('reads back to the same cells, whatever divides them', async () => {
    await fc.assert(
      fc.asyncProperty(
        table,
        fc.constantFrom(',', ';', '\t', '|'),
        fc.boolean(),
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        async (cells, delimiter, always, end, final) => {
          const header = ['date', `${high} 1`, ...(cells[0] ?? []).slice(1).map((_, at) => `column ${at + 3}`)]
          const rows = cells.map((row, at) => [`r${at}`, ...row])
          const quoted = (value: string) => (always || /[,;\t|"\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value)
          const text = [header, ...rows].map((row) => row.map(quoted).join(delimiter)).join(end) + (final ? end : '')
          const read = await readTable(bytes(text))
          expect(read.encoding).toBe(encoding)
          expect(read.layout).toMatchObject({ delimiter, header, headerLine: 1 })
          expect(read.rows).toEqual(rows)
        },
      ),
      {
        numRuns: 60,
        examples: [
          // A cell of tabs in a short table with commas.
          [[['\t\t\t\ta']], ',', false, '\n', false],
        ],
      },
    )
  })
})

describe('decoding', () => {
  it('gives the same text wherever the bytes are cut', async () => {
    const all = Object.values(writers)
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...all),
        fc.array(fc.nat({ max: 40 }), { maxLength: 6 }),
        async ({ encoding, letters, bytes }, cuts) => {
          const text = `a,${letters.join('x')},b\n`
          const whole = bytes(text)
          const places = [0, ...cuts.map((cut) => cut % (whole.length + 1)).sort((a, b) => a - b), whole.length]
          async function* pieces() {
            for (const [at, end] of places.slice(1).entries()) yield whole.subarray(places[at], end)
          }
          let read = ''
          for await (const piece of decoded(pieces(), encoding)) read += piece
          expect(read.replace('\uFEFF', '')).toBe(text)
        },
      ),
    )
  })
})

describe('tables that a spreadsheet has been at', () => {
  it('step over a title padded to the width of the table, and over a header that comes again', async () => {
    const { layout, rows } = await readTable(
      Buffer.from('Usage report,,,\n,,,\nPeriod,2026-09,,\nday,model,cost,note\n1,a,2,\nday,model,cost,note\n2,b,3,x\n'),
    )
    expect(layout).toMatchObject({ headerLine: 4, header: ['day', 'model', 'cost', 'note'] })
    expect(rows).toEqual([
      ['1', 'a', '2', ''],
      ['2', 'b', '3', 'x'],
    ])
  })

  it('settle points and commas from all numbers of the file, with narrow and unbreakable blanks between thousands', async () => {
    const path = written('date;model;input_tokens;cost_eur\n2026-09-01;gpt-5;1.234;1\u00a0234,50\n2026-09-02;gpt-5;12\u202f000;0,25\n')
    const { summary, rejects } = await readFile(path)
    expect(rejects).toEqual([])
    expect(summary.totals).toMatchObject({ tokens: { inputUncached: '13234' }, billed: { EUR: '1234.75' } })
  })

  it('read words for nothing, and refuse only the lines with numbers that are none', async () => {
    const cells = ['5', 'Included', 'Free', '-', 'Unknown', 'NULL', 'N/A', '', '31422.0', '1e999', '-3', '1.5', 'lots']
    const path = written(`date,model,input_tokens,requests\n${cells.map((cell) => `2026-09-01,gpt-5,${cell},1`).join('\n')}\n`)
    const { summary, rejects } = await readFile(path)
    expect(summary.totals).toMatchObject({ tokens: { inputUncached: '31427' }, requests: '9' })
    expect(rejects.map(({ line, code }) => [line, code])).toEqual([
      [11, 'out-of-range'],
      [12, 'negative-tokens'],
      [13, 'fractional-tokens'],
      [14, 'not-a-number'],
    ])
  })

  it('are divided by what divides them also where no row is quoted as a writer quotes', async () => {
    const { layout, rows } = await readTable(Buffer.from('pipe 5";cost\n3" long;2\n4" long;3\n'))
    expect(layout).toMatchObject({ delimiter: ';', header: ['pipe 5"', 'cost'] })
    expect(rows).toEqual([
      ['3" long', '2'],
      ['4" long', '3'],
    ])
  })

  it('are told from bytes that are no text', async () => {
    const numbers = Buffer.from(Uint16Array.from({ length: 500 }, (_, at) => (at * 7) % 31).buffer)
    expect(await failureOf(readFile(written(numbers)))).toMatchObject({ code: 'foreign-file', params: { kind: 'binary' } })
  })
})
