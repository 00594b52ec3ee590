import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normalQuantile } from '../numerics/normal.ts'
import { fillNormals, fillUniforms, philox4x32, streamOf } from './draws.ts'

const hex = (text: string): number[] => text.split(' ').map((word) => Number.parseInt(word, 16))

// Random123 1.14, kat_vectors (Salmon et al. 2011); the last two computed with the library.
describe('Philox4x32-10', () => {
  it.each([
    ['0 0 0 0', '0 0', '6627e8d5 e169c58d bc57ac4c 9b00dbd8'],
    ['ffffffff ffffffff ffffffff ffffffff', 'ffffffff ffffffff', '408f276d 41c83b0e a20bc7c6 6d5451fd'],
    ['243f6a88 85a308d3 13198a2e 03707344', 'a4093822 299f31d0', 'd16cfe09 94fdcceb 5001e420 24126ea1'],
    ['0 0 0 0', '2a 0', '9ceaf053 77f5493b 12bf50ad 5742b3d7'],
    ['5 0 0 0', '2a 0', '5099d809 4b20b5d2 0d41b5e2 0a653407'],
  ])('counter %s key %s', (counter, key, expected) => {
    const [c0 = 0, c1 = 0, c2 = 0, c3 = 0] = hex(counter)
    const [k0 = 0, k1 = 0] = hex(key)
    const out = new Int32Array(4)
    philox4x32(out, c0, c1, c2, c3, k0, k1)
    expect([...out].map((word) => word >>> 0)).toEqual(hex(expected))
  })

  it('turns words into uniforms and normals', () => {
    const out = new Float64Array(2)
    const draws = { seed: 42, stream: 0, variable: 0, run: 0 }
    fillUniforms(out, draws, 1)
    expect([...out]).toEqual([0.9877186516453578, 0.5139061469906241])
    fillNormals(out, draws, 1)
    expect(out[0]).toBeCloseTo(2.2482116571565154, 13)
    expect(out[1]).toBeCloseTo(0.03486460317339296, 14)
  })

  it('gives a draw by its address alone', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 }), (seed, path, short, more) => {
        const draws = { seed, stream: 7, variable: 1, run: 2 }
        const few = new Float64Array(short)
        const many = new Float64Array(short + more)
        fillUniforms(many, draws, path + 1)
        fillUniforms(many, draws, path)
        fillUniforms(few, draws, path)
        expect([...many.subarray(0, short)]).toEqual([...few])
        expect(many.every((u) => u > 0 && u < 1)).toBe(true)
      }),
    )
  })

  it('has the moments of the normal', () => {
    const draw = new Float64Array(1000)
    let sum = 0
    let squares = 0
    for (let path = 0; path < 200; path++) {
      fillNormals(draw, { seed: 1, stream: streamOf('moments'), variable: 0, run: 0 }, path)
      for (const z of draw) {
        sum += z
        squares += z * z
      }
    }
    expect(Math.abs(sum / 200_000)).toBeLessThan(3.5 / Math.sqrt(200_000))
    expect(Math.abs(squares / 200_000 - 1)).toBeLessThan(3.5 * Math.sqrt(2 / 200_000))
  })
})

// Computed with mpmath to 50 digits; the row of 0.001 is a check value of the paper.
describe('normal quantile', () => {
  it.each([
    [0.25, -0.6744897501960817],
    [0.001, -3.0902323061678136],
    [0.025, -1.9599639845400543],
    [0.9999, 3.7190164854557084],
    [0.425, -0.18911842627279252],
    [0.0759, -1.4332024140149238],
    [1e-10, -6.361340902404057],
    [1e-20, -9.262340089798407],
    [1e-100, -21.273453560965326],
  ])('p = %d', (p, z) => {
    expect(Math.abs(normalQuantile(p) / z - 1)).toBeLessThan(5e-15)
  })

  it('ends at infinity and knows nothing outside', () => {
    expect([0.5, 0, 1, -0.1, 1.1, NaN].map(normalQuantile)).toEqual([0, -Infinity, Infinity, NaN, NaN, NaN])
  })
})
