import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { OutOfDomain } from '../numerics/domain.ts'
import { layeredProgramme } from './layered-programme.ts'

const targets = [
  { leadFrom: 1, leadTo: 1, coverage: 0.75 },
  { leadFrom: 2, leadTo: 2, coverage: 0.5 },
]

describe('layered buying', () => {
  it('buys by hand what a sheet of paper says', () => {
    // Three months of 100, 90 and 47 units in lots of 10; month 0 cannot be covered.
    const forward = [Float64Array.of(3, 2, 1), Float64Array.of(3, 2.5, 1.5), Float64Array.of(3, 2.5, 1.8)]
    const found = layeredProgramme(targets, 10, Float64Array.of(100, 90, 47), forward)
    expect(found.trades).toEqual([
      { month: 0, delivery: 1, units: 60, price: 2 }, // 0.75 x 90 = 67.5
      { month: 0, delivery: 2, units: 20, price: 1 }, // 0.50 x 47 = 23.5
      { month: 1, delivery: 2, units: 10, price: 1.5 }, // 0.75 x 47 = 35.25, 20 held
    ])
    expect([...found.positions]).toEqual([0, 60, 30])
    expect([...found.averagePrice].map((price) => Number(price.toFixed(12)))).toEqual([0, 2, Number((35 / 30).toFixed(12))])
    expect(found.totalUnits).toBe(90)
  })

  it('covers the largest share in whole lots, never sells, never exceeds a target', () => {
    const months = fc.integer({ min: 1, max: 14 })
    fc.assert(
      fc.property(
        months,
        fc.double({ min: 0.1, max: 20, noNaN: true }),
        fc.array(fc.double({ min: 0, max: 200, noNaN: true }), { minLength: 14, maxLength: 14 }),
        (count, lot, volumes) => {
          const volume = Float64Array.from(volumes.slice(0, count))
          const forward = Array.from({ length: count }, () => volume)
          const found = layeredProgramme(targets, lot, volume, forward)
          expect(found.trades.every(({ units }) => units > 0)).toBe(true)
          found.positions.forEach((units, m) => {
            const most = m === 0 ? 0 : 0.75 * (volume[m] ?? NaN)
            expect(units).toBeLessThanOrEqual(most * (1 + 1e-9) + 1e-9)
            expect(units).toBeGreaterThan(most - lot - 1e-9)
          })
        },
      ),
    )
  })

  it('counts 29 % of 100 as 29 lots of one', () => {
    const cover = [{ leadFrom: 1, leadTo: 1, coverage: 0.29 }]
    expect(layeredProgramme(cover, 1, Float64Array.of(0, 100), [Float64Array.of(1, 1)]).totalUnits).toBe(29)
  })

  it('leaves uncovered what no target names, and buys nothing of nothing', () => {
    expect(layeredProgramme([], 10, Float64Array.of(100, 100), [Float64Array.of(1, 1)]).trades).toEqual([])
    expect(layeredProgramme(targets, 10, Float64Array.of(0, 0), [Float64Array.of(1, 1)]).averagePrice).toEqual(Float64Array.of(0, 0))
  })

  it('names what it cannot use', () => {
    const volume = Float64Array.of(10, 10)
    const forward = [Float64Array.of(1, 1)]
    expect(() => layeredProgramme(targets, 0, volume, forward)).toThrow('lot')
    expect(() => layeredProgramme(targets, 1, Float64Array.of(10, -1), forward)).toThrow('volume[1]')
    expect(() => layeredProgramme(targets, 1, volume, [])).toThrow('forward')
    expect(() => layeredProgramme(targets, 1, volume, [Float64Array.of(1, NaN)])).toThrow('forward[0][1]')
    expect(() => layeredProgramme(targets, 1, volume, [Float64Array.of(1)])).toThrow(OutOfDomain)
    expect(() => layeredProgramme([{ leadFrom: 1, leadTo: 0, coverage: 0.5 }], 1, volume, forward)).toThrow('leadTo')
    expect(() => layeredProgramme([{ leadFrom: 1, leadTo: 1, coverage: 1.5 }], 1, volume, forward)).toThrow('coverage')
  })
})
