// A dated list price per million tokens, and the buckets it can state. Used by the price book and its seed.
// Prices are decimal text; days are UTC calendar days `2026-09-05`.
import type { Tier } from './usage.ts'

export const priceBuckets = ['input', 'cacheRead', 'cacheWrite5m', 'cacheWrite1h', 'output'] as const
export type PriceBucket = (typeof priceBuckets)[number]

export interface DatedPrice {
  readonly bucket: PriceBucket
  readonly tier: Tier
  readonly currency: string
  /** Per million tokens, at most 12 decimals. */
  readonly perMtok: string
  /** First day of the price; null when the source does not say since when it holds. */
  readonly validFrom: string | null
  /** First day after the price; null when it is open. */
  readonly validTo: string | null
  /** 'long': only for requests beyond the vendor's standard context. */
  readonly context?: '' | 'long'
  /** Half hours of the UTC day in which it holds, from inclusive, to exclusive; absent: all day. */
  readonly slots?: { readonly from: number; readonly to: number }
  /** Where it comes from, in words an auditor can follow. */
  readonly source: string
}
