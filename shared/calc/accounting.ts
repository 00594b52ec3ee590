// Hedge accounting of `ballast calc`: names and fields of its contract, the mathematics in shared/math/accounting.
import { z } from 'zod'
import { dollarOffset } from '../math/accounting/dollar-offset.ts'
import { cashFlowReserve, equityUnderGaap } from '../math/accounting/hedge-reserve.ts'
import { compareWithHypothetical } from '../math/accounting/hypothetical-derivative.ts'
import { optionTimeValue } from '../math/accounting/option-time-value.ts'
import { regressionTest } from '../math/accounting/regression-test.ts'
import { type CalcFunctions, calcFunction, number, series, whole } from './calc-function.ts'

export const accountingFunctions: CalcFunctions = {
  dollarOffset: calcFunction(
    { d_instrument: series, d_hedged_item: series, small: number.optional() },
    ({ d_instrument, d_hedged_item, small }) => {
      const found = dollarOffset(d_instrument, d_hedged_item, small)
      return {
        period: found.period,
        cumulative: found.cumulative,
        period_pass: found.periodPasses.map(Number),
        cumulative_pass: found.cumulativePasses.map(Number),
        period_small: found.isSmall.map(Number),
        variance_reduction: found.varianceReduction,
      }
    },
  ),
  cashFlowHedgeReserveIFRS9: calcFunction({ cum_instrument: series, cum_hedged_item: series }, ({ cum_instrument, cum_hedged_item }) => {
    const found = cashFlowReserve(cum_instrument, cum_hedged_item)
    return {
      reserve: found.reserve,
      cumulative_ineffectiveness: found.cumulativeIneffectiveness,
      period_oci: found.equity,
      period_pl: found.profitOrLoss,
    }
  }),
  cashFlowHedgeOCIUSGAAP: calcFunction({ d_instrument: series, highly_effective: z.boolean() }, ({ d_instrument, highly_effective }) => {
    const found = equityUnderGaap(d_instrument, highly_effective)
    return { period_oci: found.equity, aoci: found.accumulated, period_ineffectiveness_pl: found.profitOrLoss }
  }),
  regressionEffectiveness: calcFunction({ x: series, y: series }, ({ x, y }) => {
    const found = regressionTest(y, x)
    const { regression, slope } = found
    return {
      intercept: regression.intercept.value,
      slope: slope.value,
      r2: regression.r2,
      F: regression.f,
      F_pvalue: regression.fP,
      t_slope: slope.t,
      p_slope: slope.p,
      se_slope: slope.standardError,
      slope_ci95: [slope.low, slope.high],
      intercept_p: regression.intercept.p,
      dw: found.durbinWatson,
      pass_r2: Number(found.passesR2),
      pass_slope: Number(found.passesSlope),
      pass_significance: Number(found.passesSignificance),
      enough_observations: Number(found.hasEnoughObservations),
      n: x.length,
    }
  }),
  hypotheticalDerivative: calcFunction(
    { units: number, fixed_hyp: number, fixed_act: number, r: number, fwd_index: series, fwd_future: series, t_left: series },
    ({ units, fixed_hyp, fixed_act, r, fwd_index, fwd_future, t_left }) => {
      const found = compareWithHypothetical(
        units,
        r,
        t_left,
        { fixed: fixed_hyp, forwards: fwd_index },
        { fixed: fixed_act, forwards: fwd_future },
      )
      return {
        value_hypothetical: found.hypotheticalValues,
        value_actual: found.actualValues,
        cum_actual: found.actualChanges,
        cum_hypothetical: found.hypotheticalChanges,
        ratio: found.ratios,
        ifrs9_reserve: found.reserve.reserve,
        ifrs9_ineffectiveness: found.reserve.cumulativeIneffectiveness,
      }
    },
  ),
  optionTimeValue: calcFunction(
    { premium: number, intrinsic: series, fair: series, periods: whole },
    ({ premium, intrinsic, fair, periods }) => {
      const found = optionTimeValue(premium, intrinsic, fair, periods)
      return {
        time_value: found.timeValues,
        d_time_value: found.timeValueChanges,
        d_intrinsic: found.intrinsicChanges,
        straight_line_amortisation: found.amortisation,
        amortised_cumulative: found.amortised,
        oci_time_value_reserve: found.reserve,
      }
    },
  ),
}
