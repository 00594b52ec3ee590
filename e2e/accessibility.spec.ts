// Every screen, in both themes, by the rules a machine can check (WCAG 2.2 A and AA): no serious or critical finding.
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { importTexts } from '../shared/language/import.ts'
import { reconcileTexts } from '../shared/language/reconcile.ts'
import { settingsTexts } from '../shared/language/settings.ts'
import { usageTexts } from '../shared/language/usage.ts'
import { expect, test } from './app.ts'
import { fixture } from './fixtures.ts'
import { railScreens } from './screens.ts'

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** 'color-contrast: .quiet (4.1:1)' and the like: enough to find the place. In the dark only colours can differ. */
async function findings(page: Page, colorScheme: 'light' | 'dark'): Promise<string[]> {
  const axe = new AxeBuilder({ page })
  const { violations } = await (colorScheme === 'light' ? axe.withTags(rules) : axe.withRules('color-contrast')).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(
        ({ target, any, all, none }) => `${id}: ${target.join(' ')} (${[...any, ...all, ...none].map((each) => each.message).join('; ')})`,
      ),
    )
}

test('the rules do find a button without a name and grey on grey', async ({ screens, page }) => {
  await screens.settled()
  await page.evaluate(() => {
    const button = document.createElement('button')
    const faint = document.createElement('p')
    faint.textContent = 'hardly there'
    faint.style.color = '#ddd'
    faint.style.background = '#fff'
    document.querySelector('main')?.append(button, faint)
  })
  const found = await findings(page, 'light')
  expect(found.map((each) => each.split(':')[0])).toEqual(['button-name', 'color-contrast'])
})

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme })
    test(`no screen has a serious finding, ${colorScheme}`, async ({ screens, page }) => {
      test.setTimeout(180_000)
      await screens.settled()
      expect.soft(await findings(page, colorScheme), 'welcome').toEqual([])
      await screens.openSample()
      for (const screen of railScreens) {
        await screens.go(screen)
        await screens.settled()
        expect.soft(await findings(page, colorScheme), screen).toEqual([])
      }
      await screens.go('usage')
      await page.getByRole('tab', { name: usageTexts.en.tabs.drivers }).click()
      await screens.settled()
      expect.soft(await findings(page, colorScheme), 'usage, drivers').toEqual([])
      await page.getByRole('tab', { name: usageTexts.en.tabs.reconcile }).click()
      const months = page.getByRole('grid', { name: reconcileTexts.en.table.name })
      await months.getByRole('row').nth(1).getByRole('button').first().click()
      await page.getByRole('grid', { name: reconcileTexts.en.detail.bridge }).waitFor()
      await screens.settled()
      expect.soft(await findings(page, colorScheme), 'usage, reconcile, a month').toEqual([])
      await page.getByRole('tab', { name: usageTexts.en.tabs.allocation }).click()
      await screens.settled()
      expect.soft(await findings(page, colorScheme), 'usage, allocation').toEqual([])
      await screens.go('settings')
      for (const tab of ['prices', 'rates'] as const) {
        await page.getByRole('tab', { name: settingsTexts.en.tab[tab] }).click()
        await screens.settled()
        expect.soft(await findings(page, colorScheme), `settings, ${tab}`).toEqual([])
      }
      await screens.go('import')
      await screens.chooseFiles(fixture('usage-small.csv'))
      expect.soft(await findings(page, colorScheme), 'import, check').toEqual([])
      await page.getByRole('button', { name: importTexts.en.step.files }).click()
      expect.soft(await findings(page, colorScheme), 'import, files').toEqual([])
      await page.keyboard.press('Control+k')
      expect.soft(await findings(page, colorScheme), 'palette').toEqual([])
    })
  })
}
