// Commands that tie a vendor's month: usage x price, cost report, invoice; what differs and why; and its sign-off.
import { z } from 'zod'
import { comparisonNames } from '../domain/reconciliation.ts'
import { causes } from '../domain/reconciliation-reasons.ts'
import { states } from '../domain/reconciliation-state.ts'
import { DecimalText, IsoDate, MoneyByCurrency, Month, Note } from './scalars.ts'

const Positive = z.string().regex(/^\d+(\.\d+)?$/, 'decimal text of zero or more, such as "12.50"')
const Name = z.string().trim().min(1).max(120)
/** ISO 4217, or a virtual currency's name; '' where nothing of a month has a price or an amount. */
const Currency = z.string().trim().max(20)

/** How much may stay unexplained: a percentage of the last side, but at least an amount. */
export const Tolerance = z.object({ percent: Positive, least: Positive })

export const Invoice = z.object({
  provider: Name,
  month: Month,
  currency: Currency.min(1),
  /** '' when it has none; with vendor, month and currency it names the invoice. */
  number: z.string().trim().max(120),
  date: IsoDate.nullable(),
  /** What is to be paid: tax in it, credits taken off. Negative for a credit note. */
  amount: DecimalText,
  /** Of the amount; null when it is not stated. */
  tax: DecimalText.nullable(),
  /** Taken off before the amount, as a positive figure; null when none are stated. */
  credits: Positive.nullable(),
  note: z.string().trim().max(2000),
})

/** A sign-off as it is stored: who found which figures good enough, and by what measure. */
export const Signature = z.object({
  provider: z.string(),
  month: Month,
  currency: z.string(),
  tolerance: Tolerance,
  by: z.string(),
  reason: z.string(),
  at: z.string(),
  /** By name, as shared/domain/reconciliation-state.ts gives them. */
  figures: z.record(z.string(), DecimalText),
})

const ReconcilePart = z.object({
  cause: z.enum(causes),
  amount: DecimalText,
  of: z.enum(comparisonNames),
  /** What it is made of, by what the lines call it ('' when they do not), largest first. */
  items: z.array(z.object({ name: z.string(), amount: DecimalText })),
})

const Side = z.object({ firstDay: IsoDate, lastDay: IsoDate, sources: z.array(z.string()) })

export const ReconcileRow = z.object({
  provider: z.string(),
  month: Month,
  /** '' when nothing of the month has a price or an amount. */
  currency: z.string(),
  /** null: no data. */
  usageAtPrice: DecimalText.nullable(),
  costReport: DecimalText.nullable(),
  invoice: DecimalText.nullable(),
  /** From the first side to the last; null with less than two sides. difference = explained + unexplained. */
  difference: DecimalText.nullable(),
  explained: DecimalText.nullable(),
  unexplained: DecimalText.nullable(),
  /** `unexplained` of each comparison without its sign. */
  unexplainedSize: DecimalText,
  parts: z.array(ReconcilePart),
  comparisons: z.array(
    z.object({
      of: z.enum(comparisonNames),
      from: DecimalText,
      to: DecimalText,
      difference: DecimalText,
      unexplained: DecimalText,
      /** What rounding may make at most. */
      roundingBound: DecimalText,
    }),
  ),
  tolerance: Tolerance.extend({ limit: DecimalText }),
  /** What Usage counts for the month in this currency. */
  spend: DecimalText,
  state: z.enum(states),
  usage: Side.extend({
    /** Before discounts entered in the price book. */
    atList: DecimalText,
    /** Stated by the sources themselves, where the price book has no price. */
    standIn: DecimalText,
    /** What of it was converted by dated rates, as it was. */
    converted: MoneyByCurrency,
    tokens: DecimalText,
  }).nullable(),
  report: Side.extend({ lines: z.number().int(), decimals: z.number().int() }).nullable(),
  unpricedTokens: DecimalText,
  invoices: z.array(Invoice.extend({ id: z.string() })),
  signature: z
    .object({
      by: z.string(),
      at: z.string(),
      reason: z.string(),
      tolerance: Tolerance,
      /** Figures that are not what was signed. */
      changed: z.array(z.object({ figure: z.string(), signed: DecimalText.nullable(), now: DecimalText.nullable() })),
    })
    .nullable(),
  notes: z.array(Note),
  /** Usage x price and charges for tokens by model; only when asked for. */
  models: z.array(z.object({ model: z.string(), usageAtPrice: DecimalText.nullable(), tokenCharges: DecimalText.nullable() })),
})

/** Rows and spend of one currency. */
const ReconcileTotal = z.object({
  currency: z.string(),
  rows: z.number().int(),
  /** Agreed, within tolerance or signed. */
  agreeing: z.number().int(),
  oneSided: z.number().int(),
  /** What Usage counts: also of months that a vendor bills in another currency, which have no row in this one. */
  spend: DecimalText,
  /** Spend of the rows that have more than one side. */
  compared: DecimalText,
  /** Spend of the rows that agree, and its share; null without spend. */
  reconciled: DecimalText,
  reconciledShare: z.number().nullable(),
  /** Spend of the rows that agree and have an invoice. */
  invoiced: DecimalText,
  unexplained: DecimalText,
})

const Of = z.object({ provider: Name, month: Month, currency: Currency })
const Changed = z.object({ row: ReconcileRow.nullable() })

export const reconcileCommands = {
  'reconcile.read': {
    input: z.object({
      provider: z.string().optional(),
      month: Month.optional(),
      tolerance: Tolerance.optional(),
      models: z.boolean().default(false),
    }),
    /** Rows with the most unexplained money first; totals are of these rows. */
    output: z.object({ rows: z.array(ReconcileRow), totals: z.array(ReconcileTotal) }),
  },
  /** `id`: the invoice that it takes the place of. */
  'reconcile.set-invoice': { input: Invoice.extend({ id: z.string().optional() }), output: Changed },
  'reconcile.remove-invoice': { input: z.object({ id: z.string() }), output: Changed },
  'reconcile.sign': {
    input: Of.extend({ tolerance: Tolerance.optional(), by: Name, reason: z.string().trim().max(2000).default('') }),
    output: Changed,
  },
  'reconcile.revoke': { input: Of, output: Changed },
} as const

export type SignatureData = z.infer<typeof Signature>
export type InvoiceData = z.infer<typeof Invoice>
export type ToleranceData = z.infer<typeof Tolerance>
export type ReconcileRowData = z.infer<typeof ReconcileRow>
export type ReconcileTotalData = z.infer<typeof ReconcileTotal>
