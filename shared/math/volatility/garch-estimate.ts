// GARCH(1,1) by Gaussian quasi-maximum likelihood, with standard errors from the Hessian and robust ones.
// Sources: Bollerslev (1986); Bollerslev & Wooldridge (1992), Econometric Reviews 11, 143-172 (robust errors); Francq,
// Horvath & Zakoian (2011), J. Financial Econometrics 9, 619-656 (variance targeting). It reproduces the
// benchmark of Brooks, Burke & Persand (2001), Int. J. Forecasting 17, 45-56, on DEM/GBP, its errors included.

import { hessianOfGradient } from '../numerics/derivative.ts'
import { NoConvergence, OutOfDomain, requireSeries } from '../numerics/domain.ts'
import { exp, log } from '../numerics/elementary.ts'
import type { Matrix } from '../numerics/matrix.ts'
import { choleskyFactor, dot, inverse, product, transpose, zeros } from '../numerics/matrix.ts'
import { type QuasiNewton, quasiNewtonMinimum } from '../numerics/quasi-newton.ts'
import { mean } from '../numerics/series.ts'
import { firstVariance, type Garch, garchVariances, likelihood } from './garch.ts'

/** One figure a parameter, in the units of the parameter; Infinity where the data do not tell it (it lies on a bound). */
export interface GarchErrors {
  readonly mu: number
  readonly omega: number
  readonly alpha: number
  readonly beta: number
}

export interface GarchEstimate extends Garch {
  readonly mu: number
  readonly logLikelihood: number
  /** h_1 .. h_(n+1); the last one is the forecast of the period after the data. */
  readonly variances: Float64Array
  /** From the inverse of the Hessian: right when returns given h are normal. */
  readonly standardErrors: GarchErrors
  /** The sandwich of Bollerslev and Wooldridge: right also when they are not. */
  readonly robustErrors: GarchErrors
  readonly isTargeted: boolean
  /** False where alpha ends on its bound of 0: no return tells of later variance, beta means nothing, take one variance. */
  readonly isClustered: boolean
}

/** Below this many returns the long-run variance is set to the sample's. */
const targetedBelow = 500

/** Parameters as the search moves them, free of bounds, and the way back. */
interface Coordinates {
  /** One search is run from the best start of each row. */
  readonly starts: readonly (readonly Float64Array[])[]
  /** mu, omega, alpha, beta at a point. */
  readonly at: (point: Float64Array) => Float64Array
  /** Turns derivatives by mu, omega, alpha, beta into derivatives by the coordinates. */
  readonly pull: (parameters: Float64Array, gradient: Float64Array, out: Float64Array) => void
  /** Directions in mu, omega, alpha, beta that are free at the optimum, one row each. */
  readonly directions: (parameters: Float64Array) => Float64Array[]
}

/**
 * mu, omega, alpha and beta of returns (at least 20, not all equal). omega > 0, alpha and beta between 0 and 1; their sum
 * may pass 1 unless `isTargeted`. With targeting mu is the sample mean and omega = s^2 (1 - alpha - beta), s^2 the mean
 * squared residual; its errors take s^2 as known. A search is run from the best of four starts for
 * each of four persistences, so that local maxima of the likelihood are passed by.
 */
export function garchEstimate(returns: Float64Array, isTargeted: boolean = returns.length < targetedBelow): GarchEstimate {
  requireSeries('returns', returns, 20)
  const centre = mean(returns)
  const scale = Math.sqrt(mean(returns.map((x) => (x - centre) * (x - centre))))
  if (!(scale > 1e-12 * Math.abs(centre))) throw new OutOfDomain('returns', 'a constant series', 'returns that vary')
  // The search works on (x - mean) / s: all parameters are then of the order 1 or below.
  const unit = returns.map((x) => (x - centre) / scale)
  const coordinates = isTargeted ? targeted : full
  const gradient = new Float64Array(4)
  const cost = (point: Float64Array, out: Float64Array) => {
    const parameters = coordinates.at(point)
    const value = -likelihoodAt(unit, parameters, gradient)
    coordinates.pull(parameters, gradient, out)
    for (let i = 0; i < out.length; i++) out[i] = -out[i]!
    return value
  }
  const parameters = coordinates.at(search(coordinates, cost).x)
  const [mu, omega, alpha, beta] = [parameters[0]!, parameters[1]!, parameters[2]!, parameters[3]!]
  const garch = { omega: omega * scale * scale, alpha, beta }
  const residuals = returns.map((x) => x - centre - mu * scale)
  const errors = errorsOf(unit, parameters, coordinates.directions(parameters))
  const rescaled = (variances: Float64Array): GarchErrors => ({
    mu: (isTargeted ? 1 / Math.sqrt(returns.length) : Math.sqrt(variances[0]!)) * scale,
    omega: Math.sqrt(variances[1]!) * scale * scale,
    alpha: Math.sqrt(variances[2]!),
    beta: Math.sqrt(variances[3]!),
  })
  return {
    mu: centre + mu * scale,
    ...garch,
    logLikelihood: likelihood(unit, mu, omega, alpha, beta) - returns.length * log(scale),
    variances: garchVariances(garch, residuals, firstVariance(garch, residuals)),
    standardErrors: rescaled(errors.plain),
    robustErrors: rescaled(errors.robust),
    isTargeted,
    isClustered: isInside(alpha),
  }
}

function likelihoodAt(returns: Float64Array, [mu, omega, alpha, beta]: Float64Array, gradient: Float64Array): number {
  return likelihood(returns, mu!, omega!, alpha!, beta!, { gradient })
}

function search(coordinates: Coordinates, cost: (point: Float64Array, out: Float64Array) => number): QuasiNewton {
  const found = coordinates.starts.map((row) => {
    const valued = row.map((start) => ({ start, value: cost(start, new Float64Array(start.length)) }))
    const best = valued.reduce((one, other) => (other.value < one.value ? other : one))
    return quasiNewtonMinimum(cost, best.start, { tolerance: 1e-5 })
  })
  const highest = found.reduce((one, other) => (other.value < one.value ? other : one))
  const best = quasiNewtonMinimum(cost, highest.x, { tolerance: 1e-10 })
  if (!(best.slope < 1e-5)) throw new NoConvergence('The likelihood of GARCH(1,1)', `a slope of ${best.slope} is left`)
  return best
}

const logistic = (u: number) => 1 / (1 + exp(-u))
const logit = (p: number) => log(p / (1 - p))
const gridOf = (start: (alpha: number, persistence: number) => Float64Array) =>
  [0.5, 0.8, 0.93, 0.99].map((persistence) => [0.03, 0.08, 0.15, 0.3].map((alpha) => start(alpha, persistence)))

/** mu, ln omega, logit alpha, logit beta. */
const full: Coordinates = {
  starts: gridOf((alpha, persistence) => Float64Array.of(0, log(1 - persistence), logit(alpha), logit(persistence - alpha))),
  at: (point) => Float64Array.of(point[0]!, exp(point[1]!), logistic(point[2]!), logistic(point[3]!)),
  pull: (parameters, gradient, out) => {
    out[0] = gradient[0]!
    out[1] = gradient[1]! * parameters[1]!
    out[2] = gradient[2]! * parameters[2]! * (1 - parameters[2]!)
    out[3] = gradient[3]! * parameters[3]! * (1 - parameters[3]!)
  },
  directions: (parameters) => [0, 1, 2, 3].filter((i) => i === 0 || isInside(parameters[i]!)).map((i) => along(i)),
}

/** logit of the persistence p and of alpha / p, with mu = 0 and omega = 1 - p on the scaled returns. */
const targeted: Coordinates = {
  starts: gridOf((alpha, persistence) => Float64Array.of(logit(persistence), logit(alpha / persistence))),
  at: (point) => {
    const p = logistic(point[0]!)
    const share = logistic(point[1]!)
    return Float64Array.of(0, logistic(-point[0]!), p * share, p * (1 - share))
  },
  pull: (parameters, gradient, out) => {
    const p = parameters[2]! + parameters[3]!
    const share = p > 0 ? parameters[2]! / p : 0
    out[0] = p * (1 - p) * (share * gradient[2]! + (1 - share) * gradient[3]! - gradient[1]!)
    out[1] = p * share * (1 - share) * (gradient[2]! - gradient[3]!)
  },
  directions: (parameters) =>
    [2, 3]
      .filter((i) => isInside(parameters[i]!) && isInside(parameters[1]!))
      .map((i) => {
        const row = along(i)
        row[1] = -1
        return row
      }),
}

function along(i: number): Float64Array {
  const row = new Float64Array(4)
  row[i] = 1
  return row
}

function isInside(parameter: number): boolean {
  return parameter > 1e-6 && parameter < 1 - 1e-6
}

/** Variances of the four estimates along the free directions J: J' (J H J')^-1 J, and with the scores' products between. */
function errorsOf(
  returns: Float64Array,
  parameters: Float64Array,
  directions: Float64Array[],
): { plain: Float64Array; robust: Float64Array } {
  const unknown = new Float64Array(4).fill(Infinity)
  if (directions.length === 0) return { plain: unknown, robust: unknown }
  const free = transpose(directions)
  const size = Float64Array.of(1, parameters[1]!, Math.max(parameters[2]!, 1e-3), Math.max(parameters[3]!, 1e-3))
  // Steps stay inside the bounds: six millionths of a parameter, or of the distance of beta to 1.
  size[3] = Math.min(size[3]!, Math.max(1 - parameters[3]!, 1e-3))
  const hessian = hessianOfGradient(
    (x, out) => {
      likelihoodAt(returns, x, out)
    },
    parameters,
    size,
  ).map((row) => row.map((each) => -each))
  const information = product(product(directions, hessian), free)
  if (!isPositive(information)) return { plain: unknown, robust: unknown }
  const bread = inverse('returns', information)
  const products = zeros(4, 4)
  likelihood(returns, parameters[0]!, parameters[1]!, parameters[2]!, parameters[3]!, { gradient: new Float64Array(4), products })
  const meat = product(product(directions, products), free)
  const diagonal = (covariance: Matrix) =>
    Float64Array.from([0, 1, 2, 3], (i) => {
      const row = free[i]!
      const variance = dot(
        row,
        covariance.map((other) => dot(other, row)),
      )
      // 0 for a parameter on its bound; rounding may pass 0 where the information is all but singular.
      return variance > 0 ? variance : Infinity
    })
  return { plain: diagonal(bread), robust: diagonal(product(product(bread, meat), bread)) }
}

function isPositive(matrix: Matrix): boolean {
  try {
    choleskyFactor('information', matrix)
    return true
  } catch {
    return false
  }
}
