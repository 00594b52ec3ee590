// Standard errors of slopes that hold when the spread of the residuals varies (HC) or residuals follow each other (HAC).
// Sources: White (1980); MacKinnon & White (1985) for HC3; Newey & West (1987) with Bartlett weights 1 - j/(lag + 1),
// neither prewhitened nor adjusted for n, as NeweyWest(prewhite = FALSE, adjust = FALSE) of R's sandwich.
import { OutOfDomain, requireWhole } from '../numerics/domain.ts'
import { dot } from '../numerics/matrix.ts'
import { sum } from '../numerics/series.ts'
import type { Regression } from './regression.ts'

/** HC0: the sandwich of squared residuals. One error per slope. */
export function whiteErrors(regression: Regression): Float64Array {
  return neweyWestErrors(regression, 0)
}

/** HC3: as HC0 with each residual over 1 - leverage. An observation that alone sets a slope is OutOfDomain. */
export function leverageErrors(regression: Regression): Float64Array {
  const { residuals, moves, inverseNormal } = regression
  const n = residuals.length
  const scaled = residuals.map((residual, i) => {
    const move = moves.map((column) => column[i]!)
    const free =
      1 -
      1 / n -
      dot(
        move,
        inverseNormal.map((row) => dot(row, move)),
      )
    if (!(free > 1e-9)) throw new OutOfDomain('regressors', `one observation (${i}) that alone sets a slope`, 'two or more')
    return residual / free
  })
  return errorsOf(regression, scaled, 0)
}

/** HAC errors over `lag` neighbours. Overlapping k-period differences need lag k - 1. */
export function neweyWestErrors(regression: Regression, lag: number): Float64Array {
  requireWhole('lag', lag, 0, regression.residuals.length - 1)
  return errorsOf(regression, regression.residuals, lag)
}

/** Roots of the diagonal of C M C with C = (X'X)^-1: the influence of each observation on each slope, then its long-run variance. */
function errorsOf({ moves, inverseNormal }: Regression, residuals: Float64Array, lag: number): Float64Array {
  return Float64Array.from(inverseNormal, (row) => {
    const influence = residuals.map((residual, i) => residual * sum(moves.map((column, k) => row[k]! * column[i]!)))
    let variance = sum(influence.map((x) => x * x))
    for (let j = 1; j <= lag; j++) variance += 2 * (1 - j / (lag + 1)) * dot(influence.subarray(j), influence)
    // Bartlett weights keep the sum from 0 on; rounding may not.
    return Math.sqrt(Math.max(0, variance))
  })
}
