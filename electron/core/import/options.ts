// What a person or a script may settle about a file, and what the importer found out about it.
// An inspection is plain data: the same file and options give the same inspection.
import type { QuestionName } from '../../../shared/language/import-question.ts'
import type { DateOrder } from './dates.ts'
import type { Encoding } from './encoding.ts'
import type { Source } from './file-bytes.ts'
import type { TextFacts } from './line-probe.ts'
import type { MappingField, MappingProfile } from './mapping-profile.ts'
import type { DecimalMark } from './numbers.ts'
import type { PrivacyUse } from './privacy.ts'
import type { Layout } from './row-source.ts'
import type { Answers } from './texts.ts'

export interface ImportOptions {
  readonly format?: string | undefined
  /** As it came from a file or the page; checked here. */
  readonly mapping?: unknown
  readonly cachedInInput?: 'yes' | 'no' | undefined
  readonly dateOrder?: DateOrder | undefined
  readonly decimalMark?: DecimalMark | undefined
  /** IANA name or offset, for times that state none. */
  readonly zone?: string | undefined
  /** ISO date of day 0 for files that number their days. */
  readonly dayIndexStart?: string | undefined
  readonly currency?: string | undefined
  readonly encoding?: string | undefined
  /** Tokens in one unit, for meters that do not state it. */
  readonly unitScale?: '1' | '1000' | '1000000' | undefined
  /** `2026-09-01/2026-09-30`, for files that state no dates. */
  readonly period?: string | undefined
  /** Whether a cloud's export states costs as billed or spread over commitments, where its lines contradict each other. */
  readonly costView?: 'actual' | 'amortized' | undefined
  /** What becomes of columns that are not ours, by their name in the file; the others as privacy.ts has it. */
  readonly columnUse?: Readonly<Record<string, PrivacyUse>> | undefined
}

interface QuestionOption {
  readonly value: string
  /** What the first sample means under this answer: a date, an amount, a list of missing columns. */
  readonly reading: string
  /** Uncached input tokens of the file under this answer; null when the answer does not touch them. */
  readonly tokens: string | null
  /** Money of the affected rows under this answer, by currency. */
  readonly money: Readonly<Record<string, string>>
  /** `tokens` by model, where money must be worked out from them. */
  readonly byModel?: readonly { readonly provider: string; readonly model: string; readonly tokens: string }[]
}

export interface Question {
  readonly id: QuestionName
  readonly flag: string
  readonly column: string
  /** Rows seen whose meaning depends on the answer. */
  readonly rows: number
  readonly samples: readonly string[]
  /** Empty when the answer is free text, such as a date. */
  readonly options: readonly QuestionOption[]
}

/** Codes of shared/language/notes.ts. */
export interface ImportNote {
  readonly code: string
  readonly params: Readonly<Record<string, string>>
  readonly severity: 'info' | 'warning'
}

export interface ColumnUse {
  readonly column: string
  readonly field: MappingField | null
  readonly use: 'field' | 'dimension' | 'dropped' | 'hashed'
  /** Nobody may choose: a column that is read, or one with no place in a record. */
  readonly isFixed: boolean
  readonly samples: readonly string[]
  /** Each sample as it is read: an instant, a number, a text; '' where it cannot be read. Empty for columns that are not read. */
  readonly understood: readonly string[]
}

export interface Remembered {
  /** The mapping of a table with these columns. */
  readonly isMapping: boolean
  /** Answers about files of the format. */
  readonly options: ImportOptions
}

export interface FileInspection {
  readonly file: string
  readonly source: Source
  readonly sizeBytes: number
  readonly sha256: string
  /** SHA-256 of what is read: the same, but for a file whose content was written as a CSV first. */
  readonly contentHash: string
  /** The state of the file when its inspection began; see fileState. */
  readonly state: string
  readonly text: TextFacts
  readonly layout: Layout
  /** Format id; null while the file is not understood. */
  readonly format: string | null
  /** Why: so many of the file's columns are known to the format of that title. */
  readonly reason: { readonly title: string; readonly matched: number; readonly of: number } | null
  /** Nearest known formats when none fits, with the columns that lack. */
  readonly candidates: readonly { readonly format: string; readonly title: string; readonly missing: readonly string[] }[]
  readonly decimalMark: DecimalMark | null
  readonly dateOrder: DateOrder | null
  readonly zone: string
  /** Length of the period of a line that states no end. */
  readonly widthMs: number
  /** The mapping used, proposed or given; null for a format with a layout of its own. */
  readonly mapping: MappingProfile | null
  readonly columns: readonly ColumnUse[]
  readonly firstRows: readonly (readonly string[])[]
  /** Rows counted, or estimated from the size when the scan could stop early. */
  readonly rows: { readonly count: number; readonly exact: boolean }
  readonly questions: readonly Question[]
  /** What the person settled for the format's rule. */
  readonly answers: Answers
  /** What was kept of earlier imports and used for this one. */
  readonly remembered: Remembered
  /** A day of the file, where one of its first rows tells it plainly. */
  readonly day: string | null
  readonly notes: readonly ImportNote[]
}

/** The encoding that a person named, by any of its usual names; null for one that is not offered. */
export function encodingNamed(name: string): Encoding | null {
  const folded = name.toLowerCase().replace(/[^a-z0-9]/g, '')
  const names: Readonly<Record<string, Encoding>> = {
    utf8: 'utf-8',
    utf16: 'utf-16le',
    utf16le: 'utf-16le',
    utf16be: 'utf-16be',
    gb18030: 'gb18030',
    gbk: 'gb18030',
    gb2312: 'gb18030',
    windows1252: 'windows-1252',
    cp1252: 'windows-1252',
    latin1: 'windows-1252',
  }
  return names[folded] ?? null
}
