// What a futures hedge leaves open because the index is not our price, and how close the two must move for a target.
// Source: Hull, Options, Futures, and Other Derivatives, 3.3; Ederington (1979): variance left is 1 - rho^2 at h*.
import { requireBetween, requireFinite, requireLength, requireSeries } from '../numerics/domain.ts'
import { covariance, standardDeviation } from '../numerics/series.ts'
import { hedgedMoves } from './effectiveness.ts'
import { movesOf, type Specification } from './price-changes.ts'

export interface BasisRisk {
  /** Var(dS - h dF), and the same by Var(dS) + h^2 Var(dF) - 2 h Cov: they agree to rounding. */
  readonly varianceOfMoves: number
  readonly varianceByParts: number
  /** Standard deviation of S - h F, of the prices themselves. */
  readonly levelSigma: number
  /** Standard deviation of dS - h* dF at the minimum-variance h*. Divisor n - 1. */
  readonly leastSigma: number
}

/** Prices of spot and futures at the same instants, at least three; h units of futures per unit of spot. */
export function basisRisk(spot: Float64Array, futures: Float64Array, ratio: number, specification: Specification = 'changes'): BasisRisk {
  requireSeries('spot', spot, 3)
  requireSeries('futures', futures)
  requireLength('futures', futures, spot.length)
  requireFinite('ratio', ratio)
  const own = movesOf(spot, specification)
  const index = movesOf(futures, specification)
  const [ownVariance, indexVariance, shared] = [covariance(own, own), covariance(index, index), covariance(own, index)]
  const left = hedgedMoves(own, index, ratio)
  const best = indexVariance > 0 ? shared / indexVariance : 0
  return {
    varianceOfMoves: covariance(left, left),
    varianceByParts: ownVariance + ratio * ratio * indexVariance - 2 * ratio * shared,
    levelSigma: standardDeviation(hedgedMoves(spot, futures, ratio)),
    leastSigma: standardDeviation(hedgedMoves(own, index, best)),
  }
}

/** |rho| below which no ratio takes away the share `effectiveness` of the variance; 0.894 for 80 %. In [0, 1]. */
export function requiredCorrelation(effectiveness: number): number {
  requireBetween('effectiveness', effectiveness, 0, 1)
  return Math.sqrt(effectiveness)
}
