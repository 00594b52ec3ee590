// Exponential smoothing, the theta method and ARIMA for the calculator.
import { z } from 'zod'
import { arimaForecast } from '../math/forecast/arima-forecast.ts'
import type { ArimaOrder } from '../math/forecast/arima-model.ts'
import { chooseArima } from '../math/forecast/arima-search.ts'
import { chooseEts, type EtsFit, fitEts } from '../math/forecast/ets-fit.ts'
import { etsForecast, etsPointRecursion } from '../math/forecast/ets-forecast.ts'
import { etsFilter, etsForm, etsName } from '../math/forecast/ets-model.ts'
import { thetaForecast } from '../math/forecast/theta.ts'
import { type CalcFunctions, calcFunction, frequency, number, series, whole } from './calc-function.ts'
import { withBands } from './forecast-scores.ts'

const history = { y: series, frequency: frequency.default(1), h: whole }
const model = { model: z.string(), damped: z.boolean().default(false) }

function etsFields(fit: EtsFit, h: number): object {
  const { alpha, beta, gamma, phi } = fit.parameters
  const parameters = { alpha, beta, gamma, phi, initstate: fit.initialState, loglik: fit.logLikelihood, sigma2: fit.variance }
  return { method: etsName(fit.form), aicc: fit.aicc, ...withBands(etsForecast(fit, h)), ...parameters }
}

/** p, d, q and, for a seasonal model, P, D, Q and the period. */
function orderList({ p, d, q, seasonalP, seasonalD, seasonalQ, period }: ArimaOrder): number[] {
  const isSeasonal = period > 1 && seasonalP + seasonalD + seasonalQ > 0
  return isSeasonal ? [p, d, q, seasonalP, seasonalD, seasonalQ, period] : [p, d, q]
}

export const forecastModelFunctions: CalcFunctions = {
  etsAuto: calcFunction(history, ({ y, frequency, h }) => etsFields(chooseEts(y, frequency), h)),

  etsFixedForm: calcFunction({ ...history, ...model }, ({ y, frequency, h, model, damped }) =>
    etsFields(fitEts(y, frequency, etsForm(model, damped)), h),
  ),

  etsFilterFixed: calcFunction(
    {
      ...history,
      ...model,
      par: z.object({ alpha: number, beta: number.default(0), gamma: number.default(0), phi: number.default(1) }),
      initstate: series,
    },
    ({ y, frequency: period, h, model, damped, par: parameters, initstate }) => {
      const form = etsForm(model, damped)
      const { state, variance, meanSquaredError, fitted, logLikelihood } = etsFilter(form, parameters, initstate, y, period)
      const end = { form, period, parameters, state, variance }
      return {
        loglik: logLikelihood,
        mse: meanSquaredError,
        last_state: state,
        fitted_first5: fitted.subarray(0, 5),
        mean: etsForecast(end, h).mean,
        point_recursion: etsPointRecursion(end, h),
      }
    },
  ),

  theta: calcFunction(history, ({ y, frequency, h }) => {
    const forecast = thetaForecast(y, frequency, h)
    return { alpha: forecast.alpha, drift: forecast.drift, ...withBands(forecast) }
  }),

  arimaAuto: calcFunction(history, ({ y, frequency, h }) => {
    const fit = chooseArima(y, frequency)
    const { order, aicc, coefficients, constant, logLikelihood } = fit
    return {
      order: orderList(order),
      aicc,
      ...withBands(arimaForecast(y, fit, h)),
      coefficients,
      constant,
      has_constant: order.hasConstant,
      loglik: logLikelihood,
    }
  }),
}
