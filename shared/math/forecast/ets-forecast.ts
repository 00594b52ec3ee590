// Means and intervals of exponential smoothing, from the state after the last value.
// Source: Hyndman, Koehler, Ord & Snyder (2008), ch. 6: class 1 (additive), 2 (multiplicative errors), 3 (multiplicative
// seasons). Two places follow R's forecast 8.20 instead of the book and are marked. Called by calc.
import { requireFinite, requireNotNegative, requireWhole } from '../numerics/domain.ts'
import { type Matrix, product, timesVector, transpose, zeros } from '../numerics/matrix.ts'
import type { EtsFit } from './ets-fit.ts'
import type { EtsForm, EtsParameters } from './ets-model.ts'
import { type IntervalForecast, normalBands } from './interval-forecast.ts'

/** What a forecast needs of a fit. */
export type EtsEnd = Pick<EtsFit, 'form' | 'period' | 'parameters' | 'state' | 'variance'>

interface Moments {
  readonly mean: Float64Array
  readonly variance: Float64Array
}

/** Means for 1 to `horizon` steps ahead with their central normal intervals of 80 and 95 %. */
export function etsForecast(end: EtsEnd, horizon: number): IntervalForecast {
  requireWhole('h', horizon, 1, 100_000)
  requireNotNegative('variance', end.variance)
  for (const value of end.state) requireFinite('state', value)
  const { mean, variance } = momentsOf(end, horizon)
  return normalBands(mean, variance.map(Math.sqrt))
}

/** The forecasts of the model's equations with all future errors 0. For multiplicative seasons not quite their mean. */
export function etsPointRecursion({ form, parameters, state, period }: Omit<EtsEnd, 'variance'>, horizon: number): Float64Array {
  requireWhole('h', horizon, 1, 100_000)
  const level = state[0]!
  const slope = form.trend === 'N' ? 0 : state[1]!
  const first = form.trend === 'N' ? 1 : 2
  let [damping, reach] = [1, 0]
  return Float64Array.from({ length: horizon }, (_, step) => {
    damping *= parameters.phi
    reach += damping
    const base = level + reach * slope
    const season = form.season === 'N' ? 0 : state[first + period - 1 - (step % period)]!
    return form.season === 'M' ? base * season : base + season
  })
}

function momentsOf(end: EtsEnd, horizon: number): Moments {
  if (end.form.season === 'M') return seasonalProduct(end, horizon)
  const mean = etsPointRecursion(end, horizon)
  const weights = errorWeights(end.form, end.parameters, end.period, horizon)
  return { mean, variance: end.form.error === 'A' ? additive(weights, end.variance) : relative(mean, weights, end.variance) }
}

/** c_j: what an error does to the value j steps later (j from 1). */
function errorWeights(form: EtsForm, { alpha, beta, gamma, phi }: EtsParameters, period: number, horizon: number): Float64Array {
  // forecast 8.20 hands the seasonal error one place too far in models without trend, so it comes back a step early.
  const early = form.trend === 'N' ? 1 : 0
  let [damping, reach] = [1, 0]
  return Float64Array.from({ length: horizon }, (_, step) => {
    damping *= phi
    reach += damping
    const isSameSeason = form.season === 'A' && (step + 1 + early) % period === 0
    return alpha + beta * reach + (isSameSeason ? gamma : 0)
  })
}

/** Class 1: sigma^2 (1 + c_1^2 + ... + c_(h-1)^2). */
function additive(weights: Float64Array, variance: number): Float64Array {
  let total = 1
  return weights.map((_, step) => {
    if (step > 0) total += weights[step - 1]! * weights[step - 1]!
    return variance * total
  })
}

/** Class 2: (1 + sigma^2) theta_h - mean^2 with theta_h = mean_h^2 + sigma^2 sum c_j^2 theta_(h-j). */
function relative(mean: Float64Array, weights: Float64Array, variance: number): Float64Array {
  const theta = new Float64Array(mean.length)
  return mean.map((centre, step) => {
    let total = 0
    for (let j = 1; j <= step; j++) total += weights[j - 1]! * weights[j - 1]! * theta[step - j]!
    theta[step] = centre * centre + variance * total
    return (1 + variance) * theta[step] - centre * centre
  })
}

/** Class 3: expectation and variance of (level and slope) x (season), carried as mean matrix and covariance of its columns. */
function seasonalProduct({ form, parameters, state, variance, period: m }: EtsEnd, horizon: number): Moments {
  const { alpha, beta, gamma, phi } = parameters
  const hasTrend = form.trend !== 'N'
  const size = hasTrend ? 2 : 1
  // forecast 8.20 adds the undamped slope at each step (the book: phi times the slope).
  const move = hasTrend ? [Float64Array.of(1, 1), Float64Array.of(0, phi)] : [Float64Array.of(1)]
  const learn = hasTrend ? [Float64Array.of(alpha, alpha), Float64Array.of(beta, beta)] : [Float64Array.of(alpha)]
  const turn = zeros(m, m)
  turn[0]![m - 1] = 1
  for (let i = 1; i < m; i++) turn[i]![i - 1] = 1
  const learnSeason = zeros(m, m)
  learnSeason[0]![m - 1] = gamma
  const look = new Float64Array(size * m).fill(1, size * (m - 1))
  const both = kronecker(turn, move)
  const learnBoth = kronecker(learnSeason, learn)
  const cross = plus(kronecker(learnSeason, move), kronecker(turn, learn))
  let means = Float64Array.from({ length: size * m }, (_, i) => state[i % size]! * state[size + Math.floor(i / size)]!)
  let covariance = zeros(size * m, size * m)
  const result = { mean: new Float64Array(horizon), variance: new Float64Array(horizon) }
  for (let step = 0; step < horizon; step++) {
    const centre = inner(look, means)
    result.mean[step] = centre
    result.variance[step] = (1 + variance) * inner(look, timesVector(covariance, look)) + variance * centre * centre
    const squares = outer(means, means)
    const mixed = around(both, covariance, learnBoth)
    const own = around(cross, plus(covariance, squares), cross)
    const twice = around(learnBoth, plus(times(covariance, 3), times(squares, 2)), learnBoth)
    covariance = plus(
      around(both, covariance, both),
      times(plus(plus(mixed, transpose(mixed)), plus(own, times(twice, variance))), variance),
    )
    const learnt = timesVector(learnBoth, means)
    means = timesVector(both, means).map((each, i) => each + variance * learnt[i]!)
  }
  return result
}

function kronecker(a: Matrix, b: Matrix): Float64Array[] {
  return a.flatMap((left) =>
    b.map((right) =>
      Float64Array.from({ length: left.length * right.length }, (_, k) => left[Math.floor(k / right.length)]! * right[k % right.length]!),
    ),
  )
}

/** A V B'. */
function around(a: Matrix, v: Matrix, b: Matrix): Float64Array[] {
  return product(product(a, v), transpose(b))
}

function outer(x: Float64Array, y: Float64Array): Float64Array[] {
  return Array.from(x, (each) => y.map((other) => each * other))
}

function plus(a: Matrix, b: Matrix): Float64Array[] {
  return a.map((row, i) => row.map((each, j) => each + b[i]![j]!))
}

function times(a: Matrix, factor: number): Float64Array[] {
  return a.map((row) => row.map((each) => factor * each))
}

function inner(x: Float64Array, y: Float64Array): number {
  let total = 0
  for (let i = 0; i < x.length; i++) total += x[i]! * y[i]!
  return total
}
