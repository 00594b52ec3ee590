// Hyman's filter: slopes are cut until the cubic rises or falls where its nodes do, and left alone where it already does.
// Source: Dougherty, Edelman & Hyman (1989), Mathematics of Computation 52, 471-494, in the form of QuantLib's
// CubicInterpolation. Called by cubic-slopes.ts.

/** widths and secants of the pieces, one slope per node. */
export function monotoneSlopes(widths: Float64Array, secants: Float64Array, slopes: Float64Array): Float64Array {
  const n = secants.length
  return slopes.map((slope, i) => {
    if (i === 0) return cut(slope, secants[0]!, 3 * Math.abs(secants[0]!))
    if (i === n) return cut(slope, secants[n - 1]!, 3 * Math.abs(secants[n - 1]!))
    const [left, right] = [secants[i - 1]!, secants[i]!]
    const [leftWidth, rightWidth] = [widths[i - 1]!, widths[i]!]
    const middle = (left * rightWidth + right * leftWidth) / (leftWidth + rightWidth)
    let limit = 3 * Math.min(Math.abs(left), Math.abs(right), Math.abs(middle))
    const turn = right - left
    // Where the data bend one way on both sides of a piece, the parabola of its outer side allows more.
    if (i > 1) {
      const outer = secants[i - 2]!
      const parabola = outerParabola(leftWidth, widths[i - 2]!, left, outer)
      if ((left - outer) * turn > 0 && middle * parabola > 0 && middle * (left - outer) > 0)
        limit = Math.max(limit, 1.5 * Math.min(Math.abs(middle), Math.abs(parabola)))
    }
    if (i < n - 1) {
      const outer = secants[i + 1]!
      const parabola = outerParabola(rightWidth, widths[i + 1]!, right, outer)
      if (turn * (outer - right) > 0 && middle * parabola > 0 && -middle * turn > 0)
        limit = Math.max(limit, 1.5 * Math.min(Math.abs(middle), Math.abs(parabola)))
    }
    return cut(slope, middle, limit)
  })
}

function outerParabola(nearWidth: number, outerWidth: number, near: number, outer: number): number {
  return (near * (2 * nearWidth + outerWidth) - outer * nearWidth) / (nearWidth + outerWidth)
}

/** The slope, at most `limit` in size, and 0 when it goes against `direction`. */
function cut(slope: number, direction: number, limit: number): number {
  if (slope > 0 && direction > 0) return Math.min(slope, limit)
  return slope < 0 && direction < 0 ? Math.max(slope, -limit) : 0
}
