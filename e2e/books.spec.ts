// The books beside the usage, each figure worked out by hand: what a contract takes off a price, whose usage it is, money in
// one currency, sources that tell of the same use, and months that are closed.

import { allocationTexts } from '../shared/language/allocation.ts'
import { bookTexts } from '../shared/language/book.ts'
import { importTexts } from '../shared/language/import.ts'
import { importCheckTexts } from '../shared/language/import-check.ts'
import { settingsTexts } from '../shared/language/settings.ts'
import { usageTexts } from '../shared/language/usage.ts'
import { expect, test } from './app.ts'
import { type ChosenFile, exactTexts, type Screens } from './screens.ts'

// Several changes each, every one with the whole page computed anew: room for a machine that does other work.
test.describe.configure({ timeout: 120_000 })

const words = bookTexts.en
const settings = settingsTexts.en
const usage = usageTexts.en
const allocation = allocationTexts.en

const table = (name: string, ...lines: string[]): ChosenFile => ({
  name,
  content: ['date,provider,model,team,project,input_tokens,output_tokens,cost,currency', ...lines].join('\n'),
})

async function openSettings(screens: Screens, tab: keyof typeof settings.tab): Promise<void> {
  await screens.go('settings')
  await screens.page.getByRole('tab', { name: settings.tab[tab] }).click()
}

async function openUsage(screens: Screens, tab: 'explore' | 'allocation'): Promise<void> {
  await screens.go('usage')
  await screens.page.getByRole('tab', { name: usage.tabs[tab] }).click()
}

/** The last row of the Explore table: all months, then each. */
const totals = (screens: Screens): Promise<string[]> =>
  exactTexts(screens.page.getByRole('grid', { name: usage.table.name }).getByRole('row').last())

test('a price, then a discount beside it; usage already imported is repriced when said so, both figures are kept, undo takes it back', async ({
  screens,
  page,
}) => {
  await screens.createWorkspace('Prices')
  await screens.importFiles(table('use.csv', '2026-08-10,acme,own,,,1000000,0,,', '2026-09-10,acme,own,,,2000000,0,,'))
  await openSettings(screens, 'prices')
  const book = page.getByRole('grid', { name: settings.prices.heading })

  await test.step('the model has no price: one is entered where it is missed', async () => {
    await screens.part(settings.prices.unpriced).getByRole('button', { name: settings.prices.override }).click()
    const input = page.getByRole('textbox', { name: settings.prices.buckets.input, exact: true })
    await input.fill('10')
    await screens.button(settings.prices.save).click()
    await expect(page.getByText(settings.prices.unpricedNone)).toBeVisible()
    await expect.poll(() => exactTexts(book.getByRole('row').last())).toEqual(['10', '10'])
  })

  await test.step('an eighth off from September on', async () => {
    await screens.button(words.discounts.add).click()
    const form = screens.part(words.discounts.heading)
    await form.getByLabel(words.discounts.vendor, { exact: true }).fill('acme')
    await form.getByLabel(words.discounts.percent, { exact: true }).fill('12.5')
    await form.getByLabel(words.discounts.from, { exact: true }).fill('2026-09-01')
    await form.getByText(words.form.reprice).click()
    await form.getByRole('button', { name: words.discounts.save }).click()
    await expect(page.getByText(words.form.repriced('Sep 2026'))).toBeVisible()
    await expect.poll(() => exactTexts(book.getByRole('row').last())).toEqual(['10', '8.75'])
    await expect(book.getByRole('row').last()).toContainText('12.5 %')
    const repriced = page.getByRole('grid', { name: words.repriced.heading }).getByRole('row').last()
    expect((await exactTexts(repriced)).slice(0, 3)).toEqual(['20', '17.5', '-2.5'])
  })

  await test.step('Usage says so', async () => {
    await screens.go('usage')
    await expect.poll(() => totals(screens)).toEqual(['USD 27.5', 'USD 10', 'USD 17.5'])
    await expect(page.getByText(/Sep 2026 was repriced: USD 20\.00 before, USD 17\.50 after/)).toBeVisible()
    await screens.undo()
    await expect.poll(() => totals(screens)).toEqual(['USD 30', 'USD 10', 'USD 20'])
    await expect(page.getByText(/was repriced/)).toHaveCount(0)
  })
})

test('a rule made from the largest key without a team moves its spend; one that is never reached says why', async ({ screens, page }) => {
  await screens.createWorkspace('Teams')
  await screens.importFiles(
    table(
      'use.csv',
      '2026-09-01,acme,m,Search,s,,,10,USD',
      '2026-09-01,acme,m,,mkt-web,,,20,USD',
      '2026-09-01,acme,m,,mkt-ads,,,5,USD',
      '2026-09-01,acme,m,,bot,,,65,USD',
    ),
  )
  await openUsage(screens, 'allocation')
  const missing = (share: string, amount: string) => allocation.title.share(share, 'USD', allocation.kind.team, amount)
  await expect(screens.title).toHaveText(missing('90.0 %', 'USD 90'))
  const rules = page.getByRole('table', { name: allocation.rules.heading })

  await test.step('one click and a name', async () => {
    await screens.button(allocation.largest.addFor('bot')).click()
    await expect(page.getByLabel(allocation.rules.teamOf('1'))).toBeFocused()
    await page.keyboard.type('Care')
    await page.keyboard.press('Enter')
    await expect(screens.title).toHaveText(allocation.title.draft(missing('25.0 %', 'USD 25')))
    expect(await exactTexts(rules)).toEqual(['1', '1', 'USD 65'])
  })

  await test.step('a second of all that begins with mkt-, a third that it takes, then the other way round', async () => {
    for (const [at, team, test_, value] of [
      ['2', 'Marketing', allocation.test['starts-with'], 'mkt-'],
      ['3', 'Web', allocation.test.equals, 'mkt-web'],
    ] as const) {
      await screens.button(allocation.rules.add).click()
      await page.getByLabel(allocation.rules.teamOf(at)).fill(team)
      await page.keyboard.press('Enter')
      await screens.button(allocation.rules.addCondition).click()
      const condition = page.getByRole('group', { name: allocation.rules.condition(at, '1') })
      await condition.getByRole('button', { name: new RegExp(`${allocation.rules.test}$`) }).click()
      await page.getByRole('option', { name: test_, exact: true }).click()
      await condition.getByLabel(allocation.rules.values).fill(value)
      await screens.button(allocation.rules.close).click()
    }
    await expect(rules.getByText(allocation.rules.neverReached('2'))).toBeVisible()
    await page.getByLabel(allocation.rules.teamOf('3')).focus()
    await page.keyboard.press('Alt+ArrowUp')
    await expect(rules.getByText(allocation.rules.neverReached('2'))).toHaveCount(0)
    await expect.poll(() => exactTexts(rules)).toEqual(['1', '1', 'USD 65', '1', '1', 'USD 20', '1', '1', 'USD 5'])
  })

  await test.step('saved, the teams of Explore sum to the spend', async () => {
    await screens.button(allocation.rules.save).click()
    await expect(screens.title).toHaveText(allocation.title.all(allocation.kind.team))
    await openUsage(screens, 'explore')
    await screens.choose(usage.rows.first, usage.key.team)
    const grid = page.getByRole('grid', { name: usage.table.name })
    await expect(grid.getByRole('rowheader')).toHaveText(['Care', 'Web', 'Search', 'Marketing', 'Total of 4 rows'])
    expect(await exactTexts(grid)).toEqual([
      'USD 65',
      'USD 65',
      'USD 20',
      'USD 20',
      'USD 10',
      'USD 10',
      'USD 5',
      'USD 5',
      'USD 100',
      'USD 100',
    ])
    await screens.undo()
    await expect(grid.getByRole('rowheader')).toHaveText([usage.unnamed, 'Search', 'Total of 2 rows'])
  })
})

test('money in one currency: by the rate of each day, what has no rate is named until it has one', async ({ screens, page }) => {
  await screens.createWorkspace('Rates')
  await screens.importFiles(
    table(
      'use.csv',
      '2026-08-31,acme,m,,,,,71,CNY',
      '2026-09-01,acme,m,,,,,72,CNY',
      '2026-09-01,acme,m,,,,,10,USD',
      '2026-09-02,acme,m,,,,,5,EUR',
    ),
  )
  await openSettings(screens, 'rates')
  await test.step('a table of rates, each line taken or told', async () => {
    await screens.button(words.fx.import).click()
    await page
      .getByRole('textbox', { name: words.fx.import })
      .fill('date,base,quote,rate\n2026-08-01,USD,CNY,7.1\n2026-09-01,USD,CNY,7.2\n2026-13-01,USD,CNY,7.3')
    await screens.button(words.fx.preview).click()
    await expect(page.getByText(words.fx.summary('3', '2', '1'))).toBeVisible()
    await screens.button(words.fx.commit('2')).click()
    const rates = page.getByRole('grid', { name: words.fx.heading })
    await expect(rates.getByRole('rowheader')).toHaveText(['USD/CNY', 'USD/CNY'])
    expect(await exactTexts(rates)).toEqual(['7.1', '7.2'])
  })

  await test.step('Explore converts what it can', async () => {
    await screens.go('usage')
    await screens.choose(usage.currency, usage.convertedTo('USD'))
    await expect(page.getByText('EUR 5 has no rate to USD on its days', { exact: false })).toBeVisible()
    await expect.poll(() => totals(screens)).toEqual(['USD 10'])
    await expect(screens.title).toHaveText(usage.title.spendKnown('Aug 2026 to Sep 2026', 'USD 30', 'EUR 5'))
    await screens.button(usage.noRate).click()
  })

  await test.step('with the rate it is whole: 71 ÷ 7.1 + 72 ÷ 7.2 + 10 + 5 × 1.1', async () => {
    await screens.button(words.fx.add).click()
    const form = screens.part(words.fx.heading)
    await form.getByLabel(words.fx.base, { exact: true }).fill('EUR')
    await form.getByLabel(words.fx.quote, { exact: true }).fill('USD')
    await form.getByLabel(words.fx.rate, { exact: true }).fill('1.1')
    await form.getByLabel(words.fx.from, { exact: true }).fill('2026-09-01')
    await form.getByRole('button', { name: words.fx.save }).click()
    await expect(page.getByText(words.fx.saved('EUR/USD'))).toBeVisible()
    await screens.go('usage')
    await expect.poll(() => totals(screens)).toEqual(['USD 35.5', 'USD 10', 'USD 25.5'])
  })
})

test('two sources of the same use count once, and both when a person says so', async ({ screens, page }) => {
  await screens.createWorkspace('Sources')
  // 4,000,000 at 3 and 400,000 at 15 USD a million: 18. The log of one computer: 100,000 and 10,000, 0.45.
  await screens.importFiles({
    name: 'console.csv',
    content: [
      'usage_date_utc,model_version,api_key,workspace,usage_type,context_window,usage_input_tokens_no_cache,usage_input_tokens_cache_write_5m,usage_input_tokens_cache_write_1h,usage_input_tokens_cache_read,usage_output_tokens,web_search_count,inference_geo,speed',
      '2026-09-01,claude-sonnet-4-5,ci,Platform,standard,≤ 200k,4000000,0,0,0,400000,0,us,standard',
    ].join('\n'),
  })
  await screens.button(importTexts.en.action.another).click()
  await screens.chooseFiles({
    name: 'log.jsonl',
    content: JSON.stringify({
      type: 'assistant',
      timestamp: '2026-09-01T10:00:00.000Z',
      sessionId: 's1',
      requestId: 'r1',
      message: { id: 'm1', model: 'claude-sonnet-4-5', usage: { input_tokens: 100000, output_tokens: 10000 } },
    }),
  })
  await screens.commitImport()
  await screens.go('usage')
  await expect.poll(() => totals(screens)).toEqual(['USD 18', 'USD 18'])
  await expect(page.getByText(/only .* counts; 110,000 tokens and USD 0\.45 of the other are left out\./)).toBeVisible()
  await screens.button(usage.overlap.countBoth).click()
  await expect.poll(() => totals(screens)).toEqual(['USD 18.45', 'USD 18.45'])
  await screens.button(usage.overlap.countOnce).click()
  await expect.poll(() => totals(screens)).toEqual(['USD 18', 'USD 18'])
})

test('a month closed on the page is not changed by an import without being asked', async ({ screens, page }) => {
  await screens.createWorkspace('Closed')
  await screens.importFiles(table('use.csv', '2026-09-01,acme,m,,,,,10,USD'))
  await openSettings(screens, 'company')
  await screens.choose(words.closed.label, 'Sep 2026')
  await expect(page.getByRole('button', { name: new RegExp(`${words.closed.label}$`) })).toContainText('Sep 2026')
  await screens.go('import')
  await screens.button(importTexts.en.action.another).click()
  await screens.chooseFiles(table('late.csv', '2026-09-30,acme,m,,,,,1.25,USD'))
  const decision = screens.part(importCheckTexts.en.decision['locked-period'].ask('1 row'))
  await expect(decision).toContainText(importCheckTexts.en.decision['locked-period'].about('30 Sep 2026'))
})
