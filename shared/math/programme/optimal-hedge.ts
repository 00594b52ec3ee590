// The hedge of least expected cost plus weighted tail within limits: mean-CVaR optimisation over scenarios, in any
// amounts or whole lots. Every figure of the answer is computed from the position by sorting the scenarios' costs; of
// the solver only the position and the bound are taken.
// Sources: Rockafellar & Uryasev (2000, 2002); Künzi-Bay & Mayer (2006) for many scenarios. Called by calc and the desk.
import { requireBetween } from '../numerics/domain.ts'
import { weightedTail } from '../risk/weighted-tail.ts'
import { positionConflict, smallestConflict, withoutLimit } from './conflict.ts'
import { cuttingPlanes, type ScaledAnswer } from './cutting-planes.ts'
import { endlessInstruments } from './escape.ts'
import { checkProblem, type HedgeProblem } from './hedge-problem.ts'
import { bindingLimits, type LimitName, positionLimits } from './limits.ts'
import type { LinearSolver } from './linear-program.ts'
import { fullProgram } from './rockafellar-uryasev.ts'
import { boxedForm, positionOf, type ScaledForm, scaledForm, valuesOf } from './scaled-form.ts'
import { hedgedCosts, weightedMean } from './scenario-cost.ts'
import { countedTails, type TailCut } from './tail-cut.ts'

export interface TailFigures {
  readonly level: number
  readonly valueAtRisk: number
  readonly conditionalValueAtRisk: number
}

export interface BestHedge {
  readonly kind: 'optimal'
  /** Units per instrument. */
  readonly position: Float64Array
  /** meanWeight E + sum of weight CVaR, money. */
  readonly objective: number
  readonly expectedCost: number
  /** One per tail of the problem. */
  readonly tails: readonly TailFigures[]
  /** No position within the limits has an objective below it. */
  readonly bound: number
  /** (objective - bound) / |objective|: about 1e-9 for any amounts, up to the gap asked for with whole lots. */
  readonly gap: number
  /** Limits the position stands at. */
  readonly binding: readonly LimitName[]
  /** Programs solved. */
  readonly rounds: number
}

/** `conflict`: a smallest set of limits that contradict each other. `instruments`: those whose positions would grow for ever. */
export type HedgeAnswer =
  | BestHedge
  | { readonly kind: 'infeasible'; readonly conflict: readonly LimitName[] }
  | { readonly kind: 'unbounded'; readonly instruments: readonly string[] }

export interface HedgeOptions {
  /** Whole lots: relative distance to the bound that will do. */
  readonly gap?: number
  /** The program in full, or by cuts; left out, the one that suits the size. */
  readonly method?: 'full' | 'cuts'
  /** Cuts from earlier answers of the same scenarios, instruments and levels; this answer's are added. Weights and limits may differ. */
  readonly pool?: TailCut[]
  /** A position within every limit, to start from. */
  readonly start?: Float64Array
}

/** The best position of a problem. Throws OutOfDomain for a problem that says nothing, NoConvergence if the solver gives up. */
export function optimalHedge(problem: HedgeProblem, solver: LinearSolver, options: HedgeOptions = {}): HedgeAnswer {
  checkProblem(problem)
  requireBetween('gap', options.gap ?? usualGap, 0, 1)
  const conflict = positionConflict(problem, solver)
  if (conflict.length > 0) return { kind: 'infeasible', conflict }
  const form = scaledForm(problem)
  const instruments = endlessInstruments(form, solver)
  // Of a problem without end it is enough to know that there is a position at all.
  const asked = instruments.length > 0 ? scaledForm(withoutObjective(problem)) : form
  const answer = solvedForm(asked, solver, options)
  if (answer.status === 'infeasible') return { kind: 'infeasible', conflict: tailConflict(problem, solver, options) }
  return instruments.length > 0 ? { kind: 'unbounded', instruments } : bestHedge(form, answer)
}

function withoutObjective(problem: HedgeProblem): HedgeProblem {
  return { ...problem, meanWeight: 0, tails: problem.tails.map((tail) => ({ ...tail, weight: 0 })) }
}

const usualGap = 1e-4
/** Beyond this many entries of the full program the cuts are faster. */
const fullEntries = 6000
/** With whole lots the full program is branched on at every step, and pays only for a few scenarios. */
const fullLotScenarios = 40

/** The scaled problem solved by the method that suits it. It must have a best position, or none within the tails' limits. */
function solvedForm(form: ScaledForm, solver: LinearSolver, options: HedgeOptions): ScaledAnswer {
  const scenarios = form.problem.cost.length
  const isSmall =
    scenarios * (form.step.length + 2) * countedTails(form).length <= fullEntries &&
    (form.whole.length === 0 || scenarios <= fullLotScenarios)
  const isFull = options.method === undefined ? isSmall : options.method === 'full'
  const start = options.start && valuesOf(form, options.start)
  const gap = (options.gap ?? usualGap) * Math.max(1, (totalWeight(form.problem) * Math.abs(form.centre)) / form.unit)
  const within = (reach: number) => {
    const boxed = boxedForm(form, reach)
    const answer = isFull ? fullProgram(boxed, solver, gap) : cuttingPlanes(boxed, solver, { pool: options.pool ?? [], start, gap })
    const isAtBox = boxed.step.some((_, c) => {
      const isFar = Math.abs(answer.values[c]!) > 0.99 * Math.max(Math.abs(boxed.lower[c]!), boxed.upper[c]!)
      return isFar && (form.lower[c] === -Infinity || form.upper[c] === Infinity)
    })
    return { answer, isAtBox }
  }
  // What has no bound is given one far out, and one farther out if the answer stands there.
  const near = within(1e3)
  return near.isAtBox ? within(1e5).answer : near.answer
}

/** The figures of an answer, from its position. */
function bestHedge(form: ScaledForm, { values, bound: scaledBound, rounds }: ScaledAnswer): BestHedge {
  const { problem } = form
  const position = positionOf(form, values)
  const costs = hedgedCosts(problem, position)
  const expectedCost = weightedMean(costs, problem.probabilities)
  const tails = problem.tails.map(({ level }) => {
    const { valueAtRisk, conditionalValueAtRisk } = weightedTail(costs, level, problem.probabilities)
    return { level, valueAtRisk, conditionalValueAtRisk }
  })
  const objective = problem.tails.reduce(
    (total, { weight }, k) => total + weight * tails[k]!.conditionalValueAtRisk,
    problem.meanWeight * expectedCost,
  )
  const bound = Math.min(objective, totalWeight(problem) * form.centre + scaledBound * form.unit)
  const gap = objective > bound ? (objective - bound) / Math.abs(objective) : 0
  const binding = [...bindingLimits(form.limits, position), ...bindingTails(form, tails)]
  return { kind: 'optimal', position, objective, expectedCost, tails, bound, gap, binding, rounds }
}

function totalWeight({ meanWeight, tails }: HedgeProblem): number {
  return tails.reduce((total, { weight }) => total + weight, meanWeight)
}

function bindingTails({ problem, unit }: ScaledForm, tails: readonly TailFigures[]): LimitName[] {
  return problem.tails.flatMap(({ level, limit }, k) =>
    tails[k]!.conditionalValueAtRisk >= limit - 1e-7 * unit ? [{ kind: 'tail', of: String(level) } as const] : [],
  )
}

/** Limits on tails can be met by no position within the others: which of the others it takes to make them impossible. */
function tailConflict(problem: HedgeProblem, solver: LinearSolver, options: HedgeOptions): LimitName[] {
  const inTails = problem.tails.flatMap(({ level, limit }): LimitName[] => (limit < Infinity ? [{ kind: 'tail', of: String(level) }] : []))
  const whole = problem.instruments.some(({ lot }) => lot > 0)
  const limits = positionLimits(problem)
  const own = options.gap === undefined ? {} : { gap: options.gap }
  const split = withoutLimit(problem, { kind: 'lots', of: '' })
  const isPossible = (rest: HedgeProblem) => solvedForm(scaledForm(rest), solver, own).status === 'optimal'
  // In any amounts the program is convex, and limits away from the position nearest to the tails' limits have no part in it.
  const nearest = isPossible(split) ? undefined : solvedForm(scaledForm(split), solver, { ...own, method: 'cuts' })
  const near = nearest && bindingLimits(limits, positionOf(scaledForm(split), nearest.values))
  const start = nearest ? split : problem
  const others = limits.map(({ name }) => name).filter((name) => near && !near.includes(name))
  const named = [...(near ?? limits.map(({ name }) => name)), ...(!nearest && whole ? [{ kind: 'lots', of: '' } as const] : []), ...inTails]
  return smallestConflict(others.reduce(withoutLimit, start), named, isPossible)
}
