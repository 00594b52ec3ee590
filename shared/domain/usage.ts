// One line of usage or cost as every importer must deliver it: disjoint token buckets, decimal money, a UTC period.
// Amounts and counts are decimal text from file to ledger; nothing here passes through a float.

export const tokenBuckets = ['inputUncached', 'cacheRead', 'cacheWrite5m', 'cacheWrite1h', 'cacheWriteOther', 'output'] as const
export type TokenBucket = (typeof tokenBuckets)[number]

export const tiers = ['standard', 'batch', 'flex', 'priority', 'fast'] as const
export type Tier = (typeof tiers)[number]

/** What the money of a line is: the use itself, or one of the lines that only a bill has. */
export const chargeKinds = ['usage', 'purchase', 'credit', 'refund', 'tax', 'adjustment'] as const
export type ChargeKind = (typeof chargeKinds)[number]

/**
 * Where else the same use may be told. Two sources of one population and one provider tell of the same use, and on a day
 * that both cover only the one of higher standing counts. '' is told nowhere else.
 */
export const populations = ['', 'platform', 'seats'] as const
export type Population = (typeof populations)[number]

/** Who says it, from the vendor's bill down to one machine's log; ledger/spend-view.ts lets the highest count. */
export const standings = {
  bill: 50,
  /** A bill retold in a common format. */
  focus: 45,
  roundedBill: 40,
  vendorUsage: 35,
  vendorLog: 30,
  table: 25,
  gateway: 20,
  observer: 10,
  localLog: 5,
} as const
export type Standing = keyof typeof standings

/** What repeats from line to line. Lines that share all of it share one object. */
export interface UsageLabel {
  /** Format id, e.g. 'openai-usage-json'. */
  readonly source: string
  /** 'cost': the line belongs to a cost report, which states the money of its days; 'usage': any other. */
  readonly role: 'usage' | 'cost'
  readonly population: Population
  readonly standing: Standing
  readonly provider: string
  /** Model id or display name as the file says it; '' when the line has none. */
  readonly model: string
  readonly team: string
  readonly project: string
  readonly tier: Tier
  /** 'long' for requests beyond the vendor's standard context, where it says so; otherwise ''. */
  readonly context: '' | 'long'
  /** ISO 4217 code (or a virtual currency's name) of the line's amounts; '' when it has none. */
  readonly currency: string
  /** The vendor's own figure is an estimate (local logs, gateways). */
  readonly costIsEstimate: boolean
  /** What the money is for: 'tokens', 'web_search', a SKU ...; '' when it is plain usage. */
  readonly charge: string
  readonly kind: ChargeKind
  /**
   * When is a later line the same line? 'id': same source and row id; 'key': same label and period (aggregates);
   * 'row': everything the same (no key at all, equal lines are legitimate and counted).
   */
  readonly identity: 'id' | 'key' | 'row'
  /** What a vendor delivers anew as a whole, e.g. account and billing month; '' when it does not. */
  readonly scope: string
  /** All further dimension columns (api key, user hash, region...), by the file's own names. */
  readonly dimensions: Readonly<Record<string, string>>
}

export interface UsageRecord {
  readonly label: UsageLabel
  /** UTC milliseconds; start inclusive, end exclusive. */
  readonly start: number
  readonly end: number
  /** Whole numbers as decimal text; '' when the line does not state the bucket. */
  readonly tokens: Readonly<Record<TokenBucket, string>>
  /** Part of `output`, never added. */
  readonly reasoning: string
  readonly requests: string
  readonly gpuHours: string
  /** The amounts the line states, in the label's currency; '' when absent. */
  readonly billed: string
  readonly list: string
  readonly contracted: string
  /** Further counts that are parts of the buckets or stand beside them (audio, images, searches), by name; never added. */
  readonly annotations: Readonly<Record<string, string>>
  /** The vendor's own id of the row; '' when it has none. */
  readonly rowId: string
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
  'unknown-unit',
  'locked-period',
] as const
export type RejectCode = (typeof rejectCodes)[number]

/** Lines that are understood and left out on purpose; they are counted beside the lines read. */
export const skipCodes = ['other-service', 'repeats-other-rows', 'not-usage'] as const
export type SkipCode = (typeof skipCodes)[number]

export const emptyTokens: Readonly<Record<TokenBucket, string>> = {
  inputUncached: '',
  cacheRead: '',
  cacheWrite5m: '',
  cacheWrite1h: '',
  cacheWriteOther: '',
  output: '',
}
