import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { OutOfDomain } from '../numerics/domain.ts'
import { mean, quantile, sorted, sum } from '../numerics/series.ts'
import { fillNormals } from '../random/draws.ts'
import { discreteCorrection, expectedPeak, liquidityAtRisk, terminalSigma } from './liquidity.ts'
import { marginAccount } from './margin-account.ts'
import { normalTail } from './parametric-tail.ts'

const gold = { contracts: 2, size: 100, initial: 6000, maintenance: 4500 }

describe('margin account', () => {
  it('calls 4,020 and 3,780 in the gold futures of Hull, Table 2.1, and ends at 15,180', () => {
    const settlements = Float64Array.of(
      ...[1241, 1238.3, 1244.6, 1241.3, 1240.1, 1236.2, 1229.9, 1230.8, 1225.4, 1228.1, 1211, 1211, 1214.3, 1216.1, 1223, 1226.9],
    )
    const found = marginAccount(1250, settlements, gold)
    expect(found.balances[0]).toBeCloseTo(10_200, 9)
    expect(found.balances[6]).toBeCloseTo(7_980, 9)
    expect(found.calls[6]).toBeCloseTo(4_020, 9)
    expect(found.calls[10]).toBeCloseTo(3_780, 9)
    expect(sum(found.calls)).toBeCloseTo(7_800, 9)
    expect(found.deposits).toBeCloseTo(19_800, 9)
    expect(found.finalBalance).toBeCloseTo(15_180, 9)
    expect(found.gain).toBeCloseTo(-4_620, 9)
    expect(found.peakOutflow).toBeCloseTo(7_800, 9)
  })

  it('adds up: deposits and gain are the balance, and the peak is at least the outflow at the end', () => {
    const steps = fc.array(fc.integer({ min: -3000, max: 3000 }), { minLength: 1, maxLength: 60 })
    fc.assert(
      fc.property(steps, fc.integer({ min: -20, max: 20 }), fc.integer({ min: 0, max: 9000 }), (moves, contracts, maintenance) => {
        let price = 1250
        const settlements = Float64Array.from(moves, (move) => (price += move / 100))
        const terms = { contracts, size: 100, initial: 9000, maintenance }
        const { balances, calls, deposits, finalBalance, gain, peakOutflow } = marginAccount(1250, settlements, terms)
        const open = Math.abs(contracts)
        expect(finalBalance).toBe(deposits + gain)
        expect(deposits).toBeCloseTo(9000 * open + sum(calls), 4)
        expect(peakOutflow).toBeGreaterThanOrEqual(Math.max(0, -gain))
        for (const [day, call] of calls.entries()) {
          const balance = balances[day] ?? Number.NaN
          // Prices are whole cents, so a balance is at the margin or a unit of money below.
          expect(call > 0).toBe(balance < maintenance * open - 0.5)
          // A call restores the initial margin, not the maintenance margin.
          if (call > 0) expect(balance + call).toBeCloseTo(9000 * open, 4)
        }
      }),
    )
  })

  // 4.91 - 4.76 is a little above 0.15 in doubles; the day after is one tick below the margin.
  it.each([50, -50])('calls nothing of a balance that stands at the maintenance margin: %d contracts', (contracts) => {
    const terms = { contracts, size: 1000, initial: 600, maintenance: 450 }
    const away = contracts > 0 ? [4.76, 4.75, 4.91] : [5.06, 5.07, 4.91]
    expect(marginAccount(4.91, Float64Array.from(away), terms).calls.map(Math.round)).toEqual(Float64Array.of(0, 8000, 0))
    let ties = 0
    for (let cents = 20; cents < 1000; cents++) {
      const { calls } = marginAccount(cents / 100, Float64Array.of((cents - 15 * Math.sign(contracts)) / 100), terms)
      ties += Number(calls[0] === 0)
    }
    expect(ties).toBe(980)
  })

  it('mirrors for a short position and asks nothing of none', () => {
    const up = Float64Array.of(1260, 1300)
    expect(marginAccount(1250, up, { ...gold, contracts: -2 }).gain).toBe(-10_000)
    expect(marginAccount(1250, up, { ...gold, contracts: 0 })).toMatchObject({ deposits: 0, finalBalance: 0, peakOutflow: 0 })
    // A price below 0 is a price.
    expect(marginAccount(1, Float64Array.of(-37.63), { contracts: 1, size: 1, initial: 5, maintenance: 4 }).calls[0]).toBeCloseTo(38.63, 12)
  })

  it.each([
    ['no day', 1250, [], gold],
    ['NaN', 1250, [Number.NaN], gold],
    ['maintenance above initial', 1250, [1250], { ...gold, maintenance: 6001 }],
    ['a negative margin', 1250, [1250], { ...gold, maintenance: -1 }],
    ['no size', 1250, [1250], { ...gold, size: 0 }],
    ['an endless position', 1250, [1250], { ...gold, contracts: Infinity }],
    ['an entry of NaN', Number.NaN, [1250], gold],
    ['money beyond a double', 1e308, [-1e308], gold],
  ])('refuses %s', (_, entry, settlements, terms) => {
    expect(() => marginAccount(entry, Float64Array.from(settlements), terms)).toThrow(OutOfDomain)
  })
})

describe('liquidity at risk', () => {
  const sigma = terminalSigma(1.1205, 250_000, 0.25)

  it('is above VaR of the end: 2.576 against 2.326 standard deviations at 99 %', () => {
    // Reflection principle by SciPy, relative 1e-12.
    expect(liquidityAtRisk(sigma, 0.95)).toBeCloseTo(274517.4555846413, 6)
    expect(liquidityAtRisk(sigma, 0.99)).toBeCloseTo(360777.0918283179, 6)
    expect(expectedPeak(sigma)).toBeCloseTo(111753.70629745134, 6)
    expect(normalTail(0, sigma, 0.99).valueAtRisk).toBeCloseTo(325834.0991078453, 6)
    expect(discreteCorrection(sigma, 63)).toBeCloseTo(10280.635484342969, 7)
  })

  it('less its correction is what 63 daily marks show', () => {
    const draw = new Float64Array(63)
    const peaks = new Float64Array(8000)
    for (let path = 0; path < peaks.length; path++) {
      fillNormals(draw, { seed: 12, stream: 0, variable: 0, run: 0 }, path)
      let [at, peak] = [0, 0]
      for (const step of draw) {
        at += step / Math.sqrt(63)
        peak = Math.max(peak, at)
      }
      peaks[path] = peak
    }
    const shift = discreteCorrection(1, 63)
    // Standard errors: mean 0.0067, quantile 0.023.
    expect(Math.abs(mean(peaks) - (expectedPeak(1) - shift))).toBeLessThan(0.025)
    expect(Math.abs(quantile(sorted(peaks), 0.95) - (liquidityAtRisk(1, 0.95) - shift))).toBeLessThan(0.08)
    // Without the correction the test would fail.
    expect(Math.abs(mean(peaks) - expectedPeak(1))).toBeGreaterThan(0.05)
  })

  it('grows with confidence, scales with the position, and is 0 without time or movement', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 0.999, noNaN: true }), fc.double({ min: 0, max: 1e9, noNaN: true }), (confidence, scale) => {
        const one = liquidityAtRisk(1, confidence)
        expect(one).toBeGreaterThan(0)
        expect(liquidityAtRisk(1, confidence + 0.0005)).toBeGreaterThan(one)
        expect(liquidityAtRisk(scale, confidence)).toBeCloseTo(scale * one, 5)
        expect(one).toBeGreaterThan(normalTail(0, 1, confidence).valueAtRisk)
      }),
    )
    expect([terminalSigma(0, 5, 1), terminalSigma(2, 5, 0), terminalSigma(2, -5, 1)]).toEqual([0, 0, 10])
    expect(liquidityAtRisk(0, 0.99) + expectedPeak(0) + discreteCorrection(0, 1)).toBe(0)
    // (1 + confidence) / 2 would be 1 here.
    expect(liquidityAtRisk(1, 1 - 1e-16)).toBeCloseTo(8.29, 1)
  })

  it.each([Number.NaN, -1, Infinity])('refuses %d', (wrong) => {
    expect(() => terminalSigma(wrong, 1, 1)).toThrow(OutOfDomain)
    expect(() => terminalSigma(1, 1, wrong)).toThrow(OutOfDomain)
    expect(() => liquidityAtRisk(wrong, 0.9)).toThrow(OutOfDomain)
    expect(() => liquidityAtRisk(1, wrong)).toThrow(OutOfDomain)
    expect(() => expectedPeak(wrong)).toThrow(OutOfDomain)
    expect(() => discreteCorrection(1, wrong)).toThrow(OutOfDomain)
  })
})
