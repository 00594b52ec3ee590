// Cash a position may need on the way, not at the end: the running maximum of the outflow of a driftless Brownian P&L.
// Sources: reflection principle, P(max > x) = 2 N(-x / (s sqrt T)); Broadie, Glasserman & Kou (1997) for daily marks.
// The lesson of Metallgesellschaft 1993: hedged in value, not in cash. Paths with drift: ../simulation/margin.ts.
import { requireFinite, requireLevel, requireNotNegative, requireWhole } from '../numerics/domain.ts'
import { normalQuantile } from '../numerics/normal.ts'

/** -zeta(1/2) / sqrt(2 pi). */
const discreteShift = 0.5825971579390107

/** Standard deviation of the P&L at the horizon: |units| normal volatility sqrt(years); volatility in price per square root of a year. */
export function terminalSigma(volatility: number, units: number, years: number): number {
  requireNotNegative('volatility', volatility)
  requireFinite('units', units)
  requireNotNegative('years', years)
  return Math.abs(units) * volatility * Math.sqrt(years)
}

/** The outflow that the peak stays below with this confidence, watched continuously: sigma N^-1((1 + confidence) / 2). */
export function liquidityAtRisk(sigma: number, confidence: number): number {
  requireNotNegative('sigma', sigma)
  requireLevel('confidence', confidence)
  // By the small tail: (1 + confidence) / 2 would round it away.
  return -sigma * normalQuantile((1 - confidence) / 2)
}

/** Mean of the peak outflow: sigma sqrt(2 / pi). */
export function expectedPeak(sigma: number): number {
  requireNotNegative('sigma', sigma)
  return sigma * Math.sqrt(2 / Math.PI)
}

/** What `marks` settlements in place of continuous watching take off a peak, to first order: 0.5826 sigma / sqrt(marks). */
export function discreteCorrection(sigma: number, marks: number): number {
  requireNotNegative('sigma', sigma)
  requireWhole('marks', marks, 1)
  return (discreteShift * sigma) / Math.sqrt(marks)
}
