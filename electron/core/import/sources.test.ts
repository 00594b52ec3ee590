// What is found in archives, workbooks and folders, how it reads, and what is refused.
import { createHash, randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import * as fc from 'fast-check'
import { writeXlsx } from 'hucre/xlsx'
import { afterAll, describe, expect, it } from 'vitest'
import { FailureError } from '../../../shared/result/failure.ts'
import { CsvReader } from './csv-reader.ts'
import { fileChunks } from './file-bytes.ts'
import { bookOf, zipOf, zstdOf } from './fixture-archives.ts'
import { clearWritten, failureOf, fixtures, notOk, ok, readFile, written } from './fixture-reading.ts'
import { inspectFile } from './inspection.ts'
import { readRecords } from './reading.ts'
import { sourcesOf } from './sources.ts'

const roots: string[] = []
afterAll(() => {
  clearWritten()
  for (const root of roots) rmSync(root, { recursive: true })
})

const csv = 'date,model,input_tokens\n2026-09-01,gpt-5,5\n'
const fixture = (name: string) => readFileSync(join(fixtures, 'ok', name))

/** The files of a new folder. */
function folder(files: Readonly<Record<string, string | Uint8Array>>): string {
  const root = mkdtempSync(join(tmpdir(), 'ballast-sources-'))
  roots.push(root)
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(root, name, '..'), { recursive: true })
    writeFileSync(join(root, name), content)
  }
  return root
}

/** Name of each table with its uncached input tokens, or with the code of its failure. */
async function told(path: string, name?: string): Promise<(readonly [string, string])[]> {
  const lines: (readonly [string, string])[] = []
  for (const found of await sourcesOf(path, name)) {
    if ('failure' in found) lines.push([found.name, found.failure.code])
    else
      try {
        const inspection = await inspectFile({ path, name: found.name, source: found.source }, { currency: 'CNY' })
        const { totals } = await readRecords(inspection, { onBatch: async () => undefined })
        lines.push([found.name, totals.tokens.inputUncached])
      } catch (error) {
        if (!(error instanceof FailureError)) throw error
        lines.push([found.name, error.failure.code])
      }
  }
  return lines
}

async function textOf(path: string): Promise<string> {
  const [found] = await sourcesOf(path)
  if (!found || 'failure' in found) throw new Error('no source')
  const chunks: Uint8Array[] = []
  for await (const chunk of fileChunks(found.source, { name: found.name })) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

describe('ZIP archives', () => {
  it('hold each readable entry, without what stands beside the tables', async () => {
    const path = written(
      zipOf([
        { name: 'usage/cost-2026-08-01_2026-08-31.csv', content: fixture('deepseek-cost.csv') },
        { name: 'usage/amount-2026-08-01_2026-08-31.csv', content: fixture('deepseek-amount.csv') },
        { name: 'usage/', content: '' },
        { name: './more.csv', content: csv },
        { name: '__MACOSX/usage/._cost.csv', content: 'x' },
        { name: '.DS_Store', content: 'x' },
        { name: 'manifest.json', content: '{}' },
        { name: 'README.txt', content: 'hello' },
        { name: 'invoice.pdf', content: '%PDF-' },
      ]),
      'usage_data_2026_8.zip',
    )
    expect(await told(path)).toEqual([
      ['usage_data_2026_8.zip/./more.csv', '5'],
      ['usage_data_2026_8.zip/usage/amount-2026-08-01_2026-08-31.csv', '300'],
      ['usage_data_2026_8.zip/usage/cost-2026-08-01_2026-08-31.csv', '0'],
    ])
  })

  it('unpack gzip, zstd and workbooks inside, and refuse a ZIP inside', async () => {
    const path = written(
      zipOf([
        { name: 'part-2.csv.gz', content: gzipSync(csv) },
        { name: 'part-10.csv.zst', content: fixture('table.csv.zst') },
        { name: 'inner.zip', content: zipOf([{ name: 'a.csv', content: csv }]) },
        { name: 'mimo.xlsx', content: fixture('xiaomi-usage.xlsx') },
      ]),
      'all.zip',
    )
    expect(await told(path)).toEqual([
      ['all.zip/inner.zip', 'zip-in-zip'],
      ['all.zip/mimo.xlsx', '400'],
      ['all.zip/part-2.csv.gz', '5'],
      ['all.zip/part-10.csv.zst', '500'],
    ])
  })

  it('know an entry by the hash of the file it came from', async () => {
    const plain = await readFile(written(csv, 'plain.csv'))
    const path = written(zipOf([{ name: 'plain.csv', content: csv }]), 'one.zip')
    const zipped = await readFile(path)
    expect(zipped.inspection).toMatchObject({ sha256: plain.inspection.sha256, sizeBytes: csv.length, source: { entry: 'plain.csv' } })
  })

  it('decode Chinese names written by Windows', async () => {
    const gb18030 = Buffer.from('d5cbb5a5', 'hex')
    const path = written(zipOf([{ name: Buffer.concat([gb18030, Buffer.from('.csv')]), content: csv }]), 'windows.zip')
    expect(await told(path)).toEqual([['windows.zip/账单.csv', '5']])
  })

  it('tell of an entry that is encrypted, oddly packed or a bomb, beside the others', async () => {
    const path = written(
      zipOf([
        { name: 'a.csv', content: csv, flags: 1 },
        { name: 'b.csv', content: csv, method: 12 },
        { name: 'c.csv', content: csv, declaredSize: 4_000_000_000 },
        { name: 'd.csv', content: csv },
        { name: 'e.csv', content: csv, declaredSize: 3 },
      ]),
      'odd.zip',
    )
    expect((await told(path)).map(([, outcome]) => outcome)).toEqual([
      'zip-encrypted',
      'zip-method',
      'unpacks-too-large',
      '5',
      'zip-damaged',
    ])
  })

  it('yield nothing when the archive is cut or its bytes changed', async () => {
    const whole = zipOf([{ name: 'a.csv', content: csv.repeat(50), method: 0 }])
    for (const length of [30, 100, whole.length - 30, whole.length - 1])
      expect((await failureOf(told(written(whole.subarray(0, length), 'cut.zip')))).code).toBe('zip-cut')
    const changed = Buffer.from(whole)
    changed[60] = (changed[60] ?? 0) ^ 1
    expect(await told(written(changed, 'changed.zip'))).toEqual([['changed.zip/a.csv', 'zip-damaged']])
  })

  it('are refused when they hold no table, or a document of another kind', async () => {
    expect((await failureOf(sourcesOf(written(zipOf([{ name: 'manifest.json', content: '{}' }]), 'empty.zip')))).code).toBe(
      'nothing-inside',
    )
    const document = zipOf([
      { name: '[Content_Types].xml', content: '' },
      { name: 'word/document.xml', content: '' },
    ])
    expect(await failureOf(sourcesOf(written(document, 'letter.docx')))).toMatchObject({
      code: 'foreign-file',
      params: { kind: 'document' },
    })
  })
})

describe('gzip and zstd', () => {
  it('of several megabytes are inspected to the last line, packed or not, whatever is read ahead', async () => {
    // Random hexadecimal digits pack to half their length: more than is read at once, several times over.
    const lines = Array.from({ length: 60_000 }, () => `2026-09-05,模型,${randomBytes(64).toString('hex')},1,0.25`)
    const plain = Buffer.from(['date,model,team,requests,cost_usd', ...lines].join('\n'))
    const packed = gzipSync(plain)
    expect(packed.length).toBeGreaterThan(4_000_000)
    const frames = Array.from({ length: Math.ceil(plain.length / 100_000) }, (_, n) =>
      zstdOf(plain.subarray(n * 100_000, (n + 1) * 100_000)),
    )
    for (const [name, bytes] of [
      ['large.csv.gz', packed],
      ['large.csv', plain],
      ['large.csv.zst', Buffer.concat(frames)],
    ] as const) {
      const { text, contentHash } = await inspectFile({ path: written(bytes, name) })
      expect([text.lines, text.isValidUtf8, contentHash]).toEqual([60_001, true, createHash('sha256').update(bytes).digest('hex')])
    }
  })

  it('reads a zstd file, and fails where one is cut or changed', async () => {
    expect((await ok('table.csv.zst')).summary.totals.tokens.inputUncached).toBe('500')
    expect((await failureOf(notOk('cut.csv.zst'))).code).toBe('zstd-cut')
    const whole = fixture('table.csv.zst')
    for (let length = 5; length < whole.length; length += 1)
      expect((await failureOf(readFile(written(whole.subarray(0, length), 'cut.zst')))).code).toBe('zstd-cut')
    // All bytes after the frame's descriptor, which has a bit without meaning, and the window, which may be larger than needed.
    for (let at = 6; at < whole.length; at += 1) {
      const changed = Buffer.from(whole)
      changed[at] = (changed[at] ?? 0) ^ 16
      expect((await failureOf(readFile(written(changed, 'changed.zst')))).code).toMatch(/^zstd-(?:cut|damaged)$/)
    }
  })

  it('reads frames that follow one another, and steps over skippable ones', async () => {
    const [first, rest] = [zstdOf(Buffer.from(csv.slice(0, 20))), zstdOf(Buffer.from(csv.slice(20)))]
    const skippable = Buffer.from('502a4d1803000000616263', 'hex')
    expect(await textOf(written(Buffer.concat([skippable, first, skippable, rest]), 'frames.zst'))).toBe(csv)
  })

  it('stops at what unpacks to absurd sizes', async () => {
    const zeros = gzipSync(Buffer.alloc(270_000_000, '0'))
    expect((await failureOf(readFile(written(zeros, 'bomb.csv.gz')))).code).toBe('unpacks-too-large')
    expect((await failureOf(readFile(written(zstdOf(Buffer.from('0'), 300_000_000), 'bomb.csv.zst')))).code).toBe('unpacks-too-large')
  }, 30_000)
})

describe('folders', () => {
  it('give every file below them in name order, under names relative to them', async () => {
    const root = folder({
      'b/part-10.csv': csv,
      'b/part-9.csv': csv,
      'a.zip': zipOf([{ name: 'in.csv', content: csv }]),
      'c.zip': zipOf([{ name: 'in.csv', content: csv }]).subarray(0, 60),
      '.hidden/x.csv': csv,
      '.x.csv': csv,
      'b/manifest.json': '{}',
      'b/notes.md': 'hello',
    })
    expect(await told(root)).toEqual([
      ['a.zip/in.csv', '5'],
      ['b/part-9.csv', '5'],
      ['b/part-10.csv', '5'],
      ['c.zip', 'zip-cut'],
    ])
  })

  it('say when they are too deep or hold nothing, and do not follow links to folders', async () => {
    const deep = folder({ [`${'d/'.repeat(14)}x.csv`]: csv, 'a.csv': csv })
    symlinkSync(deep, join(deep, 'again'))
    expect((await told(deep)).map(([, outcome]) => outcome)).toEqual(['5', 'folder-too-deep'])
    expect((await failureOf(sourcesOf(folder({ '.x': '' })))).code).toBe('nothing-inside')
    expect((await failureOf(sourcesOf('/does/not/exist'))).code).toBe('file-not-found')
  })
})

describe('workbooks', () => {
  const day = (serial: number) => `<x:c s="1"><x:v>${serial}</x:v></x:c>`
  const text = (value: string) => `<x:c t="inlineStr"><x:is><x:t>${value}</x:t></x:is></x:c>`
  const header = `<x:row r="4">${['date', 'model', 'input_tokens', 'cost_usd'].map(text).join('')}</x:row>`
  const styles = {
    'xl/styles.xml':
      '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy/mm/dd hh:mm"/><numFmt numFmtId="165" formatCode="[h]:mm"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="17"/></cellXfs></styleSheet>',
  }

  it('give a table for each sheet with rows, named after it, or after the book when it is the only one', async () => {
    const rows = `${header}<x:row r="5">${day(46266)}${text('gpt-5')}<x:c><x:v>7</x:v></x:c></x:row>`
    const path = written(bookOf({ One: rows, Empty: '', 'Two &amp; more': rows }, styles), 'book.xlsx')
    expect(await told(path)).toEqual([
      ['book.xlsx/One', '7'],
      ['book.xlsx/Two & more', '7'],
    ])
    expect(await told(written(bookOf({ One: rows, Empty: '' }, styles), 'single.xlsx'))).toEqual([['single.xlsx', '7']])
    // What nobody sees is not taken.
    expect(await told(written(bookOf({ One: rows, Old: rows }, styles, 'state="hidden"'), 'hidden.xlsx'))).toEqual([['hidden.xlsx', '7']])
    expect(await failureOf(readFile(path))).toMatchObject({ code: 'several-tables' })
  })

  it('find the header below a title, and number lines as the sheet does', async () => {
    const title = `<x:row r="1">${text('Usage &lt;report&gt;')}</x:row>`
    const rows = [
      `<x:row r="6">${day(46266)}${text('gpt-5')}<x:c><x:v>7</x:v></x:c><x:c><x:v>0.10000000000000001</x:v></x:c></x:row>`,
      `<x:row r="9">${day(46267)}${text('gpt-5')}${text('lots')}</x:row>`,
      `<x:row r="10">${text('Total')}<x:c r="D10"><x:v>0.1</x:v></x:c></x:row>`,
    ]
    const { inspection, summary, records, rejects } = await readFile(
      written(bookOf({ S: title + header + rows.join('') }, styles), 'title.xlsx'),
    )
    expect(inspection.layout).toMatchObject({ headerLine: 4, header: ['date', 'model', 'input_tokens', 'cost_usd'] })
    expect(records.map(({ line, start, billed }) => [line, start, billed])).toEqual([[6, '2026-09-01T00:00:00Z', '0.1']])
    expect(rejects).toMatchObject([{ line: 9, code: 'not-a-number', value: 'lots' }])
    expect(summary).toMatchObject({ skippedTotals: 1, skippedBlank: 3 })
  })

  it('write dates as their format shows them, and numbers as they are meant', async () => {
    const cell = (attributes: string, inner: string) => `<x:c ${attributes}>${inner}</x:c>`
    const value = (number: string, style = 0) => cell(`s="${style}"`, `<x:v>${number}</x:v>`)
    const row = [
      value('46266.4375', 2),
      value('46266', 2),
      value('1.5', 3),
      value('46266', 4),
      value('1E-7'),
      value('123456789012345678901'),
      cell('t="b"', '<x:v>1</x:v>'),
      cell('t="e"', '<x:v>#N/A</x:v>'),
      cell('', '<x:f>SUM(A1:A9)</x:f>'),
      cell('t="str"', '<x:f>A1</x:f><x:v>a_x000A_"b"</x:v>'),
      cell('t="inlineStr"', '<x:is><x:r><x:t>rich </x:t></x:r><x:r><x:t>text</x:t></x:r><x:rPh><x:t>no</x:t></x:rPh></x:is>'),
    ]
    const path = written(bookOf({ S: `<x:row>${row.join('')}</x:row>` }, styles), 'values.xlsx')
    expect(await textOf(path)).toBe(
      '"2026-09-01T10:30:00","2026-09-01T00:00:00","1.5","2026-09","0.0000001","123456789012345678901","true","#N/A","=SUM(A1:A9)","a ""b""","rich text"\n',
    )
  })

  it('give back any table', async () => {
    const cell = fc.oneof(
      fc.string({ unit: fc.constantFrom('a', '日', '"', ',', ';', '<', '&', ' ', '=') }),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 8 }), async (rows) => {
        const path = written(await writeXlsx({ sheets: [{ name: 'S', rows: [['h1', 'h2', 'h3', 'h4'], ...rows] }] }), 'any.xlsx')
        const [, ...read] = new CsvReader(',', 'any.xlsx').push(await textOf(path), true)
        for (const [at, row] of rows.entries())
          for (const column of [0, 1, 2, 3]) {
            const [given, cell = ''] = [row[column] ?? '', read[at]?.cells[column]]
            if (typeof given === 'number') expect(Number(cell)).toBe(given === 0 ? 0 : given)
            else expect(cell).toBe(given)
          }
      }),
      { numRuns: 40 },
    )
  }, 30_000)

  it('are refused behind a password, in another format, and when their XML is broken', async () => {
    const locked = Buffer.alloc(1536)
    Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(locked)
    locked.writeUInt16LE(9, 30)
    locked.writeUInt32LE(1, 48)
    Buffer.from('EncryptedPackage', 'utf16le').copy(locked, 1024)
    expect((await failureOf(sourcesOf(written(locked, 'locked.xlsx')))).code).toBe('workbook-encrypted')
    const binary = zipOf([
      { name: '[Content_Types].xml', content: '' },
      { name: 'xl/workbook.bin', content: '' },
    ])
    expect(await failureOf(sourcesOf(written(binary, 'b.xlsb')))).toMatchObject({ code: 'foreign-file', params: { kind: 'xlsb' } })
    for (const rows of [
      '<x:row><x:c><x:v>1</x:v>',
      '<x:row r="9007199254740991"></x:row>',
      '<x:row><x:c r="ZZZZZ1"/></x:row>',
      '<x:row></x:row></x:sheetData></x:sheetData></x:worksheet></x:worksheet>',
    ])
      expect((await failureOf(readFile(written(bookOf({ S: rows }), 'broken.xlsx')))).code).toBe('workbook-damaged')
  })

  it('are known by the hash of the whole book', async () => {
    const bytes = bookOf({ S: `${header}<x:row r="5">${day(46266)}${text('gpt-5')}<x:c><x:v>7</x:v></x:c></x:row>` }, styles)
    const { inspection } = await readFile(written(bytes, 'hash.xlsx'))
    expect(inspection).toMatchObject({ sha256: createHash('sha256').update(bytes).digest('hex'), sizeBytes: bytes.length })
  })
})
