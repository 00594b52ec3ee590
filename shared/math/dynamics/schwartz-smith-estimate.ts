// The parameters of the Schwartz-Smith model from a panel of futures by maximum likelihood over the Kalman filter.
// Needs three maturities or more and some hundreds of dates; with fewer, fix kappa and rho. Source: Schwartz & Smith
// (2000), section 3; Harvey (1989), Forecasting, Structural Time Series Models and the Kalman Filter, 3.4.

import { centralGradient, hessian } from '../numerics/derivative.ts'
import { NoConvergence, OutOfDomain, requirePositive } from '../numerics/domain.ts'
import { exp, log } from '../numerics/elementary.ts'
import type { Matrix } from '../numerics/matrix.ts'
import { choleskyFactor, inverse } from '../numerics/matrix.ts'
import { quasiNewtonMinimum } from '../numerics/quasi-newton.ts'
import { standardDeviation } from '../numerics/series.ts'
import type { SchwartzSmith } from './schwartz-smith.ts'
import {
  type FilteredStates,
  type FuturesPanel,
  filterPass,
  requirePanel,
  type StatePrior,
  schwartzSmithFilter,
} from './schwartz-smith-filter.ts'

export interface SchwartzSmithEstimate {
  readonly model: SchwartzSmith
  /** From the inverse Hessian; 0 for a parameter that was fixed, Infinity where the data do not tell it. */
  readonly standardErrors: SchwartzSmith
  /** Standard deviations of ln quotes around the model, one a column, and their standard errors. */
  readonly errors: Float64Array
  readonly errorErrors: Float64Array
  readonly logLikelihood: number
  readonly states: FilteredStates
  readonly prior: StatePrior
}

/** No quote is nearer to the model than this: a contract that is fitted exactly would send its ln error to -Infinity. */
const leastError = 1e-5

const names = ['kappa', 'sigmaChi', 'lambdaChi', 'muXi', 'muXiStar', 'sigmaXi', 'rho'] as const
/** How a parameter is freed of its bounds: by its logarithm, not at all, or by artanh. */
const freed = { kappa: 'log', sigmaChi: 'log', lambdaChi: 'none', muXi: 'none', muXiStar: 'none', sigmaXi: 'log', rho: 'artanh' } as const

/**
 * At least 10 dates and 2 columns, none of them without quotes. Parameters in `fixed` stay as given (kappa > 0, rho
 * inside -1 and 1). Without a `prior` the first date's far end is taken for the equilibrium with deviation 1 and chi as
 * its long-run distribution, which lets the data speak alone.
 */
export function schwartzSmithEstimate(panel: FuturesPanel, fixed: Partial<SchwartzSmith> = {}, prior?: StatePrior): SchwartzSmithEstimate {
  requirePanel(panel)
  const columns = panel.logPrices[0]!.length
  if (panel.logPrices.length < 10) throw new OutOfDomain('logPrices', `${panel.logPrices.length} dates`, 'at least 10 dates')
  if (columns < 2) throw new OutOfDomain('logPrices', '1 column', 'at least 2 columns')
  if (fixed.kappa !== undefined) requirePositive('kappa', fixed.kappa)
  if (fixed.rho !== undefined && !(Math.abs(fixed.rho) < 1)) throw new OutOfDomain('rho', fixed.rho, 'a number between -1 and 1')
  const { first, level } = startOf(panel)
  const free = names.filter((name) => fixed[name] === undefined)
  const read = (point: Float64Array) => {
    const values: Record<(typeof names)[number], number> = { ...first, ...fixed }
    free.forEach((name, i) => {
      values[name] = backTo(name, point[i]!)
    })
    const errors = Float64Array.from({ length: columns }, (_, j) => leastError + exp(point[free.length + j]!))
    return { model: values, errors }
  }
  const priorOf = (model: SchwartzSmith) => prior ?? looselyAt(level, model)
  const cost = (point: Float64Array) => {
    const { model, errors } = read(point)
    if (!(model.kappa < 1e4 && model.kappa > 1e-6)) return Infinity
    return -filterPass(panel, model, errors, priorOf(model)).logLikelihood
  }
  const withGradient = (point: Float64Array, out: Float64Array) => {
    centralGradient(cost, point, out)
    return cost(point)
  }
  const starts = (fixed.kappa === undefined ? [0.5, 1.5, 4] : [fixed.kappa]).map((kappa) => {
    const point = new Float64Array(free.length + columns).fill(log(0.02))
    free.forEach((name, i) => {
      point[i] = forth(name, name === 'kappa' ? kappa : first[name])
    })
    return point
  })
  // A short run from each start, then the best to its end.
  const runs = starts.map((start) => quasiNewtonMinimum(withGradient, start, { tolerance: 1e-4, rounds: 40 }))
  const best = runs.reduce((one, other) => (other.value < one.value ? other : one))
  const found = quasiNewtonMinimum(withGradient, best.x, { tolerance: 1e-7, rounds: 400 })
  if (!(found.slope < 1e-4)) throw new NoConvergence('The likelihood of the Schwartz-Smith model', `a slope of ${found.slope} is left`)
  const { model, errors } = read(found.x)
  const deviations = deviationsOf(hessian(cost, found.x, new Float64Array(found.x.length).fill(1)))
  const standardErrors: Record<(typeof names)[number], number> = {
    kappa: 0,
    sigmaChi: 0,
    lambdaChi: 0,
    muXi: 0,
    muXiStar: 0,
    sigmaXi: 0,
    rho: 0,
  }
  free.forEach((name, i) => {
    standardErrors[name] = deviations[i]! * slopeBack(name, model[name])
  })
  return {
    model,
    standardErrors,
    errors,
    errorErrors: errors.map((error, j) => deviations[free.length + j]! * (error - leastError)),
    logLikelihood: -found.value,
    states: schwartzSmithFilter(panel, model, errors, priorOf(model)),
    prior: priorOf(model),
  }
}

function forth(name: (typeof names)[number], value: number): number {
  if (freed[name] === 'log') return log(value)
  return freed[name] === 'artanh' ? 0.5 * log((1 + value) / (1 - value)) : value
}

function backTo(name: (typeof names)[number], point: number): number {
  if (freed[name] === 'log') return exp(point)
  return freed[name] === 'artanh' ? 1 - 2 / (1 + exp(2 * point)) : point
}

/** The derivative of a parameter by its freed form: turns a standard error back. */
function slopeBack(name: (typeof names)[number], value: number): number {
  if (freed[name] === 'log') return value
  return freed[name] === 'artanh' ? 1 - value * value : 1
}

/** Volatilities from the moves of the nearest and the farthest quote, drifts from the far one and the slope of the curve. */
function startOf({ logPrices, years, step }: FuturesPanel): { first: SchwartzSmith; level: number } {
  const means = logPrices[0]!.map((_, j) => years.reduce((total, row) => total + row[j]!, 0) / years.length)
  const [near, far] = [means.indexOf(Math.min(...means)), means.indexOf(Math.max(...means))]
  const [nearSeries, farSeries] = [quotesOf(logPrices, near), quotesOf(logPrices, far)]
  const volatility = (series: Float64Array) => standardDeviation(series.subarray(1).map((each, i) => each - series[i]!)) / Math.sqrt(step)
  const [nearVolatility, farVolatility] = [volatility(nearSeries), volatility(farSeries)]
  const drift = (farSeries.at(-1)! - farSeries[0]!) / (step * logPrices.length)
  return {
    first: {
      kappa: 1,
      sigmaChi: Math.max(0.05, Math.sqrt(Math.max(0, nearVolatility * nearVolatility - farVolatility * farVolatility)) * 1.3),
      lambdaChi: 0,
      muXi: Math.max(-2, Math.min(2, drift)),
      muXiStar: 0,
      sigmaXi: Math.max(0.02, farVolatility * 0.8),
      rho: 0,
    },
    level: farSeries[0]!,
  }
}

function quotesOf(logPrices: Matrix, column: number): Float64Array {
  const quotes = Float64Array.from(logPrices, (row) => row[column]!).filter((each) => !Number.isNaN(each))
  if (quotes.length < 3) throw new OutOfDomain(`logPrices, column ${column}`, `${quotes.length} quotes`, 'at least 3 quotes')
  return quotes
}

/** xi around the first far quote with deviation 1; chi around 0 with the variance it has in the long run. */
function looselyAt(level: number, { kappa, sigmaChi }: SchwartzSmith): StatePrior {
  return { chi: 0, xi: level, varianceChi: (sigmaChi * sigmaChi) / (2 * kappa), varianceXi: 1, covariance: 0 }
}

/** Roots of the diagonal of the inverse; Infinity for all where the matrix is not positive definite. */
function deviationsOf(information: Matrix): Float64Array {
  try {
    choleskyFactor('information', information)
  } catch {
    return new Float64Array(information.length).fill(Infinity)
  }
  return Float64Array.from(inverse('information', information), (row, i) => Math.sqrt(row[i]!))
}
