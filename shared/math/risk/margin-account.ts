// The margin account of a futures position along a path of settlement prices: daily gains, calls, the cash it took.
// Source: Hull, Options, Futures, and Other Derivatives, 2.4 and Table 2.1. Many paths at once: ../simulation/margin.ts.
import { OutOfDomain, requireFinite, requireNotNegative, requirePositive, requireSeries } from '../numerics/domain.ts'

export interface MarginTerms {
  /** Above 0 long, below 0 short. */
  readonly contracts: number
  /** Units of one contract. */
  readonly size: number
  /** Per contract, in money. */
  readonly initial: number
  readonly maintenance: number
}

export interface MarginAccount {
  /** Per day after its gain, before a call is met. */
  readonly balances: Float64Array
  /** Per day: what is paid in next morning. Below maintenance, back to initial; nothing is ever taken out. */
  readonly calls: Float64Array
  /** Initial margin and all calls. */
  readonly deposits: number
  /** With the last call met: deposits + gain. */
  readonly finalBalance: number
  readonly gain: number
  /** The most that daily gains had cost in sum, initial margin apart; at least 0. */
  readonly peakOutflow: number
}

/** `entry`: price at which the position was opened; `settlements`: daily, one or more, any sign. maintenance <= initial. */
export function marginAccount(
  entry: number,
  settlements: Float64Array,
  { contracts, size, initial, maintenance }: MarginTerms,
): MarginAccount {
  requireFinite('entry', entry)
  requireSeries('settlements', settlements)
  requireFinite('contracts', contracts)
  requirePositive('size', size)
  requireNotNegative('initial', initial)
  requireNotNegative('maintenance', maintenance)
  if (maintenance > initial) throw new OutOfDomain('maintenance', maintenance, `a number up to the initial margin, ${initial}`)
  const open = Math.abs(contracts)
  const called = maintenance * open
  const balances = new Float64Array(settlements.length)
  const calls = new Float64Array(settlements.length)
  let deposits = initial * open
  let peak = 0
  for (let day = 0; day < settlements.length; day++) {
    // From the entry price at once, so that daily rounding does not add up.
    const gain = (settlements[day]! - entry) * contracts * size
    const balance = deposits + gain
    // A balance at the maintenance margin to rounding is at it, and is not called.
    const rounding = 1e-13 * (deposits + (Math.abs(settlements[day]!) + Math.abs(entry)) * open * size)
    const call = balance < called - rounding ? initial * open - balance : 0
    balances[day] = balance
    calls[day] = call
    deposits += call
    peak = Math.max(peak, -gain)
  }
  const gain = (settlements[settlements.length - 1]! - entry) * contracts * size
  requireFinite('final balance', deposits + gain)
  return { balances, calls, deposits, finalBalance: deposits + gain, gain, peakOutflow: peak }
}
