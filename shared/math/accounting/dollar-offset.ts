// The dollar-offset test of a hedge: the instrument's change over the hedged item's, period by period and since the
// start. Between 80 and 125 % counts as highly effective: practice under ASC 815 (IAS 39 AG105); IFRS 9 draws no line.
// Called for the effectiveness file of a hedge. This documents; whether a test suffices an accountant says.
import { requireLength, requireNotNegative, requireSeries } from '../numerics/domain.ts'
import { covariance } from '../numerics/series.ts'

const lowest = 0.8
const highest = 1.25

export interface DollarOffset {
  /** -instrument / item; null where the item did not change, since there is nothing to offset. */
  readonly period: readonly (number | null)[]
  readonly cumulative: readonly (number | null)[]
  readonly periodPasses: readonly boolean[]
  readonly cumulativePasses: readonly boolean[]
  /** Both changes of the period are within the threshold: its ratio says little (the small-number problem). */
  readonly isSmall: readonly boolean[]
  /** 1 - Var(instrument + item) / Var(item); null for one period, or an item that changes by the same each time. */
  readonly varianceReduction: number | null
}

/**
 * Changes in fair value per period, in money, gains above 0. `small`: changes up to this count as small; they are
 * flagged, not passed. A period passes without a ratio when neither side changed.
 */
export function dollarOffset(instrument: Float64Array, item: Float64Array, small = 0): DollarOffset {
  requireSeries('instrument', instrument)
  requireSeries('item', item)
  requireLength('item', item, instrument.length)
  requireNotNegative('small', small)
  const [instrumentSums, itemSums] = [runningSums(instrument), runningSums(item)]
  const spread = covariance(item, item)
  const net = instrument.map((change, i) => change + item[i]!)
  return {
    period: ratiosOf(instrument, item),
    cumulative: ratiosOf(instrumentSums, itemSums),
    periodPasses: passesOf(instrument, item),
    cumulativePasses: passesOf(instrumentSums, itemSums),
    isSmall: Array.from(instrument, (change, i) => Math.abs(change) <= small && Math.abs(item[i]!) <= small),
    varianceReduction: spread > 0 ? 1 - covariance(net, net) / spread : null,
  }
}

export function runningSums(values: Float64Array): Float64Array {
  let total = 0
  return values.map((value) => (total += value))
}

function ratiosOf(instrument: Float64Array, item: Float64Array): (number | null)[] {
  return Array.from(item, (change, i) => (change === 0 ? null : -instrument[i]! / change))
}

function passesOf(instrument: Float64Array, item: Float64Array): boolean[] {
  return ratiosOf(instrument, item).map((ratio, i) => (ratio === null ? instrument[i] === 0 : isEffective(ratio)))
}

/** From 0.80 to 1.25, both included; 1.25 is 1 / 0.80. */
export function isEffective(ratio: number): boolean {
  return ratio >= lowest && ratio <= highest
}
