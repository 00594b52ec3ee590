// The monthly five-minute answer: next quarter, the worst fall, the worst cash day, and what needs attention.
// It only reads what the other steps compute; a part that cannot be computed is null, never zero.

import type { ForecastData } from '../../../shared/contract/forecast-commands.ts'
import type { HedgeEvaluationData, OverviewData } from '../../../shared/contract/hedge-commands.ts'
import { makeNote } from '../../../shared/language/notes.ts'
import { FailureError } from '../../../shared/result/failure.ts'
import { evaluateHedge } from './evaluate-hedge.ts'
import { forecastSpend } from './forecast-spend.ts'
import { measureRisk } from './measure-risk.ts'
import { unpricedNote } from './read-usage.ts'
import type { Session } from './session.ts'
import { readSettings } from './settings.ts'
import { readStrategy } from './strategies.ts'

/** Months of history shown before the forecast. */
const shownHistory = 12

export async function readOverview(session: Session, signal?: AbortSignal): Promise<OverviewData> {
  const settings = await readSettings(session)
  const strategy = await readStrategy(session, undefined)
  const forecast = await expected(() => forecastSpend(session, {}, signal))
  const evaluation = forecast ? await expected(() => evaluateHedge(session, strategy, undefined, signal)) : null
  const risk = evaluation ? await expected(() => measureRisk(session, strategy, undefined, signal)) : null
  const none =
    evaluation && strategy.kind !== 'none'
      ? await expected(() => evaluateHedge(session, { id: 'none', name: 'No hedge', kind: 'none', cover: {} }, undefined, signal))
      : evaluation
  const attention = await attentionList(session, forecast, evaluation)
  const quarter = forecast?.quarters[0]
  const versions = await session.workspace.documents.list('report-version')
  return {
    basis: evaluation?.basis ?? forecast?.basis ?? null,
    currency: settings.currency,
    steps: {
      import: forecast ? (attention.some((each) => each.screen === 'import') ? 'attention' : 'done') : 'empty',
      plan: forecast
        ? attention.some((each) => each.screen === 'forecast' || each.screen === 'exposure')
          ? 'attention'
          : 'done'
        : 'empty',
      hedge: evaluation ? (attention.some((each) => each.screen === 'desk' || each.screen === 'market') ? 'attention' : 'done') : 'empty',
      prove: versions.length > 0 ? 'done' : 'empty',
    },
    strategy: strategy.name,
    nextQuarter: quarter ? { label: quarter.label, expected: quarter.spend.mean, p95: quarter.spend.p95, budget: quarter.budget } : null,
    down60: evaluation && none ? { hedged: evaluation.consequences.down60, unhedged: none.consequences.down60 } : null,
    peakMargin: evaluation ? { ...evaluation.consequences.peakMargin, date: risk?.margin.peakDate ?? null } : null,
    months: forecast ? monthRows(forecast, settings.budget) : [],
    attention,
  }
}

/** The result, or null when the reason is an expected one (no usage, no curve); the screens of those steps say why. */
async function expected<T>(compute: () => Promise<T>): Promise<T | null> {
  try {
    return await compute()
  } catch (thrown) {
    if (thrown instanceof FailureError && thrown.failure.kind !== 'bug' && thrown.failure.kind !== 'cancelled') return null
    throw thrown
  }
}

function monthRows(forecast: ForecastData, budget: Readonly<Record<string, string>>): OverviewData['months'] {
  return [
    ...forecast.history
      .slice(-shownHistory)
      .map(({ month, spend }) => ({ month, actual: spend, forecast: null, budget: budget[month] ?? null })),
    ...forecast.months.map(({ month, spend }) => ({ month, actual: null, forecast: spend.mean, budget: budget[month] ?? null })),
  ]
}

async function attentionList(
  session: Session,
  forecast: ForecastData | null,
  evaluation: HedgeEvaluationData | null,
): Promise<OverviewData['attention']> {
  const out: OverviewData['attention'] = []
  for (const row of evaluation?.months ?? []) {
    for (const note of row.notes) if (note.severity === 'breach') out.push({ ...note, screen: 'desk', month: row.month })
  }
  const marketCodes = new Set(['reference-curve', 'stale-quote', 'no-quote', 'not-tradable'])
  const says = new Set(evaluation?.notes.map((note) => note.code))
  for (const note of evaluation?.notes ?? []) {
    if (note.code === 'no-trade-today' && says.has('not-tradable')) continue // one sentence is enough
    if (note.severity !== 'info')
      out.push({
        ...note,
        screen: marketCodes.has(note.code)
          ? 'market'
          : note.code === 'beta-assumed'
            ? 'exposure'
            : note.code === 'liquidity-not-set'
              ? 'risk'
              : 'desk',
        month: null,
      })
  }
  for (const note of forecast?.notes ?? []) if (note.severity !== 'info') out.push({ ...note, screen: 'forecast', month: null })
  const unpriced = await session.workspace.usage.unpriced()
  if (unpriced.length > 0) out.push({ ...unpricedNote(unpriced), screen: 'usage', month: null })
  for (const file of await session.workspace.usage.files()) {
    if (file.rejected > 0 && !file.undone)
      out.push({
        ...makeNote('attention-rejected', { rows: String(file.rejected), file: file.name }, 'warning'),
        screen: 'import',
        month: null,
      })
  }
  return out
}
