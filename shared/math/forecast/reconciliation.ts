// Forecasts of teams, models and the firm made apart do not add up; reconciled, they do, each moved by how unsure it is.
// Source: Wickramasuriya, Athanasopoulos & Hyndman (2019), JASA 114, 804-819: y~ = S (S'W^-1 S)^-1 S'W^-1 y^, here in the
// equal form of their eq. 10, y~ = y^ - W C'(C W C')^-1 C y^ with C y = 0 for forecasts that add up: it needs no inverse
// of W. Called by shared/calc/forecast-scores.ts.
import { OutOfDomain, requireLength, requireNotNegative, requirePositive, requireSeries } from '../numerics/domain.ts'
import { choleskyFactor, dot, identity, type Matrix, solve, timesVector, transpose, zeros } from '../numerics/matrix.ts'

/** Every series as the sum of the bottom ones; base forecasts of the others are not looked at. */
export function bottomUp(summing: Matrix, base: Float64Array): Float64Array {
  const { bottom } = structureOf(summing)
  requireBase(summing, base)
  return timesVector(
    summing,
    bottom.map((row) => base[row]!),
  )
}

/** All series count alike (W = I). */
export function reconcileOls(summing: Matrix, base: Float64Array): Float64Array {
  return reconcile(summing, base, identity(summing.length))
}

/**
 * Each series counts by the number of bottom series in it (W = diag(S 1)): for nodes without a history of errors. A
 * difference, whose parts take each other away, has no such number.
 */
export function reconcileStructural(summing: Matrix, base: Float64Array): Float64Array {
  const sizes = Float64Array.from(summing, (row) => row.reduce((total, each) => total + each, 0))
  for (const [i, size] of sizes.entries()) requirePositive(`sum of summing[${i}]`, size)
  return reconcileByVariance(summing, base, sizes)
}

/** Each series counts by its own error variance, errors of different series taken as uncorrelated. */
export function reconcileByVariance(summing: Matrix, base: Float64Array, variances: Float64Array): Float64Array {
  requireLength('variances', variances, summing.length)
  const covariance = zeros(variances.length, variances.length)
  for (let i = 0; i < variances.length; i++) covariance[i]![i] = variances[i]!
  return reconcile(summing, base, covariance)
}

/**
 * The forecasts that add up and are nearest to the base forecasts, by their error covariance (minimum trace). A row of
 * `summing` says which bottom series (its columns) a series is the sum of; each bottom series has a row of its own,
 * anywhere. A series of variance 0 keeps its forecast. A covariance that leaves two forecasts of one sum without a
 * judge is OutOfDomain. The result adds up to the last bit of the sums.
 */
export function reconcile(summing: Matrix, base: Float64Array, covariance: Matrix): Float64Array {
  const { bottom, sums } = structureOf(summing)
  requireBase(summing, base)
  requireCovariance(covariance, base.length)
  const partsOf = (line: Float64Array): Float64Array => Float64Array.from(bottom, (row) => line[row]!)
  /** A sum's own number less those of its parts: C times a vector. */
  const gapsOf = (line: Float64Array): Float64Array => {
    const parts = partsOf(line)
    return Float64Array.from(sums, (sum) => line[sum]! - dot(summing[sum]!, parts))
  }
  const spread = covariance.map(gapsOf) // W C'
  const square = transpose(transpose(spread).map(gapsOf)) // C W C'
  requireJudge(square, covariance, summing, bottom, sums)
  const pull = solve('covariance', square, gapsOf(base))
  return timesVector(summing, partsOf(base.map((value, row) => value - dot(spread[row]!, pull))))
}

interface Structure {
  /** Row of each bottom series. */
  readonly bottom: readonly number[]
  /** The other rows. */
  readonly sums: readonly number[]
}

function structureOf(summing: Matrix): Structure {
  const width = summing[0]?.length ?? 0
  if (width === 0) throw new OutOfDomain('summing', 'empty', 'at least one row of at least one column')
  for (const [i, row] of summing.entries()) {
    requireLength(`summing[${i}]`, row, width)
    requireSeries(`summing[${i}]`, row)
  }
  // The last row that is the series alone: a sum of one series stands above it.
  const bottom = Array.from({ length: width }, (_, j) => {
    const row = summing.findLastIndex((each) => each.every((value, k) => value === (k === j ? 1 : 0)))
    if (row < 0) throw new OutOfDomain('summing', `without a row for column ${j}`, 'one row for each bottom series alone')
    return row
  })
  return { bottom, sums: summing.map((_, i) => i).filter((i) => !bottom.includes(i)) }
}

function requireBase(summing: Matrix, base: Float64Array): void {
  requireSeries('base', base)
  requireLength('base', base, summing.length)
}

function requireCovariance(covariance: Matrix, n: number): void {
  requireLength('covariance', covariance, n)
  for (let i = 0; i < n; i++) {
    requireSeries(`covariance[${i}]`, covariance[i]!)
    requireLength(`covariance[${i}]`, covariance[i]!, n)
    requireNotNegative(`covariance[${i}][${i}]`, covariance[i]![i]!)
    for (let j = 0; j < i; j++)
      if (covariance[i]![j] !== covariance[j]![i]) throw new OutOfDomain(`covariance[${i}][${j}]`, covariance[i]![j]!, 'a symmetric matrix')
  }
}

/** The gaps of the sums must have a positive definite covariance, beyond what rounding leaves of a singular one. */
function requireJudge(square: Matrix, covariance: Matrix, summing: Matrix, bottom: readonly number[], sums: readonly number[]): void {
  const factor = choleskyFactor('covariance', square)
  for (const [a, sum] of sums.entries()) {
    const scale = bottom.reduce(
      (total, row, j) => total + summing[sum]![j]! * summing[sum]![j]! * covariance[row]![row]!,
      covariance[sum]![sum]!,
    )
    if (factor[a]![a]! * factor[a]![a]! <= 1e-12 * scale)
      throw new OutOfDomain('covariance', 'a matrix that is not positive definite', 'a positive definite matrix')
  }
}
