// Resampling a history in blocks of random length, so that what follows what is kept; the same indices for all series
// keep prices and volumes together.
// Sources: Politis & Romano (1994), J. American Statistical Association 89, 1303-1313; Politis & White (2004),
// Econometric Reviews 23, 53-70, with the correction of Patton, Politis & White (2009) for the length of blocks.
import { OutOfDomain, requireSeries, requireWhole } from '../numerics/domain.ts'
import { log, power } from '../numerics/elementary.ts'
import type { Matrix } from '../numerics/matrix.ts'
import { mean, sum } from '../numerics/series.ts'

/**
 * One index into a history of n a pair of uniforms (u1, u2) in [0, 1): the first index, and any with u1 < 1/meanBlock,
 * is floor(u2 n); any other follows the one before, after the last comes the first. meanBlock from 1.
 */
export function stationaryBootstrapIndices(n: number, meanBlock: number, uniforms: Float64Array): Int32Array {
  requireWhole('n', n, 1, 2_147_483_647)
  if (!(meanBlock >= 1)) throw new OutOfDomain('meanBlock', meanBlock, 'a number from 1')
  if (uniforms.length % 2 !== 0) throw new OutOfDomain('uniforms', `${uniforms.length} values`, 'two a draw')
  const indices = new Int32Array(uniforms.length / 2)
  for (let k = 0; k < indices.length; k++) {
    const [first, second] = [uniforms[2 * k]!, uniforms[2 * k + 1]!]
    if (!(first >= 0 && first < 1 && second >= 0 && second < 1))
      throw new OutOfDomain('uniforms', `${first}, ${second}`, 'numbers in [0, 1)')
    indices[k] = k === 0 || first < 1 / meanBlock ? Math.floor(second * n) : (indices[k - 1]! + 1) % n
  }
  return indices
}

/** All series (one row each, equally long) at the same indices. */
export function resampled(series: Matrix, indices: Int32Array): Float64Array[] {
  return series.map((row) =>
    Float64Array.from(indices, (index) => {
      if (!(index < row.length)) throw new OutOfDomain('indices', index, `an index below ${row.length}`)
      return row[index]!
    }),
  )
}

/** The plain rule: the cube root of n, from 1. */
export function cubeRootBlock(n: number): number {
  requireWhole('n', n, 1)
  return Math.max(1, power(n, 1 / 3))
}

/**
 * The mean block that makes the variance of a resampled mean least wrong, from the series' own autocorrelation, for at
 * least 10 values; between 1 and min(3 sqrt n, n / 3). For several series take the largest. A constant series gives 1.
 */
export function politisWhiteBlock(values: Float64Array): number {
  requireSeries('values', values, 10)
  const n = values.length
  const centre = mean(values)
  const covariance = (lag: number) =>
    sum(Float64Array.from({ length: n - lag }, (_, i) => (values[i]! - centre) * (values[i + lag]! - centre))) / n
  const variance = covariance(0)
  if (!(variance > 1e-24 * centre * centre)) return 1
  const quiet = Math.max(5, Math.ceil(Math.sqrt(log(n) / Math.LN10)))
  const longest = Math.ceil(Math.sqrt(n)) + quiet
  const noise = 2 * Math.sqrt(log(n) / Math.LN10 / n)
  // The last lag before `quiet` ones in a row that are noise.
  let [run, last] = [0, 0]
  for (let lag = 1; lag <= Math.min(longest, n - 1) && run < quiet; lag++) {
    if (Math.abs(covariance(lag) / variance) < noise) run++
    else [run, last] = [0, lag]
  }
  const window = Math.min(2 * Math.max(last, 1), longest, n - 1)
  let [slope, spectrum] = [0, variance]
  for (let lag = 1; lag <= window; lag++) {
    // A flat-top window: 1 up to half, then down to 0.
    const weighted = 2 * Math.min(1, 2 * (1 - lag / window)) * covariance(lag)
    slope += lag * weighted
    spectrum += weighted
  }
  if (slope === 0) return 1
  const ratio = slope / spectrum
  const block = power(ratio * ratio * n, 1 / 3)
  return Math.min(Math.max(1, block), Math.max(1, Math.min(3 * Math.sqrt(n), n / 3)))
}
