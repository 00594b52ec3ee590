// How our unit price moved with the index: the scatter and its line when there is a paired history, and plain words
// that beta is a guess when there is none or too little.
import type { ExposureData, HedgeRatioData } from '../../shared/contract/forecast-commands.ts'
import { exposureTexts } from '../../shared/language/exposure.ts'
import { quantityOf } from '../../shared/units/quantity.ts'
import { ScatterFit } from '../charts/scatter-fit.tsx'
import { useDisplay } from '../parts/display.tsx'
import type { Explanation } from '../parts/explain.tsx'
import { MessagePanel } from '../parts/message-panel.tsx'
import { NumberCell } from '../parts/number-cell.tsx'
import { Panel } from '../parts/panel.tsx'
import { useApp } from '../state/store.ts'
import { useWording } from './wording.ts'

export function ExposureRatio({ exposure: { ratio, basis, run } }: { exposure: ExposureData }) {
  const text = exposureTexts[useDisplay().language].ratio
  const wording = useWording()
  const { goTo } = useApp()
  const toMarket = { label: text.toMarket, run: () => goTo('market') }
  if (ratio === null) {
    return (
      <Panel title={text.heading}>
        <MessagePanel tone="warning" title={text.guessTitle} action={toMarket}>
          <p>{text.guess}</p>
        </MessagePanel>
      </Panel>
    )
  }
  const { observations, firstMonth, lastMonth, usable, points } = ratio
  return (
    <Panel title={text.heading}>
      {!usable && <MessagePanel tone="warning" title={text.few(String(observations))} action={toMarket} />}
      <ScatterFit
        title={text.title(ratio.ratio.toFixed(2), wording.percent(ratio.r2, 0))}
        subtitle={text.subtitle(String(observations), wording.month(firstMonth), wording.month(lastMonth))}
        points={points.map((point) => ({ month: point.month, x: point.index, y: point.own }))}
        xName={text.x}
        yName={text.y}
        fit={{ slope: ratio.ratio, intercept: intercept(ratio) }}
      />
      <RatioFigures ratio={ratio} basis={wording.basis(basis, run)} />
    </Panel>
  )
}

/** Least squares passes through the mean point. */
function intercept({ ratio, points }: HedgeRatioData): number {
  const mean = (of: 'own' | 'index'): number => points.reduce((sum, point) => sum + point[of], 0) / points.length
  return points.length === 0 ? 0 : mean('own') - ratio * mean('index')
}

function RatioFigures({ ratio, basis }: { ratio: HedgeRatioData; basis: string }) {
  const { ratio: text, explain } = exposureTexts[useDisplay().language]
  const changes = { dS: ratio.points.map(({ own }) => own), dF: ratio.points.map(({ index }) => index) }
  const explanation = (title: string, value: string, definition: string, formula: string, field?: string): Explanation => ({
    title,
    value,
    definition,
    formula,
    inputs: [{ label: text.n, value: String(ratio.observations) }],
    basis,
    ...(field === undefined ? {} : { calc: { function: 'minVarHedgeRatio', inputs: changes, field } }),
  })
  const figures = [
    {
      label: text.slope,
      value: ratio.ratio,
      explanation: explanation(text.slope, ratio.ratio.toFixed(4), explain.slope, explain.slopeFormula, 'h'),
    },
    {
      label: text.se,
      value: ratio.standardError,
      explanation: explanation(text.se, ratio.standardError.toFixed(4), explain.se, explain.seFormula, 'se'),
    },
    {
      label: text.robust,
      value: ratio.robustStandardError,
      explanation: explanation(text.robust, ratio.robustStandardError.toFixed(4), explain.robust, explain.robustFormula),
    },
    { label: text.r2, value: ratio.r2, explanation: explanation(text.r2, ratio.r2.toFixed(4), explain.r2, explain.r2Formula, 'r2') },
    { label: text.n, value: ratio.observations },
  ]
  return (
    <dl className="facts strip">
      {figures.map(({ label, value, explanation: own }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            <NumberCell
              value={quantityOf(value)}
              format={{ kind: 'number', decimals: label === text.n ? 0 : 2 }}
              {...(own ? { explain: own } : {})}
            />
          </dd>
        </div>
      ))}
      <div>
        <dt>{text.range}</dt>
        <dd className="number">{`${ratio.low95.toFixed(2)} – ${ratio.high95.toFixed(2)}`}</dd>
      </div>
    </dl>
  )
}
