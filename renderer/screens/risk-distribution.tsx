// The range of cost, hedged beside unhedged on one axis; the same as numbers with their standard errors; twenty
// equally likely totals to count; and the waterfall from one expectation to the other.
import { useMemo } from 'react'
import type { DistributionData, RiskData } from '../../shared/contract/hedge-commands.ts'
import type { TermId } from '../../shared/language/glossary.ts'
import { riskTexts } from '../../shared/language/risk.ts'
import { addDecimals, Decimal } from '../../shared/units/decimal.ts'
import { columnUnit, unitLabel } from '../../shared/units/format.ts'
import { notApplicable, type Quantity, quantityOf } from '../../shared/units/quantity.ts'
import { DotPlot20 } from '../charts/dot-plot.tsx'
import { type FanPoint, TwoFans } from '../charts/fan-chart.tsx'
import { WaterfallChart } from '../charts/waterfall-chart.tsx'
import { useCommand } from '../client/use-command.ts'
import { useDisplay, useShow } from '../parts/display.tsx'
import { NumberCell } from '../parts/number-cell.tsx'
import { Panel } from '../parts/panel.tsx'
import { Term } from '../parts/term.tsx'
import { costTone } from './desk-consequences.tsx'
import {
  explainCorrelation,
  explainGap,
  explainMeasure,
  type MeasureId,
  measureIds,
  measureOf,
  type Side,
  standardErrorOf,
} from './risk-explanations.ts'
import { useWording } from './wording.ts'

export function RiskDistribution({ risk }: { risk: RiskData }) {
  const display = useDisplay()
  const wording = useWording()
  const words = riskTexts[display.language]
  const { unhedged, hedged, currency } = risk
  const monthly = [...unhedged.months, ...hedged.months].map((month) => month.p95)
  const format = { kind: 'money', currency, unit: columnUnit(monthly, { ...display, unit: 'auto' }) } as const
  const total = { kind: 'money', currency, unit: columnUnit([unhedged.p95, hedged.p95], { ...display, unit: 'auto' }) } as const
  const change = new Decimal(hedged.p95).minus(unhedged.p95).toFixed()
  const say = change === '0' ? null : change.startsWith('-') ? words.fans.titleLower : words.fans.titleHigher
  const budget = useBudget(unhedged.months.map((month) => month.month))
  const waterfall = useMemo(
    () =>
      risk.waterfall.map((step) => ({
        key: step.id,
        label: words.waterfall[step.id],
        kind: step.id === 'unhedged' || step.id === 'hedged' ? ('total' as const) : ('change' as const),
        amount: step.amount,
      })),
    [risk, words],
  )
  return (
    <>
      <TwoFans
        title={say ? say(wording.amount(change, currency)) : words.fans.titleSame}
        subtitle={words.fans.subtitle(unitLabel(format, display))}
        left={{ name: words.fans.unhedged, points: fanPoints(unhedged) }}
        right={{ name: words.fans.hedged, points: fanPoints(hedged) }}
        format={format}
      />
      <Panel
        title={words.table.title}
        note={words.cfarWords(wording.amount(hedged.cashFlowAtRisk, currency), wording.amount(unhedged.cashFlowAtRisk, currency))}
      >
        <MeasureTable risk={risk} format={total} />
        <div className="two-charts">
          {(['unhedged', 'hedged'] as const).map((side) => (
            <DotPlot20
              key={side}
              title={`${words.fans.dots}, ${words.table[side]}`}
              subtitle={words.fans.dotsSubtitle(unitLabel(total, display))}
              dots={risk[side].dots}
              besides={risk[side === 'hedged' ? 'unhedged' : 'hedged'].dots}
              format={total}
              {...(budget === null ? {} : { budget })}
            />
          ))}
        </div>
      </Panel>
      <WaterfallChart
        title={words.waterfall.title(
          wording.money(risk.waterfall[0]?.amount ?? '0', currency),
          wording.money(risk.waterfall.at(-1)?.amount ?? '0', currency),
        )}
        subtitle={words.waterfall.subtitle(unitLabel(total, display))}
        steps={waterfall}
        format={total}
      />
    </>
  )
}

/** The budget of the months shown, when each of them has one. */
function useBudget(months: readonly string[]): string | null {
  const entered = useCommand('settings.get', {}).data?.budget ?? {}
  return months.reduce<string | null>((sum, month) => {
    const amount = entered[month]
    return sum === null || amount === undefined ? null : addDecimals(sum, amount)
  }, '0')
}

function fanPoints(from: DistributionData): FanPoint[] {
  return from.months.map(({ month, p05, p50, p95 }) => ({ month, p05, p50, p95 }))
}

const terms: Partial<Record<MeasureId, TermId>> = { p95: 'p95', cfar: 'cfar' }

function MeasureTable({
  risk,
  format,
}: {
  risk: RiskData
  format: { kind: 'money'; currency: string; unit: 'one' | 'thousand' | 'million' }
}) {
  const display = useDisplay()
  const wording = useWording()
  const show = useShow()
  const words = riskTexts[display.language].table
  const chance = (side: Side): Quantity =>
    risk[side].overBudget === null ? { ...notApplicable, reason: words.noBudget } : quantityOf(risk[side].overBudget)
  const cell = (side: Side, id: MeasureId) => {
    const error = standardErrorOf(risk[side], id)
    return (
      <td>
        <NumberCell value={measureOf(risk[side], id)} format={format} explain={() => explainMeasure(risk, side, id, wording)} />
        {error !== null && <small className="quiet"> {words.standardError(show(error, format))}</small>}
      </td>
    )
  }
  return (
    <table className="figures-table" aria-label={words.title}>
      <thead>
        <tr>
          <th scope="col">
            {words.measure} <small>{unitLabel(format, display)}</small>
          </th>
          {[words.unhedged, words.hedged, words.difference].map((title) => (
            <th key={title} scope="col" className="number">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {measureIds.map((id) => {
          const term = terms[id]
          const [unhedged, hedged] = [measureOf(risk.unhedged, id), measureOf(risk.hedged, id)]
          const gap = new Decimal(hedged).minus(unhedged).toFixed()
          return (
            <tr key={id} data-measure={id}>
              <th scope="row">{term ? <Term id={term}>{words[id]}</Term> : words[id]}</th>
              {cell('unhedged', id)}
              {cell('hedged', id)}
              <td>
                <NumberCell
                  value={gap}
                  format={format}
                  tone={costTone(gap)}
                  explain={() => explainGap(risk, words[id], unhedged, hedged, wording)}
                />
              </td>
            </tr>
          )
        })}
        <tr data-measure="over-budget">
          <th scope="row">{words.overBudget}</th>
          {(['unhedged', 'hedged'] as const).map((side) => (
            <td key={side}>
              <NumberCell value={chance(side)} format={{ kind: 'percent' }} />
            </td>
          ))}
          <td />
        </tr>
        <tr data-measure="correlation">
          <th scope="row">{words.correlation}</th>
          <td>
            <NumberCell value={notApplicable} format={{ kind: 'number' }} />
          </td>
          <td>
            <NumberCell
              value={risk.hedgeCorrelation === null ? notApplicable : quantityOf(risk.hedgeCorrelation)}
              format={{ kind: 'number' }}
              explain={() => explainCorrelation(risk, wording)}
            />
          </td>
          <td />
        </tr>
      </tbody>
    </table>
  )
}
