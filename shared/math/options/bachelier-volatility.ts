// The normal volatility at which Bachelier's formula gives a price. With z = |forward - strike| / deviation, the time
// value over |forward - strike| is n(z) / z - N(-z), a falling function of z alone; it is inverted by Halley steps.
// Source: Jaeckel (2017), "Implied normal volatility", whose start is replaced by expansions at both ends. Called for
// quotes of spread options.
import { NoConvergence, OutOfDomain, requireFinite, requirePositive, requireSide } from '../numerics/domain.ts'
import { exp, log } from '../numerics/elementary.ts'
import { timeValueOf } from './intrinsic.ts'
import { millsDecline, millsRatio } from './mills-ratio.ts'

const rootTwoPi = 2.5066282746310002
const logRootTwoPi = 0.9189385332046727

/**
 * Volatility in currency per root of a year of an option (side 1 call, -1 put) with this undiscounted price. forward and
 * strike of either sign, years above 0, price from the intrinsic value (0 volatility); below throws OutOfDomain. Relative
 * error about 1e-15 plus what half a unit in the price's last place moves the volatility.
 */
export function impliedNormalVolatility(side: 1 | -1, price: number, forward: number, strike: number, years: number): number {
  requireSide('side', side)
  requireFinite('price', price)
  requireFinite('forward', forward)
  requireFinite('strike', strike)
  requirePositive('years', years)
  const timeValue = timeValueOf(side, price, forward, strike)
  if (timeValue < 0) throw new OutOfDomain('price', price, `a number from ${Math.max(side * (forward - strike), 0)}`)
  if (timeValue === 0) return 0
  const gap = Math.abs(forward - strike)
  return (gap === 0 ? timeValue * rootTwoPi : normalDeviation(timeValue, gap)) / Math.sqrt(years)
}

function normalDeviation(timeValue: number, gap: number): number {
  const share = timeValue / gap
  return share > 0.08 ? nearDeviation(timeValue, gap) : gap / farDistance(share > 1e-300 ? log(share) : log(timeValue) - log(gap))
}

/** The deviation s, near the money: steps on s n(z) (1 - z M(z)) = timeValue, whose slope in s is n(z). */
function nearDeviation(timeValue: number, gap: number): number {
  // timeValue + gap / 2 = (s + gap^2 / (2 s)) n(0) up to fourth order in z.
  const start = rootTwoPi * (timeValue + 0.5 * gap)
  let s = 0.5 * (start + Math.sqrt(Math.max(start * start - 2 * gap * gap, 0)))
  for (let round = 0; round < 30; round++) {
    const z = gap / s
    const newton = timeValue * rootTwoPi * exp(0.5 * z * z) - s * millsDecline(z)
    const step = newton / (1 + (0.5 * z * z * newton) / s)
    s += step
    if (Math.abs(step) <= 1e-6 * s) return s
  }
  throw new NoConvergence('implied normal volatility', `after 30 steps at a deviation of ${s}`)
}

/** z from 1 on: steps on ln (n(z) (1 - z M(z)) / z) = target, whose slope in z is -1 / (z (1 - z M(z))). */
function farDistance(target: number): number {
  // n(z) / z^3, the leading term far out.
  let z = Math.sqrt(Math.max(1, -2 * (target + logRootTwoPi)))
  z = Math.sqrt(Math.max(1, -2 * (target + logRootTwoPi) - 6 * log(z)))
  for (let round = 0; round < 30; round++) {
    const decline = millsDecline(z)
    const newton = (log(decline / z) - 0.5 * z * z - logRootTwoPi - target) * z * decline
    // The slope's logarithm falls by 1/z + (z D - M) / D, D the decline.
    const second = (millsRatio(z) - z * decline) / decline - 1 / z
    const step = newton / (1 + 0.5 * second * newton)
    z = Math.max(z + step, 0.5 * z)
    if (Math.abs(step) <= 1e-6 * z) return z
  }
  throw new NoConvergence('implied normal volatility', `after 30 steps at a distance of ${z}`)
}
