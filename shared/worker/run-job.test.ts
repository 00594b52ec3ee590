import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FailureError, toFailure } from '../result/failure.ts'
import { toEpochDay, toMonth } from '../units/calendar.ts'
import type { ForecastJob, HedgeRatioJob, RiskJob, SpreadJob } from './jobs.ts'
import { type ModelJob, runJob } from './run-job.ts'

const forecastJob: ForecastJob = {
  kind: 'forecast',
  series: [{ key: 'a', daily: new Float64Array(120).fill(5) }],
  firstDay: toEpochDay('2026-01-01'),
  firstMonth: toMonth('2026-05'),
  months: 2,
  trials: 20,
  seed: 1,
}

const riskJob: RiskJob = {
  kind: 'risk',
  spend: { committed: new Float64Array(40), volumeOnly: new Float64Array(40), sensitive: new Float64Array(40).fill(10) },
  months: 2,
  trials: 20,
  seed: 1,
  model: { volatility: 0.5, basisSigma: 0.1, beta: 1 },
  leadDays: 1,
  legs: [
    {
      size: 1,
      contracts: Float64Array.of(1, 1),
      entry: Float64Array.of(2, 2),
      forward: Float64Array.of(2, 2),
      marginRate: 0.1,
      costPerContract: 0,
    },
  ],
  budget: NaN,
  level: 0.95,
}

const ratioJob: HedgeRatioJob = { kind: 'hedge-ratio', own: Float64Array.of(1, 2, 4, 3), index: Float64Array.of(1, 2, 3, 4) }

const spreadJob: SpreadJob = { kind: 'spread', rows: Float64Array.of(1, 2, 3, 4), trials: 2, budgets: Float64Array.of(1.5, NaN) }

/** The code of the failure, and the argument it names. */
function refusal(job: ModelJob): string {
  try {
    runJob(job)
    return 'accepted'
  } catch (thrown) {
    if (!(thrown instanceof FailureError)) throw thrown
    const { code, params } = toFailure(thrown)
    return params.name === undefined ? code : `${code} ${params.name}`
  }
}

describe('jobs', () => {
  it('good ones are run', () => {
    expect([forecastJob, riskJob, ratioJob, spreadJob].map(refusal)).toEqual(['accepted', 'accepted', 'accepted', 'accepted'])
    expect(runJob(ratioJob).ratio).toBeCloseTo(0.8, 12)
  })

  it.each<[string, Partial<ForecastJob>]>([
    ['no-usage', { series: [] }],
    ['no-usage', { series: [{ key: 'a', daily: new Float64Array(9).fill(NaN) }] }],
    ['job-argument series', { series: [...forecastJob.series, ...forecastJob.series] }],
    ['job-argument series a [1]', { series: [{ key: 'a', daily: Float64Array.of(1, Infinity) }] }],
    ['job-argument series a [0]', { series: [{ key: 'a', daily: Float64Array.of(-1, 2) }] }],
    ['job-argument months', { months: 0 }],
    ['job-argument trials', { trials: 1.5 }],
    ['job-argument seed', { seed: -1 }],
    ['job-argument firstMonth', { firstMonth: toMonth('2026-01') }],
    ['job-argument firstMonth', { firstMonth: NaN }],
    ['job-argument firstDay', { firstDay: Infinity }],
    ['job-too-large', { trials: 200_000, months: 120, series: ['a', 'b', 'c'].map((key) => ({ key, daily: Float64Array.of(1) })) }],
  ])('a forecast is refused: %s', (expected, change) => {
    expect(refusal({ ...forecastJob, ...change })).toBe(expected)
  })

  const leg = riskJob.legs[0]
  it.each<[string, Partial<RiskJob>]>([
    ['job-argument volatility', { model: { ...riskJob.model, volatility: -0.1 } }],
    ['job-argument volatility', { model: { ...riskJob.model, volatility: Infinity } }],
    ['job-argument basisSigma', { model: { ...riskJob.model, basisSigma: NaN } }],
    ['job-argument beta', { model: { ...riskJob.model, beta: NaN } }],
    ['job-argument level', { level: 1 }],
    ['job-argument budget', { budget: Infinity }],
    ['job-argument leadDays', { leadDays: -3 }],
    ['job-argument months', { months: 0 }],
    ['job-argument spend.committed', { trials: 21 }],
    [
      'job-argument spend.sensitive [7]',
      { spend: { ...riskJob.spend, sensitive: riskJob.spend.sensitive.map((value, i) => (i === 7 ? NaN : value)) } },
    ],
    ['job-argument leg.entry', { legs: leg ? [{ ...leg, entry: Float64Array.of(2) }] : [] }],
    ['job-argument leg.forward [0]', { legs: leg ? [{ ...leg, forward: Float64Array.of(-2, 2) }] : [] }],
    ['job-argument leg.contracts [1]', { legs: leg ? [{ ...leg, contracts: Float64Array.of(2, NaN) }] : [] }],
    ['job-argument leg.marginRate', { legs: leg ? [{ ...leg, marginRate: NaN }] : [] }],
  ])('a simulation is refused: %s', (expected, change) => {
    expect(refusal({ ...riskJob, ...change })).toBe(expected)
  })

  it.each<[string, Partial<HedgeRatioJob>]>([
    ['too-few-pairs', { own: Float64Array.of(1, 2), index: Float64Array.of(1, 2) }],
    ['too-few-pairs', { own: new Float64Array(), index: new Float64Array() }],
    ['job-argument index', { index: Float64Array.of(1, 2) }],
    ['job-argument own [0]', { own: Float64Array.of(NaN, 2, 3, 4) }],
    ['index-stood-still', { index: new Float64Array(4) }],
  ])('a hedge ratio is refused: %s', (expected, change) => {
    expect(refusal({ ...ratioJob, ...change })).toBe(expected)
  })

  it.each<[string, Partial<SpreadJob>]>([
    ['job-argument rows', { rows: Float64Array.of(1, 2, 3) }],
    ['job-argument rows [2]', { rows: Float64Array.of(1, 2, NaN, 4) }],
    ['job-argument trials', { trials: 0, rows: new Float64Array() }],
    ['job-argument budgets [0]', { budgets: Float64Array.of(Infinity, NaN) }],
  ])('a spread is refused: %s', (expected, change) => {
    expect(refusal({ ...spreadJob, ...change })).toBe(expected)
  })

  it('whatever is accepted gives finite figures', () => {
    const amount = fc.double({ min: -1e18, max: 1e18, noNaN: true })
    fc.assert(
      fc.property(
        fc.record({
          spend: fc.array(amount, { minLength: 3, maxLength: 3 }),
          contracts: fc.double({ min: -1e9, max: 1e9, noNaN: true }),
          volatility: fc.double({ min: 0, max: 5, noNaN: true }),
          basisSigma: fc.double({ min: 0, max: 5, noNaN: true }),
          beta: fc.double({ min: -10, max: 10, noNaN: true }),
          leadDays: fc.integer({ min: 0, max: 2520 }),
        }),
        ({ spend, contracts, leadDays, ...model }) => {
          const [committed = 0, volumeOnly = 0, sensitive = 0] = spend
          const filled = (value: number) => new Float64Array(40).fill(value)
          const found = runJob({
            ...riskJob,
            spend: { committed: filled(committed), volumeOnly: filled(volumeOnly), sensitive: filled(sensitive) },
            model,
            leadDays,
            legs: riskJob.legs.map((each) => ({ ...each, contracts: Float64Array.of(contracts, 0) })),
          })
          const { hedged, margin } = found
          const figures = [
            hedged.mean,
            hedged.p95,
            hedged.cvar,
            hedged.cvarStandardError,
            hedged.meanStandardError,
            margin.peakMean,
            margin.peakP95,
            margin.peakP95StandardError,
            ...margin.p95,
          ]
          expect(figures.every(Number.isFinite)).toBe(true)
        },
      ),
      { numRuns: 60 },
    )
  })
})
