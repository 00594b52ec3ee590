// GARCH(1,1): h_t = omega + alpha e_(t-1)^2 + beta h_(t-1), its Gaussian likelihood with the derivatives, for the
// estimation beside this file and for hedge ratios with changing variances.
// Sources: Bollerslev (1986), J. Econometrics 31, 307-327; Fiorentini, Calzolari & Panattoni (1996) for the derivatives.
import { OutOfDomain, requireFinite, requireNotNegative, requirePositive, requireSeries } from '../numerics/domain.ts'
import { log } from '../numerics/elementary.ts'
import { mean } from '../numerics/series.ts'

export interface Garch {
  /** In squared units of the returns, above 0. */
  readonly omega: number
  readonly alpha: number
  readonly beta: number
}

/** omega > 0, alpha and beta from 0; the sum of alpha and beta may pass 1 (then there is no long-run variance). */
export function requireGarch({ omega, alpha, beta }: Garch): void {
  requirePositive('omega', omega)
  requireNotNegative('alpha', alpha)
  requireNotNegative('beta', beta)
}

/**
 * Variances h_1 .. h_(n+1) of n residuals from h_1 = `first`: each is known the period before, and the last one is the
 * forecast for the period after the data.
 */
export function garchVariances(garch: Garch, residuals: Float64Array, first: number): Float64Array {
  requireGarch(garch)
  requirePositive('first', first)
  requireSeries('residuals', residuals, 0)
  const { omega, alpha, beta } = garch
  const variances = new Float64Array(residuals.length + 1)
  variances[0] = first
  for (let t = 0; t < residuals.length; t++) variances[t + 1] = omega + alpha * residuals[t]! * residuals[t]! + beta * variances[t]!
  return variances
}

/** omega / (1 - alpha - beta); alpha + beta must lie below 1. */
export function longRunVariance(garch: Garch): number {
  requireGarch(garch)
  const distance = 1 - garch.alpha - garch.beta
  if (!(distance > 0)) throw new OutOfDomain('alpha + beta', 1 - distance, 'a number below 1')
  return garch.omega / distance
}

/** The first variance of the likelihood: e_0^2 = h_0 = mean of the squared residuals. */
export function firstVariance({ omega, alpha, beta }: Garch, residuals: Float64Array): number {
  return omega + (alpha + beta) * mean(residuals.map((e) => e * e))
}

/**
 * Gaussian log-likelihood of returns mu + e_t with e_t ~ N(0, h_t). Before the sample, e_0^2 = h_0 = mean of e^2
 * (Fiorentini, Calzolari & Panattoni 1996; also R's fGarch).
 */
export function garchLogLikelihood(mu: number, garch: Garch, returns: Float64Array): number {
  requireFinite('mu', mu)
  requireGarch(garch)
  requireSeries('returns', returns)
  return likelihood(returns, mu, garch.omega, garch.alpha, garch.beta)
}

/** Sums over the sample that `likelihood` fills on request. */
export interface Scores {
  /** Derivatives of the log-likelihood by mu, omega, alpha, beta. */
  readonly gradient: Float64Array
  /** Sum of the outer products of each observation's score, 4 by 4; left out where only the gradient is wanted. */
  readonly products?: Float64Array[]
}

/** The log-likelihood without checks; NaN where a variance is not above 0. */
export function likelihood(returns: Float64Array, mu: number, omega: number, alpha: number, beta: number, scores?: Scores): number {
  const n = returns.length
  let total = 0
  let square = 0
  for (let t = 0; t < n; t++) {
    const e = returns[t]! - mu
    total += e
    square += e * e
  }
  const before = square / n
  let h = omega + (alpha + beta) * before
  // Derivatives of h by mu, omega, alpha, beta.
  let [hMu, hOmega, hAlpha, hBeta] = [(-2 * (alpha + beta) * total) / n, 1, before, before]
  let sum = 0
  scores?.gradient.fill(0)
  const each = new Float64Array(4)
  for (let t = 0; t < n; t++) {
    const e = returns[t]! - mu
    const z = (e * e) / h
    sum += log(h) + z
    if (scores) {
      const weight = (0.5 * (z - 1)) / h
      each[0] = weight * hMu + e / h
      each[1] = weight * hOmega
      each[2] = weight * hAlpha
      each[3] = weight * hBeta
      for (let i = 0; i < 4; i++) scores.gradient[i]! += each[i]!
      if (scores.products) for (let i = 0; i < 4; i++) for (let j = 0; j < 4; j++) scores.products[i]![j]! += each[i]! * each[j]!
      hMu = -2 * alpha * e + beta * hMu
      hOmega = 1 + beta * hOmega
      hAlpha = e * e + beta * hAlpha
      hBeta = h + beta * hBeta
    }
    h = omega + alpha * e * e + beta * h
  }
  return -0.5 * (sum + n * 1.8378770664093453) // ln 2 pi
}
