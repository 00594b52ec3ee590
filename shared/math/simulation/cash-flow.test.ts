import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mean, standardDeviation } from '../numerics/series.ts'
import { createSimulation, type RiskTask, simulateRisk } from './cash-flow.ts'
import { daysPerMonth, fillIndexPath } from './paths.ts'

const silent = () => undefined
const same = (months: number, value: number) => new Float64Array(months).fill(value)

function task(change: Partial<RiskTask> = {}): RiskTask {
  const months = change.months ?? 6
  const trials = change.trials ?? 2000
  return {
    spend: { committed: same(trials * months, 3000), volumeOnly: same(trials * months, 2000), sensitive: same(trials * months, 25_000) },
    months,
    trials,
    seed: 7,
    model: { volatility: 0.6, basisSigma: 0.05, beta: 0.9 },
    leadDays: 3,
    legs: [
      {
        size: 1000,
        contracts: same(months, 6),
        entry: same(months, 2.5),
        forward: same(months, 2.5),
        marginRate: 0.1,
        costPerContract: 10,
      },
      { size: 100, contracts: same(months, 9), entry: same(months, 4), forward: same(months, 4), marginRate: 0.2, costPerContract: 3 },
    ],
    budget: 190_000,
    level: 0.95,
    ...change,
  }
}

/** Every number of a result, for comparison bit by bit. */
const bytes = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) => (ArrayBuffer.isView(part) ? Array.from(part as Float64Array, String) : part))

// Hedge desk of the design, figures tied out by hand: six months, price-sensitive with beta 1, the curve is the
// price agreed, contracts of 1,000 units, margin 10 %, costs 1.1 k in all.
describe('a ladder whose figures tie out by hand', () => {
  const units = [9400, 10_000, 10_600, 11_300, 12_000, 12_700]
  const price = Float64Array.of(2.5, 2.48, 2.45, 2.43, 2.41, 2.4)
  const contracts = Float64Array.of(6, 6, 7, 6, 6, 5)
  const trials = 2
  const spend = Float64Array.from([...units, ...units], (quantity, i) => quantity * (price[i % 6] ?? 0))
  const nothing = same(12, 0)
  const leg = { size: 1000, contracts, entry: price, forward: price, marginRate: 0.1, costPerContract: 1100 / 36 }
  const base = task({
    months: 6,
    trials,
    spend: { committed: nothing, volumeOnly: nothing, sensitive: spend },
    model: { volatility: 0, basisSigma: 0, beta: 1 },
    legs: [leg],
    budget: 162_000,
  })
  const found = simulateRisk(base, silent)
  const inThousands = (amount: number) => Number((amount / 1000).toFixed(3))

  it('expected cost, costs and budget', () => {
    expect([found.unhedged.mean, found.hedged.mean, found.costs].map(inThousands)).toEqual([161.129, 162.229, 1.1])
    expect([found.unhedged.overBudget, found.hedged.overBudget]).toEqual([0, 1])
  })

  it('a fall and a rise of 60 %', () => {
    const fall = found.shocks[0]
    const rise = found.shocks[4]
    expect([fall?.shift, fall?.net, (fall?.net ?? 0) - (fall?.spend ?? 0), fall?.peakMargin].map((x) => Number(x?.toFixed(1)))).toEqual([
      -0.6, 118_393.6, 53_942, 61_649,
    ])
    expect([rise?.shift, rise?.net, (rise?.net ?? 0) - (rise?.spend ?? 0), rise?.peakMargin].map((x) => Number(x?.toFixed(1)))).toEqual([
      0.6, 206_064.4, -51_742, 8807,
    ])
  })

  it('without volatility only the initial margin is tied up, and released month by month', () => {
    expect(inThousands(found.margin.peakP95)).toBe(8.807)
    expect(found.margin.peakDay).toBe(0)
    expect(inThousands(found.margin.p50.at(-1) ?? 0)).toBe(1.2) // 5 contracts x 1,000 x 2.40 x 10 %
  })
})

describe('simulated risk', () => {
  it('the hedge costs its fees and nothing else on average', () => {
    fc.assert(
      fc.property(
        fc.nat(1e6),
        fc.double({ min: 0, max: 1.2, noNaN: true }),
        fc.double({ min: 0, max: 2, noNaN: true }),
        (seed, volatility, beta) => {
          const found = simulateRisk(task({ seed, model: { volatility, basisSigma: 0.1, beta }, trials: 1000 }), silent)
          const difference = found.hedged.totals.map((total, i) => total - (found.unhedged.totals[i] ?? 0))
          const error = standardDeviation(difference) / Math.sqrt(1000)
          expect(Math.abs(mean(difference) - found.costs)).toBeLessThanOrEqual(4.5 * error + 1e-6)
        },
      ),
      { numRuns: 30 },
    )
  })

  it('the index keeps its mean at every day and has the volatility asked for', () => {
    const day = 126
    const index = new Float64Array(day + 1)
    const end = Float64Array.from({ length: 20_000 }, (_, path) => {
      fillIndexPath(index, 0.5, 11, path)
      return index[day] ?? 0
    })
    expect(Math.abs(mean(end) - 1)).toBeLessThan((4 * standardDeviation(end)) / Math.sqrt(20_000))
    expect(Math.abs(standardDeviation(end.map(Math.log)) / (0.5 * Math.sqrt(0.5)) - 1)).toBeLessThan(4 / Math.sqrt(40_000))
  })

  it('agrees with the closed form of a month average of daily fixings', () => {
    // Var of the mean of n lognormal fixings, Cov(M_i, M_j) = exp(sigma^2 min(t_i, t_j)) - 1 (Levy 1992); one month, no lead.
    const sigma = 0.6
    let variance = 0
    for (let i = 1; i <= 21; i++) for (let j = 1; j <= 21; j++) variance += Math.expm1((sigma * sigma * Math.min(i, j)) / 252) / 441
    const months = 1
    const trials = 20_000
    const sensitive = same(trials, 1)
    const found = simulateRisk(
      task({
        months,
        trials,
        leadDays: 0,
        legs: [],
        model: { volatility: sigma, basisSigma: 0, beta: 1 },
        spend: { committed: same(trials, 0), volumeOnly: same(trials, 0), sensitive },
      }),
      silent,
    )
    expect(Math.abs(standardDeviation(found.unhedged.totals) / Math.sqrt(variance) - 1)).toBeLessThan(0.025)
    expect(Math.abs(found.unhedged.mean - 1)).toBeLessThan(4 * found.unhedged.meanStandardError)
  })

  it('a full hedge of a beta of one leaves only the basis', () => {
    const months = 6
    const leg = {
      size: 1000,
      contracts: same(months, 10),
      entry: same(months, 2.5),
      forward: same(months, 2.5),
      marginRate: 0.1,
      costPerContract: 0,
    }
    const open = simulateRisk(task({ model: { volatility: 0.4, basisSigma: 0, beta: 1 }, legs: [leg] }), silent)
    expect(standardDeviation(open.hedged.totals)).toBeLessThan(1e-6 * standardDeviation(open.unhedged.totals))
    expect(open.hedgeCorrelation).toBeCloseTo(1, 10)
  })

  it('peak cash of a position over one month is near the reflection principle', () => {
    // P(max outflow > x) = 2 N(-x / s): P95 = 1.96 s; daily marks lower it by 0.5826 s / sqrt(m) (Broadie, Glasserman
    // & Kou 1997). A far single month, watched for 63 days before it begins, small volatility: near-normal changes.
    const months = 1
    const sigma = 0.005
    const days = 252
    const leg = {
      size: 1,
      contracts: same(months, 1000),
      entry: same(months, 1),
      forward: same(months, 1),
      marginRate: 0,
      costPerContract: 0,
    }
    const trials = 10_000
    const flat = same(trials, 0)
    const found = simulateRisk(
      task({
        months,
        trials,
        leadDays: days,
        legs: [leg],
        model: { volatility: sigma, basisSigma: 0, beta: 1 },
        spend: { committed: flat, volumeOnly: flat, sensitive: flat },
      }),
      silent,
    )
    // The averaging month adds 1/3 of its own variance: 21 fixings, effective time (252 + 7) / 252.
    const spread = 1000 * sigma * Math.sqrt((days + 7) / 252)
    const closed = 1.959964 * spread - (0.5826 * spread) / Math.sqrt(days + 7)
    expect(Math.abs(found.margin.peakP95 / closed - 1)).toBeLessThan(0.03)
  })

  it('the peak is at least what is paid at the end, and never negative', () => {
    const found = simulateRisk(task(), silent)
    const paid = found.hedged.totals.map((total, i) => total - (found.unhedged.totals[i] ?? 0) - found.costs)
    expect(found.margin.peakMean).toBeGreaterThanOrEqual(mean(paid.map((x) => Math.max(0, x))))
    expect(found.margin.peakP95).toBeGreaterThanOrEqual(found.margin.p95.reduce((a, b) => Math.max(a, b), 0))
    expect(found.margin.day.at(-1)).toBe(3 + 6 * daysPerMonth)
    expect(found.margin.day.every((day, i) => i === 0 || day - (found.margin.day[i - 1] ?? 0) <= 5)).toBe(true)
  })

  it('a settled month keeps its loss and frees its initial margin', () => {
    const legs = [
      { size: 1000, contracts: Float64Array.of(4, 0), entry: same(2, 3), forward: same(2, 2), marginRate: 0.1, costPerContract: 0 },
    ]
    const found = simulateRisk(task({ months: 2, legs, leadDays: 0, model: { volatility: 0, basisSigma: 0, beta: 1 } }), silent)
    // Agreed at 3, worth 2: 4,000 lost from the first day, 1,200 initial margin through day 21.
    expect([...found.margin.day].map((day, i) => [day, found.margin.p50[i]])).toEqual(
      [0, 5, 10, 15, 20, 25, 30, 35, 40, 42].map((day) => [day, day <= 21 ? 5200 : 4000]),
    )
  })

  it('is the same, bit by bit, in any split into blocks and any order', () => {
    const settings = task({ trials: 1200 })
    const whole = bytes(simulateRisk(settings, silent))
    expect(bytes(simulateRisk(settings, silent))).toBe(whole)
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 1199 }), { maxLength: 6 }), (cuts) => {
        const edges = [0, ...cuts.sort((a, b) => a - b), 1200]
        const simulation = createSimulation(settings)
        for (let i = edges.length - 1; i > 0; i--) simulation.run(edges[i - 1] ?? 0, edges[i] ?? 0)
        expect(bytes(simulation.result())).toBe(whole)
      }),
      { numRuns: 5 },
    )
  })

  it('every strategy sees the same prices', () => {
    const none = simulateRisk(task({ legs: [] }), silent)
    expect([...none.unhedged.totals]).toEqual([...simulateRisk(task(), silent).unhedged.totals])
    expect([...none.hedged.totals]).toEqual([...none.unhedged.totals])
    expect([none.margin.peakP95, none.costs, none.hedgeCorrelation]).toEqual([0, 0, NaN])
  })

  it('reports how far it is', () => {
    const shares: number[] = []
    simulateRisk(task({ trials: 1100 }), (share) => shares.push(share))
    expect(shares).toEqual([500 / 1100, 1000 / 1100, 1])
  })
})
