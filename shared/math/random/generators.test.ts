// Published known answers of the generators that are not of our own making, and what the sequences promise.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { brownianBridge } from './brownian-bridge.ts'
import { mersenneTwister } from './mersenne-twister.ts'
import { shifted, sobolPoint, sobolPoints } from './sobol.ts'
import { threefry2x32, threefry4x32 } from './threefry.ts'

const hex = (words: readonly number[]) => words.map((word) => word.toString(16).padStart(8, '0')).join(' ')

describe('Threefry', () => {
  it('gives the known answers of Random123', () => {
    expect(hex(threefry2x32([0, 0], [0, 0]))).toBe('6b200159 99ba4efe')
    expect(hex(threefry2x32([0xffffffff, 0xffffffff], [0xffffffff, 0xffffffff]))).toBe('1cb996fc bb002be7')
    expect(hex(threefry2x32([0x243f6a88, 0x85a308d3], [0x13198a2e, 0x03707344]))).toBe('c4923a9c 483df7a0')
    expect(hex(threefry4x32([0, 0, 0, 0], [0, 0, 0, 0]))).toBe('9c6ca96a e17eae66 fc10ecd4 5256a7d8')
    const ones = [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff] as const
    expect(hex(threefry4x32(ones, ones))).toBe('2a881696 57012287 f6c7446e a16a6732')
  })
})

describe('MT19937', () => {
  it('gives the 10,000th output the C++ standard names [rand.predef]', () => {
    const next = mersenneTwister(5489)
    let word = 0
    for (let i = 0; i < 10_000; i++) word = next()
    expect(word).toBe(4_123_659_995)
  })
})

describe('Sobol', () => {
  it('begins as Joe and Kuo print it', () => {
    const points = sobolPoints(8, 3)
    const rows = Array.from({ length: 8 }, (_, i) => [...points.subarray(i * 3, i * 3 + 3)])
    expect(rows).toEqual([
      [0, 0, 0],
      [0.5, 0.5, 0.5],
      [0.75, 0.25, 0.25],
      [0.25, 0.75, 0.75],
      [0.375, 0.375, 0.625],
      [0.875, 0.875, 0.125],
      [0.625, 0.125, 0.875],
      [0.125, 0.625, 0.375],
    ])
  })

  it('puts one point into each of 2^k equal pieces, in every dimension it has', () => {
    const size = 256
    const points = sobolPoints(size, 1024)
    for (let d = 0; d < 1024; d++) {
      const cells = new Set(Array.from({ length: size }, (_, i) => Math.floor((points[i * 1024 + d] ?? NaN) * size)))
      expect(cells.size).toBe(size)
    }
  })

  it('gives the same point by its index as in its turn, far out as well', () => {
    const points = sobolPoints(1000, 40)
    for (const index of [1, 2, 511, 512, 999])
      expect([
        ...sobolPoint(
          index,
          Array.from({ length: 40 }, (_, d) => d),
        ),
      ]).toEqual([...points.subarray(index * 40, index * 40 + 40)])
    expect(sobolPoint(4_294_967_295, [0, 1023]).every((u) => u > 0 && u < 1)).toBe(true)
    expect(() => sobolPoint(1, [1024])).toThrow('dimension is 1024')
    expect(() => sobolPoint(-1, [0])).toThrow('index is -1')
  })

  it('is that of QuantLib 1.29 and SciPy in high dimensions, far out', () => {
    expect([...sobolPoint(70_000, [9, 49, 255, 500, 777, 1023])]).toEqual([
      0.56212615966796875, 0.44661712646484375, 0.79140472412109375, 0.44380950927734375, 0.03035736083984375, 0.54228973388671875,
    ])
  })

  it('shifted modulo 1 it stays in its interval and keeps its distances', () => {
    const moved = shifted(Float64Array.of(0, 0, 0.5, 0.5, 0.75, 0.25), [0.37, 0.81])
    expect([...moved].map((value) => Number(value.toFixed(12)))).toEqual([0.37, 0.81, 0.87, 0.31, 0.12, 0.06])
  })
})

describe('the Brownian bridge', () => {
  it('fills in the order of QuantLib', () => {
    const out = new Float64Array(4)
    brownianBridge(Float64Array.of(0.25, 0.5, 0.75, 1))([0.3, -1.1, 0.7, 1.9], out)
    for (const [i, expected] of [0.047487373415291634, -0.4, 0.6217514421272202, 0.3].entries()) expect(out[i]).toBeCloseTo(expected, 14)
  })

  it('fills odd numbers of uneven steps as QuantLib 1.29 does', () => {
    const out = new Float64Array(5)
    brownianBridge(Float64Array.of(0.25, 0.5, 1, 1.5, 2.5))([0.3, -1.1, 0.7, 1.9, -0.4], out)
    const path = [-0.052929004300704408, -0.6008327554319921, 0.8314684735043294, 0.48148609100212147, 0.47434164902525677]
    for (const [i, expected] of path.entries()) expect(out[i]).toBeCloseTo(expected, 14)
  })

  it('is a linear map with the covariance of Brownian motion, min(s, t)', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0.01, max: 2, noNaN: true }), { minLength: 1, maxLength: 20 }), (gaps) => {
        let t = 0
        const times = Float64Array.from(gaps, (gap) => (t += gap))
        const n = times.length
        const build = brownianBridge(times)
        const columns = Array.from({ length: n }, (_, i) => {
          const out = new Float64Array(n)
          build(
            Array.from({ length: n }, (__, j) => (i === j ? 1 : 0)),
            out,
          )
          return out
        })
        for (let a = 0; a < n; a++)
          for (let b = 0; b <= a; b++) {
            const covariance = columns.reduce((sum, column) => sum + (column[a] ?? NaN) * (column[b] ?? NaN), 0)
            expect(Math.abs(covariance - (times[b] ?? NaN))).toBeLessThan(1e-12 * t)
          }
      }),
      { numRuns: 50 },
    )
  })

  it('refuses times that do not rise', () => {
    expect(() => brownianBridge(Float64Array.of(0.5, 0.5))).toThrow('times[1]')
    expect(() => brownianBridge(Float64Array.of(0))).toThrow('times[0]')
    expect(() => brownianBridge(new Float64Array(0))).toThrow('times[0]')
  })
})
