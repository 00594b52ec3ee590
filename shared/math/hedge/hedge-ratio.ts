// The minimum-variance hedge ratio: the slope of changes of our own price on changes of the index, with its
// errors. Sources: Johnson (1960); Ederington (1979); Hull, ch. 3; HC3 from MacKinnon & White (1985).
import { mean, sum } from '../numerics/series.ts'
import { studentQuantile } from '../numerics/special.ts'

/** Ordinary least squares of own on index with an intercept. */
export interface HedgeRatioResult {
  readonly ratio: number
  readonly standardError: number
  /** Heteroscedasticity-robust (HC3). */
  readonly robustStandardError: number
  readonly low95: number
  readonly high95: number
  /** 0 when our price did not move at all. */
  readonly r2: number
  readonly residualSigma: number
  readonly observations: number
}

/** Pairs of changes over the same periods, finite, at least three; the index must have moved in more than one way (`canRegress`). */
export function hedgeRatio(own: Float64Array, index: Float64Array): HedgeRatioResult {
  const n = own.length
  const indexMean = mean(index)
  const ownMean = mean(own)
  const indexMove = index.map((x) => x - indexMean)
  const spread = sum(indexMove.map((x) => x * x))
  const ratio = sum(indexMove.map((x, i) => x * ((own[i] ?? 0) - ownMean))) / spread
  const residual = own.map((y, i) => y - ownMean - ratio * (indexMove[i] ?? 0))
  const unexplained = sum(residual.map((e) => e * e))
  const total = sum(own.map((y) => (y - ownMean) ** 2))
  const residualSigma = Math.sqrt(unexplained / (n - 2))
  const standardError = residualSigma / Math.sqrt(spread)
  const robust = sum(
    residual.map((e, i) => {
      const x = indexMove[i] ?? 0
      const leverage = 1 / n + (x * x) / spread
      return ((x / spread) * (e / (1 - leverage))) ** 2
    }),
  )
  const reach = studentQuantile(0.975, n - 2) * standardError
  return {
    ratio,
    standardError,
    robustStandardError: Math.sqrt(robust),
    low95: ratio - reach,
    high95: ratio + reach,
    r2: total > 0 ? Math.max(0, 1 - unexplained / total) : 0,
    residualSigma,
    observations: n,
  }
}

/** False when the index stood still but for one period at most: then one pair alone would set the slope. */
export function canRegress(index: Float64Array): boolean {
  const centre = mean(index)
  const spread = sum(index.map((x) => (x - centre) ** 2))
  return spread > 0 && index.every((x) => 1 / index.length + (x - centre) ** 2 / spread < 1 - 1e-9)
}
