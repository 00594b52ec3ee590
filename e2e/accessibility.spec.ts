// Every screen, in both themes, by the rules a machine can check (WCAG 2.2 A and AA): no serious or critical finding.
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './app.ts'
import { railScreens } from './screens.ts'

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** 'color-contrast: .quiet (4.1:1)' and the like: enough to find the place. */
async function findings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(
        ({ target, any, all, none }) => `${id}: ${target.join(' ')} (${[...any, ...all, ...none].map((each) => each.message).join('; ')})`,
      ),
    )
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme })
    test(`no screen has a serious finding, ${colorScheme}`, async ({ screens, page }) => {
      test.setTimeout(180_000)
      expect.soft(await findings(page), 'welcome').toEqual([])
      await screens.openSample()
      for (const screen of railScreens) {
        await screens.go(screen)
        await screens.settled()
        expect.soft(await findings(page), screen).toEqual([])
      }
      await page.keyboard.press('Control+k')
      expect.soft(await findings(page), 'palette').toEqual([])
    })
  })
}
