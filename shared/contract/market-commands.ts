// Commands of the market room: contract specifications as data, quotes and the curve, index history.
import { z } from 'zod'
import { DecimalText, IsoDate, Month, Note, Provenance } from './scalars.ts'

export const contractStatuses = ['listed', 'announced', 'approval-pending', 'otc', 'early-design', 'user-defined'] as const

export const ContractSpec = z.object({
  id: z.string().min(1),
  name: z.string(),
  venue: z.string(),
  kind: z.enum(['future', 'swap', 'template']),
  status: z.object({ value: z.enum(contractStatuses), asOf: IsoDate, source: z.string(), next: z.string() }),
  underlying: z.string(),
  /** What one unit of price buys: 'GPU-hour' or 'Mtok'. */
  unit: z.enum(['GPU-hour', 'Mtok']),
  /** Units per contract; null where unknown, and then asked for. */
  size: DecimalText.nullable(),
  currency: z.string().nullable(),
  tick: DecimalText.nullable(),
  tickValue: DecimalText.nullable(),
  settlement: z.object({
    method: z.enum(['month-average-business-days', 'month-average-calendar-days', 'unknown']),
    index: z.string(),
    missingDay: z.string().nullable(),
  }),
  lastTrade: z.string().nullable(),
  firstMonth: Month.nullable(),
  listedMonths: z.number().int().nullable(),
  /** Exchange plus cash-settlement fee per contract, one side, for a non-member. */
  feePerContract: DecimalText.nullable(),
  /** Initial margin as a share of contract value; null = not published. */
  marginRate: z.number().nullable(),
  limits: z.object({
    spotMonth: z.number().int().nullable(),
    accountabilitySingle: z.number().int().nullable(),
    accountabilityAll: z.number().int().nullable(),
  }),
  hours: z.string().nullable(),
  /** Per field: published / inferred / unknown with source and date. */
  provenance: z.record(z.string(), Provenance),
})

export const Quote = z.object({ month: Month, price: DecimalText, asOf: IsoDate, source: z.string() })
const CurvePoint = z.object({ month: Month, price: DecimalText, origin: z.enum(['quote', 'interpolated', 'extrapolated']) })

export const Curve = z.object({
  contract: z.string(),
  currency: z.string().nullable(),
  unit: z.string(),
  asOf: IsoDate.nullable(),
  quotes: z.array(Quote),
  /** One point per month of the horizon; empty without a quote. Log-linear between quotes, flat beyond the last. */
  points: z.array(CurvePoint),
  /** Age of the newest quote in days at the workspace's as-of date. */
  ageDays: z.number().int().nullable(),
  history: z.array(z.object({ date: IsoDate, value: DecimalText, vintage: IsoDate, source: z.string() })),
  notes: z.array(Note),
})

const PastedRow = z.object({ line: z.number().int(), month: z.string(), price: z.string(), problem: Note.nullable() })

export const marketCommands = {
  'market.contracts': { input: z.object({}), output: z.object({ contracts: z.array(ContractSpec) }) },
  'market.save-contract': { input: z.object({ contract: ContractSpec }), output: z.object({ contracts: z.array(ContractSpec) }) },
  'market.remove-contract': { input: z.object({ id: z.string() }), output: z.object({ contracts: z.array(ContractSpec) }) },
  'market.curve': { input: z.object({ contract: z.string().optional() }), output: Curve },
  /** Quotes (month, price) or index history (date, value) as text from the clipboard or a CSV file; `commit` false only previews. */
  'market.paste': {
    input: z.object({
      contract: z.string(),
      kind: z.enum(['quotes', 'history']),
      text: z.string().optional(),
      path: z.string().optional(),
      asOf: IsoDate.optional(),
      source: z.string().default('pasted'),
      commit: z.boolean().default(false),
    }),
    output: z.object({
      rows: z.array(PastedRow),
      accepted: z.number().int(),
      rejected: z.number().int(),
      committed: z.boolean(),
      curve: Curve,
    }),
  },
  /** Settlement price of one month from daily index values: mean over the business days, fixings so far locked. */
  'market.settlement': {
    input: z.object({ contract: z.string(), month: Month }),
    output: z.object({
      month: Month,
      fixingDays: z.number().int(),
      fixed: z.number().int(),
      /** What the average is made of, in order of the days. */
      fixings: z.array(z.object({ date: IsoDate, value: DecimalText })),
      missing: z.array(IsoDate),
      average: DecimalText.nullable(),
      settlement: DecimalText.nullable(),
      unlockedShare: z.number(),
    }),
  },
} as const

export type ContractSpecData = z.infer<typeof ContractSpec>
export type CurveData = z.infer<typeof Curve>
export type QuoteData = z.infer<typeof Quote>
