// The frontier of a hedge: least expected cost for each limit on CVaR, from the smallest CVaR that can be had to that of
// no hedge at all. Convex and falling in the limit, since the set of positions and CVaR are convex (not with whole lots).
// Source: Krokhmal, Palmquist & Uryasev (2002), J. Risk 4(2), 43-68. Called by calc and the hedge desk.
import { requireLevel, requireWhole } from '../numerics/domain.ts'
import { weightedTail } from '../risk/weighted-tail.ts'
import type { HedgeProblem } from './hedge-problem.ts'
import type { LinearSolver } from './linear-program.ts'
import { type BestHedge, type HedgeAnswer, type HedgeOptions, optimalHedge } from './optimal-hedge.ts'
import type { TailCut } from './tail-cut.ts'

export interface HedgeFrontier {
  readonly kind: 'frontier'
  readonly minimumCvar: number
  readonly unhedgedCvar: number
  /** In the order of their limits, equally far apart. Where no hedge has the smallest CVaR, all limits are the same. */
  readonly points: readonly FrontierPoint[]
}

export interface FrontierPoint {
  readonly limit: number
  readonly hedge: BestHedge
}

/**
 * `points` of the frontier (at least 2) of CVaR at `level`. Weights of the problem's own tails are not read, its limits
 * hold throughout. A problem without a position within its limits, or without end, is answered as optimalHedge does.
 */
export function hedgeFrontier(
  problem: HedgeProblem,
  level: number,
  points: number,
  solver: LinearSolver,
  options: HedgeOptions = {},
): HedgeFrontier | Exclude<HedgeAnswer, BestHedge> {
  requireLevel('level', level)
  requireWhole('points', points, 2, 10_000)
  const others = problem.tails.map((tail) => ({ ...tail, weight: 0 }))
  const withTail = (meanWeight: number, weight: number, limit: number): HedgeProblem => ({
    ...problem,
    meanWeight,
    tails: [{ level, weight, limit }, ...others],
  })
  const pool: TailCut[] = []
  const least = optimalHedge(withTail(0, 1, Infinity), solver, { ...options, pool })
  if (least.kind !== 'optimal') return least
  const minimumCvar = least.tails[0]!.conditionalValueAtRisk
  const unhedgedCvar = weightedTail(problem.cost, level, problem.probabilities).conditionalValueAtRisk
  const step = Math.max(0, unhedgedCvar - minimumCvar) / (points - 1)
  const found: FrontierPoint[] = []
  // The hedge of a tighter limit is within a wider one.
  let start = least.position
  for (let i = 0; i < points; i++) {
    const limit = i === points - 1 ? Math.max(unhedgedCvar, minimumCvar) : minimumCvar + i * step
    const answer = optimalHedge(withTail(1, 0, limit), solver, { ...options, pool, start })
    if (answer.kind !== 'optimal') return answer
    start = answer.position
    found.push({ limit, hedge: answer })
  }
  return { kind: 'frontier', minimumCvar, unhedgedCvar, points: found }
}
