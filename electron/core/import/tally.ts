// Counts and totals of one reading, exact: what the importer must be able to prove about a file.
import {
  type ChargeKind,
  type Reject,
  type SkipCode,
  type TokenBucket,
  tokenBuckets,
  type UsageRecord,
} from '../../../shared/domain/usage.ts'
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
  /** Lines understood and left out on purpose, with what they are worth. */
  readonly skipped: readonly SkippedLines[]
  readonly totals: ReadTotals
  readonly notes: readonly ImportNote[]
}

export interface SkippedLines {
  readonly code: SkipCode
  readonly rows: number
  /** By currency. */
  readonly money: Readonly<Record<string, string>>
}

interface ReadTotals {
  readonly tokens: Readonly<Record<TokenBucket, string>>
  readonly requests: string
  readonly gpuHours: string
  /** By currency. */
  readonly billed: Readonly<Record<string, string>>
  readonly list: Readonly<Record<string, string>>
  readonly contracted: Readonly<Record<string, string>>
  /** `billed` split by what it is for. */
  readonly byKind: Readonly<Partial<Record<ChargeKind, Readonly<Record<string, string>>>>>
}

/** Exact sums by currency. */
class MoneySums {
  readonly #sums = new Map<string, ExactSum>()

  add(currency: string, amount: string): void {
    let sum = this.#sums.get(currency)
    if (!sum) {
      sum = new ExactSum()
      this.#sums.set(currency, sum)
    }
    sum.add(amount)
  }

  toRecord(): Record<string, string> {
    return Object.fromEntries([...this.#sums].map(([currency, sum]) => [currency, String(sum)]))
  }
}

export class Tally {
  skippedBlank = 0
  skippedHeaders = 0
  skippedTotals = 0
  idle = 0
  #records = 0
  #rejects = 0
  #untied = 0
  readonly #requests = new ExactSum()
  readonly #gpuHours = new ExactSum()
  readonly #tokens = tokenBuckets.map((bucket) => ({ bucket, sum: new ExactSum() }))
  readonly #billed = new MoneySums()
  readonly #list = new MoneySums()
  readonly #contracted = new MoneySums()
  readonly #byKind = new Map<ChargeKind, MoneySums>()
  readonly #skipped = new Map<SkipCode, { rows: number; money: MoneySums }>()

  get read(): number {
    return this.#records + this.#rejects
  }

  accept(record: UsageRecord): UsageRecord {
    this.#records += 1
    const { label, tokens } = record
    for (const { bucket, sum } of this.#tokens) {
      const count = tokens[bucket]
      if (count !== '') sum.add(count)
    }
    if (record.requests !== '') this.#requests.add(record.requests)
    if (record.gpuHours !== '') this.#gpuHours.add(record.gpuHours)
    if (record.list !== '') this.#list.add(label.currency, record.list)
    if (record.contracted !== '') this.#contracted.add(label.currency, record.contracted)
    if (record.billed !== '') {
      this.#billed.add(label.currency, record.billed)
      let kind = this.#byKind.get(label.kind)
      if (!kind) {
        kind = new MoneySums()
        this.#byKind.set(label.kind, kind)
      }
      kind.add(label.currency, record.billed)
    }
    if (record.totalMismatch !== '') this.#untied += 1
    return record
  }

  /** Rows of a large table that the database took; their totals are the ledger's. */
  take(rows: number): void {
    this.#records += rows
  }

  refuse(reject: Reject): Reject {
    this.#rejects += 1
    return reject
  }

  skip(code: SkipCode, amount: string, currency: string, rows = 1): void {
    let skipped = this.#skipped.get(code)
    if (!skipped) {
      skipped = { rows: 0, money: new MoneySums() }
      this.#skipped.set(code, skipped)
    }
    skipped.rows += rows
    if (amount !== '') skipped.money.add(currency, amount)
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
      skipped: [...this.#skipped].map(([code, { rows, money }]) => ({ code, rows, money: money.toRecord() })),
      totals: {
        tokens: Object.fromEntries(this.#tokens.map(({ bucket, sum }) => [bucket, String(sum)])) as Record<TokenBucket, string>,
        requests: String(this.#requests),
        gpuHours: String(this.#gpuHours),
        billed: this.#billed.toRecord(),
        list: this.#list.toRecord(),
        contracted: this.#contracted.toRecord(),
        byKind: Object.fromEntries([...this.#byKind].map(([kind, sums]) => [kind, sums.toRecord()])),
      },
      notes: this.#notes(),
    }
  }

  #notes(): ImportNote[] {
    const counted = [
      ['totals-row-skipped', this.skippedTotals, 'info'],
      ['repeated-header-skipped', this.skippedHeaders, 'info'],
      ['totals-do-not-tie', this.#untied, 'warning'],
    ] as const
    return counted.flatMap(([code, rows, severity]) => (rows === 0 ? [] : [{ code, params: { rows: String(rows) }, severity }]))
  }
}
