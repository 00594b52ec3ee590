import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fillNormals, fillUniforms } from '../random/draws.ts'
import { cubeRootBlock, politisWhiteBlock, resampled, stationaryBootstrapIndices } from './stationary-bootstrap.ts'

function uniforms(n: number, seed: number): Float64Array {
  const out = new Float64Array(n)
  fillUniforms(out, { seed, stream: 0, variable: 0, run: 0 }, 0)
  return out
}

describe('the stationary bootstrap', () => {
  it('follows its rule by hand, around the end of the history', () => {
    const draws = Float64Array.of(0.9, 0.75, 0.9, 0, 0.9, 0, 0.1, 0.1, 0.25, 0.99, 0.24, 0.99)
    // n = 4, mean block 4: start at 3, on to 0, on to 1, new start 0, on to 1 (0.25 is not below 1/4), new start 3.
    expect([...stationaryBootstrapIndices(4, 4, draws)]).toEqual([3, 0, 1, 0, 1, 3])
  })

  it('is the plain bootstrap for a block of 1 and one turn around the history for an endless block', () => {
    const draws = uniforms(2000, 1)
    const plain = stationaryBootstrapIndices(7, 1, draws)
    for (const [k, index] of plain.entries()) expect(index).toBe(Math.floor((draws[2 * k + 1] ?? NaN) * 7))
    const turn = stationaryBootstrapIndices(7, Infinity, draws)
    for (const [k, index] of turn.entries()) expect(index).toBe(((turn[0] ?? NaN) + k) % 7)
  })

  it('uses every place equally often, in blocks of the mean asked for', () => {
    const n = 50
    const indices = stationaryBootstrapIndices(n, 5, uniforms(200_000, 2))
    const seen = new Float64Array(n)
    let starts = 1
    for (const [k, index] of indices.entries()) {
      seen[index] = (seen[index] ?? NaN) + 1
      if (k > 0 && index !== ((indices[k - 1] ?? NaN) + 1) % n) starts++
    }
    // One start in n goes on by chance where the block before would have gone.
    expect(indices.length / starts).toBeCloseTo(5 / (1 - 1 / n), 0)
    // A place comes in blocks, so its count varies by 2 x 5 - 1 times as much as a single draw's.
    for (const count of seen) expect(Math.abs(count - 2000)).toBeLessThan(4 * Math.sqrt(2000 * 9))
  })

  it('keeps series side by side', () => {
    const [prices, volumes] = [Float64Array.of(1, 2, 3, 4), Float64Array.of(10, 20, 30, 40)]
    const [p, v] = resampled([prices, volumes], stationaryBootstrapIndices(4, 2, uniforms(200, 3)))
    expect(p).toHaveLength(100)
    for (const [k, each] of (p ?? []).entries()) expect(v?.[k]).toBe(10 * each)
  })

  it('stays inside the history', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.double({ min: 1, max: 30, noNaN: true }),
        fc.integer({ min: 1, max: 1e6 }),
        (n, block, seed) => {
          for (const index of stationaryBootstrapIndices(n, block, uniforms(60, seed))) {
            expect(index).toBeGreaterThanOrEqual(0)
            expect(index).toBeLessThan(n)
          }
        },
      ),
    )
  })

  it('refuses what it has no answer for', () => {
    for (const bad of [NaN, -Infinity, -1, 0.5]) expect(() => stationaryBootstrapIndices(4, bad, uniforms(4, 1))).toThrow('meanBlock')
    expect(() => stationaryBootstrapIndices(0, 2, uniforms(4, 1))).toThrow('n is 0')
    expect(() => stationaryBootstrapIndices(4, 2, uniforms(3, 1))).toThrow('two a draw')
    expect(() => stationaryBootstrapIndices(4, 2, Float64Array.of(0.5, 1))).toThrow('[0, 1)')
    expect(() => stationaryBootstrapIndices(4, 2, Float64Array.of(NaN, 0.5))).toThrow('[0, 1)')
    expect(() => resampled([Float64Array.of(1)], Int32Array.of(1))).toThrow('indices')
  })
})

describe('the length of blocks', () => {
  function autoregression(n: number, b: number, seed: number): Float64Array {
    const out = new Float64Array(n)
    fillNormals(out, { seed, stream: 0, variable: 0, run: 0 }, 0)
    for (let i = 1; i < n; i++) out[i] = b * (out[i - 1] ?? NaN) + (out[i] ?? NaN)
    return out
  }

  it('is the cube root of n by the plain rule', () => {
    expect(cubeRootBlock(1)).toBe(1)
    expect(cubeRootBlock(1000)).toBeCloseTo(10, 12)
  })

  it('agrees with a port of R’s b.star on an autoregression', () => {
    expect(politisWhiteBlock(autoregression(400, 0.6, 12))).toBeCloseTo(8.672170367461534, 9)
  })

  it('grows with the memory of the series, is 1 for none, and does not depend on units', () => {
    const mean = (b: number) =>
      Array.from({ length: 20 }, (_, seed) => politisWhiteBlock(autoregression(500, b, seed + 1))).reduce((x, y) => x + y) / 20
    const [none, some, much] = [mean(0), mean(0.5), mean(0.85)]
    expect(none).toBeLessThan(4)
    expect(some).toBeGreaterThan(none)
    expect(much).toBeGreaterThan(1.5 * some)
    const series = autoregression(300, 0.5, 4)
    expect(politisWhiteBlock(series.map((x) => 1000 * x + 3))).toBeCloseTo(politisWhiteBlock(series), 8)
    expect(politisWhiteBlock(new Float64Array(50).fill(2))).toBe(1)
  })

  it('stays between 1 and its bound for any series', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 10, maxLength: 80 }), (list) => {
        const block = politisWhiteBlock(Float64Array.from(list))
        expect(block).toBeGreaterThanOrEqual(1)
        expect(block).toBeLessThanOrEqual(Math.min(3 * Math.sqrt(list.length), list.length / 3))
      }),
    )
  })

  it('refuses short series and gaps', () => {
    expect(() => politisWhiteBlock(new Float64Array(9))).toThrow('at least 10')
    expect(() => politisWhiteBlock(Float64Array.from({ length: 20 }, (_, i) => (i === 7 ? NaN : i)))).toThrow('values[7]')
    expect(() => cubeRootBlock(0)).toThrow('n is 0')
  })
})
