// What may go wrong with a file, and what a second look at the same file does: nothing. Each fault is told in words
// where it happened, the rest is kept, and every import can be taken back and put back, also after a restart.
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describeFailure, type FailureCode, failure } from '../shared/language/failures.ts'
import { importTexts } from '../shared/language/import.ts'
import { importCheckTexts } from '../shared/language/import-check.ts'
import { formatName } from '../shared/language/import-formats.ts'
import { importMappingTexts } from '../shared/language/import-mapping.ts'
import { questionTexts } from '../shared/language/import-question.ts'
import { logTexts } from '../shared/language/log.ts'
import { describeNote } from '../shared/language/notes.ts'
import { usageTexts } from '../shared/language/usage.ts'
import { expect, startApp, test } from './app.ts'
import { expected, fixture } from './fixtures.ts'
import { type ChosenFile, exactTexts } from './screens.ts'
import { connectTo } from './socket.ts'

const text = importTexts.en
const check = importCheckTexts.en
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
    .getByRole('button', { name: new RegExp(`^${importMappingTexts.en.question.choose}`) })
    .click()
  expect(await screens.counters()).toMatchObject({ read: '2 USD 4', new: '2 USD 4', rejected: '0' })
  await expect(page.getByRole('grid', { name: check.monthsHeading })).toContainText('Jun 2026')
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
  await expect(screens.title).toHaveText(text.title.done('1 row'))

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
  const rejects = page.getByRole('grid', { name: check.rejects.rows })
  await expect(rejects).toContainText('Row 4: input_tokens is -3. A count cannot be below zero. The row was not imported (USD 0.03).')
  await expect(rejects).toContainText('Row 5: input_tokens is 1.5. A whole number is needed. The row was not imported (USD 0.04).')
  const [download] = await Promise.all([page.waitForEvent('download'), screens.button(check.rejects.download).click()])
  expect(await readFile(await download.path(), 'utf8')).toMatch(/rows\.csv,4,input_tokens,-3,negative-tokens,/)
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
  await expect(page.getByRole('grid', { name: check.rejects.rows })).toContainText('characters that could not be decoded')
})

test('many files at once: one answer for all that ask, a broken one told apart, every one named', async ({ screens, page }) => {
  await screens.createWorkspace('Many')
  await screens.go('import')
  const dated = (name: string, team: string) =>
    csv(name, header, `03/04/2026,acme,m,${team},10,5,1.50`, `05/06/2026,acme,m,${team},10,5,2.50`)
  const openai = csv(
    'costs.csv',
    'start_time,end_time,start_time_iso,end_time_iso,amount_value,amount_currency,line_item',
    '1788220800,1788307200,2026-09-01T00:00:00,2026-09-02T00:00:00,3.25,usd,"gpt-5, input"',
  )
  await screens.chooseFiles(dated('one.csv', 'Support'), dated('two.csv', 'Search'), { name: 'broken.csv', content: '' }, openai, good)
  const question = screens.part(questionTexts.en['date-order'].ask)
  await expect(question).toContainText('one.csv, two.csv · The answer decides about 4 rows')
  await question.getByRole('button', { name: /Day, month, year$/ }).click()
  // 2 x (1.50 + 2.50) in the dated files, 3.25 and 1.50 in the others.
  expect(await screens.counters()).toEqual({
    read: '6 USD 12.75',
    new: '6 USD 12.75',
    updated: '0',
    unchanged: '0',
    rejected: '0',
  })
  await expect(screens.alerts).toHaveCount(1)
  await expect(screens.alerts).toContainText('broken.csv')

  await test.step('each file says what it was recognised as, and what not', async () => {
    await page.getByRole('button', { name: text.step.files }).click()
    const row = (name: string) => page.getByRole('grid', { name: text.file.heading }).getByRole('row').filter({ hasText: name })
    await expect(row('costs.csv')).toContainText(formatName('openai-cost-csv', 'en'))
    await expect(row('costs.csv')).toContainText('7 of 7')
    await expect(row('two.csv')).toContainText('3 Apr 2026 to 5 Jun 2026')
    await expect(row('broken.csv')).toContainText(text.file.states.failed)
    await page.getByRole('button', { name: text.file.remove('two.csv') }).click()
    await expect(row('two.csv')).toHaveCount(0)
  })

  await test.step('Enter goes on, Shift+Enter back, and the last Enter writes', async () => {
    await page.getByRole('heading', { level: 1 }).click()
    await page.keyboard.press('Enter')
    await expect(screens.button(text.action.next)).toBeVisible()
    await page.keyboard.press('Enter')
    expect(await screens.counters()).toMatchObject({ read: '4 USD 8.75' })
    await page.keyboard.press('Shift+Enter')
    await expect(screens.button(text.action.next)).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(screens.button(text.action.commit('4 rows'))).toBeEnabled()
    await page.keyboard.press('Enter')
    await expect(screens.title).toHaveText(text.title.done('4 rows'))
  })

  await test.step('what was answered is remembered, and said', async () => {
    await screens.button(text.action.another).click()
    await screens.chooseFiles(csv('next.csv', header, '03/07/2026,acme,m,Support,10,5,4.00'))
    expect(await screens.counters()).toMatchObject({ read: '1 USD 4' })
    await expect(page.getByText(describeNote({ code: 'mapping-remembered', params: {} }, 'en'))).toBeVisible()
    await expect(page.getByRole('grid', { name: check.monthsHeading })).toContainText('Jul 2026')
  })
})

test('a refused row is mended where it stands: R, F2, the figure, Enter', async ({ screens, page }) => {
  await screens.createWorkspace('Mended')
  await screens.go('import')
  await screens.chooseFiles(csv('rows.csv', header, '2026-09-01,acme,m,A,10,5,1.50', '2026-09-02,acme,m,A,lots,5,0.25'))
  expect(await screens.counters()).toMatchObject({ new: '1 USD 1.5', rejected: '1 USD 0.25' })
  await page.keyboard.press('r')
  await expect(page.getByRole('grid', { name: check.rejects.rows })).toBeFocused()
  await page.keyboard.press('F2')
  const row = screens.part(check.mend.heading('3', 'rows.csv'))
  const cell = row.getByLabel('input_tokens')
  await expect(cell).toBeFocused()
  await page.keyboard.type('-7')
  await page.keyboard.press('Enter')
  await expect(row.getByRole('alert')).toContainText('input_tokens is -7. A count cannot be below zero.')
  await page.keyboard.press('Escape')
  await expect(row).toHaveCount(0)
  await expect(page.getByRole('grid', { name: check.rejects.rows })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(cell).toHaveValue('lots')
  await cell.fill('700')
  await page.keyboard.press('Enter')
  await expect(page.getByText(check.rejects.none)).toBeVisible()
  expect(await screens.counters()).toMatchObject({ read: '2 USD 1.75', new: '2 USD 1.75', rejected: '0' })
  await screens.commitImport()
})

test('refused rows go to a spreadsheet and come back as rows of the same table', async ({ screens, page }) => {
  await screens.createWorkspace('Returned')
  await screens.go('import')
  await screens.chooseFiles(
    csv('rows.csv', header, '2026-09-01,acme,m,A,10,5,1.50', '2026-09-02,acme,m,"=SUM(A1)",lots,5,0.25', '2026-09-03,acme,m,B,-3,5,0.50'),
  )
  const [download] = await Promise.all([page.waitForEvent('download'), screens.button(check.rejects.download).click()])
  await screens.commitImport()
  const list = await readFile(await download.path(), 'utf8')
  expect(list).toContain(`"'=SUM(A1)"`)
  await screens.button(text.action.another).click()
  await screens.chooseFiles({ name: 'rejects.csv', content: list.replace('lots,5', '12,5') })
  // One of the two was mended; the other is refused again, and says so of its own line in the list.
  expect(await screens.counters()).toEqual({
    read: '2 USD 0.75',
    new: '1 USD 0.25',
    updated: '0',
    unchanged: '0',
    rejected: '1 USD 0.5',
  })
  await screens.commitImport()
  await screens.go('usage')
  await screens.choose(usageTexts.en.rows.first, usageTexts.en.key.team)
  await expect(page.getByRole('rowheader', { name: '=SUM(A1)', exact: true })).toBeVisible()
})

test('an archive and a folder are taken apart, and a part that is not wanted is left out', async ({ screens, page }) => {
  await screens.createWorkspace('Parts')
  await screens.go('import')
  const content = (day: string, cost: string): string => [header, `2026-09-${day},acme,m,A,10,5,${cost}`].join('\n')
  await screens.chooseFiles(fixture('two-tables.zip'))
  expect(await screens.counters()).toMatchObject({ read: '2 USD 3' })
  await page.getByRole('button', { name: text.step.files }).click()
  await page.getByRole('button', { name: text.file.remove('two-tables.zip/in/a.csv') }).click()
  await expect(page.getByText(text.file.leftOut('1'))).toBeVisible()
  await page.getByRole('button', { name: text.file.takeBack }).click()
  await expect(page.getByRole('button', { name: text.file.remove('two-tables.zip/in/a.csv') })).toBeVisible()

  const folder = await mkdtemp(join(tmpdir(), 'ballast-folder-'))
  try {
    await mkdir(join(folder, 'june/deep'), { recursive: true })
    await writeFile(join(folder, 'june/c.csv'), content('03', '4.00'))
    await writeFile(join(folder, 'june/deep/d.csv'), content('04', '8.00'))
    await writeFile(join(folder, 'june/notes.md'), 'not a table')
    await screens.chooseFolder(join(folder, 'june'))
    expect(await screens.counters()).toMatchObject({ read: '4 USD 15', new: '4 USD 15' })
    await page.getByRole('button', { name: text.step.files }).click()
    const table = page.getByRole('grid', { name: text.file.heading })
    await expect(table.getByRole('rowheader')).toHaveText(['two-tables.zip/in/a.csv', 'two-tables.zip/in/b.csv', 'c.csv', 'deep/d.csv'])
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

/** Lines of a cloud's bill for September 2026: a day and an amount each. */
const bill = (name: string, ...lines: readonly (readonly [day: string, amount: string])[]): ChosenFile =>
  csv(
    name,
    'BilledCost,BillingAccountId,BillingCurrency,BillingPeriodStart,BillingPeriodEnd,ChargeCategory,ChargePeriodStart,ChargePeriodEnd,ProviderName,ServiceName,ServiceCategory,x_Model',
    ...lines.map(
      ([day, amount]) =>
        `${amount},acc,USD,2026-09-01T00:00:00Z,2026-10-01T00:00:00Z,Usage,2026-09-${day}T00:00:00Z,2026-09-${day}T12:00:00Z,OpenAI,API,AI and Machine Learning,gpt-5`,
    ),
  )

test('a delivery that holds less than would go is asked about; replaced rows are counted, undone and brought back', async ({
  screens,
  page,
}) => {
  await screens.createWorkspace('Deliveries')
  await screens.importFiles(bill('whole.csv', ['01', '1.50'], ['02', '2.50'], ['03', '3.00'], ['04', '5.00']))
  await screens.button(text.action.another).click()
  await screens.chooseFiles(bill('part.csv', ['01', '1.50']))
  await expect(screens.title).toHaveText(text.title.decision('1'))
  const decision = screens.part(check.decision.replace.ask('3 rows'))
  await expect(decision).toContainText('10.50')
  await expect(screens.button(/^Import 0 rows/)).toBeDisabled()
  await decision.getByRole('button', { name: `${check.decision.choose}: ${check.decision.replace['replace-period']}` }).click()
  await expect(page.getByText('Sep 2026 goes from USD 12.00 to USD 1.50.')).toBeVisible()
  await screens.button(text.action.commitRetired('3 rows')).click()
  await expect(page.getByText(text.done.retired('3 rows'))).toBeVisible()
  await screens.button(text.action.undo).click()
  await expect(screens.title).toHaveText(text.done.undone)
  await screens.go('usage')
  const table = page.getByRole('grid', { name: usageTexts.en.table.name })
  await expect.poll(async () => (await exactTexts(table.getByRole('row').last()))[0]).toBe('USD 12')
})

test('rows of a closed month are let in or refused, and the choice can be changed', async ({ app, screens, page }) => {
  await screens.createWorkspace('Closed')
  const script = await connectTo(app)
  await script.call('settings.set', { lockedThrough: '2026-09' })
  script.close()
  await screens.go('import')
  await screens.chooseFiles(csv('late.csv', header, '2026-09-30,acme,m,A,10,5,1.25', '2026-10-01,acme,m,A,10,5,2.00'))
  const decision = screens.part(check.decision['locked-period'].ask('1 row'))
  await expect(decision).toContainText(check.decision['locked-period'].about('30 Sep 2026'))
  await decision.getByRole('button', { name: `${check.decision.choose}: ${check.decision['locked-period'].reject}` }).click()
  await expect(decision).toHaveCount(0)
  expect(await screens.counters()).toMatchObject({ new: '1 USD 2', rejected: '1 USD 1.25' })
  await expect(page.getByRole('grid', { name: check.rejects.rows })).toContainText('its day (2026-09-30) lies in a closed period')
  await page.getByText(check.mode.include, { exact: true }).click()
  await expect(page.getByText(check.rejects.none)).toBeVisible()
  expect(await screens.counters()).toMatchObject({ new: '2 USD 3.25', rejected: '0' })
})

test('an earlier import is undone with what was made since, also after a restart; Usage shows one import alone', async ({
  app,
  screens,
  page,
}) => {
  const total = async (): Promise<string> => {
    const table = page.getByRole('grid', { name: usageTexts.en.table.name })
    return (await exactTexts(table.getByRole('row').last()))[0] ?? 'none'
  }
  await screens.createWorkspace('Past')
  await screens.importFiles(csv('a.csv', header, '2026-09-01,acme,m,A,10,5,1.00'))
  await screens.button(text.action.another).click()
  await screens.chooseFiles(csv('b.csv', header, '2026-09-02,acme,m,A,10,5,2.00'), csv('b2.csv', header, '2026-09-03,acme,m,A,10,5,4.00'))
  await screens.commitImport()
  await screens.button(text.action.toUsage).click()
  await expect.poll(total).toBe('USD 6')
  await page.getByRole('button', { name: usageTexts.en.filter.remove(usageTexts.en.filter.import('2'), '') }).click()
  await expect.poll(total).toBe('USD 7')
  await screens.go('import')
  await screens.button(text.action.another).click()
  await screens.chooseFiles(csv('c.csv', header, '2026-09-04,acme,m,A,10,5,8.00'))
  await screens.commitImport()

  await page.goto('about:blank')
  expect(await app.stop()).toBe(0)
  const again = await startApp(app.dataFolder)
  try {
    await page.goto(again.url)
    await page.getByRole('button', { name: 'Past', exact: true }).click()
    await page.getByRole('navigation').waitFor()
    await screens.go('import')
    const history = page.getByRole('grid', { name: text.history.heading })
    await expect(history.getByRole('rowheader')).toHaveText(['c.csv', 'b2.csv', 'b.csv', 'a.csv'])
    await history.getByRole('button', { name: text.history.undoOf('b2.csv, b.csv') }).click()
    const ask = page.getByRole('dialog')
    await expect(ask).toContainText(text.history.later('1'))
    await expect(ask.getByRole('listitem')).toContainText(['c.csv'])
    await ask.getByRole('button', { name: text.history.undoAll('2') }).click()
    await expect(history.getByText(text.history.undone, { exact: true })).toHaveCount(3)
    await screens.go('usage')
    await expect.poll(total).toBe('USD 1')
    await screens.redo()
    await expect.poll(total).toBe('USD 7')
    await page.goto('about:blank')
  } finally {
    await again.stop()
  }
})

test('a column with a person in it is coded, and left out when the reader says so', async ({ screens, page }) => {
  await screens.createWorkspace('Private')
  await screens.go('import')
  await screens.chooseFiles(csv('people.csv', `${header},user_email`, '2026-09-01,acme,m,A,10,5,1.50,ann@example.test'))
  const note = (code: string) => describeNote({ code, params: { columns: 'user_email' } }, 'en')
  await expect(page.getByText(note('columns-hashed'))).toBeVisible()
  await screens.button(text.action.back).click()
  await screens.choose(`${importMappingTexts.en.use}: user_email`, importMappingTexts.en.asDropped)
  await expect(page.getByRole('button', { name: new RegExp(`${importMappingTexts.en.use}: user_email`) })).toContainText(
    importMappingTexts.en.asDropped,
  )
  await screens.button(text.action.next).click()
  await expect(page.getByText(note('columns-left-out'))).toBeVisible()
  await expect(page.getByText(note('columns-hashed'))).toHaveCount(0)
})

test('Ctrl+I leads to the import; the table of usage that comes with a report maps itself', async ({ screens, page }) => {
  await screens.createWorkspace('Own')
  await screens.go('usage')
  await expect(screens.title).toHaveText(usageTexts.en.title.empty)
  await page.keyboard.press('Control+i')
  await expect(screens.title).toHaveText(text.title.idle)
  await screens.chooseFiles(
    csv(
      'plan-v1-usage.csv',
      'month,provider,model,input_uncached_tokens,cache_read_tokens,cache_write_tokens,output_tokens,total_tokens,requests,gpu_hours,unpriced_tokens,currency,cost,billed,estimated,price_per_mtok',
      '2026-08,acme,m,10,2,1,5,18,3,0,0,USD,1.50,1.50,,83333.33',
      '2026-09,acme,n,7,0,0,3,10,1,0,0,CNY,4.25,4.25,,425000',
    ),
  )
  expect(await screens.counters()).toMatchObject({ read: '2 USD 1.5 CNY 4.25', new: '2 USD 1.5 CNY 4.25', rejected: '0' })
  const held = page.getByRole('grid', { name: check.totals.tokens })
  await expect(held.getByRole('row').last()).toContainText('plan-v1-usage.csv')
  // Uncached 10 + 7, cached 2, written 1, output 5 + 3, requests 3 + 1.
  expect((await exactTexts(held.getByRole('row').last())).slice(0, 5)).toEqual(['17', '2', '1', '8', '4'])
  await screens.commitImport()
  await expect(screens.title).toHaveText(text.title.done('2 rows'))
})
