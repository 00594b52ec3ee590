// Which moves of prices a hedge ratio is measured on: changes (the default), logarithmic returns, or the prices
// themselves. Levels answer only for prices that are cointegrated (cointegration.ts says whether they are).
// Source: Ederington (1979); Hull, Options, Futures, and Other Derivatives, 3.4 and 3.5 (tailing).
import { requireEach, requireFinite, requirePositive, requireSeries, requireWhole } from '../numerics/domain.ts'
import { log } from '../numerics/elementary.ts'

export type Specification = 'changes' | 'logreturns' | 'levels'

/**
 * Moves over `step` periods. `isOverlapping`: one for every start, else end to end from the first price on, with what
 * is left over at the end not used. Logarithmic returns need prices above 0. Levels are every `step`-th price.
 */
export function movesOf(prices: Float64Array, specification: Specification, step = 1, isOverlapping = false): Float64Array {
  requireSeries('prices', prices, 2)
  requireWhole('step', step, 1, prices.length - 1)
  if (specification === 'logreturns') requireEach('prices', prices, requirePositive)
  const stride = isOverlapping ? 1 : step
  if (specification === 'levels') return prices.filter((_, i) => i % stride === 0)
  const level = specification === 'changes' ? prices : prices.map(log)
  return Float64Array.from(
    { length: Math.floor((prices.length - 1 - step) / stride) + 1 },
    (_, i) => level[i * stride + step]! - level[i * stride]!,
  )
}

/**
 * Units of the futures per unit of spot, from a ratio measured on the given moves: returns are shares of the price, so
 * their ratio times spot / futures (the latest of both) hedges units. The other ratios already count units.
 */
export function unitRatio(ratio: number, specification: Specification, spot: number, futures: number): number {
  requireFinite('ratio', ratio)
  if (specification !== 'logreturns') return ratio
  requirePositive('spot', spot)
  requirePositive('futures', futures)
  return (ratio * spot) / futures
}
