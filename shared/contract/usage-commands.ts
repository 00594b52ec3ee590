// Commands that read the ledger: the pivot, its source rows, and sources that tell of the same use.
import { z } from 'zod'
import { populations } from '../domain/usage.ts'
import { DecimalText, IsoDate, MoneyByCurrency, Note } from './scalars.ts'

const usageKeys = ['month', 'day', 'provider', 'model', 'team', 'costCenter', 'project', 'source', 'charge', 'tier'] as const
export const UsageKey = z.enum(usageKeys)
export const UsageFilter = z.object({
  from: IsoDate.optional(),
  to: IsoDate.optional(),
  equals: z.partialRecord(UsageKey, z.string()).optional(),
  /** What an import brought and what still stands of it, by the number of its change. */
  change: z.number().int().optional(),
})

export const UsageRow = z.object({
  keys: z.partialRecord(UsageKey, z.string()),
  inputUncached: DecimalText,
  cacheRead: DecimalText,
  cacheWrite: DecimalText,
  output: DecimalText,
  totalTokens: DecimalText,
  requests: DecimalText,
  gpuHours: DecimalText,
  cost: MoneyByCurrency,
  billed: MoneyByCurrency,
  estimated: MoneyByCurrency,
  /** Tokens whose price is unknown; their money is missing from `cost`. */
  unpricedTokens: DecimalText,
  /** Money of rows with tokens per 1M tokens, by currency; absent without tokens. */
  pricePerMtok: MoneyByCurrency,
  /** cacheRead / (inputUncached + cacheRead + cacheWrite); null without input. */
  cacheHitShare: z.number().nullable(),
  /** `cost` in the one currency asked for. */
  converted: z
    .object({
      currency: z.string(),
      /** By the rate of each day; null while an amount has none. */
      amount: DecimalText.nullable(),
      /** What has a rate, and by currency what has none. */
      known: DecimalText,
      missing: MoneyByCurrency,
    })
    .optional(),
})

const Overlap = z.object({
  provider: z.string(),
  population: z.enum(populations),
  /** The source that gives way, and the one that counts on these days instead. */
  family: z.string(),
  countsInstead: z.string(),
  days: z.number().int(),
  firstDay: IsoDate,
  lastDay: IsoDate,
  lines: z.number().int(),
  /** What of it does not count, unless `countsBoth`. */
  tokens: DecimalText,
  money: MoneyByCurrency,
  countsBoth: z.boolean(),
})
const Overlaps = z.object({ overlaps: z.array(Overlap) })

export const usageCommands = {
  'usage.query': {
    input: z.object({
      by: z.array(UsageKey).max(5).default(['month']),
      filter: UsageFilter.default({}),
      /** Tells all costs in this currency too. */
      currency: z.string().optional(),
    }),
    output: z.object({ by: z.array(UsageKey), rows: z.array(UsageRow), totals: UsageRow, notes: z.array(Note) }),
  },
  'usage.rows': {
    input: z.object({
      filter: UsageFilter.default({}),
      limit: z.number().int().min(1).max(5_000).default(200),
      offset: z.number().int().min(0).default(0),
    }),
    output: z.object({
      total: z.number().int(),
      rows: z.array(
        z.object({
          file: z.string(),
          line: z.number().int(),
          start: z.string(),
          end: z.string(),
          provider: z.string(),
          model: z.string(),
          /** As allocated, else as stated. */
          team: z.string(),
          statedTeam: z.string(),
          costCenter: z.string(),
          project: z.string(),
          source: z.string(),
          charge: z.string(),
          tier: z.string(),
          totalTokens: DecimalText,
          currency: z.string(),
          cost: DecimalText.nullable(),
          estimated: z.boolean(),
          dimensions: z.record(z.string(), z.string()),
        }),
      ),
    }),
  },
  'usage.overlaps': { input: z.object({}), output: Overlaps },
  /** Whether a source counts beside the others that tell of the same use. */
  'usage.count-both': { input: z.object({ provider: z.string(), family: z.string(), both: z.boolean() }), output: Overlaps },
} as const

export type UsageRowData = z.infer<typeof UsageRow>
export type UsageFilterData = z.infer<typeof UsageFilter>
export type UsageKeyName = z.infer<typeof UsageKey>
export type OverlapData = z.infer<typeof Overlap>
