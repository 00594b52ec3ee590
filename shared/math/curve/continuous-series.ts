// One long price series from contracts that follow each other. Two ways to join the levels, and the returns, which are taken
// within one contract and never across a roll: the gap between two contracts is nobody's gain.
// Source: Masteika, Rutkauskas & Alexander (2012), Continuous futures data series for back testing. Called by calc/curve.ts.
import { requireEach, requirePositive, requireWhole } from '../numerics/domain.ts'
import { log } from '../numerics/elementary.ts'

interface ContinuousSeries {
  /** Older prices moved by the differences at the rolls. May become negative: take no log returns from it. */
  readonly panama: Float64Array
  /** Older prices multiplied by the ratios at the rolls. */
  readonly ratio: Float64Array
  /** ln(price / price before) of the contract held; one shorter than the levels. */
  readonly logReturns: Float64Array
}

/**
 * contracts: one row per contract in the order held, each from the roll day into it to the roll day out of it, both included:
 * the last price of a row and the first of the next are of the same day, and the series takes the later contract's.
 * Prices above 0. A row of one price was rolled out of on the day it was rolled into, and gives none of its own.
 */
export function continuousSeries(contracts: readonly Float64Array[]): ContinuousSeries {
  requireWhole('contracts.length', contracts.length, 1)
  contracts.forEach((prices, c) => {
    requireWhole(`contracts[${c}].length`, prices.length, 1)
    requireEach(`contracts[${c}]`, prices, requirePositive)
  })
  const panama: number[] = []
  const ratio: number[] = []
  const logReturns: number[] = []
  let shift = 0
  let factor = 1
  for (let c = contracts.length - 1; c >= 0; c--) {
    const prices = contracts[c]!
    const next = contracts[c + 1]
    if (next) {
      shift += next[0]! - prices.at(-1)!
      factor *= next[0]! / prices.at(-1)!
    }
    for (let i = prices.length - 1; i >= 0; i--) {
      if (i > 0) logReturns.push(log(prices[i]! / prices[i - 1]!))
      if (next && i === prices.length - 1) continue
      panama.push(prices[i]! + shift)
      ratio.push(prices[i]! * factor)
    }
  }
  return {
    panama: Float64Array.from(panama.reverse()),
    ratio: Float64Array.from(ratio.reverse()),
    logReturns: Float64Array.from(logReturns.reverse()),
  }
}
