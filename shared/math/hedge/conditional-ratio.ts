// Hedge ratios from changing variances: h_t = rho_t sqrt(h_S,t / h_F,t), each variance a GARCH(1,1) with given
// parameters, the correlation constant (Bollerslev 1990) or dynamic (Engle 2002). These need hundreds of observations
// and rarely beat one least-squares ratio out of sample (Lien, Tse & Tsui 2002).
// The filters stand in ../volatility; the estimation of their parameters too.
import { requireLength, requireSeries } from '../numerics/domain.ts'
import { log } from '../numerics/elementary.ts'
import { mean, sum } from '../numerics/series.ts'
import { constantCorrelation, type Dcc, dccFilter } from '../volatility/correlation-models.ts'
import { type Garch, garchVariances } from '../volatility/garch.ts'
import { movesOf } from './price-changes.ts'

export interface ConditionalRatios {
  /** Per period of the sample, each known the period before; on returns, so times spot / futures for units. */
  readonly ratios: Float64Array
  readonly correlations: Float64Array
  readonly spotVariances: Float64Array
  readonly futuresVariances: Float64Array
  /** Gaussian, of both series together. */
  readonly logLikelihood: number
  /** For the period after the data. */
  readonly nextRatio: number
}

const percent = 100
const logTwoPi = 1.8378770664093453

/** Logarithmic returns in percent less their mean: what the parameters of `dynamicRatios` and `constantRatios` refer to. */
export function percentReturns(prices: Float64Array): Float64Array {
  const returns = movesOf(prices, 'logreturns')
  const centre = mean(returns)
  return returns.map((each) => percent * (each - centre))
}

/** Dynamic correlation. Returns as `percentReturns` gives them, two or more; h_1 = mean of squares, Q_1 = S. */
export function dynamicRatios(
  spot: Float64Array,
  futures: Float64Array,
  spotGarch: Garch,
  futuresGarch: Garch,
  dcc: Dcc,
): ConditionalRatios {
  const filtered = filter(spot, futures, spotGarch, futuresGarch)
  const { correlations, logLikelihood } = dccFilter(filtered.standardised, dcc)
  return ratiosOf(
    filtered,
    Float64Array.from(correlations, (matrix) => matrix[0]![1]!),
    logLikelihood,
  )
}

/** Constant correlation: of the standardised residuals, means not taken off. */
export function constantRatios(spot: Float64Array, futures: Float64Array, spotGarch: Garch, futuresGarch: Garch): ConditionalRatios {
  const filtered = filter(spot, futures, spotGarch, futuresGarch)
  const rho = constantCorrelation(filtered.standardised)[0]![1]!
  const { logLikelihood } = dccFilter(filtered.standardised, { a: 0, b: 0 })
  return ratiosOf(filtered, new Float64Array(spot.length + 1).fill(rho), logLikelihood)
}

interface Filtered {
  readonly standardised: readonly [Float64Array, Float64Array]
  /** With the forecast for the period after the data as last value. */
  readonly spotVariances: Float64Array
  readonly futuresVariances: Float64Array
}

function filter(spot: Float64Array, futures: Float64Array, spotGarch: Garch, futuresGarch: Garch): Filtered {
  requireSeries('spot', spot, 2)
  requireSeries('futures', futures)
  requireLength('futures', futures, spot.length)
  const spotVariances = garchVariances(spotGarch, spot, mean(spot.map((e) => e * e)))
  const futuresVariances = garchVariances(futuresGarch, futures, mean(futures.map((e) => e * e)))
  const scaled = (returns: Float64Array, variances: Float64Array) => returns.map((e, t) => e / Math.sqrt(variances[t]!))
  return { standardised: [scaled(spot, spotVariances), scaled(futures, futuresVariances)], spotVariances, futuresVariances }
}

function ratiosOf(
  { standardised, spotVariances, futuresVariances }: Filtered,
  rho: Float64Array,
  fromCorrelation: number,
): ConditionalRatios {
  const n = rho.length - 1
  const ratios = rho.map((each, t) => each * Math.sqrt(spotVariances[t]! / futuresVariances[t]!))
  const alone = (e: Float64Array, variances: Float64Array) => -0.5 * sum(e.map((each, t) => logTwoPi + log(variances[t]!) + each * each))
  return {
    ratios: ratios.subarray(0, n),
    correlations: rho.subarray(0, n),
    spotVariances: spotVariances.subarray(0, n),
    futuresVariances: futuresVariances.subarray(0, n),
    logLikelihood: alone(standardised[0], spotVariances) + alone(standardised[1], futuresVariances) + fromCorrelation,
    nextRatio: ratios[n]!,
  }
}
