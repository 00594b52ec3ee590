// Dense linear algebra for the small systems of this library (up to a few hundred rows). A matrix is rows of doubles.
// Sources: Golub & Van Loan, Matrix Computations, 4th ed.: 3.4 (pivoted elimination), 4.2 (Cholesky), 5.2 (Householder
// QR), 8.5 (cyclic Jacobi for symmetric matrices).
import { NoConvergence, OutOfDomain } from './domain.ts'

export type Matrix = readonly Float64Array[]

export function matrixOf(rows: readonly (readonly number[] | Float64Array)[]): Float64Array[] {
  return rows.map((row) => Float64Array.from(row))
}

export function zeros(rows: number, columns: number): Float64Array[] {
  return Array.from({ length: rows }, () => new Float64Array(columns))
}

export function identity(n: number): Float64Array[] {
  return Array.from({ length: n }, (_, i) => {
    const row = new Float64Array(n)
    row[i] = 1
    return row
  })
}

export function transpose(a: Matrix): Float64Array[] {
  return Array.from({ length: a[0]?.length ?? 0 }, (_, j) => Float64Array.from(a, (row) => row[j]!))
}

export function product(a: Matrix, b: Matrix): Float64Array[] {
  const columns = b[0]?.length ?? 0
  return a.map((row) => {
    const out = new Float64Array(columns)
    for (let k = 0; k < row.length; k++) {
      const factor = row[k]!
      const other = b[k]!
      for (let j = 0; j < columns; j++) out[j]! += factor * other[j]!
    }
    return out
  })
}

export function timesVector(a: Matrix, x: ArrayLike<number>): Float64Array {
  return Float64Array.from(a, (row) => dot(row, x))
}

export function dot(x: ArrayLike<number>, y: ArrayLike<number>): number {
  let total = 0
  for (let i = 0; i < x.length; i++) total += x[i]! * y[i]!
  return total
}

/** x with A x = b for square A, by elimination with partial pivoting. A singular A is OutOfDomain, named by `argument`. */
export function solve(argument: string, a: Matrix, b: ArrayLike<number>): Float64Array {
  const n = a.length
  const rows = a.map((row, i) => {
    const wide = new Float64Array(n + 1)
    wide.set(row)
    wide[n] = b[i]!
    return wide
  })
  for (let k = 0; k < n; k++) {
    let pivot = k
    for (let i = k + 1; i < n; i++) if (Math.abs(rows[i]![k]!) > Math.abs(rows[pivot]![k]!)) pivot = i
    const top = rows[pivot]!
    rows[pivot] = rows[k]!
    rows[k] = top
    if (!(Math.abs(top[k]!) > 0)) throw new OutOfDomain(argument, 'a singular matrix', 'a matrix of full rank')
    for (let i = k + 1; i < n; i++) {
      const row = rows[i]!
      const factor = row[k]! / top[k]!
      if (factor !== 0) for (let j = k; j <= n; j++) row[j]! -= factor * top[j]!
    }
  }
  const x = new Float64Array(n)
  for (let i = n - 1; i >= 0; i--) {
    const row = rows[i]!
    let rest = row[n]!
    for (let j = i + 1; j < n; j++) rest -= row[j]! * x[j]!
    x[i] = rest / row[i]!
  }
  return x
}

export function inverse(argument: string, a: Matrix): Float64Array[] {
  return transpose(identity(a.length).map((unit) => solve(argument, a, unit)))
}

/** Lower L with L L' = A for symmetric positive definite A; otherwise OutOfDomain, named by `argument`. */
export function choleskyFactor(argument: string, a: Matrix): Float64Array[] {
  const n = a.length
  const factor = zeros(n, n)
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) {
      let rest = a[i]![j]!
      for (let k = 0; k < j; k++) rest -= factor[i]![k]! * factor[j]![k]!
      if (i === j) {
        if (!(rest > 0)) throw new OutOfDomain(argument, 'a matrix that is not positive definite', 'a positive definite matrix')
        factor[i]![i] = Math.sqrt(rest)
      } else factor[i]![j] = rest / factor[j]![j]!
    }
  return factor
}

export interface LeastSquares {
  readonly coefficients: Float64Array
  readonly residuals: Float64Array
  /** (X'X)^-1, for standard errors. */
  readonly inverseNormal: Float64Array[]
}

/** min |y - X b| by Householder reflections; `columns` are the regressors. Dependent columns are OutOfDomain. */
export function leastSquares(argument: string, columns: Matrix, y: ArrayLike<number>): LeastSquares {
  const n = y.length
  const p = columns.length
  if (n < p) throw new OutOfDomain(argument, `${n} observations`, `at least ${p}`)
  const q = columns.map((column) => Float64Array.from(column))
  const right = Float64Array.from(y)
  const r = zeros(p, p)
  for (let k = 0; k < p; k++) {
    const column = q[k]!
    const whole = Math.sqrt(dot(columns[k]!, columns[k]!))
    let norm = 0
    for (let i = k; i < n; i++) norm += column[i]! * column[i]!
    norm = Math.sqrt(norm)
    if (!(norm > 1e-13 * whole)) throw new OutOfDomain(argument, 'regressors that depend on each other', 'independent regressors')
    const sign = column[k]! > 0 ? -norm : norm
    column[k]! -= sign
    let square = 0
    for (let i = k; i < n; i++) square += column[i]! * column[i]!
    const reflect = (other: Float64Array) => {
      let along = 0
      for (let i = k; i < n; i++) along += column[i]! * other[i]!
      const factor = (2 * along) / square
      for (let i = k; i < n; i++) other[i]! -= factor * column[i]!
    }
    for (let j = k + 1; j < p; j++) reflect(q[j]!)
    reflect(right)
    r[k]![k] = sign
    for (let j = k + 1; j < p; j++) r[k]![j] = q[j]![k]!
  }
  const upperInverse = zeros(p, p)
  for (let column = 0; column < p; column++)
    for (let i = column; i >= 0; i--) {
      let rest = i === column ? 1 : 0
      for (let j = i + 1; j <= column; j++) rest -= r[i]![j]! * upperInverse[j]![column]!
      upperInverse[i]![column] = rest / r[i]![i]!
    }
  const coefficients = Float64Array.from(upperInverse, (row) => dot(row, right.subarray(0, p)))
  const residuals = Float64Array.from(y)
  for (let k = 0; k < p; k++) for (let i = 0; i < n; i++) residuals[i]! -= coefficients[k]! * columns[k]![i]!
  return { coefficients, residuals, inverseNormal: product(upperInverse, transpose(upperInverse)) }
}

export interface Eigen {
  /** Ascending. */
  readonly values: Float64Array
  /** vectors[k] belongs to values[k] and has length 1. */
  readonly vectors: Float64Array[]
}

/** Eigenvalues and vectors of a symmetric matrix by cyclic Jacobi rotations; accurate to the last bits of the largest. */
export function symmetricEigen(a: Matrix): Eigen {
  const n = a.length
  const work = matrixOf(a)
  const vectors = identity(n)
  for (let sweep = 0; sweep < 100; sweep++) {
    let off = 0
    let all = 0
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++) {
        const square = work[i]![j]! * work[i]![j]!
        all += square
        if (i !== j) off += square
      }
    if (off <= 1e-34 * all) {
      const order = Array.from({ length: n }, (_, i) => i).sort((i, j) => work[i]![i]! - work[j]![j]!)
      return { values: Float64Array.from(order, (i) => work[i]![i]!), vectors: order.map((i) => vectors[i]!) }
    }
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) rotate(work, vectors, p, q)
  }
  throw new NoConvergence('Jacobi rotations', 'after 100 sweeps')
}

function rotate(work: Float64Array[], vectors: Float64Array[], p: number, q: number): void {
  const pq = work[p]![q]!
  if (pq === 0) return
  const theta = (work[q]![q]! - work[p]![p]!) / (2 * pq)
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1))
  const c = 1 / Math.sqrt(t * t + 1)
  const s = t * c
  const n = work.length
  for (let k = 0; k < n; k++) {
    const [kp, kq] = [work[k]![p]!, work[k]![q]!]
    work[k]![p] = c * kp - s * kq
    work[k]![q] = s * kp + c * kq
  }
  const [rowP, rowQ, vectorP, vectorQ] = [work[p]!, work[q]!, vectors[p]!, vectors[q]!]
  for (let k = 0; k < n; k++) {
    const [pk, qk] = [rowP[k]!, rowQ[k]!]
    rowP[k] = c * pk - s * qk
    rowQ[k] = s * pk + c * qk
    const [vp, vq] = [vectorP[k]!, vectorQ[k]!]
    vectorP[k] = c * vp - s * vq
    vectorQ[k] = s * vp + c * vq
  }
  // What the rotation is made to remove: its rounding would keep the sweeps going for ever.
  rowP[q] = 0
  rowQ[p] = 0
}
