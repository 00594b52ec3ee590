// A hedge with several contracts at once: h = S_FF^-1 s_FS. Contracts on one strip move together; above a correlation
// of about 0.95 the ratios explode and the condition number says so. Then ridge, or take the nearest month alone.
// Sources: Anderson & Danthine (1980); Hoerl & Kennard (1970) for the ridge; Belsley, Kuh & Welsch (1980), ch. 3.
import { requireLength, requirePositive, requireSeries } from '../numerics/domain.ts'
import { solve, symmetricEigen } from '../numerics/matrix.ts'
import { covariance } from '../numerics/series.ts'
import { type Regression, regress } from './regression.ts'

export interface SeveralContracts {
  readonly regression: Regression
  /** Covariances of the contracts with each other and with the spot, divisor n - 1. */
  readonly covariances: readonly Float64Array[]
  readonly spotCovariances: Float64Array
  /** Largest over smallest eigenvalue of the correlations: 1 when unrelated, infinite when collinear. Above about 100 do not trust single ratios. */
  readonly conditionNumber: number
}

/** Moves of the spot on those of two or more contracts; collinear ones are OutOfDomain here. */
export function severalContracts(spotMoves: Float64Array, contracts: readonly Float64Array[]): SeveralContracts {
  const regression = regress(spotMoves, contracts)
  const covariances = contracts.map((one) => Float64Array.from(contracts, (other) => covariance(one, other)))
  const sigmas = covariances.map((row, i) => Math.sqrt(row[i]!))
  const { values } = symmetricEigen(covariances.map((row, i) => row.map((each, j) => each / (sigmas[i]! * sigmas[j]!))))
  const least = values[0]!
  return {
    regression,
    covariances,
    spotCovariances: Float64Array.from(contracts, (one) => covariance(one, spotMoves)),
    conditionNumber: least > 0 ? values[values.length - 1]! / least : Infinity,
  }
}

/** (S_FF + penalty diag S_FF)^-1 s_FS, penalty > 0: shrinks ratios of collinear contracts to each other. Also for collinear ones. */
export function ridgeRatios(spotMoves: Float64Array, contracts: readonly Float64Array[], penalty: number): Float64Array {
  requireSeries('spotMoves', spotMoves, 2)
  for (const [k, one] of contracts.entries()) {
    requireLength(`contracts[${k}]`, one, spotMoves.length)
    requireSeries(`contracts[${k}]`, one)
  }
  requirePositive('penalty', penalty)
  const covariances = contracts.map((one, i) =>
    Float64Array.from(contracts, (other, j) => covariance(one, other) * (i === j ? 1 + penalty : 1)),
  )
  return solve(
    'contracts',
    covariances,
    Float64Array.from(contracts, (one) => covariance(one, spotMoves)),
  )
}
