// What the optimiser asks of a linear solver, in the solver's absence: this library imports none. shared/solver is the
// one that answers. A program is min cost x with lower <= x <= upper, rowLower <= A x <= rowUpper, some x whole.

export interface SparseRow {
  readonly lower: number
  readonly upper: number
  readonly indices: Int32Array
  readonly values: Float64Array
}

export interface LinearProgram {
  readonly cost: Float64Array
  readonly lower: Float64Array
  readonly upper: Float64Array
  readonly rows: readonly SparseRow[]
}

export interface LinearAnswer {
  /** 'stopped': out of nodes with no proof; values and bound are then the best known, values empty if none. */
  readonly status: 'optimal' | 'infeasible' | 'unbounded' | 'stopped'
  readonly values: Float64Array
  readonly objective: number
  /** No solution can be below it; equals the objective for a program without whole columns. */
  readonly bound: number
}

/** A program that stays with the solver and is solved again after changes, from where the last answer stood. */
export interface OpenProgram {
  readonly addRow: (row: SparseRow) => void
  readonly setCosts: (cost: Float64Array) => void
  readonly setBounds: (column: number, lower: number, upper: number) => void
  /** From now on these columns are whole numbers and answers are within `gap` (absolute) of the optimum. */
  readonly setWhole: (columns: Int32Array, gap: number) => void
  readonly run: () => LinearAnswer
}

export interface LinearSolver {
  /** The program is closed when `use` returns or throws. */
  readonly open: <Result>(program: LinearProgram, use: (program: OpenProgram) => Result) => Result
}

/** A row from dense coefficients, zeros left out. */
export function denseRow(coefficients: ArrayLike<number>, lower: number, upper: number): SparseRow {
  const indices: number[] = []
  for (let i = 0; i < coefficients.length; i++) if (coefficients[i] !== 0) indices.push(i)
  return { lower, upper, indices: Int32Array.from(indices), values: Float64Array.from(indices, (i) => coefficients[i]!) }
}
