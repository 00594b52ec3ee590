// VaR and CVaR of losses with a known distribution: normal, lognormal, Student. Larger is worse, levels in (0, 1).
// Source: McNeil, Frey & Embrechts (2015), Quantitative Risk Management, examples 2.11, 2.14 and 2.15.
import { OutOfDomain, requireFinite, requireLevel, requireNotNegative, requirePositive } from '../numerics/domain.ts'
import { exp } from '../numerics/elementary.ts'
import { normalCdf, normalDensity, normalQuantile } from '../numerics/normal.ts'
import { studentDensity, studentQuantile } from '../numerics/special.ts'

export interface Tail {
  readonly valueAtRisk: number
  readonly conditionalValueAtRisk: number
}

/** mean + sigma z and mean + sigma phi(z) / (1 - level). sigma 0 gives the mean. */
export function normalTail(mean: number, sigma: number, level: number): Tail {
  requireFinite('mean', mean)
  requireNotNegative('sigma', sigma)
  requireLevel('level', level)
  const z = normalQuantile(level)
  return tailOf(mean + sigma * z, mean + (sigma * normalDensity(z)) / (1 - level))
}

/** Of exp(N(mu, sigma^2)): e^(mu + sigma z) and e^(mu + sigma^2 / 2) N(sigma - z) / (1 - level). sigma 0 gives e^mu. */
export function lognormalTail(mu: number, sigma: number, level: number): Tail {
  requireFinite('mu', mu)
  requireNotNegative('sigma', sigma)
  requireLevel('level', level)
  const z = normalQuantile(level)
  return tailOf(exp(mu + sigma * z), (exp(mu + (sigma * sigma) / 2) * normalCdf(sigma - z)) / (1 - level))
}

/**
 * Of location + scale T, T Student with `degrees` > 0, not necessarily whole. `scale` is not the standard deviation,
 * which is scale sqrt(degrees / (degrees - 2)). Up to one degree the tail has no mean: CVaR is infinite.
 */
export function studentTailOf(location: number, scale: number, degrees: number, level: number): Tail {
  requireFinite('location', location)
  requireNotNegative('scale', scale)
  requirePositive('degrees', degrees)
  requireLevel('level', level)
  const t = studentQuantile(level, degrees)
  const valueAtRisk = location + scale * t
  if (scale === 0) return { valueAtRisk: location, conditionalValueAtRisk: location }
  if (degrees <= 1) return { valueAtRisk, conditionalValueAtRisk: Infinity }
  const beyond = (studentDensity(t, degrees) / (1 - level)) * ((degrees + t * t) / (degrees - 1))
  return tailOf(valueAtRisk, location + scale * beyond)
}

function tailOf(valueAtRisk: number, conditionalValueAtRisk: number): Tail {
  if (!Number.isFinite(valueAtRisk) || !Number.isFinite(conditionalValueAtRisk))
    throw new OutOfDomain('spread', 'too large for a double', 'losses below 1e308')
  // Far out both are one number to rounding.
  return { valueAtRisk, conditionalValueAtRisk: Math.max(valueAtRisk, conditionalValueAtRisk) }
}
