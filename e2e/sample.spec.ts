// The first ten minutes: the sample opens with an answer, its one breach is mended on the desk, the board's question is
// answered in a sentence, the pack is exported, and a file of one's own goes where it belongs.
import { readFile } from 'node:fs/promises'
import { deskTexts } from '../shared/language/desk.ts'
import { importTexts } from '../shared/language/import.ts'
import { overviewTexts } from '../shared/language/overview.ts'
import { reportsTexts } from '../shared/language/reports.ts'
import { shellTexts } from '../shared/language/shell.ts'
import { expect, test } from './app.ts'
import { fixture } from './fixtures.ts'

const march = 'Mar 2027'
const goldenPathMs = 180_000

test('the sample is understood, mended and exported in three minutes', async ({ screens, page }) => {
  test.setTimeout(goldenPathMs)
  const begun = Date.now()
  await screens.openSample()
  const band = page.getByRole('note').filter({ hasText: shellTexts.en.sampleBand('30 Sep 2026') })

  await test.step('the Overview answers in its title and shows the breach', async () => {
    await expect(screens.title).toHaveText(/^Q4 2026 spend: USD [\d.]+\w expected, USD [\d.]+\w at 1-in-20; /)
    await expect(screens.title).toContainText(overviewTexts.en.title.hedged('My A'))
    await expect(band).toBeVisible()
    for (const question of [overviewTexts.en.down.question, overviewTexts.en.margin.question])
      await expect(page.getByText(question)).toBeVisible()
  })

  await test.step('the breach leads to the desk with March selected', async () => {
    const items = screens.part(overviewTexts.en.attention.title).getByRole('listitem')
    const breach = items.filter({ hasText: overviewTexts.en.attention.severity.breach })
    await expect(breach).toHaveCount(1)
    await expect(breach).toContainText(march)
    await breach.getByRole('button').click()
    const cover = page.getByRole('textbox', { name: deskTexts.en.ladder.coverLabel(march), exact: true })
    await expect(cover).toBeFocused()
    await expect(band).toBeVisible()
  })

  await test.step('60 % typed in March moves the figures and clears the breach', async () => {
    const status = page.getByRole('status')
    await expect(status.getByText(deskTexts.en.consequences.oneBreach, { exact: true })).toBeVisible()
    const before = await screens.consequence('down60')
    await page.keyboard.type('60')
    await page.keyboard.press('Enter')
    await expect(status.getByText(deskTexts.en.consequences.noBreach)).toBeVisible()
    const after = await screens.consequence('down60')
    // More is hedged, so a fall costs more against No hedge than before.
    expect(Number(after[1]?.slice(4))).toBeGreaterThan(Number(before[1]?.slice(4)))
  })

  await test.step('the payoff at -60 % says what being hedged costs', async () => {
    const shift = page.getByRole('slider', { name: deskTexts.en.payoff.slider })
    await shift.fill('20')
    await expect(page.getByText(`${deskTexts.en.payoff.at('+20 %')}:`)).toBeVisible()
    await shift.fill('-60')
    const [, difference] = await screens.consequence('down60')
    const sentence = page.getByRole('status').filter({ hasText: deskTexts.en.payoff.at('-60 %') })
    await expect(sentence).toContainText('Futures lose USD')
    // The sentence's last amount is the difference the consequences show, rounded for reading.
    const [, digits, step] = /USD ([\d.]+)([km]) more/.exec((await sentence.textContent()) ?? '') ?? []
    const told = Number(digits) * (step === 'm' ? 1e6 : 1e3)
    expect(told / Number(difference?.slice(4))).toBeCloseTo(1, 1)
  })

  await test.step('Ctrl+E exports the pack, marked SAMPLE', async () => {
    await page.keyboard.press('Control+e')
    await expect(page.getByText(reportsTexts.en.sample)).toBeVisible()
    await page.getByRole('checkbox', { name: reportsTexts.en.format.html }).check({ force: true })
    const files = await screens.exportReport()
    for (const name of files.keys()) expect(name).toContain('SAMPLE')
    const contentOf = async (ending: string): Promise<Buffer> => {
      const download = [...files].find(([name]) => name.endsWith(ending))?.[1]
      return readFile((await download?.path()) ?? '')
    }
    expect((await contentOf('.pdf')).subarray(0, 5).toString()).toBe('%PDF-')
    expect((await contentOf('.html')).toString()).toContain('SAMPLE')
    expect(JSON.parse((await contentOf('.json')).toString())).toMatchObject({ sample: true })
  })

  await test.step("one's own file dropped anywhere opens Import with its source recognised", async () => {
    await screens.drop({ name: 'own.csv', content: await readFile(fixture('usage-small.csv')) })
    await expect(screens.button(importTexts.en.action.commit('368 rows'))).toBeVisible()
  })

  expect(Date.now() - begun).toBeLessThan(goldenPathMs)
})
