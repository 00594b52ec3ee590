// Ordinary least squares with an intercept, and what a reader of the result asks for: errors, t, p, interval, R2, F.
// Sources: Greene (2018), Econometric Analysis, ch. 3 to 5; R's lm() prints the same figures.
// Called by the hedge ratios of this room and by the regression test of hedge accounting.
import { OutOfDomain, requireFinite, requireLength, requireLevel, requireSeries } from '../numerics/domain.ts'
import { dot, leastSquares } from '../numerics/matrix.ts'
import { mean, sum } from '../numerics/series.ts'
import { fisherTail, studentQuantile, studentTail } from '../numerics/special.ts'

export interface Coefficient {
  readonly value: number
  readonly standardError: number
  /** value / standardError: infinite without an error, 0 for 0 / 0. */
  readonly t: number
  /** Two-sided. */
  readonly p: number
  readonly low: number
  readonly high: number
}

export interface Regression {
  readonly intercept: Coefficient
  readonly slopes: readonly Coefficient[]
  /** 0 when y did not move: nothing was there to explain. */
  readonly r2: number
  readonly adjustedR2: number
  /** Root of the sum of squares over n - slopes - 1. */
  readonly residualSigma: number
  /** Of all slopes being 0; infinite when they leave nothing unexplained. */
  readonly f: number
  readonly fP: number
  readonly residuals: Float64Array
  /** The regressors less their means, and (X'X)^-1 of these: what robust errors are made of. */
  readonly moves: readonly Float64Array[]
  readonly inverseNormal: readonly Float64Array[]
}

/**
 * y on the columns of `regressors` and a constant. At least two observations more than slopes; regressors that stand
 * still or depend on each other are OutOfDomain. Variables are taken from their means first, so a level far from 0
 * costs no digits. `confidence`: of the intervals, in (0, 1).
 */
export function regress(y: Float64Array, regressors: readonly Float64Array[], confidence = 0.95): Regression {
  const slopeCount = regressors.length
  if (slopeCount < 1) throw new OutOfDomain('regressors', 'none', 'one or more')
  const n = y.length
  requireSeries('y', y, slopeCount + 2)
  for (const [k, column] of regressors.entries()) {
    requireLength(`regressors[${k}]`, column, n)
    requireSeries(`regressors[${k}]`, column)
  }
  requireLevel('confidence', confidence)
  const means = regressors.map(mean)
  const moves = regressors.map((column, k) => {
    const move = movesAbout(column, means[k]!)
    if (!move.some((x) => x !== 0)) throw new OutOfDomain(`regressors[${k}]`, 'a series that stands still', 'a series that moves')
    return move
  })
  const yMean = mean(y)
  const target = movesAbout(y, yMean)
  const { coefficients, residuals, inverseNormal } = leastSquares('regressors', moves, target)
  // What a perfect fit leaves is rounding, not risk.
  if (largestOf(residuals) <= Math.max(4e-16 * largestOf(y), 1e-14 * largestOf(target))) residuals.fill(0)
  const degrees = n - slopeCount - 1
  const total = sumOfSquares(target)
  const unexplained = sumOfSquares(residuals)
  const explained = sumOfSquares(target.map((value, i) => value - residuals[i]!))
  requireFinite('sums of squares', total + unexplained)
  const variance = unexplained / degrees
  const reach = studentQuantile((1 + confidence) / 2, degrees)
  const coefficient = (value: number, factor: number): Coefficient => {
    const standardError = Math.sqrt(variance * factor)
    const t = value === 0 ? 0 : value / standardError
    return {
      value,
      standardError,
      t,
      p: 2 * studentTail(Math.abs(t), degrees),
      low: value - reach * standardError,
      high: value + reach * standardError,
    }
  }
  const meansFactor =
    1 / n +
    dot(
      means,
      inverseNormal.map((row) => dot(row, means)),
    )
  // The smaller of the two parts has the digits.
  const r2 = total > 0 ? (explained < unexplained ? explained / total : 1 - unexplained / total) : 0
  const f = total > 0 ? explained / slopeCount / variance : 0
  return {
    intercept: coefficient(yMean - dot(coefficients, means), meansFactor),
    slopes: Array.from(coefficients, (value, k) => coefficient(value, inverseNormal[k]![k]!)),
    r2,
    adjustedR2: 1 - ((1 - r2) * (n - 1)) / degrees,
    residualSigma: Math.sqrt(variance),
    f,
    fP: fisherTail(f, slopeCount, degrees),
    residuals,
    moves,
    inverseNormal,
  }
}

/** Values less their mean. What is but the rounding of the mean counts as 0, so a constant series stands still. */
export function movesAbout(values: Float64Array, centre: number): Float64Array {
  const moves = values.map((value) => value - centre)
  return largestOf(moves) <= 1e-15 * largestOf(values) ? moves.fill(0) : moves
}

function largestOf(values: Float64Array): number {
  let largest = 0
  for (let i = 0; i < values.length; i++) largest = Math.max(largest, Math.abs(values[i]!))
  return largest
}

function sumOfSquares(values: Float64Array): number {
  return sum(values.map((x) => x * x))
}
