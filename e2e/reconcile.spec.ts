// A vendor's month from its files to a signature: usage x price, cost report and invoice side by side, every digit by hand.
// Prices 3 in and 15 out a million: two days of 1,000,000 in and 200,000 out are USD 12.00, the priority tier's 1,000,000 at
// 4 are 4.00. The report has 6.00 and 6.03 for tokens and 0.50 for searches; the invoice is the report and 19 % tax.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Output } from '../shared/contract/commands.ts'
import { reconcileTexts } from '../shared/language/reconcile.ts'
import { usageTexts } from '../shared/language/usage.ts'
import { expect, test } from './app.ts'
import { cliJson } from './cli.ts'
import { exactTexts } from './screens.ts'

const text = reconcileTexts.en
const model = 'claude-example-1'
const use = (tier: string, output: number) => ({
  uncached_input_tokens: 1_000_000,
  cache_creation: { ephemeral_1h_input_tokens: 0, ephemeral_5m_input_tokens: 0 },
  cache_read_input_tokens: 0,
  output_tokens: output,
  server_tool_use: { web_search_requests: 0 },
  api_key_id: null,
  workspace_id: null,
  model,
  service_tier: tier,
  context_window: '0-200k',
  inference_geo: 'global',
})
/** `amount` in cents. */
const cost = (amount: string, type = 'tokens') => ({
  currency: 'USD',
  amount,
  workspace_id: null,
  description: type,
  cost_type: type,
  model: type === 'tokens' ? model : null,
  service_tier: type === 'tokens' ? 'standard' : null,
  token_type: type === 'tokens' ? 'output_tokens' : null,
  context_window: null,
  inference_geo: null,
})
const day = (n: number): string => `2026-09-${String(n).padStart(2, '0')}T00:00:00Z`
const page = (...days: object[][]): string =>
  JSON.stringify({
    data: days.map((results, at) => ({ starting_at: day(29 + at), ending_at: at === 0 ? day(30) : '2026-10-01T00:00:00Z', results })),
    has_more: false,
    next_page: null,
  })

/** A workspace with September's usage and cost report, made and read on the command line. */
async function september(folder: string): Promise<string> {
  const workspace = join(folder, 'september.ballast')
  const files = [
    ['usage.json', page([use('standard', 200_000), use('priority', 0)], [use('standard', 200_000)])],
    ['cost.json', page([cost('600'), cost('50', 'web_search')], [cost('603')])],
  ] as const
  for (const [name, content] of files) await writeFile(join(folder, name), content)
  await cliJson(folder, 'import', ...files.map(([name]) => join(folder, name)), '--workspace', workspace)
  const price = (...more: string[]) =>
    cliJson(folder, 'prices', 'set', '--workspace', workspace, '--provider', 'anthropic', '--model', model, '--from', '2026-01-01', ...more)
  await price('--input', '3', '--output', '15')
  await price('--input', '4', '--output', '0', '--tier', 'priority')
  const { rows } = await cliJson<Output<'reconcile.read'>>(folder, 'reconcile', '--workspace', workspace)
  expect(rows).toMatchObject([{ usageAtPrice: '16', costReport: '12.53', invoice: null, unexplained: '0.03', state: 'within' }])
  return workspace
}

test('usage, cost report and invoice of a month are compared, explained, signed, and told when they change', async ({
  dataFolder,
  screens,
  page: browser,
}) => {
  const workspace = await september(dataFolder)
  await screens.openWorkspace(workspace)
  await browser.getByRole('navigation').waitFor()
  await screens.go('usage')
  await browser.getByRole('tab', { name: usageTexts.en.tabs.reconcile }).click()
  const months = browser.getByRole('grid', { name: text.table.name })
  /** Every digit of the only month: the sides that are there, difference, explained, unexplained. */
  const figures = async (): Promise<string[]> => (await exactTexts(months.getByRole('row').nth(1))).slice(0, 6)
  const state = months.getByRole('row').nth(1).locator('.tag')
  const part = screens.part(text.detail.title('anthropic', 'Sep 2026', 'USD'))

  await test.step('two sides, and an invoice that is missing', async () => {
    await expect.poll(figures).toEqual(['16', '12.53', '-3.47', '-3.5', '0.03'])
    await expect(state).toHaveText(text.state.within)
    await expect(screens.title).toHaveText('1 of 1 vendor-month agrees within tolerance; USD 0.03 of USD 12.53 is unexplained')
  })

  await test.step('the steps from side to side', async () => {
    await months.getByRole('button', { name: text.table.open('anthropic', 'Sep 2026') }).click()
    const steps = part.getByRole('grid', { name: text.detail.bridge })
    await expect(steps.getByRole('row').filter({ hasText: text.cause.priority })).toContainText('(4.00)')
    await expect(steps.getByRole('row').filter({ hasText: text.cause['other-charges'] })).toContainText('web_search: 0.50')
    const models = part.getByRole('grid', { name: text.detail.models })
    await expect.poll(() => exactTexts(models.getByRole('row').nth(1))).toEqual(['USD 12', 'USD 12.03', 'USD 0.03'])
  })

  await test.step('an invoice, in place', async () => {
    await part.getByRole('button', { name: text.invoice.enter }).click()
    await part.getByRole('button', { name: text.invoice.save }).click()
    await expect(part.getByText(text.invoice.needAmount)).toBeVisible()
    await part.getByLabel(text.invoice.amount).fill('14.91')
    await part.getByLabel(text.invoice.tax).fill('2.38')
    await part.getByLabel(text.invoice.number, { exact: true }).fill('A-1')
    await part.getByRole('button', { name: text.invoice.save }).click()
    await expect.poll(figures).toEqual(['16', '12.53', '14.91', '-1.09', '-1.12', '0.03'])
  })

  await test.step('a signature', async () => {
    await part.getByRole('button', { name: text.sign.action }).click()
    await expect(part.getByText(text.sign.needName)).toBeVisible()
    await part.getByLabel(text.sign.by, { exact: true }).fill('Ada Example')
    await part.getByLabel(text.sign.reason).fill('Compared with the console')
    await part.getByRole('button', { name: text.sign.action }).click()
    await expect(state).toHaveText(text.state.signed)
    await expect(part.getByText(text.sign.holds)).toBeVisible()
  })

  await test.step('a figure that changes after it, and changes back', async () => {
    await part.getByRole('button', { name: `${text.invoice.edit} A-1` }).click()
    await part.getByLabel(text.invoice.tax).fill('2')
    await part.getByRole('button', { name: text.invoice.save }).click()
    await expect(state).toHaveText(text.state.changed)
    const changed = part.getByRole('grid', { name: text.sign.changedTable })
    await expect(changed.getByRole('row').filter({ hasText: text.cause.tax })).toContainText('2.38')
    await screens.undo()
    await expect(state).toHaveText(text.state.signed)
    await part.getByRole('button', { name: text.sign.revoke }).click()
    await expect(state).toHaveText(text.state.within)
  })

  await test.step('closed, the keyboard is back where the month was opened', async () => {
    await part.getByRole('button', { name: text.detail.close }).click()
    const opener = months.getByRole('button', { name: text.table.open('anthropic', 'Sep 2026') })
    await expect(opener).toBeFocused()
    await browser.keyboard.press('Enter')
  })

  await test.step('the rows behind a side', async () => {
    await part.getByRole('button', { name: new RegExp(`^${text.side.costReport}`) }).click()
    await expect(browser.getByRole('tab', { name: usageTexts.en.tabs.explore })).toHaveAttribute('aria-selected', 'true')
    await expect(browser.getByText(usageTexts.en.rowsPanel.count('3', '3'))).toBeVisible()
  })
})
