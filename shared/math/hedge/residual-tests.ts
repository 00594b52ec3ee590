// Do the residuals of a regression follow each other, and is their spread steady? Each statistic with its p-value where
// a distribution is known. Called for every hedge ratio shown: a failed test says which standard error to read.
// Sources: Durbin & Watson (1950); Breusch & Pagan (1979) in Koenker's studentised form (1981); Ljung & Box (1978).
import { OutOfDomain, requireSeries, requireWhole } from '../numerics/domain.ts'
import { mean, sum } from '../numerics/series.ts'
import { incompleteGammaUpper } from '../numerics/special.ts'
import { type Regression, regress } from './regression.ts'

interface TestResult {
  readonly statistic: number
  readonly p: number
}

/** Sum of squared steps over sum of squares, 0 to 4; near 2 when neighbours are not correlated. */
export function durbinWatson(residuals: Float64Array): number {
  requireSeries('residuals', residuals, 2)
  const squares = sum(residuals.map((e) => e * e))
  if (!(squares > 0)) throw new OutOfDomain('residuals', 'all 0', 'residuals that move')
  return sum(residuals.subarray(1).map((e, i) => (e - residuals[i]!) * (e - residuals[i]!))) / squares
}

/** n R2 of squared residuals on the regressors (Koenker); chi-square, one degree per regressor. As lmtest::bptest. */
export function breuschPagan({ residuals, moves }: Regression): TestResult {
  const largest = residuals.reduce((most, e) => Math.max(most, Math.abs(e)), 0)
  if (!(largest > 0)) throw new OutOfDomain('residuals', 'all 0', 'residuals that move')
  // Scaled first: squares of tiny residuals must not vanish.
  const squares = residuals.map((e) => (e / largest) * (e / largest))
  const statistic = residuals.length * regress(squares, moves).r2
  return { statistic, p: incompleteGammaUpper(moves.length / 2, statistic / 2) }
}

/** n (n + 2) sum over j <= lags of r_j^2 / (n - j); chi-square with `lags` degrees. As Box.test(type = "Ljung"). */
export function ljungBox(values: Float64Array, lags: number): TestResult {
  const n = values.length
  requireSeries('values', values, 2)
  requireWhole('lags', lags, 1, n - 1)
  const centre = mean(values)
  const moves = values.map((value) => value - centre)
  const squares = sum(moves.map((x) => x * x))
  if (!(squares > 0)) throw new OutOfDomain('values', 'a series that stands still', 'a series that moves')
  let total = 0
  for (let j = 1; j <= lags; j++) {
    const correlation = sum(moves.subarray(j).map((x, i) => x * moves[i]!)) / squares
    total += (correlation * correlation) / (n - j)
  }
  const statistic = n * (n + 2) * total
  return { statistic, p: incompleteGammaUpper(lags / 2, statistic / 2) }
}
