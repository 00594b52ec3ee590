// Central intervals of normal forecasts. Called by the exponential smoothing, theta and ARIMA forecasts.
import { normalQuantile } from '../numerics/normal.ts'
import type { IntervalForecast } from './simple-forecasts.ts'

/** mean -/+ z error for the usual levels. */
export function normalBands(mean: Float64Array, error: Float64Array): IntervalForecast {
  const bands = [0.8, 0.95].map((level) => {
    const z = normalQuantile(0.5 + level / 2)
    return { level, lower: mean.map((each, i) => each - z * error[i]!), upper: mean.map((each, i) => each + z * error[i]!) }
  })
  return { mean, bands }
}
