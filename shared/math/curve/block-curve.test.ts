import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { OutOfDomain } from '../numerics/domain.ts'
import { monthsFromBlocks } from './block-curve.ts'
import type { BlockQuote } from './block-quotes.ts'
import { interpolate } from './interpolation.ts'
import { monthEndWeights } from './month-weights.ts'
import { weightedPrice } from './strip.ts'

const year = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i)
const pick = (values: Float64Array, months: readonly number[]) => Float64Array.from(months, (m) => values[m] ?? NaN)
const ones = (n: number) => new Float64Array(n).fill(1)

function expectRepriced(months: Float64Array, weights: Float64Array, blocks: readonly BlockQuote[], relative = 1e-12) {
  for (const { months: inside, price } of blocks)
    expect(Math.abs(weightedPrice(pick(months, inside), pick(weights, inside)) / price - 1)).toBeLessThan(relative)
}

describe('months from blocks', () => {
  it('spreads the residual of a quarter along the shape (computed in 50 digits; Eydeland & Wolyniec, ch. 4)', () => {
    const weights = monthEndWeights(2028 * 12, 3, 0.045)
    const quotes = [
      { months: [0], price: 2.6 },
      { months: [1], price: 2.48 },
      { months: [0, 1, 2], price: 2.5 },
    ]
    const months = monthsFromBlocks(weights, Float64Array.of(1.03, 0.99, 0.98), quotes)
    const expected = [2.6, 2.48, 2.418027150882238]
    months.forEach((price, m) => {
      expect(price).toBeCloseTo(expected[m] ?? NaN, 13)
    })
    const spring = monthsFromBlocks(monthEndWeights(2028 * 12 + 3, 3, 0.045), Float64Array.of(1.03, 0.99, 0.98), [
      { months: [0, 1, 2], price: 2.3 },
    ])
    const springExpected = [2.3691138439170367, 2.277109422794045, 2.254108317513297]
    spring.forEach((price, m) => {
      expect(price).toBeCloseTo(springExpected[m] ?? NaN, 13)
    })
  })

  it('finds the fourth quarter from a year and three quarters, by hand', () => {
    const weights = ones(12)
    const quotes = [
      { months: range(0, 3), price: 3 },
      { months: range(3, 6), price: 2.5 },
      { months: range(6, 9), price: 2 },
      { months: range(0, 12), price: 2.25 },
    ]
    const months = monthsFromBlocks(weights, ones(12), quotes)
    range(9, 12).forEach((m) => {
      expect(months[m]).toBeCloseTo(1.5, 14)
    })
    range(0, 3).forEach((m) => {
      expect(months[m]).toBeCloseTo(3, 14)
    })
  })

  it('reprices overlapping quarters, seasons and years to 1e-12 and scales with the prices', () => {
    const price = fc.double({ min: 1.5, max: 2.5, noNaN: true })
    const shapes = fc.array(fc.double({ min: 0.8, max: 1.25, noNaN: true }), { minLength: 12, maxLength: 12 })
    fc.assert(
      fc.property(
        fc.array(price, { minLength: 12, maxLength: 12 }),
        shapes,
        fc.double({ min: 0.1, max: 50, noNaN: true }),
        (true12, shape, scale) => {
          // The quotes are read off a curve, so they agree with each other however they overlap.
          const weights = Float64Array.from(year)
          const curve = Float64Array.from(true12)
          const blocks = [range(0, 12), [0], range(0, 3), range(2, 6), range(4, 8), range(3, 9)].map((months) => ({
            months,
            price: weightedPrice(pick(curve, months), pick(weights, months)),
          }))
          let months: Float64Array
          try {
            months = monthsFromBlocks(weights, Float64Array.from(shape), blocks)
          } catch (error) {
            expect(error).toBeInstanceOf(OutOfDomain) // a level below 0: overlaps can ask for that
            return
          }
          expectRepriced(months, weights, blocks)
          const scaled = monthsFromBlocks(
            weights,
            Float64Array.from(shape),
            blocks.map((block) => ({ ...block, price: block.price * scale })),
          )
          scaled.forEach((value, m) => {
            expect(value / (months[m] ?? NaN) / scale).toBeCloseTo(1, 10)
          })
        },
      ),
      { numRuns: 60 },
    )
  })

  it('changes nothing when a quote the others imply is added, and refuses one that contradicts them', () => {
    const weights = Float64Array.from(year.slice(0, 6))
    const shape = Float64Array.of(1.1, 1, 0.9, 1, 1.05, 0.95)
    const quarters = [
      { months: range(0, 3), price: 2.5 },
      { months: range(3, 6), price: 2.2 },
    ]
    const alone = monthsFromBlocks(weights, shape, quarters)
    const half = (2.5 * 90 + 2.2 * 91) / 181
    expect(monthsFromBlocks(weights, shape, [...quarters, { months: range(0, 6), price: half }])).toEqual(alone)
    const contradict = () => monthsFromBlocks(weights, shape, [...quarters, { months: range(0, 6), price: half + 1e-6 }])
    expect(contradict).toThrow(/blocks\[2\]\.price/)
  })

  it('keeps levels as equal as overlapping quotes allow', () => {
    // Months 0 and 1 average 2, months 1 and 2 average 3: least sum of (F - mean)^2 gives 1.5, 2.5, 3.5.
    const months = monthsFromBlocks(ones(3), ones(3), [
      { months: [0, 1], price: 2 },
      { months: [1, 2], price: 3 },
    ])
    for (const [m, price] of months.entries()) expect(price).toBeCloseTo(1.5 + m, 14)
    // With days and a shape, in exact fractions.
    const shaped = monthsFromBlocks(Float64Array.of(31, 28, 31), Float64Array.of(1, 1.1, 0.9), [
      { months: [0, 1], price: 2 },
      { months: [1, 2], price: 3 },
    ])
    const expected = [1.3310630386019089, 2.740608778690744, 3.2342888450535217]
    for (const [m, price] of shaped.entries()) expect(price).toBeCloseTo(expected[m] ?? NaN, 13)
  })

  it('rescales an interpolated curve so that it reprices the quotes', () => {
    const weights = Float64Array.from(year)
    const quarters = [2.6, 2.4, 2.25, 2.1].map((price, q) => ({ months: range(3 * q, 3 * q + 3), price }))
    const raw = interpolate(
      'pchip',
      Float64Array.of(1, 4, 7, 10),
      Float64Array.of(2.6, 2.4, 2.25, 2.1),
      Float64Array.from(range(0, 12)),
      'continue',
    )
    const rescaled = monthsFromBlocks(weights, raw, quarters)
    expectRepriced(rescaled, weights, quarters)
    rescaled.forEach((price, m) => {
      expect(Math.abs(price / (raw[m] ?? NaN) - 1)).toBeLessThan(0.02)
    })
  })

  it('refuses a residual of 0 or less, a month without a quote, and hostile arguments', () => {
    const weights = ones(3)
    const known = { months: [0], price: 3 }
    const quarter = { months: [0, 1, 2], price: 1 }
    expect(() => monthsFromBlocks(weights, ones(3), [known, quarter])).toThrow(/month 1/)
    expect(() => monthsFromBlocks(weights, ones(3), [{ months: [0, 1], price: 2 }])).toThrow(/month 2/)
    const good = [{ months: [0, 1, 2], price: 2 }]
    for (const bad of [NaN, Infinity, -Infinity, 0, -1]) {
      expect(() => monthsFromBlocks(Float64Array.of(1, bad, 1), ones(3), good)).toThrow(OutOfDomain)
      expect(() => monthsFromBlocks(weights, Float64Array.of(1, bad, 1), good)).toThrow(OutOfDomain)
      expect(() => monthsFromBlocks(weights, ones(3), [{ months: [0, 1, 2], price: bad }])).toThrow(OutOfDomain)
    }
    for (const months of [[], [3], [-1], [0.5], [0, 0, 1, 2], [0, 1, 1]])
      expect(() => monthsFromBlocks(weights, ones(3), [{ months, price: 2 }])).toThrow(OutOfDomain)
    expect(() => monthsFromBlocks(weights, ones(2), good)).toThrow(/shape/)
    expect(() => monthsFromBlocks(new Float64Array(), new Float64Array(), [])).toThrow(OutOfDomain)
  })
})

describe('month weights', () => {
  it('are the days of the calendar, leap years included, discounted to the month end', () => {
    expect([...monthEndWeights(2028 * 12, 3, 0)]).toEqual([31, 29, 31])
    expect([...monthEndWeights(2027 * 12 + 11, 3, 0)]).toEqual([31, 31, 29])
    expect(monthEndWeights(2028 * 12, 1, 0.045)[0]).toBeCloseTo(30.883967696544303, 12)
    for (const rate of [NaN, Infinity]) expect(() => monthEndWeights(24_000, 3, rate)).toThrow(OutOfDomain)
    expect(() => monthEndWeights(24_000.5, 3, 0)).toThrow(OutOfDomain)
    expect(() => monthEndWeights(24_000, 0, 0)).toThrow(OutOfDomain)
  })
})
