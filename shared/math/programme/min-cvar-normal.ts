// The portfolio of least CVaR when returns are normal: long only, fully invested, with at least a required return. Then
// CVaR is -mean + k sd, and the best portfolio lies on the mean-variance frontier; where on it is one root.
// Source: Rockafellar & Uryasev (2000), J. Risk 2(3), prop. 4.1 and Tables 2-5. Called by calc.
import { NoConvergence, OutOfDomain, requireFinite, requireLength, requireLevel, requireSeries } from '../numerics/domain.ts'
import { choleskyFactor, dot, identity, type Matrix, timesVector } from '../numerics/matrix.ts'
import { normalDensity, normalQuantile } from '../numerics/normal.ts'
import { bracketedRoot } from '../numerics/root.ts'
import { type LinearConstraint, quadraticMinimum } from './quadratic-program.ts'

export interface MinCvarPortfolio {
  /** Shares, from 0, of sum 1. */
  readonly weights: Float64Array
  /** Of the loss, as a share of what is invested. */
  readonly valueAtRisk: number
  readonly conditionalValueAtRisk: number
}

/**
 * `mean` and `covariance` of the assets' returns, the covariance positive definite; `requiredReturn` at most the greatest
 * mean. While the required return binds, the portfolio is the one of least variance and the same for every level.
 */
export function minCvarPortfolio(mean: Float64Array, covariance: Matrix, requiredReturn: number, level: number): MinCvarPortfolio {
  const n = mean.length
  requireSeries('mean', mean)
  requireLength('covariance', covariance, n)
  covariance.forEach((row, i) => {
    requireLength(`covariance[${i}]`, row, n)
    requireSeries(`covariance[${i}]`, row)
    row.forEach((each, j) => {
      if (Math.abs(each - covariance[j]![i]!) > 1e-12 * Math.abs(each))
        throw new OutOfDomain(`covariance[${i}][${j}]`, each, `the same as covariance[${j}][${i}]`)
    })
  })
  choleskyFactor('covariance', covariance)
  requireFinite('requiredReturn', requiredReturn)
  requireLevel('level', level)
  const greatest = Math.max(...mean)
  if (requiredReturn > greatest) throw new OutOfDomain('requiredReturn', requiredReturn, `at most ${greatest}, the greatest mean`)

  const spread = greatest - Math.min(...mean)
  if (spread > 0 && requiredReturn > greatest - 1e-10 * spread) return amongTheBest(mean, covariance, greatest - 1e-11 * spread, level)
  const z = normalQuantile(level)
  const k = normalDensity(z) / (1 - level)
  const scale = Math.max(...covariance.map((row, i) => row[i]!))
  const constraints = portfolioConstraints(mean, requiredReturn)
  const h = covariance.map((row) => row.map((each) => each / scale))
  const deviation = (x: Float64Array) => Math.sqrt(scale * dot(x, timesVector(h, x)))
  // min variance / 2 - t mean; of least CVaR where t is sd / k.
  const efficient = (t: number) => {
    const linear = mean.map((each) => (-t * each) / scale)
    const x = quadraticMinimum(h, linear, constraints)
    // The checks above leave room for a portfolio; rounding has none where the figures lie too far apart.
    if (!x) throw new NoConvergence('The portfolio of least risk', 'means and variances are too far apart for doubles')
    return x
  }
  const t = bracketedRoot('The trade-off of mean and risk', (each) => each - deviation(efficient(each)) / k, 0, (2 * Math.sqrt(scale)) / k)
  const weights = efficient(t).map((each) => Math.max(0, each))
  const sd = deviation(weights)
  const gain = dot(mean, weights)
  return { weights, valueAtRisk: z * sd - gain, conditionalValueAtRisk: k * sd - gain }
}

/** Where only the best assets earn enough, the conditions leave no room that rounding could see: the choice is among those alone. */
function amongTheBest(mean: Float64Array, covariance: Matrix, least: number, level: number): MinCvarPortfolio {
  const best = Array.from(mean.keys()).filter((i) => mean[i]! >= least)
  const means = Float64Array.from(best, (i) => mean[i]!)
  const rows = best.map((i) => Float64Array.from(best, (j) => covariance[i]![j]!))
  const found = minCvarPortfolio(means, rows, Math.min(...means), level)
  const weights = new Float64Array(mean.length)
  for (const [at, i] of best.entries()) weights[i] = found.weights[at]!
  return { ...found, weights }
}

/** The required return is asked of means measured from their middle: beside a sum of 1 that says the same, and stays apart from it. */
function portfolioConstraints(mean: Float64Array, requiredReturn: number): LinearConstraint[] {
  const [least, greatest] = [Math.min(...mean), Math.max(...mean)]
  const middle = least + (greatest - least) / 2
  const spread = greatest - middle
  const earns = {
    normal: mean.map((each) => (each - middle) / spread),
    // Where only the best asset meets the requirement, the last bits must not stand against it.
    bound: (requiredReturn - middle) / spread - 1e-13,
    isEquality: false,
  }
  return [
    { normal: new Float64Array(mean.length).fill(1), bound: 1, isEquality: true },
    ...(spread > 1e-14 * Math.abs(middle) && requiredReturn > least ? [earns] : []),
    ...identity(mean.length).map((normal) => ({ normal, bound: 0, isEquality: false })),
  ]
}
