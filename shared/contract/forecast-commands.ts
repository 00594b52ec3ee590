// Commands of the plan: forecast of volumes and spend, and the exposure statement made from it.
import { z } from 'zod'
import { Basis, DecimalText, MoneyByCurrency, Month, Note, Provenance, Spread, Statistic } from './scalars.ts'

export const Scenario = z.object({
  name: z.string(),
  /** Dated volume events: from `month` on, volumes are multiplied by `factor`. */
  events: z.array(
    z.object({
      month: Month,
      factor: z.number().positive().max(100),
      provider: z.string().optional(),
      model: z.string().optional(),
      note: z.string(),
      owner: z.string(),
    }),
  ),
})

const Backtest = z.object({
  origins: z.number().int(),
  horizonMonths: z.number().int(),
  mape: Statistic,
  bias: Statistic,
  naiveMape: Statistic,
  coverage80: Statistic,
  points: z.array(
    z.object({ month: Month, horizon: z.number().int(), p10: DecimalText, p50: DecimalText, p90: DecimalText, actual: DecimalText }),
  ),
})

export const ForecastResult = z.object({
  run: z.string(),
  basis: Basis,
  currency: z.string(),
  months: z.array(z.object({ month: Month, tokens: Spread, spend: Spread, budget: DecimalText.nullable() })),
  total: z.object({ tokens: Spread, spend: Spread, budget: DecimalText.nullable(), overBudget: Statistic }),
  /** Calendar quarters wholly inside the horizon; sums are taken on each path, never of quantiles. */
  quarters: z.array(
    z.object({
      label: z.string(),
      from: Month,
      to: Month,
      spend: Spread,
      budget: DecimalText.nullable(),
      overBudget: Statistic,
      dots: z.array(DecimalText).length(20),
    }),
  ),
  history: z.array(z.object({ month: Month, tokens: DecimalText, spend: DecimalText, complete: z.boolean() })),
  /** Expected spend by model over the horizon, largest first; 'other' gathers the small ones and money without tokens. */
  models: z.array(
    z.object({
      provider: z.string(),
      model: z.string(),
      tokens: DecimalText,
      /** null when the tokens have no price in this currency: unknown, not zero. */
      spend: DecimalText.nullable(),
      pricePerMtok: DecimalText.nullable(),
      share: z.number(),
    }),
  ),
  /** Announced price changes inside the horizon that the price book knows. */
  priceSteps: z.array(z.object({ month: Month, provider: z.string(), model: z.string(), factor: z.number(), source: z.string() })),
  /** Spend in currencies other than `currency`, expected per month of the last three months; not hedged, not added. */
  otherCurrencies: MoneyByCurrency,
  method: z.object({
    id: z.enum(['damped-trend', 'run-rate']),
    historyMonths: z.number().int(),
    monthlySigma: z.number(),
    monthlyDrift: z.number(),
    damping: z.number(),
  }),
  backtest: Backtest,
  scenario: Scenario,
  notes: z.array(Note),
})

/** How the spend of one provider moves; the shares add to 1 with the price-sensitive remainder. */
const SpendSplit = z.object({
  provider: z.string(),
  committedShare: z.number().min(0).max(1),
  volumeOnlyShare: z.number().min(0).max(1),
  source: z.string(),
})

export const ExposureAssumptions = z.object({
  /** Contract whose index the exposure is mapped to. */
  contract: z.string(),
  splits: z.array(SpendSplit),
  /** Percent change of our unit price per percent of the index. */
  beta: z.number().min(0).max(3),
  betaSource: z.enum(['assumed', 'estimated', 'user']),
  betaNote: z.string(),
})

export const HedgeRatio = z.object({
  ratio: z.number(),
  standardError: z.number(),
  robustStandardError: z.number(),
  low95: z.number(),
  high95: z.number(),
  r2: z.number(),
  observations: z.number().int(),
  firstMonth: Month,
  lastMonth: Month,
  /** At least 12 paired observations: fewer is a guess and cannot be used for designation. */
  usable: z.boolean(),
  points: z.array(z.object({ month: Month, own: z.number(), index: z.number() })),
})

export const ExposureResult = z.object({
  run: z.string(),
  basis: Basis,
  currency: z.string(),
  contract: z.string(),
  unit: z.string(),
  contractSize: DecimalText,
  assumptions: ExposureAssumptions,
  /** expected = committed + volumeOnly + sensitive; sensitive = hedgeable + unmapped (1 - beta). */
  statement: z.array(
    z.object({
      id: z.enum(['expected', 'committed', 'volume-only', 'sensitive', 'unmapped', 'hedgeable']),
      amount: DecimalText,
      share: z.number(),
      provenance: Provenance,
    }),
  ),
  months: z.array(
    z.object({
      month: Month,
      spend: DecimalText,
      committed: DecimalText,
      volumeOnly: DecimalText,
      sensitive: DecimalText,
      hedgeable: DecimalText,
      indexPrice: DecimalText.nullable(),
      units: DecimalText.nullable(),
      unitsP10: DecimalText.nullable(),
      contracts: DecimalText.nullable(),
    }),
  ),
  /** Money at risk (P95 minus P50) by month and factor. */
  heat: z.array(z.object({ month: Month, factor: z.enum(['price', 'volume', 'basis']), amount: DecimalText })),
  hedgeableShare: z.number(),
  ratio: HedgeRatio.nullable(),
  /** What no contract can cover, in words with money. */
  remainder: z.array(Note),
  notes: z.array(Note),
})

export const forecastCommands = {
  'forecast.run': {
    input: z.object({
      months: z.number().int().min(1).max(24).optional(),
      trials: z.number().int().min(100).max(100_000).optional(),
      seed: z.number().int().min(0).optional(),
      scenario: z.string().optional(),
    }),
    output: ForecastResult,
  },
  'scenario.list': { input: z.object({}), output: z.object({ scenarios: z.array(Scenario) }) },
  'scenario.save': { input: z.object({ scenario: Scenario }), output: z.object({ scenarios: z.array(Scenario) }) },
  'exposure.measure': { input: z.object({ scenario: z.string().optional() }), output: ExposureResult },
  'exposure.get': { input: z.object({}), output: ExposureAssumptions },
  'exposure.set': { input: ExposureAssumptions.partial().strict(), output: ExposureAssumptions },
} as const

export type ForecastData = z.infer<typeof ForecastResult>
export type ExposureData = z.infer<typeof ExposureResult>
export type ExposureAssumptionsData = z.infer<typeof ExposureAssumptions>
export type HedgeRatioData = z.infer<typeof HedgeRatio>
export type ScenarioData = z.infer<typeof Scenario>
