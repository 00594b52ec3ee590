// The mean-reverting process dx = kappa (mean - x) dt + sigma dW: estimation from equally spaced values, and moments.
// For spreads, bases and log prices. Sources: Tang & Chen (2009), J. Econometrics 149, 65-81 (exact maximum likelihood and
// its bias); Vasicek (1977) for the moments.
import { OutOfDomain, requireFinite, requireLevel, requireNotNegative, requirePositive, requireSeries } from '../numerics/domain.ts'
import { log } from '../numerics/elementary.ts'
import { normalQuantile } from '../numerics/normal.ts'
import { mean, sum } from '../numerics/series.ts'
import { fadingYears, remainder } from './mean-reversion.ts'

export interface OrnsteinUhlenbeckEstimate {
  /** Of the exact discretisation x_(t+1) = a + b x_t + e. */
  readonly a: number
  readonly b: number
  /** Of e, divisor n: the likelihood's. */
  readonly residualVariance: number
  /** A year. */
  readonly kappa: number
  readonly mean: number
  /** A root-year. */
  readonly sigma: number
  /** ln 2 / kappa, in years. */
  readonly halfLife: number
  /** 4 / (n step), by which kappa comes out too high on average in a short sample. */
  readonly kappaBias: number
  /** kappa less that bias, not below 0: the figure to plan with. */
  readonly kappaCorrected: number
  /** Of kappa, by the interval of b: low is 0 where the data do not exclude a random walk, high Infinity where they allow white noise. */
  readonly kappaLow: number
  readonly kappaHigh: number
}

/**
 * Exact maximum likelihood given the first value, from at least 4 values `step` years apart. The autoregression must come
 * out between 0 and 1: a series that wanders off or alternates is OutOfDomain, it has no such kappa. `level` in (0, 1).
 */
export function ornsteinUhlenbeckEstimate(values: Float64Array, step: number, level = 0.95): OrnsteinUhlenbeckEstimate {
  requireSeries('values', values, 4)
  requirePositive('step', step)
  requireLevel('level', level)
  const n = values.length - 1
  const [before, after] = [values.subarray(0, n), values.subarray(1)]
  const [meanBefore, meanAfter] = [mean(before), mean(after)]
  const spread = sum(before.map((x) => (x - meanBefore) * (x - meanBefore)))
  const b = sum(before.map((x, i) => (x - meanBefore) * (after[i]! - meanAfter))) / spread
  if (!(b > 0 && b < 1)) throw new OutOfDomain('values', `a series with autoregression ${b}`, 'one between 0 and 1')
  const a = meanAfter - b * meanBefore
  const residualVariance =
    sum(
      before.map((x, i) => {
        const rest = after[i]! - a - b * x
        return rest * rest
      }),
    ) / n
  const kappa = -log(b) / step
  const reach = normalQuantile((1 + level) / 2) * Math.sqrt(residualVariance / spread)
  const kappaBias = 4 / (n * step)
  return {
    a,
    b,
    residualVariance,
    kappa,
    mean: a / (1 - b),
    sigma: Math.sqrt(residualVariance / fadingYears(2 * kappa, step)),
    halfLife: Math.LN2 / kappa,
    kappaBias,
    kappaCorrected: Math.max(0, kappa - kappaBias),
    kappaLow: b + reach >= 1 ? 0 : -log(b + reach) / step,
    kappaHigh: b - reach <= 0 ? Infinity : -log(b - reach) / step,
  }
}

/** Mean and variance of x after `years`, from `value`; kappa 0 is a random walk. */
export function ornsteinUhlenbeckAt(
  value: number,
  process: { readonly kappa: number; readonly mean: number; readonly sigma: number },
  years: number,
): { mean: number; variance: number } {
  requireFinite('value', value)
  requireNotNegative('kappa', process.kappa)
  requireFinite('mean', process.mean)
  requireNotNegative('sigma', process.sigma)
  requireNotNegative('years', years)
  return {
    mean: process.mean + (value - process.mean) * remainder(process.kappa, years),
    variance: process.sigma * process.sigma * fadingYears(2 * process.kappa, years),
  }
}
