// The screens as a user finds them: by role, name and label. Words come from the program's own tables, so that a
// change of wording or layout does not break a story, and a word that is missing on the page does.
import { type Download, expect, type Locator, type Page } from '@playwright/test'
import { deskTexts } from '../shared/language/desk.ts'
import { importTexts } from '../shared/language/import.ts'
import { importCheckTexts } from '../shared/language/import-check.ts'
import { marketTexts } from '../shared/language/market.ts'
import { reportsTexts } from '../shared/language/reports.ts'
import { shellTexts, welcomeTexts } from '../shared/language/shell.ts'
import type { Language } from '../shared/language/text.ts'

export type ScreenName = keyof (typeof shellTexts)['en']['screens']
export const consequences = ['expected', 'p95', 'down60', 'up60', 'peak', 'stress', 'costs'] as const
export type Consequence = (typeof consequences)[number]

/** In the order of the rail. */
export const railScreens = [
  'overview',
  'import',
  'usage',
  'forecast',
  'exposure',
  'market',
  'desk',
  'risk',
  'reports',
  'log',
  'settings',
] as const satisfies readonly ScreenName[]

/** A file as the chooser gives it: one on disk, or content under a name. */
export type ChosenFile = string | { readonly name: string; readonly content: string | Uint8Array }

const counted = ['read', 'new', 'updated', 'unchanged', 'rejected'] as const
/** Rows and money of one counter, every digit: '368', 'USD 92000'. */
export type Counters = Record<(typeof counted)[number], string>

/** Decimal text as the page shows it in full: '6132.00' is '6132', '0.10' is '0.1'. */
export const plain = (decimal: string): string => (decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal)

/** The figures inside, every digit, as their tooltips and the clipboard hold them: 'USD 92000', '368'. */
export async function exactTexts(within: Locator): Promise<string[]> {
  const titles = await within.locator('[title]').evaluateAll((all) => all.map((figure) => figure.getAttribute('title') ?? ''))
  return titles.filter((title) => /^([A-Z]{3} )?-?[\d,.]+( %)?$/.test(title)).map((title) => title.replaceAll(',', ''))
}

export class Screens {
  readonly page: Page
  readonly language: Language

  constructor(page: Page, language: Language = 'en') {
    this.page = page
    this.language = language
  }

  get title(): Locator {
    return this.page.getByRole('heading', { level: 1 })
  }

  /** Failures as the page words them. */
  get alerts(): Locator {
    return this.page.getByRole('alert')
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('main').getByRole('button', { name, ...(typeof name === 'string' ? { exact: true } : {}) })
  }

  /** A titled part of the screen. */
  part(name: string): Locator {
    return this.page.getByRole('region', { name, exact: true })
  }

  get rail(): Locator {
    return this.page.getByRole('navigation', { name: shellTexts[this.language].navigation })
  }

  async go(screen: ScreenName): Promise<void> {
    await this.rail.getByRole('button', { name: shellTexts[this.language].screens[screen], exact: true }).click()
  }

  /** Waits until nothing on the screen is being fetched or computed; a screen says so only after 300 ms. */
  async settled(): Promise<void> {
    await this.title.waitFor()
    const working = this.page.getByRole('main').locator('progress, [aria-busy=true]')
    await expect(async () => {
      await this.page.waitForTimeout(400)
      expect(await working.count()).toBe(0)
    }).toPass({ timeout: 30_000 })
  }

  /** Everything on the page that a reader or a screen reader meets: texts, names, tooltips, examples. */
  texts(): Promise<string[]> {
    return this.page.evaluate(() => {
      const shown = [...document.querySelectorAll('body *')].filter((element) => element.checkVisibility())
      const texts = shown.flatMap((element) => [
        ...[...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.textContent ?? ''),
        ...['aria-label', 'title', 'placeholder', 'alt'].map((name) => element.getAttribute(name) ?? ''),
      ])
      return [...new Set(texts.map((text) => text.trim()).filter((text) => text !== ''))]
    })
  }

  /** Picks from a list by its label. */
  async choose(label: string, option: string): Promise<void> {
    await this.page.getByRole('button', { name: new RegExp(`${label}$`) }).click()
    await this.page.getByRole('option', { name: option, exact: true }).click()
  }

  async createWorkspace(name: string): Promise<void> {
    const text = welcomeTexts[this.language]
    await this.page.getByLabel(text.name, { exact: true }).fill(name)
    await this.button(text.createAction).click()
    await this.page.getByRole('navigation').waitFor()
  }

  async openWorkspace(path: string): Promise<void> {
    const text = welcomeTexts[this.language]
    await this.page.getByLabel(text.path, { exact: true }).fill(path)
    await this.button(text.openAction).click()
  }

  async openSample(): Promise<void> {
    await this.button(welcomeTexts[this.language].sample).click()
    await this.page.getByRole('navigation').waitFor({ timeout: 45_000 })
  }

  /** Chooses files on the Import screen and waits until they are counted or refused. */
  async chooseFiles(...files: ChosenFile[]): Promise<void> {
    await this.page
      .getByRole('main')
      .locator('input[type=file]')
      .first()
      .setInputFiles(
        files.map((file) =>
          typeof file === 'string' ? file : { name: file.name, mimeType: 'text/plain', buffer: Buffer.from(file.content) },
        ) as string[],
      )
    const text = importTexts[this.language]
    await this.page.getByRole('button', { name: text.action.cancel, exact: true }).waitFor()
  }

  /** Chooses a folder with all that is in it. */
  async chooseFolder(path: string): Promise<void> {
    await this.page.getByRole('main').locator('input[type=file]').last().setInputFiles(path)
    await this.page.getByRole('button', { name: importTexts[this.language].action.cancel, exact: true }).waitFor()
  }

  /** Lets a file fall on the window, as from a file manager. */
  async drop({ name, content }: Exclude<ChosenFile, string>): Promise<void> {
    const files = await this.page.evaluateHandle(
      ({ bytes, called }) => {
        const data = new DataTransfer()
        data.items.add(new File([Uint8Array.from(bytes)], called))
        return data
      },
      { bytes: [...Buffer.from(content)], called: name },
    )
    for (const event of ['dragover', 'drop']) await this.page.dispatchEvent('body', event, { dataTransfer: files })
  }

  async counters(): Promise<Counters> {
    const check = importCheckTexts[this.language]
    const part = this.part(check.heading)
    await part.waitFor()
    const texts = await Promise.all(
      counted.map(async (each) => {
        const counter = part.locator('dl > div').filter({ has: this.page.locator('dt', { hasText: new RegExp(`^${check[each]}$`) }) })
        return [each, (await exactTexts(counter)).join(' ')] as const
      }),
    )
    return Object.fromEntries(texts) as Counters
  }

  /** Presses the button that carries the count and waits for the last step. */
  async commitImport(): Promise<void> {
    const { action } = importTexts[this.language]
    await this.button(new RegExp(`^${action.commit('')}.*\\d`)).click()
    await this.button(action.toUsage).waitFor()
  }

  async importFiles(...files: ChosenFile[]): Promise<void> {
    await this.go('import')
    await this.chooseFiles(...files)
    await this.commitImport()
  }

  /** Types into a blue cell, as F2, the figure, Enter. */
  async type(label: string, figure: string): Promise<void> {
    const cell = this.page.getByRole('textbox', { name: label, exact: true })
    await cell.focus()
    await this.page.keyboard.press('F2')
    await this.page.keyboard.type(figure)
    await this.page.keyboard.press('Enter')
  }

  async typeQuote(month: string, price: string): Promise<void> {
    await this.type(`${marketTexts[this.language].curve.enter}, ${month}`, price)
  }

  async typeCover(month: string, percent: string): Promise<void> {
    await this.type(deskTexts[this.language].ladder.coverLabel(month), percent)
  }

  /** A row of the consequences, every digit: this strategy, then its difference to No hedge. */
  async consequence(id: Consequence): Promise<string[]> {
    const words = deskTexts[this.language].consequences
    const row = this.page
      .getByRole('table', { name: words.title })
      .getByRole('row')
      .filter({ has: this.page.getByRole('rowheader', { name: words[id], exact: true }) })
    const [value, difference] = await Promise.all([0, 1].map((cell) => exactTexts(row.getByRole('cell').nth(cell))))
    return [value?.[0] ?? '', difference?.[0] ?? '']
  }

  /** Exports the ticked formats and gives the written files as downloads, by name. */
  async exportReport(): Promise<Map<string, Download>> {
    const words = reportsTexts[this.language]
    await this.button(new RegExp(`^${words.choose.export}`)).click()
    const links = this.page.getByRole('link', { name: words.files.download })
    await links.first().waitFor({ timeout: 45_000 })
    const files = new Map<string, Download>()
    for (const link of await links.all()) {
      const [download] = await Promise.all([this.page.waitForEvent('download'), link.click()])
      files.set(download.suggestedFilename(), download)
    }
    return files
  }

  async switchLanguage(language: Language): Promise<Screens> {
    await this.page
      .getByRole('button', { name: language === 'zh' ? '中文' : 'English', exact: true })
      .first()
      .click()
    return new Screens(this.page, language)
  }

  async undo(): Promise<void> {
    await this.page
      .getByRole('banner')
      .getByRole('button', { name: new RegExp(`^${shellTexts[this.language].undo('')}`) })
      .click()
  }

  async redo(): Promise<void> {
    await this.page
      .getByRole('banner')
      .getByRole('button', { name: new RegExp(`^${shellTexts[this.language].redo('')}`) })
      .click()
  }
}
