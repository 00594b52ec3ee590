// A large table as plain data: where it lies, what its columns are, and how its numbers become a line of usage. Made by the
// importer, carried out by the ledger's database for the rows that are plainly written; all others go the ordinary way.
// Columns are named by their place in a row.
import type { SkipCode, TokenBucket, UsageLabel } from './usage.ts'

export interface TablePlan {
  readonly path: string
  /** Whether the file is still what was inspected: the database reads it more than once, and all must be of the same file. */
  readonly isAsInspected: () => Promise<boolean>
  readonly packing: 'none' | 'gzip' | 'zstd'
  readonly delimiter: string
  /** False when the file holds no quotation mark at all. */
  readonly isQuoted: boolean
  /** Physical lines down to and including the header. */
  readonly headerLine: number
  readonly width: number
  /** Rows below the header, one a line. */
  readonly rows: number
  /** Text columns that decide what a row means. */
  readonly texts: readonly number[]
  /** The row id, of one or several columns. */
  readonly ids: readonly number[]
  /** Rows on which all of these are blank are for the ordinary way. */
  readonly notBlank: readonly (readonly number[])[]
  /** Money of rows left out, and what it is multiplied with. */
  readonly money: { readonly column: number; readonly scale: string } | null
  /** Minutes east of UTC of times that state no zone. */
  readonly zoneMinutes: number
  /** What rows with these texts mean; `cells` has a text at each place of `texts`. */
  readonly meaningOf: (cells: readonly string[]) => PlannedMeaning
}

export type PlannedMeaning =
  | { readonly fate: 'taken'; readonly label: UsageLabel; readonly shape: PlannedShape }
  | { readonly fate: 'skipped'; readonly code: SkipCode; readonly currency: string }
  /** To be read the ordinary way. */
  | { readonly fate: 'doubtful' }

/** How the numbers of a row become a line; rows of many labels share one shape. */
export interface PlannedShape {
  readonly period: PlannedPeriod
  readonly values: Readonly<
    Partial<Record<TokenBucket | 'reasoning' | 'requests' | 'gpuHours' | 'billed' | 'list' | 'contracted', PlannedValue>>
  >
  readonly annotations: readonly (readonly [name: string, value: PlannedValue])[]
  readonly total: { readonly value: PlannedValue; readonly of: readonly (readonly TokenBucket[])[] } | null
  /** The label has no currency: a row with money is for the ordinary way. */
  readonly lacksCurrency: boolean
}

export interface PlannedPeriod {
  readonly start: number
  readonly end: number | null
  /** Length in ms of a period that states no end and does not start with a day. */
  readonly widthMs: number
}

/** See Measure in core/import/measure.ts. */
export interface PlannedValue {
  readonly terms: readonly { readonly column: number; readonly sign: 1 | -1 }[]
  readonly scale: string
  readonly whole: boolean
  readonly needsFirst: boolean
  readonly required: boolean
  readonly metered: boolean
  readonly notNegative: boolean
  /** What a row states that leaves the columns blank; null nothing. */
  readonly ifBlank: string | null
}
