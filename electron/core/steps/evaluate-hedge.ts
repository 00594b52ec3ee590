// The six consequences of a strategy beside those of No hedge, its ladder by month, its payoff over price shifts.
import type { ConsequenceGapData, ConsequencesData, HedgeEvaluationData, StrategyData } from '../../../shared/contract/hedge-commands.ts'
import type { NoteData } from '../../../shared/contract/scalars.ts'
import { makeNote } from '../../../shared/language/notes.ts'
import { Decimal } from '../../../shared/units/decimal.ts'
import { decimalFromModel, minorUnitsOf, modelFromDecimal } from '../../../shared/units/model-border.ts'
import { type Position, positionOf } from './hedge-legs.ts'
import { isTradable } from './read-market.ts'
import type { Session } from './session.ts'
import { monthlyMeans } from './spend-plan.ts'
import { listStrategies } from './strategies.ts'

const noHedge: StrategyData = { id: 'none', name: 'No hedge', kind: 'none', cover: {} }

/** Price shifts of the payoff: -80 % to +150 % in steps of 5 %. */
const payoffShifts = Array.from({ length: 47 }, (_, i) => (i * 5 - 80) / 100)

export async function evaluateHedge(
  session: Session,
  strategy: StrategyData,
  scenario: string | undefined,
  signal?: AbortSignal,
): Promise<HedgeEvaluationData> {
  const none = await positionOf(session, noHedge, scenario, signal)
  const position = strategy.kind === 'none' ? none : await positionOf(session, strategy, scenario, signal)
  const { plan, contract, curve } = position.paths
  const cents = minorUnitsOf(plan.settings.currency)
  const own = consequences(position, cents)
  const payoff = payoffOf(position)
  const notes = evaluationNotes(position, own)
  return {
    run: session.runId('hedge', plan.basis, {
      strategy: position.rows.map((row) => row.contracts),
      settings: plan.settings,
      assumptions: position.paths.assumptions,
    }),
    basis: plan.basis,
    strategy,
    contract: contract.id,
    currency: plan.settings.currency,
    unit: contract.unit,
    contractSize: contract.size ?? '0',
    months: position.rows,
    totals: totals(position, cents),
    consequences: own,
    vsNone: difference(own, consequences(none, cents)),
    payoff: payoff.map(({ shift, hedged, unhedged }) => ({
      shift,
      hedged: decimalFromModel(hedged, cents),
      unhedged: decimalFromModel(unhedged, cents),
    })),
    breakEvenShift: breakEven(position),
    breaches:
      position.rows.reduce((count, row) => count + row.notes.filter((note) => note.severity === 'breach').length, 0) +
      notes.filter((note) => note.severity === 'breach').length,
    notes: [...notes, ...curve.notes],
  }
}

export async function compareHedges(session: Session, scenario: string | undefined, signal?: AbortSignal): Promise<HedgeEvaluationData[]> {
  const evaluations: HedgeEvaluationData[] = []
  for (const strategy of (await listStrategies(session)).strategies)
    evaluations.push(await evaluateHedge(session, strategy, scenario, signal))
  return evaluations
}

/** The policy ladder's cover by month, as a start for a strategy of one's own. */
export async function ladderCover(session: Session): Promise<Record<string, number>> {
  const { rows } = await positionOf(session, { id: 'ladder', name: 'Policy ladder', kind: 'ladder', cover: {} }, undefined)
  return Object.fromEntries(rows.map((row) => [row.month, row.coverPercent]))
}

/** Expected and shifted costs are exact at expected volumes; P95 and its margin come from the paths. */
export function consequences({ risk }: Position, cents: number): ConsequencesData {
  const money = (value: number) => decimalFromModel(value, cents)
  const at = (shift: number) => {
    const found = risk.shocks.find((shock) => shock.shift === shift)
    if (!found) throw new Error(`the simulation has no shift of ${shift}`)
    return found
  }
  return {
    expected: money(at(0).net),
    p95: money(risk.hedged.p95),
    p95StandardError: money(risk.hedged.p95StandardError),
    down60: money(at(-0.6).net),
    up60: money(at(0.6).net),
    peakMargin: { p95: money(risk.margin.peakP95), stress: money(at(-0.6).peakMargin) },
    costs: money(risk.costs),
  }
}

function difference(own: ConsequencesData, none: ConsequencesData): ConsequenceGapData {
  const minus = (a: string, b: string) =>
    new Decimal(a).minus(b).toFixed(Math.max(new Decimal(a).decimalPlaces(), new Decimal(b).decimalPlaces()))
  return {
    expected: minus(own.expected, none.expected),
    p95: minus(own.p95, none.p95),
    down60: minus(own.down60, none.down60),
    up60: minus(own.up60, none.up60),
    peakMargin: { p95: minus(own.peakMargin.p95, none.peakMargin.p95), stress: minus(own.peakMargin.stress, none.peakMargin.stress) },
    costs: minus(own.costs, none.costs),
  }
}

/** Total cost when the whole curve moves at once and volumes come as expected. */
function payoffOf({ paths, leg, risk }: Position): { shift: number; hedged: number; unhedged: number }[] {
  const total = (values: Float64Array) => monthlyMeans(values, paths.spend.months).reduce((sum, value) => sum + value, 0)
  const fixed = total(paths.committed) + total(paths.volumeOnly)
  const sensitive = total(paths.sensitive)
  return payoffShifts.map((shift) => {
    const unhedged = fixed + sensitive * Math.max(0, 1 + paths.assumptions.beta * shift)
    const gain = leg
      ? leg.contracts.reduce((sum, count, m) => sum + count * leg.size * ((leg.forward[m] ?? 0) * (1 + shift) - (leg.entry[m] ?? 0)), 0)
      : 0
    return { shift, unhedged, hedged: unhedged - gain + risk.costs }
  })
}

/** The shift at which the hedge gain pays its own costs: above it the hedge was worth it. */
function breakEven({ leg, risk }: Position): number | null {
  if (!leg) return null
  const worth = leg.contracts.reduce((sum, count, m) => sum + count * leg.size * (leg.forward[m] ?? 0), 0)
  const agreed = leg.contracts.reduce((sum, count, m) => sum + count * leg.size * (leg.entry[m] ?? 0), 0)
  return (agreed + risk.costs) / worth - 1
}

function totals({ rows, size }: Position, cents: number): HedgeEvaluationData['totals'] {
  const contracts = rows.reduce((total, row) => total + row.contracts, 0)
  const units = rows.reduce((total, row) => total.plus(row.exposureUnits), new Decimal(0))
  const held = new Decimal(contracts).times(size)
  const value = rows.reduce(
    (total, row) => total.plus(row.locked === null ? 0 : new Decimal(row.contracts).times(size).times(row.locked)),
    new Decimal(0),
  )
  return {
    contracts,
    lockedUnits: held.toFixed(),
    lockedPrice: contracts === 0 ? null : value.div(held).toDecimalPlaces(4).toFixed(4),
    contractValue: value.toFixed(cents),
    actualPercent: units.isZero() ? null : held.div(units).times(100).toNumber(),
  }
}

function evaluationNotes({ paths, leg }: Position, own: ConsequencesData): NoteData[] {
  const { settings } = paths.plan
  const { contract, assumptions } = paths
  const notes: NoteData[] = []
  if (assumptions.betaSource === 'assumed') notes.push(makeNote('beta-assumed', { beta: assumptions.beta.toFixed(2) }, 'warning'))
  if (!leg) return notes
  if (settings.liquidity === null) notes.push(makeNote('liquidity-not-set', {}, 'warning'))
  else if (modelFromDecimal(own.peakMargin.stress) > modelFromDecimal(settings.liquidity)) {
    notes.push(
      makeNote(
        'margin-over-liquidity',
        { peak: `${settings.currency} ${own.peakMargin.stress}`, liquidity: `${settings.currency} ${settings.liquidity}` },
        'breach',
      ),
    )
  }
  if (contract.marginRate === null)
    notes.push(makeNote('margin-assumed', { contract: contract.name, rate: `${(settings.marginRate * 100).toFixed(0)} %` }))
  notes.push(makeNote('volatility-assumed', { volatility: `${(settings.volatility * 100).toFixed(0)} %` }))
  if (!isTradable(contract)) notes.push(makeNote('no-trade-today', { contract: contract.name }, 'warning'))
  return notes
}
