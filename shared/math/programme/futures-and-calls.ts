// The plain hedge of a buyer of compute: long futures, and calls on them. Scenarios of price, volume and settlement
// become the costs and gains of a hedge problem. Called by calc.
import { requireFinite, requireLength, requireSeries } from '../numerics/domain.ts'

/** Per scenario: price paid and volume bought, and the price the future settles at. */
export interface PurchaseScenarios {
  readonly price: Float64Array
  readonly volume: Float64Array
  readonly settlement: Float64Array
}

/**
 * cost = price volume; gain of a future = settlement - forward; of a call = max(settlement - strike, 0) - premium. All
 * in money per unit, the premium as of the day the cost is counted.
 */
export function futuresAndCalls(
  { price, volume, settlement }: PurchaseScenarios,
  forward: number,
  strike: number,
  premium: number,
): { cost: Float64Array; gains: [Float64Array, Float64Array] } {
  requireSeries('price', price)
  requireLength('volume', volume, price.length)
  requireSeries('volume', volume)
  requireLength('settlement', settlement, price.length)
  requireSeries('settlement', settlement)
  requireFinite('forward', forward)
  requireFinite('strike', strike)
  requireFinite('premium', premium)
  return {
    cost: price.map((each, s) => each * volume[s]!),
    gains: [settlement.map((each) => each - forward), settlement.map((each) => Math.max(each - strike, 0) - premium)],
  }
}
