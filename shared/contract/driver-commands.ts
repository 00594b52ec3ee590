// The bridge of spend between two periods, with everything a person needs to check it by hand.
import { z } from 'zod'
import { drivers, useMeasures } from '../domain/spend-bridge.ts'
import { chargeKinds } from '../domain/usage.ts'
import { DecimalText, IsoDate, Note, Statistic } from './scalars.ts'

/** The use behind an amount; of it the ratios that the parts come from. */
const UseFigures = z.object({
  /** In the currency of the bridge. */
  amount: DecimalText,
  /** Or calls; null where not all lines with tokens state them. */
  requests: DecimalText.nullable(),
  tokens: DecimalText,
  cacheRead: DecimalText,
  output: DecimalText,
  gpuHours: DecimalText,
  tokensPerRequest: Statistic,
  /** Of the input read from cache; of all tokens the output. */
  cacheShare: Statistic,
  outputShare: Statistic,
  /** The tokens at the price list of `listDay`; null where no list holds all of them. In the list's currency. */
  listCost: DecimalText.nullable(),
  /** Money per million tokens, per GPU-hour or per call, in the segment's own currency; null without a quantity. */
  unitPrice: DecimalText.nullable(),
})

const Parts = z.record(z.enum(drivers), DecimalText)

const DriverSegment = z.object({
  provider: z.string(),
  account: z.enum(['platform', 'seats']),
  /** '' for all models of a pooled provider, and for a charge of none. */
  model: z.string(),
  /** The provider's bill and its tokens share no model names. */
  pooled: z.boolean(),
  kind: z.enum(chargeKinds),
  charge: z.string(),
  measure: z.enum(useMeasures),
  /** Of its own money. */
  currency: z.string(),
  before: UseFigures,
  after: UseFigures,
  difference: DecimalText,
  parts: Parts,
})

export const driverCommands = {
  'usage.drivers': {
    input: z.object({
      /** The second period; left out: the last whole month of data. */
      from: IsoDate.optional(),
      to: IsoDate.optional(),
      /** The first period, which it is held against; left out: as long a period right before. */
      againstFrom: IsoDate.optional(),
      againstTo: IsoDate.optional(),
      /** Left out: the workspace's currency if there is spend in it, otherwise the first by letter. */
      currency: z.string().optional(),
      /** Brings the money of other currencies in by the dated rates. */
      convert: z.boolean().default(false),
    }),
    output: z.object({
      from: IsoDate,
      to: IsoDate,
      againstFrom: IsoDate,
      againstTo: IsoDate,
      currency: z.string(),
      convert: z.boolean(),
      before: DecimalText,
      after: DecimalText,
      difference: DecimalText,
      /** They add up to the difference. */
      parts: z.array(z.object({ driver: z.enum(drivers), amount: DecimalText })),
      /** Of volume: amount x (after / before - 1), over the measures that both periods have. */
      measures: z.array(z.object({ measure: z.enum(useMeasures), before: DecimalText, after: DecimalText, amount: DecimalText })),
      /** The largest change first. */
      segments: z.array(DriverSegment),
      /** Of all segments with tokens. */
      use: z.object({ before: UseFigures, after: UseFigures }),
      /** Currencies with spend in either period. */
      currencies: z.array(z.string()),
      /** Day of the price list by which tokens of different kinds are compared. */
      listDay: IsoDate,
      /** First and last day of all data. */
      firstDay: IsoDate,
      lastDay: IsoDate,
      notes: z.array(Note),
    }),
  },
} as const

export type DriversData = z.infer<(typeof driverCommands)['usage.drivers']['output']>
export type DriverSegmentData = z.infer<typeof DriverSegment>
export type UseFiguresData = z.infer<typeof UseFigures>
