// What all sheets share while the workbook is written: the frozen figures as doubles (a spreadsheet has no other
// numbers), the words, and the running lines of every printed page.

import type { FrozenResult } from '../../../../shared/contract/frozen.ts'
import { workbookTexts } from '../../../../shared/language/report-workbook.ts'
import type { Language } from '../../../../shared/language/text.ts'
import { type DocumentContext, documentContext, statusSentence } from '../document-context.ts'
import { draftSheet, type SheetDraft, type SheetFrame } from './sheet.ts'

export type SheetId = keyof (typeof workbookTexts)['en']['sheets']

export interface Book {
  readonly frozen: FrozenResult
  readonly context: DocumentContext
  readonly language: Language
  readonly w: (typeof workbookTexts)['en']
  readonly currency: string
  /** The futures' unit in words: 'GPU-hour'. */
  readonly unit: string
  readonly status: string
  /** First row of month tables; all of them have one row per month of the horizon, in order. */
  readonly months: readonly string[]
  /** A sheet with its title and unit line written; tables start at row 4. */
  readonly sheet: (id: SheetId, remark?: string) => SheetDraft
  readonly frame: (frame: Pick<SheetFrame, 'widths'> & Partial<SheetFrame>) => SheetFrame
}

export const headRow = 4
export const firstRow = headRow + 1

export function openBook(frozen: FrozenResult, language: Language): Book {
  const context = documentContext(frozen, language)
  const w = workbookTexts[language]
  const { version } = frozen
  const place = [frozen.company, context.f.date(frozen.asOf)].filter((part) => part !== '').join(', ')
  const mark = frozen.sample ? w.cover.sample : w.cover.draft
  return {
    frozen,
    context,
    language,
    w,
    currency: frozen.forecast.currency,
    unit: context.market.unit[frozen.contract.unit],
    status: statusSentence(context),
    months: context.chosen.months.map((row) => row.month),
    sheet(id, remark) {
      const sheet = draftSheet(w.sheets[id], language)
      if (id === 'cover') return sheet
      sheet.text(1, 0, `${w.sheets[id]}: ${w.about[id]}`, 'title')
      sheet.text(
        2,
        0,
        `${mark}.  ${place}, ${context.t.header.version(String(version.version), version.hash.slice(0, 10))}, ${frozen.forecast.currency}.  ${remark ?? ''}`.trim(),
        'note',
      )
      return sheet
    },
    frame: (frame) => ({ headRow, header: place, footer: mark, ...frame }),
  }
}

/** Decimal text as the double a cell holds; null stays an empty cell. */
export const cellFigure = (text: string | null | undefined): number | null =>
  text === null || text === undefined || text === '' ? null : Number(text)

export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

/** As ROUND in a spreadsheet, for the counts of contracts: a half goes away from zero. */
export const roundWhole = (value: number): number => Math.sign(value) * Math.round(Math.abs(value))
