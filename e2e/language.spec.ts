// The same program in Chinese, by keyboard and in the dark: every word follows at once, nothing stays behind in the
// other language, and whatever a mouse reaches a key reaches too.
import { shellTexts } from '../shared/language/shell.ts'
import { expect, test } from './app.ts'
import { railScreens } from './screens.ts'

/** Data, in the words of whoever entered or published it: contracts, the fictional firm, file names, log parameters. */
const data: readonly RegExp[] = [
  /Silicon Data [HB]\d+ (Rental Index Futures|Rental Index|US on-demand)/g,
  /H100 average-price swap \(bilateral\)|Token futures \(template\)|User-defined contract|Shanghai Futures Exchange/g,
  /[^"“”]*\(fictional\)|made up for the sample|Assistant launch|Slow year/g,
  /[\w/.-]+\.(csv|json|ballast)/g,
  /^(fields|files|name|contract|model) .*/g,
]
/** Three English words in a row are a sentence that was forgotten; names of models and of units have fewer. */
const english = /[A-Za-z][a-z'’-]+(?:[ ,;:()]+[a-z][a-z'’-]*){2,}/

function forgotten(texts: readonly string[]): string[] {
  return texts.filter((text) => english.test(data.reduce((rest, known) => rest.replaceAll(known, '…'), text)))
}

test('in Chinese no screen keeps an English sentence, and the way back is one press', async ({ screens }) => {
  test.setTimeout(120_000)
  expect(forgotten(['the rows are not written', '用量 gpt-4.1-mini 1,000'])).toEqual(['the rows are not written'])
  const welcome = await screens.switchLanguage('zh')
  expect(forgotten(await welcome.texts()), 'welcome').toEqual([])
  await welcome.openSample()
  for (const screen of railScreens) {
    await welcome.go(screen)
    await welcome.settled()
    await expect(welcome.title, screen).toHaveText(/\p{Script=Han}/u)
    expect.soft(forgotten(await welcome.texts()), screen).toEqual([])
  }
  await expect(welcome.page.locator('html')).toHaveAttribute('lang', 'zh-CN')

  const back = await welcome.switchLanguage('en')
  await back.go('overview')
  await expect(back.title).toHaveText(/^Q4 2026 spend: /)
  await expect(back.page.locator('html')).toHaveAttribute('lang', 'en')
})

test('keys reach every screen, the palette finds actions in both languages', async ({ screens, page }) => {
  await screens.openSample()
  const names = shellTexts.en.screens
  const numbered = ['overview', 'import', 'usage', 'forecast', 'exposure', 'market', 'desk', 'risk', 'reports'] as const
  for (const [at, screen] of numbered.entries()) {
    await page.keyboard.press(`Control+${at + 1}`)
    await expect(screens.rail.getByRole('button', { name: names[screen], exact: true })).toHaveAttribute('aria-current', 'page')
  }

  const palette = page.getByRole('combobox', { name: shellTexts.en.palette.prompt })
  for (const [typed, screen] of [
    ['settings', 'settings'],
    ['日志', 'log'],
    ['tbgzt', 'desk'], // the first letters of 套保工作台
  ] as const) {
    await page.keyboard.press('Control+k')
    await expect(palette).toBeFocused()
    await page.keyboard.type(typed)
    await page.keyboard.press('Enter')
    await expect(palette).toBeHidden()
    await expect(screens.rail.getByRole('button', { name: names[screen], exact: true })).toHaveAttribute('aria-current', 'page')
  }
})

test('the dark theme is chosen by key and stays over a reload', async ({ screens, page }) => {
  await expect(screens.title).toBeVisible()
  const paper = (): Promise<string> => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  const light = await paper()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('dark')
  await page.keyboard.press('Enter')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  const dark = await paper()
  const brightness = (colour: string): number => Math.max(...[...colour.matchAll(/\d+/g)].slice(0, 3).map(Number))
  expect(brightness(dark)).toBeLessThan(80)
  expect(brightness(light)).toBeGreaterThan(200)
  await page.reload()
  await expect(screens.title).toBeVisible()
  expect(await paper()).toBe(dark)
})
