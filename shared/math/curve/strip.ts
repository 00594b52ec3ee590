// One price for a strip of months. The fair fixed price weighs each month by volume and discount; a simple mean is wrong as
// soon as volumes or rates vary. Source: Hull, ch. 7 (swaps as strips of forwards). Called by structures/swap.ts, calc.
import { OutOfDomain, requireEach, requireLength, requireNotNegative, requireSeries } from '../numerics/domain.ts'
import { sum } from '../numerics/series.ts'

/** sum(w F) / sum(w); weights from 0, not all 0: days, volumes, or volumes times discount factors. */
export function weightedPrice(prices: Float64Array, weights: Float64Array): number {
  requireSeries('prices', prices)
  requireLength('weights', weights, prices.length)
  requireEach('weights', weights, requireNotNegative)
  const total = sum(weights)
  if (!(total > 0)) throw new OutOfDomain('weights', total, 'weights with a sum above 0')
  return sum(prices.map((price, i) => price * weights[i]!)) / total
}
