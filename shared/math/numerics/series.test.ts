import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mean, quantile, selectQuantiles, sorted, sum } from './series.ts'

describe('sums', () => {
  it('keep what a plain sum loses', () => {
    expect(sum([1, 1e100, 1, -1e100])).toBe(2)
    expect(mean(new Float64Array(1e5).fill(0.1))).toBe(0.1)
  })

  it('are infinite where a double ends, not undefined', () => {
    expect(sum([1e308, 1e308])).toBe(Infinity)
    expect(sum([-1e308, -1e308, 5])).toBe(-Infinity)
    expect([sum([1, NaN]), sum([]), mean([])]).toEqual([NaN, 0, NaN])
  })
})

describe('quantiles by selection', () => {
  it('are those of the sorted sample, to the last bit, ties and all', () => {
    const sample = fc.array(fc.oneof(fc.double({ noNaN: true, min: -1e9, max: 1e9 }), fc.constantFrom(0, 1, 1, 2)), {
      minLength: 1,
      maxLength: 200,
    })
    const levels = fc.array(fc.double({ noNaN: true, min: 0, max: 1 }), { maxLength: 6 }).map((list) => list.sort((a, b) => a - b))
    fc.assert(
      fc.property(sample, levels, (values, ps) => {
        const ascending = sorted(Float64Array.from(values))
        expect(selectQuantiles(Float64Array.from(values), ps)).toEqual(ps.map((p) => quantile(ascending, p)))
      }),
    )
  })

  it('takes a sorted, a reversed and a constant sample of 10,000 without slowing to the square', () => {
    const rising = Float64Array.from({ length: 10_000 }, (_, i) => i)
    for (const values of [rising, rising.slice().reverse(), new Float64Array(10_000).fill(3)]) {
      expect(selectQuantiles(values.slice(), [0.05, 0.95])).toEqual([0.05, 0.95].map((p) => quantile(sorted(values), p)))
    }
  })
})
