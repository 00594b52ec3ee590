// The exposure statement: from expected spend to what a contract can hedge, every arrow an assumption with its source.
import type { ExposureData } from '../../../shared/contract/forecast-commands.ts'
import type { NoteData, ProvenanceData } from '../../../shared/contract/scalars.ts'
import { makeNote } from '../../../shared/language/notes.ts'
import { Decimal } from '../../../shared/units/decimal.ts'
import { decimalFromModel, minorUnitsOf, modelFromDecimal } from '../../../shared/units/model-border.ts'
import { type ExposurePaths, exposurePaths } from './exposure-paths.ts'
import type { Session } from './session.ts'
import { monthlyMeans, planMonths } from './spend-plan.ts'
import { horizonValues, spreads } from './spread.ts'

/** Standard normal quantile at 95 %. */
const z95 = 1.6448536269514722

export async function measureExposure(session: Session, scenario: string | undefined, signal?: AbortSignal): Promise<ExposureData> {
  const paths = await exposurePaths(session, scenario, signal)
  const { basis, settings } = paths.plan
  const exposure = await session.once(
    'exposure',
    { paths: paths.key, volatility: settings.volatility, basisSigma: settings.basisSigma, notes: paths.curve.notes, ratio: paths.ratio },
    () => describe(session, paths),
  )
  return { ...exposure, run: session.runId('exposure', basis, paths.assumptions), basis }
}

async function describe(session: Session, paths: ExposurePaths): Promise<Omit<ExposureData, 'run' | 'basis'>> {
  const { plan, spend, assumptions, contract, forward } = paths
  const { beta } = assumptions
  const labels = planMonths(spend)
  const cents = minorUnitsOf(plan.settings.currency)
  const money = (value: number) => decimalFromModel(value, cents)
  const means = {
    spend: monthlyMeans(spend.spend, spend.months),
    committed: monthlyMeans(paths.committed, spend.months),
    volumeOnly: monthlyMeans(paths.volumeOnly, spend.months),
    sensitive: monthlyMeans(paths.sensitive, spend.months),
  }
  const p10 = await sensitiveP10(session, paths)
  const volumeRisk = await spreads(
    session,
    labels.map((_, month) => ({ values: horizonValues(spend.spend, spend.months, month, month + 1), places: cents })),
  )
  const size = contract.size === null ? null : modelFromDecimal(contract.size)
  const at = (values: ArrayLike<number>, month: number) => values[month] ?? 0
  const total = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0)
  const expected = total(means.spend)
  const hedgeable = total(means.sensitive) * beta
  const share = (amount: number) => (expected > 0 ? amount / expected : 0)
  const line = (id: ExposureData['statement'][number]['id'], amount: number, provenance: ProvenanceData) => ({
    id,
    amount: money(amount),
    share: share(amount),
    provenance,
  })
  const splitSource = splitProvenance(paths)
  return {
    currency: plan.settings.currency,
    contract: contract.id,
    unit: contract.unit,
    contractSize: contract.size ?? '0',
    assumptions,
    statement: [
      line('expected', expected, {
        kind: 'data',
        source: `forecast, seed ${plan.basis.seed}, ${plan.basis.trials} trials`,
        asOf: plan.basis.asOf,
      }),
      line('committed', total(means.committed), splitSource),
      line('volume-only', total(means.volumeOnly), splitSource),
      line('sensitive', total(means.sensitive), splitSource),
      line('unmapped', total(means.sensitive) - hedgeable, betaProvenance(paths)),
      line('hedgeable', hedgeable, betaProvenance(paths)),
    ],
    months: labels.map((month, m) => {
      const price = forward ? at(forward, m) : null
      const units = price === null ? null : (at(means.sensitive, m) * beta) / price
      return {
        month,
        spend: money(at(means.spend, m)),
        committed: money(at(means.committed, m)),
        volumeOnly: money(at(means.volumeOnly, m)),
        sensitive: money(at(means.sensitive, m)),
        hedgeable: money(at(means.sensitive, m) * beta),
        indexPrice: paths.curve.points[m]?.price ?? null,
        units: units === null ? null : decimalFromModel(units, 1),
        unitsP10: price === null ? null : decimalFromModel(((p10[m] ?? 0) * beta) / price, 1),
        contracts: units === null || size === null ? null : decimalFromModel(units / size, 2),
      }
    }),
    heat: labels.flatMap((month, m) => {
      const years = (m + 0.5) / 12
      const spread = volumeRisk[m]?.spread
      const { volatility, basisSigma } = plan.settings
      return [
        { month, factor: 'price' as const, amount: money(at(means.sensitive, m) * beta * lognormalRise(volatility, years)) },
        { month, factor: 'volume' as const, amount: spread ? new Decimal(spread.p95).minus(spread.p50).toFixed(cents) : money(0) },
        { month, factor: 'basis' as const, amount: money(at(means.sensitive, m) * basisSigma * z95) },
      ]
    }),
    hedgeableShare: share(hedgeable),
    ratio: paths.ratio,
    remainder: remainder(means, beta, p10, money, plan.settings.currency, total),
    notes: notes(paths),
  }
}

/** P10 of the price-sensitive spend per month. */
export function sensitiveP10(session: Session, paths: ExposurePaths): Promise<number[]> {
  return session.once('sensitive-p10', paths.key, () => lowSpend(session, paths))
}

async function lowSpend(session: Session, { sensitive, spend }: ExposurePaths): Promise<number[]> {
  const asks = Array.from({ length: spend.months }, (_, month) => ({
    values: horizonValues(sensitive, spend.months, month, month + 1),
    places: 6,
  }))
  return (await spreads(session, asks)).map((answer) => modelFromDecimal(answer.spread.p10))
}

/** P95 minus P50 of a driftless lognormal, as a share of today's price: exp(-s^2 t / 2) (exp(1.645 s sqrt t) - 1). */
function lognormalRise(volatility: number, years: number): number {
  return Math.exp((-volatility * volatility * years) / 2) * (Math.exp(z95 * volatility * Math.sqrt(years)) - 1)
}

function splitProvenance({ assumptions, plan }: ExposurePaths): ProvenanceData {
  const sources = [...new Set(assumptions.splits.map((split) => split.source))]
  return sources.length > 0
    ? { kind: 'user', source: sources.join('; '), asOf: plan.basis.asOf }
    : { kind: 'assumed', source: 'all spend at list price; no commitment entered', asOf: plan.basis.asOf }
}

function betaProvenance({ assumptions, ratio, plan }: ExposurePaths): ProvenanceData {
  if (assumptions.betaSource === 'estimated' && ratio)
    return { kind: 'estimated', source: `least squares, ${ratio.observations} months, R2 ${ratio.r2.toFixed(2)}`, asOf: ratio.lastMonth }
  if (assumptions.betaSource === 'user') return { kind: 'user', source: assumptions.betaNote || 'entered by hand', asOf: plan.basis.asOf }
  return { kind: 'assumed', source: 'pass-through of index prices is unproven', asOf: plan.basis.asOf }
}

function remainder(
  means: { committed: Float64Array; volumeOnly: Float64Array; sensitive: Float64Array },
  beta: number,
  p10: readonly number[],
  money: (value: number) => string,
  currency: string,
  total: (values: Float64Array) => number,
): NoteData[] {
  const notes: NoteData[] = []
  const amount = (value: number) => `${currency} ${money(value)}`
  if (total(means.committed) > 0) notes.push(makeNote('remainder-committed', { amount: amount(total(means.committed)) }))
  if (total(means.volumeOnly) > 0) notes.push(makeNote('remainder-volume', { amount: amount(total(means.volumeOnly)) }))
  if (beta < 1) notes.push(makeNote('remainder-basis', { amount: amount(total(means.sensitive) * (1 - beta)) }))
  const sensitive = total(means.sensitive)
  if (sensitive > 0)
    notes.push(
      makeNote('remainder-size-volume', { percent: `${((p10.reduce((sum, value) => sum + value, 0) / sensitive) * 100).toFixed(0)} %` }),
    )
  return notes
}

function notes({ assumptions, ratio, curve, contract, plan }: ExposurePaths): NoteData[] {
  const out: NoteData[] = []
  const { currency } = plan.settings
  if (contract.currency !== null && contract.currency !== currency)
    out.push(makeNote('other-currency-index', { contract: contract.name, theirs: contract.currency, ours: currency }, 'warning'))
  if (assumptions.betaSource !== 'estimated') out.push(makeNote('beta-assumed', { beta: assumptions.beta.toFixed(2) }, 'warning'))
  if (ratio && !ratio.usable) out.push(makeNote('beta-few', { n: String(ratio.observations) }, 'warning'))
  if (ratio && Math.abs(ratio.ratio) < 2 * ratio.standardError)
    out.push(makeNote('beta-zero', { ratio: ratio.ratio.toFixed(2) }, 'warning'))
  return [...out, ...curve.notes]
}
