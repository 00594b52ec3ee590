// Average-settled futures of a buyer of compute: long positions, one contract month each, settled against the
// arithmetic mean of the index over the fixing days of the month. Prices per unit, sizes in units per contract.
// Sources: Eydeland & Wolyniec (2003), ch. 4; Hull, ch. 3 (number of contracts).

/**
 * Price of a contract month that is partly fixed: the mean of the fixings so far and, for the days to come, of the
 * expected index. `fixedSum`: sum of the fixings; `expected`: today's expectation for every remaining day.
 */
export function averagePrice(fixedSum: number, fixedDays: number, days: number, expected: number): number {
  return (fixedSum + (days - fixedDays) * expected) / days
}

/** Whole contracts nearest to the covered exposure (variance is quadratic in their number); a half rounds up. */
export function nearestContracts(exposure: number, cover: number, size: number): number {
  return Math.round((exposure * cover) / size)
}

/** Price locked over several months, weighted by contracts; NaN without any. */
export function lockedPrice(contracts: Float64Array, entry: Float64Array): number {
  let units = 0
  let money = 0
  for (let m = 0; m < contracts.length; m++) {
    units += contracts[m] ?? 0
    money += (contracts[m] ?? 0) * (entry[m] ?? 0)
  }
  return units === 0 ? NaN : money / units
}
