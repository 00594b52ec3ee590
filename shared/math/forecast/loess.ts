// Local regression (loess) on equally spaced points, as the seasonal decomposition needs it: constant or straight line,
// tricube weights, and fitting only every `jump`-th point with straight lines between.
// Source: Cleveland, Cleveland, McRae & Terpenning (1990), Journal of Official Statistics 6, 3-73, section 2 and their
// published routine. Called by stl.ts, which checks the arguments.

export interface Smoother {
  /** Number of neighbours, odd; more than there are points makes the weights flatter. */
  readonly span: number
  /** 0 fits a constant, 1 a straight line. */
  readonly degree: 0 | 1
  readonly jump: number
}

/** `out[offset + i]` becomes the smooth of y at i, from `y` and, where given, weights of each point. At least 2 points. */
export function smooth(y: Float64Array, smoother: Smoother, weights: Float64Array | undefined, out: Float64Array, offset = 0): void {
  const n = y.length
  const { span } = smoother
  const jump = Math.min(smoother.jump, n - 1)
  const half = (span + 1) >> 1
  const work = new Float64Array(n)
  let left = 0
  const setPoint = (i: number): void => {
    out[offset + i] = localFit(y, smoother, weights, i, left, Math.min(left + span, n) - 1, work) ?? y[i]!
  }
  for (let i = 0; i < n; i += jump) {
    left = Math.max(0, Math.min(i + 1 - half, n - span))
    setPoint(i)
  }
  if (jump === 1) return
  const last = Math.floor((n - 1) / jump) * jump
  for (let i = 0; i < last; i += jump) between(out, offset + i, offset + i + jump)
  if (last === n - 1) return
  // The last point is fitted from the window of the last jump, not from its own: so does the published routine.
  setPoint(n - 1)
  between(out, offset + last, offset + n - 1)
}

/**
 * The local regression at x (which may lie outside) from the points left to right, both included; undefined when no
 * point has weight. Each point's tricube weight is 1 within a thousandth of the width and 0 beyond 999 of them.
 * `work` is overwritten, and at least as long as y.
 */
export function localFit(
  y: Float64Array,
  { span, degree }: Smoother,
  weights: Float64Array | undefined,
  x: number,
  left: number,
  right: number,
  work: Float64Array,
): number | undefined {
  const n = y.length
  const width = Math.max(x - left, right - x) + (span > n ? (span - n) >> 1 : 0)
  let total = 0
  let first = 0
  for (let j = left; j <= right; j++) {
    const distance = Math.abs(j - x)
    let w = 0
    if (distance <= 0.999 * width) {
      const u = distance / width
      const v = 1 - u * u * u
      w = distance <= 0.001 * width ? 1 : v * v * v
      if (weights !== undefined) w *= weights[j]!
    }
    work[j] = w
    total += w
    first += w * (j - x)
  }
  if (!(total > 0)) return undefined
  const centre = first / total // of the points, seen from x
  let slope = 0
  if (degree === 1 && width > 0) {
    let second = 0
    for (let j = left; j <= right; j++) second += work[j]! * (j - x - centre) * (j - x - centre)
    // Where the points with weight (nearly) coincide, a line through them would have any slope.
    const spread = second / total
    if (Math.sqrt(spread) > 0.001 * (n - 1)) slope = -centre / spread
  }
  let value = 0
  for (let j = left; j <= right; j++) value += work[j]! * (1 + slope * (j - x - centre)) * y[j]!
  return value / total
}

/** A straight line between two points already set. */
function between(out: Float64Array, from: number, to: number): void {
  const step = (out[to]! - out[from]!) / (to - from)
  for (let i = from + 1; i < to; i++) out[i] = out[from]! + step * (i - from)
}
