// The American option on a future, exact to about ten digits: the European price plus the interest on early exercise,
// integrated along the exercise boundary. Sources: Kim (1990), "The analytic valuation of American options", Review of
// Financial Studies 3, 547-572; Andersen, Lake & Offengenden (2016). Called for options whose early exercise counts.
import { exp } from '../numerics/elementary.ts'
import { normalCdf } from '../numerics/normal.ts'
import { americanLimit } from './american-limits.ts'
import { baroneAdesiWhaley } from './barone-adesi-whaley.ts'
import { blackPrice } from './black.ts'
import { timeRule } from './boundary-grid.ts'
import { requireContract } from './contract.ts'
import { boundaryRow, distanceAt, type ExerciseBoundary, exerciseBoundary } from './exercise-boundary.ts'
import { logRatio } from './normalised-black.ts'

const rule = timeRule(128)
let rows: readonly Float64Array[] | undefined

/**
 * Price of an American call (side 1) or put (-1) on a future, premium paid up front. Units and domain as in black76. A
 * rate of 0 or below gives the European price, 0 years or volatility the intrinsic value.
 */
export function americanPrice(side: 1 | -1, forward: number, strike: number, years: number, volatility: number, rate: number): number {
  requireContract(side, forward, strike, years, volatility, rate)
  const limit = americanLimit(side, forward, strike, years, volatility, rate)
  if (!Number.isNaN(limit)) return limit
  const time = rate * years
  const deviation = volatility * Math.sqrt(years)
  const intrinsic = Math.max(side * (forward - strike), 0)
  const european = exp(-time) * blackPrice(side, forward, strike, deviation)
  // The premium lies below (1 - exp(-time)) strike: nothing of it is left in a double.
  if (time < 1e-17) return Math.max(european, intrinsic)
  // Beyond, the option is perpetual to the last digit, and the approximation of Barone-Adesi and Whaley exact. It also
  // answers where nothing is left of a lognormal price but its name.
  if (time > 35 || deviation > 100) return baroneAdesiWhaley(side, forward, strike, years, volatility, rate).price
  const boundary = exerciseBoundary(deviation, time)
  // A call on a forward F at the strike K is worth a put on a forward K at the strike F.
  const distance = -side * logRatio(forward, strike)
  if (-distance >= distanceAt(boundary, boundaryRow(1))) return intrinsic
  // No forward gets there that is still a number.
  if (distance > 700) return european
  const unit = side === 1 ? forward : strike
  return Math.max(european + unit * premium(distance, deviation, time, boundary), intrinsic)
}

/** Of a put on a forward exp(distance) at the strike 1: the interest on what exercise brings, while it is exercised. */
function premium(distance: number, deviation: number, time: number, boundary: ExerciseBoundary): number {
  rows ??= Array.from(rule.before, boundaryRow)
  const forward = exp(distance)
  let total = 0
  for (let j = 0; j < rule.weights.length; j++) {
    const d = deviation * Math.sqrt(rule.after[j]!)
    const h = (distance + distanceAt(boundary, rows[j]!)) / d
    total += rule.weights[j]! * exp(-time * rule.after[j]!) * (normalCdf(-h + 0.5 * d) - forward * normalCdf(-h - 0.5 * d))
  }
  return time * total
}
