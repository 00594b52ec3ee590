// Where the search for smoothing parameters and start states begins. The likelihood of exponential smoothing has several
// hills; the figures of R's forecast package belong to the hill this start leads to.
// Source: Hyndman, Koehler, Ord & Snyder (2008), 2.6.1 and 5.2; Hyndman et al. (2002). Called by ets-fit.ts.
import { OutOfDomain } from '../numerics/domain.ts'
import { leastSquares } from '../numerics/matrix.ts'
import { cosineOfTurn, sineOfTurn } from '../numerics/polynomial.ts'
import { mean } from '../numerics/series.ts'
import { classicalSeasons } from './classical-decomposition.ts'
import { parameterBounds } from './ets-bounds.ts'
import type { EtsForm, EtsParameters } from './ets-model.ts'

export function startParameters(form: EtsForm, period: number): EtsParameters {
  const { low, high } = parameterBounds
  const alpha = low.alpha + (0.2 * (high.alpha - low.alpha)) / (form.season === 'N' ? 1 : period)
  const beta = form.trend === 'N' ? 0 : low.beta + 0.1 * (Math.min(high.beta, alpha) - low.beta)
  const gamma = form.season === 'N' ? 0 : low.gamma + 0.05 * (Math.min(high.gamma, 1 - alpha) - low.gamma)
  const phi = form.isDamped ? low.phi + 0.99 * (high.phi - low.phi) : 1
  return { alpha, beta, gamma, phi }
}

/** Level, slope (with trend) and the seasons s_0 ... s_-(m-2); the last season follows from their sum. */
export function startState(form: EtsForm, y: Float64Array, period: number): Float64Array {
  const hasSeason = form.season !== 'N'
  let adjusted = y
  let seasons = new Float64Array(0)
  if (hasSeason) {
    const pattern = y.length < 3 * period ? fourierSeasons(form, y, period) : classicalSeasons(y, period, seasonKind(form))
    seasons = pattern.slice(1, period).reverse()
    if (form.season === 'M') {
      seasons = seasons.map((each) => Math.max(each, 0.01))
      let total = 0
      for (const each of seasons) total += each
      if (total > period) seasons = seasons.map((each) => each / (total + 0.01 * seasons.length))
      adjusted = y.map((value, t) => value / Math.max(pattern[t]!, 0.01))
    } else adjusted = y.map((value, t) => value - pattern[t]!)
  }
  const span = Math.min(Math.max(10, hasSeason ? 2 * period : 2), y.length)
  const opening = adjusted.subarray(0, span)
  if (form.trend === 'N') return Float64Array.of(mean(opening), ...seasons)
  const { coefficients } = leastSquares('y', [new Float64Array(span).fill(1), Float64Array.from(opening, (_, t) => t + 1)], opening)
  let [level, slope] = [coefficients[0]!, coefficients[1]!]
  if (Math.abs(level + slope) < 1e-8) {
    // Multiplicative errors would divide by the first fitted value.
    level *= 1.001
    slope *= 0.999
  }
  return Float64Array.of(level, slope, ...seasons)
}

function seasonKind(form: EtsForm): 'additive' | 'multiplicative' {
  return form.season === 'A' ? 'additive' : 'multiplicative'
}

/** Fewer than three periods: what a straight line and one wave leave, without the wave. */
function fourierSeasons(form: EtsForm, y: Float64Array, period: number): Float64Array {
  if (y.length < 4) throw new OutOfDomain('y', `${y.length} values`, 'at least 4 values for a seasonal model')
  const columns = [y.map(() => 1), y.map((_, t) => t + 1)]
  if (period > 2) columns.push(y.map((_, t) => sineOfTurn(t + 1, period)))
  columns.push(y.map((_, t) => cosineOfTurn(t + 1, period)))
  const { coefficients } = leastSquares('y', columns, y)
  const line = (t: number) => coefficients[0]! + coefficients[1]! * (t + 1)
  return y.map((value, t) => (form.season === 'A' ? value - line(t) : value / line(t)))
}
