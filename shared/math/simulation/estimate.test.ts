import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normalQuantile } from '../numerics/normal.ts'
import { fillNormals } from '../random/draws.ts'
import { shifted, sobolPoints } from '../random/sobol.ts'
import { controlled, estimateOf, estimateOverShifts, mergedMoments, momentsOf, paired, sampleShape } from './estimate.ts'

const sample = Float64Array.of(101.2, 99.7, 105.3, 98.1, 110.9, 102.2, 97.5, 103.8)
const doubles = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 40 })

describe('moments', () => {
  it('of eight prices, by hand', () => {
    const { mean, standardError, low, high } = estimateOf(momentsOf(sample), 0.95)
    expect(mean).toBeCloseTo(102.3375, 12)
    expect(standardError).toBeCloseTo(1.546070768570628, 12)
    expect([low, high]).toEqual([expect.closeTo(99.30725697605142, 11), expect.closeTo(105.36774302394859, 11)])
    const { variance, skewness, excessKurtosis } = sampleShape(sample)
    expect([variance, skewness, excessKurtosis]).toEqual([
      expect.closeTo(19.122678571428587, 11),
      expect.closeTo(0.8177920833342746, 12),
      expect.closeTo(-0.15282445589587246, 12),
    ])
  })

  it('of a large mean and small deviations keep their digits', () => {
    // Computed from the doubles in 50 digits.
    const far = Float64Array.of(10005.54, 10002.82, 10008.31)
    expect(Math.abs(sampleShape(far).skewness / 0.011153759491858745 - 1)).toBeLessThan(1e-12)
    expect(Math.abs(momentsOf(far).m2 / 15.070466666665426 - 1)).toBeLessThan(1e-15)
  })

  it('of two parts together are those of the whole (Chan, Golub & LeVeque)', () => {
    fc.assert(
      fc.property(doubles, doubles, (a, b) => {
        const merged = mergedMoments(momentsOf(a), momentsOf(b))
        const whole = momentsOf([...a, ...b])
        expect(merged.n).toBe(whole.n)
        expect(Math.abs(merged.mean - whole.mean)).toBeLessThan(1e-9 * (1 + Math.abs(whole.mean)))
        expect(Math.abs(merged.m2 - whole.m2)).toBeLessThan(1e-9 * (1 + whole.m2) + 1e-3)
        expect([merged.min, merged.max]).toEqual([whole.min, whole.max])
      }),
    )
  })

  it('of what is no number are refused', () => {
    expect(() => momentsOf([1, NaN])).toThrow('values[1] is NaN')
    expect(() => momentsOf([])).toThrow('0 values')
    expect(() => estimateOf(momentsOf([1]), 0.95)).toThrow('1 values')
    expect(() => estimateOf(momentsOf([1, 2]), 1)).toThrow('confidence is 1')
  })
})

describe('variance reduction', () => {
  it('a control that explains all leaves no error, one that explains nothing leaves nearly all', () => {
    const control = sample.map((x) => 3 - 2 * x)
    const exact = controlled(sample, control, 3 - 2 * 100)
    expect(exact.mean).toBeCloseTo(100, 9)
    expect(exact.standardError).toBeLessThan(1e-9)
    const useless = controlled(Float64Array.of(1, 2, 1, 2), Float64Array.of(1, 1, -1, -1), 0)
    expect(useless.varianceRatio).toBe(1)
    expect(() => controlled(sample, new Float64Array(8), 0)).toThrow('control')
  })

  it('pairs of an even function save nothing, of an odd one everything', () => {
    const z = Float64Array.of(0.3, -1.2, 0.8, 1.9)
    const odd = paired(
      z,
      z.map((x) => -x),
    )
    expect([odd.mean, odd.standardError]).toEqual([0, 0])
    const squares = z.map((x) => x * x)
    const even = paired(squares, squares)
    expect(even.standardError).toBeGreaterThan(even.naiveStandardError)
  })

  it('the interval of plain trials holds the truth as often as it says, and is not idle', () => {
    let held = 0
    const rounds = 400
    const normals = new Float64Array(200)
    for (let run = 0; run < rounds; run++) {
      fillNormals(normals, { seed: 11, stream: 5, variable: 0, run }, 0)
      const { low, high } = estimateOf(momentsOf(normals.map((z) => Math.max(z, 0))), 0.9)
      if (low <= 0.3989422804014327 && 0.3989422804014327 <= high) held++
    }
    expect(held / rounds).toBeGreaterThan(0.85)
    expect(held / rounds).toBeLessThan(0.95)
  })

  it('shifted Sobol points come far nearer than plain draws of the same number', () => {
    const size = 1024
    const points = sobolPoints(size, 2)
    const call = (shift: readonly number[]) => {
      const moved = shifted(points, shift)
      let sum = 0
      for (let i = 0; i < size; i++) sum += Math.max(normalQuantile(moved[2 * i] ?? NaN) + normalQuantile(moved[2 * i + 1] ?? NaN), 0)
      return sum / size
    }
    const replicates = Float64Array.from({ length: 16 }, (_, r) => call([((r + 0.5) * 0.6180339887) % 1, ((r + 0.5) * 0.7548776662) % 1]))
    const { mean, standardError, low, high } = estimateOverShifts(replicates, 0.99)
    const truth = 0.5641895835477563 // sqrt(2) / sqrt(2 pi)
    expect(low <= truth && truth <= high).toBe(true)
    expect(standardError).toBeLessThan(0.82 / Math.sqrt(size * 16) / 5)
    expect(mean).toBeCloseTo(truth, 2)
  })
})
