// How many bonds tie prices together: Johansen's trace test, with the constant inside the bonds (case 2).
// Sources: Johansen (1988, 1991); critical values from Osterwald-Lenum (1992), Table 1*; the same layout as
// ca.jo(type = "trace", ecdet = "const", spec = "transitory") of R's urca.
import { OutOfDomain, requireLength, requireSeries, requireWhole } from '../numerics/domain.ts'
import { log1p } from '../numerics/elementary.ts'
import { choleskyFactor, dot, leastSquares, symmetricEigen } from '../numerics/matrix.ts'
import { mean, standardDeviation } from '../numerics/series.ts'
import { movesOf } from './price-changes.ts'

interface TraceTest {
  /** The null hypothesis: at most this many bonds. */
  readonly atMost: number
  readonly trace: number
  /** At 10 %, 5 % and 1 %. */
  readonly critical: readonly [number, number, number]
}

export interface Johansen {
  /** Squared canonical correlations, the largest first; one more than prices, the last one 0, for the constant. */
  readonly eigenvalues: Float64Array
  /** The most restrictive hypothesis last, as R prints it: atMost = prices - 1 first, 0 last. */
  readonly tests: readonly TraceTest[]
}

/** By prices less bonds, from 1: at 10 %, 5 % and 1 %. */
const traceTable: readonly (readonly [number, number, number])[] = [
  [7.52, 9.24, 12.97],
  [17.85, 19.96, 24.6],
  [32, 34.91, 41.07],
  [49.65, 53.12, 60.16],
  [71.86, 76.07, 84.45],
]

/** Two to five price series of one length. `lags` K >= 2 of the vector autoregression in levels. */
export function johansenTrace(prices: readonly Float64Array[], lags = 2): Johansen {
  const count = prices.length
  if (count < 2 || count > traceTable.length) throw new OutOfDomain('prices', `${count} series`, `2 to ${traceTable.length} series`)
  requireWhole('lags', lags, 2, 20)
  const length = prices[0]!.length
  for (const [k, series] of prices.entries()) {
    requireLength(`prices[${k}]`, series, length)
    requireSeries(`prices[${k}]`, series, lags + count * lags + 2)
  }
  // Centred and scaled: the bond's constant takes up the shift, so eigenvalues stay and digits are kept.
  const levels = prices.map((series, k) => {
    const centre = mean(series)
    const scale = standardDeviation(series)
    if (!(scale > 0)) throw new OutOfDomain(`prices[${k}]`, 'a series that stands still', 'a series that moves')
    return series.map((price) => (price - centre) / scale)
  })
  const moves = levels.map((level) => movesOf(level, 'changes'))
  const n = length - lags
  const past = moves.flatMap((move) => Array.from({ length: lags - 1 }, (_, j) => move.slice(lags - 2 - j, lags - 2 - j + n)))
  const less = (values: Float64Array) => leastSquares('prices', past, values).residuals
  const now = moves.map((move) => less(move.slice(lags - 1)))
  const before = [...levels.map((level) => level.slice(lags - 1, lags - 1 + n)), new Float64Array(n).fill(1)].map(less)
  const eigenvalues = canonicalSquares(now, before)
  const tests = Array.from({ length: count }, (_, i): TraceTest => {
    const atMost = count - 1 - i
    let trace = 0
    for (let k = atMost; k < count; k++) trace -= n * log1p(-eigenvalues[k]!)
    return { atMost, trace, critical: traceTable[count - atMost - 1]! }
  })
  return { eigenvalues, tests }
}

/** Eigenvalues of S00^-1 S01 S11^-1 S10, descending, and a 0 for the one column more on the right. */
function canonicalSquares(now: readonly Float64Array[], before: readonly Float64Array[]): Float64Array {
  const explained = now.map((move) => {
    const { residuals } = leastSquares('prices', before, move)
    return move.map((value, i) => value - residuals[i]!)
  })
  const moments = (rows: readonly Float64Array[]) => rows.map((one) => Float64Array.from(rows, (other) => dot(one, other)))
  const factor = choleskyFactor('prices', moments(now))
  // L^-1 M L^-T, column by column and then row by row.
  const half = moments(explained).map((row) => forward(factor, row))
  const whole = half[0]!.map((_, j) => j)
  const symmetric = Array.from(whole, (j) =>
    forward(
      factor,
      Float64Array.from(half, (row) => row[j]!),
    ),
  )
  const { values } = symmetricEigen(symmetric)
  const bounded = values.map((value) => Math.min(1 - 1e-16, Math.max(0, value)))
  return Float64Array.of(...bounded.reverse(), 0)
}

/** x with L x = b. */
function forward(factor: readonly Float64Array[], b: Float64Array): Float64Array {
  const x = new Float64Array(b.length)
  for (let i = 0; i < b.length; i++) x[i] = (b[i]! - dot(factor[i]!.subarray(0, i), x)) / factor[i]![i]!
  return x
}
