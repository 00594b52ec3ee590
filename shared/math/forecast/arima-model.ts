// The orders of a seasonal ARIMA model, and the series its ARMA part describes: differenced, less mean or drift.
// Source: Box & Jenkins (1976), ch. 9. Called by the fit, the forecast and the search.
import type { ArmaOrder } from './arma-polynomials.ts'
import { differences } from './differences.ts'

export interface ArimaOrder extends ArmaOrder {
  readonly d: number
  readonly seasonalD: number
  /** A mean where nothing is differenced, a drift per step where one difference is taken; never with two. */
  readonly hasConstant: boolean
}

export function differenced(y: Float64Array, { d, seasonalD, period }: ArimaOrder): Float64Array {
  return differences(differences(y, 1, d), period, seasonalD)
}

/** What one unit of mean or drift adds to each differenced value. */
export function constantWeight({ seasonalD, period }: ArimaOrder): number {
  return seasonalD > 0 ? period : 1
}

/** The constant's part of y at time t, counted from 1. */
export function constantAt({ d, seasonalD, hasConstant }: ArimaOrder, constant: number, t: number): number {
  if (!hasConstant) return 0
  return d + seasonalD === 0 ? constant : constant * t
}

/** Coefficients of y_(t-1), y_(t-2) ... that the differences move to the right hand side. */
export function differenceCoefficients({ d, seasonalD, period }: ArimaOrder): Float64Array {
  let polynomial = Float64Array.of(1)
  const times = (lag: number) => {
    const out = new Float64Array(polynomial.length + lag)
    for (let i = 0; i < polynomial.length; i++) {
      out[i]! += polynomial[i]!
      out[i + lag]! -= polynomial[i]!
    }
    polynomial = out
  }
  for (let i = 0; i < d; i++) times(1)
  for (let i = 0; i < seasonalD; i++) times(period)
  return polynomial.slice(1).map((each) => -each)
}
