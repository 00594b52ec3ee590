// Average-settled futures of a buyer of compute: long positions, one contract month each, settled against the
// arithmetic mean of the index over the fixing days of the month. Prices per unit, sizes in units per contract.
// Source: Eydeland & Wolyniec (2003), ch. 4. averagePrice is called by margin.ts, where contracts are counted in the core's
// ladder, in decimals; the rest by the calculator.
import { requireNotNegative, requirePositive, requireWhole } from '../numerics/domain.ts'

/**
 * Price of a contract month that is partly fixed: the mean of the fixings so far and, for the days to come, of the
 * expected index. `fixedSum`: sum of the fixings; `expected`: today's expectation for every remaining day.
 */
export function averagePrice(fixedSum: number, fixedDays: number, days: number, expected: number): number {
  return (fixedSum + (days - fixedDays) * expected) / days
}

/** Change of that price per unit of the expected index: the share of the days not yet fixed. */
export function averagePriceDelta(fixedDays: number, days: number): number {
  requireWhole('days', days, 1)
  requireWhole('fixed days', fixedDays, 0, days)
  return (days - fixedDays) / days
}

/**
 * Instantaneous volatility of that price, the index having `volatility`: it runs off from the index's own to 0 as the
 * open days' part of the price does. Arguments as averagePrice, `expected` above 0; volatility per square root of a year.
 */
export function averagePriceVolatility(volatility: number, fixedSum: number, fixedDays: number, days: number, expected: number): number {
  requireNotNegative('volatility', volatility)
  requireNotNegative('fixed sum', fixedSum)
  requirePositive('expected', expected)
  return (volatility * averagePriceDelta(fixedDays, days) * expected) / averagePrice(fixedSum, fixedDays, days, expected)
}
