// Commands that bring usage in: preview (nothing is written), commit of exactly that preview, discard, history.
import { z } from 'zod'
import { chargeKinds, rejectCodes, skipCodes } from '../domain/usage.ts'
import { type QuestionName, questionNames } from '../language/import-question.ts'
import { DecimalText, IsoDate, MoneyByCurrency, Month, Note } from './scalars.ts'

export const MappingProfileData = z.object({
  name: z.string(),
  /** Our field -> their column. */
  columns: z.record(z.string(), z.string()),
  provider: z.string().optional(),
  currency: z.string().optional(),
  cachedInInput: z.enum(['yes', 'no']).optional(),
  dateOrder: z.enum(['dmy', 'mdy', 'ymd']).optional(),
  decimalMark: z.enum(['.', ',']).optional(),
  zone: z.string().optional(),
  dayIndexStart: IsoDate.optional(),
  /** How many tokens one unit of the token columns is. */
  tokenUnit: z.enum(['1', '1000', '1000000']).optional(),
  drop: z.array(z.string()).optional(),
  hash: z.array(z.string()).optional(),
})

export const ImportOptions = z.object({
  format: z.string().optional(),
  mapping: MappingProfileData.optional(),
  cachedInInput: z.enum(['yes', 'no']).optional(),
  dateOrder: z.enum(['dmy', 'mdy', 'ymd']).optional(),
  decimalMark: z.enum(['.', ',']).optional(),
  zone: z.string().optional(),
  dayIndexStart: IsoDate.optional(),
  currency: z.string().optional(),
  encoding: z.string().optional(),
  unitScale: z.enum(['1', '1000', '1000000']).optional(),
  /** First and last day, `2026-09-01/2026-09-30`. */
  period: z.string().optional(),
  costView: z.enum(['actual', 'amortized']).optional(),
  /** What becomes of columns that are not ours, by their name in the file; the others as privacy has it. */
  columnUse: z.record(z.string(), z.enum(['keep', 'hash', 'drop'])).optional(),
})

/** The option that answers a question. */
export const answerOptions = {
  format: 'format',
  mapping: 'mapping',
  'cached-in-input': 'cachedInInput',
  'date-order': 'dateOrder',
  'decimal-mark': 'decimalMark',
  'day-index': 'dayIndexStart',
  currency: 'currency',
  zone: 'zone',
  'unit-scale': 'unitScale',
  period: 'period',
  'cost-view': 'costView',
} as const satisfies Record<QuestionName, keyof z.infer<typeof ImportOptions>>

export const Question = z.object({
  id: z.enum(questionNames),
  /** Rows whose meaning depends on the answer, and values as they stand in the file. */
  rows: z.number().int(),
  samples: z.array(z.string()),
  /** Possible answers with what each would make of the file; empty when the answer is free text (a date). */
  options: z.array(z.object({ value: z.string(), reading: z.string(), tokens: DecimalText.nullable(), money: MoneyByCurrency })),
  flag: z.string(),
})

const Counted = z.object({ rows: z.number().int(), money: MoneyByCurrency })

/** Lines understood and left out on purpose. */
const Skipped = z.object({ code: z.enum(skipCodes), rows: z.number().int(), money: MoneyByCurrency })

export const RejectRow = z.object({
  file: z.string(),
  line: z.number().int(),
  column: z.string(),
  value: z.string(),
  code: z.string(),
  /** English sentence; the page makes its own from the code. */
  reason: z.string(),
  amount: z.string(),
  currency: z.string(),
  /** The row as it stands in the file, by column; only while its import is being prepared. */
  cells: z.array(z.object({ column: z.string(), value: z.string() })),
})

export const FilePreview = z.object({
  file: z.string(),
  format: z.string().nullable(),
  /** Why this format: so many of the file's columns are known to it. `title` is the vendor's name of the export. */
  recognition: z.object({ title: z.string(), matched: z.number().int(), of: z.number().int() }).nullable(),
  encoding: z.string(),
  delimiter: z.string().nullable(),
  decimalMark: z.string().nullable(),
  dateOrder: z.string().nullable(),
  zone: z.string().nullable(),
  sizeBytes: z.number().int(),
  sha256: z.string(),
  firstDay: IsoDate.nullable(),
  lastDay: IsoDate.nullable(),
  /** read = new + updated + unchanged + rejected, in rows and in money. */
  read: Counted,
  new: Counted,
  updated: Counted,
  unchanged: Counted,
  rejected: Counted,
  /** Beside the rows read. */
  skipped: z.array(Skipped),
  rejectCounts: z.array(z.object({ code: z.string(), rows: z.number().int(), money: MoneyByCurrency })),
  /** The first rejects; all of them by import.rejects. */
  rejects: z.array(RejectRow),
  questions: z.array(Question),
  /** What was answered about the file, now or with an earlier import ('mapping': its columns). */
  answers: z.array(z.object({ id: z.enum(questionNames), value: z.string(), isRemembered: z.boolean() })),
  /**
   * Every column with raw samples and, where it is read, each as understood; our field in a mapped file; what becomes of it,
   * `isFixed` where nobody may choose.
   */
  columns: z.array(
    z.object({
      column: z.string(),
      field: z.string().nullable(),
      samples: z.array(z.string()),
      understood: z.array(z.string()),
      use: z.enum(['field', 'dimension', 'dropped', 'hashed']),
      isFixed: z.boolean(),
    }),
  ),
  mapping: MappingProfileData.nullable(),
  /** Tokens and money of the accepted rows, exactly; of lines with one id in the file the last counts. */
  totals: z.object({
    inputUncached: DecimalText,
    cacheRead: DecimalText,
    /** cacheWrite5m + cacheWrite1h + writes of unknown term. */
    cacheWrite: DecimalText,
    cacheWrite5m: DecimalText,
    cacheWrite1h: DecimalText,
    output: DecimalText,
    /** Part of output. */
    reasoning: DecimalText,
    requests: DecimalText,
    gpuHours: DecimalText,
    billed: MoneyByCurrency,
    list: MoneyByCurrency,
    contracted: MoneyByCurrency,
    /** `billed` by what it is for: usage, purchase, credit, refund, tax, adjustment. */
    byKind: z.partialRecord(z.enum(chargeKinds), MoneyByCurrency),
    estimated: MoneyByCurrency,
  }),
  notes: z.array(Note),
  /** Set when the file could not be read at all; the other files go on. */
  failure: z.object({ code: z.string(), kind: z.string(), message: z.string(), params: z.record(z.string(), z.string()) }).nullable(),
})

/**
 * 'replace': the files repeat part of what a vendor delivered earlier; the rest goes ('replace-period') or stays ('add').
 * 'regrouped': days of a source are there already, grouped otherwise: `about` is the source, the first and the last of them; the
 * earlier rows go ('replace-period') or stay ('add').
 * 'locked-period': rows change days that were closed; they come in ('include') or are refused ('reject').
 */
const Decision = z.object({
  id: z.enum(['replace', 'regrouped', 'locked-period']),
  about: z.array(z.string()),
  rows: z.number().int(),
  money: MoneyByCurrency,
  options: z.array(z.object({ value: z.string(), flag: z.string() })),
})

const importMode = z.enum(['auto', 'add', 'replace-period'])

export const ImportPreview = z.object({
  id: z.string(),
  files: z.array(FilePreview),
  totals: z.object({ read: Counted, new: Counted, updated: Counted, unchanged: Counted, rejected: Counted }),
  /** Rows of the ledger that the import takes out because a delivery replaces them. */
  retired: Counted,
  /** What only a person can say about the import as a whole, with the rows and money it is about. */
  decisions: z.array(Decision),
  /** Spend by month before and after, for the currencies touched. */
  months: z.array(z.object({ month: Month, currency: z.string(), before: DecimalText, after: DecimalText })),
  /** Spend by day of the new state against the old, for the picture. */
  days: z.array(z.object({ day: IsoDate, currency: z.string(), before: DecimalText, after: DecimalText })),
  /** Models that no price is known for: tokens counted, money unknown. */
  unpriced: z.array(z.object({ provider: z.string(), model: z.string(), tokens: DecimalText, rows: z.number().int() })),
  mode: importMode,
  /** False while a question is open, every row is rejected, or nothing would change. */
  committable: z.boolean(),
})

export const importCommands = {
  'import.preview': {
    input: z.object({
      files: z.array(z.object({ path: z.string(), name: z.string().optional() })).min(1),
      options: ImportOptions.default({}),
      /** Answers for single files, by file name; they win over `options`. */
      answers: z.record(z.string(), ImportOptions).default({}),
      /** Tables, by name, that are not to be read: parts of a folder, an archive or a workbook. */
      leaveOut: z.array(z.string()).default([]),
      mode: importMode.default('auto'),
      /** Rows that would change closed days. */
      late: z.enum(['include', 'reject']).optional(),
    }),
    output: ImportPreview,
  },
  /** A refused row mended by hand: new values for some of its cells. The preview as it then is. */
  'import.mend': {
    input: z.object({
      id: z.string(),
      file: z.string(),
      line: z.number().int(),
      cells: z.array(z.object({ column: z.string(), value: z.string() })).min(1),
    }),
    output: ImportPreview,
  },
  'import.commit': { input: z.object({ id: z.string() }), output: z.object({ change: z.number().int(), preview: ImportPreview }) },
  'import.discard': { input: z.object({ id: z.string() }), output: z.object({}) },
  'import.rejects': {
    input: z.object({
      id: z.string().optional(),
      change: z.number().int().optional(),
      file: z.string().optional(),
      code: z.enum(rejectCodes).optional(),
      limit: z.number().int().min(1).max(100_000).default(100_000),
      offset: z.number().int().min(0).default(0),
    }),
    output: z.object({ rejects: z.array(RejectRow) }),
  },
  'import.history': {
    input: z.object({}),
    output: z.object({
      imports: z.array(
        z.object({
          change: z.number().int(),
          at: z.string(),
          file: z.string(),
          format: z.string(),
          read: z.number().int(),
          new: z.number().int(),
          updated: z.number().int(),
          unchanged: z.number().int(),
          rejected: z.number().int(),
          skipped: z.array(Skipped),
          undone: z.boolean(),
          /** Changes made since that stand: an undo of the import takes them back with it. */
          later: z.number().int(),
        }),
      ),
    }),
  },
} as const

export type ImportPreviewData = z.infer<typeof ImportPreview>
export type FilePreviewData = z.infer<typeof FilePreview>
export type QuestionData = z.infer<typeof Question>
export type RejectRowData = z.infer<typeof RejectRow>
export type ImportOptionsData = z.infer<typeof ImportOptions>
export type MappingProfile = z.infer<typeof MappingProfileData>
