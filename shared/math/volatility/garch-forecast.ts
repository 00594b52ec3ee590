// What a GARCH(1,1) says of later days: expected variances and the volatility to a horizon, annualised.
// Source: Hull, Options, Futures, and Other Derivatives, chapter "Estimating volatilities and correlations", sections on
// forecasting and on volatility term structures.
import { requireNotNegative, requirePositive, requireWhole } from '../numerics/domain.ts'
import { expm1, log, log1p, power } from '../numerics/elementary.ts'
import { type Garch, requireGarch } from './garch.ts'

/**
 * Expected variance of the period `horizon` periods ahead, from the variance `next` of the coming one (horizon 1):
 * V + p^(h-1) (next - V) with p = alpha + beta, V = omega / (1 - p). For p = 1 it rises by omega a period.
 */
export function forecastVariance(garch: Garch, next: number, horizon: number): number {
  requireGarch(garch)
  requireNotNegative('next', next)
  requireWhole('horizon', horizon, 1)
  const p = garch.alpha + garch.beta
  const steps = horizon - 1
  if (p === 0) return steps === 0 ? next : garch.omega
  return power(p, steps) * next + garch.omega * (Math.abs(1 - p) < 1e-15 ? steps : expm1(steps * log(p)) / (p - 1))
}

/**
 * Volatility a year over the coming `horizon` periods by Hull's integral of expected variance with a = ln 1/(alpha + beta):
 * sqrt(periods (V + (1 - e^(-aT)) / (aT) (next - V))). `periods` a year, 252 for trading days.
 */
export function hullVolatility(garch: Garch, next: number, horizon: number, periods = 252): number {
  requireGarch(garch)
  requireNotNegative('next', next)
  requirePositive('horizon', horizon)
  requirePositive('periods', periods)
  const p = garch.alpha + garch.beta
  const distance = 1 - p
  // a / (1 - p), which is 1 at p = 1; a alone is infinite at p = 0, where only the long run is left.
  const slope = distance === 0 ? 1 : -log1p(-distance) / distance
  const x = slope * distance * horizon
  const share = x === 0 ? 1 : x === Infinity ? 0 : -expm1(-x) / x
  // (1 - share) / (1 - p), by its series where the difference would cancel.
  const rest = Math.abs(x) > 1e-4 ? (1 - share) / distance : slope * horizon * (0.5 - x / 6 + (x * x) / 24)
  return Math.sqrt(periods * (share * next + garch.omega * rest))
}

/** Volatility a year over a whole number of coming periods: the mean of their expected variances, summed exactly. */
export function discreteVolatility(garch: Garch, next: number, horizon: number, periods = 252): number {
  requireGarch(garch)
  requireNotNegative('next', next)
  requireWhole('horizon', horizon, 1)
  requirePositive('periods', periods)
  const p = garch.alpha + garch.beta
  const distance = 1 - p
  if (Math.abs(distance) * horizon < 1e-5) {
    // Taylor in 1 - p to the second order: the closed form below would cancel.
    const share = 1 - ((horizon - 1) / 2) * distance + (((horizon - 1) * (horizon - 2)) / 6) * distance * distance
    const rest = (horizon - 1) / 2 - (((horizon - 1) * (horizon - 2)) / 6) * distance
    return Math.sqrt(periods * (share * next + garch.omega * rest))
  }
  const share = p === 0 ? 1 / horizon : -expm1(horizon * log1p(-distance)) / (distance * horizon)
  return Math.sqrt(periods * (share * next + (garch.omega * (1 - share)) / distance))
}
