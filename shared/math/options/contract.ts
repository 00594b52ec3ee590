// What every option on a future must satisfy before a formula sees it.
import { OutOfDomain, requireFinite, requireNotNegative, requireSide } from '../numerics/domain.ts'

/** forward, years and volatility from 0; strike and rate finite; side +1 or -1. */
export function requireContract(
  side: number,
  forward: number,
  strike: number,
  years: number,
  volatility: number,
  rate: number,
): asserts side is 1 | -1 {
  // Sound terms pass by one look; the checks one by one are for the words.
  const isSound =
    (side === 1 || side === -1) &&
    forward >= 0 &&
    years >= 0 &&
    volatility >= 0 &&
    forward + years + volatility < Infinity &&
    Math.abs(forward - strike) < Infinity &&
    Math.abs(rate * years) < 700
  if (isSound) return
  requireSide('side', side)
  requireNotNegative('forward', forward)
  requireFinite('strike', strike)
  requireFinite('forward - strike', forward - strike)
  requireNotNegative('years', years)
  requireNotNegative('volatility', volatility)
  requireRate(rate, years)
}

/** A rate whose discount factor exp(-rate years) is a number. */
export function requireRate(rate: number, years: number): void {
  requireFinite('rate', rate)
  if (!(rate * years > -700 && rate * years < 1e6))
    throw new OutOfDomain('rate', rate, `a number from ${-700 / years} to ${1e6 / years} for ${years} years`)
}
