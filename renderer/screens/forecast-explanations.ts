// How a figure of the forecast was made: percentile of what, on how many paths, from which seed.
import type { ForecastData } from '../../shared/contract/forecast-commands.ts'
import type { SpreadData } from '../../shared/contract/scalars.ts'
import { forecastTexts } from '../../shared/language/forecast.ts'
import { formatExact } from '../../shared/units/format.ts'
import type { Explanation } from '../parts/explain.tsx'
import type { Wording } from './wording.ts'

export type SpreadKey = keyof SpreadData

/** 'p05' as the text of its percentile, '5'. */
const percentileOf = (key: SpreadKey): string => String(Number(key.slice(1)))

export function explainSpread(forecast: ForecastData, label: string, spread: SpreadData, key: SpreadKey, wording: Wording): Explanation {
  const text = forecastTexts[wording.language].explain
  const { currency, basis, run } = forecast
  const named = key === 'p50' || key === 'p95' || key === 'p10' || key === 'p90' || key === 'mean' ? text[key] : text.percentile
  const formula = key === 'mean' ? text.meanFormula : text.formula(percentileOf(key))
  return {
    title: `${label}, ${key === 'mean' ? forecastTexts[wording.language].months.mean : key.toUpperCase().replace('P0', 'P')}`,
    value: wording.money(spread[key], currency),
    exact: `${currency} ${formatExact(spread[key])}`,
    definition: named,
    formula,
    withValues: `${formula}; ${text.paths} ${wording.count(basis.trials)}; = ${formatExact(spread[key])}`,
    inputs: [
      { label: text.period, value: label },
      { label: text.paths, value: wording.count(basis.trials) },
      { label: text.seed, value: String(basis.seed) },
    ],
    basis: wording.basis(basis, run),
  }
}

export function explainOver(
  forecast: ForecastData,
  label: string,
  budget: string | null,
  over: number | null,
  wording: Wording,
): Explanation {
  const text = forecastTexts[wording.language].explain
  const { currency, basis, run } = forecast
  const paths = over === null ? '' : wording.count(Math.round(over * basis.trials))
  return {
    title: `${label}, ${forecastTexts[wording.language].quarters.over}`,
    value: over === null ? '' : wording.percent(over),
    definition: text.over,
    formula: text.overFormula,
    ...(over === null ? {} : { withValues: `${paths} ÷ ${wording.count(basis.trials)} = ${wording.percent(over, 2)}` }),
    inputs:
      budget === null ? [] : [{ label: forecastTexts[wording.language].quarters.budget, value: `${currency} ${formatExact(budget)}` }],
    basis: wording.basis(basis, run),
  }
}
