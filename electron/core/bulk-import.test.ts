// A large table is read by the database, its odd rows row by row: the same figures, rejects and rows as when every row is
// read one by one. Held over every CSV fixture of the importer, and over tables of made-up hostile cells.
import { appendFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { ImportOptionsData, ImportPreviewData } from '../../shared/contract/import-commands.ts'
import { openCore, type TestCore } from './core-fixture.ts'
import { LargeTable } from './ledger/bulk-table.ts'
import type { SourceRow } from './ledger/types.ts'
import { commitImport, previewImport } from './steps/import-usage.ts'

const fixtures = fileURLToPath(new URL('./import/fixtures/', import.meta.url))
const csvIn = (folder: string): string[] =>
  readdirSync(join(fixtures, folder))
    .filter((name) => /\.csv(?:\.gz|\.zst)?$/.test(name))
    .map((name) => join(fixtures, folder, name))

const optionOf: Readonly<Partial<Record<string, keyof ImportOptionsData>>> = {
  'cached-in-input': 'cachedInInput',
  'date-order': 'dateOrder',
  'decimal-mark': 'decimalMark',
}

/** The first answer to every question, as a person in a hurry would give it. */
function answered(preview: ImportPreviewData): ImportOptionsData | null {
  const answers = preview.files[0]?.questions.flatMap(({ id, options }) => {
    const value = options[0]?.value
    const field = optionOf[id]
    return value === undefined || field === undefined ? [] : [[field, value] as const]
  })
  return answers === undefined || answers.length === 0 ? null : Object.fromEntries(answers)
}

interface Imported {
  readonly preview: unknown
  readonly rows: readonly SourceRow[]
  readonly byDatabase: boolean
}

let core: TestCore
const readTable = LargeTable.read.bind(LargeTable)
const read = vi.spyOn(LargeTable, 'read')
beforeAll(async () => {
  core = await openCore()
  await core.client.call('workspace.create', { name: 'w' })
  // The first import makes the secret by which personal columns are hashed.
  const { session } = core.workspaces
  const path = core.file('first.csv', 'date,model,output_tokens\n2026-09-01,m,1\n')
  const { id } = await previewImport(session, { files: [{ path }], options: {}, answers: {}, mode: 'auto' })
  await commitImport(session, id)
})
afterAll(() => core.close())

/** Reads a file one way; takes it in, looks at its lines, and takes it out again. */
async function importBy(way: 'database' | 'rows', path: string, isCommitted: boolean, options: ImportOptionsData = {}): Promise<Imported> {
  const { session } = core.workspaces
  read.mockClear()
  const preview = (answers: ImportOptionsData) =>
    previewImport(
      session,
      { files: [{ path }], options: { ...options, ...answers }, answers: {}, mode: 'auto' },
      undefined,
      undefined,
      way === 'database' ? 0 : Number.POSITIVE_INFINITY,
    )
  let shown = await preview({})
  const answers = answered(shown)
  if (answers) shown = await preview(answers)
  let rows: readonly SourceRow[] = []
  if (isCommitted && shown.committable) {
    const { change } = await commitImport(session, shown.id)
    rows = (await session.workspace.usage.rows({ limit: 5_000 })).rows
      .filter((row) => row.change === change)
      .map((row) => ({ ...row, change: 0 }))
    await session.workspace.undo()
  }
  const tables = await Promise.all(read.mock.results.map(({ value }) => value as Promise<LargeTable | null>))
  return { preview: { ...shown, id: '' }, rows, byDatabase: tables.some((table) => table !== null) }
}

/** Whether the database took it. */
async function expectSame(path: string, isCommitted: boolean, options?: ImportOptionsData): Promise<boolean> {
  const database = await importBy('database', path, isCommitted, options)
  const rows = await importBy('rows', path, isCommitted, options)
  expect(database.preview).toEqual(rows.preview)
  expect(database.rows).toEqual(rows.rows)
  return database.byDatabase
}

describe('the importer’s fixtures', () => {
  const taken: string[] = []
  const all = [...csvIn('ok'), ...csvIn('not-ok')]

  it.each(all.map((path) => [path.slice(fixtures.length), path]))('%s is read alike', async (name, path) => {
    if (await expectSame(path, name.startsWith('ok/'))) taken.push(name)
  })

  it('are for the greater part plain enough for the database', () => {
    expect(taken.length).toBeGreaterThan(all.length / 2)
  })
})

describe('a table of hostile cells', () => {
  const plainDate = fc.integer({ min: 1, max: 28 }).map((day) => `2026-09-${String(day).padStart(2, '0')}`)
  const oddDate = fc.constantFrom(
    ...['2026-09-01T10:00:00Z', '2026-09-01 10:00:00', '2026-09-02T23:59:59.9999+08:00', '1756684800', '1756684800123', '', 'soon'],
    ...['2026-13-01', '2026-02-30', '20260901', ' 2026-09-03 ', '2026-09-01T24:00:00Z', '2026-09-01T10:00Z', '2026-9-4', '1899-12-31'],
    ...['2026-09-01T10:00:00.123456789Z', '2026-09-01 10:00:00 UTC', '2026-09-01T10:00:00+0800', '2026-09-01Z', '0', '2026-09-31'],
  )
  const oddCount = fc.constantFrom(
    ...['', ' ', '12.0', '12.5', '-3', '1e3', '1,000', 'n/a', '٣', ' 7 ', '+7', '0x1F', '9223372036854775808', '999999999999999999'],
    ...['007', '1_000', '1 000', 'NaN', 'null', '""', '-0', '.5', '5.', '1e-2', "'5", '5\u00a0', '\u22125', '12345678901234567890123'],
  )
  const oddMoney = fc.constantFrom(
    ...['', '$3.50', '1e-7', '1.2345678901234567890', 'free', '12345678901234567890123', '.5', '5.', '(3.20)', '3.20-', '-0', '-1.25'],
    ...['0.000000000000000001', '0.0000000000000000001', '1,234.50', '1.234,50', '3 USD', '999999999999', '1000000000000.000000001', '+2'],
  )
  const oddText = fc.constantFrom('', 'GPT-4o ', 'a "b"', 'a,b', '=1+1', '模型', 'x\u001fy', 'NULL', '\u200bz', 'a\tb', 'é'.repeat(200))
  const mostly = (plain: fc.Arbitrary<string>, odd: fc.Arbitrary<string>) =>
    fc.oneof({ weight: 6, arbitrary: plain }, { weight: 1, arbitrary: odd })
  const row = fc.record({
    date: mostly(plainDate, oddDate),
    model: mostly(fc.constantFrom('gpt-4o', 'o3'), oddText),
    team: mostly(fc.constantFrom('Search', 'Support'), oddText),
    input: mostly(fc.nat(100_000).map(String), oddCount),
    cached: mostly(fc.nat(50).map(String), oddCount),
    output: mostly(fc.nat(9_000).map(String), oddCount),
    cost: mostly(
      fc.nat(1_000_000).map((micro) => (micro / 1e6).toFixed(6)),
      oddMoney,
    ),
    currency: mostly(fc.constant('USD'), fc.constantFrom('', 'usd', 'EUR', 'credits')),
    id: mostly(
      fc.nat(40).map((n) => `request-${n}`),
      oddText,
    ),
  })
  const header = ['date', 'model', 'team', 'input', 'cached', 'output', 'cost', 'currency', 'id']
  const oddLine = fc.constantFrom(
    '',
    '   ',
    header.join(','),
    'Total,,,1,2,3,4,,',
    '2026-09-05,o3',
    '2026-09-05,"two\nlines",,1,,2,3,USD,',
    `${'x,'.repeat(12)}y`,
    '合计,,,9,9,9,9,,',
  )
  const cell = (text: string) => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  const plainLine = row.map((cells) => Object.values(cells).map(cell).join(','))
  const tableOf = (line: fc.Arbitrary<string>) =>
    fc
      .tuple(fc.array(line, { minLength: 20, maxLength: 120 }), fc.constantFrom('\n', '\r\n'), fc.boolean(), fc.boolean())
      .map(([lines, end, hasMark, endsOpen]) => (hasMark ? '\ufeff' : '') + [header.join(','), ...lines].join(end) + (endsOpen ? '' : end))
  const mapping = {
    name: 'hostile',
    columns: {
      date: 'date',
      model: 'model',
      team: 'team',
      inputTokens: 'input',
      cacheRead: 'cached',
      outputTokens: 'output',
      cost: 'cost',
      currency: 'currency',
      rowId: 'id',
    },
    cachedInInput: 'yes',
    dateOrder: 'ymd',
    decimalMark: '.',
    zone: 'UTC',
  } as const

  it('is read alike: the same rows, refusals, money and lines', async () => {
    let [count, byDatabase] = [0, 0]
    await fc.assert(
      fc.asyncProperty(tableOf(plainLine), async (content) => {
        if (await expectSame(core.file(`cells-${++count}.csv`, content), true, { mapping })) byDatabase += 1
      }),
      { numRuns: 12, endOnFailure: true },
    )
    expect(byDatabase).toBe(count)
  }, 240_000)

  it('and broken lines is read alike too', async () => {
    let count = 0
    const line = fc.oneof({ weight: 30, arbitrary: plainLine }, { weight: 1, arbitrary: oddLine })
    await fc.assert(
      fc.asyncProperty(tableOf(line), async (content) => {
        await expectSame(core.file(`lines-${++count}.csv`, content), false, { mapping })
      }),
      { numRuns: 12, endOnFailure: true },
    )
  }, 240_000)
})

describe('a file that is no longer the same when it is read', () => {
  const lines = Array.from({ length: 50 }, (_, n) => `2026-09-01,m${n % 3},${n},0.5`)
  const table = ['date,model,output_tokens,cost_usd', ...lines].join('\n')

  it.each<[string, (path: string) => void, string]>([
    ['gone, as with a drive that was unplugged', (path) => rmSync(path), 'file-not-found'],
    ['longer', (path) => appendFileSync(path, '\n2026-09-02,m,1,1'), 'file-changed'],
    ['of the same length with other figures', (path) => writeFileSync(path, table.replace('m1,1,', 'm1,9,')), 'file-changed'],
  ])('%s: it is told and left out, the file beside it comes in', async (_, meddle, code) => {
    const [path, beside] = [core.file('drive.csv', table), core.file('beside.csv', table.replaceAll('2026-09', '2026-08'))]
    read.mockImplementationOnce((plan, around) => {
      meddle(path)
      return readTable(plan, around)
    })
    const request = { files: [{ path }, { path: beside }], options: {}, answers: {}, mode: 'auto' as const }
    const preview = await previewImport(core.workspaces.session, request, undefined, undefined, 0)
    expect(preview.files.map(({ failure }) => failure?.code ?? 'read')).toEqual([code, 'read'])
    expect(preview.totals.new).toEqual({ rows: 50, money: { USD: '25' } })
  })
})
