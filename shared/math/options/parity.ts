// What no arbitrage says of a call and a put on a future, whatever the model. Source: Hull, Options, Futures, and Other
// Derivatives, "Options on futures". Called to check quotes and to price the missing side.
import { requireFinite, requireNotNegative } from '../numerics/domain.ts'
import { exp } from '../numerics/elementary.ts'
import { requireRate } from './contract.ts'

interface PutCallParity {
  /** European put of the European call: call - discount (forward - strike). Below 0 if the call's price is an arbitrage. */
  readonly put: number
  /** Bounds of American call - put. */
  readonly americanLow: number
  readonly americanHigh: number
}

/**
 * forward and strike of either sign; years from 0; rate continuously compounded. At rates from 0 the American bounds are
 * discount forward - strike and forward - discount strike; at rates below, early exercise is worth nothing and both are
 * the European difference.
 */
export function putCallParity(forward: number, strike: number, years: number, rate: number, call: number): PutCallParity {
  requireFinite('forward', forward)
  requireFinite('strike', strike)
  requireFinite('call', call)
  requireNotNegative('years', years)
  requireRate(rate, years)
  const discount = exp(-rate * years)
  const difference = discount * (forward - strike)
  return {
    put: call - difference,
    americanLow: rate < 0 ? difference : discount * forward - strike,
    americanHigh: rate < 0 ? difference : forward - discount * strike,
  }
}
