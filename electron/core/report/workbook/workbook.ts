// The board workbook: fourteen sheets whose formulas carry their results, so that a protected view shows the same
// figures as the pack. No macros, no outside links, nothing newer than Excel 2010. Same frozen figures, same bytes.
import { writeXlsx } from 'hucre'
import type { FrozenResult } from '../../../../shared/contract/frozen.ts'
import type { Language } from '../../../../shared/language/text.ts'
import { openBook } from './book.ts'
import { actualsSheet, forecastSheet, simSheet } from './data-sheets.ts'
import { exposureSheet, ladderSheet } from './hedge-sheets.ts'
import { inputsSheet } from './inputs-sheet.ts'
import { marginSheet, modelSheet, payoffSheet } from './model-sheets.ts'
import { checksSheet, limitsSheet, type Sheets, summarySheet } from './proof-sheets.ts'
import { coverSheet, glossarySheet } from './text-sheets.ts'

export async function boardWorkbook(frozen: FrozenResult, language: Language): Promise<Uint8Array> {
  const book = openBook(frozen, language)
  const inputs = inputsSheet(book)
  const exposure = exposureSheet(book, inputs)
  const ladder = ladderSheet(book, inputs, exposure)
  const model = modelSheet(book, inputs, exposure, ladder)
  const payoff = payoffSheet(book, model)
  const margin = marginSheet(book, inputs, ladder, payoff)
  const sim = simSheet(book, inputs.budget)
  const actuals = actualsSheet(book)
  const forecast = forecastSheet(book)
  const sheets: Sheets = { inputs, exposure, ladder, payoff, margin, sim, actuals, forecast }
  const checks = checksSheet(book, sheets)
  const written = await writeXlsx({
    sheets: [
      coverSheet(book, checks.passed),
      summarySheet(book, sheets),
      inputs.sheet,
      actuals.sheet,
      forecast.sheet,
      exposure.sheet,
      ladder.sheet,
      model.sheet,
      payoff.sheet,
      margin.sheet,
      sim.sheet,
      limitsSheet(book, sheets),
      checks.sheet,
      glossarySheet(book),
    ],
    namedRanges: [...inputs.names, ...sim.names, ...checks.names],
    // The date of the version, not of the clock: the same version is the same file.
    properties: {
      title: `${frozen.sample ? 'SAMPLE ' : ''}${book.context.t.title}`,
      company: frozen.company,
      creator: 'Ballast',
      created: new Date(frozen.version.createdAt),
      modified: new Date(frozen.version.createdAt),
    },
    defaultFont: { name: language === 'zh' ? 'Microsoft YaHei' : 'Calibri', size: 10 },
  })
  return new Uint8Array(written)
}
