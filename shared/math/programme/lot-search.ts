// Whole lots over many scenarios: branch and bound on the small program of the cuts, which learns new cuts as it goes.
// One tree for all cuts, instead of a tree per round. Programs differ by a bound and go on from the last basis.
// Sources: Land & Doig (1960), Econometrica 28, 497-520; branching by past gains, Achterberg, Koch & Martin (2005).
// Called by cutting-planes.ts.
import { NoConvergence } from '../numerics/domain.ts'
import type { CutSearch } from './cutting-planes.ts'
import type { OpenProgram } from './linear-program.ts'
import type { ScaledForm } from './scaled-form.ts'
import { type Judgement, withinLimit } from './tail-cut.ts'

interface Task {
  readonly form: ScaledForm
  readonly master: OpenProgram
  readonly search: CutSearch
  /** Scaled distance to the bound that will do. */
  readonly gap: number
}

/** A part of the tree: bounds of the whole columns, and a value below which it has no solution. */
interface Branch {
  readonly lower: Float64Array
  readonly upper: Float64Array
  readonly bound: number
  readonly turn: Turn | undefined
}

/** The rounding that made a branch: of which whole column, down (0) or up (1), and by how much. */
interface Turn {
  readonly column: number
  readonly side: 0 | 1
  readonly distance: number
}

/** Programs solved before the search ends with the best it has: a count and not a time, so that answers are the same everywhere. */
const mostPrograms = 10_000
/** A value this near to a whole number is one. */
const nearWhole = 1e-6

export function bestLots({ form, master, search, gap }: Task, rootBound: number) {
  const whole = form.whole
  const gains = branchGains(whole.length)
  const open: Branch[] = [
    {
      lower: Float64Array.from(whole, (c) => form.lower[c]!),
      upper: Float64Array.from(whole, (c) => form.upper[c]!),
      bound: rootBound,
      turn: undefined,
    },
  ]
  let best: Judgement | undefined
  let cutBelow = Infinity // least bound of a branch given up because it could gain no more than the gap
  let programs = 0
  const goal = () => (best ? best.objective - gap : Infinity)
  const offer = (values: Float64Array): Judgement => {
    const judgement = search.judge(values)
    if (judgement.violation <= withinLimit && !(best && best.objective <= judgement.objective)) best = judgement
    return judgement
  }

  while (open.length > 0) {
    // The most promising branch, followed down to its end before the next is taken up.
    let branch: Branch | undefined = takeLeast(open)
    while (branch) {
      if (branch.bound >= goal() || programs > mostPrograms) {
        cutBelow = Math.min(cutBelow, branch.bound)
        break
      }
      const { lower, upper, bound, turn }: Branch = branch
      whole.forEach((c, i) => {
        master.setBounds(c, lower[i]!, upper[i]!)
      })
      branch = undefined
      for (let isFirst = true; ; isFirst = false) {
        programs++
        const { status, values, objective } = master.run()
        if (status !== 'optimal') break
        if (turn && isFirst) gains.learn(turn, Math.max(0, objective - bound))
        if (objective >= goal()) {
          cutBelow = Math.min(cutBelow, objective)
          break
        }
        const own = values.slice(0, form.step.length)
        const column = gains.choose(Float64Array.from(whole, (c) => own[c]!))
        if (column < 0) {
          for (const c of whole) own[c] = Math.round(own[c]!)
          if (!search.isCutOff(values, offer(own))) break
          if (programs <= mostPrograms) continue
          cutBelow = Math.min(cutBelow, objective)
          break
        }
        const at = own[whole[column]!]!
        const floor = Math.floor(at)
        const down = {
          lower,
          upper: replaced(upper, column, floor),
          bound: objective,
          turn: { column, side: 0, distance: at - floor },
        } as const
        const up = {
          lower: replaced(lower, column, floor + 1),
          upper,
          bound: objective,
          turn: { column, side: 1, distance: floor + 1 - at },
        } as const
        open.push(at - floor < 0.5 ? up : down)
        branch = at - floor < 0.5 ? down : up
        break
      }
    }
  }
  if (!best) {
    if (programs > mostPrograms) throw new NoConvergence('The search for the best lots', `no solution after ${mostPrograms} programs`)
    return { status: 'infeasible', values: search.nearest().values, bound: Infinity, programs } as const
  }
  return { status: 'optimal', values: best.values, bound: Math.max(rootBound, Math.min(cutBelow, best.objective)), programs } as const
}

function takeLeast(open: Branch[]): Branch | undefined {
  let least = 0
  for (let i = 1; i < open.length; i++) if (open[i]!.bound < open[least]!.bound) least = i
  return open.splice(least, 1)[0]
}

function replaced(values: Float64Array, at: number, value: number): Float64Array {
  const copy = values.slice()
  copy[at] = value
  return copy
}

/** How much the objective rose per part of a lot when each column was last rounded down or up. */
function branchGains(count: number) {
  const total = [new Float64Array(count), new Float64Array(count)]
  const times = [new Float64Array(count), new Float64Array(count)]
  const mean = (side: number, i: number, usual: number) => (times[side]![i]! > 0 ? total[side]![i]! / times[side]![i]! : usual)
  const usual = (side: number) => {
    const [gain, seen] = [total[side]!.reduce((sum, each) => sum + each, 0), times[side]!.reduce((sum, each) => sum + each, 0)]
    return seen > 0 ? gain / seen : 1
  }
  return {
    learn({ column, side, distance }: Turn, gain: number): void {
      total[side]![column]! += gain / distance
      times[side]![column]! += 1
    },
    /** The column whose rounding promises to raise the objective most on both sides. */
    choose(values: Float64Array): number {
      const [down, up] = [usual(0), usual(1)]
      let chosen = -1
      let most = -1
      for (let i = 0; i < count; i++) {
        const part = values[i]! - Math.floor(values[i]!)
        if (part <= nearWhole || part >= 1 - nearWhole) continue
        const promise = Math.max(part * mean(0, i, down), 1e-12) * Math.max((1 - part) * mean(1, i, up), 1e-12)
        if (promise > most) {
          most = promise
          chosen = i
        }
      }
      return chosen
    },
  }
}
