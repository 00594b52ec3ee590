// Options on a future that diffuses and jumps: a Poisson-weighted sum of Black prices.
// Sources: Merton (1976), J. Financial Economics 3, 125-144; Haug (2007), The Complete Guide to Option Pricing Formulas,
// section 6.9, for the other choice of parameters. Called by the calculator.
import { requireBetween, requireFinite, requireNotNegative, requirePositive, requireSide } from '../numerics/domain.ts'
import { exp, expm1, log } from '../numerics/elementary.ts'
import { logGamma } from '../numerics/special.ts'
import { blackPrice } from '../options/black.ts'

export interface MertonJumps {
  /** Volatility between jumps, a root-year. */
  readonly sigma: number
  /** Expected jumps a year. */
  readonly intensity: number
  /** Mean and standard deviation of ln of the factor of a jump. */
  readonly jumpMean: number
  readonly jumpDeviation: number
}

/**
 * Undiscounted price of a call (1) or put (-1), in units of the forward (> 0), the strike from 0. The future has no drift:
 * between jumps it makes up for their mean. Without jumps it is Black's price. The series is summed outwards from its
 * largest weight until what is left is below 1e-17 of the sum.
 */
export function mertonPrice(side: 1 | -1, forward: number, strike: number, years: number, jumps: MertonJumps): number {
  requireSide('side', side)
  requirePositive('forward', forward)
  requireNotNegative('strike', strike)
  requireNotNegative('years', years)
  requireJumps(jumps)
  const { sigma, intensity, jumpMean, jumpDeviation } = jumps
  const squared = jumpDeviation * jumpDeviation
  const logFactor = jumpMean + squared / 2
  const count = intensity * years
  const excess = expm1(logFactor)
  // The side that is worth less is summed and the other follows by parity: neither loses digits to the other.
  const sums = strike >= forward ? 1 : -1
  const start = Math.floor(count)
  // Poisson weights at the mean counts without and with the factor: weight times shifted forward = forward times `other`.
  const otherCount = count * (1 + excess)
  const [lowest, highest] = [Math.min(count, otherCount), Math.max(count, otherCount)]
  requireBetween('expected jumps, times their mean factor,', highest, 0, 100_000)
  const term = (n: number, weight: number, other: number) => {
    const shifted = forward * exp(n * logFactor - count * excess)
    if (weight === 0 || shifted === Infinity) return sums === 1 ? forward * other : 0
    return weight * blackPrice(sums, shifted, strike, Math.sqrt(sigma * sigma * years + n * squared))
  }
  // No term is above this: the forward of a call, the strike of a put.
  const most = (weight: number, other: number) => (sums === 1 ? forward * other : strike * weight)
  const first = [poissonWeight(start, count), poissonWeight(start, otherCount)] as const
  let price = 0
  // Past both means the weights fall at least like highest / n upwards and n / lowest downwards.
  let [weight, other] = first
  for (let n = start; ; n++) {
    price += term(n, weight, other)
    if (n > highest && most(weight, other) * (n / (n - highest)) <= 1e-17 * price + 1e-300) break
    weight *= count / (n + 1)
    other = other > 0 ? (other * otherCount) / (n + 1) : poissonWeight(n + 1, otherCount)
  }
  ;[weight, other] = first
  for (let n = start - 1; n >= 0; n--) {
    weight *= (n + 1) / count
    other = other > 0 ? (other * (n + 1)) / otherCount : poissonWeight(n, otherCount)
    price += term(n, weight, other)
    if (n < lowest && most(weight, other) * (lowest / (lowest - n)) <= 1e-17 * price) break
  }
  return sums === side ? price : price + side * (forward - strike)
}

/** P(N = n) for a Poisson count of mean `expected`. */
function poissonWeight(n: number, expected: number): number {
  if (expected === 0) return n === 0 ? 1 : 0
  return exp(n * log(expected) - expected - logGamma(n + 1))
}

/** Variance of ln of the future's price over `years`: sigma^2 T + intensity T (mean^2 + deviation^2). */
export function mertonLogVariance(years: number, jumps: MertonJumps): number {
  requireNotNegative('years', years)
  requireJumps(jumps)
  return (
    years * (jumps.sigma * jumps.sigma + jumps.intensity * (jumps.jumpMean * jumps.jumpMean + jumps.jumpDeviation * jumps.jumpDeviation))
  )
}

/**
 * Haug's parameters: a total volatility, the share of its square that comes from jumps (0 to 1), their intensity (> 0
 * unless the share is 0). The mean factor of a jump is 1.
 */
export function mertonJumpsOfShare(volatility: number, share: number, intensity: number): MertonJumps {
  requireNotNegative('volatility', volatility)
  requireNotNegative('share', share)
  requireNotNegative('1 - share', 1 - share)
  requireNotNegative('intensity', intensity)
  if (share === 0) return { sigma: volatility, intensity: 0, jumpMean: 0, jumpDeviation: 0 }
  requirePositive('intensity', intensity)
  const squared = (share * volatility * volatility) / intensity
  return { sigma: volatility * Math.sqrt(1 - share), intensity, jumpMean: -squared / 2, jumpDeviation: Math.sqrt(squared) }
}

function requireJumps({ sigma, intensity, jumpMean, jumpDeviation }: MertonJumps): void {
  requireNotNegative('sigma', sigma)
  requireNotNegative('intensity', intensity)
  requireFinite('jumpMean', jumpMean)
  requireNotNegative('jumpDeviation', jumpDeviation)
}
