// Choice of a hedge and buying programmes, by the names of `ballast calc`. The hedge is of futures and calls on them.
import { z } from 'zod'
import { hedgeFrontier } from '../math/programme/frontier.ts'
import { futuresAndCalls } from '../math/programme/futures-and-calls.ts'
import { equalProbabilities, freeInstrument, type HedgeProblem, noLimits, type TailTerm } from '../math/programme/hedge-problem.ts'
import { layeredProgramme } from '../math/programme/layered-programme.ts'
import {
  boundedMeanVarianceHedge,
  hedgeMoments,
  meanVarianceObjective,
  minimumVarianceHedge,
  unboundedMeanVarianceHedge,
} from '../math/programme/mean-variance.ts'
import { minCvarPortfolio } from '../math/programme/min-cvar-normal.ts'
import { type BestHedge, type HedgeAnswer, optimalHedge } from '../math/programme/optimal-hedge.ts'
import { hedgedCosts, scenarioRisk } from '../math/programme/scenario-cost.ts'
import { stackAndRoll } from '../math/programme/stack-and-roll.ts'
import { linearSolver } from '../solver/highs.ts'
import { type CalcFunctions, calcFunction, matrix, number, series, whole } from './calc-function.ts'

const shape = {
  P: series,
  V: series,
  F: series,
  F0: number,
  K: number,
  prem: number,
  /** Equally likely when left out. */
  prob: series.optional(),
  maxfut: number.default(Infinity),
  maxopt: number.default(Infinity),
  budget: number.default(Infinity),
  im: number.default(0),
  im_budget: number.default(Infinity),
}

type Inputs = z.output<z.ZodObject<typeof shape>>

/** 0 <= futures <= maxfut, 0 <= calls <= maxopt, prem calls <= budget, im futures <= im_budget. */
function problemOf(inputs: Inputs, tails: readonly TailTerm[], lot = 0): HedgeProblem {
  const purchases = { price: inputs.P, volume: inputs.V, settlement: inputs.F }
  return {
    ...futuresAndCalls(purchases, inputs.F0, inputs.K, inputs.prem),
    probabilities: inputs.prob ?? equalProbabilities(inputs.P.length),
    instruments: [
      { ...freeInstrument, name: 'futures', lower: 0, upper: inputs.maxfut, initialMargin: inputs.im, lot },
      { ...freeInstrument, name: 'calls', lower: 0, upper: inputs.maxopt, premium: inputs.prem, lot },
    ],
    limits: { ...noLimits, premium: inputs.budget, margin: inputs.im_budget },
    meanWeight: 1,
    tails,
  }
}

/** The most futures and the most calls within the limits. */
function mostUnits({ maxfut, maxopt, prem, budget, im, im_budget }: Inputs): Float64Array {
  return Float64Array.of(Math.min(maxfut, im > 0 ? im_budget / im : Infinity), Math.min(maxopt, prem > 0 ? budget / prem : Infinity))
}

/** Without a best hedge the answer names the limits that contradict each other, or the positions that would grow for ever. */
function named(answer: HedgeAnswer, figures: (best: BestHedge) => object): object {
  return answer.kind === 'optimal' ? figures(answer) : { status: answer.kind, ...answer }
}

export const programmeFunctions: CalcFunctions = {
  scenarioRisk: calcFunction({ ...shape, alpha: number, x: series.optional() }, (inputs) => {
    const problem = problemOf(inputs, [])
    const risk = scenarioRisk(hedgedCosts(problem, inputs.x ?? new Float64Array(2)), problem.probabilities, inputs.alpha)
    return { expected_cost: risk.expectedCost, var: risk.valueAtRisk, cvar: risk.conditionalValueAtRisk, sd: risk.standardDeviation }
  }),

  meanCVaRHedgeLP: calcFunction({ ...shape, alpha: number, lam: number }, async (inputs) => {
    const problem = problemOf(inputs, [{ level: inputs.alpha, weight: inputs.lam, limit: Infinity }])
    return named(optimalHedge(problem, await linearSolver()), ({ objective, expectedCost, tails, position, binding }) => ({
      objective,
      expected_cost: expectedCost,
      var: tails[0]?.valueAtRisk,
      cvar: tails[0]?.conditionalValueAtRisk,
      x: position,
      binding,
    }))
  }),

  meanCVaRHedgeMILP: calcFunction(
    { ...shape, alpha: number, lam: number, lot: number.positive(), gap: number.default(0) },
    async (inputs) => {
      const problem = problemOf(inputs, [{ level: inputs.alpha, weight: inputs.lam, limit: Infinity }], inputs.lot)
      const answer = optimalHedge(problem, await linearSolver(), { gap: inputs.gap })
      return named(answer, ({ objective, expectedCost, tails, position, gap }) => ({
        objective,
        expected_cost: expectedCost,
        cvar: tails[0]?.conditionalValueAtRisk,
        lots: position.map((units) => Math.round(units / inputs.lot)),
        x: position,
        gap,
      }))
    },
  ),

  meanCVaRFrontier: calcFunction({ ...shape, alpha: number, points: whole.default(5) }, async (inputs) => {
    const answer = hedgeFrontier(problemOf(inputs, []), inputs.alpha, inputs.points, await linearSolver())
    if (answer.kind !== 'frontier') return { status: answer.kind, ...answer }
    return {
      min_cvar: answer.minimumCvar,
      unhedged_cvar: answer.unhedgedCvar,
      points: answer.points.map(({ limit, hedge }) => ({ cvar_limit: limit, expected_cost: hedge.expectedCost, x: hedge.position })),
    }
  }),

  meanVarianceHedgeQP: calcFunction({ ...shape, risk_aversion: number, lower: series.optional(), upper: series.optional() }, (inputs) => {
    const { cost, gains, probabilities } = problemOf(inputs, [])
    const moments = hedgeMoments(cost, gains, probabilities)
    const x = boundedMeanVarianceHedge(
      moments,
      inputs.risk_aversion,
      inputs.lower ?? new Float64Array(2),
      inputs.upper ?? mostUnits(inputs),
    )
    return {
      objective: meanVarianceObjective(moments, inputs.risk_aversion, x),
      x,
      unconstrained: unboundedMeanVarianceHedge(moments, inputs.risk_aversion),
      min_variance: minimumVarianceHedge(moments),
    }
  }),

  minCVaRNormal: calcFunction(
    { mean: series, cov: matrix, required_return: number, alphas: z.array(z.number()).min(1).default([0.9, 0.95, 0.99]) },
    ({ mean, cov, required_return, alphas }) => {
      const portfolios = alphas.map((level) => ({ level, ...minCvarPortfolio(mean, cov, required_return, level) }))
      const risk = portfolios.map(({ level, weights, valueAtRisk, conditionalValueAtRisk }) => [
        String(level),
        { VaR: valueAtRisk, CVaR: conditionalValueAtRisk, x: weights },
      ])
      // The same for every level while the required return binds; otherwise that of the last.
      return { x: portfolios.at(-1)?.weights, risk: Object.fromEntries(risk) as object }
    },
  ),

  layeredProgramme: calcFunction(
    {
      targets: z.array(z.object({ lead_from: whole, lead_to: whole, coverage: number })),
      lot: number,
      forecast_volume: series,
      forward: matrix,
    },
    ({ targets, lot, forecast_volume, forward }) => {
      const leads = targets.map(({ lead_from, lead_to, coverage }) => ({ leadFrom: lead_from, leadTo: lead_to, coverage }))
      const { positions, averagePrice, trades, totalUnits } = layeredProgramme(leads, lot, forecast_volume, forward)
      return {
        positions,
        avg_price: averagePrice,
        n_trades: trades.length,
        trades: trades.map(({ month, delivery, units, price }) => [month, delivery, units, price]),
        total_units: totalUnits,
      }
    },
  ),

  stackAndRoll: calcFunction(
    { commitment_per_month: number, months: whole, near: series, next_: series },
    ({ commitment_per_month, months, near, next_ }) => {
      const found = stackAndRoll(commitment_per_month, months, near, next_)
      return {
        units: found.units,
        period_cashflow: found.periodCashFlow,
        cumulative: found.cumulative,
        max_cumulative_outflow: found.maxCumulativeOutflow,
        roll_spread_cost: found.rollSpreadCost,
      }
    },
  ),
}
