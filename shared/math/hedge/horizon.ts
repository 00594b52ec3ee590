// The hedge ratio over longer horizons: moves end to end (few, independent) and overlapping (many, but neighbours share
// periods, so that only Newey-West errors with lag k - 1 hold). Ratios mostly rise with the horizon, since short moves
// carry stale quotes. Sources: Ederington (1979); Chen, Lee & Shrestha (2004); Newey & West (1987).
import { requireLength } from '../numerics/domain.ts'
import { movesOf, type Specification } from './price-changes.ts'
import { regress } from './regression.ts'
import { neweyWestErrors } from './robust-errors.ts'

export interface HorizonRatio {
  readonly periods: number
  readonly observations: number
  readonly ratio: number
  readonly r2: number
  /** Of ordinary least squares: too small when moves overlap. */
  readonly standardError: number
  /** Newey-West with lag k - 1 for overlapping moves; with lag 0 (HC0) for moves end to end. */
  readonly robustStandardError: number
}

/** The ratio on moves over `periods` periods; at least three moves must fit into the prices. */
export function horizonRatio(
  spot: Float64Array,
  futures: Float64Array,
  periods: number,
  isOverlapping: boolean,
  specification: Specification = 'changes',
): HorizonRatio {
  requireLength('futures', futures, spot.length)
  const own = movesOf(spot, specification, periods, isOverlapping)
  const regression = regress(own, [movesOf(futures, specification, periods, isOverlapping)])
  const { value, standardError } = regression.slopes[0]!
  const lag = isOverlapping ? Math.min(periods - 1, own.length - 1) : 0
  return {
    periods,
    observations: own.length,
    ratio: value,
    r2: regression.r2,
    standardError,
    robustStandardError: neweyWestErrors(regression, lag)[0]!,
  }
}
