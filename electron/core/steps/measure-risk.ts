// The risk of a strategy: cost distribution hedged against unhedged on the same paths, margin path, stresses.
import type { DistributionData, RiskData, StrategyData } from '../../../shared/contract/hedge-commands.ts'
import type { NoteData } from '../../../shared/contract/scalars.ts'
import { makeNote } from '../../../shared/language/notes.ts'
import { businessDays, firstDayOf, monthOf, toEpochDay, toIsoDate, weekday } from '../../../shared/units/calendar.ts'
import { Decimal } from '../../../shared/units/decimal.ts'
import { decimalFromModel, minorUnitsOf, modelFromDecimal } from '../../../shared/units/model-border.ts'
import type { CostDistribution } from '../../../shared/worker/jobs.ts'
import { consequences } from './evaluate-hedge.ts'
import { type Position, positionOf } from './hedge-legs.ts'
import { leadDays } from './read-market.ts'
import type { Session } from './session.ts'
import { planMonths } from './spend-plan.ts'
import { spreads } from './spread.ts'

const level = 0.95
/** As the simulation counts them. */
const daysPerMonth = 21

export async function measureRisk(
  session: Session,
  strategy: StrategyData,
  scenario: string | undefined,
  signal?: AbortSignal,
): Promise<RiskData> {
  const position = await positionOf(session, strategy, scenario, signal)
  const { paths, risk, rows } = position
  const { plan } = paths
  const cents = minorUnitsOf(plan.settings.currency)
  const money = (value: number) => decimalFromModel(value, cents)
  const labels = planMonths(paths.spend)
  const [unhedgedDots, hedgedDots] = await spreads(
    session,
    [risk.unhedged, risk.hedged].map(({ totals }) => ({ values: totals, places: cents })),
  )
  const { liquidity } = plan.settings
  const stress = consequences(position, cents).peakMargin.stress
  const expected = risk.shocks.find((shock) => shock.shift === 0)
  return {
    run: session.runId('risk', plan.basis, {
      contracts: rows.map((row) => row.contracts),
      settings: plan.settings,
      assumptions: paths.assumptions,
    }),
    basis: plan.basis,
    strategy,
    currency: plan.settings.currency,
    level,
    unhedged: distribution(risk.unhedged, labels, money, unhedgedDots?.dots ?? []),
    hedged: distribution(risk.hedged, labels, money, hedgedDots?.dots ?? []),
    margin: {
      peakMean: money(risk.margin.peakMean),
      peakP95: money(risk.margin.peakP95),
      peakP95StandardError: money(risk.margin.peakP95StandardError),
      peakDate: position.leg ? simulatedDate(plan.basis.asOf, risk.margin.peakDay) : null,
      stress,
      liquidity,
      headroom: liquidity === null ? null : new Decimal(liquidity).minus(stress).toFixed(cents),
      path: Array.from(risk.margin.day, (day, i) => ({
        date: simulatedDate(plan.basis.asOf, day),
        p50: money(risk.margin.p50[i] ?? 0),
        p95: money(risk.margin.p95[i] ?? 0),
      })),
    },
    stresses: risk.shocks.map((shock) => ({
      id: `shift${shock.shift * 100}`,
      shift: shock.shift,
      spend: money(shock.spend),
      hedgeGain: money(shock.hedgeGain),
      net: money(shock.net),
      unhedged: money(shock.spend),
      peakMargin: money(shock.peakMargin),
    })),
    waterfall: [
      { id: 'unhedged', amount: money(expected?.spend ?? 0) },
      { id: 'hedge-gain', amount: money(-(expected?.hedgeGain ?? 0)) },
      { id: 'costs', amount: money(risk.costs) },
      { id: 'hedged', amount: money(expected?.net ?? 0) },
    ],
    reverseShift: reverseShift(position, liquidity),
    hedgeCorrelation: Number.isFinite(risk.hedgeCorrelation) ? risk.hedgeCorrelation : null,
    notes: notes(position, liquidity),
  }
}

function distribution(
  from: CostDistribution,
  labels: readonly string[],
  money: (value: number) => string,
  dots: string[],
): DistributionData {
  const { monthly } = from
  return {
    mean: money(from.mean),
    meanStandardError: money(from.meanStandardError),
    p05: money(from.quantiles[0] ?? 0),
    p50: money(from.median),
    p95: money(from.p95),
    p95StandardError: money(from.p95StandardError),
    cashFlowAtRisk: money(from.cashFlowAtRisk),
    cvar: money(from.cvar),
    cvarStandardError: money(from.cvarStandardError),
    overBudget: Number.isNaN(from.overBudget) ? null : from.overBudget,
    months: labels.map((month, m) => ({
      month,
      mean: money(monthly.mean[m] ?? 0),
      p05: money(monthly.p05[m] ?? 0),
      p50: money(monthly.p50[m] ?? 0),
      p95: money(monthly.p95[m] ?? 0),
    })),
    dots,
  }
}

/** The fall of the whole curve at which initial margin plus the loss use all liquidity; null when a fall to zero does not. */
function reverseShift({ leg }: Position, liquidity: string | null): number | null {
  if (!leg || liquidity === null) return null
  const worth = leg.contracts.reduce((sum, count, m) => sum + count * leg.size * (leg.forward[m] ?? 0), 0)
  const agreed = leg.contracts.reduce((sum, count, m) => sum + count * leg.size * (leg.entry[m] ?? 0), 0)
  const shift = (agreed * (1 + leg.marginRate) - modelFromDecimal(liquidity)) / worth - 1
  return shift < -1 ? null : Math.min(0, shift)
}

/**
 * The date of a day of the simulation, which counts business days (Monday to Friday) to the first month and then 21 to
 * every month: those are spread over the month's own business days, so that a month ends when it ends.
 */
function simulatedDate(asOf: string, day: number): string {
  const start = toEpochDay(asOf)
  const lead = leadDays(asOf)
  if (day <= lead) return toIsoDate(businessDay(start, day))
  const ahead = Math.floor((day - lead - 1) / daysPerMonth)
  const first = firstDayOf(monthOf(start) + 1 + ahead)
  const share = (day - lead - ahead * daysPerMonth) / daysPerMonth
  return toIsoDate(businessDay(first - 1, Math.ceil(share * businessDays(first, firstDayOf(monthOf(first) + 1)))))
}

/** The day `count` business days after another. */
function businessDay(after: number, count: number): number {
  let day = after
  for (let left = count; left > 0; ) if (weekday(++day) < 5) left -= 1
  return day
}

function notes({ leg, paths }: Position, liquidity: string | null): NoteData[] {
  const out: NoteData[] = []
  if (leg && liquidity === null) out.push(makeNote('liquidity-not-set', {}, 'warning'))
  if (Object.keys(paths.plan.settings.budget).length === 0) out.push(makeNote('no-budget'))
  out.push(makeNote('volatility-assumed', { volatility: `${(paths.plan.settings.volatility * 100).toFixed(0)} %` }))
  return [...out, ...paths.curve.notes]
}
