import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { OutOfDomain } from '../numerics/domain.ts'
import { covariance } from '../numerics/series.ts'
import { effectivenessOf, outOfSample } from './effectiveness.ts'
import { contractsFor, tailedContracts, wholeLots } from './lots.ts'
import { regress } from './regression.ts'
import { ridgeRatios, severalContracts } from './several-contracts.ts'

// Hull, Options, Futures, and Other Derivatives, Table 3.2: changes of heating oil futures and of jet fuel.
const oil = Float64Array.of(0.021, 0.035, -0.046, 0.001, 0.044, -0.029, -0.026, -0.029, 0.048, -0.006, -0.036, -0.011, 0.019, -0.027, 0.029)
const fuel = Float64Array.of(0.029, 0.02, -0.044, 0.008, 0.026, -0.019, -0.01, -0.007, 0.043, 0.011, -0.036, -0.018, 0.009, -0.032, 0.023)

/** Changes in cents, so that units are far from the rounding of doubles. */
const pairs = fc
  .array(fc.tuple(fc.integer({ min: -500, max: 500 }), fc.integer({ min: -500, max: 500 })), { minLength: 6, maxLength: 40 })
  .filter((rows) => new Set(rows.map(([, index]) => index)).size > 3 && new Set(rows.map(([own]) => own)).size > 1)
  .map((rows) => ({ own: Float64Array.from(rows, ([own]) => own / 100), index: Float64Array.from(rows, ([, index]) => index / 100) }))

const ratioOf = (own: Float64Array, index: Float64Array) => regress(own, [index]).slopes[0]?.value ?? Number.NaN

describe('number of contracts', () => {
  it('is 37 for the airline of Hull, Example 3.3, and 36 tailed', () => {
    const ratio = ratioOf(fuel, oil)
    expect(contractsFor(ratio, 2_000_000, 42_000)).toBeCloseTo(37.030984487675, 10)
    expect(wholeLots(fuel, oil, 2_000_000, 42_000).lots).toBe(37)
    const tailed = tailedContracts(ratio, 2_000_000, 1.94, 42_000, 1.99)
    expect(tailed).toEqual({ exposureValue: 3_880_000, contractValue: 83_580, contracts: tailed.contracts })
    expect(tailed.contracts).toBeCloseTo(36.1005577417535, 10)
    expect(tailedContracts(ratio, 2_000_000, 1.94, 42_000, 1.99, 0.95).contracts).toBeCloseTo(0.95 * 36.1005577417535, 10)
  })

  it('refuses contracts of no size and prices of 0', () => {
    expect(() => contractsFor(0.8, 1, 0)).toThrow(OutOfDomain)
    expect(() => contractsFor(Number.NaN, 1, 1)).toThrow(OutOfDomain)
    expect(() => tailedContracts(0.8, 1, 2, 1, 0)).toThrow(OutOfDomain)
    expect(() => wholeLots(fuel, oil, Infinity, 1)).toThrow(OutOfDomain)
    expect(() => wholeLots(fuel, new Float64Array(15), 1, 1)).toThrow(OutOfDomain)
  })

  it('in whole lots has the least variance of all whole numbers near', () => {
    fc.assert(
      fc.property(
        pairs,
        fc.integer({ min: -100_000, max: 100_000 }),
        fc.integer({ min: 1, max: 5_000 }),
        ({ own, index }, exposure, size) => {
          const found = wholeLots(own, index, exposure, size)
          const varianceAt = (lots: number) => {
            const cash = own.map((move, i) => exposure * move - lots * size * (index[i] ?? Number.NaN))
            return covariance(cash, cash)
          }
          const scale = 1e-9 * (varianceAt(0) + varianceAt(found.lots) + size * size)
          for (const lots of found.candidates) expect(varianceAt(found.lots)).toBeLessThanOrEqual(varianceAt(lots) + scale)
          expect(Math.abs(found.lots - found.exact)).toBeLessThanOrEqual(0.5)
          expect(found.lossFromRounding).toBeGreaterThanOrEqual(0)
          expect(found.varianceUnhedged).toBeCloseTo(varianceAt(0), -Math.ceil(Math.log10(1 + varianceAt(0))) + 12)
        },
      ),
    )
  })

  it('at half a lot takes the smaller position, long or short', () => {
    const moves = Float64Array.of(1, -1, 2, -2, 0)
    expect(wholeLots(moves, moves, 2.5, 1)).toMatchObject({ exact: 2.5, lots: 2, lossFromRounding: Infinity })
    expect(wholeLots(moves, moves, -2.5, 1).lots).toBe(-2)
    expect(wholeLots(moves, moves, 3, 1)).toMatchObject({ lots: 3, lossFromRounding: 0 })
  })
})

describe('minimum-variance ratio', () => {
  it('ignores a constant, scales with units, and leaves less variance than 0 and 1', () => {
    fc.assert(
      fc.property(
        pairs,
        fc.integer({ min: -1000, max: 1000 }),
        fc.constantFrom(0.01, 3, 1000),
        fc.constantFrom(0.01, 3, 1000),
        ({ own, index }, constant, ownUnit, indexUnit) => {
          const ratio = ratioOf(own, index)
          const near = 1e-9 * (1 + Math.abs(ratio))
          expect(
            Math.abs(
              ratioOf(
                own.map((move) => move + constant),
                index,
              ) - ratio,
            ),
          ).toBeLessThan(near)
          const scaled = ratioOf(
            own.map((move) => move * ownUnit),
            index.map((move) => move * indexUnit),
          )
          expect(Math.abs((scaled * indexUnit) / ownUnit - ratio)).toBeLessThan(near)
          const best = effectivenessOf(own, index, ratio)
          expect(best).toBeGreaterThanOrEqual(-1e-12)
          expect(best).toBeGreaterThanOrEqual(effectivenessOf(own, index, 1) - 1e-12)
          expect(best).toBeCloseTo(regress(own, [index]).r2, 9)
        },
      ),
    )
  })

  it('of ten weeks is judged on the five after, beside no hedge and the naive one', () => {
    const found = outOfSample(fuel, oil, 10)
    expect(found.ratio).toBeCloseTo(ratioOf(fuel.slice(0, 10), oil.slice(0, 10)), 14)
    expect(found.inSample).toBeCloseTo(regress(fuel.slice(0, 10), [oil.slice(0, 10)]).r2, 12)
    expect(found.outOfSample).toBeCloseTo(effectivenessOf(fuel.slice(10), oil.slice(10), found.ratio), 14)
    expect(found.outOfSampleNaive).toBeCloseTo(effectivenessOf(fuel.slice(10), oil.slice(10), 1), 14)
    expect(found.varianceRatio).toBeCloseTo(1 - found.outOfSample, 14)
    expect(found.rmseUnhedged).toBeCloseTo(Math.sqrt((0.036 ** 2 + 0.018 ** 2 + 0.009 ** 2 + 0.032 ** 2 + 0.023 ** 2) / 5), 15)
    expect(found.rmseNaive).toBeCloseTo(Math.sqrt((0.007 ** 2 + 0.01 ** 2 + 0.005 ** 2 + 0.006 ** 2) / 5), 15)
    expect(() => outOfSample(fuel, oil, 14)).toThrow(OutOfDomain)
    expect(() => outOfSample(fuel, oil, 2)).toThrow(OutOfDomain)
    expect(() => effectivenessOf(new Float64Array(15), oil, 1)).toThrow(OutOfDomain)
    expect(() => effectivenessOf(fuel, oil, Number.NaN)).toThrow(OutOfDomain)
  })
})

describe('several contracts', () => {
  const second = oil.map((move, i) => 0.5 * move + (i % 3) / 100)

  it('solve S_FF h = s_FS', () => {
    const { regression, covariances, spotCovariances, conditionNumber } = severalContracts(fuel, [oil, second])
    const ratios = regression.slopes.map(({ value }) => value)
    for (const [i, row] of covariances.entries())
      expect((row[0] ?? Number.NaN) * (ratios[0] ?? Number.NaN) + (row[1] ?? Number.NaN) * (ratios[1] ?? Number.NaN)).toBeCloseTo(
        spotCovariances[i] ?? Number.NaN,
        15,
      )
    // Of two contracts: (1 + |rho|) / (1 - |rho|).
    const rho = covariance(oil, second) / Math.sqrt(covariance(oil, oil) * covariance(second, second))
    expect(conditionNumber).toBeCloseTo((1 + Math.abs(rho)) / (1 - Math.abs(rho)), 9)
  })

  it('shrink towards 0 as the penalty grows, by (S_FF + penalty diag S_FF) h = s_FS', () => {
    const [one = Number.NaN, other = Number.NaN] = ridgeRatios(fuel, [oil, second], 0.3)
    const shared = covariance(oil, second)
    expect(1.3 * covariance(oil, oil) * one + shared * other).toBeCloseTo(covariance(oil, fuel), 15)
    expect(shared * one + 1.3 * covariance(second, second) * other).toBeCloseTo(covariance(second, fuel), 15)
    for (const ratio of ridgeRatios(fuel, [oil, second], 1e9)) expect(Math.abs(ratio)).toBeLessThan(1e-8)
  })

  it('warn of a strip that moves as one, where the ridge stays calm', () => {
    const almost = oil.map((move, i) => move + (i % 2 === 0 ? 1e-5 : -1e-5))
    expect(severalContracts(fuel, [oil, almost]).conditionNumber).toBeGreaterThan(1e5)
    const [one = Number.NaN, other = Number.NaN] = ridgeRatios(fuel, [oil, almost], 0.01)
    expect(one + other).toBeCloseTo(ratioOf(fuel, oil), 1)
    expect(Math.abs(one - other)).toBeLessThan(0.05)
    expect(() => severalContracts(fuel, [oil, oil])).toThrow(OutOfDomain)
    // Twins share the hedge, and a penalty near 0 leaves one contract's ratio as it is.
    const [left, right] = ridgeRatios(fuel, [oil, oil], 1e-6)
    expect(left).toBeCloseTo(right ?? Number.NaN, 9)
    expect(ridgeRatios(fuel, [oil], 1e-12)[0]).toBeCloseTo(ratioOf(fuel, oil), 10)
    expect(() => ridgeRatios(fuel, [oil], 0)).toThrow(OutOfDomain)
  })
})
