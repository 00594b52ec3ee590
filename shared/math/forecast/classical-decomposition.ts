// Classical decomposition: trend by a centred moving average over one period, seasonal figure by averaging what is left.
// Source: Kendall & Stuart (1983), The Advanced Theory of Statistics, vol. 3; R's decompose. Called by the start of
// exponential smoothing and by the theta method.
import { requireSeries, requireWhole } from '../numerics/domain.ts'

/**
 * The seasonal component of each value, additive (mean 0 over a period) or multiplicative (mean 1). At least two whole
 * periods. Half a period at both ends has no trend, and a zero among zeros no share of it: neither counts in the averages.
 */
export function classicalSeasons(y: Float64Array, period: number, kind: 'additive' | 'multiplicative'): Float64Array {
  requireWhole('frequency', period, 2)
  requireSeries('y', y, 2 * period)
  const n = y.length
  const isEven = period % 2 === 0
  const half = Math.floor(period / 2)
  const totals = new Float64Array(period)
  const counts = new Float64Array(period)
  for (let t = half; t + half < n; t++) {
    let trend = 0
    for (let k = -half; k <= half; k++) trend += isEven && (k === half || k === -half) ? 0.5 * y[t + k]! : y[t + k]!
    trend /= period
    if (kind === 'multiplicative' && y[t] === 0 && trend === 0) continue
    totals[t % period]! += kind === 'additive' ? y[t]! - trend : y[t]! / trend
    counts[t % period]!++
  }
  const figure = totals.map((total, phase) => total / counts[phase]!)
  const centre = figure.reduce((sum, each) => sum + each, 0) / period
  return Float64Array.from(y, (_, t) => {
    const each = figure[t % period]!
    return kind === 'additive' ? each - centre : each / centre
  })
}
