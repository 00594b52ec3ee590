import { describe, expect, it } from 'vitest'
import { hedgeFrontier } from '../math/programme/frontier.ts'
import { futuresAndCalls } from '../math/programme/futures-and-calls.ts'
import { equalProbabilities, freeInstrument, type HedgeProblem, noLimits } from '../math/programme/hedge-problem.ts'
import { linearSolver } from './highs.ts'
import { hedgeMarket } from './market-fixture.ts'

const solver = await linearSolver()

function frontier(problem: HedgeProblem, level: number, points: number) {
  const answer = hedgeFrontier(problem, level, points, solver)
  if (answer.kind !== 'frontier') throw new Error(JSON.stringify(answer))
  return answer
}

const purchases = {
  price: Float64Array.of(2.05, 2.2, 2.31, 2.38, 2.44, 2.49, 2.52, 2.58, 2.63, 2.7, 2.78, 2.85, 2.97, 3.1, 3.35, 3.8),
  volume: Float64Array.of(1300, 1180, 1220, 1105, 1150, 1040, 1090, 1000, 980, 1030, 950, 1010, 900, 955, 930, 870),
  settlement: Float64Array.of(2.1, 2.22, 2.29, 2.4, 2.43, 2.47, 2.55, 2.57, 2.62, 2.68, 2.8, 2.83, 2.99, 3.05, 3.3, 3.7),
}
const plain: HedgeProblem = {
  ...futuresAndCalls(purchases, 2.6, 2.8, 0.12),
  probabilities: equalProbabilities(16),
  instruments: [
    { ...freeInstrument, name: 'futures', lower: 0, upper: 1000, initialMargin: 0.35 },
    { ...freeInstrument, name: 'calls', lower: 0, upper: 800, premium: 0.12 },
  ],
  limits: { ...noLimits, premium: 60, margin: 300 },
  meanWeight: 1,
  tails: [],
}

describe('the frontier', () => {
  // Reference: the program min E[cost] with CVaR <= limit by another build of the solver.
  it('of futures and calls on sixteen scenarios', () => {
    const { minimumCvar, unhedgedCvar, points } = frontier(plain, 0.9, 5)
    expect(minimumCvar).toBeCloseTo(2895.4564404830357, 6)
    expect(unhedgedCvar).toBeCloseTo(3234.5625, 8)
    const expected = [2760.298450972048, 2722.401862703056, 2702.944957648784, 2697.775, 2697.775]
    expect(points.map(({ hedge }) => hedge.expectedCost)).toEqual(expected.map((each) => expect.closeTo(each, 4) as number))
  })

  it.each([
    ['of 16 scenarios', plain, 0.9],
    ['of 1,500 scenarios by cuts', hedgeMarket(8, 1500, 8), 0.95],
    ['where a band demands a hedge', { ...hedgeMarket(9, 100, 3), tails: [] }, 0.8],
  ])('falls and is convex, and keeps to its limits: %s', (_, problem, level) => {
    const { points } = frontier(problem, level, 9)
    const costs = points.map(({ hedge }) => hedge.expectedCost)
    const slack = 1e-8 * Math.abs(costs[0] ?? NaN)
    points.forEach(({ limit, hedge }, i) => {
      expect(hedge.tails[0]?.conditionalValueAtRisk).toBeLessThanOrEqual(limit + slack)
      const [before, here, after] = [costs[i - 1] ?? Infinity, costs[i] ?? NaN, costs[i + 1] ?? -Infinity]
      expect(here).toBeLessThanOrEqual(before + slack)
      if (i > 0 && i + 1 < costs.length) expect(2 * here).toBeLessThanOrEqual(before + after + 3 * slack)
    })
  })

  it('answers the impossible and the endless as the hedge does', () => {
    const crossed = plain.instruments.map((each) => ({ ...each, lower: 2, upper: 1 }))
    expect(hedgeFrontier({ ...plain, instruments: crossed }, 0.9, 5, solver).kind).toBe('infeasible')
    expect(() => hedgeFrontier(plain, 1, 5, solver)).toThrow('level')
    expect(() => hedgeFrontier(plain, 0.9, 1, solver)).toThrow('points')
  })
})
