import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { OutOfDomain } from '../numerics/domain.ts'
import { exp } from '../numerics/elementary.ts'
import { sum } from '../numerics/series.ts'
import { dollarOffset } from './dollar-offset.ts'
import { cashFlowReserve, equityUnderGaap } from './hedge-reserve.ts'
import { compareWithHypothetical } from './hypothetical-derivative.ts'
import { optionTimeValue } from './option-time-value.ts'
import { regressionTest } from './regression-test.ts'

const instrument = Float64Array.of(-12, 8.5, 20.1, -6.4, 3.2, -15.8, 9.9, 14)
const item = Float64Array.of(11.2, -8.9, -18.7, 6.9, -2.7, 14.1, -10.6, -13.1)
/** Money in whole cents. */
const cents = fc.integer({ min: -100_000, max: 100_000 }).map((value) => value / 100)
const pairs = fc.array(fc.tuple(cents, cents), { minLength: 1, maxLength: 24 })
const columns = (rows: readonly [number, number][]) =>
  [Float64Array.from(rows, ([one]) => one), Float64Array.from(rows, ([, other]) => other)] as const

describe('dollar offset', () => {
  it('of eight periods, by hand', () => {
    const found = dollarOffset(instrument, item)
    expect(found.period[0]).toBeCloseTo(12 / 11.2, 14)
    expect(found.period.every((ratio) => ratio !== null && ratio > 0.9 && ratio < 1.2)).toBe(true)
    expect(found.periodPasses).not.toContain(false)
    // Cumulative -3.5 against 2.3 and -2.4 against 1.9 fall outside 80 to 125 %.
    expect(found.cumulative[1]).toBeCloseTo(3.5 / 2.3, 12)
    expect(found.cumulativePasses).toEqual([true, false, true, true, true, false, true, true])
    expect(found.varianceReduction).toBeCloseTo(0.9927962018758201, 12)
  })

  it('has the small-number problem, and flags it', () => {
    const found = dollarOffset(Float64Array.of(0.8, -0.05, 12, -9), Float64Array.of(-0.2, 0.4, -11.5, 8.6), 1)
    expect(found.period[0]).toBe(4)
    expect(found.periodPasses).toEqual([false, false, true, true])
    expect(found.isSmall).toEqual([true, true, false, false])
    expect(found.varianceReduction).toBeCloseTo(0.9969847864605609, 12)
  })

  it('gives no ratio where the item stood still', () => {
    const found = dollarOffset(Float64Array.of(0, 3), Float64Array.of(0, 0))
    expect(found).toMatchObject({ period: [null, null], periodPasses: [true, false], varianceReduction: null })
    expect(dollarOffset(Float64Array.of(-1), Float64Array.of(1)).varianceReduction).toBeNull()
  })

  it('takes both ends of 80 to 125 %, and is turned over by changing sides', () => {
    expect(dollarOffset(Float64Array.of(-8, -12.5, -12.6, 8), Float64Array.of(10, 10, 10, 10)).periodPasses).toEqual([
      true,
      true,
      false,
      false,
    ])
    fc.assert(
      fc.property(pairs, fc.constantFrom(0.5, 4, 1024), (rows, unit) => {
        const [one, other] = columns(rows)
        const there = dollarOffset(one, other).period
        const scaled = dollarOffset(
          one.map((change) => change * unit),
          other.map((change) => change * unit),
        ).period
        expect(scaled).toEqual(there)
        for (const [i, ratio] of dollarOffset(other, one).period.entries())
          if (ratio !== null && ratio !== 0) expect(ratio * (there[i] ?? Number.NaN)).toBeCloseTo(1, 12)
      }),
    )
  })

  it('refuses what is not a series of pairs', () => {
    expect(() => dollarOffset(instrument, item.slice(1))).toThrow(OutOfDomain)
    expect(() => dollarOffset(Float64Array.of(Number.NaN), Float64Array.of(1))).toThrow(OutOfDomain)
    expect(() => dollarOffset(new Float64Array(0), new Float64Array(0))).toThrow(OutOfDomain)
    expect(() => dollarOffset(instrument, item, -1)).toThrow(OutOfDomain)
  })
})

describe('regression test', () => {
  it('passes a hedge that follows, with its figures', () => {
    const found = regressionTest(
      instrument.map((change) => -change),
      item,
    )
    expect(found.passesSlope && found.passesR2 && found.passesSignificance).toBe(true)
    expect(found.hasEnoughObservations).toBe(false)
    expect(found.regression.f).toBeCloseTo(found.slope.t * found.slope.t, 6)
    expect(found.regression.fP).toBeCloseTo(found.slope.p, 12)
    expect(found.durbinWatson).toBeGreaterThan(0)
  })

  it('fails on the slope, on R2 and on significance, each alone', () => {
    const x = Float64Array.from({ length: 40 }, (_, i) => (i % 8) - 3.5)
    const noise = Float64Array.from({ length: 40 }, (_, i) => ((i * i) % 7) - 3)
    const blend = (slope: number, share: number) => x.map((each, i) => slope * each + share * (noise[i] ?? 0))
    expect(regressionTest(blend(0.6, 0.1), x)).toMatchObject({ passesSlope: false, passesR2: true, passesSignificance: true })
    expect(regressionTest(blend(1.4, 0.1), x)).toMatchObject({ passesSlope: false, passesR2: true })
    expect(regressionTest(blend(1, 1.5), x)).toMatchObject({ passesSlope: true, passesR2: false, passesSignificance: true })
    expect(regressionTest(blend(0, 1), x)).toMatchObject({ passesR2: false, passesSignificance: false, hasEnoughObservations: true })
  })

  it('of a perfect hedge has no Durbin-Watson', () => {
    expect(regressionTest(item, item)).toMatchObject({ durbinWatson: null, passesSlope: true, passesR2: true, passesSignificance: true })
    expect(() => regressionTest(item, new Float64Array(8))).toThrow(OutOfDomain)
    expect(() => regressionTest(item.slice(0, 2), item.slice(0, 2))).toThrow(OutOfDomain)
  })
})

describe('cash flow hedge reserve (IFRS 9)', () => {
  it.each([
    ['over-hedge', [10, 25, 18, 30], [-8, -21, -15, -26], [8, 21, 15, 26], [2, 4, 3, 4]],
    ['under-hedge', [6, 14, 9, -4], [-9, -20, -12, 7], [6, 14, 9, -4], [0, 0, 0, 0]],
    ['wrong way', [5, -3, 2, 4], [3, 4, -1, -6], [0, -3, 1, 4], [5, 0, 1, 0]],
  ])('is the lower of both: %s', (_, gains, items, reserve, ineffective) => {
    const found = cashFlowReserve(Float64Array.from(gains), Float64Array.from(items))
    expect([...found.reserve]).toEqual(reserve)
    expect([...found.cumulativeIneffectiveness]).toEqual(ineffective)
  })

  it('never holds more than either side, and what is not in it is in profit or loss', () => {
    fc.assert(
      fc.property(pairs, (rows) => {
        const [gains, items] = columns(rows)
        const found = cashFlowReserve(gains, items)
        for (const [i, reserve] of found.reserve.entries()) {
          expect(Math.abs(reserve)).toBeLessThanOrEqual(Math.min(Math.abs(gains[i] ?? 0), Math.abs(items[i] ?? 0)))
          expect(reserve + (found.cumulativeIneffectiveness[i] ?? Number.NaN)).toBeCloseTo(gains[i] ?? Number.NaN, 10)
          expect(sum(found.equity.subarray(0, i + 1))).toBeCloseTo(reserve, 8)
          expect(sum(found.equity.subarray(0, i + 1)) + sum(found.profitOrLoss.subarray(0, i + 1))).toBeCloseTo(gains[i] ?? Number.NaN, 8)
        }
        // Signs turned, everything turns.
        const turned = cashFlowReserve(
          gains.map((each) => -each),
          items.map((each) => -each),
        )
        expect([...turned.reserve].map((each) => 0 - each)).toEqual([...found.reserve].map((each) => 0 + each))
      }),
    )
    expect(() => cashFlowReserve(instrument, item.slice(1))).toThrow(OutOfDomain)
    expect(() => cashFlowReserve(Float64Array.of(Infinity), Float64Array.of(1))).toThrow(OutOfDomain)
  })
})

describe('equity under US GAAP', () => {
  it('takes all of an effective hedge and nothing of another', () => {
    const found = equityUnderGaap(instrument, true)
    expect([...found.equity]).toEqual([...instrument])
    expect(found.accumulated[7]).toBeCloseTo(21.5, 12)
    expect(found.profitOrLoss.every((part) => part === 0)).toBe(true)
    const failed = equityUnderGaap(instrument, false)
    expect([...failed.profitOrLoss]).toEqual([...instrument])
    expect(failed.accumulated[7]).toBe(0)
    expect(() => equityUnderGaap(Float64Array.of(Number.NaN), true)).toThrow(OutOfDomain)
  })
})

describe('hypothetical derivative', () => {
  const yearsLeft = Float64Array.of(1, 0.75, 0.5, 0.25, 0)
  const hypothetical = { fixed: 2.45, forwards: Float64Array.of(2.45, 2.38, 2.52, 2.61, 2.57) }
  const actual = { fixed: 2.5, forwards: Float64Array.of(2.5, 2.42, 2.55, 2.66, 2.6) }

  it('of 500,000 units beside the real contract', () => {
    const found = compareWithHypothetical(500_000, 0.045, yearsLeft, hypothetical, actual)
    expect(found.hypotheticalValues[0]).toBe(0)
    expect(found.hypotheticalChanges[0]).toBeCloseTo(500_000 * -0.07 * exp(-0.045 * 0.75), 6)
    expect(found.actualChanges[3]).toBeCloseTo(50_000, 6)
    // 8 cents against 7; 5 against 7; 16 against 16; 10 against 12.
    for (const [i, ratio] of [8 / 7, 5 / 7, 1, 10 / 12].entries()) expect(found.ratios[i]).toBeCloseTo(ratio, 12)
    expect(found.reserve.reserve[0]).toBeCloseTo(-33838.46122025414, 6)
    expect(found.reserve.reserve[1]).toBeCloseTo(24443.780929833323, 6)
  })

  it('on the same terms finds no ineffectiveness', () => {
    const found = compareWithHypothetical(1, 0.05, yearsLeft, hypothetical, hypothetical)
    for (const ratio of found.ratios) expect(ratio).toBe(1)
    expect(found.reserve.cumulativeIneffectiveness.every((part) => part === 0)).toBe(true)
    const still = compareWithHypothetical(
      1,
      0,
      Float64Array.of(1, 0),
      { fixed: 2, forwards: Float64Array.of(2, 2) },
      { fixed: 2, forwards: Float64Array.of(2, 3) },
    )
    expect(still.ratios).toEqual([null])
    expect(still.reserve.cumulativeIneffectiveness[0]).toBe(1)
  })

  it('of units sold mirrors that of units bought', () => {
    const bought = compareWithHypothetical(1000, 0.04, yearsLeft, hypothetical, actual)
    const sold = compareWithHypothetical(-1000, 0.04, yearsLeft, hypothetical, actual)
    expect(sold.ratios).toEqual(bought.ratios)
    expect([...sold.reserve.reserve]).toEqual([...bought.reserve.reserve].map((each) => -each))
  })

  it('refuses negative time, other lengths and no units', () => {
    expect(() => compareWithHypothetical(0, 0, yearsLeft, hypothetical, actual)).toThrow(OutOfDomain)
    expect(() => compareWithHypothetical(1, Number.NaN, yearsLeft, hypothetical, actual)).toThrow(OutOfDomain)
    expect(() => compareWithHypothetical(1, 0, Float64Array.of(1, -1), hypothetical, actual)).toThrow(OutOfDomain)
    expect(() => compareWithHypothetical(1, 0, yearsLeft.slice(1), hypothetical, actual)).toThrow(OutOfDomain)
    expect(() => compareWithHypothetical(1, 0, yearsLeft, { fixed: Infinity, forwards: actual.forwards }, actual)).toThrow(OutOfDomain)
  })
})

describe('time value of an option', () => {
  const intrinsic = Float64Array.of(0, 0, 30_000, 52_000, 0)
  const fair = Float64Array.of(90_000, 71_000, 82_000, 74_000, 0)

  it('of 90,000 over four periods, by hand', () => {
    const found = optionTimeValue(90_000, intrinsic, fair, 4)
    expect([...found.timeValues]).toEqual([90_000, 71_000, 52_000, 22_000, 0])
    expect([...found.timeValueChanges]).toEqual([-19_000, -19_000, -30_000, -22_000])
    expect([...found.intrinsicChanges]).toEqual([0, 30_000, 22_000, -52_000])
    expect(found.amortisation).toBe(22_500)
    expect([...found.amortised]).toEqual([22_500, 45_000, 67_500, 90_000])
    expect([...found.reserve]).toEqual([3_500, 7_000, -500, 0])
  })

  it('leaves nothing in equity once it has run off, also when bought in the money or written off before the end', () => {
    const money = fc.integer({ min: 0, max: 1_000_000 })
    fc.assert(
      fc.property(
        fc.array(fc.tuple(money, money), { minLength: 1, maxLength: 12 }),
        money,
        fc.integer({ min: 1, max: 12 }),
        (rows, end, periods) => {
          const inside = Float64Array.of(...rows.map(([value]) => value), end)
          const values = Float64Array.of(...rows.map(([value, time]) => value + time), end)
          const found = optionTimeValue(values[0] ?? Number.NaN, inside, values, periods)
          if (rows.length >= periods) expect(found.reserve[rows.length - 1]).toBeCloseTo(0, 6)
          for (const part of found.amortised) expect(part).toBeLessThanOrEqual((found.timeValues[0] ?? Number.NaN) * (1 + 1e-12))
        },
      ),
    )
  })

  it('refuses a premium below the intrinsic value and other nonsense', () => {
    expect(() => optionTimeValue(1, Float64Array.of(2, 2), Float64Array.of(2, 2), 1)).toThrow(OutOfDomain)
    expect(() => optionTimeValue(1, Float64Array.of(-1, 0), Float64Array.of(1, 0), 1)).toThrow(OutOfDomain)
    expect(() => optionTimeValue(1, Float64Array.of(0, 0), Float64Array.of(1), 1)).toThrow(OutOfDomain)
    expect(() => optionTimeValue(1, Float64Array.of(0, 0), Float64Array.of(1, 0), 0)).toThrow(OutOfDomain)
    expect(() => optionTimeValue(Number.NaN, Float64Array.of(0, 0), Float64Array.of(1, 0), 1)).toThrow(OutOfDomain)
  })
})
