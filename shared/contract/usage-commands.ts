// Commands that read the ledger: the pivot, its source rows, and the price book.
import { z } from 'zod'
import { DecimalText, IsoDate, MoneyByCurrency, Note } from './scalars.ts'

const usageKeys = ['month', 'day', 'provider', 'model', 'team', 'project', 'source', 'charge', 'tier'] as const
export const UsageKey = z.enum(usageKeys)
export const UsageFilter = z.object({
  from: IsoDate.optional(),
  to: IsoDate.optional(),
  equals: z.partialRecord(UsageKey, z.string()).optional(),
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
})

export const PriceRow = z.object({
  provider: z.string(),
  model: z.string(),
  bucket: z.enum(['input', 'cacheRead', 'cacheWrite5m', 'cacheWrite1h', 'output']),
  tier: z.string(),
  currency: z.string(),
  perMtok: DecimalText,
  validFrom: IsoDate,
  validTo: IsoDate.nullable(),
  entered: z.enum(['library', 'user']),
  source: z.string(),
})

const PriceBook = z.object({
  prices: z.array(PriceRow),
  unpriced: z.array(z.object({ provider: z.string(), model: z.string(), tokens: DecimalText, firstDay: IsoDate, lastDay: IsoDate })),
  version: z.string(),
  library: z.string(),
})

export const usageCommands = {
  'usage.query': {
    input: z.object({ by: z.array(UsageKey).max(5).default(['month']), filter: UsageFilter.default({}) }),
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
          team: z.string(),
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
  'price.list': { input: z.object({}), output: PriceBook },
  'price.set': {
    input: z.object({
      provider: z.string(),
      model: z.string(),
      tier: z.string().default('standard'),
      currency: z.string().default('USD'),
      validFrom: IsoDate,
      perMtok: z.object({
        input: DecimalText,
        output: DecimalText,
        cacheRead: DecimalText.optional(),
        cacheWrite5m: DecimalText.optional(),
        cacheWrite1h: DecimalText.optional(),
      }),
      source: z.string().default('entered by hand'),
    }),
    output: PriceBook,
  },
} as const

export type UsageRowData = z.infer<typeof UsageRow>
export type UsageFilterData = z.infer<typeof UsageFilter>
export type UsageKeyName = z.infer<typeof UsageKey>
export type PriceRowData = z.infer<typeof PriceRow>
export type PriceBookData = z.infer<typeof PriceBook>
