import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { OutOfDomain } from '../numerics/domain.ts'
import { covariance, mean, sorted, sum } from '../numerics/series.ts'
import { budgetFigures } from './budget.ts'
import { conditionalValueAtRisk, quantileStandardError, valueAtRisk } from './risk.ts'
import { riskContributions } from './risk-contributions.ts'
import { weightedTail } from './weighted-tail.ts'

const losses = Float64Array.of(12.1, -3.4, 5.5, 8, -1.2, 22.7, 3.3, 0.4, -7.8, 15.9, 2.2, 6.1, -0.9, 31.4, 9.6, 4.8, -2.5, 11.3, 18.2, 1.7)
const amount = fc.double({ min: -1e6, max: 1e6, noNaN: true })
const level = fc.double({ min: 0.01, max: 0.999, noNaN: true })
/** Losses with weights 1 to 9, so with repeated values and unequal probabilities. */
const scenarios = fc.array(fc.tuple(fc.integer({ min: -20, max: 20 }), fc.integer({ min: 1, max: 9 })), { minLength: 1, maxLength: 40 })
const massOf = (rows: readonly (readonly [number, number])[]) => {
  const total = rows.reduce((whole, [, weight]) => whole + weight, 0)
  return Float64Array.from(rows, ([, weight]) => weight / total)
}

describe('tail of scenarios', () => {
  // From the definitions in exact fractions; the plain mean of losses from VaR on would give 24.1 at 90 %.
  it.each([
    [0.9, 18.2, 27.05],
    [0.95, 22.7, 31.4],
    [0.975, 31.4, 31.4],
    [0.99, 31.4, 31.4],
    [0.93, 22.7, 28.914285714285715],
  ])('of twenty losses at %d', (at, var_, cvar) => {
    const found = weightedTail(losses, at)
    expect(found.valueAtRisk).toBe(var_)
    expect(found.conditionalValueAtRisk).toBeCloseTo(cvar, 12)
    expect(valueAtRisk(sorted(losses), at)).toBe(var_)
    expect(conditionalValueAtRisk(sorted(losses), at)).toBeCloseTo(cvar, 11)
  })

  it('is the same for a scenario of weight three and for three scenarios', () => {
    fc.assert(
      fc.property(scenarios, level, (rows, at) => {
        const spread = Float64Array.from(rows.flatMap(([loss, weight]) => new Array<number>(weight).fill(loss)))
        const once = weightedTail(
          Float64Array.from(rows, ([loss]) => loss),
          at,
          massOf(rows),
        )
        const many = weightedTail(spread, at)
        expect(once.valueAtRisk).toBe(many.valueAtRisk)
        expect(once.conditionalValueAtRisk).toBeCloseTo(many.conditionalValueAtRisk, 9)
        expect(valueAtRisk(sorted(spread), at)).toBe(many.valueAtRisk)
      }),
    )
  })

  it('has weights that sum to 1, none above p / (1 - level), and CVaR at least VaR and the mean', () => {
    fc.assert(
      fc.property(scenarios, level, (rows, at) => {
        const mass = massOf(rows)
        const values = Float64Array.from(rows, ([loss]) => loss)
        const { weights, valueAtRisk: least, conditionalValueAtRisk: tail } = weightedTail(values, at, mass)
        expect(sum(weights)).toBeCloseTo(1, 14)
        for (const [i, weight] of weights.entries()) {
          expect(weight).toBeGreaterThanOrEqual(0)
          expect(weight).toBeLessThanOrEqual(((mass[i] ?? Number.NaN) / (1 - at)) * (1 + 1e-9))
        }
        expect(tail).toBeGreaterThanOrEqual(least - 1e-9)
        expect(tail).toBeGreaterThanOrEqual(sum(values.map((loss, i) => loss * (mass[i] ?? Number.NaN))) - 1e-9)
      }),
    )
  })

  it('is the least value of z + E[(L - z)+] / (1 - level), reached at VaR (Rockafellar & Uryasev 2000)', () => {
    fc.assert(
      fc.property(fc.array(amount, { minLength: 1, maxLength: 30 }), level, (list, at) => {
        const values = Float64Array.from(list)
        const found = weightedTail(values, at)
        const objective = (z: number) => z + mean(values.map((loss) => Math.max(0, loss - z))) / (1 - at)
        const near = 1e-9 * (1 + Math.max(...list.map(Math.abs))) * (1 / (1 - at))
        expect(Math.abs(objective(found.valueAtRisk) - found.conditionalValueAtRisk)).toBeLessThan(near)
        for (const z of list) expect(objective(z)).toBeGreaterThanOrEqual(found.conditionalValueAtRisk - near)
      }),
    )
  })

  it('leaves out scenarios of probability 0, and does not mind decimals that miss 1 by rounding', () => {
    expect(weightedTail(Float64Array.of(1, 100), 0.9, Float64Array.of(1, 0))).toMatchObject({ valueAtRisk: 1, conditionalValueAtRisk: 1 })
    // 0.15 + 0.25 + 0.2 + 0.3 falls short of 0.9 in doubles.
    const found = weightedTail(Float64Array.of(220, 264, 273, 266, 384), 0.9, Float64Array.of(0.15, 0.25, 0.3, 0.2, 0.1))
    expect(found.valueAtRisk).toBe(273)
    expect(found.conditionalValueAtRisk).toBeCloseTo(384, 10)
  })

  it.each([
    ['no losses', [], 0.9, undefined],
    ['NaN', [1, Number.NaN], 0.9, undefined],
    ['infinity', [1, Infinity], 0.9, undefined],
    ['level 1', [1, 2], 1, undefined],
    ['level 0', [1, 2], 0, undefined],
    ['level NaN', [1, 2], Number.NaN, undefined],
    ['a negative probability', [1, 2], 0.9, [1.5, -0.5]],
    ['a sum of 0.9', [1, 2], 0.9, [0.4, 0.5]],
    ['one probability too few', [1, 2], 0.9, [1]],
  ])('refuses %s', (_, list, at, mass) => {
    expect(() => weightedTail(Float64Array.from(list), at, mass && Float64Array.from(mass))).toThrow(OutOfDomain)
    if (!mass) {
      expect(() => valueAtRisk(sorted(Float64Array.from(list)), at)).toThrow(OutOfDomain)
      expect(() => conditionalValueAtRisk(sorted(Float64Array.from(list)), at)).toThrow(OutOfDomain)
      expect(() => quantileStandardError(sorted(Float64Array.from(list)), at)).toThrow(OutOfDomain)
    }
  })
})

describe('contributions to risk', () => {
  it('of three parts in four scenarios, by hand', () => {
    // Totals 6, 0, 3, -1. CVaR at 50 %: half of 6 and half of 3, so the first and third row in equal parts.
    const rows = [Float64Array.of(1, 2, 3), Float64Array.of(0, 0, 0), Float64Array.of(4, -2, 1), Float64Array.of(-1, 0, 0)]
    const found = riskContributions(rows, 0.5)
    expect([...found.totals]).toEqual([6, 0, 3, -1])
    expect(found.valueAtRisk).toBe(0)
    expect([...found.conditionalValueAtRiskParts]).toEqual([2.5, 0, 2])
    expect(found.conditionalValueAtRisk).toBe(4.5)
    expect(found.standardDeviation).toBeCloseTo(Math.sqrt(30 / 3), 14)
    expect(found.standardDeviationParts[0]).toBeCloseTo(11 / 3 / Math.sqrt(10), 14)
  })

  it('sum to the whole to the bit, and are the derivative of the whole', () => {
    const rows = fc.array(fc.tuple(amount, amount, amount), { minLength: 3, maxLength: 30 })
    fc.assert(
      fc.property(rows, level, (list, at) => {
        const found = riskContributions(
          list.map((row) => Float64Array.from(row)),
          at,
        )
        expect(sum(found.standardDeviationParts)).toBe(found.standardDeviation)
        expect(sum(found.conditionalValueAtRiskParts)).toBe(found.conditionalValueAtRisk)
        const size = 1e-9 * (1 + Math.max(...list.flat().map(Math.abs)))
        expect(Math.abs(found.standardDeviation - Math.sqrt(covariance(found.totals, found.totals)))).toBeLessThan(size)
        expect(Math.abs(found.conditionalValueAtRisk - weightedTail(found.totals, at).conditionalValueAtRisk)).toBeLessThan(size)
      }),
    )
  })

  it('are what a little more of one part adds', () => {
    const rows = losses.map((_, i) => i)
    const parts = (bump: number) => Array.from(rows, (i) => Float64Array.of((losses[i] ?? 0) * (1 + bump), losses[(i * 7 + 3) % 20] ?? 0))
    const base = riskContributions(parts(0), 0.88)
    const step = 1e-6
    const up = riskContributions(parts(step), 0.88)
    const down = riskContributions(parts(-step), 0.88)
    expect(base.standardDeviationParts[0]).toBeCloseTo((up.standardDeviation - down.standardDeviation) / (2 * step), 7)
    expect(base.conditionalValueAtRiskParts[0]).toBeCloseTo((up.conditionalValueAtRisk - down.conditionalValueAtRisk) / (2 * step), 7)
  })

  it('with equal probabilities given are those of a population, and 0 when nothing moves', () => {
    const rows = Array.from(losses, (loss, i) => Float64Array.of(loss, i))
    const given = riskContributions(rows, 0.9, new Float64Array(20).fill(0.05))
    const sample = riskContributions(rows, 0.9)
    expect(given.standardDeviation).toBeCloseTo(sample.standardDeviation * Math.sqrt(19 / 20), 12)
    expect(given.conditionalValueAtRisk).toBeCloseTo(sample.conditionalValueAtRisk, 12)
    const still = riskContributions([Float64Array.of(1, 2), Float64Array.of(1, 2)], 0.9)
    expect([still.standardDeviation, ...still.standardDeviationParts, still.conditionalValueAtRisk]).toEqual([0, 0, 0, 3])
    expect(() => riskContributions([Float64Array.of(1)], 0.9)).toThrow(OutOfDomain)
    expect(() => riskContributions([Float64Array.of(1, 2), Float64Array.of(1)], 0.9)).toThrow(OutOfDomain)
    expect(() => riskContributions([Float64Array.of(1, Number.NaN), Float64Array.of(1, 2)], 0.9)).toThrow(OutOfDomain)
  })
})

describe('budget', () => {
  it('at risk is named by its reference', () => {
    const found = budgetFigures(Float64Array.of(220, 264, 273, 266, 384), 280, 0.9, Float64Array.of(0.15, 0.25, 0.3, 0.2, 0.1))
    expect(found.expected).toBeCloseTo(272.5, 12)
    expect(found.cashFlowAtRisk).toBeCloseTo(0.5, 11)
    expect(found.budgetAtRisk).toBe(-7)
    expect(found.probabilityOver).toBeCloseTo(0.1, 15)
    expect(found.expectedOverrun).toBeCloseTo(10.4, 12)
    // All of the cost is over a budget of nothing; a cost at the budget is not over it.
    expect(budgetFigures(Float64Array.of(1, 3), 0, 0.5)).toMatchObject({ probabilityOver: 1, expectedOverrun: 2, expected: 2 })
    expect(budgetFigures(Float64Array.of(5, 5), 5, 0.5)).toMatchObject({ probabilityOver: 0, expectedOverrun: 0, budgetAtRisk: 0 })
    expect(() => budgetFigures(Float64Array.of(5, 5), Number.NaN, 0.5)).toThrow(OutOfDomain)
  })
})
