// Cost of a position in every scenario, and its mean and tail by the definitions: nothing here comes out of a solver.
// The optimiser takes its cuts from the weights of the tail and judges every answer by these figures.
// Sources: Rockafellar & Uryasev (2002), J. Banking & Finance 26, 1443-1471, prop. 8; Acerbi & Tasche (2002).
import { requireFinite, requireLength } from '../numerics/domain.ts'
import { weightedTail } from '../risk/weighted-tail.ts'
import type { HedgeProblem } from './hedge-problem.ts'

/** sum of p x; the probabilities are taken to be checked. */
export function weightedMean(values: Float64Array, probabilities: Float64Array): number {
  let total = 0
  let lost = 0
  for (let s = 0; s < values.length; s++) {
    const term = values[s]! * probabilities[s]!
    const next = total + term
    lost += Math.abs(total) >= Math.abs(term) ? total - next + term : term - next + total
    total = next
  }
  return total + lost
}

/** cost[s] - sum of x gains[s] + fees |x|, into `out`. */
export function fillCosts(problem: HedgeProblem, position: Float64Array, out: Float64Array): void {
  let fees = 0
  for (let j = 0; j < position.length; j++) fees += Math.abs(position[j]!) * problem.instruments[j]!.transactionCost
  for (let s = 0; s < out.length; s++) out[s] = problem.cost[s]! + fees
  for (let j = 0; j < position.length; j++) {
    const units = position[j]!
    if (units === 0) continue
    const gain = problem.gains[j]!
    for (let s = 0; s < out.length; s++) out[s]! -= units * gain[s]!
  }
}

export interface ScenarioTail {
  /** Smallest cost with at least the probability `level` at or below it. */
  readonly valueAtRisk: number
  /** Mean of the worst 1 - level, the atom at VaR with the fraction of it that lies in the tail. */
  readonly conditionalValueAtRisk: number
  /** The scenarios of the tail and the weight of each in that mean; the weights have sum 1. */
  readonly scenarios: Int32Array
  readonly weights: Float64Array
}

/** Differences of probability below this are rounding: 18 scenarios of 20 are the level 0.9. */
const sameProbability = 1e-12

/**
 * The tail of given costs at a level, in time proportional to their number: what the optimiser asks for at every step.
 * Equal costs at VaR share what is left of the tail. Nothing is checked here; weightedTail of the risk room is its twin.
 */
export function tailOf(costs: Float64Array, probabilities: Float64Array, level: number): ScenarioTail {
  const order = new Int32Array(costs.length)
  for (let s = 0; s < order.length; s++) order[s] = s
  const tailMass = 1 - level
  const { at, above, mass } = tailSplit(costs, probabilities, order, tailMass + sameProbability)
  const valueAtRisk = costs[order[at]!]!
  const atomMass = massOf(probabilities, order.subarray(at, above))
  const share = atomMass > 0 ? Math.max(0, tailMass - mass) / (atomMass * tailMass) : 0
  // Sorted, so that sums do not depend on how the split went about it.
  const scenarios = order.slice(at).sort()
  const weights = new Float64Array(scenarios.length)
  let excess = 0
  for (let i = 0; i < weights.length; i++) {
    const [cost, probability] = [costs[scenarios[i]!]!, probabilities[scenarios[i]!]!]
    excess += probability * (cost - valueAtRisk)
    weights[i] = cost === valueAtRisk ? share * probability : probability / tailMass
  }
  return { valueAtRisk, conditionalValueAtRisk: valueAtRisk + excess / tailMass, scenarios, weights }
}

/**
 * Reorders `order` so that the scenarios at VaR stand in [at, above) and the worse ones from `above` on; `mass` is the
 * probability of the worse ones. Quickselect by probability instead of rank.
 */
function tailSplit(costs: Float64Array, probabilities: Float64Array, order: Int32Array, tailMass: number) {
  let left = 0
  let right = order.length
  let mass = 0
  for (;;) {
    const pivot = middle(costs[order[left]!]!, costs[order[(left + right) >> 1]!]!, costs[order[right - 1]!]!)
    let [below, above] = [left, right]
    for (let i = left; i < above; ) {
      const s = order[i]!
      const cost = costs[s]!
      if (cost < pivot) {
        order[i++] = order[below]!
        order[below++] = s
      } else if (cost > pivot) {
        order[i] = order[--above]!
        order[above] = s
      } else i++
    }
    const worse = mass + massOf(probabilities, order.subarray(above, right))
    if (worse > tailMass) {
      left = above
      continue
    }
    const atLeast = worse + massOf(probabilities, order.subarray(below, above))
    if (atLeast > tailMass || below === left) return { at: below, above, mass: worse }
    right = below
    mass = atLeast
  }
}

function massOf(probabilities: Float64Array, scenarios: Int32Array): number {
  let total = 0
  for (let i = 0; i < scenarios.length; i++) total += probabilities[scenarios[i]!]!
  return total
}

function middle(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c))
}

export interface ScenarioRisk {
  readonly expectedCost: number
  /** Of the population: divisor 1 under the probabilities. */
  readonly standardDeviation: number
  readonly valueAtRisk: number
  readonly conditionalValueAtRisk: number
}

/** Mean, spread and tail of costs, one per scenario, at a level in (0, 1); the tail by sorting. A single scenario is its own tail. */
export function scenarioRisk(costs: Float64Array, probabilities: Float64Array, level: number): ScenarioRisk {
  const { valueAtRisk, conditionalValueAtRisk } = weightedTail(costs, level, probabilities)
  const expectedCost = weightedMean(costs, probabilities)
  const squares = costs.map((cost) => (cost - expectedCost) * (cost - expectedCost))
  return { expectedCost, standardDeviation: Math.sqrt(weightedMean(squares, probabilities)), valueAtRisk, conditionalValueAtRisk }
}

/** Cost of each scenario with a position of finite units, one per instrument. */
export function hedgedCosts(problem: HedgeProblem, position: Float64Array): Float64Array {
  requireLength('position', position, problem.instruments.length)
  position.forEach((units, j) => {
    requireFinite(`position[${j}]`, units)
  })
  const costs = new Float64Array(problem.cost.length)
  fillCosts(problem, position, costs)
  return costs
}
