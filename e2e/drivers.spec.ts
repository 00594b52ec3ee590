// Why September cost more than August, checked against a bridge worked out by hand:
//   requests 2,000 -> 3,000:                       20 + 80 = 100 -> 150   volume          +50
//   'small' 1,000 -> 1,200, 'big' 1,000 -> 1,800:  24 + 144 = 168         model mix       +18
//   'small' from 2,000 to 1,500 tokens a request:  18 + 144 = 162         tokens/request   -6
//   'small' at half its price, 'big' 8 1/3 % off:  9 + 132 = 141          price           -21
//   seats, which nothing counts, 5 -> 7:                                  other charges    +2

import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { driversTexts } from '../shared/language/drivers.ts'
import { usageTexts } from '../shared/language/usage.ts'
import { expect, test } from './app.ts'
import { cliJson } from './cli.ts'
import { exactTexts, type Screens } from './screens.ts'

const bill = [
  'date,provider,model,requests,input_tokens,output_tokens,cost_usd',
  '2026-08-01,acme,small,1000,2000000,0,20.00',
  '2026-08-31,acme,big,1000,1000000,0,80.00',
  '2026-08-01,acme,,,,,5.00',
  '2026-09-30,acme,small,1200,1800000,0,9.00',
  '2026-09-01,acme,big,1800,1800000,0,132.00',
  '2026-09-01,acme,,,,,7.00',
].join('\n')
const steps = ['USD 105', 'USD 50', 'USD 18', 'USD -6', 'USD 0', 'USD -21', 'USD 0', 'USD 2', 'USD 148']
const text = driversTexts.en

async function openDrivers(screens: Screens, dataFolder: string): Promise<void> {
  const [file, workspace] = [join(dataFolder, 'bill.csv'), join(dataFolder, 'drivers.ballast')]
  await writeFile(file, bill)
  await cliJson(dataFolder, 'import', file, '--workspace', workspace)
  await screens.openWorkspace(workspace)
  await screens.go('usage')
  await screens.page.getByRole('tab', { name: usageTexts.en.tabs.drivers }).click()
}

test('the bridge says why, ties to the cent, and leads to its rows', async ({ screens, page, dataFolder }) => {
  await openDrivers(screens, dataFolder)
  await expect(screens.title).toHaveText('Sep 2026 cost USD 43 more than Aug 2026: volume +50, price -21, model mix +18')
  const table = page.getByRole('grid', { name: text.steps.title })
  expect(await exactTexts(table)).toEqual(steps)

  await test.step('the picture holds the same figures', async () => {
    await page.getByRole('button', { name: 'Table', exact: true }).click()
    expect(await exactTexts(page.getByRole('grid', { name: text.chart.title('Aug 2026', 'Sep 2026') }))).toEqual(
      steps.filter((amount) => amount !== 'USD 0'),
    )
  })

  const movers = page.getByRole('grid', { name: text.movers.title })
  const row = movers.getByRole('row').filter({ hasText: 'acme small' })
  await test.step('a part explains itself with its own figures', async () => {
    // change, volume, mix, tokens per request, price, other, August, September
    expect(await exactTexts(row)).toEqual(['USD -11', 'USD 10', 'USD -6', 'USD -6', 'USD -9', 'USD 0', 'USD 20', 'USD 9'])
    await row
      .getByRole('gridcell')
      .nth(1)
      .click({ modifiers: ['Alt'] })
    await expect(page.getByText('20 × (3,000 ÷ 2,000) − 20 = 10')).toBeVisible()
    await row
      .getByRole('gridcell')
      .nth(3)
      .click({ modifiers: ['Alt'] })
    await expect(page.getByText('20 × (1,800,000 ÷ 2,000,000) − 24 = -6')).toBeVisible()
  })

  await test.step('the use of both periods stands behind it', async () => {
    await screens.choose(text.movers.show, text.movers.shows.ratios)
    const used = await exactTexts(row)
    expect(used.slice(0, 6)).toEqual(['1000', '1200', '2000000', '1800000', '2000', '1500'])
    expect(used.slice(-2)).toEqual(['10', '5']) // price per million
  })

  await test.step('Enter shows the line in Explore', async () => {
    await row.getByRole('gridcell').first().click()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('tab', { name: usageTexts.en.tabs.explore })).toHaveAttribute('aria-selected', 'true')
    const total = page.getByRole('grid', { name: usageTexts.en.table.name }).getByRole('row').last()
    await expect.poll(() => exactTexts(total)).toEqual(['USD 29', 'USD 20', 'USD 9'])
  })
})

test('other periods: the other way round, a year before without data, in Chinese', async ({ screens, page, dataFolder }) => {
  await openDrivers(screens, dataFolder)
  await screens.choose(text.controls.period, 'Aug 2026')
  await screens.choose(text.controls.against, 'Sep 2026')
  await expect(screens.title).toHaveText(/^Aug 2026 cost USD 43 less than Sep 2026: /)
  await screens.choose(text.controls.against, text.controls.yearBefore.month)
  await expect(page.getByText(text.single.title)).toBeVisible()
  await screens.choose(text.controls.period, 'Sep 2026')
  await screens.choose(text.controls.against, text.controls.previous.month)
  const chinese = await screens.switchLanguage('zh')
  await expect(chinese.title).toHaveText('2026年9月比2026年8月多支出 43美元：用量 +50，单价 -21，模型结构 +18')
})
