// Hedge ratios that move with time: over the last `window` pairs, and with weights that fade (RiskMetrics).
// Sources: RiskMetrics Technical Document (1996), 5.3 (zero mean); Lien, Tse & Tsui (2002): seldom better than one OLS
// ratio out of sample, so effectiveness.ts must judge them.
import { OutOfDomain, requireLength, requireLevel, requireSeries, requireWhole } from '../numerics/domain.ts'
import { covariance } from '../numerics/series.ts'
import { ewma } from '../volatility/ewma.ts'

/** The least-squares slope of every run of `window` pairs, the first run first. The futures must move in each of them. */
export function rollingRatios(spotMoves: Float64Array, futuresMoves: Float64Array, window: number): Float64Array {
  requirePairs(spotMoves, futuresMoves)
  requireWhole('window', window, 2, spotMoves.length)
  return Float64Array.from({ length: spotMoves.length - window + 1 }, (_, start) => {
    const futures = futuresMoves.subarray(start, start + window)
    return ratioOf(covariance(spotMoves.subarray(start, start + window), futures), covariance(futures, futures))
  })
}

/**
 * The ratio after the first `start` pairs, from their sample covariance, then after each further pair by
 * C <- decay C + (1 - decay) dS dF and the same for the variance, means taken as 0. decay in (0, 1).
 */
export function fadingRatios(spotMoves: Float64Array, futuresMoves: Float64Array, decay: number, start = 20): Float64Array {
  requirePairs(spotMoves, futuresMoves)
  requireLevel('decay', decay)
  requireWhole('start', start, 2, spotMoves.length)
  const first = futuresMoves.subarray(0, start)
  const spot = spotMoves.subarray(start)
  const futures = futuresMoves.subarray(start)
  const shared = covariance(spotMoves.subarray(0, start), first)
  const variance = covariance(first, first)
  const sharedPath = ewma(
    decay,
    shared,
    spot.map((move, i) => move * futures[i]!),
  )
  const variancePath = ewma(
    decay,
    variance,
    futures.map((move) => move * move),
  )
  return Float64Array.of(ratioOf(shared, variance), ...sharedPath.map((each, i) => ratioOf(each, variancePath[i]!)))
}

function requirePairs(spotMoves: Float64Array, futuresMoves: Float64Array): void {
  requireSeries('spotMoves', spotMoves, 2)
  requireLength('futuresMoves', futuresMoves, spotMoves.length)
  requireSeries('futuresMoves', futuresMoves)
}

function ratioOf(shared: number, variance: number): number {
  if (!(variance > 0)) throw new OutOfDomain('futuresMoves', 'a stretch that stands still', 'moves in every window')
  return shared / variance
}
