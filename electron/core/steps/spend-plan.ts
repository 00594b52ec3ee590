// Simulated tokens and spend by provider and month: the one set of paths that forecast, exposure, hedge and risk share.
// Every line is simulated in money at its recent unit price, so that lines add up in one unit and a back-test means
// something; tokens come back by the same price, and announced price steps and events then act on each path.
// Totals are sums on each path, never of quantiles. Arrays of paths: index = path * months + month.

import type { ScenarioData } from '../../../shared/contract/forecast-commands.ts'
import { fail } from '../../../shared/language/failures.ts'
import { daysInMonth, firstDayOf, monthLabel, monthOf, toEpochDay, toMonth } from '../../../shared/units/calendar.ts'
import type { ForecastJobResult } from '../../../shared/worker/jobs.ts'
import type { Coverage, DailyLine } from '../ledger/types.ts'
import type { PlanBasis } from './plan-basis.ts'
import { announcedSteps, type PriceStep } from './price-steps.ts'
import type { Session } from './session.ts'

export interface SpendLine {
  readonly provider: string
  readonly model: string
  /** Tokens per month, path by path; null for money without tokens. */
  readonly tokens: Float64Array | null
  readonly spend: Float64Array
  /** Money per token by month; NaN without tokens. */
  readonly price: Float64Array
}

export interface SpendPlan {
  readonly firstMonth: number
  readonly months: number
  readonly trials: number
  readonly lines: readonly SpendLine[]
  readonly tokens: Float64Array
  readonly spend: Float64Array
  readonly steps: readonly PriceStep[]
  /** What the forecast says of itself; its paths live on in the lines. */
  readonly result: Omit<ForecastJobResult, 'paths'>
  /** Share of the history's last 90 days of tokens that has no price. */
  readonly unpricedShare: number
  /** Mean monthly spend of the last 90 days by other currency. */
  readonly otherCurrencies: Readonly<Record<string, number>>
  readonly scenario: ScenarioData
}

/** Lines simulated one by one; the rest of the money and tokens go together as 'other'. */
const mostLines = 30
const recentDays = 90

export function spendPlan(session: Session, plan: PlanBasis, scenario: ScenarioData, signal?: AbortSignal): Promise<SpendPlan> {
  return session.once('spend-plan', { plan: plan.key, scenario }, (shared) => simulate(session, plan, scenario, shared), signal)
}

async function simulate(session: Session, { basis, settings }: PlanBasis, scenario: ScenarioData, signal: AbortSignal): Promise<SpendPlan> {
  const [series, coverage] = await Promise.all([
    session.workspace.usage.daily({ by: ['provider', 'model'], filter: { to: basis.asOf } }),
    session.workspace.usage.coverage(),
  ])
  const firstMonth = monthOf(toEpochDay(basis.asOf)) + 1
  const months = settings.horizonMonths
  const recent = Math.max(0, series.days - recentDays)
  const candidates = series.lines.map((line) => candidate(line, settings.currency, recent)).filter((each) => each.weight > 0)
  if (candidates.length === 0) throw fail('no-spend', { currency: settings.currency })
  const kept = gather(candidates)
  const gaps = gapDays(coverage, series.firstDay, series.days)
  const job = kept.map((each) => ({
    key: each.key,
    daily: withGaps(each.daily, gaps.get(each.provider)),
  }))
  const { paths, ...result } = await session.run(
    { kind: 'forecast', series: job, firstDay: series.firstDay, firstMonth, months, trials: basis.trials, seed: basis.seed },
    signal,
  )
  const steps = await announcedSteps(session, settings.currency, basis.asOf, firstMonth, months, kept)
  const lines = kept.map((each, index) =>
    priced(each, paths[index] ?? new Float64Array(basis.trials * months), firstMonth, months, steps, scenario),
  )
  return {
    firstMonth,
    months,
    trials: basis.trials,
    lines,
    tokens: sumOf(
      lines.flatMap((line) => (line.tokens ? [line.tokens] : [])),
      basis.trials * months,
    ),
    spend: sumOf(
      lines.map((line) => line.spend),
      basis.trials * months,
    ),
    steps,
    result,
    unpricedShare: unpricedShare(series.lines, recent),
    otherCurrencies: otherCurrencies(series.lines, settings.currency, recent, series.days),
    scenario,
  }
}

interface Candidate {
  /** Names its random numbers, so that a line keeps its draws whatever other lines there are. */
  readonly key: string
  readonly provider: string
  readonly model: string
  readonly byTokens: boolean
  readonly daily: Float64Array
  /** Recent money per token; 0 when tokens have no price, NaN for money without tokens. */
  readonly unitPrice: number
  /** Recent tokens by bucket, for the effect of an announced price step. */
  readonly mix: { input: number; cacheRead: number; cacheWrite: number; output: number }
  readonly weight: number
}

function candidate(line: DailyLine, currency: string, recent: number): Candidate {
  const cost = line.cost[currency]
  const recentTokens = sum(line.totalTokens, recent)
  const recentCost = cost ? sum(cost, recent) : 0
  const anyTokens = sum(line.totalTokens, 0) > 0
  const unitPrice = !anyTokens
    ? Number.NaN
    : recentTokens > 0
      ? recentCost / recentTokens
      : sum(cost ?? new Float64Array(0), 0) / sum(line.totalTokens, 0)
  const perToken = valuePerToken(unitPrice)
  const [provider, model] = [line.keys.provider ?? '', line.keys.model ?? '']
  return {
    key: `${provider}/${model}/${anyTokens ? 'tokens' : 'money'}`,
    provider,
    model,
    byTokens: anyTokens,
    daily: anyTokens
      ? line.totalTokens.map((tokens) => tokens * perToken)
      : withoutCredits(cost ?? new Float64Array(line.totalTokens.length)),
    unitPrice,
    mix: {
      input: sum(line.inputUncached, recent),
      cacheRead: sum(line.cacheRead, recent),
      cacheWrite: sum(line.cacheWrite, recent),
      output: sum(line.output, recent),
    },
    // Ranks the lines: money first, tokens without money behind it.
    weight: (cost ? Math.abs(sum(cost, 0)) : 0) + sum(line.totalTokens, 0) * 1e-12,
  }
}

interface Group extends Candidate {
  readonly money: number
}

/** Credits and refunds are single events: they lower past spend, and no forecast repeats them. */
const withoutCredits = (money: Float64Array): Float64Array => money.map((amount) => Math.max(0, amount))

/** Money per token a line is simulated at; tokens without a price count next to nothing beside money, but keep their shape. */
const valuePerToken = (unitPrice: number): number => (unitPrice > 0 ? unitPrice : 1e-12)

/** The largest lines by themselves; what is left is one money line per provider, with its tokens beside it. */
function gather(candidates: readonly Candidate[]): Candidate[] {
  const ranked = [...candidates].sort((a, b) => b.weight - a.weight || (a.provider + a.model < b.provider + b.model ? -1 : 1))
  const kept = ranked.slice(0, mostLines)
  const groups = new Map<string, Group>()
  for (const each of ranked.slice(mostLines)) {
    const id = `${each.provider}/${each.byTokens}`
    const group = groups.get(id)
    groups.set(
      id,
      group ? merged(group, each) : { ...each, key: `${id}/rest`, model: 'other', daily: each.daily.slice(), money: sum(each.daily, 0) },
    )
  }
  return [...kept, ...groups.values()]
}

function merged(group: Group, each: Candidate): Group {
  const weightOf = (one: Candidate) => sum(one.daily, 0)
  const total = group.money + weightOf(each)
  for (let day = 0; day < group.daily.length; day++) group.daily[day] = (group.daily[day] ?? 0) + (each.daily[day] ?? 0)
  // Money over tokens of both: the harmonic mean of the prices, weighted by money.
  const tokens = weightOf(each) / valuePerToken(each.unitPrice) + group.money / valuePerToken(group.unitPrice)
  return {
    ...group,
    unitPrice: Number.isNaN(group.unitPrice) ? Number.NaN : total / tokens,
    money: total,
    weight: group.weight + each.weight,
  }
}

/** A provider whose files end no longer than this before the others' is late, not gone. */
const lateDays = 62

/** Days without data that are unknown, not zero: months missing between others, and the tail of a late provider. */
function gapDays(coverage: Coverage, firstDay: number, days: number): Map<string, readonly [number, number][]> {
  return new Map(
    coverage.providers.map(({ provider, missing, firstDay: first, lastDay: last, reportedTo }) => {
      const gaps = missing
        .filter((month) => month > first.slice(0, 7) && month < last.slice(0, 7))
        .map((month): [number, number] => {
          const start = firstDayOf(toMonth(month)) - firstDay
          return [Math.max(0, start), Math.min(days, start + daysInMonth(toMonth(month)))]
        })
      const silent = toEpochDay(reportedTo) + 1 - firstDay
      return [provider, silent < days && days - silent <= lateDays ? [...gaps, [silent, days] as [number, number]] : gaps]
    }),
  )
}

function withGaps(daily: Float64Array, gaps: readonly [number, number][] | undefined): Float64Array {
  if (!gaps || gaps.length === 0) return daily
  const known = daily.slice()
  for (const [from, to] of gaps) known.fill(Number.NaN, from, to)
  return known
}

function priced(
  each: Candidate,
  volume: Float64Array,
  firstMonth: number,
  months: number,
  steps: readonly PriceStep[],
  scenario: ScenarioData,
): SpendLine {
  const volumes = withEvents(volume, each, firstMonth, months, scenario)
  if (!each.byTokens)
    return { provider: each.provider, model: each.model, tokens: null, spend: volumes, price: new Float64Array(months).fill(Number.NaN) }
  const tokens = volumes.map((money) => money / valuePerToken(each.unitPrice))
  const price = new Float64Array(months).fill(each.unitPrice)
  for (const step of steps) {
    if (step.provider !== each.provider || step.model !== each.model) continue
    for (let month = Math.max(0, step.month - firstMonth); month < months; month++) price[month] = (price[month] ?? 0) * step.factor
  }
  const spend = tokens.map((count, i) => count * (price[i % months] ?? 0))
  return { provider: each.provider, model: each.model, tokens, spend, price }
}

function withEvents(volume: Float64Array, each: Candidate, firstMonth: number, months: number, scenario: ScenarioData): Float64Array {
  const events = scenario.events.filter(
    (event) => (event.provider ?? each.provider) === each.provider && (event.model ?? each.model) === each.model,
  )
  if (events.length === 0) return volume
  const factor = new Float64Array(months).fill(1)
  for (const event of events) {
    for (let month = Math.max(0, toMonth(event.month) - firstMonth); month < months; month++)
      factor[month] = (factor[month] ?? 1) * event.factor
  }
  return volume.map((value, i) => value * (factor[i % months] ?? 1))
}

function sumOf(arrays: readonly Float64Array[], length: number): Float64Array {
  const total = new Float64Array(length)
  for (const array of arrays) for (let i = 0; i < length; i++) total[i] = (total[i] ?? 0) + (array[i] ?? 0)
  return total
}

/** Mean over paths per month. */
export function monthlyMeans(paths: Float64Array, months: number): Float64Array {
  const means = new Float64Array(months)
  const trials = paths.length / months
  for (let i = 0; i < paths.length; i++) means[i % months] = (means[i % months] ?? 0) + (paths[i] ?? 0)
  return means.map((total) => total / trials)
}

export function planMonths(plan: { readonly firstMonth: number; readonly months: number }): string[] {
  return Array.from({ length: plan.months }, (_, month) => monthLabel(plan.firstMonth + month))
}

function unpricedShare(lines: readonly DailyLine[], recent: number): number {
  const total = lines.reduce((tokens, line) => tokens + sum(line.totalTokens, recent), 0)
  return total > 0 ? lines.reduce((tokens, line) => tokens + sum(line.unpricedTokens, recent), 0) / total : 0
}

function otherCurrencies(lines: readonly DailyLine[], own: string, recent: number, days: number): Record<string, number> {
  const monthly: Record<string, number> = {}
  for (const line of lines) {
    for (const [currency, cost] of Object.entries(line.cost)) {
      if (currency !== own) monthly[currency] = (monthly[currency] ?? 0) + (sum(cost, recent) / Math.max(1, days - recent)) * (365 / 12)
    }
  }
  return monthly
}

function sum(values: Float64Array, from: number): number {
  let total = 0
  for (let i = from; i < values.length; i++) total += values[i] ?? 0
  return total
}
