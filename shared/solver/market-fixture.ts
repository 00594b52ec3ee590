// A made-up book for the tests of the optimiser: a cost driven by two factors and jumps, instruments that hedge parts of it.
import { equalProbabilities, freeInstrument, type HedgeProblem, noLimits } from '../math/programme/hedge-problem.ts'
import { driftlessGains } from '../math/programme/zero-drift.ts'
import { fillNormals } from '../math/random/draws.ts'

/** Cost of about 100 million with a spread of 22 million; fees, margins, premiums, short positions, a coverage band. */
export function hedgeMarket(seed: number, scenarios: number, instruments: number, lot = 0): HedgeProblem {
  const probabilities = equalProbabilities(scenarios)
  const draw = (variable: number) => {
    const values = new Float64Array(scenarios)
    fillNormals(values, { seed, stream: 0, variable, run: 0 }, 0)
    return values
  }
  const [market, second, own, jump] = [draw(0), draw(1), draw(2), draw(3)]
  const cost = market.map((each, s) => 1e6 * (100 + 20 * each + 8 * (second[s] ?? 0) + 6 * (own[s] ?? 0) + ((jump[s] ?? 0) > 1.6 ? 20 : 0)))
  const gains = Array.from({ length: instruments }, (_, j) => {
    const noise = draw(10 + j)
    const gain = market.map(
      (each, s) => (0.5 + ((j * 7) % 10) / 10) * each + 0.4 * ((j % 3) - 1) * (second[s] ?? 0) + 0.6 * (noise[s] ?? 0),
    )
    return driftlessGains(gain, probabilities, -0.02)
  })
  return {
    cost,
    gains,
    probabilities,
    instruments: gains.map((_, j) => ({
      ...freeInstrument,
      name: `instrument ${j}`,
      lower: j % 3 === 0 ? -5e6 : 0,
      upper: 5e6,
      initialMargin: 0.1 + 0.01 * j,
      transactionCost: 0.001 * (j % 4),
      premium: j % 2 === 0 ? 0 : 0.05,
      lot,
    })),
    limits: {
      ...noLimits,
      margin: 4e6,
      premium: 5e5,
      coverage: [{ name: 'January', cover: Float64Array.from(gains, (_, j) => (2 * j < instruments ? 1 : 0)), lower: 2e6, upper: 2e7 }],
    },
    meanWeight: 1,
    tails: [{ level: 0.95, weight: 1, limit: Infinity }],
  }
}
