// What a GARCH(1,1) says of later days: expected variances and the volatility to a horizon, annualised.
// Source: Hull, Options, Futures, and Other Derivatives, chapter "Estimating volatilities and correlations", sections on
// forecasting and on volatility term structures.
import { requireNotNegative, requirePositive } from '../numerics/domain.ts'
import { exp, expm1, log, power } from '../numerics/elementary.ts'
import { type Garch, requireGarch } from './garch.ts'

/**
 * Expected variance of the period `horizon` periods ahead, from the variance `next` of the coming one (horizon 1):
 * V + p^(h-1) (next - V) with p = alpha + beta, V = omega / (1 - p). For p = 1 it rises by omega a period.
 */
export function forecastVariance(garch: Garch, next: number, horizon: number): number {
  requireGarch(garch)
  requireNotNegative('next', next)
  requirePositive('horizon', horizon)
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
  // -> 0 for p = 0: only the long run is left. 1 - share = aT / 2 - (aT)^2 / 6 ... cancels for small aT.
  const x = p === 0 ? Infinity : -log(p) * horizon
  const share = x === 0 ? 1 : x === Infinity ? 0 : -expm1(-x) / x
  return Math.sqrt(periods * (share * next + garch.omega * restPerDistance(p, x, share, horizon)))
}

/** Volatility a year over a whole number of coming periods: the mean of their expected variances, summed exactly. */
export function discreteVolatility(garch: Garch, next: number, horizon: number, periods = 252): number {
  requireGarch(garch)
  requireNotNegative('next', next)
  requirePositive('horizon', horizon)
  requirePositive('periods', periods)
  const p = garch.alpha + garch.beta
  const distance = 1 - p
  if (Math.abs(distance) * horizon < 1e-5) {
    // Taylor in 1 - p to the second order: the closed form below would cancel.
    const share = 1 - ((horizon - 1) / 2) * distance + (((horizon - 1) * (horizon - 2)) / 6) * distance * distance
    const rest = (horizon - 1) / 2 - (((horizon - 1) * (horizon - 2)) / 6) * distance
    return Math.sqrt(periods * (share * next + garch.omega * rest))
  }
  const share = (1 - (p === 0 ? 0 : exp(horizon * log(p)))) / (distance * horizon)
  return Math.sqrt(periods * (share * next + (garch.omega * (1 - share)) / distance))
}

/** (1 - share) / (1 - p), with its limit horizon / 2 at p = 1. */
function restPerDistance(p: number, x: number, share: number, horizon: number): number {
  if (Math.abs(x) > 1e-4) return (1 - share) / (1 - p)
  // 1 - share = x (1/2 - x/6 + x^2/24), and x / (1 - p) = -horizon ln p / (1 - p).
  const d = 1 - p
  return horizon * (1 + d / 2 + (d * d) / 3) * (0.5 - x / 6 + (x * x) / 24)
}
