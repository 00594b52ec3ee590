// Seasonal-trend decomposition by loess: values = trend + seasonal + remainder.
// Source: Cleveland, Cleveland, McRae & Terpenning (1990), Journal of Official Statistics 6, 3-73; defaults, jumps and
// "periodic" as in stl of R. Called by mstl.ts and shared/calc/forecast-scores.ts.
import { OutOfDomain, requireSeries, requireWhole } from '../numerics/domain.ts'
import { mean, median } from '../numerics/series.ts'
import { localFit, type Smoother, smooth } from './loess.ts'

export interface StlOptions {
  /** Cycles a season's value is smoothed over (odd, from 7 advised); 'periodic' takes the same shape in every cycle. */
  readonly seasonalWindow: number | 'periodic'
  readonly seasonalDegree?: 0 | 1
  /** Values the trend is smoothed over; by default the least odd number from 1.5 period / (1 - 1.5 / seasonalWindow). */
  readonly trendWindow?: number
  readonly trendDegree?: 0 | 1
  /** Values of the filter that keeps the trend out of the seasonal part; by default the least odd number from `period`. */
  readonly lowPassWindow?: number
  /** Outliers lose weight, over 15 rounds. */
  readonly isRobust?: boolean
}

export interface Decomposition {
  readonly trend: Float64Array
  readonly seasonal: Float64Array
  readonly remainder: Float64Array
  /** Weight of each value in the last round, 0 for an outlier; 1 without robustness. */
  readonly weights: Float64Array
}

/** Values in any unit, more than two cycles of `period` (from 2) values. The three parts add up to the values. */
export function stl(values: Float64Array, period: number, options: StlOptions): Decomposition {
  requireWhole('period', period, 2)
  requireSeries('values', values, 2 * period + 1)
  const n = values.length
  const smoothers = smoothersOf(n, period, options)
  const rounds = options.isRobust ? 15 : 0
  const trend = new Float64Array(n)
  const seasonal = new Float64Array(n)
  let weights: Float64Array | undefined
  for (let round = 0; round <= rounds; round++) {
    if (round > 0) weights = robustnessWeights(values, trend, seasonal)
    for (let inner = options.isRobust ? 1 : 2; inner > 0; inner--) {
      separateSeason(values, period, smoothers, weights, trend, seasonal)
      smooth(
        values.map((value, i) => value - seasonal[i]!),
        smoothers.trend,
        weights,
        trend,
      )
    }
  }
  if (options.seasonalWindow === 'periodic') averageCycles(seasonal, period)
  const remainder = values.map((value, i) => value - seasonal[i]! - trend[i]!)
  return { trend, seasonal, remainder, weights: weights ?? new Float64Array(n).fill(1) }
}

interface Smoothers {
  readonly seasonal: Smoother
  readonly trend: Smoother
  readonly lowPass: Smoother
}

function smoothersOf(n: number, period: number, options: StlOptions): Smoothers {
  const isPeriodic = options.seasonalWindow === 'periodic'
  const seasonalWindow = options.seasonalWindow === 'periodic' ? 10 * n + 1 : options.seasonalWindow
  requireWhole('seasonalWindow', seasonalWindow, 2)
  const trendWindow = options.trendWindow ?? odd(Math.ceil((1.5 * period) / (1 - 1.5 / seasonalWindow)))
  requireWhole('trendWindow', trendWindow, 1)
  const lowPassWindow = options.lowPassWindow ?? odd(period)
  requireWhole('lowPassWindow', lowPassWindow, 1)
  const { seasonalDegree = 0, trendDegree = 1 } = options
  requireDegree('seasonalDegree', seasonalDegree)
  requireDegree('trendDegree', trendDegree)
  return {
    seasonal: smootherOf(seasonalWindow, isPeriodic ? 0 : seasonalDegree),
    trend: smootherOf(trendWindow, trendDegree),
    lowPass: smootherOf(lowPassWindow, trendDegree),
  }
}

/** The span is made odd and at least 3; the jump follows from the window as given. */
function smootherOf(window: number, degree: 0 | 1): Smoother {
  return { span: odd(Math.max(3, window)), degree, jump: Math.ceil(window / 10) }
}

function odd(whole: number): number {
  return whole % 2 === 0 ? whole + 1 : whole
}

function requireDegree(argument: string, degree: number): void {
  if (degree !== 0 && degree !== 1) throw new OutOfDomain(argument, degree, '0 or 1')
}

/** One pass of the inner loop for the seasonal part: each season smoothed over the cycles, less what of it is trend. */
function separateSeason(
  values: Float64Array,
  period: number,
  smoothers: Smoothers,
  weights: Float64Array | undefined,
  trend: Float64Array,
  seasonal: Float64Array,
): void {
  const n = values.length
  const cycles = smoothSeasons(
    values.map((value, i) => value - trend[i]!),
    period,
    smoothers.seasonal,
    weights,
  )
  const low = movingMean(movingMean(movingMean(cycles, period), period), 3)
  const lowSmooth = new Float64Array(n)
  smooth(low, smoothers.lowPass, undefined, lowSmooth)
  for (let i = 0; i < n; i++) seasonal[i] = cycles[period + i]! - lowSmooth[i]!
}

/** Every season's own series, smoothed and continued by one cycle on each side: n + 2 period values. */
function smoothSeasons(detrended: Float64Array, period: number, smoother: Smoother, weights: Float64Array | undefined): Float64Array {
  const n = detrended.length
  const all = new Float64Array(n + 2 * period)
  for (let season = 0; season < period; season++) {
    const count = Math.floor((n - 1 - season) / period) + 1
    const own = Float64Array.from({ length: count }, (_, k) => detrended[season + k * period]!)
    const ownWeights = weights && Float64Array.from({ length: count }, (_, k) => weights[season + k * period]!)
    const wide = new Float64Array(count + 2)
    const work = new Float64Array(count)
    smooth(own, smoother, ownWeights, wide, 1)
    const { span } = smoother
    wide[0] = localFit(own, smoother, ownWeights, -1, 0, Math.min(span, count) - 1, work) ?? wide[1]!
    wide[count + 1] = localFit(own, smoother, ownWeights, count, Math.max(0, count - span), count - 1, work) ?? wide[count]!
    for (let k = 0; k < wide.length; k++) all[season + k * period] = wide[k]!
  }
  return all
}

/** Means of `length` neighbours: length - 1 values fewer. */
function movingMean(values: Float64Array, length: number): Float64Array {
  const means = new Float64Array(values.length - length + 1)
  let total = 0
  for (let i = 0; i < values.length; i++) {
    total += values[i]!
    if (i >= length) total -= values[i - length]!
    if (i >= length - 1) means[i - length + 1] = total / length
  }
  return means
}

/**
 * Tukey's biweight of the distance from the fit, in units of six median distances. The partial sort in R's stl misses the
 * median of an even number now and then, so robust figures of even length can differ from R's by some percent.
 */
function robustnessWeights(values: Float64Array, trend: Float64Array, seasonal: Float64Array): Float64Array {
  const distances = values.map((value, i) => Math.abs(value - trend[i]! - seasonal[i]!))
  const reach = 6 * median(distances)
  return distances.map((distance) => {
    if (distance <= 0.001 * reach) return 1
    if (distance > 0.999 * reach) return 0
    const u = distance / reach
    return (1 - u * u) * (1 - u * u)
  })
}

/** Every cycle becomes the mean cycle. */
function averageCycles(seasonal: Float64Array, period: number): void {
  for (let season = 0; season < period; season++) {
    const average = mean(seasonal.filter((_, i) => i % period === season))
    for (let i = season; i < seasonal.length; i += period) seasonal[i] = average
  }
}
