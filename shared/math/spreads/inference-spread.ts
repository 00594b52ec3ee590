// Serving tokens on rented machines, as an option: a GPU-hour yields a number of tokens, sold at the token price, and costs the
// GPU price and other cost. The analogue of a power plant's spark spread, with the throughput in place of the heat rate.
// Source: Eydeland & Wolyniec (2003), ch. 7 (spark spreads). Called by calc/spreads.ts.
import { requireFinite, requirePositive } from '../numerics/domain.ts'
import { exactSpread, exactSpreadDeltas } from './exact-spread.ts'
import { kirkSpread } from './kirk.ts'
import type { SpreadTerms } from './spread-terms.ts'

interface InferenceTerms {
  /** Forward price per million tokens. */
  readonly tokenPrice: number
  /** Million tokens per GPU-hour. Rises with software and machines: an assumption to stress, not a constant. */
  readonly throughput: number
  /** Forward price per GPU-hour. */
  readonly gpuPrice: number
  /** Other cost per GPU-hour, certain; below 0 is a saving, but never as large as gpuPrice. */
  readonly otherCost: number
  readonly years: number
  readonly tokenVolatility: number
  readonly gpuVolatility: number
  readonly correlation: number
  readonly rate: number
}

interface InferenceSpread {
  /** Per GPU-hour. */
  readonly revenue: number
  /** revenue - gpuPrice - otherCost, per GPU-hour. */
  readonly margin: number
  /** Million tokens per GPU-hour at which the margin is 0. */
  readonly breakEvenThroughput: number
  /** The right, not the duty, to serve: value per GPU-hour, discounted, and Kirk's approximation of it. */
  readonly option: number
  readonly kirkOption: number
  /** Changes of the option per unit of the token price (million tokens) and of the GPU price. */
  readonly tokenDelta: number
  readonly gpuDelta: number
}

export function inferenceSpread(terms: InferenceTerms): InferenceSpread {
  const { tokenPrice, throughput, gpuPrice, otherCost } = terms
  requirePositive('tokenPrice', tokenPrice)
  requirePositive('throughput', throughput)
  requirePositive('gpuPrice', gpuPrice)
  requirePositive('gpuPrice + otherCost', gpuPrice + otherCost)
  const revenue = tokenPrice * throughput
  requireFinite('tokenPrice * throughput', revenue)
  const option: SpreadTerms = {
    side: 1,
    forward1: revenue,
    forward2: gpuPrice,
    strike: otherCost,
    years: terms.years,
    volatility1: terms.tokenVolatility,
    volatility2: terms.gpuVolatility,
    correlation: terms.correlation,
    rate: terms.rate,
  }
  const deltas = exactSpreadDeltas(option)
  return {
    revenue,
    margin: revenue - gpuPrice - otherCost,
    breakEvenThroughput: (gpuPrice + otherCost) / tokenPrice,
    option: exactSpread(option),
    kirkOption: kirkSpread(option).price,
    tokenDelta: throughput * deltas.delta1,
    gpuDelta: deltas.delta2,
  }
}
