// Cost against a plan: what the cost may be, how far above its expectation and how far above the budget.
// "At risk" always names its reference: the expected cost (cash flow at risk) or the budget (budget at risk).
// Source: RiskMetrics Group, CorporateMetrics Technical Document (1999), ch. 2 for the terms.
import { requireFinite } from '../numerics/domain.ts'
import { sum } from '../numerics/series.ts'
import { requireProbabilities, weightedTail } from './weighted-tail.ts'

export interface BudgetFigures {
  readonly expected: number
  readonly valueAtRisk: number
  readonly conditionalValueAtRisk: number
  /** VaR less the expected cost. */
  readonly cashFlowAtRisk: number
  /** VaR less the budget; below 0 when the budget covers the cost at this level. */
  readonly budgetAtRisk: number
  readonly probabilityOver: number
  /** E[(cost - budget)+]. */
  readonly expectedOverrun: number
}

/** Costs of scenarios in money, with their probabilities (left out: equal); level in (0, 1). A cost at the budget is not over it. */
export function budgetFigures(costs: Float64Array, budget: number, level: number, probabilities?: Float64Array): BudgetFigures {
  requireFinite('budget', budget)
  const { valueAtRisk, conditionalValueAtRisk } = weightedTail(costs, level, probabilities)
  const mass = requireProbabilities(probabilities ?? new Float64Array(costs.length).fill(1 / costs.length), costs.length)
  const expected = sum(costs.map((cost, i) => cost * mass[i]!))
  return {
    expected,
    valueAtRisk,
    conditionalValueAtRisk,
    cashFlowAtRisk: valueAtRisk - expected,
    budgetAtRisk: valueAtRisk - budget,
    probabilityOver: sum(costs.map((cost, i) => (cost > budget ? mass[i]! : 0))),
    expectedOverrun: sum(costs.map((cost, i) => Math.max(0, cost - budget) * mass[i]!)),
  }
}
