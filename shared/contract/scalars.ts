// The small schemas every command is made of. Money, prices and counts are decimal text on the wire; statistics are numbers.
import { z } from 'zod'
import { isIsoDate } from '../units/calendar.ts'

export const DecimalText = z.string().regex(/^-?\d+(\.\d+)?$/, 'decimal text such as "-12.50"')
export const IsoDate = z.string().refine(isIsoDate, 'a date such as "2026-09-30"')
export const Month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/)
export const MoneyByCurrency = z.record(z.string(), DecimalText)
/** NaN does not survive JSON; a statistic that cannot be computed is null. */
export const Statistic = z.number().nullable()

/** What a result was computed from. Same basis, same numbers, byte for byte. */
export const Basis = z.object({
  revision: z.number().int(),
  asOf: IsoDate,
  prices: z.string(),
  curve: z.string(),
  scenario: z.string(),
  seed: z.number().int(),
  trials: z.number().int(),
  model: z.string(),
})

/** Quantiles of a simulated amount; money is rounded to the minor unit, counts to whole numbers. */
export const Spread = z.object({
  p05: DecimalText,
  p10: DecimalText,
  p25: DecimalText,
  p50: DecimalText,
  p75: DecimalText,
  p90: DecimalText,
  p95: DecimalText,
  mean: DecimalText,
})

/** A remark from the core; the words stand in shared/language/notes.ts under its code. */
export const Note = z.object({
  code: z.string(),
  params: z.record(z.string(), z.string()),
  severity: z.enum(['info', 'warning', 'breach']),
})

/** Where an assumption comes from: shown beside every arrow. */
export const Provenance = z.object({
  kind: z.enum(['data', 'estimated', 'assumed', 'user', 'published', 'unknown']),
  source: z.string(),
  asOf: z.string(),
})

export type BasisData = z.infer<typeof Basis>
export type SpreadData = z.infer<typeof Spread>
export type NoteData = z.infer<typeof Note>
export type ProvenanceData = z.infer<typeof Provenance>
export type MoneyMap = z.infer<typeof MoneyByCurrency>
