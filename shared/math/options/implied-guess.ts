// The first guess of the implied deviation: a rational function of the price in each of four segments, good to about one
// percent in all of them. Source: Jaeckel, "Let's Be Rational" (2015), section 4, with prices in units of
// min(forward, strike) in place of sqrt(forward strike). Called by the implied volatility.
import { exp, power } from '../numerics/elementary.ts'
import { normalCdf, normalQuantile } from '../numerics/normal.ts'
import { millsRatio } from './mills-ratio.ts'
import { timeValueGiven, timeValueRatio } from './normalised-black.ts'
import { controlAtLeft, controlAtRight, rationalCubic } from './rational-cubic.ts'

const perRootTwoPi = 0.3989422804014327
const rootThree = 1.7320508075688772
const rootHalfPi = 1.2533141373155003

/**
 * s with timeValueRatio(x, s) = ratio, about; x <= 0, ratio in (0, 1). The price as a function of s has its point of
 * inflection at s = sqrt(-2x). The tangent there, run to prices 0 and 1, ends at the inner segments' outer borders.
 */
export function guessDeviation(x: number, ratio: number): number {
  const center = Math.sqrt(-2 * x)
  const atCenter = center > 0 ? timeValueGiven(x, center, perRootTwoPi) : 0
  if (ratio < atCenter) {
    // Near the money the distance of the tangent's foot is a difference of nearly equal numbers.
    const low = center < 1e-3 ? 0.5 * rootHalfPi * center * center : center - atCenter / perRootTwoPi
    const atLow = timeValueRatio(x, low)
    return ratio < atLow ? lowGuess(x, low, atLow, ratio) : leftGuess(x, low, atLow, center, atCenter, ratio)
  }
  const high = center + (1 - atCenter) / perRootTwoPi
  const atHigh = timeValueRatio(x, high)
  return ratio > atHigh ? highGuess(x, high, atHigh, ratio) : rightGuess(x, high, atHigh, center, atCenter, ratio)
}

/** n(d1), the slope of the ratio in s. */
function slope(x: number, s: number): number {
  const d1 = x / s + 0.5 * s
  return perRootTwoPi * exp(-0.5 * d1 * d1)
}

function leftGuess(x: number, low: number, atLow: number, center: number, atCenter: number, ratio: number): number {
  const width = atCenter - atLow
  const rise = center - low
  const slopeLow = 1 / slope(x, low)
  const slopeCenter = 1 / perRootTwoPi
  const control = controlAtRight(width, rise, slopeLow, slopeCenter, 0)
  return low + rationalCubic((ratio - atLow) / width, width, rise, slopeLow, slopeCenter, control)
}

function rightGuess(x: number, high: number, atHigh: number, center: number, atCenter: number, ratio: number): number {
  const width = atHigh - atCenter
  const rise = high - center
  const slopeHigh = 1 / slope(x, high)
  const slopeCenter = 1 / perRootTwoPi
  const control = controlAtLeft(width, rise, slopeCenter, slopeHigh, 0)
  return center + rationalCubic((ratio - atCenter) / width, width, rise, slopeCenter, slopeHigh, control)
}

/** Interpolates f(s) = scale N(-z)^3, z = -x / (sqrt 3 s), which is nearly linear in the ratio, with slope 1 at 0. */
function lowGuess(x: number, low: number, atLow: number, ratio: number): number {
  const scale = ((-2 * Math.PI * x) / (3 * rootThree)) * exp(-0.5 * x)
  const z = -x / (rootThree * low)
  const mills = millsRatio(z)
  const tail = normalCdf(-z)
  const zz = z * z
  const ss = low * low
  const f = scale * tail * tail * tail
  const f1 = zz * mills * mills * exp(0.125 * ss)
  const f2 =
    (Math.PI / 6) *
    (zz / (ss * low)) *
    tail *
    (-8 * rootThree * low * x + (3 * ss * (ss - 8) - 8 * x * x) * mills) *
    exp(2 * zz + 0.25 * ss + 0.5 * x)
  const control = controlAtRight(atLow, f, 1, f1, f2)
  const found = rationalCubic(ratio / atLow, atLow, f, 1, f1, control)
  return x / (rootThree * normalQuantile(power(found / scale, 1 / 3)))
}

/** Interpolates f(s) = exp(-x/2) N(-s/2), which is nearly linear in the ratio and 0 at 1. */
function highGuess(x: number, high: number, atHigh: number, ratio: number): number {
  const scale = exp(-0.5 * x)
  const hh = (x / high) * (x / high)
  const f = scale * normalCdf(-0.5 * high)
  const f1 = -0.5 * exp(0.5 * hh)
  const f2 = Math.sqrt(Math.PI / 2) * (hh / high) * exp(hh + 0.125 * high * high + 0.5 * x)
  const width = 1 - atHigh
  const control = controlAtLeft(width, -f, f1, -0.5, f2)
  const found = f + rationalCubic((ratio - atHigh) / width, width, -f, f1, -0.5, control)
  return -2 * normalQuantile(found / scale)
}
