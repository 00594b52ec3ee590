// Average-settled futures of a buyer of compute: long positions, one contract month each, settled against the
// arithmetic mean of the index over the fixing days of the month. Prices per unit, sizes in units per contract.
// Source: Eydeland & Wolyniec (2003), ch. 4. Called by margin.ts; contracts are counted in the core's ladder, in decimals.

/**
 * Price of a contract month that is partly fixed: the mean of the fixings so far and, for the days to come, of the
 * expected index. `fixedSum`: sum of the fixings; `expected`: today's expectation for every remaining day.
 */
export function averagePrice(fixedSum: number, fixedDays: number, days: number, expected: number): number {
  return (fixedSum + (days - fixedDays) * expected) / days
}
