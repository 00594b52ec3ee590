// An option as hedge with its time value left out of the assessment: the initial time value goes to profit and loss in
// equal parts, its changes to equity. Sources: ASC 815-20-25-83A (amortisation approach); IFRS 9 6.5.15 for items over
// a period (for a transaction it stays in equity and then adjusts the item's cost).
import { OutOfDomain, requireEach, requireLength, requireNotNegative, requireSeries, requireWhole } from '../numerics/domain.ts'

export interface OptionTimeValue {
  /** At each date: fair value less intrinsic value. */
  readonly timeValues: Float64Array
  /** From date to date, one fewer. */
  readonly timeValueChanges: Float64Array
  readonly intrinsicChanges: Float64Array
  /** Per period. */
  readonly amortisation: number
  /** At the end of each period; it stops at the whole. */
  readonly amortised: Float64Array
  /** Cumulative change of time value plus what is amortised; 0 at the end, when the time value has run off. */
  readonly reserve: Float64Array
}

/** `premium` paid, fair and intrinsic values at each date from the start on, `periods` of amortisation. Values in money. */
export function optionTimeValue(premium: number, intrinsic: Float64Array, fair: Float64Array, periods: number): OptionTimeValue {
  requireNotNegative('premium', premium)
  requireSeries('fair', fair, 2)
  requireSeries('intrinsic', intrinsic)
  requireLength('intrinsic', intrinsic, fair.length)
  requireEach('intrinsic', intrinsic, requireNotNegative)
  requireWhole('periods', periods, 1)
  const initial = premium - intrinsic[0]!
  if (initial < 0) throw new OutOfDomain('premium', premium, `a number from the intrinsic value, ${intrinsic[0]!}`)
  const timeValues = fair.map((value, i) => value - intrinsic[i]!)
  const amortisation = initial / periods
  const amortised = timeValues.subarray(1).map((_, i) => (i + 1 >= periods ? initial : amortisation * (i + 1)))
  return {
    timeValues,
    timeValueChanges: changes(timeValues),
    intrinsicChanges: changes(intrinsic),
    amortisation,
    amortised,
    reserve: amortised.map((part, i) => timeValues[i + 1]! - timeValues[0]! + part),
  }
}

function changes(values: Float64Array): Float64Array {
  return values.subarray(1).map((value, i) => value - values[i]!)
}
