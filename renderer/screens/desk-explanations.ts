// How the figures of the desk were made, for the Explain panel: definition, formula, the formula with this figure's
// own values, inputs and run. Pure; the desk's columns call it.
import type { HedgeEvaluationData, LadderMonthData } from '../../shared/contract/hedge-commands.ts'
import { deskTexts } from '../../shared/language/desk.ts'
import { Decimal } from '../../shared/units/decimal.ts'
import { formatExact } from '../../shared/units/format.ts'
import type { Explanation } from '../parts/explain.tsx'
import { payoffAt } from './desk-payoff-model.ts'
import type { Wording } from './wording.ts'

export const consequenceIds = ['expected', 'p95', 'down60', 'up60', 'peak', 'stress', 'costs'] as const
export type ConsequenceId = (typeof consequenceIds)[number]

export function consequenceOf(from: HedgeEvaluationData['vsNone'], id: ConsequenceId): string {
  return id === 'peak' ? from.peakMargin.p95 : id === 'stress' ? from.peakMargin.stress : from[id]
}

export function explainConsequence(
  evaluation: HedgeEvaluationData,
  id: ConsequenceId,
  strategyName: string,
  wording: Wording,
): Explanation {
  const words = deskTexts[wording.language]
  const { currency, consequences, vsNone, basis, run, totals } = evaluation
  const value = consequenceOf(consequences, id)
  const none = new Decimal(value).minus(consequenceOf(vsNone, id)).toFixed()
  const full = (amount: string): string => `${currency} ${formatExact(amount)}`
  const inputs = [
    { label: words.inputs.none, value: full(none) },
    { label: words.consequences.difference, value: full(consequenceOf(vsNone, id)) },
    { label: words.inputs.contracts, value: wording.count(totals.contracts) },
    { label: words.inputs.lockedUnits, value: `${wording.count(totals.lockedUnits)} ${evaluation.unit}` },
    ...(id === 'p95' ? [{ label: words.inputs.standardError, value: full(consequences.p95StandardError) }] : []),
    ...(id === 'expected' || id === 'p95' || id === 'peak' ? [{ label: words.inputs.trials, value: wording.count(basis.trials) }] : []),
  ]
  return {
    title: `${words.consequences[id]}: ${strategyName}`,
    value: wording.money(value, currency),
    exact: full(value),
    definition: words.definition[id],
    formula: words.formula[id],
    withValues: withValues(evaluation, id, full) ?? `${full(none)} + ${full(consequenceOf(vsNone, id))} = ${full(value)}`,
    inputs,
    basis: wording.basis(basis, run),
  }
}

/** Cases at a given shift and costs can be written out; percentiles cannot, they are read off the paths. */
function withValues(evaluation: HedgeEvaluationData, id: ConsequenceId, full: (amount: string) => string): string | undefined {
  const { consequences, totals } = evaluation
  if (id === 'down60' || id === 'up60') {
    const at = payoffAt(evaluation, id === 'down60' ? -0.6 : 0.6)
    return at === null
      ? undefined
      : `${full(at.unhedged)} − (${full(at.futures)}) + ${full(totals.contracts === 0 ? '0' : consequences.costs)} = ${full(at.hedged)}`
  }
  if (id === 'costs' && totals.contracts > 0) {
    const each = new Decimal(consequences.costs).div(totals.contracts).toDecimalPlaces(4).toFixed()
    return `${totals.contracts} × ${full(each)} ≈ ${full(consequences.costs)}`
  }
  return undefined
}

export function explainDifference(evaluation: HedgeEvaluationData, id: ConsequenceId, strategyName: string, wording: Wording): Explanation {
  const words = deskTexts[wording.language]
  const { currency, consequences, vsNone, basis, run } = evaluation
  const value = consequenceOf(consequences, id)
  const difference = consequenceOf(vsNone, id)
  const none = new Decimal(value).minus(difference).toFixed()
  const full = (amount: string): string => `${currency} ${formatExact(amount)}`
  return {
    title: `${words.compare.differenceOf(words.consequences[id])}: ${strategyName}`,
    value: wording.money(difference, currency),
    exact: full(difference),
    definition: words.definition.difference,
    formula: words.formula.difference,
    withValues: `${full(value)} − ${full(none)} = ${full(difference)}`,
    inputs: [
      { label: words.inputs.strategy, value: full(value) },
      { label: words.inputs.none, value: full(none) },
    ],
    basis: wording.basis(basis, run),
  }
}

export type LadderFigure = 'exposure' | 'actual' | 'locked' | 'residual'

export function explainLadder(
  evaluation: HedgeEvaluationData,
  month: LadderMonthData,
  figure: LadderFigure,
  wording: Wording,
): Explanation {
  const words = deskTexts[wording.language]
  const { unit, contractSize, currency, basis, run } = evaluation
  const units = (amount: string): string => `${formatExact(amount)} ${unit}`
  const actual = month.actualPercent === null ? '' : wording.percent(month.actualPercent / 100)
  const inputs = [
    { label: words.inputs.exposure, value: units(month.exposureUnits) },
    { label: words.inputs.contracts, value: String(month.contracts) },
    { label: words.inputs.size, value: units(contractSize) },
    { label: words.inputs.asked, value: wording.percent(month.coverPercent / 100) },
    ...(month.forward === null ? [] : [{ label: words.inputs.forward, value: `${currency} ${formatExact(month.forward)}` }]),
  ]
  const held = new Decimal(contractSize).times(month.contracts).toFixed()
  const made: Record<LadderFigure, { title: string; value: string; definition: string; formula?: string; withValues?: string }> = {
    exposure: { title: words.ladder.expected, value: units(month.exposureUnits), definition: words.definition.exposure },
    actual: {
      title: words.ladder.actual,
      value: actual,
      definition: words.definition.actual,
      formula: words.formula.actual,
      withValues: `${month.contracts} × ${formatExact(contractSize)} ÷ ${formatExact(month.exposureUnits)} = ${actual}`,
    },
    locked: {
      title: words.ladder.locked,
      value: month.locked === null ? words.ladder.noPrice : `${currency} ${formatExact(month.locked)}`,
      definition: words.definition.locked,
    },
    residual: {
      title: words.ladder.residual,
      value: units(month.residualUnits),
      definition: words.definition.residual,
      formula: words.formula.residual,
      withValues: `${formatExact(month.exposureUnits)} − ${formatExact(held)} = ${formatExact(month.residualUnits)}`,
    },
  }
  const { title, ...rest } = made[figure]
  return { title: `${title}, ${wording.month(month.month)}`, ...rest, inputs, basis: wording.basis(basis, run) }
}
