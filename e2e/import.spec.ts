// What may go wrong with a file, and what a second look at the same file does: nothing. Each fault is told in words
// where it happened, the rest is kept, and every import can be taken back and put back, also after a restart.
import { readFile } from 'node:fs/promises'
import { describeFailure, type FailureCode, failure } from '../shared/language/failures.ts'
import { importTexts } from '../shared/language/import.ts'
import { importMappingTexts } from '../shared/language/import-mapping.ts'
import { questionTexts } from '../shared/language/import-question.ts'
import { logTexts } from '../shared/language/log.ts'
import { usageTexts } from '../shared/language/usage.ts'
import { expect, startApp, test } from './app.ts'
import { expected, fixture } from './fixtures.ts'
import { type ChosenFile, exactTexts } from './screens.ts'

const text = importTexts.en
const header = 'date,provider,model,team,input_tokens,output_tokens,cost_usd'
const csv = (name: string, ...lines: string[]): ChosenFile => ({ name, content: lines.join('\n') })
const good = csv('good.csv', header, '2026-09-01,acme,m,Support,10,5,1.50')

test('the same file twice changes nothing; undo and redo carry it, also over a restart', async ({ app, screens, page }) => {
  const total = async (): Promise<string> => {
    await screens.go('usage')
    const table = page.getByRole('grid', { name: usageTexts.en.table.name })
    await table
      .or(screens.title.filter({ hasText: usageTexts.en.title.empty }))
      .first()
      .waitFor()
    return (await exactTexts(table.getByRole('row').last()))[0] ?? 'none'
  }
  await screens.createWorkspace('Twice')
  await screens.importFiles(fixture('usage-small.csv'))
  const whole = `USD ${expected.usage.total}`
  await expect.poll(total).toBe(whole)

  await test.step('a second time, under another name', async () => {
    await screens.go('import')
    await screens.button(text.action.another).click()
    await screens.chooseFiles({ name: 'renamed.csv', content: await readFile(fixture('usage-small.csv')) })
    const { read, rejected } = expected.import
    expect(await screens.counters()).toEqual({ read, new: '0', updated: '0', unchanged: expected.import.new, rejected })
    await expect(page.getByText(text.blocked.nothing)).toBeVisible()
    await expect(screens.button(/^Import 0 rows/)).toBeDisabled()
    await screens.button(text.action.cancel).click()
  })

  await test.step('undo and redo', async () => {
    await screens.undo()
    await expect.poll(total).toBe('none')
    await screens.redo()
    await expect.poll(total).toBe(whole)
    await screens.undo()
    await expect.poll(total).toBe('none')
  })

  await test.step('redo after a restart of the program', async () => {
    await page.goto('about:blank')
    expect(await app.stop()).toBe(0)
    const again = await startApp(app.dataFolder)
    try {
      await page.goto(again.url)
      await page.getByRole('button', { name: 'Twice', exact: true }).click()
      await page.getByRole('navigation').waitFor()
      await screens.redo()
      await expect.poll(total).toBe(whole)
      await screens.go('log')
      await screens.button(logTexts.en.verify).click()
      await expect(page.getByText(/All \d+ entries follow from one another and 368 usage rows/)).toBeVisible()
      await page.goto('about:blank')
    } finally {
      await again.stop()
    }
  })
})

test('a date that reads two ways is asked about, with both readings', async ({ screens, page }) => {
  await screens.createWorkspace('Dates')
  await screens.go('import')
  await screens.chooseFiles(csv('dates.csv', header, '03/04/2026,acme,m,Support,10,5,1.50', '05/06/2026,acme,m,Support,10,5,2.50'))
  const question = screens.part(questionTexts.en['date-order'].ask)
  await expect(question).toContainText('03/04/2026')
  await expect(question.getByText('3 Apr 2026')).toBeVisible()
  await expect(question.getByText('4 Mar 2026')).toBeVisible()
  await expect(screens.button(text.action.next)).toBeDisabled()
  await question
    .getByRole('listitem')
    .filter({ hasText: '3 Apr 2026' })
    .getByRole('button', { name: importMappingTexts.en.question.choose })
    .click()
  expect(await screens.counters()).toMatchObject({ read: '2 USD 4', new: '2 USD 4', rejected: '0' })
  await expect(page.getByRole('grid', { name: text.check.monthsHeading })).toContainText('Jun 2026')
})

const unreadable: readonly (readonly [name: string, content: string | Uint8Array, code: FailureCode, params: Record<string, string>])[] = [
  ['picture.png', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13), 'foreign-file', { kind: 'png' }],
  ['nothing.csv', '', 'empty-file', {}],
  ['cut.json', '{"object":"page","data":[{"start_time":1756684800,"results":[{"input_tokens":5,"mod', 'json-cut', {}],
  ['unlabelled.csv', '2026-09-01,acme,m,10,5\n2026-09-02,acme,m,10,5\n', 'no-header', {}],
]

test('files that cannot be read say why, and the good one beside them goes in', async ({ screens, page }) => {
  await screens.createWorkspace('Unreadable')
  await screens.go('import')
  await screens.chooseFiles(...unreadable.map(([name, content]) => ({ name, content })), good)
  for (const [name, , code, params] of unreadable) {
    const words = describeFailure(failure(code, { file: name, ...params }), 'en')
    const alert = screens.alerts.filter({ hasText: name })
    await expect(alert, name).toHaveCount(1)
    await expect(alert).toContainText(code === 'json-cut' || code === 'no-header' ? name : words.what)
    await expect(alert).toContainText(words.action)
  }
  expect(await screens.counters()).toMatchObject({ read: '1 USD 1.5', new: '1 USD 1.5' })
  await screens.commitImport()
  await expect(screens.title).toHaveText(text.title.done('1'))

  await test.step('a header without rows writes nothing and says so', async () => {
    await screens.button(text.action.another).click()
    await screens.chooseFiles(csv('header.csv', header))
    await expect(page.getByText(text.blocked.empty)).toBeVisible()
    await expect(screens.button(/^Import 0 rows/)).toBeDisabled()
  })
})

test('a bad row is told with its line, value and money; the rest is kept', async ({ screens, page }) => {
  await screens.createWorkspace('Rows')
  await screens.go('import')
  const formula = '=HYPERLINK("http://example.test")'
  await screens.chooseFiles(
    csv(
      'rows.csv',
      'date,provider,model,team,input_tokens,output_tokens,cost,currency',
      `2026-09-01,acme,m,"${formula.replaceAll('"', '""')}",10,5,1.50,USD`,
      '2026-09-01,acme,n,Support,10,5,10.25,CNY',
      '2026-09-02,acme,m,Support,-3,5,0.03,USD',
      '2026-09-03,acme,m,Support,1.5,5,0.04,USD',
      '2026-09-04,acme,m,Support,10,5,2.25,USD',
    ),
  )
  expect(await screens.counters()).toEqual({
    read: '5 USD 3.82 CNY 10.25',
    new: '3 USD 3.75 CNY 10.25',
    updated: '0',
    unchanged: '0',
    rejected: '2 USD 0.07',
  })
  const rejects = page.getByRole('grid', { name: text.check.rejectRows })
  await expect(rejects).toContainText('Row 4: input_tokens is -3. A count cannot be below zero. The row was not imported (USD 0.03).')
  await expect(rejects).toContainText('Row 5: input_tokens is 1.5. A whole number is needed. The row was not imported (USD 0.04).')
  const [download] = await Promise.all([page.waitForEvent('download'), screens.button(text.check.download).click()])
  expect(await readFile(await download.path(), 'utf8')).toMatch(/rows\.csv,4,input_tokens,'-3,negative-tokens,/)
  await screens.commitImport()

  await test.step('two currencies stand side by side and are never added', async () => {
    await screens.go('usage')
    const table = page.getByRole('grid', { name: usageTexts.en.table.name })
    await expect.poll(async () => (await exactTexts(table.getByRole('row').last()))[0]).toBe('USD 3.75')
    await expect(page.getByText(/never added: CNY 10/)).toBeVisible()
  })

  await test.step('what looks like a formula is text', async () => {
    await screens.choose(usageTexts.en.rows.first, usageTexts.en.key.team)
    await expect(page.getByRole('rowheader', { name: formula, exact: true })).toBeVisible()
    await expect(page.getByRole('link', { name: /example/ })).toHaveCount(0)
  })
})

test('other encodings: GB18030 is read, a broken byte costs its own line only', async ({ screens, page }) => {
  await screens.createWorkspace('Encodings')
  await screens.go('import')
  // 客服 is BF CD B7 FE in GB18030.
  const lines = (team: Uint8Array): Buffer =>
    Buffer.concat([
      Buffer.from(`${header}\n2026-09-01,acme,m,`),
      team,
      Buffer.from(',10,5,1.50\n2026-09-02,acme,m,'),
      team,
      Buffer.from(',10,5,2.50\n'),
    ])
  await screens.chooseFiles({ name: 'gb.csv', content: lines(Uint8Array.of(0xbf, 0xcd, 0xb7, 0xfe)) })
  await screens.commitImport()
  await screens.go('usage')
  await screens.choose(usageTexts.en.rows.first, usageTexts.en.key.team)
  await expect(page.getByRole('rowheader', { name: '客服', exact: true })).toBeVisible()

  await screens.go('import')
  await screens.button(text.action.another).click()
  const broken = Buffer.concat([
    Buffer.from(`${header}\n2026-10-01,acme,m,研发中心市场部门,10,5,1.50\n2026-10-02,acme,m,`),
    Uint8Array.of(0xff, 0xfe),
    Buffer.from(',10,5,0.50\n2026-10-03,acme,m,研发中心市场部门,10,5,2.00\n'),
  ])
  await screens.chooseFiles({ name: 'broken.csv', content: broken })
  expect(await screens.counters()).toMatchObject({ read: '3 USD 3.5', new: '2 USD 3.5', rejected: '1' })
  await expect(page.getByRole('grid', { name: text.check.rejectRows })).toContainText('characters that could not be decoded')
})
