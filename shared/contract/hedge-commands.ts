// Commands of the hedge desk, the risk room, the reports and the overview.
import { z } from 'zod'
import { Basis, DecimalText, IsoDate, Month, Note, Statistic } from './scalars.ts'

export const Strategy = z.object({
  id: z.string().min(1),
  name: z.string(),
  kind: z.enum(['none', 'ladder', 'manual']),
  /** Cover in percent of hedgeable units by month; for 'ladder' it follows the policy and is filled by the core. */
  cover: z.record(Month, z.number().min(0).max(100)),
})

/** The same six consequences for every strategy, in the hedge currency over the horizon. */
export const Consequences = z.object({
  expected: DecimalText,
  p95: DecimalText,
  p95StandardError: DecimalText,
  down60: DecimalText,
  up60: DecimalText,
  peakMargin: z.object({ p95: DecimalText, stress: DecimalText }),
  costs: DecimalText,
})

export const LadderMonth = z.object({
  month: Month,
  exposureUnits: DecimalText,
  exposureP10: DecimalText,
  policyMin: z.number(),
  policyMax: z.number(),
  coverPercent: z.number(),
  contracts: z.number().int(),
  actualPercent: Statistic,
  locked: DecimalText.nullable(),
  forward: DecimalText.nullable(),
  residualUnits: DecimalText,
  notes: z.array(Note),
})

const ConsequenceGap = Consequences.omit({ p95StandardError: true })

export const HedgeEvaluation = z.object({
  run: z.string(),
  basis: Basis,
  strategy: Strategy,
  contract: z.string(),
  currency: z.string(),
  unit: z.string(),
  contractSize: DecimalText,
  months: z.array(LadderMonth),
  totals: z.object({
    contracts: z.number().int(),
    lockedUnits: DecimalText,
    lockedPrice: DecimalText.nullable(),
    contractValue: DecimalText,
    actualPercent: Statistic,
  }),
  consequences: Consequences,
  /** This strategy minus No hedge. The errors of two figures on the same paths do not subtract, so none is stated. */
  vsNone: ConsequenceGap,
  /** Total cost at a price shift of the whole curve, hedged and unhedged. */
  payoff: z.array(z.object({ shift: z.number(), hedged: DecimalText, unhedged: DecimalText })),
  /** Shift at which hedged and unhedged cost the same; null without a hedge. */
  breakEvenShift: Statistic,
  breaches: z.number().int(),
  notes: z.array(Note),
})

export const Distribution = z.object({
  mean: DecimalText,
  meanStandardError: DecimalText,
  p05: DecimalText,
  p50: DecimalText,
  p95: DecimalText,
  p95StandardError: DecimalText,
  cashFlowAtRisk: DecimalText,
  cvar: DecimalText,
  cvarStandardError: DecimalText,
  overBudget: Statistic,
  months: z.array(z.object({ month: Month, mean: DecimalText, p05: DecimalText, p50: DecimalText, p95: DecimalText })),
  dots: z.array(DecimalText).length(20),
})

export const RiskResult = z.object({
  run: z.string(),
  basis: Basis,
  strategy: Strategy,
  currency: z.string(),
  level: z.number(),
  unhedged: Distribution,
  hedged: Distribution,
  margin: z.object({
    peakMean: DecimalText,
    peakP95: DecimalText,
    peakP95StandardError: DecimalText,
    peakDate: IsoDate.nullable(),
    stress: DecimalText,
    liquidity: DecimalText.nullable(),
    /** Liquidity minus the stress figure. */
    headroom: DecimalText.nullable(),
    path: z.array(z.object({ date: IsoDate, p50: DecimalText, p95: DecimalText })),
  }),
  stresses: z.array(
    z.object({
      id: z.string(),
      shift: z.number(),
      spend: DecimalText,
      hedgeGain: DecimalText,
      net: DecimalText,
      unhedged: DecimalText,
      peakMargin: DecimalText,
    }),
  ),
  /** Unhedged expected -> futures result -> costs -> hedged expected. */
  waterfall: z.array(z.object({ id: z.enum(['unhedged', 'hedge-gain', 'costs', 'hedged']), amount: DecimalText })),
  /** Fall of the curve that uses all liquidity; null when none does or liquidity is not set. */
  reverseShift: Statistic,
  hedgeCorrelation: Statistic,
  notes: z.array(Note),
})

export const Overview = z.object({
  basis: Basis.nullable(),
  currency: z.string(),
  steps: z.object({
    import: z.enum(['empty', 'attention', 'done']),
    plan: z.enum(['empty', 'attention', 'done']),
    hedge: z.enum(['empty', 'attention', 'done']),
    prove: z.enum(['empty', 'attention', 'done']),
  }),
  strategy: z.string().nullable(),
  nextQuarter: z.object({ label: z.string(), expected: DecimalText, p95: DecimalText, budget: DecimalText.nullable() }).nullable(),
  down60: z.object({ hedged: DecimalText, unhedged: DecimalText }).nullable(),
  peakMargin: z.object({ p95: DecimalText, stress: DecimalText, date: IsoDate.nullable() }).nullable(),
  months: z.array(
    z.object({ month: Month, actual: DecimalText.nullable(), forecast: DecimalText.nullable(), budget: DecimalText.nullable() }),
  ),
  attention: z.array(Note.extend({ screen: z.string(), month: Month.nullable() })),
})

export const reportFormats = ['pdf', 'xlsx', 'csv', 'json', 'html'] as const

export const ReportVersion = z.object({
  version: z.number().int(),
  run: z.string(),
  createdAt: z.string(),
  strategy: z.string(),
  hash: z.string(),
})

export const hedgeCommands = {
  'hedge.strategies': { input: z.object({}), output: z.object({ strategies: z.array(Strategy), chosen: z.string() }) },
  'hedge.save': {
    input: z.object({ strategy: Strategy, choose: z.boolean().default(false) }),
    output: z.object({ strategies: z.array(Strategy), chosen: z.string() }),
  },
  'hedge.choose': { input: z.object({ id: z.string() }), output: z.object({ strategies: z.array(Strategy), chosen: z.string() }) },
  'hedge.remove': { input: z.object({ id: z.string() }), output: z.object({ strategies: z.array(Strategy), chosen: z.string() }) },
  /** `draft` evaluates without saving (live typing); otherwise a saved strategy by id. */
  'hedge.evaluate': {
    input: z.object({ id: z.string().optional(), draft: Strategy.optional(), scenario: z.string().optional() }),
    output: HedgeEvaluation,
  },
  'hedge.compare': { input: z.object({ scenario: z.string().optional() }), output: z.object({ evaluations: z.array(HedgeEvaluation) }) },
  'risk.measure': { input: z.object({ id: z.string().optional(), scenario: z.string().optional() }), output: RiskResult },
  'overview.read': { input: z.object({}), output: Overview },
  'report.write': {
    input: z.object({
      formats: z.array(z.enum(reportFormats)).min(1).default(['pdf', 'xlsx', 'csv', 'json']),
      language: z.enum(['en', 'zh']).default('en'),
      strategy: z.string().optional(),
      outDir: z.string().optional(),
    }),
    output: z.object({
      version: ReportVersion,
      files: z.array(
        z.object({
          path: z.string(),
          name: z.string(),
          format: z.string(),
          sha256: z.string(),
          bytes: z.number().int(),
          url: z.string().nullable(),
        }),
      ),
      notes: z.array(Note),
    }),
  },
  'report.versions': { input: z.object({}), output: z.object({ versions: z.array(ReportVersion) }) },
} as const

export type StrategyData = z.infer<typeof Strategy>
export type ConsequencesData = z.infer<typeof Consequences>
export type ConsequenceGapData = z.infer<typeof ConsequenceGap>
export type HedgeEvaluationData = z.infer<typeof HedgeEvaluation>
export type LadderMonthData = z.infer<typeof LadderMonth>
export type RiskData = z.infer<typeof RiskResult>
export type DistributionData = z.infer<typeof Distribution>
export type OverviewData = z.infer<typeof Overview>
export type ReportVersionData = z.infer<typeof ReportVersion>
