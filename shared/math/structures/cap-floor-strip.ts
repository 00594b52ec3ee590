// A cap on a strip of months, the floor at the same strike, and the swap between them: cap - floor = payer swap.
// Source: Black (1976), one caplet per month; Hull, ch. 29. Called by calc/structures.ts.
import { requireFinite, requireLength, requireNotNegative, requirePositive, requireSeries } from '../numerics/domain.ts'
import { exp } from '../numerics/elementary.ts'
import { sum } from '../numerics/series.ts'
import { blackPrice } from '../options/black.ts'

interface CapFloorStrip {
  readonly caplets: Float64Array
  readonly floorlets: Float64Array
  readonly cap: number
  readonly floor: number
  /** Worth of paying the strike and receiving the index on all months. */
  readonly payerSwap: number
}

interface StripMarket {
  /** One per month, above 0. */
  readonly forwards: Float64Array
  /** Expiry and payment of each month, years from 0. */
  readonly years: Float64Array
  /** Lognormal, per root year, from 0. For a month settled on its average: the volatility of the average. */
  readonly volatilities: Float64Array
  /** From 0. */
  readonly volumes: Float64Array
  readonly rate: number
}

/** strike from 0; values in money, discounted. */
export function capFloorStrip({ forwards, years, volatilities, volumes, rate }: StripMarket, strike: number): CapFloorStrip {
  requireSeries('forwards', forwards)
  requireLength('years', years, forwards.length)
  requireLength('volatilities', volatilities, forwards.length)
  requireLength('volumes', volumes, forwards.length)
  requireFinite('rate', rate)
  requireNotNegative('strike', strike)
  forwards.forEach((forward, i) => {
    requirePositive(`forwards[${i}]`, forward)
    requireNotNegative(`years[${i}]`, years[i]!)
    requireNotNegative(`volatilities[${i}]`, volatilities[i]!)
    requireNotNegative(`volumes[${i}]`, volumes[i]!)
  })
  const annuities = volumes.map((volume, i) => volume * exp(-rate * years[i]!))
  const priced = (side: 1 | -1) =>
    annuities.map((annuity, i) => annuity * blackPrice(side, forwards[i]!, strike, volatilities[i]! * Math.sqrt(years[i]!)))
  const caplets = priced(1)
  const floorlets = priced(-1)
  return {
    caplets,
    floorlets,
    cap: sum(caplets),
    floor: sum(floorlets),
    payerSwap: sum(annuities.map((annuity, i) => annuity * (forwards[i]! - strike))),
  }
}
