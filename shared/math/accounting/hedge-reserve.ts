// Where the gains of a cash-flow hedge go: equity (other comprehensive income) or profit and loss.
// Sources: IFRS 9 6.5.11 (a) to (c), the reserve is the lower of both cumulative amounts; ASC 815-30-35-3 after ASU
// 2017-12, the whole change of the included value goes to equity and no ineffectiveness is shown apart.
import { requireLength, requireSeries } from '../numerics/domain.ts'
import { runningSums } from './dollar-offset.ts'

export interface CashFlowReserve {
  /** At the end of each period; the sign is the instrument's. */
  readonly reserve: Float64Array
  /** Instrument less reserve. */
  readonly cumulativeIneffectiveness: Float64Array
  /** The changes of both from period to period; the first from 0. Their sums are the cumulative figures to rounding. */
  readonly equity: Float64Array
  readonly profitOrLoss: Float64Array
}

/**
 * IFRS 9: cumulative change of the instrument and of the present value of the hedged cash flows since the start, gains
 * above 0. The reserve is the smaller amount while both have opposite signs (an under-hedge leaves no ineffectiveness),
 * and 0 when they move the same way.
 */
export function cashFlowReserve(instrument: Float64Array, item: Float64Array): CashFlowReserve {
  requireSeries('instrument', instrument)
  requireSeries('item', item)
  requireLength('item', item, instrument.length)
  const reserve = instrument.map((gain, i) => lowerOf(gain, -item[i]!))
  const cumulativeIneffectiveness = instrument.map((gain, i) => gain - reserve[i]!)
  return { reserve, cumulativeIneffectiveness, equity: changesFromZero(reserve), profitOrLoss: changesFromZero(cumulativeIneffectiveness) }
}

export interface EquityUnderGaap {
  readonly equity: Float64Array
  /** Accumulated other comprehensive income. */
  readonly accumulated: Float64Array
  readonly profitOrLoss: Float64Array
}

/** US GAAP: all of each period's change to equity while the hedge is highly effective, else all to profit and loss. */
export function equityUnderGaap(instrument: Float64Array, isHighlyEffective: boolean): EquityUnderGaap {
  requireSeries('instrument', instrument)
  const nothing = new Float64Array(instrument.length)
  const equity = isHighlyEffective ? instrument.slice() : nothing
  return { equity, accumulated: runningSums(equity), profitOrLoss: isHighlyEffective ? nothing : instrument.slice() }
}

/** The one nearer to 0 of two amounts of one sign; 0 for opposite signs. */
function lowerOf(a: number, b: number): number {
  if (a > 0 && b > 0) return Math.min(a, b)
  return a < 0 && b < 0 ? Math.max(a, b) : 0
}

function changesFromZero(values: Float64Array): Float64Array {
  return values.map((value, i) => (i === 0 ? value : value - values[i - 1]!))
}
