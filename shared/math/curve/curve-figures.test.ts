import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { OutOfDomain } from '../numerics/domain.ts'
import { impliedCarry } from './carry.ts'
import { constantMaturity } from './constant-maturity.ts'
import { continuousSeries } from './continuous-series.ts'
import { weightedPrice } from './strip.ts'

const price = fc.double({ min: 0.01, max: 100, noNaN: true })

describe('implied carry', () => {
  it('gives decline, yield and halving time of a backwardated curve (computed in 50 digits)', () => {
    const carry = impliedCarry(2.6, 2.2, 0.5, 0.05)
    expect(carry.carry).toBeCloseTo(-0.3341081693263323, 14)
    expect(carry.convenienceYield).toBeCloseTo(0.3841081693263323, 14)
    expect(carry.annualChange).toBeCloseTo(-0.2840236686390532, 14)
    expect(carry.longRollYield).toBeCloseTo(0.3341081693263323, 14)
    expect(carry.halvingYears).toBeCloseTo(2.0746190730910565, 13)
  })

  it('halves in a year when the price halves in a year, doubles on a rising curve, never on a flat one', () => {
    expect(impliedCarry(2, 1, 1, 0).halvingYears).toBeCloseTo(1, 15)
    expect(impliedCarry(1, 2, 1, 0).halvingYears).toBeCloseTo(-1, 15)
    const flat = impliedCarry(2, 2, 1, 0.03)
    expect([flat.carry, flat.longRollYield, flat.annualChange, flat.halvingYears]).toEqual([0, 0, 0, Infinity])
  })

  it('takes near to far back: near exp((rate - yield) years) = far; swapping them turns the sign', () => {
    fc.assert(
      fc.property(price, price, fc.double({ min: 0.01, max: 5, noNaN: true }), (near, far, years) => {
        const { carry, convenienceYield } = impliedCarry(near, far, years, 0.04)
        expect((near * Math.exp((0.04 - convenienceYield) * years)) / far).toBeCloseTo(1, 11)
        expect(impliedCarry(far, near, years, 0.04).carry).toBeCloseTo(-carry, 8)
      }),
    )
  })

  it('refuses hostile arguments', () => {
    for (const bad of [NaN, Infinity, 0, -1]) {
      expect(() => impliedCarry(bad, 1, 1, 0)).toThrow(/near/)
      expect(() => impliedCarry(1, bad, 1, 0)).toThrow(/far/)
      expect(() => impliedCarry(1, 2, bad, 0)).toThrow(/years/)
    }
    expect(() => impliedCarry(1, 2, 1, NaN)).toThrow(/rate/)
  })
})

describe('strip price', () => {
  it('weighs by days, or by volume and discount (computed in 50 digits)', () => {
    const monthly = Float64Array.of(2.6, 2.48, 2.4, 2.33, 2.27, 2.22)
    const volumes = Float64Array.of(100, 120, 140, 160, 180, 200)
    expect(weightedPrice(monthly, Float64Array.of(31, 28, 31, 30, 31, 30))).toBeCloseTo(2.38292817679558, 14)
    expect(
      weightedPrice(
        monthly,
        volumes.map((volume, i) => volume * Math.exp((-0.04 * (i + 1)) / 12)),
      ),
    ).toBeCloseTo(2.355108752078635, 14)
  })

  it('lies between the lowest and the highest month and refuses hostile weights', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(price, price), { minLength: 1, maxLength: 40 }), (months) => {
        const prices = Float64Array.from(months, ([each]) => each)
        const mean = weightedPrice(
          prices,
          Float64Array.from(months, ([, weight]) => weight),
        )
        expect(mean).toBeGreaterThanOrEqual(Math.min(...prices) * (1 - 1e-14))
        expect(mean).toBeLessThanOrEqual(Math.max(...prices) * (1 + 1e-14))
      }),
    )
    for (const bad of [NaN, -1, Infinity])
      expect(() => weightedPrice(Float64Array.of(1, 2), Float64Array.of(1, bad))).toThrow(/weights\[1\]/)
    expect(() => weightedPrice(Float64Array.of(1, 2), Float64Array.of(0, 0))).toThrow(/weights/)
    expect(() => weightedPrice(Float64Array.of(1, 2), Float64Array.of(1))).toThrow(/weights/)
    expect(() => weightedPrice(new Float64Array(), new Float64Array())).toThrow(OutOfDomain)
  })
})

describe('constant maturity', () => {
  const days = Float64Array.of(12, 43, 73, 104)
  const prices = Float64Array.of(2.6, 2.48, 2.4, 2.33)

  it('reads between the two contracts around the day (computed in 50 digits)', () => {
    const { linear, logLinear, farWeight } = constantMaturity(days, prices, 30)
    expect(linear).toBeCloseTo(2.5303225806451612, 14)
    expect(logLinear).toBeCloseTo(2.5296331344580496, 14)
    expect(farWeight).toBeCloseTo(18 / 31, 15)
  })

  it('is a contract itself on its day, first and last included, and refuses days outside', () => {
    days.forEach((day, i) => {
      expect(constantMaturity(days, prices, day).linear).toBe(prices[i])
    })
    for (const day of [11.9, 104.1, NaN, Infinity]) expect(() => constantMaturity(days, prices, day)).toThrow(/target/)
    expect(() => constantMaturity(Float64Array.of(12, 12), Float64Array.of(1, 2), 12)).toThrow(OutOfDomain)
    expect(() => constantMaturity(days, Float64Array.of(1, 2, 0, 3), 12)).toThrow(/prices\[2\]/)
  })
})

describe('continuous series', () => {
  const front = Float64Array.of(2.6, 2.58, 2.61)
  const next = Float64Array.of(2.49, 2.44, 2.46, 2.41)

  it('joins two contracts by difference and by ratio, returns within a contract only', () => {
    const { panama, ratio, logReturns } = continuousSeries([front, next])
    const close = (expected: number[]) => expected.map((value) => expect.closeTo(value, 14) as number)
    expect([...panama]).toEqual(close([2.48, 2.46, 2.49, 2.44, 2.46, 2.41]))
    expect([...ratio]).toEqual(close([2.480459770114943, 2.461379310344828, 2.49, 2.44, 2.46, 2.41]))
    expect([...logReturns]).toEqual(
      close([-0.007722046093910312, 0.01156082240107591, -0.020284671171505855, 0.008163310639160945, -0.020534602441707735]),
    )
  })

  it('keeps, over any number of rolls, differences in panama, ratios in ratio, and as many returns as steps', () => {
    const contracts = fc.array(fc.array(price, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(contracts, (rows) => {
        const { panama, ratio, logReturns } = continuousSeries(rows.map((row) => Float64Array.from(row)))
        expect(logReturns.length).toBe(panama.length - 1)
        const steps = rows.flatMap((row) => row.slice(1).map((each, i) => [row[i] ?? NaN, each] as const))
        steps.forEach(([before, after], i) => {
          const scale = 1e-12 * Math.max(1, ...panama.map(Math.abs))
          expect(Math.abs((panama[i + 1] ?? NaN) - (panama[i] ?? NaN) - (after - before))).toBeLessThan(scale)
          expect((ratio[i + 1] ?? NaN) / (ratio[i] ?? NaN) / (after / before)).toBeCloseTo(1, 11)
          expect(Math.exp(logReturns[i] ?? NaN) / (after / before)).toBeCloseTo(1, 11)
        })
        expect(panama.at(-1)).toBe(rows.at(-1)?.at(-1))
      }),
    )
  })

  it('refuses prices of 0 or less and empty contracts', () => {
    for (const bad of [NaN, 0, -1, Infinity])
      expect(() => continuousSeries([front, Float64Array.of(1, bad)])).toThrow(/contracts\[1\]\[1\]/)
    expect(() => continuousSeries([])).toThrow(OutOfDomain)
    expect(() => continuousSeries([front, new Float64Array()])).toThrow(OutOfDomain)
  })
})
