// A hedge on simulated market paths, for the calculator: the kernel's run with its errors, small enough for one worker.
import { z } from 'zod'
import { createMarketKernel } from '../kernel/kernel.ts'
import { sorted } from '../math/numerics/series.ts'
import { conditionalValueAtRisk, cvarStandardError, quantileStandardError, valueAtRisk } from '../math/risk/risk.ts'
import { estimateOf, momentsOf } from '../math/simulation/estimate.ts'
import { driftlessMarket, type MarketTask } from '../math/simulation/market-model.ts'
import { type CalcFunctions, calcFunction, matrix, number, series, whole } from './calc-function.ts'

const kernel = createMarketKernel()

/** Months x factors in one row after the other. */
const flat = (rows: readonly Float64Array[]): Float64Array => Float64Array.from(rows.flatMap((row) => [...row]))

/** exposure and open: money per month and factor at today's curve; margin: money per month. */
const inputs = {
  volatilities: z.array(number),
  /** Mean reversion per year; none when left out. */
  reversions: z.array(number).optional(),
  correlation: z.array(z.array(number)),
  /** Which factor is the quantity bought; none when left out. */
  quantity: whole.default(-1),
  exposure: matrix,
  open: matrix,
  margin: series,
  paths: whole.min(2).max(1_000_000).default(10_000),
  seed: whole.min(0).default(42),
  alpha: number.gt(0).lt(1).default(0.95),
}

export const simulationFunctions: CalcFunctions = {
  simulateHedge: calcFunction(inputs, ({ volatilities, reversions, correlation, quantity, exposure, open, margin, paths, seed, alpha }) => {
    const task: MarketTask = {
      model: driftlessMarket({
        months: margin.length,
        volatilities,
        reversions: reversions ?? volatilities.map(() => 0),
        correlation,
        quantity,
      }),
      spend: { exposure: flat(exposure), open: flat(open), margin },
      draws: { seed, stream: 0, variable: 0, run: 0 },
    }
    const { cost, gain, peak } = kernel.simulate(task, 0, paths)
    const tail = (values: Float64Array) => {
      const { mean, standardError } = estimateOf(momentsOf(values), 0.95)
      const ascending = sorted(values)
      return {
        mean,
        std_error: standardError,
        var: valueAtRisk(ascending, alpha),
        se_var: quantileStandardError(ascending, alpha),
        cvar: conditionalValueAtRisk(ascending, alpha),
        se_cvar: cvarStandardError(ascending, alpha),
      }
    }
    return {
      unhedged: tail(cost),
      hedged: tail(cost.map((each, path) => each - (gain[path] ?? NaN))),
      peak_cash_need: tail(peak),
      paths,
      seed,
    }
  }),
}
