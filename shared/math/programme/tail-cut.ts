// A hedge judged in the scaled numbers of the solver, and the cuts that judgement gives. CVaR is the greatest mean of
// the cost over all ways to lay the weight of the tail on scenarios; so the mean under the weights of one position's
// tail is a lower bound of CVaR everywhere, linear, and exact at that position.
// Source: Künzi-Bay & Mayer (2006), Computational Management Science 3, 3-27.
import type { SparseRow } from './linear-program.ts'
import { feePer, positionOf, type ScaledForm } from './scaled-form.ts'
import { fillCosts, type ScenarioTail, tailOf, weightedMean } from './scenario-cost.ts'

/** Scaled CVaR above its limit that counts as rounding. */
export const withinLimit = 1e-8

/** CVaR of tail `tail` is at least offset - slope . columns. */
export interface TailCut {
  readonly tail: number
  readonly slope: Float64Array
  readonly offset: number
}

export interface Judgement {
  readonly values: Float64Array
  /** meanWeight E + sum of weight CVaR, scaled, by sorting. */
  readonly objective: number
  /** Scaled CVaR above its limit, the greatest over the tails; -Infinity without limits. */
  readonly violation: number
  readonly tails: readonly number[]
  readonly cuts: readonly TailCut[]
}

/** Tails that matter: those with a weight or a limit. */
export function countedTails(form: ScaledForm): number[] {
  return form.problem.tails.flatMap(({ weight, limit }, k) => (weight > 0 || limit < Infinity ? [k] : []))
}

export function scaledLimit(form: ScaledForm, tail: number): number {
  return (form.problem.tails[tail]!.limit - form.centre) / form.unit
}

/** The position of these column values in every scenario. `scratch` is as long as there are scenarios. */
export function judged(form: ScaledForm, values: Float64Array, scratch: Float64Array): Judgement {
  const { problem, centre, unit } = form
  fillCosts(problem, positionOf(form, values), scratch)
  const tails: number[] = []
  const cuts: TailCut[] = []
  let objective = (problem.meanWeight * (weightedMean(scratch, problem.probabilities) - centre)) / unit
  let violation = -Infinity
  for (const k of countedTails(form)) {
    const { level, weight } = problem.tails[k]!
    const tail = tailOf(scratch, problem.probabilities, level)
    const scaled = (tail.conditionalValueAtRisk - centre) / unit
    tails.push(scaled)
    objective += weight * scaled
    violation = Math.max(violation, scaled - scaledLimit(form, k))
    cuts.push(cutOf(form, k, tail))
  }
  return { values, objective, violation, tails, cuts }
}

function cutOf({ problem, centre, unit, instrument, step }: ScaledForm, tail: number, { scenarios, weights }: ScenarioTail): TailCut {
  const under = (values: Float64Array) => {
    let total = 0
    for (let i = 0; i < scenarios.length; i++) total += weights[i]! * values[scenarios[i]!]!
    return total
  }
  const gain = problem.gains.map(under)
  return {
    tail,
    slope: step.map((each, c) => (each * gain[instrument[c]!]! - feePer(problem, instrument[c]!, each)) / unit),
    offset: (under(problem.cost) - centre) / unit,
  }
}

/** The cut as a row over the columns and, at `column`, CVaR itself. */
export function cutRow({ slope, offset }: TailCut, column: number): SparseRow {
  const values = new Float64Array(slope.length + 1)
  values.set(slope)
  values[slope.length] = 1
  const indices = Int32Array.from(values, (_, c) => (c < slope.length ? c : column))
  return { lower: offset, upper: Infinity, indices, values }
}
