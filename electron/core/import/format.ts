// What a format is: the columns that betray it, the columns it knows, and the rule from the texts of a line to its meaning.
// The rule sees texts only and returns measures over the number columns, so it is asked once for all lines that say the
// same, and a large table can be read by the database. How to add a format: docs in formats/README.md.
import type { ChargeKind, Population, SkipCode, Standing, Tier, TokenBucket } from '../../../shared/domain/usage.ts'
import type { DateOrder } from './dates.ts'
import type { JsonValue } from './json-text.ts'
import type { Measure } from './measure.ts'
import type { Texts } from './texts.ts'

export interface Format {
  readonly id: string
  /** The vendor's own name of the export; not translated. */
  readonly title: string
  readonly shape: 'csv' | 'json'
  /** Lower-case columns that together occur in this export only; a list inside means any one of them. */
  readonly signature: readonly (string | readonly string[])[]
  /** Lower-case columns that this export never has, where another format's signature would fit as well. */
  readonly without?: readonly string[]
  readonly columns: FormatColumns
  /** The name, lower-case, under which `signature` and `columns` know a header; without it the header in lower case. */
  readonly columnName?: (header: string) => string
  /** Rows out of one JSON document (or line), where they are not simply its list of objects. */
  readonly json?: JsonLayout
  /** Where the money of a line stands, so that a reject can say what it is worth. */
  readonly money?: {
    readonly amount: string
    readonly scale?: string
    readonly currency: { readonly column: string } | { readonly code: string }
  }
  /** The zone of times that state none: the vendor's own, or asked of the person (null). */
  readonly zone: string | null
  /** How the vendor writes 9/5/26 when nothing in the file tells. */
  readonly dateOrder?: DateOrder
  readonly population: Population
  readonly standing: Standing
  readonly identity: 'id' | 'key' | 'row'
  /** A delivery repeats a whole scope (an account's month), or whole days of a scope: what it no longer holds is gone. */
  readonly replaces?: 'scope' | 'day'
  /** Money on the lines is the vendor's estimate, not a bill. */
  readonly isEstimate?: boolean
  /** What the lines mean, as far as texts tell; null for a line that says nothing; a skip code for one left out on purpose. */
  readonly rule: (texts: Texts) => Meaning | SkipCode | null
  readonly asks?: Asks
  /** What to bear in mind of every file of the format; codes of shared/language/notes.ts. */
  readonly notes?: readonly string[]
  /** A line on which all of these are blank says nothing (an idle bucket). */
  readonly idle?: readonly string[]
  /** A line on which all of these are blank states nothing to count and is refused. */
  readonly counted?: readonly string[]
  /** True for a line that may be the total of the other lines of its period; it is held back until that is known. */
  readonly isPeriodTotal?: (meaning: Meaning, dimensions: Readonly<Record<string, string>>) => boolean
}

/** All lower-case. Columns listed nowhere become dimensions, so that a vendor's new column keeps rows apart. */
export interface FormatColumns {
  readonly dates: readonly string[]
  /** Whole numbers: tokens and requests. */
  readonly counts: readonly string[]
  readonly amounts: readonly string[]
  /** Text the rule itself reads. */
  readonly texts: readonly string[]
  /** Known dimensions: kept, and readable by the rule. */
  readonly dimensions: readonly string[]
  /** The vendor's row id. */
  readonly ids?: readonly string[]
  /** Measures, labels and contents with no place in a record; they would break the identity of a row that grows. */
  readonly ignored: readonly string[]
  /** Beginnings of further column names to ignore, such as `resource_tags_`. */
  readonly ignoredPrefixes?: readonly string[]
}

export interface JsonLayout {
  /** Whether a document (for JSON lines: one of the first) is this export. */
  readonly claims: (document: JsonValue) => boolean
  /** The rows of a document. `memory` lives as long as the file: what earlier lines said. */
  readonly rows: (document: JsonValue, memory: Map<string, string>) => readonly ReadonlyMap<string, string>[]
  /**
   * Each element of the document's list (an array's, or the one under data, results, items, rows or records) gives the same
   * rows when it is alone in its document: so a file of any size is read element by element.
   */
  readonly splits?: boolean
  /** Claims what stands inside other exports as well, such as an answer of an API: any other claim goes before. */
  readonly givesWay?: boolean
}

export interface Meaning {
  readonly role?: 'usage' | 'cost'
  readonly provider: string
  readonly model?: string
  readonly team?: string
  readonly project?: string
  readonly tier?: Tier
  readonly context?: '' | 'long'
  readonly currency?: string
  /** The column that should have named the currency, where its absence matters only on lines with money. */
  readonly currencyColumn?: string
  readonly charge?: string
  readonly kind?: ChargeKind
  readonly scope?: string
  /** Labels found inside texts, such as tags, beside the dimension columns. */
  readonly dimensions?: Readonly<Record<string, string>>
  /** Further labels that tell of a person or a key; stored as hashes. */
  readonly personal?: Readonly<Record<string, string>>
  /** Where it differs from the format's own. */
  readonly population?: Population
  readonly standing?: Standing
  readonly identity?: Format['identity']
  /** What the line tells of the file's view of costs: one that only this view has, or one that has money only if amortised. */
  readonly costView?: 'actual' | 'amortized' | 'covered'
  readonly isEstimate?: boolean
  readonly period: Period
  readonly measures: Measures
}

export type Measures = Readonly<
  Partial<Record<TokenBucket | 'reasoning' | 'requests' | 'gpuHours' | 'billed' | 'list' | 'contracted', Measure>>
> & {
  readonly annotations?: Readonly<Record<string, Measure>>
  /** A total the line states, and the buckets that add to it; any of several readings may tie. */
  readonly total?: { readonly measure: Measure; readonly of: readonly (readonly TokenBucket[])[] }
}

/**
 * The columns of a line's period. The first column of each list that is not blank counts. Without an end it is the day or
 * month that the start names, otherwise `widthMs` after the start. An end that is a day is exclusive, unless it is the
 * start day itself.
 */
export interface Period {
  readonly start: readonly string[]
  readonly end: readonly string[]
  readonly widthMs: number
  /** The start column counts steps of so many ms from `zeroMs` (UTC). */
  readonly steps?: { readonly ms: number; readonly zeroMs: number }
  /** The file states no time at all; the person did (UTC milliseconds). */
  readonly fixed?: { readonly start: number; readonly end: number }
}

/** What a rule may need to be told where the file does not say it; asked only when a line really depends on it. */
export interface Asks {
  /** How many tokens one unit is: 1, 1000 or 1000000. `quantity` is the column of the units. */
  readonly 'unit-scale'?: { readonly quantity: string }
  /** First and last day of the file, as 2026-09-01/2026-09-30. */
  readonly period?: Record<string, never>
  /** Currency of amounts without one. `product`: the two columns that make the amount, where no column states it. */
  readonly currency?: { readonly product?: readonly [string, string] }
  /** Whether costs stand where they were billed or spread over their commitment; asked when the lines contradict each other. */
  readonly 'cost-view'?: Record<string, never>
}

export const dayMs = 86_400_000
export const hourMs = 3_600_000

export const between = (start: string, end: string, widthMs = dayMs): Period => ({ start: [start], end: [end], widthMs })
export const dayOf = (start: string): Period => ({ start: [start], end: [], widthMs: dayMs })
export const momentOf = (start: string): Period => ({ start: [start], end: [], widthMs: 1000 })
