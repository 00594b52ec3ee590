// From a hedge ratio to contracts: how many, how many when gains are settled daily, and what whole lots cost.
// Source: Hull, Options, Futures, and Other Derivatives, 3.4 (number of contracts) and 3.5 (tailing the hedge).
import { OutOfDomain, requireFinite, requireLength, requirePositive, requireSeries } from '../numerics/domain.ts'
import { covariance } from '../numerics/series.ts'

/** N = h Q_A / Q_F. `exposure` and `contractSize` in the same unit. */
export function contractsFor(ratio: number, exposure: number, contractSize: number): number {
  requireFinite('ratio', ratio)
  requireFinite('exposure', exposure)
  requirePositive('contractSize', contractSize)
  return (ratio * exposure) / contractSize
}

export interface TailedContracts {
  /** Of the exposure and of one contract at today's prices. */
  readonly exposureValue: number
  readonly contractValue: number
  readonly contracts: number
}

/**
 * N = h V_A / V_F for gains settled daily, with h from returns (or, as in Hull's example, from changes). `discount` to
 * the end of the hedge also takes off the interest that variation margin earns until then; 1 leaves it in.
 */
export function tailedContracts(
  ratio: number,
  exposure: number,
  spot: number,
  contractSize: number,
  futures: number,
  discount = 1,
): TailedContracts {
  requireFinite('ratio', ratio)
  requireFinite('exposure', exposure)
  requirePositive('spot', spot)
  requirePositive('contractSize', contractSize)
  requirePositive('futures', futures)
  requirePositive('discount', discount)
  const exposureValue = exposure * spot
  const contractValue = contractSize * futures
  return { exposureValue, contractValue, contracts: (ratio * exposureValue * discount) / contractValue }
}

export interface WholeLots {
  /** The minimum of the variance, not whole. */
  readonly exact: number
  readonly lots: number
  /** The two whole numbers around the minimum and their outer neighbours, each with the variance it leaves. */
  readonly candidates: Float64Array
  readonly variances: Float64Array
  readonly varianceUnhedged: number
  /** (variance at `lots` - minimum) / minimum; infinite when rounding spoils a perfect hedge. */
  readonly lossFromRounding: number
}

/**
 * Variance of exposure dS - N contractSize dF is a parabola in N, so the nearest whole number is the best one; at half
 * the smaller position. Changes of spot and futures per unit; the futures must move.
 */
export function wholeLots(spotMoves: Float64Array, futuresMoves: Float64Array, exposure: number, contractSize: number): WholeLots {
  requireSeries('spotMoves', spotMoves, 2)
  requireLength('futuresMoves', futuresMoves, spotMoves.length)
  requireSeries('futuresMoves', futuresMoves)
  requireFinite('exposure', exposure)
  requirePositive('contractSize', contractSize)
  const futuresVariance = covariance(futuresMoves, futuresMoves)
  if (!(futuresVariance > 0)) throw new OutOfDomain('futuresMoves', 'a series that stands still', 'a series that moves')
  const ratio = covariance(spotMoves, futuresMoves) / futuresVariance
  const exact = contractsFor(ratio, exposure, contractSize)
  const below = Math.floor(exact)
  const lots = Math.abs(exact - below) === 0.5 ? (exact > 0 ? below : below + 1) : Math.round(exact)
  const varianceAt = (contracts: number) => {
    const cash = spotMoves.map((move, i) => exposure * move - contracts * contractSize * futuresMoves[i]!)
    return covariance(cash, cash)
  }
  const least = varianceAt(exact)
  const perLot = contractSize * contractSize * futuresVariance
  const extra = (lots - exact) * (lots - exact) * perLot
  const candidates = Float64Array.of(below - 1, below, below + 1, below + 2)
  return {
    exact,
    lots,
    candidates,
    variances: candidates.map(varianceAt),
    varianceUnhedged: varianceAt(0),
    lossFromRounding: extra === 0 ? 0 : extra / least,
  }
}
