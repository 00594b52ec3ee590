import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { OutOfDomain } from '../numerics/domain.ts'
import { fixedFloatSwap, runningMonthSwap } from './swap.ts'

const forwards = Float64Array.of(2.49, 2.44, 2.4, 2.35, 2.31, 2.28)
const volumes = Float64Array.of(1000, 1000, 1200, 1200, 1500, 1500)
const years = Float64Array.of(1 / 12, 2 / 12, 3 / 12, 4 / 12, 5 / 12, 6 / 12)

describe('a fixed-for-floating swap', () => {
  it('has the par price, value and deltas computed in 50 digits', () => {
    const { parPrice, payerValue, deltas, annuity } = fixedFloatSwap(forwards, volumes, years, 0.045, 2.45)
    expect(parPrice).toBeCloseTo(2.3673490182471557, 13)
    expect(payerValue).toBeCloseTo(-603.0429649898014, 9)
    expect(annuity).toBeCloseTo(7296.258945757135, 9)
    expect(deltas[5]).toBeCloseTo(1466.6268557900046, 10)
  })

  it('is worth nothing at par; month deltas add up to the parallel delta; a bump moves it by its delta', () => {
    const month = fc.tuple(fc.double({ min: 0.1, max: 5, noNaN: true }), fc.double({ min: 0.1, max: 1e4, noNaN: true }))
    fc.assert(
      fc.property(fc.array(month, { minLength: 1, maxLength: 36 }), fc.double({ min: -0.1, max: 0.2, noNaN: true }), (months, rate) => {
        const prices = Float64Array.from(months, ([price]) => price)
        const units = Float64Array.from(months, ([, volume]) => volume)
        const times = Float64Array.from(months, (_, i) => (i + 1) / 12)
        const { parPrice, deltas, annuity, payerValue } = fixedFloatSwap(prices, units, times, rate, 2)
        const money = annuity * 5
        expect(Math.abs(fixedFloatSwap(prices, units, times, rate, parPrice).payerValue)).toBeLessThan(1e-13 * money)
        expect(deltas.reduce((total, delta) => total + delta, 0) / annuity).toBeCloseTo(1, 12)
        const shifted = fixedFloatSwap(
          prices.map((price) => price + 0.5),
          units,
          times,
          rate,
          2,
        ).payerValue
        expect(Math.abs(shifted - payerValue - annuity / 2)).toBeLessThan(1e-12 * money)
      }),
    )
  })

  it('refuses hostile arguments', () => {
    for (const bad of [NaN, Infinity]) {
      expect(() => fixedFloatSwap(Float64Array.of(bad), Float64Array.of(1), Float64Array.of(1), 0, 2)).toThrow(/forwards\[0\]/)
      expect(() => fixedFloatSwap(Float64Array.of(2), Float64Array.of(bad), Float64Array.of(1), 0, 2)).toThrow(/volumes\[0\]/)
      expect(() => fixedFloatSwap(Float64Array.of(2), Float64Array.of(1), Float64Array.of(bad), 0, 2)).toThrow(/paymentYears\[0\]/)
      expect(() => fixedFloatSwap(Float64Array.of(2), Float64Array.of(1), Float64Array.of(1), bad, 2)).toThrow(/rate/)
      expect(() => fixedFloatSwap(Float64Array.of(2), Float64Array.of(1), Float64Array.of(1), 0, bad)).toThrow(/fixed/)
    }
    expect(() => fixedFloatSwap(Float64Array.of(2), Float64Array.of(-1), Float64Array.of(1), 0, 2)).toThrow(OutOfDomain)
    expect(() => fixedFloatSwap(Float64Array.of(2, 2), Float64Array.of(1), Float64Array.of(1), 0, 2)).toThrow(/volumes/)
    expect(() => fixedFloatSwap(new Float64Array(), new Float64Array(), new Float64Array(), 0, 2)).toThrow(OutOfDomain)
  })
})

describe('the swap of the running month', () => {
  const known = Float64Array.of(2.52, 2.5, 2.47, 2.55, 2.51)

  it('mixes what is fixed and what is expected (computed in 50 digits)', () => {
    const swap = runningMonthSwap(known, 21, 2.49, 1000, 1 / 12, 0.045, 2.45)
    expect(swap.expectedAverage).toBeCloseTo(2.494761904761905, 14)
    expect(swap.payerValue).toBeCloseTo(44.59436195814382, 10)
    expect(swap.delta).toBeCloseTo(759.0529695003208, 10)
    expect(swap.remainingShare + swap.lockedShare).toBeCloseTo(1, 15)
    expect(swap.lockedShare).toBeCloseTo(5 / 21, 15)
  })

  it('runs its delta off by 1/n with each fixing, to 0; permuting the fixings changes nothing', () => {
    const deltas = [0, 1, 2, 3, 4, 5].map((k) => runningMonthSwap(known.subarray(0, k), 5, 2.4, 500, 0, 0.05, 2).delta)
    expect(deltas).toEqual([500, 400, 300, 200, 100, 0].map((delta) => expect.closeTo(delta, 10) as number))
    const all = runningMonthSwap(known, 5, 9, 500, 0, 0.05, 2)
    expect(all.payerValue).toBeCloseTo(500 * 0.51, 10)
    const reversed = runningMonthSwap(known.slice().reverse(), 5, 9, 500, 0, 0.05, 2)
    expect(reversed.expectedAverage).toBeCloseTo(all.expectedAverage, 15)
  })

  it('refuses more fixings than days and hostile arguments', () => {
    expect(() => runningMonthSwap(known, 4, 2, 1, 0, 0, 2)).toThrow(/known/)
    expect(() => runningMonthSwap(known, 5.5, 2, 1, 0, 0, 2)).toThrow(/fixings/)
    expect(() => runningMonthSwap(new Float64Array(), 0, 2, 1, 0, 0, 2)).toThrow(/fixings/)
    for (const bad of [NaN, Infinity]) {
      expect(() => runningMonthSwap(Float64Array.of(bad), 5, 2, 1, 0, 0, 2)).toThrow(OutOfDomain)
      expect(() => runningMonthSwap(known, 9, bad, 1, 0, 0, 2)).toThrow(/forwardRest/)
      expect(() => runningMonthSwap(known, 9, 2, bad, 0, 0, 2)).toThrow(/volume/)
    }
  })
})
