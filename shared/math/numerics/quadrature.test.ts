import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { OutOfDomain } from './domain.ts'
import { exp } from './elementary.ts'
import { normalCdf, normalDensity } from './normal.ts'
import { gaussLegendre, integrate } from './quadrature.ts'
import { sum } from './series.ts'

describe('Gauss-Legendre', () => {
  // 40-digit arithmetic: node and weight, counted from the largest.
  it.each([
    [5, 0, 0.9061798459386639928, 0.23692688505618908751],
    [5, 1, 0.53846931010568309104, 0.47862867049936646804],
    [64, 0, 0.99930504173577213946, 0.0017832807216964329473],
    [64, 31, 0.024350292663424432509, 0.048690957009139720383],
    [500, 0, 0.99998845675221295665, 2.9623644485482837152e-5],
    [500, 125, 0.70432696769244192824, 0.0044558203892112806588],
    [2000, 999, 0.00078520175772144724352, 0.0015704031927029911815],
  ])('%d points, node %d', (n, i, node, weight) => {
    const { nodes, weights } = gaussLegendre(n)
    expect(Math.abs((nodes[n - 1 - i] ?? NaN) - node)).toBeLessThan(2e-16)
    expect(Math.abs((weights[n - 1 - i] ?? NaN) - weight)).toBeLessThan(2e-16)
    expect(nodes[i]).toBe(-(nodes[n - 1 - i] ?? NaN))
  })

  it('is exact for polynomials of degree 2n - 1, and not for 2n', () => {
    for (const n of [1, 2, 3, 8, 20]) {
      for (let degree = 0; degree < 2 * n; degree++)
        expect(integrate((x) => x ** degree, -1, 1, n)).toBeCloseTo(degree % 2 === 0 ? 2 / (degree + 1) : 0, 14)
      if (n <= 3) expect(Math.abs(integrate((x) => x ** (2 * n), -1, 1, n) - 2 / (2 * n + 1))).toBeGreaterThan(0.01)
    }
  })

  it('has ascending nodes inside (-1, 1) and positive weights that sum to 2', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), (n) => {
        const { nodes, weights } = gaussLegendre(n)
        for (let i = 0; i < n; i++) expect((nodes[i] ?? NaN) > (i === 0 ? -1 : (nodes[i - 1] ?? NaN)) && (nodes[i] ?? NaN) < 1).toBe(true)
        expect(weights.every((weight) => weight > 0)).toBe(true)
        expect(sum(weights)).toBeCloseTo(2, 14)
      }),
      { numRuns: 40 },
    )
  })

  it('turns round with the limits, adds up over parts, and knows smooth integrals to the last digits', () => {
    expect(integrate(exp, 0, 1, 20)).toBeCloseTo(Math.E - 1, 15)
    expect(integrate(exp, 1, 0, 20)).toBeCloseTo(1 - Math.E, 15)
    expect(integrate(exp, 0, 0.3, 20) + integrate(exp, 0.3, 1, 20)).toBeCloseTo(Math.E - 1, 15)
    expect(integrate(normalDensity, -1, 2, 40)).toBeCloseTo(normalCdf(2) - normalCdf(-1), 14)
    expect(integrate((x) => 1 / (1 + x * x), 0, 1, 30)).toBeCloseTo(Math.PI / 4, 15)
  })

  it('refuses no points, half points and too many', () => {
    for (const n of [0, 1.5, -3, NaN, 2001]) expect(() => gaussLegendre(n)).toThrow(OutOfDomain)
  })
})
