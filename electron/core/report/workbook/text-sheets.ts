// Cover and Glossary: what this workbook is, where things stand, what the colours mean, the terms in both languages.
import type { WriteSheet } from 'hucre'
import { glossaryEntry, termIds } from '../../../../shared/language/glossary.ts'
import { type Book, firstRow, headRow, type SheetId } from './book.ts'

const listedSheets = [
  'summary',
  'inputs',
  'actuals',
  'forecast',
  'exposure',
  'ladder',
  'model',
  'payoff',
  'margin',
  'sim',
  'limits',
  'checks',
  'glossary',
] as const satisfies readonly SheetId[]

export function coverSheet(book: Book, passed: boolean): WriteSheet {
  const { context, frozen, w } = book
  const words = w.cover
  const sheet = book.sheet('cover')
  sheet.text(1, 0, context.t.title, 'title')
  sheet.text(2, 0, frozen.sample ? words.sample : words.draft, 'total')
  const facts: [string, string][] = [
    [words.company, frozen.company === '' ? context.t.noData : frozen.company],
    [words.asOf, context.f.date(frozen.asOf)],
    [words.version, String(frozen.version.version)],
    [words.hash, frozen.version.hash],
    [words.run, frozen.version.run],
    [words.scenario, frozen.forecast.scenario.name],
    [words.strategy, context.strategyName(context.chosen.strategy)],
    [words.status, book.status],
  ]
  for (const [i, [label, value]] of facts.entries()) {
    sheet.text(4 + i, 0, label)
    sheet.text(4 + i, 1, value)
  }
  const check = 4 + facts.length
  sheet.text(check, 0, w.sheets.checks)
  sheet.words(check, 1, 'MasterCheck', passed ? w.checks.pass : w.checks.differ.trim(), 'link')
  const contents = check + 2
  sheet.heads(contents, [words.contents, ''])
  const listed = listedSheets
  for (const [i, id] of listed.entries()) {
    const name = w.sheets[id]
    sheet.words(contents + 1 + i, 0, `HYPERLINK("#'${name}'!A1","${name}")`, name, 'link')
    sheet.text(contents + 1 + i, 1, w.about[id])
  }
  const colours = contents + listed.length + 2
  sheet.heads(colours, [words.colours, ''])
  sheet.text(colours + 1, 0, words.blue, 'input')
  sheet.text(colours + 2, 0, words.black)
  sheet.text(colours + 3, 0, words.green, 'link')
  sheet.text(colours + 4, 0, words.exact, 'note')
  const { sign } = context.t.decision
  sheet.heads(colours + 6, [context.t.decision.approval, sign.name, sign.date, sign.signature])
  for (const [i, role] of [words.prepared, words.reviewed, words.approved].entries()) sheet.text(colours + 7 + i, 0, role)
  return sheet.finish({ ...book.frame({ widths: [34, 80, 16, 24] }), headRow: 2, frozenColumns: 0 })
}

export function glossarySheet(book: Book): WriteSheet {
  const sheet = book.sheet('glossary')
  const words = book.w.glossary
  sheet.heads(headRow, [words.english, words.meaning, words.chinese, words.chineseMeaning])
  for (const [i, id] of termIds.entries()) {
    const [english, chinese] = [glossaryEntry(id, 'en'), glossaryEntry(id, 'zh')]
    for (const [c, text] of [english.term, english.help, chinese.term, chinese.help].entries()) sheet.text(firstRow + i, c, text)
  }
  return sheet.finish(book.frame({ widths: [30, 70, 26, 60] }))
}
