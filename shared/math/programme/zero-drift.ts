// Scenarios without a view. An optimiser that may trade at no cost takes whatever drift the scenarios give a hedge
// instrument and calls it a hedge; so prices and gains are re-centred before they reach it, and a view, if there is
// one, is stated as a number. Called by the optimiser's callers before optimalHedge. Source: futures are martingales
// under the pricing measure (Hull, ch. 5); the same correction of samples is "moment matching", Glasserman (2004), 4.5.
import { OutOfDomain, requireFinite, requirePositive, requireSeries } from '../numerics/domain.ts'
import { requireProbabilities } from '../risk/weighted-tail.ts'
import { weightedMean } from './scenario-cost.ts'

/**
 * Settlement prices scaled so that their mean is forward (1 + view). `view` is the expected relative change of price to
 * settlement, 0 when none is held; above -1. Prices stay positive and keep their relative spread. The forward and the
 * mean price must be above 0.
 */
export function driftlessPrices(prices: Float64Array, probabilities: Float64Array, forward: number, view: number): Float64Array {
  requireSeries('prices', prices)
  requireProbabilities(probabilities, prices.length)
  requirePositive('forward', forward)
  requireFinite('view', view)
  if (!(view > -1)) throw new OutOfDomain('view', view, 'a number above -1')
  const centre = weightedMean(prices, probabilities)
  if (!(centre > 0)) throw new OutOfDomain('prices', `of mean ${centre}`, 'prices with a mean above 0')
  const factor = (forward * (1 + view)) / centre
  return prices.map((price) => price * factor)
}

/**
 * Gains per unit moved so that their mean is `view`, in money per unit; 0 when none is held. For instruments whose gains
 * may have either sign: spreads, options after their premium.
 */
export function driftlessGains(gains: Float64Array, probabilities: Float64Array, view: number): Float64Array {
  requireSeries('gains', gains)
  requireProbabilities(probabilities, gains.length)
  requireFinite('view', view)
  const shift = view - weightedMean(gains, probabilities)
  return gains.map((gain) => gain + shift)
}
