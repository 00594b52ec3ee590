// One line of usage or cost as every importer must deliver it: disjoint token buckets, decimal money, UTC bucket.
// Amounts and counts are decimal text from file to ledger; nothing here passes through a float.

export const tokenBuckets = ['inputUncached', 'cacheRead', 'cacheWrite5m', 'cacheWrite1h', 'cacheWriteOther', 'output'] as const
export type TokenBucket = (typeof tokenBuckets)[number]

/**
 * What the line states. 'usage': quantities, no billed money (its price is estimated from the price book).
 * 'cost': billed money without quantities (a cost report). 'both': a line with quantities and its own money.
 */
export type UsageRole = 'usage' | 'cost' | 'both'

export interface UsageRecord {
  /** Format id, e.g. 'openai-usage-json'. */
  readonly source: string
  readonly role: UsageRole
  /** UTC instants, ISO `2026-09-05T00:00:00Z`; start inclusive, end exclusive. */
  readonly start: string
  readonly end: string
  readonly provider: string
  /** Model id or display name as the file says it; '' when the line has none. */
  readonly model: string
  readonly team: string
  readonly project: string
  /** All further dimension columns (api key, user hash, tier, batch, region...), by the file's own names. */
  readonly dimensions: Readonly<Record<string, string>>
  readonly tier: 'standard' | 'batch' | 'flex' | 'priority' | 'fast'
  /** Whole numbers as decimal text; '' when the line does not state the bucket. */
  readonly tokens: Readonly<Record<TokenBucket, string>>
  /** Annotations: parts of the buckets above, never added. */
  readonly reasoningInOutput: string
  readonly requests: string
  readonly gpuHours: string
  /** ISO 4217 code (or a virtual currency's name) and the amounts the line states; '' when absent. */
  readonly currency: string
  readonly billed: string
  readonly list: string
  readonly contracted: string
  /** The vendor's own figure is an estimate (local logs, gateways). */
  readonly costIsEstimate: boolean
  /** What the money is for: 'tokens', 'tax', 'credit', 'web_search', a SKU ...; '' when it is plain usage. */
  readonly charge: string
  /** 'key': identity is every dimension (aggregates). 'row': the whole line (duplicates are legitimate). */
  readonly identity: 'key' | 'row'
  /** Physical line (CSV) or ordinal (JSON) in the file, 1-based, for rejects and drill-down. */
  readonly line: number
  /** Self-check: a stated total that the disjoint buckets do not add to; '' when it ties or none is stated. */
  readonly totalMismatch: string
}

/** A line that could not be taken, with what is needed to find and mend it. `code` is a key of rejectTexts. */
export interface Reject {
  readonly line: number
  readonly column: string
  readonly value: string
  readonly code: RejectCode
  /** Money on the line as far as it could be read; '' when unknown. */
  readonly amount: string
  readonly currency: string
}

export const rejectCodes = [
  'not-a-number',
  'negative-tokens',
  'fractional-tokens',
  'too-many-decimals',
  'out-of-range',
  'missing-value',
  'bad-date',
  'bad-currency',
  'cached-exceeds-input',
  'wrong-column-count',
  'bad-json',
  'broken-encoding',
] as const
export type RejectCode = (typeof rejectCodes)[number]

export const emptyTokens: Readonly<Record<TokenBucket, string>> = {
  inputUncached: '',
  cacheRead: '',
  cacheWrite5m: '',
  cacheWrite1h: '',
  cacheWriteOther: '',
  output: '',
}
