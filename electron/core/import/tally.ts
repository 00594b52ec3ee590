// Counts and totals of one reading, exact: what the importer must be able to prove about a file.
import { type Reject, type TokenBucket, tokenBuckets, type UsageRecord } from '../../../shared/domain/usage.ts'
import { ExactSum } from './exact-sum.ts'
import type { ImportNote } from './options.ts'

export interface ReadSummary {
  /** Rows of data: records + rejects. */
  readonly read: number
  readonly records: number
  readonly rejects: number
  readonly skippedBlank: number
  readonly skippedHeaders: number
  /** Totals rows at the foot, and whole-period lines beside the lines they add up. */
  readonly skippedTotals: number
  /** Lines that state a period without use. */
  readonly idle: number
  readonly totals: ReadTotals
  readonly notes: readonly ImportNote[]
}

interface ReadTotals {
  readonly tokens: Readonly<Record<TokenBucket, string>>
  readonly requests: string
  readonly gpuHours: string
  /** By currency. */
  readonly billed: Readonly<Record<string, string>>
}

export class Tally {
  skippedBlank = 0
  skippedHeaders = 0
  skippedTotals = 0
  idle = 0
  #records = 0
  #rejects = 0
  #untied = 0
  #modelless = 0
  readonly #requests = new ExactSum()
  readonly #gpuHours = new ExactSum()
  readonly #tokens = tokenBuckets.map((bucket) => ({ bucket, sum: new ExactSum() }))
  readonly #billed = new Map<string, ExactSum>()

  get read(): number {
    return this.#records + this.#rejects
  }

  accept(record: UsageRecord): UsageRecord {
    this.#records += 1
    let hasTokens = false
    for (const { bucket, sum } of this.#tokens) {
      const count = record.tokens[bucket]
      if (count === '') continue
      hasTokens = true
      sum.add(count)
    }
    if (record.requests !== '') this.#requests.add(record.requests)
    if (record.gpuHours !== '') this.#gpuHours.add(record.gpuHours)
    if (record.billed !== '') this.#billedIn(record.currency).add(record.billed)
    if (record.totalMismatch !== '') this.#untied += 1
    if (hasTokens && record.model === '') this.#modelless += 1
    return record
  }

  refuse(reject: Reject): Reject {
    this.#rejects += 1
    return reject
  }

  summary(): ReadSummary {
    const { skippedBlank, skippedHeaders, skippedTotals, idle } = this
    return {
      read: this.read,
      records: this.#records,
      rejects: this.#rejects,
      skippedBlank,
      skippedHeaders,
      skippedTotals,
      idle,
      totals: {
        tokens: Object.fromEntries(this.#tokens.map(({ bucket, sum }) => [bucket, String(sum)])) as Record<TokenBucket, string>,
        requests: String(this.#requests),
        gpuHours: String(this.#gpuHours),
        billed: Object.fromEntries([...this.#billed].map(([currency, sum]) => [currency, String(sum)])),
      },
      notes: this.#notes(),
    }
  }

  #billedIn(currency: string): ExactSum {
    const known = this.#billed.get(currency)
    if (known) return known
    const sum = new ExactSum()
    this.#billed.set(currency, sum)
    return sum
  }

  #notes(): ImportNote[] {
    const counted = [
      ['totals-row-skipped', this.skippedTotals, 'info'],
      ['repeated-header-skipped', this.skippedHeaders, 'info'],
      ['totals-do-not-tie', this.#untied, 'warning'],
      ['no-model', this.#modelless, 'warning'],
    ] as const
    return counted.flatMap(([code, rows, severity]) => (rows === 0 ? [] : [{ code, params: { rows: String(rows) }, severity }]))
  }
}
