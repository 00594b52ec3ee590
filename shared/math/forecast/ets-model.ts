// Exponential smoothing as state space model: the forms, one pass through a series, the likelihood.
// Source: Hyndman, Koehler, Ord & Snyder (2008), Forecasting with Exponential Smoothing, ch. 2 and 5. `beta` is the book's
// alpha times beta-star, as in R's forecast package. Called by the fit, the forecasts and the theta method.
import { OutOfDomain, requireFinite, requireLength, requireSeries, requireWhole } from '../numerics/domain.ts'
import { log } from '../numerics/elementary.ts'

/** Multiplicative trends are left out: no bound holds their forecasts. */
export interface EtsForm {
  readonly error: 'A' | 'M'
  readonly trend: 'N' | 'A'
  readonly season: 'N' | 'A' | 'M'
  readonly isDamped: boolean
}

/** beta is 0 without trend, gamma 0 without season, phi 1 without damping. */
export interface EtsParameters {
  readonly alpha: number
  readonly beta: number
  readonly gamma: number
  readonly phi: number
}

export interface EtsPass {
  /** Sum of e^2, where e is y - fitted, or (y - fitted) / fitted for multiplicative errors. */
  readonly squares: number
  /** Sum of ln |fitted|. */
  readonly logs: number
  /** Mean of (y - fitted)^2. */
  readonly meanSquaredError: number
  /** Level, slope (with trend), then the seasons from the newest to the oldest. */
  readonly state: Float64Array
}

const longestPeriod = 24

/** "MAM" and the like. Additive errors with multiplicative seasons have no finite variance and are refused, as are multiplicative trends. */
export function etsForm(model: string, isDamped: boolean): EtsForm {
  const [error, trend, season, ...more] = model
  const isKnown = more.length === 0 && (error === 'A' || error === 'M') && (trend === 'N' || trend === 'A')
  if (!isKnown || !(season === 'N' || season === 'A' || season === 'M') || (error === 'A' && season === 'M'))
    throw new OutOfDomain('model', model, 'error A or M, trend N or A, season N, A or M, and no AxM')
  if (isDamped && trend === 'N') throw new OutOfDomain('damped', 'true', 'false for a model without trend')
  return { error, trend, season, isDamped }
}

/** "ETS(M,Ad,M)". */
export function etsName(form: EtsForm): string {
  return `ETS(${form.error},${form.trend}${form.isDamped ? 'd' : ''},${form.season})`
}

/** What a search has to find: smoothing parameters and the start state without the last season, which the others give. */
function parameterCount(form: EtsForm, period: number): number {
  const smoothing = 1 + (form.trend === 'N' ? 0 : 1) + (form.season === 'N' ? 0 : 1) + (form.isDamped ? 1 : 0)
  return smoothing + stateLength(form, period) - (form.season === 'N' ? 0 : 1)
}

/** Level, slope and seasons. */
function stateLength(form: EtsForm, period: number): number {
  return 1 + (form.trend === 'N' ? 0 : 1) + (form.season === 'N' ? 0 : period)
}

/** A season needs a whole period from 2 to 24. */
export function requirePeriod(form: EtsForm, period: number): void {
  requireWhole('frequency', period, form.season === 'N' ? 1 : 2, form.season === 'N' ? undefined : longestPeriod)
}

export function canHaveSeasons(n: number, period: number): boolean {
  return period > 1 && period <= longestPeriod && n > period
}

/** Multiplicative errors and seasons divide by the level: only positive series have them. */
export function isPositive(y: Float64Array): boolean {
  return y.every((value) => value > 0)
}

/**
 * One pass through `y` from the `start` state. `start` is level, slope (with trend), s_0, s_-1 ... s_-(m-1): the last
 * season is used first. `fitted` is filled with the one-step forecasts where given. Not checked: the fit calls it
 * thousands of times; `etsFilter` is the checked entry.
 */
export function etsPass(
  form: EtsForm,
  { alpha, beta, gamma, phi }: EtsParameters,
  start: Float64Array,
  y: Float64Array,
  period: number,
  fitted?: Float64Array,
): EtsPass {
  const n = y.length
  const hasTrend = form.trend !== 'N'
  const first = hasTrend ? 2 : 1
  const isAdditive = form.season === 'A'
  const hasSeason = form.season !== 'N'
  const m = hasSeason ? period : 1
  const hasRelativeErrors = form.error === 'M'
  // seasons[t % m] belongs to the phase of time t.
  const seasons = new Float64Array(m)
  if (hasSeason) for (let t = 0; t < m; t++) seasons[t] = start[first + m - 1 - t]!
  let level = start[0]!
  let slope = hasTrend ? start[1]! : 0
  let [squares, logs, errors] = [0, 0, 0]
  let phase = 0
  for (let t = 0; t < n; t++) {
    const value = y[t]!
    const base = level + phi * slope
    const season = seasons[phase]!
    const forecast = !hasSeason ? base : isAdditive ? base + season : base * season
    const error = value - forecast
    const relative = hasRelativeErrors ? error / forecast : error
    squares += relative * relative
    errors += error * error
    if (hasRelativeErrors) logs += log(Math.abs(forecast))
    if (fitted) fitted[t] = forecast
    const adjusted = !hasSeason ? value : isAdditive ? value - season : quotient(value, season)
    const next = base + alpha * (adjusted - base)
    if (hasTrend) slope = phi * slope + (beta / alpha) * (next - level - phi * slope)
    if (hasSeason) {
      const own = isAdditive ? value - base : quotient(value, base)
      seasons[phase] = season + gamma * (own - season)
      phase = phase + 1 === m ? 0 : phase + 1
    }
    level = next
  }
  const state = new Float64Array(stateLength(form, m))
  state[0] = level
  if (hasTrend) state[1] = slope
  if (hasSeason) for (let age = 0; age < m; age++) state[first + age] = seasons[(((n - 1 - age) % m) + m) % m]!
  return { squares, logs, meanSquaredError: errors / n, state }
}

/** A level or season of 0 gives a very large quotient, so that a search turns back. */
function quotient(value: number, divisor: number): number {
  return Math.abs(divisor) < 1e-10 ? 1e10 : value / divisor
}

/** -n/2 ln(sum e^2) - sum ln |fitted|, without constants (the sum of logs for multiplicative errors only). */
export function etsLogLikelihood(form: EtsForm, pass: EtsPass, n: number): number {
  return -0.5 * n * log(pass.squares) - (form.error === 'M' ? pass.logs : 0)
}

export interface EtsFiltered extends EtsPass {
  readonly fitted: Float64Array
  readonly logLikelihood: number
  /** Of e, divisor n less all parameters and the variance itself (at least 1). */
  readonly variance: number
}

/** A pass with given parameters and start state, as R's ets(use.initial.values = TRUE). */
export function etsFilter(form: EtsForm, parameters: EtsParameters, start: Float64Array, y: Float64Array, period: number): EtsFiltered {
  requireSeries('y', y, 1)
  requirePeriod(form, period)
  for (const [name, value] of Object.entries(parameters)) requireFinite(name, value as number)
  if (parameters.alpha === 0 && form.trend !== 'N') throw new OutOfDomain('alpha', 0, 'a number other than 0 where there is a trend')
  requireLength('initstate', start, stateLength(form, period))
  requireSeries('initstate', start)
  if (form.error === 'M' && !isPositive(y)) throw new OutOfDomain('y', 'a series with values not above 0', 'positive values for this model')
  const fitted = new Float64Array(y.length)
  const pass = etsPass(form, parameters, start, y, period, fitted)
  for (const value of pass.state)
    if (!Number.isFinite(value)) throw new OutOfDomain('initstate', 'a state that runs out of range', 'a state that stays finite')
  const variance = pass.squares / Math.max(1, y.length - parameterCount(form, period) - 1)
  return { ...pass, fitted, logLikelihood: etsLogLikelihood(form, pass, y.length), variance }
}
