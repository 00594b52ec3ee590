// The two-factor model of Schwartz and Smith: ln spot = a deviation that fades (chi) + an equilibrium that drifts (xi).
// Source: Schwartz & Smith (2000), Management Science 46, 893-911, eqs (3)-(10) and section 2.4 for options. Called by
// the filter and the estimation beside this file and by the calculator.
import { OutOfDomain, requireBetween, requireFinite, requireNotNegative } from '../numerics/domain.ts'
import { exp } from '../numerics/elementary.ts'
import { fadingYears, remainder } from './mean-reversion.ts'

export interface SchwartzSmith {
  /** Speed at which the deviation fades, a year, from 0. */
  readonly kappa: number
  /** Volatility of the deviation and its risk premium (lambda_chi), a year. */
  readonly sigmaChi: number
  readonly lambdaChi: number
  /** Drift of the equilibrium as it happens (mu_xi) and as futures price it (mu_xi*), a year. */
  readonly muXi: number
  readonly muXiStar: number
  readonly sigmaXi: number
  /** Correlation of the two shocks, -1 to 1. */
  readonly rho: number
}

export interface SchwartzSmithState {
  readonly chi: number
  readonly xi: number
}

/** The part of ln F that does not depend on the state: A(T) of eq. (9). */
export function schwartzSmithOffset(model: SchwartzSmith, years: number): number {
  const { kappa, sigmaChi, lambdaChi, muXiStar, sigmaXi, rho } = model
  const fading = fadingYears(kappa, years)
  const variance = sigmaChi * sigmaChi * fadingYears(2 * kappa, years) + sigmaXi * sigmaXi * years + 2 * rho * sigmaChi * sigmaXi * fading
  return muXiStar * years - fading * lambdaChi + variance / 2
}

/** The futures price of delivery in `years`: F = exp(e^(-kT) chi + xi + A(T)). */
export function schwartzSmithFutures(state: SchwartzSmithState, model: SchwartzSmith, years: number): number {
  requireState(state)
  requireSchwartzSmith(model)
  requireNotNegative('years', years)
  return exp(remainder(model.kappa, years) * state.chi + state.xi + schwartzSmithOffset(model, years))
}

/** Volatility of the future with `years` to maturity, now. */
export function schwartzSmithVolatility(model: SchwartzSmith, years: number): number {
  requireSchwartzSmith(model)
  requireNotNegative('years', years)
  const near = model.sigmaChi * remainder(model.kappa, years)
  return Math.sqrt(Math.max(0, near * near + model.sigmaXi * model.sigmaXi + 2 * model.rho * near * model.sigmaXi))
}

/** Variance of ln of a future until an option's expiry, the future maturing at or after it; for Black's formula. */
export function schwartzSmithOptionVariance(model: SchwartzSmith, expiry: number, maturity: number): number {
  requireSchwartzSmith(model)
  requireNotNegative('expiry', expiry)
  requireFinite('maturity', maturity)
  if (!(maturity >= expiry)) throw new OutOfDomain('maturity', maturity, `a number from the expiry ${expiry}`)
  const near = model.sigmaChi * remainder(model.kappa, maturity - expiry)
  const variance =
    near * near * fadingYears(2 * model.kappa, expiry) +
    model.sigmaXi * model.sigmaXi * expiry +
    2 * model.rho * near * model.sigmaXi * fadingYears(model.kappa, expiry)
  return Math.max(0, variance)
}

export interface SchwartzSmithMoments {
  readonly chi: number
  readonly xi: number
  readonly varianceChi: number
  readonly varianceXi: number
  readonly covariance: number
  /** E[spot] as it happens, not as futures price it. */
  readonly expectedSpot: number
}

/** Mean and covariance of the state in `years` from a known state, under the real-world measure: eqs (3) and (4). */
export function schwartzSmithMoments(state: SchwartzSmithState, model: SchwartzSmith, years: number): SchwartzSmithMoments {
  requireState(state)
  requireSchwartzSmith(model)
  requireNotNegative('years', years)
  const chi = state.chi * remainder(model.kappa, years)
  const xi = state.xi + model.muXi * years
  const { varianceChi, varianceXi, covariance } = shockCovariance(model, years)
  return {
    chi,
    xi,
    varianceChi,
    varianceXi,
    covariance,
    expectedSpot: exp(chi + xi + (varianceChi + varianceXi) / 2 + covariance),
  }
}

/** Covariance of the shocks that gather over `years`. */
export function shockCovariance({ kappa, sigmaChi, sigmaXi, rho }: SchwartzSmith, years: number) {
  return {
    varianceChi: sigmaChi * sigmaChi * fadingYears(2 * kappa, years),
    varianceXi: sigmaXi * sigmaXi * years,
    covariance: rho * sigmaChi * sigmaXi * fadingYears(kappa, years),
  }
}

export function requireSchwartzSmith(model: SchwartzSmith): void {
  requireNotNegative('kappa', model.kappa)
  requireNotNegative('sigmaChi', model.sigmaChi)
  requireFinite('lambdaChi', model.lambdaChi)
  requireFinite('muXi', model.muXi)
  requireFinite('muXiStar', model.muXiStar)
  requireNotNegative('sigmaXi', model.sigmaXi)
  requireBetween('rho', model.rho, -1, 1)
}

function requireState({ chi, xi }: SchwartzSmithState): void {
  requireFinite('chi', chi)
  requireFinite('xi', xi)
}
