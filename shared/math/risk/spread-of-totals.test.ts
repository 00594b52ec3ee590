import { describe, expect, it } from 'vitest'
import { spreadRows } from './spread-of-totals.ts'

describe('spread of simulated totals', () => {
  it('gives the quantiles a spreadsheet gives for 1..101', () => {
    const row = Float64Array.from({ length: 101 }, (_, i) => 101 - i)
    const { figures, dots, overBudget } = spreadRows(row, 101, Float64Array.of(91))
    expect([...figures]).toEqual([51, 6, 11, 26, 51, 76, 91, 96])
    expect(dots[0]).toBeCloseTo(3.5, 12)
    expect(dots[19]).toBeCloseTo(98.5, 12)
    // 92..101 are above 91.
    expect(overBudget[0]).toBeCloseTo(10 / 101, 12)
  })

  it('keeps rows apart and says nothing about a missing budget', () => {
    const { figures, overBudget } = spreadRows(Float64Array.of(1, 2, 3, 10, 20, 30), 3, Float64Array.of(Number.NaN, 5))
    expect(figures[0]).toBe(2)
    expect(figures[8]).toBe(20)
    expect([...overBudget]).toEqual([Number.NaN, 1])
  })
})
