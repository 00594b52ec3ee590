// Decomposition with several seasonal cycles (day of the week and month of the year), and the forecast that carries the
// seasonally adjusted series forward and puts the last cycles back on.
// Source: Bandara, Hyndman & Bergmeir (2021), MSTL, arXiv 2107.13462; defaults as in mstl and stlf of R's forecast.
// Called by shared/calc/forecast-scores.ts.
import { OutOfDomain, requireRising, requireWhole } from '../numerics/domain.ts'
import type { IntervalForecast } from './interval-forecast.ts'
import { naiveForecast } from './simple-forecasts.ts'
import { type Decomposition, type StlOptions, stl } from './stl.ts'

export interface MstlOptions extends Omit<StlOptions, 'seasonalWindow'> {
  /** One for all periods, or one for each; by default 11 cycles for the first period, 15 for the second and so on by 4. */
  readonly seasonalWindow?: StlOptions['seasonalWindow'] | readonly StlOptions['seasonalWindow'][] | undefined
  /** Passes over all periods; with one period, one pass is made. */
  readonly iterations?: number
}

export interface MultiDecomposition extends Omit<Decomposition, 'seasonal'> {
  /** seasonal[i] belongs to periods[i]. */
  readonly seasonal: readonly Float64Array[]
}

/** `periods` ascend, each from 2 and less than half as long as the values. All parts add up to the values. */
export function mstl(values: Float64Array, periods: readonly number[], options: MstlOptions = {}): MultiDecomposition {
  if (periods.length === 0) throw new OutOfDomain('periods', 'empty', 'at least one period')
  requireRising('periods', periods)
  const { iterations = 2 } = options
  requireWhole('iterations', iterations, 1, 100)
  const windows = periods.map((_, i) => windowOf(options.seasonalWindow, i))
  const passes = periods.length === 1 ? 1 : iterations
  const seasonal: Float64Array[] = periods.map(() => new Float64Array(values.length))
  let adjusted = values
  let fit: Decomposition | undefined
  for (let pass = 0; pass < passes; pass++)
    for (let i = 0; i < periods.length; i++) {
      const before = seasonal[i]!
      const withSeason = adjusted.map((value, t) => value + before[t]!)
      fit = stl(withSeason, periods[i]!, { ...options, seasonalWindow: windows[i]! })
      const after = fit.seasonal
      seasonal[i] = after
      adjusted = withSeason.map((value, t) => value - after[t]!)
    }
  const { trend, weights } = fit!
  return { trend, seasonal, remainder: adjusted.map((value, t) => value - trend[t]!), weights }
}

/**
 * Seasonally adjusted by mstl, carried forward by the naive forecast, the last cycle of each season put back on. The
 * intervals leave out the error of the seasonal part, so they are too narrow where it changes from cycle to cycle.
 */
export function decompositionNaiveForecast(
  values: Float64Array,
  periods: readonly number[],
  horizon: number,
  options: MstlOptions = { seasonalWindow: 'periodic' },
): IntervalForecast {
  const { seasonal } = mstl(values, periods, options)
  const n = values.length
  const adjusted = values.map((value, t) => seasonal.reduce((rest, each) => rest - each[t]!, value))
  const plain = naiveForecast(adjusted, horizon)
  const season = Float64Array.from({ length: horizon }, (_, step) =>
    seasonal.reduce((total, each, i) => total + each[n - periods[i]! + (step % periods[i]!)]!, 0),
  )
  const withSeason = (line: Float64Array): Float64Array => line.map((value, step) => value + season[step]!)
  return {
    mean: withSeason(plain.mean),
    bands: plain.bands.map(({ level, lower, upper }) => ({ level, lower: withSeason(lower), upper: withSeason(upper) })),
  }
}

function windowOf(given: MstlOptions['seasonalWindow'], i: number): StlOptions['seasonalWindow'] {
  if (given === undefined) return 11 + 4 * i
  if (typeof given === 'number' || typeof given === 'string') return given
  const own = given[i]
  if (own === undefined) throw new OutOfDomain('seasonalWindow', `${given.length} windows`, 'one for each period')
  return own
}
