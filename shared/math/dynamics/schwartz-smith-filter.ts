// The Kalman filter of the Schwartz-Smith model: the unseen state and the likelihood from a panel of futures prices.
// Source: Schwartz & Smith (2000), section 3; quotes of one date enter one after the other with Joseph's update (Koopman
// & Durbin 2000, J. Time Series Analysis 21, 281-296), which needs no inverse and passes gaps by.
import { OutOfDomain, requireFinite, requireLength, requireNotNegative, requirePositive } from '../numerics/domain.ts'
import { log } from '../numerics/elementary.ts'
import type { Matrix } from '../numerics/matrix.ts'
import { remainder } from './mean-reversion.ts'
import {
  requireSchwartzSmith,
  type SchwartzSmith,
  type SchwartzSmithState,
  schwartzSmithOffset,
  shockCovariance,
} from './schwartz-smith.ts'

/** Rows are dates, equally spaced; columns are places on the curve. */
export interface FuturesPanel {
  /** ln of futures prices; NaN stands for "no quote that day" and is passed by. */
  readonly logPrices: Matrix
  /** Years to maturity of each quote; one row serves for all dates when maturities are constant. */
  readonly years: Matrix
  /** Years between two dates. */
  readonly step: number
}

/** What is known one step before the first date. */
export interface StatePrior extends SchwartzSmithState {
  readonly varianceChi: number
  readonly varianceXi: number
  readonly covariance: number
}

export interface FilteredStates {
  /** After each date's quotes. */
  readonly chi: Float64Array
  readonly xi: Float64Array
  readonly last: StatePrior
  readonly logLikelihood: number
}

/** Each date is predicted first, then corrected by its quotes. `errors` are standard deviations of ln quotes, one a column. */
export function schwartzSmithFilter(panel: FuturesPanel, model: SchwartzSmith, errors: Float64Array, prior: StatePrior): FilteredStates {
  requirePanel(panel)
  requireSchwartzSmith(model)
  requireLength('errors', errors, panel.logPrices[0]!.length)
  for (let i = 0; i < errors.length; i++) requireNotNegative(`errors[${i}]`, errors[i]!)
  requirePrior(prior)
  const n = panel.logPrices.length
  const [chi, xi] = [new Float64Array(n), new Float64Array(n)]
  const { logLikelihood, last } = filterPass(panel, model, errors, prior, { chi, xi })
  if (!Number.isFinite(logLikelihood)) throw new OutOfDomain('errors', 'zero for quotes the model fixes exactly', 'errors above 0')
  return { chi, xi, last, logLikelihood }
}

/** The filter without checks, for the search of the estimation. */
export function filterPass(
  panel: FuturesPanel,
  model: SchwartzSmith,
  errors: Float64Array,
  prior: StatePrior,
  path?: { readonly chi: Float64Array; readonly xi: Float64Array },
): { logLikelihood: number; last: StatePrior } {
  const { logPrices, years, step } = panel
  const columns = errors.length
  const fade = remainder(model.kappa, step)
  const shock = shockCovariance(model, step)
  const [loads, offsets] = [new Float64Array(columns), new Float64Array(columns)]
  let row: Float64Array | undefined
  let { chi, xi, varianceChi: p, covariance: q, varianceXi: r } = prior
  let sum = 0
  let count = 0
  for (let t = 0; t < logPrices.length; t++) {
    const maturities = years[years.length === 1 ? 0 : t]!
    if (maturities !== row) {
      row = maturities
      for (let j = 0; j < columns; j++) {
        loads[j] = remainder(model.kappa, row[j]!)
        offsets[j] = schwartzSmithOffset(model, row[j]!)
      }
    }
    chi *= fade
    xi += model.muXi * step
    p = fade * fade * p + shock.varianceChi
    q = fade * q + shock.covariance
    r += shock.varianceXi
    for (let j = 0; j < columns; j++) {
      const quote = logPrices[t]![j]!
      if (Number.isNaN(quote)) continue
      const load = loads[j]!
      const noise = errors[j]! * errors[j]!
      const [alongChi, alongXi] = [load * p + q, load * q + r]
      const variance = load * alongChi + alongXi + noise
      const surprise = quote - load * chi - xi - offsets[j]!
      sum += log(variance) + (surprise * surprise) / variance
      count++
      const [gainChi, gainXi] = [alongChi / variance, alongXi / variance]
      chi += gainChi * surprise
      xi += gainXi * surprise
      // (I - K H) P (I - K H)' + K noise K', which stays positive semi-definite.
      const [a, b, c, d] = [1 - gainChi * load, -gainChi, -gainXi * load, 1 - gainXi]
      const [ap, aq, cp, cq] = [a * p + b * q, a * q + b * r, c * p + d * q, c * q + d * r]
      p = ap * a + aq * b + gainChi * gainChi * noise
      q = ap * c + aq * d + gainChi * gainXi * noise
      r = cp * c + cq * d + gainXi * gainXi * noise
    }
    if (path) {
      path.chi[t] = chi
      path.xi[t] = xi
    }
  }
  return { logLikelihood: -0.5 * (sum + count * 1.8378770664093453), last: { chi, xi, varianceChi: p, covariance: q, varianceXi: r } } // ln 2 pi
}

export function requirePanel({ logPrices, years, step }: FuturesPanel): void {
  const columns = logPrices[0]?.length ?? 0
  if (columns === 0) throw new OutOfDomain('logPrices', 'empty', 'at least one date of at least one quote')
  for (let t = 0; t < logPrices.length; t++) {
    requireLength(`logPrices[${t}]`, logPrices[t]!, columns)
    for (const quote of logPrices[t]!) if (!Number.isNaN(quote)) requireFinite(`logPrices[${t}]`, quote)
  }
  if (years.length !== 1) requireLength('years', years, logPrices.length)
  for (let t = 0; t < years.length; t++) {
    requireLength(`years[${t}]`, years[t]!, columns)
    for (const each of years[t]!) requireNotNegative(`years[${t}]`, each)
  }
  requirePositive('step', step)
}

function requirePrior({ chi, xi, varianceChi, varianceXi, covariance }: StatePrior): void {
  requireFinite('chi', chi)
  requireFinite('xi', xi)
  requireNotNegative('varianceChi', varianceChi)
  requireNotNegative('varianceXi', varianceXi)
  requireFinite('covariance', covariance)
  if (covariance * covariance > varianceChi * varianceXi * (1 + 1e-12))
    throw new OutOfDomain('covariance', covariance, 'one that the variances allow')
}
