// How much of the variance a ratio takes away, in the sample it was fitted on and on later data, with no hedge and the
// naive hedge of one for one beside. Source: Ederington (1979), e = 1 - Var(dS - h dF) / Var(dS).
import { OutOfDomain, requireFinite, requireLength, requireSeries, requireWhole } from '../numerics/domain.ts'
import { covariance, sum } from '../numerics/series.ts'
import { regress } from './regression.ts'

/** 1 - Var(dS - h dF) / Var(dS); at most 1, and below 0 where the hedge adds variance. The spot must move. */
export function effectivenessOf(spotMoves: Float64Array, futuresMoves: Float64Array, ratio: number): number {
  requireSeries('spotMoves', spotMoves, 2)
  requireLength('futuresMoves', futuresMoves, spotMoves.length)
  requireSeries('futuresMoves', futuresMoves)
  requireFinite('ratio', ratio)
  const unhedged = covariance(spotMoves, spotMoves)
  if (!(unhedged > 0)) throw new OutOfDomain('spotMoves', 'a series that stands still', 'a series that moves')
  const hedged = hedgedMoves(spotMoves, futuresMoves, ratio)
  return 1 - covariance(hedged, hedged) / unhedged
}

export interface OutOfSample {
  /** Fitted on the first part only. */
  readonly ratio: number
  readonly inSample: number
  readonly outOfSample: number
  /** Of h = 1 on the same later data; h = 0 has 0 by definition. */
  readonly outOfSampleNaive: number
  /** Var(hedged) / Var(unhedged) on the later data. */
  readonly varianceRatio: number
  /** Root mean squares of the later moves, means not taken off, for h, h = 1 and h = 0. */
  readonly rmseHedged: number
  readonly rmseNaive: number
  readonly rmseUnhedged: number
}

/** Fits h on the first `fitted` pairs (at least 3) and judges it on the rest (at least 2). */
export function outOfSample(spotMoves: Float64Array, futuresMoves: Float64Array, fitted: number): OutOfSample {
  requireSeries('spotMoves', spotMoves, 5)
  requireLength('futuresMoves', futuresMoves, spotMoves.length)
  requireSeries('futuresMoves', futuresMoves)
  requireWhole('fitted', fitted, 3, spotMoves.length - 2)
  const ratio = regress(spotMoves.subarray(0, fitted), [futuresMoves.subarray(0, fitted)]).slopes[0]!.value
  const spot = spotMoves.subarray(fitted)
  const futures = futuresMoves.subarray(fitted)
  const later = effectivenessOf(spot, futures, ratio)
  return {
    ratio,
    inSample: effectivenessOf(spotMoves.subarray(0, fitted), futuresMoves.subarray(0, fitted), ratio),
    outOfSample: later,
    outOfSampleNaive: effectivenessOf(spot, futures, 1),
    varianceRatio: 1 - later,
    rmseHedged: rootMeanSquare(hedgedMoves(spot, futures, ratio)),
    rmseNaive: rootMeanSquare(hedgedMoves(spot, futures, 1)),
    rmseUnhedged: rootMeanSquare(spot),
  }
}

/** dS - h dF. */
export function hedgedMoves(spotMoves: Float64Array, futuresMoves: Float64Array, ratio: number): Float64Array {
  return spotMoves.map((move, i) => move - ratio * futuresMoves[i]!)
}

function rootMeanSquare(values: Float64Array): number {
  return Math.sqrt(sum(values.map((x) => x * x)) / values.length)
}
