// A figure is what was typed, however fast: on a busy machine the next frame of the page comes after the next keys.
import type { Page } from '@playwright/test'
import { marketTexts } from '../shared/language/market.ts'
import { settingsTexts } from '../shared/language/settings.ts'
import { expect, test } from './app.ts'

/** Frames come late: after the first of the keys that follow, before the last. */
async function typeBetweenFrames(page: Page, figure: string): Promise<void> {
  await page.keyboard.type(figure, { delay: 60 })
  await page.keyboard.press('Enter')
}

test('keys that follow F2, a click or Tab at once replace the figure that stood there', async ({ screens, page }) => {
  await screens.openSample()
  await page.evaluate(() => {
    window.requestAnimationFrame = (frame) => window.setTimeout(() => frame(performance.now()), 150)
  })

  await screens.go('market')
  const quote = page.getByRole('textbox', { name: new RegExp(`^${marketTexts.en.curve.enter}, `) }).first()
  await quote.focus()
  await page.keyboard.press('F2')
  await typeBetweenFrames(page, '12.50')
  await expect(quote).toHaveValue('12.5000')

  await screens.go('settings')
  await page.getByRole('tab', { name: settingsTexts.en.tab.model }).click()
  const { basis, margin } = settingsTexts.en.model
  const share = page.getByRole('textbox', { name: margin })
  await share.click()
  await typeBetweenFrames(page, '12.5')
  await page.getByRole('textbox', { name: basis }).focus()
  await expect(share).toHaveValue('12.5 %')
  await page.keyboard.press('Tab')
  await typeBetweenFrames(page, '17.5')
  await page.getByRole('textbox', { name: basis }).focus()
  await expect(share).toHaveValue('17.5 %')
})
