// Imports as months go by: what was answered once is not asked again, what a vendor delivers anew replaces what it
// delivered, refused rows are mended or come back from a spreadsheet, and everything can be taken back.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Input, ProgressData } from '../../shared/contract/commands.ts'
import { rejectListColumns } from '../../shared/domain/reject-list.ts'
import { csvOfCells } from '../../shared/units/csv.ts'
import { openCore, type TestCore } from './core-fixture.ts'
import { zipOf } from './import/fixture-archives.ts'

let core: TestCore
beforeEach(async () => {
  core = await openCore()
  await core.client.call('workspace.create', { name: 'Own' })
})
afterEach(() => core.close())

type Ask = Partial<Input<'import.preview'>>
const preview = (name: string, content: string | Uint8Array, ask: Ask = {}) =>
  core.client.call('import.preview', { files: [{ path: core.file(name, content) }], ...ask })
const commit = (id: string) => core.client.call('import.commit', { id })
async function bring(name: string, content: string, ask: Ask = {}): Promise<number> {
  const { id } = await preview(name, content, ask)
  return (await commit(id)).change
}
const spend = async (change?: number) =>
  (await core.client.call('usage.query', { by: [], filter: change === undefined ? {} : { change } })).totals.cost

const header = 'date,provider,model,team,input_tokens,output_tokens,cost_usd'
const table = (...lines: string[]): string => [header, ...lines].join('\n')

/** Lines of a cloud's bill, each of a day of September 2026, an amount and a place. */
const focus = (...lines: readonly (readonly [day: number, amount: string, team: string])[]): string =>
  [
    'BilledCost,BillingAccountId,BillingCurrency,BillingPeriodStart,BillingPeriodEnd,ChargeCategory,ChargePeriodStart,ChargePeriodEnd,ConsumedQuantity,ConsumedUnit,ProviderName,ServiceName,x_Model,RegionName,RegionId',
    ...lines.map(([day, amount, team]) => {
      const [from, to] = [day, day + 1].map((n) => `2026-09-${String(n).padStart(2, '0')}T00:00:00Z`)
      return `${amount},acc,USD,2026-09-01T00:00:00Z,2026-10-01T00:00:00Z,Usage,${from},${to},1000,Tokens,OpenAI,API,gpt-5,Oregon,${team}`
    }),
  ].join('\n')

describe('what was answered before', () => {
  const cached = (day: string) =>
    `date,provider,model,input_tokens,cached_input_tokens,output_tokens\n2026-09-${day},openai,gpt-4.1,1000000,400000,10`

  it('tells what either answer about cached tokens costs, asks once, and says in the next month that it remembers', async () => {
    const open = await preview('september.csv', cached('01'))
    const [question] = open.files[0]?.questions ?? []
    // gpt-4.1 lists at USD 2 a million: 600,000 uncached tokens under one reading, 1,000,000 under the other.
    expect(question?.options.map(({ value, tokens, money }) => [value, tokens, money])).toEqual([
      ['yes', '600000', { USD: '1.2' }],
      ['no', '1000000', { USD: '2' }],
    ])
    await bring('september.csv', cached('01'), { answers: { 'september.csv': { cachedInInput: 'yes' } } })
    const next = await preview('october.csv', cached('02'))
    expect(next.files[0]?.questions).toEqual([])
    expect(next.files[0]?.answers).toEqual([{ id: 'mapping', value: '', isRemembered: true }])
    expect(next.files[0]?.notes.map(({ code }) => code)).toContain('mapping-remembered')
    expect(next.files[0]?.totals.inputUncached).toBe('600000')
  })

  it('hides a column of a known export the next time too, and keeps what was answered beside it', async () => {
    const chosen = { columnUse: { RegionName: 'hash', RegionId: 'drop' } } as const
    await bring('first.csv', focus([1, '1.50', 'Search']), { options: { ...chosen, zone: 'UTC' } })
    await bring('second.csv', focus([2, '2.50', 'Ranking']), { options: { dateOrder: 'ymd' } })
    const third = await preview('third.csv', focus([3, '4.00', 'Ranking']))
    const uses = Object.fromEntries(third.files[0]?.columns.map(({ column, use, isFixed }) => [column, [use, isFixed]]) ?? [])
    expect(uses).toMatchObject({ RegionName: ['hashed', false], RegionId: ['dropped', false], BilledCost: ['field', true] })
    expect(third.files[0]?.answers).toEqual([
      { id: 'date-order', value: 'ymd', isRemembered: true },
      { id: 'zone', value: 'UTC', isRemembered: true },
    ])
    const { rows } = await core.client.call('usage.rows', {})
    expect(rows.map(({ dimensions }) => [dimensions.RegionId, /^#[0-9a-f]{16}$/.test(dimensions.RegionName ?? '')])).toEqual([
      [undefined, true],
      [undefined, true],
    ])
  })
})

describe('a vendor’s next delivery', () => {
  const whole = focus([1, '1.50', 'A'], [2, '2.50', 'A'], [3, '3.00', 'A'], [4, '5.00', 'A'])

  it('that holds less than would go is asked about; either answer counts without reading the file again', async () => {
    await bring('whole.csv', whole)
    const path = core.file('part.csv', focus([1, '1.50', 'A']))
    const ask = { files: [{ path }] }
    const open = await core.client.call('import.preview', ask)
    expect(open.decisions).toMatchObject([{ id: 'replace', rows: 3, money: { USD: '10.5' } }])
    expect(open.committable).toBe(false)

    core.file('part.csv', 'no longer a bill')
    const added = await core.client.call('import.preview', { ...ask, mode: 'add' })
    expect([added.totals.unchanged.rows, added.retired.rows, added.committable]).toEqual([1, 0, false])
    const replaced = await core.client.call('import.preview', { ...ask, mode: 'replace-period' })
    expect(replaced.retired).toEqual({ rows: 3, money: { USD: '10.5' } })
    expect(replaced.months).toEqual([{ month: '2026-09', currency: 'USD', before: '12', after: '1.5' }])
    expect(replaced.files[0]?.notes.map(({ code }) => code)).not.toContain('nothing-new')
    await commit(replaced.id)
    expect(await spend()).toEqual({ USD: '1.5' })
  })

  it('that changes closed days comes in or is refused as decided, and the decision can be changed', async () => {
    await core.client.call('settings.set', { lockedThrough: '2026-09' })
    const path = core.file('late.csv', table('2026-09-30,acme,m,A,1,1,1.25', '2026-10-01,acme,m,A,1,1,2.00'))
    const ask = { files: [{ path }] }
    const open = await core.client.call('import.preview', ask)
    expect(open.decisions).toMatchObject([{ id: 'locked-period', about: ['2026-09-30'], rows: 1, money: { USD: '1.25' } }])
    const refused = await core.client.call('import.preview', { ...ask, late: 'reject' })
    expect(refused.totals.rejected).toEqual({ rows: 1, money: { USD: '1.25' } })
    const { rejects } = await core.client.call('import.rejects', { id: refused.id, code: 'locked-period' })
    expect(rejects.map(({ line, code }) => [line, code])).toEqual([[2, 'locked-period']])
    const included = await core.client.call('import.preview', { ...ask, late: 'include' })
    expect([included.totals.new.rows, included.totals.rejected.rows]).toEqual([2, 0])
    expect((await core.client.call('import.rejects', { id: included.id })).rejects).toEqual([])
  })
})

describe('refused rows', () => {
  const bad = table(
    '2026-09-01,acme,m,A,10,5,1.50',
    '2026-09-02,acme,m,"=HYPERLINK(""x"")",lots,5,0.02',
    '2026-09-03,acme,m,A,-3,5,0.03',
    '2026-09-04,acme,m,A,1.5,5,0.04',
  )

  it('are listed by reason, a page at a time', async () => {
    const { id } = await preview('bad.csv', bad)
    const lines = async (ask: object) => (await core.client.call('import.rejects', { id, ...ask })).rejects.map(({ line }) => line)
    expect(await lines({})).toEqual([3, 4, 5])
    expect(await lines({ limit: 1, offset: 1 })).toEqual([4])
    expect(await lines({ code: 'fractional-tokens' })).toEqual([5])
  })

  it('come in when mended, also when the file is read again for another answer; one still refused says why', async () => {
    const path = core.file('bad.csv', bad)
    const { id } = await core.client.call('import.preview', { files: [{ path }] })
    const mend = (line: number, value: string) =>
      core.client.call('import.mend', { id, file: 'bad.csv', line, cells: [{ column: 'input_tokens', value }] })
    await expect(mend(4, 'still -3')).rejects.toMatchObject({
      failure: { code: 'still-refused', params: { code: 'not-a-number', column: 'input_tokens', value: 'still -3', line: '4' } },
    })
    expect((await mend(4, '3')).totals).toMatchObject({ new: { rows: 2 }, rejected: { rows: 2, money: { USD: '0.06' } } })
    const again = await core.client.call('import.preview', { files: [{ path }], options: { decimalMark: '.' } })
    expect(again.totals).toMatchObject({ new: { rows: 2, money: { USD: '1.53' } }, rejected: { rows: 2 } })
    await commit(again.id)
    expect(await spend()).toEqual({ USD: '1.53' })
  })

  it('come back from a spreadsheet, mended, as rows of the same table', async () => {
    const first = await preview('bad.csv', bad)
    const { rejects } = await core.client.call('import.rejects', { id: first.id })
    await commit(first.id)
    // As the page writes them, one of three mended by hand; the reasons stand in front.
    const lines = rejects.map((reject) => [
      ...rejectListColumns.map((column) => (column === 'ballast_line' ? String(reject.line) : 'x')),
      ...reject.cells.map(({ value }) => value.replace('lots', '12')),
    ])
    const list = csvOfCells([[...rejectListColumns, ...header.split(',')], ...lines])
    expect(list).toContain(`"'=HYPERLINK(""x"")",12,5`)
    const mended = await preview('rejects.csv', list)
    expect(mended.files[0]?.columns.map(({ column }) => column)).toEqual(header.split(','))
    expect(mended.totals).toMatchObject({ read: { rows: 3 }, new: { rows: 1, money: { USD: '0.02' } }, rejected: { rows: 2 } })
    await commit(mended.id)
    const { rows } = await core.client.call('usage.rows', {})
    expect(rows.map(({ team }) => team)).toEqual(['A', '=HYPERLINK("x")'])
  })

  it('without their rows are no table, and the file says what it is', async () => {
    const { files } = await preview('rejects.csv', csvOfCells([rejectListColumns, rejectListColumns.map(() => 'x')]))
    expect(files[0]?.failure).toMatchObject({ code: 'reject-list-only', kind: 'unreadable-file' })
  })
})

describe('parts of an archive', () => {
  it('are read by name, and one that is not wanted is left out', async () => {
    const zip = zipOf([
      { name: 'in/a.csv', content: Buffer.from(table('2026-09-01,acme,m,A,1,1,1.00')) },
      { name: 'in/b.csv', content: Buffer.from(table('2026-09-02,acme,m,A,1,1,2.00')) },
    ])
    const both = await preview('two.zip', zip)
    expect(both.files.map(({ file }) => file)).toEqual(['two.zip/in/a.csv', 'two.zip/in/b.csv'])
    const one = await preview('two.zip', zip, { leaveOut: ['two.zip/in/a.csv'] })
    expect([one.files.map(({ file }) => file), one.totals.new.money]).toEqual([['two.zip/in/b.csv'], { USD: '2' }])
  })
})

describe('on the way', () => {
  it('tells which file is read, the rows done and the rows to come', async () => {
    const seen: ProgressData[] = []
    const files = ['a.csv', 'b.csv'].map((name) => ({
      path: core.file(name, table('2026-09-01,acme,m,A,1,1,1.00', '2026-09-02,acme,m,A,1,1,1.00')),
    }))
    await core.client.call('import.preview', { files }, { onProgress: (told) => seen.push(told) })
    expect(seen).toContainEqual({ step: 'read', about: 'b.csv', part: { n: 2, of: 2 }, unit: 'rows', done: 2, total: 2 })
    expect(seen.at(-1)).toEqual({ step: 'compare', done: 0, total: 0 })
  })

  it('can be stopped: nothing is prepared, nothing written, and the next preview begins at once', async () => {
    const many = table(...Array.from({ length: 30_000 }, (_, n) => `2026-09-01,acme,m${n},A,1,1,1.00`))
    const stop = new AbortController()
    const stopped = core.client.call(
      'import.preview',
      { files: [{ path: core.file('many.csv', many) }] },
      { signal: stop.signal, onProgress: ({ step }) => step === 'read' && stop.abort() },
    )
    const next = preview('one.csv', table('2026-09-01,acme,m,A,1,1,1.00'))
    await expect(stopped).rejects.toMatchObject({ failure: { kind: 'cancelled' } })
    expect((await next).totals.new.rows).toBe(1)
    expect((await core.client.call('app.info', {})).workspace?.revision).toBe(0)
  })

  it('can be stopped while it is written: nothing is, and the same preview can be written after all', async () => {
    const { id } = await preview('many.csv', table(...Array.from({ length: 20_000 }, (_, n) => `2026-09-01,acme,m${n},A,1,1,1.00`)))
    const stop = new AbortController()
    const stopped = core.client.call('import.commit', { id }, { signal: stop.signal, onProgress: () => stop.abort() })
    const end = await stopped.then(
      () => 'written',
      () => 'stopped',
    )
    expect(await spend()).toEqual(end === 'written' ? { USD: '20000' } : {})
    if (end === 'stopped') await commit(id)
    expect(await spend()).toEqual({ USD: '20000' })
  })
})

describe('an import taken back', () => {
  it('takes with it what was made since, and leaves what was there before', async () => {
    const first = await bring('a.csv', table('2026-09-01,acme,m,A,1,1,1.00'))
    const second = await bring('b.csv', table('2026-09-02,acme,m,A,1,1,2.00'))
    await core.client.call('settings.set', { company: 'Acme' })
    const third = await bring('c.csv', table('2026-09-03,acme,m,A,1,1,4.00'))
    const later = async () =>
      (await core.client.call('import.history', {})).imports.map(({ change, later: n, undone }) => [change, n, undone])
    expect(await later()).toEqual([
      [third, 0, false],
      [second, 2, false],
      [first, 3, false],
    ])
    expect(await spend(second)).toEqual({ USD: '2' })

    await core.client.call('change.undo', { through: second })
    expect(await spend()).toEqual({ USD: '1' })
    expect((await core.client.call('settings.get', {})).company).toBe('')
    expect(await later()).toEqual([
      [third, 0, true],
      [second, 0, true],
      [first, 0, false],
    ])
    // Already undone: nothing more goes.
    await core.client.call('change.undo', { through: second })
    expect(await spend()).toEqual({ USD: '1' })
    await core.client.call('change.redo', {})
    expect(await spend()).toEqual({ USD: '3' })
  })
})

describe('the program’s own export', () => {
  it('maps itself and brings the same tokens and money back', async () => {
    await bring(
      'usage.csv',
      table('2026-08-01,acme,m,A,1000,500,10.00', '2026-09-01,acme,m,B,2000,700,20.50', '2026-09-02,acme,n,B,3000,900,30.25'),
    )
    const { totals } = await core.client.call('usage.query', { by: [] })
    const rows = (await core.client.call('usage.query', { by: ['month', 'provider', 'model'] })).rows
    expect(rows).toHaveLength(3)
    await core.client.call('settings.set', { trials: 100 })
    const { files } = await core.client.call('report.write', { formats: ['csv'] })
    const path = files.find(({ name }) => name.endsWith('-usage.csv'))?.path ?? ''
    await core.client.call('workspace.create', { name: 'Other' })
    const own = await core.client.call('import.preview', { files: [{ path }] })
    expect(own.files[0]?.questions).toEqual([])
    expect(own.files[0]?.notes.map(({ code }) => code)).not.toContain('totals-do-not-tie')
    await commit(own.id)
    const back = (await core.client.call('usage.query', { by: [] })).totals
    expect([back.cost, back.inputUncached, back.output, back.requests]).toEqual([
      totals.cost,
      totals.inputUncached,
      totals.output,
      totals.requests,
    ])
    const kept = (await core.client.call('usage.rows', {})).rows.map(({ dimensions }) => dimensions)
    expect(kept).toEqual([{}, {}, {}])
  })
})

describe('the same use downloaded in other groups', () => {
  const start = Date.UTC(2026, 8, 1) / 1000
  type Result = readonly [input: number, output: number, project: string | null]
  /** Usage of completions as the organisation's API answers: a bucket each of `seconds` from 1 September 2026 on. */
  const usage = (seconds: number, ...buckets: readonly (readonly Result[])[]): string =>
    JSON.stringify({
      object: 'page',
      has_more: false,
      next_page: null,
      data: buckets.map((results, index) => ({
        object: 'bucket',
        start_time: start + index * seconds,
        end_time: start + (index + 1) * seconds,
        results: results.map(([input_tokens, output_tokens, project_id]) => ({
          object: 'organization.usage.completions.result',
          input_tokens,
          output_tokens,
          input_cached_tokens: 0,
          num_model_requests: 1,
          project_id,
          user_id: null,
          api_key_id: null,
          model: 'gpt-4.1',
          batch: null,
        })),
      })),
    })
  const day = 86_400
  const byModel = usage(day, [[3000, 400, null]], [[500, 60, null]])
  const byProject = usage(
    day,
    [
      [1000, 150, 'p1'],
      [2000, 250, 'p2'],
    ],
    [[500, 60, 'p1']],
  )
  const tokens = async () => (await core.client.call('usage.query', { by: [] })).totals.totalTokens

  it('by project where it was by model: asked, since it would count twice, and either answer stands', async () => {
    await bring('model.json', byModel)
    const path = core.file('project.json', byProject)
    const ask = { files: [{ path }] }
    const open = await core.client.call('import.preview', ask)
    expect(open.decisions).toMatchObject([{ id: 'regrouped', about: ['openai-usage', '2026-09-01', '2026-09-02'], rows: 2, money: {} }])
    expect([open.totals.new.rows, open.committable]).toEqual([3, false])
    const added = await core.client.call('import.preview', { ...ask, mode: 'add' })
    expect([added.decisions, added.retired.rows, added.committable]).toEqual([[], 0, true])
    const replaced = await core.client.call('import.preview', { ...ask, mode: 'replace-period' })
    expect([replaced.decisions, replaced.retired.rows, replaced.committable]).toEqual([[], 2, true])
    await commit(replaced.id)
    expect(await tokens()).toBe('3960')
  })

  it('by the hour where it was by the day', async () => {
    await bring('day.json', usage(day, [[3000, 400, 'p1']]))
    const open = await preview('hour.json', usage(3600, [[1000, 150, 'p1']], [[2000, 250, 'p1']]))
    expect(open.decisions).toMatchObject([{ id: 'regrouped', about: ['openai-usage', '2026-09-01', '2026-09-01'], rows: 1 }])
  })

  it('is not suspected where a day adds up to anything else, nor once it was taken back', async () => {
    await bring('model.json', byModel)
    const other = await preview(
      'other.json',
      usage(day, [
        [1000, 150, 'p1'],
        [2000, 249, 'p2'],
      ]),
    )
    expect([other.decisions, other.committable]).toEqual([[], true])
    await core.client.call('change.undo', {})
    expect((await preview('project.json', byProject)).decisions).toEqual([])
  })

  it('is not suspected of teams that used the same by chance, nor of requests told apart by their ids', async () => {
    await bring('a.csv', table('2026-09-01,acme,m,A,10,5,1.25'))
    expect((await preview('b.csv', table('2026-09-01,acme,m,B,10,5,1.25'))).decisions).toEqual([])
    const request = (id: string): string => `request_id,${header}\n${id},2026-09-01,acme,m,A,10,5,1.25`
    await bring('one.csv', request('req-0001'))
    expect((await preview('two.csv', request('req-0002'))).decisions).toEqual([])
  })
})
