// Correlation matrices that are none, because their entries come from different samples or from judgement: the nearest
// one that is, and a root of it to draw correlated normals with.
// Sources: Higham (2002), IMA J. Numerical Analysis 22, 329-343; Rebonato & Jaeckel (1999), J. Risk 2, 17-27.
import { NoConvergence, OutOfDomain, requireLength, requireSeries } from '../numerics/domain.ts'
import type { Matrix } from '../numerics/matrix.ts'
import { dot, matrixOf, symmetricEigen, zeros } from '../numerics/matrix.ts'

/**
 * The correlation matrix nearest to a symmetric one in the Frobenius norm: projections on the positive semi-definite
 * matrices and on those with a diagonal of ones in turn, with Dykstra's correction, until they move by less than 1e-13.
 */
export function nearestCorrelation(matrix: Matrix): Float64Array[] {
  requireSymmetric(matrix)
  let y = matrixOf(matrix)
  let correction = zeros(y.length, y.length)
  for (let round = 0; round < 20_000; round++) {
    const shifted = difference(y, correction)
    const projected = clipped(shifted)
    correction = difference(projected, shifted)
    const next = projected.map((row, i) => row.map((each, j) => (i === j ? 1 : each)))
    const moved = frobeniusDistance(next, y)
    y = next
    // A matrix that was one already stops at once; otherwise the two sets must have met as well.
    if (moved < 1e-13 * y.length && frobeniusDistance(projected, y) < 1e-11 * y.length) return unitDiagonal(projected)
  }
  throw new NoConvergence('The nearest correlation matrix', 'after 20,000 projections')
}

/** The quick repair: negative eigenvalues set to 0, rows scaled back to length 1. Not the nearest, but near. */
export function spectralCorrelation(matrix: Matrix): Float64Array[] {
  requireSymmetric(matrix)
  return unitDiagonal(clipped(matrix))
}

/** The root of the sum of squared differences of two matrices of the same size. */
export function frobeniusDistance(a: Matrix, b: Matrix): number {
  let total = 0
  for (let i = 0; i < a.length; i++)
    for (let j = 0; j < a.length; j++) {
      const away = a[i]![j]! - b[i]![j]!
      total += away * away
    }
  return Math.sqrt(total)
}

/**
 * Lower triangular L with L L' = A for a symmetric positive semi-definite A, to draw correlated normals as L z. Cholesky's
 * factor where the matrix is well away from singular; otherwise the triangle of the root by eigenvalues, which is exact
 * where a variable follows from others. An eigenvalue below -1e-12 n of the largest is OutOfDomain: repair it first.
 */
export function semidefiniteRoot(matrix: Matrix): Float64Array[] {
  requireSymmetric(matrix)
  const n = matrix.length
  const factor = zeros(n, n)
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) {
      let rest = matrix[i]![j]!
      for (let k = 0; k < j; k++) rest -= factor[i]![k]! * factor[j]![k]!
      if (i > j) factor[i]![j] = rest / factor[j]![j]!
      else if (rest > 1e-10 * matrix[i]![i]!) factor[i]![i] = Math.sqrt(rest)
      else return eigenRoot(matrix)
    }
  return factor
}

/** The transpose of R in the QR decomposition of sqrt(D) V', where A = V D V'. */
function eigenRoot(matrix: Matrix): Float64Array[] {
  const n = matrix.length
  const { values, vectors } = symmetricEigen(matrix)
  if (values[0]! < -1e-12 * n * Math.max(values[n - 1]!, 0) || values[n - 1]! < 0)
    throw new OutOfDomain('matrix', `one with the eigenvalue ${values[0]!}`, 'a positive semi-definite matrix')
  // columns[j] is the row of variable j in the root by eigenvalues, which Householder's reflections make triangular.
  const columns = Array.from({ length: n }, (_, j) =>
    Float64Array.from(vectors, (vector, k) => Math.sqrt(Math.max(0, values[k]!)) * vector[j]!),
  )
  for (let k = 0; k < n - 1; k++) {
    const reflector = columns[k]!.slice()
    reflector.fill(0, 0, k)
    const length = Math.sqrt(dot(reflector, reflector))
    if (length === 0) continue
    reflector[k]! += reflector[k]! > 0 ? length : -length
    const square = dot(reflector, reflector)
    for (let j = k; j < n; j++) {
      const column = columns[j]!
      const along = (2 * dot(reflector, column)) / square
      for (let i = k; i < n; i++) column[i]! -= along * reflector[i]!
    }
    columns[k]!.fill(0, k + 1)
  }
  // A root with a negative diagonal is as good; the positive one is unique.
  const signs = columns.map((column, k) => (column[k]! < 0 ? -1 : 1))
  return columns.map((column) => column.map((each, k) => (each === 0 ? 0 : signs[k]! * each)))
}

/** The nearest positive semi-definite matrix: the part with eigenvalues above 0. */
function clipped(matrix: Matrix): Float64Array[] {
  const n = matrix.length
  const { values, vectors } = symmetricEigen(matrix)
  const out = zeros(n, n)
  for (let k = 0; k < n; k++) {
    const value = values[k]!
    if (!(value > 0)) continue
    const vector = vectors[k]!
    for (let i = 0; i < n; i++) for (let j = 0; j <= i; j++) out[i]![j]! += value * vector[i]! * vector[j]!
  }
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) out[j]![i] = out[i]![j]!
  return out
}

/** D^-1/2 A D^-1/2 with D the diagonal of A; a row of zeros becomes a variable of its own. */
function unitDiagonal(matrix: Matrix): Float64Array[] {
  const scale = matrix.map((row, i) => (row[i]! > 0 ? 1 / Math.sqrt(row[i]!) : 0))
  return matrix.map((row, i) => row.map((each, j) => (i === j ? 1 : each * (scale[i]! * scale[j]!))))
}

function difference(a: Matrix, b: Matrix): Float64Array[] {
  return a.map((row, i) => row.map((each, j) => each - b[i]![j]!))
}

function requireSymmetric(matrix: Matrix): void {
  if (matrix.length === 0) throw new OutOfDomain('matrix', 'empty', 'at least one row')
  let largest = 0
  for (const row of matrix) {
    requireLength('matrix row', row, matrix.length)
    requireSeries('matrix row', row)
    for (const each of row) largest = Math.max(largest, Math.abs(each))
  }
  for (let i = 0; i < matrix.length; i++)
    for (let j = 0; j < i; j++)
      if (Math.abs(matrix[i]![j]! - matrix[j]![i]!) > 1e-12 * largest)
        throw new OutOfDomain(`matrix[${i}][${j}]`, matrix[i]![j]!, `its mirror ${matrix[j]![i]!}`)
}
