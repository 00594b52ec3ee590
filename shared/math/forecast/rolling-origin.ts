// Forecasts made again and again from a moving end of the past, each held against what came: the honest error by step.
// Source: Tashman (2000), International Journal of Forecasting 16, 437-450; origins as in tsCV of R's forecast 8.20.
// Called by shared/calc/forecast-scores.ts.
import { OutOfDomain, requireSeries, requireWhole } from '../numerics/domain.ts'
import { mean } from '../numerics/series.ts'

export interface StepErrors {
  /** One per step ahead, from 1. */
  readonly rootMeanSquare: Float64Array
  readonly meanAbsolute: Float64Array
  readonly count: Float64Array
}

/**
 * `forecast` sees the values up to an origin, and no others, and gives `horizon` values. Origins run from initial + 1
 * values to all but one, so that step k is scored n - initial - k times; every step must be scored at least once.
 */
export function rollingOrigin(
  values: Float64Array,
  horizon: number,
  initial: number,
  forecast: (seen: Float64Array, horizon: number) => Float64Array,
): StepErrors {
  requireSeries('values', values, 2)
  requireWhole('horizon', horizon, 1, values.length - 1)
  requireWhole('initial', initial, 0, values.length - horizon - 1)
  const errors: number[][] = Array.from({ length: horizon }, () => [])
  for (let known = initial + 1; known < values.length; known++) {
    const line = forecast(values.slice(0, known), horizon)
    if (line.length !== horizon) throw new OutOfDomain('forecast', `${line.length} values`, `${horizon} values`)
    for (let step = 0; step < horizon && known + step < values.length; step++) errors[step]!.push(values[known + step]! - line[step]!)
  }
  return {
    rootMeanSquare: Float64Array.from(errors, (list) => Math.sqrt(mean(list.map((error) => error * error)))),
    meanAbsolute: Float64Array.from(errors, (list) => mean(list.map(Math.abs))),
    count: Float64Array.from(errors, (list) => list.length),
  }
}
