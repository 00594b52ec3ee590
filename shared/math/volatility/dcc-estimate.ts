// DCC(1,1) in Engle's two steps: a GARCH(1,1) for each series, then a and b of the correlations by their likelihood.
// Source: Engle (2002), J. Business & Economic Statistics 20, 339-350, section 4. Needs some hundreds of observations.

import { centralGradient, hessian } from '../numerics/derivative.ts'
import { NoConvergence, OutOfDomain, requireLength } from '../numerics/domain.ts'
import { exp, log } from '../numerics/elementary.ts'
import type { Matrix } from '../numerics/matrix.ts'
import { quasiNewtonMinimum } from '../numerics/quasi-newton.ts'
import { type Dcc, dccFilter, dccPass, secondMoments } from './correlation-models.ts'
import { type GarchEstimate, garchEstimate } from './garch-estimate.ts'

export interface DccEstimate extends Dcc {
  /** Of a and b given the variances (the first step's error is left out); Infinity where the data do not tell them. */
  readonly standardErrors: Dcc
  readonly garch: readonly GarchEstimate[]
  /** R_1 .. R_(n+1); the last is the forecast. */
  readonly correlations: Float64Array[][]
  /** Of the returns: the series' own likelihoods and what the correlations add. */
  readonly logLikelihood: number
}

/** Two or more series of returns of equal length (one row a series), none a multiple of another. a, b from 0, a + b below 1. */
export function dccEstimate(returns: Matrix): DccEstimate {
  if (returns.length < 2) throw new OutOfDomain('returns', `${returns.length} series`, 'at least 2 series')
  for (const row of returns) requireLength('returns', row, returns[0]!.length)
  const garch = returns.map((row) => garchEstimate(row))
  const standardised = returns.map((row, i) => {
    const { mu, variances } = garch[i]!
    return row.map((x, t) => (x - mu) / Math.sqrt(variances[t]!))
  })
  const { a, b, standardErrors } = dccParameters(standardised)
  const { correlations, logLikelihood } = dccFilter(standardised, { a, b })
  return {
    a,
    b,
    standardErrors,
    garch,
    correlations,
    logLikelihood: garch.reduce((total, each) => total + each.logLikelihood, logLikelihood),
  }
}

/** a and b that make standardised residuals (one row a series) most likely, and their standard errors. */
export function dccParameters(standardised: Matrix): Dcc & { readonly standardErrors: Dcc } {
  // The checks of the filter are made once, at no dynamics.
  dccFilter(standardised, { a: 0, b: 0 })
  const target = secondMoments(standardised)
  const cost = (dcc: Dcc) => -dccPass(standardised, dcc, target)
  // ln a/(1-a-b) and ln b/(1-a-b): free of bounds.
  const at = (point: Float64Array): Dcc => {
    const top = Math.max(0, point[0]!, point[1]!)
    const [one, other] = [exp(point[0]! - top), exp(point[1]! - top)]
    const all = one + other + exp(-top)
    return { a: (one / all) * (1 - 1e-12), b: (other / all) * (1 - 1e-12) }
  }
  const free = (point: Float64Array) => cost(at(point))
  const withGradient = (point: Float64Array, out: Float64Array) => {
    centralGradient(free, point, out)
    return free(point)
  }
  // One search from the best start of each persistence: the likelihood often has a top at b = 0 besides the one inside.
  const found = [0.3, 0.7, 0.93]
    .map((persistence) => {
      const starts = [0.02, 0.06, 0.15].map((a) => Float64Array.of(log(a / (1 - persistence)), log((persistence - a) / (1 - persistence))))
      const best = starts.reduce((one, other) => (free(other) < free(one) ? other : one))
      return quasiNewtonMinimum(withGradient, best, { tolerance: 1e-7, rounds: 100 })
    })
    .reduce((one, other) => (other.value < one.value ? other : one))
  if (!(found.slope < 1e-4)) throw new NoConvergence('The likelihood of DCC(1,1)', `a slope of ${found.slope} is left`)
  const { a, b } = at(found.x)
  return { a, b, standardErrors: errorsOf((x) => cost({ a: x[0]!, b: x[1]! }), a, b) }
}

function errorsOf(cost: (x: Float64Array) => number, a: number, b: number): Dcc {
  const unknown = { a: Infinity, b: Infinity }
  const room = Math.min(a, b, 1 - a - b)
  if (room < 1e-5) return unknown
  // The step of the differences is a small part of the distance to the nearest bound.
  const size = Math.min(1, 1000 * room)
  const [first, second] = hessian(cost, Float64Array.of(a, b), Float64Array.of(size, size))
  const [aa, ab, bb] = [first![0]!, first![1]!, second![1]!]
  const determinant = aa * bb - ab * ab
  return aa > 0 && determinant > 0 ? { a: Math.sqrt(bb / determinant), b: Math.sqrt(aa / determinant) } : unknown
}
