// How good the forecast was before, in words against doing nothing clever, and how it is made.
import type { ForecastData } from '../../shared/contract/forecast-commands.ts'
import { forecastTexts } from '../../shared/language/forecast.ts'
import { quantityOf } from '../../shared/units/quantity.ts'
import { useDisplay } from '../parts/display.tsx'
import type { CalcQuestion, Explanation } from '../parts/explain.tsx'
import { NumberCell } from '../parts/number-cell.tsx'
import { useWording } from './wording.ts'

export function ForecastBacktest({ forecast }: { forecast: ForecastData }) {
  const { language } = useDisplay()
  const text = forecastTexts[language].backtest
  const { explain } = forecastTexts[language]
  const wording = useWording()
  const { percent, count } = wording
  const { origins, mape, naiveMape, bias, coverage80, points } = forecast.backtest
  if (origins === 0 || mape === null || naiveMape === null) return <p>{text.none}</p>
  const gain = naiveMape === 0 ? 0 : (naiveMape - mape) / naiveMape
  const sentences = [
    text.sentence(count(origins), percent(mape), percent(naiveMape)),
    gain >= 0 ? text.better(percent(gain, 0)) : text.worse(percent(-gain, 0)),
    bias === null ? '' : Math.abs(bias) < 0.005 ? text.biasNone : bias > 0 ? text.biasHigh(percent(bias)) : text.biasLow(percent(-bias)),
    coverage80 === null ? '' : text.coverage(percent(coverage80, 0)),
  ]
  const basis = wording.basis(forecast.basis, forecast.run)
  const figures: { label: string; value: number | null; explanation: Pick<Explanation, 'definition' | 'formula' | 'calc'> }[] = [
    {
      label: text.error,
      value: mape,
      explanation: { definition: explain.error, formula: explain.errorFormula, calc: errorAgain(forecast) },
    },
    { label: text.naive, value: naiveMape, explanation: { definition: explain.error, formula: explain.errorFormula } },
    { label: text.bias, value: bias, explanation: { definition: explain.bias, formula: explain.biasFormula } },
    { label: text.coverageLabel, value: coverage80, explanation: { definition: explain.coverage, formula: explain.coverageFormula } },
  ]
  return (
    <>
      <p className="statement">{sentences.join(language === 'en' ? ' ' : '').trim()}</p>
      <dl className="facts strip">
        {figures.map(({ label, value, explanation }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              <NumberCell
                value={quantityOf(value)}
                format={{ kind: 'percent' }}
                explain={() => ({
                  title: label,
                  value: value === null ? '' : percent(value),
                  ...explanation,
                  inputs: [
                    { label: text.origins, value: count(origins) },
                    { label: text.compared, value: count(points.length) },
                  ],
                  basis,
                })}
              />
            </dd>
          </div>
        ))}
        <div>
          <dt>{text.origins}</dt>
          <dd>
            <NumberCell value={String(origins)} format={{ kind: 'count' }} />
          </dd>
        </div>
      </dl>
    </>
  )
}

/** Of the months tried; `train`, the complete months of the history, serves the scaled measures of the same function. */
function errorAgain({ backtest: { points }, history }: ForecastData): CalcQuestion {
  const inputs = {
    train: history.filter(({ complete }) => complete).map(({ spend }) => Number(spend)),
    test: points.map(({ actual }) => Number(actual)),
    forecast: points.map(({ p50 }) => Number(p50)),
    frequency: 1,
  }
  return { function: 'accuracyMeasures', inputs, field: 'MAPE' }
}

export function ForecastMethod({ forecast: { method } }: { forecast: ForecastData }) {
  const text = forecastTexts[useDisplay().language].method
  const { percent } = useWording()
  const months = String(method.historyMonths)
  const sigma = percent(method.monthlySigma)
  return (
    <>
      <p>
        {method.id === 'run-rate'
          ? text.runRate(months, sigma)
          : `${text.trend(months, sigma)} ${text.drift(method.monthlyDrift.toFixed(3), method.damping.toFixed(2))}`}
      </p>
      <p>{text.prices}</p>
    </>
  )
}
