// Does a series wander (unit root), or return to a level? The augmented Dickey-Fuller test and its critical values.
// Sources: Dickey & Fuller (1979); Said & Dickey (1984); MacKinnon (2010), Critical Values for Cointegration Tests,
// Queen's Economics Department Working Paper 1227, Table 2; the row without a constant from MacKinnon (1996).
import { OutOfDomain, requireSeries, requireWhole } from '../numerics/domain.ts'
import { leastSquares } from '../numerics/matrix.ts'
import { sum } from '../numerics/series.ts'
import { movesOf } from './price-changes.ts'

/**
 * t of g in dy_t = (a +) g y_{t-1} + c1 dy_{t-1} + ... + e, far below 0 when y returns to its level. Compare with
 * `criticalValues`, never with Student's t. As ur.df(type = "none" or "drift") of R's urca.
 */
export function dickeyFuller(values: Float64Array, lags: number, hasConstant: boolean): number {
  requireWhole('lags', lags, 0)
  const regressors = 1 + lags + (hasConstant ? 1 : 0)
  requireSeries('values', values, 2 + lags + regressors)
  const moves = movesOf(values, 'changes')
  const n = moves.length - lags
  const columns = [values.slice(lags, lags + n)]
  if (hasConstant) columns.push(new Float64Array(n).fill(1))
  for (let lag = 1; lag <= lags; lag++) columns.push(moves.slice(lags - lag, lags - lag + n))
  const { coefficients, residuals, inverseNormal } = leastSquares('values', columns, moves.subarray(lags))
  const variance = sum(residuals.map((e) => e * e)) / (n - regressors)
  if (!(variance > 0)) throw new OutOfDomain('values', 'a series without noise', 'a series with noise')
  return coefficients[0]! / Math.sqrt(variance * inverseNormal[0]![0]!)
}

export interface CriticalValues {
  readonly onePercent: number
  readonly fivePercent: number
  readonly tenPercent: number
}

/** b0, b1, b2, b3 of b0 + b1 / T + b2 / T^2 + b3 / T^3 at 1 %, 5 % and 10 %. */
type Surface = readonly [readonly number[], readonly number[], readonly number[]]

const withoutConstant: Surface = [
  [-2.56574, -2.2358, -3.627, 0],
  [-1.941, -0.2686, -3.365, 31.223],
  [-1.61682, 0.2656, -2.714, 25.364],
]

/** By the number of series: 1 for the test of one series, more for residuals of a regression with a constant. */
const withConstant: readonly Surface[] = [
  [
    [-3.43035, -6.5393, -16.786, -79.433],
    [-2.86154, -2.8903, -4.234, -40.04],
    [-2.56677, -1.5384, -2.809, 0],
  ],
  [
    [-3.89644, -10.9519, -33.527, 0],
    [-3.33613, -6.1101, -6.823, 0],
    [-3.04445, -4.2412, -2.72, 0],
  ],
  [
    [-4.29374, -14.4354, -33.195, 47.433],
    [-3.74066, -8.5632, -10.852, 27.982],
    [-3.45218, -6.2143, -3.718, 0],
  ],
  [
    [-4.64332, -18.1031, -37.972, 0],
    [-4.096, -11.2349, -11.175, 0],
    [-3.8102, -8.3931, -4.137, 0],
  ],
]

/**
 * `seriesCount` 1 to 4: how many prices the long-run regression has, with a constant in it. `observations` T of the
 * Dickey-Fuller regression. `hasConstant` false is known for one series only.
 */
export function criticalValues(seriesCount: number, observations: number, hasConstant = true): CriticalValues {
  requireWhole('seriesCount', seriesCount, 1, hasConstant ? withConstant.length : 1)
  requireWhole('observations', observations, 5)
  const [one, five, ten] = hasConstant ? withConstant[seriesCount - 1]! : withoutConstant
  const at = (b: readonly number[]) => b[0]! + (b[1]! + (b[2]! + b[3]! / observations) / observations) / observations
  return { onePercent: at(one), fivePercent: at(five), tenPercent: at(ten) }
}
