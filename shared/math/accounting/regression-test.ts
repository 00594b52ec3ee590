// The regression test of a hedge: changes of the instrument (sign turned, so that the slope is above 0) on changes of
// the hedged item or of the hypothetical derivative. Practice, not rule: slope 0.80 to 1.25, R2 of 0.80 or more, F
// significant at 5 %, better 30 observations or more (ASC 815; Finnerty & Grant 2002).
import { type Coefficient, type Regression, regress } from '../hedge/regression.ts'
import { durbinWatson } from '../hedge/residual-tests.ts'
import { isEffective } from './dollar-offset.ts'

const leastR2 = 0.8
const significance = 0.05
const enough = 30

export interface RegressionTest {
  readonly regression: Regression
  readonly slope: Coefficient
  /** Near 2 without serial correlation; null when every residual is 0. */
  readonly durbinWatson: number | null
  readonly passesSlope: boolean
  readonly passesR2: boolean
  readonly passesSignificance: boolean
  /** 30 observations or more: below, a pass stands on little. */
  readonly hasEnoughObservations: boolean
}

/** `instrument` on `item`: at least three pairs of changes over the same periods, in money or per unit. */
export function regressionTest(instrument: Float64Array, item: Float64Array): RegressionTest {
  const regression = regress(instrument, [item])
  const slope = regression.slopes[0]!
  return {
    regression,
    slope,
    durbinWatson: regression.residuals.some((e) => e !== 0) ? durbinWatson(regression.residuals) : null,
    passesSlope: isEffective(slope.value),
    passesR2: regression.r2 >= leastR2,
    passesSignificance: regression.fP < significance,
    hasEnoughObservations: instrument.length >= enough,
  }
}
