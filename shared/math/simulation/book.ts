// The futures of a hedge added up month by month. One index multiplier moves every contract, so the legs of a month
// act as one position: worth at today's curve, sum agreed, initial margin, costs. Money of one currency throughout.

/** One traded contract month strip on one risk factor. */
export interface ContractLeg {
  /** Units per contract (GPU-hours, Mtok). */
  readonly size: number
  /** Contracts held per month, positive = long. */
  readonly contracts: Float64Array
  /** Price agreed per month, in the contract's currency per unit. */
  readonly entry: Float64Array
  /** Today's curve per month (the simulation's mean: no view). */
  readonly forward: Float64Array
  /** Initial margin as a share of entry notional. */
  readonly marginRate: number
  /** Fees and spread per contract, one round, in money. */
  readonly costPerContract: number
}

/** Per month. A month's gain is `worth` x (settlement / today's curve) - `agreed`. */
export interface Book {
  readonly worth: Float64Array
  readonly agreed: Float64Array
  readonly initialMargin: Float64Array
  readonly costs: Float64Array
}

export function bookOf(legs: readonly ContractLeg[], months: number): Book {
  const book = {
    worth: new Float64Array(months),
    agreed: new Float64Array(months),
    initialMargin: new Float64Array(months),
    costs: new Float64Array(months),
  }
  for (const leg of legs) {
    for (let m = 0; m < months; m++) {
      const contracts = leg.contracts[m] ?? 0
      const units = contracts * leg.size
      add(book.worth, m, units * (leg.forward[m] ?? 0))
      add(book.agreed, m, units * (leg.entry[m] ?? 0))
      add(book.initialMargin, m, Math.abs(units * (leg.entry[m] ?? 0)) * leg.marginRate)
      add(book.costs, m, Math.abs(contracts) * leg.costPerContract)
    }
  }
  return book
}

/** Sums from each month to the end, with a closing 0: what is still open when the month begins. */
export function openFrom(perMonth: Float64Array): Float64Array {
  const open = new Float64Array(perMonth.length + 1)
  for (let m = perMonth.length - 1; m >= 0; m--) open[m] = (open[m + 1] ?? 0) + (perMonth[m] ?? 0)
  return open
}

function add(perMonth: Float64Array, month: number, amount: number): void {
  perMonth[month] = (perMonth[month] ?? 0) + amount
}
