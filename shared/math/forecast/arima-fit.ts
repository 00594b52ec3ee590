// ARIMA coefficients by least squares conditional on the first values, and from there by exact maximum likelihood.
// Source: Gardner, Harvey & Phillips (1980), Algorithm AS 154; Ripley (2002), R News 2/2, 2-7 (R's arima: the search in
// partial autocorrelations, the mirrored moving average roots, the information criteria). Called by the ARIMA search.
import { NoConvergence, OutOfDomain } from '../numerics/domain.ts'
import { log } from '../numerics/elementary.ts'
import { inverse, product, transpose, zeros } from '../numerics/matrix.ts'
import { mean, standardDeviation } from '../numerics/series.ts'
import { numericHessian, variableMetricMinimum } from '../numerics/variable-metric.ts'
import { type ArimaOrder, constantWeight, differenced } from './arima-model.ts'
import { conditionalMeanSquare, exactInnovations } from './arma-likelihood.ts'
import {
  coefficientGroups,
  expandedArma,
  freeNumbers,
  invertibleCoefficients,
  isStationary,
  leastRoot,
  stationaryCoefficients,
} from './arma-polynomials.ts'

export interface ArimaFit {
  readonly order: ArimaOrder
  /** p, q, P and Q coefficients one after the other. */
  readonly coefficients: Float64Array
  /** Mean or drift per step; 0 without one. */
  readonly constant: number
  /** Maximum likelihood estimate, divisor n less the values lost by differencing. */
  readonly variance: number
  /** Of the differenced series; NaN for a conditional fit. */
  readonly logLikelihood: number
  /** NaN where the coefficients have no covariance matrix that is positive on its diagonal. */
  readonly aicc: number
}

/** Natural logarithm of 2 pi. */
const log2Pi = 1.8378770664093453
/** No root of a model that is kept lies nearer to the unit circle. */
const leastAllowedRoot = 1.01

/** Lags a model may reach back; the likelihood takes time in its square. */
const longestReach = 350

/** The differenced series and where its search starts. */
interface Problem {
  readonly order: ArimaOrder
  readonly series: Float64Array
  readonly start: Float64Array
  readonly scale: Float64Array
}

/**
 * Least squares given the first values; the likelihood of the rest as if it were all, moved by `offset`, stands in for the
 * criterion. For choosing among orders only. Failures (too short, no minimum) are OutOfDomain or NoConvergence.
 */
export function conditionalFit(y: Float64Array, order: ArimaOrder, offset: number): ArimaFit {
  const problem = problemOf(y, order)
  const cost = (x: Float64Array) => conditionalCost(problem, x)
  const { x } = minimumOf(problem, cost, problem.start)
  const variance = meanSquare(problem, x)
  const isSound = problem.start.length === 0 || hasErrors(inverseHessian(problem, cost, x))
  const criterion = offset + problem.series.length * log(variance)
  return described(problem, x, variance, NaN, isSound ? criterion : NaN)
}

/** Exact maximum likelihood, started from the conditional fit. */
export function likelihoodFit(y: Float64Array, order: ArimaOrder): ArimaFit {
  const problem = problemOf(y, order)
  const begin = conditionalStart(problem)
  const cost = (x: Float64Array) => exactCost(problem, bounded(problem, x))
  let { x, value } = minimumOf(problem, cost, unbounded(problem, begin))
  const mirrored = invertible(problem, x)
  if (mirrored.some((each, i) => each !== x[i])) {
    x = mirrored
    value = cost(x)
  }
  const covariance = problem.start.length === 0 ? undefined : inverseHessian(problem, cost, x)
  const isSound = !covariance || hasErrors(transformed(problem, covariance, x))
  const coefficients = bounded(problem, x)
  const n = problem.series.length
  const { squares } = innovations(problem, coefficients)
  const twice = 2 * n * value + n + n * log2Pi
  return described(problem, coefficients, squares / n, -twice / 2, isSound ? twice : NaN)
}

/** True for a fit whose criterion exists and whose roots keep away from the unit circle. */
export function isAcceptable({ order, coefficients, aicc }: ArimaFit): boolean {
  return !Number.isNaN(aicc) && leastRoot(order, coefficients) >= leastAllowedRoot
}

function problemOf(y: Float64Array, order: ArimaOrder): Problem {
  const reach = Math.max(order.p + order.seasonalP * order.period, 1 + order.q + order.seasonalQ * order.period)
  if (reach > longestReach) throw new OutOfDomain('order', `one of ${reach} lags`, `at most ${longestReach} lags`)
  const series = differenced(y, order)
  const n = series.length
  const count = order.p + order.q + order.seasonalP + order.seasonalQ
  const start = new Float64Array(count + (order.hasConstant ? 1 : 0))
  const scale = new Float64Array(start.length).fill(1)
  if (order.hasConstant) {
    if (n < 2) throw new OutOfDomain('y', `${y.length} values`, 'two values more than are lost by differencing')
    const weight = constantWeight(order)
    start[count] = mean(series) / weight
    scale[count] = (10 * standardDeviation(series)) / Math.sqrt(n) / weight
    if (!(scale[count] > 0)) throw new OutOfDomain('y', 'a series without variation', 'a series that varies after differencing')
  }
  return { order, series, start, scale }
}

function minimumOf(
  problem: Problem,
  cost: (x: Float64Array) => number,
  start: Float64Array,
): { x: Float64Array; value: number; isSettled: boolean } {
  if (start.length === 0) return { x: start, value: cost(start), isSettled: true }
  return variableMetricMinimum(cost, start, problem.scale)
}

function centred({ order, series, start }: Problem, x: Float64Array): Float64Array {
  if (!order.hasConstant) return series
  const shift = x[start.length - 1]! * constantWeight(order)
  return series.map((each) => each - shift)
}

function meanSquare(problem: Problem, x: Float64Array): number {
  const { p, seasonalP, period } = problem.order
  return conditionalMeanSquare(centred(problem, x), expandedArma(problem.order, x), p + seasonalP * period)
}

function conditionalCost(problem: Problem, x: Float64Array): number {
  return 0.5 * log(meanSquare(problem, x))
}

function innovations(problem: Problem, coefficients: Float64Array) {
  return exactInnovations(centred(problem, coefficients), expandedArma(problem.order, coefficients))
}

/** Half the mean of -2 ln L, less constants; Infinity at a unit root. */
function exactCost(problem: Problem, coefficients: Float64Array): number {
  try {
    const { squares, logs, count } = innovations(problem, coefficients)
    return 0.5 * (log(squares / count) + logs / count)
  } catch (failure) {
    if (failure instanceof OutOfDomain) return Infinity
    throw failure
  }
}

/** The conditional minimum; the plain start where that search did not settle. It must be stationary. */
function conditionalStart(problem: Problem): Float64Array {
  const found = minimumOf(problem, (x) => conditionalCost(problem, x), problem.start)
  const begin = found.isSettled ? found.x : problem.start
  const [ar, , seasonalAr] = coefficientGroups(problem.order, begin)
  if (!isStationary(ar) || !isStationary(seasonalAr)) throw new NoConvergence('ARIMA fit', 'the conditional fit is not stationary')
  return begin
}

/** Autoregressive coefficients from the numbers the search moves. */
function bounded({ order }: Problem, x: Float64Array): Float64Array {
  const out = x.slice()
  const [ar, , seasonalAr] = coefficientGroups(order, out)
  ar.set(stationaryCoefficients(ar))
  seasonalAr.set(stationaryCoefficients(seasonalAr))
  return out
}

function unbounded(problem: Problem, coefficients: Float64Array): Float64Array {
  const out = invertible(problem, coefficients)
  const [ar, , seasonalAr] = coefficientGroups(problem.order, out)
  ar.set(freeNumbers(ar))
  seasonalAr.set(freeNumbers(seasonalAr))
  return out
}

function invertible({ order }: Problem, coefficients: Float64Array): Float64Array {
  const out = coefficients.slice()
  const [, ma, , seasonalMa] = coefficientGroups(order, out)
  ma.set(invertibleCoefficients(ma))
  seasonalMa.set(invertibleCoefficients(seasonalMa))
  return out
}

/** The inverse is taken in units of `scale`, so that what cannot be told apart does not depend on the unit of the series. */
function inverseHessian({ scale }: Problem, cost: (x: Float64Array) => number, x: Float64Array): Float64Array[] {
  const hessian = numericHessian(cost, x, scale).map((row, i) => row.map((each, j) => each * scale[i]! * scale[j]!))
  const solution = inverse('Hessian', hessian)
  const size = (rows: readonly Float64Array[]) => Math.max(...rows.map((row) => row.reduce((total, each) => total + Math.abs(each), 0)))
  if (!(size(hessian) * size(solution) < 4503599627370496)) throw new NoConvergence('ARIMA fit', 'coefficients that cannot be told apart')
  return solution.map((row, i) => row.map((each, j) => each * scale[i]! * scale[j]!))
}

/** The covariance of the coefficients from that of the free numbers: A' V A with slopes A by forward differences. */
function transformed(problem: Problem, covariance: readonly Float64Array[], x: Float64Array): Float64Array[] {
  const n = x.length
  const slopes = zeros(n, n)
  const here = bounded(problem, x)
  for (let i = 0; i < n; i++) {
    const moved = x.slice()
    moved[i]! += 1e-3
    const there = bounded(problem, moved)
    for (let j = 0; j < n; j++) slopes[i]![j] = (there[j]! - here[j]!) / 1e-3
  }
  return product(product(transpose(slopes), covariance), slopes)
}

function hasErrors(covariance: readonly Float64Array[]): boolean {
  return covariance.every((row, i) => row[i]! >= 0)
}

function described(problem: Problem, x: Float64Array, variance: number, logLikelihood: number, deviance: number): ArimaFit {
  const { order, start, series } = problem
  const count = start.length + 1 // the variance counts too
  const spare = series.length - count - 1
  const aicc = deviance + 2 * count + (2 * count * (count + 1)) / spare
  const coefficients = x.slice(0, start.length - (order.hasConstant ? 1 : 0))
  return { order, coefficients, constant: order.hasConstant ? x[start.length - 1]! : 0, variance, logLikelihood, aicc }
}
