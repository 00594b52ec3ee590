// Mean-CVaR over many scenarios: our cutting planes beside the whole linear program in the same solver, on the same data.

import { exp } from '../../../shared/math/numerics/elementary.ts'
import { equalProbabilities, freeInstrument, type HedgeProblem, noLimits } from '../../../shared/math/programme/hedge-problem.ts'
import { type BestHedge, optimalHedge } from '../../../shared/math/programme/optimal-hedge.ts'
import { driftlessGains } from '../../../shared/math/programme/zero-drift.ts'
import { fillNormals } from '../../../shared/math/random/draws.ts'
import { linearSolver } from '../../../shared/solver/highs.ts'
import { type Benchmark, median, milliseconds } from './measure.ts'

/** A firm that buys in 24 months; futures on them and calls struck 5 % above, 30 instruments in all, correlated by one price. */
function hedgeCase(scenarios: number, instruments: number, lot: number): HedgeProblem {
  const months = 24
  const normals = new Float64Array(2 * months)
  const cost = new Float64Array(scenarios)
  const gains = Array.from({ length: instruments }, () => new Float64Array(scenarios))
  for (let s = 0; s < scenarios; s++) {
    fillNormals(normals, { seed: 7, stream: 0, variable: 0, run: 0 }, s)
    let log = 0
    for (let month = 0; month < months; month++) {
      log += 0.15 * (normals[2 * month] ?? NaN) - 0.01125
      const price = exp(log)
      cost[s] = (cost[s] ?? NaN) + 1000 * price * exp(0.1 * (normals[2 * month + 1] ?? NaN) - 0.005)
      const future = gains[month]
      if (future && month < instruments) future[s] = price - 1
      const call = gains[months + Math.floor(month / 4)]
      if (call && month % 4 === 3) call[s] = Math.max(price - 1.05, 0)
    }
  }
  const probabilities = equalProbabilities(scenarios)
  return {
    cost,
    gains: gains.map((row, i) => driftlessGains(row, probabilities, i < months ? 0 : -0.004)),
    probabilities,
    instruments: gains.map((_, i) => ({
      ...freeInstrument,
      name: `instrument ${i}`,
      lower: 0,
      upper: 1200,
      initialMargin: i < months ? 0.15 : 0,
      transactionCost: 0.002,
      lot,
    })),
    limits: { ...noLimits, margin: 1500 },
    meanWeight: 1,
    tails: [{ level: 0.95, weight: 1, limit: Infinity }],
  }
}

export async function optimiser(): Promise<Benchmark[]> {
  const solver = await linearSolver()
  const figures: Benchmark[] = []
  for (const [scenarios, instruments, rounds] of [
    [1000, 30, 3],
    [10_000, 30, 2],
    [10_000, 15, 2],
  ] as const) {
    const problem = hedgeCase(scenarios, instruments, 0)
    const ours: number[] = []
    const full: number[] = []
    for (let round = 0; round < rounds; round++) {
      let [cut, whole] = [NaN, NaN]
      ours.push(await milliseconds(() => (cut = best(optimalHedge(problem, solver, { method: 'cuts' })).objective)))
      full.push(await milliseconds(() => (whole = best(optimalHedge(problem, solver, { method: 'full' })).objective)))
      if (!(Math.abs(cut - whole) <= 1e-6 * Math.abs(whole))) throw new Error(`The cuts end at ${cut}, the whole program at ${whole}`)
    }
    figures.push({
      name: 'mean-cvar',
      unit: 'ms',
      size: `${scenarios} scenarios x ${instruments} instruments, objectives within 1e-6`,
      ours: median(ours),
      reference: median(full),
      against: 'the whole Rockafellar-Uryasev program in HiGHS',
      ratio: median(ours) / median(full),
      rounds,
    })
  }
  const lots = hedgeCase(10_000, 20, 50)
  let gap = NaN
  const time = await milliseconds(() => (gap = best(optimalHedge(lots, solver, { gap: 1e-3 })).gap))
  const relaxed = await milliseconds(() => optimalHedge(hedgeCase(10_000, 20, 0), solver))
  figures.push({
    name: 'mean-cvar-lots',
    unit: 'ms',
    size: `10000 scenarios x 20 instruments in lots of 50, gap ${gap.toExponential(1)}`,
    ours: time,
    reference: relaxed,
    against: 'the same in any amounts',
    ratio: time / relaxed,
    rounds: 1,
  })
  return figures
}

function best(answer: ReturnType<typeof optimalHedge>): BestHedge {
  if (answer.kind !== 'optimal') throw new Error(`The benchmark's problem is ${answer.kind}`)
  return answer
}
