// What a point forecast with its uncertainty is, and its central intervals. Called by every forecast of this folder.
import { normalQuantile } from '../numerics/normal.ts'

export interface Band {
  /** Probability that a value falls inside, if the model is right. */
  readonly level: number
  readonly lower: Float64Array
  readonly upper: Float64Array
}

export interface IntervalForecast {
  readonly mean: Float64Array
  readonly bands: readonly Band[]
}

export const usualLevels: readonly number[] = [0.8, 0.95]

/** mean -/+ quantile x error for each level. */
export function centralBands(
  mean: Float64Array,
  error: Float64Array,
  levels: readonly number[],
  quantile: (probability: number) => number,
): IntervalForecast {
  const bands = levels.map((level) => {
    const width = quantile(0.5 + level / 2)
    return { level, lower: mean.map((each, i) => each - width * error[i]!), upper: mean.map((each, i) => each + width * error[i]!) }
  })
  return { mean, bands }
}

export function normalBands(mean: Float64Array, error: Float64Array, levels = usualLevels): IntervalForecast {
  return centralBands(mean, error, levels, normalQuantile)
}
