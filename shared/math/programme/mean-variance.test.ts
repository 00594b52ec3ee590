import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { OutOfDomain } from '../numerics/domain.ts'
import { futuresAndCalls } from './futures-and-calls.ts'
import { equalProbabilities } from './hedge-problem.ts'
import {
  boundedMeanVarianceHedge,
  hedgeMoments,
  meanVarianceObjective,
  minimumVarianceHedge,
  unboundedMeanVarianceHedge,
} from './mean-variance.ts'

const purchases = {
  price: Float64Array.of(2.05, 2.2, 2.31, 2.38, 2.44, 2.49, 2.52, 2.58, 2.63, 2.7, 2.78, 2.85, 2.97, 3.1, 3.35, 3.8),
  volume: Float64Array.of(1300, 1180, 1220, 1105, 1150, 1040, 1090, 1000, 980, 1030, 950, 1010, 900, 955, 930, 870),
  settlement: Float64Array.of(2.1, 2.22, 2.29, 2.4, 2.43, 2.47, 2.55, 2.57, 2.62, 2.68, 2.8, 2.83, 2.99, 3.05, 3.3, 3.7),
}
const { cost, gains } = futuresAndCalls(purchases, 2.6, 2.8, 0.12)
const moments = hedgeMoments(cost, gains, equalProbabilities(16))

describe('the mean-variance hedge of sixteen scenarios', () => {
  // Reference: every active set enumerated, population moments.
  it('in bounds, without bounds, and of least variance', () => {
    const x = boundedMeanVarianceHedge(moments, 0.002, new Float64Array(2), Float64Array.of(857.1428571428572, 500))
    expect([...x]).toEqual([expect.closeTo(661.509860233582, 7), 0])
    expect(meanVarianceObjective(moments, 0.002, x)).toBeCloseTo(2742.076364788819, 8)
    expect([...(unboundedMeanVarianceHedge(moments, 0.002) ?? [])]).toEqual([
      expect.closeTo(1248.3545666503219, 6),
      expect.closeTo(-1118.7480250441215, 6),
    ])
    expect([...minimumVarianceHedge(moments)]).toEqual([expect.closeTo(55.16167648932851, 7), expect.closeTo(644.9335025809787, 7)])
  })
})

const value = fc.double({ min: -10, max: 10, noNaN: true })
const scenarios = fc.array(fc.tuple(value, value, value, value), { minLength: 2, maxLength: 12 }).map((rows) => ({
  cost: Float64Array.from(rows, ([each]) => each),
  gains: [
    Float64Array.from(rows, ([, each]) => each),
    Float64Array.from(rows, ([, , each]) => each),
    // Depends on the first: no unique position.
    Float64Array.from(rows, ([, each, , other]) => (other > 9 ? other : 2 * each)),
  ],
  probabilities: equalProbabilities(rows.length),
}))

describe('the hedge in bounds', () => {
  it('has no better neighbour along any instrument or pair, dependent instruments or not', () => {
    const lower = Float64Array.of(-2, 0, -1)
    const upper = Float64Array.of(2, 3, 1)
    fc.assert(
      fc.property(scenarios, fc.constantFrom(0.01, 0.5, 20), ({ cost, gains, probabilities }, aversion) => {
        const each = hedgeMoments(cost, gains, probabilities)
        const x = boundedMeanVarianceHedge(each, aversion, lower, upper)
        const least = meanVarianceObjective(each, aversion, x)
        const scale = 1e-8 * (1 + Math.abs(least) + aversion * 100)
        for (const move of [1e-3, -1e-3])
          for (const direction of [
            [1, 0, 0],
            [0, 1, 0],
            [0, 0, 1],
            [1, 1, 0],
            [2, 0, -1],
            [-1, 0, 1],
            [0, 1, -1],
          ]) {
            const y = x.map((units, j) => Math.min(upper[j] ?? NaN, Math.max(lower[j] ?? NaN, units + move * (direction[j] ?? NaN))))
            expect(meanVarianceObjective(each, aversion, y)).toBeGreaterThanOrEqual(least - scale)
          }
      }),
    )
  })

  it('tends to the least variance as aversion grows, and is the closed form where bounds are wide', () => {
    const wide = (size: number) => [new Float64Array(2).fill(-size), new Float64Array(2).fill(size)] as const
    const calm = boundedMeanVarianceHedge(moments, 1e6, ...wide(1e4))
    const least = minimumVarianceHedge(moments)
    calm.forEach((units, j) => {
      expect(units).toBeCloseTo(least[j] ?? NaN, 3)
    })
    const free = unboundedMeanVarianceHedge(moments, 0.01) ?? new Float64Array(2)
    boundedMeanVarianceHedge(moments, 0.01, ...wide(1e5)).forEach((units, j) => {
      expect(units).toBeCloseTo(free[j] ?? NaN, 6)
    })
  })

  it('leaves open what a riskless gain leaves open', () => {
    const riskless = hedgeMoments(cost, [new Float64Array(16).fill(0.1)], equalProbabilities(16))
    expect(unboundedMeanVarianceHedge(riskless, 1)).toBeNull()
    expect([...boundedMeanVarianceHedge(riskless, 1, Float64Array.of(-5), Float64Array.of(7))]).toEqual([7])
    expect([...minimumVarianceHedge(riskless)]).toEqual([0])
  })

  it('names what it cannot use', () => {
    const [low, high] = [new Float64Array(2), Float64Array.of(1, 1)]
    expect(() => boundedMeanVarianceHedge(moments, 0, low, high)).toThrow('riskAversion')
    expect(() =>
      boundedMeanVarianceHedge(
        moments,
        1,
        high.map((x) => x + 1),
        high,
      ),
    ).toThrow('lower[0]')
    expect(() => boundedMeanVarianceHedge(moments, 1, low, Float64Array.of(1, Infinity))).toThrow('upper[1]')
    expect(() => boundedMeanVarianceHedge(moments, 1, low, Float64Array.of(1))).toThrow(OutOfDomain)
    expect(() => hedgeMoments(cost, [], equalProbabilities(16))).toThrow('gains')
    expect(() => hedgeMoments(cost, [cost.map(() => NaN)], equalProbabilities(16))).toThrow('gains[0]')
    expect(() => unboundedMeanVarianceHedge(moments, NaN)).toThrow('riskAversion')
  })
})
