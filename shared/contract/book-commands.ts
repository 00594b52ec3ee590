// Commands of the books that price usage: list prices with their dates, what contracts take off them, exchange rates.
import { z } from 'zod'
import { priceBuckets } from '../domain/price.ts'
import { tiers } from '../domain/usage.ts'
import { DecimalText, IsoDate, Month, Note } from './scalars.ts'

const Currency = z
  .string()
  .trim()
  .min(2)
  .max(20)
  .transform((code) => (/^[a-z]{3}$/i.test(code) ? code.toUpperCase() : code))

/** UTC hours of the day in steps of half an hour; an end at or before the start lies on the next day. */
const Hours = z.object({ from: z.number().min(0).max(24).multipleOf(0.5), to: z.number().min(0).max(24).multipleOf(0.5) })

const Tier = z.enum(tiers)
const Context = z.enum(['', 'long'])

export const PriceRow = z.object({
  provider: z.string(),
  model: z.string(),
  bucket: z.enum(priceBuckets),
  tier: Tier,
  /** 'long': only for requests beyond the vendor's standard context. */
  context: Context,
  /** null: all day. */
  hours: Hours.nullable(),
  currency: z.string(),
  /** List price. */
  perMtok: DecimalText,
  /** What a contract takes off it on the as-of day, or on the day nearest to it on which the price holds. */
  discountPercent: DecimalText.nullable(),
  effective: DecimalText,
  validFrom: IsoDate,
  validTo: IsoDate.nullable(),
  /** Begins after the last day of data. */
  announced: z.boolean(),
  /** False: a later price of the same first day has taken its place, only usage imported before that keeps it. */
  current: z.boolean(),
  /** Rules also for usage that was imported before it. */
  reprices: z.boolean(),
  entered: z.enum(['library', 'user']),
  source: z.string(),
})

/** Spend of a whole month, all vendors, before and after a change that repriced usage already imported. */
const RepricedMonth = z.object({
  month: Month,
  currency: z.string(),
  before: DecimalText,
  after: DecimalText,
  /** The month lies in a closed period. */
  closed: z.boolean(),
})

const Repricing = z.object({
  change: z.number().int(),
  command: z.enum(['price.set', 'discount.set', 'discount.remove']),
  provider: z.string(),
  /** '' all models of the vendor. */
  model: z.string(),
  from: IsoDate,
  source: z.string(),
  months: z.array(RepricedMonth),
})

const PriceBook = z.object({
  /** The day the discounts are told for; null while there is no data. */
  asOf: IsoDate.nullable(),
  prices: z.array(PriceRow),
  unpriced: z.array(z.object({ provider: z.string(), model: z.string(), tokens: DecimalText, firstDay: IsoDate, lastDay: IsoDate })),
  /** Newest first. */
  repricings: z.array(Repricing),
  version: z.string(),
  library: z.string(),
})

const Discount = z.object({
  id: z.string(),
  provider: z.string(),
  /** '' all models of the vendor. */
  model: z.string(),
  percentOff: DecimalText,
  from: IsoDate,
  to: IsoDate.nullable(),
  source: z.string(),
  reprices: z.boolean(),
  /** False: changed or taken back since; only usage imported before that keeps it. */
  current: z.boolean(),
})

const Discounts = z.object({ discounts: z.array(Discount) })
const repriced = { repriced: z.array(RepricedMonth) }

/** 1 unit of `base` is `rate` units of `quote`, until a later rate of the pair or `to`. */
const FxRate = z.object({
  base: z.string(),
  quote: z.string(),
  rate: DecimalText,
  from: IsoDate,
  to: IsoDate.nullable(),
  source: z.string(),
})
const Rates = z.object({ rates: z.array(FxRate) })

export const bookCommands = {
  'price.list': { input: z.object({}), output: PriceBook },
  'price.set': {
    input: z.object({
      provider: z.string(),
      model: z.string(),
      tier: Tier.default('standard'),
      context: Context.default(''),
      hours: Hours.optional(),
      currency: Currency.default('USD'),
      validFrom: IsoDate,
      /** First day after it. */
      validTo: IsoDate.optional(),
      perMtok: z.partialRecord(z.enum(priceBuckets), DecimalText).refine((prices) => Object.keys(prices).length > 0, 'one price at least'),
      /** Also for usage that is already imported; otherwise that keeps its price. */
      reprices: z.boolean().default(false),
      source: z.string().default('entered by hand'),
    }),
    output: PriceBook.extend(repriced),
  },
  'discount.list': { input: z.object({}), output: Discounts },
  /** One of the same id, or of the same vendor, model and first day, takes the place of an earlier one. */
  'discount.set': {
    input: z.object({
      id: z.string().min(1).optional(),
      provider: z.string().min(1),
      model: z.string().default(''),
      percentOff: DecimalText,
      from: IsoDate,
      /** First day after it. */
      to: IsoDate.nullable().default(null),
      source: z.string().default('entered by hand'),
      reprices: z.boolean().default(false),
    }),
    output: Discounts.extend(repriced),
  },
  'discount.remove': {
    input: z.object({ id: z.string(), reprices: z.boolean().default(false) }),
    output: Discounts.extend(repriced),
  },
  'fx.list': { input: z.object({}), output: Rates },
  /** One of the same pair and first day takes the place of an earlier one. */
  'fx.set': {
    input: z.object({
      base: Currency,
      quote: Currency,
      rate: DecimalText,
      from: IsoDate,
      to: IsoDate.nullable().default(null),
      source: z.string().default('entered by hand'),
    }),
    output: Rates,
  },
  'fx.remove': { input: z.object({ base: Currency, quote: Currency, from: IsoDate }), output: Rates },
  /** A table with date, base, quote and rate; `commit` false only previews. Lines with a problem are left out and told. */
  'fx.import': {
    input: z.object({
      text: z.string().optional(),
      path: z.string().optional(),
      source: z.string().default('pasted'),
      commit: z.boolean().default(false),
    }),
    output: Rates.extend({
      rows: z.array(
        z.object({
          line: z.number().int(),
          date: z.string(),
          base: z.string(),
          quote: z.string(),
          rate: z.string(),
          problem: Note.nullable(),
        }),
      ),
      accepted: z.number().int(),
      rejected: z.number().int(),
      committed: z.boolean(),
    }),
  },
} as const

export type PriceRowData = z.infer<typeof PriceRow>
export type PriceBookData = z.infer<typeof PriceBook>
export type RepricingData = z.infer<typeof Repricing>
export type RepricedMonthData = z.infer<typeof RepricedMonth>
export type DiscountData = z.infer<typeof Discount>
export type FxRateData = z.infer<typeof FxRate>
