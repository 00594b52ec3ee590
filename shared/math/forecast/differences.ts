// How often a series must be differenced before it is stationary: the KPSS test for first differences, the strength of the
// season for seasonal ones. Sources: Kwiatkowski, Phillips, Schmidt & Shin (1992), Journal of Econometrics 54, 159-178,
// eq. 10-13 and table 1; Wang, Smith & Hyndman (2006); thresholds as in R's forecast 8.20. Called by the ARIMA search.
import { OutOfDomain, requireSeries, requireWhole } from '../numerics/domain.ts'
import { mean, standardDeviation } from '../numerics/series.ts'
import { mstl } from './mstl.ts'

/** The 5 % point of the statistic with a mean and no trend. */
const kpssLimit = 0.463
/** Above it a seasonal difference forecasts better (M3 and M4 competitions). */
const strengthLimit = 0.64

/** y[t] - y[t - lag], `times` times. */
export function differences(y: Float64Array, lag: number, times: number): Float64Array {
  requireWhole('lag', lag, 1)
  requireWhole('times', times, 0, 10)
  let series = y
  for (let round = 0; round < times; round++) {
    if (series.length <= lag) throw new OutOfDomain('y', `${y.length} values`, `more than ${lag * times} values`)
    const before = series
    series = before.slice(lag).map((each, t) => each - before[t]!)
  }
  return series
}

/** Values that differ from the first one by less than 1.5e-8 of their size are held to be equal. */
export function isConstant(y: Float64Array): boolean {
  const first = y[0] ?? 0
  let [apart, size] = [0, 0]
  for (const value of y)
    if (value !== first) {
      apart += Math.abs(value - first)
      size += Math.abs(value)
    }
  return apart <= 1.5e-8 * size
}

/** The KPSS statistic for a constant mean; Bartlett weights up to lag 3 sqrt(n) / 13. 0 for a constant series. */
export function kpssStatistic(y: Float64Array): number {
  requireSeries('y', y, 2)
  const n = y.length
  const centre = mean(y)
  const rest = y.map((each) => each - centre)
  const lags = Math.floor((3 * Math.sqrt(n)) / 13)
  let walk = 0
  let walks = 0
  for (const each of rest) {
    walk += each
    walks += walk * walk
  }
  let longRun = products(rest, 0) / n
  for (let lag = 1; lag <= lags; lag++) longRun += (2 / n) * (1 - lag / (lags + 1)) * products(rest, lag)
  return longRun > 0 ? walks / (n * n * longRun) : 0
}

function products(x: Float64Array, lag: number): number {
  let total = 0
  for (let t = lag; t < x.length; t++) total += x[t]! * x[t - lag]!
  return total
}

/** First differences until the KPSS test is content at 5 %, at most 2. */
export function firstDifferences(y: Float64Array): number {
  let series = y
  for (let d = 0; d < 2; d++) {
    if (isConstant(series) || series.length < 2 || !(kpssStatistic(series) > kpssLimit)) return d
    series = differences(series, 1, 1)
  }
  return 2
}

/** 1 - var(remainder) / var(season + remainder), from 0 to 1; 0 for a constant. `y` longer than two periods. */
export function seasonalStrength(y: Float64Array, period: number): number {
  if (isConstant(y)) return 0
  const { seasonal, remainder } = mstl(y, [period])
  const both = remainder.map((each, t) => each + seasonal[0]![t]!)
  const [rest, whole] = [standardDeviation(remainder), standardDeviation(both)]
  return whole > 0 ? Math.max(0, Math.min(1, 1 - (rest * rest) / (whole * whole))) : 0
}

/** 1 for a strong season, otherwise 0; 0 also where no more than two periods are known. */
export function seasonalDifferences(y: Float64Array, period: number): number {
  if (period < 2 || y.length <= 2 * period) return 0
  return seasonalStrength(y, period) > strengthLimit ? 1 : 0
}
