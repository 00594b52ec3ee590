// Page 6: the proposed ladder, month by month, beside the bands that policy sets.
import type { LadderMonthData } from '../../../../shared/contract/hedge-commands.ts'
import { ladderColumns } from '../charts/columns.ts'
import type { DocumentContext } from '../document-context.ts'
import type { Markup } from '../markup.ts'
import { figure, page, table } from '../page.ts'

export function hedgePage(context: DocumentContext): Markup {
  const { chosen, f, frozen, priceUnit, t } = context
  const words = t.hedge
  const unit = context.market.unit[frozen.contract.unit]
  const { totals } = chosen
  const title =
    totals.contracts === 0
      ? words.none
      : words.title(
          f.whole(totals.contracts),
          f.share(totals.actualPercent === null ? null : totals.actualPercent / 100),
          `${f.unitPrice(totals.lockedPrice ?? '0')} ${priceUnit}`,
        )
  const size = Number(chosen.contractSize)
  const outside = chosen.months.filter((row) => row.notes.some((note) => note.severity === 'breach')).length
  const chart = ladderColumns(
    chosen.months.map((row) => ({
      name: f.shortMonth(row.month),
      exposure: Number(row.exposureUnits),
      hedged: row.contracts * size,
      low: (Number(row.exposureUnits) * row.policyMin) / 100,
      high: (Number(row.exposureUnits) * row.policyMax) / 100,
      text: f.whole(row.contracts),
    })),
    words.label,
    (tick) => f.quantity(String(tick)),
  )
  return page({
    label: words.label,
    title,
    body: [figure(words.chart(unit), chart)],
    notes: [
      words.integer,
      outside === 0 ? words.noBreach : outside === 1 ? words.oneBreach : words.breach(f.whole(outside)),
      ...chosen.notes.filter((note) => note.severity === 'breach').map(context.note),
    ],
    tail: [ladder(context, unit)],
  })
}

function ladder(context: DocumentContext, unit: string): Markup {
  const { chosen, f, priceUnit, t } = context
  const words = t.hedge.columns
  const remarks = chosen.months.some((row) => row.notes.length > 0)
  return table<LadderMonthData>(
    [
      { head: t.month, align: 'text', cell: (row) => f.month(row.month) },
      { head: words.exposure(unit), cell: (row) => f.count(row.exposureUnits) },
      { head: words.policy, cell: (row) => t.hedge.range(String(row.policyMin), String(row.policyMax)) },
      { head: words.cover, cell: (row) => f.number(row.coverPercent, 1) },
      { head: words.contracts, cell: (row) => f.count(String(row.contracts)) },
      { head: words.actual, cell: (row) => f.number(row.actualPercent, 1) },
      { head: words.locked(priceUnit), cell: (row) => (row.contracts === 0 ? t.notApplicable : f.price(row.locked)) },
      { head: words.residual(unit), cell: (row) => f.count(row.residualUnits) },
      ...(remarks
        ? [{ head: words.remark, align: 'text' as const, cell: (row: LadderMonthData) => row.notes.map(context.note).join(' ') }]
        : []),
    ],
    chosen.months,
    { caption: t.hedge.ladder },
  )
}
