// Counts and totals of one reading, exact: what the importer must be able to prove about a file.
import { type Reject, type TokenBucket, tokenBuckets, type UsageRecord } from '../../../shared/domain/usage.ts'
import { addDecimals } from '../../../shared/units/decimal.ts'
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
  #requests = 0n
  #gpuHours = '0'
  readonly #tokens = tokenBuckets.map(() => 0n)
  readonly #billed = new Map<string, string>()

  get read(): number {
    return this.#records + this.#rejects
  }

  accept(record: UsageRecord): UsageRecord {
    this.#records += 1
    let hasTokens = false
    for (const [index, bucket] of tokenBuckets.entries()) {
      const count = record.tokens[bucket]
      if (count === '') continue
      hasTokens = true
      if (count !== '0') this.#tokens[index] = (this.#tokens[index] ?? 0n) + BigInt(count)
    }
    if (record.requests !== '') this.#requests += BigInt(record.requests)
    if (record.gpuHours !== '') this.#gpuHours = addDecimals(this.#gpuHours, record.gpuHours)
    if (record.billed !== '') this.#billed.set(record.currency, addDecimals(this.#billed.get(record.currency) ?? '0', record.billed))
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
        tokens: Object.fromEntries(tokenBuckets.map((bucket, index) => [bucket, String(this.#tokens[index])])) as Record<
          TokenBucket,
          string
        >,
        requests: String(this.#requests),
        gpuHours: this.#gpuHours,
        billed: Object.fromEntries(this.#billed),
      },
      notes: this.#notes(),
    }
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
