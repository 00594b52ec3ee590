// Importing: what is new, updated, unchanged; the same data twice in any order, cut anyhow; the preview tells the truth.
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { UsageRecord } from '../../../shared/domain/usage.ts'
import type { ImportCounts, Workspace } from './types.ts'
import { billed, cost, importFiles, report, testWorkspace, usage } from './workspace-fixture.ts'

const tally = ({ new: added, updated, unchanged, retired }: ImportCounts): number[] =>
  [added, updated, unchanged, retired].map(({ rows }) => rows)
const contents = async (workspace: Workspace): Promise<string[]> =>
  (await workspace.usage.rows({ limit: 1000 })).rows
    .map(({ start, team, billed: amount, tokens }) => `${start} ${team} ${amount} ${tokens.output}`)
    .sort()

describe('the same data again', () => {
  const september = [
    billed('1'),
    billed('2', { team: 'a', dimensions: { key: 'k', region: 'eu' } }),
    usage({ day: '2026-09-06', tokens: { output: '5' } }),
  ]

  it('changes nothing, not even the log', async () => {
    const workspace = await testWorkspace()
    const first = await importFiles(workspace, [september])
    const again = await importFiles(workspace, [september])
    expect([tally(first.preview), tally(again.preview), tally(again.counts)]).toEqual([
      [3, 0, 0, 0],
      [0, 0, 3, 0],
      [0, 0, 3, 0],
    ])
    expect([first.change, again.change, workspace.revision, (await workspace.usage.files()).length]).toEqual([1, null, 1, 1])
    expect(again.preview.months).toEqual([])
  })

  it('is recognised in another order of lines and columns, in another file type, and with a new empty column', async () => {
    const workspace = await testWorkspace()
    await importFiles(workspace, [september])
    const other = september.toReversed().map((record) => {
      const { region = '', key = '' } = record.label.dimensions
      return { ...record, label: { ...record.label, source: 'openai-usage-csv', dimensions: { fresh: '', region, key } } }
    })
    expect(tally((await importFiles(workspace, [other])).preview)).toEqual([0, 0, 3, 0])
  })

  it('takes a bucket that has grown as an update, and undo brings the old one back', async () => {
    const workspace = await testWorkspace()
    await importFiles(workspace, [[billed('1'), billed('2', { day: '2026-09-06' })]])
    const { preview } = await importFiles(workspace, [
      [billed('1'), billed('5', { day: '2026-09-06' }), billed('7', { day: '2026-09-07' })],
    ])
    expect(tally(preview)).toEqual([1, 1, 1, 0])
    expect(await cost(workspace)).toEqual({ USD: '13' })
    await workspace.undo()
    expect(await cost(workspace)).toEqual({ USD: '3' })
    await workspace.redo()
    expect([await cost(workspace), (await workspace.verify()).intact]).toEqual([{ USD: '13' }, true])
  })

  it('is new again after its import was undone', async () => {
    const workspace = await testWorkspace()
    await importFiles(workspace, [september])
    await workspace.undo()
    expect(tally((await importFiles(workspace, [september])).preview)).toEqual([3, 0, 0, 0])
    expect(await cost(workspace)).toEqual({ USD: '3.00004' })
  })
})

describe('lines without a key', () => {
  const call = (amount: string) => billed(amount, { source: 'cursor-csv', identity: 'row' })

  it('may repeat, and count as often as the file that holds most of them', async () => {
    const workspace = await testWorkspace()
    expect(tally((await importFiles(workspace, [[call('1'), call('1'), call('2')]])).preview)).toEqual([3, 0, 0, 0])
    expect(tally((await importFiles(workspace, [[call('1'), call('1'), call('1')]])).preview)).toEqual([1, 0, 2, 0])
    expect(tally((await importFiles(workspace, [[call('1')]])).preview)).toEqual([0, 0, 1, 0])
    expect(await cost(workspace)).toEqual({ USD: '5' })
  })

  it('follow the same rule across the files of one import', async () => {
    const workspace = await testWorkspace()
    const { preview } = await importFiles(workspace, [
      [call('1'), call('1')],
      [call('1'), call('2')],
      [call('1'), call('1'), call('1')],
    ])
    expect([tally(preview), preview.files.map(tallyOfFile)]).toEqual([
      [4, 0, 3, 0],
      [
        [2, 0, 0],
        [1, 0, 1],
        [1, 0, 2],
      ],
    ])
    expect(await cost(workspace)).toEqual({ USD: '5' })
  })
})

const tallyOfFile = (file: ImportCounts['files'][number]): number[] => [file.new.rows, file.updated.rows, file.unchanged.rows]

describe('several lines of one key', () => {
  it('are told apart by content: a file with one of them leaves the other alone', async () => {
    const workspace = await testWorkspace()
    await importFiles(workspace, [[billed('1'), billed('2')]])
    expect(tally((await importFiles(workspace, [[billed('2')]])).preview)).toEqual([0, 0, 1, 0])
    expect(tally((await importFiles(workspace, [[billed('3'), billed('2')]])).preview)).toEqual([0, 1, 1, 0])
    expect(await cost(workspace)).toEqual({ USD: '5' })
  })

  it('give way to a later file of the same import', async () => {
    const workspace = await testWorkspace()
    const { preview } = await importFiles(workspace, [[billed('1'), billed('9', { team: 'b' })], [billed('4')]])
    expect([tally(preview), preview.files.map(tallyOfFile)]).toEqual([
      [2, 1, 0, 0],
      [
        [2, 0, 0],
        [0, 1, 0],
      ],
    ])
    expect(await cost(workspace)).toEqual({ USD: '13' })
  })
})

describe('replace this period', () => {
  it('retires what the new file no longer holds, only of its source and only within its days', async () => {
    const workspace = await testWorkspace()
    await importFiles(workspace, [
      [
        billed('1', { day: '2026-08-31' }),
        billed('2', { day: '2026-09-01' }),
        billed('4', { day: '2026-09-02', team: 'gone' }),
        billed('8', { day: '2026-09-03' }),
        billed('16', { source: 'cursor-csv', day: '2026-09-02' }),
      ],
    ])
    const { preview } = await importFiles(workspace, [[billed('2', { day: '2026-09-01' }), billed('9', { day: '2026-09-03' })]], {
      mode: 'replace-period',
    })
    expect([tally(preview), preview.retired.money]).toEqual([[0, 1, 1, 1], { USD: '4' }])
    expect(await cost(workspace)).toEqual({ USD: '28' })
    await workspace.undo()
    expect(await cost(workspace)).toEqual({ USD: '31' })
  })
})

describe('the preview', () => {
  it('shows what each month goes from and to, with the prices of models seen first, and writes nothing', async () => {
    const workspace = await testWorkspace()
    await importFiles(workspace, [[billed('10', { tokens: { output: '1' } })]])
    const staging = await workspace.usage.beginImport()
    const file = await staging.addFile({ name: 'next', sha256: 'n', format: 'test' })
    await staging.append(file, [
      billed('12', { tokens: { output: '1' } }),
      usage({ model: 'river', day: '2026-10-02', tokens: { output: '1000000' } }),
      report('1', { day: '2026-10-03' }),
    ])
    const preview = await staging.classify()
    expect(preview.months).toEqual([
      {
        month: '2026-09',
        before: { cost: { USD: '10' }, tokens: '1', unpricedTokens: '0' },
        after: { cost: { USD: '12' }, tokens: '1', unpricedTokens: '0' },
      },
      {
        month: '2026-10',
        before: { cost: {}, tokens: '0', unpricedTokens: '0' },
        after: { cost: { USD: '9' }, tokens: '1000000', unpricedTokens: '0' },
      },
    ])
    expect(preview.days).toEqual([
      { day: '2026-09-05', currency: 'USD', before: '10', after: '12' },
      { day: '2026-10-02', currency: 'USD', before: '0', after: '8' },
      { day: '2026-10-03', currency: 'USD', before: '0', after: '1' },
    ])
    expect([preview.new, preview.updated]).toEqual([
      { rows: 2, tokens: '1000000', money: { USD: '9' } },
      { rows: 1, tokens: '1', money: { USD: '12' } },
    ])
    expect([await cost(workspace), workspace.revision, (await workspace.prices.list({ model: 'river' })).length]).toEqual([
      { USD: '10' },
      1,
      0,
    ])
    await staging.discard()
    await expect(staging.classify()).rejects.toMatchObject({ failure: { code: 'import-finished' } })
  })

  it('is made again when something changed between preview and commit', async () => {
    const workspace = await testWorkspace()
    await importFiles(workspace, [[billed('1')]])
    const staging = await workspace.usage.beginImport()
    await staging.append(await staging.addFile({ name: 'same', sha256: 's', format: 'test' }), [billed('1')])
    expect(tally(await staging.classify())).toEqual([0, 0, 1, 0])
    await workspace.undo()
    const { result, change } = await workspace.change('import', { label: 'Import' }, (write) => write.commitImport(), staging)
    expect([tally(result), change, await cost(workspace)]).toEqual([[1, 0, 0, 0], 2, { USD: '1' }])
  })

  it('can be committed again after a failed change', async () => {
    const workspace = await testWorkspace()
    const staging = await workspace.usage.beginImport()
    await staging.append(await staging.addFile({ name: 'a', sha256: 'a', format: 'test' }), [billed('1')])
    const failing = workspace.change(
      'import',
      { label: 'Import' },
      async (write) => {
        await write.commitImport()
        throw new Error('later step')
      },
      staging,
    )
    await expect(failing).rejects.toThrow('later step')
    await workspace.change('import', { label: 'Import' }, (write) => write.commitImport(), staging)
    expect([await cost(workspace), (await workspace.verify()).intact]).toEqual([{ USD: '1' }, true])
  })

  it('allows one import at a time', async () => {
    const workspace = await testWorkspace()
    const staging = await workspace.usage.beginImport()
    await expect(workspace.usage.beginImport()).rejects.toMatchObject({ failure: { code: 'import-in-progress' } })
    await staging.discard()
    await (await workspace.usage.beginImport()).discard()
  })
})

// One key per day and team with whatever amounts; repeated lines without a key.
const keyed = fc.uniqueArray(
  fc.record({ day: fc.integer({ min: 1, max: 28 }), team: fc.constantFrom('a', 'b'), cents: fc.integer({ min: 0, max: 999 }) }),
  { selector: ({ day, team }) => `${day} ${team}`, maxLength: 12 },
)
const repeated = fc.array(fc.record({ day: fc.integer({ min: 1, max: 3 }), cents: fc.integer({ min: 1, max: 3 }) }), { maxLength: 8 })
const dayText = (day: number): string => `2026-09-${String(day).padStart(2, '0')}`

/** Lines of every kind that spend tells apart: billed, priced from the book, without a price, and the cost reports over them. */
const mixed = fc.array(
  fc.record({
    kind: fc.constantFrom('billed', 'stone', 'river', 'unknown', 'report'),
    day: fc.integer({ min: 1, max: 28 }),
    amount: fc.integer({ min: 1, max: 99 }),
  }),
  { minLength: 1, maxLength: 10 },
)
type Mixed = { kind: string; day: number; amount: number }
const mixedRecord = ({ kind, day, amount }: Mixed): UsageRecord => {
  const at = { day: dayText(day) }
  if (kind === 'billed') return billed(`${amount}.5`, at)
  if (kind === 'report') return report(`-${amount}.000000000000000001`, at)
  return usage({ ...at, model: kind, tokens: { output: `${amount}000000`, cacheRead: '7' } })
}

async function spendByDay(workspace: Workspace): Promise<Map<string, string>> {
  const { rows } = await workspace.usage.query({ by: ['day'] })
  return new Map(
    rows.flatMap(({ keys, cost: amounts }) =>
      Object.entries(amounts).map(([currency, amount]) => [`${keys.day} ${currency}`, amount] as const),
    ),
  )
}

describe('any data', () => {
  it('is in the ledger after the commit as the preview said, by day, by month and without a price', async () => {
    const mode = fc.constantFrom('add' as const, 'replace-period' as const)
    await fc.assert(
      fc.asyncProperty(mixed, mixed, mixed, mode, async (earlier, first, second, how) => {
        const workspace = await testWorkspace()
        await importFiles(workspace, [earlier.map(mixedRecord)])
        const before = await spendByDay(workspace)
        const { preview, counts } = await importFiles(workspace, [first.map(mixedRecord), second.map(mixedRecord)], { mode: how })
        const after = await spendByDay(workspace)
        const days = [...new Set([...before.keys(), ...after.keys()])].sort().map((key) => {
          return `${key} ${before.get(key) ?? '0'} ${after.get(key) ?? '0'}`
        })
        expect(preview.days.map(({ day, currency, before: was, after: is }) => `${day} ${currency} ${was} ${is}`)).toEqual(days)
        const { rows } = await workspace.usage.query({ by: ['month'] })
        for (const { month, after: shown } of preview.months) {
          const { cost: amounts, totalTokens, unpricedTokens } = rows.find(({ keys }) => keys.month === month) ?? {}
          expect(shown).toEqual({ cost: amounts, tokens: totalTokens, unpricedTokens })
        }
        const imported = new Set([...first, ...second].map(({ kind }) => kind))
        expect(preview.unpriced).toEqual(
          (await workspace.usage.unpriced()).filter(({ model }) => [...imported].some((kind) => kind === model)),
        )
        expect([tally(preview), (await workspace.verify()).intact]).toEqual([tally(counts), true])
        await workspace.close()
      }),
      { numRuns: 12, endOnFailure: true },
    )
  }, 120_000)

  it('gives the same ledger in any order, in one file or cut in two imports, and a second time nothing', async () => {
    const records = fc
      .tuple(keyed, repeated)
      .map(([keys, rows]): UsageRecord[] => [
        ...keys.map(({ day, team, cents }) => billed((cents / 100).toFixed(2), { day: dayText(day), team })),
        ...rows.map(({ day, cents }) => billed((cents / 100).toFixed(2), { day: dayText(day), source: 'cursor-csv', identity: 'row' })),
      ])
    const cases = records.chain((lines) =>
      fc.tuple(fc.constant(lines), fc.shuffledSubarray(lines, { minLength: lines.length }), fc.nat({ max: lines.length })),
    )
    await fc.assert(
      fc.asyncProperty(cases, async ([lines, shuffled, cut]) => {
        // A cut must not part equal lines without a key: two files with one each mean the same single line.
        const [first, rest] = [lines.slice(0, cut), lines.slice(cut)]
        const parted = [first, [...rest, ...first.filter(({ label }) => label.identity === 'row')]]
        const [whole, mixed, two] = [await testWorkspace(), await testWorkspace(), await testWorkspace()]
        await importFiles(whole, [lines])
        await importFiles(mixed, [shuffled])
        for (const part of parted) await importFiles(two, [part])
        expect(await contents(mixed)).toEqual(await contents(whole))
        expect(await contents(two)).toEqual(await contents(whole))
        const again = await importFiles(whole, [shuffled])
        expect([tally(again.counts), again.change]).toEqual([[0, 0, lines.length, 0], null])
        for (const workspace of [whole, mixed, two]) await workspace.close()
      }),
      { numRuns: 8, endOnFailure: true },
    )
  }, 120_000)
})
