// Risk figures of `ballast calc`: names and fields of its contract, the mathematics in shared/math/risk.
import { normalQuantile } from '../math/numerics/normal.ts'
import { quantile, sorted, sum } from '../math/numerics/series.ts'
import { budgetFigures } from '../math/risk/budget.ts'
import { discreteCorrection, expectedPeak, liquidityAtRisk, terminalSigma } from '../math/risk/liquidity.ts'
import { marginAccount } from '../math/risk/margin-account.ts'
import { lognormalTail, normalTail, studentTailOf, type Tail } from '../math/risk/parametric-tail.ts'
import { quantileInterval, quantileRanks } from '../math/risk/quantile-interval.ts'
import { conditionalValueAtRisk, cvarStandardError, valueAtRisk } from '../math/risk/risk.ts'
import { riskContributions } from '../math/risk/risk-contributions.ts'
import { weightedTail } from '../math/risk/weighted-tail.ts'
import { type CalcFunctions, calcFunction, matrix, number, series, whole } from './calc-function.ts'

export const riskFunctions: CalcFunctions = {
  empiricalVarCvar: calcFunction({ losses: series, alpha: number, prob: series.optional() }, ({ losses, alpha, prob }) => {
    const ascending = sorted(losses)
    const tail = weightedTail(losses, alpha, prob)
    const worst = losses.map((loss, i) => (loss >= tail.valueAtRisk ? (prob?.[i] ?? 1) : 0))
    return {
      var_lower: tail.valueAtRisk,
      // Of the sample as it stands: type 7 knows no probabilities.
      ...(prob ? {} : { var_type7: quantile(ascending, alpha) }),
      cvar: tail.conditionalValueAtRisk,
      naive_mean_of_losses_ge_var: sum(losses.map((loss, i) => loss * (worst[i] ?? 0))) / sum(worst),
    }
  }),
  // Of a sample; or, with `n` in its place, the ranks alone. Ranks count from 1, indices from 0.
  quantileOrderStatCI: calcFunction(
    { losses: series.optional(), n: whole.optional(), alpha: number, confidence: number.optional(), conf: number.default(0.95) },
    ({ losses, n, alpha, conf, confidence = conf }) => {
      const { lower, upper, coverage } = quantileRanks(losses?.length ?? n ?? 0, alpha, confidence)
      const ranks = {
        ranks: [lower, upper],
        lower_rank: lower,
        upper_rank: upper,
        lower_index: lower - 1,
        upper_index: upper - 1,
        coverage,
      }
      if (!losses) return ranks
      const ascending = sorted(losses)
      const { low, high } = quantileInterval(ascending, alpha, confidence)
      const ci = [low, high]
      return { ...ranks, var: valueAtRisk(ascending, alpha), lower: low, upper: high, ci, ...(confidence === 0.95 ? { ci95: ci } : {}) }
    },
  ),
  cvarStdError: calcFunction({ losses: series, alpha: number, confidence: number.default(0.95) }, ({ losses, alpha, confidence }) => {
    const ascending = sorted(losses)
    const cvar = conditionalValueAtRisk(ascending, alpha)
    const se = cvarStandardError(ascending, alpha)
    const reach = normalQuantile((1 + confidence) / 2) * se
    return { var: valueAtRisk(ascending, alpha), cvar, se, ci95: [cvar - reach, cvar + reach] }
  }),
  parametricNormal: calcFunction({ mean: number, sd: number, alpha: number }, ({ mean, sd, alpha }) =>
    figuresOf(normalTail(mean, sd, alpha)),
  ),
  parametricLognormal: calcFunction({ mu: number, sigma: number, alpha: number }, ({ mu, sigma, alpha }) =>
    figuresOf(lognormalTail(mu, sigma, alpha)),
  ),
  parametricStudent: calcFunction({ loc: number, scale: number, nu: number, alpha: number }, ({ loc, scale, nu, alpha }) =>
    figuresOf(studentTailOf(loc, scale, nu, alpha)),
  ),
  eulerAllocation: calcFunction({ scenarios: matrix, alpha: number, prob: series.optional() }, ({ scenarios, alpha, prob }) => {
    const found = riskContributions(scenarios, alpha, prob)
    return {
      total: found.totals,
      sd: found.standardDeviation,
      sd_contrib: found.standardDeviationParts,
      var: found.valueAtRisk,
      cvar: found.conditionalValueAtRisk,
      cvar_contrib: found.conditionalValueAtRiskParts,
    }
  }),
  budgetAtRisk: calcFunction(
    { P: series, V: series, prob: series.optional(), budget: number, alpha: number },
    ({ P, V, prob, budget, alpha }) => {
      const found = budgetFigures(
        P.map((price, i) => price * (V[i] ?? Number.NaN)),
        budget,
        alpha,
        prob,
      )
      return {
        expected_cost: found.expected,
        cost_var: found.valueAtRisk,
        cost_cvar: found.conditionalValueAtRisk,
        cfar_vs_expected: found.cashFlowAtRisk,
        budget_at_risk: found.budgetAtRisk,
        prob_over_budget: found.probabilityOver,
        expected_overrun: found.expectedOverrun,
      }
    },
  ),
  marginAccount: calcFunction(
    { price0: number, settle: series, contracts: number, size: number, im: number, mm: number },
    ({ price0, settle, contracts, size, im, mm }) => {
      const found = marginAccount(price0, settle, { contracts, size, initial: im, maintenance: mm })
      return {
        balance_before_call: found.balances,
        margin_calls: found.calls,
        total_deposits: found.deposits,
        final_balance: found.finalBalance,
        cumulative_gain: found.gain,
        peak_cumulative_outflow: found.peakOutflow,
      }
    },
  ),
  liquidityAtRiskBM: calcFunction(
    {
      annual_normal_vol_price: number,
      units: number,
      T: number,
      confidences: number.array().default([0.95, 0.99]),
      daily_steps: whole.optional(),
    },
    ({ annual_normal_vol_price, units, T, confidences, daily_steps }) => {
      const sigma = terminalSigma(annual_normal_vol_price, units, T)
      return {
        lar: confidences.map((confidence) => liquidityAtRisk(sigma, confidence)),
        expected_peak: expectedPeak(sigma),
        terminal_var: confidences.map((confidence) => normalTail(0, sigma, confidence).valueAtRisk),
        ...(daily_steps === undefined ? {} : { discrete_correction: discreteCorrection(sigma, daily_steps) }),
      }
    },
  ),
}

function figuresOf({ valueAtRisk, conditionalValueAtRisk }: Tail) {
  return { var: valueAtRisk, cvar: conditionalValueAtRisk }
}
