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
  const n = requireResiduals(standardised)
  requireNotNegative('a', a)
  requireNotNegative('b', b)
  if (!(a + b < 1)) throw new OutOfDomain('a + b', a + b, 'a number below 1')
  const k = standardised.length
  requireLength('target', target, k)
  for (const row of target) requireLength('target', row, k)
  const q = target.map((row) => row.slice())
  const correlations: Float64Array[][] = []
  let logLikelihood = 0
  for (let t = 0; t <= n; t++) {
    const r = scaledToUnit(q)
    correlations.push(r)
    if (t === n) break
    logLikelihood += correlationTerm(r, standardised, t)
    for (let i = 0; i < k; i++)
      for (let j = 0; j < k; j++) q[i]![j] = (1 - a - b) * target[i]![j]! + a * standardised[i]![t]! * standardised[j]![t]! + b * q[i]![j]!
  }
  return { correlations, logLikelihood }
}

/** -1/2 (ln |R| + e' R^-1 e - e' e) by a Cholesky factor that stays in two small arrays. */
function correlationTerm(r: Matrix, standardised: Matrix, t: number): number {
  const k = r.length
  const factor = zeros(k, k)
  const solved = new Float64Array(k)
  let term = 0
  for (let i = 0; i < k; i++) {
    let along = standardised[i]![t]!
    for (let j = 0; j < i; j++) {
      let rest = r[i]![j]!
      for (let m = 0; m < j; m++) rest -= factor[i]![m]! * factor[j]![m]!
      factor[i]![j] = rest / factor[j]![j]!
      along -= factor[i]![j]! * solved[j]!
    }
    let rest = 1
    for (let m = 0; m < i; m++) rest -= factor[i]![m]! * factor[i]![m]!
    if (!(rest > 0)) throw new OutOfDomain('standardised', 'residuals with a correlation of 1', 'series that differ')
    factor[i]![i] = Math.sqrt(rest)
    solved[i] = along / factor[i]![i]!
    term += log(rest) + solved[i]! * solved[i]! - standardised[i]![t]! * standardised[i]![t]!
  }
  return -0.5 * term
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
