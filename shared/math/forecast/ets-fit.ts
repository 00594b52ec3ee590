// Exponential smoothing fitted by maximum likelihood, and the choice among its forms by AICc.
// Source: Hyndman, Koehler, Snyder & Grose (2002), International Journal of Forecasting 18, 439-454; Hyndman & Khandakar
// (2008), Journal of Statistical Software 27(3), as their R package forecast 8.20 does it: same start, same search, same
// stop, and so the same hill of the likelihood. Called by calc and the theta method.
import { NoConvergence, OutOfDomain, requireSeries } from '../numerics/domain.ts'
import { polytopeMinimum } from '../numerics/polytope.ts'
import { isConstant } from './differences.ts'
import { isAllowed } from './ets-bounds.ts'
import {
  canHaveSeasons,
  type EtsForm,
  type EtsParameters,
  type EtsPass,
  etsLogLikelihood,
  etsName,
  etsPass,
  isPositive,
  requirePeriod,
} from './ets-model.ts'
import { startParameters, startState } from './ets-start.ts'

export interface EtsFit {
  readonly form: EtsForm
  /** 1 for a model without season. */
  readonly period: number
  readonly parameters: EtsParameters
  readonly initialState: Float64Array
  /** After the last value. */
  readonly state: Float64Array
  readonly logLikelihood: number
  /** Akaike's criterion, corrected for the length of the series; minus infinity for a perfect fit. */
  readonly aicc: number
  /** Of e: in squared units of the series, or relative for multiplicative errors. Divisor n less the parameters. */
  readonly variance: number
}

export type EtsCriterion = 'likelihood' | 'mean squared error'

const perfect = -1e10

/**
 * Smoothing parameters and start state of one form. `y` in any unit, positive for multiplicative errors, at least five
 * values more than alpha, level, trend and seasons have parameters. NoConvergence where the start is not allowed.
 */
export function fitEts(y: Float64Array, period: number, form: EtsForm, criterion: EtsCriterion = 'likelihood'): EtsFit {
  requirePeriod(form, period)
  requireSeries('y', y, 7 + (form.trend === 'N' ? 0 : 2) + (form.season === 'N' ? 0 : period) + (form.isDamped ? 1 : 0))
  if (form.error === 'M' && !isPositive(y)) throw new OutOfDomain('y', 'a series with values not above 0', 'positive values for this model')
  if (isConstant(y)) return flatFit(y)
  return searchedFit(y, form.season === 'N' ? 1 : period, form, criterion)
}

/**
 * The form with the least AICc among all with additive or no trend, additive or multiplicative errors and seasons
 * (no multiplicative ones where a value is not above 0, no seasons where no whole period fits or it is above 24).
 * At least 7 values.
 */
export function chooseEts(y: Float64Array, period: number): EtsFit {
  requireSeries('y', y, 7)
  if (isConstant(y)) return flatFit(y)
  let best: EtsFit | undefined
  for (const form of candidates(isPositive(y), canHaveSeasons(y.length, period))) {
    const fit = fitOrNone(y, form.season === 'N' ? 1 : period, form)
    if (fit && fit.aicc < (best?.aicc ?? Infinity)) best = fit
  }
  if (!best) throw new NoConvergence('choice of an exponential smoothing model', 'no form could be fitted')
  return best
}

function candidates(isPositiveSeries: boolean, isSeasonal: boolean): EtsForm[] {
  const forms: EtsForm[] = []
  for (const error of isPositiveSeries ? (['A', 'M'] as const) : (['A'] as const))
    for (const trend of ['N', 'A'] as const)
      for (const season of isSeasonal ? (['N', 'A', 'M'] as const) : (['N'] as const))
        for (const isDamped of trend === 'N' ? [false] : [true, false])
          if (error === 'M' || season !== 'M') forms.push({ error, trend, season, isDamped })
  return forms
}

/** A form that has too many parameters for the series, or no allowed start, drops out of the choice. */
function fitOrNone(y: Float64Array, period: number, form: EtsForm): EtsFit | undefined {
  try {
    return searchedFit(y, period, form, 'likelihood')
  } catch (failure) {
    if (failure instanceof NoConvergence || failure instanceof OutOfDomain) return undefined
    throw failure
  }
}

function searchedFit(y: Float64Array, period: number, form: EtsForm, criterion: EtsCriterion): EtsFit {
  const n = y.length
  const state = startState(form, y, period)
  const start = Float64Array.of(...smoothingVector(form, startParameters(form, period)), ...state)
  if (start.length >= n - 1) throw new OutOfDomain('y', `${n} values`, `at least ${start.length + 2} values for ${etsName(form)}`)
  const split = start.length - state.length
  const cost = (x: Float64Array) => {
    const parameters = smoothingParameters(form, x)
    if (!isAllowed(form, parameters, period)) return Infinity
    const initial = fullState(form, x.subarray(split), period)
    if (form.season === 'M' && initial.subarray(form.trend === 'N' ? 1 : 2).some((season) => season < 0)) return Infinity
    const pass = etsPass(form, parameters, initial, y, period)
    return criterion === 'likelihood' ? Math.max(perfect, -2 * etsLogLikelihood(form, pass, n)) : pass.meanSquaredError
  }
  const { x } = polytopeMinimum(cost, start)
  const parameters = smoothingParameters(form, x)
  const initialState = fullState(form, x.subarray(split), period)
  const pass = etsPass(form, parameters, initialState, y, period)
  return described(form, period, parameters, initialState, pass, n, x.length)
}

function described(
  form: EtsForm,
  period: number,
  parameters: EtsParameters,
  initialState: Float64Array,
  pass: EtsPass,
  n: number,
  searched: number,
): EtsFit {
  const logLikelihood = etsLogLikelihood(form, pass, n)
  const count = searched + 1 // the variance counts too
  const spare = n - count - 1
  const aicc = spare > 0 ? -2 * logLikelihood + 2 * count + (2 * count * (count + 1)) / spare : Infinity
  const variance = pass.squares / (n - searched)
  return { form, period, parameters, initialState, state: pass.state, logLikelihood, aicc, variance }
}

/** A series that never moves: its level, without error. */
function flatFit(y: Float64Array): EtsFit {
  const form: EtsForm = { error: 'A', trend: 'N', season: 'N', isDamped: false }
  const level = Float64Array.of(y[0]!)
  const parameters = { alpha: 0.99999, beta: 0, gamma: 0, phi: 1 }
  return { form, period: 1, parameters, initialState: level, state: level, logLikelihood: Infinity, aicc: -Infinity, variance: 0 }
}

function smoothingVector(form: EtsForm, { alpha, beta, gamma, phi }: EtsParameters): number[] {
  const vector = [alpha]
  if (form.trend !== 'N') vector.push(beta)
  if (form.season !== 'N') vector.push(gamma)
  if (form.isDamped) vector.push(phi)
  return vector
}

function smoothingParameters(form: EtsForm, x: Float64Array): EtsParameters {
  let next = 1
  const beta = form.trend === 'N' ? 0 : x[next++]!
  const gamma = form.season === 'N' ? 0 : x[next++]!
  const phi = form.isDamped ? x[next]! : 1
  return { alpha: x[0]!, beta, gamma, phi }
}

/** The last season makes the sum 0 (additive) or the period (multiplicative). */
function fullState(form: EtsForm, searched: Float64Array, period: number): Float64Array {
  if (form.season === 'N') return searched
  let rest = form.season === 'M' ? period : 0
  let total = 0
  for (let i = form.trend === 'N' ? 1 : 2; i < searched.length; i++) total += searched[i]!
  rest -= total
  const state = new Float64Array(searched.length + 1)
  state.set(searched)
  state[searched.length] = rest
  return state
}
