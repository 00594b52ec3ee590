import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { OutOfDomain } from '../numerics/domain.ts'
import { smoothestCurve } from './smoothest-curve.ts'
import { weightedPrice } from './strip.ts'

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i)
const pick = (values: Float64Array, months: readonly number[]) => Float64Array.from(months, (m) => values[m] ?? NaN)
const roughness = (prices: Float64Array) =>
  range(1, prices.length - 1).reduce(
    (total, m) => total + ((prices[m - 1] ?? NaN) - 2 * (prices[m] ?? NaN) + (prices[m + 1] ?? NaN)) ** 2,
    0,
  )

const days = Float64Array.of(31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
const quotes = [
  { months: [0], price: 2.6 },
  { months: [1], price: 2.48 },
  { months: [3, 4, 5], price: 2.3 },
  { months: [6, 7, 8], price: 2.18 },
  { months: [9, 10, 11], price: 2.02 },
  { months: [0, 1, 2], price: 2.5 },
]

describe('the smoothest curve', () => {
  it('is the one of exact rational arithmetic (Karush-Kuhn-Tucker system in fractions)', () => {
    const { months, objective } = smoothestCurve(days, quotes)
    const expected = [
      2.6, 2.48, 2.418709677419355, 2.3526067595897207, 2.2954111143172833, 2.2521350889490868, 2.2187932596910573, 2.1826926822899804,
      2.137131193286261, 2.081397410013927, 2.020577479607286, 1.9580437387532155,
    ]
    months.forEach((price, m) => {
      expect(price).toBeCloseTo(expected[m] ?? NaN, 13)
    })
    expect(objective).toBeCloseTo(0.004071172020035896, 14)
  })

  it('reprices every block to 1e-12, and no curve that does is smoother', () => {
    const price = fc.double({ min: 2, max: 2.6, noNaN: true })
    fc.assert(
      fc.property(
        price,
        price,
        price,
        price,
        fc.array(fc.double({ min: -0.1, max: 0.1, noNaN: true }), { minLength: 4, maxLength: 4 }),
        (a, b, c, d, moves) => {
          const blocks = [a, b, c, d].map((each, q) => ({ months: range(3 * q, 3 * q + 3), price: each }))
          const { months, objective } = smoothestCurve(days, blocks)
          for (const { months: inside, price: quoted } of blocks)
            expect(Math.abs(weightedPrice(pick(months, inside), pick(days, inside)) / quoted - 1)).toBeLessThan(1e-12)
          // A move between two months of one quarter, weighted by days, keeps every quote.
          moves.forEach((move, q) => {
            const other = months.slice()
            other[3 * q] = (months[3 * q] ?? NaN) + move / (days[3 * q] ?? NaN)
            other[3 * q + 2] = (months[3 * q + 2] ?? NaN) - move / (days[3 * q + 2] ?? NaN)
            expect(roughness(other)).toBeGreaterThanOrEqual(objective - 1e-14)
          })
        },
      ),
      { numRuns: 50 },
    )
  })

  it('scales with the prices and ignores a quote the others imply', () => {
    const { months } = smoothestCurve(days, quotes)
    const tripled = smoothestCurve(
      days,
      quotes.map((quote) => ({ ...quote, price: 3 * quote.price })),
    )
    months.forEach((price, m) => {
      expect((tripled.months[m] ?? NaN) / price).toBeCloseTo(3, 12)
    })
    const march = { months: [2], price: (2.5 * 91 - 2.6 * 31 - 2.48 * 29) / 31 }
    expect(smoothestCurve(days, [...quotes, march]).months).toEqual(months)
    expect(() => smoothestCurve(days, [...quotes, { ...march, price: march.price + 1e-7 }])).toThrow(/blocks\[6\]\.price/)
  })

  it('goes on straight behind the last quote, is flat for one quote, and takes one or two months', () => {
    const straight = smoothestCurve(new Float64Array(6).fill(30), [
      { months: [0], price: 2.6 },
      { months: [1], price: 2.5 },
    ])
    straight.months.forEach((price, m) => {
      expect(price).toBeCloseTo(2.6 - 0.1 * m, 12)
    })
    const flat = smoothestCurve(days, [{ months: range(0, 12), price: 2.2 }])
    flat.months.forEach((price) => {
      expect(price).toBeCloseTo(2.2, 13)
    })
    expect(flat.objective).toBeLessThan(1e-25)
    expect([...smoothestCurve(Float64Array.of(31), [{ months: [0], price: 2 }]).months]).toEqual([2])
    expect([...smoothestCurve(Float64Array.of(31, 28), [{ months: [0, 1], price: 2 }]).months]).toEqual(
      [2, 2].map((p) => expect.closeTo(p, 14) as number),
    )
  })

  it('refuses quotes that force a price of 0 or less, and hostile arguments', () => {
    const steep = [
      { months: [0], price: 3 },
      { months: [1], price: 1 },
    ]
    expect(() => smoothestCurve(new Float64Array(6).fill(30), steep)).toThrow(/month 2/)
    expect(() => smoothestCurve(days, [])).toThrow(OutOfDomain)
    for (const bad of [NaN, Infinity, 0, -2]) {
      expect(() => smoothestCurve(days, [{ months: [0], price: bad }])).toThrow(OutOfDomain)
      expect(() => smoothestCurve(Float64Array.of(31, bad), [{ months: [0], price: 2 }])).toThrow(OutOfDomain)
    }
  })
})
