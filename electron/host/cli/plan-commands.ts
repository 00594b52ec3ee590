// The plan from the command line: usage, forecast, exposure, hedge, risk, report, and `plan`, which does them all.
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { ExposureData, ForecastData } from '../../../shared/contract/forecast-commands.ts'
import { type HedgeEvaluationData, reportFormats, Strategy, type StrategyData } from '../../../shared/contract/hedge-commands.ts'
import { UsageKey } from '../../../shared/contract/usage-commands.ts'
import { fail } from '../../../shared/language/failures.ts'
import { describeNote } from '../../../shared/language/notes.ts'
import { isoDate, oneOf, text, UsageError, wholeNumber } from './arguments.ts'
import { importFiles, importJson } from './import-files.ts'
import { homeCurrency, moneyText, type Outcome, type Run, table } from './run.ts'

export async function usageCommand(run: Run): Promise<Outcome> {
  const by = (text(run.given, 'by') ?? 'month').split(',').map((key) => {
    const parsed = UsageKey.safeParse(key.trim())
    if (!parsed.success) throw new UsageError(`--by knows no "${key}"; it can be ${UsageKey.options.join(', ')}.`)
    return parsed.data
  })
  const [from, to] = [isoDate(run.given, 'from'), isoDate(run.given, 'to')]
  const currency = text(run.given, 'currency')?.toUpperCase()
  const answer = await run.call('usage.query', {
    by,
    filter: { ...(from ? { from } : {}), ...(to ? { to } : {}) },
    ...(currency === undefined ? {} : { currency }),
  })
  const home = await homeCurrency(run)
  const flat = ({ keys, ...figures }: (typeof answer.rows)[number]) => ({ ...keys, ...figures })
  const rows = [
    [...by, 'input', 'cache read', 'cache write', 'output', 'requests', 'cost', ...(currency === undefined ? [] : [`in ${currency}`])],
    ...answer.rows.map((row) => [
      ...by.map((key) => row.keys[key] ?? ''),
      row.inputUncached,
      row.cacheRead,
      row.cacheWrite,
      row.output,
      row.requests,
      moneyText(row.cost, home),
      ...(row.converted === undefined
        ? []
        : [row.converted.amount ?? `${row.converted.known} + ${moneyText(row.converted.missing, home)} without a rate`]),
    ]),
  ]
  return {
    json: { rows: answer.rows.map(flat), totals: flat(answer.totals), notes: answer.notes.map((note) => describeNote(note, 'en')) },
    lines: [...table(rows), ...answer.notes.map((note) => describeNote(note, 'en'))],
  }
}

export async function forecastCommand(run: Run): Promise<Outcome> {
  const forecast = await run.call('forecast.run', {
    months: wholeNumber(run.given, 'months', 1),
    trials: wholeNumber(run.given, 'trials', 100),
    scenario: text(run.given, 'scenario'),
  })
  return { json: forecastJson(forecast), lines: forecastLines(forecast) }
}

export async function exposureCommand(run: Run): Promise<Outcome> {
  const [beta, contract] = [text(run.given, 'beta'), text(run.given, 'contract')]
  if (beta !== undefined && !(Number(beta) >= 0 && Number(beta) <= 3))
    throw new UsageError(`--beta is "${beta}"; a number from 0 to 3 is needed.`)
  if (beta !== undefined || contract !== undefined) {
    await run.call('exposure.set', {
      ...(beta === undefined ? {} : { beta: Number(beta) }),
      ...(contract === undefined ? {} : { contract }),
    })
  }
  const exposure = await run.call('exposure.measure', { scenario: text(run.given, 'scenario') })
  return { json: exposureJson(exposure), lines: exposureLines(exposure) }
}

export async function hedgeCommand(run: Run): Promise<Outcome> {
  const [what, ...rest] = run.given.words
  const scenario = text(run.given, 'scenario')
  if (rest.length > 0 || (what !== 'evaluate' && what !== 'compare'))
    throw new UsageError('Usage: ballast hedge evaluate --strategy FILE|ID|none, or ballast hedge compare')
  if (what === 'compare') {
    const { evaluations } = await run.call('hedge.compare', { scenario })
    return { json: { evaluations: evaluations.map(hedgeJson) }, lines: hedgeLines(evaluations) }
  }
  const evaluation = await run.call('hedge.evaluate', { ...(await strategyAsk(text(run.given, 'strategy'))), scenario })
  return { json: hedgeJson(evaluation), lines: hedgeLines([evaluation]) }
}

export async function riskCommand(run: Run): Promise<Outcome> {
  const risk = await run.call('risk.measure', { id: text(run.given, 'strategy'), scenario: text(run.given, 'scenario') })
  const rows = [
    ['', 'unhedged', 'hedged'],
    ...(['mean', 'p05', 'p50', 'p95', 'p95StandardError', 'cashFlowAtRisk', 'cvar', 'cvarStandardError'] as const).map((key) => [
      key,
      risk.unhedged[key],
      risk.hedged[key],
    ]),
  ]
  return {
    json: risk,
    lines: [
      ...table(rows),
      `Peak margin: ${risk.margin.peakP95} (1 in 20), ${risk.margin.stress} (prices -60 %)`,
      ...risk.notes.map((note) => describeNote(note, 'en')),
    ],
  }
}

export async function reportCommand(run: Run): Promise<Outcome> {
  const out = text(run.given, 'out')
  if (out === undefined) throw new UsageError('Name the folder for the documents: --out DIR')
  const formats = (text(run.given, 'format') ?? 'pdf,xlsx,csv,json').split(',').map((format) => {
    const found = reportFormats.find((each) => each === format.trim())
    if (!found) throw new UsageError(`--format knows no "${format}"; it can be ${reportFormats.join(', ')}.`)
    return found
  })
  const report = await run.call('report.write', {
    formats,
    language: oneOf(run.given, 'lang', ['en', 'zh']) ?? 'en',
    strategy: text(run.given, 'strategy'),
    outDir: resolve(out),
  })
  return {
    json: { version: report.version, files: report.files, notes: report.notes.map((note) => describeNote(note, 'en')) },
    lines: [...report.files.map((file) => file.path), ...report.notes.map((note) => describeNote(note, 'en'))],
  }
}

/** The main job in one go. */
export async function planCommand(run: Run): Promise<Outcome> {
  const out = text(run.given, 'out')
  if (out === undefined) throw new UsageError('Name the folder for the documents: --out DIR')
  const imported = await importFiles(run, false)
  const { failed } = imported
  if (failed) return { json: { import: importJson(imported) }, lines: [], failure: failed }
  const curve = text(run.given, 'curve')
  if (curve !== undefined) {
    const { contract } = await run.call('exposure.get', {})
    await run.call('market.paste', { contract, kind: 'quotes', path: resolve(curve), source: curve, commit: true })
  }
  const [months, trials] = [wholeNumber(run.given, 'months', 1), wholeNumber(run.given, 'trials', 100)]
  if (months !== undefined || trials !== undefined)
    await run.call('settings.set', {
      ...(months === undefined ? {} : { horizonMonths: months }),
      ...(trials === undefined ? {} : { trials }),
    })
  const strategy = text(run.given, 'strategy')
  const forecast = await run.call('forecast.run', {})
  const exposure = await run.call('exposure.measure', {})
  const none = await run.call('hedge.evaluate', { id: 'none' })
  const hedge = await run.call('hedge.evaluate', { id: strategy })
  const risk = await run.call('risk.measure', { id: strategy })
  const report = await run.call('report.write', {
    outDir: resolve(out),
    language: oneOf(run.given, 'lang', ['en', 'zh']) ?? 'en',
    strategy,
  })
  const info = await run.call('app.info', {})
  const notes = report.notes.map((note) => describeNote(note, 'en'))
  return {
    json: {
      workspace: info.workspace?.path ?? '',
      import: importJson(imported),
      forecast: forecastJson(forecast),
      exposure: exposureJson(exposure),
      hedge: hedgeJson(hedge),
      risk,
      files: report.files,
      version: report.version,
      notes,
    },
    lines: [
      ...forecastLines(forecast),
      '',
      ...exposureLines(exposure),
      '',
      ...hedgeLines([none, hedge]),
      '',
      ...report.files.map((file) => file.path),
      ...notes,
    ],
  }
}

/** Where `plan` keeps its workspace when none is named. */
export function planWorkspace(out: string): string {
  return join(resolve(out), 'plan.ballast')
}

/** A saved strategy by id, or a draft from a JSON file. */
async function strategyAsk(name: string | undefined): Promise<{ id?: string; draft?: StrategyData }> {
  if (name === undefined) return {}
  if (!/[./\\]/.test(name)) return { id: name }
  const content = await readFile(resolve(name), 'utf8').catch(() => {
    throw fail('file-not-found', { file: name }, { file: name })
  })
  const parsed = Strategy.safeParse(safeJson(content))
  if (!parsed.success)
    throw fail(
      'bad-strategy-file',
      { file: name, field: parsed.error.issues[0]?.path.join('.') ?? '', problem: parsed.error.issues[0]?.message ?? '' },
      { file: name },
    )
  return { draft: parsed.data }
}

function safeJson(content: string): unknown {
  try {
    return JSON.parse(content)
  } catch {
    return undefined
  }
}

const forecastJson = ({ basis, ...forecast }: ForecastData) => ({ ...forecast, basis, seed: basis.seed })
const exposureJson = (exposure: ExposureData) => ({
  ...exposure,
  factors: [
    {
      contract: exposure.contract,
      unit: exposure.unit,
      beta: exposure.assumptions.beta,
      betaSource: exposure.assumptions.betaSource,
      ratio: exposure.ratio,
    },
  ],
})
const hedgeJson = (evaluation: HedgeEvaluationData) => ({
  ...evaluation,
  binding: [...evaluation.notes, ...evaluation.months.flatMap((month) => month.notes)]
    .filter((note) => note.severity === 'breach')
    .map((note) => describeNote(note, 'en')),
})

function forecastLines(forecast: ForecastData): string[] {
  const rows = [
    ['month', 'P5', 'P50', 'P95', 'mean', 'tokens (mean)'],
    ...forecast.months.map(({ month, spend, tokens }) => [month, spend.p05, spend.p50, spend.p95, spend.mean, tokens.mean]),
  ]
  return [
    `Spend in ${forecast.currency}, ${forecast.basis.trials} trials, seed ${forecast.basis.seed}`,
    ...table(rows),
    ...forecast.notes.map((note) => describeNote(note, 'en')),
  ]
}

function exposureLines(exposure: ExposureData): string[] {
  const rows = [
    ['exposure', exposure.currency, 'share', 'source'],
    ...exposure.statement.map(({ id, amount, share, provenance }) => [
      id,
      amount,
      `${(share * 100).toFixed(1)} %`,
      `${provenance.kind}: ${provenance.source}`,
    ]),
  ]
  return [...table(rows), ...[...exposure.remainder, ...exposure.notes].map((note) => describeNote(note, 'en'))]
}

function hedgeLines(evaluations: readonly HedgeEvaluationData[]): string[] {
  const rows = [
    ['strategy', 'contracts', 'expected', 'P95', '-60 %', '+60 %', 'peak margin P95', 'stress', 'costs'],
    ...evaluations.map(({ strategy, totals, consequences: six }) => [
      strategy.name,
      String(totals.contracts),
      six.expected,
      six.p95,
      six.down60,
      six.up60,
      six.peakMargin.p95,
      six.peakMargin.stress,
      six.costs,
    ]),
  ]
  const notes = evaluations.flatMap((each) => [...each.notes, ...each.months.flatMap((month) => month.notes)])
  return [...table(rows), ...new Set(notes.map((note) => describeNote(note, 'en')))]
}
