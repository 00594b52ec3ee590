// Re-perform: a figure calculated again from its inputs, in the core and in the page's own worker. Published values,
// refusals in words, what is copied, and the way from a figure on a screen to the same figure calculated again.
import type { Locator, Page } from '@playwright/test'
import { calculatorTexts } from '../shared/language/calculator.ts'
import { forecastTexts } from '../shared/language/forecast.ts'
import { marketTexts } from '../shared/language/market.ts'
import { partsTexts } from '../shared/language/parts.ts'
import { shellTexts } from '../shared/language/shell.ts'
import { expect, test } from './app.ts'

const words = calculatorTexts.en

class Calculator {
  readonly page: Page
  readonly panel: Locator

  constructor(page: Page) {
    this.page = page
    this.panel = page.getByRole('complementary', { name: words.title })
  }

  async open(): Promise<void> {
    await this.page.keyboard.press('Control+k')
    await this.page.keyboard.type(shellTexts.en.palette.reperform)
    await this.page.keyboard.press('Enter')
    await expect(this.panel).toBeVisible()
  }

  get inputs(): Locator {
    return this.panel.getByLabel(words.inputs)
  }

  async choose(name: string): Promise<void> {
    await this.panel.getByRole('button', { name: new RegExp(`${words.function}$`) }).click()
    await this.page.getByRole('option', { name, exact: true }).click()
  }

  async ask(name: string, inputs: object | string): Promise<void> {
    await this.choose(name)
    await this.inputs.fill(typeof inputs === 'string' ? inputs : JSON.stringify(inputs))
    await this.inputs.press('Control+Enter')
  }

  /** Every digit of a field of the result. */
  value(name: string): Locator {
    const row = this.panel.getByRole('row').filter({ has: this.page.getByRole('rowheader', { name, exact: true }) })
    return row.getByRole('cell')
  }

  async agreed(): Promise<void> {
    await expect(this.panel).toContainText(words.same)
  }

  copied(button: string): Promise<string> {
    return this.panel
      .getByRole('button', { name: button, exact: true })
      .click()
      .then(() => this.page.evaluate(() => navigator.clipboard.readText()))
  }
}

// Haug, The Complete Guide to Option Pricing Formulas, 2nd ed.: put and call on a futures, 1.7011 both.
const haug = { F: 19, K: 19, T: 0.75, sigma: 0.28, r: 0.1, cp: -1 }

test('a published price comes out of page and core alike, is refused in words when an input is wrong, and is copied', async ({
  screens,
  page,
  context,
}) => {
  test.setTimeout(120_000)
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await screens.openSample()
  const calculator = new Calculator(page)
  await calculator.open()
  await expect(calculator.panel).toContainText(words.intro)

  await calculator.ask('black76', haug)
  await calculator.agreed()
  const price = await calculator.value('price').innerText()
  expect(Number(price).toFixed(4)).toBe('1.7011')
  expect(await calculator.copied(words.copyLine)).toBe(`{"id":1,"function":"black76","inputs":${JSON.stringify(haug)}}`)
  expect(JSON.parse(await calculator.copied(words.copyResult))).toMatchObject({ price: Number(price) })

  await calculator.inputs.fill(JSON.stringify({ ...haug, sigma: -0.28 }))
  await expect(calculator.panel).toContainText(words.stale)
  await calculator.inputs.press('Control+Enter')
  await expect(calculator.panel.getByRole('alert')).toContainText('black76 was given sigma = -0.28')
  await expect(calculator.panel).not.toContainText(words.same)

  await calculator.inputs.fill('{ "F": 19,\n  "K": 18,5 }')
  await calculator.inputs.press('Control+Enter')
  await expect(calculator.panel).toContainText(words.badJson('2', '11', words.expected.name, '5'))

  // Esc closes it; what was typed is there again.
  await page.keyboard.press('Escape')
  await expect(calculator.panel).toBeHidden()
  await calculator.open()
  await expect(calculator.inputs).toHaveValue('{ "F": 19,\n  "K": 18,5 }')

  await calculator.panel.getByRole('button', { name: words.example.zeroCostCollar }).click()
  await calculator.agreed()
  await expect(calculator.value('put_strike')).toHaveText(/^\d\.\d{8,}$/)
})

test('the WebAssembly of page and core gives the same bits: simulated paths and the linear solver', async ({ screens, page }) => {
  test.setTimeout(120_000)
  await screens.openSample()
  const loaded: string[] = []
  page.on('request', (request) => loaded.push(new URL(request.url()).pathname))
  const calculator = new Calculator(page)
  await calculator.open()
  expect(loaded.filter((path) => /worker|\.wasm/.test(path))).toEqual([]) // not before the first question
  await calculator.ask('simulateHedge', {
    volatilities: [0.6, 0.2],
    correlation: [
      [1, 0.3],
      [0.3, 1],
    ],
    quantity: 1,
    exposure: [
      [100, 0],
      [110, 0],
    ],
    open: [
      [60, 0],
      [60, 0],
    ],
    margin: [5, 5],
    paths: 20_000,
  })
  await calculator.agreed()
  await expect(calculator.value('hedged.cvar')).toHaveText(/^\d+\.\d{8,}$/)

  const scenarios = { P: [2, 2.5, 3, 4], V: [100, 100, 110, 120], F: [2.1, 2.4, 3.1, 3.9] }
  await calculator.ask('meanCVaRHedgeLP', { ...scenarios, F0: 2.8, K: 3, prem: 0.2, maxfut: 80, maxopt: 40, alpha: 0.75, lam: 1 })
  await calculator.agreed()
  await expect(calculator.value('cvar')).toHaveText(/^\d+(\.\d+)?$/)
  expect(loaded.filter((path) => path.endsWith('.wasm'))).toHaveLength(1)
})

test('where page and core differ, both are shown and nothing is called the same', async ({ screens, page }) => {
  test.setTimeout(120_000)
  const price = 1.7010507252362663
  const answer = { kind: 'done', result: { answers: [{ result: { price, delta: null } }] } }
  const headers = { 'Content-Type': 'text/javascript', 'Cross-Origin-Embedder-Policy': 'require-corp' }
  const body = `onmessage = () => postMessage(${JSON.stringify(answer)})`
  await page.route('**/page-worker-*.js', (route) => route.fulfill({ headers, body }))
  await screens.openSample()
  const calculator = new Calculator(page)
  await calculator.open()
  await calculator.ask('black76', haug)
  await expect(calculator.panel).toContainText(words.differ)
  await expect(calculator.panel).not.toContainText(words.same)
  const shown = (title: string): Locator => calculator.panel.getByRole('table', { name: title }).getByRole('cell').first()
  expect(Number(await shown(words.inCore).innerText()).toFixed(4)).toBe('1.7011')
  await expect(shown(words.inPage)).toHaveText(String(price))
})

test('figures of the screens are calculated again from their explanations', async ({ screens, page }) => {
  test.setTimeout(120_000)
  await screens.openSample()
  const calculator = new Calculator(page)
  const reperform = async (figure: Locator): Promise<void> => {
    await figure.click({ modifiers: ['Alt'] })
    await page.getByRole('button', { name: partsTexts.en.explain.reperform, exact: true }).click()
    await calculator.agreed()
  }
  const beside = (label: string): Locator =>
    page
      .getByRole('main')
      .locator('dl > div')
      .filter({ has: page.locator('dt', { hasText: label }) })
      .locator('.explainable')
      .first()

  await screens.go('forecast')
  await screens.settled()
  const mape = beside(forecastTexts.en.backtest.error)
  const shown = Number((await mape.innerText()).replace(/[^\d.]/g, ''))
  await reperform(mape)
  expect(Number(await calculator.value('MAPE').innerText())).toBeCloseTo(shown, 1)

  await screens.go('market')
  const { paste, curve, settlement } = marketTexts.en
  const bring = async (kind: 'quotes' | 'history', lines: string, count: string): Promise<void> => {
    await page.getByText(paste[kind], { exact: true }).first().click()
    await page.getByRole('textbox', { name: paste[kind] }).fill(lines)
    await screens.button(paste.preview).click()
    await screens.button(paste.commit(count)).click()
  }
  await page.getByRole('button', { name: /B200/ }).click()
  await bring('history', '2026-09-28\t4.41\n2026-09-29\t4.43\n2026-09-30\t4.48', '3')
  await reperform(beside(settlement.average))
  expect(Number(await calculator.value('expected_average').innerText())).toBeCloseTo(4.44, 12)

  await bring('quotes', '2026-10\t4\n2026-12\t3.24', '2')
  await expect(page.getByText(curve.points.interpolated, { exact: true })).toBeVisible()
  await reperform(page.getByRole('textbox', { name: `${curve.enter}, Nov 2026`, exact: true }))
  expect(Number(await calculator.value('values').innerText())).toBeCloseTo(3.6, 12) // the root of 4 x 3.24
})

test('a function comes with inputs to begin with, and page and core agree on one of every room', async ({ screens, page }) => {
  test.setTimeout(180_000)
  await screens.openSample()
  const calculator = new Calculator(page)
  await calculator.open()
  for (const name of [
    'smoothestMonthlyCurve',
    'americanFutures',
    'asianDiscreteArithmetic',
    'zeroCostCollarSkew',
    'spreadAll',
    'schwartzSmithKalman',
    'garchFit',
    'hedgeECM',
    'meanCVaRFrontier',
    'eulerAllocation',
    'sobolJoeKuo',
    'hypotheticalDerivative',
    'etsAuto',
    'hierarchicalReconciliation',
  ]) {
    await calculator.choose(name)
    await expect(calculator.inputs).not.toHaveValue('{}')
    await calculator.inputs.press('Control+Enter')
    await expect(calculator.panel.getByRole('table')).toBeVisible()
    await calculator.agreed()
    await expect(calculator.panel).not.toContainText(words.stale)
  }
})
