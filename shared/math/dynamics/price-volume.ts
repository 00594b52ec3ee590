// How many units to hedge when price and volume move together: cost = price x volume, variance least.
// Sources: McKinnon (1967), J. Political Economy 75, 844-861 (bivariate normal); Rolfo (1980), J. Political Economy 88,
// 100-116; the lognormal moments by E[e^X] of a normal X. Called by the calculator.
import { requireBetween, requireFinite, requirePositive } from '../numerics/domain.ts'
import { exp, expm1 } from '../numerics/elementary.ts'

export interface PriceVolumeHedge {
  readonly expectedCost: number
  readonly costDeviation: number
  /** Long units of the price that leave the least variance; negative means short. */
  readonly units: number
  /** The share of the cost's variance they take away. */
  readonly effectiveness: number
  readonly hedgedDeviation: number
}

/**
 * Price and volume jointly lognormal with means (> 0), standard deviations of their logarithms (price > 0, volume from 0)
 * and correlation of the logarithms. units = q e^r (e^(s^2 + r) - 1) / (e^(s^2) - 1), r = rho s_p s_q. With an elasticity
 * of -1 (r = -s_p^2) the spend does not depend on the price and there is nothing to hedge.
 */
export function lognormalPriceVolume(
  price: number,
  volume: number,
  priceDeviation: number,
  volumeDeviation: number,
  rho: number,
): PriceVolumeHedge {
  requireJoint(price, volume, priceDeviation, volumeDeviation, rho)
  // Beyond, e to the square of both together is no double.
  requireBetween('priceDeviation + volumeDeviation', priceDeviation + volumeDeviation, 0, 26)
  const r = rho * priceDeviation * volumeDeviation
  const priceVariance = priceDeviation * priceDeviation
  const expectedCost = price * volume * exp(r)
  // Variances and the covariance, each over the squares of the means, and the variance left, which does not cancel in
  // this form: A R^2 (B - 1) - A (R - 1)^2 / (A - 1) with A = e^(s_p^2), B = e^(s_q^2), R = e^r.
  const ofCost = Math.max(0, expm1(priceVariance + volumeDeviation * volumeDeviation + 2 * r))
  const ofPrice = expm1(priceVariance)
  const both = expm1(priceVariance + r)
  const bend = expm1(-r)
  const left = (1 + ofPrice) * exp(2 * r) * (expm1(volumeDeviation * volumeDeviation) - (bend * bend) / ofPrice)
  return hedge(expectedCost, expectedCost, (expectedCost * both) / (ofPrice * price), ofCost, ofPrice, both, left)
}

/**
 * Price and volume jointly normal with means (> 0), coefficients of variation (price > 0, volume from 0) and correlation:
 * units = q (1 + rho cv_q / cv_p).
 */
export function normalPriceVolume(
  price: number,
  volume: number,
  priceVariation: number,
  volumeVariation: number,
  rho: number,
): PriceVolumeHedge {
  requireJoint(price, volume, priceVariation, volumeVariation, rho)
  const r = rho * priceVariation * volumeVariation
  const ofPrice = priceVariation * priceVariation
  const both = ofPrice + r
  // Var(PQ) / (pq)^2, written so that it does not cancel at rho = -1: (cv_p - cv_q)^2 + 2 (1 + rho) cv_p cv_q + ...
  const apart = priceVariation - volumeVariation
  const ofCost = apart * apart + 2 * (1 + rho) * priceVariation * volumeVariation + ofPrice * volumeVariation * volumeVariation + r * r
  const volumeVariance = volumeVariation * volumeVariation
  const left = volumeVariance * ((1 - rho) * (1 + rho) + ofPrice * (1 + rho * rho))
  return hedge(price * volume * (1 + r), price * volume, (volume * both) / ofPrice, ofCost, ofPrice, both, left)
}

/** `ofCost`, `ofPrice`, `both` and `left` are moments over the squares of their means; `scale` is the cost's mean there. */
function hedge(
  expectedCost: number,
  scale: number,
  units: number,
  ofCost: number,
  ofPrice: number,
  both: number,
  left: number,
): PriceVolumeHedge {
  return {
    expectedCost,
    costDeviation: scale * Math.sqrt(ofCost),
    units,
    effectiveness: ofCost > 0 ? Math.min(1, (both / ofCost) * (both / ofPrice)) : 0,
    hedgedDeviation: scale * Math.sqrt(Math.min(ofCost, Math.max(0, left))),
  }
}

/** Units added for a view: (E[futures] - futures now) / (risk aversion x variance). 0 for a future without bias. */
export function speculativeUnits(expected: number, futures: number, riskAversion: number, variance: number): number {
  requireFinite('expected', expected)
  requireFinite('futures', futures)
  requirePositive('riskAversion', riskAversion)
  requirePositive('variance', variance)
  return (expected - futures) / (riskAversion * variance)
}

function requireJoint(price: number, volume: number, priceSpread: number, volumeSpread: number, rho: number): void {
  requirePositive('price', price)
  requirePositive('volume', volume)
  // Its square must be a number above 0.
  requireBetween('priceDeviation', priceSpread, 1e-150, 1e150)
  requireBetween('volumeDeviation', volumeSpread, 0, 1e150)
  requireBetween('rho', rho, -1, 1)
}
