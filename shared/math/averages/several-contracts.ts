// An averaging month whose fixings come from several futures contracts, the roll lying inside it. The volatility of a
// contract rises as its maturity nears (Samuelson): sigma e^(-kappa (maturity - u)) at time u.
// Sources: Samuelson (1965); Clewlow & Strickland (2000), Energy Derivatives, ch. 8, for the one-factor forward curve;
// moments as in moment-matching.ts. Called by the calculator.

import {
  OutOfDomain,
  requireBetween,
  requireFinite,
  requireNotNegative,
  requirePositive,
  requireSide,
  requireWhole,
} from '../numerics/domain.ts'
import { exp, expm1, log1p } from '../numerics/elementary.ts'
import type { Matrix } from '../numerics/matrix.ts'
import { blackPrice } from '../options/black.ts'
import { meanGrowth } from './continuous-average.ts'

export interface AveragedContract {
  /** Futures price now, above 0. */
  readonly forward: number
  /** Volatility at maturity, per square root of a year. */
  readonly volatility: number
  /** Decay of the volatility per year before maturity; 0 for a constant one. */
  readonly decay: number
  /** Years from now. */
  readonly maturity: number
}

interface ContractFixing {
  /** Years from now; not after the contract's maturity, but for rounding. */
  readonly time: number
  /** Index of the contract that is fixed. */
  readonly contract: number
}

interface SeveralContractsAverage {
  readonly forward: number
  readonly secondMoment: number
  /** sqrt(ln(second moment / forward^2)). */
  readonly deviation: number
  /** Covariance of the logarithms of the fixings. */
  readonly covariance: Float64Array[]
}

/** Moments of the equally weighted mean of the fixings; `correlation` of the contracts among each other, diagonal 1. */
export function severalContractsAverage(
  contracts: readonly AveragedContract[],
  fixings: readonly ContractFixing[],
  correlation: Matrix,
): SeveralContractsAverage {
  requireContracts(contracts, correlation)
  if (fixings.length === 0) throw new OutOfDomain('fixings', '0 values', 'at least 1 values')
  fixings.forEach(({ time, contract }, i) => {
    requireWhole(`fixings[${i}] contract`, contract, 0, contracts.length - 1)
    requireBetween(`fixings[${i}] time`, time, 0, contracts[contract]!.maturity + 1e-9)
  })
  const n = fixings.length
  const covariance = fixings.map(() => new Float64Array(n))
  let forward = 0
  let variance = 0
  for (let i = 0; i < n; i++) {
    const one = contracts[fixings[i]!.contract]!
    forward += one.forward / n
    for (let j = 0; j < n; j++) {
      const other = contracts[fixings[j]!.contract]!
      const until = Math.min(fixings[i]!.time, fixings[j]!.time)
      const shared = correlation[fixings[i]!.contract]![fixings[j]!.contract]! * samuelsonCovariance(one, other, until)
      covariance[i]![j] = shared
      variance += ((one.forward / n) * other.forward * expm1(shared)) / n
    }
  }
  if (variance < -1e-14 * forward * forward)
    throw new OutOfDomain('correlation', 'one that makes the variance of the average negative', 'a positive semi-definite one')
  const deviation = Math.sqrt(Math.max(0, log1p(variance / (forward * forward))))
  return { forward, secondMoment: forward * forward + variance, deviation, covariance }
}

/** Integral from 0 to `until` of the product of both volatilities. */
function samuelsonCovariance(one: AveragedContract, other: AveragedContract, until: number): number {
  const decay = one.decay + other.decay
  const atEnd = exp(-one.decay * (one.maturity - until) - other.decay * (other.maturity - until))
  return one.volatility * other.volatility * atEnd * until * meanGrowth(-decay * until)
}

function requireContracts(contracts: readonly AveragedContract[], correlation: Matrix): void {
  contracts.forEach(({ forward, volatility, decay, maturity }, i) => {
    requirePositive(`contracts[${i}] forward`, forward)
    requireNotNegative(`contracts[${i}] volatility`, volatility)
    requireNotNegative(`contracts[${i}] decay`, decay)
    requireNotNegative(`contracts[${i}] maturity`, maturity)
    for (let j = 0; j < contracts.length; j++) {
      const value = correlation[i]?.[j] ?? NaN
      requireBetween(`correlation[${i}][${j}]`, value, i === j ? 1 : -1, 1)
    }
  })
}

/** Turnbull-Wakeman price of the option on that average; limits as blackPrice. */
export function severalContractsPrice(side: 1 | -1, average: SeveralContractsAverage, strike: number, discount: number): number {
  requireSide('side', side)
  requireFinite('strike', strike)
  requirePositive('discount', discount)
  return discount * blackPrice(side, average.forward, strike, average.deviation)
}
