import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { withoutLimit } from '../math/programme/conflict.ts'
import { futuresAndCalls } from '../math/programme/futures-and-calls.ts'
import { equalProbabilities, freeInstrument, type HedgeProblem, noLimits } from '../math/programme/hedge-problem.ts'
import { bindingLimits, positionLimits } from '../math/programme/limits.ts'
import { type BestHedge, type HedgeOptions, optimalHedge } from '../math/programme/optimal-hedge.ts'
import { hedgedCosts, scenarioRisk } from '../math/programme/scenario-cost.ts'
import { driftlessGains } from '../math/programme/zero-drift.ts'
import { linearSolver } from './highs.ts'
import { hedgeMarket } from './market-fixture.ts'

const solver = await linearSolver()

function best(problem: HedgeProblem, options?: HedgeOptions): BestHedge {
  const answer = optimalHedge(problem, solver, options)
  if (answer.kind !== 'optimal') throw new Error(JSON.stringify(answer))
  return answer
}

/** E + weight CVaR of a position, by the risk room's sorting. */
function evaluated(problem: HedgeProblem, position: Float64Array): number {
  const costs = hedgedCosts(problem, position)
  return problem.tails.reduce(
    (total, { level, weight }) => total + weight * scenarioRisk(costs, problem.probabilities, level).conditionalValueAtRisk,
    problem.meanWeight * scenarioRisk(costs, problem.probabilities, 0.5).expectedCost,
  )
}

const purchases = {
  price: Float64Array.of(2.05, 2.2, 2.31, 2.38, 2.44, 2.49, 2.52, 2.58, 2.63, 2.7, 2.78, 2.85, 2.97, 3.1, 3.35, 3.8),
  volume: Float64Array.of(1300, 1180, 1220, 1105, 1150, 1040, 1090, 1000, 980, 1030, 950, 1010, 900, 955, 930, 870),
  settlement: Float64Array.of(2.1, 2.22, 2.29, 2.4, 2.43, 2.47, 2.55, 2.57, 2.62, 2.68, 2.8, 2.83, 2.99, 3.05, 3.3, 3.7),
}
const plain = (weight: number, lot = 0): HedgeProblem => ({
  ...futuresAndCalls(purchases, 2.6, 2.8, 0.12),
  probabilities: equalProbabilities(16),
  instruments: [
    { ...freeInstrument, name: 'futures', lower: 0, upper: 1000, initialMargin: 0.35, lot },
    { ...freeInstrument, name: 'calls', lower: 0, upper: 800, premium: 0.12, lot },
  ],
  limits: { ...noLimits, premium: 60, margin: 300 },
  meanWeight: 1,
  tails: [{ level: 0.9, weight, limit: Infinity }],
})

describe('futures and calls on sixteen scenarios', () => {
  // Reference: the Rockafellar-Uryasev program by another build of the solver, its optimum unique by secondary programs.
  it.each([
    [0, 2697.775, 2697.775, 3089.95, 857.1428571428572, 0],
    [0.25, 3466.300568181818, 2735.388636363636, 2923.647727272728, 427.27272727272856, 0],
    [1, 5653.329133858268, 2738.326181102362, 2915.0029527559054, 393.7007874015748, 0],
    [4, 14342.124212909715, 2760.2984509775733, 2895.4564404830357, 155.06037952846444, 349.194939620472],
  ])('weight %d', (weight, objective, expectedCost, cvar, futures, calls) => {
    for (const method of ['full', 'cuts'] as const) {
      const found = best(plain(weight), { method })
      expect(found.objective).toBeCloseTo(objective, 6)
      expect(found.expectedCost).toBeCloseTo(expectedCost, 5)
      expect(found.tails[0]?.conditionalValueAtRisk).toBeCloseTo(cvar, 5)
      expect([...found.position]).toEqual([expect.closeTo(futures, 5), expect.closeTo(calls, 5)])
    }
  })

  it('names the limits it stands at', () => {
    expect(best(plain(0)).binding).toEqual([
      { kind: 'position', of: 'calls' },
      { kind: 'margin', of: '' },
    ])
  })

  // Reference: every combination of lots.
  it('in lots of a hundred', () => {
    for (const method of ['full', 'cuts'] as const) {
      const found = best(plain(1, 100), { method, gap: 0 })
      expect(found.objective).toBeCloseTo(5654.4, 8)
      expect([...found.position]).toEqual([400, 0])
    }
  })

  it('a price with a drift and no weight on the tail is a corner, and a drift of zero none', () => {
    const still = plain(0)
    const problem = { ...still, gains: still.gains.map((gain) => driftlessGains(gain, still.probabilities, 0)) }
    const nothing = evaluated(problem, new Float64Array(2))
    expect(best(problem).objective).toBeCloseTo(nothing, 8)
    expect(evaluated(problem, Float64Array.of(500, 300))).toBeCloseTo(nothing, 8)
  })
})

describe('the program by cuts', () => {
  it('is the program in full, 1,000 scenarios and 10 instruments', () => {
    for (const [seed, weight] of [
      [1, 0.3],
      [2, 5],
    ] as const) {
      const problem = { ...hedgeMarket(seed, 1000, 10), tails: [{ level: 0.95, weight, limit: Infinity }] }
      const cuts = best(problem, { method: 'cuts' })
      const full = best(problem, { method: 'full' })
      expect(Math.abs(cuts.objective / full.objective - 1)).toBeLessThan(1e-9)
      expect(cuts.gap).toBeLessThan(1e-8)
    }
  })

  it('holds a limit on one tail while it weighs another', () => {
    const market = hedgeMarket(4, 1000, 10)
    const free = best({
      ...market,
      tails: [
        { level: 0.8, weight: 1, limit: Infinity },
        { level: 0.99, weight: 0, limit: Infinity },
      ],
    })
    const limit = (free.tails[1]?.conditionalValueAtRisk ?? NaN) - 3e5
    const tails = [
      { level: 0.8, weight: 1, limit: Infinity },
      { level: 0.99, weight: 0, limit },
    ]
    const held = best({ ...market, tails }, { method: 'cuts' })
    expect(held.tails[1]?.conditionalValueAtRisk).toBeLessThan(limit * (1 + 1e-8))
    expect(held.objective).toBeGreaterThan(free.objective)
    expect(held.binding).toContainEqual({ kind: 'tail', of: '0.99' })
    expect(best({ ...market, tails }, { method: 'full' }).objective / held.objective).toBeCloseTo(1, 8)
  })

  it('finds whole lots within the gap it states, above the program without lots', () => {
    const free = best(hedgeMarket(5, 2000, 12))
    const lots = best(hedgeMarket(5, 2000, 12, 5e5))
    expect(lots.position.every((units) => Number.isInteger(units / 5e5))).toBe(true)
    expect(lots.objective).toBeGreaterThanOrEqual(free.objective * (1 - 1e-10))
    expect(lots.gap).toBeLessThanOrEqual(1e-4)
    expect(lots.bound).toBeLessThanOrEqual(lots.objective)
    expect(lots.bound).toBeGreaterThanOrEqual(free.objective * (1 - 1e-9))
  })
})

describe('any hedge problem', () => {
  const unit = fc.double({ min: 0, max: 1, noNaN: true })
  const problems = fc
    .tuple(fc.nat(1e6), fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 5 }), unit, unit)
    .map(([seed, scenarios, instruments, weight, level]) => ({
      ...hedgeMarket(seed, scenarios, instruments),
      limits: { ...noLimits, margin: 4e6, premium: 5e5, tradingDays: 3 },
      tails: [{ level: 0.05 + 0.94 * level, weight: 4 * weight, limit: Infinity }],
    }))

  it('has the objective of its position, which no random position within the limits beats', () => {
    fc.assert(
      fc.property(problems, fc.array(unit, { minLength: 5, maxLength: 5 }), (problem, shares) => {
        const found = best(problem)
        const scale = Math.abs(found.objective)
        expect(Math.abs(evaluated(problem, found.position) - found.objective)).toBeLessThan(1e-10 * scale)
        expect(Math.abs(best(problem, { method: 'cuts' }).objective - found.objective)).toBeLessThan(1e-8 * scale)
        const some = Float64Array.from(problem.instruments, ({ lower, upper }, j) => lower + (shares[j] ?? 0) * (upper - lower))
        // Shrunk until margin and premium are kept.
        const over = (position: Float64Array) =>
          Math.max(
            position.reduce((total, units, j) => total + Math.abs(units) * (problem.instruments[j]?.initialMargin ?? NaN), 0) / 4e6,
            position.reduce((total, units, j) => total + units * (problem.instruments[j]?.premium ?? NaN), 0) / 5e5,
            1,
          )
        const feasible = some.map((units) => units / over(some))
        expect(evaluated(problem, feasible)).toBeGreaterThanOrEqual(found.objective - 1e-9 * scale)
        expect(bindingLimits(positionLimits(problem), found.position)).toEqual(found.binding)
      }),
      { numRuns: 40 },
    )
  })

  it('is never worse with more budget, and never better in lots', () => {
    fc.assert(
      fc.property(problems, fc.double({ min: 1, max: 3, noNaN: true }), (problem, more) => {
        const found = best(problem).objective
        const slack = 1e-9 * Math.abs(found)
        const richer = { ...problem.limits, margin: more * problem.limits.margin, premium: more * problem.limits.premium }
        expect(best({ ...problem, limits: richer }).objective).toBeLessThanOrEqual(found + slack)
        const lots = { ...problem, instruments: problem.instruments.map((instrument) => ({ ...instrument, lot: 1e6 })) }
        expect(best(lots, { gap: 1e-6 }).objective).toBeGreaterThanOrEqual(found - slack)
      }),
      { numRuns: 25 },
    )
  })

  it('does not mind its units: money and contracts scaled, scenarios moved', () => {
    const problem = hedgeMarket(6, 300, 4)
    const found = best(problem)
    for (const scale of [1e-9, 1e6]) {
      const scaled = {
        ...problem,
        cost: problem.cost.map((each) => each * scale),
        gains: problem.gains.map((gain) => gain.map((each) => each * scale)),
        instruments: problem.instruments.map((each) => ({
          ...each,
          premium: each.premium * scale,
          initialMargin: each.initialMargin * scale,
          transactionCost: each.transactionCost * scale,
        })),
        limits: { ...problem.limits, premium: problem.limits.premium * scale, margin: problem.limits.margin * scale },
      }
      expect(best(scaled).objective / (scale * found.objective)).toBeCloseTo(1, 9)
    }
    const moved = best({ ...problem, cost: problem.cost.map((each) => each + 7e7) })
    expect(moved.objective - 1.4e8).toBeCloseTo(found.objective, 0)
  })
})

describe('a contradiction', () => {
  const market = hedgeMarket(7, 200, 4)

  it('between limits on positions is named, and nothing beside it', () => {
    const covered = { name: 'March', cover: Float64Array.of(1, 1, 0, 0), lower: 9e6, upper: 2e7 }
    const answer = optimalHedge(
      { ...market, limits: { ...market.limits, margin: 1e12, premium: 1e12, coverage: [...market.limits.coverage, covered] } },
      solver,
    )
    expect(answer.kind).toBe('optimal')
    const illiquid = market.instruments.map((each, j) => ({ ...each, dailyVolume: j === 1 ? 1e6 : Infinity }))
    expect(
      optimalHedge(
        { ...market, instruments: illiquid, limits: { ...market.limits, margin: 1e12, premium: 1e12, coverage: [covered] } },
        solver,
      ),
    ).toEqual({
      kind: 'infeasible',
      conflict: [
        { kind: 'position', of: 'instrument 0' },
        { kind: 'liquidity', of: 'instrument 1' },
        { kind: 'coverage', of: 'March' },
      ],
    })
  })

  it('between a limit on the tail and limits on positions is named, and no smaller one is left', () => {
    const least = best({ ...market, meanWeight: 0 })
    const limit = (least.tails[0]?.conditionalValueAtRisk ?? NaN) * 0.999
    const limited = { ...market, tails: [{ level: 0.95, weight: 0, limit }] }
    const answer = optimalHedge(limited, solver)
    const conflict = answer.kind === 'infeasible' ? answer.conflict : []
    expect(conflict.at(-1)).toEqual({ kind: 'tail', of: '0.95' })
    expect(conflict.length).toBeGreaterThan(1)
    // Those alone contradict each other, and any one of them given up resolves it.
    const all = positionLimits(limited).map(({ name }) => name)
    const others = all.filter((name) => !conflict.some(({ kind, of }) => kind === name.kind && of === name.of))
    const alone = others.reduce(withoutLimit, limited)
    expect(optimalHedge(alone, solver).kind).toBe('infeasible')
    for (const name of conflict) expect(optimalHedge(withoutLimit(alone, name), solver).kind).not.toBe('infeasible')
  })

  it('between lots and a band too narrow for one is named', () => {
    const band = { name: 'May', cover: Float64Array.of(1, 0, 0, 0), lower: 1.2e6, upper: 1.8e6 }
    const lots = market.instruments.map((each) => ({ ...each, lot: 1e6 }))
    const limits = { ...noLimits, coverage: [band] }
    expect(optimalHedge({ ...market, instruments: lots, limits }, solver)).toEqual({
      kind: 'infeasible',
      conflict: [
        { kind: 'coverage', of: 'May' },
        { kind: 'lots', of: '' },
      ],
    })
  })

  it('of a lower above its upper limit is named by itself', () => {
    const crossed = market.instruments.map((each, j) => (j === 2 ? { ...each, lower: 3, upper: 2 } : each))
    expect(optimalHedge({ ...market, instruments: crossed, limits: noLimits }, solver)).toEqual({
      kind: 'infeasible',
      conflict: [{ kind: 'position', of: 'instrument 2' }],
    })
  })
})

describe('a position without end', () => {
  it('is answered with the instrument that has a drift and no limit', () => {
    const problem = plain(0)
    const open = { ...problem, instruments: problem.instruments.map((each) => ({ ...each, upper: Infinity })), limits: noLimits }
    expect(optimalHedge(open, solver)).toEqual({ kind: 'unbounded', instruments: ['futures'] })
    // A limit on the tail that no position meets comes first.
    const strict = optimalHedge({ ...open, tails: [{ level: 0.9, weight: 0, limit: 100 }] }, solver)
    expect(strict).toEqual({ kind: 'infeasible', conflict: expect.arrayContaining([{ kind: 'tail', of: '0.9' }]) as unknown })
    // The tail, once it weighs, is limit enough.
    expect(optimalHedge({ ...open, tails: [{ level: 0.9, weight: 4, limit: Infinity }] }, solver).kind).toBe('optimal')
  })
})

describe('what cannot be used is named', () => {
  const problem = plain(1)
  it.each<[string, Partial<HedgeProblem>]>([
    ['cost', { cost: new Float64Array(0) }],
    ['cost[0]', { cost: problem.cost.map(() => NaN) }],
    ['gains', { gains: problem.gains.slice(1) }],
    ['gains[0]', { gains: problem.gains.map((gain) => gain.map(() => -Infinity)) }],
    ['probabilities', { probabilities: new Float64Array(16) }],
    ['instruments', { instruments: [] }],
    ['twice the name', { instruments: problem.instruments.map((each) => ({ ...each, name: 'same' })) }],
    ['initialMargin', { instruments: problem.instruments.map((each) => ({ ...each, initialMargin: -1 })) }],
    ['lower', { instruments: problem.instruments.map((each) => ({ ...each, lower: NaN })) }],
    ['dailyVolume', { instruments: problem.instruments.map((each) => ({ ...each, dailyVolume: -1 })) }],
    ['limits.margin', { limits: { ...noLimits, margin: -1 } }],
    ['limits.premium', { limits: { ...noLimits, premium: NaN } }],
    ['participation', { limits: { ...noLimits, participation: 2 } }],
    ['cover', { limits: { ...noLimits, coverage: [{ name: 'x', cover: Float64Array.of(1), lower: 0, upper: 1 }] } }],
    ['meanWeight', { meanWeight: -1 }],
    ['tails[0].level', { tails: [{ level: 1, weight: 1, limit: Infinity }] }],
    ['tails[0].weight', { tails: [{ level: 0.9, weight: -1, limit: Infinity }] }],
    ['tails[0].limit', { tails: [{ level: 0.9, weight: 1, limit: NaN }] }],
  ])('%s', (argument, change) => {
    expect(() => optimalHedge({ ...problem, ...change }, solver)).toThrow(argument)
  })

  it('a gap', () => {
    expect(() => optimalHedge(problem, solver, { gap: NaN })).toThrow('gap')
  })
})
