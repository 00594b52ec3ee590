// Scores of probability forecasts; lower is better, and none can be bettered by saying what one does not believe.
// Sources: Gneiting & Raftery (2007), Journal of the American Statistical Association 102, 359-378 (section 4.2, eq. 21
// for CRPS; section 6.2, eq. 43 for intervals); Koenker & Bassett (1978); Winkler (1972); Ferro (2014) for the fair form.
// Called by shared/calc/forecast-scores.ts.
import { OutOfDomain, requireFinite, requireLength, requireLevel, requireNotNegative, requireSeries } from '../numerics/domain.ts'
import type { Matrix } from '../numerics/matrix.ts'
import { normalCdf, normalDensity } from '../numerics/normal.ts'
import { mean, sorted, sum } from '../numerics/series.ts'

export interface PinballLoss {
  /** Mean over the values, one per level. */
  readonly perLevel: Float64Array
  readonly mean: number
}

/** max(level e, (level - 1) e) with e = actual - quantile. quantiles[i] are those forecast for actual[i], one per level. */
export function pinballLoss(actual: Float64Array, quantiles: Matrix, levels: ArrayLike<number>): PinballLoss {
  requireSeries('actual', actual)
  requireLength('quantiles', quantiles, actual.length)
  requireSeries('levels', levels)
  for (let k = 0; k < levels.length; k++) requireLevel(`levels[${k}]`, levels[k]!)
  for (let i = 0; i < quantiles.length; i++) {
    requireLength(`quantiles[${i}]`, quantiles[i]!, levels.length)
    requireSeries(`quantiles[${i}]`, quantiles[i]!)
  }
  const perLevel = Float64Array.from(levels, (level, k) =>
    mean(
      actual.map((value, i) => {
        const error = value - quantiles[i]![k]!
        return error >= 0 ? level * error : (level - 1) * error
      }),
    ),
  )
  return { perLevel, mean: mean(perLevel) }
}

/** Continuous ranked probability score of a normal forecast, in the unit of the value; |actual - centre| for deviation 0. */
export function normalCrps(actual: number, centre: number, deviation: number): number {
  requireFinite('actual', actual)
  requireFinite('mean', centre)
  requireNotNegative('deviation', deviation)
  const distance = Math.abs(actual - centre)
  if (deviation === 0) return distance
  const z = distance / deviation
  return distance * (1 - 2 * normalCdf(-z)) + deviation * (2 * normalDensity(z) - perRootPi)
}

const perRootPi = 0.5641895835477563

/** CRPS of the ensemble's own step function: mean |x - actual| less half the mean distance of all pairs, self included. */
export function ensembleCrps(ensemble: Float64Array, actual: number): number {
  requireEnsemble(ensemble, actual, 1)
  return meanDistance(ensemble, actual) - pairDistances(ensemble, actual) / ensemble.length / ensemble.length
}

/** CRPS an endless ensemble of the same distribution would have, on average: pairs of different members only. From 2 members; can be below 0. */
export function fairEnsembleCrps(ensemble: Float64Array, actual: number): number {
  requireEnsemble(ensemble, actual, 2)
  return meanDistance(ensemble, actual) - pairDistances(ensemble, actual) / ensemble.length / (ensemble.length - 1)
}

export interface IntervalScore {
  readonly each: Float64Array
  readonly mean: number
  /** Share of the values inside, bounds included; 1 - alpha is what was promised. */
  readonly coverage: number
}

/** Width, plus 2 / alpha times the distance of a value outside, for central intervals of probability 1 - alpha. */
export function intervalScore(actual: Float64Array, lower: Float64Array, upper: Float64Array, alpha: number): IntervalScore {
  requireLevel('alpha', alpha)
  requireSeries('actual', actual)
  for (const [name, bound] of [['lower', lower] as const, ['upper', upper] as const]) {
    requireSeries(name, bound)
    requireLength(name, bound, actual.length)
  }
  let inside = 0
  const each = actual.map((value, i) => {
    const [low, high] = [lower[i]!, upper[i]!]
    if (low > high) throw new OutOfDomain(`lower[${i}]`, low, `a number up to upper[${i}] = ${high}`)
    if (value >= low && value <= high) inside++
    return high - low + (2 / alpha) * Math.max(0, low - value, value - high)
  })
  return { each, mean: mean(each), coverage: inside / actual.length }
}

function requireEnsemble(ensemble: Float64Array, actual: number, least: number): void {
  requireSeries('ensemble', ensemble, least)
  requireFinite('actual', actual)
}

function meanDistance(ensemble: Float64Array, actual: number): number {
  return mean(ensemble.map((member) => Math.abs(member - actual)))
}

/** Sum of |x - x'| over all pairs, each counted once; seen from `centre`, so that a common level costs no digits. */
function pairDistances(ensemble: Float64Array, centre: number): number {
  const ascending = sorted(ensemble)
  return sum(ascending.map((member, i) => (member - centre) * (2 * i - ascending.length + 1)))
}
