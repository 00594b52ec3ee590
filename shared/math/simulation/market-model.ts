// A market of a few correlated factors by months, the firm's spend in it and a hedge with margin: what a simulation is
// given and what it gives. Levels are multiples of today's curve: exp(y), y(m) = persistence y(m - 1) + drift + loading z.
// Run by the kernel in shared/kernel; market-reference.ts is the same loop in plain words.
import { OutOfDomain, requireBetween, requireFinite, requireLength, requireNotNegative, requireWhole } from '../numerics/domain.ts'
import { exp } from '../numerics/elementary.ts'
import { choleskyFactor, matrixOf } from '../numerics/matrix.ts'
import type { Draws } from '../random/draws.ts'

export interface MarketModel {
  readonly months: number
  readonly factors: number
  /** Which factor is the quantity bought: it multiplies the month's spend. -1 for none. */
  readonly quantity: number
  /** Per factor: 1 for a random walk, e^(-kappa dt) for a mean-reverting one. */
  readonly persistence: Float64Array
  /** months x factors: added to y. */
  readonly drift: Float64Array
  /** months x factors x factors, lower triangular: loading of each factor on the month's independent normals. */
  readonly loading: Float64Array
}

/** Money per month at today's curve (level 1), all of one currency; months x factors, and months. */
export interface HedgedSpend {
  /** Spend that moves with each factor's level; the quantity's own column is not read. */
  readonly exposure: Float64Array
  /** Notional of the contracts that are still open during the month: the gain is open x change of level. */
  readonly open: Float64Array
  /** Initial margin held during the month. */
  readonly margin: Float64Array
}

export interface MarketTask {
  readonly model: MarketModel
  readonly spend: HedgedSpend
  readonly draws: Draws
}

/** One number per path, in money. */
export interface MarketPaths {
  readonly cost: Float64Array
  readonly gain: Float64Array
  /** Largest cash need on the way: initial margin less cumulated gain, at the start and at each month's end. */
  readonly peak: Float64Array
}

const dt = 1 / 12
/** ln of the widest level, 1e130: the model is held here, so that products with money stay doubles. */
export const widestLog = 300

/**
 * A driftless market (E level = 1 in every month): volatilities per square root of a year, kappa the speed of mean
 * reversion per year (0: none), correlation of the monthly shocks. Source: Black (1976); Schwartz (1997), model 1.
 */
export function driftlessMarket({
  months,
  volatilities,
  reversions,
  correlation,
  quantity = -1,
}: {
  months: number
  volatilities: readonly number[]
  reversions: readonly number[]
  correlation: readonly (readonly number[])[]
  quantity?: number
}): MarketModel {
  requireWhole('months', months, 1, 600)
  const factors = volatilities.length
  requireWhole('factors', factors, 1, 64)
  requireLength('reversions', reversions, factors)
  requireLength('correlation', correlation, factors)
  requireWhole('quantity', quantity, -1, factors - 1)
  const root = choleskyFactor('correlation', matrixOf(correlation))
  const persistence = new Float64Array(factors)
  const drift = new Float64Array(months * factors)
  const loading = new Float64Array(months * factors * factors)
  for (let k = 0; k < factors; k++) {
    const volatility = volatilities[k]!
    const kappa = reversions[k]!
    requireNotNegative(`volatilities[${k}]`, volatility)
    requireNotNegative(`reversions[${k}]`, kappa)
    requireBetween(`correlation[${k}][${k}]`, correlation[k]![k]!, 1, 1)
    const decay = exp(-kappa * dt)
    const variance = kappa > 0 ? (volatility * volatility * (1 - decay * decay)) / (2 * kappa) : volatility * volatility * dt
    persistence[k] = decay
    let total = 0
    let before = 0
    for (let month = 0; month < months; month++) {
      total = decay * decay * total + variance
      drift[month * factors + k] = -0.5 * total - decay * before
      before = -0.5 * total
      for (let j = 0; j <= k; j++) loading[(month * factors + k) * factors + j] = Math.sqrt(variance) * root[k]![j]!
    }
  }
  return { months, factors, quantity, persistence, drift, loading }
}

export function checkMarketTask({ model, spend, draws }: MarketTask): void {
  const { months, factors, quantity } = model
  requireWhole('months', months, 1, 600)
  requireWhole('factors', factors, 1, 64)
  requireWhole('quantity', quantity, -1, factors - 1)
  for (const [name, values, length] of [
    ['persistence', model.persistence, factors],
    ['drift', model.drift, months * factors],
    ['loading', model.loading, months * factors * factors],
    ['exposure', spend.exposure, months * factors],
    ['open', spend.open, months * factors],
    ['margin', spend.margin, months],
  ] as const) {
    requireLength(name, values, length)
    for (let i = 0; i < length; i++) requireFinite(`${name}[${i}]`, values[i]!)
  }
  for (const value of model.persistence) if (Math.abs(value) > 1) throw new OutOfDomain('persistence', value, 'a number from -1 to 1')
  requireWhole('seed', draws.seed, 0)
  for (const name of ['stream', 'variable', 'run'] as const) requireWhole(name, draws[name], 0, 2 ** 32 - 1)
}
