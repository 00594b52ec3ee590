// The minimum-variance hedge ratio: the slope of changes of our own price on changes of the index, with its
// errors. Sources: Johnson (1960); Ederington (1979); Hull, ch. 3; HC3 from MacKinnon & White (1985).
// Called by the hedge-ratio job of the app and by this room's sizing.
import { mean, sum } from '../numerics/series.ts'
import { movesAbout, regress } from './regression.ts'
import { leverageErrors } from './robust-errors.ts'

/** Ordinary least squares of own on index with an intercept. */
export interface HedgeRatioResult {
  readonly ratio: number
  readonly standardError: number
  /** Heteroscedasticity-robust (HC3). */
  readonly robustStandardError: number
  readonly low95: number
  readonly high95: number
  /** 0 when our price did not move at all. */
  readonly r2: number
  readonly residualSigma: number
  readonly observations: number
}

/** Pairs of changes over the same periods, at least three; the index must have moved in more than one of them (`canRegress`). */
export function hedgeRatio(own: Float64Array, index: Float64Array): HedgeRatioResult {
  const regression = regress(own, [index])
  const { value, standardError, low, high } = regression.slopes[0]!
  return {
    ratio: value,
    standardError,
    robustStandardError: leverageErrors(regression)[0]!,
    low95: low,
    high95: high,
    r2: regression.r2,
    residualSigma: regression.residualSigma,
    observations: own.length,
  }
}

/** False when the index stood still but for one period at most: then one pair alone would set the slope. */
export function canRegress(index: Float64Array): boolean {
  const moves = movesAbout(index, mean(index))
  const spread = sum(moves.map((x) => x * x))
  return spread > 0 && moves.every((x) => 1 / index.length + (x * x) / spread < 1 - 1e-9)
}
