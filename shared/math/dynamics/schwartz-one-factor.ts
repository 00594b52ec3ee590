// Schwartz's one-factor model: ln of the spot price reverts to a mean, so far futures move less than near ones.
// Source: Schwartz (1997), J. Finance 52, 923-973, model 1, eqs (5)-(7); the variance of a future to an option's expiry
// by integration. Called by the calculator.
import { OutOfDomain, requireFinite, requireNotNegative, requirePositive } from '../numerics/domain.ts'
import { exp, log } from '../numerics/elementary.ts'
import { fadingYears, remainder } from './mean-reversion.ts'

export interface SchwartzOneFactor {
  /** Speed of reversion, a year, from 0. */
  readonly kappa: number
  /** Risk-adjusted mean of ln spot: mu - sigma^2 / (2 kappa) - lambda. */
  readonly logMean: number
  /** Volatility of the spot, a root-year. */
  readonly sigma: number
}

/** The futures price of a spot (> 0) delivered in `years`: F = exp(e^(-kT) ln S + (1 - e^(-kT)) m + sigma^2 (1 - e^(-2kT)) / 4k). */
export function schwartzFutures(spot: number, model: SchwartzOneFactor, years: number): number {
  requirePositive('spot', spot)
  requireModel(model)
  requireNotNegative('years', years)
  const { kappa, logMean, sigma } = model
  const logSpot = log(spot)
  return spot * exp((logMean - logSpot) * kappa * fadingYears(kappa, years) + (sigma * sigma * fadingYears(2 * kappa, years)) / 2)
}

/** Where the curve ends: exp(m + sigma^2 / 4k). kappa above 0. */
export function schwartzLongRunFutures(model: SchwartzOneFactor): number {
  requireModel(model)
  requirePositive('kappa', model.kappa)
  return exp(model.logMean + (model.sigma * model.sigma) / (4 * model.kappa))
}

/** Volatility of the future with `years` to maturity, now: sigma e^(-kT) (Samuelson's effect). */
export function schwartzFuturesVolatility(model: SchwartzOneFactor, years: number): number {
  requireModel(model)
  requireNotNegative('years', years)
  return model.sigma * remainder(model.kappa, years)
}

/** Variance of ln of a future until an option's expiry, the future maturing at or after it; for Black's formula. */
export function schwartzOptionVariance(model: SchwartzOneFactor, expiry: number, maturity: number): number {
  requireModel(model)
  requireNotNegative('expiry', expiry)
  requireFinite('maturity', maturity)
  if (!(maturity >= expiry)) throw new OutOfDomain('maturity', maturity, `a number from the expiry ${expiry}`)
  const { kappa, sigma } = model
  return sigma * sigma * remainder(2 * kappa, maturity - expiry) * fadingYears(2 * kappa, expiry)
}

function requireModel({ kappa, logMean, sigma }: SchwartzOneFactor): void {
  requireNotNegative('kappa', kappa)
  requireFinite('logMean', logMean)
  requireNotNegative('sigma', sigma)
}
