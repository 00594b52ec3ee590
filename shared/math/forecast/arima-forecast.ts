// Means and intervals of an ARIMA model by the Kalman filter over the undifferenced series.
// Sources: Harvey (1989), Forecasting, Structural Time Series Models and the Kalman Filter, 3.2-3.4 and 4.2; the values lost
// by differencing start from a prior of variance one million error variances, as in R's arima. Called by calc.
import { requireSeries, requireWhole } from '../numerics/domain.ts'
import type { ArimaFit } from './arima-fit.ts'
import { type ArimaOrder, constantAt, differenceCoefficients } from './arima-model.ts'
import { loading, padded, stationaryCovariance } from './arma-likelihood.ts'
import { expandedArma } from './arma-polynomials.ts'
import { type IntervalForecast, normalBands } from './interval-forecast.ts'

const diffuseVariance = 1e6

/** A state space model and where it stands: state [ARMA part, last values of y]. */
interface Filter {
  readonly phi: Float64Array
  readonly load: Float64Array
  readonly delta: Float64Array
  /** Before the next value is known. */
  state: Float64Array
  covariance: Float64Array[]
}

/** Means for 1 to `horizon` steps ahead with their central normal intervals of 80 and 95 %; parameters count as known. */
export function arimaForecast(y: Float64Array, fit: ArimaFit, horizon: number): IntervalForecast {
  requireSeries('y', y)
  requireWhole('h', horizon, 1, 100_000)
  const { order, constant } = fit
  const filter = filterOf(fit)
  let squares = 0
  for (let t = 0; t < y.length; t++) squares += learn(filter, y[t]! - constantAt(order, constant, t + 1))
  const variance = fit.variance > 0 ? squares / spareValues(order, y.length) : 0
  const mean = new Float64Array(horizon)
  const error = new Float64Array(horizon)
  for (let step = 0; step < horizon; step++) {
    mean[step] = observed(filter, filter.state) + constantAt(order, constant, y.length + step + 1)
    error[step] = Math.sqrt(variance * Math.max(0, observed(filter, rowsObserved(filter))))
    advance(filter)
  }
  return normalBands(mean, error)
}

/** The divisor of the unbiased variance: values less those lost by differencing and the coefficients. */
function spareValues(order: ArimaOrder, n: number): number {
  const coefficients = order.p + order.q + order.seasonalP + order.seasonalQ + (order.hasConstant ? 1 : 0)
  return Math.max(1, n - order.d - order.seasonalD * order.period - coefficients)
}

function filterOf({ order, coefficients }: ArimaFit): Filter {
  const arma = expandedArma(order, coefficients)
  const r = Math.max(arma.phi.length, arma.theta.length + 1)
  const delta = differenceCoefficients(order)
  const size = r + delta.length
  const covariance = Array.from({ length: size }, () => new Float64Array(size))
  stationaryCovariance(arma).forEach((row, i) => {
    covariance[i]!.set(row)
  })
  for (let i = r; i < size; i++) covariance[i]![i] = diffuseVariance
  return { phi: padded(arma.phi, r), load: loading(arma.theta, r), delta, state: new Float64Array(size), covariance }
}

/** What is seen of a state: its first entry and the past values the differences bring back. */
function observed({ load, delta }: Filter, state: Float64Array): number {
  let total = state[0]!
  for (let i = 0; i < delta.length; i++) total += delta[i]! * state[load.length + i]!
  return total
}

function rowsObserved(filter: Filter): Float64Array {
  return Float64Array.from(filter.covariance, (row) => observed(filter, row))
}

/** Takes in one value and moves on; the squared prediction error over its variance. */
function learn(filter: Filter, value: number): number {
  const gains = rowsObserved(filter)
  const gain = observed(filter, gains)
  const error = value - observed(filter, filter.state)
  filter.state = filter.state.map((each, i) => each + (gains[i]! * error) / gain)
  filter.covariance = filter.covariance.map((row, i) => row.map((each, j) => each - (gains[i]! * gains[j]!) / gain))
  advance(filter)
  return (error * error) / gain
}

function advance(filter: Filter): void {
  const { load, covariance } = filter
  filter.state = moved(filter, filter.state)
  const halfWay = covariance.map((row) => moved(filter, row))
  const columns = halfWay.map((_, j) =>
    moved(
      filter,
      Float64Array.from(halfWay, (row) => row[j]!),
    ),
  )
  for (let i = 0; i < load.length; i++) for (let j = 0; j < load.length; j++) columns[i]![j]! += load[i]! * load[j]!
  filter.covariance = columns
}

/** The state one step later, without new error. */
function moved(filter: Filter, state: Float64Array): Float64Array {
  const { phi, delta } = filter
  const r = phi.length
  const out = new Float64Array(state.length)
  const head = state[0]!
  for (let i = 0; i < r; i++) out[i] = phi[i]! * head + (i + 1 < r ? state[i + 1]! : 0)
  if (delta.length > 0) out[r] = observed(filter, state)
  for (let i = 1; i < delta.length; i++) out[r + i] = state[r + i - 1]!
  return out
}
