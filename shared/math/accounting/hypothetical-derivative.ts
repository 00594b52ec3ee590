// The hypothetical derivative: a forward on exactly the hedged component, worth 0 at the start, against which the real
// instrument is measured. Sources: ASC 815-30-35-25 to 29; IFRS 9 B6.5.5 and 6.5.11.
import { OutOfDomain, requireEach, requireFinite, requireLength, requireNotNegative, requireSeries } from '../numerics/domain.ts'
import { exp } from '../numerics/elementary.ts'
import { type CashFlowReserve, cashFlowReserve } from './hedge-reserve.ts'

export interface ForwardTerms {
  /** Price per unit agreed on, and the forward price at each date, of what the contract settles on. */
  readonly fixed: number
  readonly forwards: Float64Array
}

export interface HypotheticalComparison {
  /** At each date, in money. */
  readonly hypotheticalValues: Float64Array
  readonly actualValues: Float64Array
  /** Changes since the first date, one fewer. */
  readonly hypotheticalChanges: Float64Array
  readonly actualChanges: Float64Array
  /** actual / hypothetical change; null where the hypothetical one is 0. */
  readonly ratios: readonly (number | null)[]
  readonly reserve: CashFlowReserve
}

/**
 * Values `units` (forward - fixed) exp(-rate t) of the hypothetical and the actual contract, both paid at the end of
 * `yearsLeft` (per date, not below 0). Two dates or more. Units below 0 are sold. rate: continuous, the same at each date.
 */
export function compareWithHypothetical(
  units: number,
  rate: number,
  yearsLeft: Float64Array,
  hypothetical: ForwardTerms,
  actual: ForwardTerms,
): HypotheticalComparison {
  requireFinite('units', units)
  if (units === 0) throw new OutOfDomain('units', units, 'units bought, above 0, or sold, below 0')
  requireFinite('rate', rate)
  requireSeries('yearsLeft', yearsLeft, 2)
  requireEach('yearsLeft', yearsLeft, requireNotNegative)
  const hypotheticalValues = valuesOf('hypothetical', units, rate, yearsLeft, hypothetical)
  const actualValues = valuesOf('actual', units, rate, yearsLeft, actual)
  const hypotheticalChanges = changesSinceStart(hypotheticalValues)
  const actualChanges = changesSinceStart(actualValues)
  return {
    hypotheticalValues,
    actualValues,
    hypotheticalChanges,
    actualChanges,
    ratios: Array.from(hypotheticalChanges, (change, i) => (change === 0 ? null : actualChanges[i]! / change)),
    // The hedged item loses what the hypothetical contract gains.
    reserve: cashFlowReserve(
      actualChanges,
      hypotheticalChanges.map((change) => -change),
    ),
  }
}

function valuesOf(name: string, units: number, rate: number, yearsLeft: Float64Array, { fixed, forwards }: ForwardTerms): Float64Array {
  requireFinite(`${name} fixed`, fixed)
  requireSeries(`${name} forwards`, forwards)
  requireLength(`${name} forwards`, forwards, yearsLeft.length)
  return forwards.map((forward, i) => units * (forward - fixed) * exp(-rate * yearsLeft[i]!))
}

function changesSinceStart(values: Float64Array): Float64Array {
  return values.subarray(1).map((value) => value - values[0]!)
}
