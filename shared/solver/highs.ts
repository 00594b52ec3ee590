// The linear solver: HiGHS, compiled to WebAssembly, behind the interface the models ask for. The only file that
// knows the package. Loaded once per thread, in Node and in a page's worker alike; the package finds its .wasm beside
// itself, and the page's bundler follows it there. A page's policy must allow 'wasm-unsafe-eval'. Called by calc
// and by the hedge desk's jobs.
import type { Highs, Model } from 'highs'
import { NoConvergence } from '../math/numerics/domain.ts'
import type { LinearAnswer, LinearProgram, LinearSolver, OpenProgram, SparseRow } from '../math/programme/linear-program.ts'

let loading: Promise<LinearSolver> | undefined

/** The solver of this thread. About 0.1 s the first time. */
export function linearSolver(): Promise<LinearSolver> {
  loading ??= load().catch((reason: unknown) => {
    loading = undefined // a file that could not be fetched may be there the next time
    throw new NoConvergence('The linear solver', `it could not be loaded: ${shortMessage(reason)}`)
  })
  return loading
}

async function load(): Promise<LinearSolver> {
  const { default: loadHighs } = await import('highs')
  const highs = await loadHighs()
  return {
    open: (program, use) => {
      const model = guarded(() => highs.createModel(modelOf(program)))
      try {
        // Presolve would throw away the basis a changed program goes on from.
        model.options.set({
          output_flag: false,
          presolve: 'off',
          primal_feasibility_tolerance: tight,
          dual_feasibility_tolerance: tight,
        })
        return use(openProgram(highs, model, program.cost.length))
      } finally {
        model.dispose()
      }
    },
  }
}

function modelOf({ cost, lower, upper, rows }: LinearProgram) {
  const starts = new Int32Array(rows.length + 1)
  rows.forEach((row, i) => {
    starts[i + 1] = (starts[i] ?? 0) + row.indices.length
  })
  const count = starts[rows.length] ?? 0
  const indices = new Int32Array(count)
  const values = new Float64Array(count)
  rows.forEach((row, i) => {
    indices.set(row.indices, starts[i])
    values.set(row.values, starts[i])
  })
  return {
    numCols: cost.length,
    numRows: rows.length,
    colCost: cost,
    colLower: lower,
    colUpper: upper,
    rowLower: Float64Array.from(rows, (row: SparseRow) => row.lower),
    rowUpper: Float64Array.from(rows, (row: SparseRow) => row.upper),
    matrix: { format: 'csr', numRows: rows.length, numCols: cost.length, starts, indices, values },
  } as const
}

function openProgram(highs: Highs, model: Model, columns: number): OpenProgram {
  let isWhole = false
  return {
    addRow: ({ lower, upper, indices, values }) => guarded(() => model.addRow(lower, upper, { indices, values })),
    setCosts: (cost) => guarded(() => model.changeColsCost({ kind: 'range', from: 0, to: columns - 1 }, cost)),
    setBounds: (column, lower, upper) => guarded(() => model.changeColBounds(column, lower, upper)),
    setWhole: (whole, gap) =>
      guarded(() => {
        isWhole = true
        for (const column of whole) model.changeColIntegrality(column, highs.constants.variableType.integer)
        // A limit of nodes and not of time: the same program has the same answer on every machine.
        model.options.set({ presolve: 'choose', mip_rel_gap: 0, mip_abs_gap: gap, mip_feasibility_tolerance: 1e-9, mip_max_nodes: 200_000 })
      }),
    run: () => guarded(() => answerOf(highs, model, isWhole)),
  }
}

/** Tolerances on scaled programs; the wider ones are for a program the first does not get through. */
const tight = 1e-10
const tolerances = [tight, tight, 1e-8]

function answerOf(highs: Highs, model: Model, isWhole: boolean): LinearAnswer {
  const { modelStatus: is, solutionStatus } = highs.constants
  const nothing = { values: new Float64Array(0), objective: NaN, bound: NaN }
  let last = ''
  for (const [attempt, tolerance] of tolerances.entries()) {
    if (attempt > 0) {
      // From the beginning instead of from the last basis.
      model.clearSolver()
      model.options.set({ presolve: 'off', primal_feasibility_tolerance: tolerance, dual_feasibility_tolerance: tolerance })
    }
    const { modelStatus } = model.run()
    if (attempt > 0) model.options.set({ primal_feasibility_tolerance: tight, dual_feasibility_tolerance: tight })
    if (modelStatus === is.infeasible) return { status: 'infeasible', ...nothing }
    if (modelStatus === is.unbounded) return { status: 'unbounded', ...nothing }
    // Status "optimal" with a solution that misses the tolerances is an answer to another question.
    const isSolved = model.info.get('primal_solution_status') === solutionStatus.feasible
    const objective = isSolved ? model.getObjectiveValue() : NaN
    const bound = isWhole ? Number(model.info.get('mip_dual_bound')) : objective
    const values = isSolved ? model.getSolution().colValue : nothing.values
    if (modelStatus === is.optimal && isSolved) return { status: 'optimal', values, objective, bound }
    if (modelStatus === is.solutionLimit) return { status: 'stopped', values, objective, bound }
    last = `it ended with status ${modelStatus}${isSolved ? '' : ' and no solution'}`
  }
  throw new NoConvergence('The linear solver', last)
}

/** What the package throws carries its whole source as a stack, 150 KB; only its message is passed on. */
function guarded<Result>(call: () => Result): Result {
  try {
    return call()
  } catch (error) {
    if (error instanceof NoConvergence) throw error
    throw new NoConvergence('The linear solver', shortMessage(error))
  }
}

function shortMessage(error: unknown): string {
  return error instanceof Error ? error.message.slice(0, 200) : 'it failed'
}
