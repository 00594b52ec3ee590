// From a file of usage to a report, as one person walks it. The figures on the way are those computed by hand in
// shared/fixtures/README.md; at the end screen, JSON, CSV and command line hold the same texts, digit by digit.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ConsequencesData, HedgeEvaluationData } from '../shared/contract/hedge-commands.ts'
import { deskTexts } from '../shared/language/desk.ts'
import { exposureTexts } from '../shared/language/exposure.ts'
import { importTexts } from '../shared/language/import.ts'
import { usageTexts } from '../shared/language/usage.ts'
import { expect, test } from './app.ts'
import { cliJson } from './cli.ts'
import { expected, fixture } from './fixtures.ts'
import { type Consequence, consequences, exactTexts, plain, type Screens } from './screens.ts'

type Shown = Record<Consequence, readonly [own: string, vsNone: string]>

async function shown(screens: Screens): Promise<Shown> {
  const rows = await Promise.all(consequences.map(async (id) => [id, await screens.consequence(id)] as const))
  return Object.fromEntries(rows.map(([id, figures]) => [id, figures.map((figure) => figure.replace('USD ', ''))])) as unknown as Shown
}

/** The same figures out of a document or of the command line. */
function told({ consequences: own, vsNone }: HedgeEvaluationData): Shown {
  const pair = (pick: (of: Omit<ConsequencesData, 'p95StandardError'>) => string) => [plain(pick(own)), plain(pick(vsNone))] as const
  return {
    expected: pair((of) => of.expected),
    p95: pair((of) => of.p95),
    down60: pair((of) => of.down60),
    up60: pair((of) => of.up60),
    peak: pair((of) => of.peakMargin.p95),
    stress: pair((of) => of.peakMargin.stress),
    costs: pair((of) => of.costs),
  }
}

test('a file becomes a hedge and a report whose figures agree everywhere', async ({ app, screens, page }) => {
  test.setTimeout(120_000)
  await screens.createWorkspace('Journey')

  await test.step('the import accounts for every row', async () => {
    await screens.go('import')
    await screens.chooseFiles(fixture('usage-small.csv'))
    expect(await screens.counters()).toEqual(expected.import)
    await expect(screens.button(importTexts.en.action.commit('368 rows'))).toBeVisible()
    await screens.commitImport()
  })

  await test.step('Usage shows the totals by hand', async () => {
    await screens.go('usage')
    await screens.choose(usageTexts.en.rows.first, usageTexts.en.key.model)
    const table = page.getByRole('grid', { name: usageTexts.en.table.name })
    for (const [model, amount] of Object.entries(expected.usage.models)) {
      const row = table.getByRole('row').filter({ has: page.getByRole('rowheader', { name: model, exact: true }) })
      await expect(row).toHaveCount(1)
      expect((await exactTexts(row))[0]).toBe(`USD ${amount}`)
    }
    const totals = await exactTexts(table.getByRole('row').last())
    expect(totals).toEqual([expected.usage.total, ...Object.values(expected.usage.months)].map((amount) => `USD ${amount}`))
  })

  await test.step('a quote in Market makes the exposure countable', async () => {
    await screens.go('market')
    await screens.typeQuote('Oct 2026', expected.hedge.price)
    await screens.go('exposure')
    const statement = page.getByRole('grid', { name: exposureTexts.en.statement.heading })
    await expect(statement.getByRole('row').filter({ hasText: exposureTexts.en.statement.hedgeable })).toContainText('50.0 %')
  })

  await test.step('cover typed on the desk costs what it costs by hand', async () => {
    await screens.go('desk')
    await page.getByRole('radio', { name: deskTexts.en.strategies.none }).check()
    await expect.poll(() => screens.consequence('costs')).toEqual(['USD 0', 'USD 0'])
    await screens.typeCover('Oct 2026', expected.hedge.coverPercent)
    await expect(page.getByRole('textbox', { name: deskTexts.en.ladder.contractsLabel('Oct 2026') })).toHaveValue('3')
    for (const [id, amount] of Object.entries(expected.hedge.vsNone))
      await expect.poll(async () => [id, (await screens.consequence(id as Consequence))[1]]).toEqual([id, `USD ${plain(amount)}`])
    await screens.button(deskTexts.en.strategies.save).click()
    await expect(screens.button(deskTexts.en.strategies.saved)).toBeVisible()
  })

  const onScreen = await shown(screens)

  await test.step('the documents hold the figures of the screen', async () => {
    await screens.go('reports')
    const files = await screens.exportReport()
    const names = [...files.keys()]
    for (const ending of ['.pdf', '.xlsx', '.json', 'alternatives.csv'])
      expect(names.filter((name) => name.endsWith(ending))).toHaveLength(1)
    const content = async (ending: string): Promise<Buffer> => {
      const path = await files.get(names.find((name) => name.endsWith(ending)) ?? '')?.path()
      return readFile(path ?? '')
    }
    const json = JSON.parse((await content('.json')).toString()) as { evaluations: HedgeEvaluationData[]; strategy: string }
    const proposed = json.evaluations.find((each) => each.totals.contracts === expected.hedge.contracts)
    expect(proposed && told(proposed)).toEqual(onScreen)
    expect(proposed?.totals.contractValue).toBe(expected.hedge.contractValue)
    const csv = (await content('alternatives.csv')).toString()
    for (const id of ['expected', 'p95', 'down60', 'up60'] as const) expect(csv).toContain(onScreen[id][0])
    expect((await content('.pdf')).subarray(0, 5).toString()).toBe('%PDF-')
    expect((await content('.xlsx')).subarray(0, 2).toString()).toBe('PK')
  })

  await test.step('the command line says the same of the same file', async () => {
    await page.goto('about:blank')
    expect(await app.stop()).toBe(0)
    const workspace = join(app.dataFolder, 'Journey.ballast')
    const evaluation = await cliJson<HedgeEvaluationData>(app.dataFolder, 'hedge', 'evaluate', '--workspace', workspace)
    expect(told(evaluation)).toEqual(onScreen)
    const usage = await cliJson<{ totals: { cost: unknown; totalTokens: string } }>(app.dataFolder, 'usage', '--workspace', workspace)
    expect(usage.totals).toMatchObject({ cost: { USD: expected.usage.total }, totalTokens: expected.usage.tokens })
  })
})
