// How the figures of the risk room were made, for the Explain panel. Pure; the room's tables call it.
import type { DistributionData, RiskData } from '../../shared/contract/hedge-commands.ts'
import { riskTexts } from '../../shared/language/risk.ts'
import { Decimal } from '../../shared/units/decimal.ts'
import { formatExact } from '../../shared/units/format.ts'
import type { Explanation } from '../parts/explain.tsx'
import type { Wording } from './wording.ts'

export const measureIds = ['mean', 'p05', 'p50', 'p95', 'cfar', 'cvar'] as const
export type MeasureId = (typeof measureIds)[number]
export type Side = 'unhedged' | 'hedged'

export function measureOf(from: DistributionData, id: MeasureId): string {
  return id === 'cfar' ? from.cashFlowAtRisk : from[id]
}

export function standardErrorOf(from: DistributionData, id: MeasureId): string | null {
  return id === 'mean' ? from.meanStandardError : id === 'p95' ? from.p95StandardError : id === 'cvar' ? from.cvarStandardError : null
}

export function explainMeasure(risk: RiskData, side: Side, id: MeasureId, wording: Wording): Explanation {
  const words = riskTexts[wording.language]
  const from = risk[side]
  const value = measureOf(from, id)
  const error = standardErrorOf(from, id)
  const full = inFull(risk.currency)
  return {
    title: `${words.table[id]}, ${words.table[side]}`,
    value: wording.money(value, risk.currency),
    exact: full(value),
    definition: words.definition[id],
    formula: words.formula[id],
    withValues:
      id === 'cfar'
        ? `${full(from.p95)} − ${full(from.mean)} = ${full(value)}`
        : words.pathsValue(wording.count(risk.basis.trials), full(value)),
    inputs: [
      { label: words.inputs.trials, value: wording.count(risk.basis.trials) },
      ...(error === null ? [] : [{ label: words.inputs.standardError, value: full(error) }]),
      ...(id === 'cfar'
        ? [
            { label: words.inputs.p95, value: full(from.p95) },
            { label: words.inputs.mean, value: full(from.mean) },
          ]
        : []),
    ],
    basis: wording.basis(risk.basis, risk.run),
  }
}

/** hedged - unhedged, with both figures. */
export function explainGap(risk: RiskData, label: string, unhedged: string, hedged: string, wording: Wording): Explanation {
  const words = riskTexts[wording.language]
  const full = inFull(risk.currency)
  const gap = new Decimal(hedged).minus(unhedged).toFixed()
  return {
    title: `${label}, ${words.table.difference}`,
    value: wording.money(gap, risk.currency),
    exact: full(gap),
    definition: words.definition.waterfall,
    formula: words.formula.difference,
    withValues: `${full(hedged)} − ${full(unhedged)} = ${full(gap)}`,
    inputs: [
      { label: words.inputs.hedged, value: full(hedged) },
      { label: words.inputs.unhedged, value: full(unhedged) },
    ],
    basis: wording.basis(risk.basis, risk.run),
  }
}

export type CashId = 'peak' | 'stress' | 'headroom'

export function explainCash(risk: RiskData, id: CashId, wording: Wording): Explanation {
  const words = riskTexts[wording.language]
  const full = inFull(risk.currency)
  const { margin } = risk
  const value = id === 'peak' ? margin.peakP95 : id === 'stress' ? margin.stress : (margin.headroom ?? '0')
  const liquidity = margin.liquidity ?? '0'
  return {
    title: words.margin[id],
    value: wording.money(value, risk.currency),
    exact: full(value),
    definition: words.definition[id],
    formula: words.formula[id],
    withValues:
      id === 'headroom'
        ? `${full(liquidity)} − ${full(margin.stress)} = ${full(value)}`
        : words.pathsValue(wording.count(risk.basis.trials), full(value)),
    inputs: [
      ...(id === 'peak' ? [{ label: words.inputs.standardError, value: full(margin.peakP95StandardError) }] : []),
      ...(margin.peakDate === null ? [] : [{ label: words.margin.date, value: wording.date(margin.peakDate) }]),
      ...(margin.liquidity === null ? [] : [{ label: words.inputs.liquidity, value: full(margin.liquidity) }]),
    ],
    basis: wording.basis(risk.basis, risk.run),
  }
}

export type StressRow = RiskData['stresses'][number]

export function explainStress(risk: RiskData, row: StressRow, wording: Wording): Explanation {
  const words = riskTexts[wording.language]
  const full = inFull(risk.currency)
  const costs = new Decimal(row.net).minus(row.spend).plus(row.hedgeGain).toFixed()
  return {
    title: `${words.stresses.net}, ${words.stresses.name(wording.change(row.shift))}`,
    value: wording.money(row.net, risk.currency),
    exact: full(row.net),
    definition: words.definition.stressed,
    formula: words.formula.net,
    withValues: `${full(row.spend)} − (${full(row.hedgeGain)}) + ${full(costs)} = ${full(row.net)}`,
    inputs: [
      { label: words.inputs.spend, value: full(row.spend) },
      { label: words.inputs.gain, value: full(row.hedgeGain) },
    ],
    basis: wording.basis(risk.basis, risk.run),
  }
}

const inFull =
  (currency: string) =>
  (amount: string): string =>
    `${currency} ${formatExact(amount)}`

export function explainCorrelation(risk: RiskData, wording: Wording): Explanation {
  const words = riskTexts[wording.language]
  const value = risk.hedgeCorrelation === null ? words.reverse.unhedged : risk.hedgeCorrelation.toFixed(4)
  return {
    title: words.table.correlation,
    value,
    definition: words.definition.correlation,
    formula: words.formula.correlation,
    withValues: words.pathsValue(wording.count(risk.basis.trials), value),
    inputs: [{ label: words.inputs.trials, value: wording.count(risk.basis.trials) }],
    basis: wording.basis(risk.basis, risk.run),
  }
}
