// Interpolation between two points with given slopes by a cubic over a quadratic, whose one free parameter is set so that
// the curve also has a given second derivative at one end. Source: Delbourgo & Gregory (1985), "Shape preserving piecewise
// rational interpolation", SIAM J. Sci. Stat. Comput. 6, 967-976; Jaeckel (2015), section 4.1. Called by the implied
// volatility for its first guess.

/** The parameter with which the curve has this second derivative at its left end; Infinity means a straight line. */
export function controlAtLeft(width: number, rise: number, slopeLeft: number, slopeRight: number, curvature: number): number {
  return controlled((0.5 * width * curvature + slopeRight - slopeLeft) / (rise / width - slopeLeft), width, rise, slopeLeft, slopeRight)
}

/** The same at its right end. */
export function controlAtRight(width: number, rise: number, slopeLeft: number, slopeRight: number, curvature: number): number {
  return controlled((0.5 * width * curvature + slopeRight - slopeLeft) / (slopeRight - rise / width), width, rise, slopeLeft, slopeRight)
}

/** Not below what keeps a monotonic curve monotonic and a convex or concave one so. */
function controlled(fitted: number, width: number, rise: number, slopeLeft: number, slopeRight: number): number {
  const slope = rise / width
  const change = slopeRight - slopeLeft
  const monotonic = (slopeLeft + slopeRight) / slope
  const convex = Math.max(Math.abs(change / (slopeRight - slope)), Math.abs(change / (slope - slopeLeft)))
  const least = Math.max(monotonic, (slopeLeft - slope) * (slope - slopeRight) > 0 ? convex : -0.9)
  return fitted > least ? fitted : least
}

/** Height above the left end at the share t of the width. */
export function rationalCubic(t: number, width: number, rise: number, slopeLeft: number, slopeRight: number, control: number): number {
  if (!(control < 1e12)) return rise * t
  const u = 1 - t
  const top = rise * t * t * t + (control * rise - width * slopeRight) * t * t * u + width * slopeLeft * t * u * u
  return top / (1 + (control - 3) * t * u)
}
