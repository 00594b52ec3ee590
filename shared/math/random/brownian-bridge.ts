// The Brownian bridge: the first normal says where the path ends, each further one halves a gap, so that the leading
// dimensions of a low-discrepancy sequence carry most of the variance. The order is QuantLib's BrownianBridge.
// Source: Jaeckel (2002), Monte Carlo Methods in Finance, ch. 10; Glasserman (2004), 3.1.
import { requireLength, requirePositive, requireRising } from '../numerics/domain.ts'

interface Step {
  /** Which point is set, and the points around it; -1 is time 0. */
  readonly at: number
  readonly left: number
  readonly right: number
  readonly leftWeight: number
  readonly rightWeight: number
  readonly deviation: number
}

/** A function that writes the path W(t_1) ... W(t_n) of n standard normals to `out`. Times ascending, in years, above 0. */
export function brownianBridge(times: Float64Array): (normals: ArrayLike<number>, out: Float64Array) => void {
  requirePositive('times[0]', times[0] ?? NaN)
  requireRising('times', times)
  const n = times.length
  const last = n - 1
  const steps: Step[] = []
  const isSet = new Uint8Array(n)
  isSet[last] = 1
  let from = 0
  for (let i = 1; i < n; i++) {
    while (isSet[from]) from++
    let right = from
    while (!isSet[right]) right++
    const at = from + ((right - 1 - from) >> 1)
    isSet[at] = 1
    const before = from === 0 ? 0 : times[from - 1]!
    const gap = times[right]! - before
    const passed = times[at]! - before
    steps.push({
      at,
      left: from - 1,
      right,
      leftWeight: (times[right]! - times[at]!) / gap,
      rightWeight: passed / gap,
      deviation: Math.sqrt((passed * (times[right]! - times[at]!)) / gap),
    })
    from = right + 1
    if (from >= n) from = 0
  }
  const whole = Math.sqrt(times[last]!)
  return (normals, out) => {
    requireLength('normals', normals, n)
    requireLength('out', out, n)
    out[last] = whole * normals[0]!
    for (let i = 0; i < steps.length; i++) {
      const { at, left, right, leftWeight, rightWeight, deviation } = steps[i]!
      out[at] = (left < 0 ? 0 : leftWeight * out[left]!) + rightWeight * out[right]! + deviation * normals[i + 1]!
    }
  }
}
