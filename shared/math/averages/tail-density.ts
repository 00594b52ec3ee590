// The exact distribution of a discrete average, carried from the last fixing back to the second one. With increments
// R_k of the logarithm between fixings and amounts a_k, the average is e^(R_1) (a_1 + e^(Z_2)), where
// Z_n = ln a_n + R_n and Z_k = R_k + ln(a_k + e^(Z_(k+1))). The density of each Z stands on an even grid; a step is a
// sum of Gaussian kernels. On analytic functions the trapezoid rule is exact but for e^(-2 pi^2 (width / step)^2), which
// sets the steps, so every digit costs little.
// Sources: Carverhill & Clewlow (1990), Risk 3(4), 25-29; Benhamou (2002), Journal of Computational Finance 6(1), on
// centring; Trefethen & Weideman (2014), SIAM Review 56, on the trapezoid rule. Called by average-option.ts.
import { NoConvergence } from '../numerics/domain.ts'
import { exp, expm1, log } from '../numerics/elementary.ts'

/** Fixings that differ in their variance, in order: amounts above 0, increments of the variance above 0. */
export interface FixingChain {
  readonly amounts: Float64Array
  readonly increments: Float64Array
}

/** A density on an even grid: value i belongs to the point (first + i) * step. */
export interface GridDensity {
  readonly step: number
  readonly first: number
  readonly values: Float64Array
}

/** Kernels are cut where the normal tail holds 1e-14. */
const tailReach = 7.6
/** Tails lower than this share of the peak, as probability and as part of the mean of the average, are left out. */
const negligible = 1e-15
/** Beyond it a chain mixes spans of time no calendar holds. */
const mostPoints = 1_000_000

/** e^(-gridDecay) bounds the error of the trapezoid rule; 1e-12. */
const gridDecay = 28
const stepsPerWidth = Math.sqrt(gridDecay / 2) / Math.PI

/**
 * Grid step that integrates the product of a density smooth on the scale `smoothness` and a kernel of deviation
 * `deviation`. The logarithm in the recursion is singular at a distance of pi from the real line: wide functions are
 * bound by that.
 */
function stepFor(smoothness: number, deviation: number): number {
  const squared = 1 / (1 / (smoothness * smoothness) + 1 / (deviation * deviation))
  const narrow = Math.sqrt(squared) / stepsPerWidth
  // 2 pi^2 / (decay + pi^2 / (2 squared)); both bounds meet where the best shift of the contour is pi.
  return 2 * Math.PI * squared <= Math.PI * narrow ? narrow : (2 * Math.PI * Math.PI) / (gridDecay + (Math.PI * Math.PI) / (2 * squared))
}

/**
 * The density of Z_2, ready for a last integral against a function smooth on the scale of the first increment. Needs two
 * fixings or more. `trail`, when given, receives the densities of Z_n, ..., Z_2 in this order.
 */
export function tailDensity({ amounts, increments }: FixingChain, trail?: GridDensity[]): GridDensity {
  const n = amounts.length
  let deviation = Math.sqrt(increments[n - 1]!)
  let smoothness = deviation
  let density = trimmed(lastDensity(log(amounts[n - 1]!), deviation, stepFor(smoothness, Math.sqrt(increments[n - 2]!))))
  trail?.push(density)
  for (let k = n - 2; k >= 1; k--) {
    const amount = amounts[k]!
    deviation = Math.sqrt(increments[k]!)
    const lowest = exp(density.first * density.step)
    // What the logarithm leaves of the smoothness where it presses the density most.
    const pressed = smoothness * (lowest / (amount + lowest))
    smoothness = Math.sqrt(increments[k]! + pressed * pressed)
    density = trimmed(propagated(density, amount, deviation, stepFor(smoothness, Math.sqrt(increments[k - 1]!))))
    trail?.push(density)
  }
  return density
}

/** The normal density of Z_n. */
function lastDensity(logAmount: number, deviation: number, step: number): GridDensity {
  const mean = logAmount - (deviation * deviation) / 2
  const first = Math.floor((mean - tailReach * deviation) / step)
  const last = Math.ceil((mean + (tailReach + deviation) * deviation) / step)
  const values = grid(first, last)
  const scale = 1 / (deviation * Math.sqrt(2 * Math.PI))
  for (let i = 0; i < values.length; i++) {
    const u = ((first + i) * step - mean) / deviation
    values[i] = scale * exp(-0.5 * u * u)
  }
  return { step, first, values }
}

/** The density of R + ln(amount + e^Z) on a grid of the given step, R normal with mean -deviation^2 / 2. */
function propagated(source: GridDensity, amount: number, deviation: number, step: number): GridDensity {
  const drift = -0.5 * deviation * deviation
  const reach = kernelReach(deviation, step)
  const lowest = log(amount + exp(source.first * source.step)) + drift
  const highest = log(amount + exp((source.first + source.values.length - 1) * source.step)) + drift
  const first = Math.floor(lowest / step) - reach - 1
  const values = grid(first, Math.ceil(highest / step) + reach + 1)
  // The kernel at k steps from its centre is e^(-(offset + k step)^2 / 2 deviation^2) = e^(-offset^2 / ..) ratio^k bell_k.
  const precision = 1 / (deviation * deviation)
  const bell = new Float64Array(reach + 1)
  for (let k = 0; k <= reach; k++) bell[k] = exp(-0.5 * precision * (k * step) * (k * step))
  const scale = source.step / (deviation * Math.sqrt(2 * Math.PI))
  const growth = exp(source.step)
  let power = 0
  let centre = 0
  for (let i = 0; i < source.values.length; i++) {
    // amount + e^Z and its logarithm go from point to point; now and then both are taken anew, so rounding cannot grow.
    const before = power
    power = i % 32 === 0 ? exp((source.first + i) * source.step) : power * growth
    const half = (power - before) / (2 * amount + power + before)
    centre = i % 32 === 0 || half > 0.05 ? log(amount + power) + drift : centre + logRatioOf(half)
    const nearest = Math.floor(centre / step + 0.5)
    const offset = nearest * step - centre
    const middle = nearest - first
    const ratio = nearOne(-offset * step * precision)
    const inverse = 1 / ratio
    let up = source.values[i]! * scale * nearOne(-0.5 * precision * offset * offset)
    let down = up
    values[middle]! += up
    for (let k = 1; k <= reach; k++) {
      up *= ratio
      down *= inverse
      values[middle + k]! += up * bell[k]!
      values[middle - k]! += down * bell[k]!
    }
  }
  return { step, first, values }
}

/** e^x, in half the time where x is small. */
function nearOne(x: number): number {
  return Math.abs(x) < 0.34 ? 1 + expm1(x) : exp(x)
}

/** ln((1 + t) / (1 - t)) for |t| <= 0.05. */
function logRatioOf(t: number): number {
  const z = t * t
  return 2 * t * (1 + z * (1 / 3 + z * (1 / 5 + z * (1 / 7 + z * (1 / 9 + z / 11)))))
}

/** Grid points a kernel reaches on either side; its upper tail is weighed by e^z and so counts one deviation more. */
export function kernelReach(deviation: number, step: number): number {
  // On a grid much wider than the kernel only the nearest point sees it, and ratios of neighbours leave the doubles.
  return step > 20 * deviation ? 0 : Math.ceil(((tailReach + deviation) * deviation) / step)
}

function grid(first: number, last: number): Float64Array {
  const points = last - first + 1
  if (!(points <= mostPoints)) throw new NoConvergence('density of the average', `it needs a grid of ${points} points`)
  return new Float64Array(points)
}

/** Without the tails that count neither as probability nor, on the upper side, as value. */
function trimmed({ step, first, values }: GridDensity): GridDensity {
  let least = 0
  for (let i = 0; i < values.length; i++) least = Math.max(least, values[i]!)
  least *= negligible
  let low = 0
  let high = values.length - 1
  while (low < high && values[low]! < least) low++
  while (high > low && values[high]! * Math.max(1, exp((first + high) * step)) < least) high--
  return { step, first: first + low, values: values.subarray(low, high + 1) }
}
