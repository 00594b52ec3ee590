import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { OutOfDomain } from '../numerics/domain.ts'
import { sum } from '../numerics/series.ts'
import { weightedTail } from '../risk/weighted-tail.ts'
import { futuresAndCalls } from './futures-and-calls.ts'
import { equalProbabilities, freeInstrument, type HedgeProblem, noLimits } from './hedge-problem.ts'
import { hedgedCosts, scenarioRisk, tailOf } from './scenario-cost.ts'

// Sixteen scenarios of price, volume and settlement; figures computed from the definitions.
const purchases = {
  price: Float64Array.of(2.05, 2.2, 2.31, 2.38, 2.44, 2.49, 2.52, 2.58, 2.63, 2.7, 2.78, 2.85, 2.97, 3.1, 3.35, 3.8),
  volume: Float64Array.of(1300, 1180, 1220, 1105, 1150, 1040, 1090, 1000, 980, 1030, 950, 1010, 900, 955, 930, 870),
  settlement: Float64Array.of(2.1, 2.22, 2.29, 2.4, 2.43, 2.47, 2.55, 2.57, 2.62, 2.68, 2.8, 2.83, 2.99, 3.05, 3.3, 3.7),
}
const problem: HedgeProblem = {
  ...futuresAndCalls(purchases, 2.6, 2.8, 0.12),
  probabilities: equalProbabilities(16),
  instruments: [
    { ...freeInstrument, name: 'futures', transactionCost: 0.01 },
    { ...freeInstrument, name: 'calls' },
  ],
  limits: noLimits,
  meanWeight: 1,
  tails: [],
}

describe('the cost of a position', () => {
  it('without a hedge: mean, population deviation, and a tail of 1.6 scenarios', () => {
    const risk = scenarioRisk(hedgedCosts(problem, new Float64Array(2)), problem.probabilities, 0.9)
    expect(risk.expectedCost).toBeCloseTo(2772.775, 9)
    expect(risk.standardDeviation).toBeCloseTo(201.80466266912663, 9)
    expect(risk.valueAtRisk).toBeCloseTo(3115.5, 9)
    // (3306 + 0.6 x 3115.5) / 1.6
    expect(risk.conditionalValueAtRisk).toBeCloseTo(3234.5625, 9)
  })

  it('pays for futures and calls what they lose, and fees on either side', () => {
    const first = (futures: number, calls: number) => hedgedCosts(problem, Float64Array.of(futures, calls))[0] ?? NaN
    expect(first(100, 10)).toBeCloseTo(2.05 * 1300 + 100 * 0.5 + 10 * 0.12 + 1, 10)
    expect(first(-100, 0)).toBeCloseTo(2.05 * 1300 - 100 * 0.5 + 1, 10)
  })

  it('names what it cannot use', () => {
    expect(() => hedgedCosts(problem, Float64Array.of(1))).toThrow(OutOfDomain)
    expect(() => hedgedCosts(problem, Float64Array.of(1, NaN))).toThrow('position[1]')
    expect(() => scenarioRisk(new Float64Array(0), new Float64Array(0), 0.9)).toThrow(OutOfDomain)
    expect(() => scenarioRisk(Float64Array.of(1, Infinity), equalProbabilities(2), 0.9)).toThrow(OutOfDomain)
    expect(() => scenarioRisk(Float64Array.of(1, 2), Float64Array.of(0.5, 0.4), 0.9)).toThrow('probabilities')
    for (const level of [0, 1, NaN, -0.5])
      expect(() => scenarioRisk(Float64Array.of(1, 2), equalProbabilities(2), level)).toThrow(OutOfDomain)
    expect(() => futuresAndCalls({ ...purchases, volume: Float64Array.of(1) }, 2.6, 2.8, 0.12)).toThrow('volume')
    expect(() => futuresAndCalls(purchases, NaN, 2.8, 0.12)).toThrow('forward')
  })
})

describe('the tail found by selection', () => {
  // Few different costs, so that ties are common; some scenarios impossible.
  const sample = fc
    .array(fc.tuple(fc.integer({ min: -3, max: 6 }), fc.integer({ min: 0, max: 5 })), { minLength: 1, maxLength: 60 })
    .filter((rows) => rows.some(([, weight]) => weight > 0))
    .map((rows) => {
      const total = rows.reduce((all, [, weight]) => all + weight, 0)
      return { costs: Float64Array.from(rows, ([cost]) => cost), probabilities: Float64Array.from(rows, ([, weight]) => weight / total) }
    })

  it('is that of sorting', () => {
    fc.assert(
      fc.property(sample, fc.constantFrom(0.05, 0.5, 0.8, 0.9, 0.95, 0.999), ({ costs, probabilities }, level) => {
        const found = tailOf(costs, probabilities, level)
        const sorted = weightedTail(costs, level, probabilities)
        expect(found.valueAtRisk).toBe(sorted.valueAtRisk)
        expect(found.conditionalValueAtRisk).toBeCloseTo(sorted.conditionalValueAtRisk, 10)
        expect(sum(found.weights)).toBeCloseTo(1, 10)
        // The weights are a reweighting no larger than the tail allows: that is what makes them a cut.
        found.scenarios.forEach((s, i) => {
          expect(found.weights[i] ?? NaN).toBeLessThanOrEqual((probabilities[s] ?? NaN) / (1 - level) + 1e-12)
        })
        const mean = sum(Float64Array.from(found.scenarios, (s, i) => (costs[s] ?? NaN) * (found.weights[i] ?? NaN)))
        expect(mean).toBeCloseTo(found.conditionalValueAtRisk, 10)
      }),
    )
  })

  it('takes 18 of 20 equal scenarios as the level 0.9', () => {
    const costs = Float64Array.from({ length: 20 }, (_, s) => s)
    expect(tailOf(costs, equalProbabilities(20), 0.9)).toMatchObject({ valueAtRisk: 17, conditionalValueAtRisk: 18.5 })
  })
})
