// Fills a new workspace with the fictional firm, through the same steps a person takes: import, settings, prices,
// quotes, strategies. It shows every state, bad ones included: rejected rows, a missing month, a policy breach.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monthLabel, toMonth } from '../../../shared/units/calendar.ts'
import { Decimal } from '../../../shared/units/decimal.ts'
import { ladderCover } from '../steps/evaluate-hedge.ts'
import { changeAssumptions } from '../steps/exposure-paths.ts'
import { forecastSpend } from '../steps/forecast-spend.ts'
import { freezeReport } from '../steps/freeze-report.ts'
import { commitImport, previewImport } from '../steps/import-usage.ts'
import { pastePrices } from '../steps/read-market.ts'
import { saveScenario } from '../steps/scenarios.ts'
import type { Session } from '../steps/session.ts'
import { changeSettings } from '../steps/settings.ts'
import { saveStrategy } from '../steps/strategies.ts'
import { sampleFiles } from './usage-files.ts'

const company = 'Northgate Freight (fictional)'
const months = Array.from({ length: 12 }, (_, i) => monthLabel(toMonth('2026-10') + i))
/** A falling curve, made up for the sample. */
const curve = ['3.40', '3.36', '3.33', '3.29', '3.26', '3.22', '3.19', '3.16', '3.13', '3.10', '3.07', '3.04']

export async function buildSample(session: Session): Promise<void> {
  await session.workspace.change('sample.mark', { label: 'Make the sample workspace' }, (write) => write.put('sample', 'mark', { company }))
  await changeSettings(session, { company, liquidity: '1800000.00' })
  await importFiles(session)
  await changeSettings(session, { budget: await budget(session) })
  await pastePrices(session, {
    contract: 'NYMEX:GPU1',
    kind: 'quotes',
    text: months.map((month, i) => `${month}\t${curve[i]}`).join('\n'),
    asOf: '2026-08-20',
    source: 'made up for the sample',
    commit: true,
  })
  await changeAssumptions(session, {
    splits: [{ provider: 'anthropic', committedShare: 0.25, volumeOnlyShare: 0.15, source: 'enterprise agreement of 2026-01 (fictional)' }],
    beta: 0.6,
    betaSource: 'user',
    betaNote: 'treasury estimate, 2026-09 (fictional)',
  })
  await saveScenario(session, {
    name: 'Assistant launch',
    events: [{ month: '2027-01', factor: 1.35, provider: 'openai', note: 'Launch of the customer assistant', owner: 'Head of Support' }],
  })
  await saveScenario(session, { name: 'Slow year', events: [{ month: '2026-11', factor: 0.7, note: 'Volume 30 % lower', owner: 'CFO' }] })
  await saveStrategy(session, { id: 'a', name: 'My A', kind: 'manual', cover: await coverWithBreach(session) }, true)
  await freezeReport(session, { workspace: 'Sample', sample: true }, undefined)
}

async function importFiles(session: Session): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'ballast-sample-'))
  try {
    const files = sampleFiles().map(({ name, text }) => {
      writeFileSync(join(folder, name), text)
      return { path: join(folder, name), name }
    })
    const answers = Object.fromEntries(files.slice(1).map(({ name }) => [name, { cachedInInput: 'no' as const }]))
    const preview = await previewImport(session, { files, options: {}, answers, mode: 'add' })
    await commitImport(session, preview.id)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A budget made a year earlier: 4 % below today's expectation, in round thousands. */
async function budget(session: Session): Promise<Record<string, string>> {
  const forecast = await forecastSpend(session)
  const round = (amount: string) => new Decimal(amount).times('0.96').div(1000).round().times(1000).toFixed(2)
  const past = forecast.history.slice(-12).map(({ month, spend }) => [month, round(spend)] as const)
  return Object.fromEntries([...past, ...forecast.months.map(({ month, spend }) => [month, round(spend.mean)] as const)])
}

/** Inside policy everywhere but in March, where it is short by a little: the breach a newcomer mends first. */
async function coverWithBreach(session: Session): Promise<Record<string, number>> {
  const cover = await ladderCover(session)
  return { ...cover, '2027-03': 52 }
}
