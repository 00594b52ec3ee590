// The optimal hedge over many scenarios: a small program that knows CVaR only by cuts, solved, judged by sorting, given
// the cuts of what was judged, and solved again. Its optimum is a lower bound, the best judged position an upper one;
// the two meet. Trial positions lie half way between the best and the program's own, which halves the rounds.
// Sources: Kelley (1960); Künzi-Bay & Mayer (2006); Ben-Ameur & Neto (2007), Networks 49, 3-17 (half way).
// Called by optimal-hedge.ts and frontier.ts.
import { NoConvergence } from '../numerics/domain.ts'
import { dot } from '../numerics/matrix.ts'
import type { LinearSolver, OpenProgram } from './linear-program.ts'
import { bestLots } from './lot-search.ts'
import type { ScaledForm } from './scaled-form.ts'
import { countedTails, cutRow, type Judgement, judged, scaledLimit, type TailCut, withinLimit } from './tail-cut.ts'

export interface ScaledAnswer {
  readonly status: 'optimal' | 'infeasible'
  /** Values of the columns: the best found, or, if infeasible, those nearest to the limits on the tails. */
  readonly values: Float64Array
  /** Scaled lower bound of the objective. */
  readonly bound: number
  readonly rounds: number
}

export interface CutOptions {
  /** Cuts known already, of a form that differs in weights and limits only; new ones are added to it. */
  readonly pool: TailCut[]
  /** Column values within every limit, or none. */
  readonly start: Float64Array | undefined
  /** Whole lots: absolute scaled distance to the bound that will do. */
  readonly gap: number
}

const tolerance = 1e-9
const mostRounds = 3000

/** The form's bounds must be finite and its limits on positions possible. */
export function cuttingPlanes(form: ScaledForm, solver: LinearSolver, options: CutOptions): ScaledAnswer {
  const counted = countedTails(form)
  const columns = form.step.length
  const excess = columns + counted.length // the column by which the limits on tails are exceeded
  const limitRows = counted.map((k, i) => ({
    lower: -Infinity,
    upper: scaledLimit(form, k),
    indices: Int32Array.of(columns + i, excess),
    values: Float64Array.of(1, -1),
  }))
  const program = {
    cost: new Float64Array(excess + 1),
    lower: Float64Array.of(...form.lower, ...counted.map(() => -Infinity), 0),
    upper: Float64Array.of(...form.upper, ...counted.map(() => Infinity), Infinity),
    rows: [...form.rows, ...limitRows.filter(({ upper }) => upper < Infinity)],
  }
  return solver.open(program, (master) => {
    const search = cutSearch(form, master, options.pool, counted)
    if (options.start) search.judge(options.start)
    if (!search.best() && limitRows.some(({ upper }) => upper < Infinity)) {
      master.setCosts(Float64Array.of(...program.cost.subarray(0, excess), 1))
      const bound = search.narrow((judgement) => Math.max(0, judgement.violation), tolerance)
      if (!search.best()) return { status: 'infeasible', values: search.nearest().values, bound, rounds: search.rounds() }
    }
    master.setBounds(excess, 0, 0)
    const { meanWeight, tails } = form.problem
    master.setCosts(Float64Array.of(...form.mean.map((each) => meanWeight * each), ...counted.map((k) => tails[k]!.weight), 0))
    if (form.whole.length === 0) {
      const bound = search.narrow(({ objective }) => objective, tolerance)
      return { status: 'optimal', values: search.best()!.values, bound, rounds: search.rounds() }
    }
    const bound = search.narrow(({ objective }) => objective, 1e-5)
    const { programs, ...found } = bestLots({ form, master, search, gap: Math.max(options.gap, tolerance) }, bound)
    return { ...found, rounds: search.rounds() + programs }
  })
}

export type CutSearch = ReturnType<typeof cutSearch>

/** What the rounds share: the program, what was judged, and the best of it. */
function cutSearch(form: ScaledForm, master: OpenProgram, pool: TailCut[], counted: readonly number[]) {
  const columns = form.step.length
  const scratch = new Float64Array(form.problem.cost.length)
  let best: Judgement | undefined
  let nearest: Judgement | undefined
  let rounds = 0

  const add = (cut: TailCut) => master.addRow(cutRow(cut, columns + counted.indexOf(cut.tail)))
  // CVaR is at least the mean.
  for (const tail of counted) add({ tail, slope: form.mean.map((each) => -each), offset: 0 })
  for (const cut of pool) add(cut)

  const judge = (values: Float64Array): Judgement => {
    const judgement = judged(form, values, scratch)
    for (const cut of judgement.cuts) {
      pool.push(cut)
      add(cut)
    }
    if (!nearest || judgement.violation < nearest.violation) nearest = judgement
    if (judgement.violation <= withinLimit && !(best && best.objective <= judgement.objective)) best = judgement
    return judgement
  }

  const run = () => {
    if (++rounds > mostRounds) throw new NoConvergence('The search for the best hedge', `after ${mostRounds} rounds`)
    return master.run()
  }

  /** Whether the program's own solution contradicts the cuts. */
  const isCutOff = (values: Float64Array, { cuts }: Judgement) =>
    cuts.some(({ tail, slope, offset }) => offset - dot(slope, values) - values[columns + counted.indexOf(tail)]! > tolerance)

  return {
    judge,
    best: () => best,
    nearest: () => nearest!,
    rounds: () => rounds,
    isCutOff,

    /** Rounds until the best judgement is within `accuracy` of the bound, which is returned. */
    narrow(measure: (judgement: Judgement) => number, accuracy: number): number {
      const incumbent = () => best ?? nearest
      let bound = -Infinity
      let isHalfWay = true
      for (;;) {
        const { status, values, objective } = run()
        if (status !== 'optimal') throw new NoConvergence('The search for the best hedge', `a small program was ${status}`)
        bound = Math.max(bound, objective)
        const found = incumbent()
        if (found && measure(found) - bound <= accuracy * Math.max(1, Math.abs(bound))) return bound
        const isTrial = found !== undefined && isHalfWay
        const own = values.subarray(0, columns)
        const judgement = judge(isTrial ? own.map((each, c) => (each + found.values[c]!) / 2) : own)
        const gained = isCutOff(values, judgement)
        if (!isTrial && !gained) return bound
        isHalfWay = gained
      }
    },
  }
}
