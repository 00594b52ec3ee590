// Slopes of the natural cubic spline: two continuous derivatives, second derivative 0 at both ends.
// Source: de Boor (1978), A Practical Guide to Splines, ch. 4. Called by cubic-slopes.ts.

/** widths and secants of the pieces, at least two; solved by elimination along the three diagonals. */
export function naturalSlopes(widths: Float64Array, secants: Float64Array): Float64Array {
  const n = secants.length
  const slopes = new Float64Array(n + 1)
  /** What is left above the diagonal of each row, its diagonal divided out. */
  const above = new Float64Array(n + 1)
  above[0] = 0.5
  slopes[0] = 1.5 * secants[0]!
  for (let i = 1; i < n; i++) {
    const [before, here] = [widths[i - 1]!, widths[i]!]
    const diagonal = 2 * (before + here) - here * above[i - 1]!
    above[i] = before / diagonal
    slopes[i] = (3 * (here * secants[i - 1]! + before * secants[i]!) - here * slopes[i - 1]!) / diagonal
  }
  slopes[n] = (3 * secants[n - 1]! - slopes[n - 1]!) / (2 - above[n - 1]!)
  for (let i = n - 1; i >= 0; i--) slopes[i]! -= above[i]! * slopes[i + 1]!
  return slopes
}
