// Stack and roll: the whole remaining commitment is held in the near contract and rolled at every date. Hedged in value,
// not in cash: the spread paid at each roll and the peak outflow are what brought Metallgesellschaft down.
// Source: Culp & Miller (1995), J. Applied Corporate Finance 7(4), 62-76; Mello & Parsons (1995), ibid. 8(1), 106-120.
// Called by calc.
import { OutOfDomain, requireNotNegative, requireSeries, requireWhole } from '../numerics/domain.ts'
import { sum } from '../numerics/series.ts'

export interface StackAndRoll {
  /** Units held over each period: what is still to be bought. */
  readonly units: Float64Array
  /** Gain of each period, money; negative is paid. */
  readonly periodCashFlow: Float64Array
  readonly cumulative: Float64Array
  /** Most that had been paid in at any date, from 0. */
  readonly maxCumulativeOutflow: number
  /** Sum of units times (next - near) at the dates of rolling: negative when the curve falls, which earns the roll. */
  readonly rollSpreadCost: number
}

/**
 * At date i the firm holds commitment (months - i) units, bought at next[i] (the contract one month out), and closes
 * them at near[i + 1], when that contract has become the near one. `near` has a price for each of the dates 0 ... months,
 * `next` for each of 0 ... months - 1 (more are not read). Prices may be of either sign.
 */
export function stackAndRoll(commitmentPerMonth: number, months: number, near: Float64Array, next: Float64Array): StackAndRoll {
  requireNotNegative('commitmentPerMonth', commitmentPerMonth)
  requireWhole('months', months, 1)
  requireSeries('near', near)
  requireSeries('next', next)
  if (near.length <= months) throw new OutOfDomain('near', `${near.length} prices`, `at least ${months + 1} prices`)
  if (next.length < months) throw new OutOfDomain('next', `${next.length} prices`, `at least ${months} prices`)
  const units = Float64Array.from({ length: months }, (_, i) => commitmentPerMonth * (months - i))
  const periodCashFlow = units.map((held, i) => held * (near[i + 1]! - next[i]!))
  const cumulative = periodCashFlow.map((_, i) => sum(periodCashFlow.subarray(0, i + 1)))
  return {
    units,
    periodCashFlow,
    cumulative,
    maxCumulativeOutflow: cumulative.reduce((most, total) => Math.max(most, -total), 0),
    rollSpreadCost: sum(units.map((held, i) => held * (next[i]! - near[i]!))),
  }
}
