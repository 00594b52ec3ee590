// Options on the geometric average: lognormal, so Black's formula is exact. A control variate of simulations and a
// check of them. Sources: Kemna & Vorst (1990), Journal of Banking & Finance 14, 113-129; Haug (2007), 4.20.1.
// Called by the calculator.

import {
  OutOfDomain,
  requireFinite,
  requireLength,
  requireNotNegative,
  requirePositive,
  requireSeries,
  requireSide,
} from '../numerics/domain.ts'
import { exp, log } from '../numerics/elementary.ts'
import { blackPrice } from '../options/black.ts'

/**
 * Price of the option on the n-th root of the product of n fixings. `forwards`, `variances`: forward (above 0) and total
 * variance of the logarithm of each fixing in order of the days, variances not falling; a known fixing has variance 0.
 */
export function geometricAveragePrice(
  side: 1 | -1,
  forwards: Float64Array,
  variances: Float64Array,
  strike: number,
  discount: number,
): number {
  requireSide('side', side)
  requireFinite('strike', strike)
  requirePositive('discount', discount)
  requireSeries('forwards', forwards)
  requireLength('variances', variances, forwards.length)
  const n = forwards.length
  let meanLog = 0
  let variance = 0
  for (let i = 0; i < n; i++) {
    requirePositive(`forwards[${i}]`, forwards[i]!)
    requireNotNegative(`variances[${i}]`, variances[i]!)
    if (i > 0 && variances[i]! < variances[i - 1]!)
      throw new OutOfDomain(`variances[${i}]`, variances[i]!, `a number from ${variances[i - 1]!}`)
    meanLog += (log(forwards[i]!) - variances[i]! / 2) / n
    variance += (variances[i]! * (2 * (n - i) - 1)) / n / n
  }
  return discount * blackPrice(side, exp(meanLog + variance / 2), strike, Math.sqrt(variance))
}

/**
 * The same for an average taken without pause from now to `years`: spot growing at `carry` per year (0 for a forward),
 * volatility per square root of a year.
 */
export function continuousGeometricPrice(
  side: 1 | -1,
  spot: number,
  carry: number,
  volatility: number,
  years: number,
  strike: number,
  discount: number,
): number {
  requireSide('side', side)
  requirePositive('spot', spot)
  requireFinite('carry', carry)
  requireNotNegative('volatility', volatility)
  requireNotNegative('years', years)
  requireFinite('strike', strike)
  requirePositive('discount', discount)
  const forward = spot * exp(((carry - (volatility * volatility) / 6) * years) / 2)
  return discount * blackPrice(side, forward, strike, volatility * Math.sqrt(years / 3))
}
