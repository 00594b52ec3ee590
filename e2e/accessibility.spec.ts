// Every screen, in both themes, by the rules a machine can check (WCAG 2.2 A and AA): no serious or critical finding.
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { importTexts } from '../shared/language/import.ts'
import { reconcileTexts } from '../shared/language/reconcile.ts'
import { settingsTexts } from '../shared/language/settings.ts'
import { usageTexts } from '../shared/language/usage.ts'
import { expect, test } from './app.ts'
import { fixture } from './fixtures.ts'
import { railScreens, type ScreenName, type Screens } from './screens.ts'

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

/** Screens and their states, in rounds that each begin with the sample open; `look` is called at every stop. */
const rounds: Readonly<Record<string, (screens: Screens, page: Page, look: (state: string) => Promise<void>) => Promise<void>>> = {
  'the first screens of the rail': (screens, _, look) => visit(screens, railScreens.slice(0, 6), look),
  'the other screens of the rail': (screens, _, look) => visit(screens, railScreens.slice(6), look),

  'the parts of usage': async (screens, page, look) => {
    await screens.go('usage')
    await page.getByRole('tab', { name: usageTexts.en.tabs.drivers }).click()
    await screens.settled()
    await look('drivers')
    await page.getByRole('tab', { name: usageTexts.en.tabs.reconcile }).click()
    const months = page.getByRole('grid', { name: reconcileTexts.en.table.name })
    await months.getByRole('row').nth(1).getByRole('button').first().click()
    await page.getByRole('grid', { name: reconcileTexts.en.detail.bridge }).waitFor()
    await screens.settled()
    await look('reconcile, a month')
    await page.getByRole('tab', { name: usageTexts.en.tabs.allocation }).click()
    await screens.settled()
    await look('allocation')
  },

  'settings, an import and the palette': async (screens, page, look) => {
    await screens.go('settings')
    for (const tab of ['prices', 'rates'] as const) {
      await page.getByRole('tab', { name: settingsTexts.en.tab[tab] }).click()
      await screens.settled()
      await look(`settings, ${tab}`)
    }
    await screens.go('import')
    await screens.chooseFiles(fixture('usage-small.csv'))
    await look('import, check')
    await page.getByRole('button', { name: importTexts.en.step.files }).click()
    await look('import, files')
    await page.keyboard.press('Control+k')
    await look('palette')
  },
}

async function visit(screens: Screens, names: readonly ScreenName[], look: (state: string) => Promise<void>): Promise<void> {
  for (const name of names) {
    await screens.go(name)
    await screens.settled()
    await look(name)
  }
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme })

    test(`welcome has no serious finding, ${colorScheme}`, async ({ screens, page }) => {
      await screens.settled()
      expect(await findings(page, colorScheme)).toEqual([])
    })

    for (const [name, round] of Object.entries(rounds)) {
      test(`${name} have no serious finding, ${colorScheme}`, async ({ screens, page }) => {
        test.setTimeout(180_000)
        await screens.openSample()
        await round(screens, page, async (state) => expect.soft(await findings(page, colorScheme), state).toEqual([]))
      })
    }
  })
}
