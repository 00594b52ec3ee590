// Gauss-Legendre rules, computed once per size: Newton on the Legendre polynomial, from a Chebyshev guess.
// Source: Press et al., Numerical Recipes, 4.6.
import { requireWhole } from './domain.ts'

export interface Rule {
  readonly nodes: Float64Array
  readonly weights: Float64Array
}

const rules = new Map<number, Rule>()

/** Nodes in (-1, 1), ascending, and weights that sum to 2: exact for polynomials of degree 2n - 1. */
export function gaussLegendre(n: number): Rule {
  requireWhole('points', n, 1, 2000)
  const known = rules.get(n)
  if (known) return known
  const nodes = new Float64Array(n)
  const weights = new Float64Array(n)
  for (let i = 0; i < Math.ceil(n / 2); i++) {
    // Roots interlace with those of the Chebyshev polynomial; any engine's cosine is a good enough start, since
    // Newton's steps end at the same double.
    let x = chebyshevGuess(i, n)
    let slope = 0
    for (let round = 0; round < 100; round++) {
      let [before, here] = [1, x]
      for (let k = 2; k <= n; k++) [before, here] = [here, ((2 * k - 1) * x * here - (k - 1) * before) / k]
      slope = (n * (x * here - before)) / (x * x - 1)
      const step = here / slope
      x -= step
      if (Math.abs(step) < 1e-16) break
    }
    nodes[i] = -x
    nodes[n - 1 - i] = x
    const weight = 2 / ((1 - x * x) * slope * slope)
    weights[i] = weight
    weights[n - 1 - i] = weight
  }
  const rule = { nodes, weights }
  rules.set(n, rule)
  return rule
}

/** The integral of f over [low, high] by one rule of n points. */
export function integrate(f: (x: number) => number, low: number, high: number, n: number): number {
  const { nodes, weights } = gaussLegendre(n)
  const half = (high - low) / 2
  const middle = low + half
  let total = 0
  for (let i = 0; i < n; i++) total += weights[i]! * f(middle + half * nodes[i]!)
  return half * total
}

/** cos(pi (i + 3/4) / (n + 1/2)). */
function chebyshevGuess(i: number, n: number): number {
  return cosine((Math.PI * (i + 0.75)) / (n + 0.5))
}

/** cos x for x in [0, pi], by its power series around the nearest multiple of pi / 2; error about 1e-16. */
function cosine(x: number): number {
  const quarter = Math.round(x / (Math.PI / 2))
  const r = x - (quarter * Math.PI) / 2
  const z = r * r
  let cos = 1
  let sin = r
  let even = 1
  let odd = r
  for (let k = 1; k <= 10; k++) {
    even *= -z / ((2 * k - 1) * (2 * k))
    odd *= -z / (2 * k * (2 * k + 1))
    cos += even
    sin += odd
  }
  return quarter === 0 ? cos : quarter === 1 ? -sin : -cos
}
