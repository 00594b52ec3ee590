// One pair of weekly prices through every model of this room that starts from prices. The pair was simulated: a random
// walk, and a spot that returns to 0.85 F + 0.3. Golden values: NumPy 2.4 and SciPy 1.17 by matrix algebra (urca's
// ca.jo as generalised eigenvalues; the likelihood as bivariate normal densities), which agrees with R on other series.
import { describe, expect, it } from 'vitest'
import { OutOfDomain } from '../numerics/domain.ts'
import { log } from '../numerics/elementary.ts'
import { fillNormals } from '../random/draws.ts'
import { basisRisk, requiredCorrelation } from './basis-risk.ts'
import { engleGranger, errorCorrectionRatio } from './cointegration.ts'
import { constantRatios, dynamicRatios, percentReturns } from './conditional-ratio.ts'
import { horizonRatio } from './horizon.ts'
import { johansenTrace } from './johansen.ts'
import { fadingRatios, rollingRatios } from './moving-ratio.ts'
import { movesOf, unitRatio } from './price-changes.ts'
import { regress } from './regression.ts'
import { criticalValues, dickeyFuller } from './unit-root.ts'

const spot = Float64Array.of(
  ...[2.34, 2.371, 2.349, 2.202, 2.206, 2.222, 2.109, 2.288, 2.246, 2.154, 2.32, 2.342, 2.232, 2.177, 2.21, 2.238, 2.172, 2.115, 2.008],
  ...[1.971, 1.782, 1.772, 1.673, 1.7, 1.659, 1.649, 1.535, 1.557, 1.587, 1.518, 1.429, 1.449, 1.337, 1.32, 1.385, 1.405, 1.412, 1.422],
  ...[1.381, 1.372],
)
const futures = Float64Array.of(
  ...[2.4, 2.429, 2.402, 2.318, 2.277, 2.188, 2.193, 2.314, 2.269, 2.213, 2.257, 2.29, 2.299, 2.215, 2.213, 2.275, 2.156, 2.117, 1.962],
  ...[1.863, 1.731, 1.715, 1.63, 1.648, 1.658, 1.646, 1.488, 1.456, 1.454, 1.46, 1.374, 1.348, 1.296, 1.255, 1.309, 1.267, 1.266, 1.311],
  ...[1.281, 1.275],
)
const spotMoves = movesOf(spot, 'changes')
const futuresMoves = movesOf(futures, 'changes')

function walk(length: number, path: number): Float64Array {
  const out = new Float64Array(length)
  fillNormals(out, { seed: 77, stream: 1, variable: 0, run: 0 }, path)
  let at = 0
  return out.map((step) => (at += step))
}

describe('moves of prices', () => {
  it('end to end leave the rest at the end unused; overlapping take every start', () => {
    const prices = Float64Array.of(1, 2, 4, 8, 16, 32)
    expect([...movesOf(prices, 'changes', 2)]).toEqual([3, 12])
    expect([...movesOf(prices, 'changes', 2, true)]).toEqual([3, 6, 12, 24])
    expect([...movesOf(prices, 'levels', 2)]).toEqual([1, 4, 16])
    const [first, ...others] = movesOf(prices, 'logreturns')
    expect(first).toBeCloseTo(log(2), 15)
    expect(others).toHaveLength(4)
    expect(() => movesOf(Float64Array.of(1, 0, 2), 'logreturns')).toThrow(OutOfDomain)
    expect(() => movesOf(prices, 'changes', 6)).toThrow(OutOfDomain)
    expect(() => movesOf(Float64Array.of(1), 'changes')).toThrow(OutOfDomain)
  })

  it('on returns need the ratio in units: h S / F', () => {
    const [slope] = regress(movesOf(spot, 'logreturns'), [movesOf(futures, 'logreturns')]).slopes
    expect(slope?.value).toBeCloseTo(0.8524474718091036, 12)
    expect(unitRatio(slope?.value ?? Number.NaN, 'logreturns', 1.372, 1.275)).toBeCloseTo(0.9173003382918355, 12)
    expect(unitRatio(0.8, 'changes', 1.372, 1.275)).toBe(0.8)
    expect(() => unitRatio(0.8, 'logreturns', 1, 0)).toThrow(OutOfDomain)
    expect(() => unitRatio(Number.NaN, 'changes', 1, 1)).toThrow(OutOfDomain)
  })
})

describe('cointegration', () => {
  it('is found, and its ratio differs from that of changes', () => {
    const test = engleGranger(spot, futures)
    expect(test.intercept).toBeCloseTo(0.2628579639124112, 12)
    expect(test.slope).toBeCloseTo(0.8719181893346329, 12)
    expect(test.statistic).toBeCloseTo(-4.501079530462898, 10)
    expect(test.isCointegrated).toBe(true)
    expect(engleGranger(spot, futures, 0).statistic).toBeCloseTo(-5.2009521938182655, 10)
    expect(dickeyFuller(spot, 1, true)).toBeCloseTo(-0.6065297127528412, 10)
    const model = errorCorrectionRatio(spot, futures)
    expect(model.ratio.value).toBeCloseTo(0.91038479019145, 10)
    expect(model.ratio.standardError).toBeCloseTo(0.11385310729060535, 11)
    expect(model.errorCorrection.value).toBeCloseTo(-0.9489972273351709, 10)
    expect(model.errorCorrection.standardError).toBeCloseTo(0.21952902369404967, 11)
    expect(model.spotLags[0]).toBeCloseTo(0.14624202871479824, 10)
    expect(model.futuresLags[0]).toBeCloseTo(-0.21363438660782522, 10)
    expect(model.intercept).toBeCloseTo(-0.0007929021176723634, 12)
    expect(model.r2).toBeCloseTo(0.7243197357849915, 11)
  })

  it('has as many bonds as the trace test counts', () => {
    const { eigenvalues, tests } = johansenTrace([spot, futures])
    expect([...eigenvalues].map((each) => each.toFixed(12))).toEqual(['0.363091179144', '0.163399547659', '0.000000000000'])
    expect(tests.map(({ atMost }) => atMost)).toEqual([1, 0])
    expect(tests[0]?.trace).toBeCloseTo(6.7795298128257615, 9)
    expect(tests[1]?.trace).toBeCloseTo(23.922423149922025, 9)
    // Osterwald-Lenum (1992), Table 1*: 9.24 and 19.96 at 5 %. So one bond.
    expect(tests.map(({ critical: [, fivePercent] }) => fivePercent)).toEqual([9.24, 19.96])
  })

  it('does not depend on units or on a constant in the price', () => {
    const base = johansenTrace([spot, futures])
    const moved = johansenTrace([spot.map((price) => 1000 * price + 5000), futures.map((price) => price - 50)])
    for (const [k, { trace }] of base.tests.entries()) expect(moved.tests[k]?.trace).toBeCloseTo(trace, 6)
    const model = errorCorrectionRatio(
      spot.map((price) => 3 * price + 7),
      futures,
    )
    expect(model.ratio.value).toBeCloseTo(3 * 0.91038479019145, 9)
  })

  it('is not found between walks that have none: 5 % errors of the first kind', () => {
    let [found, single, bonds] = [0, 0, 0]
    for (let round = 0; round < 300; round++) {
      const [one, other] = [walk(100, 2 * round), walk(100, 2 * round + 1)]
      if (engleGranger(one, other).isCointegrated) found++
      if (dickeyFuller(one, 1, true) < criticalValues(1, 98).fivePercent) single++
      const rank0 = johansenTrace([one, other]).tests[1]
      if ((rank0?.trace ?? Number.NaN) > (rank0?.critical[1] ?? Number.NaN)) bonds++
    }
    // 15 expected, 3.8 a standard deviation; Johansen's test is known to reject a little more in short samples.
    for (const count of [found, single]) expect(Math.abs(count - 15)).toBeLessThan(12)
    expect(bonds).toBeGreaterThan(4)
    expect(bonds).toBeLessThan(36)
  })

  it('uses the values of MacKinnon (2010), Table 2', () => {
    // -2.8615, -3.3361 and so on for long samples; with T = 100 the Engle-Granger value for two prices is -3.398.
    expect(criticalValues(1, 1e9).fivePercent).toBeCloseTo(-2.86154, 6)
    expect(criticalValues(2, 1e9).fivePercent).toBeCloseTo(-3.33613, 6)
    expect(criticalValues(2, 100).fivePercent).toBeCloseTo(-3.33613 - 0.061101 - 0.0006823, 12)
    expect(criticalValues(1, 100, false).onePercent).toBeCloseTo(-2.56574 - 0.022358 - 0.0003627, 12)
    for (let count = 1; count <= 4; count++) {
      const { onePercent, fivePercent, tenPercent } = criticalValues(count, 60)
      expect(onePercent).toBeLessThan(fivePercent)
      expect(fivePercent).toBeLessThan(tenPercent)
    }
    expect(() => criticalValues(5, 100)).toThrow(OutOfDomain)
    expect(() => criticalValues(2, 100, false)).toThrow(OutOfDomain)
  })

  it('refuses twins, prices at rest and short series', () => {
    expect(() => engleGranger(futures, futures)).toThrow(OutOfDomain)
    expect(() => errorCorrectionRatio(spot, new Float64Array(40).fill(2))).toThrow(OutOfDomain)
    expect(() => johansenTrace([spot, spot])).toThrow(OutOfDomain)
    expect(() => johansenTrace([spot])).toThrow(OutOfDomain)
    expect(() => johansenTrace([spot, futures], 1)).toThrow(OutOfDomain)
    expect(() => johansenTrace([spot.slice(0, 6), futures.slice(0, 6)])).toThrow(OutOfDomain)
    expect(() => dickeyFuller(spot.slice(0, 4), 1, true)).toThrow(OutOfDomain)
    expect(() => errorCorrectionRatio(spot, futures, -1)).toThrow(OutOfDomain)
  })
})

describe('longer horizons', () => {
  it('agree with NumPy end to end and overlapping', () => {
    const apart = horizonRatio(spot, futures, 3, false)
    expect(apart.observations).toBe(13)
    expect(apart.ratio).toBeCloseTo(0.8133041759757577, 12)
    expect(apart.r2).toBeCloseTo(0.7782130048793223, 12)
    expect(apart.standardError).toBeCloseTo(0.13091079372867617, 12)
    const overlapping = horizonRatio(spot, futures, 3, true)
    expect(overlapping.observations).toBe(37)
    expect(overlapping.ratio).toBeCloseTo(0.8424530487269609, 12)
    expect(overlapping.standardError).toBeCloseTo(0.08377305150039897, 12)
    expect(overlapping.robustStandardError).toBeCloseTo(0.07631439481346866, 12)
  })

  it('are the plain ratio over one period', () => {
    const [slope] = regress(spotMoves, [futuresMoves]).slopes
    for (const isOverlapping of [false, true]) expect(horizonRatio(spot, futures, 1, isOverlapping).ratio).toBe(slope?.value)
    expect(() => horizonRatio(spot, futures, 20, false)).toThrow(OutOfDomain)
    expect(() => horizonRatio(spot, futures.slice(1), 1, false)).toThrow(OutOfDomain)
  })

  it('understate the error when overlapping moves are taken as independent', () => {
    // The futures walk, the spot follows with noise that walks too: four-period moves share three periods.
    let [naive, robust] = [0, 0]
    for (let round = 0; round < 60; round++) {
      const index = walk(200, 4000 + 2 * round)
      const noise = walk(200, 4001 + 2 * round)
      const found = horizonRatio(
        index.map((price, i) => price + (noise[i] ?? 0)),
        index,
        4,
        true,
      )
      naive += found.standardError / 60
      robust += found.robustStandardError / 60
    }
    expect(robust).toBeGreaterThan(1.2 * naive)
  })
})

describe('ratios that move', () => {
  it('fade as RiskMetrics does', () => {
    const path = fadingRatios(spotMoves, futuresMoves, 0.94)
    expect(path).toHaveLength(20)
    expect(path[19]).toBeCloseTo(0.8606604430728036, 12)
    // Decay near 1 keeps the first estimate; decay near 0 sees the last pair alone.
    expect(fadingRatios(spotMoves, futuresMoves, 1 - 1e-12)[19]).toBeCloseTo(path[0] ?? Number.NaN, 8)
    expect(fadingRatios(spotMoves, futuresMoves, 1e-12)[19]).toBeCloseTo(-0.009 / -0.006, 6)
    for (const decay of [0, 1, Number.NaN]) expect(() => fadingRatios(spotMoves, futuresMoves, decay)).toThrow(OutOfDomain)
  })

  it('roll over windows, the whole sample being the plain ratio', () => {
    const [slope] = regress(spotMoves, [futuresMoves]).slopes
    expect(rollingRatios(spotMoves, futuresMoves, 39)[0]).toBeCloseTo(slope?.value ?? Number.NaN, 13)
    expect(rollingRatios(spotMoves, futuresMoves, 10)).toHaveLength(30)
    expect(() => rollingRatios(spotMoves, futuresMoves, 40)).toThrow(OutOfDomain)
    expect(() => rollingRatios(Float64Array.of(1, 2, 3, 4), Float64Array.of(1, 1, 2, 3), 2)).toThrow(OutOfDomain)
  })

  it('follow dynamic and constant correlations', () => {
    const [own, index] = [percentReturns(spot), percentReturns(futures)]
    const [ownGarch, indexGarch] = [
      { omega: 0.8, alpha: 0.1, beta: 0.8 },
      { omega: 0.9, alpha: 0.08, beta: 0.85 },
    ]
    const moving = dynamicRatios(own, index, ownGarch, indexGarch, { a: 0.05, b: 0.9 })
    expect(moving.ratios[38]).toBeCloseTo(0.6463249661683251, 11)
    expect(moving.nextRatio).toBeCloseTo(0.6317754526750115, 11)
    expect(moving.correlations[38]).toBeCloseTo(0.7260815111711134, 11)
    expect(moving.spotVariances[38]).toBeCloseTo(9.304151133635711, 10)
    expect(moving.logLikelihood).toBeCloseTo(-199.73920364342388, 9)
    const constant = constantRatios(own, index, ownGarch, indexGarch)
    expect(constant.correlations[0]).toBeCloseTo(0.7332201820870395, 11)
    expect(constant.ratios[38]).toBeCloseTo(0.6526794885838331, 11)
    // Dynamic with a = b = 0 is the constant one.
    const still = dynamicRatios(own, index, ownGarch, indexGarch, { a: 0, b: 0 })
    expect(still.logLikelihood).toBeCloseTo(constant.logLikelihood, 10)
    expect(still.nextRatio).toBeCloseTo(constant.nextRatio, 12)
    expect(() => dynamicRatios(own, index.slice(1), ownGarch, indexGarch, { a: 0, b: 0 })).toThrow(OutOfDomain)
    expect(() => dynamicRatios(own, index, { ...ownGarch, omega: 0 }, indexGarch, { a: 0, b: 0 })).toThrow(OutOfDomain)
    expect(() => dynamicRatios(own, index, ownGarch, indexGarch, { a: 0.5, b: 0.5 })).toThrow(OutOfDomain)
  })
})

describe('basis risk', () => {
  it('is one variance in two ways, and least at h*', () => {
    const [slope] = regress(spotMoves, [futuresMoves]).slopes
    const best = basisRisk(spot, futures, slope?.value ?? Number.NaN)
    for (const ratio of [-1, 0, 0.5, 1, 2]) {
      const found = basisRisk(spot, futures, ratio)
      expect(found.varianceByParts).toBeCloseTo(found.varianceOfMoves, 14)
      expect(found.leastSigma).toBeCloseTo(Math.sqrt(best.varianceOfMoves), 14)
      expect(found.varianceOfMoves).toBeGreaterThanOrEqual(best.varianceOfMoves)
    }
    expect(basisRisk(spot, futures, 0).levelSigma).toBeGreaterThan(basisRisk(spot, futures, 0.87).levelSigma)
    // An index at rest hedges nothing.
    expect(basisRisk(spot, new Float64Array(40).fill(2), 1).leastSigma).toBeCloseTo(
      Math.sqrt(basisRisk(spot, futures, 0).varianceOfMoves),
      14,
    )
  })

  it('needs |rho| of 0.894 for 80 %', () => {
    expect(requiredCorrelation(0.8)).toBeCloseTo(0.894427190999916, 15)
    expect([requiredCorrelation(0), requiredCorrelation(1)]).toEqual([0, 1])
    for (const wrong of [-0.1, 1.1, Number.NaN]) expect(() => requiredCorrelation(wrong)).toThrow(OutOfDomain)
  })
})
