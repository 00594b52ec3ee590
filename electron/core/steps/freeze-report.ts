// Gathers one frozen result from the steps and stores it as the next version; the documents are written from it alone.
import type { FrozenResult } from '../../../shared/contract/frozen.ts'
import { ReportVersion, type ReportVersionData } from '../../../shared/contract/hedge-commands.ts'
import { Decimal } from '../../../shared/units/decimal.ts'
import { decimalFromModel, minorUnitsOf } from '../../../shared/units/model-border.ts'
import { compareHedges } from './evaluate-hedge.ts'
import { forecastSpend } from './forecast-spend.ts'
import { positionOf } from './hedge-legs.ts'
import { measureExposure } from './measure-exposure.ts'
import { measureRisk } from './measure-risk.ts'
import { readContract, readCurve } from './read-market.ts'
import { usageRow } from './read-usage.ts'
import type { Session } from './session.ts'
import { readSettings } from './settings.ts'
import { readStrategy } from './strategies.ts'

/** Rows of the workbook's simulation sheet. */
const mostTrials = 10_000

export async function freezeReport(
  session: Session,
  about: { workspace: string; sample: boolean },
  strategyId: string | undefined,
  signal?: AbortSignal,
): Promise<FrozenResult> {
  const strategy = await readStrategy(session, strategyId)
  const settings = await readSettings(session)
  const [forecast, exposure] = [await forecastSpend(session, {}, signal), await measureExposure(session, undefined, signal)]
  const evaluations = await compareHedges(session, undefined, signal)
  const risk = await measureRisk(session, strategy, undefined, signal)
  const position = await positionOf(session, strategy, undefined, signal)
  const { usage } = session.workspace
  const [months, totals, coverage, files] = await Promise.all([
    usage.query({ by: ['month', 'provider', 'model'], filter: { to: forecast.basis.asOf } }),
    usage.query({ by: [], filter: { to: forecast.basis.asOf } }),
    usage.coverage(),
    usage.files(),
  ])
  const cents = minorUnitsOf(settings.currency)
  const content = {
    company: settings.company,
    workspace: about.workspace,
    sample: about.sample,
    asOf: forecast.basis.asOf,
    settings,
    data: {
      firstDay: coverage.firstDay ?? '',
      // What lies after the as-of date is no part of this result.
      lastDay: coverage.lastDay === null ? '' : coverage.lastDay < forecast.basis.asOf ? coverage.lastDay : forecast.basis.asOf,
      providers: coverage.providers.map((each) => each.provider),
      imports: files
        .filter((file) => !file.undone)
        .map((file) => ({
          file: file.name,
          format: file.format,
          read: file.new + file.updated + file.unchanged + file.rejected,
          new: file.new,
          updated: file.updated,
          unchanged: file.unchanged,
          rejected: file.rejected,
        })),
      spendToDate: { ...totals.totals.cost },
      estimatedShare: estimatedShare(totals.totals.cost[settings.currency], totals.totals.estimated[settings.currency]),
    },
    usage: months.rows.map((row) => usageRow(row.keys, row)),
    forecast,
    exposure,
    contract: await readContract(session, exposure.contract),
    curve: await readCurve(session, exposure.contract),
    evaluations,
    chosen: strategy.id,
    risk,
    trials: Array.from(position.risk.unhedged.totals.subarray(0, mostTrials), (unhedged, path) => ({
      unhedged: decimalFromModel(unhedged, cents),
      hedged: decimalFromModel(position.risk.hedged.totals[path] ?? 0, cents),
    })),
  }
  return store(session, strategy.name, content)
}

export async function listVersions(session: Session): Promise<ReportVersionData[]> {
  return (await session.workspace.documents.list('report-version')).map((document) => ReportVersion.parse(document.body)).reverse()
}

/**
 * The same content keeps its version and is read back as it was frozen; new content gets the next number. A revision
 * alone, such as that of freezing itself, is no new content.
 */
async function store(session: Session, strategy: string, content: Omit<FrozenResult, 'version'>): Promise<FrozenResult> {
  const { workspace, around } = session
  const hash = around.fingerprint(withoutRevisions(content))
  const versions = await listVersions(session)
  const known = versions.find((each) => each.hash === hash)
  if (known) {
    const stored = await workspace.documents.get('frozen', idOf(known.version))
    return { ...content, ...(stored?.body as object | undefined), version: known }
  }
  const version: ReportVersionData = {
    version: (versions[0]?.version ?? 0) + 1,
    run: content.risk.run,
    createdAt: around.clock(),
    strategy,
    hash,
  }
  if (!workspace.readOnly) {
    await workspace.change(
      'report.freeze',
      { label: `Freeze version ${version.version}`, params: { version: String(version.version) } },
      async (write) => {
        await write.put('report-version', idOf(version.version), version)
        await write.put('frozen', idOf(version.version), content)
      },
    )
  }
  return { version, ...content }
}

const idOf = (version: number): string => String(version).padStart(6, '0')

/** The content without the numbers that only say after which change it was computed. */
function withoutRevisions(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutRevisions)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, part]) => (key === 'revision' || key === 'run' ? [] : [[key, withoutRevisions(part)]])),
  )
}

function estimatedShare(cost: string | undefined, estimated: string | undefined): number | null {
  if (cost === undefined || new Decimal(cost).isZero()) return null
  return new Decimal(estimated ?? '0').div(cost).toNumber()
}
