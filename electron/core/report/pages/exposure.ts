// Page 4: which part of the spend moves with the index, month by month and cause by cause, and what no contract covers.
import { heatMap } from '../charts/cells.ts'
import type { DocumentContext } from '../document-context.ts'
import { type Markup, markup } from '../markup.ts'
import { figure, page, table } from '../page.ts'

const factors = ['price', 'volume', 'basis'] as const

export function exposurePage(context: DocumentContext): Markup {
  const { f, fact, frozen, market, t } = context
  const { exposure } = frozen
  const words = t.exposure
  const hedgeable = exposure.statement.find((line) => line.id === 'hedgeable')
  const title =
    hedgeable === undefined || Number(hedgeable.amount) === 0
      ? words.none
      : words.title(f.share(exposure.hedgeableShare), f.amount(hedgeable.amount))
  const months = [...new Set(exposure.heat.map((cell) => cell.month))]
  const rows = factors.map((factor) => ({
    name: words.factor[factor],
    cells: months.map((month) => {
      const cell = exposure.heat.find((each) => each.month === month && each.factor === factor)
      return { value: Number(cell?.amount ?? 0), text: cell === undefined ? t.noData : f.bare(cell.amount) }
    }),
  }))
  const statement = table(
    [
      { head: words.columns.line, align: 'text', cell: (line) => words.line[line.id] },
      { head: words.columns.amount, cell: (line) => f.money(line.amount) },
      { head: words.columns.share, cell: (line) => f.percent(line.share) },
      {
        head: words.columns.source,
        align: 'text',
        cell: (line) => `${market.mark[line.provenance.kind]}: ${fact(line.provenance.source)}, ${f.date(line.provenance.asOf)}`,
      },
    ],
    exposure.statement,
    { caption: words.table(f.unit), total: (line) => line.id === 'sensitive' || line.id === 'hedgeable' },
  )
  return page({
    label: words.label,
    title,
    body: [
      ...(months.length === 0 ? [] : [figure(words.chart(f.unit), heatMap(months.map(f.shortMonth), rows, words.chart(f.unit)))]),
      statement,
      ...(exposure.remainder.length === 0
        ? []
        : [markup`<h2>${words.remainder}</h2><ul>${exposure.remainder.map((each) => markup`<li>${context.note(each)}</li>`)}</ul>`]),
    ],
    notes: [...exposure.notes.filter((note) => note.code.startsWith('beta-')).map(context.note), t.rounding],
  })
}
