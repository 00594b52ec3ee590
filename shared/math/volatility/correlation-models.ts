// Correlations of several series whose variances have been filtered out: constant (CCC) and dynamic (DCC).
// Sources: Bollerslev (1990), Review of Economics and Statistics 72, 498-505; Engle (2002), J. Business & Economic
// Statistics 20, 339-350, eqs (2)-(4) and (24). Called by the hedge ratios and by the estimation beside this file.
import { OutOfDomain, requireLength, requireNotNegative, requireSeries } from '../numerics/domain.ts'
import { log } from '../numerics/elementary.ts'
import type { Matrix } from '../numerics/matrix.ts'
import { zeros } from '../numerics/matrix.ts'
import { sum } from '../numerics/series.ts'

export interface Dcc {
  readonly a: number
  readonly b: number
}

/** Second moments E[e_i e_j] of standardised residuals, one row a series, the mean not taken away. */
export function secondMoments(standardised: Matrix): Float64Array[] {
  const n = requireResiduals(standardised)
  return standardised.map((row) => Float64Array.from(standardised, (other) => sum(row.map((e, t) => e * other[t]!)) / n))
}

/** The constant correlations of standardised residuals: their second moments, scaled to ones on the diagonal. */
export function constantCorrelation(standardised: Matrix): Float64Array[] {
  const moments = secondMoments(standardised)
  return scaledToUnit(moments)
}

export interface DccPath {
  /** R_1 .. R_(n+1), one correlation matrix a period; the last is the forecast for the period after the data. */
  readonly correlations: Float64Array[][]
  /** The sum over periods of -1/2 (ln |R| + e' R^-1 e - e' e): what the correlations add to the likelihoods of the series. */
  readonly logLikelihood: number
}

/**
 * Correlations of standardised residuals (one row a series) by Q_t = (1 - a - b) S + a e_(t-1) e_(t-1)' + b Q_(t-1),
 * R_t = Q_t scaled to ones on the diagonal, Q_1 = S. a and b from 0, a + b below 1. S is `target`, by default the
 * second moments of the residuals.
 */
export function dccFilter(standardised: Matrix, { a, b }: Dcc, target: Matrix = secondMoments(standardised)): DccPath {
  requireResiduals(standardised)
  requireNotNegative('a', a)
  requireNotNegative('b', b)
  if (!(a + b < 1)) throw new OutOfDomain('a + b', a + b, 'a number below 1')
  const k = standardised.length
  requireLength('target', target, k)
  for (const row of target) {
    requireLength('target', row, k)
    requireSeries('target', row)
  }
  const correlations: Float64Array[][] = []
  const logLikelihood = dccPass(standardised, { a, b }, target, correlations)
  if (!(logLikelihood > -Infinity)) throw new OutOfDomain('standardised', 'residuals with a correlation of 1', 'series that differ')
  return { correlations, logLikelihood }
}

/** The filter without checks, for the search of the estimation: -Infinity or NaN where a matrix is not positive definite. */
export function dccPass(standardised: Matrix, { a, b }: Dcc, target: Matrix, correlations?: Float64Array[][]): number {
  const k = standardised.length
  const n = standardised[0]!.length
  // Lower triangles only; the arrays are used again for every period.
  const q = target.map((row) => row.slice())
  const factor = zeros(k, k)
  const solved = new Float64Array(k)
  let sum = 0
  for (let t = 0; t <= n; t++) {
    if (correlations) correlations.push(scaledToUnit(q))
    if (t === n) break
    // ln |R| + e' R^-1 e - e' e from Cholesky's factor of R, with R scaled from Q on the way.
    let product = 1
    for (let i = 0; i < k; i++) {
      const own = factor[i]!
      const scale = Math.sqrt(q[i]![i]!)
      const e = standardised[i]![t]!
      let along = e
      let left = 1
      for (let j = 0; j < i; j++) {
        const other = factor[j]!
        let rest = q[i]![j]! / (scale * Math.sqrt(q[j]![j]!))
        for (let m = 0; m < j; m++) rest -= own[m]! * other[m]!
        const each = rest / other[j]!
        own[j] = each
        left -= each * each
        along -= each * solved[j]!
      }
      own[i] = Math.sqrt(left)
      solved[i] = along / own[i]!
      product *= left
      sum += solved[i]! * solved[i]! - e * e
    }
    sum += log(product)
    for (let i = 0; i < k; i++) {
      const row = q[i]!
      for (let j = 0; j <= i; j++) {
        row[j] = (1 - a - b) * target[i]![j]! + a * standardised[i]![t]! * standardised[j]![t]! + b * row[j]!
        q[j]![i] = row[j]!
      }
    }
  }
  return -0.5 * sum
}

function scaledToUnit(q: Matrix): Float64Array[] {
  const scale = q.map((row, i) => {
    if (!(row[i]! > 0)) throw new OutOfDomain('standardised', 'a series of zeros', 'series that vary')
    return Math.sqrt(row[i]!)
  })
  return q.map((row, i) => row.map((each, j) => (i === j ? 1 : each / (scale[i]! * scale[j]!))))
}

function requireResiduals(standardised: Matrix): number {
  const n = standardised[0]?.length ?? 0
  if (n === 0) throw new OutOfDomain('standardised', 'empty', 'at least one series of at least one residual')
  for (const row of standardised) {
    requireLength('standardised', row, n)
    requireSeries('standardised', row)
  }
  return n
}
