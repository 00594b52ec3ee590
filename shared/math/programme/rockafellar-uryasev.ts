// The mean-CVaR program written out in full: a column of excess per scenario and tail. Exact to the solver's last digits
// and at a corner of the program; grows with the scenarios, so it serves small sets and as the reference of the cuts.
// Source: Rockafellar & Uryasev (2000), J. Risk 2(3), 21-41; (2002), theorem 14. Called by optimal-hedge.ts.
import { NoConvergence } from '../numerics/domain.ts'
import type { ScaledAnswer } from './cutting-planes.ts'
import type { LinearProgram, LinearSolver, SparseRow } from './linear-program.ts'
import { feePer, type ScaledForm } from './scaled-form.ts'
import { countedTails, scaledLimit } from './tail-cut.ts'

/** min meanWeight E + sum of weight (z + sum p u / (1 - level)) with u >= cost - z, u >= 0. `gap`: absolute, for whole lots. */
export function fullProgram(form: ScaledForm, solver: LinearSolver, gap: number): ScaledAnswer {
  return solver.open(programOf(form), (program) => {
    if (form.whole.length > 0) program.setWhole(form.whole, gap)
    const { status, values, bound } = program.run()
    if (status === 'unbounded' || values.length === 0 || status === 'infeasible') {
      if (status === 'infeasible') return { status, values: new Float64Array(form.step.length), bound: Infinity, rounds: 1 }
      throw new NoConvergence('The program of the best hedge', `it was ${status}`)
    }
    const own = values.slice(0, form.step.length)
    for (const c of form.whole) own[c] = Math.round(own[c]!)
    return { status: 'optimal', values: own, bound, rounds: 1 }
  })
}

function programOf(form: ScaledForm): LinearProgram {
  const { problem, centre, unit, instrument, step } = form
  const { probabilities, cost, gains, tails } = problem
  const counted = countedTails(form)
  const columns = step.length
  const block = 1 + cost.length // VaR, then the excess of each scenario
  const total = columns + counted.length * block
  const weights = new Float64Array(total)
  const lower = new Float64Array(total)
  const upper = new Float64Array(total).fill(Infinity)
  lower.set(form.lower)
  upper.set(form.upper)
  form.mean.forEach((each, c) => {
    weights[c] = problem.meanWeight * each
  })
  const rows: SparseRow[] = [...form.rows]
  counted.forEach((k, i) => {
    const { level, weight } = tails[k]!
    const start = columns + i * block
    // CVaR as a row over z and u.
    const indices = Int32Array.from({ length: block }, (_, at) => start + at)
    const values = Float64Array.from(indices, (_, at) => (at === 0 ? 1 : probabilities[at - 1]! / (1 - level)))
    lower[start] = -Infinity
    values.forEach((value, at) => {
      weights[start + at] = weight * value
    })
    if (tails[k]!.limit < Infinity) rows.push({ lower: -Infinity, upper: scaledLimit(form, k) + 1e-9, indices, values })
    cost.forEach((each, s) => {
      rows.push({
        lower: (each - centre) / unit,
        upper: Infinity,
        indices: Int32Array.from({ length: columns + 2 }, (_, c) => (c < columns ? c : c === columns ? start : start + 1 + s)),
        values: Float64Array.from({ length: columns + 2 }, (_, c) =>
          c < columns ? (step[c]! * gains[instrument[c]!]![s]! - feePer(problem, instrument[c]!, step[c]!)) / unit : 1,
        ),
      })
    })
  })
  return { cost: weights, lower, upper, rows }
}
