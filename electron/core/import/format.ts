// What a format is: the columns that betray it, the columns it knows, and the rule from a line to a usage record.
// To add one: copy a file of formats/, change the three, and add it to formats/catalogue.ts.

import { emptyTokens, type TokenBucket, type UsageRecord } from '../../../shared/domain/usage.ts'
import { addDecimals, compareDecimals } from '../../../shared/units/decimal.ts'
import { instantText } from './dates.ts'
import type { Line } from './line.ts'

export interface Format {
  readonly id: string
  /** The vendor's own name of the export; not translated. */
  readonly title: string
  readonly shape: 'csv' | 'json'
  /** Lower-case columns that together occur in this export only. */
  readonly signature: readonly string[]
  readonly columns: FormatColumns
  /** Where the money of a line stands, so that a reject can say what it is worth. */
  readonly money?: {
    readonly amount: string
    readonly scale?: string
    readonly currency: { readonly column: string } | { readonly code: string }
  }
  /** True when the vendor defines its times as UTC, stated in the text or not. */
  readonly utc: boolean
  /** The record of a line; null when the line says nothing (an idle bucket). Faults are left in `line.fault`. */
  readonly read: (line: Line) => UsageRecord | null
  /** True for a line that may be the total of the other lines of its period; it is held back until that is known. */
  readonly isPeriodTotal?: (record: UsageRecord) => boolean
}

/** All lower-case. Columns listed nowhere become dimensions, so that a vendor's new column keeps rows apart. */
interface FormatColumns {
  readonly dates: readonly string[]
  /** Whole numbers: tokens and requests. */
  readonly counts: readonly string[]
  readonly amounts: readonly string[]
  /** Text the rule itself reads. */
  readonly texts: readonly string[]
  /** Known dimensions. */
  readonly dimensions: readonly string[]
  /** Measures and labels with no place in a record; they would break the identity of a row that grows. */
  readonly ignored: readonly string[]
}

/** A record with nothing stated but its source, place and period. */
export function blankRecord(source: string, line: Line, bucket: Bucket): UsageRecord {
  return {
    source,
    role: 'usage',
    start: instantText(bucket.start),
    end: instantText(bucket.end),
    provider: '',
    model: '',
    team: '',
    project: '',
    dimensions: line.dimensions(),
    tier: 'standard',
    tokens: emptyTokens,
    reasoningInOutput: '',
    requests: '',
    gpuHours: '',
    currency: '',
    billed: '',
    list: '',
    contracted: '',
    costIsEstimate: false,
    charge: '',
    identity: 'key',
    line: line.number,
    totalMismatch: '',
  }
}

/** UTC milliseconds; start inclusive, end exclusive. */
export interface Bucket {
  readonly start: number
  readonly end: number
}

/**
 * The period of a line: the stated end, otherwise the end of the day or month that the start names, otherwise
 * `widthMs` after the start. An end that is a day is exclusive, unless it is the start day itself.
 */
export function bucketOf(line: Line, startColumn: string, endColumn: string, widthMs: number): Bucket {
  const start = line.instant(startColumn)
  if (line.text(endColumn) === '') return { start: start.ms, end: start.endMs > start.ms ? start.endMs : start.ms + widthMs }
  const end = line.instant(endColumn)
  if (end.ms > start.ms) return { start: start.ms, end: end.ms }
  if (end.endMs > start.ms) return { start: start.ms, end: end.endMs }
  if (end.ms < start.ms) line.reject('bad-date', endColumn)
  return { start: start.ms, end: start.ms + 1000 }
}

export const dayMs = 86_400_000

/** Input without its cached parts; '' when no input is stated, a fault when the parts exceed it. */
export function uncachedInput(line: Line, column: string, input: string, parts: readonly string[]): string {
  if (input === '') return ''
  const rest = parts.reduce((left, part) => (part === '' || part === '0' || left === '' ? left : addDecimals(left, `-${part}`)), input)
  return rest.startsWith('-') ? line.reject('cached-exceeds-input', column) : rest
}

/** The stated total when the buckets do not add to it, otherwise ''. */
export function mismatch(total: string, tokens: Readonly<Record<TokenBucket, string>>, buckets: readonly TokenBucket[]): string {
  if (total === '') return ''
  const sum = buckets.reduce((left, bucket) => (tokens[bucket] === '' ? left : addDecimals(left, tokens[bucket])), '0')
  return compareDecimals(sum, total) === 0 ? '' : total
}

const tiers: Readonly<Record<string, UsageRecord['tier']>> = {
  batch: 'batch',
  flex: 'flex',
  flex_discount: 'flex',
  priority: 'priority',
  priority_on_demand: 'priority',
  fast: 'fast',
}

/** The price tier that a vendor's word names; unknown words and `default` are standard, and stay readable as a dimension. */
export const tierOf = (word: string): UsageRecord['tier'] => tiers[word.toLowerCase()] ?? 'standard'

/** A provider's name in the form records are grouped by: `Google Cloud` -> `google-cloud`. */
export const providerSlug = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
