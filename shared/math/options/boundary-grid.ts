// The fixed points at which the early exercise boundary is known, and the weights by which it is integrated and read in
// between; shares of the time to expiry, so one table serves all options. Source: Andersen, Lake & Offengenden (2016),
// sections 4.2-4.3; Berrut & Trefethen (2004), "Barycentric Lagrange interpolation", SIAM Review 46, 501-517.
import { cosineOfTurn } from '../numerics/polynomial.ts'
import { gaussLegendre } from '../numerics/quadrature.ts'

/** A quadrature over the time from expiry (0) to now (1), its nodes dense at both ends, where integrands have roots. */
export interface TimeRule {
  /** Share of time between expiry and the node, and between the node and now: they add up to 1. */
  readonly before: Float64Array
  readonly after: Float64Array
  readonly weights: Float64Array
}

/** before = w^2 (3 - 2w), after = (1 - w)^2 (1 + 2w): the root of either is smooth in w at its own end. */
export function timeRule(points: number): TimeRule {
  const { nodes, weights } = gaussLegendre(points)
  const share = nodes.map((node) => 0.5 * (1 + node))
  return {
    before: share.map((w) => w * w * (3 - 2 * w)),
    after: share.map((w) => (1 - w) * (1 - w) * (1 + 2 * w)),
    weights: share.map((w, j) => 3 * w * (1 - w) * weights[j]!),
  }
}

/**
 * Fourth roots of the shares of time at which the boundary is known, from 0 to 1. Near expiry the squared log of the
 * boundary runs like t ln t; in the fourth root of t that is smooth enough for polynomials (in the root, as in the
 * paper, twice as many nodes give the same error).
 */
export function boundaryNodes(intervals: number): Float64Array {
  return Float64Array.from({ length: intervals + 1 }, (_, i) => 0.5 * (1 - cosineOfTurn(i, 2 * intervals)))
}

/** The weights with which values at Chebyshev nodes add up to the polynomial's value at x. */
export function interpolationRow(nodes: Float64Array, x: number): Float64Array {
  const last = nodes.length - 1
  const exact = nodes.indexOf(x)
  if (exact >= 0) return nodes.map((_, k) => (k === exact ? 1 : 0))
  const row = nodes.map((node, k) => ((k % 2 === 0 ? 1 : -1) * (k === 0 || k === last ? 0.5 : 1)) / (x - node))
  let total = 0
  for (const weight of row) total += weight
  return row.map((weight) => weight / total)
}

export function fourthRoot(share: number): number {
  return Math.sqrt(Math.sqrt(share))
}
