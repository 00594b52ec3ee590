// Prices that wander but never far from each other: the test of Engle & Granger (1987) on the residuals of the long-run
// regression, and the hedge ratio from the error-correction model (Ghosh 1993), which a regression of changes leaves
// biased when such a bond exists.
import { OutOfDomain, requireWhole } from '../numerics/domain.ts'
import { standardDeviation } from '../numerics/series.ts'
import { movesOf } from './price-changes.ts'
import { type Coefficient, type Regression, regress } from './regression.ts'
import { type CriticalValues, criticalValues, dickeyFuller } from './unit-root.ts'

export interface Cointegration {
  /** S = intercept + slope F + z. Its usual t statistics do not hold. */
  readonly intercept: number
  readonly slope: number
  readonly residuals: Float64Array
  /** Dickey-Fuller statistic of the residuals, without a constant. */
  readonly statistic: number
  readonly critical: CriticalValues
  /** The statistic is below its 5 % value. */
  readonly isCointegrated: boolean
}

/** Tests prices of spot and futures at the same instants; `lags` of the Dickey-Fuller regression. */
export function engleGranger(spot: Float64Array, futures: Float64Array, lags = 1): Cointegration {
  const longRun = longRunOf(spot, futures)
  const statistic = dickeyFuller(longRun.residuals, lags, false)
  const critical = criticalValues(2, Math.max(5, spot.length - 1 - lags))
  return {
    intercept: longRun.intercept.value,
    slope: longRun.slopes[0]!.value,
    residuals: longRun.residuals,
    statistic,
    critical,
    isCointegrated: statistic < critical.fivePercent,
  }
}

export interface ErrorCorrection {
  readonly longRun: { readonly intercept: number; readonly slope: number }
  readonly intercept: number
  /** The hedge ratio h. */
  readonly ratio: Coefficient
  /** g: below 0, the share of last period's gap that the spot closes. */
  readonly errorCorrection: Coefficient
  /** Of dS and dF at lags 1, 2 ... */
  readonly spotLags: Float64Array
  readonly futuresLags: Float64Array
  readonly r2: number
}

/** dS_t = a + h dF_t + g z_{t-1} + sum of c_j dS_{t-j} + d_j dF_{t-j}, with z the residual of S on F and a constant. */
export function errorCorrectionRatio(spot: Float64Array, futures: Float64Array, lags = 1): ErrorCorrection {
  requireWhole('lags', lags, 0, 20)
  const longRun = longRunOf(spot, futures)
  const spotMoves = movesOf(spot, 'changes')
  const futuresMoves = movesOf(futures, 'changes')
  const n = spotMoves.length - lags
  const lagged = (values: Float64Array, lag: number) => values.slice(lags - lag, lags - lag + n)
  const steps = Array.from({ length: lags }, (_, i) => i + 1)
  const { intercept, slopes, r2 } = regress(spotMoves.slice(lags), [
    futuresMoves.slice(lags),
    // z has one value more than the moves: z_{t-1} stands where the move to t stands.
    longRun.residuals.slice(lags, lags + n),
    ...steps.map((lag) => lagged(spotMoves, lag)),
    ...steps.map((lag) => lagged(futuresMoves, lag)),
  ])
  return {
    longRun: { intercept: longRun.intercept.value, slope: longRun.slopes[0]!.value },
    intercept: intercept.value,
    ratio: slopes[0]!,
    errorCorrection: slopes[1]!,
    spotLags: Float64Array.from(slopes.slice(2, 2 + lags), ({ value }) => value),
    futuresLags: Float64Array.from(slopes.slice(2 + lags), ({ value }) => value),
    r2,
  }
}

function longRunOf(spot: Float64Array, futures: Float64Array): Regression {
  const longRun = regress(spot, [futures])
  if (!(longRun.residualSigma > 1e-12 * standardDeviation(spot)))
    throw new OutOfDomain('spot', 'a multiple of the futures, or at rest', 'a price with moves of its own')
  return longRun
}
